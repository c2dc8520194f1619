//! The names of one taxonomy, each kept once, with the articles that stand under it.

use super::{ArticleId, Meta, Name};
use crate::arabic;
use crate::config::Taxonomy;
use std::collections::HashMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization as _;

/// Number of a term: its place in its taxonomy, in reading order, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// A section, tag, author or source.
#[derive(Debug)]
pub struct Term {
    /// Its name.
    pub name: Name,
    /// Its articles, newest first.
    pub articles: Vec<ArticleId>,
}

/// All terms of one taxonomy.
#[derive(Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    /// The terms of all articles, one article after another, and where each article's end.
    of_articles: Vec<TermId>,
    ends: Vec<u32>,
}

/// Spellings that differ only in composition or spaces are one name; letters are never folded together, since two
/// authors may differ by a hamza alone. `None` for a name of spaces.
pub(super) fn normal_name(name: &str) -> Option<Name> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let normal: String = words.join(" ").nfc().collect();
    Some(normal.into()).filter(|name: &Name| !name.is_empty())
}

impl Term {
    /// The letter that an index has it under: its first one, folded, so that `أحمد` and `احمد` stand together; `0–9` for digits.
    pub fn initial(&self) -> String {
        let first = arabic::fold(&self.name).chars().find(|c| c.is_alphanumeric());
        match first {
            Some(digit) if digit.is_numeric() => "0-9".to_owned(),
            Some(letter) => letter.to_uppercase().collect(),
            None => "-".to_owned(),
        }
    }
}

impl Terms {
    /// Gathers the terms of `metas`: `listed` of them, sorted newest first, stand in lists; the others know only what those have.
    pub(super) fn gather(taxonomy: Taxonomy, metas: &[Arc<Meta>], listed: usize) -> Self {
        let mut numbers: HashMap<&Name, u32> = HashMap::new();
        let mut articles: Vec<Vec<ArticleId>> = Vec::new();
        let mut of_articles = Vec::with_capacity(metas.len());
        let mut ends = Vec::with_capacity(metas.len());
        for (meta, article) in metas.iter().zip((0..).map(ArticleId)) {
            for name in meta.names(taxonomy) {
                if article.index() >= listed {
                    let own = of_articles.len().min(ends.last().map_or(0, |end| *end as usize));
                    let known = numbers.get(name).map(|number| TermId(*number));
                    let new: Option<TermId> = known.filter(|term| !of_articles[own..].contains(term));
                    of_articles.extend(new);
                    continue;
                }
                let next = u32::try_from(articles.len()).unwrap_or(u32::MAX);
                let number = *numbers.entry(name).or_insert(next);
                if number == next {
                    articles.push(Vec::new());
                }
                let list = &mut articles[number as usize];
                if list.last() != Some(&article) {
                    list.push(article);
                    of_articles.push(TermId(number));
                }
            }
            ends.push(u32::try_from(of_articles.len()).unwrap_or(u32::MAX));
        }
        let mut sorted: Vec<(&Name, u32)> = numbers.into_iter().collect();
        sorted.sort_by_cached_key(|(name, _)| (arabic::fold(name), *name));
        let mut places = vec![TermId(0); sorted.len()];
        let mut terms = Vec::with_capacity(sorted.len());
        for ((name, number), id) in sorted.into_iter().zip((0..).map(TermId)) {
            places[number as usize] = id;
            let mut articles = std::mem::take(&mut articles[number as usize]);
            articles.shrink_to_fit();
            terms.push(Term { name: Arc::clone(name), articles });
        }
        of_articles.iter_mut().for_each(|id| *id = places[id.0 as usize]);
        of_articles.shrink_to_fit();
        Self { terms, of_articles, ends }
    }

    /// The terms that an article stands under, each once, in its own order.
    pub fn of(&self, article: ArticleId) -> &[TermId] {
        let end = |article: usize| self.ends[article] as usize;
        let start = article.index().checked_sub(1).map_or(0, end);
        &self.of_articles[start..end(article.index())]
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// A term.
    pub fn get(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    /// All terms in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &Term)> {
        (0..).map(TermId).zip(&self.terms)
    }

    /// The `limit` fullest terms, fullest first.
    pub fn fullest(&self, limit: usize) -> Vec<(TermId, &Term)> {
        let mut all: Vec<_> = self.iter().collect();
        all.sort_by_key(|(id, term)| (std::cmp::Reverse(term.articles.len()), *id));
        all.truncate(limit);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Archive, ArticleId};
    use super::*;

    fn tagged(file: &str, tags: &[&str]) -> Meta {
        Meta {
            file: file.into(),
            tags: tags.iter().copied().map(Name::from).collect(),
            date: "2017-04-27".parse().ok(),
            ..Meta::default()
        }
    }

    #[test]
    fn names_are_kept_once_and_sorted_as_read() {
        let archive = Archive::from_iter([
            tagged("a.md", &["ثقافة", "اقتصاد", "اقتصاد "]),
            tagged("b.md", &["إقليم", "ثقافة", "", "  "]),
        ]);
        let tags = archive.terms(Taxonomy::Tag);
        let names: Vec<&str> = tags.iter().map(|(_, term)| &*term.name).collect();
        assert_eq!(names, ["اقتصاد", "إقليم", "ثقافة"]);
        let counts: Vec<usize> = tags.iter().map(|(_, term)| term.articles.len()).collect();
        assert_eq!(counts, [1, 1, 2]);
        let own: Vec<&str> = tags.of(ArticleId(0)).iter().map(|&id| &*tags.get(id).name).collect();
        assert_eq!(own, ["ثقافة", "اقتصاد"]);
        assert_eq!(&*tags.fullest(1)[0].1.name, "ثقافة");
    }
}
