//! The archive for other programs: every article as a JSON object a line, and citations of all of it, of a day or of a tag.
//!
//! In: metadata. Out: text. Bodies stand on the articles' pages alone.

use super::citation::Cited;
use super::escape::{absolute_path, web_address};
use super::frame::{Edition, headline};
use crate::archive::ArticleId;
use crate::plan::{CitationFormat, DATA_SIZE, DataFormat, List};
use serde_json::{Map, Value, json};

/// Appends part `part` of all articles, from 1: oldest first, so that a new article changes the last part alone.
pub(super) fn write_part(edition: Edition<'_>, format: DataFormat, part: u32, out: &mut String) {
    let undated = edition.archive.undated();
    let oldest_first = (0..undated.start).rev().chain(undated).map(ArticleId);
    let skipped = part.saturating_sub(1) as usize * DATA_SIZE;
    let ids = oldest_first.skip(skipped).take(DATA_SIZE);
    match format {
        DataFormat::JsonLines => ids.for_each(|id| {
            out.push_str(&object(edition, id).to_string());
            out.push('\n');
        }),
        DataFormat::Citations(format) => citations(edition, format, ids, out),
    }
}

/// Appends the citations of all articles of `list`, newest first.
pub(super) fn write_list(edition: Edition<'_>, list: List, format: CitationFormat, out: &mut String) {
    citations(edition, format, edition.plan.list_articles(edition.archive, list).into_iter(), out);
}

fn citations(
    edition: Edition<'_>,
    format: CitationFormat,
    ids: impl Iterator<Item = ArticleId>,
    out: &mut String,
) {
    let (open, between, close) = match format {
        CitationFormat::CslJson => ("[\n", ",\n", "\n]\n"),
        CitationFormat::BibTeX | CitationFormat::Ris => ("", "\n", ""),
    };
    out.push_str(open);
    for (number, id) in ids.enumerate() {
        if number > 0 {
            out.push_str(between);
        }
        cited(edition, id).write(format, out);
    }
    out.push_str(close);
}

fn cited(edition: Edition<'_>, id: ArticleId) -> Cited<'_> {
    let Edition { config, archive, plan, locale } = edition;
    let meta = archive.article(id);
    Cited {
        path: plan.article_path(id),
        title: headline(&meta.title, locale),
        authors: meta.authors.iter().map(|name| &**name).collect(),
        source: meta.source.as_deref(),
        date: meta.date,
        lang: meta.lang.as_deref(),
        url: meta.url.as_deref(),
        archive: &config.title,
        archived: address(edition, id),
        ..Cited::default()
    }
}

fn address(edition: Edition<'_>, id: ArticleId) -> Option<String> {
    let base = edition.config.base_url.as_deref()?;
    Some(format!("{base}{}", absolute_path(edition.plan.article_path(id))))
}

/// What lists know of an article; what it does not state is left out.
fn object(edition: Edition<'_>, id: ArticleId) -> Value {
    let meta = edition.archive.article(id);
    let mut object = Map::new();
    let mut set = |key: &str, value: Option<Value>| {
        object.extend(value.map(|value| (key.to_owned(), value)));
    };
    let text = |text: Option<&str>| text.map(|text| json!(text));
    set("path", Some(json!(edition.plan.article_path(id))));
    set("address", address(edition, id).map(|address| json!(address)));
    set("title", Some(json!(meta.title)));
    set("date", meta.date.map(|date| json!(date.to_string())));
    set("updated", meta.updated.map(|date| json!(date.to_string())));
    set("lang", text(meta.lang.as_deref()));
    set("section", text(meta.section.as_deref()));
    set("tags", (!meta.tags.is_empty()).then(|| json!(meta.tags)));
    set("authors", (!meta.authors.is_empty()).then(|| json!(meta.authors)));
    set("source", text(meta.source.as_deref()));
    set("original", meta.url.as_deref().and_then(web_address).map(|url| json!(url)));
    set("summary", text(meta.summary.as_deref()));
    Value::Object(object)
}
