//! The tables of names: what CLDR has is read, and the tables beside it neither repeat nor contradict it.

use super::value;
use crate::date::lexicon::lexicon;
use crate::date::sense::Calendar;
use crate::date::tables::{months, weekdays};
use crate::date::token::fold_phrase;
use crate::date::{Hints, cldr};
use std::collections::HashMap;

/// Folded names of CLDR in one calendar, with the number of each.
fn of_cldr(calendar: Calendar) -> HashMap<String, u8> {
    cldr::months(calendar).into_iter().map(|named| (fold_phrase(&named.name), named.number)).collect()
}

#[test]
fn every_name_of_cldr_is_read_as_its_month() {
    for calendar in Calendar::ALL {
        let names = cldr::months(calendar);
        assert!(names.len() > 12, "{calendar:?}");
        for named in names {
            let sense = lexicon().entry(&fold_phrase(&named.name)).and_then(|entry| entry.sense);
            let number = sense.map(|sense| sense.months.of(calendar));
            assert_eq!(number, Some(named.number), "{} {}", named.tag, named.name);
        }
    }
    for named in cldr::weekdays() {
        let sense = lexicon().entry(&fold_phrase(&named.name)).and_then(|entry| entry.sense);
        assert_eq!(sense.map(|sense| sense.weekday), Some(named.number), "{} {}", named.tag, named.name);
    }
}

#[test]
fn tables_neither_repeat_nor_contradict_cldr() {
    for (calendar, tag, names) in months::SPELLINGS {
        let known = of_cldr(*calendar);
        for (number, spellings) in (1_u8..).zip(names) {
            for spelling in spellings.split('|').filter(|spelling| !spelling.is_empty()) {
                // Names that take endings in a language stand under it even where another language has them.
                let shared = months::AFFIXES.iter().any(|(of, by, ..)| (of, by) == (calendar, tag));
                let number = if shared { Some(number) } else { None };
                let known = known.get(&fold_phrase(spelling)).copied();
                assert!(known.is_none() || known == number, "{tag} {spelling}: CLDR has it");
            }
        }
    }
    let known: HashMap<String, u8> =
        cldr::weekdays().into_iter().map(|named| (fold_phrase(&named.name), named.number)).collect();
    let spelt = weekdays::WEEKDAYS.iter().flatten().flat_map(|names| names.split('|'));
    for spelling in spelt.filter(|spelling| !spelling.is_empty()) {
        assert_eq!(known.get(&fold_phrase(spelling)), None, "{spelling}: CLDR has it");
    }
}

#[test]
fn one_name_is_one_month_of_a_calendar() {
    for calendar in Calendar::ALL {
        let mut numbers = of_cldr(calendar);
        let spelt = months::SPELLINGS.iter().filter(|(of, ..)| *of == calendar);
        for (number, spellings) in spelt.flat_map(|(.., names)| (1_u8..).zip(names)) {
            for spelling in spellings.split('|').filter(|spelling| !spelling.is_empty()) {
                let before = numbers.insert(fold_phrase(spelling), number);
                assert!(before.is_none_or(|before| before == number), "{spelling}");
            }
        }
    }
}

#[test]
fn names_that_only_cldr_has() {
    for (text, expected) in [
        ("3 أغشت 2018", "2018-08-03"),
        ("17 شعبان 1439", "2018-05-03"),
        ("17 Shaban 1439", "2018-05-03"),
        ("17 Shaʻban 1439 AH", "2018-05-03"),
        ("13 Ordibehesht 1397", "2018-05-03"),
        ("13 غویی 1397", "2018-05-03"),
        ("18 Iyar 5778", "2018-05-03"),
        ("12 Adar I 5784", "2024-02-21"),
        ("3 svibnja 2018", "none: Croatian is not among the languages"),
    ] {
        let expected = Some(expected).filter(|expected| !expected.starts_with("none"));
        assert_eq!(value(text, &Hints::default()).as_deref(), expected, "{text}");
    }
}
