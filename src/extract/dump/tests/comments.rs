//! Readers' comments in the shapes that papers give them, and what only looks like one.

use super::{BODY, body, dump, related};
use crate::extract::Extraction;

/// Author, date and text of each comment, ` | ` between them.
fn comments(page: &Extraction) -> Vec<String> {
    let one = |comment: &crate::article::Comment| {
        let date = comment.date.map(|date| date.to_string()).unwrap_or_default();
        format!(
            "{} | {date} | {}",
            comment.author.as_deref().unwrap_or_default(),
            comment.text.replace('\n', " ↵ ")
        )
    };
    page.article.comments.iter().map(one).collect()
}

fn below(text: &str) -> Extraction {
    let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\n{text}"));
    assert_eq!(page.text, body());
    page
}

const FIRST: &str = "زائر | 2014-09-10T11:20 | خبر سار، ننتظر مثله في باقي الأحياء.";
const SECOND: &str = "ابن المدينة | 2014-09-11T07:05 | وماذا عن الطريق؟ ↵ لا أحد يتحدث عنها";

#[test]
fn numbered_with_a_date_below_the_name() {
    let page = below(
        "تعليقات الزوار (2)\n1 - زائر\nالأربعاء 10 شتنبر 2014 - 11:20\nخبر سار، ننتظر مثله في باقي الأحياء.\n12\n\
         2 - ابن المدينة\nالخميس 11 شتنبر 2014 - 07:05\nوماذا عن الطريق؟\nلا أحد يتحدث عنها\n-3\n\
         أضف تعليقك\nالاسم\nالبريد الإلكتروني\nلن ينشر بريدك، والحقول المطلوبة مشار إليها بنجمة.\n\nالأكثر قراءة\nالنهر يفيض على الضفتين",
    );
    assert_eq!(comments(&page), [FIRST, SECOND]);
    assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
}

#[test]
fn counted_down_with_name_and_date_in_one_line() {
    let page = below(
        "التعليقات\n2 - زائر - 10/09/2014 11:20\nخبر سار، ننتظر مثله في باقي الأحياء.\n\
         1 - ابن المدينة - 11/09/2014 07:05\nوماذا عن الطريق؟\nلا أحد يتحدث عنها\n\nجميع الحقوق محفوظة نسيم الشمال",
    );
    assert_eq!(comments(&page), [FIRST, SECOND]);
}

#[test]
fn a_name_says_and_a_button_ends() {
    let page = below(
        "2 تعليقات على السوق المغطى يفتح أبوابه\nزائر قال:\n10 سبتمبر، 2014 الساعة 11:20 ص\nخبر سار، ننتظر مثله في باقي الأحياء.\nرد\n\
         ابن المدينة يقول:\n11 سبتمبر، 2014 الساعة 7:05 ص\nوماذا عن الطريق؟\nلا أحد يتحدث عنها\nرد\n\nاترك تعليقا\nاسمك",
    );
    assert_eq!(comments(&page), [FIRST, SECOND]);
}

#[test]
fn a_name_then_words_then_buttons_without_dates() {
    let page = below(
        "التعليقات\nأم ياسين\nخبر سار، ننتظر مثله في باقي الأحياء.\nأعجبني رد 3 مشاركة\nكريم\nالله يعطيكم الصحة\nأعجبني · رد",
    );
    assert_eq!(
        comments(&page),
        ["أم ياسين |  | خبر سار، ننتظر مثله في باقي الأحياء.", "كريم |  | الله يعطيكم الصحة"]
    );
}

#[test]
fn replies_of_a_forum() {
    let page = below(
        "رد مع اقتباس\n10-09-2014, 11:20 AM\n#2\nزائر\nعضو نشيط\nخبر سار، ننتظر مثله في باقي الأحياء.\nرد مع اقتباس\n\
         11-09-2014, 07:05 AM\n#3\nابن المدينة\nعضو جديد\nالمشاركات: 12\nوماذا عن الطريق؟\nلا أحد يتحدث عنها\nرد مع اقتباس",
    );
    assert_eq!(comments(&page), [FIRST, SECOND]);
    assert!(page.article.tags.is_empty());
}

#[test]
fn a_name_says_with_dots_and_the_date_is_below() {
    let page = below(
        "مرسلة بواسطة رنا خليل في 10:15 م\nالتسميات: أسواق, مدن\nهناك 2 تعليقات:\nزائر يقول...\nخبر سار، ننتظر مثله في باقي الأحياء.\n10 سبتمبر 2014 11:20 ص\n\
         ابن المدينة يقول…\nوماذا عن الطريق؟\nلا أحد يتحدث عنها\n11 سبتمبر 2014 7:05 ص\nإرسال تعليق\nرسالة أحدث",
    );
    assert_eq!(comments(&page), [FIRST, SECOND]);
    assert_eq!(page.article.authors, ["رنا خليل"]);
    assert_eq!(page.article.tags, ["أسواق", "مدن"]);
}

#[test]
fn a_name_may_end_in_an_initial() {
    let page = below(
        "التعليقات\nنادر ح.\nخبر سار، ننتظر مثله في باقي الأحياء.\nمنذ 3 أيام\nكريم\nالله يعطيكم الصحة\nمنذ يومين",
    );
    assert_eq!(
        comments(&page),
        ["نادر ح. |  | خبر سار، ننتظر مثله في باقي الأحياء.", "كريم |  | الله يعطيكم الصحة"]
    );
}

#[test]
fn labelled_name_and_words() {
    let page = below(
        "تعليقات القراء\nكاتب التعليق: زائر\nالتاريخ: 10-09-2014 11:20\nنص التعليق: خبر سار، ننتظر مثله في باقي الأحياء.\n\
         كاتب التعليق: كريم\nنص التعليق: الله يعطيكم الصحة",
    );
    assert_eq!(comments(&page), [FIRST, "كريم |  | الله يعطيكم الصحة"]);
}

#[test]
fn a_moment_that_is_not_known_is_no_date_and_no_word() {
    let page = below("التعليقات\nزائر\nمنذ 3 ساعات\nالله يعطيكم الصحة\nكريم\nقبل يومين\nوأنتم كذلك");
    assert_eq!(comments(&page), ["زائر |  | الله يعطيكم الصحة", "كريم |  | وأنتم كذلك"]);
}

#[test]
fn other_languages() {
    let page = dump(
        "Old mill becomes a library\n\nThe old mill on the river opened as a public library on Friday after two years of work.\n\n\
         The architect, who lives across the street, said that every beam had been kept.\n\n2 Comments\nOld reader says:\nMay 5, 2012 at 7:05 am\n\
         Good news.\nWhat about the road?\nReply\nGuest says:\nMay 6, 2012 at 8:10 am\nThank you.\nReply\nLeave a comment\nName\nEmail",
    );
    assert_eq!(
        comments(&page),
        [
            "Old reader | 2012-05-05T07:05 | Good news. ↵ What about the road?",
            "Guest | 2012-05-06T08:10 | Thank you."
        ]
    );
    let page = dump(
        "Le vieux moulin devient médiathèque\n\nLe vieux moulin du bord de l'eau a ouvert ses portes vendredi, après deux ans de travaux.\n\n\
         L'architecte dit avoir gardé toutes les poutres qui pouvaient l'être.\n\nCommentaires (1)\nUne lectrice\n5 mai 2012 à 7 h 05 min\nEt la route du village ?\nRépondre",
    );
    assert_eq!(comments(&page), ["Une lectrice | 2012-05-05T07:05 | Et la route du village ?"]);
}

#[test]
fn many_long_comments_are_not_taken_for_the_text() {
    let long =
        "أعرف هذا السوق منذ كنت صغيرا، وكان والدي يبيع فيه القماش قبل أن يغلق، ولم يسألنا أحد عن رأينا.";
    let list: String = (1..=40).map(|at| format!("{at} - زائر من الحي\n{long}\n{long}\n")).collect();
    let page = below(&format!("التعليقات (40)\n{list}"));
    assert_eq!(page.article.comments.len(), 40);
}

#[test]
fn the_empty_form_and_its_rules_are_no_comments() {
    for form in [
        "أضف تعليقك على هذا الموضوع\n* كاتب التعليق\n* عنوان التعليق\n  * الدولة\n* التعليق\n\nاقرأ أيضا\nالنهر يفيض على الضفتين",
        "التعليقات (0)\nكن أول من يعلق على هذا الخبر\nالاسم: \nالتعليق: \nإرسال",
        "التعليقات\nالتعليقات المنشورة تلزم أصحابها وحدهم، وللإدارة حق حذف ما يسيء.\n\nالأكثر قراءة\nالنهر يفيض على الضفتين\nشارك\nFacebook",
    ] {
        assert_eq!(comments(&below(form)), [""; 0], "{form}");
    }
}

#[test]
fn a_numbered_list_inside_a_comment_does_not_part_it() {
    let page = below("التعليقات\n7 - زائر\nنريد:\n1- الإنارة\n2- الحراسة\n8 - كريم\nوالنظافة");
    assert_eq!(comments(&page), ["زائر |  | نريد: ↵ 1- الإنارة ↵ 2- الحراسة", "كريم |  | والنظافة"]);
}

#[test]
fn a_reader_may_write_what_elsewhere_is_furniture() {
    let page = below(
        "التعليقات\nزائر\n10 سبتمبر 2014 11:20\nخبر سار، ننتظر مثله في باقي الأحياء.\nالمصدر: جدتي\nانتهى\n\n\
         ابن المدينة\n11 سبتمبر 2014 07:05\nوماذا عن الطريق؟\nلا أحد يتحدث عنها\n\nالمصدر: وكالات\n\nاقرأ أيضا\nالنهر يفيض على الضفتين",
    );
    assert_eq!(comments(&page), [format!("{FIRST} ↵ المصدر: جدتي ↵ انتهى"), SECOND.to_owned()]);
    assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
}

#[test]
fn points_that_a_reader_numbers_are_of_one_comment() {
    let page =
        below("التعليقات\nزائر\n10 سبتمبر 2014 11:20\nعندي سؤالان:\n1. متى يفتح السوق؟\n2. وأين الحارس؟");
    assert_eq!(
        comments(&page),
        ["زائر | 2014-09-10T11:20 | عندي سؤالان: ↵ 1. متى يفتح السوق؟ ↵ 2. وأين الحارس؟"]
    );
}

#[test]
fn a_headline_behind_the_number_and_dates_below_the_text() {
    let page = below(
        "تعليقات\n1. أحسنتم\nزائر، 10.9.2014\nخبر سار\n2. وماذا بعد؟\nابن المدينة، 11.9.2014\nننتظر الجواب",
    );
    assert_eq!(
        comments(&page),
        ["زائر | 2014-09-10 | أحسنتم ↵ خبر سار", "ابن المدينة | 2014-09-11 | وماذا بعد؟ ↵ ننتظر الجواب"]
    );
    let page = below(
        "2 تعليقات\nزائر\nخبر سار، ننتظر مثله.\nمنذ 3 ساعات\nابن المدينة\nوماذا عن الطريق؟\nمنذ ساعتين",
    );
    assert_eq!(comments(&page), ["زائر |  | خبر سار، ننتظر مثله.", "ابن المدينة |  | وماذا عن الطريق؟"]);
}

#[test]
fn a_long_row_of_tags_ends_the_comments() {
    let page = below(
        "التعليقات\nزائر\n10 سبتمبر 2014 11:20\nخبر سار، ننتظر مثله في باقي الأحياء.\n\nالوسوم: سوق، ميناء، تجار السوق القديم في المدينة، ترميم، حارس",
    );
    assert_eq!(comments(&page), [FIRST]);
    assert_eq!(page.article.tags, ["سوق", "ميناء", "تجار السوق القديم في المدينة", "ترميم", "حارس"]);
}

#[test]
fn what_a_forum_shows_of_its_members_is_no_comment() {
    let page = dump(&format!(
        "منتدى الميناء\nالسوق المغطى يفتح أبوابه من جديد\nسليم الدباغ\nعضو نشيط\nتاريخ التسجيل: يناير 2010\nالمشاركات: 1,204\n09-09-2014, 10:45 PM\n\n{BODY}\nرد مع اقتباس\nبنت النهر\nعضو جديد\nتاريخ التسجيل: مايو 2011\nالمشاركات: 12\n10-09-2014, 08:02 AM\nبارك الله فيك على نقل الخبر، وقد زرته أمس.\nرد مع اقتباس"
    ));
    assert_eq!(page.article.title, "السوق المغطى يفتح أبوابه من جديد");
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09T22:45"));
    assert_eq!(
        comments(&page),
        ["بنت النهر | 2014-09-10T08:02 | بارك الله فيك على نقل الخبر، وقد زرته أمس."]
    );
}
