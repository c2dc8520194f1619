//! What has to be known of a block before its first tag is written: which way its text runs, and whether it is all images.

use crate::arabic::{Direction, direction_of, is_letter};
use pulldown_cmark::{Event, Tag, TagEnd};

/// Text that decides a block's direction, in bytes: enough to tell, whatever the block's length.
const SAMPLE: usize = 600;

/// What is known of the block that an event opens; nothing for other events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Which way its own letters run, the first and most of them, or those of its first block.
    pub(super) dir: Option<Direction>,
    /// Holds images and nothing else.
    pub(super) only_images: bool,
    /// Holds figures and no letters.
    pub(super) only_figures: bool,
    /// The last paragraph of a quotation, all of it emphasised: whose words they are.
    pub(super) signature: bool,
    /// Its text as far as it was looked at.
    pub(super) text: String,
}

/// A block whose end is not reached yet.
#[derive(Debug, Default)]
struct Open {
    at: usize,
    text: String,
    images: usize,
    words: bool,
    inherited: Option<Direction>,
}

/// The shape for each event, in the events' order.
pub(super) fn shapes(events: &[Event<'_>]) -> Vec<Shape> {
    let mut shapes = vec![Shape::default(); events.len()];
    let mut open: Vec<Open> = Vec::new();
    let mut in_image = 0_usize;
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(tag) if is_block(tag) => open.push(Open { at, ..Open::default() }),
            Event::End(end) if is_block_end(*end) => {
                let Some(block) = open.pop() else { continue };
                let block_at = block.at;
                let mut shape = block.shape();
                shape.signature = is_signature(events, block_at, at);
                if let Some(parent) = open.last_mut() {
                    parent.inherited = parent.inherited.or(shape.dir);
                }
                shapes[block_at] = shape;
            }
            Event::Start(Tag::Image { .. }) => {
                in_image += 1;
                if let Some(block) = open.last_mut() {
                    block.images += 1;
                }
            }
            Event::End(TagEnd::Image) => in_image = in_image.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if in_image == 0 => {
                if let Some(block) = open.last_mut() {
                    block.add(text);
                }
            }
            Event::FootnoteReference(_) | Event::Rule => {
                if let Some(block) = open.last_mut() {
                    block.words = true;
                }
            }
            _ => {}
        }
    }
    shapes
}

/// Is the block of the events `from..=to` one emphasis that closes a quotation of more than itself?
fn is_signature(events: &[Event<'_>], from: usize, to: usize) -> bool {
    let emphasis = |event: &&Event<'_>| matches!(event, Event::Start(Tag::Emphasis));
    matches!(events.get(to + 1), Some(Event::End(TagEnd::BlockQuote(_))))
        && matches!(events[from], Event::Start(Tag::Paragraph))
        && from > 0
        && matches!(events[from - 1], Event::End(_))
        && matches!(events.get(from + 1), Some(Event::Start(Tag::Emphasis)))
        && matches!(events[to - 1], Event::End(TagEnd::Emphasis))
        && events[from..to].iter().filter(emphasis).count() == 1
}

impl Open {
    fn add(&mut self, text: &str) {
        self.words |= !text.trim().is_empty();
        if self.text.len() < SAMPLE {
            let mut end = text.len().min(SAMPLE);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            self.text.push_str(&text[..end]);
        }
    }

    fn shape(self) -> Shape {
        let letters = direction_of(&self.text);
        // A sentence that opens with a foreign name, or holds a long one, still runs as its surroundings do.
        let first = self.text.find(is_letter).map(|at| &self.text[at..]);
        let first =
            first.and_then(|rest| rest.chars().next()).and_then(|c| direction_of(c.encode_utf8(&mut [0; 4])));
        let dir = letters.filter(|_| letters == first);
        Shape {
            dir: dir.or(self.inherited),
            only_images: self.images > 0 && !self.words,
            only_figures: letters.is_none() && self.text.contains(char::is_numeric),
            signature: false,
            text: self.text,
        }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    use Tag::{BlockQuote, CodeBlock, FootnoteDefinition, Heading, Item, List, Paragraph, TableCell};
    matches!(
        tag,
        Paragraph
            | Heading { .. }
            | BlockQuote(_)
            | CodeBlock(_)
            | List(_)
            | Item
            | FootnoteDefinition(_)
            | TableCell
    )
}

fn is_block_end(end: TagEnd) -> bool {
    use TagEnd::{BlockQuote, CodeBlock, FootnoteDefinition, Heading, Item, List, Paragraph, TableCell};
    matches!(
        end,
        Paragraph | Heading(_) | BlockQuote(_) | CodeBlock | List(_) | Item | FootnoteDefinition | TableCell
    )
}
