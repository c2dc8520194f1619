//! Feeds, Atom (RFC 4287) and JSON Feed 1.1: the newest dated articles with their summaries, of the whole archive or of a term.
//!
//! Valid without a base address too: identifiers are then made from the contents, and links are relative to the feed.

use super::escape::{escape, web_address};
use super::frame::{Edition, headline};
use super::place::address_of;
use crate::archive::{ArticleId, Meta, Term};
use crate::date::StatedDate;
use crate::plan::{FeedFormat, FeedOf, List};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// A feed before it is written.
pub(super) struct Feed {
    of: FeedOf,
    /// Path of the page whose articles it has.
    home: String,
    pub(super) title: String,
    /// Newest first.
    pub(super) articles: Vec<ArticleId>,
    /// Its own path.
    path: String,
}

impl Feed {
    /// What there is to say of the newest dated articles.
    pub(super) fn new(edition: Edition<'_>, of: FeedOf, format: FeedFormat) -> Self {
        let Edition { config, archive, plan, .. } = edition;
        let dated = archive.undated().start;
        let path = plan.feed_path(of, format);
        match of {
            FeedOf::All => Self {
                of,
                home: "index.html".to_owned(),
                title: config.title.clone(),
                articles: (0..dated).take(config.feed_size).map(ArticleId).collect(),
                path,
            },
            FeedOf::Term(taxonomy, id) => {
                let Term { name, articles } = archive.terms(taxonomy).get(id);
                let newest = articles.iter().copied().take_while(|id| id.0 < dated).take(config.feed_size);
                let home = plan.list_path(List::Term(taxonomy, id), 0);
                Self {
                    of,
                    home,
                    title: format!("{}: {name}", config.title),
                    articles: newest.collect(),
                    path,
                }
            }
        }
    }

    /// Appends it. Writing to a string cannot fail, so errors are dropped here.
    pub(super) fn write(&self, edition: Edition<'_>, format: FeedFormat, out: &mut String) {
        match format {
            FeedFormat::Atom => self.atom(edition, out),
            FeedFormat::Json => self.json(edition, out),
        }
    }

    fn atom(&self, edition: Edition<'_>, out: &mut String) {
        let Edition { config, archive, .. } = edition;
        let updated = self.articles.iter().filter_map(|id| latest(archive.article(*id))).max();
        let id = address_of(config, &self.home).unwrap_or_else(|| match self.of {
            FeedOf::All => uuid(&[&config.title, &config.lang]),
            FeedOf::Term(..) => uuid(&[&config.title, &config.lang, &self.home]),
        });
        let _ = writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        let lang = escape(&config.lang);
        let _ = writeln!(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">");
        let _ = writeln!(out, "<id>{}</id>\n<title>{}</title>", escape(&id), escape(&self.title));
        if let Some(subtitle) = config.subtitle.as_ref().filter(|_| self.of == FeedOf::All) {
            let _ = writeln!(out, "<subtitle>{}</subtitle>", escape(subtitle));
        }
        let updated = updated.as_ref().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), rfc3339);
        let _ = writeln!(out, "<updated>{updated}</updated>");
        let _ = writeln!(out, "<author><name>{}</name></author>", escape(&config.title));
        let home = self.address(edition, &self.home);
        let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&home));
        if config.base_url.is_some() {
            let own = self.address(edition, &self.path);
            let _ =
                writeln!(out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", escape(&own));
        }
        let version = env!("CARGO_PKG_VERSION");
        let _ = writeln!(out, "<generator version=\"{version}\">Warraq</generator>");
        self.articles.iter().for_each(|id| self.entry(edition, *id, out));
        out.push_str("</feed>\n");
    }

    fn entry(&self, edition: Edition<'_>, id: ArticleId, out: &mut String) {
        let Edition { config, archive, plan, locale } = edition;
        let meta = archive.article(id);
        let path = plan.article_path(id);
        let lang = meta.lang.as_deref().unwrap_or(&config.lang);
        let _ = writeln!(
            out,
            "<entry xml:lang=\"{}\">\n<id>{}</id>",
            escape(lang),
            escape(&unique(edition, path))
        );
        let _ = writeln!(out, "<title>{}</title>", escape(headline(&meta.title, locale)));
        let address = self.address(edition, path);
        let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&address));
        if let Some(original) = meta.url.as_deref().and_then(web_address) {
            let _ = writeln!(out, "<link rel=\"via\" href=\"{}\"/>", escape(&original));
        }
        if let Some(published) = &meta.date {
            let updated = latest(meta).unwrap_or(*published);
            let _ = writeln!(out, "<published>{}</published>", rfc3339(published));
            let _ = writeln!(out, "<updated>{}</updated>", rfc3339(&updated));
        }
        for name in &meta.authors {
            let _ = writeln!(out, "<author><name>{}</name></author>", escape(name));
        }
        for name in meta.section.iter().chain(&meta.tags) {
            let _ = writeln!(out, "<category term=\"{}\"/>", escape(name));
        }
        if let Some(summary) = &meta.summary {
            let _ = writeln!(out, "<summary>{}</summary>", escape(summary));
        }
        out.push_str("</entry>\n");
    }

    /// JSON Feed 1.1 (jsonfeed.org).
    fn json(&self, edition: Edition<'_>, out: &mut String) {
        let Edition { config, .. } = edition;
        let mut feed = Map::new();
        let mut set = |key: &str, value: Value| drop(feed.insert(key.to_owned(), value));
        set("version", json!("https://jsonfeed.org/version/1.1"));
        set("title", json!(self.title));
        if let Some(subtitle) = config.subtitle.as_ref().filter(|_| self.of == FeedOf::All) {
            set("description", json!(subtitle));
        }
        set("home_page_url", json!(self.address(edition, &self.home)));
        if config.base_url.is_some() {
            set("feed_url", json!(self.address(edition, &self.path)));
        }
        set("language", json!(config.lang));
        set("items", self.articles.iter().map(|id| self.item(edition, *id)).collect());
        out.push_str(&Value::Object(feed).to_string());
        out.push('\n');
    }

    fn item(&self, edition: Edition<'_>, id: ArticleId) -> Value {
        let Edition { archive, plan, locale, .. } = edition;
        let meta = archive.article(id);
        let path = plan.article_path(id);
        let mut item = Map::new();
        let mut set = |key: &str, value: Option<Value>| {
            item.extend(value.map(|value| (key.to_owned(), value)));
        };
        let title = headline(&meta.title, locale);
        set("id", Some(json!(unique(edition, path))));
        set("url", Some(json!(self.address(edition, path))));
        set("external_url", meta.url.as_deref().and_then(web_address).map(|url| json!(url)));
        set("title", Some(json!(title)));
        set("content_text", Some(json!(meta.summary.as_deref().unwrap_or(title))));
        set("summary", meta.summary.as_deref().map(|summary| json!(summary)));
        set("date_published", meta.date.as_ref().map(|date| json!(rfc3339(date))));
        set(
            "date_modified",
            latest(meta).filter(|date| Some(*date) != meta.date).map(|date| json!(rfc3339(&date))),
        );
        let authors: Vec<Value> = meta.authors.iter().map(|name| json!({ "name": name })).collect();
        set("authors", (!authors.is_empty()).then(|| json!(authors)));
        let tags: Vec<&str> = meta.section.iter().chain(&meta.tags).map(|name| &**name).collect();
        set("tags", (!tags.is_empty()).then(|| json!(tags)));
        set("language", meta.lang.as_deref().map(|lang| json!(lang)));
        Value::Object(item)
    }

    /// Of another path: in the world, or, where that is not known, from here.
    fn address(&self, edition: Edition<'_>, path: &str) -> String {
        address_of(edition.config, path).unwrap_or_else(|| {
            let root = "../".repeat(self.path.matches('/').count());
            format!("{root}{}", percent_encoding::utf8_percent_encode(path, super::escape::PATH))
        })
    }
}

/// What an article goes by in feeds.
fn unique(edition: Edition<'_>, path: &str) -> String {
    address_of(edition.config, path).unwrap_or_else(|| uuid(&[&edition.config.title, path]))
}

/// The later of publication and update: a page's clock may put its update first.
fn latest(meta: &Meta) -> Option<StatedDate> {
    meta.date.max(meta.updated)
}

/// RFC 3339 wants what the page may not state: the first of the month, midnight and UTC stand in, here alone.
fn rfc3339(date: &StatedDate) -> String {
    let (month, day) = (date.month().unwrap_or(1), date.day().unwrap_or(1));
    let time = date.time();
    let (hour, minute) = time.map_or((0, 0), |time| (time.hour, time.minute));
    let second = time.and_then(|time| time.second).unwrap_or(0);
    let zone = match time.and_then(|time| time.offset) {
        None | Some(0) => "Z".to_owned(),
        Some(offset) => {
            let sign = if offset < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
        }
    };
    format!("{:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}", date.year())
}

/// A UUID of version 8 (RFC 9562) from the first bytes of the SHA-256 of `parts`.
fn uuid(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let mut bytes: Vec<u8> = digest.iter().copied().take(16).collect();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_filled_up_for_the_feed_alone() {
        for (stated, full) in [
            ("2017", "2017-01-01T00:00:00Z"),
            ("2017-04", "2017-04-01T00:00:00Z"),
            ("2017-04-27T16:28", "2017-04-27T16:28:00Z"),
            ("2017-04-27T16:28:05-05:30", "2017-04-27T16:28:05-05:30"),
        ] {
            assert_eq!(stated.parse().map(|date: StatedDate| rfc3339(&date)), Ok(full.to_owned()));
        }
    }

    #[test]
    fn identifiers_are_stable_uuids() {
        let id = uuid(&["a", "b"]);
        assert_eq!(id, uuid(&["a", "b"]));
        assert_ne!(id, uuid(&["ab", ""]));
        assert_eq!((id.len(), &id[23..24]), ("urn:uuid:".len() + 36, "8"));
    }
}
