//! From what is wanted to the articles that have it, with their scores.
//!
//! Each word's articles are taken from the index only where the question needs them: of one frequent word, whose best articles stand
//! beside its list, no more than these.

use super::phrase;
use super::postings::{Posting, WEIGHTS};
use super::query::Item;
use super::reader::{IndexError, Reader};
use super::terms::{Answer, Answers, add_month, beginning, related};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Of one word, lists of more articles are read whole only where the best are not enough.
const MANY: u64 = 20_000;
/// What words weigh that are nearly as they were asked for; articles that have such, from which on other forms do not count.
const CLOSE: u32 = 80;
const ENOUGH: u64 = 5000;
/// In an archive of so many articles, a word that more than half of them have need not be there when there are others.
const LARGE: u32 = 1000;

/// A query with the words of the archive that answer to it.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub(super) items: Vec<WantedItem>,
    /// All forms that answer, for marking them.
    pub(super) forms: BTreeSet<String>,
    /// Words that no article has.
    pub(super) missing: Vec<String>,
}

/// One thing that is wanted.
#[derive(Debug)]
pub(super) enum WantedItem {
    /// One of these words.
    Word(Answers),
    /// Of each, one of these words, one behind another.
    Phrase(Vec<Answers>),
}

/// Articles with their scores.
pub(super) struct Matches {
    /// By the articles' numbers.
    pub(super) scores: Vec<u32>,
    /// How many things that are wanted each has.
    pub(super) hits: Vec<u32>,
    /// How many are wanted.
    pub(super) needed: u32,
    /// Not all articles were looked at: there are at least so many.
    pub(super) at_least: Option<usize>,
}

/// Looks for everything that is asked for.
pub(super) fn match_items(reader: &Reader<'_>, items: &[Item]) -> Result<Wanted, IndexError> {
    let mut wanted = Wanted::default();
    for item in items {
        match item {
            Item::Word { word, month } => wanted.add_word(reader, word, month.as_deref())?,
            Item::Name { name, words } => {
                let answers = related(reader, name)?;
                wanted.add_pair(reader, answers, words)?;
            }
            Item::Month { month, words } => {
                let mut answers = Answers::new();
                add_month(reader, month, &mut answers)?;
                wanted.add_pair(reader, answers, words)?;
            }
            Item::Phrase { words } => {
                let mut all = Vec::with_capacity(words.len());
                for (at, word) in words.iter().enumerate() {
                    let answers = phrase::answers(reader, word, at == 0)?;
                    if answers.is_empty() {
                        wanted.missing.push(word.clone());
                    }
                    all.push(answers);
                }
                wanted.add(WantedItem::Phrase(all));
            }
        }
    }
    Ok(wanted)
}

impl Wanted {
    fn add_word(&mut self, reader: &Reader<'_>, word: &str, month: Option<&str>) -> Result<(), IndexError> {
        let mut answers = related(reader, word)?;
        if let Some(month) = month {
            add_month(reader, month, &mut answers)?;
        }
        if answers.is_empty() {
            answers = beginning(reader, word)?;
        }
        if answers.is_empty() {
            self.missing.push(word.to_owned());
        } else {
            self.add(WantedItem::Word(without_distant(answers)));
        }
        Ok(())
    }

    /// What answers to two words as one; where nothing does, the two.
    fn add_pair(
        &mut self,
        reader: &Reader<'_>,
        answers: Answers,
        words: &[String; 2],
    ) -> Result<(), IndexError> {
        if answers.is_empty() {
            return words.iter().try_for_each(|word| self.add_word(reader, word, None));
        }
        self.add(WantedItem::Word(without_distant(answers)));
        Ok(())
    }

    fn add(&mut self, item: WantedItem) {
        let all = match &item {
            WantedItem::Word(answers) => std::slice::from_ref(answers),
            WantedItem::Phrase(words) => words,
        };
        self.forms.extend(all.iter().flat_map(Answers::keys).map(|(form, _)| form.clone()));
        self.items.push(item);
    }

    /// The articles that have what is wanted. `best`: no more than so many of the best are needed.
    pub(super) fn matches(&self, reader: &Reader<'_>, best: Option<usize>) -> Result<Matches, IndexError> {
        let articles = reader.articles() as usize;
        let mut matches =
            Matches { scores: vec![0; articles], hits: vec![0; articles], needed: 0, at_least: None };
        let is_common = |item: &WantedItem| match item {
            WantedItem::Word(answers) => {
                answers.values().any(|answer| answer.found.articles > reader.articles() / 2)
            }
            WantedItem::Phrase(_) => false,
        };
        let leaves_common = reader.articles() >= LARGE && !self.items.iter().all(is_common);
        for item in self.items.iter().filter(|item| !(leaves_common && is_common(item))) {
            matches.needed += 1;
            let values = match item {
                WantedItem::Word(answers) => {
                    let foremost = best.filter(|_| self.items.len() == 1);
                    let (values, at_least) = of_word(reader, answers, foremost)?;
                    matches.at_least = at_least;
                    values
                }
                WantedItem::Phrase(words) => phrase::values(reader, words)?,
            };
            let having = values.iter().filter(|value| **value > 0).count().max(matches.at_least.unwrap_or(0));
            let rarity = rarity(articles, having)
                * if let WantedItem::Phrase(words) = item { words.len() as u32 } else { 1 };
            for ((score, hits), value) in matches.scores.iter_mut().zip(&mut matches.hits).zip(values) {
                *score += rarity * value;
                *hits += u32::from(value > 0);
            }
        }
        Ok(matches)
    }
}

/// How much a word says that `having` of all articles have, in hundredths; at least 1.
fn rarity(articles: usize, having: usize) -> u32 {
    let (articles, having) = (articles as f64, having as f64);
    let rarity = (1.0 + (articles - having + 0.5) / (having + 0.5)).ln() * 100.0;
    (rarity.floor() as u32).max(1)
}

/// What the word weighs in each article; and how many have it at least, where not all lists were read.
fn of_word(
    reader: &Reader<'_>,
    answers: &Answers,
    best: Option<usize>,
) -> Result<(Vec<u32>, Option<usize>), IndexError> {
    let mut values = vec![0; reader.articles() as usize];
    let all: u64 = answers.values().map(|answer| u64::from(answer.found.articles)).sum();
    let foremost =
        answers.values().map(|answer| answer.found.foremost.len()).filter(|count| *count > 0).min();
    let best = best.filter(|best| all > MANY && foremost.is_some_and(|foremost| *best <= foremost));
    let mut closest_first: Vec<&Answer> = answers.values().collect();
    closest_first.sort_by_key(|answer| Reverse(answer.weight));
    let mut postings: Vec<Posting> = Vec::new();
    for (at, answer) in closest_first.iter().enumerate() {
        postings.clear();
        if best.is_some() && !answer.found.foremost.is_empty() {
            postings.extend(&answer.found.foremost);
        } else {
            answer.found.blocks.iter().try_for_each(|block| reader.block(block, &mut postings))?;
        }
        for posting in &postings {
            let value = &mut values[posting.article as usize];
            *value = answer.weight.saturating_mul(WEIGHTS[usize::from(posting.level & 7)]).max(*value);
        }
        // What is left may weigh as much as this, and no more.
        let left = closest_first.get(at + 1).map_or(0, |next| next.weight) * WEIGHTS[WEIGHTS.len() - 1];
        let is_new_weight = closest_first.get(at + 1).is_some_and(|next| next.weight < answer.weight);
        if is_new_weight
            && best.is_some_and(|best| values.iter().filter(|value| **value > left).count() >= best)
        {
            break;
        }
    }
    let most = answers.values().map(|answer| answer.found.articles as usize).max();
    Ok((values, best.and(most)))
}

/// Of a word that many articles have as it was asked for, or nearly so, its other forms would be much to read and change little.
fn without_distant(mut answers: Answers) -> Answers {
    let close = answers
        .values()
        .filter(|answer| answer.weight >= CLOSE)
        .map(|answer| u64::from(answer.found.articles));
    if close.sum::<u64>() >= ENOUGH {
        answers.retain(|_, answer| answer.weight >= CLOSE);
    }
    answers
}
