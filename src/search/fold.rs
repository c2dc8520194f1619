//! A word as the index has it: the letters that readers take for one are one.
//!
//! NFKD without its marks, in lower case: no vowel signs, tatweel, bidi controls or accents. The forms of alef are alef, hamza on a
//! carrier is hamza, teh marbuta is heh and alef maksura yeh; Persian and Urdu letters are the Arabic ones that they are drawn
//! like; the digits are ASCII; Hebrew final letters are plain ones. `static/search-engine.js` does the same; `tests/search/words.json`
//! holds the two together.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Letters that a word keeps: what is longer is no word.
const LONGEST: usize = 40;

/// Is the character part of a word, if only as what is dropped from it?
pub(super) fn is_in_word(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{620}'..='\u{669}' => true,
        '\0'..='\u{A0}' => false,
        _ => c.is_alphanumeric() || is_combining_mark(c) || is_ignored(c),
    }
}

/// Controls that may stand inside a word and say nothing of it.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Marks that are written or not as the writer likes; those of other scripts are letters of their words.
fn is_dropped_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{8D3}'..='\u{8FF}')
}

/// Appends the folded form of `word` to `out`. May give blanks where one character stands for several words (`ﷺ`), and nothing
/// where the word is made of signs alone.
pub(super) fn fold_word(word: &str, out: &mut String) {
    let start = out.len();
    let is_plain = |c: char| matches!(c, '\u{621}'..='\u{652}' | '\0'..='\x7F');
    if word.chars().all(is_plain) {
        word.chars().for_each(|c| push_folded(c, out, start));
    } else {
        let mut letters = String::new();
        word.nfkd().for_each(|c| push_decomposed(c, &mut letters));
        out.extend(letters.nfc());
    }
    if let Some((end, _)) = out[start..].char_indices().nth(LONGEST) {
        out.truncate(start + end);
    }
}

/// Adds a character of a decomposed word.
fn push_decomposed(c: char, out: &mut String) {
    match c {
        '\u{654}' => {
            if out.ends_with(['و', 'ي']) {
                out.pop();
                out.push('ء');
            }
        }
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        _ if is_dropped_mark(c) || is_ignored(c) => {}
        _ => c.to_lowercase().filter(|c| !is_dropped_mark(*c)).for_each(|c| push_folded(c, out, 0)),
    }
}

/// Adds a character that no other changes. `start`: where the word began.
fn push_folded(c: char, out: &mut String, start: usize) {
    out.push(match c {
        'a'..='z' | '0'..='9' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'ؤ' | 'ئ' => 'ء',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => 'ه',
        'ى' | 'ی' | 'ے' | 'ې' | 'ۍ' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ں' => 'ن',
        '\u{640}' | '\u{64B}'..='\u{65F}' => return,
        '\u{660}'..='\u{669}' => digit(c, 0x660),
        '\u{6F0}'..='\u{6F9}' => digit(c, 0x6F0),
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        'ς' => 'σ',
        'ø' => 'o',
        'ı' => 'i',
        'ł' => 'l',
        _ if c.is_alphanumeric() || is_combining_mark(c) => c,
        _ if out.len() > start && !out.ends_with(' ') => ' ',
        _ => return,
    });
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut out = String::new();
        fold_word(word, &mut out);
        out
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        for (a, b) in [
            ("مسؤول", "مسئول"),
            ("شُؤُون", "شئون"),
            ("الأندلس", "اﻻندلس"),
            ("مدرسة", "مدرسه"),
            ("مستشفى", "مستشفي"),
            ("شرکة", "شركة"),
            ("العـــراق", "العراق"),
            ("٢٠٢٤", "۲۰۲۴"),
            ("مو\u{654}تمر", "مؤتمر"),
            ("ﺍﻟﻨﻴﻞ", "النيل"),
            ("\u{202B}المطار\u{202C}", "المطار"),
            ("Élection", "election"),
            ("שלום", "שָׁלוֹמ"),
            ("STRASSE", "straße"),
            ("STRAẞE", "straße"),
        ] {
            assert_eq!(folded(a), folded(b));
        }
        assert_eq!(folded("ﷺ"), "صلي الله عليه وسلم");
        assert_eq!(folded("قرآن"), "قران");
        assert_eq!(folded("ـــ"), "");
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_is_the_long_way_and_once_is_enough(word in "[ا-ي\u{621}-\u{655}a-zA-ZéÉکی١۱ﻼ]{0,12}") {
            let mut long = String::new();
            let mut letters = String::new();
            word.nfkd().for_each(|c| push_decomposed(c, &mut letters));
            long.extend(letters.nfc());
            proptest::prop_assert_eq!(&folded(&word), &long);
            proptest::prop_assert_eq!(folded(&long), long);
        }
    }
}
