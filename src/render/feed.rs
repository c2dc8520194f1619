//! The Atom feed (RFC 4287): the newest dated articles with their summaries.
//!
//! Valid without a base address too: identifiers are then made from the contents, and links are relative to the feed.

use super::escape::{absolute_path, escape, web_address};
use super::frame::{Edition, headline};
use crate::archive::{ArticleId, Meta};
use crate::config::Taxonomy;
use crate::date::StatedDate;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// Appends the feed. Writing to a string cannot fail, so errors are dropped here.
pub(super) fn write(edition: Edition<'_>, out: &mut String) {
    let Edition { config, archive, .. } = edition;
    let count = config.feed_size.min(archive.undated().start as usize);
    let newest: Vec<ArticleId> = archive.ids().take(count).collect();
    let updated = newest.iter().filter_map(|id| latest(archive.article(*id))).max();
    let id = config.base_url.clone().unwrap_or_else(|| uuid(&[&config.title, &config.lang]));
    let _ = writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    let _ =
        writeln!(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", escape(&config.lang));
    let _ = writeln!(out, "<id>{}</id>\n<title>{}</title>", escape(&id), escape(&config.title));
    if let Some(subtitle) = &config.subtitle {
        let _ = writeln!(out, "<subtitle>{}</subtitle>", escape(subtitle));
    }
    let updated = updated.as_ref().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), rfc3339);
    let _ = writeln!(out, "<updated>{updated}</updated>");
    let _ = writeln!(out, "<author><name>{}</name></author>", escape(&config.title));
    let _ = writeln!(
        out,
        "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>",
        address(edition, "index.html")
    );
    if config.base_url.is_some() {
        let own = address(edition, "feed.xml");
        let _ = writeln!(out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>");
    }
    let version = env!("CARGO_PKG_VERSION");
    let _ = writeln!(out, "<generator version=\"{version}\">Warraq</generator>");
    newest.into_iter().for_each(|id| entry(edition, id, out));
    out.push_str("</feed>\n");
}

fn entry(edition: Edition<'_>, id: ArticleId, out: &mut String) {
    let Edition { config, archive, plan, locale } = edition;
    let meta = archive.article(id);
    let path = plan.article_path(id);
    let unique = match &config.base_url {
        Some(base) => format!("{base}{}", absolute_path(path)),
        None => uuid(&[&config.title, path]),
    };
    let lang = meta.lang.as_deref().unwrap_or(&config.lang);
    let _ = writeln!(out, "<entry xml:lang=\"{}\">\n<id>{}</id>", escape(lang), escape(&unique));
    let _ = writeln!(out, "<title>{}</title>", escape(headline(&meta.title, locale)));
    let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", address(edition, path));
    if let Some(original) = meta.url.as_deref().and_then(web_address) {
        let _ = writeln!(out, "<link rel=\"via\" href=\"{}\"/>", escape(&original));
    }
    if let Some(published) = &meta.date {
        let updated = latest(meta).unwrap_or(*published);
        let _ = writeln!(out, "<published>{}</published>", rfc3339(published));
        let _ = writeln!(out, "<updated>{}</updated>", rfc3339(&updated));
    }
    for &author in archive.terms(Taxonomy::Author).of(id) {
        let name = &archive.terms(Taxonomy::Author).get(author).name;
        let _ = writeln!(out, "<author><name>{}</name></author>", escape(name));
    }
    for taxonomy in [Taxonomy::Section, Taxonomy::Tag] {
        for &term in archive.terms(taxonomy).of(id) {
            let _ = writeln!(out, "<category term=\"{}\"/>", escape(&archive.terms(taxonomy).get(term).name));
        }
    }
    if let Some(summary) = &meta.summary {
        let _ = writeln!(out, "<summary>{}</summary>", escape(summary));
    }
    out.push_str("</entry>\n");
}

/// The later of publication and update: a page's clock may put its update first.
fn latest(meta: &Meta) -> Option<StatedDate> {
    meta.date.max(meta.updated)
}

fn address(edition: Edition<'_>, path: &str) -> String {
    match &edition.config.base_url {
        Some(base) => escape(&format!("{base}{}", absolute_path(path))).into_owned(),
        None => {
            escape(&percent_encoding::utf8_percent_encode(path, super::escape::PATH).to_string()).into_owned()
        }
    }
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
