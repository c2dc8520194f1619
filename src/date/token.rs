//! Text to tokens: folded words and numbers with what stands between them.

use super::fold::{Class, Gap, class, fold_char, is_digit, is_gershayim, stands_alone};
use std::ops::Range;

/// A word or a number.
pub(super) struct Token {
    pub span: Range<usize>,
    pub folded: Range<usize>,
    pub gap: Gap,
    pub sign: Option<i16>,
    pub number: Option<(u32, u8)>,
}

/// A text cut into tokens.
pub(super) struct Tokens {
    pub list: Vec<Token>,
    /// The folded words, parted by single spaces.
    pub folded: String,
    /// What stands behind the last.
    pub tail: Gap,
}

/// Words and numbers of `text`.
pub(super) fn tokens(text: &str) -> Tokens {
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
            Class::Digit(_) => {
                let glued =
                    lexer.tokens.last().is_some_and(|before| before.span.end == at && gap == Gap::NONE);
                let gap = if glued { Gap::SPACE } else { std::mem::take(&mut gap) };
                at = lexer.number(at, gap, sign.take());
            }
            Class::Letter => at = lexer.word(at, std::mem::take(&mut gap), sign.take()),
        }
    }
    Tokens { list: lexer.tokens, folded: lexer.folded, tail: gap }
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
                    if digits == 4 && (1900..2100).contains(&value) && begins_with_clock(&self.text[at..]) {
                        break;
                    }
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

/// Does a clock begin right there? A year may be glued to it, where a page parts the two by style alone: `28 Apr 20169:05`.
fn begins_with_clock(rest: &str) -> bool {
    let hour = rest.chars().take_while(|&c| is_digit(c)).count();
    let mut behind = rest.chars().skip(hour);
    (1..=2).contains(&hour) && behind.next() == Some(':') && behind.next().is_some_and(is_digit)
}

/// A phrase of the tables as the lexicon's key.
pub(super) fn fold_phrase(phrase: &str) -> String {
    tokens(phrase).folded
}
