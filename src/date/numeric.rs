//! Dates of numbers alone: `27/04/2017`, `2017-04-27`, `٣٫٤٫٢٠١٤`, `١٥/٠٩/١٤٣٦`, `۹۶/۰۲/۰۷`, `2017年4月27日`.
//!
//! Numbers that decide the order themselves do so; then a weekday beside them; then the source's habit; then day first.

use super::calendar;
use super::fold::Gap;
use super::item::Item;
use super::rules::{
    DAY_MONTH_YEAR, Dated, Field, MONTH_DAY_YEAR, Reader, Rule, YEAR_DAY_MONTH, YEAR_MONTH_DAY, dated,
};
use super::sense::{Calendar, Role, Sense};
use super::{DayOrder, StatedDate};
use std::ops::Range;

/// Three numbers and the items that they stand in.
pub(super) struct Triple<'a> {
    parts: [&'a Item; 3],
    pub items: Range<usize>,
}

impl Triple<'_> {
    /// Is its year of four digits, or of three, none that pages are dated in?
    pub(super) fn has_odd_year(&self, reader: &Reader<'_>) -> bool {
        let year = self.parts.iter().find(|part| part.digits() > 2).and_then(|part| part.number(4));
        year.is_some_and(|year| year < 1000 || reader.calendar_of(year, reader.era(self.items.end)).is_none())
    }
}

impl Reader<'_> {
    /// The date of numbers that begins at `at`.
    pub(super) fn numeric(&self, at: usize) -> Option<Dated> {
        if self.is_number_of(at) {
            return None;
        }
        self.east_asian(at)
            .or_else(|| self.triple(at).and_then(|triple| self.read_triple(&triple)))
            .or_else(|| self.year_and_month(at))
            .or_else(|| self.after_label(at))
    }

    /// Three numbers parted by the same mark twice, and not by a fourth number.
    pub(super) fn triple(&self, at: usize) -> Option<Triple<'_>> {
        let second = self.after_ezafe(at)?;
        let third = self.after_ezafe(second)?;
        let parts = [self.free(at)?, self.free(second)?, self.free(third)?];
        let mark = self.mark_between(at, second)?;
        if self.mark_between(second, third)? != mark || parts.iter().any(|part| part.number(4).is_none()) {
            return None;
        }
        let neighbour = |number: Option<usize>, gap: Option<usize>| {
            let number = number.and_then(|at| self.free(at)).is_some_and(|item| item.digits() > 0);
            number && gap.and_then(|at| self.items.list.get(at)).is_some_and(|item| item.gap.marks() == mark)
        };
        let chained = neighbour(at.checked_sub(1), Some(at)) || neighbour(Some(third + 1), Some(third + 1));
        let unmarked = mark == Gap::NONE && third == at + 2 && {
            let widths = parts.map(Item::digits);
            widths != [2, 2, 4] && widths != [4, 2, 2]
        };
        // A dash may also part a date from what is before and after it.
        let chained = chained && (mark != Gap::DASH || parts.iter().all(|part| part.digits() < 4));
        (!chained && !unmarked).then_some(Triple { parts, items: at..third + 1 })
    }

    /// The next number, past the Kurdish ی between the numbers of a date.
    fn after_ezafe(&self, at: usize) -> Option<usize> {
        let next = self.free(at + 1)?;
        if next.digits() > 0 {
            return Some(at + 1);
        }
        let ezafe = matches!(&self.items.folded[next.folded.clone()], "ي" | "ي ي");
        (ezafe && self.free(at + 2)?.digits() > 0).then_some(at + 2)
    }

    /// The mark between two numbers of a date; with ezafe between them, or spaces only, none.
    fn mark_between(&self, from: usize, to: usize) -> Option<Gap> {
        let gap = self.items.list[to].gap;
        let mark = gap.marks();
        let is_exif = mark == Gap::COLON && gap == Gap::COLON;
        let known = matches!(mark, Gap::SLASH | Gap::DASH | Gap::DOT | Gap::NONE) || is_exif;
        (known && (to == from + 1 || mark == Gap::NONE)).then_some(mark)
    }

    fn read_triple(&self, triple: &Triple<'_>) -> Option<Dated> {
        let [a, b, c] = triple.parts.map(|part| part.number(4).unwrap_or(u32::MAX));
        let widths = triple.parts.map(Item::digits);
        let mut items = triple.items.clone();
        if self.is_amount(items.end) {
            return None;
        }
        let era = self.era(items.end);
        items.end += usize::from(era.is_some());
        match widths {
            [4, 1 | 2, 1 | 2] => {
                let calendar = self.calendar_of(a, era)?;
                let (rule, month, day) = if b > 12 { (YEAR_DAY_MONTH, c, b) } else { (YEAR_MONTH_DAY, b, c) };
                dated(items, rule.by("numbers, year first"), (calendar, a), u8::try_from(month).ok()?, day)
            }
            [1 | 2, 1 | 2, 4] => {
                let calendar = self.calendar_of(c, era)?;
                self.day_and_month(items, (calendar, c), a, b)
            }
            [1 | 2, 1 | 2, 2] => self.short_year(items, [a, b, c], era),
            [2, 1 | 2, 1] if a > 31 => self.short_year(items, [a, b, c], era),
            _ => None,
        }
    }

    /// Does a sign of money or per cent follow the number that ends before `end`: `12.04.17 €`?
    pub(super) fn is_amount(&self, end: usize) -> bool {
        let next = self.items.list.get(end);
        let gap = next.map_or(self.items.tail, |next| next.gap);
        let own = next.is_none_or(|next| next.digits() == 0);
        own && gap.has(Gap::AMOUNT) && gap.within(Gap::AMOUNT.or(Gap::SPACE))
    }

    /// The calendar that a year of four digits belongs to.
    fn calendar_of(&self, year: u32, era: Option<Calendar>) -> Option<Calendar> {
        // Hijri 1410 ended in July 1990, before any page; Solar 1420 has not come yet.
        let last_solar = if self.speaks(&["fa", "ps", "prs"]) { 1420 } else { 1410 };
        match era {
            Some(Calendar::Gregorian) => (1500..=2100).contains(&year).then_some(Calendar::Gregorian),
            Some(Calendar::Solar) => (1200..=1500).contains(&year).then_some(Calendar::Solar),
            Some(Calendar::Hebrew) => None,
            None if (1501..=2100).contains(&year) => Some(Calendar::Gregorian),
            None if (1300..=last_solar).contains(&year) => Some(Calendar::Solar),
            Some(Calendar::Hijri) | None => (1300..=1500).contains(&year).then_some(Calendar::Hijri),
        }
    }

    /// Which of two numbers is the day.
    fn day_and_month(&self, items: Range<usize>, year: (Calendar, u32), a: u32, b: u32) -> Option<Dated> {
        let read = |day: u32, month: u32, rule: Rule| {
            dated(items.clone(), rule, year, u8::try_from(month).ok()?, day)
        };
        let day_first = read(a, b, DAY_MONTH_YEAR.by("numbers, day first"));
        let month_first = (year.0 == Calendar::Gregorian)
            .then(|| read(b, a, MONTH_DAY_YEAR.by("numbers, month first")))
            .flatten();
        let (Some(day_first), Some(month_first)) = (&day_first, &month_first) else {
            return day_first.or(month_first);
        };
        if let Some(stated) = self.weekday_beside(items.start, items.end) {
            let fits = |dated: &Dated| calendar::weekday(dated.date) == Some(stated);
            if fits(day_first) != fits(month_first) {
                let dated = if fits(day_first) { day_first } else { month_first };
                return Some(Dated {
                    rule: dated.rule.by("numbers, order from the weekday"),
                    ..dated.clone()
                });
            }
        }
        let american = || self.clocks.iter().any(|clock| clock.is_american(self.hints.lang.as_deref()));
        let (dated, why) = match self.hints.day_order {
            Some(DayOrder::Mdy) => (month_first, "numbers, month first by the source's habit"),
            Some(_) => (day_first, "numbers, day first by the source's habit"),
            None if american() => (month_first, "numbers, month first as beside an American zone"),
            None => (day_first, "numbers, day first since nothing says otherwise"),
        };
        Some(Dated { rule: dated.rule.by(why), ..dated.clone() })
    }

    /// Dates whose year has two digits.
    fn short_year(&self, items: Range<usize>, [a, b, c]: [u32; 3], era: Option<Calendar>) -> Option<Dated> {
        let persian = self.speaks(&["fa", "prs"]) || era == Some(Calendar::Solar);
        if matches!(era, Some(Calendar::Hijri)) {
            return None;
        }
        if persian && self.hints.day_order != Some(DayOrder::Dmy) {
            let year = calendar::two_digit_solar_year(a);
            return dated(
                items,
                YEAR_MONTH_DAY.by("numbers, short Solar year first"),
                (Calendar::Solar, year),
                u8::try_from(b).ok()?,
                c,
            );
        }
        if a > 31 || self.hints.day_order == Some(DayOrder::Ymd) {
            let year = (Calendar::Gregorian, calendar::two_digit_year(a));
            return dated(
                items,
                YEAR_MONTH_DAY.by("numbers, short year first"),
                year,
                u8::try_from(b).ok()?,
                c,
            );
        }
        self.day_and_month(items, (Calendar::Gregorian, calendar::two_digit_year(c)), a, b)
    }

    /// `2017年4月27日`, `2017년 4월 27일`.
    fn east_asian(&self, at: usize) -> Option<Dated> {
        let number = |at: usize, unit: u8| {
            let word = self.free(at + 1)?;
            word.means(|sense| sense.east_asian == unit).then(|| self.free(at)?.number(4)).flatten()
        };
        let (year, month, day) = (number(at, 1)?, number(at + 2, 2)?, number(at + 4, 3)?);
        dated(
            at..at + 6,
            YEAR_MONTH_DAY.by("year, month, day signs"),
            (Calendar::Gregorian, year),
            u8::try_from(month).ok()?,
            day,
        )
    }

    /// `تاريخ النشر: 2017`, `date: 20170427`: numbers that only the label right before them makes a date.
    fn after_label(&self, at: usize) -> Option<Dated> {
        let label = self.free(at.checked_sub(1)?)?.sense()?.role?;
        let item = self.free(at)?;
        let goes_on = |next: &Item| next.gap == Gap::NONE || next.digits() > 0 || next.means(Sense::is_month);
        if self.items.list.get(at + 1).is_some_and(goes_on) {
            return None;
        }
        let value = item.number(8)?;
        let calendar = Calendar::Gregorian;
        let (date, rule) = match item.digits() {
            8 => {
                let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
                let year = i16::try_from(year).ok().filter(|year| (1970..=2100).contains(year))?;
                (
                    StatedDate::from_day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?,
                    Rule::new("compact, after a label", &[Field::Date]),
                )
            }
            4 if label != Role::Dated || self.items.list.len() == 2 => {
                let year = i16::try_from(value).ok().filter(|year| (1800..=2100).contains(year))?;
                (StatedDate::from_year(year)?, Rule::new("year, after a label", &[Field::Year]))
            }
            _ => return None,
        };
        Some(Dated { items: at..at + 1, date, calendar, rule, year_stated: true, clock: None })
    }

    /// `2020-11`, `11/2020`: a month, never a season such as 2010-11 that no word calls a date.
    fn year_and_month(&self, at: usize) -> Option<Dated> {
        let (first, second) = (self.free(at)?, self.free(at + 1)?);
        let mark = second.gap;
        let alone = |at: Option<usize>, gap: usize| {
            at.and_then(|at| self.free(at)).is_none_or(|item| item.digits() == 0)
                || self.items.list.get(gap).is_none_or(|item| item.gap.has(Gap::SPACE.or(Gap::LINE)))
        };
        if !matches!(mark, Gap::DASH | Gap::SLASH)
            || !alone(at.checked_sub(1), at)
            || !alone(Some(at + 2), at + 2)
        {
            return None;
        }
        let (year, month, order): (_, _, &[Field]) = match (first.digits(), second.digits()) {
            (4, 2) => (first.number(4)?, second.number(2)?, &[Field::Year, Field::Month]),
            (2, 4) if mark == Gap::SLASH => {
                (second.number(4)?, first.number(2)?, &[Field::Month, Field::Year])
            }
            _ => return None,
        };
        let year = i16::try_from(year).ok().filter(|year| (1500..=2100).contains(year))?;
        let date = StatedDate::from_month(year, u8::try_from(month).ok()?)?;
        let calendar = Calendar::Gregorian;
        Some(Dated {
            items: at..at + 2,
            date,
            calendar,
            rule: Rule::new("year and month", order),
            year_stated: true,
            clock: None,
        })
    }
}
