//! Script and direction of text, and the folding under which two spellings of one headline compare equal.

use super::letter::{is_letter, is_rtl_letter};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Which way text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Right to left: Arabic, Hebrew, Syriac, Thaana, N'Ko and their kin.
    Rtl,
    /// Left to right.
    Ltr,
}

impl Direction {
    /// `rtl` or `ltr`, as HTML spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rtl => "rtl",
            Self::Ltr => "ltr",
        }
    }
}

/// The direction that most letters of `text` run in; `None` when it has no letters.
pub fn direction_of(text: &str) -> Option<Direction> {
    let (mut rtl, mut ltr) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| is_letter(*c)) {
        *(if is_rtl_letter(c) { &mut rtl } else { &mut ltr }) += 1;
    }
    match (rtl, ltr) {
        (0, 0) => None,
        _ if rtl >= ltr => Some(Direction::Rtl),
        _ => Some(Direction::Ltr),
    }
}

/// The direction that a language (BCP 47) is written in; left to right when unknown.
pub fn direction_of_language(lang: &str) -> Direction {
    let mut subtags = lang.split(['-', '_']);
    let language = subtags.next().unwrap_or_default().to_ascii_lowercase();
    let script = subtags.find(|tag| tag.len() == 4).map(str::to_ascii_lowercase);
    let rtl = match script.as_deref() {
        Some(script) => matches!(script, "arab" | "aran" | "hebr" | "syrc" | "thaa" | "nkoo"),
        None => matches!(
            language.as_str(),
            "ar" | "arz"
                | "ary"
                | "fa"
                | "ur"
                | "ckb"
                | "he"
                | "iw"
                | "ps"
                | "sd"
                | "ug"
                | "yi"
                | "dv"
                | "syr"
                | "pnb"
                | "glk"
                | "mzn"
        ),
    };
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

/// `text` folded for comparison: NFKC, lower case, without diacritics, tatweel and bidi controls; the forms of alef,
/// yeh, kaf and teh marbuta brought together; digits as ASCII; every run of anything else a single space.
pub fn fold(text: &str) -> String {
    let mut folded = Folded { text: String::with_capacity(text.len()), gap: false };
    if text.is_ascii() {
        text.bytes().for_each(|byte| folded.push_ascii(byte));
        return folded.text;
    }
    let mut at = 0;
    loop {
        at = folded.push_plain(text, at);
        let rest = &text[at..];
        if rest.is_empty() {
            return folded.text;
        }
        let end = rest
            .char_indices()
            .skip(1)
            .find(|&(at, c)| is_base(c) && rest[at + c.len_utf8()..].chars().next().is_none_or(is_stable))
            .map_or(rest.len(), |(at, _)| at);
        rest[..end].nfkc().for_each(|c| folded.push_lowered(c));
        at += end;
    }
}

/// Is this a character that NFKC leaves alone and joins to nothing before it? Those that news text is made of; the
/// digits and the no-break space among them fold the same with and without it.
fn is_stable(c: char) -> bool {
    is_base(c) || arabic(c) == VOWEL
}

/// A stable character that marks after it may be joined to.
pub(super) fn is_base(c: char) -> bool {
    is_stable_letter(c)
        || matches!(c,
        '\0'..='\u{A0}' | '«' | '»' | 'À'..='ÿ'
        | '\u{200B}'..='\u{200F}' | '\u{2013}'..='\u{2014}' | '\u{2018}'..='\u{201F}')
        || !matches!(arabic(c), OTHER | VOWEL)
}

/// Is this a stable letter of another script that the press is written in? Not the few that NFKC takes apart, and not those
/// that are more than one letter in lower case.
fn is_stable_letter(c: char) -> bool {
    let is_apart = matches!(c, '\u{130}' | '\u{132}' | '\u{133}' | '\u{13F}' | '\u{140}' | '\u{149}');
    !is_apart
        && matches!(c,
            '\u{100}'..='\u{17E}' | '\u{388}'..='\u{38A}' | '\u{38E}'..='\u{3A1}' | '\u{3A3}'..='\u{3CE}'
            | '\u{400}'..='\u{45F}' | '\u{490}'..='\u{4CE}' | '\u{5D0}'..='\u{5EA}'
            | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// What becomes of the characters U+0600 to U+06FF that are stable: the letter or digit they fold to, or one of the names
/// below.
const ARABIC: [u16; 256] = arabic_table();
/// Not stable: NFKC has to look.
const OTHER: u16 = 0;
/// Parts words.
const GAP: u16 = 1;
/// Is dropped, and a hamza after it still joins the letter before it: vowel signs, tanwin, shadda and sukun.
const VOWEL: u16 = 2;
/// Is dropped.
const TATWEEL: u16 = 3;

const fn arabic_table() -> [u16; 256] {
    let mut table = [OTHER; 256];
    let mut at = 0;
    while at < 256 {
        table[at as usize] = match 0x600 + at {
            0x60C | 0x61B | 0x61F => GAP,
            0x64B..=0x652 => VOWEL,
            0x640 => TATWEEL,
            0x622 | 0x623 | 0x625 => 0x627,
            0x629 => 0x647,
            0x649 | 0x6CC => 0x64A,
            0x6A9 => 0x643,
            digit @ 0x660..=0x669 => digit - 0x660 + 0x30,
            digit @ 0x6F0..=0x6F9 => digit - 0x6F0 + 0x30,
            letter @ (0x620..=0x64A | 0x679..=0x6BF | 0x6C1 | 0x6D2 | 0x6D5) => letter,
            _ => OTHER,
        };
        at += 1;
    }
    table
}

/// What becomes of `c`; [`OTHER`] beyond U+0600 to U+06FF.
fn arabic(c: char) -> u16 {
    (c as usize).checked_sub(0x600).and_then(|place| ARABIC.get(place)).copied().unwrap_or(OTHER)
}

/// A folded text as it grows.
struct Folded {
    text: String,
    /// Has anything but letters and digits come since the last of them?
    gap: bool,
}

impl Folded {
    /// Adds the characters from `from` on that NFKC leaves as they are, whatever follows them; gives where it stopped. The
    /// letter before the first other character is not among them: the two may be joined.
    fn push_plain(&mut self, text: &str, from: usize) -> usize {
        let bytes = text.as_bytes();
        let mut at = from;
        // Where the last letter began, and what was there before it.
        let mut base = (from, self.text.len(), self.gap);
        while let Some(&byte) = bytes.get(at) {
            let here = (at, self.text.len(), self.gap);
            match byte {
                0..=0x7F => {
                    self.push_ascii(byte);
                    at += 1;
                    base = here;
                }
                0xD8..=0xDB => {
                    let place = usize::from(byte & 3) << 6 | usize::from(bytes[at + 1] & 0x3F);
                    match ARABIC[place] {
                        OTHER => return self.back_to(base),
                        VOWEL => {}
                        action => {
                            self.push_arabic(action);
                            base = here;
                        }
                    }
                    at += 2;
                }
                _ => {
                    let Some(c) = text[at..].chars().next().filter(|c| is_base(*c)) else {
                        return self.back_to(base);
                    };
                    self.push_lowered(c);
                    at += c.len_utf8();
                    base = here;
                }
            }
        }
        at
    }

    fn back_to(&mut self, (at, length, gap): (usize, usize, bool)) -> usize {
        self.text.truncate(length);
        self.gap = gap;
        at
    }

    fn push_arabic(&mut self, action: u16) {
        match action {
            GAP => self.gap = true,
            VOWEL | TATWEEL => {}
            letter => self.push_letter(char::from_u32(u32::from(letter)).unwrap_or_default()),
        }
    }

    fn push_lowered(&mut self, c: char) {
        match c {
            '\0'..='\x7F' => self.push_ascii(c as u8),
            'ß'..='ö'
            | 'ø'..='ÿ'
            | '\u{430}'..='\u{45F}'
            | '\u{5D0}'..='\u{5EA}'
            | '\u{3041}'..='\u{3096}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}' => self.push_letter(c),
            _ if arabic(c) != OTHER => self.push_arabic(arabic(c)),
            letter if is_letter(letter) => letter.to_lowercase().for_each(|c| self.push_letter(c)),
            '«' | '»' | '\u{A0}' | '\u{2013}'..='\u{2014}' | '\u{2018}'..='\u{201F}' => self.gap = true,
            other => other.to_lowercase().for_each(|c| self.push(c)),
        }
    }

    fn push_ascii(&mut self, byte: u8) {
        if byte.is_ascii_alphanumeric() {
            self.push_letter(char::from(byte.to_ascii_lowercase()));
        } else {
            self.gap = true;
        }
    }

    fn push_letter(&mut self, c: char) {
        if self.gap && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.gap = false;
        self.text.push(c);
    }

    fn push(&mut self, c: char) {
        let c = match c {
            '\u{AD}'
            | '\u{610}'..='\u{61A}'
            | '\u{61C}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => return,
            'ٱ' => 'ا',
            other => other,
        };
        if !c.is_alphanumeric() {
            self.gap = true;
            return;
        }
        self.push_letter(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_spellings_together() {
        assert_eq!(fold("  «الأخـبارُ»،  ٢٠١٧ "), "الاخبار 2017");
        assert_eq!(fold("مكتبة"), fold("مكتبه"));
        assert_eq!(fold("Le  Monde!"), "le monde");
    }

    /// The short way past NFKC must not be told from the long one.
    #[test]
    fn marks_that_join_a_letter_fold_as_the_joined_letter() {
        assert_eq!(fold("مو\u{654}تمر"), fold("مؤتمر"));
        assert_eq!(fold("مو\u{64B}\u{654}تمر"), fold("مؤتمر"));
        assert_eq!(fold("ا\u{653}خر"), fold("آخر"));
        assert_eq!(fold("مدرّسةٌ"), "مدرسه");
        assert_eq!(fold("Cafe\u{301} ÉTÉ"), "café été");
        assert_eq!(fold("\u{FEDF}\u{FEE0}\u{FEE2}"), "للم");
        assert_eq!(fold("ﬁn\u{A0}… ½ 12\u{660}"), "fin 1 2 120");
        assert_eq!(fold("\u{301}"), "\u{301}".nfkc().filter(|c| c.is_alphanumeric()).collect::<String>());
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_is_the_long_way(text in "[ا-ي\u{60C}-\u{6FF}\u{64B}-\u{655}a-zA-Zé«» \u{A0}\u{200C}\u{2019}ﷺﻼ١۱ﬁ]{0,24}") {
            let mut long = Folded { text: String::new(), gap: false };
            crate::arabic::to_ascii_digits(&text).nfkc().for_each(|c| long.push_lowered(c));
            proptest::prop_assert_eq!(fold(&text), long.text);
        }
    }

    #[test]
    fn a_stable_character_is_one_that_nfkc_leaves() {
        for c in (0..=0xFFFF).filter_map(char::from_u32).filter(|&c| is_stable(c) && c != '\u{A0}') {
            let before = format!("و{c}");
            assert_eq!(before.nfkc().collect::<String>(), before, "U+{:04X}", u32::from(c));
            let lowered: String = c.to_lowercase().filter(|c| c.is_alphanumeric()).collect();
            assert!(!is_stable_letter(c) || fold(&c.to_string()) == lowered, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn direction_follows_the_letters() {
        assert_eq!(direction_of("فريق FC ينتصر 2-1"), Some(Direction::Rtl));
        assert_eq!(direction_of("The Times"), Some(Direction::Ltr));
        assert_eq!(direction_of("2017"), None);
        assert_eq!(direction_of_language("ar-MA"), Direction::Rtl);
        assert_eq!(direction_of_language("az-Arab"), Direction::Rtl);
        assert_eq!(direction_of_language("fr"), Direction::Ltr);
    }
}
