//! Zones beside a clock: which items name one, and what its offset is on a day.

use super::StatedDate;
use super::fold::Gap;
use super::item::{Item, Kind};
use super::rules::speaks;
use super::sense::{Abbreviation, Zone};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::sync::LazyLock;

/// Zones come from the database inside the program: the same on every machine.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Minutes east of UTC that some place keeps.
const OFFSETS: std::ops::RangeInclusive<i16> = -12 * 60..=14 * 60;

impl Zone {
    /// Minutes east of UTC at a time of a day; `None` where the database does not know the zone.
    pub(super) fn offset(
        self,
        date: StatedDate,
        (hour, minute): (u8, u8),
        lang: Option<&str>,
    ) -> Option<i16> {
        let name = match self {
            Self::Offset(minutes) => return Some(minutes),
            Self::Abbreviation(short) => return Some(short.offset(lang)),
            Self::Named(name) => name,
        };
        let zone: TimeZone = ZONES.get(name).ok()?;
        let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
        let at = zone.to_zoned(date.civil()?.at(hour, minute, 0, 0)).ok()?;
        i16::try_from(at.offset().seconds() / 60).ok()
    }
}

impl Abbreviation {
    /// Minutes east of UTC in a page of this language.
    pub(super) fn offset(self, lang: Option<&str>) -> i16 {
        if speaks(lang, &[self.language]) { self.there } else { self.elsewhere }
    }
}

/// A zone at `at` and where it ends; `at` itself when there is none.
pub(super) fn zone_after(list: &[Item], at: usize) -> (Option<Zone>, usize) {
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
                Some((minutes, end)) => (minutes.map(Zone::Offset), end),
                None => (Some(zone), end),
            }
        }
        None if sign_follows => match offset_at(list, end, false) {
            Some((minutes, end)) => (minutes.map(Zone::Offset), end),
            None => (None, at),
        },
        // `بتوقيت طوكيو`: a place that the tables lack.
        None if announced && list.get(end).is_some_and(is_place) => (None, end + 1),
        None => (None, at),
    }
}

/// `+0100`, `+01:00`, and after GMT also `+3` and `+ 3`: the minutes and where they end. No minutes where no zone is so far
/// from UTC: `GMT+25` is then no zone at all.
fn offset_at(list: &[Item], at: usize, after_utc: bool) -> Option<(Option<i16>, usize)> {
    let item = list.get(at)?;
    let spaced_sign = after_utc && item.gap.has(Gap::PLUS);
    let sign = item.sign.or(spaced_sign.then_some(1))?;
    let value = i16::try_from(item.number(4)?).ok()?;
    let minutes = list
        .get(at + 1)
        .filter(|next| next.gap == Gap::COLON && next.digits() == 2)
        .and_then(|m| m.number(2));
    let (hours, minutes, end) = match (item.digits(), minutes) {
        (1 | 2, Some(minutes)) => (value, i16::try_from(minutes).ok()?, at + 2),
        (4, _) => (value / 100, value % 100, at + 1),
        (1 | 2, None) if after_utc || (sign > 0 && item.digits() == 2) => (value, 0, at + 1),
        _ => return None,
    };
    let offset = sign * (hours * 60 + minutes);
    Some(((minutes < 60 && OFFSETS.contains(&offset)).then_some(offset), end))
}

/// The zone before a clock that begins at `start`, and where it begins: `GMT 16:28`, `بتوقيت مكة الساعة 16:28`. Items
/// before `free` are taken.
pub(super) fn zone_before(list: &[Item], start: usize, free: usize) -> Option<(Zone, usize)> {
    let near = Gap::SPACE.or(Gap::COLON).or(Gap::PAREN);
    let mut at = start;
    loop {
        let before = at.checked_sub(1).filter(|before| *before >= free && list[at].gap.within(near))?;
        let sense = list[before].sense()?;
        if let Some(zone) = sense.zone.filter(|_| !sense.filler) {
            let announcing = before.checked_sub(1).filter(|announcing| *announcing >= free);
            let announcing = announcing.filter(|at| list[*at].means(|sense| sense.in_zone));
            // `est` is also a verb: only UTC needs no word before it.
            let is_meant = announcing.is_some() || (zone == Zone::Offset(0) && !sense.place);
            return is_meant.then_some((zone, announcing.unwrap_or(before)));
        }
        if !sense.at {
            return None;
        }
        at = before;
    }
}
