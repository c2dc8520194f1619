//! The names of one taxonomy, each kept once, with the articles that stand under it.

use super::{ArticleId, Meta};
use crate::arabic;
use crate::config::Taxonomy;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Number of a term: its place in its taxonomy, in reading order, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// A section, tag, author or source.
#[derive(Debug)]
pub struct Term {
    /// Its name, as most lately written by an article.
    pub name: Box<str>,
    /// Its articles, newest first.
    pub articles: Vec<ArticleId>,
}

/// All terms of one taxonomy.
#[derive(Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    by_name: HashMap<String, TermId>,
}

/// Spellings that differ only in composition or spaces are one name; letters are never folded together, since two
/// authors may differ by a hamza alone.
fn key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").nfc().collect()
}

impl Terms {
    /// Gathers the terms of `metas`, which are sorted newest first.
    pub(super) fn new(taxonomy: Taxonomy, metas: &[Meta]) -> Self {
        let mut articles: HashMap<String, Vec<ArticleId>> = HashMap::new();
        for (meta, id) in metas.iter().zip((0..).map(ArticleId)) {
            for name in meta.names(taxonomy).iter().map(|name| key(name)).filter(|name| !name.is_empty()) {
                let list = articles.entry(name).or_default();
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
        let mut sorted: Vec<_> = articles.into_iter().collect();
        sorted.sort_by_cached_key(|(name, _)| (arabic::fold(name), name.clone()));
        let by_name =
            sorted.iter().zip((0..).map(TermId)).map(|((name, _), id)| (name.clone(), id)).collect();
        let terms = sorted.into_iter().map(|(name, articles)| Term { name: name.into(), articles }).collect();
        Self { terms, by_name }
    }

    /// The numbers of `names`, without duplicates.
    pub(super) fn ids_of(&self, names: &[String]) -> Box<[TermId]> {
        let mut ids = Vec::with_capacity(names.len());
        for id in names.iter().filter_map(|name| self.by_name.get(&key(name)).copied()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.into()
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
            file: file.to_owned(),
            tags: tags.iter().map(ToString::to_string).collect(),
            date: "2017-04-27".parse().ok(),
            ..Meta::default()
        }
    }

    #[test]
    fn names_are_kept_once_and_sorted_as_read() {
        let archive = Archive::new(vec![
            tagged("a.md", &["ثقافة", "اقتصاد", "اقتصاد "]),
            tagged("b.md", &["إقليم", "ثقافة", "", "  "]),
        ]);
        let tags = archive.terms(Taxonomy::Tag);
        let names: Vec<&str> = tags.iter().map(|(_, term)| &*term.name).collect();
        assert_eq!(names, ["اقتصاد", "إقليم", "ثقافة"]);
        let counts: Vec<usize> = tags.iter().map(|(_, term)| term.articles.len()).collect();
        assert_eq!(counts, [1, 1, 2]);
        let own: Vec<&str> =
            archive.entry(ArticleId(0)).terms(Taxonomy::Tag).iter().map(|&id| &*tags.get(id).name).collect();
        assert_eq!(own, ["ثقافة", "اقتصاد"]);
        assert_eq!(&*tags.fullest(1)[0].1.name, "ثقافة");
    }
}
