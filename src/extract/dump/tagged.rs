//! Dumps whose fields are named: `<TITLE>…</TITLE>` and its kin in news corpora (the TREC form), one document a file.
//!
//! In: decoded text. Out: the fields by name, as they stand; `None` when the dump is not of this form. Reads no dates
//! and decides nothing about the article.

use std::collections::BTreeMap;

/// The fields of a tagged document, by lower-case tag.
#[derive(Debug, Default)]
pub(super) struct Fields<'a> {
    values: BTreeMap<String, &'a str>,
}

impl<'a> Fields<'a> {
    /// The first of `names` that has a value.
    pub(super) fn get(&self, names: &[&'static str]) -> Option<(&'static str, &'a str)> {
        names
            .iter()
            .find_map(|&name| Some((name, *self.values.get(name)?)).filter(|(_, value)| !value.is_empty()))
    }
}

pub(super) const TITLE: [&str; 5] = ["title", "headline", "head", "hl", "ti"];
pub(super) const DATE: [&str; 7] =
    ["time", "date", "datetime", "date_time", "pubdate", "published", "dateline"];
pub(super) const URL: [&str; 3] = ["url", "link", "source_url"];
pub(super) const AUTHOR: [&str; 3] = ["author", "byline", "by"];
pub(super) const SITE: [&str; 4] = ["src", "source", "publisher", "newspaper"];
pub(super) const SECTION: [&str; 4] = ["cat", "category", "section", "topic"];
pub(super) const SUMMARY: [&str; 4] = ["abstract", "lead", "summary", "description"];
pub(super) const BODY: [&str; 4] = ["text", "body", "content", "article"];

/// Reads a document of that form: it begins with a tag, names a title or an address, and has a text.
pub(super) fn read(text: &str) -> Option<Fields<'_>> {
    let start = text.trim_start_matches(super::line::is_blank);
    if !start.starts_with('<') || start.starts_with("<!") {
        return None;
    }
    let mut fields = Fields::default();
    let mut rest = start;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        let Some(close) = rest.bytes().take(40).position(|b| b == b'>') else { continue };
        let name = &rest[..close];
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            continue;
        }
        let lower = name.to_ascii_lowercase();
        // The document itself encloses the others.
        if lower == "doc" {
            rest = &rest[close + 1..];
            continue;
        }
        let value = &rest[close + 1..];
        let Some(end) = value.find(&format!("</{name}>")) else { break };
        fields.values.entry(lower).or_insert(value[..end].trim());
        rest = &value[end + name.len() + 3..];
    }
    let is_news = fields.get(&TITLE).is_some() || fields.get(&URL).is_some();
    (is_news && fields.get(&BODY).is_some()).then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_fields() {
        let fields = read("<DOC>\n<TITLE>عودة القطار</TITLE>\n<AUTHOR></AUTHOR>\n<TEXT>\nعاد القطار < مساء >.\n</TEXT>\n</DOC>").expect("tagged");
        assert_eq!(fields.get(&TITLE), Some(("title", "عودة القطار")));
        assert_eq!(fields.get(&AUTHOR), None);
        assert_eq!(fields.get(&BODY).map(|(_, body)| body), Some("عاد القطار < مساء >."));
    }

    #[test]
    fn other_text_is_not_tagged() {
        assert!(read("عودة القطار\n\nعاد القطار.").is_none());
        assert!(read("<b>x").is_none());
        assert!(read("<!doctype html><title>a</title>").is_none());
    }
}
