//! The tables compiled into one dictionary: a folded phrase of up to five words gives a [`Sense`].
//!
//! A word may mean several things at once (`مارس`, `mar`, `م`); which of them holds is the rules' affair.

use super::cldr;
use super::sense::{Abbreviation, Calendar, DayPart, Role, Sense, Zone};
use super::tables::{clocks, labels, months, spans, weekdays};
use super::token::fold_phrase;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

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
        for sense in lexicon.entries.values_mut().filter_map(|entry| entry.sense.as_mut()) {
            sense.beside_only = sense.is_beside_only();
        }
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
        for (role, words) in [
            (Role::Published, labels::PUBLISHED),
            (Role::Updated, labels::UPDATED),
            (Role::Other, labels::OTHER),
        ] {
            self.add(words, |sense| sense.role = Some(role));
            // `ونشر في`: "and", as one word with the label.
            self.add(&with_and(words), |sense| sense.role = Some(role));
        }
        self.add(labels::DATED, |sense| sense.role = Some(Role::Dated));
        self.add(labels::FILLER, |sense| sense.filler = true);
        self.add(labels::OF, |sense| {
            sense.filler = true;
            sense.of = true;
        });
        self.add(labels::NUMBER_OF, |sense| sense.number_of = true);
        self.add(labels::NUMBER, |sense| sense.number = true);
        self.add(labels::RIGHTS, |sense| sense.rights = true);
        self.add(labels::TO_COME, |sense| sense.to_come = true);
        self.add(labels::EVENTS, |sense| sense.event = true);
        self.add(labels::UPHEAVALS, |sense| (sense.event, sense.upheaval) = (true, true));
        self.add(labels::RANGE, |sense| sense.range = true);
        self.add(labels::AND, |sense| sense.and = true);
        self.add(labels::LIMIT, |sense| sense.limit = true);
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
            (DayPart::Morning, clocks::MORNING),
            (DayPart::Evening, clocks::EVENING),
            (DayPart::Noon, clocks::NOON),
            (DayPart::Night, clocks::NIGHT),
        ] {
            self.add(words, |sense| sense.part = Some(part));
        }
        self.add(clocks::LETTERS, |sense| sense.letter = true);
        for &(offset, words) in clocks::OFFSETS {
            self.add(words, |sense| sense.zone = Some(Zone::Offset(offset)));
        }
        for &(language, there, elsewhere, words) in clocks::ABBREVIATIONS {
            let short = Abbreviation { language, there, elsewhere };
            self.add(words, |sense| sense.zone = Some(Zone::Abbreviation(short)));
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
        for (number, words) in (1..).zip(clocks::EAST_ASIAN) {
            self.add(words, |sense| sense.east_asian = number);
        }
    }

    fn compile_spans(&mut self) {
        self.add(spans::AGO_BEFORE, |sense| sense.ago_before = true);
        self.add(spans::AGO_AFTER, |sense| sense.ago_after = true);
        for &(unit, many, words) in spans::UNITS {
            self.add(words, |sense| sense.unit = Some((unit, many)));
            self.add(&with_and(words), |sense| {
                sense.unit = Some((unit, many));
                sense.glued_and = true;
            });
        }
        self.add(spans::PLURALS, |sense| sense.plural = true);
        for &(days, words) in spans::DAYS {
            self.add(words, |sense| sense.days = Some(days));
        }
        self.add(spans::EVERYDAY, |sense| sense.everyday = true);
        for &(count, words) in spans::COUNTS {
            self.add(words, |sense| sense.count = count);
            self.add(&with_and(words), |sense| {
                sense.count = count;
                sense.glued_and = true;
            });
        }
        for &(day, words) in spans::ORDINALS {
            self.add(words, |sense| sense.ordinal = day);
        }
    }
}

/// The words with "and" glued to them, in the scripts that do so. Words of one letter stay alone.
fn with_and(words: &str) -> String {
    let glued = words.split('|').filter(|word| word.chars().count() > 1).filter_map(|word| {
        match word.chars().next()? {
            'א'..='ת' => Some(format!("ו{word}")),
            '\u{621}'..='\u{6D3}' => Some(format!("و{word}")),
            _ => None,
        }
    });
    glued.collect::<Vec<_>>().join("|")
}
