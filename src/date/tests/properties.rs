//! Properties: nothing panics, the same text gives the same answer, and what is formatted in any calendar, month system
//! and digit set reads back.

use crate::arabic::DigitSystem;
use crate::date::sense::Calendar;
use crate::date::tables::months;
use crate::date::{DayOrder, Hints, StatedDate, calendar, cldr, explain, find, read, read_machine};
use proptest::prelude::*;

/// A text made of the pieces that dates are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9٠-٩۰-۹]{1,9}",
        "[ :/.,|()+\u{200F}\u{640}\n-]{1,3}",
        prop::sample::select(vec![
            "مارس",
            "كانون",
            "الثاني",
            "هـ",
            "م",
            "ص",
            "الساعة",
            "منذ",
            "ساعة",
            "نشر في",
            "آخر تحديث",
            "GMT",
            "T",
            "Z",
            "و",
            "إلى",
            "أمس",
            "שבט",
            "תשפ\"א",
            "ی",
            "年",
            "月",
            "日",
            "h",
            "PM",
            "mars",
            "٪",
            "©",
            "ago",
            "hours",
            "&",
            "until",
            "Born",
            "وساعتين",
            "$",
            "بتوقيت مكة",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let hints = Hints { captured: "2021-03-14T12:00".parse().ok(), ..Hints::default() };
    if let Some(found) = find(text, &hints) {
        prop_assert!(text.get(found.span.clone()).is_some_and(|span| !span.is_empty()), "{:?}", found);
        prop_assert!((0.0..=1.0).contains(&found.covers));
        let printed = found.reading.published.to_string();
        prop_assert_eq!(printed.parse().ok(), Some(found.reading.published));
    }
    let explanation = explain(text, &hints);
    prop_assert_eq!(&explanation.found, &find(text, &hints));
    prop_assert_eq!(explanation.found.is_none(), explanation.no_date.is_some());
    prop_assert!(explanation.parts.iter().all(|part| text.get(part.span.clone()).is_some()));
    let _ = read_machine(text);
    Ok(())
}

/// Every name that is read: its calendar, the name, its number.
fn names() -> Vec<(Calendar, String, u8)> {
    let of_cldr = Calendar::ALL.into_iter().flat_map(|calendar| {
        cldr::months(calendar).into_iter().map(move |named| (calendar, named.name, named.number))
    });
    let of_tables = months::SPELLINGS.iter().flat_map(|(calendar, _, names)| {
        (1..).zip(names).flat_map(move |(number, names)| {
            names
                .split('|')
                .filter(|name| !name.is_empty())
                .map(move |name| (*calendar, name.to_owned(), number))
        })
    });
    of_cldr.chain(of_tables).collect()
}

/// A year that the press writes in a calendar.
fn year_of(calendar: Calendar, at: u32) -> u32 {
    match calendar {
        Calendar::Gregorian => 1950 + at,
        Calendar::Hijri => 1370 + at,
        Calendar::Solar => 1320 + at,
        Calendar::Hebrew => 5710 + at,
    }
}

/// A number in Hebrew letters, 1 to 899, with gershayim before the last.
fn hebrew_numeral(mut number: u32) -> String {
    let mut letters = String::new();
    for (value, letter) in [
        (400, 'ת'),
        (300, 'ש'),
        (200, 'ר'),
        (100, 'ק'),
        (90, 'צ'),
        (80, 'פ'),
        (70, 'ע'),
        (60, 'ס'),
        (50, 'נ'),
        (40, 'מ'),
        (30, 'ל'),
        (20, 'כ'),
    ] {
        while number >= value {
            letters.push(letter);
            number -= value;
        }
    }
    // 15 and 16 are written 9 + 6 and 9 + 7.
    if matches!(number, 15 | 16) {
        letters.push('ט');
        number -= 9;
    } else if number >= 10 {
        letters.push('י');
        number -= 10;
    }
    letters.extend("אבגדהוזחט".chars().nth(number.wrapping_sub(1) as usize));
    match letters.pop() {
        Some(last) if !letters.is_empty() => format!("{letters}\"{last}"),
        Some(last) => format!("{last}'"),
        None => letters,
    }
}

fn published(text: &str, hints: &Hints) -> Option<StatedDate> {
    read(text, hints).map(|reading| reading.published)
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        check(&text)?;
    }

    #[test]
    fn pieces_of_dates_in_any_order_are_survived(text in pieces()) {
        check(&text)?;
    }

    #[test]
    fn every_name_order_and_digit_set_reads_back(
        (calendar, name, month) in prop::sample::select(names()),
        digits in prop::sample::select(vec![DigitSystem::Latn, DigitSystem::Arab, DigitSystem::ArabExt]),
        (at, day) in (0_u32..90, 1_u8..=29),
        order in 0..4,
        label in prop::sample::select(vec!["", "نشر في ", "Published on ", "تاریخ انتشار: "]),
    ) {
        let year = year_of(calendar, at);
        let expected = calendar::to_gregorian(calendar, year, month, day);
        prop_assume!(expected.is_some());
        // Names that end in a number are told from a day only before a year.
        let ends_in_number = name.ends_with(|c: char| c.is_ascii_digit());
        let text = match order {
            1 if !ends_in_number => format!("{label}{name} {day}, {year}"),
            2 if !ends_in_number => format!("{label}{year} {name} {day}"),
            3 => format!("{label}{day}-{name}-{year}"),
            _ => format!("{label}{day} {name} {year}"),
        };
        let text = digits.write(&text);
        prop_assert_eq!(published(&text, &Hints::default()), expected, "{}", text);
    }

    #[test]
    fn numbers_read_back_in_every_order(
        (year, month, day) in (1990_i16..2040, 1_u8..=12, 1_u8..=28),
        mark in prop::sample::select(vec!["/", "-", ".", " / ", " - "]),
        digits in prop::sample::select(vec![DigitSystem::Latn, DigitSystem::Arab, DigitSystem::ArabExt]),
        order in prop::sample::select(vec![DayOrder::Dmy, DayOrder::Mdy, DayOrder::Ymd]),
        (hour, minute) in (0_u8..24, 0_u8..60),
    ) {
        let parts = match order {
            DayOrder::Dmy => [day.to_string(), month.to_string(), year.to_string()],
            DayOrder::Mdy => [month.to_string(), day.to_string(), year.to_string()],
            DayOrder::Ymd => [year.to_string(), month.to_string(), day.to_string()],
        };
        let text = digits.write(&format!("{} | {hour:02}:{minute:02}", parts.join(mark)));
        let hints = Hints { day_order: Some(order), ..Hints::default() };
        let expected = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}");
        prop_assert_eq!(published(&text, &hints).map(|date| date.to_string()), Some(expected), "{}", text);
    }

    #[test]
    fn hijri_and_solar_numbers_read_back((at, month, day) in (60_u32..80, 1_u8..=12, 1_u8..=29)) {
        for (calendar, text) in [
            (Calendar::Hijri, format!("{day}/{month}/{} هـ", year_of(Calendar::Hijri, at))),
            (Calendar::Hijri, format!("{}-{month:02}-{day:02}", year_of(Calendar::Hijri, at))),
            (Calendar::Solar, format!("{}/{month:02}/{day:02}", year_of(Calendar::Solar, at))),
        ] {
            let expected = calendar::to_gregorian(calendar, year_of(calendar, at), month, day);
            prop_assert!(expected.is_some());
            prop_assert_eq!(published(&text, &Hints::default()), expected, "{}", text);
        }
    }

    #[test]
    fn hebrew_numerals_read_back((at, month, day) in (0_u32..90, 1_u8..=12, 1_u8..=29)) {
        let year = year_of(Calendar::Hebrew, at);
        let name = cldr::months(Calendar::Hebrew).into_iter().find(|named| named.tag == "he" && named.number == month);
        let name = name.map(|named| named.name).unwrap_or_default();
        let text = format!("{} ב{name} {}", hebrew_numeral(u32::from(day)), hebrew_numeral(year - 5000));
        let expected = calendar::to_gregorian(Calendar::Hebrew, year, month, day);
        prop_assert_eq!(published(&text, &Hints::default()), expected, "{}", text);
    }

    #[test]
    fn printed_dates_read_back(
        (year, month, day) in (1950_i16..2040, 1_u8..=12, 1_u8..=28),
        (hour, minute, second) in (0_u8..24, 0_u8..60, 0_u8..60),
        zone in prop::sample::select(vec!["", "+00:00", "+03:00", "-04:30"]),
    ) {
        let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}");
        prop_assert_eq!(read_machine(&text).map(|d| d.to_string()), Some(text.clone()));
        prop_assert_eq!(read(&text, &Hints::default()).map(|r| r.published.to_string()), Some(text));
    }
}
