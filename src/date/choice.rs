//! From the dates and clocks of a text to what it says: which date is that of publication, which clock is its own.
//!
//! Order of preference: a stated year before one taken from the capture, a whole day before a month; "published" before
//! "dated", no label, "updated"; Gregorian before the other calendars; first before later.

use super::clock::{Clock, clock_with_dot, clocks};
use super::fold::{Gap, is_digit};
use super::item::{Kind, head, items};
use super::refusal::{Why, refusals};
use super::rules::{Dated, Reader};
use super::sense::{Calendar, Role, Sense};
use super::{Found, Hints, Precision, Reading, StatedDate};
use std::ops::Range;

/// How many unknown words may stand between a label and its date.
const LABEL_REACH: usize = 6;
/// The same for a label that dates something else, which a sentence of news may well hold.
const OTHER_REACH: usize = 3;
/// How many unknown words may stand between a date and its clock.
const CLOCK_REACH: usize = 2;
/// Longest text, in bytes, that may hold a date without a digit: `أمس`, `منذ ساعتين`, `י"ב בטבת תשפ"א`.
const WORDS_ONLY: usize = 120;
/// How many unknown words may stand in a text whose date is relative.
const PROSE: usize = 5;

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
    let (dates, labels) = of_publication(reader, &mut note);
    let role = |at: usize| labels[at].role;
    let best = (0..dates.len()).min_by_key(|at| rank(&dates[*at], role(*at)))?;
    let updated = (role(best) != Role::Updated)
        .then(|| {
            (0..dates.len())
                .filter(|at| role(*at) == Role::Updated)
                .min_by_key(|at| rank(&dates[*at], Role::Updated))
        })
        .flatten();
    for other in (0..dates.len()).filter(|other| *other != best && Some(*other) != updated) {
        let [lost, won] = [other, best].map(|at| rank(&dates[at], role(at)));
        note(Note::PassedOver(&dates[other], lost_by(lost, won)));
    }
    let (published, clock) = with_clock(reader, &dates, best);
    let (updated, later_clock) = match updated.map(|at| with_clock(reader, &dates, at)) {
        Some((updated, clock)) => (Some(updated), clock),
        None => (None, None),
    };
    let reading = Reading {
        published,
        updated,
        role: role(best),
        calendar: dates[best].calendar,
        rule: dates[best].rule.text,
    };
    let label = labels[best].at.map(|label| label..label + 1);
    note(Note::Chosen { dated: &dates[best], label: label.clone(), clock: clock.clone() });
    let beside: Vec<Range<usize>> = clock.into_iter().chain(later_clock).chain(label).collect();
    Some(place(reader, &dates, &beside, reading))
}

/// The dates of a text that nothing speaks against, with their labels; a relative one where there is no other.
fn of_publication(reader: &Reader<'_>, mut note: impl FnMut(Note<'_>)) -> (Vec<Dated>, Vec<Label>) {
    let mut dates = reader.dates();
    let mut refused = refusals(reader, &dates).into_iter();
    dates.retain(|dated| {
        let refused = refused.next().flatten();
        refused.into_iter().for_each(|why| note(Note::PassedOver(dated, why)));
        refused.is_none()
    });
    let labelled = drop_others(reader, dates, &mut note);
    if !labelled.0.is_empty() || reader.items.unknown() > PROSE {
        return labelled;
    }
    drop_others(reader, reader.relative().into_iter().collect(), note)
}

/// Drops the dates whose label dates something else.
fn drop_others(
    reader: &Reader<'_>,
    dates: Vec<Dated>,
    mut note: impl FnMut(Note<'_>),
) -> (Vec<Dated>, Vec<Label>) {
    let labels = labels(reader, &dates);
    let is_kept = |(dated, label): &(Dated, Label)| {
        if label.role == Role::Other {
            note(Note::PassedOver(dated, Why::OtherLabel));
        }
        label.role != Role::Other
    };
    dates.into_iter().zip(labels).filter(is_kept).unzip()
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

/// What a label says of a date, and which item it is.
#[derive(Clone, Copy)]
struct Label {
    role: Role,
    at: Option<usize>,
}

/// Does a gap part a label that dates something else from a date?
fn parts(gap: Gap) -> bool {
    gap.has(Gap::BAR.or(Gap::LINE).or(Gap::DASH)) && !gap.has(Gap::COLON)
}

/// The nearest label before each date, if it is near enough.
fn labels(reader: &Reader<'_>, dates: &[Dated]) -> Vec<Label> {
    const NONE: Label = Label { role: Role::Unlabelled, at: None };
    let (mut label, mut unknown, mut from) = (NONE, 0, 0);
    let mut labels = Vec::with_capacity(dates.len());
    for (number, dated) in dates.iter().enumerate() {
        for at in from..=dated.items.start {
            // A headline may end in such a word; a label that begins the text is one whatever stands behind it.
            let is_apart = parts(reader.items.list[at].gap) && (label.at != Some(0) || unknown > 0);
            if label.role == Role::Other && is_apart {
                label = NONE;
            }
            if at >= dated.items.start {
                break;
            }
            match reader.items.list[at].kind {
                Kind::Word(sense) => {
                    // "Modified date:" still speaks of the change.
                    let adds = |said: Role| {
                        said != Role::Dated || unknown > 0 || label.at.is_none_or(|label| label < from)
                    };
                    if let Some(role) = sense.role.filter(|said| adds(*said)) {
                        (label, unknown) = (Label { role, at: Some(at) }, 0);
                    }
                }
                Kind::Unknown => unknown += 1,
                Kind::Number { .. } => {}
            }
        }
        from = dated.items.end.max(from);
        let reach = if label.role == Role::Other { OTHER_REACH } else { LABEL_REACH };
        labels.push(if unknown <= reach { label } else { NONE });
        // One birth or deadline, and the same day in another calendar.
        if label.role == Role::Other && !dates.get(number + 1).is_some_and(|next| is_twin(dated, next)) {
            label = NONE;
        }
    }
    labels
}

/// What is preferred sorts first: a stated year, a whole day, the label, the Gregorian calendar.
type Rank = (bool, bool, Role, bool);

fn rank(dated: &Dated, role: Role) -> Rank {
    let whole = dated.date.precision() >= Precision::Day;
    (!dated.year_stated, !whole, role, dated.calendar != Calendar::Gregorian)
}

/// The first thing that the `lost` is worse in.
fn lost_by(lost: Rank, won: Rank) -> Why {
    if lost.0 != won.0 {
        Why::NoYear
    } else if lost.1 != won.1 {
        Why::NoDay
    } else if lost.2 != won.2 {
        Why::Label
    } else if lost.3 != won.3 {
        Why::Calendar
    } else {
        Why::Later
    }
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
    (0..dates.len())
        .filter(|other| is_twin(&dates[at], &dates[*other]))
        .find_map(|other| clock_of(reader, dates, other))
}

/// Are the two the same day in two calendars, as far as countries agree on it?
fn is_twin(one: &Dated, other: &Dated) -> bool {
    let apart = || one.date.civil()?.since(other.date.civil()?).ok();
    one.calendar != other.calendar && apart().is_some_and(|span| span.get_days().abs() <= 2)
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
