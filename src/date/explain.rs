//! Why a text gave the date it gave, or none: its parts, and what was passed over.
//!
//! Reads the text once more and listens to the choice. Changes nothing of what is read; slow, for people only.

use super::choice::{Note, Rank, choose, may_hold_date};
use super::cldr;
use super::clock::clocks;
use super::lexicon::{Calendar, Role, Sense};
use super::rules::{Dated, Reader};
use super::tables::months::{AFFIXES, HOMES, SPELLINGS};
use super::token::{Items, Kind, fold_phrase, items};
use super::{Found, Hints, StatedDate, calendar, find};
use std::ops::Range;

/// How many languages are named that share a month's name.
const HOMES_NAMED: usize = 3;

/// What was read and what was not.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// What the string says, as [`find`] gives it.
    pub found: Option<Found>,
    /// The parts of the date that was read, in the order of the text.
    pub parts: Vec<Part>,
    /// Dates that were read but not taken.
    pub passed_over: Vec<PassedOver>,
    /// Why there is no date; `None` when there is one.
    pub no_date: Option<NoDate>,
}

/// Why a text holds no date of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDate {
    /// The reason, as a clause.
    pub reason: String,
    /// Would the time of capture help?
    pub needs_capture: bool,
}

/// A part of a date: a day, a month's name, a clock, a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `day`, `month`, `year`, `weekday`, `clock`, `label`, `span`, `word`.
    pub name: &'static str,
    /// The bytes of the string.
    pub span: Range<usize>,
    /// What it means, where that is more than the text itself.
    pub meaning: Option<String>,
}

/// A date that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The bytes of the string.
    pub span: Range<usize>,
    /// What it would have been.
    pub date: StatedDate,
    /// Why it was not taken.
    pub why: Why,
}

/// Why a date is not the date of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// One end of a span of time.
    SpanOfTime,
    /// Beside words about rights.
    Rights,
    /// A month or a year among other words.
    NoDayInProse,
    /// A day without a year among other words.
    NoYearInProse,
    /// A day without a year that is to come or names an event.
    Elsewhen,
    /// Another states its year.
    NoYear,
    /// Another states its day.
    NoDay,
    /// Another's label says more.
    Label,
    /// Another is Gregorian.
    Calendar,
    /// Another stands before it.
    Later,
}

impl Why {
    /// The first thing that `lost` is worse in.
    pub(super) fn lost(lost: Rank, won: Rank) -> Self {
        if lost.0 != won.0 {
            Self::NoYear
        } else if lost.1 != won.1 {
            Self::NoDay
        } else if lost.2 != won.2 {
            Self::Label
        } else if lost.3 != won.3 {
            Self::Calendar
        } else {
            Self::Later
        }
    }

    /// The reason in a few words.
    pub fn text(self) -> &'static str {
        match self {
            Self::SpanOfTime => "one end of a span of time",
            Self::Rights => "it stands beside words about rights",
            Self::NoDayInProse => "it states no day, and has no label but other words beside it",
            Self::NoYearInProse => "it states no year, and has too many other words beside it",
            Self::Elsewhen => "it states no year, and is to come or names an event",
            Self::NoYear => "another date states its year",
            Self::NoDay => "another date states its day",
            Self::Label => "another date's label says more about publication",
            Self::Calendar => "the Gregorian date is preferred",
            Self::Later => "another date stands before it",
        }
    }
}

/// Says why `text` gives the date that [`find`] finds in it, or none.
pub fn explain(text: &str, hints: &Hints) -> Explanation {
    let items = items(text);
    let clocks = clocks(&items);
    let reader = Reader::new(&items, &clocks, hints);
    let span = |range: &Range<usize>| items.list[range.start].span.start..items.list[range.end - 1].span.end;
    let (mut parts, mut passed_over) = (Vec::new(), Vec::new());
    choose(&reader, |note| match note {
        Note::Chosen { dated, label, clock } => parts = parts_of(&reader, dated, label, clock),
        Note::PassedOver(dated, why) => {
            passed_over.push(PassedOver { span: span(&dated.items), date: dated.date, why });
        }
    });
    let found = find(text, hints);
    if found.is_none() {
        parts.clear();
    }
    let no_date = found.is_none().then(|| no_date(text, &reader, &passed_over));
    Explanation { found, parts, passed_over, no_date }
}

/// The chosen date, its label, its weekday and its clock, part by part.
fn parts_of(
    reader: &Reader<'_>,
    dated: &Dated,
    label: Option<Range<usize>>,
    clock: Option<Range<usize>>,
) -> Vec<Part> {
    let list = &reader.items.list;
    let mut parts = Vec::new();
    if let Some(label) = label {
        let says = list[label.start].sense().and_then(|sense| sense.role).map(Role::name);
        parts.push((label, "label", says.map(str::to_owned)));
    }
    let near = dated.items.start.saturating_sub(2)..list.len().min(dated.items.end + 2);
    for at in near.filter(|at| reader.in_clock[*at].is_none()) {
        let sense = list[at].sense();
        if dated.items.contains(&at) {
            let (name, meaning) = part_of_date(reader.items, dated, at);
            parts.push((at..at + 1, name, meaning));
        } else if let Some(sense) = sense.filter(|sense| sense.weekday > 0 && !sense.is_month()) {
            let agrees = calendar::weekday(dated.date) == Some(sense.weekday);
            let meaning = if agrees { "that day" } else { "not that day" };
            parts.push((at..at + 1, "weekday", Some(meaning.to_owned())));
        }
    }
    if let Some(clock) = clock {
        let own = reader.clocks.iter().find(|other| other.items == clock);
        let timed = own.and_then(|own| own.on(dated.date, reader.hints.lang.as_deref()));
        parts.push((clock, "clock", timed.and_then(time_of_day)));
    }
    parts.sort_by_key(|(range, ..)| range.start);
    let part = |(range, name, meaning): (Range<usize>, _, _)| {
        let span = list[range.start].span.start..list[range.end - 1].span.end;
        Part { name, span, meaning }
    };
    parts.into_iter().map(part).collect()
}

/// The time of a date, and its zone.
fn time_of_day(date: StatedDate) -> Option<String> {
    let printed = date.to_string();
    let (_, time) = printed.split_once('T')?;
    let zone = if date.time()?.offset.is_some() { "with its zone" } else { "no zone stated" };
    Some(format!("{time}, {zone}"))
}

/// What the item at `at` is in a date that it belongs to.
fn part_of_date(items: &Items, dated: &Dated, at: usize) -> (&'static str, Option<String>) {
    let item = &items.list[at];
    let folded = &items.folded[item.folded.clone()];
    match item.kind {
        Kind::Number { .. } => (part_of_numbers(items, dated, at), None),
        Kind::Word(sense) if sense.months.of(dated.calendar) > 0 => {
            let month = sense.months.of(dated.calendar);
            ("month", Some(format!("month {month}, {}", homes(dated.calendar, month, folded))))
        }
        Kind::Word(Sense { era: Some(era), .. }) => ("era", Some(era.name().to_owned())),
        Kind::Word(sense) if sense.ordinal > 0 => ("day", Some(sense.ordinal.to_string())),
        Kind::Word(sense) if sense.unit.is_some() || sense.days.is_some() => ("span", None),
        Kind::Word(_) => ("word", None),
        // Hebrew numerals are words to the lexicon.
        Kind::Unknown if at == dated.items.start => ("day", None),
        Kind::Unknown => ("year", None),
    }
}

/// Which number of a date the one at `at` is.
fn part_of_numbers(items: &Items, dated: &Dated, at: usize) -> &'static str {
    let numbers: Vec<usize> = dated.items.clone().filter(|at| items.list[*at].digits() > 0).collect();
    let place = numbers.iter().position(|number| *number == at).unwrap_or(0);
    let is_month_first = match dated.rule {
        rule if rule.starts_with("numbers, month first") => true,
        "numbers, order from the weekday" => {
            items.list[numbers[0]].number(2).map(u64::from) != dated.date.day().map(u64::from)
        }
        _ => false,
    };
    let order: &[&str] = match (dated.rule, numbers.len()) {
        ("so long before the capture", _) => return "span",
        (_, 3) if items.list[numbers[0]].digits() == 4 || dated.rule.contains("year first") => {
            &["year", "month", "day"]
        }
        (_, 3) if is_month_first => &["month", "day", "year"],
        (_, 3) => &["day", "month", "year"],
        ("year and month", _) if items.list[numbers[0]].digits() == 4 => &["year", "month"],
        ("year and month", _) => &["month", "year"],
        (rule, 2) if rule.starts_with("year") => &["year", "day"],
        (_, 2) => &["day", "year"],
        (_, _) if items.list[at].digits() == 4 => &["year"],
        _ => &["day"],
    };
    order.get(place).copied().unwrap_or("number")
}

/// The languages that call a month so.
fn homes(calendar: Calendar, month: u8, folded: &str) -> String {
    let mut tags: Vec<&str> = Vec::new();
    let mut add = |tag: &'static str, name: &str| {
        let affixed = AFFIXES.iter().filter(|(of, by, ..)| (*of, *by) == (calendar, tag));
        let mut names = affixed.map(|(.., before, after)| format!("{before}{name}{after}"));
        if fold_phrase(name) == folded || names.any(|name| fold_phrase(&name) == folded) {
            tags.push(tag);
        }
    };
    for named in cldr::months(calendar).iter().filter(|named| named.number == month) {
        add(named.tag, &named.name);
    }
    for (_, tag, names) in SPELLINGS.iter().filter(|(of, ..)| *of == calendar) {
        names
            .get(usize::from(month) - 1)
            .into_iter()
            .flat_map(|names| names.split('|'))
            .for_each(|n| add(tag, n));
    }
    let known = HOMES.iter().filter(|(tag, _)| tags.contains(tag)).map(|(_, home)| *home);
    let mut names: Vec<&str> = known.collect();
    let many = names.len();
    names.truncate(HOMES_NAMED);
    let more = if many > HOMES_NAMED { format!("; {} more", many - HOMES_NAMED) } else { String::new() };
    match names.is_empty() {
        true => format!("in {}", tags.first().unwrap_or(&calendar.name())),
        false => names.join("; ") + &more,
    }
}

/// Why there is no date in a text that holds none.
fn no_date(text: &str, reader: &Reader<'_>, passed_over: &[PassedOver]) -> NoDate {
    let needs_capture = reader.hints.captured.and_then(|captured| captured.time()).is_none() && {
        let captured = "2000-02-29T12:00".parse().ok();
        find(text, &Hints { captured, ..reader.hints.clone() }).is_some()
    };
    let reason = match passed_over.first() {
        _ if reader.items.list.is_empty() => "it holds no word and no number".to_owned(),
        _ if !may_hold_date(text) => "it holds no digit, and is longer than a date in words".to_owned(),
        _ if needs_capture => "it counts from the time of capture, or leaves out the year".to_owned(),
        Some(passed) => format!("'{}' was passed over: {}", &text[passed.span.clone()], passed.why.text()),
        None => nearest_to_a_date(text, reader),
    };
    NoDate { reason, needs_capture }
}

/// What in the text comes nearest to a date, and why it is none.
fn nearest_to_a_date(text: &str, reader: &Reader<'_>) -> String {
    let list = &reader.items.list;
    let quoted = |range: Range<usize>| {
        &text[list[range.start].span.start..list[range.end.min(list.len()) - 1].span.end]
    };
    if let Some(at) = (0..list.len()).find(|at| reader.triple(*at).is_some()) {
        let shaped = format!("'{}' is shaped like a date", quoted(at..at + 3));
        return match list[..at].iter().rposition(|item| item.means(|sense| sense.number_of)) {
            Some(word) if reader.is_number_of(at) => {
                format!("{shaped}, but '{}' says that it numbers something else", quoted(word..word + 1))
            }
            _ => format!("{shaped}, but no calendar has such a day"),
        };
    }
    if let Some(at) = list.iter().position(|item| item.means(Sense::is_month)) {
        return format!(
            "'{}' names a month, but makes no date with what stands beside it",
            quoted(at..at + 1)
        );
    }
    if let Some(clock) = reader.clocks.first() {
        return format!("'{}' is a time of day, with no date", quoted(clock.items.clone()));
    }
    match list.iter().position(|item| item.digits() > 0) {
        Some(at) => format!("'{}' is a number, but not in the shape of a date", quoted(at..at + 1)),
        None => "it holds no number and no word that dates are made of".to_owned(),
    }
}
