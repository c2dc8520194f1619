//! The page's own list of other articles to read: links in blocks that are named for it, in and around the body.

use super::address::Base;
use super::names::Hints;
use super::tree::{Id, Mask, Tree};
use crate::arabic::fold;
use crate::article::Related;
use std::collections::BTreeSet;

/// More than this are not kept.
const MAX: usize = 20;

/// The related articles that `selected` holds or, where no rule selects any, that the page's blocks of related links hold.
pub(super) fn find(
    tree: &Tree<'_>,
    shown: &Mask,
    hints: &[Hints],
    base: &Base,
    selected: &[Id],
) -> Vec<Related> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    if selected.is_empty() {
        let mut at = 1;
        while at < tree.len() {
            let is_list =
                hints[at].any(Hints::RELATED) && !matches!(tree.tag(at), "body" | "html" | "a" | "");
            if shown.is_out(at) || is_list {
                if is_list {
                    links(tree, shown, base, at, &mut seen, &mut found);
                }
                at = tree.end(at);
            } else {
                at += 1;
            }
        }
    }
    for &id in selected {
        links(tree, shown, base, id, &mut seen, &mut found);
    }
    found.truncate(MAX);
    found
}

/// Links under a node whose words are a headline: several words, not "more".
fn links(
    tree: &Tree<'_>,
    shown: &Mask,
    base: &Base,
    id: Id,
    seen: &mut BTreeSet<String>,
    found: &mut Vec<Related>,
) {
    for at in (id..tree.end(id)).filter(|&at| tree.tag(at) == "a") {
        if found.len() >= MAX {
            return;
        }
        let title = tree.joined(at, shown, 400);
        let is_headline = title.split_whitespace().count() >= 3 && title.chars().count() <= 250;
        if is_headline && seen.insert(fold(&title)) {
            found.push(Related { title, url: tree.attr(at, "href").and_then(|href| base.link(href)) });
        }
    }
}
