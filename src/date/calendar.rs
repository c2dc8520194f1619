//! From a calendar's year, month and day to the Gregorian day, and to the Hijri day from that, through `icu_calendar`.
//!
//! Also the years that a page leaves out or writes with two digits. Knows nothing of text.

use super::StatedDate;
use super::sense::Calendar;
use icu_calendar::cal::Hijri;
use icu_calendar::types::Month;
use icu_calendar::{Calendar as IcuCalendar, Date, Gregorian};

/// The Gregorian day of a date in `calendar`; `None` when that calendar has no such day.
///
/// Hijri months follow Umm al-Qura; a thirtieth day that it does not have is the day after its twenty-ninth, since
/// countries that sight the moon may have had it. Hebrew months count from Tishri, 13 is Adar I.
pub(super) fn to_gregorian(calendar: Calendar, year: u32, month: u8, day: u8) -> Option<StatedDate> {
    let whole = i32::try_from(year).ok()?;
    match calendar {
        Calendar::Gregorian => StatedDate::from_day(i16::try_from(year).ok()?, month, day),
        Calendar::Hijri => hijri(whole, month, day),
        Calendar::Solar => stated(&Date::try_new_persian(whole, month, day).ok()?),
        Calendar::Hebrew => hebrew(whole, month, day),
    }
}

/// Year, month and day of a stated day in the Hijri calendar (Umm al-Qura); `None` where no day is stated.
pub fn to_hijri(date: &StatedDate) -> Option<(i32, u8, u8)> {
    let whole = Date::try_new_gregorian(date.year().into(), date.month()?, date.day()?).ok()?;
    let hijri = whole.to_calendar(Hijri::new_umm_al_qura());
    Some((hijri.year().extended_year(), hijri.month().ordinal, hijri.day_of_month().0))
}

fn hijri(year: i32, month: u8, day: u8) -> Option<StatedDate> {
    let of =
        |day| stated(&Date::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()?);
    of(day).or_else(|| {
        let eve = (day == 30).then(|| of(29)).flatten()?.civil()?.tomorrow().ok()?;
        from_civil(eve)
    })
}

fn hebrew(year: i32, month: u8, day: u8) -> Option<StatedDate> {
    let month = match month {
        13 => Month::leap(5),
        1..=12 => Month::new(month),
        _ => return None,
    };
    stated(&Date::try_new_hebrew_v2(year, month, day).ok()?)
}

fn stated<C: IcuCalendar>(date: &Date<C>) -> Option<StatedDate> {
    let date = date.to_calendar(Gregorian);
    let year = i16::try_from(date.era_year().year).ok()?;
    StatedDate::from_day(year, date.month().ordinal, date.day_of_month().0)
}

/// A civil day as a stated one.
pub(super) fn from_civil(date: jiff::civil::Date) -> Option<StatedDate> {
    StatedDate::from_day(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
}

/// The day of the week from Monday, 1 to 7.
pub(super) fn weekday(date: StatedDate) -> Option<u8> {
    u8::try_from(date.civil()?.weekday().to_monday_one_offset()).ok()
}

/// The day before or after `date` that is this weekday; `None` when neither is, or `date` itself is.
pub(super) fn neighbour_on(stated: u8, date: StatedDate) -> Option<StatedDate> {
    let (eve, morrow) = (date.civil()?.yesterday().ok()?, date.civil()?.tomorrow().ok()?);
    [eve, morrow].into_iter().filter_map(from_civil).find(|day| weekday(*day) == Some(stated))
}

/// A day whose year is left out: the last such day up to two days after the capture, who may live further east.
pub(super) fn without_year(
    calendar: Calendar,
    month: u8,
    day: u8,
    captured: StatedDate,
) -> Option<StatedDate> {
    let now = captured.civil()?;
    let latest = now.saturating_add(jiff::Span::new().days(2));
    let year = u32::try_from(now.year()).ok()?;
    let first = match calendar {
        Calendar::Gregorian => year + 1,
        Calendar::Solar => year.checked_sub(621)?,
        Calendar::Hijri => year.checked_sub(579)? * 1031 / 1000 + 1,
        Calendar::Hebrew => year + 3761,
    };
    (0..=9)
        .filter_map(|back| to_gregorian(calendar, first.checked_sub(back)?, month, day))
        .find(|date| date.civil().is_some_and(|date| date <= latest))
}

/// A Gregorian year of two digits: within 1970 and 2069.
pub(super) fn two_digit_year(year: u32) -> u32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// A Solar Hijri year of two digits: within 1330 and 1429.
pub(super) fn two_digit_solar_year(year: u32) -> u32 {
    if year < 30 { 1400 + year } else { 1300 + year }
}
