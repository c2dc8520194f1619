//! Which part of the page is the article's body: scored by its paragraphs, checked against what the markup says.
//!
//! In: the tree, the mask, the counts. Out: the nodes that hold the body, in order, and the rule that found them. Cleans
//! nothing inside them.

use super::measure::{Measures, Page, share};
use super::names::{self, Hints};
use super::tree::Id;
use std::collections::BTreeSet;

/// The body's nodes and the rule that found them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Containers in document order; none inside another.
    pub nodes: Vec<Id>,
    /// For `--explain`.
    pub rule: &'static str,
    /// Other containers that might have been it, and the rules that offered them.
    pub beaten: Vec<(Id, &'static str)>,
}

impl Found {
    /// The body as one rule finds it.
    pub fn by(rule: &'static str, nodes: Vec<Id>) -> Self {
        Self { nodes, rule, beaten: Vec::new() }
    }
}

/// Finds the body; nothing where the page has no text at all.
pub(super) fn find(page: &Page<'_, '_>) -> Option<Found> {
    let scores = scores(page);
    let Some(best) = best(page, &scores) else { return densest(page) };
    let whole = widened(page, best);
    let named = named(page, whole);
    let declared = declared(page, page.measures[whole].prose);
    let mut offers: Vec<(Id, &'static str)> = Vec::new();
    offers.extend(named.map(|named| (named, "class")));
    offers.extend([(whole, "scores"), (best, "scores, narrowest")]);
    let mut found = declared.unwrap_or_else(|| match named {
        Some(named) => Found::by("class", vec![named]),
        None => Found::by("scores", with_siblings(page, &scores, whole)),
    });
    offers.retain(|(id, rule)| *rule != found.rule && !found.nodes.contains(id));
    offers.dedup_by_key(|(id, _)| *id);
    found.beaten = offers;
    Some(found)
}

/// Where no block reads like a paragraph (verse, a flash of five words): the smallest container that holds most of the text
/// outside links and headings.
fn densest(page: &Page<'_, '_>) -> Option<Found> {
    let (tree, m) = (page.tree, page.measures);
    let is_heading = |id: Id| names::is_heading(tree.tag(id));
    let mut text: Vec<u32> =
        (0..tree.len()).map(|id| m[id].own_chars.saturating_sub(m[id].own_linked)).collect();
    for id in (1..tree.len()).rev() {
        if page.mask.is_out(id) || is_heading(id) {
            text[id] = 0;
        }
        text[tree.parent(id)] += text[id];
    }
    let holds_most = |&id: &Id| tree.element(id).is_some() && text[id] > 0 && text[id] * 10 >= text[0] * 7;
    let node = (0..tree.len()).rev().find(holds_most)?;
    Some(Found::by("most of the text", vec![node]))
}

/// Scores containers: every paragraph counts for its parent, half for the grandparent, less above.
fn scores(page: &Page<'_, '_>) -> Vec<f32> {
    let (tree, m) = (page.tree, page.measures);
    let mut scores = vec![0.0_f32; tree.len()];
    for id in 1..tree.len() {
        if m[id].own_chars < 25 || m[id].prose == 0 {
            continue;
        }
        let chars = m[id].own_chars as f32;
        let density = share(m[id].own_linked, m[id].own_chars);
        let value = (1.0 + m[id].own_commas as f32 + (chars / 100.0).min(6.0)) * (1.0 - density).powi(2);
        let value = match tree.tag(id) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => continue,
            "li" | "dd" | "figcaption" | "caption" => value * 0.4,
            _ => value,
        };
        let is_container =
            matches!(tree.tag(id), "div" | "section" | "article" | "td" | "main" | "body" | "center");
        let first = if is_container { Some(id) } else { None };
        let chain = first.into_iter().chain(tree.ancestors(id)).take(6);
        for (level, ancestor) in chain.enumerate() {
            let part = match level {
                0 => 1.0,
                1 => 0.6,
                level => 1.0 / (level as f32 * 2.0),
            };
            scores[ancestor] += value * part;
        }
    }
    for (id, score) in scores.iter_mut().enumerate().filter(|(_, score)| **score > 0.0) {
        *score *= 1.0 - m.link_density(id);
        *score *= weight(tree.tag(id), page.hints[id]);
    }
    scores
}

/// What an element's name adds to or takes from its score.
fn weight(tag: &str, hints: Hints) -> f32 {
    let by_tag: f32 = match tag {
        "article" => 1.2,
        "main" | "div" | "section" | "td" => 1.0,
        "ul" | "ol" | "dl" | "form" | "address" | "blockquote" | "li" | "tr" | "tbody" | "table" | "p"
        | "span" => 0.7,
        "body" | "html" => 0.6,
        _ => 0.9,
    };
    let mut weight = by_tag;
    if hints.any(Hints::BODY) {
        weight *= 1.15;
    }
    if hints.any(Hints::BODY_NAME) {
        weight *= 1.15;
    }
    if hints.any(Hints::COMMENTS.or(Hints::RELATED).or(Hints::CLUTTER).or(Hints::NAVIGATION)) {
        weight *= 0.6;
    }
    if hints.any(Hints::UNLIKELY.or(Hints::SUMMARY).or(Hints::META)) {
        weight *= 0.8;
    }
    weight
}

/// The container with the highest score.
fn best(page: &Page<'_, '_>, scores: &[f32]) -> Option<Id> {
    let order = |a: &Id, b: &Id| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a));
    (0..page.tree.len()).filter(|&id| scores[id] > 0.0).max_by(order)
}

/// The ancestor that holds the rest of a body which is split into parts: the one with the most prose, once the clutter
/// that would be cleaned away anyhow is out, with what else it holds counted against it.
fn widened(page: &Page<'_, '_>, top: Id) -> Id {
    let outermost = page.tree.ancestors(top).find(|&id| page.tree.tag(id) == "body").unwrap_or(top);
    let cleaned = super::clean::inside(page, &[outermost]);
    let m = Measures::new(page.tree, &cleaned);
    let value = |id: Id| m[id].prose as f32 - 0.4 * m[id].chars.saturating_sub(m[id].prose) as f32;
    let (mut best, mut best_value) = (top, value(top));
    for ancestor in page.tree.ancestors(top).filter(|&id| page.tree.tag(id) != "html") {
        if value(ancestor) > best_value * 1.25 + 60.0 && is_more_of_it(page, &m, best, ancestor) {
            (best, best_value) = (ancestor, value(ancestor));
        }
    }
    best
}

/// Is what `wider` holds beside `body` more of the same text? It may stand before it, or in elements that look the same; what
/// stands after it and looks like nothing in it is something else, unless it is the greater part.
fn is_more_of_it(page: &Page<'_, '_>, m: &Measures, body: Id, wider: Id) -> bool {
    let tree = page.tree;
    let added = m[wider].prose.saturating_sub(m[body].prose);
    if added >= m[body].prose {
        return true;
    }
    let look = |id: Id| (tree.tag(id), tree.attr(id, "class").unwrap_or_default());
    let looks = |id: Id| (look(id), look(tree.parent(id)));
    let branch = std::iter::once(body).chain(tree.ancestors(body)).take_while(|&id| id != wider).last();
    let branch = branch.unwrap_or(body);
    let beside = || tree.children(wider).filter(|&id| id != branch);
    let prose = |nodes: &mut dyn Iterator<Item = Id>| nodes.map(|id| m[id].prose).sum::<u32>();
    let before = prose(&mut beside().filter(|&id| id < branch));
    let alike = prose(&mut beside().filter(|&id| look(id) == look(branch)));
    let own: BTreeSet<_> = (body..tree.end(body)).filter(|&id| m.is_paragraph(id)).map(looks).collect();
    let others = (wider..tree.end(wider)).filter(|&id| !tree.is_within(id, body) && m.is_paragraph(id));
    let paragraphs: u32 = others.filter(|&id| own.contains(&looks(id))).map(|id| m[id].own_chars).sum();
    let is_part = |chars: u32, tenths: u32| chars * 10 >= added * tenths;
    is_part(before, 3) || is_part(alike, 4) || is_part(paragraphs, 3)
}

/// The element that the markup itself declares to be the body, where it holds a fair part of the prose.
fn declared(page: &Page<'_, '_>, top_prose: u32) -> Option<Found> {
    let tree = page.tree;
    let mut nodes: Vec<Id> = Vec::new();
    for id in 1..tree.len() {
        let is_body = tree
            .attr(id, "itemprop")
            .is_some_and(|names| names.split_whitespace().any(|name| name == "articleBody"));
        if is_body
            && page.measures[id].chars > 0
            && nodes.last().is_none_or(|&last| !tree.is_within(id, last))
            && tree.tag(id) != "meta"
        {
            nodes.push(id);
        }
    }
    let prose: u32 = nodes.iter().map(|&id| page.measures[id].prose).sum();
    let enough = prose >= 200 && prose * 2 >= top_prose && nodes.len() <= 40;
    enough.then(|| Found::by("itemprop articleBody", nodes))
}

/// An element near the top one whose name is what templates call the body.
fn named(page: &Page<'_, '_>, top: Id) -> Option<Id> {
    let prose = |id: Id| page.measures[id].prose;
    let is_named = |&id: &Id| page.hints[id].any(Hints::BODY_NAME) && !page.hints[id].any(Hints::COMMENTS);
    let inside = (top..page.tree.end(top)).filter(is_named).find(|&id| prose(id) * 10 >= prose(top) * 8);
    let around = || {
        page.tree
            .ancestors(top)
            .take(5)
            .filter(is_named)
            .find(|&id| prose(top) * 2 >= prose(id) && page.measures.link_density(id) < 0.4)
    };
    inside.or_else(around)
}

/// The top container and those of its siblings that read like parts of the same text.
fn with_siblings(page: &Page<'_, '_>, scores: &[f32], top: Id) -> Vec<Id> {
    let (tree, m) = (page.tree, page.measures);
    if top == 0 {
        return vec![top];
    }
    let threshold = (scores[top] * 0.2).max(10.0);
    let joins = |id: Id| {
        if id == top {
            return true;
        }
        if page.mask.is_out(id) {
            return false;
        }
        let density = m.link_density(id);
        let alike = tree.tag(id) == tree.tag(top) && tree.attr(id, "class") == tree.attr(top, "class");
        let is_prose = m.is_paragraph(id) && tree.tag(id) == "p" && density < 0.25;
        (scores[id] + if alike { scores[top] * 0.2 } else { 0.0 } >= threshold && density < 0.3) || is_prose
    };
    tree.children(tree.parent(top)).filter(|&id| tree.element(id).is_some() && joins(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{hide, tree};

    const TEXT: &str =
        "نص الفقرة كما كتبها صاحبها، وهو طويل بما يكفي كي يعد فقرة من فقرات الخبر، لا سطرا من سطور الموقع.";

    /// The words of what is taken for the body.
    fn body(page: &str) -> String {
        let html = tree::parse(page);
        let tree = tree::Tree::new(&html);
        let (mask, hints) = (tree::Mask::new(&tree), hide::all_hints(&tree));
        let measures = Measures::new(&tree, &mask);
        let found = find(&Page { tree: &tree, mask: &mask, measures: &measures, hints: &hints });
        let nodes = found.map(|found| found.nodes).unwrap_or_default();
        nodes.into_iter().map(|id| tree.words(id, &mask, usize::MAX)).collect::<Vec<_>>().join(" ")
    }

    fn paragraphs(count: usize) -> String {
        format!("<p>{TEXT}</p>").repeat(count)
    }

    #[test]
    fn a_text_in_parts_is_taken_whole() {
        let parts = format!("<div class=part>{}</div>", paragraphs(3)).repeat(3);
        assert_eq!(body(&format!("<section>{parts}</section>")).matches(TEXT).count(), 9);
        let opening =
            format!("<div class=opening>{}</div><div class=rest>{}</div>", paragraphs(2), paragraphs(5));
        assert_eq!(body(&format!("<section>{opening}</section>")).matches(TEXT).count(), 7);
    }

    #[test]
    fn prose_after_the_text_that_looks_otherwise_is_something_else() {
        let about = format!(
            "<div class=about><div class=line>{TEXT} عن الجريدة.</div><div class=line>{TEXT} وعنها.</div></div>"
        );
        let page =
            format!("<section><div class=a>{}</div><div class=b>{about}</div></section>", paragraphs(5));
        assert_eq!(body(&page).matches(TEXT).count(), 5);
    }
}
