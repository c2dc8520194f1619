//! From blocks to Markdown: CommonMark with tables, as `pulldown-cmark` reads it.
//!
//! In: a list of [`Block`]s. Out: Markdown whose words read back exactly as they were, and in which nothing is raw HTML.
//! A figure is a paragraph of its own, `![alt](src "caption")`. Emphasis that Markdown could not express at its place
//! (a mark between two letters of a word) is given up, never its words. Chooses nothing and drops no text.

mod escape;
mod inline;

use super::block::{Block, Inline};
use inline::Line;

/// Writes blocks as Markdown: blank lines between blocks, one line end at the end, nothing for no blocks.
pub fn write(blocks: &[Block]) -> String {
    let mut out = blocks_to_string(blocks);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Blocks with blank lines between, no line end at the end.
fn blocks_to_string(blocks: &[Block]) -> String {
    let mut parts: Vec<String> = Vec::with_capacity(blocks.len());
    let mut previous_list: Option<(bool, bool)> = None;
    for block in blocks {
        let mut list = None;
        let part = match block {
            Block::Heading { level, content } => heading(*level, content),
            Block::Paragraph(content) => inline::write(content, Line::Paragraph),
            Block::List { start, items } => {
                // Two lists in a row would read as one, unless their marks differ.
                let other =
                    previous_list.is_some_and(|(ordered, other)| ordered == start.is_some() && !other);
                list = Some((start.is_some(), other));
                write_list(*start, items, other)
            }
            Block::Quote(content) => prefix_lines(&blocks_to_string(content), "> ", "> "),
            Block::Table { caption, head, rows } => table(caption.as_deref(), head, rows),
            Block::Figure { src, alt, caption } => figure(src, alt, caption),
            Block::Code(text) => code(text),
            Block::Rule => "***".to_owned(),
        };
        if !part.is_empty() {
            parts.push(part);
            previous_list = list;
        }
    }
    parts.join("\n\n")
}

fn heading(level: u8, content: &[Inline]) -> String {
    let text = inline::write(content, Line::Heading);
    if text.is_empty() { text } else { format!("{} {text}", "#".repeat(level.clamp(2, 6).into())) }
}

fn figure(src: &str, alt: &str, caption: &[Inline]) -> String {
    let target = escape::address(src);
    if target.is_empty() {
        return inline::write(caption, Line::Paragraph);
    }
    let caption = super::plain::inline_text(caption);
    let alt = escape::words(&super::plain::fold_space(alt));
    if caption.is_empty() {
        format!("![{alt}]({target})")
    } else {
        format!("![{alt}]({target} \"{}\")", escape::quoted(&caption))
    }
}

fn code(text: &str) -> String {
    let text = text.trim_matches('\n');
    if text.trim().is_empty() {
        return String::new();
    }
    let fence = "`".repeat(escape::longest_run(text, '`').max(2) + 1);
    format!("{fence}\n{}\n{fence}", text.replace('\0', ""))
}

fn write_list(start: Option<u64>, items: &[Vec<Block>], other_mark: bool) -> String {
    let tight = items.iter().all(|item| {
        item.first().is_none_or(|first| matches!(first, Block::Paragraph(_)))
            && item.iter().skip(1).all(|block| matches!(block, Block::List { .. }))
    });
    let mut number = start.unwrap_or(0).min(900_000_000);
    let mut parts = Vec::with_capacity(items.len());
    for item in items {
        let text = if tight {
            let lines: Vec<String> =
                item.iter().map(|block| blocks_to_string(std::slice::from_ref(block))).collect();
            lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        } else {
            blocks_to_string(item)
        };
        if text.is_empty() {
            continue;
        }
        let mark = match (start, other_mark) {
            (Some(_), false) => format!("{number}. "),
            (Some(_), true) => format!("{number}) "),
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
        };
        number = (number + 1).min(999_999_999);
        parts.push(prefix_lines(&text, &mark, &" ".repeat(mark.len())));
    }
    parts.join(if tight { "\n" } else { "\n\n" })
}

/// `first` before the first line, `rest` before the others; no white space at the end of blank lines.
fn prefix_lines(text: &str, first: &str, rest: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut out = String::with_capacity(text.len() + 64);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let prefix = if number == 0 { first } else { rest };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}

fn table(caption: Option<&[Inline]>, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
    let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let row = |cells: &[Vec<Inline>]| {
        let mut line = String::from("|");
        for column in 0..columns {
            let text = cells.get(column).map(|cell| inline::write(cell, Line::Cell)).unwrap_or_default();
            line.push(' ');
            line.push_str(&text);
            line.push_str(if text.is_empty() { "|" } else { " |" });
        }
        line
    };
    let mut lines = vec![row(head), format!("|{}", " --- |".repeat(columns))];
    lines.extend(rows.iter().map(|cells| row(cells)));
    let table = lines.join("\n");
    match caption.map(|caption| inline::write(caption, Line::Paragraph)).filter(|caption| !caption.is_empty())
    {
        Some(caption) => format!("{caption}\n\n{table}"),
        None => table,
    }
}

#[cfg(test)]
mod tests;
