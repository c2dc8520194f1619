//! Text as Unicode would have it: composed, letters instead of their drawn forms, no stray control characters.
//!
//! Changes how text is encoded, never what it says: spelling, punctuation, digits, ZWNJ and the Persian ی and ک stay. Control
//! characters in the place of windows-1252's letters and marks become these, as they do in every browser; those that ended a
//! line or a page on a printer end a line.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `text` in NFC, with Arabic presentation forms as plain letters, without control characters other than tab and line
/// ends. Borrowed where nothing is to be done, which is nearly always.
pub fn clean(text: &str) -> Cow<'_, str> {
    let mut at = 0;
    loop {
        let Some(odd) = next_odd(text.as_bytes(), at) else { return Cow::Borrowed(text) };
        // A letter with the marks behind it, from the letter before the odd byte to the next one.
        let before = (0..=odd).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let start = text[..before].char_indices().next_back().map_or(0, |(at, _)| at);
        let rest = &text[before..];
        let is_letter = |&(_, c): &(usize, char)| super::script::is_base(c);
        let end = before + rest.char_indices().skip(1).find(is_letter).map_or(rest.len(), |(at, _)| at);
        if !is_clean(&text[start..end]) {
            break;
        }
        at = end;
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if is_presentation_form(c) {
            // Vowel signs drawn alone stand on a space, which was none in the text.
            plain.extend(std::iter::once(c).nfkc().filter(|c| *c != ' '));
        } else if let Some(meant) = C1.get((c as usize).wrapping_sub(0x80)) {
            plain.extend(meant);
        } else if matches!(c, '\u{B}' | '\u{C}') {
            plain.push('\n');
        } else if !is_stray(c) {
            plain.push(c);
        }
    }
    Cow::Owned(plain.nfc().collect())
}

fn is_clean(text: &str) -> bool {
    !text.chars().any(|c| is_stray(c) || is_presentation_form(c))
        && is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// The next byte from `from` on that may belong to a character to be changed: most texts are told clean by this alone.
fn next_odd(text: &[u8], from: usize) -> Option<usize> {
    let mut before = 0;
    let is_odd = |&byte: &u8| {
        let odd = ODD_AFTER[usize::from(before)] & ODD[usize::from(byte)] != 0;
        before = byte;
        odd
    };
    text[from..].iter().position(is_odd).map(|at| from + at)
}

/// For each byte, after which bytes it is odd, as bits of [`ODD_AFTER`].
const ODD: [u8; 256] = odd_tables().0;
/// For each byte, which bytes behind it are odd.
const ODD_AFTER: [u8; 256] = odd_tables().1;

const fn odd_tables() -> ([u8; 256], [u8; 256]) {
    let (mut odd, mut after) = ([0; 256], [1; 256]);
    let mut byte = 0;
    while byte < 256 {
        odd[byte] = match byte {
            // Controls but for tab and line ends; combining marks beyond Arabic, and all that is not told here.
            0x09 | 0x0A | 0x0D => 0,
            0x00..=0x1F | 0x7F | 0xCC | 0xCD | 0xD6 | 0xD7 | 0xDC..=0xE1 | 0xE3.. => 1,
            _ => 0,
        };
        byte += 1;
    }
    // First byte, its bit, and the bytes behind it: controls of Latin-1; marks of Arabic; spaces that are others in NFC.
    let pairs = [
        (0xC2, 2, 0x80, 0x9F),
        (0xD8, 4, 0x90, 0x9A),
        (0xD9, 8, 0x8B, 0x9F),
        (0xD9, 8, 0xB0, 0xB0),
        (0xDB, 16, 0x96, 0xAD),
        (0xE2, 32, 0x81, 0xBF),
        (0x80, 64, 0x80, 0x81),
    ];
    let mut at = 0;
    while at < pairs.len() {
        let (first, bit, from, to) = pairs[at];
        after[first] |= bit;
        let mut byte = from;
        while byte <= to {
            odd[byte] |= bit;
            byte += 1;
        }
        at += 1;
    }
    (odd, after)
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
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') || c == '\u{FEFF}'
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
        assert_eq!(clean("آخر الصفحة\u{C}أولها\u{B}"), "آخر الصفحة\nأولها\n");
    }

    proptest! {
        #[test]
        fn the_short_look_sees_what_the_long_one_does(text in "[ا-ي\u{60C}-\u{6FF}\u{80}-\u{17F}\u{300}-\u{310}\u{2000}-\u{2044}\u{FE70}-\u{FEFF}\0-\u{7F}]{0,12}") {
            let is_plain = text.chars().all(|c| !is_stray(c) && !is_presentation_form(c)) && text.chars().eq(text.nfc());
            prop_assert!(is_plain || matches!(clean(&text), Cow::Owned(_)), "{text:?}");
            prop_assert!(!is_plain || clean(&text) == text, "{text:?}");
        }

        #[test]
        fn once_is_enough(text in "\\PC{0,40}|[ا-ي\u{64B}-\u{655}\u{FE70}-\u{FEFC}\0-\u{9F} ]{0,40}") {
            let cleaned = clean(&text).into_owned();
            prop_assert_eq!(clean(&cleaned), cleaned.as_str());
        }
    }
}
