//! Phrases: words that stand one behind another.
//!
//! Each word is meant as it is written; before the first, a conjunction or preposition may be written on. Words so common that the
//! index does not have their places keep their place in the phrase, and are not compared.

use super::part::Block;
use super::postings::{Posting, WEIGHTS};
use super::reader::{IndexError, Reader};
use super::terms::{Answer, Answers, related};
use std::collections::{BTreeMap, BTreeSet};

/// What may be written on to the first word of a phrase.
const BEFORE: [&str; 12] = ["", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"];

/// The words that may stand for `word` in a phrase.
pub(super) fn answers(reader: &Reader<'_>, word: &str, is_first: bool) -> Result<Answers, IndexError> {
    let mut answers = related(reader, word)?;
    // After ل the article loses its alef.
    let with_article = word.strip_prefix("ال").map(|rest| format!("لل{rest}"));
    let is_meant = |form: &str| {
        let before = form.strip_suffix(word);
        let before_lam = with_article.as_deref().and_then(|word| form.strip_suffix(word));
        match is_first {
            true => {
                before.is_some_and(|before| BEFORE.contains(&before))
                    || before_lam.is_some_and(|before| matches!(before, "" | "و" | "ف"))
            }
            false => form == word,
        }
    };
    answers.retain(|(form, _), _| is_meant(form));
    Ok(answers)
}

/// A word that may stand in a phrase, with its articles block by block.
struct Listed<'a> {
    answer: &'a Answer,
    blocks: Vec<Vec<Posting>>,
}

impl Listed<'_> {
    /// The blocks with some of the articles that are wanted, and their articles.
    fn wanted<'s>(
        &'s self,
        wants: &'s dyn Fn(u32) -> bool,
    ) -> impl Iterator<Item = (&'s Block, &'s Vec<Posting>)> {
        let blocks = self.answer.found.blocks.iter().zip(&self.blocks);
        blocks.filter(|(_, postings)| postings.iter().any(|posting| wants(posting.article)))
    }
}

/// What the phrase of `words` weighs in each article.
pub(super) fn values(reader: &Reader<'_>, words: &[Answers]) -> Result<Vec<u32>, IndexError> {
    let articles = reader.articles() as usize;
    let mut having = vec![0_usize; articles];
    let mut weights = vec![0_u32; articles];
    let mut lists: Vec<Vec<Listed<'_>>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let mut list = Vec::new();
        for answer in word.values() {
            let postings = postings(reader, answer)?;
            for posting in postings.iter().flatten() {
                let article = posting.article as usize;
                having[article] += usize::from(having[article] == at);
                weights[article] = weights[article].max(100 * WEIGHTS[usize::from(posting.level & 7)]);
            }
            list.push(Listed { answer, blocks: postings });
        }
        lists.push(list);
    }
    let has_all = |article: u32| having[article as usize] == words.len();
    let mut starts: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    let mut is_begun = false;
    for (at, list) in (0_u32..).zip(&lists) {
        let mut places: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        // So common that nobody has its places.
        if list.iter().flat_map(|listed| listed.wanted(&has_all)).any(|(block, _)| block.places.is_none()) {
            continue;
        }
        for listed in list {
            add_places(reader, listed, (&has_all, at), &mut places)?;
        }
        // Where the word stands too near the beginning, nothing can begin.
        places.retain(|_, starts| !starts.is_empty());
        if is_begun {
            starts.retain(|article, starts| {
                let places = places.get(article);
                starts.retain(|start| places.is_some_and(|places| places.contains(start)));
                !starts.is_empty()
            });
        } else {
            starts = places;
        }
        is_begun = true;
    }
    let stands = |article: u32| has_all(article) && (!is_begun || starts.contains_key(&article));
    Ok((0..).zip(weights).map(|(article, weight)| if stands(article) { weight } else { 0 }).collect())
}

/// A word's articles, block by block.
fn postings(reader: &Reader<'_>, answer: &Answer) -> Result<Vec<Vec<Posting>>, IndexError> {
    let block = |block: &Block| {
        let mut postings = Vec::new();
        reader.block(block, &mut postings).map(|()| postings)
    };
    answer.found.blocks.iter().map(block).collect()
}

/// Adds where the phrase would begin in the articles that `wants`, if the word at `at` is this one.
fn add_places(
    reader: &Reader<'_>,
    listed: &Listed<'_>,
    (wants, at): (&dyn Fn(u32) -> bool, u32),
    places: &mut BTreeMap<u32, BTreeSet<u32>>,
) -> Result<(), IndexError> {
    for (block, postings) in listed.wanted(wants) {
        let Some(bytes) = &block.places else { continue };
        let all = reader.places(bytes, block.articles)?;
        for (posting, found) in postings.iter().zip(all).filter(|(posting, _)| wants(posting.article)) {
            places
                .entry(posting.article)
                .or_default()
                .extend(found.into_iter().filter_map(|place| place.checked_sub(at)));
        }
    }
    Ok(())
}
