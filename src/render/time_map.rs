//! Time maps (RFC 7089): all captures of an original address, in the link format that Memento clients read.
//!
//! Only captures of which the time is known are mementos; a time without a zone is taken as UTC.

use super::frame::Edition;
use super::place::address_of;
use crate::archive::ArticleId;
use crate::date::StatedDate;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, civil};
use std::fmt::Write as _;

/// The captures of the page of `latest`, oldest first.
pub(super) fn captures(edition: Edition<'_>, latest: ArticleId) -> Vec<ArticleId> {
    let versions = edition.archive.versions(latest);
    if versions.is_empty() { vec![latest] } else { versions.to_vec() }
}

/// Appends the time map at `path`.
pub(super) fn write(edition: Edition<'_>, path: &str, ids: &[ArticleId], out: &mut String) {
    let Edition { config, archive, plan, .. } = edition;
    let memento = |&id: &ArticleId| {
        let time = http_date(&archive.article(id).captured?)?;
        Some((time, address_of(config, plan.article_path(id))?))
    };
    let mementos: Vec<(String, String)> = ids.iter().filter_map(memento).collect();
    let latest = ids.last().and_then(|&id| archive.article(id).url.as_deref()).and_then(target);
    let (Some(original), Some(own)) = (latest, address_of(config, path)) else { return };
    let (Some(first), Some(last)) = (mementos.first(), mementos.last()) else { return };
    let _ = writeln!(out, "<{original}>;rel=\"original\",");
    let _ = write!(
        out,
        "<{own}>;rel=\"self\";type=\"application/link-format\";from=\"{}\";until=\"{}\"",
        first.0, last.0
    );
    for (at, (time, address)) in mementos.iter().enumerate() {
        let first = if at == 0 { "first " } else { "" };
        let last = if at + 1 == mementos.len() { "last " } else { "" };
        let _ = write!(out, ",\n<{address}>;rel=\"{first}{last}memento\";datetime=\"{time}\"");
    }
    out.push('\n');
}

/// An address as it may stand between `<` and `>`.
fn target(address: &str) -> Option<String> {
    let url = url::Url::parse(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    Some(url.as_str().replace('<', "%3C").replace('>', "%3E").replace('"', "%22"))
}

/// `Thu, 27 Apr 2017 17:02:10 GMT`; none where no time of day is stated.
fn http_date(date: &StatedDate) -> Option<String> {
    let (day, time) = (date.civil()?, date.time()?);
    let clock = civil::Time::new(
        i8::try_from(time.hour).ok()?,
        i8::try_from(time.minute).ok()?,
        i8::try_from(time.second.unwrap_or(0)).ok()?,
        0,
    );
    let offset = SignedDuration::from_mins(i64::from(time.offset.unwrap_or(0)));
    let utc = day.to_datetime(clock.ok()?).checked_sub(offset).ok()?;
    let timestamp = utc.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    DateTimePrinter::new().timestamp_to_rfc9110_string(&timestamp).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_it_should() {
        let hostile = target("https://site.example/a?b>;rel=\"memento\",<x").unwrap();
        assert!(!hostile.contains(['<', '>', '"']), "{hostile}");
        assert_eq!(target("javascript:alert(1)"), None);
    }

    #[test]
    fn times_are_told_as_http_does() {
        let date = |text: &str| http_date(&text.parse().unwrap());
        assert_eq!(date("2017-04-27T17:02:10Z").as_deref(), Some("Thu, 27 Apr 2017 17:02:10 GMT"));
        assert_eq!(date("2017-04-28T00:30+01:00").as_deref(), Some("Thu, 27 Apr 2017 23:30:00 GMT"));
        assert_eq!(date("2017-04-27"), None);
    }
}
