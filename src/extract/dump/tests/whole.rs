//! Whole pages of the families that are met most, in several languages; and those that hold no article.

use super::{BODY, body, caption, dump, dump_with, paragraphs, related};
use crate::config::SourceRules;
use crate::extract::Kind;

#[test]
fn site_and_headline_in_one_line_then_ads_date_caption_byline() {
    let page = dump(&format!(
        "نسيم الشمال _ السوق المغطى يفتح أبوابه من جديد\n\u{a0}\n\nمساحة إعلانية\n\n300x250\n\nأضيف في 9 شتنبر 2014 الساعة 08:05\n\n\
         السوق المغطى يفتح أبوابه من جديد\n\n\nممر السوق بعد الترميم\n\n\nنسيم الشمال - متابعة\n\n{BODY}\n\n\u{a0}\n\u{a0}\n\
         أضف تعليقك على هذا الموضوع\n* كاتب التعليق\n* عنوان التعليق\n  * الدولة\n* التعليق\n\n\nاقرأ أيضا\n\n\
         عداءة شابة تحطم رقما عمره عشرون عاما\n\nالنهر يفيض على الضفتين\n\n\nإشهار\n\nخدمات نسيم الشمال\n\n  تنويه  للنشر بالموقع  للإشهار  اتصل بنا"
    ));
    let article = &page.article;
    assert_eq!(article.title, "السوق المغطى يفتح أبوابه من جديد");
    assert_eq!(article.source.name.as_deref(), Some("نسيم الشمال"));
    assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09T08:05"));
    assert_eq!(caption(&page), Some("ممر السوق بعد الترميم"));
    assert_eq!(article.byline.as_deref(), Some("نسيم الشمال - متابعة"));
    assert_eq!(article.agency.as_deref(), Some("نسيم الشمال"));
    assert!(article.authors.is_empty());
    assert_eq!(page.text, body());
    assert_eq!(related(&page), ["عداءة شابة تحطم رقما عمره عشرون عاما", "النهر يفيض على الضفتين"]);
    let fields: Vec<&str> = page.evidence.iter().map(|evidence| evidence.field).collect();
    for field in ["title", "date", "byline", "caption", "body"] {
        assert!(fields.contains(&field), "{field}");
    }
    assert!(page.evidence[0].winner.rule.contains("stands 2 times"), "{}", page.evidence[0].winner.rule);
}

#[test]
fn no_headline_no_date_no_byline_is_made_up() {
    let page = dump(BODY);
    assert_eq!(page.kind, Kind::Article);
    assert_eq!(page.article.title, "");
    assert_eq!(page.article.date, None);
    assert_eq!(page.article.byline, None);
    assert!(page.article.authors.is_empty() && page.article.agency.is_none() && page.article.image.is_none());
    assert_eq!(page.text, body());
}

#[test]
fn the_ticker_first_family() {
    let ticker = "حملة نظافة في الحدائق    عودة الصيادين إلى البحر    معرض كتب مستعملة في الساحة    هدف متأخر يمنح الضيوف الفوز    ";
    let page = dump(&format!(
        "{ticker}\n\nالسوق المغطى يفتح أبوابه من جديد\nسليم الدباغ\nنشر في نسيم الشمال يوم 09 - 09 - 2014\n\n{}\n\nانقر هنا لقراءة الخبر من مصدره.\n\nمواضيع ذات صلة\n\nالنهر يفيض على الضفتين\n\nأبلغ عن إشهار غير لائق",
        body()
    ));
    assert_eq!(page.article.title, "السوق المغطى يفتح أبوابه من جديد");
    assert_eq!(page.article.authors, ["سليم الدباغ"]);
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09"));
    assert_eq!(page.text, body());
    assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
}

#[test]
fn other_languages() {
    let page = dump(
        "Home\nNews\nOld mill becomes a library - The Valley Herald\n\nOld mill becomes a library\n\nBy Ruth Carver\nPublished: 4 May 2012, 09:15\n\n\
         The old mill on the river opened as a public library on Friday after two years of work.\n\n\"We kept every beam we could,\" said the architect, who lives across the street.\n\n\
         Share\nFacebook Twitter Email\nRelated articles\nBus fares to rise again in autumn\nCopyright 2012 The Valley Herald. All rights reserved.",
    );
    assert_eq!(page.article.title, "Old mill becomes a library");
    assert_eq!(page.article.source.name.as_deref(), Some("The Valley Herald"));
    assert_eq!(page.article.authors, ["Ruth Carver"]);
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2012-05-04T09:15"));
    assert_eq!(page.article.lang.as_deref(), Some("en"));
    assert_eq!(related(&page), ["Bus fares to rise again in autumn"]);
    let page = dump(
        "Le vieux moulin devient médiathèque | L'Écho de la Vallée\n\nPublié le 4 mai 2012 à 09h15 par Odile Garnier\n\nLe vieux moulin devient médiathèque\n\n\
         Le vieux moulin du bord de l'eau a ouvert ses portes vendredi, après deux ans de travaux.\n\nLire aussi : Les tarifs du bus augmentent encore à la rentrée\n\nL'architecte dit avoir gardé toutes les poutres qui pouvaient l'être.\n\nMots-clés : patrimoine, lecture",
    );
    assert_eq!(page.article.title, "Le vieux moulin devient médiathèque");
    assert_eq!(page.article.source.name.as_deref(), Some("L'Écho de la Vallée"));
    assert_eq!(page.text.lines().count(), 2);
    assert_eq!(page.article.authors, ["Odile Garnier"]);
    assert_eq!(page.article.tags, ["patrimoine", "lecture"]);
}

#[test]
fn a_list_of_headlines_is_no_article() {
    let page = dump(
        "الرئيسية\nسياسة\nرياضة\nالنهر يفيض على الضفتين\nعداءة شابة تحطم رقما قديما\nمعرض كتب مستعملة في الساحة",
    );
    assert!(matches!(page.kind, Kind::Other(_)));
    assert_eq!(page.text, "");
    assert!(matches!(dump("").kind, Kind::Other(_)));
}

#[test]
fn named_fields_are_taken_as_they_stand() {
    let page = dump(&format!(
        "<DOC>\n<DOCNO>7</DOCNO>\n<URL>https://marsad.example/souk</URL>\n<SRC>marsad</SRC>\n<TITLE>السوق المغطى يفتح أبوابه</TITLE>\n<TIME>Tue, 09 Sep 2014 08:05:00 +0100</TIME>\n<AUTHOR>سليم الدباغ</AUTHOR>\n<TEXT>\n{BODY}\n</TEXT>\n</DOC>"
    ));
    assert_eq!(page.article.title, "السوق المغطى يفتح أبوابه");
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09T08:05:00+01:00"));
    assert_eq!(page.article.authors, ["سليم الدباغ"]);
    assert_eq!(page.article.source.url.as_deref(), Some("https://marsad.example/souk"));
    assert_eq!(page.text, body());
}

#[test]
fn lines_broken_at_a_width_are_made_whole() {
    let mut text = String::new();
    for line in format!("السوق المغطى يفتح أبوابه من جديد\n9 سبتمبر 2014\n\n{BODY}").split('\n')
    {
        let mut width = 0;
        for word in line.split(' ') {
            let room = width + 1 + word.chars().count();
            text.push(if width > 0 && room > 44 { '\n' } else { ' ' });
            width = if text.ends_with('\n') { word.chars().count() } else { room };
            text.push_str(word);
        }
        text.push('\n');
    }
    assert!(text.lines().all(|line| line.chars().count() <= 45));
    let page = dump(&text);
    assert_eq!(page.article.title, "السوق المغطى يفتح أبوابه من جديد");
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09"));
    assert_eq!(page.text, body());
}

#[test]
fn the_source_rules_count() {
    let dropped = "تتحمل إدارة الموقع مسؤولية ما ينشر فيه. ".repeat(8);
    let rules = SourceRules {
        name: Some("المرصد".to_owned()),
        timezone: Some("Africa/Tunis".to_owned()),
        drop_lines: vec!["حمّل تطبيقنا الآن على هاتفك.".to_owned(), dropped.clone()],
        ..SourceRules::default()
    };
    let text = format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n9 سبتمبر 2014 - 08:05\n\n{BODY}\n{dropped}\n\nحمل تطبيقنا الان على هاتفك"
    );
    let page = dump_with(&text.replace("\n\u{a0}\nوأضاف", "\nحمّل تطبيقنا الآن على هاتفك.\nوأضاف"), &rules);
    assert_eq!(page.text, body());
    assert_eq!(page.article.source.name.as_deref(), Some("المرصد"));
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09T08:05+01:00"));
}

#[test]
fn a_long_comment_is_not_the_text_of_a_short_story() {
    let comment = "انتظرنا هذا اليوم ثلاث سنوات كاملة، وكنا نمر أمام الأبواب المغلقة كل صباح ونسأل متى يعود التجار إلى محلاتهم.\nواليوم نقول لمن عملوا تحت الشمس والمطر شكرا، فقد عادت الحياة إلى وسط المدينة كما كانت في أيام آبائنا.";
    for story in ["أعادت بلدية الميناء فتح السوق المغطى صباح اليوم.", "فتح السوق أبوابه."]
    {
        let page = dump(&format!(
            "السوق المغطى يفتح أبوابه من جديد\n\n9 سبتمبر 2014\n\n{story}\n\nالتعليقات\n\nسليم\n10 سبتمبر 2014 - 07:30\n{comment}"
        ));
        assert_eq!(page.text, story);
        assert_eq!(page.article.comments[0].text, comment);
    }
}

#[test]
fn verses_and_results_below_a_byline_or_a_date() {
    for (head, text) in [
        ("قصيدة السوق\n\nشعر: رنا خليل", "يا سوق أيامنا\nيا باب من رحلوا\nعد بي إلى الظل\nقد أتعب السفر"),
        (
            "نتائج دوري الميناء\n\nنشر في 9 سبتمبر 2014",
            "الميناء 2 - 1 القلعة\nالنهر 0 - 0 الجبل\nالترتيب:\n1. الميناء 9",
        ),
    ] {
        let page = dump(&format!("{head}\n\n{text}\n\nاقرأ أيضا\nالنهر يفيض على الضفتين"));
        assert_eq!(page.kind, Kind::Article);
        assert_eq!(page.text, text);
        assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
    }
}

#[test]
fn rules_for_readers_are_not_the_text_however_long() {
    let rules = "إذا كان ما كتب يحرض على الكراهية أو العنف ضد أي جماعة من الناس أو ينشر أخبارا كاذبة عنهم.\n"
        .repeat(12);
    let page = dump(&format!(
        "السوق المغطى في الميناء يفتح أبوابه من جديد\n\n9 سبتمبر 2014\n\n{BODY}\n\nالوسوم: سوق، ميناء\n\nمعايير المجتمع\nيحذف ما كتبه المستخدم في الحالات الآتية:\n{rules}"
    ));
    assert_eq!(page.text, body());
    assert_eq!(page.article.title, "السوق المغطى في الميناء يفتح أبوابه من جديد");
}

#[test]
fn a_pictures_credit_does_not_end_the_text() {
    let paragraphs = paragraphs();
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{}\n\n© مرصد / رنا خليل\n\n{}\n\n{}\n\n© 2014 المرصد",
        paragraphs[0], paragraphs[1], paragraphs[2]
    ));
    assert_eq!(page.text, body());
}

#[test]
fn scripts_without_spaces() {
    let text = "港の屋根付き市場が三年間の改修工事を経て再び開かれ、六十人の商人が店に戻った。\n市長は、残りの商人も月末までに戻る予定であり、来週から夜間の警備が始まると述べた。";
    let page = dump(&format!("港の市場が再び開く\n\n2014年9月9日\n\n{text}"));
    assert_eq!(page.text, text);
}

#[test]
fn what_the_menu_repeats_is_no_headline() {
    let menu = "للمشتركين في السوق فقط\nالنهر يفيض على الضفتين\n".repeat(8);
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد | المرصد\n\n{menu}\nالسوق المغطى يفتح أبوابه من جديد\n\n{BODY}"
    ));
    assert_eq!(page.article.title, "السوق المغطى يفتح أبوابه من جديد");
}

#[test]
fn a_few_broken_lines_beside_a_list_are_made_whole() {
    let text = "دعت بلدية الميناء سكان الأحياء القديمة إلى الابتعاد عن النهر طوال هذا\nالأسبوع، ونصحت بما يلي:\n\n\
         - إغلاق الأبواب والنوافذ التي تطل على الضفة حتى ينحسر الماء عنها قريبا.\n- نقل الأثاث إلى الطابق الأعلى.\n\n\
         وقال رئيس البلدية إن فرق الإنقاذ ستبقى على الضفتين ليل نهار حتى نهاية\nالفيضان.\n";
    let page = dump(&format!("نصائح لسكان الضفتين في أيام الفيضان\n9 سبتمبر 2014\nرنا خليل\n\n{text}"));
    assert_eq!(page.article.title, "نصائح لسكان الضفتين في أيام الفيضان");
    assert_eq!(page.article.authors, ["رنا خليل"]);
    assert_eq!(page.text.lines().count(), 4, "{}", page.text);
    assert_eq!((related(&page), caption(&page)), (Vec::new(), None));
}

#[test]
fn the_numbers_of_a_text_browser_go() {
    let page = dump(
        "   #[1]The Valley Post\n\n     * [2]Home\n     * [3]News\n\nNew market opens in the old town\n\n   By [4]Ruth Carver\n   September 9, 2014\n\n   \
         The council on Sunday opened the new market that stands on both\n   banks of the river, after four years of work.\n\n   Related:\n     * [5]Fish prices rise again\n     * [6]New ferry for the islands\n\nReferences\n\n   1. http://valley.example/rss\n   2. http://valley.example/\n",
    );
    assert_eq!(page.article.authors, ["Ruth Carver"]);
    assert_eq!(related(&page), ["Fish prices rise again", "New ferry for the islands"]);
}
