//! Every wrong reading of texts in many scripts, and sound texts that look a little like one.

use super::*;
use proptest::prelude::*;

const ARABIC: &str = "قال رئيس المجلس في تصريح إلى الصحافة إن المدينة تحتاج إلى شبكة جديدة للماء، وإن العمل يبدأ من الأسبوع المقبل.";
const PERSIAN: &str = "شهردار گفت که این طرح در دو مرحله انجام می‌شود و پل قدیمی شهر از نو ساخته خواهد شد.";
const HEBREW: &str = "ראש העיר אמר כי העבודות על הרשת של המים יחלו בשבוע הבא, וכי הן יסתיימו בתוך שנה.";
const FRENCH: &str = "Le conseil a décidé, à l’unanimité, de créer une réserve près de la forêt où vivent « les cigognes » – enfin…";
const OTHERS: [&str; 4] = [
    "Мэр сказал, что новая сеть водоснабжения будет построена за один год.",
    "Ο δήμαρχος είπε ότι το νέο δίκτυο θα κατασκευαστεί μέσα σε έναν χρόνο.",
    "市长昨天表示新的供水网将在一年内建成，工程将于下周开始。",
    "महापौर ने कहा कि नया जल नेटवर्क एक साल में बन जाएगा।",
];

fn misread(text: &str, was: &'static Encoding, taken_for: &'static Encoding) -> String {
    taken_for.decode_without_bom_handling(&was.encode(text).0).0.into_owned()
}

fn repaired(text: &str) -> String {
    repair(text).0.unwrap_or_else(|| text.to_owned())
}

#[test]
fn wrong_readings_are_undone() {
    for text in [ARABIC, PERSIAN, HEBREW, FRENCH] {
        for taken_for in [WINDOWS_1254, WINDOWS_1256, WINDOWS_1251] {
            assert_eq!(repaired(&misread(text, UTF_8, taken_for)), text, "{}", taken_for.name());
        }
    }
    for text in [ARABIC, PERSIAN, HEBREW, FRENCH].into_iter().chain(OTHERS) {
        assert_eq!(repaired(&misread(text, UTF_8, WINDOWS_1252)), text);
        // Read as Latin-1 in the strict sense: control characters in the place of windows-1252's letters.
        let strict: String = text.bytes().map(char::from).collect();
        assert_eq!(repaired(&strict), text);
        let twice = misread(&misread(text, UTF_8, WINDOWS_1252), UTF_8, WINDOWS_1252);
        assert_eq!(repaired(&twice), text);
    }
    for (text, was) in [(ARABIC, WINDOWS_1256), (ARABIC, ISO_8859_6), (HEBREW, WINDOWS_1255)] {
        assert_eq!(repaired(&misread(text, was, WINDOWS_1252)), text, "{}", was.name());
    }
    assert_eq!(repaired(&misread(OTHERS[0], UTF_8, WINDOWS_1251)), OTHERS[0]);
    let english = "The mayor’s house isn’t “ours” – it’s the city’s.";
    assert_eq!(repaired(&misread(english, UTF_8, WINDOWS_1252)), english);
}

#[test]
fn lost_halves_stay_lost_and_no_break_spaces_come_back() {
    let holes = misread(ARABIC, UTF_8, WINDOWS_1252);
    let expected = ARABIC.replace('ف', "\u{FFFD}");
    assert_eq!(repaired(&holes.replace('\u{81}', "\u{FFFD}")), expected);
    let marks = repaired(&holes.replace('\u{81}', "?"));
    assert!(marks.contains("إلى الصحا\u{FFFD}ة إن المدينة"), "{marks}");
    let dropped = repaired(&holes.replace('\u{81}', ""));
    assert!(dropped.contains("إلى الصحا\u{FFFD}ة إن المدينة"), "{dropped}");
    let figures = format!("{} منذ ٢٠٠٧ و١٩٩٠", ARABIC.replace('ف', "ق"));
    assert_eq!(repaired(&misread(&figures, UTF_8, WINDOWS_1252).replace('\u{A0}', " ")), figures);
    for text in [HEBREW, OTHERS[0]] {
        let spaces = misread(text, UTF_8, WINDOWS_1252).replace('\u{A0}', " ");
        assert_eq!(repaired(&spaces), text);
    }
    let spaces = misread(FRENCH, UTF_8, WINDOWS_1252).replace('\u{A0}', " ");
    assert_eq!(repaired(&spaces).replace("à  l", "à l"), FRENCH);
}

#[test]
fn only_what_was_misread_is_turned() {
    let misread_1256 = misread(ARABIC, WINDOWS_1256, WINDOWS_1252);
    let page = format!("عنوان الصفحة كما هو\nCafé déjà vu, 12 €\n{misread_1256} FIFA\nFrançois\n2017\n");
    let (turned, undone) = repair(&page);
    assert_eq!(turned, Some(page.replace(&misread_1256, ARABIC)));
    assert_eq!(undone[0].stretches, 1);
    let misread_utf8 = misread(ARABIC, UTF_8, WINDOWS_1256);
    let wrapped = format!("<h1>أخبار</h1><p title=\"é\">{misread_utf8}</p><i>naïve</i><p>آپ تک سگ</p>");
    assert_eq!(repaired(&wrapped), wrapped.replace(&misread_utf8, ARABIC));
}

#[test]
fn sound_texts_stay_however_often_they_stand() {
    let sound = [
        "أ، ب، ج، د، ه، و، ز، ح، ط، ي، ك، ل، م، ن، س، ع، ف، ص، ق، ر، ش، ت، ث، خ، ذ، ض، ظ، غ.",
        "AÇÃO, NÃO, CORAÇÃO: “AMANHÔ, ‘IRMû ÀS MÃES E AOS IRMÃOS À ESPERA É ÓBVIO, ÚTIL",
        "İŞÇİ, ÖĞÜT, ŞÜPHELİ, ÇÖZÜM, ÜÇÜNCÜ ĞÜÖÇ, ELAZIĞ’DA, MUŞ’TA",
        "ЩЁ Мэр сказал, что новая сеть будет построена «за год» – Ш… Щ« Ш», В\u{A0}2001 году, — Ні.",
        "«طـ» ظ… حَظٌّ، ط. حافظ،» ربط… شرط؟ ط، ط، (ط\u{A0}1) الصف 5أ، 6أ، 7ب،",
        "«\u{A0}la liberté\u{A0}», «\u{A0}l’été\u{A0}»; OÙ\u{A0}: salle; créée, agréée, naïïf",
        "GESÙ”, PERCHÉ’ CITTÀ» REVOLUCIÓ», HYVÄ”, PÅ», STAÐ“, FRÜH“, SÜß’, Ä…Ö»",
        "آپ تک سگ کچھ ہاں، لوگ “چ” تک، مکمک، کتکت",
        "Ã©",
    ];
    for text in sound.into_iter().chain([ARABIC, PERSIAN, HEBREW, FRENCH]).chain(OTHERS) {
        for times in [1, 20] {
            let text = format!("{text}\n").repeat(times);
            assert_eq!(repair(&text).0, None, "{text}");
            assert_eq!(repair(&text.replace(' ', "\n")).0, None, "{text}");
        }
    }
}

proptest! {
    #[test]
    fn arabic_comes_back(words in prop::collection::vec("[ء-غف-ي]{2,8}", 8..30), taken_for in 0..4_usize) {
        let text = words.join(" ");
        let taken_for = [WINDOWS_1252, WINDOWS_1254, WINDOWS_1256, WINDOWS_1251][taken_for];
        prop_assert_eq!(repaired(&misread(&text, UTF_8, taken_for)), text);
    }

    /// One short word over and over is the hardest: it is evidence in every place.
    #[test]
    fn sound_arabic_stays(word in "[ء-غف-ي]{1,5}[،؟؛»…”\u{A0}]{0,2}", gap in "[ \n<]", times in 1..60_usize) {
        let text = format!("{word}{gap}").repeat(times);
        prop_assert_eq!(repair(&text).0, None);
    }

    #[test]
    fn whatever_comes_ends(noise in "\\PC{0,60}|[\u{80}-\u{FF}\u{2010}-\u{203A}?\u{FFFD} ]{0,60}") {
        repair(&noise);
    }
}
