//! Answers a query: which articles have what it asks for, the best first.
//!
//! Every word has to be there. An article's score is the sum over the words of how rare each is times what it weighs there; of equal
//! ones the newer comes first. Before all others come articles that are among the foremost of every frequent word (`matching.rs`). Whole
//! numbers but for one logarithm, which is rounded down, so that a browser comes to the same order.

use super::excerpt::{Excerpt, excerpt, marks};
use super::matching::{Matches, Wanted, match_items};
use super::query::parse;
use super::reader::{IndexError, Reader};
use super::terms::respelled;
use super::words::words;
use std::collections::{BTreeMap, BTreeSet};

/// In which order results come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The best first.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// The oldest first; those without a date last.
    Oldest,
}

/// What is asked beside the words.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// For a column, `year`, `section`, `source`, `author` or `lang`, the values of which an article has to have one.
    pub filter: BTreeMap<String, Vec<String>>,
    /// The order.
    pub order: Order,
    /// Results to skip.
    pub from: usize,
    /// Results to give.
    pub size: usize,
    /// Give articles that have some of the words, too.
    pub any: bool,
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Path of its page from the archive's root.
    pub path: String,
    /// Headline, with the ranges of bytes in which words stand that were asked for.
    pub title: String,
    /// Those ranges.
    pub title_marks: Vec<(usize, usize)>,
    /// Date as ISO 8601 has it; empty where there is none.
    pub date: String,
    /// The same for readers.
    pub date_text: String,
    /// Who published it.
    pub source: String,
    /// Section.
    pub section: String,
    /// Language; empty where it is not known.
    pub lang: String,
    /// Where the text has the words, or how it begins.
    pub excerpt: Excerpt,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Those asked for, in order.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: usize,
    /// Are there no more than that?
    pub is_exact: bool,
    /// Nothing was found for the query as it was typed: this is what was found for another.
    pub corrected: Option<String>,
    /// Words of the query, as typed, that no article has.
    pub missing: Vec<String>,
}

/// Finds what `query` asks for.
///
/// # Errors
/// When a file of the index cannot be read.
pub fn search(reader: &Reader<'_>, query: &str, options: &Options) -> Result<Outcome, IndexError> {
    let Understood { wanted, corrected, missing } = understand(reader, query, options.any)?;
    let missing = as_typed(&missing, query);
    let nothing = |missing| Outcome { missing, is_exact: true, ..Outcome::default() };
    if !wanted.missing.is_empty() && !options.any {
        return Ok(nothing(missing));
    }
    let found = find(reader, &wanted, options)?;
    if corrected.is_some() && found.total == 0 {
        return Ok(nothing(missing));
    }
    let page = found.articles.iter().skip(options.from).take(options.size);
    let hits = page.map(|article| hit(reader, *article, &wanted.forms)).collect::<Result<Vec<_>, _>>()?;
    let corrected = corrected.map(|corrected| as_written(&corrected, query, &hits));
    Ok(Outcome { hits, total: found.total, is_exact: found.is_exact, corrected, missing })
}

/// What a query is taken for.
struct Understood {
    wanted: Wanted,
    /// The query that was put in its place.
    corrected: Option<String>,
    /// Words of the query itself that no article has, folded.
    missing: Vec<String>,
}

/// What a query asks for; or, where no article has a word of it, what one asks for that is spelled a little otherwise.
fn understand(reader: &Reader<'_>, query: &str, any: bool) -> Result<Understood, IndexError> {
    let wanted = match_items(reader, &parse(query))?;
    let missing = wanted.missing.clone();
    if missing.is_empty() || any {
        return Ok(Understood { wanted, corrected: None, missing });
    }
    let corrected = correct(reader, query, &missing)?;
    let wanted = match &corrected {
        Some(corrected) => match_items(reader, &parse(corrected))?,
        None => wanted,
    };
    Ok(Understood { wanted, corrected, missing })
}

/// The query with the nearest word, or with two, in the place of each that no article has; `None` where one has none.
fn correct(reader: &Reader<'_>, query: &str, missing: &[String]) -> Result<Option<String>, IndexError> {
    let mut corrected = query.to_owned();
    let mut behind = usize::MAX;
    let mut instead: BTreeMap<String, String> = BTreeMap::new();
    for word in words(query).into_iter().rev().filter(|word| missing.contains(&word.form)) {
        let near = match instead.get(&word.form) {
            Some(near) => near.clone(),
            None => match respelled(reader, &word.form)? {
                Some(near) => instead.entry(word.form).or_insert(near).clone(),
                None => return Ok(None),
            },
        };
        // One sign may stand for several words.
        if word.place.end <= behind {
            behind = word.place.start;
            corrected.replace_range(word.place, &near);
        }
    }
    Ok(Some(corrected))
}

/// Folded words of a query as they stand in it, each once.
fn as_typed(forms: &[String], query: &str) -> Vec<String> {
    let typed = words(query);
    let place = |form: &String| typed.iter().find(|word| word.form == *form).map(|word| word.place.clone());
    let mut all: Vec<String> = Vec::new();
    for form in forms {
        let word = place(form).and_then(|place| query.get(place)).unwrap_or(form);
        // One sign may stand for several words.
        if !all.iter().any(|known| known == word) {
            all.push(word.to_owned());
        }
    }
    all
}

/// A corrected query, with what is new in it as articles write it: the index has words folded, `مستشفي` for `مستشفى`.
fn as_written(corrected: &str, query: &str, hits: &[Hit]) -> String {
    let typed = words(query);
    let mut written = corrected.to_owned();
    for word in
        words(corrected).into_iter().rev().filter(|word| typed.iter().all(|one| one.form != word.form))
    {
        let mut texts = hits.iter().flat_map(|hit| [hit.title.as_str(), &hit.excerpt.text]);
        let found = texts.find_map(|text| {
            let all = words(text);
            let one = all.iter().find(|one| one.form == word.form)?;
            // A sign that stands for several words says more than the one.
            let is_alone = all.iter().filter(|other| other.place == one.place).count() == 1;
            text.get(one.place.clone()).filter(|_| is_alone)
        });
        if let Some(found) = found {
            written.replace_range(word.place, found);
        }
    }
    written
}

/// Articles, in order.
struct FoundArticles {
    articles: Vec<u32>,
    total: usize,
    is_exact: bool,
}

fn find(reader: &Reader<'_>, wanted: &Wanted, options: &Options) -> Result<FoundArticles, IndexError> {
    let end = options.from.saturating_add(options.size);
    let allowed = allowed(reader, &options.filter)?;
    let takes_best =
        options.order == Order::Relevance && allowed.is_none() && !(options.any && wanted.items.len() > 1);
    if wanted.items.is_empty() {
        // What is filtered and not searched is in the order of dates.
        let mut articles: Vec<u32> = match &allowed {
            Some(allowed) if wanted.missing.is_empty() => articles_in(allowed),
            _ => Vec::new(),
        };
        sort(reader, &mut articles, options.order, |_| (0, 0));
        return Ok(FoundArticles { total: articles.len(), articles, is_exact: true });
    }
    let Matches { scores, hits, needed, at_least } = wanted.matches(reader, takes_best.then_some(end))?;
    let fits = |article: &u32| {
        let at = *article as usize;
        let has = if options.any { hits[at] > 0 } else { hits[at] == needed };
        has && allowed.as_ref().is_none_or(|allowed| allowed[at])
    };
    let mut articles: Vec<u32> = (0..reader.articles()).filter(fits).collect();
    sort(reader, &mut articles, options.order, |article| (hits[article as usize], scores[article as usize]));
    let total = articles.len().max(at_least.unwrap_or(0));
    Ok(FoundArticles { total, articles, is_exact: at_least.is_none() })
}

fn articles_in(allowed: &[bool]) -> Vec<u32> {
    (0..).zip(allowed).filter(|(_, allowed)| **allowed).map(|(article, _)| article).collect()
}

fn sort(reader: &Reader<'_>, articles: &mut [u32], order: Order, score: impl Fn(u32) -> (u32, u32)) {
    use std::cmp::Reverse;
    let undated = reader.manifest().years.first().map_or(reader.articles(), |(_, first, _)| *first);
    match order {
        Order::Relevance => articles.sort_unstable_by_key(|article| Reverse((score(*article), *article))),
        Order::Newest => articles.sort_unstable_by_key(|article| Reverse(*article)),
        Order::Oldest => articles.sort_unstable_by_key(|article| (*article < undated, *article)),
    }
}

/// For each article whether the filter lets it through; `None` where there is no filter.
fn allowed(
    reader: &Reader<'_>,
    filter: &BTreeMap<String, Vec<String>>,
) -> Result<Option<Vec<bool>>, IndexError> {
    let mut allowed: Option<Vec<bool>> = None;
    for (column, asked) in filter.iter().filter(|(_, asked)| !asked.is_empty()) {
        let mut has = vec![false; reader.articles() as usize];
        if column == "year" {
            for (_, first, count) in
                reader.manifest().years.iter().filter(|(year, ..)| asked.contains(&year.to_string()))
            {
                let range = *first as usize..(first.saturating_add(*count) as usize).min(has.len());
                has.get_mut(range).into_iter().flatten().for_each(|has| *has = true);
            }
        } else {
            let values = reader.column(column)?;
            for value in values.values.iter().filter(|value| asked.contains(&value.name)) {
                reader.list(&values, value)?.into_iter().for_each(|article| has[article as usize] = true);
            }
        }
        match &mut allowed {
            Some(allowed) => allowed.iter_mut().zip(has).for_each(|(allowed, has)| *allowed &= has),
            None => allowed = Some(has),
        }
    }
    Ok(allowed)
}

fn hit(reader: &Reader<'_>, article: u32, forms: &BTreeSet<String>) -> Result<Hit, IndexError> {
    let shown = reader.shown(article)?;
    Ok(Hit {
        title_marks: marks(&shown.title, forms),
        excerpt: excerpt(&shown.opening, forms),
        path: shown.path,
        title: shown.title,
        date: shown.date,
        date_text: shown.date_text,
        source: shown.source,
        section: shown.section,
        lang: shown.lang,
    })
}
