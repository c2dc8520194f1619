//! From the dates and clocks of a text to what it says: which date is that of publication, which clock is its own.
//!
//! Order of preference: a stated year before one taken from the capture, a whole day before a month; "published" before
//! "dated", no label, "updated"; Gregorian before the other calendars; first before later.

use super::clock::{Clock, clock_with_dot, clocks};
use super::explain::Why;
use super::fold::is_digit;
use super::lexicon::{Calendar, Role, Sense};
use super::named::MONTH_DAY;
use super::rules::{Dated, Reader};
use super::token::{Gap, Items, Kind, head, items};
use super::{Found, Hints, Precision, Reading, StatedDate};
use std::ops::Range;

/// How many unknown words may stand between a label and its date.
const LABEL_REACH: usize = 6;
/// How many unknown words may stand between a date and its clock.
const CLOCK_REACH: usize = 2;
/// Longest text, in bytes, that may hold a date without a digit: `أمس`, `منذ ساعتين`, `י"ב בטבת תשפ"א`.
const WORDS_ONLY: usize = 120;
/// How many unknown words may stand in a text whose date is relative.
const PROSE: usize = 5;
/// How many unknown words may stand in a text whose date lacks a year.
const PROSE_WITHOUT_YEAR: usize = 3;

/// What the choice says of a date, for whoever asks.
pub(super) enum Note<'d> {
    /// The date of publication, with the items of its label and its clock.
    Chosen { dated: &'d Dated, label: Option<Range<usize>>, clock: Option<Range<usize>> },
    /// A date that is not, and why.
    PassedOver(&'d Dated, Why),
}

/// Reads `text` and where in it the date stands.
pub(super) fn find(text: &str, hints: &Hints) -> Option<Found> {
    if !may_hold_date(text) {
        return None;
    }
    let items = items(text);
    let clocks = clocks(&items);
    choose(&Reader::new(&items, &clocks, hints), |_| ())
}

/// Chooses among the dates of a text; `note` hears of each.
pub(super) fn choose(reader: &Reader<'_>, mut note: impl FnMut(Note<'_>)) -> Option<Found> {
    let mut dates = reader.dates();
    drop_ranges(reader, &mut dates, |dated| note(Note::PassedOver(dated, Why::SpanOfTime)));
    let surroundings = Surroundings::of(reader.items);
    dates.retain(|dated| match surroundings.speak_against(dated) {
        Some(why) => {
            note(Note::PassedOver(dated, why));
            false
        }
        None => true,
    });
    if dates.is_empty() && surroundings.unknown <= PROSE {
        dates.extend(reader.relative());
    }
    let (roles, labels): (Vec<Role>, Vec<Option<usize>>) = roles(reader, &dates).into_iter().unzip();
    let best = best(&dates, &roles)?;
    let updated = (roles[best] != Role::Updated)
        .then(|| {
            (0..dates.len())
                .filter(|at| roles[*at] == Role::Updated)
                .min_by_key(|at| rank(&dates[*at], Role::Updated))
        })
        .flatten();
    for other in (0..dates.len()).filter(|other| *other != best && Some(*other) != updated) {
        let [lost, won] = [other, best].map(|at| rank(&dates[at], roles[at]));
        note(Note::PassedOver(&dates[other], Why::lost(lost, won)));
    }
    let (published, clock) = with_clock(reader, &dates, best);
    let (updated, later_clock) = match updated.map(|at| with_clock(reader, &dates, at)) {
        Some((updated, clock)) => (Some(updated), clock),
        None => (None, None),
    };
    let reading = Reading {
        published,
        updated,
        role: roles[best],
        calendar: dates[best].calendar,
        rule: dates[best].rule,
    };
    let label = labels[best].map(|label| label..label + 1);
    note(Note::Chosen { dated: &dates[best], label: label.clone(), clock: clock.clone() });
    let beside: Vec<Range<usize>> = clock.into_iter().chain(later_clock).chain(label).collect();
    Some(place(reader, &dates, &beside, reading))
}

/// A cheap look first: dates have digits, and the few that have none are short.
pub(super) fn may_hold_date(text: &str) -> bool {
    let head = head(text);
    head.len() <= WORDS_ONLY || head.chars().any(is_digit)
}

/// Where the dates, and the label and clocks `beside` them, stand, and how much of the text they are.
fn place(reader: &Reader<'_>, dates: &[Dated], beside: &[Range<usize>], reading: Reading) -> Found {
    let list = &reader.items.list;
    let mut of_date = vec![false; list.len()];
    for range in dates.iter().map(|dated| &dated.items).chain(beside) {
        of_date[range.clone()].fill(true);
    }
    let belongs = |at: usize| of_date[at] || reader.in_clock[at].is_some() || list[at].means(goes_with_dates);
    let (mut first, mut last) = (list.len(), 0);
    for range in dates.iter().map(|dated| &dated.items).chain(beside) {
        first = first.min(range.start);
        last = last.max(range.end);
    }
    while first > 0 && belongs(first - 1) {
        first -= 1;
    }
    while last < list.len() && belongs(last) {
        last += 1;
    }
    let is_filler = |at: usize| !of_date[at] && reader.in_clock[at].is_none() && list[at].means(|s| s.filler);
    while last > first + 1 && is_filler(last - 1) {
        last -= 1;
    }
    let length = |at: usize| list[at].span.len();
    let all: usize = (0..list.len()).map(length).sum();
    let covered: usize = (first..last).filter(|at| belongs(*at)).map(length).sum();
    let span = list[first].span.start..list[last - 1].span.end;
    Found { reading, span, covers: covered as f32 / all.max(1) as f32 }
}

/// Words that stand in a date line beside the date itself.
fn goes_with_dates(sense: &Sense) -> bool {
    sense.role.is_some()
        || sense.weekday > 0
        || sense.filler
        || sense.at
        || sense.days.is_some()
        || sense.in_zone
        || (sense.zone.is_some() && !sense.place)
}

/// Two whole dates joined by a dash or "to" are the ends of a span of time: an event's, not a publication's.
fn drop_ranges(reader: &Reader<'_>, dates: &mut Vec<Dated>, mut note: impl FnMut(&Dated)) {
    let list = &reader.items.list;
    let joined = |a: &Dated, b: &Dated| {
        let same = a.calendar == b.calendar && a.date != b.date;
        // Two readings may share a word (`4 août: août 9`): nothing stands between them.
        let Some(between) = b.items.start.checked_sub(a.items.end) else { return false };
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
    dates.retain(|dated| {
        let in_range = in_range.next().unwrap_or(false);
        if in_range {
            note(dated);
        }
        !in_range
    });
}

/// What the whole text says of the dates in it.
struct Surroundings {
    /// Unknown words.
    unknown: usize,
    rights: bool,
    /// Says that a day without a year is not the last such day: it is to come, or names an event.
    elsewhen: bool,
    range_from: bool,
    first_label: Option<usize>,
}

impl Surroundings {
    fn of(items: &Items) -> Self {
        let any = |test: fn(&Sense) -> bool| items.list.iter().any(|item| item.means(test));
        Self {
            unknown: items.list.iter().filter(|item| matches!(item.kind, Kind::Unknown)).count(),
            rights: any(|s| s.rights),
            elsewhen: any(|s| s.to_come || s.event),
            range_from: any(|s| s.range_from),
            first_label: items.list.iter().position(|item| item.means(|s| s.role.is_some())),
        }
    }

    /// Why a date is not taken: one that states less than a day and a year needs a text that speaks of little else, or
    /// a label.
    fn speak_against(&self, dated: &Dated) -> Option<Why> {
        if dated.date.precision() < Precision::Day {
            let labelled = self.first_label.is_some_and(|label| label < dated.items.start);
            return match (self.rights, self.range_from, labelled || self.unknown == 0) {
                (true, ..) => Some(Why::Rights),
                (_, true, _) => Some(Why::SpanOfTime),
                (.., false) => Some(Why::NoDayInProse),
                _ => None,
            };
        }
        if dated.year_stated {
            return None;
        }
        let room = if dated.rule == MONTH_DAY { 0 } else { PROSE_WITHOUT_YEAR };
        match (self.rights, self.elsewhen, self.unknown > room) {
            (true, ..) => Some(Why::Rights),
            (_, true, _) => Some(Why::Elsewhen),
            (.., true) => Some(Why::NoYearInProse),
            _ => None,
        }
    }
}

/// What the nearest label before each date says of it, if it is near enough, and which item the label is.
fn roles(reader: &Reader<'_>, dates: &[Dated]) -> Vec<(Role, Option<usize>)> {
    let (mut role, mut label, mut unknown, mut from) = (Role::Unlabelled, None, 0, 0);
    let mut roles = Vec::with_capacity(dates.len());
    for dated in dates {
        for at in from..dated.items.start.max(from) {
            match reader.items.list[at].kind {
                Kind::Word(sense) => {
                    // "Modified date:" still speaks of the change.
                    let adds = |said: Role| {
                        said != Role::Dated || unknown > 0 || label.is_none_or(|label| label < from)
                    };
                    if let Some(said) = sense.role.filter(|said| adds(*said)) {
                        (role, label, unknown) = (said, Some(at), 0);
                    }
                }
                Kind::Unknown => unknown += 1,
                Kind::Number { .. } => {}
            }
        }
        from = dated.items.end.max(from);
        roles.push(if unknown <= LABEL_REACH { (role, label) } else { (Role::Unlabelled, None) });
    }
    roles
}

/// What is preferred sorts first: a stated year, a whole day, the label, the Gregorian calendar.
pub(super) type Rank = (bool, bool, Role, bool);

fn rank(dated: &Dated, role: Role) -> Rank {
    let whole = dated.date.precision() >= Precision::Day;
    (!dated.year_stated, !whole, role, dated.calendar != Calendar::Gregorian)
}

fn best(dates: &[Dated], roles: &[Role]) -> Option<usize> {
    (0..dates.len()).min_by_key(|at| rank(&dates[*at], roles[*at]))
}

/// The date with its clock, and the items of the clock.
fn with_clock(reader: &Reader<'_>, dates: &[Dated], at: usize) -> (StatedDate, Option<Range<usize>>) {
    let date = dates[at].date;
    if date.precision() != Precision::Day {
        return (date, None);
    }
    let own =
        dates[at].clock.or_else(|| clock_of(reader, dates, at)).or_else(|| clock_of_twin(reader, dates, at));
    let clock = own.map(|own| reader.clocks[own].clone()).or_else(|| dot_clock(reader, &dates[at]));
    let timed = clock.and_then(|clock| Some((clock.on(date, reader.hints.lang.as_deref())?, clock.items)));
    timed.map_or((date, None), |(timed, items)| (timed, Some(items)))
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
