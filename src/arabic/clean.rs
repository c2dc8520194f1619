//! Text as Unicode would have it: composed, letters instead of their drawn forms, no stray control characters.
//!
//! Changes how text is encoded, never what it says: spelling, punctuation, digits, ZWNJ and the Persian ی and ک stay. Control
//! characters in the place of windows-1252's letters and marks become these, as they do in every browser.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `text` in NFC, with Arabic presentation forms as plain letters, without control characters other than tab and line
/// ends. Borrowed where nothing is to be done, which is nearly always.
pub fn clean(text: &str) -> Cow<'_, str> {
    // Most lines are told at a glance, and of the others most are clean all the same.
    let is_clean = |line: &str| {
        is_plainly_clean(line.as_bytes())
            || !line.chars().any(|c| is_stray(c) || is_presentation_form(c))
                && is_nfc_quick(line.chars()) == IsNormalized::Yes
    };
    if text.split('\n').all(is_clean) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if is_presentation_form(c) {
            // Vowel signs drawn alone stand on a space, which was none in the text.
            plain.extend(std::iter::once(c).nfkc().filter(|c| *c != ' '));
        } else if let Some(meant) = C1.get((c as usize).wrapping_sub(0x80)) {
            plain.extend(meant);
        } else if !is_stray(c) {
            plain.push(c);
        }
    }
    Cow::Owned(plain.nfc().collect())
}

/// A look that costs next to nothing: no byte that begins anything but letters and marks that stand as they are.
fn is_plainly_clean(text: &[u8]) -> bool {
    let mut at = 0;
    let mut after_vowel = false;
    while let Some(&byte) = text.get(at) {
        let next = text.get(at + 1).copied().unwrap_or(0);
        let (is_plain, length, is_vowel) = match (byte, next) {
            (b'\t' | b'\n' | b'\r' | 0xC | b' '..=b'~', _) => (true, 1, false),
            // One vowel sign is in order; two may not be.
            (0xD9, 0x8B..=0x92) => (!after_vowel, 2, true),
            (0xC2, 0x80..=0x9F) | (0xD8, 0x90..=0x9A) | (0xD9, 0x93..=0x9F | 0xB0) | (0xDB, 0x96..=0xAD) => {
                (false, 2, false)
            }
            (0xC2..=0xCB | 0xD8..=0xDB, _) => (true, 2, false),
            // `–`, `’`, `…`; not the two spaces that are other ones in NFC.
            (0xE2, 0x80) => (text.get(at + 2).is_some_and(|last| *last > 0x81), 3, false),
            // Combining marks of other scripts, and what is not told here at all.
            _ => (false, 1, false),
        };
        if !is_plain {
            return false;
        }
        (at, after_vowel) = (at + length, is_vowel);
    }
    true
}

/// What windows-1252 has in the place of the control characters U+0080 to U+009F.
#[rustfmt::skip]
const C1: [Option<char>; 32] = [
    Some('€'), None, Some('‚'), Some('ƒ'), Some('„'), Some('…'), Some('†'), Some('‡'),
    Some('ˆ'), Some('‰'), Some('Š'), Some('‹'), Some('Œ'), None, Some('Ž'), None,
    None, Some('‘'), Some('’'), Some('“'), Some('”'), Some('•'), Some('–'), Some('—'),
    Some('˜'), Some('™'), Some('š'), Some('›'), Some('œ'), None, Some('ž'), Some('Ÿ'),
];

/// Control characters that no text means, and byte order marks inside it.
fn is_stray(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}') || c == '\u{FEFF}'
}

/// Letters and ligatures as old programs drew them, one code for each of a letter's shapes. Not the signs for whole phrases
/// (ﷲ, ﷺ, ﷼), which are meant.
fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDC7}' | '\u{FE70}'..='\u{FEFC}') && !matches!(c, '\u{FD3E}'..='\u{FD4F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn drawn_forms_become_letters() {
        assert_eq!(clean("ﻣﺠﻠﺲ ﺍﻟﻤﺪﻳﻨﺔ"), "مجلس المدينة");
        assert_eq!(clean("ﻻ ﻷﻥ"), "لا لأن");
        assert_eq!(clean("ا\u{653}خر"), "آخر");
        assert_eq!(clean("شكراﹰ مدرﹼس"), "شكراً مدرّس");
        assert_eq!(clean("Cafe\u{301}"), "Café");
    }

    #[test]
    fn what_the_text_says_stays() {
        for text in ["کتاب‌های یک", "صـــدق اللهُ", "ﷺ ﴿سورة﴾", "٢٠١٧ – «نص»…", "l’été…", "שָׁלוֹם", "a\tb\r\nc"]
        {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn stray_controls_go() {
        assert_eq!(clean("نص\u{81}\u{1}\u{FEFF}\0 الخبر"), "نص الخبر");
        assert_eq!(clean("L\u{92}été\u{85}"), "L’été…");
        assert_eq!(clean("a\u{7F}b"), "ab");
    }

    proptest! {
        #[test]
        fn the_short_look_sees_what_the_long_one_does(text in "[ا-ي\u{60C}-\u{6FF}\u{80}-\u{17F}\u{300}-\u{310}\u{2000}-\u{2044}\0-\u{7F}]{0,12}") {
            let is_clean = text.chars().all(|c| !is_stray(c) && !is_presentation_form(c)) && text.chars().eq(text.nfc());
            prop_assert!(!is_plainly_clean(text.as_bytes()) || is_clean, "{text:?}");
        }

        #[test]
        fn once_is_enough(text in "\\PC{0,40}|[ا-ي\u{64B}-\u{655}\u{FE70}-\u{FEFC}\0-\u{9F} ]{0,40}") {
            let cleaned = clean(&text).into_owned();
            prop_assert_eq!(clean(&cleaned), cleaned.as_str());
        }
    }
}
