//! Writes an article as a Markdown file: one article, one text.
//!
//! Keys in a fixed order, one a line; a list on one line while it is short. Everything unstated is left out. The
//! digest of the text goes into its own line.

use super::{CAPTURE_HEADING, DIGEST_KEY, digest};
use crate::article::Article;
use crate::date::{Precision, StatedDate};
use std::fmt::Write as _;

/// Longest list, in characters, that stands on one line.
const LINE: usize = 100;

/// The text of the file for `article`. The digest in it is computed here; the one in `article` is not looked at.
pub fn write(article: &Article) -> String {
    let article = normalized(article.clone());
    let mut front = Front(String::from("+++\n"));
    front.0 += &format!("title = {}\n", quoted(&article.title));
    front.date("date", article.date);
    front.date("updated", article.updated);
    front.text("lang", article.lang.as_deref());
    front.text("section", article.section.as_deref());
    front.list("tags", &article.tags);
    front.list("authors", &article.authors);
    front.text("agency", article.agency.as_deref());
    front.text("byline", article.byline.as_deref());
    front.text("summary", article.summary.as_deref());
    front.text("slug", article.slug.as_deref());
    if article.source != crate::article::Source::default() {
        front.table("[source]");
        front.text("name", article.source.name.as_deref());
        front.text("url", article.source.url.as_deref());
    }
    if let Some(image) = &article.image {
        front.table("[image]");
        front.text("src", image.src.as_deref());
        front.text("file", image.file.as_deref());
        front.text("alt", image.alt.as_deref());
        front.text("caption", image.caption.as_deref());
        front.text("credit", image.credit.as_deref());
    }
    for related in &article.related {
        front.table("[[related]]");
        front.text("title", Some(&related.title));
        front.text("url", related.url.as_deref());
        front.more(&related.extra);
    }
    for comment in &article.comments {
        front.table("[[comments]]");
        front.text("author", comment.author.as_deref());
        front.date("date", comment.date);
        front.text("text", Some(&comment.text));
        front.more(&comment.extra);
    }
    front.extra(&article.extra);
    let Some(capture) = &article.capture else {
        return front.close(&article.body);
    };
    front.table(CAPTURE_HEADING);
    front.text("file", Some(&capture.file));
    front.text("record", capture.record.as_deref());
    front.date("time", capture.time);
    front.text("sha256", Some(&capture.sha256));
    front.text("encoding", capture.encoding.as_deref());
    front.text("encoding_declared", capture.encoding_declared.as_deref());
    front.text("encoding_detected", capture.encoding_detected.as_deref());
    front.text("encoding_confidence", capture.encoding_confidence.as_deref());
    front.text("encoding_repaired", capture.encoding_repaired.as_deref());
    front.text("converter", Some(&capture.converter));
    let before = front.0.len();
    let text = front.close(&article.body);
    let (head, tail) = text.split_at(before);
    format!("{head}{DIGEST_KEY}{}\n{tail}", quoted(&digest(&text)))
}

/// The article as it is read back after writing: empty values unstated, no digest, the body with clean ends.
pub fn normalized(mut article: Article) -> Article {
    let stated = |value: &mut Option<String>| *value = value.take().filter(|text| !text.is_empty());
    for value in [
        &mut article.lang,
        &mut article.section,
        &mut article.agency,
        &mut article.byline,
        &mut article.summary,
        &mut article.slug,
        &mut article.source.name,
        &mut article.source.url,
    ] {
        stated(value);
    }
    if let Some(image) = &mut article.image {
        let texts = [&mut image.src, &mut image.file, &mut image.alt, &mut image.caption, &mut image.credit];
        texts.into_iter().for_each(stated);
    }
    article.image = article.image.filter(|image| *image != crate::article::Image::default());
    article.related.iter_mut().for_each(|related| stated(&mut related.url));
    for comment in &mut article.comments {
        stated(&mut comment.author);
        comment.date = comment.date.map(to_the_minute);
    }
    article.tags.retain(|tag| !tag.is_empty());
    article.authors.retain(|author| !author.is_empty());
    article.date = article.date.map(to_the_minute);
    article.updated = article.updated.map(to_the_minute);
    if let Some(capture) = &mut article.capture {
        stated(&mut capture.record);
        stated(&mut capture.encoding);
        stated(&mut capture.encoding_declared);
        stated(&mut capture.encoding_detected);
        stated(&mut capture.encoding_confidence);
        stated(&mut capture.encoding_repaired);
        capture.time = capture.time.map(to_the_minute);
        capture.digest.clear();
    }
    article.body = normalized_body(&article.body);
    article
}

/// A body without blank lines before it and white space after it, line ends as `\n`.
pub(super) fn normalized_body(body: &str) -> String {
    if body.contains('\r') {
        return normalized_body(&body.replace("\r\n", "\n").replace('\r', "\n"));
    }
    let mut rest = body.trim_end();
    while let Some((line, after)) = rest.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        rest = after;
    }
    rest.to_owned()
}

/// Seconds of `:00` count as not stated, as they do in reading.
fn to_the_minute(date: StatedDate) -> StatedDate {
    let Some(mut time) = date.time() else { return date };
    time.second = time.second.filter(|second| *second != 0);
    date.with_time(time).unwrap_or(date)
}

struct Front(String);

impl Front {
    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.line(key, &quoted(value));
        }
    }

    fn date(&mut self, key: &str, value: Option<StatedDate>) {
        let Some(date) = value else { return };
        let written = match date.precision() {
            // TOML has no form for these.
            Precision::Year | Precision::Month => quoted(&date.to_string()),
            Precision::Day | Precision::Second => date.to_string(),
            Precision::Minute => {
                let iso = date.to_string();
                let (to_minute, offset) = iso.split_at("2017-04-27T16:28".len());
                format!("{to_minute}:00{offset}")
            }
        };
        self.line(key, &written);
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if values.is_empty() {
            return;
        }
        let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        let line = format!("[{}]", quoted.join(", "));
        if line.chars().count() <= LINE {
            self.line(key, &line);
        } else {
            self.line(key, &format!("[\n  {},\n]", quoted.join(",\n  ")));
        }
    }

    fn table(&mut self, heading: &str) {
        self.0 += &format!("\n{heading}\n");
    }

    /// Keys that Warraq does not know, inside a table of its own.
    fn more(&mut self, extra: &toml::Table) {
        for (key, value) in extra {
            let is_bare = !key.is_empty()
                && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
            let key = if is_bare { key.clone() } else { quoted(key) };
            self.line(&key, &value.to_string());
        }
    }

    fn extra(&mut self, extra: &toml::Table) {
        if extra.is_empty() {
            return;
        }
        let wrapped = toml::Table::from_iter([("extra".to_owned(), toml::Value::Table(extra.clone()))]);
        // A table of values always has a TOML form.
        if let Ok(text) = toml::to_string(&wrapped) {
            self.0 += &format!("\n{text}");
        }
    }

    fn line(&mut self, key: &str, value: &str) {
        self.0 += &format!("{key} = {value}\n");
    }

    fn close(self, body: &str) -> String {
        let front = self.0;
        if body.is_empty() { format!("{front}+++\n") } else { format!("{front}+++\n\n{body}\n") }
    }
}

/// A TOML basic string, on one line whatever it holds.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            // Also the two Unicode line ends, which editors break lines at, and what would turn the order of the letters
            // behind it, quotes and all.
            c if c.is_control()
                || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}') =>
            {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
