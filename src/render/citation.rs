//! How an article is cited: BibTeX, RIS and CSL-JSON for the programs that researchers keep their sources in.
//!
//! States what the page states and no more: a date of a year alone stays one, an unsigned article has no author. Names are never
//! parted into first and last: that is the reader's to know. The sentence that people read is `article.rs`'s.

use super::escape::web_address;
use crate::cache::Fingerprint;
use crate::date::StatedDate;
use crate::plan::CitationFormat;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// What is cited.
#[derive(Debug, Clone, Default)]
pub(super) struct Cited<'a> {
    /// Of the article's page, from the archive's root; the citation's key is made from it.
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    pub(super) authors: Vec<&'a str>,
    /// Who signs where no person does.
    pub(super) agency: Option<&'a str>,
    /// The site that published it.
    pub(super) source: Option<&'a str>,
    pub(super) date: Option<StatedDate>,
    pub(super) lang: Option<&'a str>,
    /// Original address.
    pub(super) url: Option<&'a str>,
    /// When that address was captured.
    pub(super) captured: Option<StatedDate>,
    /// The archive's name, and the page's address in the world.
    pub(super) archive: &'a str,
    pub(super) archived: Option<String>,
}

impl Cited<'_> {
    /// Appends the citation; every form may be joined to the next of its kind.
    pub(super) fn write(&self, format: CitationFormat, out: &mut String) {
        match format {
            CitationFormat::BibTeX => self.bibtex(out),
            CitationFormat::Ris => self.ris(out),
            CitationFormat::CslJson => out.push_str(&self.csl().to_string()),
        }
    }

    /// The same for the same page, and plain ASCII: programs of the eighties read it.
    fn key(&self) -> String {
        let year = self.date.map_or_else(|| "undated".to_owned(), |date| format!("{:04}", date.year()));
        let path = format!("{:?}", Fingerprint::of(self.path.as_bytes()));
        format!("{year}-{}", &path[..16])
    }

    fn signed(&self) -> Vec<&str> {
        if self.authors.is_empty() { self.agency.into_iter().collect() } else { self.authors.clone() }
    }

    fn address(&self) -> Option<String> {
        self.url.and_then(web_address).or_else(|| self.archived.clone())
    }

    fn bibtex(&self, out: &mut String) {
        let signed: Vec<String> = self.signed().iter().map(|name| format!("{{{}}}", for_tex(name))).collect();
        let mut fields = Vec::new();
        if !signed.is_empty() {
            fields.push(("author", signed.join(" and ")));
        }
        fields.push(("title", format!("{{{}}}", for_tex(self.title))));
        fields.extend(self.source.map(|source| ("howpublished", for_tex(source))));
        if let Some(date) = self.date {
            fields.push(("year", format!("{:04}", date.year())));
            fields.extend(date.month().map(|month| ("month", month.to_string())));
            fields.extend(date.day().map(|day| ("day", day.to_string())));
        }
        fields.extend(self.address().map(|url| ("url", in_braces(&url))));
        fields.extend(self.captured.map(|time| ("urldate", time.without_time().to_string())));
        fields.extend(self.lang.map(|lang| ("language", for_tex(lang))));
        let archived = self.archived.as_ref().map(|url| format!(", {}", for_tex(url)));
        fields.push(("note", format!("{}{}", for_tex(self.archive), archived.unwrap_or_default())));
        let _ = write!(out, "@misc{{{}", self.key());
        for (name, value) in &fields {
            let _ = write!(out, ",\n  {name} = {{{value}}}");
        }
        out.push_str("\n}\n");
    }

    fn ris(&self, out: &mut String) {
        let mut line = |tag: &str, value: &str| {
            let words: Vec<&str> = value.split_whitespace().collect();
            let _ = writeln!(out, "{tag}  - {}", words.join(" "));
        };
        line("TY", "NEWS");
        self.signed().iter().for_each(|name| line("AU", name));
        line("TI", self.title);
        self.source.iter().for_each(|source| line("T2", source));
        if let Some(date) = self.date {
            let part = |part: Option<u8>| part.map_or_else(String::new, |part| format!("{part:02}"));
            line("PY", &format!("{:04}", date.year()));
            let day = format!("{:04}/{}/{}", date.year(), part(date.month()), part(date.day()));
            line("DA", day.trim_end_matches('/'));
        }
        self.lang.iter().for_each(|lang| line("LA", lang));
        self.address().iter().for_each(|url| line("UR", url));
        if let Some(time) = self.captured {
            line("Y2", &time.without_time().to_string().replace('-', "/"));
        }
        line("DB", self.archive);
        self.archived.iter().for_each(|url| line("L2", url));
        line("ER", "");
    }

    /// As a citation processor reads it.
    pub(super) fn csl(&self) -> Value {
        let mut item = Map::new();
        let mut set = |key: &str, value: Option<Value>| {
            item.extend(value.map(|value| (key.to_owned(), value)));
        };
        let date = |date: StatedDate| {
            let parts =
                [Some(i64::from(date.year())), date.month().map(i64::from), date.day().map(i64::from)];
            json!({ "date-parts": [parts.into_iter().map_while(|part| part).collect::<Vec<_>>()] })
        };
        let signed = self.signed();
        let authors: Vec<Value> = signed.iter().map(|name| json!({ "literal": name })).collect();
        set("id", Some(json!(self.key())));
        set("type", Some(json!("article-newspaper")));
        set("title", Some(json!(self.title)));
        set("author", (!authors.is_empty()).then(|| json!(authors)));
        set("container-title", self.source.map(|source| json!(source)));
        set("issued", self.date.map(date));
        set("URL", self.address().map(|url| json!(url)));
        set("accessed", self.captured.map(date));
        set("language", self.lang.map(|lang| json!(lang)));
        set("archive", Some(json!(self.archive)));
        set("archive_location", self.archived.as_ref().map(|url| json!(url)));
        Value::Object(item)
    }
}

/// Text for a field of BibTeX, where these characters mean something.
fn for_tex(text: &str) -> String {
    let mut tex = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => tex.push_str("\\textbackslash{}"),
            '~' => tex.push_str("\\textasciitilde{}"),
            '^' => tex.push_str("\\textasciicircum{}"),
            // Counted even behind a backslash.
            '{' => tex.push_str("\\textbraceleft{}"),
            '}' => tex.push_str("\\textbraceright{}"),
            '%' | '&' | '#' | '_' | '$' => tex.extend(['\\', c]),
            c if c.is_whitespace() || c.is_control() => tex.push(' '),
            c => tex.push(c),
        }
    }
    tex
}

/// An address for such a field, which takes it as it is but for what would end it.
fn in_braces(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '{' => safe.push_str("%7B"),
            '}' => safe.push_str("%7D"),
            '\\' => safe.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited() -> Cited<'static> {
        Cited {
            path: "2017/04/27/maktaba/index.html",
            title: "مكتبة } تفتح {100% & أكثر",
            authors: vec!["نادية الحمداني", "Eve O'Neil"],
            agency: Some("وكالة أنباء الضفاف"),
            source: Some("بريد الزعفران"),
            date: "2017-04-27T16:28".parse().ok(),
            lang: Some("ar"),
            url: Some("https://barid.example/{1}?a=b&c"),
            captured: "2019-02-03T10:00:00Z".parse().ok(),
            archive: "خزانة",
            archived: Some("https://archive.example/2017/04/27/%D9%85/".to_owned()),
        }
    }

    fn written(cited: &Cited<'_>, format: CitationFormat) -> String {
        let mut out = String::new();
        cited.write(format, &mut out);
        out
    }

    #[test]
    fn as_bibtex() {
        insta::assert_snapshot!(written(&cited(), CitationFormat::BibTeX));
    }

    #[test]
    fn as_ris() {
        insta::assert_snapshot!(written(&cited(), CitationFormat::Ris));
    }

    #[test]
    fn as_csl_json() {
        let json: Value =
            serde_json::from_str(&written(&cited(), CitationFormat::CslJson)).expect("it is JSON");
        insta::assert_json_snapshot!(json);
    }

    #[test]
    fn nothing_is_made_up() {
        let bare = Cited {
            path: "undated/a/index.html", title: "خبر", archive: "خزانة", ..Cited::default()
        };
        assert_eq!(written(&bare, CitationFormat::Ris), "TY  - NEWS\nTI  - خبر\nDB  - خزانة\nER  - \n");
        let year = Cited { date: "2017".parse().ok(), agency: Some("وكالة"), ..bare };
        assert_eq!(year.csl()["issued"], json!({ "date-parts": [[2017]] }));
        assert_eq!(year.csl()["author"], json!([{ "literal": "وكالة" }]));
        assert!(written(&year, CitationFormat::Ris).contains("PY  - 2017\nDA  - 2017\n"));
        assert!(!written(&year, CitationFormat::BibTeX).contains("month"));
    }
}
