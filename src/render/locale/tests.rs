use super::*;
use crate::date::StatedDate;

fn arabic(months: MonthNames) -> Locale {
    Locale::load("ar", DigitSystem::Latn, months, None).expect("the built-in words are sound")
}

fn stated(text: &str) -> StatedDate {
    text.parse().expect("a date of the test's own")
}

#[test]
fn arabic_counts_in_six_ways() {
    let ar = arabic(MonthNames::Egypt);
    for (n, phrase) in [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالا"),
        (99, "99 مقالا"),
        (100, "100 مقال"),
        (102, "102 مقال"),
        (103, "103 مقالات"),
        (111, "111 مقالا"),
        (18_432, "18,432 مقالا"),
    ] {
        assert_eq!(ar.counted("articles", n), phrase);
    }
}
