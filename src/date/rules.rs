//! The rules that find dates among the items. Each date says which rule read it.
//!
//! `named` reads dates with a month's name, `numeric` those of numbers alone. Neither chooses between several dates
//! of one text, nor gives them a clock: that is `choice`.

use super::calendar;
use super::clock::Clock;
use super::fold::Gap;
use super::item::{Item, Items, Kind};
use super::sense::Calendar;
use super::{Hints, StatedDate};
use std::ops::Range;

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Day,
    Month,
    Year,
    /// All of it in one number: `20170427`.
    Date,
}

impl Field {
    /// The part's name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Date => "date",
        }
    }
}

/// How a date was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    /// For people.
    pub text: &'static str,
    /// The parts in the order in which the text states them; none for a date that is counted from the capture.
    pub order: &'static [Field],
}

impl Rule {
    pub(super) const fn new(text: &'static str, order: &'static [Field]) -> Self {
        Self { text, order }
    }

    /// The same order, found out in another way.
    pub(super) const fn by(self, text: &'static str) -> Self {
        Self { text, ..self }
    }
}

pub(super) const DAY_MONTH_YEAR: Rule =
    Rule::new("day, month, year", &[Field::Day, Field::Month, Field::Year]);
pub(super) const DAY_YEAR_MONTH: Rule =
    Rule::new("day, year, month", &[Field::Day, Field::Year, Field::Month]);
pub(super) const MONTH_DAY_YEAR: Rule =
    Rule::new("month, day, year", &[Field::Month, Field::Day, Field::Year]);
pub(super) const YEAR_MONTH_DAY: Rule =
    Rule::new("year, month, day", &[Field::Year, Field::Month, Field::Day]);
pub(super) const YEAR_DAY_MONTH: Rule =
    Rule::new("year, day, month", &[Field::Year, Field::Day, Field::Month]);

/// A date as one rule read it.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    /// The items that it is made of.
    pub items: Range<usize>,
    pub date: StatedDate,
    pub calendar: Calendar,
    pub rule: Rule,
    /// Was the year stated, rather than taken from the capture?
    pub year_stated: bool,
    /// The clock that stands inside the date (`29 13:03 2020 أكتوبر`), by its place in the list of clocks.
    pub clock: Option<usize>,
}

/// What the rules look at.
pub(super) struct Reader<'a> {
    pub items: &'a Items,
    pub clocks: &'a [Clock],
    pub hints: &'a Hints,
    /// Items that belong to a clock, as its place in the list.
    pub in_clock: Vec<Option<usize>>,
}

/// Does the language `lang`, a BCP 47 tag, begin with one of these?
pub(super) fn speaks(lang: Option<&str>, languages: &[&str]) -> bool {
    let primary = lang.and_then(|lang| lang.split(['-', '_']).next());
    primary.is_some_and(|primary| languages.contains(&primary))
}

impl<'a> Reader<'a> {
    pub(super) fn new(items: &'a Items, clocks: &'a [Clock], hints: &'a Hints) -> Self {
        let mut in_clock = vec![None; items.list.len()];
        for (number, clock) in clocks.iter().enumerate() {
            in_clock[clock.items.clone()].fill(Some(number));
        }
        Self { items, clocks, hints, in_clock }
    }

    /// The item at `at`, unless it is part of a clock.
    pub(super) fn free(&self, at: usize) -> Option<&'a Item> {
        self.items.list.get(at).filter(|_| self.in_clock[at].is_none())
    }

    /// Does the page's language begin with one of these?
    pub(super) fn speaks(&self, languages: &[&str]) -> bool {
        speaks(self.hints.lang.as_deref(), languages)
    }

    /// The era that the word at `at` states for the year before it.
    pub(super) fn era(&self, at: usize) -> Option<Calendar> {
        let item = self.free(at)?;
        item.gap.within(Gap::SPACE.or(Gap::DOT).or(Gap::PAREN)).then(|| item.sense()?.era).flatten()
    }

    /// Does a sign or a word before `at` say that the number there is an amount, or an issue's, a law's, a telephone's?
    pub(super) fn is_number_of(&self, at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).and_then(|at| self.free(at));
        let says = |back: usize| word(back).is_some_and(|word| word.means(|s| s.number_of));
        let gap = self.items.list[at].gap;
        // `كود الخبر: 12-10`, `رقم القضية 12/04/2017`
        let of_what = || {
            word(1).is_some_and(|word| matches!(word.kind, Kind::Unknown) || word.means(|s| s.number_of))
                && (gap.has(Gap::COLON) || word(2).is_some_and(|word| word.means(|s| s.number)))
        };
        gap.has(Gap::AMOUNT.or(Gap::RANK)) || says(1) || (of_what() && says(2))
    }

    /// Does the word at `at` end a span before the capture, `1d ago`, rather than name the month that it names elsewhere?
    fn ends_span(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).and_then(|at| self.free(at));
        let counts = |item: &Item| item.digits() > 0 || item.means(|s| s.count > 0);
        self.items.list[at].means(|s| s.ago_after)
            && before(1).is_some_and(|item| item.means(|s| s.unit.is_some()))
            && before(2).is_some_and(counts)
    }

    /// The weekday stated within two items before `from` or after `to`.
    pub(super) fn weekday_beside(&self, from: usize, to: usize) -> Option<u8> {
        let before = (from.saturating_sub(2)..from).rev();
        before.chain(to..to + 2).find_map(|at| {
            let sense = self.items.list.get(at)?.sense()?;
            (sense.weekday > 0 && !sense.is_month()).then_some(sense.weekday)
        })
    }

    /// A Hijri day moved by one if that is the weekday stated beside it: countries that sight the moon count otherwise.
    fn on_stated_weekday(&self, dated: Dated) -> Dated {
        let stated = match dated.calendar {
            Calendar::Hijri => self.weekday_beside(dated.items.start, dated.items.end),
            _ => None,
        };
        let meant = stated.and_then(|stated| calendar::neighbour_on(stated, dated.date));
        match meant {
            Some(date) => Dated { date, rule: dated.rule.by("Hijri, day from the weekday"), ..dated },
            None => dated,
        }
    }

    /// Every date that some rule reads, in the order of the text.
    pub(super) fn dates(&self) -> Vec<Dated> {
        let mut dates: Vec<Dated> = Vec::new();
        let mut at = 0;
        let mut free = 0;
        while at < self.items.list.len() {
            let read = match self.items.list[at].kind {
                Kind::Number { .. } => self.numeric(at),
                Kind::Word(sense) if sense.is_month() && !self.ends_span(at) => self.named(at, free),
                _ => None,
            };
            match read {
                Some(dated) => {
                    let dated = self.on_stated_weekday(dated);
                    at = dated.items.end.max(at + 1);
                    free = at;
                    dates.push(dated);
                }
                None => at += 1,
            }
        }
        dates
    }
}

/// A date that states its day, if the calendar has it.
pub(super) fn dated(
    items: Range<usize>,
    rule: Rule,
    (calendar, year): (Calendar, u32),
    month: u8,
    day: u32,
) -> Option<Dated> {
    let date = calendar::to_gregorian(calendar, year, month, u8::try_from(day).ok()?)?;
    Some(Dated { items, date, calendar, rule, year_stated: true, clock: None })
}
