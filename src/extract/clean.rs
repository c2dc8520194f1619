//! Takes out of a body's container what is none of the body: share bars, teasers, newsletters, tags, bylines.
//!
//! In: the page and the nodes that hold the body. Marks subtrees in a new [`Mask`]. Structure, link density and names
//! decide together; a large share of the body's text is never dropped by name alone.

use super::measure::{Measures, Page};
use super::names::Hints;
use super::tree::{Id, Mask};

/// The page's mask with the clutter inside `nodes` added.
pub(super) fn inside(page: &Page<'_, '_>, nodes: &[Id]) -> Mask {
    let mut mask = page.mask.clone();
    let whole: u32 = nodes.iter().map(|&id| page.measures.chars[id]).sum();
    for &node in nodes {
        let mut at = node + 1;
        while at < page.tree.end(node) {
            if mask.is_out(at) || is_clutter(page, at, whole) {
                mask.drop(at);
                at = page.tree.end(at);
            } else {
                at += 1;
            }
        }
    }
    mask
}

fn is_clutter(page: &Page<'_, '_>, id: Id, whole: u32) -> bool {
    let tag = page.tree.tag(id);
    if tag.is_empty()
        || matches!(
            tag,
            "br" | "img" | "picture" | "source" | "tbody" | "tr" | "td" | "th" | "thead" | "body" | "html"
        )
    {
        return false;
    }
    let (m, hints) = (page.measures, page.hints[id]);
    let (chars, density) = (m.chars[id], m.link_density(id));
    let part = super::measure::share(chars, whole);
    let is_inline = !super::names::is_block(tag);
    if is_inline && (tag != "a" && tag != "span" || is_in_sentence(page, id, chars)) {
        return false;
    }
    let named = Hints::CLUTTER.or(Hints::RELATED).or(Hints::COMMENTS).or(Hints::NAVIGATION).or(Hints::TAGS);
    if hints.any(named) && part < 0.3 && !(hints.any(Hints::BODY_NAME)) {
        // A named wrapper that holds real paragraphs without links is likelier a wrapper than clutter.
        let prose_part = super::measure::share(m.prose[id], chars);
        let is_text = prose_part > 0.7 && density < 0.1 && part > 0.08 && hints.any(Hints::BODY);
        if !is_text {
            return true;
        }
    }
    if hints.any(Hints::HIDDEN) && part < 0.2 && !hints.any(Hints::BODY_NAME) {
        return true;
    }
    let plain_block = tag != "p" && !is_heading(tag) && m.images[id] == 0 && part < 0.1;
    if plain_block && (hints.any(Hints::META) && chars < 200 || hints.any(Hints::UNLIKELY) && density > 0.3) {
        return true;
    }
    match tag {
        "aside" | "nav" | "footer" | "form" | "fieldset" => part < 0.3,
        "ul" | "ol" | "dl" => is_link_list(m, id, chars, density),
        "div" | "section" | "table" | "article" | "header" | "center" => {
            let few_words = m.prose[id] * 3 < chars;
            (density > 0.5 && few_words && part < 0.5 && m.images[id] < 3) || (chars > 0 && density > 0.75)
        }
        _ => false,
    }
}

fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Mostly links, and none of them inside sentences.
fn is_link_list(m: &Measures, id: Id, chars: u32, density: f32) -> bool {
    chars > 0 && density > 0.6 && m.prose[id] * 4 < chars
}

/// Does the block around an inline element hold more text than the element?
fn is_in_sentence(page: &Page<'_, '_>, id: Id, chars: u32) -> bool {
    let block = page.tree.ancestors(id).find(|&ancestor| super::names::is_block(page.tree.tag(ancestor)));
    block.is_some_and(|block| page.measures.own_chars[block] > chars + chars / 2)
}
