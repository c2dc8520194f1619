//! `[[takedown]]` in `site.toml`: which articles are not to be seen any more, and what stands in their place.
//!
//! Reads and checks what is written. Which articles that are is told where the archive is put together.

use super::reader::{Placed, Reader};
use globset::Glob;
use serde::Serialize;
use std::ops::Range;
use toml::de::DeTable;

const KEYS: &[&str] = &["url", "id", "pattern", "note"];

/// One takedown: every article that one of its three lists names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Takedown {
    /// Original addresses.
    pub urls: Vec<String>,
    /// Markdown files below the content folder, with or without `.md`.
    pub ids: Vec<String>,
    /// Patterns of original addresses: `https://site.example/private/*`.
    pub patterns: Vec<String>,
    /// What readers are told.
    pub note: Option<String>,
}

/// All of them, in the order of the file.
pub(super) fn read(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Vec<Takedown> {
    let tables = reader.tables(table, "takedown");
    tables.into_iter().map(|Placed { value, span }| read_one(reader, value, span)).collect()
}

fn read_one(reader: &mut Reader<'_>, table: &DeTable<'_>, span: Range<usize>) -> Takedown {
    reader.known_keys(table, KEYS);
    let urls = filled(reader, table, "url");
    for url in urls.iter().filter(|url| url::Url::parse(&url.value).is_err()) {
        let hint = "write a whole address, such as \"https://site.example/2017/x\"".to_owned();
        reader.problem(url.span.clone(), format!("'{}' is no web address", url.value), hint);
    }
    let patterns = filled(reader, table, "pattern");
    for pattern in &patterns {
        if let Err(error) = Glob::new(&pattern.value) {
            let hint = "write an address with * for anything, such as \"https://site.example/private/*\"";
            let message = format!("'{}' is no pattern: {}", pattern.value, error.kind());
            reader.problem(pattern.span.clone(), message, hint.to_owned());
        } else if pattern.value.chars().all(|c| matches!(c, '*' | '?' | '/' | ':' | '.')) {
            let hint = "name at least the site".to_owned();
            reader.problem(pattern.span.clone(), "this would take down everything".to_owned(), hint);
        }
    }
    let ids = filled(reader, table, "id");
    if urls.is_empty() && ids.is_empty() && patterns.is_empty() {
        let hint = "write what it is for, such as url = \"https://site.example/2017/x\"".to_owned();
        reader.problem(
            span,
            "this takedown is for nothing: it has no 'url', 'id' or 'pattern'".to_owned(),
            hint,
        );
    }
    let values = |found: Vec<Placed<String>>| found.into_iter().map(|text| text.value).collect();
    Takedown {
        urls: values(urls),
        ids: values(ids),
        patterns: values(patterns),
        note: reader.text(table, "note").map(|note| note.value),
    }
}

/// The texts under `key` that say something.
fn filled(reader: &mut Reader<'_>, table: &DeTable<'_>, key: &str) -> Vec<Placed<String>> {
    let texts = reader.texts(table, key, true).unwrap_or_default();
    texts.into_iter().filter(|text| !text.value.trim().is_empty()).collect()
}
