//! What stands below the text: lists of other articles, addresses, furniture.

use super::{BODY, body, dump, dump_with, related};
use crate::config::{Label, SourceRules};

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
fn a_label_may_be_longer_than_its_phrase() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{}\n\nقد يهمك من أخبارنا\nالنهر يفيض على الضفتين مرة أخرى\nلجنة: الجسر آمن للعبور\n\nوأعلنت البلدية في آخر البيان أن السوق سيفتح كل يوم.",
        body()
    ));
    assert_eq!(related(&page), ["النهر يفيض على الضفتين مرة أخرى", "لجنة: الجسر آمن للعبور"]);
    assert_eq!(page.text.lines().count(), 4);
}

#[test]
fn the_articles_before_and_after_are_not_of_the_text() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nالتالي\n\nعداءة من أهل الجبل تحطم رقما قديما عمره عشرون عاما وتعود إلى بيتها ماشية\n\nالسابق\n\nمواضيع ذات صلة\n\nالنهر يفيض على الضفتين"
    ));
    assert_eq!(page.text, body());
    assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
}

#[test]
fn the_sources_own_phrases_count() {
    let text = format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nمن دفاتر المرصد\nالنهر يفيض على الضفتين\n\nتجول معنا في الأسواق القديمة كل يوم جمعة، والدعوة عامة لكل من أراد أن يرى ما بقي منها."
    );
    let labels = [(Label::ReadAlso, "من دفاتر المرصد"), (Label::Notice, "تجول معنا")];
    let labels = labels.map(|(label, phrase)| (label, phrase.to_owned())).to_vec();
    let page = dump_with(&text, &SourceRules { labels, ..SourceRules::default() });
    assert_eq!(page.text, body());
    assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
    assert_ne!(dump(&text).text, body());
}

#[test]
fn tags_in_lines_and_behind_their_mark() {
    let tags = |tail: &str| {
        let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\n{tail}"));
        assert!(page.article.related.len() <= 1, "{:?}", related(&page));
        page.article.tags
    };
    assert_eq!(
        tags("الوسوم\nسوق\nترميم\nميناء المدينة\n\nاقرأ أيضا\nالنهر يفيض على الضفتين"),
        ["سوق", "ترميم", "ميناء المدينة"]
    );
    assert_eq!(tags("#سوق #ميناء_المدينة"), ["سوق", "ميناء_المدينة"]);
}

#[test]
fn signatures_and_addresses_are_no_headlines() {
    for tail in [
        "رنا خليل\nكاتبة من الميناء",
        "للتواصل مع مكتب البلدية في الميناء: 0555 1234",
        "(تحرير سليم الدباغ في مكتب الميناء)",
    ] {
        let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\n{tail}"));
        assert!(related(&page).is_empty(), "{:?}", related(&page));
    }
}

#[test]
fn an_agencys_credits_below_the_text() {
    for (credit, author) in [
        ("(Reporting by Ruth Carver; Editing by Tom Mill)", "Ruth Carver"),
        ("(إعداد رنا خليل للنشرة العربية - تحرير سليم الدباغ)", "رنا خليل"),
    ] {
        let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\n{credit}"));
        assert_eq!(page.article.authors, [author]);
        assert_eq!(page.text, body());
    }
}
