//! Which of a page's dates is believed, where they contradict one another.
//!
//! In: dates in order of trust. Out: the same, with those first that readers know the article by.

use super::Stated;
use super::shown::BY_HEADLINE;
use crate::date::{Precision, StatedDate};

/// Orders what is stated: a bare year or month loses to any day, and what contradicts what readers see to that.
pub(super) fn rank(published: &mut Vec<Stated>) {
    published.sort_by_key(|stated| stated.date.precision() < Precision::Day);
    prefer_spelled_out(published);
    prefer_local_day(published);
}

/// An instant in UTC whose day is not the day that the page itself shows or bears in its address: the page's clock is
/// another, and its own day is the one that readers know.
fn prefer_local_day(published: &mut Vec<Stated>) {
    let Some(first) = published.first() else { return };
    let in_utc = first.date.time().is_some_and(|time| time.offset == Some(0));
    let Some(day) = first.date.civil().filter(|_| in_utc) else { return };
    let is_neighbour = |other: &Stated| {
        let own = matches!(other.rule, "url" | BY_HEADLINE)
            || other.date.time().is_some_and(|time| time.offset.is_some_and(|o| o != 0))
            || is_other_clock(&first.date, &other.date);
        let civil = other.date.civil().filter(|_| own && !is_further(&first.date, &other.date));
        civil.is_some_and(|civil| {
            civil != day && (civil.tomorrow().ok() == Some(day) || civil.yesterday().ok() == Some(day))
        })
    };
    let agrees =
        |other: &Stated| matches!(other.rule, "url" | BY_HEADLINE) && other.date.civil() == Some(day);
    if !published.iter().any(agrees)
        && let Some(at) = published.iter().position(is_neighbour)
    {
        let local = published.remove(at);
        published.insert(0, local);
    }
}

/// How many minutes lie between two moments as clocks show them; `None` where one has no clock.
fn minutes_between(a: &StatedDate, b: &StatedDate) -> Option<i64> {
    let clock = |date: &StatedDate| {
        let time = date.time()?;
        Some(date.civil()?.at(i8::try_from(time.hour).ok()?, i8::try_from(time.minute).ok()?, 0, 0))
    };
    let span = clock(a)?.duration_until(clock(b)?);
    Some(span.as_mins().abs())
}

/// No two clocks of the world are further apart, in minutes.
const WIDEST: i64 = 15 * 60;

/// Are two moments further apart than any two clocks of the world?
fn is_further(a: &StatedDate, b: &StatedDate) -> bool {
    minutes_between(a, b).is_some_and(|minutes| minutes > WIDEST)
}

/// Are they one moment on two clocks, which differ by quarters of an hour?
fn is_other_clock(a: &StatedDate, b: &StatedDate) -> bool {
    minutes_between(a, b).is_some_and(|minutes| minutes > 0 && minutes <= WIDEST && minutes % 15 == 0)
}

/// Where a bare `11/01/2023` is the same day as another place's `1 November 2023` with day and month swapped, the other place
/// says which is meant.
fn prefer_spelled_out(published: &mut Vec<Stated>) {
    let Some(first) = published.first().filter(|first| first.text.contains('/')) else { return };
    let Some(day) =
        first.date.civil().filter(|day| day.day() <= 12 && i16::from(day.day()) != i16::from(day.month()))
    else {
        return;
    };
    let is_swapped = |other: &Stated| {
        other.date.civil().is_some_and(|civil| {
            civil.year() == day.year() && civil.month() == day.day() && civil.day() == day.month()
        }) && !other.text.contains('/')
    };
    let is_same = |other: &Stated| other.date.civil() == Some(day);
    if !published.iter().skip(1).any(is_same)
        && let Some(at) = published.iter().position(is_swapped)
    {
        let spelled_out = published.remove(at);
        published.insert(0, spelled_out);
    }
}

/// Is it a day that news may have been published on, before the page was captured?
pub(super) fn is_sane(date: &StatedDate, captured: Option<&StatedDate>) -> bool {
    let in_time = captured.is_none_or(|captured| match (captured.civil(), date.civil()) {
        (Some(captured), Some(date)) => captured.tomorrow().is_ok_and(|tomorrow| date <= tomorrow),
        _ => date.year() <= captured.year(),
    });
    date.year() >= 1900 && date.year() <= 2100 && in_time
}
