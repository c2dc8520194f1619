//! How the lines of lists, interviews and dialogues open: with a mark, a number, a speaker's name; or that they ask.
//!
//! In: lines of the body, and one beside it. Out: whether that opens as they do. Knows the ordinals that lists count with,
//! and no other words.

use crate::arabic::{fold, is_letter};
use crate::extract::dump::line::{Line, Prose};
use std::collections::HashSet;

/// A speaker's name is not longer, in characters and words.
const NAME_CHARS: usize = 24;
const NAME_WORDS: usize = 3;

/// How a line opens, where that says that others like it stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Opening<'a> {
    /// `- …`
    Mark,
    /// `3. …`, `ثالثا: …`
    Number,
    /// `name: …`
    Speaker(&'a str),
    /// A short question.
    Question,
}

impl<'a> Opening<'a> {
    pub(super) fn of(line: &Line<'a>) -> Option<Self> {
        let text = line.text;
        if text.starts_with(['-', '*', '•', '–', '—', '▪', '●', '·']) {
            return (line.letters > 0).then_some(Self::Mark);
        }
        if is_numbered(text) {
            return (line.letters > 0).then_some(Self::Number);
        }
        if let Some(name) = speaker(text) {
            return Some(Self::Speaker(name));
        }
        let asks = text.ends_with(['?', '؟']) && line.prose() < Prose::Strong && line.words >= 2;
        asks.then_some(Self::Question)
    }

    /// Is the line an item of a list, by its opening?
    pub(super) fn is_item(line: &Line<'a>) -> bool {
        matches!(Self::of(line), Some(Self::Mark | Self::Number))
    }
}

/// Words that items of a list are counted with, before a mark; folded.
const ORDINALS: [&str; 14] = [
    "اولا",
    "ثانيا",
    "ثالثا",
    "رابعا",
    "خامسا",
    "سادسا",
    "سابعا",
    "ثامنا",
    "تاسعا",
    "عاشرا",
    "first",
    "second",
    "third",
    "fourth",
];

/// Up to three digits or an ordinal and a mark, as before an item; `12.4.2017` and `3:45` are none.
fn is_numbered(text: &str) -> bool {
    let first = text.split([' ', ':', '-', '،', ',', '/']).next().unwrap_or_default();
    let marked = text[first.len()..].trim_start().starts_with([':', '-', '–', '،', ',', '/']);
    if marked && ORDINALS.contains(&fold(first).as_str()) {
        return true;
    }
    let digits = text.chars().take_while(|c| c.is_numeric()).take(4).count();
    let mut rest = text.chars().skip(digits).skip_while(|&c| c == ' ');
    (1..=3).contains(&digits)
        && rest.next().is_some_and(|mark| matches!(mark, '.' | '-' | ')' | '–' | 'ـ' | '_'))
        && rest.next().is_some_and(|next| !next.is_numeric())
}

/// Who speaks, in `name: what is said`.
fn speaker(text: &str) -> Option<&str> {
    let end = text.char_indices().nth(NAME_CHARS).map_or(text.len(), |(at, _)| at);
    let (name, _) = text[..end].split_once(':')?;
    let said = text[name.len() + 1..].trim();
    let words = name.split_whitespace().count();
    let named = (1..=NAME_WORDS).contains(&words) && name.chars().any(is_letter);
    (named && !said.is_empty() && !said.starts_with("//")).then_some(name.trim())
}

/// The ways in which lines of a text open.
#[derive(Debug, Default)]
pub(super) struct Openings<'a>(HashSet<Opening<'a>>);

impl<'a> Openings<'a> {
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l Line<'a>>) -> Self
    where
        'a: 'l,
    {
        Self(lines.filter_map(Opening::of).collect())
    }

    pub(super) fn has(&self, opening: Opening<'_>) -> bool {
        self.0.contains(&opening)
    }
}
