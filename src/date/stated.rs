//! [`StatedDate`]: a calendar date, perhaps with a time and a zone, exactly as precise as its source.
//!
//! Written and read as ISO 8601 (`2017`, `2020-11`, `2017-04-27`, `2017-04-27T16:28`, `…T16:28:05+01:00`).
//! Invents nothing: no midnight, no zone, no first of the month.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// How much of a date its source states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// The day, hour and minute.
    Minute,
    /// The day and a time to the second.
    Second,
}

/// A time of day as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatedTime {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59, when stated.
    pub second: Option<u8>,
    /// Minutes east of UTC, when a zone is stated.
    pub offset: Option<i16>,
}

/// A date exactly as precise as its source states it. The calendar is the (proleptic) Gregorian one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatedDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<StatedTime>,
}

impl StatedDate {
    /// A whole year; `None` unless it lies in 1..=9999.
    pub fn from_year(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year, month: None, day: None, time: None })
    }

    /// A whole month; `None` when there is no such month.
    pub fn from_month(year: i16, month: u8) -> Option<Self> {
        Self::from_year(year)?;
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None, time: None })
    }

    /// A day; `None` when the calendar has no such day (31 November, 29 February 2017).
    pub fn from_day(year: i16, month: u8, day: u8) -> Option<Self> {
        Self::from_month(year, month)?;
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self { year, month: Some(month), day: Some(day), time: None })
    }

    /// The same day with a time; `None` when this date has no day or the time is none (25:61, an offset of a day or more).
    pub fn with_time(self, time: StatedTime) -> Option<Self> {
        let sound = self.day.is_some()
            && time.hour < 24
            && time.minute < 60
            && time.second.is_none_or(|s| s < 60)
            && time.offset.is_none_or(|o| o.abs() < 24 * 60);
        sound.then_some(Self { time: Some(time), ..self })
    }

    /// Minutes since 1970 in UTC where a zone is stated, else by the page's own clock, and whether a zone is; `None` without a
    /// time of day.
    pub fn instant_in_minutes(&self) -> Option<(i64, bool)> {
        let (day, time) = (self.civil()?, self.time()?);
        let days = i64::from((day - jiff::civil::date(1970, 1, 1)).get_days());
        let minutes = days * 1440 + i64::from(time.hour) * 60 + i64::from(time.minute);
        Some((minutes - i64::from(time.offset.unwrap_or(0)), time.offset.is_some()))
    }

    /// The same date without its time.
    #[must_use]
    pub fn without_time(self) -> Self {
        Self { time: None, ..self }
    }

    /// The year, 1 to 9999.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, when stated.
    pub fn month(&self) -> Option<u8> {
        self.month
    }

    /// The day of the month, when stated.
    pub fn day(&self) -> Option<u8> {
        self.day
    }

    /// The time of day, when stated.
    pub fn time(&self) -> Option<StatedTime> {
        self.time
    }

    /// How much is stated.
    pub fn precision(&self) -> Precision {
        match (self.month, self.day, self.time) {
            (None, _, _) => Precision::Year,
            (_, None, _) => Precision::Month,
            (_, _, None) => Precision::Day,
            (_, _, Some(time)) if time.second.is_none() => Precision::Minute,
            _ => Precision::Second,
        }
    }

    /// The civil day, when stated, for calendar arithmetic.
    pub fn civil(&self) -> Option<jiff::civil::Date> {
        let (month, day) = (i8::try_from(self.month?).ok()?, i8::try_from(self.day?).ok()?);
        jiff::civil::Date::new(self.year, month, day).ok()
    }

    /// What dates are sorted by: the stated instant as written, unstated parts first.
    fn key(&self) -> (i16, u8, u8, u8, u8, u8) {
        let time = self.time.map_or((0, 0, 0), |t| (t.hour, t.minute, t.second.unwrap_or(0)));
        (self.year, self.month.unwrap_or(0), self.day.unwrap_or(0), time.0, time.1, time.2)
    }
}

/// Sorts as written: zones are not brought to one another, since most sources state none.
impl Ord for StatedDate {
    fn cmp(&self, other: &Self) -> Ordering {
        let offset = |d: &Self| d.time.and_then(|t| t.offset);
        self.key()
            .cmp(&other.key())
            .then(self.precision().cmp(&other.precision()))
            .then(offset(self).cmp(&offset(other)))
    }
}

impl PartialOrd for StatedDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for StatedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        let Some(month) = self.month else { return Ok(()) };
        write!(f, "-{month:02}")?;
        let Some(day) = self.day else { return Ok(()) };
        write!(f, "-{day:02}")?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", time.hour, time.minute)?;
        if let Some(second) = time.second {
            write!(f, ":{second:02}")?;
        }
        if let Some(offset) = time.offset {
            let sign = if offset < 0 { '-' } else { '+' };
            write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)?;
        }
        Ok(())
    }
}

/// Not an ISO 8601 date of the forms that [`StatedDate`] prints.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no date: write 2017, 2017-04, 2017-04-27, 2017-04-27T16:28 or 2017-04-27T16:28:05+01:00")]
pub struct NotADate(pub String);

impl FromStr for StatedDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        parse_iso(text).ok_or_else(|| NotADate(text.to_owned()))
    }
}

/// Digits only, exactly `width` of them.
fn number(text: &str, width: usize) -> Option<u16> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn parse_iso(text: &str) -> Option<StatedDate> {
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = i16::try_from(number(parts.next()?, 4)?).ok()?;
    let month = parts.next().map(|p| number(p, 2).and_then(|n| u8::try_from(n).ok()));
    let day = parts.next().map(|p| number(p, 2).and_then(|n| u8::try_from(n).ok()));
    if parts.next().is_some() {
        return None;
    }
    let date = match (month, day) {
        (None, None) => StatedDate::from_year(year)?,
        (Some(month), None) => StatedDate::from_month(year, month?)?,
        (Some(month), Some(day)) => StatedDate::from_day(year, month?, day?)?,
        (None, Some(_)) => return None,
    };
    match time {
        None => Some(date),
        Some(time) => date.with_time(parse_time(time)?),
    }
}

fn parse_time(text: &str) -> Option<StatedTime> {
    let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => (&text[..at], Some(parse_offset(&text[at..])?)),
        None => (text, None),
    };
    let clock = clock.split_once('.').map_or(clock, |(whole, _fraction)| whole);
    let mut parts = clock.split(':').map(|p| number(p, 2).and_then(|n| u8::try_from(n).ok()));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = match parts.next() {
        Some(second) => Some(second?),
        None => None,
    };
    parts.next().is_none().then_some(StatedTime { hour, minute, second, offset })
}

fn parse_offset(text: &str) -> Option<i16> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, digits) = text.split_at(1);
    let digits = digits.replace(':', "");
    let minutes = match digits.len() {
        2 => number(&digits, 2)? * 60,
        4 => number(&digits[..2], 2)? * 60 + number(&digits[2..], 2)?,
        _ => return None,
    };
    let minutes = i16::try_from(minutes).ok()?;
    Some(if sign == "-" { -minutes } else { minutes })
}

impl serde::Serialize for StatedDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for StatedDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_and_reads_back_only_what_is_stated() {
        for text in [
            "2017",
            "2020-11",
            "2017-04-27",
            "2017-04-27T16:28",
            "2017-04-27T16:28:05",
            "2017-04-27T16:28+00:00",
            "2017-04-27T16:28:05-05:30",
        ] {
            assert_eq!(text.parse::<StatedDate>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_what_no_calendar_has() {
        for text in [
            "",
            "2017-13",
            "2016-11-31",
            "2017-02-29",
            "2017-04-27T25:61",
            "2017-4-27",
            "17-04-27",
            "2017-04T10:00",
        ] {
            assert!(text.parse::<StatedDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn sorts_unstated_parts_first() {
        let mut dates: Vec<StatedDate> = ["2017-04-27T16:28", "2017-04-27", "2017", "2017-04"]
            .iter()
            .filter_map(|t| t.parse().ok())
            .collect();
        dates.sort_unstable();
        let printed: Vec<String> = dates.iter().map(ToString::to_string).collect();
        assert_eq!(printed, ["2017", "2017-04", "2017-04-27", "2017-04-27T16:28"]);
    }
}
