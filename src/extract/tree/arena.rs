//! The tree while it is built: html5ever's orders carried out on linked nodes, then laid out flat.
//!
//! In: what html5ever's tree builder asks of a `TreeSink`. Out: a [`Document`]. Keeps elements and texts; comments and the
//! doctype only hold their place while the tree is built, and a template's contents are not laid out, as they are not shown.

use crate::extract::tame::MAX_ATTRIBUTES;
use crate::source::encoding;
use html5ever::interface::ElementFlags;
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// A parsed page: its nodes in document order. Node 0 is the root element.
#[derive(Debug)]
pub(in crate::extract) struct Document {
    pub(super) nodes: Vec<Node>,
    /// Words of texts that were lost before the page was saved; such texts are empty here.
    pub lost_words: usize,
    /// The same page as `scraper` has it, where selectors are to be matched.
    pub(super) scraped: Option<scraper::Html>,
}

/// One element or text.
#[derive(Debug)]
pub(super) struct Node {
    /// The element it stands in; the root is its own parent.
    pub parent: usize,
    /// One past the last node of its subtree.
    pub end: usize,
    pub content: Content,
}

/// Element or text.
#[derive(Debug)]
pub(super) enum Content {
    Element(Element),
    Text(StrTendril),
}

/// An element without its children.
#[derive(Debug)]
pub(in crate::extract) struct Element {
    name: QualName,
    attributes: Vec<Attribute>,
    /// The marks of its attributes' names: most questions are for attributes that an element has not.
    marks: u64,
}

impl Element {
    fn new(name: QualName, mut attributes: Vec<Attribute>) -> Self {
        for attribute in &mut attributes {
            if !attribute.value.is_ascii() {
                attribute.value = cleaned(std::mem::take(&mut attribute.value));
            }
            if encoding::lost_words(&attribute.value) > 0 {
                attribute.value.clear();
            }
        }
        let marks = attributes.iter().fold(0, |marks, attribute| marks | mark(&attribute.name.local));
        Self { name, attributes, marks }
    }

    /// Its name, in lower case but for some of SVG's.
    pub fn name(&self) -> &str {
        &self.name.local
    }

    /// An attribute's value.
    pub fn attr(&self, name: &str) -> Option<&str> {
        if self.marks & mark(name) == 0 {
            return None;
        }
        let named = |attribute: &&Attribute| &*attribute.name.local == name && attribute.name.ns == ns!();
        self.attributes.iter().find(named).map(|attribute| &*attribute.value)
    }
}

/// Does the element hold code, and no text?
fn is_code(content: &Content) -> bool {
    matches!(content, Content::Element(element) if matches!(element.name(), "script" | "style"))
}

/// A text or value as Unicode would have it.
fn cleaned(text: StrTendril) -> StrTendril {
    match crate::arabic::clean(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(plain) => plain.into(),
    }
}

/// One bit for a name; others may share it.
fn mark(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let (first, last) = (bytes.first().copied().unwrap_or(0), bytes.last().copied().unwrap_or(0));
    1 << ((usize::from(first) * 5 + usize::from(last) * 3 + bytes.len()) % 64)
}

/// Index of a linked node.
type Link = u32;

/// No node.
const NONE: Link = Link::MAX;

struct Linked {
    parent: Link,
    first: Link,
    last: Link,
    previous: Link,
    next: Link,
    content: Held,
}

enum Held {
    Element(Element),
    Text(StrTendril),
    /// The document, a comment, a doctype, a template's contents.
    Other,
}

/// The nodes so far. Node 0 is the document.
pub(super) struct Arena {
    nodes: RefCell<Vec<Linked>>,
}

/// What a node that is no element is called, should html5ever ask.
static NAMELESS: QualName = QualName { prefix: None, ns: ns!(), local: local_name!("") };

impl Arena {
    pub fn new() -> Self {
        let arena = Self { nodes: RefCell::new(Vec::with_capacity(4096)) };
        add(&mut arena.nodes.borrow_mut(), Held::Other);
        arena
    }
}

fn add(nodes: &mut Vec<Linked>, content: Held) -> Link {
    nodes.push(Linked { parent: NONE, first: NONE, last: NONE, previous: NONE, next: NONE, content });
    Link::try_from(nodes.len() - 1).unwrap_or(NONE)
}

fn at(nodes: &mut [Linked], link: Link) -> &mut Linked {
    &mut nodes[link as usize]
}

fn detach(nodes: &mut [Linked], id: Link) {
    let Linked { parent, previous, next, .. } = *at(nodes, id);
    if parent == NONE {
        return;
    }
    match previous {
        NONE => at(nodes, parent).first = next,
        previous => at(nodes, previous).next = next,
    }
    match next {
        NONE => at(nodes, parent).last = previous,
        next => at(nodes, next).previous = previous,
    }
    let node = at(nodes, id);
    (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
}

/// Puts a node that has no parent under `parent`, before its child `next`; behind all of them where that is `NONE`.
fn insert(nodes: &mut [Linked], parent: Link, id: Link, next: Link) {
    let previous = if next == NONE { at(nodes, parent).last } else { at(nodes, next).previous };
    let node = at(nodes, id);
    (node.parent, node.previous, node.next) = (parent, previous, next);
    match previous {
        NONE => at(nodes, parent).first = id,
        previous => at(nodes, previous).next = id,
    }
    match next {
        NONE => at(nodes, parent).last = id,
        next => at(nodes, next).previous = id,
    }
}

/// As [`insert`], for a node that may stand elsewhere, or a text, which joins a text before it.
fn put(nodes: &mut Vec<Linked>, parent: Link, child: NodeOrText<Link>, next: Link) {
    let text = match child {
        NodeOrText::AppendNode(id) => {
            detach(nodes, id);
            return insert(nodes, parent, id, next);
        }
        NodeOrText::AppendText(text) => text,
    };
    let previous = if next == NONE { at(nodes, parent).last } else { at(nodes, next).previous };
    if previous != NONE
        && let Held::Text(before) = &mut at(nodes, previous).content
    {
        return before.push_tendril(&text);
    }
    let id = add(nodes, Held::Text(text));
    insert(nodes, parent, id, next);
}

impl TreeSink for Arena {
    type Handle = Link;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        lay_out(self.nodes.into_inner())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Link {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Link) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target as usize].content {
            Held::Element(element) => &element.name,
            _ => &NAMELESS,
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Link {
        let nodes = &mut self.nodes.borrow_mut();
        let is_template = name.local == local_name!("template") && name.ns == ns!(html);
        let id = add(nodes, Held::Element(Element::new(name, attributes)));
        if is_template {
            let contents = add(nodes, Held::Other);
            insert(nodes, id, contents, NONE);
        }
        id
    }

    fn create_comment(&self, _: StrTendril) -> Link {
        add(&mut self.nodes.borrow_mut(), Held::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Link {
        add(&mut self.nodes.borrow_mut(), Held::Other)
    }

    fn append(&self, parent: &Link, child: NodeOrText<Link>) {
        put(&mut self.nodes.borrow_mut(), *parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &Link, previous: &Link, child: NodeOrText<Link>) {
        let has_parent = at(&mut self.nodes.borrow_mut(), *element).parent != NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Link) -> Link {
        at(&mut self.nodes.borrow_mut(), *target).first
    }

    fn same_node(&self, x: &Link, y: &Link) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Link, new_node: NodeOrText<Link>) {
        let nodes = &mut self.nodes.borrow_mut();
        if let NodeOrText::AppendNode(id) = new_node {
            detach(nodes, id);
        }
        let parent = at(nodes, *sibling).parent;
        if parent != NONE {
            put(nodes, parent, new_node, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &Link, attributes: Vec<Attribute>) {
        let nodes = &mut self.nodes.borrow_mut();
        let Held::Element(element) = &mut at(nodes, *target).content else { return };
        for attribute in attributes {
            if element.attributes.len() < MAX_ATTRIBUTES
                && element.attributes.iter().all(|present| present.name != attribute.name)
            {
                element.marks |= mark(&attribute.name.local);
                element.attributes.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &Link) {
        detach(&mut self.nodes.borrow_mut(), *target);
    }

    fn reparent_children(&self, node: &Link, new_parent: &Link) {
        let nodes = &mut self.nodes.borrow_mut();
        while let child = at(nodes, *node).first
            && child != NONE
        {
            detach(nodes, child);
            insert(nodes, *new_parent, child, NONE);
        }
    }
}

/// The root element and all under it, in document order.
fn lay_out(mut linked: Vec<Linked>) -> Document {
    let mut nodes: Vec<Node> = Vec::with_capacity(linked.len());
    let mut lost_words = 0;
    let mut open: Vec<(Link, usize)> = Vec::new();
    let mut cursor = linked[0].first;
    while cursor != NONE && !matches!(linked[cursor as usize].content, Held::Element(_)) {
        cursor = linked[cursor as usize].next;
    }
    loop {
        // Down and onward where there is more, else up until there is.
        if cursor == NONE {
            let Some((link, id)) = open.pop() else { break };
            nodes[id].end = nodes.len();
            cursor = if open.is_empty() { NONE } else { linked[link as usize].next };
            continue;
        }
        let (id, here) = (nodes.len(), cursor);
        let parent = open.last().map_or(0, |(_, id)| *id);
        let node = at(&mut linked, here);
        let content = match std::mem::replace(&mut node.content, Held::Other) {
            Held::Element(element) => {
                open.push((here, id));
                cursor = node.first;
                Content::Element(element)
            }
            Held::Text(text) => {
                cursor = node.next;
                if open.last().is_some_and(|(_, id)| is_code(&nodes[*id].content)) {
                    Content::Text(text)
                } else {
                    let text = cleaned(text);
                    let lost = encoding::lost_words(&text);
                    lost_words += lost;
                    Content::Text(if lost > 0 { StrTendril::new() } else { text })
                }
            }
            Held::Other => {
                cursor = node.next;
                continue;
            }
        };
        nodes.push(Node { parent, end: id + 1, content });
    }
    Document { nodes, lost_words, scraped: None }
}
