//! Dates in a page's address: `/2017/04/27/`, `/2017-04-27-`, `/2017/sport/4/27/`, and less surely `/20170427`.
//!
//! Looks at the path alone: what stands behind a question mark is a search, a number or another address.

use super::Stated;
use crate::arabic::is_letter;
use crate::date::StatedDate;

/// Year, month and day with something between them.
pub(super) fn parted(url: &str) -> Vec<Stated> {
    let numbers: Vec<(usize, &str)> = digit_runs(path(url)).collect();
    let date = |window: &[(usize, &str)]| {
        let [(start, y), (_, m), (end, d)] = *window else { return None };
        let is_day = y.len() == 4 && m.len() <= 2 && d.len() <= 2 && end - start <= 8;
        is_day.then(|| day(y, m, d)).flatten()
    };
    let dates = numbers.windows(3).filter_map(date).chain(round_a_section(path(url)));
    dates.map(|date| stated(url, "url", date)).collect()
}

/// The year, a section's name, month and day, each between slashes.
fn round_a_section(path: &str) -> Option<StatedDate> {
    let parts: Vec<&str> = path.split('/').collect();
    let is_number = |part: &str, longest| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts.windows(4).find_map(|window| {
        let [y, section, m, d] = *window else { return None };
        let named = section.contains(is_letter) && !section.contains(|c: char| c.is_ascii_digit());
        (named && y.len() == 4 && is_number(y, 4) && is_number(m, 2) && is_number(d, 2))
            .then(|| day(y, m, d))
            .flatten()
    })
}

/// A number of eight digits that is a day, or a longer one that begins with a day and a time of day. It may be a number
/// like any other.
pub(super) fn in_a_number(url: &str) -> Vec<Stated> {
    let is_clock = |run: &str| {
        let part =
            |range: std::ops::Range<usize>| run.get(range).and_then(|digits| digits.parse::<u8>().ok());
        part(8..10).is_some_and(|hour| hour < 24) && part(10..12).is_some_and(|minute| minute < 60)
    };
    let runs = digit_runs(path(url)).map(|(_, run)| run).filter(|run| run.len() == 8 || is_clock(run));
    let dates = runs.filter_map(|run| day(&run[..4], &run[4..6], &run[6..8]));
    dates.map(|date| stated(url, "number in the url", date)).collect()
}

fn stated(url: &str, rule: &'static str, date: StatedDate) -> Stated {
    Stated { date, text: url.to_owned(), rule }
}

fn day(year: &str, month: &str, day: &str) -> Option<StatedDate> {
    let date = StatedDate::from_day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (1990..=2100).contains(&date.year()).then_some(date)
}

/// The page's own path: an archive's address holds the day of the capture before it.
fn path(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let own = url.rsplit_once("://").map_or(url, |(_, rest)| rest);
    own.split_once('/').map_or("", |(_, path)| path)
}

/// Runs of ASCII digits with where they start.
fn digit_runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_ascii_digit())?;
        let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |len| start + len);
        at = end;
        Some((start, &text[start..end]))
    })
}
