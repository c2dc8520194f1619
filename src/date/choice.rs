//! From the dates and clocks of a text to what it says: which date is that of publication, which clock is its own.
//!
//! Order of preference: a stated year before one taken from the capture, a whole day before a month; "published" before
//! "dated", no label, "updated"; Gregorian before the other calendars; first before later.

use super::clock::{Clock, clock_with_dot, clocks};
use super::fold::is_digit;
use super::lexicon::{Calendar, Role};
use super::named::MONTH_DAY;
use super::rules::{Dated, Reader};
use super::token::{Gap, Items, Kind, head, items};
use super::{Found, Hints, Precision, Reading, StatedDate};

/// How many unknown words may stand between a label and its date.
const LABEL_REACH: usize = 6;
/// How many unknown words may stand between a date and its clock.
const CLOCK_REACH: usize = 2;
/// Longest text, in bytes, that may hold a date without a digit: `أمس`, `منذ ساعتين`, `י"ב בטבת תשפ"א`.
const WORDS_ONLY: usize = 120;
/// How many unknown words may stand in a text whose date lacks a year or is relative.
const PROSE: usize = 5;

/// Reads `text` and where in it the date stands.
pub(super) fn find(text: &str, hints: &Hints) -> Option<Found> {
    if !may_hold_date(text) {
        return None;
    }
    let items = items(text);
    let clocks = clocks(&items);
    let reader = Reader::new(&items, &clocks, hints);
    let mut dates = reader.dates();
    drop_ranges(&reader, &mut dates);
    let unknown = unknown_words(&items);
    dates.retain(|dated| is_credible(&reader, dated, unknown));
    if dates.is_empty() && unknown <= PROSE {
        dates.extend(reader.relative());
    }
    let roles = roles(&reader, &dates);
    let best = best(&dates, &roles)?;
    let updated = (roles[best] != Role::Updated)
        .then(|| {
            (0..dates.len())
                .filter(|at| roles[*at] == Role::Updated)
                .min_by_key(|at| rank(&dates[*at], Role::Updated))
        })
        .flatten();
    let published = with_clock(&reader, &dates, best);
    let reading = Reading {
        published: published.0,
        updated: updated.map(|at| with_clock(&reader, &dates, at).0),
        role: roles[best],
        calendar: dates[best].calendar,
        rule: dates[best].rule,
    };
    Some(place(&reader, &dates, reading))
}

/// A cheap look first: dates have digits, and the few that have none are short.
fn may_hold_date(text: &str) -> bool {
    let head = head(text);
    head.len() <= WORDS_ONLY || head.chars().any(is_digit)
}

/// Where the dates, their labels and clocks stand, and how much of the text they are.
fn place(reader: &Reader<'_>, dates: &[Dated], reading: Reading) -> Found {
    let list = &reader.items.list;
    let mut of_date = vec![false; list.len()];
    for dated in dates {
        of_date[dated.items.clone()].fill(true);
    }
    for (at, item) in list.iter().enumerate() {
        let belongs = reader.in_clock[at].is_some()
            || item.means(|s| {
                s.role.is_some()
                    || s.weekday > 0
                    || s.filler
                    || s.at
                    || s.days.is_some()
                    || s.zone.is_some()
                    || s.in_zone
            });
        of_date[at] = of_date[at] || belongs;
    }
    let letters = |at: &usize| list[*at].span.len();
    let all: usize = (0..list.len()).map(|at| letters(&at)).sum();
    let covered: usize = (0..list.len()).filter(|at| of_date[*at]).map(|at| letters(&at)).sum();
    let (mut first, mut last) = (list.len(), 0);
    for dated in dates {
        first = first.min(dated.items.start);
        last = last.max(dated.items.end);
    }
    while first > 0 && of_date[first - 1] {
        first -= 1;
    }
    while last < list.len() && of_date[last] {
        last += 1;
    }
    let span = list[first].span.start..list[last - 1].span.end;
    Found { reading, span, covers: covered as f32 / all.max(1) as f32 }
}

fn unknown_words(items: &Items) -> usize {
    items.list.iter().filter(|item| matches!(item.kind, Kind::Unknown)).count()
}

/// Two whole dates joined by a dash or "to" are the ends of a span of time: an event's, not a publication's.
fn drop_ranges(reader: &Reader<'_>, dates: &mut Vec<Dated>) {
    let list = &reader.items.list;
    let joined = |a: &Dated, b: &Dated| {
        let same = a.calendar == b.calendar && a.date != b.date;
        let between = b.items.start - a.items.end;
        let word = between == 1 && list[a.items.end].means(|s| s.range && !s.filler && s.role.is_none());
        same && (word || (between == 0 && list[b.items.start].gap.marks() == Gap::DASH))
    };
    let in_range: Vec<bool> = (0..dates.len())
        .map(|at| {
            (at > 0 && joined(&dates[at - 1], &dates[at]))
                || dates.get(at + 1).is_some_and(|next| joined(&dates[at], next))
        })
        .collect();
    let mut in_range = in_range.into_iter();
    dates.retain(|_| !in_range.next().unwrap_or(false));
}

/// A date that states less than a day and a year needs a text that speaks of nothing else, or a label.
fn is_credible(reader: &Reader<'_>, dated: &Dated, unknown: usize) -> bool {
    let list = &reader.items.list;
    let any = |test: fn(&super::lexicon::Sense) -> bool| list.iter().any(|item| item.means(test));
    if dated.date.precision() < Precision::Day {
        let label = list[..dated.items.start].iter().any(|item| item.means(|s| s.role.is_some()));
        return !any(|s| s.rights) && (label || unknown == 0) && !any(|s| s.range_from);
    }
    let room = if dated.rule == MONTH_DAY { 0 } else { PROSE };
    dated.year_stated || (unknown <= room && !any(|s| s.to_come || s.rights))
}

/// What the nearest label before each date says of it, if it is near enough.
fn roles(reader: &Reader<'_>, dates: &[Dated]) -> Vec<Role> {
    let (mut role, mut unknown, mut at) = (Role::Unlabelled, 0, 0);
    let mut roles = Vec::with_capacity(dates.len());
    for dated in dates {
        for item in &reader.items.list[at..dated.items.start.max(at)] {
            match item.kind {
                Kind::Word(sense) => {
                    if let Some(label) = sense.role {
                        (role, unknown) = (label, 0);
                    }
                }
                Kind::Unknown => unknown += 1,
                Kind::Number { .. } => {}
            }
        }
        at = dated.items.end.max(at);
        roles.push(if unknown <= LABEL_REACH { role } else { Role::Unlabelled });
    }
    roles
}

/// What is preferred sorts first.
fn rank(dated: &Dated, role: Role) -> (bool, bool, Role, bool) {
    let whole = dated.date.precision() >= Precision::Day;
    (!dated.year_stated, !whole, role, dated.calendar != Calendar::Gregorian)
}

fn best(dates: &[Dated], roles: &[Role]) -> Option<usize> {
    (0..dates.len()).min_by_key(|at| rank(&dates[*at], roles[*at]))
}

/// The date with its clock, and the clock's place in the list.
fn with_clock(reader: &Reader<'_>, dates: &[Dated], at: usize) -> (StatedDate, Option<usize>) {
    let date = dates[at].date;
    if date.precision() != Precision::Day {
        return (date, None);
    }
    let lang = reader.hints.lang.as_deref();
    let own =
        dates[at].clock.or_else(|| clock_of(reader, dates, at)).or_else(|| clock_of_twin(reader, dates, at));
    let timed = own.and_then(|clock| reader.clocks[clock].on(date, lang));
    match timed {
        Some(timed) => (timed, own),
        None => (dot_clock(reader, &dates[at]).and_then(|clock| clock.on(date, lang)).unwrap_or(date), None),
    }
}

/// The clock beside a date: after it, or before it where the text's clocks come first.
fn clock_of(reader: &Reader<'_>, dates: &[Dated], at: usize) -> Option<usize> {
    let dated = &dates[at];
    let clocks_first = match (reader.clocks.first(), dates.first()) {
        (Some(clock), Some(date)) => {
            clock.items.end <= date.items.start && near(reader, clock.items.end, date.items.start)
        }
        _ => false,
    };
    let after = || clock_after(reader, dates, dated);
    let before = || clock_before(reader, dates, dated);
    if clocks_first { before().or_else(after) } else { after().or_else(before) }
}

fn clock_after(reader: &Reader<'_>, dates: &[Dated], dated: &Dated) -> Option<usize> {
    let from = dated.items.end;
    let clock = reader.clocks.iter().position(|clock| clock.items.start >= from)?;
    let to = reader.clocks[clock].items.start;
    let other = dates.iter().any(|other| other.items.start >= from && other.items.start < to);
    (!other && near(reader, from, to)).then_some(clock)
}

fn clock_before(reader: &Reader<'_>, dates: &[Dated], dated: &Dated) -> Option<usize> {
    let to = dated.items.start;
    let clock = reader.clocks.iter().rposition(|clock| clock.items.end <= to)?;
    let from = reader.clocks[clock].items.end;
    let other = dates.iter().any(|other| other.items.end > from && other.items.end <= to);
    (!other && near(reader, from, to)).then_some(clock)
}

/// Is there nothing between two items that parts a date from a clock: no label, and no word unless "at" or a mark sets
/// the second off from it?
fn near(reader: &Reader<'_>, from: usize, to: usize) -> bool {
    let list = &reader.items.list;
    let marks = Gap::DASH.or(Gap::BAR).or(Gap::LINE).or(Gap::PAREN).or(Gap::COMMA);
    let set_off =
        to > 0 && list.get(to).is_some_and(|item| item.gap.has(marks) || list[to - 1].means(|s| s.at));
    let reach = if set_off { CLOCK_REACH } else { 0 };
    let mut unknown = 0;
    for item in &list[from.min(to)..to] {
        match item.kind {
            Kind::Unknown => unknown += 1,
            Kind::Word(sense) if matches!(sense.role, Some(Role::Published | Role::Updated)) => return false,
            _ => {}
        }
        if unknown > reach {
            return false;
        }
    }
    true
}

/// The clock of the same day in another calendar: `27 أبريل 2017 - 1 شعبان 1438 - 16:28`.
fn clock_of_twin(reader: &Reader<'_>, dates: &[Dated], at: usize) -> Option<usize> {
    let day = dates[at].date.civil()?;
    let twin = |other: &Dated| {
        other.calendar != dates[at].calendar
            && other
                .date
                .civil()
                .is_some_and(|that| that.since(day).is_ok_and(|span| span.get_days().abs() <= 2))
    };
    (0..dates.len()).filter(|other| twin(&dates[*other])).find_map(|other| clock_of(reader, dates, other))
}

/// `27 أبريل 2017 - 16.28`.
fn dot_clock(reader: &Reader<'_>, dated: &Dated) -> Option<Clock> {
    let list = &reader.items.list;
    let mut at = dated.items.end;
    while list.get(at).is_some_and(|item| item.means(|s| s.at || s.filler)) {
        at += 1;
    }
    list.get(at)?;
    clock_with_dot(list, at, dated.items.end)
}
