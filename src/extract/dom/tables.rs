//! Tables: data as tables, layout as the blocks that it lays out.

use super::{Flow, Reader, media};
use crate::extract::block::{Block, Inline};
use crate::extract::plain;
use crate::extract::tree::Id;

/// More cells than this are not written as a table but as text.
const MAX_CELLS: usize = 5000;

impl Reader<'_, '_> {
    pub(super) fn table(&self, id: Id, flow: &mut Flow, depth: usize) {
        flow.end_paragraph();
        let rows = self.rows(id);
        if !self.is_data(id, &rows) {
            self.children(id, flow, depth);
            return flow.end_paragraph();
        }
        let caption = self
            .tree
            .children(id)
            .find(|&child| self.tree.tag(child) == "caption" && !self.mask.is_out(child));
        let caption = caption.map(|at| self.cell(at, depth)).filter(|caption| !caption.is_empty());
        let mut rows: Vec<(bool, Vec<Vec<Inline>>)> = rows
            .iter()
            .map(|cells| {
                let head = cells.iter().all(|&cell| self.tree.tag(cell) == "th");
                (head, cells.iter().map(|&cell| self.cell(cell, depth)).collect::<Vec<_>>())
            })
            .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
            .collect();
        let named = rows.first().is_some_and(|(head, _)| *head) || names_columns(&rows);
        let head = if named { rows.remove(0).1 } else { Vec::new() };
        let rows = rows.into_iter().map(|(_, cells)| cells).collect();
        flow.block(Block::Table { caption, head, rows });
    }

    /// Cells by row, those of inner tables left out.
    fn rows(&self, table: Id) -> Vec<Vec<Id>> {
        let mut rows = Vec::new();
        let mut at = table + 1;
        while at < self.tree.end(table) {
            let tag = self.tree.tag(at);
            if self.mask.is_out(at) || tag == "table" {
                at = self.tree.end(at);
                continue;
            }
            if tag == "tr" {
                let cells = self
                    .tree
                    .children(at)
                    .filter(|&cell| matches!(self.tree.tag(cell), "td" | "th") && !self.mask.is_out(cell));
                rows.push(cells.collect());
            }
            at += 1;
        }
        rows.retain(|cells: &Vec<Id>| !cells.is_empty());
        rows
    }

    /// Data has several columns of short cells; layout has one, or holds paragraphs, tables and figures.
    fn is_data(&self, table: Id, rows: &[Vec<Id>]) -> bool {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let cells: usize = rows.iter().map(Vec::len).sum();
        if columns < 2
            || cells > MAX_CELLS
            || matches!(self.tree.attr(table, "role"), Some("presentation" | "none"))
        {
            return false;
        }
        let holds = |tags: &[&str]| {
            (table + 1..self.tree.end(table))
                .any(|at| tags.contains(&self.tree.tag(at)) && !self.mask.is_out(at))
        };
        if holds(&["table", "iframe", "article", "section", "form"]) {
            return false;
        }
        if holds(&["th", "thead", "caption"]) {
            return true;
        }
        let longest =
            rows.iter().flatten().map(|&cell| self.tree.words(cell, self.mask, 1000).chars().count()).max();
        rows.len() > 1 && longest.unwrap_or(0) < 300 && !holds(&["img"])
    }

    fn cell(&self, id: Id, depth: usize) -> Vec<Inline> {
        let mut inner = Flow::default();
        self.children(id, &mut inner, depth);
        media::as_caption(flattened(inner.finish()))
    }
}

/// Is the first row the names of the columns, though no tag says so: words alone, above rows with numbers?
fn names_columns(rows: &[(bool, Vec<Vec<Inline>>)]) -> bool {
    let has_digit = |cell: &Vec<Inline>| plain::inline_text(cell).chars().any(char::is_numeric);
    let Some(((_, first), rest)) = rows.split_first() else { return false };
    let words = first.iter().all(|cell| !plain::inline_text(cell).is_empty() && !has_digit(cell));
    words && rest.len() >= 2 && rest.iter().all(|(_, cells)| cells.iter().any(has_digit))
}

/// Paragraphs of whatever is in a cell.
fn flattened(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::List { items, .. } => out.extend(items.into_iter().flat_map(flattened)),
            Block::Quote(blocks) => out.extend(flattened(blocks)),
            Block::Code(text) => out.push(Block::Paragraph(vec![Inline::Code(text)])),
            other => out.push(other),
        }
    }
    out
}
