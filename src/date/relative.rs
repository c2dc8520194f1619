//! Dates told from the capture: `منذ 3 ساعات`, `2 days ago`, `أمس الساعة 21:30`.
//!
//! As precise as their unit: hours and minutes give a time, days to months a day, years a year.

use super::calendar::from_civil;
use super::fold::Gap;
use super::item::Kind;
use super::rules::{Dated, Reader, Rule};
use super::sense::{Calendar, Unit};
use super::{StatedDate, StatedTime};
use jiff::{Span, ToSpan as _};
use std::ops::Range;

/// So many of a unit.
#[derive(Clone, Copy)]
struct Amount {
    unit: Unit,
    many: u32,
    /// By a number, in figures or words, beside the unit.
    counted: bool,
    /// A plural without a number: `منذ سنوات`.
    vague: bool,
    /// The item after it.
    end: usize,
}

impl Amount {
    fn added_to(self, span: Span) -> Span {
        let many = i64::from(self.many);
        match self.unit {
            Unit::Second => span.seconds(many),
            Unit::Minute => span.minutes(many),
            Unit::Hour => span.hours(many),
            Unit::Day => span.days(many),
            Unit::Week => span.weeks(many),
            Unit::Month => span.months(many),
            Unit::Year => span.years(many),
        }
    }

    /// Adds half of the unit, of an hour also a quarter or a third.
    fn and_fraction(self, span: Span, minutes: u32) -> Span {
        match self.unit {
            Unit::Hour => span.minutes(minutes),
            _ if minutes != 30 => span,
            Unit::Minute => span.seconds(30),
            Unit::Day => span.hours(12),
            Unit::Month => span.days(15),
            Unit::Year => span.months(6),
            Unit::Second | Unit::Week => span,
        }
    }
}

/// A date counted from the capture.
fn counted(items: Range<usize>, rule: &'static str, date: StatedDate) -> Dated {
    let (calendar, rule) = (Calendar::Gregorian, Rule::new(rule, &[]));
    Dated { items, date, calendar, rule, year_stated: false, clock: None }
}

impl Reader<'_> {
    /// The first relative date, when the capture's day is known.
    pub(super) fn relative(&self) -> Option<Dated> {
        let captured = self.hints.captured?;
        (0..self.items.list.len())
            .find_map(|at| self.span_ago(at, captured).or_else(|| self.day_word(at, captured)))
    }

    /// `منذ 3 ساعات`, `منذ ساعتين`, `2 days, 3 hours ago`.
    fn span_ago(&self, at: usize, captured: StatedDate) -> Option<Dated> {
        let opens = self.free(at)?.means(|sense| sense.ago_before);
        let first = self.amount(at + usize::from(opens))?;
        let mut span = first.added_to(Span::new());
        let mut last = first;
        while let Some(next) = self.next_amount(&last) {
            span = next.added_to(span);
            last = next;
        }
        let mut end = last.end;
        if let Some(minutes) = self.fraction(end) {
            span = last.and_fraction(span, minutes);
            end += 1;
        }
        let closes = self.free(end).is_some_and(|item| item.means(|sense| sense.ago_after));
        let alone = last.end == first.end && !first.counted;
        if (!opens && !closes) || (alone && (!opens || first.vague || self.names_a_time(end))) {
            return None;
        }
        let date = back(captured, span, last.unit)?;
        let end = end + usize::from(closes && !opens);
        Some(counted(at..end, "so long before the capture", date))
    }

    /// `3 hours`, `ساعتين`, `an hour`, `ساعة واحدة` at `at`.
    fn amount(&self, at: usize) -> Option<Amount> {
        let item = self.free(at)?;
        let (many, unit_at) = match item.kind {
            Kind::Number { .. } => (item.number(3)?, at + 1),
            Kind::Word(sense) if sense.count > 0 && (sense.unit.is_none() || self.is_unit(at + 1)) => {
                (u32::from(sense.count), at + 1)
            }
            _ => (1, at),
        };
        let sense = self.free(unit_at)?.sense()?;
        let (unit, in_word) = sense.unit?;
        let counted = unit_at > at;
        let many = if counted && in_word == 2 { many } else { many * u32::from(in_word) };
        let one = !counted && self.free(unit_at + 1).is_some_and(|item| item.means(|sense| sense.count == 1));
        let end = unit_at + 1 + usize::from(one);
        Some(Amount { unit, many, counted, vague: !counted && sense.plural, end })
    }

    /// A smaller unit that goes on from `before`: `and 5 minutes`, `, 3 hours`, `20m`, `ودقيقتين`.
    fn next_amount(&self, before: &Amount) -> Option<Amount> {
        let near = Gap::SPACE.or(Gap::COMMA);
        let item = self.free(before.end)?;
        let is_joined = item.means(|s| s.and && !s.glued_and);
        let from = before.end + usize::from(is_joined);
        let next = self.amount(from)?;
        let goes_on = next.counted || is_joined || item.means(|s| s.glued_and);
        // `ו-10 דקות`
        let touches = item.gap.within(near) && self.items.list[from].gap.within(near.or(Gap::DASH));
        (goes_on && touches && !next.vague && next.unit < before.unit).then_some(next)
    }

    /// The minutes that `ونصف` and its kin add to an hour.
    fn fraction(&self, at: usize) -> Option<u32> {
        let minutes = self.free(at)?.sense()?.minutes;
        u32::try_from(minutes).ok().filter(|minutes| *minutes > 0)
    }

    /// `قبل عام 2017`, `منذ شهر رمضان`, `منذ يوم الخميس`: since a time, not so long ago.
    fn names_a_time(&self, at: usize) -> bool {
        let next = self.items.list.get(at);
        next.is_some_and(|item| item.digits() > 0 || item.means(|s| s.is_month() || s.weekday > 0))
    }

    fn is_unit(&self, at: usize) -> bool {
        self.free(at).is_some_and(|item| item.means(|sense| sense.unit.is_some()))
    }

    /// `أمس`, `yesterday`; "today" only beside a clock or a weekday, since it is also a newspaper's name.
    fn day_word(&self, at: usize, captured: StatedDate) -> Option<Dated> {
        let sense = self.free(at)?.sense()?;
        let days = sense.days?;
        let list = &self.items.list;
        let near = Gap::SPACE.or(Gap::COMMA).or(Gap::DASH).or(Gap::COLON).or(Gap::BAR);
        let in_name = at > 0 && list[at].gap.within(Gap::SPACE) && list[at - 1].is_unknown();
        let is_clock = |at: usize| self.in_clock.get(at).is_some_and(Option::is_some);
        let beside = |next: usize| {
            list.get(next).is_some_and(|item| {
                item.gap.within(near) && (is_clock(next) || item.means(|s| s.weekday > 0 || s.at))
            })
        };
        let joined = list.get(at + 1).is_some_and(|item| item.means(|s| s.filler));
        let timed = beside(at + 1) || (joined && is_clock(at + 2));
        if in_name || ((days == 0 || sense.everyday) && !timed) {
            return None;
        }
        let date = from_civil(captured.civil()?.checked_add(i64::from(days).days()).ok()?)?;
        Some(counted(at..at + 1, "day counted from the capture", date))
    }
}

/// The date a span before the capture, as precise as the smallest unit that was stated. Nothing where the span has hours
/// and the capture's time is not known, since the day would be a guess.
fn back(captured: StatedDate, span: Span, smallest: Unit) -> Option<StatedDate> {
    let day = captured.civil()?;
    let has_time = span.get_hours() != 0 || span.get_minutes() != 0 || span.get_seconds() != 0;
    let now = match captured.time() {
        Some(time) => {
            let second = i8::try_from(time.second.unwrap_or(0)).ok()?;
            day.at(i8::try_from(time.hour).ok()?, i8::try_from(time.minute).ok()?, second, 0)
        }
        None if has_time => return None,
        None => day.at(0, 0, 0, 0),
    };
    let then = now.checked_sub(span).ok()?;
    match smallest {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let (hour, minute) = (u8::try_from(then.hour()).ok()?, u8::try_from(then.minute()).ok()?);
            let offset = captured.time()?.offset;
            from_civil(then.date())?.with_time(StatedTime { hour, minute, second: None, offset })
        }
        Unit::Day | Unit::Week | Unit::Month => from_civil(then.date()),
        Unit::Year => StatedDate::from_year(then.year()),
    }
}
