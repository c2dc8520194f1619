//! Text to items: folded words and numbers with what stands between them, phrases of the lexicon brought together.
//!
//! Bounded: only the first [`EXAMINED`] bytes are looked at, so that a line of a megabyte costs what a long one does.

use super::lexicon::{Sense, lexicon};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// How many bytes of a text are looked at.
pub(super) const EXAMINED: usize = 4096;

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
    pub(super) const OTHER: Self = Self(1 << 11);

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

    fn of(c: char) -> Self {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Self::LINE,
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '~' | '־' => Self::DASH,
            '/' | '\\' | '⁄' | '∕' => Self::SLASH,
            '.' | '٫' | '·' | '۔' => Self::DOT,
            ',' | '،' | ';' | '؛' | '、' | '٬' => Self::COMMA,
            ':' | '：' | '∶' => Self::COLON,
            '|' | '¦' | '•' | '‖' | '●' => Self::BAR,
            '(' | ')' | '[' | ']' | '{' | '}' | '«' | '»' | '<' | '>' => Self::PAREN,
            '\'' | '’' | '‘' | '"' | '“' | '”' | '׳' | '״' | 'ʼ' => Self::QUOTE,
            '+' => Self::PLUS,
            c if c.is_whitespace() => Self::SPACE,
            _ => Self::OTHER,
        }
    }
}

/// What an item is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// A number and how many digits it was written with. Numbers of more than nine digits have the value `u32::MAX`.
    Number {
        value: u32,
        digits: u8,
    },
    Word(&'static Sense),
    Unknown,
}

/// A word, a phrase or a number.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub kind: Kind,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Bytes of [`Items::folded`].
    pub folded: Range<usize>,
    /// What stands before it.
    pub gap: Gap,
    /// A plus or minus that touches it from before.
    pub sign: Option<i16>,
}

impl Item {
    /// The number, when it has at most `digits` digits.
    pub(super) fn number(&self, digits: u8) -> Option<u32> {
        match self.kind {
            Kind::Number { value, digits: written } if written <= digits => Some(value),
            _ => None,
        }
    }

    /// How many digits it was written with; 0 for a word.
    pub(super) fn digits(&self) -> u8 {
        match self.kind {
            Kind::Number { digits, .. } => digits,
            _ => 0,
        }
    }

    /// What it means; `None` for numbers and unknown words.
    pub(super) fn sense(&self) -> Option<&'static Sense> {
        match self.kind {
            Kind::Word(sense) => Some(sense),
            _ => None,
        }
    }

    /// Does it mean something that `test` is true of?
    pub(super) fn means(&self, test: impl Fn(&Sense) -> bool) -> bool {
        self.sense().is_some_and(test)
    }
}

/// A text as the rules see it.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub list: Vec<Item>,
    /// The folded words, parted by single spaces.
    pub folded: String,
    /// Letters and digits in the text that was looked at.
    pub letters: usize,
}

struct Token {
    span: Range<usize>,
    folded: Range<usize>,
    gap: Gap,
    sign: Option<i16>,
    number: Option<(u32, u8)>,
}

/// Reads the items of `text`.
pub(super) fn items(text: &str) -> Items {
    let text = head(text);
    let (tokens, folded, letters) = tokens(text);
    let mut list = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (kind, many) = match_phrase(&tokens[at..], &folded);
        let last = &tokens[at + many - 1];
        list.push(Item {
            kind,
            span: token.span.start..last.span.end,
            folded: token.folded.start..last.folded.end,
            gap: token.gap,
            sign: token.sign,
        });
        at += many;
    }
    Items { list, folded, letters }
}

/// The part of the text that is looked at.
fn head(text: &str) -> &str {
    let mut end = text.len().min(EXAMINED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The longest phrase that begins with the first token, and how many tokens it has.
fn match_phrase(tokens: &[Token], folded: &str) -> (Kind, usize) {
    let first = &tokens[0];
    if let Some((value, digits)) = first.number {
        return (Kind::Number { value, digits }, 1);
    }
    let soft = Gap::SPACE.or(Gap::DOT).or(Gap::QUOTE).or(Gap::DASH);
    let longest = lexicon().longest(&folded[first.folded.clone()]);
    let reach =
        1 + tokens[1..].iter().take(longest.saturating_sub(1)).take_while(|t| t.gap.within(soft)).count();
    for many in (1..=reach.min(longest)).rev() {
        if let Some(sense) = lexicon().sense(&folded[first.folded.start..tokens[many - 1].folded.end]) {
            return (Kind::Word(sense), many);
        }
    }
    (Kind::Unknown, 1)
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Digit(u32),
    Letter,
    /// Leaves no trace: diacritics, tatweel, bidi controls.
    Nothing,
    Mark(Gap),
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit(u32::from(c) - 0x30),
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '\u{660}'..='\u{669}' => Class::Digit(u32::from(c) - 0x660),
        '\u{6F0}'..='\u{6F9}' => Class::Digit(u32::from(c) - 0x6F0),
        '０'..='９' => Class::Digit(u32::from(c) - 0xFF10),
        '\u{966}'..='\u{96F}' => Class::Digit(u32::from(c) - 0x966),
        '\u{640}' | '\u{AD}' | 'ء' => Class::Nothing,
        '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => {
            Class::Nothing
        }
        '\u{FEFF}' => Class::Nothing,
        c if c.is_ascii() => Class::Mark(Gap::of(c)),
        c if is_combining_mark(c) => Class::Nothing,
        // The signs of copyright are words here: they say something about the year beside them.
        c if c.is_alphabetic() || matches!(c, '©' | 'º' | 'ª') => Class::Letter,
        c => Class::Mark(Gap::of(c)),
    }
}

/// Words and numbers of `text`, the folded words, and how many letters and digits there are.
fn tokens(text: &str) -> (Vec<Token>, String, usize) {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 8 + 4);
    let mut folded = String::with_capacity(text.len() + 8);
    let (mut gap, mut sign, mut letters) = (Gap::NONE, None, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match class(c) {
            Class::Nothing => {}
            Class::Mark(mark) => {
                // A line break is a space too, where only spaces matter.
                gap = gap.or(mark);
                sign = match mark {
                    Gap::PLUS => Some(1),
                    Gap::DASH => Some(-1),
                    _ => None,
                };
            }
            kind => {
                let is_digit = matches!(kind, Class::Digit(_));
                let from = start_word(&mut folded);
                let mut token = Token {
                    span: at..at + c.len_utf8(),
                    folded: from..from,
                    gap: std::mem::take(&mut gap),
                    sign: sign.take(),
                    number: None,
                };
                let mut number = Number::default();
                take(c, kind, &mut folded, &mut number);
                letters += 1;
                while let Some(&(at, c)) = chars.peek() {
                    let next = class(c);
                    match next {
                        Class::Nothing => {}
                        Class::Digit(_) if is_digit => take(c, next, &mut folded, &mut number),
                        Class::Letter if !is_digit && !stands_alone(c) => {
                            take(c, next, &mut folded, &mut number);
                        }
                        Class::Mark(_) if !is_digit && is_gershayim(c, text, at) => folded.push('"'),
                        _ => break,
                    }
                    if next != Class::Nothing {
                        token.span.end = at + c.len_utf8();
                        letters += 1;
                    }
                    chars.next();
                }
                token.folded.end = folded.len();
                token.number = is_digit.then_some((number.value, number.digits));
                if token.folded.is_empty() {
                    folded.truncate(from.saturating_sub(usize::from(from > 0)));
                } else {
                    tokens.push(token);
                }
            }
        }
    }
    (tokens, folded, letters)
}

/// Characters that are a word each: 2017年4月27日.
fn stands_alone(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}

/// A quotation mark inside a Hebrew word: the sign of a number (תשפ"א) or of an abbreviation.
fn is_gershayim(c: char, text: &str, at: usize) -> bool {
    let is_hebrew = |c: Option<char>| c.is_some_and(|c| matches!(c, 'א'..='ת'));
    matches!(c, '"' | '״' | '”' | '“')
        && is_hebrew(text[..at].chars().next_back())
        && is_hebrew(text[at + c.len_utf8()..].chars().next())
}

#[derive(Default)]
struct Number {
    value: u32,
    digits: u8,
}

fn take(c: char, class: Class, folded: &mut String, number: &mut Number) {
    match class {
        Class::Digit(digit) => {
            number.value = match number.digits {
                0..9 => number.value * 10 + digit,
                _ => u32::MAX,
            };
            number.digits = number.digits.saturating_add(1);
            folded.extend(char::from_digit(digit, 10));
        }
        _ => fold_char(c, folded),
    }
}

/// Parts the words of the folded text; where the next one begins.
fn start_word(folded: &mut String) -> usize {
    if !folded.is_empty() {
        folded.push(' ');
    }
    folded.len()
}

/// Folds a letter: case, accents, the many forms of alef, yeh, kaf and heh, presentation forms.
fn fold_char(c: char, folded: &mut String) {
    let plain = match c {
        'a'..='z' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ې' | 'ێ' | 'ئ' | 'ے' | 'ۓ' | 'ٸ' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ة' | 'ۀ' | 'ہ' | 'ە' | 'ۂ' | 'ھ' | 'ۃ' => 'ه',
        'ؤ' | 'ۆ' | 'ۇ' => 'و',
        'ڕ' => 'ر',
        'ڵ' => 'ل',
        'ڤ' => 'ف',
        '\u{621}'..='\u{6FF}' | '\u{5D0}'..='\u{5EA}' | '\u{430}'..='\u{44F}' => c,
        'ı' => 'i',
        'ß' => 's',
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => {
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

/// A phrase of the tables as the lexicon's key.
pub(super) fn fold_phrase(phrase: &str) -> String {
    tokens(phrase).1
}
