//! Dates with a month's name, in whatever order day, month and year stand: `27 أبريل/نيسان 2017`,
//! `تموز 14, 2014`, `29 13:03 2020 أكتوبر`, `12 أكتوبر` of the capture's year.

use super::StatedDate;
use super::calendar;
use super::fold::Gap;
use super::item::{Item, Kind};
use super::rules::{
    DAY_MONTH_YEAR, DAY_YEAR_MONTH, Dated, Field, MONTH_DAY_YEAR, Reader, Rule, YEAR_DAY_MONTH,
    YEAR_MONTH_DAY, dated,
};
use super::sense::{Calendar, Months, Sense};

/// Gregorian years that a page may speak of.
const GREGORIAN_YEARS: std::ops::RangeInclusive<u32> = 1500..=2100;
/// Hijri years, lunar or solar, that a page may speak of.
const HIJRI_YEARS: std::ops::RangeInclusive<u32> = 1200..=1500;

/// The rule that reads a month and a day without a year: `مارس 3`, which may be a verb and its object.
pub(super) const MONTH_DAY: Rule = Rule::new("month, day; the capture's year", &[Field::Month, Field::Day]);
/// The same the other way round.
const DAY_MONTH: Rule = Rule::new("day, month; the capture's year", &[Field::Day, Field::Month]);
const MONTH_YEAR: Rule = Rule::new("month, year", &[Field::Month, Field::Year]);

/// A year beside a month's name: its calendar, the year, the item after it and its era.
struct Year {
    calendar: Calendar,
    year: u32,
    end: usize,
}

impl Reader<'_> {
    /// The date round the month's name at `at`. Items before `free` belong to an earlier date.
    pub(super) fn named(&self, at: usize, free: usize) -> Option<Dated> {
        let months = self.items.list[at].sense()?.months;
        if let Some(dated) = self.hebrew(at, free) {
            return Some(dated);
        }
        let end = self.month_end(at, months);
        let right = self.right(end);
        let left = self.left(at, free).filter(|left| !self.is_of_month_before(*left, free, right));
        let day = left.and_then(|left| self.day(left));
        // A number that cannot be a day makes the whole no date, rather than a month: `32 أبريل 2017`.
        let bad_day = left.is_some_and(|left| self.is_small_number(left)) && day.is_none();
        if bad_day {
            return None;
        }
        if let Some((from, day)) = day {
            return self.after_day((from, day), end, right, months, free);
        }
        if let Some(dated) = left.and_then(|left| self.after_year(left, end, right, months, free)) {
            return Some(dated);
        }
        if let Some((at, day)) = right.and_then(|right| self.day(right)) {
            return self.before_day((at, day), end, months);
        }
        let year = right.and_then(|right| self.year(right, months))?;
        if self.items.list[at].means(|s| s.everyday) {
            return None;
        }
        month_only(self.start(end)..year.end, &year, months)
    }

    /// The day stands before the month, whose items end at `end`: `27 أبريل 2017`, `2017، 27 أبريل`, `27 أبريل`.
    fn after_day(
        &self,
        (from, day): (usize, u32),
        end: usize,
        right: Option<usize>,
        months: Months,
        free: usize,
    ) -> Option<Dated> {
        if let Some(year) = right.and_then(|right| self.year(right, months)) {
            return build(from..year.end, DAY_MONTH_YEAR, &year, months, day);
        }
        if let Some((year, clock)) = self.year_past_clock(end, months) {
            let rule = DAY_MONTH_YEAR.by("day, month, time, year");
            let dated = build(from..year.end, rule, &year, months, day)?;
            return Some(Dated { clock: Some(clock), ..dated });
        }
        if let Some((from, year)) = self.year_before_day(from, free, months) {
            return build(from..end, YEAR_DAY_MONTH, &year, months, day);
        }
        if right.is_some_and(|right| self.is_odd_number(right)) {
            return None;
        }
        self.without_year(from..end, DAY_MONTH, months, day)
    }

    /// The day stands behind the month, whose items end at `end`: `April 27, 2017`, `April 27`.
    fn before_day(&self, (at, day): (usize, u32), end: usize, months: Months) -> Option<Dated> {
        let next = self.right(at + 1);
        // `May 3-7, 2018`
        if self.free(at + 1).is_some_and(|item| item.gap.has(Gap::DASH) && item.number(2).is_some()) {
            return None;
        }
        if let Some(year) = next.and_then(|next| self.year(next, months)) {
            return build(self.start(end)..year.end, MONTH_DAY_YEAR, &year, months, day);
        }
        if let Some((year, clock)) = self.year_past_clock(at + 1, months) {
            let rule = MONTH_DAY_YEAR.by("month, day, time, year");
            let dated = build(self.start(end)..year.end, rule, &year, months, day)?;
            return Some(Dated { clock: Some(clock), ..dated });
        }
        let goes_on = at != end || next.is_some_and(|next| self.is_odd_number(next) || self.is_month(next));
        if goes_on {
            return None;
        }
        self.without_year(self.start(end)..at + 1, MONTH_DAY, months, day)
    }

    /// Where the month begins whose items end at `end`: one name, or two of the same month.
    fn start(&self, end: usize) -> usize {
        let months = |at: usize| self.items.list.get(at).and_then(Item::sense).map(|s| s.months.gregorian);
        match end.checked_sub(2) {
            Some(first) if months(first) == months(end - 1) && months(first) > Some(0) => first,
            _ => end.saturating_sub(1),
        }
    }

    /// The end of a name that may be doubled: `نيسان/أبريل`, `يناير (كانون الثاني)`.
    fn month_end(&self, at: usize, months: Months) -> usize {
        let near = Gap::SPACE.or(Gap::SLASH).or(Gap::DASH).or(Gap::PAREN).or(Gap::COMMA);
        let again = |item: &Item| {
            item.gap.within(near)
                && item.means(|s| s.months.gregorian > 0 && s.months.gregorian == months.gregorian)
        };
        at + 1 + usize::from(self.free(at + 1).is_some_and(again))
    }

    /// The item before `at` that is no filler.
    fn left(&self, at: usize, free: usize) -> Option<usize> {
        let mut at = at;
        for _ in 0..3 {
            if self.items.list[at].gap.has(Gap::PLUS) {
                return None;
            }
            at = at.checked_sub(1).filter(|at| *at >= free)?;
            let joins = self.free(at).is_some_and(|item| item.means(|s| s.of && s.ordinal == 0));
            if !joins {
                return Some(at);
            }
        }
        None
    }

    /// `April 27 - May 3`: is the number at `at` the day of the month before it, since this one has a day behind it?
    fn is_of_month_before(&self, at: usize, free: usize, right: Option<usize>) -> bool {
        let has_own = right.and_then(|right| self.day(right)).is_some();
        let follows_month = at.checked_sub(1).is_some_and(|before| before >= free && self.is_month(before));
        has_own && follows_month && self.items.list[at].digits() > 0 && self.items.list[at].gap == Gap::SPACE
    }

    /// The item from `at` on that is no filler.
    fn right(&self, at: usize) -> Option<usize> {
        (at..at + 3)
            .find(|at| {
                self.items.list.get(*at).is_none_or(|item| !item.means(|s| s.filler && s.era.is_none()))
            })
            .filter(|at| *at < self.items.list.len())
    }

    fn is_small_number(&self, at: usize) -> bool {
        self.free(at).is_some_and(|item| item.number(3).is_some() && !item.gap.has(Gap::PLUS))
    }

    /// A day of the month at `at`, in digits or words.
    fn day(&self, at: usize) -> Option<(usize, u32)> {
        let item = self.free(at)?;
        match item.kind {
            Kind::Number { .. } => item.number(2).filter(|day| (1..=31).contains(day)).map(|day| (at, day)),
            Kind::Word(sense) if sense.ordinal > 0 => Some((at, u32::from(sense.ordinal))),
            _ => None,
        }
    }

    /// `2017، 27 أبريل`, `2010 الثلاثاء، 21 ديسمبر`: a year right before the day, and where it stands.
    fn year_before_day(&self, day: usize, free: usize, months: Months) -> Option<(usize, Year)> {
        let mut before = day.checked_sub(1)?;
        if self.free(before)?.means(|s| s.weekday > 0) {
            before = before.checked_sub(1)?;
        }
        let year = self.year(before, months).filter(|_| before >= free)?;
        (self.items.list[before].digits() == 4 && !self.is_number_of(before)).then_some((before, year))
    }

    /// A number where a year would stand that is none: the whole is a mistake or no date.
    fn is_odd_number(&self, at: usize) -> bool {
        let last = at + 1 == self.items.list.len();
        self.free(at).is_some_and(|item| matches!(item.digits(), 3 | 4) || (last && item.digits() == 1))
    }

    fn is_month(&self, at: usize) -> bool {
        self.free(at).is_some_and(|item| item.means(Sense::is_month))
    }

    /// A year at `at` in a calendar that has one of these months.
    fn year(&self, at: usize, months: Months) -> Option<Year> {
        let item = self.free(at)?;
        let follows_word = at > 0 && self.items.list[at - 1].digits() == 0;
        if item.gap.has(Gap::PLUS) || (item.gap.has(Gap::COLON) && !follows_word) {
            return None;
        }
        let written = item.number(4)?;
        let era = self.era(at + 1);
        let end = at + 1 + usize::from(era.is_some());
        let short = item.digits() == 2
            && (item.gap.has(Gap::DASH.or(Gap::SLASH).or(Gap::DOT).or(Gap::QUOTE))
                || at + 1 == self.items.list.len()
                || self.in_clock[at + 1].is_some()
                || self.items.list[at + 1].means(|s| s.at));
        let calendar = |calendar: Calendar, month: u8, years: &std::ops::RangeInclusive<u32>| {
            let year = match (item.digits(), calendar) {
                (4, _) => Some(written),
                (2, Calendar::Gregorian) if short => Some(calendar::two_digit_year(written)),
                (2, Calendar::Solar) if short => Some(calendar::two_digit_solar_year(written)),
                _ => None,
            }?;
            (month > 0 && years.contains(&year)).then_some(Year { calendar, year, end })
        };
        calendar(Calendar::Gregorian, months.gregorian, &GREGORIAN_YEARS)
            .or_else(|| calendar(Calendar::Solar, months.solar, &HIJRI_YEARS))
            .or_else(|| kurdish(written, months).map(|year| Year { calendar: Calendar::Solar, year, end }))
            .or_else(|| calendar(Calendar::Hijri, months.hijri, &HIJRI_YEARS))
            .or_else(|| calendar(Calendar::Hebrew, months.hebrew, &(5000..=6000)))
    }

    /// `Apr 27 16:28:05 2017`: the year after a clock that begins at `at`, and the clock.
    fn year_past_clock(&self, at: usize, months: Months) -> Option<(Year, usize)> {
        let clock = (*self.in_clock.get(at)?)?;
        let year = self.year(self.clocks[clock].items.end, months)?;
        Some((year, clock))
    }

    /// The year stands before the month: `2019March14`, `29 13:03 2020 أكتوبر`, `27 2020 أكتوبر`.
    fn after_year(
        &self,
        left: usize,
        end: usize,
        right: Option<usize>,
        months: Months,
        free: usize,
    ) -> Option<Dated> {
        if self.items.list[left].digits() != 4 {
            return None;
        }
        let year = self.year(left, months)?;
        if let Some((at, day)) = right.and_then(|right| self.day(right)) {
            return build(left..at + 1, YEAR_MONTH_DAY, &year, months, day);
        }
        let before = left.checked_sub(1).filter(|before| *before >= free)?;
        if let Some(clock) = self.in_clock[before] {
            let (from, day) =
                self.day(self.clocks[clock].items.start.checked_sub(1).filter(|at| *at >= free)?)?;
            let dated = build(from..end, DAY_YEAR_MONTH.by("day, time, year, month"), &year, months, day)?;
            return Some(Dated { clock: Some(clock), ..dated });
        }
        let (from, day) = self.day(before)?;
        build(from..end, DAY_YEAR_MONTH, &year, months, day)
    }

    fn without_year(
        &self,
        items: std::ops::Range<usize>,
        rule: Rule,
        months: Months,
        day: u32,
    ) -> Option<Dated> {
        let captured = self.hints.captured?;
        // `3 مايو 20185`: a year with a slip in it, and whose is not known.
        let slip = self.free(items.end).is_some_and(|next| next.digits() > 4 && next.gap == Gap::SPACE);
        if slip || items.clone().any(|at| self.items.list[at].means(|s| s.everyday)) {
            return None;
        }
        // Solar months are also a lion, a fish, a bucket: the language or a weekday must speak for them.
        let is_solar = || {
            let speaks = self.speaks(&["fa", "prs", "ps", "ckb", "ku"]);
            rule != MONTH_DAY && (speaks || self.weekday_beside(items.start, items.end).is_some())
        };
        let calendar = match months {
            Months { gregorian: 1.., .. } => Calendar::Gregorian,
            Months { solar: 1.., .. } if is_solar() => Calendar::Solar,
            _ => return None,
        };
        let day = u8::try_from(day).ok()?;
        let date = calendar::without_year(calendar, months.of(calendar), day, captured)?;
        Some(Dated { items, date, calendar, rule, year_stated: false, clock: None })
    }
}

fn build(items: std::ops::Range<usize>, rule: Rule, year: &Year, months: Months, day: u32) -> Option<Dated> {
    dated(items, rule, (year.calendar, year.year), months.of(year.calendar), day)
}

/// The Solar year of a Kurdish one, which counts 1321 years more: `3ی گوڵانی 2718`.
fn kurdish(written: u32, months: Months) -> Option<u32> {
    written.checked_sub(1321).filter(|year| months.solar > 0 && (1330..=1440).contains(year))
}

/// A Gregorian month of a year; months of the other calendars straddle two of ours.
fn month_only(items: std::ops::Range<usize>, year: &Year, months: Months) -> Option<Dated> {
    let whole = i16::try_from(year.year).ok()?;
    let date =
        StatedDate::from_month(whole, months.gregorian).filter(|_| year.calendar == Calendar::Gregorian)?;
    let calendar = Calendar::Gregorian;
    Some(Dated { items, date, calendar, rule: MONTH_YEAR, year_stated: true, clock: None })
}
