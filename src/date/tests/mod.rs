//! The date reader as its callers see it: what is read, what is refused, where it stands in a line.

mod explained;
mod names;
mod properties;
mod refused;
mod stated_forms;

use super::{DayOrder, Found, Hints, Role, StatedDate, find, read};

/// Capture for relative dates and dates without a year: a Sunday noon.
const NOW: &str = "2021-03-14T12:00";

fn at(capture: &str) -> Hints {
    Hints { captured: capture.parse().ok(), ..Hints::default() }
}

fn in_language(lang: &str) -> Hints {
    Hints { lang: Some(lang.to_owned()), ..at(NOW) }
}

fn value(text: &str, hints: &Hints) -> Option<String> {
    read(text, hints).map(|reading| reading.published.to_string())
}

/// Every text gives its date; all that fail are shown at once.
fn assert_read(hints: &Hints, cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|(text, expected)| (*text, *expected, value(text, hints)))
        .filter(|(_, expected, got)| got.as_deref() != Some(*expected))
        .collect();
    assert!(wrong.is_empty(), "text, expected, got:\n{wrong:#?}");
}

fn found(text: &str) -> Option<Found> {
    find(text, &Hints::default())
}

#[test]
fn publication_is_told_from_update() {
    for text in [
        "نشر في 3 ماي 2019 10:15، آخر تحديث 4 ماي 2019 الساعة 08:00",
        "آخر تحديث: 04/05/2019 08:00 - تاريخ النشر: 03/05/2019 10:15",
        "عُدّل في 4/5/2019 08:00 ونُشر في 3/5/2019 10:15",
        "Mis à jour le 4 mai 2019 à 8h00, publié le 3 mai 2019 à 10h15",
    ] {
        let reading = read(text, &Hints::default());
        let dates = reading.map(|r| (r.published.to_string(), r.updated.map(|u| u.to_string()), r.role));
        let expected = ("2019-05-03T10:15".to_owned(), Some("2019-05-04T08:00".to_owned()), Role::Published);
        assert_eq!(dates, Some(expected), "{text}");
    }
}

#[test]
fn an_update_alone_is_read_and_said_to_be_one() {
    let reading = read("آخر تحديث: 4 ماي 2019", &Hints::default());
    assert_eq!(
        reading.map(|r| (r.published.to_string(), r.role, r.updated)),
        Some(("2019-05-04".to_owned(), Role::Updated, None))
    );
}

#[test]
fn labels_before_after_and_far_from_the_date() {
    let role = |text: &str| read(text, &Hints::default()).map(|reading| reading.role);
    assert_eq!(role("Modified date: May 4, 2019"), Some(Role::Updated));
    assert_eq!(role("(آخر تحديث) 4 ماي 2019"), Some(Role::Updated));
    assert_eq!(role("نشر في جريدة المرسى يوم 04 - 05 - 2019"), Some(Role::Published));
    assert_eq!(role("بتاريخ 4 ماي 2019"), Some(Role::Dated));
    assert_eq!(
        role("نشر الباحث كتابا جديدا عن تاريخ المدينة العتيقة وسورها يوم 4 ماي 2019"),
        Some(Role::Dated)
    );
    assert_eq!(role("4 ماي 2019"), Some(Role::Unlabelled));
}

#[test]
fn the_sources_habit_decides_what_the_numbers_leave_open() {
    let with = |order| Hints { day_order: Some(order), ..Hints::default() };
    for (text, order, expected) in [
        ("03/04/2019", DayOrder::Dmy, "2019-04-03"),
        ("03/04/2019", DayOrder::Mdy, "2019-03-04"),
        ("25/04/2019", DayOrder::Mdy, "2019-04-25"),
        ("04/25/2019", DayOrder::Dmy, "2019-04-25"),
        ("2019/04/03", DayOrder::Mdy, "2019-04-03"),
        ("19-04-03", DayOrder::Ymd, "2019-04-03"),
    ] {
        assert_eq!(value(text, &with(order)).as_deref(), Some(expected), "{text} {order:?}");
    }
    // A weekday beside the numbers outweighs the habit: 4 March 2019 was a Monday.
    assert_eq!(value("الإثنين 03/04/2019", &with(DayOrder::Dmy)).as_deref(), Some("2019-03-04"));
}

#[test]
fn a_date_of_something_else_leaves_the_date_of_publication() {
    for text in [
        "تاريخ الميلاد: 1 مايو 1980 | نشر في 4 مايو 2019",
        "4 مايو 2019 - آخر أجل: 7 يونيو 2019",
        "Joined: Jan 2, 2010. Posted May 4, 2019",
        // A headline may end in such a word.
        "تعرف على موعد المباراة - 4 مايو 2019",
        "Iran nuclear deadline | May 4, 2019",
    ] {
        assert_eq!(value(text, &at(NOW)).as_deref(), Some("2019-05-04"), "{text}");
    }
}

#[test]
fn a_date_line_is_told_from_prose() {
    let lines = [
        "أضيف في 12 نونبر 2018 الساعة 09:05",
        "الاثنين 12 نونبر 2018 - 09:05",
        "Publié le 12/11/2018 à 09h05",
    ];
    for line in lines {
        let found = found(line);
        assert!(
            found.as_ref().is_some_and(|f| f.covers > 0.95 && f.span == (0..line.len())),
            "{line}: {found:?}"
        );
    }
    let prose = "قالت الوزارة في بيان يوم 12 نونبر 2018 إن أشغال الطريق الساحلية ستتوقف بسبب الأمطار";
    assert!(found(prose).is_some_and(|f| f.covers < 0.5), "{:?}", found(prose));
}

#[test]
fn the_span_holds_label_date_and_clock() {
    let text = "بقلم سلمى — نشر في 12 نونبر 2018 الساعة 09:05 | اترك تعليقا";
    let span = found(text).map(|f| &text[f.span]);
    assert_eq!(span, Some("نشر في 12 نونبر 2018 الساعة 09:05"));
}

#[test]
fn relative_dates_count_from_the_capture() {
    assert_read(
        &at(NOW),
        &[
            ("منذ 5 ساعات", "2021-03-14T07:00"),
            ("قبل ساعة واحدة", "2021-03-14T11:00"),
            ("منذ ساعتين", "2021-03-14T10:00"),
            ("منذ خمس دقائق", "2021-03-14T11:55"),
            ("منذ ثلاثة أيام", "2021-03-11"),
            ("قبل أسبوع", "2021-03-07"),
            ("منذ شهر", "2021-02-14"),
            ("قبل عامين", "2019"),
            ("أمس 18:20", "2021-03-13T18:20"),
            ("أول أمس", "2021-03-12"),
            ("اليوم الأحد", "2021-03-14"),
            ("il y a 2 jours", "2021-03-12"),
            ("an hour ago", "2021-03-14T11:00"),
            ("منذ 3 س", "2021-03-14T09:00"),
            ("منذ ساعة و 20 دقيقة", "2021-03-14T10:40"),
            ("منذ ساعة ونصف", "2021-03-14T10:30"),
            ("قبل نصف ساعة", "2021-03-14T11:30"),
            ("اليوم في 10:15", "2021-03-14T10:15"),
            ("3h ago", "2021-03-14T09:00"),
            ("vor 40 Minuten", "2021-03-14T11:20"),
            ("hace dos días", "2021-03-12"),
            ("2 saat önce", "2021-03-14T10:00"),
            ("۵ ساعت پیش", "2021-03-14T07:00"),
            // "ago" is no August here
            ("1d ago", "2021-03-13"),
            ("3w ago", "2021-02-21"),
            ("2mo ago", "2021-01-14"),
            ("5y ago", "2016"),
            ("45s ago", "2021-03-14T11:59"),
            ("vor 3 Std.", "2021-03-14T09:00"),
            // several units, as precise as the smallest
            ("2 hours and 5 minutes ago", "2021-03-14T09:55"),
            ("2 days, 3 hours ago", "2021-03-12T09:00"),
            ("1h 20m ago", "2021-03-14T10:40"),
            ("an hour and a half ago", "2021-03-14T10:30"),
            ("1 year and 2 months ago", "2020-01-14"),
            ("منذ ساعتين و10 دقائق", "2021-03-14T09:50"),
            ("قبل يومين و3 ساعات", "2021-03-12T09:00"),
            ("منذ أسبوع ويومين", "2021-03-05"),
            ("منذ ساعة وعشر دقائق", "2021-03-14T10:50"),
            ("قبل سنة ونصف", "2019"),
            ("2 saat 10 dakika önce", "2021-03-14T09:50"),
            ("לפני שעתיים ו-10 דקות", "2021-03-14T09:50"),
        ],
    );
    assert_eq!(value("3 ago 2018", &at(NOW)).as_deref(), Some("2018-08-03"), "the Spanish August");
    assert_eq!(value("2 days, 3 hours ago", &at("2021-03-14")), None, "hours need a time of capture");
    assert_eq!(value("منذ 5 ساعات", &Hints::default()), None, "no capture, no date");
    // Hours before a capture whose hour is unknown may lie on the day before.
    assert_eq!(value("منذ 5 ساعات", &at("2021-03-14")), None);
    assert_eq!(value("منذ 5 أيام", &at("2021-03-14")).as_deref(), Some("2021-03-09"));
}

#[test]
fn a_year_left_out_is_the_captures_or_the_one_before() {
    assert_read(
        &at(NOW),
        &[("الخميس 11 مارس", "2021-03-11"), ("25 دجنبر", "2020-12-25"), ("15 آذار / مارس", "2021-03-15")],
    );
    assert_eq!(value("25 دجنبر", &Hints::default()), None);
    assert_eq!(value("25 دجنبر المقبل", &at(NOW)), None);
    // 29 February: the last year that had one.
    assert_eq!(value("29 فبراير", &at(NOW)).as_deref(), Some("2020-02-29"));
}

#[test]
fn what_stands_beyond_the_part_looked_at_changes_nothing() {
    for unit in
        ["1/", "12 مارس ", "16:28 ", "27/04/2017 16:28 - ", "א\"", "\u{200F}", "ـ", "2017-", "و 5 ", "9"]
    {
        let head = unit.repeat(4096 / unit.len() + 1);
        let long = unit.repeat(1_000_000 / unit.len());
        assert_eq!(find(&head, &at(NOW)), find(&long, &at(NOW)), "{unit}");
    }
    let late = format!("{}27 أبريل 2017", " ".repeat(5000));
    assert_eq!(read(&late, &Hints::default()), None);
}

#[test]
fn machine_written_values() {
    use super::read_machine;
    for (text, expected) in [
        ("2019-05-03", "2019-05-03"),
        ("2019-05", "2019-05"),
        ("2019", "2019"),
        ("2019-05-03T10:15:00.000Z", "2019-05-03T10:15:00+00:00"),
        ("2019-05-03T10:15:09+0100", "2019-05-03T10:15:09+01:00"),
        ("2019-05-03T10:15-05:00", "2019-05-03T10:15-05:00"),
        ("2019-05-03 10:15:09 UTC", "2019-05-03T10:15:09+00:00"),
        ("2019-05-03T10:15:09+02:00[Africa/Cairo]", "2019-05-03T10:15:09+02:00"),
        ("20190503T101509Z", "2019-05-03T10:15:09+00:00"),
        ("20190503", "2019-05-03"),
        (" ٢٠١٩-٠٥-٠٣ ", "2019-05-03"),
        ("Fri, 03 May 2019 10:15:00 +0100", "2019-05-03T10:15:00+01:00"),
        ("Fri, 03 May 2019 10:15:00 GMT", "2019-05-03T10:15:00+00:00"),
        ("Fri May  3 10:15:09 2019", "2019-05-03T10:15:09"),
    ] {
        assert_eq!(read_machine(text).map(|d| d.to_string()).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "",
        "0000-00-00",
        "2019-02-30",
        "2019-05-03T25:61",
        "03/05/2019",
        "May",
        "1556878509",
        "منذ ساعة",
        "2019-05-03 by the editor",
    ] {
        assert_eq!(read_machine(text), None, "{text}");
    }
}

#[test]
fn the_dates_of_a_reading_are_days_of_the_calendar() {
    let reading = read("٣٠ صفر ١٤٤٠", &Hints::default()).map(|r| r.published);
    assert_eq!(
        reading.and_then(|d: StatedDate| d.civil()).map(|d| d.to_string()).as_deref(),
        Some("2018-11-08")
    );
}
