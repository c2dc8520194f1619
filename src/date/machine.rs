//! Dates as machines write them: the values of `datePublished`, meta elements and `<time datetime>`.
//!
//! ISO 8601 in its usual and compact forms, RFC 2822 and its kin. Strict: a value that is anything else is `None`, and
//! may be handed to [`super::read`].

use super::{Hints, StatedDate, StatedTime, choice};
use crate::arabic::to_ascii_digits;

/// Longer values are no machine's.
const LONGEST: usize = 64;

/// Reads a date that a machine wrote.
///
/// `2017-04-27T16:28:05.123+01:00`, `2017-04-27 16:28:05 UTC`, `20170427T162805Z`, `2017-04`,
/// `Thu, 27 Apr 2017 16:28:00 GMT`. Fractions of a second are dropped; a zone's name in brackets too.
pub fn read_machine(value: &str) -> Option<StatedDate> {
    let value = value.trim();
    if value.len() > LONGEST {
        return None;
    }
    let value = to_ascii_digits(value);
    iso(&value).or_else(|| rfc_2822(&value))
}

fn iso(value: &str) -> Option<StatedDate> {
    let value = value.split_once('[').map_or(value, |(value, _zone)| value).trim_end();
    let (date, time) = match value.find(['T', 't', ' ']) {
        Some(at) => (&value[..at], Some(value[at + 1..].trim_start())),
        None => (value, None),
    };
    let date = day(date)?;
    match time {
        None => Some(date),
        Some(time) => date.with_time(clock(time)?),
    }
}

/// ASCII digits only, `width` of them.
fn number(text: &str, width: std::ops::RangeInclusive<usize>) -> Option<u16> {
    (width.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn small(text: &str) -> Option<u8> {
    number(text, 1..=2).and_then(|n| u8::try_from(n).ok())
}

fn day(text: &str) -> Option<StatedDate> {
    let is_compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if is_compact {
        let year = i16::try_from(number(&text[..4], 4..=4)?).ok()?;
        return StatedDate::from_day(year, small(&text[4..6])?, small(&text[6..])?);
    }
    let mark = if text.contains('/') { '/' } else { '-' };
    let mut parts = text.split(mark);
    let year = i16::try_from(number(parts.next()?, 4..=4)?).ok()?;
    match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => StatedDate::from_year(year),
        (Some(month), None, _) => StatedDate::from_month(year, small(month)?),
        (Some(month), Some(day), None) => StatedDate::from_day(year, small(month)?, small(day)?),
        _ => None,
    }
}

fn clock(text: &str) -> Option<StatedTime> {
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(text.len());
    let (clock, zone) = (text[..end].trim(), text[end..].trim());
    let clock = clock.split_once(['.', ',']).map_or(clock, |(whole, _fraction)| whole);
    let compact = !clock.contains(':');
    let mut parts = if compact {
        [clock.get(..2), clock.get(2..4), clock.get(4..)]
    } else {
        let mut parts = clock.split(':');
        let three = [parts.next(), parts.next(), parts.next()];
        if parts.next().is_some() {
            return None;
        }
        three
    };
    parts[2] = parts[2].filter(|second| !second.is_empty());
    let second = match parts[2] {
        Some(second) => Some(small(second)?),
        None => None,
    };
    let offset = if zone.is_empty() { None } else { Some(offset(zone)?) };
    Some(StatedTime { hour: small(parts[0]?)?, minute: small(parts[1]?)?, second, offset })
}

fn offset(zone: &str) -> Option<i16> {
    let zone = zone.trim();
    if ["z", "utc", "gmt"].iter().any(|name| zone.eq_ignore_ascii_case(name)) {
        return Some(0);
    }
    let zone = zone.strip_prefix("GMT").or_else(|| zone.strip_prefix("UTC")).unwrap_or(zone);
    let (sign, digits) = match (zone.strip_prefix('+'), zone.strip_prefix(['-', '−'])) {
        (Some(digits), _) => (1, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let minutes = match digits.len() {
        2 => number(&digits, 2..=2)? * 60,
        4 => number(digits.get(..2)?, 2..=2)? * 60 + number(digits.get(2..)?, 2..=2)?,
        _ => return None,
    };
    Some(sign * i16::try_from(minutes).ok()?)
}

/// `Thu, 27 Apr 2017 16:28:00 +0100`, `Thu Apr 27 16:28:05 UTC 2017`: Latin letters only, nothing but the date.
fn rfc_2822(value: &str) -> Option<StatedDate> {
    if !value.is_ascii() || !value.bytes().any(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let found = choice::find(value, &Hints::default())?;
    let whole = found.span == (0..value.trim_end_matches(')').len()) && found.covers > 0.99;
    (whole && found.reading.rule.contains("year") && value.len() >= 11).then_some(found.reading.published)
}
