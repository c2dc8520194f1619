//! Text to items: folded words and numbers with what stands between them, phrases of the lexicon brought together.
//!
//! Bounded: only the first [`EXAMINED`] bytes are looked at, so that a line of a megabyte costs what a long one does.

use super::fold::{Class, class, fold_char, is_gershayim, stands_alone};
use super::lexicon::{Sense, lexicon};
use std::ops::Range;

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

    /// The mark that `c` is.
    pub(super) fn of(c: char) -> Self {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Self::LINE,
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '~' | '־' | '_' => Self::DASH,
            '/' | '\\' | '⁄' | '∕' => Self::SLASH,
            '.' | '٫' | '·' | '۔' => Self::DOT,
            ',' | '،' | ';' | '؛' | '、' | '٬' => Self::COMMA,
            ':' | '：' | '∶' => Self::COLON,
            '|' | '¦' | '•' | '‖' | '●' => Self::BAR,
            '(' | ')' | '[' | ']' | '{' | '}' | '«' | '»' | '<' | '>' => Self::PAREN,
            '\'' | '`' | '´' | '’' | '‘' | '"' | '“' | '”' | '׳' | '״' | 'ʼ' => Self::QUOTE,
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
    let (tokens, folded) = tokens(text);
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
    Items { list, folded }
}

/// The part of the text that is looked at.
pub(super) fn head(text: &str) -> &str {
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
    let Some(entry) = lexicon().entry(&folded[first.folded.clone()]) else { return (Kind::Unknown, 1) };
    let soft = Gap::SPACE.or(Gap::DOT).or(Gap::QUOTE).or(Gap::DASH);
    let more = tokens[1..].iter().take(usize::from(entry.longest).saturating_sub(1));
    let reach = 1 + more.take_while(|token| token.gap.within(soft)).count();
    for many in (2..=reach).rev() {
        let phrase = &folded[first.folded.start..tokens[many - 1].folded.end];
        if let Some(sense) = lexicon().entry(phrase).and_then(|entry| entry.sense.as_ref()) {
            return (Kind::Word(sense), many);
        }
    }
    (entry.sense.as_ref().map_or(Kind::Unknown, Kind::Word), 1)
}

/// Words and numbers of `text`, and the folded words parted by single spaces.
fn tokens(text: &str) -> (Vec<Token>, String) {
    let mut lexer = Lexer {
        text,
        tokens: Vec::with_capacity(text.len() / 8 + 4),
        folded: String::with_capacity(text.len() + 8),
    };
    let (mut gap, mut sign) = (Gap::NONE, None);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match class(c) {
            Class::Nothing => at += c.len_utf8(),
            Class::Mark(mark) => {
                gap = gap.or(mark);
                sign = match mark {
                    Gap::PLUS => Some(1),
                    Gap::DASH => Some(-1),
                    _ => None,
                };
                at += c.len_utf8();
            }
            Class::Digit(_) => at = lexer.number(at, std::mem::take(&mut gap), sign.take()),
            Class::Letter => at = lexer.word(at, std::mem::take(&mut gap), sign.take()),
        }
    }
    (lexer.tokens, lexer.folded)
}

struct Lexer<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    folded: String,
}

impl Lexer<'_> {
    /// Takes the digits from `start` on; where they end.
    fn number(&mut self, start: usize, gap: Gap, sign: Option<i16>) -> usize {
        let from = self.start_word();
        let (mut value, mut digits, mut end, mut at) = (0_u32, 0_u8, start, start);
        for c in self.text[start..].chars() {
            at += c.len_utf8();
            match class(c) {
                Class::Digit(digit) => {
                    // Nine digits fit; longer numbers are no part of a date.
                    value = if digits < 9 { value * 10 + digit } else { u32::MAX };
                    digits = digits.saturating_add(1);
                    self.folded.extend(char::from_digit(digit, 10));
                    end = at;
                }
                Class::Nothing => {}
                Class::Letter | Class::Mark(_) => break,
            }
        }
        let folded = from..self.folded.len();
        self.tokens.push(Token { span: start..end, folded, gap, sign, number: Some((value, digits)) });
        end
    }

    /// Takes the letters from `start` on; where they end.
    fn word(&mut self, start: usize, gap: Gap, sign: Option<i16>) -> usize {
        let from = self.start_word();
        let (mut end, mut at) = (start, start);
        for c in self.text[start..].chars() {
            match class(c) {
                Class::Letter if end > start && stands_alone(c) => break,
                Class::Letter => fold_char(c, &mut self.folded),
                Class::Mark(_) if is_gershayim(c, self.text, at) => self.folded.push('"'),
                Class::Nothing => {
                    at += c.len_utf8();
                    continue;
                }
                Class::Digit(_) | Class::Mark(_) => break,
            }
            at += c.len_utf8();
            end = at;
            if stands_alone(c) {
                break;
            }
        }
        let folded = from..self.folded.len();
        if folded.is_empty() {
            self.folded.truncate(from.saturating_sub(1));
        } else {
            self.tokens.push(Token { span: start..end, folded, gap, sign, number: None });
        }
        end
    }

    /// Parts the folded words; where the next one begins.
    fn start_word(&mut self) -> usize {
        if !self.folded.is_empty() {
            self.folded.push(' ');
        }
        self.folded.len()
    }
}

/// A phrase of the tables as the lexicon's key.
pub(super) fn fold_phrase(phrase: &str) -> String {
    tokens(phrase).1
}
