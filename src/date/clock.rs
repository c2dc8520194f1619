//! Times of day among the items: `16:28`, `16h28`, `4:28 م`, `9 بجے`, with their zone.
//!
//! Out: [`Clock`]s, which know which items they are made of. Which date a clock belongs to is decided in `choice`.

use super::fold::Gap;
use super::item::{Item, Items, Kind};
use super::sense::{DayPart, Sense, Unit, Zone};
use super::zone::{zone_after, zone_before};
use super::{StatedDate, StatedTime};
use std::ops::Range;

/// A time of day as read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clock {
    /// The items that it is made of.
    pub items: Range<usize>,
    pub hour: u8,
    pub minute: u8,
    pub second: Option<u8>,
    pub zone: Option<Zone>,
}

impl Clock {
    /// `date` at this time; its zone's offset is the one that held on that day.
    pub(super) fn on(&self, date: StatedDate, lang: Option<&str>) -> Option<StatedDate> {
        let Self { hour, minute, second, .. } = *self;
        let offset = match self.zone {
            Some(zone) => zone.offset(date, (hour, minute), lang),
            None => None,
        };
        date.with_time(StatedTime { hour, minute, second, offset })
    }

    /// Is its zone one of North America's? There the month leads in dates of numbers.
    pub(super) fn is_american(&self, lang: Option<&str>) -> bool {
        let offset = match self.zone {
            Some(Zone::Named(name)) => return name.starts_with("America/"),
            Some(Zone::Offset(minutes)) => minutes,
            Some(Zone::Abbreviation(abbreviation)) => abbreviation.offset(lang),
            None => return false,
        };
        (-480..=-240).contains(&offset)
    }
}

/// Which of the items belong to a clock, and the clocks in order.
pub(super) fn clocks(items: &Items) -> Vec<Clock> {
    let list = &items.list;
    let mut clocks: Vec<Clock> = Vec::new();
    let mut at = 0;
    while at < list.len() {
        let before = clocks.last().map_or(0, |clock: &Clock| clock.items.end);
        match clock_at(list, at, before) {
            Some(clock) => {
                at = clock.items.end;
                match clocks.last_mut().filter(|last| is_elsewhere(list, last, &clock)) {
                    Some(last) => last.items.end = at,
                    None => clocks.push(clock),
                }
            }
            None => at += 1,
        }
    }
    clocks
}

/// `1628 GMT (0028 HKT)`: is the second the same time at another place?
fn is_elsewhere(list: &[Item], first: &Clock, second: &Clock) -> bool {
    let in_brackets = list[second.items.start].gap.has(Gap::PAREN);
    in_brackets && first.items.end == second.items.start && first.zone.is_some() && second.zone.is_some()
}

/// Does a clock begin with the number at `at`? Items before `free` are taken.
fn clock_at(list: &[Item], at: usize, free: usize) -> Option<Clock> {
    if list[at].means(|sense| sense.hour > 0) {
        return in_words(list, at, free);
    }
    if let Some((hour, minute)) = four_digits(list, at) {
        return finish(list, at..at + 1, free, hour, minute, None);
    }
    let hour = list[at].number(2)?;
    // `2018: 10:15` is a year and a clock, `2018:05:03` neither.
    let after_year = at > free && list[at - 1].digits() == 4 && list[at].gap.has(Gap::SPACE);
    let chained = at > free && list[at - 1].digits() > 0 && list[at].gap.marks() == Gap::COLON && !after_year;
    if hour > 23 || chained {
        return None;
    }
    let (minute, second, end) = with_colons(list, at).or_else(|| {
        let read = || with_letter(list, at, free).or_else(|| hour_alone(list, at, free));
        if is_in_span(list, at) { None } else { read() }
    })?;
    finish(list, at..end, free, hour, minute, second)
}

/// `16:28`, `16:28:05`, `16:28:05.123`.
fn with_colons(list: &[Item], at: usize) -> Option<(u32, Option<u32>, usize)> {
    let part = |at: usize| {
        let item = list.get(at)?;
        (item.gap.marks() == Gap::COLON && item.digits() == 2).then(|| item.number(2)).flatten()
    };
    let minute = part(at + 1).filter(|minute| *minute < 60)?;
    let Some(second) = part(at + 2) else { return Some((minute, None, at + 2)) };
    if second > 59 {
        return None;
    }
    let dotted = |at: usize| list.get(at).is_some_and(|item| item.gap == Gap::DOT && item.digits() > 0);
    let fraction = dotted(at + 3) && !dotted(at + 4);
    Some((minute, Some(second), at + 3 + usize::from(fraction)))
}

/// `1628 GMT`, unless the number is the year of a date: `3 May 2018 GMT`.
fn four_digits(list: &[Item], at: usize) -> Option<(u32, u32)> {
    let number = list[at].number(4).filter(|_| list[at].digits() == 4)?;
    let zone = list.get(at + 1).filter(|zone| zone.gap.within(Gap::SPACE))?.sense()?;
    let names_zone = zone.zone.is_some() && !zone.place && !zone.filler;
    let digits = |back: usize| at.checked_sub(back).map_or(0, |at| list[at].digits());
    let after_date = digits(1) == 4 || (digits(3) == 4 && digits(2) > 0 && digits(1) > 0);
    let in_date = digits(1) > 0 || (at > 0 && list[at - 1].means(|s| s.is_month() || (s.filler && !s.at)));
    let is_due = after_date || !in_date;
    (names_zone && is_due && number / 100 < 24 && number % 100 < 60).then_some((number / 100, number % 100))
}

/// How many words and numbers a span of time has at most.
const SPAN: usize = 6;

/// Is the number at `at` part of a span that ended at the capture: `1h 20m ago`, `il y a 2 h`?
fn is_in_span(list: &[Item], at: usize) -> bool {
    let is_unit = |item: &&Item| item.means(|sense| sense.unit.is_some());
    let is_part = |item: &&Item| {
        item.number(3).is_some()
            || is_unit(item)
            || item.means(|sense| sense.and || (sense.count > 0 && !sense.at))
    };
    let ahead = || list[at..].iter().take(SPAN);
    let behind = || list[..at].iter().rev().take(SPAN);
    let has_unit = ahead().take_while(is_part).chain(behind().take_while(is_part)).any(|item| is_unit(&item));
    let opens = || behind().find(|item| !is_part(item)).is_some_and(|item| item.means(|s| s.ago_before));
    let closes = || ahead().find(|item| !is_part(item)).is_some_and(|item| item.means(|s| s.ago_after));
    has_unit && (opens() || closes())
}

/// `16h28`, `16 h 28`, `16h`, `à 16 heures`.
fn with_letter(list: &[Item], at: usize, free: usize) -> Option<(u32, Option<u32>, usize)> {
    let mark = list.get(at + 1)?;
    let hours = |sense: &Sense| sense.unit.is_some_and(|(unit, _)| unit == Unit::Hour);
    if !mark.means(|sense| sense.hour_mark || hours(sense)) || !mark.gap.within(Gap::SPACE) {
        return None;
    }
    // `2018-10-04 ساعت 10:22`: the word belongs to the clock behind it.
    if mark.means(|sense| sense.at) && with_colons(list, at + 2).is_some() {
        return None;
    }
    let announced = at > free && list[at - 1].means(|sense| sense.at);
    match list.get(at + 2) {
        Some(item) if item.digits() == 2 && item.gap.within(Gap::SPACE) => {
            Some((item.number(2).filter(|minute| *minute < 60)?, None, at + 3))
        }
        _ if announced || (mark.gap == Gap::NONE && mark.means(|sense| sense.hour_mark)) => {
            Some((0, None, at + 2))
        }
        _ => None,
    }
}

/// `10 مساء`, `9 بجے`, `الساعة 18`.
fn hour_alone(list: &[Item], at: usize, free: usize) -> Option<(u32, Option<u32>, usize)> {
    let announced = at > free
        && list[at - 1].means(|sense| sense.at && sense.count == 0)
        && list[at].gap.within(Gap::SPACE.or(Gap::COLON));
    let next = list.get(at + 1);
    let spaced = |item: &Item| item.gap.within(Gap::SPACE.or(Gap::PAREN));
    let is_next = |item: &Item| item.digits() > 0 && item.gap.within(Gap::SPACE);
    let said = next.is_some_and(|item| {
        let says = |sense: &Sense| sense.o_clock || (sense.part.is_some() && (announced || !sense.letter));
        // `Nr. 11 am 3. Mai`: the German "on the".
        let is_article = item.means(|sense| sense.filler) && list.get(at + 2).is_some_and(is_next);
        spaced(item) && !is_article && item.means(says)
    });
    let ends = next.is_none_or(|item| {
        matches!(item.kind, Kind::Unknown) || item.means(|sense| !sense.is_month() && !sense.filler)
    });
    if let Some((minutes, end)) = minutes_after(list, at + 1).filter(|_| announced) {
        return Some((minutes, None, end));
    }
    (said || (announced && ends)).then_some((0, None, at + 1))
}

/// `الساعة 16 و 28 دقيقة`.
fn minutes_after(list: &[Item], at: usize) -> Option<(u32, usize)> {
    let joined = list.get(at)?.means(|sense| sense.and);
    let unit = list.get(at + 2)?.means(|sense| sense.unit.is_some_and(|(unit, _)| unit == Unit::Minute));
    let minutes = list.get(at + 1)?.number(2).filter(|minutes| *minutes < 60)?;
    (joined && unit).then_some((minutes, at + 3))
}

/// `الساعة الرابعة والنصف مساء`: only after the word "hour" or before a part of the day.
fn in_words(list: &[Item], at: usize, free: usize) -> Option<Clock> {
    let hour = u32::from(list[at].sense()?.hour);
    let announced = at > free && list[at - 1].means(|sense| sense.at);
    let minutes = list.get(at + 1).and_then(Item::sense).map_or(0, |sense| sense.minutes);
    let end = at + 1 + usize::from(minutes != 0);
    let said = list.get(end).is_some_and(|item| item.means(|sense| sense.part.is_some()));
    if !announced && !said {
        return None;
    }
    let past = hour * 60 + 12 * 60 * u32::from(minutes < 0 && hour == 1);
    let past = past.checked_add_signed(i32::from(minutes))?;
    finish(list, at..end, free, past / 60, past % 60, None)
}

/// `16.28` where a clock is due: after a date or the word "at".
pub(super) fn clock_with_dot(list: &[Item], at: usize, free: usize) -> Option<Clock> {
    let hour = list[at].number(2).filter(|hour| *hour < 24)?;
    let minute = list.get(at + 1).filter(|item| item.gap == Gap::DOT && item.digits() == 2)?.number(2)?;
    let goes_on = list.get(at + 2).is_some_and(|item| item.gap.has(Gap::DOT) && item.digits() > 0);
    if minute > 59 || goes_on {
        return None;
    }
    finish(list, at..at + 2, free, hour, minute, None)
}

/// Adds the part of the day and the zone.
fn finish(
    list: &[Item],
    made_of: Range<usize>,
    free: usize,
    hour: u32,
    minute: u32,
    second: Option<u32>,
) -> Option<Clock> {
    let Range { mut start, mut end } = made_of;
    let near = Gap::SPACE.or(Gap::PAREN).or(Gap::DOT).or(Gap::LINE);
    let mut part = None;
    if let Some(after) = list.get(end).filter(|item| item.gap.within(near)).and_then(Item::sense)
        && after.part.is_some()
    {
        part = after.part;
        end += 1;
    } else if let Some(before) = part_before(list, start, free) {
        part = Some(before);
        start -= 1;
    }
    if list.get(end).is_some_and(|item| item.means(|sense| sense.o_clock)) {
        end += 1;
        let after = list.get(end).filter(|item| item.gap.within(near)).and_then(Item::sense);
        if let Some(said) = after.and_then(|sense| sense.part).filter(|_| part.is_none()) {
            part = Some(said);
            end += 1;
        }
    }
    let american = list.get(end).filter(|item| part.is_some() && item.gap == Gap::SPACE);
    let american = american.and_then(Item::sense).and_then(|sense| sense.zone_after_part);
    let (mut zone, end) = match american {
        Some(name) => (Some(Zone::Named(name)), end + 1),
        None => zone_after(list, end),
    };
    if zone.is_none()
        && let Some((before, from)) = zone_before(list, start, free)
    {
        (zone, start) = (Some(before), from);
    }
    let hour = on_the_day(hour, part)?;
    Some(Clock {
        items: start..end,
        hour,
        minute: u8::try_from(minute).ok()?,
        second: second.and_then(|second| u8::try_from(second).ok()),
        zone,
    })
}

/// `AM 09:05`, `رات 10 بجے`: the part of the day before the hour. A م there belongs to the year before it.
fn part_before(list: &[Item], at: usize, free: usize) -> Option<DayPart> {
    let before = list.get(at.checked_sub(1).filter(|before| *before >= free)?)?;
    let sense = before.sense()?;
    let follows_number = at >= 2 && list[at - 2].digits() > 0;
    let is_of_year = sense.era.is_some() && follows_number;
    (list[at].gap.within(Gap::SPACE.or(Gap::COLON)) && !is_of_year && sense.at == sense.part.is_none())
        .then_some(sense.part)
        .flatten()
}

/// The hour from 0 to 23; `None` where there is no such hour.
fn on_the_day(hour: u32, part: Option<DayPart>) -> Option<u8> {
    let hour = match (part, hour) {
        (Some(DayPart::Morning | DayPart::Night), 12) => 0,
        (Some(DayPart::Evening), 1..=11) | (Some(DayPart::Noon), 1..=4) | (Some(DayPart::Night), 6..=11) => {
            hour + 12
        }
        _ => hour,
    };
    u8::try_from(hour).ok().filter(|hour| *hour < 24)
}
