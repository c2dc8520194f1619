//! From what is wanted to the articles that have it, with their scores.
//!
//! Each word's articles are taken from the index only where the question needs them: of frequent words, whose best articles stand beside
//! their lists, no more than these where they are enough.

use super::bits::count;
use super::phrase;
use super::postings::{Posting, WEIGHTS};
use super::query::Item;
use super::reader::{IndexError, Reader};
use super::terms::{Answer, Answers, add_month, beginning, related};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Lists of more articles, of all forms of a word, are read whole only where the best are not enough.
const MANY: u64 = 20_000;
/// What words weigh that are nearly as they were asked for; articles that have such, from which on other forms do not count.
const CLOSE: u32 = 80;
const ENOUGH: u64 = 5000;
/// In an archive of so many articles, a word that more than half of them have need not be there when there are others.
const LARGE: u32 = 1000;
/// Results on a page. Where the foremost articles are fewer than that, all lists are read, and they come before no others.
const PAGE: usize = 10;
/// Higher than any score of words: of at most 32, each as rare and as heavy as can be, in 2^32 articles.
const BEFORE_ALL: u32 = 1 << 31;

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
#[derive(Debug)]
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

    /// The articles that have what is wanted. `needed`: no more than so many of the best are asked for.
    pub(super) fn matches(&self, reader: &Reader<'_>, needed: Option<usize>) -> Result<Matches, IndexError> {
        let items = self.telling(reader);
        let mut whole = Matches::none(reader);
        if let (&[WantedItem::Word(answers)], Some(needed)) = (&*items, needed) {
            let (values, at_least) = best_of_word(reader, answers, needed)?;
            whole.add(&values, at_least.unwrap_or(0), 1);
            return Ok(Matches { at_least, ..whole });
        }
        let needed = needed.filter(|_| items.iter().all(|item| is_frequent(item)));
        let Some(needed) = needed else {
            items.iter().try_for_each(|item| whole.add_item(reader, item))?;
            return Ok(whole);
        };
        let mut foremost = Matches::none(reader);
        items.iter().try_for_each(|item| foremost.add_foremost(reader, item))?;
        let count = foremost.all().count();
        // One more than is asked for, so that a reader learns that there are more.
        if count > PAGE.max(needed) {
            return Ok(Matches { at_least: Some(count), ..foremost });
        }
        items.iter().try_for_each(|item| whole.add_item(reader, item))?;
        Ok(if count > PAGE { whole.behind(&foremost) } else { whole })
    }

    /// What is wanted, without the words that tell articles apart the least.
    fn telling(&self, reader: &Reader<'_>) -> Vec<&WantedItem> {
        let is_common = |item: &&WantedItem| match item {
            WantedItem::Word(answers) => {
                answers.values().any(|answer| answer.found.articles > reader.articles() / 2)
            }
            WantedItem::Phrase(_) => false,
        };
        let mut items: Vec<&WantedItem> = self.items.iter().collect();
        if reader.articles() >= LARGE && !items.iter().all(is_common) {
            items.retain(|item| !is_common(item));
        }
        items
    }
}

impl Matches {
    fn none(reader: &Reader<'_>) -> Self {
        let articles = reader.articles() as usize;
        Self { scores: vec![0; articles], hits: vec![0; articles], needed: 0, at_least: None }
    }

    /// Adds something that is wanted: what it weighs in each article. `at_least` so many have it, if not more; it is of so many `words`.
    fn add(&mut self, values: &[u32], at_least: usize, words: usize) {
        self.needed += 1;
        let having = values.iter().filter(|value| **value > 0).count().max(at_least);
        let rarity = rarity(values.len(), having) * count(words);
        for ((score, hits), value) in self.scores.iter_mut().zip(&mut self.hits).zip(values) {
            *score += rarity * value;
            *hits += u32::from(*value > 0);
        }
    }

    /// Adds it by all its lists.
    fn add_item(&mut self, reader: &Reader<'_>, item: &WantedItem) -> Result<(), IndexError> {
        match item {
            WantedItem::Word(answers) => self.add(&of_word(reader, answers)?, 0, 1),
            WantedItem::Phrase(words) => self.add(&phrase::values(reader, words)?, 0, words.len()),
        }
        Ok(())
    }

    /// Adds a frequent word by the foremost articles of its frequent forms, and by all of those forms that are as close to it, or
    /// closer.
    fn add_foremost(&mut self, reader: &Reader<'_>, item: &WantedItem) -> Result<(), IndexError> {
        let WantedItem::Word(answers) = item else { return Ok(()) };
        let has_foremost = |answer: &&Answer| !answer.found.foremost.is_empty();
        let closest = answers.values().filter(has_foremost).map(|answer| answer.weight).max();
        let mut values = vec![0; self.scores.len()];
        for answer in answers.values() {
            if has_foremost(&answer) {
                raise(&mut values, answer, &answer.found.foremost);
            } else if Some(answer.weight) >= closest {
                raise(&mut values, answer, &all_postings(reader, answer)?);
            }
        }
        self.add(&values, most_articles(answers), 1);
        Ok(())
    }

    /// The articles that have all that is wanted.
    fn all(&self) -> impl Iterator<Item = usize> {
        (0..self.hits.len()).filter(|article| self.hits[*article] == self.needed)
    }

    /// The same, with those articles before all others that `foremost` has, in its order: a later page of results goes on where one came to
    /// an end for which these were enough.
    fn behind(mut self, foremost: &Self) -> Self {
        foremost.all().for_each(|article| self.scores[article] = foremost.scores[article] | BEFORE_ALL);
        self
    }
}

/// Are the lists of a word long, and the foremost articles of one of its forms at hand?
fn is_frequent(item: &WantedItem) -> bool {
    match item {
        WantedItem::Word(answers) => {
            postings_of(answers) > MANY && answers.values().any(|answer| !answer.found.foremost.is_empty())
        }
        WantedItem::Phrase(_) => false,
    }
}

/// How many articles the words of `answers` have, those counted twice that have two.
fn postings_of(answers: &Answers) -> u64 {
    answers.values().map(|answer| u64::from(answer.found.articles)).sum()
}

/// How many articles have one of the words, at least.
fn most_articles(answers: &Answers) -> usize {
    answers.values().map(|answer| answer.found.articles as usize).max().unwrap_or(0)
}

fn all_postings(reader: &Reader<'_>, answer: &Answer) -> Result<Vec<Posting>, IndexError> {
    let mut postings = Vec::new();
    answer.found.blocks.iter().try_for_each(|block| reader.block(block, &mut postings))?;
    Ok(postings)
}

/// Raises what articles weigh to what a word weighs in them.
fn raise(values: &mut [u32], answer: &Answer, postings: &[Posting]) {
    for posting in postings {
        let value = &mut values[posting.article as usize];
        *value = answer.weight.saturating_mul(WEIGHTS[usize::from(posting.level & 7)]).max(*value);
    }
}

/// How much a word says that `having` of all articles have, in hundredths; at least 1.
fn rarity(articles: usize, having: usize) -> u32 {
    let (articles, having) = (articles as f64, having as f64);
    let rarity = (1.0 + (articles - having + 0.5) / (having + 0.5)).ln() * 100.0;
    (rarity.floor() as u32).max(1)
}

/// What a word weighs in each article.
fn of_word(reader: &Reader<'_>, answers: &Answers) -> Result<Vec<u32>, IndexError> {
    let mut values = vec![0; reader.articles() as usize];
    for answer in answers.values() {
        raise(&mut values, answer, &all_postings(reader, answer)?);
    }
    Ok(values)
}

/// The same, where no more than the best `needed` have to be right; and how many have it at least, where not all lists were read.
fn best_of_word(
    reader: &Reader<'_>,
    answers: &Answers,
    needed: usize,
) -> Result<(Vec<u32>, Option<usize>), IndexError> {
    let foremost = answers.values().map(|answer| answer.found.foremost.len()).filter(|count| *count > 0);
    if postings_of(answers) <= MANY || foremost.min().is_none_or(|foremost| needed > foremost) {
        return Ok((of_word(reader, answers)?, None));
    }
    let mut values = vec![0; reader.articles() as usize];
    let mut closest_first: Vec<&Answer> = answers.values().collect();
    closest_first.sort_by_key(|answer| Reverse(answer.weight));
    for (at, answer) in closest_first.iter().enumerate() {
        if answer.found.foremost.is_empty() {
            raise(&mut values, answer, &all_postings(reader, answer)?);
        } else {
            raise(&mut values, answer, &answer.found.foremost);
        }
        let Some(next) = closest_first.get(at + 1) else { break };
        // What is left may weigh as much as this, and no more.
        let left = next.weight * WEIGHTS[WEIGHTS.len() - 1];
        let is_new_weight = next.weight < answer.weight;
        if is_new_weight && values.iter().filter(|value| **value > left).count() >= needed {
            break;
        }
    }
    Ok((values, Some(most_articles(answers))))
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
