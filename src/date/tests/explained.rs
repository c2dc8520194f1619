//! What `explain` says of a text, as one line a part.

use super::{NOW, at};
use crate::date::{Hints, Need, explain};

/// The parts as `name: text = meaning`, then the dates not taken, then why there is none.
fn said(text: &str, hints: &Hints) -> Vec<String> {
    let explanation = explain(text, hints);
    let parts = explanation.parts.iter().map(|part| {
        let meaning = part.meaning.as_ref().map(|meaning| format!(" = {meaning}")).unwrap_or_default();
        format!("{}: {}{meaning}", part.name, &text[part.span.clone()])
    });
    let passed = explanation
        .passed_over
        .iter()
        .map(|passed| format!("not {} ({}): {}", &text[passed.span.clone()], passed.date, passed.why.text()));
    parts.chain(passed).chain(explanation.no_date.iter().map(|no_date| no_date.reason.clone())).collect()
}

#[test]
fn each_part_is_named() {
    assert_eq!(
        said("نشر في الخميس 3 أيار/مايو 2018م الساعة 04:28 م بتوقيت الرياض", &Hints::default()),
        [
            "label: نشر في = published",
            "weekday: الخميس = that day",
            "day: 3",
            "month: أيار = month 5, Arabic: the Levant, Iraq",
            "month: مايو = month 5, Arabic: Egypt, the Gulf; Arabic: Mauritania; Sorani Kurdish",
            "year: 2018",
            "era: م = Gregorian",
            "clock: 04:28 م بتوقيت الرياض = 16:28+03:00, with its zone",
        ]
    );
    assert_eq!(
        said("الإثنين 03/04/2019", &Hints::default()),
        ["weekday: الإثنين = that day", "month: 03", "day: 04", "year: 2019"]
    );
    assert_eq!(
        said("י\"ח באייר תשע\"ח", &Hints::default()),
        ["day: י\"ח", "month: באייר = month 8, Hebrew", "year: תשע\"ח"]
    );
    assert_eq!(said("2017-13-01", &Hints::default()), ["year: 2017", "day: 13", "month: 01"]);
    assert_eq!(
        said("الجمعة 3 09:41 2018 ماي", &Hints::default())[..2],
        ["weekday: الجمعة = does not fit: 2018-05-03 is a Thursday", "day: 3"]
    );
    assert_eq!(said("3 hours ago", &at(NOW)), ["span: 3", "span: hours", "word: ago"]);
    assert_eq!(said("منذ 3 ساعات", &at(NOW)), ["word: منذ", "span: 3", "span: ساعات"]);
}

#[test]
fn what_was_not_taken_is_shown_with_the_reason() {
    assert_eq!(
        said("17 شعبان 1439 الموافق 3 ماي 2018 / 9 ماي 2018", &Hints::default())[3..],
        [
            "not 17 شعبان 1439 (2018-05-03): the Gregorian date is preferred",
            "not 9 ماي 2018 (2018-05-09): another date stands before it",
        ]
    );
    assert_eq!(
        said("03/05/2018 - 08/05/2018", &Hints::default()),
        [
            "not 03/05/2018 (2018-05-03): one end of a span of time",
            "not 08/05/2018 (2018-05-08): one end of a span of time",
            "'03/05/2018' was passed over: one end of a span of time",
        ]
    );
    for (text, reason) in [
        ("Deadline: 3 May 2018", "its label dates something else than publication"),
        ("until 3 May 2018", "the word before it makes it a limit, not a day of publication"),
        ("3 May 2018 and 7 June 2018", "one of several days that the text joins"),
    ] {
        assert!(said(text, &Hints::default())[0].ends_with(reason), "{text}");
    }
}

#[test]
fn no_date_has_a_reason() {
    for (text, reason) in [
        ("", "it holds no word and no number"),
        ("كلمات بلا رقم", "it holds no number and no word that dates are made of"),
        ("الساعة 10:15 GMT", "'10:15 GMT' is a time of day, with no date"),
        (
            "هاتف 12-10-2018",
            "'12-10-2018' is shaped like a date, but 'هاتف' says that it numbers something else",
        ),
        ("31/02/2018", "'31/02/2018' is shaped like a date, but there is no such day"),
        ("12/04/3017", "'12/04/3017' is shaped like a date, but its year is none that pages are dated in"),
        ("12.04.17 €", "'12.04.17' is shaped like a date, but a sign makes it an amount"),
        ("2018", "'2018' may be a year, but no label says that it dates the text"),
        ("© 2018", "'2018' may be a year, but it stands beside words about rights"),
        ("31 فبراير 2018", "'فبراير' names a month, but makes no date with what stands beside it"),
        ("ثورة 25 يناير", "'25 يناير' was passed over: it is the name of an event"),
        ("العدد 2018", "'2018' is a number, but 'العدد' says that it numbers something else"),
        ("السعر 2.5", "'2' is a number, but not in the shape of a date"),
    ] {
        let explanation = explain(text, &at(NOW));
        let no_date = explanation.no_date.map(|no_date| (no_date.reason, no_date.needs));
        assert_eq!(no_date, Some((reason.to_owned(), None)), "{text}");
    }
    let needs = |hints: &Hints| explain("منذ 3 ساعات", hints).no_date.and_then(|no_date| no_date.needs);
    assert_eq!(needs(&Hints::default()), Some(Need::Capture));
    assert_eq!(needs(&at("2021-03-14")), Some(Need::TimeOfCapture));
    let long = explain(&format!("{}3 ماي 2018", "كلمة ".repeat(1000)), &Hints::default()).no_date;
    assert!(long.is_some_and(|no_date| no_date.reason.ends_with("only its first 4096 bytes are looked at")));
}
