//! What readers see of words, counts, numbers and dates, language by language.

use super::*;
use crate::date::StatedDate;
use crate::render::view::DateView;
use std::collections::BTreeSet;

fn locale(lang: &str, digits: DigitSystem, months: MonthNames) -> Locale {
    Locale::load(lang, digits, months, None).expect("the built-in words are sound")
}

fn arabic(months: MonthNames) -> Locale {
    locale("ar", DigitSystem::Latn, months)
}

fn date(locale: &Locale, text: &str) -> DateView {
    locale.date(&text.parse::<StatedDate>().expect("a date of the test's own"))
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
    let eastern = locale("ar-EG", DigitSystem::Arab, MonthNames::Egypt);
    assert_eq!(eastern.counted("articles", 18_432), "١٨٬٤٣٢ مقالا");
    assert_eq!(eastern.counted("pages", 2), "صفحتان");
}

#[test]
fn other_languages_count_in_their_own_ways() {
    for (lang, n, phrase) in [
        ("en", 0, "no articles"),
        ("en", 1, "1 article"),
        ("en", 1_234_567, "1,234,567 articles"),
        ("fr", 1, "1\u{a0}article"),
        ("fr", 1_500, "1\u{202f}500\u{a0}articles"),
        ("fr", 1_000_000, "1\u{202f}000\u{202f}000 d’articles"),
        ("he", 2, "שתי כתבות"),
        ("he", 3, "3 כתבות"),
        ("fa", 1, "1 مقاله"),
        ("ur", 5, "5 مضامین"),
        // No words of its own: English ones, in forms that English has.
        ("cy", 3, "3 articles"),
    ] {
        assert_eq!(
            locale(lang, DigitSystem::Latn, MonthNames::Egypt).counted("articles", n),
            phrase,
            "{lang}"
        );
    }
}

#[test]
fn every_month_system_names_its_months() {
    for (months, august, may, year_end) in [
        (MonthNames::Egypt, "أغسطس", "مايو", "ديسمبر"),
        (MonthNames::Levant, "آب", "أيار", "كانون الأول"),
        (MonthNames::Tunisia, "أوت", "ماي", "ديسمبر"),
        (MonthNames::Maghreb, "غشت", "ماي", "دجنبر"),
        (MonthNames::Both, "أغسطس/آب", "مايو/أيار", "ديسمبر/كانون الأول"),
    ] {
        let ar = arabic(months);
        assert_eq!([ar.month_name(8), ar.month_name(5), ar.month_name(12)], [august, may, year_end]);
        assert_eq!([ar.month_name(0), ar.month_name(13)], ["", ""]);
        let twelve: BTreeSet<_> = (1..=12).map(|month| ar.month_name(month)).collect();
        assert_eq!(twelve.len(), 12);
    }
}

#[test]
fn the_month_system_is_for_arabic_alone() {
    for (lang, name) in [("en", "April"), ("fr", "avril"), ("fa", "آوریل"), ("he", "אפריל"), ("ur", "اپریل")]
    {
        for months in [MonthNames::Egypt, MonthNames::Both] {
            assert_eq!(locale(lang, DigitSystem::Latn, months).month_name(4), name);
        }
    }
}

#[test]
fn a_date_is_never_more_precise_than_stated() {
    let ar = arabic(MonthNames::Egypt);
    for (text, html, short, month_year) in [
        ("2017", "2017", "2017", "2017"),
        ("2017-04", "أبريل 2017", "أبريل 2017", "أبريل 2017"),
        ("2017-04-27", "الخميس 27 أبريل 2017", "27 أبريل 2017", "أبريل 2017"),
        (
            "2017-04-27T16:28",
            "الخميس 27 أبريل 2017، الساعة <bdi dir=\"ltr\" class=\"n\">16:28</bdi>",
            "27 أبريل 2017",
            "أبريل 2017",
        ),
        (
            "2017-04-27T16:28:05+01:00",
            "الخميس 27 أبريل 2017، الساعة <bdi dir=\"ltr\" class=\"n\">16:28</bdi>",
            "27 أبريل 2017",
            "أبريل 2017",
        ),
    ] {
        let view = date(&ar, text);
        assert_eq!(
            (view.datetime.as_str(), view.html.as_str(), view.short.as_str(), view.month_year.as_str()),
            (text, html, short, month_year)
        );
        let has_day = text.len() >= 10;
        assert_eq!(view.day.as_deref(), has_day.then_some("27"));
        assert_eq!(view.weekday.as_deref(), has_day.then_some("الخميس"));
    }
}

#[test]
fn dates_in_other_languages_and_digits() {
    for (lang, digits, text, html) in [
        (
            "ar",
            DigitSystem::Arab,
            "2017-04-07T09:05",
            "الجمعة ٧ أبريل ٢٠١٧، الساعة <bdi dir=\"ltr\" class=\"n\">٠٩:٠٥</bdi>",
        ),
        ("en", DigitSystem::Latn, "2017-04-28T09:05", "Friday 28 April 2017, 09:05"),
        ("fr", DigitSystem::Latn, "2017-05-01", "lundi 1er mai 2017"),
        ("fr", DigitSystem::Latn, "2017-05-11", "jeudi 11 mai 2017"),
        ("fa", DigitSystem::ArabExt, "2017-04-27", "پنجشنبه ۲۷ آوریل ۲۰۱۷"),
        ("he", DigitSystem::Latn, "2017-04-27", "יום חמישי, 27 באפריל 2017"),
        ("de", DigitSystem::Latn, "2017-04-27", "Thursday 27 April 2017"),
    ] {
        assert_eq!(date(&locale(lang, digits, MonthNames::Egypt), text).html, html);
    }
}

#[test]
fn a_time_stamp_keeps_seconds_and_zone() {
    for (text, clock) in [
        ("2017-05-02T08:11:40Z", "08:11:40 UTC"),
        ("2017-05-02T08:11:40+01:00", "08:11:40 UTC+1"),
        ("2017-05-02T08:11-03:30", "08:11 UTC-3:30"),
    ] {
        let stamp = locale("en", DigitSystem::Latn, MonthNames::Egypt)
            .timestamp(&text.parse::<StatedDate>().expect("a date of the test's own"));
        assert_eq!(stamp.html, format!("Tuesday 2 May 2017, {clock}"));
    }
}

#[test]
fn weeks_begin_where_the_readers_begin_them() {
    use jiff::civil::Weekday;
    assert_eq!(arabic(MonthNames::Maghreb).first_weekday(), Weekday::Monday);
    assert_eq!(arabic(MonthNames::Egypt).first_weekday(), Weekday::Saturday);
    let he = locale("he", DigitSystem::Latn, MonthNames::Egypt);
    assert_eq!(he.first_weekday(), Weekday::Sunday);
    assert_eq!(he.weekday_name(Weekday::Sunday), "ראשון");
}

#[test]
fn ranges_and_names_of_languages() {
    let ar = arabic(MonthNames::Egypt);
    assert_eq!(ar.range("2010", "2024"), "2010–2024");
    assert_eq!(ar.range("2010", "2010"), "2010");
    assert_eq!(ar.language_name("fr-MA"), "الفرنسية");
    assert_eq!(ar.language_name("xx"), "xx");
    assert_eq!(ar.filled("page", "n", "3"), "الصفحة 3");
}

#[test]
fn the_users_own_words_win_and_new_ones_reach_the_templates() {
    let own =
        "[strings]\nhome = \"الديوان\"\nmotto = \"من حفظ حجة\"\n[counted.articles]\nother = \"{n} خبر\"\n";
    let ar = Locale::load("ar", DigitSystem::Latn, MonthNames::Egypt, Some(own)).expect("sound words");
    assert_eq!(ar.text("home"), "الديوان");
    assert_eq!(ar.strings().get("motto").map(String::as_str), Some("من حفظ حجة"));
    assert_eq!(ar.counted("articles", 3), "3 خبر");
    assert_eq!(ar.text("sections"), "الأقسام");
    assert_eq!(ar.text("no_such_key"), "no_such_key");
}

#[test]
fn a_broken_file_of_words_is_pointed_into() {
    let fault = Locale::load("ar", DigitSystem::Latn, MonthNames::Egypt, Some("[strings]\nhome = 3\n"));
    let fault = fault.expect_err("a number is no word");
    assert_eq!((fault.line, fault.column), (Some(2), Some(8)));
    assert!(fault.hint.is_some());
    let unknown = Locale::load("ar", DigitSystem::Latn, MonthNames::Egypt, Some("[string]\nhome = \"a\"\n"));
    assert!(unknown.expect_err("no such table").message.contains("string"));
}

#[test]
fn every_language_says_everything() {
    let table = |text: &str| toml::from_str::<toml::Table>(text).expect("the built-in words are sound");
    let keys = |table: &toml::Table, part: &str| -> BTreeSet<String> {
        table[part].as_table().map(|part| part.keys().cloned().collect()).unwrap_or_default()
    };
    let english = LANGUAGES.iter().find(|(lang, _)| *lang == "en").map(|(_, text)| table(text));
    let english = english.expect("English is what others fall back to");
    for (lang, text) in LANGUAGES {
        let own = table(text);
        for part in ["strings", "languages", "counted"] {
            assert_eq!(keys(&own, part), keys(&english, part), "{lang}: [{part}]");
        }
        for (key, phrase) in own["strings"].as_table().into_iter().flatten() {
            let (phrase, model) =
                (phrase.as_str().unwrap_or(""), english["strings"][key].as_str().unwrap_or(""));
            assert!(!phrase.trim().is_empty(), "{lang}: {key} is empty");
            for slot in ["{n}", "{name}", "{year}", "{day}", "{count}", "{query}", "{words}", "{corrected}"] {
                assert_eq!(phrase.contains(slot), model.contains(slot), "{lang}: {key} {slot}");
            }
        }
        for (noun, forms) in own["counted"].as_table().into_iter().flatten() {
            for category in plural_categories(lang) {
                assert!(forms.get(category).is_some(), "{lang}: {noun} lacks {category}");
            }
            assert!(forms.get("zero").is_some(), "{lang}: {noun} lacks zero");
        }
        assert!(own["formats"].get("day_time").is_some() && own["months"].as_table().is_some(), "{lang}");
    }
}

/// CLDR's cardinal categories for a language.
fn plural_categories(lang: &str) -> Vec<&'static str> {
    let known: icu_locale_core::Locale = lang.parse().expect("a language tag");
    let rules = PluralRules::try_new_cardinal((&known).into()).expect("compiled plural rules");
    let name = |category| match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    rules.categories().map(name).collect()
}
