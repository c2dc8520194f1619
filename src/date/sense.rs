//! What words of dates mean: calendars, months, roles, units, zones, and all of it at once as a [`Sense`].
//!
//! Types only. Which words mean it stands in `tables`; `lexicon` brings the two together.

/// A calendar that dates are stated in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// The civil calendar.
    Gregorian,
    /// The lunar Hijri calendar; Umm al-Qura where computed.
    Hijri,
    /// The Solar Hijri calendar of Iran and Afghanistan.
    Solar,
    /// The Hebrew calendar.
    Hebrew,
}

impl Calendar {
    /// Every calendar.
    pub(super) const ALL: [Self; 4] = [Self::Gregorian, Self::Hijri, Self::Solar, Self::Hebrew];

    /// The calendar's name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gregorian => "Gregorian",
            Self::Hijri => "Hijri (Umm al-Qura)",
            Self::Solar => "Solar Hijri",
            Self::Hebrew => "Hebrew",
        }
    }
}

/// A unit of time in a relative date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// What a label says of the date after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The date of publication, said in so many words.
    Published,
    /// A date, no more: `بتاريخ`.
    Dated,
    /// No label.
    Unlabelled,
    /// A later change.
    Updated,
    /// Something else: a birth, a deadline, a member's joining. No reading has it, since such dates are not taken.
    Other,
}

impl Role {
    /// The role's name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Dated => "dated",
            Self::Unlabelled => "none",
            Self::Updated => "updated",
            Self::Other => "of something else",
        }
    }
}

/// A part of the day beside an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Noon,
    Evening,
    Night,
}

/// A zone beside a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Minutes east of UTC.
    Offset(i16),
    /// Letters that mean one zone in pages of one language, and another elsewhere.
    Abbreviation(Abbreviation),
    /// A name in the IANA database.
    Named(&'static str),
}

/// Offsets, in minutes east of UTC, of an abbreviation that two countries use for times of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Abbreviation {
    /// The language, as BCP 47 has it, in whose pages it means the offset `there`.
    pub language: &'static str,
    pub there: i16,
    pub elsewhere: i16,
}

/// Months in each calendar, numbered from 1; 0 where the word is none. Hebrew: Adar I is 13.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Months {
    pub gregorian: u8,
    pub hijri: u8,
    pub solar: u8,
    pub hebrew: u8,
}

impl Months {
    /// The month in `calendar`; 0 for none.
    pub(super) fn of(self, calendar: Calendar) -> u8 {
        match calendar {
            Calendar::Gregorian => self.gregorian,
            Calendar::Hijri => self.hijri,
            Calendar::Solar => self.solar,
            Calendar::Hebrew => self.hebrew,
        }
    }

    pub(super) fn set(&mut self, calendar: Calendar, number: u8) {
        match calendar {
            Calendar::Gregorian => self.gregorian = number,
            Calendar::Hijri => self.hijri = number,
            Calendar::Solar => self.solar = number,
            Calendar::Hebrew => self.hebrew = number,
        }
    }
}

/// Everything a phrase may mean.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sense {
    pub months: Months,
    /// From Monday, 1 to 7; 0 for none.
    pub weekday: u8,
    /// A day of the month in words; 0 for none.
    pub ordinal: u8,
    /// A small number in words; 0 for none.
    pub count: u8,
    pub days: Option<i8>,
    pub unit: Option<(Unit, u8)>,
    /// A unit or a number with "and" glued to it: `ويومين`.
    pub glued_and: bool,
    /// Units in the plural, which say nothing without a number: `منذ سنوات`.
    pub plural: bool,
    pub role: Option<Role>,
    pub era: Option<Calendar>,
    pub part: Option<DayPart>,
    /// A part of the day in one letter, which after a number may be an era, a page or a metre.
    pub letter: bool,
    pub zone: Option<Zone>,
    pub filler: bool,
    /// Joins day, month and year: `27 من أبريل`, `27 de abril`.
    pub of: bool,
    /// An hour in words; 0 for none.
    pub hour: u8,
    /// Minutes in words after an hour, perhaps negative; 0 for none.
    pub minutes: i8,
    pub at: bool,
    pub o_clock: bool,
    pub hour_mark: bool,
    pub in_zone: bool,
    /// Names a place: a zone only after a word that says so.
    pub place: bool,
    /// A zone in the IANA database, if it stands after am or pm.
    pub zone_after_part: Option<&'static str>,
    pub ago_before: bool,
    pub ago_after: bool,
    /// What a number after it is no date.
    pub number_of: bool,
    /// The same with the name of what is numbered between.
    pub number: bool,
    pub rights: bool,
    pub to_come: bool,
    /// Makes a name of a day without a year: `ثورة 25 يناير`.
    pub event: bool,
    /// Of those, what names even a day with its year: `ثورة`.
    pub upheaval: bool,
    /// "To" between two ends of a span.
    pub range: bool,
    /// Joins two of a kind: days, units of time.
    pub and: bool,
    /// Makes the day after it a limit: until, before, since.
    pub limit: bool,
    /// Means nothing but a limit or the number of something: among other words, a word like any other.
    pub beside_only: bool,
    pub range_from: bool,
    pub coptic: bool,
    /// A name of a month or a day that is first of all an ordinary word: a month needs a day and a year beside it, a day
    /// a clock or a weekday.
    pub everyday: bool,
    /// 年, 월 and their kin: 1 year, 2 month, 3 day.
    pub east_asian: u8,
}

impl Sense {
    /// Does it mean nothing but a limit or the number of something?
    pub(super) fn is_beside_only(&self) -> bool {
        let Self { limit, number_of, number, .. } = *self;
        *self == Self { limit, number_of, number, ..Self::default() }
    }

    /// Is it a month of some calendar that is converted?
    pub(super) fn is_month(&self) -> bool {
        self.months != Months::default()
    }
}
