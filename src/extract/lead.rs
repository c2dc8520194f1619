//! The standfirst: the lines between headline and body that belong to the text and that readers see.
//!
//! In: the page, the headline's element, the body. Out: paragraphs to put before the body; nothing where it already holds
//! them.

use super::block::{Block, Inline};
use super::names::Hints;
use super::tree::{Id, Mask, Tree};
use crate::arabic::fold;
use std::cell::LazyCell;

/// A standfirst has at least so many characters.
const SHORTEST: usize = 40;
/// And at most so many.
const LONGEST: usize = 900;

/// The page as this room needs it.
pub(super) struct Place<'p, 'a> {
    pub tree: &'p Tree<'a>,
    pub shown: &'p Mask,
    pub hints: &'p [Hints],
    /// The headline's element.
    pub headline: Option<Id>,
    /// Containers of the body.
    pub body: &'p [Id],
    /// Texts that the page's metas give as its summary.
    pub described: &'p [String],
}

/// Finds it. `text` is the body's.
pub(super) fn find(place: &Place<'_, '_>, text: &str) -> Vec<Block> {
    let (Some(headline), Some(&body)) = (place.headline, place.body.iter().min()) else { return Vec::new() };
    let tree = place.tree;
    let start = if headline < body { tree.end(headline) } else { return Vec::new() };
    if start >= body || body - start > 1500 {
        return Vec::new();
    }
    let text = LazyCell::new(|| fold(text));
    let described: Vec<String> = place.described.iter().map(|text| fold(text)).collect();
    let mut found: Vec<Block> = Vec::new();
    let mut at = start;
    while at < body {
        let skip = place.shown.is_out(at) || is_elsewhere(place, at);
        if skip && tree.end(at) <= body {
            at = tree.end(at);
            continue;
        }
        if let Some(words) = standfirst(place, at, body, &described) {
            let folded = fold(&words);
            if !text.contains(&folded) && found.len() < 4 {
                found.push(Block::Paragraph(vec![Inline::Text(words)]));
            }
            at = tree.end(at);
        } else {
            at += 1;
        }
    }
    found
}

fn is_elsewhere(place: &Place<'_, '_>, id: Id) -> bool {
    let bad = Hints::COMMENTS.or(Hints::RELATED).or(Hints::NAVIGATION).or(Hints::CAPTION).or(Hints::TAGS);
    let clutter = place.hints[id].any(Hints::CLUTTER) && !place.hints[id].any(Hints::SUMMARY);
    matches!(place.tree.tag(id), "nav" | "aside" | "figure" | "figcaption" | "footer" | "a" | "time")
        || place.tree.tag(id) == "ul" && !is_summary(place, id)
        || place.hints[id].any(bad)
        || clutter
}

/// Does the markup name the element, or what it stands in, the article's summary?
fn is_summary(place: &Place<'_, '_>, id: Id) -> bool {
    std::iter::once(id).chain(place.tree.ancestors(id).take(2)).any(|at| {
        place.tree.attr(at, "itemprop") == Some("description")
            || place.hints[at].any(Hints::SUMMARY) && !place.hints[at].any(Hints::META)
    })
}

/// The element's words, where it is a standfirst: named so, or what the metas say, or a paragraph straight after the headline.
fn standfirst(place: &Place<'_, '_>, id: Id, body: Id, described: &[String]) -> Option<String> {
    let tree = place.tree;
    if tree.element(id).is_none()
        || tree.end(id) > body
        || !super::names::is_block(tree.tag(id)) && tree.tag(id) != "span"
    {
        return None;
    }
    let holds_picture =
        (id..tree.end(id)).any(|at| matches!(tree.tag(at), "figure" | "figcaption" | "picture" | "img"));
    if holds_picture {
        return None;
    }
    let words = tree.joined(id, place.shown, LONGEST * 4);
    let length = words.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return None;
    }
    let folded = fold(&words);
    let stated = described.iter().any(|text| {
        let start: String = text.chars().take(50).collect();
        start.chars().count() >= 30 && folded.starts_with(&start) && folded.len() < text.len() * 2 + 200
    });
    let linked = (id..tree.end(id))
        .any(|at| tree.tag(at) == "a" && 2 * tree.joined(at, place.shown, LONGEST * 4).len() > words.len());
    let named = (is_summary(place, id)
        || (id..tree.end(id)).take(3).any(|at| place.hints[at].any(Hints::SUMMARY))
            && !place.hints[id].any(Hints::META))
        && !linked;
    let sentence = crate::arabic::ends_sentence_or_quotation(&words);
    // Any block of running text between headline and body, if nothing says that it is something else.
    let is_leaf =
        || (id + 1..tree.end(id)).all(|at| !super::names::is_block(tree.tag(at)) && tree.tag(at) != "a");
    let is_other = || {
        let other = Hints::META.or(Hints::CLUTTER).or(Hints::CAPTION).or(Hints::UNLIKELY);
        std::iter::once(id).chain(tree.ancestors(id).take(3)).any(|at| place.hints[at].any(other))
    };
    let running = tree.tag(id) == "div" && is_leaf() && !is_other() && !words.contains('©');
    let heading = (matches!(tree.tag(id), "h2" | "h3" | "p") || running) && sentence && length >= 70;
    (stated || named || heading).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tree;

    #[test]
    fn a_standfirst_above_the_body_is_part_of_the_text() {
        let lead = "وصف الخبر في سطر واحد طويل بما يكفي ليكون مقدمة له";
        let page = format!(
            "<h1>عنوان</h1><div class=meta>اليوم</div><div class='article-lead'>{lead}</div><div id=b><p>نص</p></div>"
        );
        let html = tree::parse(&page);
        let tree = Tree::new(&html);
        let shown = Mask::new(&tree);
        let hints = crate::extract::hide::all_hints(&tree);
        let body = (0..tree.len()).find(|&id| tree.attr(id, "id") == Some("b")).expect("in the page");
        let place = Place {
            tree: &tree,
            shown: &shown,
            hints: &hints,
            headline: tree.elements("h1").next(),
            body: &[body],
            described: &[],
        };
        assert_eq!(find(&place, ""), [Block::Paragraph(vec![Inline::Text(lead.to_owned())])]);
        assert!(find(&place, lead).is_empty());
    }
}
