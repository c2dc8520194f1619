//! Isolates, as tables: `[…|` is a left-to-right isolate, `{…|` a right-to-left one.

use super::*;
use proptest::prelude::*;

/// `[…]` stands for a left-to-right isolate, `{…}` for a right-to-left one.
fn marked(text: &str, base: Direction) -> String {
    isolate_html(text, base)
        .replace("<bdi dir=\"ltr\">", "[")
        .replace("<bdi dir=\"ltr\" class=\"n\">", "[")
        .replace("<bdi dir=\"rtl\">", "{")
        .replace("</bdi>", "|")
}

fn plain(marked: &str) -> String {
    marked.replace(['[', '{', '|'], "")
}

fn check(cases: &[&str], base: Direction) {
    for expected in cases {
        assert_eq!(&marked(&plain(expected), base), expected);
    }
}

#[test]
fn latin_runs_in_arabic() {
    check(
        &[
            "لا شيء هنا",
            "شركة [Apple| تعلن",
            "مكتب [Northlight Studio, London| في المدينة",
            "[The Harbour Review| تعود إلى الرفوف",
            "بين [Apple|، [Google| و[Microsoft|",
            "اشترى [iPhone 15 Pro| أمس",
            "نظام [Windows 10| الجديد",
            "نظام [iOS 12.3|، ثم [Warraq v0.1.0|.",
            "نظام [iOS 12|.",
            "فيلم [Tom &amp; Jerry| القديم",
            "تعلن [AT&amp;T| عن",
            "(منظمة [WHO|) تقول",
            "كتاب [Harbour (Review)| صدر",
            "قال «[Hello|»",
            "قال &quot;[Yes we can|&quot; ومضى",
            "قال: &quot;[We&#39;ll see...|&quot;.",
            "قال “[Enough!|”، ومضى",
            "قال &quot;[Yes|&quot; و&quot;[No.|&quot;",
            "شاهد [Who Goes There?| الآن",
            "أعلنت [Yahoo|!",
            "زار [U.S.| أمس",
            "لغة [C++| و[C#|",
            "طائرة [F-16| وشبكة [5G|",
            "وصل إلى [London|.",
            "[Reuters| - متابعة",
            "لـ[FIFA| رأي",
            "[A & B|",
        ],
        Direction::Rtl,
    );
}

#[test]
fn addresses_and_handles_in_arabic() {
    check(
        &[
            "زوروا [https://maktaba.example/a/b?x=1&amp;y=2| الآن",
            "الموقع [https://maktaba.example/مقال/1| مفتوح",
            "زوروا [www.maktaba.example|.",
            "راسلونا [info@maktaba.example|، شكرا",
            "حساب [@maktaba_1| على",
            "وسم [#Harbour2017| يتصدر",
        ],
        Direction::Rtl,
    );
}

#[test]
fn figures_that_turn_in_arabic() {
    check(
        &[
            "فاز [2-1| أمس",
            "فاز [2 - 1| أمس",
            "النتيجة [2 : 1|",
            "من [09:00| إلى [20:00|",
            "يوميا [09:00 - 20:00|",
            "نشر [03:53| - [2026/02/14|",
            "بين [2011–2019| و",
            "موسم [2016/2017|",
            "في [27/04/2017|",
            "هاتف [+212 522 11 22 33| للحجز",
            "هاتف [+212 5 22 11 22 33| للحجز",
            "هاتف [05 22 11 22 33|",
            "الحرارة [-5| درجات",
            "نسبة [+7|%",
            "فاز [٢-١| أمس",
            "الساعة [١٦:٢٨|",
        ],
        Direction::Rtl,
    );
}

#[test]
fn plain_numbers_stay_bare() {
    check(
        &[
            "في سنة 2017 كان",
            "1,850 مترا و36.4 مليون",
            "أقل بـ7% من",
            "سنة 2011 - 15 قتيلا",
            "بين 10 20",
            "-5 أشخاص",
            "1- أولا",
            "رقم ١٬٨٥٠",
        ],
        Direction::Rtl,
    );
}

#[test]
fn arabic_runs_in_latin() {
    check(
        &[
            "Nothing here, 2-1",
            "Younes Bekkali ({يونس البقالي|), he said",
            "The paper, {«بريد الزعفران»|, gave",
            "Called {سنة 2017| by all",
            "Won {فاز [2-1| أمس| they said",
            "Asked {كيف حالك؟| and left",
            "One {بيت، باب| and {דלת|",
            "The {أبجد| 3,400 men",
        ],
        Direction::Ltr,
    );
}

#[test]
fn figures_are_marked_as_such() {
    assert_eq!(isolate_html("فاز 2-1", Direction::Rtl), "فاز <bdi dir=\"ltr\" class=\"n\">2-1</bdi>");
    assert_eq!(isolate_html("فاز AC", Direction::Rtl), "فاز <bdi dir=\"ltr\">AC</bdi>");
}

#[test]
fn controls_go_and_joiners_stay() {
    assert_eq!(isolate_html("أ\u{202B}ب\u{202C}\u{2067}ت\u{2069}", Direction::Rtl), "أبت");
    assert_eq!(isolate_html("می\u{200C}شود", Direction::Rtl), "می\u{200C}شود");
    assert_eq!(marked("فاز 2\u{200E}-1", Direction::Rtl), "فاز [2\u{200E}-1|");
    assert_eq!(marked("قال \u{202A}Apple\u{202C} Inc", Direction::Rtl), "قال [Apple Inc|");
}

#[test]
fn broken_entities_are_only_text() {
    for text in ["&", "&;", "&&amp;", "&ampamp", "أ&#xFFFFFFFF;ب", "&#x41;bc ب"] {
        assert_eq!(plain(&marked(text, Direction::Rtl)), text);
    }
}

#[test]
fn long_text_takes_one_pass() {
    for piece in ["A 1 ", "2-", "((((", "ا A ", "+1 22 ", "www.", "«", "x.", "A ! ", "1 "] {
        let text = piece.repeat(200_000 / piece.len());
        for base in [Direction::Rtl, Direction::Ltr] {
            let clock = std::time::Instant::now();
            assert!(isolate_html(&text, base).len() >= text.len());
            assert!(clock.elapsed().as_secs() < 5, "{piece}");
        }
    }
}

proptest! {
    /// Without the isolates and the controls the text is what it was, and isolates are balanced.
    #[test]
    fn changes_nothing_but_isolates(text in "[ابتA-C0-3 .,:()@/&;«»؟،+-]{0,40}") {
        for base in [Direction::Rtl, Direction::Ltr] {
            let html = isolate_html(&text, base);
            prop_assert_eq!(html.matches("<bdi").count(), html.matches("</bdi>").count());
            let bare = html.replace(" class=\"n\"", "").replace("<bdi dir=\"ltr\">", "").replace("<bdi dir=\"rtl\">", "").replace("</bdi>", "");
            prop_assert_eq!(bare, text.clone());
        }
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,40}") {
        for base in [Direction::Rtl, Direction::Ltr] {
            let _ = isolate_html(&text, base);
        }
    }
}

proptest::proptest! {
    #[test]
    fn part_by_part_is_as_a_whole(text in "([ا-ي]{1,3}|[a-c]{1,2}|[0-9]{1,2}|[٠-٣]|[-+:/.,،؟!()«»\u{200F}\u{202A}\u{2066}ءَ]|&quot;|&amp;|://| |  |\u{A0}|é|ﷺ|א){0,16}") {
        proptest::prop_assert_eq!(
            isolate_html(&text, Direction::Rtl),
            isolate_whole(&text, Direction::Rtl),
            "{:?}", text
        );
    }
}
