//! Pages in one encoding that declare another, and what is told of losses.

use super::*;
use encoding_rs::{WINDOWS_1251, WINDOWS_1252, WINDOWS_1255};

const ARABIC: &str = "قال رئيس المجلس في تصريح إلى الصحافة إن المدينة تحتاج إلى شبكة جديدة للماء، وإن العمل يبدأ من الأسبوع المقبل على أن ينتهي بعد سنة.";
const FRENCH: &str =
    "Le conseil a décidé, à l'unanimité, de créer une réserve près de la forêt où vivent les cigognes.";
const HEBREW: &str = "ראש העיר אמר אתמול כי הרשת החדשה תיבנה בתוך שנה, וכי העבודות יחלו בשבוע הבא בכל השכונות הוותיקות של העיר.";

fn capture(bytes: Vec<u8>, charset: Option<&str>) -> Capture {
    Capture { charset: charset.map(str::to_owned), ..Capture::bare("a.html", bytes, MediaType::Html) }
}

/// A page in `encoding` that declares `declared`.
fn page(text: &str, encoding: &'static Encoding, declared: &str) -> Capture {
    let meta = if declared.is_empty() { String::new() } else { format!("<meta charset={declared}>") };
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{text} has no form in {}", encoding.name());
    let mut page = format!("<html><head>{meta}<title>x</title></head><body><p>").into_bytes();
    page.extend_from_slice(&bytes);
    page.extend_from_slice(b"</p></body></html>");
    capture(page, None)
}

#[track_caller]
fn assert_reads(capture: &Capture, encoding: &'static Encoding, text: &str) {
    let decoded = decode(capture);
    assert_eq!(decoded.decision.used, encoding.name(), "{}", decoded.text);
    assert!(decoded.text.contains(text), "{}", decoded.text);
}

#[test]
fn arabic_whatever_is_declared() {
    for declared in [
        "windows-1256",
        "iso-8859-1",
        "utf-8",
        "ISO-8859-6",
        "cp-1256",
        "windows-1251",
        "no-such-charset",
        "hz-gb-2312",
        "",
    ] {
        assert_reads(&page(ARABIC, WINDOWS_1256, declared), WINDOWS_1256, ARABIC);
    }
    for declared in ["ISO-8859-6", "arabic", "windows-1256", "windows-1252", ""] {
        assert_reads(&page(ARABIC, ISO_8859_6, declared), ISO_8859_6, ARABIC);
    }
    for declared in ["windows-1256", "iso-8859-1", "utf-16", ""] {
        assert_reads(&page(ARABIC, UTF_8, declared), UTF_8, ARABIC);
    }
    assert_reads(&capture(ARABIC.as_bytes().to_vec(), Some("windows-1256")), UTF_8, ARABIC);
}

#[test]
fn other_scripts_keep_their_declaration() {
    assert_reads(&page(FRENCH, WINDOWS_1252, "iso-8859-1"), WINDOWS_1252, FRENCH);
    assert_reads(&page(FRENCH, WINDOWS_1252, ""), WINDOWS_1252, FRENCH);
    assert_reads(&page(FRENCH, WINDOWS_1256, "windows-1256"), WINDOWS_1256, FRENCH);
    assert_reads(&page(HEBREW, WINDOWS_1255, "windows-1255"), WINDOWS_1255, HEBREW);
    assert_reads(&page(HEBREW, WINDOWS_1255, "iso-8859-1"), WINDOWS_1255, HEBREW);
    assert_reads(&page(HEBREW, WINDOWS_1255, ""), WINDOWS_1255, HEBREW);
    let russian = "Мэр сказал, что новая сеть будет построена за год";
    assert_reads(&page(russian, WINDOWS_1251, "windows-1251"), WINDOWS_1251, russian);
    let chinese = "市长昨天表示新的供水网将在一年内建成，工程将于下周开始。";
    assert_reads(&page(chinese, encoding_rs::GBK, "gb2312"), encoding_rs::GBK, chinese);
}

#[test]
fn a_late_meta_and_a_charset_beside_the_page() {
    let filler = format!(
        "<html><head><!--{}--><meta content=\"text/html; charset = windows-1255\" http-equiv=x>",
        "x".repeat(9000)
    );
    let mut bytes = filler.into_bytes();
    bytes.extend_from_slice(&WINDOWS_1255.encode(HEBREW).0);
    assert_reads(&capture(bytes.clone(), None), WINDOWS_1255, HEBREW);
    assert_reads(
        &capture(WINDOWS_1255.encode(HEBREW).0.into_owned(), Some("windows-1255")),
        WINDOWS_1255,
        HEBREW,
    );
}

#[test]
fn stray_zeros_make_no_utf16_of_utf8() {
    let stray = ARABIC.replace(' ', "\0 ").into_bytes();
    let decoded = decode(&capture(stray, None));
    assert_eq!((decoded.decision.used, decoded.text.as_str()), ("UTF-8", ARABIC));
    assert_eq!(decode(&capture(b"\xFF\xFE\0\0\xFF\xFE\0\0".to_vec(), None)).text, "");
}

#[test]
fn utf16_with_and_without_a_mark() {
    let page = format!("<html><p>{ARABIC}</p><a href='https://wadi.example/a/b/c'>x</a></html>");
    let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_reads(&capture(little.clone(), None), UTF_16LE, ARABIC);
    assert_reads(&capture(big, Some("utf-8")), UTF_16BE, ARABIC);
    let marked = capture([&[0xFF, 0xFE], little.as_slice()].concat(), None);
    assert_reads(&marked, UTF_16LE, ARABIC);
    assert!(decode(&marked).text.starts_with("<html>"));
    let old = WINDOWS_1256.encode(ARABIC).0;
    assert_reads(&capture([b"\xEF\xBB\xBF<html>", old.as_ref()].concat(), None), WINDOWS_1256, ARABIC);
}

#[test]
fn losses_are_told() {
    let mut cut = page(&ARABIC.repeat(3), UTF_8, "utf-8");
    cut.bytes.truncate(cut.bytes.len() - "</p></body></html>".len() - 2);
    let decoded = decode(&cut);
    assert_eq!(decoded.decision.used, "UTF-8");
    assert_eq!(decoded.diagnostics.len(), 1, "{:?}", decoded.diagnostics);
    assert!(decoded.diagnostics[0].message.ends_with("could not be read in UTF-8: 1"));
    let saved = decode(&page("قال \u{FFFD}\u{FFFD} أمس", UTF_8, "utf-8"));
    assert_eq!((saved.replaced, saved.diagnostics.len()), (2, 0));
    let contradicted = decode(&page(ARABIC, WINDOWS_1256, "utf-8"));
    assert_eq!(
        contradicted.diagnostics[0].message,
        "the page declares utf-8, but the bytes are windows-1256"
    );
}

#[test]
fn a_long_script_before_the_text_says_nothing_of_its_encoding() {
    let script = "var a = 1;\n".repeat(30_000);
    for declared in ["windows-1251", "iso-8859-1", "ISO-8859-6", "gb2312", "windows-1255"] {
        let mut bytes = format!("<meta charset={declared}><script>{script}</script><p>").into_bytes();
        bytes.extend_from_slice(&WINDOWS_1256.encode(ARABIC).0);
        assert_reads(&capture(bytes, None), WINDOWS_1256, ARABIC);
    }
}

#[test]
fn other_languages_under_a_latin_label() {
    let persian = "شهردار گفت كه اين طرح در دو مرحله انجام مي‌شود و با آن پل قديمي شهر از نو ساخته خواهد شد.";
    assert_reads(&page(persian, WINDOWS_1256, "iso-8859-1"), WINDOWS_1256, persian);
    let turkish = "Belediye başkanı dün yaptığı açıklamada şehrin yeni su şebekesine ihtiyacı olduğunu, çalışmaların gelecek hafta \
                   başlayacağını ve bir yıl içinde bitirileceğini söyledi.";
    let turkish = turkish.repeat(2);
    assert_reads(
        &page(&turkish, encoding_rs::WINDOWS_1254, "iso-8859-1"),
        encoding_rs::WINDOWS_1254,
        &turkish,
    );
}

#[test]
fn latin_under_a_label_of_another_script() {
    let french = "La mairie a ouvert le grand bazar, et un café ouvre.";
    for declared in ["windows-1251", "windows-1253", "koi8-r", "windows-1255"] {
        assert_reads(&page(french, WINDOWS_1252, declared), WINDOWS_1252, french);
    }
    let turkish =
        "Liman belediyesi, çatıyı ve cepheleri kapsayan üç yıllık onarımın ardından kapalı çarşıyı açtı.";
    let turkish = turkish.repeat(2);
    assert_reads(
        &page(&turkish, encoding_rs::WINDOWS_1254, "windows-1256"),
        encoding_rs::WINDOWS_1254,
        &turkish,
    );
}

#[test]
fn the_ligature_tells_latin_9() {
    let french = "Le cœur de la ville coûtait cher, a déclaré le maire.";
    for declared in ["", "iso-8859-1"] {
        assert_reads(&page(french, ISO_8859_15, declared), ISO_8859_15, french);
        assert_reads(&page(french, WINDOWS_1252, declared), WINDOWS_1252, french);
        let halves = "Une pièce de 1¼ litre, coûtant 2½ francs à l'État, étudiée ½ journée.";
        assert_reads(&page(halves, WINDOWS_1252, declared), WINDOWS_1252, halves);
    }
}

#[test]
fn a_text_in_no_known_encoding_is_warned_of() {
    // Arabic in code page 720.
    let dos = b"\x9A\xE3\x9F\xA7\xA2 \xA0\xE9\xA7\xEF\xA1 \x9F\xE9\xEA\xEF\xEB\x9F\x98 \xE5\xA2\xA5 \x9F\xE9\xAB\xED\xE7 \x9F\xE9\xEA\xE4\xE1\xEE \xA0\xE3\xA7 \xA3\xE9\x9F\xA3 \xAB\xEB\xED\x9F\xA2 \xEA\xEB \x9A\xAC\xE4\x9F\xE9 \x9F\xE9\xA2\xA9\xEA\xEF\xEA";
    let told = decode(&capture(dos.to_vec(), None)).diagnostics;
    assert!(told.iter().any(|told| told.message.starts_with("the text reads as no language")), "{told:?}");
}

#[test]
fn a_little_damage_makes_no_other_encoding() {
    let english = "The mayor’s plan isn’t ready. ";
    let cut = [english.as_bytes(), &"x’".as_bytes()[..2]].concat();
    let decoded = decode(&capture(cut, Some("utf-8")));
    assert_eq!((decoded.decision.used, decoded.decision.confidence), ("UTF-8", Confidence::Likely));
    assert!(decoded.text.starts_with(english));
    // An old text in a new template.
    let mut mixed = format!("{}\n", page_text(40)).into_bytes();
    mixed.extend_from_slice(&WINDOWS_1256.encode(ARABIC).0);
    let decoded = decode(&capture(mixed, None));
    assert_eq!(decoded.decision.used, "UTF-8");
    assert!(decoded.text.ends_with(ARABIC) && decoded.text.starts_with("سطر"), "{}", decoded.text);
}

fn page_text(lines: usize) -> String {
    "سطر من نص الصفحة الجديدة وفيه كلام كثير عن المدينة والماء والناس والعمل.\n".repeat(lines)
}

#[test]
fn utf16_is_believed_beside_a_page_and_not_in_it() {
    let chinese = "市长昨天表示新的供水网将在一年内建成，工程将于下周开始。";
    let bytes: Vec<u8> = chinese.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_reads(&capture(bytes, Some("utf-16le")), UTF_16LE, chinese);
    let marked = [&[0xFF, 0xFE], ARABIC.as_bytes()].concat();
    assert_reads(&capture(marked, None), UTF_8, ARABIC);
}

#[test]
fn declared_names_are_told_as_they_stand() {
    let declared =
        |head: &str| decode(&capture(format!("{head}<p>{ARABIC}").into_bytes(), None)).decision.declared;
    assert_eq!(declared("<meta charset=no-such\u{202E}-charset>").as_deref(), Some("no-such-charset"));
    assert_eq!(
        declared("<!-- <meta charset=windows-1256> --><meta charset=utf-8>").as_deref(),
        Some("utf-8")
    );
    assert_eq!(declared("<meta name=description content='charset=latin'>"), None);
    assert_eq!(declared(&format!("<meta charset={}>", "x".repeat(3000))).map(|label| label.len()), Some(40));
}
