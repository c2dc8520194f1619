//! `[[takedown]]` in `site.toml`: which articles are not to be seen any more, and what stands in their place.
//!
//! Reads and checks what is written. Which articles that are is told where the archive is put together.

use super::reader::{Placed, Reader};
use globset::{Glob, GlobBuilder, GlobSetBuilder};
use percent_encoding::percent_decode_str;
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

impl Takedown {
    /// Its patterns, to be matched with [`readable_address`]es.
    pub fn globs(&self) -> impl Iterator<Item = Glob> + '_ {
        self.patterns.iter().filter_map(|pattern| glob(pattern).ok())
    }
}

fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(&readable_address(pattern)).backslash_escape(true).build()
}

/// An address, or a pattern of addresses, in the letters that people write it in, without what makes no difference.
pub fn readable_address(address: &str) -> String {
    let address = address.trim();
    // A whole address has its usual form when it was taken apart; a pattern may be none.
    let whole = url::Url::parse(address).ok().filter(|_| !address.contains('*')).and_then(|url| {
        let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
        let query = url
            .query()
            .filter(|query| !query.is_empty())
            .map_or_else(String::new, |query| format!("?{query}"));
        Some(format!("{}{port}{}{query}", url.host_str()?, url.path()))
    });
    let rest = whole.unwrap_or_else(|| address.to_owned());
    let rest = percent_decode_str(&rest).decode_utf8_lossy().to_lowercase();
    let bare = ["https://", "http://", "//"].iter().find_map(|scheme| rest.strip_prefix(scheme));
    let bare = bare.unwrap_or(&rest);
    bare.strip_prefix("www.").unwrap_or(bare).to_owned()
}

/// All of them, in the order of the file.
pub(super) fn read(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Vec<Takedown> {
    let tables = reader.tables(table, "takedown");
    let span = tables.first().map_or(0..0, |table| table.span.clone());
    let read: Vec<Takedown> =
        tables.into_iter().map(|Placed { value, span }| read_one(reader, value, span)).collect();
    let mut all = GlobSetBuilder::new();
    for glob in read.iter().flat_map(Takedown::globs) {
        all.add(glob);
    }
    if let Err(error) = all.build() {
        let hint = "write fewer or shorter ones".to_owned();
        reader.problem(span, format!("the patterns of all takedowns are too many: {}", error.kind()), hint);
    }
    read
}

fn read_one(reader: &mut Reader<'_>, table: &DeTable<'_>, span: Range<usize>) -> Takedown {
    reader.known_keys(table, KEYS);
    let urls = filled(reader, table, "url");
    let is_web = |url: &str| url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    for url in urls.iter().filter(|url| !is_web(&url.value)) {
        let hint = "write a whole address, such as \"https://site.example/2017/x\"".to_owned();
        reader.problem(url.span.clone(), format!("'{}' is no web address", url.value), hint);
    }
    let patterns = filled(reader, table, "pattern");
    for pattern in &patterns {
        if let Err(error) = glob(&pattern.value) {
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
