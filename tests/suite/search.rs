//! Words for search: the builder and the browser take the same words out of a text and put them under the same keys, and neither
//! changes unseen, for an index holds keys and a query must meet them. Does not ask whether a word is found in an archive.
//!
//! `tests/search/words.json` holds texts with what both must say of them; `WARRAQ_UPDATE_VECTORS=1` writes down anew what the builder says.
//! Parts of words put together in every way, and the letters of all scripts of the press, are compared besides. The browser's half needs
//! Node.js: without it the test says that it was skipped, and with `WARRAQ_REQUIRE_BROWSER=1` fails.

use crate::vectors;
use serde_json::{Value, json};
use warraq::search::{keys, words};

const WRITTEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/words.json");

/// What may stand before a word, folded and not.
const BEGINNINGS: [&str; 25] = [
    "", "و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال", "فبال", "وب",
    "ول", "فل", "وس", "فس", "لال", "أل", "ه", "ו",
];

/// What may stand between: roots, weak ones, doubled letters, words that look like ones with something before or behind.
const MIDDLES: [&str; 24] = [
    "درس",
    "كتاب",
    "مدارس",
    "بيوت",
    "سنو",
    "والد",
    "بالغ",
    "لبن",
    "ليد",
    "جنة",
    "يد",
    "أسلحة",
    "مستشفى",
    "مسؤول",
    "قرآن",
    "ات",
    "ون",
    "غوتيريش",
    "ميادين",
    "ضرائب",
    "اي",
    "تكتب",
    "מדרס",
    "בית",
];

/// What may stand behind.
const ENDINGS: [&str; 24] = [
    "", "ة", "ات", "ون", "ين", "ان", "ها", "هم", "هما", "كم", "نا", "وا", "ية", "ي", "ا", "ت", "ه", "يات",
    "اتها", "ونهم", "تهما", "ים", "ות", "ה",
];

/// A text with the language that it is in.
pub(crate) type Case = (String, String);

/// What the builder says of a text: its words, and the keys of each.
fn answer((text, lang): &Case) -> Value {
    let forms: Vec<String> = words(text).into_iter().map(|word| word.form).collect();
    let keys: Vec<Vec<String>> = forms.iter().map(|form| keys(form, lang)).collect();
    json!({ "words": forms, "keys": keys })
}

/// The texts that are written down, each with what is said of it.
fn written_down() -> Vec<(Case, Value)> {
    let field = |case: &Value, name: &str| case[name].as_str().unwrap_or_default().to_owned();
    let case = |case: Value| {
        let answer = json!({ "words": case["words"], "keys": case["keys"] });
        ((field(&case, "text"), field(&case, "lang")), answer)
    };
    vectors::read(WRITTEN).into_iter().map(case).collect()
}

/// A text with what the builder says of it.
fn line(case: &Case) -> String {
    let answer = answer(case);
    let lang = if case.1.is_empty() { String::new() } else { format!(",\"lang\":{}", json!(case.1)) };
    format!("{{\"text\":{}{lang},\"words\":{},\"keys\":{}}}", json!(case.0), answer["words"], answer["keys"])
}

/// Beginnings, middles and endings in every order that a word has them.
pub(crate) fn put_together() -> Vec<Case> {
    let mut cases = Vec::new();
    for beginning in BEGINNINGS {
        for middle in MIDDLES {
            let all = ENDINGS.map(|ending| format!("{beginning}{middle}{ending}"));
            cases.push((all.join(" "), "ar".to_owned()));
        }
    }
    cases
}

/// Each character of the scripts that the press writes: by itself, between letters, between digits, behind a letter that hamza changes.
fn every_letter() -> Vec<Case> {
    let blocks = [
        0x20..0x530,
        0x590..0x5C8,
        0x5D0..0x700,
        0x8A0..0x8B5,
        0x8E3..0x900,
        0x1E00..0x2070,
        0xFB00..0xFE00,
        0xFE20..0xFE30,
        0xFE70..0xFF00,
    ];
    let letters = blocks.into_iter().flatten().filter_map(char::from_u32);
    letters.map(|c| (format!("{c} ب{c}ت 1{c}234 a{c}b 1{c}ب ي{c}\u{654} {c}م3"), String::new())).collect()
}

#[test]
fn the_builder_takes_words_as_written_down() {
    let written = written_down();
    assert!(written.len() > 100, "only {} texts are written down", written.len());
    if vectors::are_written_anew() {
        let lines: Vec<String> = written.iter().map(|(case, _)| line(case)).collect();
        return vectors::write(WRITTEN, &lines);
    }
    let wrong: Vec<String> = written
        .iter()
        .filter(|(case, expected)| answer(case) != *expected)
        .map(|(case, expected)| format!("{}: {}, written down as {expected}", case.0, answer(case)))
        .collect();
    vectors::assert_none(&wrong, written.len());
}

#[test]
fn the_browser_takes_the_words_that_the_builder_takes() {
    let mut cases: Vec<Case> = written_down().into_iter().map(|(case, _)| case).collect();
    cases.extend(put_together());
    cases.extend(every_letter());
    let questions: Vec<Value> = cases.iter().map(|(text, lang)| json!([text, lang])).collect();
    let said = vectors::in_the_browser("the browser's words", "vectors.mjs", &questions);
    let Some(said) = said else { return };
    let wrong: Vec<String> = cases
        .iter()
        .zip(&said)
        .filter(|(case, said)| answer(case) != **said)
        .map(|(case, said)| format!("{}: {}, in the browser {said}", case.0.escape_debug(), answer(case)))
        .collect();
    vectors::assert_none(&wrong, cases.len());
}
