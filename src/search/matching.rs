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
/// Higher than any score.
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
        if let (&[WantedItem::Word(answers)], Some(_)) = (&*items, best) {
            let (values, at_least) = of_word(reader, answers, best)?;
            let mut matches = Matches::none(reader);
            matches.add(&values, at_least.unwrap_or(0), 1);
            return Ok(Matches { at_least, ..matches });
        }
        let takes_foremost = best.is_some() && items.iter().all(|item| matches!(item, WantedItem::Word(_)));
        let mut whole = Matches::none(reader);
        let mut foremost = Matches::none(reader);
        let mut long = Vec::new();
        for item in items {
            let frequent = if takes_foremost { frequent_forms(item) } else { Vec::new() };
            if frequent.is_empty() {
                let (values, words) = of_item(reader, item)?;
                whole.add(&values, 0, words);
                if takes_foremost {
                    foremost.add(&values, 0, words);
                }
            } else {
                foremost.add_foremost(&frequent);
                long.push(item);
            }
        }
        if long.is_empty() {
            return Ok(whole);
        }
        let count = foremost.all().count();
        if best.is_some_and(|best| count >= best) {
            return Ok(Matches { at_least: Some(count), ..foremost });
        }
        for item in long {
            let (values, words) = of_item(reader, item)?;
            whole.add(&values, 0, words);
        }
        Ok(whole.behind(&foremost))
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

    /// The articles that have all that is wanted.
    fn all(&self) -> impl Iterator<Item = usize> {
        (0..self.hits.len()).filter(|article| self.hits[*article] == self.needed)
    }

    /// Adds a word by the articles alone in which its frequent forms weigh most.
    fn add_foremost(&mut self, frequent: &[&Answer]) {
        let mut values = vec![0; self.scores.len()];
        frequent.iter().for_each(|answer| raise(&mut values, answer, &answer.found.foremost));
        let most = frequent.iter().map(|answer| answer.found.articles as usize).max();
        self.add(&values, most.unwrap_or(0), 1);
    }

    /// The same, with those articles before all others that `foremost` has, in its order: a second page of results goes on where the first,
    /// for which these were enough, came to an end.
    fn behind(mut self, foremost: &Self) -> Self {
        foremost.all().for_each(|article| self.scores[article] = foremost.scores[article] | BEFORE_ALL);
        self
    }
}

/// The forms of a word, of which there is more than is gladly read, that have their foremost articles at hand.
fn frequent_forms(item: &WantedItem) -> Vec<&Answer> {
    match item {
        WantedItem::Word(answers) if postings_of(answers) > MANY => {
            answers.values().filter(|answer| !answer.found.foremost.is_empty()).collect()
        }
        _ => Vec::new(),
    }
}

/// What something that is wanted weighs in each article, by all its lists; and of how many words it is.
fn of_item(reader: &Reader<'_>, item: &WantedItem) -> Result<(Vec<u32>, usize), IndexError> {
    match item {
        WantedItem::Word(answers) => Ok((of_word(reader, answers, None)?.0, 1)),
        WantedItem::Phrase(words) => Ok((phrase::values(reader, words)?, words.len())),
    }
}

/// How many articles the words of `answers` have, those counted twice that have two.
fn postings_of(answers: &Answers) -> u64 {
    answers.values().map(|answer| u64::from(answer.found.articles)).sum()
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

/// What the word weighs in each article; and how many have it at least, where not all lists were read.
fn of_word(
    reader: &Reader<'_>,
    answers: &Answers,
    best: Option<usize>,
) -> Result<(Vec<u32>, Option<usize>), IndexError> {
    let mut values = vec![0; reader.articles() as usize];
    let foremost =
        answers.values().map(|answer| answer.found.foremost.len()).filter(|count| *count > 0).min();
    let best =
        best.filter(|best| postings_of(answers) > MANY && foremost.is_some_and(|foremost| *best <= foremost));
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
        raise(&mut values, answer, &postings);
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
