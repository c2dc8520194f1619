//! Whole dumps of our own, one trap each: invented sites, invented news.

use super::read;
use crate::config::SourceRules;
use crate::extract::{Extraction, Furniture, Kind};
use crate::source::{Capture, MediaType, Origin};

fn dump(text: &str) -> Extraction {
    dump_with(text, &SourceRules::default())
}

fn dump_with(text: &str, rules: &SourceRules) -> Extraction {
    let capture = Capture {
        bytes: text.as_bytes().to_vec(),
        media_type: MediaType::Text,
        charset: None,
        url: None,
        captured: None,
        origin: Origin { file: "page.txt".to_owned(), record: None },
        sha256: String::new(),
    };
    read(text, &capture, rules, &Furniture::default())
}

fn related(extraction: &Extraction) -> Vec<&str> {
    extraction.article.related.iter().map(|related| related.title.as_str()).collect()
}

fn caption(extraction: &Extraction) -> Option<&str> {
    extraction.article.image.as_ref()?.caption.as_deref()
}

const BODY: &str = "أعادت بلدية الميناء فتح السوق المغطى بعد ثلاث سنوات من أشغال الترميم التي شملت السقف والواجهات.\n\u{a0}\n\
وقال رئيس البلدية إن ستين تاجرا عادوا إلى محلاتهم، وإن الباقين سيلتحقون بهم قبل نهاية الشهر.\n\u{a0}\n\
وأضاف أن الكلفة بلغت أربعة ملايين، وأن حراسة ليلية ستؤمن المكان ابتداء من الأسبوع المقبل.";

fn body() -> String {
    BODY.replace("\n\u{a0}\n", "\n")
}

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
}

#[test]
fn furniture_inside_the_body_goes() {
    let paragraphs: Vec<&str> = BODY.split("\n\u{a0}\n").collect();
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\nممر السوق بعد الترميم\nممر السوق بعد الترميم\n\n{}\n\nاقرأ أيضا: النهر يفيض على الضفتين مرة أخرى\n\n{}\n\nإعلان\nممر السوق بعد الترميم\n![]() |\nFacebook Twitter WhatsApp\n\n{}",
        paragraphs[0], paragraphs[1], paragraphs[2]
    ));
    assert_eq!(page.text, body());
    assert_eq!(caption(&page), Some("ممر السوق بعد الترميم"));
    assert_eq!(related(&page), ["النهر يفيض على الضفتين مرة أخرى"]);
}

#[test]
fn a_read_also_box_does_not_end_the_body() {
    let paragraphs: Vec<&str> = BODY.split("\n\u{a0}\n").collect();
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{}\n\n{}\n\nاقرأ أيضا\nالنهر يفيض على الضفتين مرة أخرى\nعداءة شابة تحطم رقما قديما\n\n{}",
        paragraphs[0], paragraphs[1], paragraphs[2]
    ));
    assert_eq!(page.text, body());
    assert_eq!(related(&page), ["النهر يفيض على الضفتين مرة أخرى", "عداءة شابة تحطم رقما قديما"]);
}

#[test]
fn comments_stay_out() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nالتعليقات (2)\n1 - زائر\nخبر سار جدا، كنا ننتظر عودة التجار إلى أماكنهم منذ وقت طويل، ونرجو أن تستمر النظافة فيه.\n2 - ابن المدينة\nوماذا عن التجار الذين لم يحصلوا على محلاتهم؟ لا أحد يتحدث عنهم في هذه الجريدة ولا غيرها.\n\nالأكثر قراءة\nالنهر يفيض على الضفتين"
    ));
    assert_eq!(page.text, body());
    assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
}

#[test]
fn short_sentences_and_subheads_belong() {
    let paragraphs: Vec<&str> = BODY.split("\n\u{a0}\n").collect();
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\nطال الانتظار.\n\n{}\n\nتفاصيل الأشغال\n\n{}\n\n{}\n\nيتبع.\n\nشارك\nFacebook",
        paragraphs[0], paragraphs[1], paragraphs[2]
    ));
    let lines: Vec<&str> = page.text.lines().collect();
    assert_eq!((lines.len(), lines[0], lines[5]), (6, "طال الانتظار.", "يتبع."));
    assert!(page.article.body.contains("## تفاصيل الأشغال"), "{}", page.article.body);
}

#[test]
fn notices_at_both_ends_go() {
    let page = dump(&format!(
        "يستعمل موقعنا ملفات تعريف الارتباط ليعرض لك محتوى يناسبك، وبمتابعة التصفح فإنك تقبل بذلك.\n\n{BODY}\n\nالتعليقات المنشورة تلزم أصحابها وحدهم، وللإدارة حق حذف ما يخالف القانون أو يسيء إلى الأشخاص."
    ));
    assert_eq!(page.text, body());
}

#[test]
fn a_dump_cut_short_keeps_its_last_line() {
    let cut: String = BODY.chars().take(BODY.chars().count() - 30).collect();
    let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{cut}"));
    assert_eq!(page.text.lines().count(), 3);
}

#[test]
fn one_line_is_a_body_too() {
    let line = BODY.replace("\n\u{a0}\n", " ");
    let page = dump(&format!("عمان ـ مرصد اليوم\n{line}"));
    assert_eq!(page.text, line);
    assert_eq!(page.article.title, "");
    assert_eq!(page.article.byline.as_deref(), Some("عمان ـ مرصد اليوم"));
    assert_eq!(page.article.agency.as_deref(), Some("مرصد اليوم"));
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
fn the_source_rules_count() {
    let rules = SourceRules {
        name: Some("المرصد".to_owned()),
        timezone: Some("Africa/Tunis".to_owned()),
        drop_lines: vec!["حمّل تطبيقنا الآن على هاتفك.".to_owned()],
        ..SourceRules::default()
    };
    let text = format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n9 سبتمبر 2014 - 08:05\n\n{BODY}\n\nحمل تطبيقنا الان على هاتفك"
    );
    let page = dump_with(&text.replace("\n\u{a0}\nوأضاف", "\nحمّل تطبيقنا الآن على هاتفك.\nوأضاف"), &rules);
    assert_eq!(page.text, body());
    assert_eq!(page.article.source.name.as_deref(), Some("المرصد"));
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09T08:05+01:00"));
}

#[test]
fn the_address_of_the_source() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nالمصدر: وكالات\nhttps://marsad.example/2014/09/09/souk"
    ));
    assert_eq!(page.article.source.url.as_deref(), Some("https://marsad.example/2014/09/09/souk"));
    let page = dump(&format!("{BODY}\nhttp://marsad.example/2014/...D8%B5/ar"));
    assert_eq!(page.article.source.url, None);
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
fn a_list_ends_where_the_next_begins() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nFacebook Twitter Google+ أرسل إلى صديق\n\nاقرأ أيضا:\nالنهر يفيض على الضفتين\nعداءة شابة تحطم رقما قديما\nمعرض كتب مستعملة في الساحة\n\n\
         سوق الميناء تجار ترميم نسيم الشمال\n\nالأكثر قراءة\nوصفة العدس على طريقة الجدات"
    ));
    assert_eq!(
        related(&page),
        ["النهر يفيض على الضفتين", "عداءة شابة تحطم رقما قديما", "معرض كتب مستعملة في الساحة"]
    );
}

#[test]
fn the_furniture_of_a_web_log() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nمشاركة\nإرسال بالبريد الإلكتروني\n\nليست هناك تعليقات:\nإرسال تعليق\nرسالة أحدث رسالة أقدم الصفحة الرئيسية"
    ));
    assert_eq!(page.text, body());
    assert!(related(&page).is_empty(), "{:?}", related(&page));
}

#[test]
fn hostile_dumps_end_soon() {
    let many = |piece: &str, times: usize| dump(&piece.repeat(times));
    many("كلمة ", 300_000);
    many("\n\u{a0}", 300_000);
    many("سطر قصير جدا -\n", 40_000);
    many(
        "قال المتحدث إن الأمر انتهى، وإن الجميع عادوا إلى بيوتهم سالمين.\nاقرأ أيضا\nعنوان آخر من أربع كلمات\n",
        8_000,
    );
    many("<a>", 100_000);
    many("\u{202e}\u{200f}", 100_000);
    let mut varied = String::new();
    for at in 0..20_000 {
        varied.push_str(&format!("عنوان رقم {at} في قائمة طويلة جدا - موقع {at}\n"));
    }
    varied.push_str(BODY);
    assert_eq!(dump(&varied).text, body());
}
