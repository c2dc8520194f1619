//! The lead image with its caption and credit.

use super::Evidence;
use super::address::Base;
use super::dom;
use super::field::Offers;
use super::meta::Head;
use super::names::Hints;
use super::structured::{self, Structured};
use super::tree::{Id, Mask, Tree};
use crate::arabic::is_letter;
use crate::article::Image;

/// How many nodes before the headline a figure may stand.
const BEFORE: usize = 120;

/// How many nodes behind a picture its caption may stand.
const BEHIND: usize = 30;

/// The page as this room needs it.
pub(super) struct Place<'p, 'a> {
    pub tree: &'p Tree<'a>,
    pub shown: &'p Mask,
    pub hints: &'p [Hints],
    pub head: &'p Head,
    pub structured: &'p Structured,
    pub base: &'p Base,
    /// The headline's element.
    pub headline: Option<Id>,
    /// Containers of the body.
    pub body: &'p [Id],
    /// What the source's rules select: image, caption.
    pub selected: (&'p [Id], &'p [Id]),
}

/// Finds it, with the element that shows it; `None` where the page has none.
pub(super) fn find(place: &Place<'_, '_>, evidence: &mut Vec<Evidence>) -> Option<(Image, Option<Id>)> {
    let tree = place.tree;
    let mut offers = Offers::default();
    for &id in place.selected.0 {
        let at = (id..tree.end(id)).find(|&at| is_image(tree, at));
        offers.add_some("selector", at.and_then(|at| dom::image_source(tree, at, place.base)));
    }
    let lead = lead_image(place);
    let og = ["og:image", "og:image:secure_url", "twitter:image", "twitter:image:src"];
    offers.add_some("og:image", place.head.first(&og).and_then(|(_, src)| place.base.resource(src)));
    let story = place.structured.stories.iter().find(|story| !story.image.is_empty());
    offers.add_some("json-ld image", story.and_then(|story| place.base.resource(&story.image)));
    offers.add_some("page", lead.and_then(|image| dom::image_source(tree, image, place.base)));
    let src = offers.first("image", evidence);
    src.as_ref()?;
    let caption_at = place.selected.1.first().copied().or(lead.and_then(|image| caption_of(place, image)));
    let is_caption = |words: &String| (1..=dom::MOST_OF_CAPTION).contains(&words.chars().count());
    let caption = caption_at
        .map(|id| structured::plain(&tree.joined(id, place.shown, 4 * dom::MOST_OF_CAPTION)))
        .filter(is_caption);
    let caption =
        caption.or_else(|| story.map(|story| story.caption.clone()).filter(|caption| !caption.is_empty()));
    let (caption, credit) = caption.map_or((None, None), |caption| {
        let own = caption_at.and_then(|id| credit_in(place, id));
        split_credit(&caption, own)
    });
    let alt =
        lead.and_then(|image| tree.attr(image, "alt")).map(structured::plain).filter(|alt| !alt.is_empty());
    Some((Image { src, alt, caption, credit, file: None }, lead))
}

fn is_image(tree: &Tree<'_>, id: Id) -> bool {
    dom::is_image(tree.tag(id))
}

/// The first picture from the headline on, up to the end of the body; one in a `<figure>` may stand a little before it.
fn lead_image(place: &Place<'_, '_>) -> Option<Id> {
    let tree = place.tree;
    let headline = place.headline.unwrap_or(0);
    let from = headline.saturating_sub(BEFORE).max(1);
    let to = place.body.iter().map(|&id| tree.end(id)).max().unwrap_or(tree.len()).max(from);
    let in_figure = |id: Id| tree.ancestors(id).take(6).any(|ancestor| tree.tag(ancestor) == "figure");
    let mut at = from;
    while at < to {
        if place.shown.is_out(at) {
            at = tree.end(at);
            continue;
        }
        let is_candidate = is_image(tree, at)
            && !dom::is_icon(tree, at)
            && dom::image_source(tree, at, place.base).is_some()
            && !is_elsewhere(place, at);
        if is_candidate && (at > headline || in_figure(at)) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Pictures of the site, of authors and of other articles are not the article's.
fn is_elsewhere(place: &Place<'_, '_>, id: Id) -> bool {
    let bad = Hints::COMMENTS
        .or(Hints::RELATED)
        .or(Hints::NAVIGATION)
        .or(Hints::CLUTTER)
        .or(Hints::META)
        .or(Hints::TAGS);
    place.tree.ancestors(id).take(8).any(|ancestor| {
        let is_body = place.body.iter().any(|&body| place.tree.is_within(body, ancestor));
        !is_body
            && (place.hints[ancestor].any(bad)
                || matches!(place.tree.tag(ancestor), "nav" | "aside" | "footer"))
    })
}

/// The element with the picture's caption: in the smallest part of the page around it that holds words, else named so and
/// right behind it.
fn caption_of(place: &Place<'_, '_>, image: Id) -> Option<Id> {
    let text = place.body.iter().copied().filter(|&id| id > image).min().unwrap_or(place.tree.len());
    // The next picture has its own caption.
    let mut behind = (image + 1..text.min(image + BEHIND)).take_while(|&id| !is_image(place.tree, id));
    let named = || behind.find(|&id| !place.shown.is_out(id) && dom::is_caption(place.tree, id));
    let around = place.tree.ancestors(image).take(8);
    let around = around.take_while(|&id| !place.body.iter().any(|&body| place.tree.is_within(body, id)));
    around
        .filter_map(|id| dom::captioned(place.tree, place.shown, id))
        .map(|found| found.caption)
        .next()
        .or_else(named)
}

fn credit_in(place: &Place<'_, '_>, caption: Id) -> Option<String> {
    let is_credit = |&id: &Id| {
        let class = place.tree.attr(id, "class").unwrap_or_default();
        ["credit", "copyright", "photographer", "source"]
            .iter()
            .any(|name| class.to_ascii_lowercase().contains(name))
    };
    let id = (caption + 1..place.tree.end(caption)).find(is_credit)?;
    Some(place.tree.joined(id, place.shown, 200)).filter(|credit| !credit.is_empty())
}

/// Parts the credit from the caption; `own` is a credit marked as such beside it.
pub(super) fn split_credit(caption: &str, own: Option<String>) -> (Option<String>, Option<String>) {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    if let Some(credit) = own {
        let rest = caption.strip_suffix(credit.as_str()).unwrap_or(caption);
        return (some(rest), some(strip_label(&credit)));
    }
    if let Some((at, label)) = credit_label(caption) {
        let (head, tail) = (&caption[..at], &caption[at + label..]);
        let name = tail.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
        let bracketed = head.trim_end().ends_with(['(', '[']);
        let name = if bracketed { name.trim_end_matches([')', ']', '.']) } else { name };
        let head = head.trim_end().trim_end_matches(['(', '[', '|', '-', '–', '—', '/']);
        if !name.is_empty() && name.chars().count() < 80 {
            return (some(head), some(name));
        }
    }
    (some(caption), None)
}

/// Does the line name who took a picture?
pub(super) fn has_credit(line: &str) -> bool {
    line.contains([':', '：', '©']) && credit_label(line).is_some()
}

/// Where a caption's last label of a credit stands, with its length: `Photo :`, `تصوير:`, `©`.
fn credit_label(caption: &str) -> Option<(usize, usize)> {
    const LABELS: [&str; 15] = [
        "photographer",
        "photograph",
        "photo credit",
        "crédit photo",
        "photos",
        "photo",
        "credit",
        "crédit",
        "foto",
        "image",
        "تصوير",
        "عدسة",
        "المصدر",
        "צילום",
        "عکس",
    ];
    if let Some(at) = caption.rfind('©') {
        return Some((at, '©'.len_utf8()));
    }
    let lower = caption.to_lowercase();
    // Lower case may be longer or shorter than the capitals: then the places do not agree.
    let lower = if lower.len() == caption.len() { lower } else { caption.to_owned() };
    let found = LABELS.iter().flat_map(|label| {
        lower.match_indices(label).filter_map(|(at, _)| {
            let end = at + label.len();
            let whole = !lower[..at].ends_with(is_letter);
            let marked = lower[end..].trim_start().starts_with([':', '：']);
            (whole && marked).then_some((at, label.len()))
        })
    });
    found.max_by_key(|(at, length)| (*at, *length))
}

fn strip_label(credit: &str) -> &str {
    match credit.split_once(':') {
        Some((label, rest)) if label.chars().count() <= 14 && !rest.trim().is_empty() => rest.trim(),
        _ => credit.trim_start_matches(['©', '(']).trim_end_matches(')').trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_parted_from_captions() {
        let parted = |caption| split_credit(caption, None);
        let both = |caption: &str, credit: &str| (Some(caption.to_owned()), Some(credit.to_owned()));
        assert_eq!(parted("المحطة القديمة. تصوير: ليلى"), both("المحطة القديمة.", "ليلى"));
        assert_eq!(parted("La page. (Photo : Léa Roe)"), both("La page.", "Léa Roe"));
        assert_eq!(parted("The hall. Photograph: Jo Roe"), both("The hall.", "Jo Roe"));
        assert_eq!(parted("המגדלור. צילום: יואב"), both("המגדלור.", "יואב"));
        assert_eq!(parted("The hall © Jo Roe"), both("The hall", "Jo Roe"));
        assert_eq!(parted("صورة من الميناء (وكالة)"), (Some("صورة من الميناء (وكالة)".to_owned()), None));
        assert_eq!(parted("A photo of the hall").1, None);
    }
}
