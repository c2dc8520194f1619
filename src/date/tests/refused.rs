//! Strings that hold no date of publication, however much they look like one.

use super::{NOW, at, value};

/// None of these is read as a date.
fn assert_refused(texts: &[&str]) {
    let read: Vec<_> = texts.iter().filter_map(|text| Some((text, value(text, &at(NOW))?))).collect();
    assert!(read.is_empty(), "read as dates: {read:#?}");
}

#[test]
fn clocks_alone() {
    assert_refused(&["الساعة 18:40", "GMT 18:40", "آخر تحديث 18:40", "25:61 30"]);
}

#[test]
fn numbers_of_other_things() {
    assert_refused(&[
        "هاتف: 05-22-30-12-19",
        "0522.30.12.19",
        "192.168.12.19",
        "العدد 2018",
        "القانون رقم 15.04.2018",
        "المادة 12 من المرسوم 7 لسنة 2018",
        "السعر 12.50 درهما",
        "رقم القضية 12/04/2017",
        "صفحة 12/4/2017",
        "$12/04/17",
        "12.04.17 €",
        "#12/04/2017",
        "1.234.567 نسمة",
        "رمز الخبر: 20180412334",
        "12%",
        "2018",
    ]);
}

#[test]
fn rights_and_spans_of_years() {
    assert_refused(&[
        "© 2018 جريدة المرسى",
        "جميع الحقوق محفوظة 2012-2018",
        "Copyright 2018",
        "من 2012 إلى 2018",
        "موسم 2017/2018",
        "موسم 2017-18",
    ]);
}

#[test]
fn spans_of_days() {
    assert_refused(&[
        "من 3 إلى 8 مايو 2018",
        "3-8 مايو 2018",
        "يومي 3 و4 مايو 2018",
        "03/05/2018 - 08/05/2018",
        "du 3 au 8 mai 2018",
        "3/4 مايو 2018",
        "بين 3 و4 مايو 2018",
        "من 3-5-2018 إلى 8-5-2018",
        "من 27 أبريل إلى 3 مايو 2018",
        "27 April - 3 May 2018",
        "April 27 - May 3, 2018",
        "April 27 to 28, 2018",
        "27 April 2018 to 3 May",
        "1/5 - 7/5/2018",
        "27.04. - 03.05.2018",
        "27 & 28 April 2018",
        "27، 28، 29 أبريل 2018",
        "3 May 2018 and 7 June 2018",
        "2018-04-27/2018-05-03",
        "من 27 رجب إلى 3 شعبان 1439",
        "مايو - يونيو 2018",
    ]);
}

#[test]
fn limits() {
    assert_refused(&[
        "until 12 March 2016",
        "حتى 12 مارس 2016",
        "jusqu'au 12/03/2016",
        "منذ يوم السبت 12 مارس 2016",
    ]);
}

#[test]
fn days_that_name_something_or_are_told_from_another() {
    assert_refused(&[
        "ثورة 25 يناير",
        "ثورة 25 يناير 2011",
        "حركة 20 فبراير تدعو إلى الحوار",
        "قبل عام 2017",
        "منذ شهر رمضان",
        "منذ يوم الخميس",
        "يوم 3 ماي الجاري",
        "يوم الأحد القادم",
    ]);
}

#[test]
fn days_that_no_calendar_has() {
    assert_refused(&[
        "31 شتنبر 2018",
        "30 شباط 2018",
        "0 ماي 2018",
        "45 ماي 2018",
        "3 مايو 20185",
        "31/06/2018",
        "15/15/2018",
        "2018-00-12",
        "32 اردیبهشت 1397",
        "31 شعبان 1439",
    ]);
}

#[test]
fn month_words_in_prose() {
    assert_refused(&[
        "مارس هوايته في 3 نواد",
        "محرم على القاصرين",
        "نيسان تكشف سيارتها الجديدة",
        "في شهر رمضان",
        "may the best team win",
        "march of the 12 students",
        "حتى 12 مارس",
        "قبل 12 مارس",
        "until 12 March",
        "أسد 5",
        "3 ثور",
        "الطير 5",
        "ناصر 2018",
        "You may have 12 of them",
        "3 things to do before you buy a template",
        "Plans from 3p per hour of use",
        "Ms Weil joined the News Channel 3 team in June 2018",
    ]);
}

#[test]
fn versions_codes_and_lengths() {
    assert_refused(&[
        "May 3-7, 2018",
        "كود الخبر: 12-10-2018",
        "نسخة 10.12.18",
        "ISBN 978-3-16-148410-0",
        "10.12.20.18",
        "فاز الفريق 2-1",
        "سورة البقرة 2:185",
        "يبلغ من العمر 45 عاما",
        "مدة القراءة: 3 دقائق",
        "منذ سنوات",
        "hours ago",
    ]);
}

#[test]
fn nothing_at_all() {
    assert_refused(&["", "   ", "اليوم", "جريدة المرسى اليوم"]);
}

#[test]
fn dates_of_something_else_are_refused() {
    assert_refused(&[
        "تاريخ التسجيل: 3 مايو 2018",
        "عضو منذ 3 مايو 2018",
        "عضو منذ 3 سنوات",
        "تاريخ الميلاد: 17 شعبان 1400 الموافق 30 يونيو 1980",
        "ولد في القاهرة في 3 مايو 1980",
        "آخر أجل للتسجيل 3 ماي 2018",
        "صالح حتى 3 مايو 2018",
        "ينتهي في 03/05/2018",
        "Joined May 2018",
        "Member since:\nMay 3, 2018",
        "Born 3 May 1980",
        "الموعد: 3 يناير 2018",
        "Deadline - 3 May 2018",
        "Expires: 2018-05-03",
        "Née le 3 mai 1980",
        "Fecha de nacimiento: 03/05/1980",
        "Mitglied seit 3. Mai 2018",
        "Doğum tarihi: 3 Mayıs 1980",
        "تاریخ عضویت: ۱۳ اردیبهشت ۱۳۹۷",
        "תאריך לידה: 3 במאי 1980",
        "Дата рождения: 3 мая 1980",
    ]);
}

#[test]
fn a_stray_number_beside_the_date_is_left_alone() {
    for text in [
        "العدد 812 - 3 ماي 2018",
        "415 | 3 ماي 2018",
        "المرصد 24 - 3 ماي 2018",
        "3 ماي 2018 | 1420 قراءة",
        "كود 12-99 الخميس 3 ماي 2018",
        "فاز الفريق 2-1 - 3 ماي 2018",
        "371 مشاهدة 03/05/2018",
        "Vol. 1 No. 2, 3 May 2018",
        "59 : 28 - 3 ماي 2018",
        "59 : 02 - 3 ماي 2018",
    ] {
        assert_eq!(value(text, &at(NOW)).as_deref(), Some("2018-05-03"), "{text}");
    }
}

#[test]
fn two_readings_may_share_a_word() {
    // Day before the month, and day behind it: either will do.
    assert_eq!(value("4août:août9", &at(NOW)).as_deref(), Some("2020-08-04"));
}
