//! From blocks to plain text: one paragraph, subhead, list item or table row a line; figures and rules leave none.
//!
//! What searching, comparing and counting work on. No escapes, no marks of any kind.

use super::block::{Block, Inline};

/// Writes blocks as plain text, lines joined by `\n`, no line end at the end.
pub fn write(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    collect(blocks, &mut lines);
    lines.join("\n")
}

fn collect(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => push(lines, inline_text(content)),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, lines)),
            Block::Quote(content) => collect(content, lines),
            Block::Table { caption, head, rows } => {
                push(lines, caption.as_deref().map(inline_text).unwrap_or_default());
                for row in std::iter::once(head).chain(rows) {
                    let cells: Vec<String> =
                        row.iter().map(|cell| inline_text(cell)).filter(|cell| !cell.is_empty()).collect();
                    push(lines, cells.join(" | "));
                }
            }
            Block::Code(text) => text.lines().for_each(|line| push(lines, fold_space(line))),
            Block::Figure { .. } | Block::Rule => {}
        }
    }
}

fn push(lines: &mut Vec<String>, line: String) {
    if !line.is_empty() {
        lines.push(line);
    }
}

/// The words of inline content on one line; alternatives of small images are not among them.
pub(super) fn inline_text(content: &[Inline]) -> String {
    let mut out = String::new();
    gather(content, &mut out);
    out.truncate(out.trim_end_matches(' ').len());
    out
}

fn gather(content: &[Inline], out: &mut String) {
    for span in content {
        match span {
            Inline::Text(text) | Inline::Code(text) => push_folded(out, text),
            Inline::Strong(inner) | Inline::Emphasis(inner) => gather(inner, out),
            Inline::Link { content, .. } => gather(content, out),
            Inline::Image { .. } => {}
            Inline::Break => push_folded(out, " "),
        }
    }
}

/// The first `limit` bytes of `text` or a little less.
pub(super) fn start_of(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Adds `text` to `out`: every run of white space a single space, none at the beginning, at most one at the end.
pub(super) fn push_folded(out: &mut String, text: &str) {
    let mut at = 0;
    while at < text.len() {
        let end = folded_end(text, at);
        out.push_str(&text[at..end]);
        if end == text.len() {
            return;
        }
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        at = text.len() - text[end..].trim_start().len();
    }
}

/// Every run of white space (no-break space included) a single space, none at the ends.
pub(super) fn fold_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(&mut out, text);
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Where the white space that needs folding begins, at `from` or behind it: any but a single space between two words.
/// Looked for byte by byte, since every text of a page comes by here.
fn folded_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if !may_begin_space(byte) {
            at += 1;
        } else if byte == b' ' && at > from && bytes.get(at + 1).is_some_and(|&next| !may_begin_space(next)) {
            at += 2;
        } else if text[at..].starts_with(char::is_whitespace) {
            return at;
        } else {
            at += 1;
        }
    }
    text.len()
}

/// Only characters that begin with these bytes may be white space.
fn may_begin_space(byte: u8) -> bool {
    byte <= b' ' || matches!(byte, 0xC2 | 0xE1..=0xE3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn folds_as_the_standard_library_splits(text in "[a-c ﻻ\u{A0}ع\u{85}\u{1680}ሀ\u{2003}—\u{3000}かñ\u{1f}\n]{0,30}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(fold_space(&text), words.join(" "));
        }
    }

    #[test]
    fn one_line_for_each_piece_of_text() {
        let text = |t: &str| vec![Inline::Text(t.to_owned())];
        let blocks = [
            Block::Heading { level: 2, content: text("عنوان فرعي") },
            Block::Paragraph(vec![
                Inline::Text("أول\u{a0} سطر".into()),
                Inline::Break,
                Inline::Strong(text("ثان")),
            ]),
            Block::Figure {
                src: "https://a.example/1.jpg".into(), alt: "صورة".into(), caption: text("شرح")
            },
            Block::List { start: None, items: vec![vec![Block::Paragraph(text("بند"))], vec![]] },
            Block::Table {
                caption: None,
                head: vec![text("أ"), text("ب")],
                rows: vec![vec![text("1"), text("2")]],
            },
        ];
        assert_eq!(write(&blocks), "عنوان فرعي\nأول سطر ثان\nبند\nأ | ب\n1 | 2");
    }
}
