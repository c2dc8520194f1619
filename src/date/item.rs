//! Tokens to items: phrases of the lexicon brought together.
//!
//! Bounded: only the first [`EXAMINED`] bytes are looked at, so that a line of a megabyte costs what a long one does.

use super::fold::Gap;
use super::lexicon::lexicon;
use super::sense::Sense;
use super::token::{Token, Tokens, tokens};
use std::ops::Range;

/// How many bytes of a text are looked at.
pub(super) const EXAMINED: usize = 4096;

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

    /// Is it a word that says nothing of a date, or only how a date beside it is meant?
    pub(super) fn is_unknown(&self) -> bool {
        match self.kind {
            Kind::Unknown => true,
            Kind::Word(sense) => sense.beside_only,
            Kind::Number { .. } => false,
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
    /// What stands behind the last.
    pub tail: Gap,
}

impl Items {
    /// How many words say nothing of a date.
    pub(super) fn unknown(&self) -> usize {
        self.list.iter().filter(|item| item.is_unknown()).count()
    }
}

/// Reads the items of `text`.
pub(super) fn items(text: &str) -> Items {
    let text = head(text);
    let Tokens { list: tokens, folded, tail } = tokens(text);
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
    Items { list, folded, tail }
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

/// The part of the text that is looked at.
pub(super) fn head(text: &str) -> &str {
    let mut end = text.len().min(EXAMINED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
