//! Names of months and weekdays from CLDR, through ICU4X, in the languages that the press is read in.
//!
//! Which language gives what is data here; the names are not. What CLDR has not (other spellings, the names of Libya,
//! endings) is in `tables`. Which word means what is decided in `lexicon`.

use super::sense::Calendar;
use icu_calendar::cal::Hijri;
use icu_calendar::types::Month;
use icu_calendar::{Calendar as IcuCalendar, Date};
use icu_datetime::fieldsets::enums::DateFieldSet;
use icu_datetime::pattern::{
    DateTimePattern, FixedCalendarDateTimeNames, MonthNameLength, WeekdayNameLength,
};
use icu_datetime::scaffold::CldrCalendar;
use icu_locale_core::Locale;
use writeable::TryWriteable as _;

/// Languages whose Gregorian months and whose weekdays are read, full and short. Short names that are ordinary words
/// elsewhere (Czech `pro`, Norwegian `des`) are left out with the rest of their language's.
const FULL_AND_SHORT: &str = "ar ar-IQ ar-DZ ar-MA ar-MR fa fa-AF ps ur he en fr es pt it de nl id tr el ru";
/// Languages of which only the full names are read.
const FULL: &str = "ckb ku sv nb da ms az ca ro pl cs uk hi";
/// Languages whose short weekdays are read; the others' are ordinary words (`sex`, `per`, `po`).
const SHORT_WEEKDAYS: &str = "he en fr es it de ru";
/// Languages whose names of a calendar other than the Gregorian are read. The Arabic names of Persian months in CLDR
/// are no words of the press.
const OTHER_CALENDARS: &[(Calendar, &str)] = &[
    (Calendar::Hijri, "ar fa ur ckb en fr tr id ms"),
    (Calendar::Solar, "fa fa-AF ps en"),
    (Calendar::Hebrew, "he en"),
];

/// A length of names with the pattern that writes it.
type Form<L> = (L, &'static str);

const MONTH_FORMS: [Form<MonthNameLength>; 4] = [
    (MonthNameLength::Wide, "MMMM"),
    (MonthNameLength::StandaloneWide, "LLLL"),
    (MonthNameLength::Abbreviated, "MMM"),
    (MonthNameLength::StandaloneAbbreviated, "LLL"),
];
const WEEKDAY_FORMS: [Form<WeekdayNameLength>; 2] =
    [(WeekdayNameLength::Wide, "EEEE"), (WeekdayNameLength::Abbreviated, "EEE")];

/// A name and what it names.
pub(super) struct Named {
    /// Language and country (BCP 47).
    pub tag: &'static str,
    /// The name as CLDR spells it.
    pub name: String,
    /// The month from 1 (Hebrew: from Tishri, 13 is Adar I) or the weekday from Monday, 1 to 7.
    pub number: u8,
}

/// Names of one language, none loaded at first.
type Names<C> = FixedCalendarDateTimeNames<C, DateFieldSet>;

/// The months of `calendar` in every language that is read.
pub(super) fn months(calendar: Calendar) -> Vec<Named> {
    let mut found = Vec::new();
    if calendar == Calendar::Gregorian {
        tags(FULL_AND_SHORT).for_each(|tag| months_in(calendar, tag, &MONTH_FORMS, &mut found));
        tags(FULL).for_each(|tag| months_in(calendar, tag, &MONTH_FORMS[..2], &mut found));
    }
    for (_, list) in OTHER_CALENDARS.iter().filter(|(of, _)| *of == calendar) {
        tags(list).for_each(|tag| months_in(calendar, tag, &MONTH_FORMS[..2], &mut found));
    }
    found
}

/// The weekdays in every language that is read.
pub(super) fn weekdays() -> Vec<Named> {
    let mut found = Vec::new();
    for tag in tags(FULL_AND_SHORT).chain(tags(FULL)) {
        let forms = 1 + usize::from(tags(SHORT_WEEKDAYS).any(|other| other == tag));
        // 1 January 2024 was a Monday.
        let day = |day| Date::try_new_gregorian(2024, 1, day).ok().filter(|_| day <= 7);
        spell(
            tag,
            &WEEKDAY_FORMS[..forms],
            day,
            |n, length| n.include_weekday_names(length).is_ok(),
            &mut found,
        );
    }
    found
}

fn tags(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(' ')
}

/// The months of a year of `calendar` that has them all.
fn months_in(calendar: Calendar, tag: &'static str, forms: &[Form<MonthNameLength>], found: &mut Vec<Named>) {
    match calendar {
        Calendar::Gregorian => {
            let first = |month| Date::try_new_gregorian(2023, month, 1).ok();
            spell(tag, forms, first, |n, length| n.include_month_names(length).is_ok(), found);
        }
        Calendar::Hijri => {
            let first =
                |month| Date::try_new_hijri_with_calendar(1445, month, 1, Hijri::new_umm_al_qura()).ok();
            spell(tag, forms, first, |n, length| n.include_month_names(length).is_ok(), found);
        }
        Calendar::Solar => {
            let first = |month| Date::try_new_persian(1402, month, 1).ok();
            spell(tag, forms, first, |n, length| n.include_month_names(length).is_ok(), found);
        }
        Calendar::Hebrew => {
            // 5784 had both months of Adar, 5783 one.
            let first = |month| match month {
                13 => Date::try_new_hebrew_v2(5784, Month::leap(5), 1).ok(),
                month => Date::try_new_hebrew_v2(5783, Month::new(month), 1).ok(),
            };
            spell(tag, forms, first, |n, length| n.include_month_names(length).is_ok(), found);
        }
    }
}

/// What each form's pattern writes for the dates numbered from 1. `include` loads the names of a length and says
/// whether CLDR has them.
fn spell<C: CldrCalendar + IcuCalendar, L: Copy>(
    tag: &'static str,
    forms: &[Form<L>],
    date: impl Fn(u8) -> Option<Date<C>>,
    include: impl Fn(&mut Names<C>, L) -> bool,
    found: &mut Vec<Named>,
) {
    let Ok(locale) = tag.parse::<Locale>() else { return };
    for &(length, pattern) in forms {
        let mut names = Names::<C>::new_without_number_formatting((&locale).into());
        let Ok(pattern) = pattern.parse::<DateTimePattern>() else { continue };
        if !include(&mut names, length) {
            continue;
        }
        for (number, date) in (1..=13).filter_map(|number| Some((number, date(number)?))) {
            let mut name = String::new();
            let written = names.with_pattern_unchecked(&pattern).format(&date).try_write_to(&mut name);
            if matches!(written, Ok(Ok(()))) {
                found.push(Named { tag, name, number });
            }
        }
    }
}
