//! The lead image with its caption and credit.

use super::Evidence;
use super::address::Base;
use super::dom;
use super::field::Offers;
use super::meta::Head;
use super::names::{self, Hints};
use super::structured::Structured;
use super::tree::{Id, Mask, Tree};
use crate::article::Image;

/// The page as this room needs it.
pub(super) struct Place<'p, 'a> {
    pub tree: &'p Tree<'a>,
    pub shown: &'p Mask,
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

/// Finds it; `None` where the page has none.
pub(super) fn find(place: &Place<'_, '_>, evidence: &mut Vec<Evidence>) -> Option<Image> {
    let tree = place.tree;
    let mut offers = Offers::default();
    for &id in place.selected.0 {
        let at = (id..tree.end(id)).find(|&at| tree.tag(at) == "img");
        offers.add_some("selector", at.and_then(|at| dom::image_source(tree, at, place.base)));
    }
    let figure = lead_figure(place);
    let in_figure = figure.and_then(|(img, _)| dom::image_source(tree, img, place.base));
    let og = ["og:image", "og:image:secure_url", "twitter:image", "twitter:image:src"];
    offers.add_some("og:image", place.head.first(&og).and_then(|(_, src)| place.base.resource(src)));
    let story = place.structured.stories.iter().find(|story| !story.image.is_empty());
    offers.add_some("json-ld image", story.and_then(|story| place.base.resource(&story.image)));
    offers.add_some("figure", in_figure.as_ref());
    let src = offers.first("image", evidence);
    src.as_ref()?;
    let caption_at = place.selected.1.first().copied().or(figure.and_then(|(_, caption)| caption));
    let caption =
        caption_at.map(|id| tree.joined(id, place.shown, 1000)).filter(|caption| !caption.is_empty());
    let caption =
        caption.or_else(|| story.map(|story| story.caption.clone()).filter(|caption| !caption.is_empty()));
    let (caption, credit) = caption.map_or((None, None), |caption| {
        let own = caption_at.and_then(|id| credit_in(place, id));
        split_credit(&caption, own)
    });
    let alt = place.head.first(&["og:image:alt", "twitter:image:alt"]).map(|(_, alt)| alt.to_owned());
    let alt = alt
        .or_else(|| figure.and_then(|(img, _)| tree.attr(img, "alt")).map(super::plain::fold_space))
        .filter(|alt| !alt.is_empty());
    Some(Image { src, alt, caption, credit })
}

/// The first figure with an image from the headline on, and its caption.
fn lead_figure(place: &Place<'_, '_>) -> Option<(Id, Option<Id>)> {
    let tree = place.tree;
    let from = place.headline.map_or(1, |id| id.saturating_sub(120));
    let to = place.body.iter().map(|&id| tree.end(id)).max().unwrap_or(tree.len()).max(from);
    let mut at = from;
    let mut first_image = None;
    while at < to {
        if place.shown.is_out(at) {
            at = tree.end(at);
            continue;
        }
        let is_figure =
            tree.tag(at) == "figure" || names::hints(tree.attr(at, "class"), None).any(Hints::CAPTION);
        if is_figure {
            // The element around image and caption, where only the caption is named.
            let whole = if tree.tag(at) == "figure" { at } else { tree.parent(at) };
            let caption = (whole..tree.end(whole)).find(|&id| {
                tree.tag(id) == "figcaption"
                    || id != whole
                        && names::hints(tree.attr(id, "class"), None).any(Hints::CAPTION)
                        && tree.tag(id) != "figure"
            });
            let image = (whole..tree.end(whole)).find(|&id| tree.tag(id) == "img");
            if let Some(image) = image {
                return Some((image, caption));
            }
        }
        if tree.tag(at) == "img"
            && first_image.is_none()
            && place.body.iter().any(|&body| tree.is_within(at, body))
        {
            first_image = Some(at);
        }
        at += 1;
    }
    first_image.map(|image| (image, None))
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
    for label in ["Photo:", "Photograph:", "Credit:", "Crédit:", "Foto:", "Image:", "تصوير:", "المصدر:", "©"]
    {
        if let Some((head, tail)) = caption.split_once(label)
            && tail.chars().count() < 80
        {
            return (some(head), some(tail));
        }
    }
    (some(caption), None)
}

fn strip_label(credit: &str) -> &str {
    match credit.split_once(':') {
        Some((label, rest)) if label.chars().count() <= 14 && !rest.trim().is_empty() => rest.trim(),
        _ => credit.trim_start_matches(['©', '(']).trim_end_matches(')').trim(),
    }
}
