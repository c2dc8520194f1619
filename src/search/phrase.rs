//! Phrases: words that stand one behind another.
//!
//! Each word is meant as it is written; before the first, a conjunction or preposition may be written on. Words so common that the
//! index does not have their places keep their place in the phrase, and are not compared.

use super::part::Block;
use super::postings::{Posting, WEIGHTS};
use super::reader::{IndexError, Reader};
use super::terms::{Answers, related};
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

/// A block of a list, and its articles.
type Listed<'a> = (&'a Block, Vec<Posting>);

/// What the phrase of `words` weighs in each article.
pub(super) fn values(reader: &Reader<'_>, words: &[Answers]) -> Result<Vec<u32>, IndexError> {
    let articles = reader.articles() as usize;
    let mut having = vec![0_usize; articles];
    let mut weights = vec![0_u32; articles];
    let mut lists: Vec<Vec<Listed<'_>>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let mut list = Vec::new();
        for answer in word.values() {
            for block in &answer.found.blocks {
                let mut postings = Vec::new();
                reader.block(block, &mut postings)?;
                for posting in &postings {
                    let article = posting.article as usize;
                    having[article] += usize::from(having[article] == at);
                    weights[article] = weights[article].max(100 * WEIGHTS[usize::from(posting.level & 7)]);
                }
                list.push((block, postings));
            }
        }
        lists.push(list);
    }
    let has_all = |article: u32| having[article as usize] == words.len();
    let mut starts: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    let mut is_begun = false;
    for (at, mut list) in (0_u32..).zip(lists) {
        list.retain(|(_, postings)| postings.iter().any(|posting| has_all(posting.article)));
        let Some(mut places) = places(reader, &list, (&has_all, at))? else { continue };
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

/// Where the phrase would begin in the articles that `wants`, if the word at `at` is the one of `list`; `None` where it is so common that its
/// places are not kept.
fn places(
    reader: &Reader<'_>,
    list: &[Listed<'_>],
    (wants, at): (&dyn Fn(u32) -> bool, u32),
) -> Result<Option<BTreeMap<u32, BTreeSet<u32>>>, IndexError> {
    let blocks =
        list.iter().map(|(block, postings)| Some((block.places.as_ref()?, block.articles, postings)));
    let Some(blocks) = blocks.collect::<Option<Vec<_>>>() else { return Ok(None) };
    let mut places: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (bytes, articles, postings) in blocks {
        let all = reader.places(bytes, articles)?;
        for (posting, found) in postings.iter().zip(all).filter(|(posting, _)| wants(posting.article)) {
            let starts = found.into_iter().filter_map(|place| place.checked_sub(at));
            places.entry(posting.article).or_default().extend(starts);
        }
    }
    Ok(Some(places))
}
