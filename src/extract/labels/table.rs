//! A table of phrases by what they are there for, and how a line's words are looked up in it.
//!
//! In: phrases as data; a line's words. Out: a label, where a phrase stands in the line as its list asks. Holds no
//! phrase itself and knows nothing of lines that are labels by other signs.

use super::{Label, Match, after_words};
use crate::arabic::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// One label's phrases, as `labels.toml` lists them.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Phrases {
    pub(super) line: Vec<String>,
    pub(super) start: Vec<String>,
    pub(super) short: Vec<String>,
    pub(super) colon: Vec<String>,
    pub(super) counted: Vec<String>,
    pub(super) crumb: Vec<String>,
    pub(super) within: Vec<String>,
    pub(super) word: Vec<String>,
    pub(super) inside: Vec<String>,
}

#[cfg(test)]
impl Phrases {
    /// The lists of phrases that stand in or are a line, with their names.
    pub(super) fn lists(&self) -> [(&'static str, &[String]); 6] {
        [
            ("line", &self.line),
            ("start", &self.start),
            ("short", &self.short),
            ("colon", &self.colon),
            ("counted", &self.counted),
            ("within", &self.within),
        ]
    }
}

/// Where a phrase has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    /// At the start of a line with no more than four words after it.
    Short,
    /// At the start, with a mark after it.
    Colon,
    /// At the start, behind a number.
    Counted,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) line: FxHashMap<String, Label>,
    pub(super) start: FxHashMap<String, Vec<(Place, Label)>>,
    /// By the first word of the phrase.
    within: FxHashMap<String, Vec<(String, Label)>>,
    /// Of the words in `within`.
    within_sieve: Sieve,
    pub(super) crumbs: FxHashSet<String>,
    /// The words that the phrases of `line` and `start` begin with: most lines hold none of them.
    first: FxHashSet<String>,
    /// Of the words in `first`.
    first_sieve: Sieve,
    pub(super) notice_words: FxHashSet<String>,
    pub(super) outlet_words: FxHashSet<String>,
    pub(super) rights_words: FxHashSet<String>,
    /// Words between a headline and the name of who wrote it.
    pub(super) inside: FxHashSet<String>,
    /// The longest phrase of `line` and `start`, in words.
    pub(super) longest: usize,
}

impl Table {
    /// Adds a label's phrases.
    pub(super) fn add(&mut self, label: Label, phrases: &Phrases) {
        let heads = [
            (Place::Start, &phrases.start),
            (Place::Short, &phrases.short),
            (Place::Colon, &phrases.colon),
            (Place::Counted, &phrases.counted),
        ];
        for phrase in heads.iter().flat_map(|(_, list)| *list).chain(&phrases.line).map(|phrase| fold(phrase))
        {
            self.longest = self.longest.max(phrase.split(' ').count());
            let first = phrase.split(' ').next().unwrap_or_default();
            self.first_sieve.add(first);
            self.first.insert(first.to_owned());
        }
        self.line.extend(phrases.line.iter().map(|phrase| (fold(phrase), label)));
        for (place, list) in heads {
            for phrase in list {
                let places = self.start.entry(fold(phrase)).or_default();
                places.push((place, label));
                places.sort_by_key(|&(place, label)| (place as u8, label as u8));
            }
        }
        self.inside.extend(phrases.inside.iter().map(|phrase| fold(phrase)));
        self.crumbs.extend(phrases.crumb.iter().map(|phrase| fold(phrase)));
        for phrase in &phrases.within {
            let phrase = fold(phrase);
            let first = phrase.split(' ').next().unwrap_or_default().to_owned();
            self.within_sieve.add(&first);
            self.within.entry(first).or_default().push((phrase, label));
        }
        match label {
            Label::Notice => self.notice_words.extend(phrases.word.iter().map(|word| fold(word))),
            Label::Copyright => self.rights_words.extend(phrases.word.iter().map(|word| fold(word))),
            Label::Agency => self.outlet_words.extend(phrases.word.iter().map(|word| fold(word))),
            _ => {}
        }
    }

    /// Could a phrase of `line` or `start` begin with the first of the words?
    pub(super) fn begins_phrase(&self, words: &[&str]) -> bool {
        words.first().is_some_and(|word| self.first_sieve.may_hold(word) && self.first.contains(*word))
    }

    /// The longest phrase that the line `text`, whose folded words are `words`, begins with; `counted` when a number
    /// stands before it.
    pub(super) fn at_start(&self, text: &str, words: &[&str], counted: bool) -> Option<Match> {
        if !self.begins_phrase(words) {
            return None;
        }
        (1..=words.len().min(self.longest)).rev().find_map(|count| {
            let places = self.start.get(&words[..count].join(" "))?;
            places.iter().find_map(|&(place, label)| {
                let holds = match place {
                    Place::Counted => counted,
                    _ if counted => false,
                    Place::Start => true,
                    Place::Short => words.len() <= count + 4,
                    Place::Colon => words.len() == count || is_marked(after_words(text, count)),
                };
                holds.then_some(Match { label, words: count, whole: count == words.len() })
            })
        })
    }

    /// The first phrase that stands in `folded`, whole words only, of those with a label that `wanted` accepts.
    pub(super) fn within(&self, folded: &str, wanted: impl Fn(Label) -> bool) -> Option<Label> {
        let mut rest = folded;
        loop {
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            if self.within_sieve.may_hold(word)
                && let Some(phrases) = self.within.get(word)
            {
                let stands = |phrase: &str| {
                    rest.strip_prefix(phrase).is_some_and(|end| end.is_empty() || end.starts_with(' '))
                };
                let found = phrases.iter().find(|(phrase, label)| wanted(*label) && stands(phrase));
                if let Some(&(_, label)) = found {
                    return Some(label);
                }
            }
            if after.is_empty() {
                return None;
            }
            rest = after;
        }
    }
}

/// Which words a set may hold: most words of a text are told at a glance to be in none.
#[derive(Debug, Default)]
struct Sieve([u64; 32]);

impl Sieve {
    fn add(&mut self, word: &str) {
        let bit = Self::bit(word);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn may_hold(&self, word: &str) -> bool {
        let bit = Self::bit(word);
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }

    /// A number below 2048 for a word, by its length and two of its letters.
    fn bit(word: &str) -> usize {
        let bytes = word.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
        (byte(1) * 61 + byte(bytes.len().wrapping_sub(1)) * 7 + bytes.len() * 251 + byte(3)) % 2048
    }
}

/// Does a mark stand there that parts a label from what it names?
pub(in crate::extract) fn is_marked(rest: &str) -> bool {
    rest.trim_start().starts_with([':', '-', '–', '—', '/', '|', 'ـ', '：'])
}
