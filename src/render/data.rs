//! The archive for other programs: every article as a JSON object a line, and citations of all of it, of a day or of a tag.
//!
//! In: metadata. Out: text. Bodies stand on the articles' pages alone.

use super::citation::Cited;
use super::escape::web_address;
use super::frame::{Edition, headline};
use super::place::address_of;
use crate::archive::ArticleId;
use crate::plan::{CitationFormat, DATA_SIZE, DataFormat, List};
use serde_json::{Map, Value, json};

/// Articles whose length is taken for that of all.
const MEASURED: usize = 256;

/// The articles whose citations stand beside `list`: the newest, as many as a file has.
pub(super) fn articles_of_list(edition: Edition<'_>, list: List) -> Vec<ArticleId> {
    let mut ids = edition.plan.list_articles(edition.archive, list);
    ids.truncate(DATA_SIZE);
    ids
}

/// Appends the articles `ids`.
pub(super) fn write(edition: Edition<'_>, format: DataFormat, ids: &[ArticleId], out: &mut String) {
    match format {
        DataFormat::JsonLines => {
            for (number, &id) in ids.iter().enumerate() {
                make_room(out, number, ids.len());
                out.push_str(&object(edition, id).to_string());
                out.push('\n');
            }
        }
        DataFormat::Citations(format) => citations(edition, format, ids, out),
    }
}

/// Makes room for all, once the first have shown how long each is: a text that grows by doubling takes twice its size.
fn make_room(out: &mut String, number: usize, all: usize) {
    if number == MEASURED {
        out.reserve_exact(out.len() / MEASURED * (all - number) * 17 / 16);
    }
}

fn citations(edition: Edition<'_>, format: CitationFormat, ids: &[ArticleId], out: &mut String) {
    let (open, between, close) = match format {
        CitationFormat::CslJson => ("[\n", ",\n", "\n]\n"),
        CitationFormat::BibTeX | CitationFormat::Ris => ("", "\n", ""),
    };
    out.push_str(open);
    for (number, &id) in ids.iter().enumerate() {
        make_room(out, number, ids.len());
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
        agency: meta.agency.as_deref(),
        captured: meta.captured,
        archived: address_of(config, plan.article_path(id)),
    }
}

/// What lists know of an article; what it does not state is left out.
fn object(edition: Edition<'_>, id: ArticleId) -> Value {
    let meta = edition.archive.article(id);
    let mut object = Map::new();
    let mut set = |key: &str, value: Option<Value>| {
        object.extend(value.map(|value| (key.to_owned(), value)));
    };
    let text = |text: Option<&str>| text.map(|text| json!(text));
    let path = edition.plan.article_path(id);
    set("path", Some(json!(path)));
    set("address", address_of(edition.config, path).map(|address| json!(address)));
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
    let versions = edition.archive.versions(id);
    let paths = versions.iter().map(|&id| edition.plan.article_path(id)).collect::<Vec<_>>();
    set("versions", (!paths.is_empty()).then(|| json!(paths)));
    Value::Object(object)
}
