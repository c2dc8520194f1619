//! Text inside a block: emphasis, links, small images, code and line breaks, on one or more lines of Markdown.

use super::escape;
use crate::extract::block::Inline;
use crate::extract::plain;

/// Where the text stands, which decides what a line break becomes and what must be escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A paragraph: may have several lines.
    Paragraph,
    /// A heading: one line, where a closing `#` would be dropped.
    Heading,
    /// A table cell: one line.
    Cell,
}

/// What a span is inside of: emphasis and links do not nest in themselves.
#[derive(Debug, Clone, Copy, Default)]
struct Inside {
    emphasis: bool,
    link: bool,
}

/// Writes inline content; no white space at its ends.
pub(super) fn write(content: &[Inline], line: Line) -> String {
    let mut writer = Writer { out: String::new(), line };
    writer.spans(content, Inside::default(), None);
    let text = writer.out;
    if line != Line::Paragraph {
        let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
        return match text.strip_suffix('#') {
            Some(rest) if line == Line::Heading => format!("{rest}\\#"),
            _ => text.to_owned(),
        };
    }
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| line.trim_matches(|c: char| c.is_ascii_whitespace()))
        .filter(|line| !line.is_empty())
        .map(escape::line_start)
        .collect();
    lines.join("\\\n")
}

struct Writer {
    out: String,
    line: Line,
}

impl Writer {
    /// `next` is the first character after these spans, where there is one.
    fn spans(&mut self, content: &[Inline], inside: Inside, next: Option<char>) {
        for (at, span) in content.iter().enumerate() {
            let after = content[at + 1..].iter().find_map(first_char).or(next);
            match span {
                Inline::Text(text) => self.text(text, after),
                Inline::Strong(inner) => self.emphasis("**", inner, inside, after),
                Inline::Emphasis(inner) => self.emphasis("*", inner, inside, after),
                Inline::Link { href, content } => self.link(href, content, inside, after),
                Inline::Image { src, alt } => self.image(src, alt),
                Inline::Code(text) => self.code(text),
                Inline::Break => {
                    let keeps = self.line == Line::Paragraph && !inside.link;
                    self.out.push(if keeps { '\n' } else { ' ' });
                }
            }
        }
    }

    /// Text is escaped as if the neighbours were there, so that `!` before a link and `&` before a letter stay words.
    fn text(&mut self, text: &str, after: Option<char>) {
        let mut escaped = escape::words(text);
        if after.is_some_and(|c| c == '#' || c.is_alphanumeric()) && escaped.ends_with('&') {
            escaped.insert(escaped.len() - 1, '\\');
        }
        self.out.push_str(&escaped);
    }

    fn emphasis(&mut self, mark: &str, inner: &[Inline], inside: Inside, after: Option<char>) {
        let first = inner.iter().find_map(first_char);
        let last = inner.iter().rev().find_map(last_char);
        let before = self.out.chars().next_back();
        let opens = !inside.emphasis && first.is_some_and(|first| can_touch(first, before));
        let closes = last.is_some_and(|last| can_touch(last, after));
        if !(opens && closes) {
            return self.spans(inner, inside, after);
        }
        self.out.push_str(mark);
        self.spans(inner, Inside { emphasis: true, ..inside }, Some('*'));
        self.out.push_str(mark);
    }

    fn link(&mut self, href: &str, content: &[Inline], inside: Inside, after: Option<char>) {
        let target = escape::address(href);
        if inside.link || target.is_empty() || content.iter().all(|span| first_char(span).is_none()) {
            return self.spans(content, inside, after);
        }
        self.out.push('[');
        self.spans(content, Inside { link: true, ..inside }, Some(']'));
        self.out.push_str("](");
        self.out.push_str(&target);
        self.out.push(')');
    }

    fn image(&mut self, src: &str, alt: &str) {
        let target = escape::address(src);
        if !target.is_empty() {
            self.out.push_str(&format!("![{}]({target})", escape::words(&plain::fold_space(alt))));
        }
    }

    fn code(&mut self, text: &str) {
        let text = plain::fold_space(text);
        if text.is_empty() {
            return;
        }
        // A table is cut at every bar before code is read, so there it is plain text.
        if self.line == Line::Cell && text.contains('|') {
            return self.out.push_str(&escape::words(&text));
        }
        let fence = "`".repeat(escape::longest_run(&text, '`') + 1);
        let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
        self.out.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
    }
}

/// May an emphasis mark stand between `inner`, the first or last character inside, and `outer`, its neighbour outside?
/// Stricter than CommonMark: whatever is neither letter nor digit counts as punctuation.
fn can_touch(inner: char, outer: Option<char>) -> bool {
    let outer_open = outer.is_none_or(char::is_whitespace);
    let outer_mark = matches!(outer, Some('*' | '_' | '`'));
    !inner.is_whitespace() && !outer_mark && (inner.is_alphanumeric() || outer_open)
}

fn first_char(span: &Inline) -> Option<char> {
    match span {
        Inline::Text(text) => text.chars().next(),
        Inline::Strong(inner) | Inline::Emphasis(inner) => inner.iter().find_map(first_char),
        Inline::Link { content, .. } => content.iter().find_map(first_char).map(|_| '['),
        Inline::Image { .. } => Some('!'),
        Inline::Code(_) => Some('`'),
        Inline::Break => Some('\n'),
    }
}

fn last_char(span: &Inline) -> Option<char> {
    match span {
        Inline::Text(text) => text.chars().next_back(),
        Inline::Strong(inner) | Inline::Emphasis(inner) => inner.iter().rev().find_map(last_char),
        Inline::Link { content, .. } => content.iter().rev().find_map(last_char).map(|_| ')'),
        Inline::Image { .. } => Some(')'),
        Inline::Code(_) => Some('`'),
        Inline::Break => Some('\n'),
    }
}
