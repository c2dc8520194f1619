//! Script and direction of text, and the folding under which two spellings of one headline compare equal.

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

/// Is this a letter of a right-to-left script?
pub fn is_rtl_letter(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// The direction that most letters of `text` run in; `None` when it has no letters.
pub fn direction_of(text: &str) -> Option<Direction> {
    let (mut rtl, mut ltr) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
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
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in super::to_ascii_digits(text).nfkc().flat_map(char::to_lowercase) {
        let c = match c {
            '\u{AD}'
            | '\u{610}'..='\u{61A}'
            | '\u{61C}'
            | '\u{640}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => continue,
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | 'ی' => 'ي',
            'ک' => 'ك',
            'ة' => 'ه',
            other => other,
        };
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.push(c);
    }
    folded
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
