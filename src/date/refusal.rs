//! What speaks against a date: the end of a span of time, a limit, words about rights, prose round half a date.
//!
//! Looks at the words beside a date. How the date was read is the rules' affair, which of several wins is `choice`'s.

use super::Precision;
use super::fold::Gap;
use super::item::{Item, Items};
use super::named::MONTH_DAY;
use super::rules::{Dated, Field, Reader};
use super::sense::{Role, Sense};

/// How many unknown words may stand in a text whose date lacks a year.
const PROSE_WITHOUT_YEAR: usize = 3;
/// How many weekdays and articles may stand between what joins two ends of a span and the second: `to Friday the 3rd`.
const BEFORE_DAY: usize = 2;

/// Why a date is not the date of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// One end of a span of time.
    SpanOfTime,
    /// One of several days joined by "and".
    OneOfSeveral,
    /// After "until", "before" or "since".
    Limit,
    /// Its label dates something else.
    OtherLabel,
    /// Beside words about rights.
    Rights,
    /// A month or a year among other words.
    NoDayInProse,
    /// A day without a year among other words.
    NoYearInProse,
    /// A day without a year that is to come or names a place.
    Elsewhen,
    /// It names an upheaval, with its year or without.
    Event,
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
    /// The reason in a few words.
    pub fn text(self) -> &'static str {
        match self {
            Self::SpanOfTime => "one end of a span of time",
            Self::OneOfSeveral => "one of several days that the text joins",
            Self::Limit => "the word before it makes it a limit, not a day of publication",
            Self::OtherLabel => "its label dates something else than publication",
            Self::Rights => "it stands beside words about rights",
            Self::NoDayInProse => "it states no day, and has no label but other words beside it",
            Self::NoYearInProse => "it states no year, and has too many other words beside it",
            Self::Elsewhen => "it states no year, and is to come or names something",
            Self::Event => "it is the name of an event",
            Self::NoYear => "another date states its year",
            Self::NoDay => "another date states its day",
            Self::Label => "another date's label says more about publication",
            Self::Calendar => "the Gregorian date is preferred",
            Self::Later => "another date stands before it",
        }
    }
}

/// Why each of the `dates` is none of publication, as far as the words round it say so.
pub(super) fn refusals(reader: &Reader<'_>, dates: &[Dated]) -> Vec<Option<Why>> {
    let surroundings = Surroundings::of(reader.items);
    let refusal = |at: usize| {
        joined(reader, dates, at)
            .or_else(|| reader.meant_otherwise(&dates[at]))
            .or_else(|| surroundings.speak_against(&dates[at]))
    };
    (0..dates.len()).map(refusal).collect()
}

/// Is the date an end of a span, or one of several days that "and" joins?
fn joined(reader: &Reader<'_>, dates: &[Dated], at: usize) -> Option<Why> {
    let before = at.checked_sub(1).and_then(|before| reader.whole_joined(&dates[before], &dates[at]));
    let after = || dates.get(at + 1).and_then(|after| reader.whole_joined(&dates[at], after));
    // What the next date is made of is no half of this one's span.
    let next = dates.get(at + 1).map_or(usize::MAX, |next| next.items.start);
    before
        .or_else(after)
        .or_else(|| reader.joined_before(&dates[at]))
        .or_else(|| reader.joined_after(&dates[at], next))
}

impl Reader<'_> {
    /// Are two whole dates joined by a dash, "to" or "and"?
    fn whole_joined(&self, first: &Dated, second: &Dated) -> Option<Why> {
        // Two readings may share a word (`4 août: août 9`): nothing stands between them.
        second.items.start.checked_sub(first.items.end)?;
        let (how, from) = self.joint(second.items.start)?;
        let same = first.calendar == second.calendar && first.date != second.date;
        (how != Joint::Comma && same && from == first.items.end).then(|| how.why())
    }

    /// Does half a date stand before this one and what joins them: `27 April - `, `27 & `, `1/5 - `, `May - `?
    fn joined_before(&self, dated: &Dated) -> Option<Why> {
        let start = dated.items.start;
        if self.word_before(start).is_some_and(|(_, word)| word.means(|s| s.range_from)) {
            return Some(Why::SpanOfTime);
        }
        let (how, end) = self.joint(start)?;
        let last = end.checked_sub(1)?;
        if dated.date.precision() < Precision::Day {
            let month = |at: usize| self.free(at).and_then(Item::sense).map_or(0, |s| s.months.gregorian);
            return (![0, month(start)].contains(&month(last))).then(|| how.why());
        }
        let own = dated
            .rule
            .order
            .first()
            .filter(|field| **field == Field::Day)
            .and_then(|_| self.free(start)?.number(2));
        let day = self.lone_day(last).filter(|_| own.is_some());
        let is_half = match how {
            Joint::Comma => day.is_some_and(|day| Some(day + 1) == own),
            // `المرصد 24 - 3 أبريل`: a name's number, since a span goes up.
            Joint::Slash => day.is_some_and(|day| Some(day) < own),
            Joint::Dash => day.is_some_and(|day| Some(day) < own) || self.ends_half(last, dated),
            Joint::To | Joint::And => day.is_some() || self.ends_half(last, dated),
        };
        is_half.then(|| how.why())
    }

    /// Does half a date stand behind this one: `27 April 2017 to 3 May`?
    fn joined_after(&self, dated: &Dated, next: usize) -> Option<Why> {
        let end = dated.items.end;
        let from = end + usize::from(self.free(end).is_some_and(|item| item.means(|s| s.range || s.and)));
        let (how, _) = self.joint(from)?;
        let is_month =
            |at: usize| self.free(at).is_some_and(|item| item.means(|s| s.months.of(dated.calendar) > 0));
        let is_half = (self.lone_day(from).is_some() && is_month(from + 1))
            || (is_month(from) && self.lone_day(from + 1).is_some())
            || (dated.rule == MONTH_DAY && self.lone_day(from).is_some());
        (!matches!(how, Joint::Comma | Joint::Slash) && from < next && is_half).then(|| how.why())
    }

    /// What joins the date that begins at `start` to what stands before it, and where that ends.
    fn joint(&self, start: usize) -> Option<(Joint, usize)> {
        let mut at = start;
        for _ in 0..=BEFORE_DAY {
            let marks = self.items.list.get(at)?.gap.marks();
            if marks.has(Gap::DASH) && marks.within(Gap::DASH.or(Gap::DOT)) {
                return Some((Joint::Dash, at));
            }
            if marks == Gap::COMMA {
                return Some((Joint::Comma, at));
            }
            if self.items.list[at].gap == Gap::SLASH {
                return Some((Joint::Slash, at));
            }
            let before = at.checked_sub(1)?;
            let sense = self.free(before)?.sense()?;
            if sense.role.is_none() && ((sense.range && !sense.filler) || sense.and) {
                return Some((if sense.and { Joint::And } else { Joint::To }, before));
            }
            if !(sense.weekday > 0 || sense.filler) || sense.is_month() {
                return None;
            }
            at = before;
        }
        None
    }

    /// A day of the month at `at` that is no part of a longer number.
    fn lone_day(&self, at: usize) -> Option<u32> {
        let item = self.free(at)?;
        let day = item.number(2).filter(|day| (1..=31).contains(day))?;
        let marks = item.gap.marks();
        let chained =
            at > 0 && self.items.list[at - 1].digits() > 0 && marks != Gap::NONE && marks != Gap::COMMA;
        (!chained && !self.is_number_of(at)).then_some(day)
    }

    /// `27 April`, `27 من أبريل`, `April 27`, `27/4`, ending with the item at `last`.
    fn ends_half(&self, last: usize, dated: &Dated) -> bool {
        let is_month =
            |at: usize| self.free(at).is_some_and(|item| item.means(|s| s.months.of(dated.calendar) > 0));
        let joins = |at: usize| self.free(at).is_some_and(|item| item.means(|s| s.of && s.ordinal == 0));
        let Some(before) = last.checked_sub(1) else { return false };
        if is_month(last) {
            let mut day = before;
            while day > 0 && (joins(day) || is_month(day)) {
                day -= 1;
            }
            return self.lone_day(day).is_some()
                || self.free(day).is_some_and(|item| item.means(|s| s.ordinal > 0));
        }
        let number = |at: usize| self.free(at).and_then(|item| item.number(2));
        let mark = self.items.list[last].gap;
        // `2-1 - 3 ماي 2018`: a score before a date that is written otherwise.
        let is_own = self.items.list.get(dated.items.start + 1).is_some_and(|second| second.gap == mark);
        let pair =
            self.lone_day(before).is_some() && number(last).is_some_and(|month| (1..=12).contains(&month));
        (is_month(before) && self.lone_day(last).is_some())
            || (pair && (matches!(mark, Gap::SLASH | Gap::DOT) || (mark == Gap::DASH && is_own)))
    }

    /// The word before `at` past weekdays and articles, and where it stands.
    fn word_before(&self, at: usize) -> Option<(usize, &Item)> {
        let says_nothing = |item: &Item| {
            item.means(|s| (s.weekday > 0 || s.filler) && !s.limit && !s.range_from && s.role.is_none())
        };
        let before = at.saturating_sub(BEFORE_DAY + 1)..at;
        before.rev().map_while(|at| Some((at, self.free(at)?))).find(|(_, item)| !says_nothing(item))
    }

    /// `until 12 March`, `قبل 12 مارس`: not on that day. `ثورة 25 يناير 2011`: not of this text.
    fn meant_otherwise(&self, dated: &Dated) -> Option<Why> {
        let (at, word) = self.word_before(dated.items.start)?;
        let sense = word.sense().filter(|_| self.items.list[at + 1].gap.within(Gap::SPACE))?;
        let joins = (sense.range && !sense.filler) || sense.and;
        if sense.limit || joins && !dated.year_stated {
            return Some(Why::Limit);
        }
        (sense.upheaval && at + 1 == dated.items.start).then_some(Why::Event)
    }
}

/// What joins two days.
#[derive(Clone, Copy, PartialEq)]
enum Joint {
    Dash,
    Slash,
    To,
    And,
    Comma,
}

impl Joint {
    fn why(self) -> Why {
        match self {
            Self::Dash | Self::Slash | Self::To => Why::SpanOfTime,
            Self::And | Self::Comma => Why::OneOfSeveral,
        }
    }
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
            unknown: items.unknown(),
            rights: any(|s| s.rights),
            elsewhen: any(|s| s.to_come || s.event),
            range_from: any(|s| s.range_from),
            first_label: items
                .list
                .iter()
                .position(|item| item.means(|s| s.role.is_some_and(|role| role != Role::Other))),
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
