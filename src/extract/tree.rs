//! The parsed page as a flat table: elements and texts in document order, each with the end of its subtree.
//!
//! In: decoded HTML. Out: a [`Tree`] that every later step walks by index, so that nesting costs no stack, and a [`Mask`]
//! of subtrees that are out. Judges nothing about what a node means.

mod arena;

pub(super) use arena::{Document, Element};

use super::tokens;
use arena::{Arena, Content};
use scraper::{ElementRef, Html, HtmlTreeSink};
use std::cell::OnceCell;

/// Index of a node.
pub(super) type Id = usize;

/// A page's nodes in document order; never empty: node 0 is the root element.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    document: &'a Document,
    /// Each node's name, at hand: most questions ask for it.
    tags: Vec<&'a str>,
    /// What was counted in each text.
    counts: Vec<OnceCell<(u32, u32)>>,
}

/// Parses decoded HTML.
pub(super) fn parse(text: &str) -> Document {
    tokens::parse(text, Arena::new())
}

/// As [`parse`], so that selectors can be matched: only `scraper`'s own tree can do that, and few pages need it.
pub(super) fn parse_for_selectors(text: &str) -> Document {
    let scraped = tokens::parse(text, HtmlTreeSink::new(Html::new_document()));
    Document { scraped: Some(scraped), ..parse(text) }
}

impl<'a> Tree<'a> {
    /// Opens a parsed page.
    pub fn new(document: &'a Document) -> Self {
        let tag = |node: &'a arena::Node| match &node.content {
            Content::Element(element) => element.name(),
            Content::Text(_) => "",
        };
        let tags: Vec<&str> = document.nodes.iter().map(tag).collect();
        Self { document, counts: vec![OnceCell::new(); tags.len()], tags }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// The element it stands in.
    pub fn parent(&self, id: Id) -> Id {
        self.document.nodes[id].parent
    }

    /// One past the last node of its subtree.
    pub fn end(&self, id: Id) -> Id {
        self.document.nodes[id].end
    }

    /// Name of an element; empty for a text.
    pub fn tag(&self, id: Id) -> &'a str {
        self.tags[id]
    }

    /// A text node's text.
    pub fn text(&self, id: Id) -> Option<&'a str> {
        match &self.document.nodes[id].content {
            Content::Text(text) => Some(text),
            Content::Element(_) => None,
        }
    }

    /// What `count` counts in a text, counted once.
    pub fn counted(&self, id: Id, count: impl FnOnce() -> (u32, u32)) -> (u32, u32) {
        *self.counts[id].get_or_init(count)
    }

    /// The element; nothing for a text.
    pub fn element(&self, id: Id) -> Option<&'a Element> {
        match &self.document.nodes[id].content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        }
    }

    /// The elements as `scraper` has them, for matching selectors: none unless parsed for it.
    pub fn scraped(&self) -> impl Iterator<Item = (Id, ElementRef<'a>)> {
        // Both trees were built from the same tags by the same rules, so their elements come in the same order.
        let root = self.document.scraped.as_ref().map(Html::root_element);
        let elements = root.into_iter().flat_map(|root| root.descendants().filter_map(ElementRef::wrap));
        let in_template =
            |element: &ElementRef<'_>| element.ancestors().any(|node| node.value().is_fragment());
        let ids = (0..self.len()).filter(|&id| self.element(id).is_some());
        ids.zip(elements.filter(move |element| !in_template(element)))
    }

    /// An attribute's value.
    pub fn attr(&self, id: Id, name: &str) -> Option<&'a str> {
        self.element(id).and_then(|element| element.attr(name))
    }

    /// Children in order.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.end(id);
        let mut next = id + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.end(child);
                child
            })
        })
    }

    /// Ancestors, nearest first, the root last.
    pub fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), |&id| (id > 0).then(|| self.parent(id))).skip(1)
    }

    /// Is `id` inside `ancestor`, or the same?
    pub fn is_within(&self, id: Id, ancestor: Id) -> bool {
        (ancestor..self.end(ancestor)).contains(&id)
    }

    /// All elements of one name.
    pub fn elements<'t>(&'t self, tag: &'t str) -> impl Iterator<Item = Id> + 't {
        (0..self.len()).filter(move |&id| self.tag(id) == tag)
    }

    /// The words under a node, white space folded; at most about `limit` bytes.
    pub fn words(&self, id: Id, mask: &Mask, limit: usize) -> String {
        let mut out = String::new();
        for text in self.texts(id, mask) {
            if out.len() > limit {
                break;
            }
            super::plain::push_folded(&mut out, text);
            super::plain::push_folded(&mut out, " ");
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The text under a node as it is written, white space folded: unlike [`Tree::words`], `<b>a</b>b` is one word.
    pub fn joined(&self, id: Id, mask: &Mask, limit: usize) -> String {
        let mut out = String::new();
        let mut at = id;
        let mut block_ends: Vec<Id> = Vec::new();
        while at < self.end(id) && out.len() <= limit {
            while block_ends.last().is_some_and(|&end| at >= end) {
                block_ends.pop();
                super::plain::push_folded(&mut out, " ");
            }
            if mask.is_out(at) || holds_code(self.tag(at)) {
                at = self.end(at);
                continue;
            }
            if let Some(text) = self.text(at) {
                super::plain::push_folded(&mut out, text);
            } else if super::names::is_block(self.tag(at)) || self.tag(at) == "br" {
                super::plain::push_folded(&mut out, " ");
                block_ends.push(self.end(at));
            }
            at += 1;
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// As [`Tree::joined`], where that is at most `most` characters long: most texts of a page are told longer at a glance.
    pub fn short(&self, id: Id, mask: &Mask, most: usize) -> Option<String> {
        // A look at the texts is cheap, but it would count code too.
        let at_a_glance = !(id..self.end(id)).any(|at| holds_code(self.tag(at)));
        let letters = |text: &'a str| text.chars().filter(|c| !c.is_whitespace());
        if at_a_glance && self.texts(id, mask).flat_map(letters).take(most + 1).count() > most {
            return None;
        }
        let words = self.joined(id, mask, 4 * most);
        (words.chars().count() <= most).then_some(words)
    }

    /// Texts under a node that are not masked.
    pub fn texts<'t>(&'t self, id: Id, mask: &'t Mask) -> impl Iterator<Item = &'a str> + 't {
        let end = self.end(id);
        let mut at = id;
        std::iter::from_fn(move || {
            while at < end {
                let here = at;
                at = if mask.is_out(here) { self.end(here) } else { here + 1 };
                if let (false, Some(text)) = (mask.is_out(here), self.text(here)) {
                    return Some(text);
                }
            }
            None
        })
    }
}

/// Elements whose text a reader never sees.
fn holds_code(tag: &str) -> bool {
    matches!(tag, "script" | "style" | "noscript" | "template")
}

/// Which subtrees are out. Only the top of a subtree is marked.
#[derive(Debug, Clone)]
pub(super) struct Mask {
    out: Vec<bool>,
}

impl Mask {
    /// Nothing is out.
    pub fn new(tree: &Tree<'_>) -> Self {
        Self { out: vec![false; tree.len()] }
    }

    /// Takes a node and all under it out.
    pub fn drop(&mut self, id: Id) {
        self.out[id] = true;
    }

    /// Is the node itself marked?
    pub fn is_out(&self, id: Id) -> bool {
        self.out[id]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lays_out_in_document_order() {
        let html = parse("<body><div id=a>x<p>y<b>z</b></p></div>w");
        let tree = Tree::new(&html);
        let shape: Vec<String> = (0..tree.len())
            .map(|id| tree.text(id).map_or(tree.tag(id).to_owned(), |t| format!("'{t}'")))
            .collect();
        assert_eq!(shape, ["html", "head", "body", "div", "'x'", "p", "'y'", "b", "'z'", "'w'"]);
        assert_eq!((tree.end(3), tree.parent(9), tree.end(0)), (9, 2, 10));
        assert_eq!(tree.children(3).collect::<Vec<_>>(), [4, 5]);
        assert_eq!(tree.ancestors(8).collect::<Vec<_>>(), [7, 5, 3, 2, 0]);
    }

    #[test]
    fn both_trees_hold_the_same_elements() {
        let page =
            "<p>a<template><p>b<b>c</template><table>d<td>e</table><!--f--><svg><g/></svg><b><i>g</b>h";
        let html = parse_for_selectors(page);
        let tree = Tree::new(&html);
        let named = |(id, element): (Id, ElementRef<'_>)| element.value().name() == tree.tag(id);
        assert!(tree.scraped().all(named));
        assert_eq!(tree.scraped().count(), (0..tree.len()).filter(|&id| tree.element(id).is_some()).count());
    }

    #[test]
    fn a_tower_of_tags_is_flattened_and_its_words_stay() {
        for tag in ["div", "b", "blockquote", "table><tr><td", "ul><li", "button", "svg"] {
            let page = format!("{}النص{}", format!("<{tag}>").repeat(60_000), "</div>".repeat(10));
            let html = parse(&page);
            let tree = Tree::new(&html);
            assert!(tree.words(0, &Mask::new(&tree), usize::MAX).contains("النص"), "{tag}");
        }
    }
}
