//! What the keys of a front matter mean: from the tree of values to an article.
//!
//! Strict about kinds, lenient where only one meaning is possible: a single text where a list stands, a number where
//! a text stands, a year as a number. Checks no value against the world.

use super::Wrong;
use super::value::{Data, Entries, Value};
use crate::article::{Article, Comment, Image, Provenance, Related, Source};
use crate::date::{StatedDate, StatedTime};
use toml::value::{Datetime, Offset};

/// The article of a front matter, without its body.
pub(super) fn article(entries: Entries) -> Result<Article, Wrong> {
    let mut fields = Fields { entries };
    let mut article = Article {
        title: fields.text("title")?.unwrap_or_default(),
        date: fields.date("date")?,
        updated: fields.date("updated")?,
        lang: fields.text("lang")?,
        section: fields.text("section")?,
        tags: fields.list("tags")?,
        authors: fields.list("authors")?,
        agency: fields.text("agency")?,
        byline: fields.text("byline")?,
        summary: fields.text("summary")?,
        slug: fields.text("slug")?,
        ..Article::default()
    };
    let mut unknown = toml::Table::new();
    if let Some(mut table) = fields.table("source")? {
        article.source = Source { name: table.text("name")?, url: table.text("url")? };
        table.keep("source", &mut unknown);
    }
    if let Some(mut table) = fields.table("image")? {
        let image = Image {
            src: table.text("src")?,
            file: table.text("file")?,
            alt: table.text("alt")?,
            caption: table.text("caption")?,
            credit: table.text("credit")?,
        };
        article.image = (image != Image::default()).then_some(image);
        table.keep("image", &mut unknown);
    }
    article.related = fields.related()?;
    article.comments = fields.comments()?;
    if let Some(mut table) = fields.table("capture")? {
        article.capture = Some(provenance(&mut table)?);
        table.keep("capture", &mut unknown);
    }
    if let Some(table) = fields.table("extra")? {
        unknown.extend(table.rest());
    }
    unknown.extend(fields.rest());
    article.extra = unknown;
    Ok(article)
}

fn provenance(table: &mut Fields) -> Result<Provenance, Wrong> {
    Ok(Provenance {
        file: table.text("file")?.unwrap_or_default(),
        record: table.text("record")?,
        time: table.date("time")?,
        sha256: table.text("sha256")?.unwrap_or_default(),
        encoding: table.text("encoding")?,
        encoding_declared: table.text("encoding_declared")?,
        encoding_detected: table.text("encoding_detected")?,
        encoding_confidence: table.text("encoding_confidence")?,
        encoding_repaired: table.text("encoding_repaired")?,
        converter: table.text("converter")?.unwrap_or_default(),
        digest: table.text("digest")?.unwrap_or_default(),
    })
}

/// The entries of one table that were not asked for yet.
struct Fields {
    entries: Entries,
}

impl Fields {
    fn take(&mut self, key: &str) -> Option<Value> {
        let at = self.entries.iter().position(|(name, _)| name == key)?;
        Some(self.entries.swap_remove(at).1)
    }

    fn text(&mut self, key: &str) -> Result<Option<String>, Wrong> {
        let Some(value) = self.take(key) else { return Ok(None) };
        Ok(Some(text(key, value)?).filter(|text| !text.is_empty()))
    }

    fn list(&mut self, key: &str) -> Result<Vec<String>, Wrong> {
        let texts = match self.take(key) {
            None => Vec::new(),
            Some(Value { data: Data::List(values), .. }) => {
                values.into_iter().map(|value| text(key, value)).collect::<Result<_, _>>()?
            }
            Some(Value { data: data @ (Data::Table(_) | Data::Bool(_) | Data::Date(_)), span }) => {
                return Err(
                    expected(key, "a list of texts", &data, span).hint(format!("write {key} = [\"…\"]"))
                );
            }
            Some(single) => vec![text(key, single)?],
        };
        Ok(texts.into_iter().filter(|text| !text.is_empty()).collect())
    }

    fn date(&mut self, key: &str) -> Result<Option<StatedDate>, Wrong> {
        let Some(Value { data, span }) = self.take(key) else { return Ok(None) };
        let no_date = |message: String| Wrong::new(message, span.clone());
        match &data {
            Data::Date(date) => match stated(date) {
                Some(date) => Ok(Some(date)),
                None => Err(no_date(format!("'{date}' is no date of the calendar"))),
            },
            Data::Text(text) if text.trim().is_empty() => Ok(None),
            Data::Text(text) => {
                text.trim().parse().map(Some).map_err(|error| no_date(format!("{key}: {error}")))
            }
            Data::Integer(year) => match i16::try_from(*year).ok().and_then(StatedDate::from_year) {
                Some(date) => Ok(Some(date)),
                None => Err(no_date(format!("{key}: {year} is no year"))),
            },
            other => Err(expected(key, "a date", other, span.clone()).hint("write it as 2017-04-27")),
        }
    }

    fn table(&mut self, key: &str) -> Result<Option<Self>, Wrong> {
        match self.take(key) {
            None => Ok(None),
            Some(Value { data: Data::Table(entries), .. }) => Ok(Some(Self { entries })),
            Some(Value { data, span }) => Err(expected(key, "a table", &data, span)),
        }
    }

    fn values(&mut self, key: &str) -> Result<Vec<Value>, Wrong> {
        match self.take(key) {
            None => Ok(Vec::new()),
            Some(Value { data: Data::List(values), .. }) => Ok(values),
            Some(Value { data, span }) => {
                Err(expected(key, "a list of tables", &data, span).hint(format!("head each with [[{key}]]")))
            }
        }
    }

    fn related(&mut self) -> Result<Vec<Related>, Wrong> {
        let one = |value: Value| match value.data {
            Data::Table(entries) => {
                let mut table = Self { entries };
                let (title, url) = (table.text("title")?.unwrap_or_default(), table.text("url")?);
                Ok(Related { title, url, extra: table.rest().collect() })
            }
            Data::Text(title) => Ok(Related { title, ..Related::default() }),
            other => Err(expected("related", "a table with title and url", &other, value.span)),
        };
        self.values("related")?.into_iter().map(one).collect()
    }

    fn comments(&mut self) -> Result<Vec<Comment>, Wrong> {
        // Other programs set up their own comments under this key: `comments: open`, `comments: {id: 3}`.
        let is_ours = |data: &Data| match data {
            Data::List(_) => true,
            Data::Table(entries) => entries.iter().any(|(key, _)| key == "text"),
            _ => false,
        };
        if !self.entries.iter().any(|(key, value)| key == "comments" && is_ours(&value.data)) {
            return Ok(Vec::new());
        }
        let one = |value: Value| match value.data {
            Data::Table(entries) => {
                let mut table = Self { entries };
                let (author, date) = (table.text("author")?, table.date("date")?);
                let text = table.text("text")?.unwrap_or_default();
                Ok(Comment { author, date, text, extra: table.rest().collect() })
            }
            Data::Text(text) => Ok(Comment { text, ..Comment::default() }),
            other => Err(expected("comments", "a table with author, date and text", &other, value.span)),
        };
        self.values("comments")?.into_iter().map(one).collect()
    }

    fn rest(self) -> impl Iterator<Item = (String, toml::Value)> {
        self.entries.into_iter().map(|(key, value)| (key, value.into_toml()))
    }

    /// Keeps what is left of the table `name` among the unknown keys.
    fn keep(self, name: &str, unknown: &mut toml::Table) {
        let rest: toml::Table = self.rest().collect();
        if !rest.is_empty() {
            unknown.insert(name.to_owned(), toml::Value::Table(rest));
        }
    }
}

fn expected(key: &str, wanted: &str, found: &Data, span: Option<std::ops::Range<usize>>) -> Wrong {
    Wrong::new(format!("{key} must be {wanted}, but is {}", found.kind()), span)
}

fn text(key: &str, value: Value) -> Result<String, Wrong> {
    match value.data {
        Data::Text(text) => Ok(text),
        Data::Integer(number) => Ok(number.to_string()),
        Data::Float(number) => Ok(number.to_string()),
        Data::Date(date) => Ok(date.to_string()),
        other => Err(expected(key, "text", &other, value.span)),
    }
}

/// A TOML date as precise as it says. TOML has no times without seconds that every program writes, so `:00` means the
/// minute.
fn stated(date: &Datetime) -> Option<StatedDate> {
    let day = date.date?;
    let stated = StatedDate::from_day(i16::try_from(day.year).ok()?, day.month, day.day)?;
    let Some(time) = date.time else { return Some(stated) };
    let offset = match date.offset {
        None => None,
        Some(Offset::Z) => Some(0),
        Some(Offset::Custom { minutes }) => Some(minutes),
    };
    let second = time.second.filter(|second| *second != 0);
    stated.with_time(StatedTime { hour: time.hour, minute: time.minute, second, offset })
}
