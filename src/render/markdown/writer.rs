//! Writes the events of one text as HTML.

use super::shape::Shape;
use super::{Picture, Surroundings};
use crate::arabic::{Direction, direction_of};
use crate::render::bidi::isolate_html;
use crate::render::escape::{escape, isolated, web_address};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::mem;

/// Lists and quotations inside one another beyond this depth are written flat: no page means them, and browsers stop too.
pub(super) const DEEPEST: usize = 24;

/// How wide the column of the text is, for `sizes`: `--measure` in the style sheet.
const COLUMN: &str = "(min-width:44rem) 39rem, 92vw";

/// Narrower images are not drawn wider than they are.
pub(in crate::render) const SMALL: u16 = 480;

/// An image whose text alternative is being read.
#[derive(Debug)]
struct PendingImage {
    address: String,
    title: String,
    alt: String,
}

/// See the module.
pub(super) struct Writer<'a> {
    surroundings: &'a dyn Surroundings,
    base: Direction,
    html: String,
    /// Direction of each open block, innermost last.
    directions: Vec<Direction>,
    /// Which open lists, items and quotations were written; those too deep were not.
    nested: Vec<bool>,
    /// Which open links were written.
    links: Vec<bool>,
    images: Vec<PendingImage>,
    figures: bool,
    in_code: bool,
    /// 1 when the text has headings of the first level, which is the headline's.
    shift: u8,
    heading: u8,
    heading_levels: Vec<u8>,
    ids: HashSet<String>,
    in_head: bool,
    head_at: usize,
    cell: &'static str,
    signature: bool,
    /// Footnotes as HTML, in the order of their numbers.
    footnotes: Vec<String>,
    footnote_numbers: HashMap<String, usize>,
    referred: HashSet<usize>,
    /// What was written before each open footnote, with the footnote's number.
    outside: Vec<(usize, String)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(base: Direction, surroundings: &'a dyn Surroundings, shift: u8, length: usize) -> Self {
        Self {
            surroundings,
            base,
            html: String::with_capacity(length + length / 4),
            directions: Vec::new(),
            nested: Vec::new(),
            links: Vec::new(),
            images: Vec::new(),
            figures: false,
            in_code: false,
            shift,
            heading: 1,
            heading_levels: Vec::new(),
            ids: HashSet::new(),
            in_head: false,
            head_at: 0,
            cell: "td",
            signature: false,
            footnotes: Vec::new(),
            footnote_numbers: HashMap::new(),
            referred: HashSet::new(),
            outside: Vec::new(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>, shape: &Shape) {
        match event {
            Event::Start(tag) => self.start(tag, shape),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.code(&text),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.reference(&label),
            // Turned into text, or not asked for.
            Event::SoftBreak
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    /// The HTML, footnotes last.
    pub(super) fn finish(mut self) -> String {
        if self.footnotes.iter().any(|html| !html.is_empty()) {
            self.html.push_str("<section class=\"footnotes\">\n<ol>\n");
            for (number, html) in (1..).zip(&self.footnotes) {
                let _ = write!(self.html, "<li id=\"fn-{number}\">{html}");
                // A note that nothing refers to has nowhere to go back to.
                if self.referred.contains(&number) {
                    let _ = write!(self.html, "<a href=\"#fnref-{number}\">↩</a>");
                }
                self.html.push_str("</li>\n");
            }
            self.html.push_str("</ol>\n</section>\n");
        }
        self.html
    }

    fn direction(&self) -> Direction {
        self.directions.last().copied().unwrap_or(self.base)
    }

    /// Opens a block: `<name` and, where its text runs against what is round it, `dir`. The tag is left open.
    fn open(&mut self, name: &str, shape: &Shape) {
        let around = self.direction();
        let own = shape.dir.unwrap_or(around);
        self.directions.push(own);
        let _ = write!(self.html, "<{name}");
        if own != around {
            let _ = write!(self.html, " dir=\"{}\"", own.as_str());
        }
    }

    fn close(&mut self, name: &str) {
        self.directions.pop();
        let _ = writeln!(self.html, "</{name}>");
    }

    /// Opens a list, item or quotation unless it is too deep.
    fn nest(&mut self, name: &str, attributes: &str, shape: &Shape) {
        let written = self.nested.len() < DEEPEST;
        self.nested.push(written);
        if written {
            self.open(name, shape);
            let _ = write!(self.html, "{attributes}>");
        }
    }

    fn unnest(&mut self, name: &str) {
        if self.nested.pop() == Some(true) {
            self.close(name);
        }
    }

    fn start(&mut self, tag: Tag<'_>, shape: &Shape) {
        match tag {
            Tag::Paragraph if shape.only_images => self.figures = true,
            Tag::Paragraph => {
                self.signature = shape.signature;
                self.open(if shape.signature { "footer" } else { "p" }, shape);
                self.html.push('>');
            }
            Tag::Heading { level, .. } => self.open_heading(level, shape),
            Tag::BlockQuote(_) => self.nest("blockquote", "", shape),
            Tag::List(None) => self.nest("ul", "", shape),
            Tag::List(Some(1)) => self.nest("ol", "", shape),
            Tag::List(Some(first)) => self.nest("ol", &format!(" start=\"{first}\""), shape),
            Tag::Item => self.nest("li", "", shape),
            Tag::CodeBlock(kind) => {
                self.directions.push(Direction::Ltr);
                self.in_code = true;
                let class = match &kind {
                    CodeBlockKind::Fenced(language) if !language.is_empty() => {
                        format!(
                            " class=\"language-{}\"",
                            escape(language.split_whitespace().next().unwrap_or(""))
                        )
                    }
                    _ => String::new(),
                };
                let _ = write!(self.html, "<pre dir=\"ltr\"><code{class}>");
            }
            Tag::Table(_) => self.html.push_str("<div class=\"scroll\" tabindex=\"0\"><table>\n"),
            Tag::TableHead => {
                self.in_head = true;
                self.head_at = self.html.len();
                self.html.push_str("<thead><tr>");
            }
            Tag::TableRow => self.html.push_str("<tr>"),
            Tag::TableCell => {
                // An empty corner heads nothing.
                self.cell = if self.in_head && !shape.text.trim().is_empty() { "th" } else { "td" };
                self.open(self.cell, shape);
                self.html.push_str(match (self.cell, shape.only_figures) {
                    ("th", _) => " scope=\"col\">",
                    (_, true) => " class=\"num\">",
                    (_, false) => ">",
                });
            }
            Tag::FootnoteDefinition(label) => {
                let number = self.note_number(&label);
                self.outside.push((number, mem::take(&mut self.html)));
                self.directions.push(self.base);
            }
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Link { dest_url, .. } => self.open_link(&dest_url),
            Tag::Image { dest_url, title, .. } => self.images.push(PendingImage {
                address: dest_url.into_string(),
                title: title.into_string(),
                alt: String::new(),
            }),
            // Not asked for, or turned into paragraphs.
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph if self.figures => self.figures = false,
            TagEnd::Paragraph if mem::take(&mut self.signature) => self.close("footer"),
            TagEnd::Paragraph => self.close("p"),
            TagEnd::Heading(_) => {
                let level = self.heading_levels.pop().unwrap_or(2);
                self.close(&format!("h{level}"));
            }
            TagEnd::BlockQuote(_) => self.unnest("blockquote"),
            TagEnd::List(true) => self.unnest("ol"),
            TagEnd::List(false) => self.unnest("ul"),
            TagEnd::Item => self.unnest("li"),
            TagEnd::CodeBlock => {
                self.directions.pop();
                self.in_code = false;
                self.html.push_str("</code></pre>\n");
            }
            TagEnd::Table => self.html.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => self.close_head(),
            TagEnd::TableRow => self.html.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.directions.pop();
                let _ = write!(self.html, "</{}>", self.cell);
            }
            TagEnd::FootnoteDefinition => self.close_footnote(),
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Strikethrough => self.html.push_str("</del>"),
            TagEnd::Link if self.links.pop() == Some(true) => self.html.push_str("</a>"),
            TagEnd::Image => self.close_image(),
            _ => {}
        }
    }
}

/// Inside blocks.
impl Writer<'_> {
    fn text(&mut self, text: &str) {
        if let Some(image) = self.images.last_mut() {
            image.alt.push_str(text);
        } else if self.in_code {
            self.html.push_str(&isolate_html(&escape(text), self.direction()));
        } else if !self.figures {
            let isolated = isolated(text, self.direction());
            self.html.push_str(&isolated);
        }
    }

    fn code(&mut self, code: &str) {
        if let Some(image) = self.images.last_mut() {
            image.alt.push_str(code);
            return;
        }
        let dir = direction_of(code).unwrap_or(Direction::Ltr).as_str();
        let _ = write!(self.html, "<code dir=\"{dir}\">{}</code>", escape(code));
    }

    /// Markdown knows no table without a head: one whose cells are all empty is left out.
    fn close_head(&mut self) {
        self.in_head = false;
        let cells = self.html.split_off(self.head_at);
        if !cells.trim_start_matches("<thead><tr>").replace("<td></td>", "").is_empty() {
            self.html.push_str(&format!("{cells}</tr></thead>\n"));
        }
        self.html.push_str("<tbody>\n");
    }

    fn open_heading(&mut self, level: HeadingLevel, shape: &Shape) {
        let wanted = (level as u8 + self.shift).max(2);
        self.heading = wanted.min(self.heading + 1).min(6);
        self.heading_levels.push(self.heading);
        let id = self.free_id(&shape.text);
        self.open(&format!("h{}", self.heading), shape);
        let _ = write!(self.html, " id=\"{id}\">");
    }

    /// An id from a heading's text: letters and digits of any script. Begins with `s-`, as no id of the templates does.
    fn free_id(&mut self, text: &str) -> String {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(12)
            .map(str::to_lowercase)
            .collect();
        let wanted = format!("s-{}", words.join("-"));
        let mut id = wanted.clone();
        // Ids of a text with thousands of equal headings are counted on, not searched for from 2 each time.
        let mut number = self.ids.len();
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }

    fn open_link(&mut self, address: &str) {
        let target = if self.figures { None } else { self.surroundings.link(address) };
        self.links.push(target.is_some());
        if let Some((address, outside)) = target {
            let rel = if outside { " rel=\"external noreferrer\"" } else { "" };
            let _ = write!(self.html, "<a href=\"{}\"{rel}>", escape(&address));
        }
    }

    fn close_image(&mut self) {
        let Some(image) = self.images.pop() else { return };
        if let Some(outer) = self.images.last_mut() {
            outer.alt.push_str(&image.alt);
            return;
        }
        if self.figures {
            self.figure(&image);
        } else if let Some(picture) = self.surroundings.image(&image.address) {
            self.picture(&picture, &image.alt);
        } else {
            self.missing_image(&image);
        }
    }

    fn picture(&mut self, picture: &Picture, alt: &str) {
        let _ = write!(self.html, "<img src=\"{}\"", escape(&picture.src));
        if let Some(srcset) = &picture.srcset {
            let _ = write!(self.html, " srcset=\"{}\" sizes=\"{COLUMN}\"", escape(srcset));
        }
        // Of known size, it may come late and move nothing.
        if let Some((width, height)) = picture.size {
            let _ = write!(
                self.html,
                " width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\""
            );
        }
        let _ = write!(self.html, " alt=\"{}\">", escape(alt));
    }

    /// An image that stands by itself.
    fn figure(&mut self, image: &PendingImage) {
        let caption = if image.title.trim().is_empty() { &image.alt } else { &image.title };
        let dir = direction_of(caption).unwrap_or(self.base);
        let attribute = if dir == self.base { String::new() } else { format!(" dir=\"{}\"", dir.as_str()) };
        let caption_html = isolated(caption, dir);
        if let Some(picture) = self.surroundings.image(&image.address) {
            let small = picture.size.is_some_and(|(width, _)| width < SMALL);
            self.html.push_str(if small {
                "<figure class=\"figure small\">"
            } else {
                "<figure class=\"figure\">"
            });
            self.picture(&picture, &image.alt);
            if !image.title.trim().is_empty() {
                let _ = write!(self.html, "<figcaption{attribute}>{caption_html}</figcaption>");
            }
            self.html.push_str("</figure>\n");
            return;
        }
        let _ = write!(self.html, "<figure class=\"figure missing\"><figcaption{attribute}>{caption_html}");
        let _ =
            write!(self.html, " <span class=\"credit\">{}", escape(self.surroundings.word("image_missing")));
        if let Some(address) = web_address(&image.address) {
            let word = escape(self.surroundings.word("image_original"));
            let _ = write!(
                self.html,
                " · <a href=\"{}\" rel=\"external noreferrer\">{word}</a>",
                escape(&address)
            );
        }
        self.html.push_str("</span></figcaption></figure>\n");
    }

    /// An image inside a line that the archive does not hold: its text, linked to where it was unless a link is open.
    fn missing_image(&mut self, image: &PendingImage) {
        let alt = image.alt.trim();
        let text = if alt.is_empty() { self.surroundings.word("image_original") } else { alt };
        let text = isolated(text, self.direction());
        match web_address(&image.address).filter(|_| !self.links.contains(&true)) {
            Some(address) => {
                let _ = write!(
                    self.html,
                    "<a href=\"{}\" rel=\"external noreferrer\">{text}</a>",
                    escape(&address)
                );
            }
            None => self.html.push_str(&text),
        }
    }

    /// The number of the footnote `label`, counted from 1 in the order of first mention.
    fn note_number(&mut self, label: &str) -> usize {
        let known = self.footnote_numbers.get(label).copied();
        known.unwrap_or_else(|| {
            self.footnotes.push(String::new());
            self.footnote_numbers.insert(label.to_owned(), self.footnotes.len());
            self.footnotes.len()
        })
    }

    fn reference(&mut self, label: &str) {
        let number = self.note_number(label);
        let id = if self.referred.insert(number) { format!(" id=\"fnref-{number}\"") } else { String::new() };
        let shown = self.surroundings.number(number);
        let _ = write!(self.html, "<sup><a href=\"#fn-{number}\"{id}>{shown}</a></sup>");
    }

    fn close_footnote(&mut self) {
        let Some((number, before)) = self.outside.pop() else { return };
        self.directions.pop();
        let note = mem::replace(&mut self.html, before);
        if let Some(slot) = self.footnotes.get_mut(number - 1) {
            *slot = note;
        }
    }
}
