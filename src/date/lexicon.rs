//! The tables compiled into one dictionary: a folded phrase of up to five words gives a [`Sense`].
//!
//! A word may mean several things at once (`مارس`, `mar`, `م`); which of them holds is the rules' affair.

use super::cldr;
use super::tables::{clocks, labels, months, spans, weekdays};
use super::token::fold_phrase;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

impl Role {
    /// The role's name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Dated => "dated",
            Self::Unlabelled => "none",
            Self::Updated => "updated",
        }
    }
}

/// A part of the day beside an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
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
    /// A name in the IANA database.
    Named(&'static str),
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

    fn set(&mut self, calendar: Calendar, number: u8) {
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
    /// Units in the plural, which say nothing without a number: `منذ سنوات`.
    pub plural: bool,
    pub role: Option<Role>,
    pub era: Option<Calendar>,
    pub part: Option<Part>,
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
    pub number_of: bool,
    pub rights: bool,
    pub to_come: bool,
    /// Makes a name of a day without a year: `ثورة 25 يناير`.
    pub event: bool,
    pub range: bool,
    pub range_from: bool,
    pub coptic: bool,
    /// A month's name that is first of all an ordinary word: it needs a day and a year beside it.
    pub everyday: bool,
    /// 年, 월 and their kin: 1 year, 2 month, 3 day.
    pub east_asian: u8,
}

impl Sense {
    /// Is it a month of some calendar that is converted?
    pub(super) fn is_month(&self) -> bool {
        self.months != Months::default()
    }
}

pub(super) struct Entry {
    /// `None`: only the beginning of longer phrases.
    pub sense: Option<Sense>,
    /// Words in the longest phrase that begins with this word.
    pub longest: u8,
}

/// The dictionary.
pub(super) struct Lexicon {
    entries: FxHashMap<String, Entry>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::compile);

/// The one dictionary.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    /// What a folded word or phrase means, and how far the phrases go that it begins.
    pub(super) fn entry(&self, phrase: &str) -> Option<&Entry> {
        self.entries.get(phrase)
    }

    fn add(&mut self, spellings: &str, set: impl Fn(&mut Sense)) {
        for spelling in spellings.split('|') {
            let key = fold_phrase(spelling);
            let Some(first) = key.split(' ').next().filter(|word| !word.is_empty()) else { continue };
            let words = u8::try_from(key.split(' ').count()).unwrap_or(u8::MAX);
            let opening = self.entries.entry(first.to_owned()).or_insert(Entry { sense: None, longest: 0 });
            opening.longest = opening.longest.max(words);
            let entry = self.entries.entry(key).or_insert(Entry { sense: None, longest: 0 });
            set(entry.sense.get_or_insert_default());
        }
    }

    /// Adds a name of a month, and the name with what its language puts before and behind it.
    fn add_month(&mut self, calendar: Calendar, tag: &str, spellings: &str, number: u8) {
        self.add(spellings, |sense| sense.months.set(calendar, number));
        for (_, _, before, after) in
            months::AFFIXES.iter().filter(|(of, by, ..)| (*of, *by) == (calendar, tag))
        {
            for spelling in spellings.split('|').filter(|spelling| !spelling.is_empty()) {
                self.add(&format!("{before}{spelling}{after}"), |sense| sense.months.set(calendar, number));
            }
        }
    }

    fn compile() -> Self {
        let mut lexicon = Self { entries: FxHashMap::default() };
        lexicon.compile_months();
        lexicon.compile_labels();
        lexicon.compile_clocks();
        lexicon.compile_spans();
        lexicon
    }

    fn compile_months(&mut self) {
        for calendar in Calendar::ALL {
            for named in cldr::months(calendar) {
                self.add_month(calendar, named.tag, &named.name, named.number);
            }
        }
        for (calendar, tag, names) in months::SPELLINGS {
            for (number, spellings) in (1..).zip(names) {
                self.add_month(*calendar, tag, spellings, number);
                if months::EVERYDAY.contains(tag) {
                    self.add(spellings, |sense| sense.everyday = true);
                }
            }
        }
        self.add(months::COPTIC, |sense| sense.coptic = true);
        for named in cldr::weekdays() {
            self.add(&named.name, |sense| sense.weekday = named.number);
        }
        for days in weekdays::WEEKDAYS {
            for (number, spellings) in (1..).zip(days) {
                self.add(spellings, |sense| sense.weekday = number);
            }
        }
    }

    fn compile_labels(&mut self) {
        for (role, words) in [(Role::Published, labels::PUBLISHED), (Role::Updated, labels::UPDATED)] {
            self.add(words, |sense| sense.role = Some(role));
            // `ونشر في`: "and", as one word with the label.
            for label in
                words.split('|').filter(|label| label.starts_with(['ا', 'أ', 'آ', 'ت', 'ن', 'ح', 'ع']))
            {
                self.add(&format!("و{label}"), |sense| sense.role = Some(role));
            }
        }
        self.add(labels::DATED, |sense| sense.role = Some(Role::Dated));
        self.add(labels::FILLER, |sense| sense.filler = true);
        self.add(labels::OF, |sense| {
            sense.filler = true;
            sense.of = true;
        });
        self.add(labels::NUMBER_OF, |sense| sense.number_of = true);
        self.add(labels::RIGHTS, |sense| sense.rights = true);
        self.add(labels::TO_COME, |sense| sense.to_come = true);
        self.add(labels::EVENTS, |sense| sense.event = true);
        self.add(labels::RANGE, |sense| sense.range = true);
        self.add(labels::RANGE_FROM, |sense| sense.range_from = true);
    }

    fn compile_clocks(&mut self) {
        self.add(clocks::AT, |sense| sense.at = true);
        for &(hour, words) in clocks::HOURS {
            self.add(words, |sense| sense.hour = hour);
        }
        for &(minutes, words) in clocks::MINUTES {
            self.add(words, |sense| sense.minutes = minutes);
        }
        self.add(clocks::O_CLOCK, |sense| sense.o_clock = true);
        self.add(clocks::HOUR_MARK, |sense| sense.hour_mark = true);
        self.add(clocks::IN_ZONE, |sense| sense.in_zone = true);
        for (part, words) in [
            (Part::Morning, clocks::MORNING),
            (Part::Evening, clocks::EVENING),
            (Part::Noon, clocks::NOON),
            (Part::Night, clocks::NIGHT),
        ] {
            self.add(words, |sense| sense.part = Some(part));
        }
        for &(offset, words) in clocks::OFFSETS {
            self.add(words, |sense| sense.zone = Some(Zone::Offset(offset)));
        }
        for &(zone, words) in clocks::PLACES {
            self.add(words, |sense| {
                sense.zone = Some(Zone::Named(zone));
                sense.place = true;
            });
        }
        for &(zone, words) in clocks::AFTER_PART {
            self.add(words, |sense| sense.zone_after_part = Some(zone));
        }
        for (calendar, words) in [
            (Calendar::Gregorian, clocks::GREGORIAN_ERA),
            (Calendar::Hijri, clocks::HIJRI_ERA),
            (Calendar::Solar, clocks::SOLAR_ERA),
        ] {
            self.add(words, |sense| sense.era = Some(calendar));
        }
        for (number, words) in (1..).zip(["年|년", "月|월", "日|일"]) {
            self.add(words, |sense| sense.east_asian = number);
        }
    }

    fn compile_spans(&mut self) {
        self.add(spans::AGO_BEFORE, |sense| sense.ago_before = true);
        self.add(spans::AGO_AFTER, |sense| sense.ago_after = true);
        for &(unit, many, words) in spans::UNITS {
            self.add(words, |sense| sense.unit = Some((unit, many)));
        }
        self.add(spans::PLURALS, |sense| sense.plural = true);
        for &(days, words) in spans::DAYS {
            self.add(words, |sense| sense.days = Some(days));
        }
        for &(count, words) in spans::COUNTS {
            self.add(words, |sense| sense.count = count);
        }
        for &(day, words) in spans::ORDINALS {
            self.add(words, |sense| sense.ordinal = day);
        }
    }
}
