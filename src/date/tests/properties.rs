//! Properties: nothing panics, and what is formatted in any month system and digit set reads back.

use crate::arabic::DigitSystem;
use crate::date::tables::months;
use crate::date::{Hints, find, read, read_machine};
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
    let _ = read_machine(text);
    Ok(())
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
    fn every_month_system_and_digit_set_reads_back(
        system in prop::sample::select(months::GREGORIAN.to_vec()),
        digits in prop::sample::select(vec![DigitSystem::Latn, DigitSystem::Arab, DigitSystem::ArabExt]),
        (year, month, day) in (1950_i16..2040, 1_u8..=12, 1_u8..=28),
        (hour, minute) in (0_u8..24, 0_u8..60),
        spelling in any::<prop::sample::Index>(),
    ) {
        let spellings: Vec<&str> = system[usize::from(month) - 1].split('|').collect();
        let name = spelling.get(&spellings);
        let text = digits.write(&format!("{day} {name} {year} {hour:02}:{minute:02}"));
        let expected = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}");
        let got = read(&text, &Hints::default()).map(|reading| reading.published.to_string());
        prop_assert_eq!(got, Some(expected), "{}", text);
    }

    #[test]
    fn hijri_and_solar_dates_read_back(
        (year, month, day) in (1411_u32..1450, 1_u8..=12, 1_u8..=29),
        solar_year in 1350_u32..1405,
    ) {
        let hijri = months::HIJRI[0][usize::from(month) - 1].split('|').next().unwrap_or_default();
        let solar = months::SOLAR[0][usize::from(month) - 1].split('|').next().unwrap_or_default();
        for (named, numeric) in [
            (format!("{day} {hijri} {year} هـ"), format!("{day}/{month}/{year}")),
            (format!("{day} {solar} {solar_year}"), format!("{solar_year}/{month:02}/{day:02}")),
        ] {
            let [named, numeric] = [&named, &numeric].map(|text| read(text, &Hints::default()).map(|r| r.published));
            prop_assert!(named.is_some());
            prop_assert_eq!(named, numeric);
        }
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
