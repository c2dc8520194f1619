//! From a part of the page to blocks: what a reader sees as paragraphs, subheads, lists, quotes, tables and figures.
//!
//! In: a [`Tree`], a [`Mask`] of what is out, a node. Out: [`Block`]s. Keeps order, invents nothing, drops no text
//! that is not masked; only addresses that are not harmless are left out.

mod caption;
mod image;
mod media;
mod spans;
mod tables;

pub(super) use self::image::{image_addresses, image_source, is_embedded, is_icon, is_image};
pub(super) use caption::{MOST as MOST_OF_CAPTION, captioned, is_caption, names_picture};

use super::address::Base;
use super::block::{Block, Inline};
use super::names;
use super::tree::{Id, Mask, Tree};
use spans::Spans;

/// Structure nested deeper than this is read as plain running text.
const MAX_NESTING: usize = 90;

/// More lines in one `<pre>` than this are kept as they stand: each costs some 200 bytes of memory, and no poem has them.
const MAX_LINES: usize = 20_000;

/// Reads the blocks of one node.
pub(super) struct Reader<'t, 'a> {
    tree: &'t Tree<'a>,
    mask: &'t Mask,
    base: &'t Base,
    /// Does the node hold something that stands on lines of its own (blocks, images, embeds)?
    holds_blocks: Vec<bool>,
}

impl<'t, 'a> Reader<'t, 'a> {
    /// A reader for nodes of `tree` that are not masked.
    pub fn new(tree: &'t Tree<'a>, mask: &'t Mask, base: &'t Base) -> Self {
        let mut holds_blocks = vec![false; tree.len()];
        for id in (1..tree.len()).rev() {
            let stands_alone = names::is_block(tree.tag(id)) || media::is_media(tree.tag(id));
            if !mask.is_out(id) && (stands_alone || holds_blocks[id]) {
                holds_blocks[tree.parent(id)] = true;
            }
        }
        Self { tree, mask, base, holds_blocks }
    }

    /// The blocks under a node, the node itself included.
    pub fn read(&self, id: Id) -> Vec<Block> {
        let mut flow = Flow::default();
        self.node(id, &mut flow, 0);
        flow.finish()
    }

    fn children(&self, id: Id, flow: &mut Flow, depth: usize) {
        for child in self.tree.children(id) {
            self.node(child, flow, depth + 1);
        }
    }

    fn node(&self, id: Id, flow: &mut Flow, depth: usize) {
        if self.mask.is_out(id) {
            return;
        }
        if let Some(text) = self.tree.text(id) {
            return flow.spans.text(text);
        }
        if depth > MAX_NESTING {
            return self.tree.texts(id, self.mask).for_each(|text| flow.spans.text(text));
        }
        let tag = self.tree.tag(id);
        match tag {
            "br" => flow.spans.line_break(),
            "script" | "style" | "noscript" | "template" | "head" | "select" | "input" | "textarea"
            | "object" | "wbr" => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id, tag, flow, depth),
            "ul" | "ol" | "menu" | "dir" => self.list(id, tag == "ol", flow, depth),
            "blockquote" => self.quote(id, flow, depth),
            "table" | "div" | "p" | "center" | "span" if self.captioned(id, flow, depth) => {}
            _ if caption::is_stray(self.tree, self.mask, id) => self.stray_caption(id, flow, depth),
            "table" => self.table(id, flow, depth),
            "figure" => self.figure(id, flow, depth),
            "pre" => self.code(id, flow),
            "hr" => flow.block(Block::Rule),
            _ if media::is_media(tag) => self.media(id, flow),
            "math" | "svg" => {}
            _ if names::is_block(tag) => {
                flow.end_paragraph();
                self.children(id, flow, depth);
                flow.end_paragraph();
            }
            "a" if self.note(id, flow) => {}
            _ if self.holds_blocks[id] => self.children(id, flow, depth),
            _ => self.span(id, tag, flow, depth),
        }
    }

    /// A link inside the page that is a footnote's number, or the arrow back from it; false where `id` is something else.
    fn note(&self, id: Id, flow: &mut Flow) -> bool {
        if !self.tree.attr(id, "href").is_some_and(|href| href.starts_with('#')) {
            return false;
        }
        let words = self.tree.joined(id, self.mask, 40);
        let is_arrow = !words.is_empty() && !words.chars().any(char::is_alphanumeric);
        let is_number = words.chars().count() <= 3 && words.chars().all(char::is_numeric);
        let raised = self.tree.ancestors(id).take(2).any(|outer| self.tree.tag(outer) == "sup");
        if !words.is_empty() && is_number && raised {
            flow.spans.text(&format!("[{words}]"));
            return true;
        }
        is_arrow && words.chars().count() <= 2
    }

    fn heading(&self, id: Id, tag: &str, flow: &mut Flow, depth: usize) {
        let level = tag.as_bytes().get(1).copied().map_or(2, |digit| digit - b'0').clamp(2, 6);
        let mut inner = Flow::default();
        self.children(id, &mut inner, depth);
        let mut content = Vec::new();
        for block in inner.finish() {
            match block {
                Block::Paragraph(spans) | Block::Heading { content: spans, .. } => {
                    if !content.is_empty() {
                        content.push(Inline::Text(" ".to_owned()));
                    }
                    content.extend(spans.into_iter().map(|span| match span {
                        Inline::Break => Inline::Text(" ".to_owned()),
                        // A subhead is strong by itself.
                        Inline::Strong(mut only) if only.len() == 1 => only.remove(0),
                        other => other,
                    }));
                }
                other => flow.block(other),
            }
        }
        if !content.is_empty() {
            flow.block(Block::Heading { level, content });
        }
    }

    fn list(&self, id: Id, ordered: bool, flow: &mut Flow, depth: usize) {
        let mut items = Vec::new();
        for child in self.tree.children(id).filter(|&child| !self.mask.is_out(child)) {
            let mut inner = Flow::default();
            if self.tree.tag(child) == "li" {
                self.children(child, &mut inner, depth + 1);
            } else {
                self.node(child, &mut inner, depth + 1);
            }
            let blocks = inner.finish();
            match (&blocks[..], items.last_mut()) {
                ([], _) => {}
                // A list straight inside a list belongs to the item before it.
                ([Block::List { .. }], Some(last)) if self.tree.tag(child) != "li" => {
                    Vec::extend(last, blocks);
                }
                _ => items.push(blocks),
            }
        }
        // A list of pictures is a gallery.
        if items.iter().flatten().all(|block| matches!(block, Block::Figure { .. } | Block::Rule)) {
            return items.into_iter().flatten().for_each(|block| flow.block(block));
        }
        let start = self.tree.attr(id, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        flow.block(Block::List { start: ordered.then_some(start), items });
    }

    fn quote(&self, id: Id, flow: &mut Flow, depth: usize) {
        if let Some(embed) = self.quoted_embed(id) {
            return flow.block(embed);
        }
        let mut inner = Flow::default();
        self.children(id, &mut inner, depth);
        let blocks = inner.finish();
        if !blocks.is_empty() {
            flow.block(Block::Quote(blocks));
        }
    }

    fn code(&self, id: Id, flow: &mut Flow) {
        let text: String = self.tree.texts(id, self.mask).collect();
        if super::plain::fold_space(&text).is_empty() {
            return;
        }
        // Prose in `<pre>` is prose: verse keeps its lines, long lines are paragraphs.
        let prose = (!text.contains(['{', '}', ';', '='])
            || crate::arabic::direction_of(&text) == Some(crate::arabic::Direction::Rtl))
            && text.lines().take(MAX_LINES + 1).count() <= MAX_LINES;
        if !prose {
            return flow.block(Block::Code(text));
        }
        flow.end_paragraph();
        for line in text.lines() {
            if line.trim().is_empty() {
                flow.end_paragraph();
            } else {
                flow.spans.text(line);
                flow.spans.line_break();
            }
        }
        flow.end_paragraph();
    }

    fn span(&self, id: Id, tag: &str, flow: &mut Flow, depth: usize) {
        let mark = match tag {
            "b" | "strong" => Mark::Strong,
            "i" | "em" | "cite" | "dfn" => Mark::Emphasis,
            "code" | "kbd" | "samp" | "tt" => Mark::Code,
            "a" => match self
                .tree
                .attr(id, "href")
                .filter(|href| !href.starts_with('#'))
                .and_then(|href| self.base.link(href))
            {
                Some(href) => Mark::Link(href),
                None => Mark::None,
            },
            _ => Mark::None,
        };
        if matches!(mark, Mark::None) {
            return self.children(id, flow, depth);
        }
        let open = flow.spans.open();
        self.children(id, flow, depth);
        flow.spans.close(open, |content| match &mark {
            Mark::Strong => Inline::Strong(content),
            Mark::Emphasis => Inline::Emphasis(content),
            Mark::Code => Inline::Code(super::plain::inline_text(&content)),
            Mark::Link(href) => Inline::Link { href: href.clone(), content },
            Mark::None => Inline::Text(super::plain::inline_text(&content)),
        });
    }
}

enum Mark {
    Strong,
    Emphasis,
    Code,
    Link(String),
    None,
}

/// Blocks so far, and the paragraph being gathered.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    spans: Spans,
}

impl Flow {
    fn block(&mut self, block: Block) {
        self.end_paragraph();
        let doubled = matches!((&block, self.blocks.last()), (Block::Rule, None | Some(Block::Rule)));
        let empty = matches!(&block, Block::List { items, .. } if items.is_empty());
        if !doubled && !empty {
            self.blocks.push(block);
        }
    }

    fn end_paragraph(&mut self) {
        self.blocks.extend(self.spans.take_paragraphs().into_iter().map(Block::Paragraph));
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        while self.blocks.last() == Some(&Block::Rule) {
            self.blocks.pop();
        }
        self.blocks
    }
}

#[cfg(test)]
mod tests;
