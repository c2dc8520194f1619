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
    fold_space(&out)
}

fn gather(content: &[Inline], out: &mut String) {
    for span in content {
        match span {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) => gather(inner, out),
            Inline::Link { content, .. } => gather(content, out),
            Inline::Image { .. } => {}
            Inline::Break => out.push(' '),
        }
    }
}

/// Do the words end as sentences do, in any script?
pub(super) fn ends_sentence(words: &str) -> bool {
    words.ends_with(['.', '!', '?', '؟', '…', '۔', '。', '！', '？', '।'])
}

/// As [`ends_sentence`], or with the end of a quotation.
pub(super) fn ends_sentence_or_quotation(words: &str) -> bool {
    ends_sentence(words) || words.ends_with(['»', '"', '”', '」'])
}

/// Adds `text` to `out`: every run of white space a single space, none at the beginning, at most one at the end.
pub(super) fn push_folded(out: &mut String, text: &str) {
    let mut words = text.split(char::is_whitespace);
    out.push_str(words.next().unwrap_or_default());
    for word in words {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Every run of white space (no-break space included) a single space, none at the ends.
pub(super) fn fold_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
