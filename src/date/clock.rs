//! Times of day among the items: `16:28`, `16h28`, `4:28 م`, `9 بجے`, with their zone.
//!
//! Out: [`Clock`]s, which know which items they are made of. Which date a clock belongs to is decided in `choice`.

use super::lexicon::{Part, Sense, Unit, Zone};
use super::token::{Gap, Item, Items, Kind};
use super::{StatedDate, StatedTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::ops::Range;
use std::sync::LazyLock;

/// Zones come from the database inside the program: the same on every machine.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

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
            Some(Zone::Offset(minutes)) => Some(local_abbreviation(minutes, lang)),
            Some(Zone::Named(name)) => self.offset_in(name, date),
            None => None,
        };
        date.with_time(StatedTime { hour, minute, second, offset })
    }

    /// Is its zone one of North America's? There the month leads in dates of numbers.
    pub(super) fn is_american(&self) -> bool {
        match self.zone {
            Some(Zone::Offset(minutes)) => (-480..=-240).contains(&minutes),
            Some(Zone::Named(name)) => name.starts_with("America/"),
            None => false,
        }
    }

    fn offset_in(&self, name: &str, date: StatedDate) -> Option<i16> {
        let zone: TimeZone = ZONES.get(name).ok()?;
        let (hour, minute) = (i8::try_from(self.hour).ok()?, i8::try_from(self.minute).ok()?);
        let at = zone.to_zoned(date.civil()?.at(hour, minute, 0, 0)).ok()?;
        i16::try_from(at.offset().seconds() / 60).ok()
    }
}

/// PST is Pakistan's time in an Urdu page, IST India's, BST not Britain's everywhere: the language decides.
fn local_abbreviation(minutes: i16, lang: Option<&str>) -> i16 {
    match lang.and_then(|lang| lang.get(..2)) {
        Some("ur") if minutes == -480 => 300,
        Some("he") if minutes == 330 => 120,
        _ => minutes,
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
                clocks.push(clock);
            }
            None => at += 1,
        }
    }
    clocks
}

/// Does a clock begin with the number at `at`? Items before `free` are taken.
fn clock_at(list: &[Item], at: usize, free: usize) -> Option<Clock> {
    if list[at].means(|sense| sense.hour > 0) {
        return in_words(list, at, free);
    }
    let hour = list[at].number(2)?;
    // `2018: 10:15` is a year and a clock, `2018:05:03` neither.
    let after_year = at > free && list[at - 1].digits() == 4 && list[at].gap.has(Gap::SPACE);
    let chained = at > free && list[at - 1].digits() > 0 && list[at].gap.marks() == Gap::COLON && !after_year;
    if hour > 23 || chained {
        return None;
    }
    let (minute, second, end) =
        with_colons(list, at).or_else(|| with_letter(list, at)).or_else(|| hour_alone(list, at, free))?;
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

/// `16h28`, `16 h 28`, `16h`.
fn with_letter(list: &[Item], at: usize) -> Option<(u32, Option<u32>, usize)> {
    let mark = list.get(at + 1)?;
    let hours = |sense: &Sense| sense.unit.is_some_and(|(unit, _)| unit == Unit::Hour);
    let ago = |item: Option<&Item>| item.is_some_and(|item| item.means(|s| s.ago_before || s.ago_after));
    let is_span = ago(at.checked_sub(1).map(|before| &list[before])) || ago(list.get(at + 2));
    if is_span || !mark.means(|sense| sense.hour_mark || hours(sense)) || !mark.gap.within(Gap::SPACE) {
        return None;
    }
    match list.get(at + 2) {
        Some(item) if item.digits() == 2 && item.gap.within(Gap::SPACE) => {
            Some((item.number(2).filter(|minute| *minute < 60)?, None, at + 3))
        }
        _ if mark.gap == Gap::NONE && mark.means(|sense| sense.hour_mark) => Some((0, None, at + 2)),
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
    let said = next.is_some_and(|item| {
        // A lone letter after a number is an era, a page or a metre as well.
        let lone = item.folded.len() <= 2 && item.span.len() <= 2 && !item.means(|sense| sense.o_clock);
        spaced(item) && (!lone || announced) && item.means(|sense| sense.part.is_some() || sense.o_clock)
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
    let joined = list.get(at)?.means(|sense| sense.range);
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
    // `GMT 16:28`
    if let Some(before) = start.checked_sub(1).filter(|before| zone.is_none() && *before >= free)
        && list[start].gap.within(Gap::SPACE.or(Gap::COLON))
        && list[before].means(|sense| sense.zone == Some(Zone::Offset(0)) && !sense.filler)
    {
        zone = Some(Zone::Offset(0));
        start = before;
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
fn part_before(list: &[Item], at: usize, free: usize) -> Option<Part> {
    let before = list.get(at.checked_sub(1).filter(|before| *before >= free)?)?;
    let sense = before.sense()?;
    let follows_number = at >= 2 && list[at - 2].digits() > 0;
    let is_of_year = sense.era.is_some() && follows_number;
    (list[at].gap.within(Gap::SPACE.or(Gap::COLON)) && !is_of_year && sense.at == sense.part.is_none())
        .then_some(sense.part)
        .flatten()
}

/// The hour from 0 to 23; `None` where there is no such hour.
fn on_the_day(hour: u32, part: Option<Part>) -> Option<u8> {
    let hour = match (part, hour) {
        (Some(Part::Morning | Part::Night), 12) => 0,
        (Some(Part::Evening), 1..=11) | (Some(Part::Noon), 1..=4) | (Some(Part::Night), 6..=11) => hour + 12,
        _ => hour,
    };
    u8::try_from(hour).ok().filter(|hour| *hour < 24)
}

/// A zone at `at` and where it ends; `at` itself when there is none.
fn zone_after(list: &[Item], at: usize) -> (Option<Zone>, usize) {
    let near = Gap::SPACE.or(Gap::PAREN).or(Gap::COMMA).or(Gap::DASH).or(Gap::DOT).or(Gap::LINE).or(Gap::BAR);
    let mut end = at;
    let mut announced = false;
    let announces = |item: &Item| item.gap.within(near) && item.means(|sense| sense.in_zone);
    if list.get(end).is_some_and(announces) {
        announced = true;
        end += 1;
    }
    let named = list
        .get(end)
        .filter(|item| item.gap.within(near))
        .and_then(Item::sense)
        .and_then(|sense| sense.zone.filter(|_| announced || !sense.place));
    let is_place = |item: &Item| item.gap == Gap::SPACE && matches!(item.kind, Kind::Unknown);
    let sign_follows = list.get(end).is_some_and(|item| item.sign.is_some());
    match named {
        Some(zone) => {
            end += 1;
            match offset_at(list, end, zone == Zone::Offset(0)) {
                Some((minutes, end)) => (Some(Zone::Offset(minutes)), end),
                None => (Some(zone), end),
            }
        }
        None if sign_follows => match offset_at(list, end, false) {
            Some((minutes, end)) => (Some(Zone::Offset(minutes)), end),
            None => (None, at),
        },
        // `بتوقيت طوكيو`: a place that the tables lack.
        None if announced && list.get(end).is_some_and(is_place) => (None, end + 1),
        None => (None, at),
    }
}

/// `+0100`, `+01:00`, and after GMT also `+3` and `+ 3`.
fn offset_at(list: &[Item], at: usize, after_utc: bool) -> Option<(i16, usize)> {
    let item = list.get(at)?;
    let spaced_sign = after_utc && item.gap.has(Gap::PLUS);
    let sign = item.sign.or(spaced_sign.then_some(1))?;
    let value = i16::try_from(item.number(4)?).ok()?;
    let minutes = list
        .get(at + 1)
        .filter(|next| next.gap == Gap::COLON && next.digits() == 2)
        .and_then(|m| m.number(2));
    let (offset, end) = match (item.digits(), minutes) {
        (1 | 2, Some(minutes)) => (value * 60 + i16::try_from(minutes).ok()?, at + 2),
        (4, _) => (value / 100 * 60 + value % 100, at + 1),
        (1 | 2, None) if after_utc || (sign > 0 && item.digits() == 2) => (value * 60, at + 1),
        _ => return None,
    };
    (offset <= 14 * 60).then_some((sign * offset, end))
}
