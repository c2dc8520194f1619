//! An article's Markdown as HTML: safe whatever it holds, each block in its own direction.
//!
//! In: Markdown and the direction of the article. Out: HTML. It goes like this:
//! 1. `pulldown-cmark` reads the text into events; raw HTML becomes plain text, line ends become spaces (`events`).
//! 2. One pass over the events finds each block's direction, and the paragraphs that hold nothing but images (`shape.rs`).
//! 3. A second pass writes (`writer.rs`): headings begin at `<h2>` and skip no level, addresses are checked, images of other
//!    hosts become a line that says where they were.
//!
//! Bounded by the length of the text: no recursion, and nesting beyond `writer::DEEPEST` is flattened.

mod shape;
mod writer;

use crate::arabic::Direction;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream};
use writer::Writer;

pub(super) use writer::SMALL;

/// An image that the archive holds, as a page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub src: String,
    /// The same in several widths, for `srcset`.
    pub srcset: Option<String>,
    /// Width and height in pixels, where they are known.
    pub size: Option<(u16, u16)>,
}

/// What the text needs to know of the page it stands on.
pub trait Surroundings {
    /// The address to write for a link, and whether it leads out of the archive; `None` when it leads nowhere safe.
    fn link(&self, address: &str) -> Option<(String, bool)>;

    /// How to show an image that the archive holds.
    fn image(&self, address: &str) -> Option<Picture>;

    /// A number in the interface's digits.
    fn number(&self, number: usize) -> String;

    /// A word of the interface.
    fn word<'a>(&'a self, key: &'a str) -> &'a str;
}

/// `markdown` as HTML for an article that runs in the direction `base`.
pub fn to_html(markdown: &str, base: Direction, surroundings: &dyn Surroundings) -> String {
    let events: Vec<Event<'_>> = events(markdown).collect();
    let shapes = shape::shapes(&events);
    let is_first_level =
        |event: &Event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
    let shift = u8::from(events.iter().any(is_first_level));
    let mut writer = Writer::new(base, surroundings, shift, markdown.len());
    for (event, shape) in events.into_iter().zip(shapes) {
        writer.event(event, &shape);
    }
    writer.finish()
}

/// The first words of `markdown` as plain text, at most `limit` characters, for descriptions.
pub fn opening(markdown: &str, limit: usize) -> String {
    let mut text = String::new();
    let mut length = 0;
    for event in events(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => {
                length += words.chars().count();
                text.push_str(&words);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) | Event::HardBreak => {
                text.push(' ');
            }
            _ => {}
        }
        if length > limit {
            break;
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(limit) {
        None => text,
        Some((end, _)) => {
            let words = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &text[..words])
        }
    }
}

/// The blocks of `markdown` as plain text: paragraphs, headings, points of lists, cells of tables.
pub fn blocks(markdown: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for event in events(markdown) {
        let last = blocks.len() - 1;
        match event {
            Event::Text(words) | Event::Code(words) => blocks[last].push_str(&words),
            Event::HardBreak => blocks[last].push(' '),
            Event::Start(tag) if !is_inline(&tag) => blocks.push(String::new()),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableCell
                | TagEnd::FootnoteDefinition,
            ) => blocks.push(String::new()),
            _ => {}
        }
    }
    let squeezed = |block: String| block.split_whitespace().collect::<Vec<_>>().join(" ");
    blocks.into_iter().map(squeezed).filter(|block| !block.is_empty()).collect()
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// The events, raw HTML and line ends turned into text and joined with the text round them.
fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let plain = Parser::new_ext(markdown, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::SoftBreak => Event::Text("\n".into()),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        other => other,
    });
    TextMergeStream::new(plain)
}

#[cfg(test)]
mod tests;
