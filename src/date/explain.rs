//! Why a text gave the date it gave, or none: its parts, and what was passed over.
//!
//! Reads the text once more and listens to the choice. Changes nothing of what is read; slow, for people only.

use super::choice::{Note, choose, may_hold_date};
use super::cldr;
use super::clock::clocks;
use super::item::{EXAMINED, Kind, items};
use super::refusal::Why;
use super::rules::{Dated, Field, Reader};
use super::sense::{Calendar, Role, Sense};
use super::tables::months::{AFFIXES, HOMES, SPELLINGS};
use super::token::fold_phrase;
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
    /// What would help.
    pub needs: Option<Need>,
}

/// What a text needs to be read that its hints lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// When the page was captured.
    Capture,
    /// The time of day at which it was captured; the day is known.
    TimeOfCapture,
}

/// A part of a date: a day, a month's name, a clock, a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `day`, `month`, `year`, `date`, `era`, `weekday`, `clock`, `label`, `span`, `word`.
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
            let (name, meaning) = part_of_date(reader, dated, at);
            parts.push((at..at + 1, name, meaning));
        } else if let Some(sense) = sense.filter(|sense| sense.weekday > 0 && !sense.is_month()) {
            parts.push((at..at + 1, "weekday", weekday(dated.date, sense.weekday)));
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
    let zone = if date.time()?.offset.is_some() { "with its zone" } else { "without a zone" };
    Some(format!("{time}, {zone}"))
}

/// Does the stated weekday, 1 to 7 from Monday, fit the date? Nothing of a date without a day.
fn weekday(date: StatedDate, stated: u8) -> Option<String> {
    let own = date.civil()?.weekday();
    match calendar::weekday(date) == Some(stated) {
        true => Some("that day".to_owned()),
        false => Some(format!("does not fit: {} is a {own:?}", date.without_time())),
    }
}

/// What the item at `at` is in a date that it belongs to.
fn part_of_date(reader: &Reader<'_>, dated: &Dated, at: usize) -> (&'static str, Option<String>) {
    let item = &reader.items.list[at];
    let folded = &reader.items.folded[item.folded.clone()];
    let is_counted = dated.rule.order.is_empty();
    match item.kind {
        Kind::Number { .. } if is_counted => ("span", None),
        Kind::Number { .. } => (part_of_numbers(reader, dated, at).map_or("number", Field::name), None),
        Kind::Word(sense) if is_counted && (sense.unit.is_some() || sense.days.is_some()) => ("span", None),
        Kind::Word(_) if is_counted => ("word", None),
        Kind::Word(sense) if sense.months.of(dated.calendar) > 0 => {
            let month = sense.months.of(dated.calendar);
            ("month", Some(format!("month {month}, {}", homes(dated.calendar, month, folded))))
        }
        Kind::Word(Sense { era: Some(era), .. }) => ("era", Some(era.name().to_owned())),
        Kind::Word(sense) if sense.ordinal > 0 => ("day", Some(sense.ordinal.to_string())),
        Kind::Word(_) => ("word", None),
        // Hebrew numerals are words to the lexicon.
        Kind::Unknown if at == dated.items.start => ("day", None),
        Kind::Unknown => ("year", None),
    }
}

/// Which number of a date the one at `at` is: the numbers take the rule's order, without what is stated in words.
fn part_of_numbers(reader: &Reader<'_>, dated: &Dated, at: usize) -> Option<Field> {
    let senses = || dated.items.clone().filter_map(|at| reader.free(at)?.sense());
    let in_words = |field: Field| match field {
        Field::Month => senses().any(|sense| sense.months.of(dated.calendar) > 0),
        Field::Day => senses().any(|sense| sense.ordinal > 0),
        Field::Year | Field::Date => false,
    };
    let numbers = dated.items.clone().filter(|at| reader.free(*at).is_some_and(|item| item.digits() > 0));
    let place = numbers.take_while(|number| *number < at).count();
    dated.rule.order.iter().copied().filter(|field| !in_words(*field)).nth(place)
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
    let needs = need(text, reader);
    let reason = match (needs, passed_over.first()) {
        _ if reader.items.list.is_empty() => "it holds no word and no number".to_owned(),
        _ if !may_hold_date(text) => "it holds no digit, and is longer than a date in words".to_owned(),
        (Some(Need::Capture), _) => "it counts from the time of capture, or leaves out the year".to_owned(),
        (Some(Need::TimeOfCapture), _) => {
            "it counts hours or minutes from the time of capture, of which only the day is known".to_owned()
        }
        (None, Some(passed)) => {
            format!("'{}' was passed over: {}", &text[passed.span.clone()], passed.why.text())
        }
        (None, None) => nearest_to_a_date(text, reader),
    };
    let cut = if text.len() > EXAMINED {
        format!("; only its first {EXAMINED} bytes are looked at")
    } else {
        String::new()
    };
    NoDate { reason: reason + &cut, needs }
}

/// What of the capture would make `text` a date.
fn need(text: &str, reader: &Reader<'_>) -> Option<Need> {
    let need = match reader.hints.captured {
        None => Need::Capture,
        Some(captured) if captured.time().is_none() => Need::TimeOfCapture,
        Some(_) => return None,
    };
    let captured = "2000-02-29T12:00".parse().ok();
    find(text, &Hints { captured, ..reader.hints.clone() }).map(|_| need)
}

/// What in the text comes nearest to a date, and why it is none.
fn nearest_to_a_date(text: &str, reader: &Reader<'_>) -> String {
    let list = &reader.items.list;
    let quoted = |range: Range<usize>| {
        &text[list[range.start].span.start..list[range.end.min(list.len()) - 1].span.end]
    };
    if let Some((at, triple)) = (0..list.len()).find_map(|at| Some((at, reader.triple(at)?))) {
        let why = match why_no_number_of_date(text, reader, at) {
            Some(why) => why,
            None if reader.is_amount(triple.items.end) => "a sign makes it an amount".to_owned(),
            None if triple.has_odd_year(reader) => "its year is none that pages are dated in".to_owned(),
            None => "there is no such day".to_owned(),
        };
        return format!("'{}' is shaped like a date, but {why}", quoted(triple.items));
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
    let Some(at) = list.iter().position(|item| item.digits() > 0) else {
        return "it holds no number and no word that dates are made of".to_owned();
    };
    let number = quoted(at..at + 1);
    let is_year =
        list[at].digits() == 4 && list[at].number(4).is_some_and(|year| (1500..=2100).contains(&year));
    match why_no_number_of_date(text, reader, at) {
        Some(why) => format!("'{number}' is a number, but {why}"),
        None if is_year && list.iter().any(|item| item.means(|sense| sense.rights)) => {
            format!("'{number}' may be a year, but {}", Why::Rights.text())
        }
        None if is_year => format!("'{number}' may be a year, but no label says that it dates the text"),
        None => format!("'{number}' is a number, but not in the shape of a date"),
    }
}

/// What says that the number at `at` counts or numbers something.
fn why_no_number_of_date(text: &str, reader: &Reader<'_>, at: usize) -> Option<String> {
    let list = &reader.items.list;
    let word = list[..at].iter().rposition(|item| item.means(|sense| sense.number_of));
    match word.filter(|_| reader.is_number_of(at)) {
        Some(word) => {
            Some(format!("'{}' says that it numbers something else", &text[list[word].span.clone()]))
        }
        None => {
            reader.is_number_of(at).then(|| "a sign makes it an amount or a number of something".to_owned())
        }
    }
}
