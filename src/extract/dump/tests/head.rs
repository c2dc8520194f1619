//! What stands above the text: headline, section, date, byline, caption.

use super::{BODY, caption, dump};

#[test]
fn a_masthead_clock_is_no_date() {
    let page = dump(&format!(
        "بوابة المرفأ\nالأربعاء 4 مارس 2015 10:31 ص\nرئيس التحرير سليم الدباغ\n\nالسوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nجميع الحقوق محفوظة © 2015 بوابة المرفأ"
    ));
    assert_eq!(page.article.title, "السوق المغطى يفتح أبوابه من جديد");
    assert_eq!(page.article.date, None);
    assert_eq!(page.article.source.name.as_deref(), Some("بوابة المرفأ"));
    let page = dump(&format!(
        "اليوم الأربعاء 4 مارس 2015\n\nالسوق المغطى يفتح أبوابه من جديد\nآخر تحديث GMT05:21:44\n\n{BODY}"
    ));
    assert_eq!(page.article.date, None);
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\nالأربعاء، 4 مارس 2015، آخر تحديث 05:21 (GMT+0100)\n\n{BODY}"
    ));
    assert_eq!(page.article.date, None);
}

#[test]
fn marks_inside_a_headline_do_not_cut_it() {
    let page = dump(
        "Vieux port : « Étoile » l’emporte au large | L'Écho de la Vallée\n\nAccueil\nCulture\nSports\n\nSports\n\nVieux port : « Étoile » l’emporte au large\n\nPar Odile Garnier\nPublié le 4 mai 2012 à 09h15\n\n\
         Le voilier « Étoile » a remporté vendredi la régate du vieux port, devant trente autres bateaux.\n\nLa prochaine régate aura lieu au mois de juin, si le vent le veut bien.",
    );
    assert_eq!(page.article.title, "Vieux port : « Étoile » l’emporte au large");
    assert_eq!(page.article.source.name.as_deref(), Some("L'Écho de la Vallée"));
    assert_eq!(page.article.section.as_deref(), Some("Sports"));
    let page = dump(&format!(
        "دفتر الميناء: السوق المغطى يفتح أبوابه من جديد\n\nالسوق المغطى يفتح أبوابه من جديد\n\n{BODY}"
    ));
    assert_eq!(page.article.title, "السوق المغطى يفتح أبوابه من جديد");
    assert_eq!(page.article.source.name.as_deref(), Some("دفتر الميناء"));
    let page = dump(&format!("السوق المغطى: ستون تاجرا يعودون إلى محلاتهم\n\n{BODY}"));
    assert_eq!(page.article.title, "السوق المغطى: ستون تاجرا يعودون إلى محلاتهم");
}

#[test]
fn the_last_entry_of_a_menu_is_no_section() {
    let page = dump(&format!(
        "نسيم الشمال | السوق المغطى يفتح أبوابه من جديد\n\nسياسة\nمجتمع\nفيديو\n\nالسوق المغطى يفتح أبوابه من جديد\n\n{BODY}"
    ));
    assert_eq!(page.article.section, None);
    let page = dump(&format!(
        "نسيم الشمال\nمجتمع\n\nالسوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nجميع الحقوق محفوظة نسيم الشمال"
    ));
    assert_eq!(page.article.section.as_deref(), Some("مجتمع"));
}

#[test]
fn of_two_lines_with_one_day_the_time_counts() {
    let page = dump(&format!(
        "نشر في نسيم الشمال يوم 09 - 09 - 2014\n\nالسوق المغطى يفتح أبوابه من جديد\nالثلاثاء 9 سبتمبر 2014 - 08:05\n\n{BODY}"
    ));
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09T08:05"));
    let page = dump(&format!(
        "نشر في نسيم الشمال يوم 09 - 09 - 2014\n\nالسوق المغطى يفتح أبوابه من جديد\nالأربعاء 10 سبتمبر 2014 - 08:05\n\n{BODY}"
    ));
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09"));
}

#[test]
fn the_agency_in_the_dateline() {
    let signed = |opening: &str| {
        let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{opening} {BODY}"));
        page.article.agency
    };
    assert_eq!(signed("مدينة الميناء (المرصد) –").as_deref(), Some("المرصد"));
    assert_eq!(signed("مدينة الميناء (مرصد):").as_deref(), Some("مرصد"));
    assert_eq!(signed("قال سليم الدباغ (رئيس البلدية):"), None);
    assert_eq!(signed("وصل في المساء (الجمعة) –"), None);
}

#[test]
fn a_paper_that_writes_from_a_place_is_the_source() {
    let name = |byline: &str| {
        dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{byline}\n\n{BODY}")).article.source.name
    };
    assert_eq!(name("عمان - مرصد اليوم").as_deref(), Some("مرصد اليوم"));
    assert_eq!(name("عمان - رويترز"), None);
    assert_eq!(name("عمان - سليم الدباغ"), None);
}

#[test]
fn a_date_to_the_minute_opens_a_line_of_others() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n2014-09-09 08:05:12 نسيم الشمال/ متابعات\n\n{BODY}"
    ));
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09T08:05:12"));
}

#[test]
fn the_credit_leaves_the_caption() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\nممر السوق بعد الترميم. تصوير: سليم الدباغ\n\nكتبه: رنا خليل\n\n{BODY}"
    ));
    assert_eq!(caption(&page), Some("ممر السوق بعد الترميم."));
    let credit = page.article.image.as_ref().and_then(|image| image.credit.as_deref());
    assert_eq!(credit, Some("سليم الدباغ"));
    assert_eq!(page.article.authors, ["رنا خليل"]);
}

#[test]
fn a_headline_may_stand_beside_its_double_and_open_the_text() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\nالسوق المغطى يفتح أبوابه من جديد\nكتب: رنا خليل\n\nالسوق المغطى يفتح أبوابه من جديد، {BODY}"
    ));
    assert_eq!(page.article.title, "السوق المغطى يفتح أبوابه من جديد");
    let ticker = "النهر يفيض على الضفتين\nمعرض كتب في السوق القديم\nأشغال الترميم تبدأ في القلعة\nرئيس البلدية يزور التجار";
    let page = dump(&format!(
        "{ticker}\n\nالسوق المغطى يفتح أبوابه من جديد\n\nكتب: رنا خليل\n\n9 سبتمبر 2014\n\nالسوق المغطى يفتح أبوابه من جديد، {BODY}"
    ));
    assert_eq!(page.article.title, "السوق المغطى يفتح أبوابه من جديد");
}

#[test]
fn a_caption_in_another_script_is_no_name() {
    let page = dump(
        "הטחנה הישנה הופכת לספרייה ציבורית\n9 בספטמבר 2014\nחזית הבניין ביום הפתיחה\n\n\
         הטחנה הישנה שעל הנהר נפתחה השבוע כספרייה ציבורית, אחרי שנתיים של עבודות שיפוץ.\n\nהאדריכל אמר כי כל הקורות נשמרו, וכי התושבים מוזמנים לבוא בכל יום.",
    );
    assert!(page.article.authors.is_empty(), "{:?}", page.article.authors);
    assert_eq!(caption(&page), Some("חזית הבניין ביום הפתיחה"));
}

#[test]
fn a_caption_below_the_date_is_no_headline() {
    let caption_twice = "أشغال الترميم في سقف السوق المغطى\n\nأشغال الترميم في سقف السوق المغطى";
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n9 سبتمبر 2014 - 08:05\n\n{caption_twice}\n\n{BODY}"
    ));
    assert_eq!(page.article.title, "السوق المغطى يفتح أبوابه من جديد");
    assert_eq!(caption(&page), Some("أشغال الترميم في سقف السوق المغطى"));
}

#[test]
fn a_count_of_comments_does_not_part_date_and_headline() {
    let page = dump(&format!("09-09-2014\nالتعليقات (0)\nالسوق المغطى يفتح أبوابه من جديد\n\n{BODY}"));
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09"));
}

#[test]
fn the_day_of_what_is_announced_is_not_that_of_the_article() {
    let read = |head: &str| {
        let page = dump(&format!("{head}\n\n{BODY}"));
        (page.article.title, page.article.date.map(|date| date.to_string()))
    };
    let title = "السوق المغطى يفتح أبوابه في 12 سبتمبر 2014";
    assert_eq!(read(title), (title.to_owned(), None));
    assert_eq!(read(&format!("{title}\n\n9 سبتمبر 2014")), (title.to_owned(), Some("2014-09-09".to_owned())));
    assert_eq!(
        read("السوق المغطى يفتح أبوابه\n\nالميناء - رنا خليل - 9 سبتمبر 2014").1.as_deref(),
        Some("2014-09-09")
    );
}

#[test]
fn a_headline_may_end_in_the_day_of_the_article() {
    let body = "استقرت أسعار الذهب في محلات الصاغة صباح اليوم، ولم تتغير منذ بداية الأسبوع.\nوقال تاجر إن أسعار الذهب لن تتحرك قبل موسم الأعياد، وإن الطلب ما زال ضعيفا في الأسواق.";
    let title = "أسعار الذهب اليوم الجمعة 6-4-2018";
    let page =
        dump(&format!("{title} | الضفاف\nالرئيسية\n{title}\nالجمعة 06/أبريل/2018 - 09:15 ص\n{body}")).article;
    assert_eq!(page.title, title);
    assert_eq!(page.date.map(|date| date.to_string()).as_deref(), Some("2018-04-06T09:15"));
    let page = dump(&format!("{title}\n{body}")).article;
    assert_eq!(page.title, title);
    assert_eq!(page.date.map(|date| date.to_string()).as_deref(), Some("2018-04-06"));
}

#[test]
fn several_people_and_what_they_do() {
    let authors = |byline: &str| {
        dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{byline}\n9 سبتمبر 2014\n\n{BODY}"))
            .article
            .authors
    };
    assert_eq!(authors("كتب: رنا خليل وسليم الدباغ"), ["رنا خليل", "سليم الدباغ"]);
    assert_eq!(authors("رنا خليل، مراسلة المرصد"), ["رنا خليل"]);
    assert_eq!(authors("By Ruth Carver, Tom Mill and Ann Weir"), ["Ruth Carver", "Tom Mill", "Ann Weir"]);
}

#[test]
fn names_beside_clocks_papers_and_titles() {
    let byline = |byline: &str| {
        let page =
            dump(&format!("السوق المغطى يفتح أبوابه من جديد\n{byline}\n9 سبتمبر 2014\n\n{BODY}")).article;
        (page.authors.join(" + "), page.agency)
    };
    let is_person = |line: &str, name: &str| assert_eq!(byline(line), (name.to_owned(), None), "{line}");
    is_person("مرسلة بواسطة رنا خليل في 10:15 م", "رنا خليل");
    is_person("Posted by Ruth Carver at 10:15 PM", "Ruth Carver");
    is_person("بقلم رنا خليل - الضفاف", "رنا خليل");
    is_person("حاورتها: رنا خليل", "رنا خليل");
    assert_eq!(
        byline("بقلم رنا خليل - جريدة الضفاف"),
        ("رنا خليل".to_owned(), Some("جريدة الضفاف".to_owned()))
    );
    is_person("د. سليم الدباغ", "د. سليم الدباغ");
    for link in ["أدوات الموضوع", "نسخه چاپی", "عربي | English | Français"] {
        is_person(link, "");
    }
}

#[test]
fn a_name_beside_the_date_in_its_line() {
    for line in
        ["Publié le 9 septembre 2014 par Ruth Carver", "مرسلة بواسطة Ruth Carver في الثلاثاء، سبتمبر 09، 2014"]
    {
        let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n{line}\n\n{BODY}")).article;
        assert_eq!(page.authors, ["Ruth Carver"], "{line}");
        assert_eq!(page.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09"), "{line}");
    }
}

#[test]
fn the_text_tells_the_place_from_the_person() {
    let authors = |byline: &str| {
        let page = dump(&format!(
            "السوق المغطى يفتح أبوابه من جديد\n\n{byline}\n9 سبتمبر 2014\n\nفي تل الريحان: {BODY}"
        ));
        page.article.authors
    };
    assert_eq!(authors("تل الريحان - رنا خليل"), ["رنا خليل"]);
    assert_eq!(authors("رنا خليل - تل الريحان"), ["رنا خليل"]);
    assert!(authors("تل الريحان").is_empty());
}

#[test]
fn what_a_menu_holds_is_no_byline() {
    let menu = "TV-Programm\nE-Paper\nMitte - Wetter\n".repeat(6);
    let page = dump(&format!(
        "Der alte Markt öffnet wieder\n{menu}\nDer alte Markt öffnet wieder\n\nVon Ruth Carver\n\n\
         Der alte Markt am Hafen ist nach drei Jahren Arbeit wieder offen, teilte die Stadt mit.\n\n\
         Sechzig Händler seien zurück, die übrigen folgten bis Ende des Monats, sagte der Bürgermeister."
    ));
    assert_eq!(page.article.authors, ["Ruth Carver"]);
    assert_eq!(page.article.agency, None);
}

#[test]
fn the_title_of_a_column_may_be_two_words_of_its_own() {
    for below in ["بقلم: رنا خليل\n9 سبتمبر 2014", "9 سبتمبر 2014\nبقلم: رنا خليل"]
    {
        let page = dump(&format!("الرئيسية\nرياضة\nثقافة\n\nحكاية نهر\n{below}\n\n{BODY}"));
        assert_eq!(page.article.title, "حكاية نهر");
        assert_eq!(page.article.authors, ["رنا خليل"]);
    }
    // A section is none.
    let page = dump(&format!("الرئيسية\nرياضة\n\nمقالات الرأي\nبقلم: رنا خليل\n\n{BODY}"));
    assert_eq!(page.article.title, "");
}

#[test]
fn a_greeting_is_no_headline() {
    let page = dump(&format!(
        "الرئيسية\nرياضة\n\nبيان تجار السوق\nبسم الله الرحمن الرحيم\n9 سبتمبر 2014\n\nأيها التجار في السوق\n\n{BODY}"
    ));
    assert_eq!(page.article.title, "بيان تجار السوق");
}

#[test]
fn a_credit_is_no_headline_in_any_language() {
    let page = dump(
        "Home\nNews\nThe Valley Post\nNew market opens in the old town\nNew market opens in the old town\nBy Ruth Carver and Tom Mill\n9 September 2014\nThe new market on Sunday. Photo: Ann Weir\n\n\
         The council on Sunday opened the new market that stands on both banks of the river, after four years of work.\n\n\
         It cost thirty million and has room for sixty traders, the mayor said at the opening.",
    );
    assert_eq!(page.article.title, "New market opens in the old town");
    assert_eq!(page.article.authors, ["Ruth Carver", "Tom Mill"]);
    assert_eq!(caption(&page), Some("The new market on Sunday."));
}

#[test]
fn name_and_date_and_more_in_one_line() {
    for line in [
        "بواسطة: رنا خليل | الثلاثاء 9 سبتمبر 2014 | 10:25 | أخبار محلية",
        "بواسطة رنا خليل - الثلاثاء 9 سبتمبر 2014 - 10:25",
        "9 سبتمبر 2014 10:25 بواسطة: رنا خليل • 3 تعليقات",
    ] {
        let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n{line}\n\n{BODY}"));
        assert_eq!(page.article.authors, ["رنا خليل"], "{line}");
        assert_eq!(
            page.article.date.map(|date| date.to_string()).as_deref(),
            Some("2014-09-09T10:25"),
            "{line}"
        );
    }
    for line in [
        "By Ruth Carver | September 9, 2014 | 3 Comments",
        "Posted by Ruth Carver on September 9, 2014 in News",
        "September 9, 2014 by Ruth Carver · Leave a Comment",
    ] {
        let page = dump(&format!(
            "New market opens in the old town\n{line}\n\nThe council on Sunday opened the new market that stands on both banks of the river, after four years of work.\n\nIt cost thirty million, the mayor said."
        ));
        assert_eq!(page.article.authors, ["Ruth Carver"], "{line}");
        assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09"), "{line}");
    }
}

#[test]
fn photographers_translators_desks_and_the_site_are_no_authors() {
    for (line, author, agency) in [
        ("كتب: رنا خليل - تصوير: سليم الدباغ", Some("رنا خليل"), None),
        ("ترجمة: رنا خليل عن صحيفة النهر", Some("رنا خليل"), None),
        ("الميناء – من مراسلنا رنا خليل:", Some("رنا خليل"), None),
        ("الميناء / رنا خليل / وكالة أنباء النهر", Some("رنا خليل"), Some("وكالة أنباء النهر")),
        ("إعداد: قسم التحرير", None, Some("قسم التحرير")),
        ("كتب: محرر الشؤون المحلية", None, Some("محرر الشؤون المحلية")),
    ] {
        let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n{line}\n9 سبتمبر 2014\n{BODY}"));
        assert_eq!(page.article.authors.first().map(String::as_str), author, "{line}");
        assert_eq!(page.article.agency.as_deref(), agency, "{line}");
    }
}

#[test]
fn a_name_below_the_text_above_what_that_person_does() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nرنا خليل\nكاتبة من الميناء\n\nاتصل بنا"
    ));
    assert_eq!(page.article.authors, ["رنا خليل"]);
    assert_eq!(page.text, super::body());
}
