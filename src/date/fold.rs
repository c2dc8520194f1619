//! Characters as the date reader sees them: digits of every set, letters folded so that two spellings of one word
//! compare equal, and the marks between them.
//!
//! Coarser than `arabic::fold`, on purpose: hamza, the Kurdish and Urdu letters and Latin accents go too, since the words
//! of dates are told apart without them.

use crate::arabic::is_letter;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Is this a digit of a set that dates are written in?
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '０'..='９' | '\u{966}'..='\u{96F}')
}

/// What stands between two items, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Gap(u16);

impl Gap {
    pub(super) const NONE: Self = Self(0);
    pub(super) const SPACE: Self = Self(1);
    pub(super) const LINE: Self = Self(1 << 1);
    pub(super) const DASH: Self = Self(1 << 2);
    pub(super) const SLASH: Self = Self(1 << 3);
    pub(super) const DOT: Self = Self(1 << 4);
    pub(super) const COMMA: Self = Self(1 << 5);
    pub(super) const COLON: Self = Self(1 << 6);
    pub(super) const BAR: Self = Self(1 << 7);
    pub(super) const PAREN: Self = Self(1 << 8);
    pub(super) const QUOTE: Self = Self(1 << 9);
    pub(super) const PLUS: Self = Self(1 << 10);
    /// Money or per cent.
    pub(super) const AMOUNT: Self = Self(1 << 11);
    /// The sign before a number of something.
    pub(super) const RANK: Self = Self(1 << 12);
    pub(super) const OTHER: Self = Self(1 << 13);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Has it any of `other`?
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Has it nothing but what `other` has?
    pub(super) fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Without its spaces.
    pub(super) fn marks(self) -> Self {
        Self(self.0 & !Self::SPACE.0)
    }

    /// The mark that `c` is.
    pub(super) fn of(c: char) -> Self {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Self::LINE,
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '~' | '־' | '_' | '－' | '～' => {
                Self::DASH
            }
            '/' | '\\' | '⁄' | '∕' | '／' => Self::SLASH,
            '.' | '٫' | '·' | '۔' | '．' => Self::DOT,
            ',' | '،' | ';' | '؛' | '、' | '٬' | '，' => Self::COMMA,
            ':' | '：' | '∶' => Self::COLON,
            '|' | '¦' | '•' | '‖' | '●' | '｜' => Self::BAR,
            '(' | ')' | '[' | ']' | '{' | '}' | '«' | '»' | '<' | '>' | '（' | '）' => Self::PAREN,
            '\'' | '`' | '´' | '’' | '‘' | '"' | '“' | '”' | '׳' | '״' | 'ʼ' => Self::QUOTE,
            '+' | '＋' => Self::PLUS,
            '$' | '€' | '£' | '¥' | '₪' | '﷼' | '%' | '٪' => Self::AMOUNT,
            '#' | '№' => Self::RANK,
            c if c.is_whitespace() => Self::SPACE,
            _ => Self::OTHER,
        }
    }
}

/// What a character is to the tokens.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Class {
    Digit(u32),
    Letter,
    /// Leaves no trace: diacritics, tatweel, bidi controls, the modifier letters that transcribe ain and hamza.
    Nothing,
    Mark(Gap),
}

/// What `c` is to the tokens.
pub(super) fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit(u32::from(c) - 0x30),
        'a'..='z' | 'A'..='Z' | '\u{622}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{671}'..='\u{6D3}' => {
            Class::Letter
        }
        '\u{660}'..='\u{669}' => Class::Digit(u32::from(c) - 0x660),
        '\u{6F0}'..='\u{6F9}' => Class::Digit(u32::from(c) - 0x6F0),
        '０'..='９' => Class::Digit(u32::from(c) - 0xFF10),
        '\u{966}'..='\u{96F}' => Class::Digit(u32::from(c) - 0x966),
        '\u{640}'
        | '\u{AD}'
        | 'ء'
        | '\u{2B9}'..='\u{2BF}'
        | '\u{61C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => Class::Nothing,
        '&' => Class::Letter,
        c if c.is_ascii() => Class::Mark(Gap::of(c)),
        c if is_combining_mark(c) => Class::Nothing,
        // The signs of copyright and "and" are words here: they say something about the number beside them.
        c if is_letter(c) || matches!(c, '©' | 'º' | 'ª') => Class::Letter,
        c => Class::Mark(Gap::of(c)),
    }
}

/// Characters that are a word each: 2017年4月27日, 27&28.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일' | '&')
}

/// A quotation mark inside a Hebrew word: the sign of a number (תשפ"א) or of an abbreviation.
pub(super) fn is_gershayim(c: char, text: &str, at: usize) -> bool {
    let is_hebrew = |c: Option<char>| c.is_some_and(|c| matches!(c, 'א'..='ת'));
    matches!(c, '"' | '״' | '”' | '“')
        && is_hebrew(text[..at].chars().next_back())
        && is_hebrew(text[at + c.len_utf8()..].chars().next())
}

/// Folds a letter: case, accents, the many forms of alef, yeh, kaf and heh, presentation forms.
pub(super) fn fold_char(c: char, folded: &mut String) {
    let plain = match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ې' | 'ێ' | 'ئ' | 'ے' | 'ۓ' | 'ٸ' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ة' | 'ۀ' | 'ہ' | 'ە' | 'ۂ' | 'ھ' | 'ۃ' => 'ه',
        'ؤ' | 'ۆ' | 'ۇ' => 'و',
        'ڕ' => 'ر',
        'ڵ' => 'ل',
        'ڤ' => 'ف',
        '\u{621}'..='\u{6FF}' | '\u{5D0}'..='\u{5EA}' | '\u{430}'..='\u{44F}' | 'a'..='z' => c,
        'ı' => 'i',
        'ß' => 's',
        '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{3FF}' | '\u{1E00}'..='\u{1EFF}' => {
            decompose_canonical(c, |part| {
                if !is_combining_mark(part) {
                    folded.extend(part.to_lowercase().filter(|c| !is_combining_mark(*c)));
                }
            });
            return;
        }
        '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{FF21}'..='\u{FF5A}' => {
            for part in std::iter::once(c).nfkc() {
                if class(part) == Class::Letter && !matches!(part, '\u{FB1D}'..='\u{FEFF}') {
                    fold_char(part, folded);
                }
            }
            return;
        }
        other => {
            folded.extend(other.to_lowercase());
            return;
        }
    };
    folded.push(plain);
}
