//! Dates told from the capture: `منذ 3 ساعات`, `2 days ago`, `أمس الساعة 21:30`.
//!
//! As precise as their unit: hours and minutes give a time, days to months a day, years a year.

use super::calendar::from_civil;
use super::lexicon::{Calendar, Unit};
use super::rules::{Dated, Reader};
use super::token::{Gap, Kind};
use super::{StatedDate, StatedTime};
use jiff::{Span, ToSpan as _};

impl Reader<'_> {
    /// The first relative date, when the capture's day is known.
    pub(super) fn relative(&self) -> Option<Dated> {
        let captured = self.hints.captured?;
        (0..self.items.list.len())
            .find_map(|at| self.span_ago(at, captured).or_else(|| self.day_word(at, captured)))
    }

    /// `منذ 3 ساعات`, `منذ ساعتين`, `3 hours ago`.
    fn span_ago(&self, at: usize, captured: StatedDate) -> Option<Dated> {
        let opens = self.free(at)?.means(|sense| sense.ago_before);
        let from = at + usize::from(opens);
        let (many, unit_at) = match self.free(from)?.kind {
            Kind::Number { .. } => (self.free(from)?.number(3)?, from + 1),
            Kind::Word(sense) if sense.count > 0 && (sense.unit.is_none() || self.is_unit(from + 1)) => {
                (u32::from(sense.count), from + 1)
            }
            _ => (1, from),
        };
        let (unit, in_word) = self.free(unit_at)?.sense()?.unit?;
        let counted = unit_at > from;
        let closes = self.free(unit_at + 1).is_some_and(|item| item.means(|sense| sense.ago_after));
        let one_word = !counted && !opens;
        let vague = !counted && self.items.list[unit_at].means(|sense| sense.plural);
        if (!opens && !closes) || one_word || vague {
            return None;
        }
        let one = self.free(unit_at + 1).is_some_and(|item| item.means(|sense| sense.count == 1));
        let end = unit_at + 1 + usize::from((closes && !opens) || (one && !counted));
        if !counted && self.names_a_time(end) {
            return None;
        }
        let many = if counted && in_word == 2 { many } else { many * u32::from(in_word) };
        let date = match self.and_minutes(end).filter(|_| unit == Unit::Hour) {
            Some((minutes, _)) => back(captured, Unit::Minute, many * 60 + minutes)?,
            None => back(captured, unit, many)?,
        };
        let end = self.and_minutes(end).map_or(end, |(_, end)| end);
        let rule = "so long before the capture";
        Some(Dated {
            items: at..end,
            date,
            calendar: Calendar::Gregorian,
            rule,
            year_stated: false,
            clock: None,
        })
    }

    /// `قبل عام 2017`, `منذ شهر رمضان`, `منذ يوم الخميس`: since a time, not so long ago.
    fn names_a_time(&self, at: usize) -> bool {
        let next = self.items.list.get(at);
        next.is_some_and(|item| item.digits() > 0 || item.means(|s| s.is_month() || s.weekday > 0))
    }

    /// `و 20 دقيقة`, `ونصف` after hours: the minutes and where they end.
    fn and_minutes(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(minutes) =
            self.free(at)?.sense().and_then(|s| u32::try_from(s.minutes).ok()).filter(|m| *m > 0)
        {
            return Some((minutes, at + 1));
        }
        let joined = self.free(at)?.means(|s| s.range);
        let minutes = self.free(at + 1)?.number(2)?;
        let unit = self.free(at + 2)?.means(|s| s.unit.is_some_and(|(unit, _)| unit == Unit::Minute));
        (joined && unit).then_some((minutes, at + 3))
    }

    fn is_unit(&self, at: usize) -> bool {
        self.free(at).is_some_and(|item| item.means(|sense| sense.unit.is_some()))
    }

    /// `أمس`, `yesterday`; "today" only beside a clock or a weekday, since it is also a newspaper's name.
    fn day_word(&self, at: usize, captured: StatedDate) -> Option<Dated> {
        let days = self.free(at)?.sense()?.days?;
        let list = &self.items.list;
        let near = Gap::SPACE.or(Gap::COMMA).or(Gap::DASH).or(Gap::COLON).or(Gap::BAR);
        let in_name = at > 0 && list[at].gap.within(Gap::SPACE) && matches!(list[at - 1].kind, Kind::Unknown);
        let is_clock = |at: usize| self.in_clock.get(at).is_some_and(Option::is_some);
        let beside = |next: usize| {
            list.get(next).is_some_and(|item| {
                item.gap.within(near) && (is_clock(next) || item.means(|s| s.weekday > 0 || s.at))
            })
        };
        let joined = list.get(at + 1).is_some_and(|item| item.means(|s| s.filler));
        let timed = beside(at + 1) || (joined && is_clock(at + 2));
        if in_name || (days == 0 && !timed) {
            return None;
        }
        let date = from_civil(captured.civil()?.checked_add(i64::from(days).days()).ok()?)?;
        let rule = "day counted from the capture";
        Some(Dated {
            items: at..at + 1,
            date,
            calendar: Calendar::Gregorian,
            rule,
            year_stated: false,
            clock: None,
        })
    }
}

/// The date so many units before the capture.
fn back(captured: StatedDate, unit: Unit, many: u32) -> Option<StatedDate> {
    let (day, many) = (captured.civil()?, i64::from(many));
    let of = |span: Span| day.checked_sub(span).ok().and_then(from_civil);
    match unit {
        Unit::Second => before(captured, many.seconds()),
        Unit::Minute => before(captured, many.minutes()),
        Unit::Hour => before(captured, many.hours()),
        Unit::Day => of(many.days()),
        Unit::Week => of(many.weeks()),
        Unit::Month => of(many.months()),
        Unit::Year => StatedDate::from_year(of(many.years())?.year()),
    }
}

/// A time before the capture's time; nothing when that is not known, since the day would be a guess.
fn before(captured: StatedDate, span: Span) -> Option<StatedDate> {
    let time = captured.time()?;
    let now = captured.civil()?.at(
        i8::try_from(time.hour).ok()?,
        i8::try_from(time.minute).ok()?,
        i8::try_from(time.second.unwrap_or(0)).ok()?,
        0,
    );
    let then = now.checked_sub(span).ok()?;
    let (hour, minute) = (u8::try_from(then.hour()).ok()?, u8::try_from(then.minute()).ok()?);
    from_civil(then.date())?.with_time(StatedTime { hour, minute, second: None, offset: time.offset })
}
