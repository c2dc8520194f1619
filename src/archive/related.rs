//! Related articles from posting lists: those that share rare tags and rare words of the headline.
//!
//! Nothing is compared with everything: a word or tag leads to its own articles only, and to at most [`WINDOW`] of them.

use super::{Archive, ArticleId, Meta};
use crate::arabic;
use crate::cache::fnv1a;
use crate::config::Taxonomy;
use rayon::prelude::*;
use std::sync::Arc;

/// Words in more headlines than this say nothing about the matter.
const COMMON_WORD: usize = 64;
/// How many articles of a tag are looked at, nearest in time first.
const WINDOW: usize = 64;
/// Shorter words are mostly particles.
const SHORTEST_WORD: usize = 4;
/// A pair must share about this many bits of surprise to count as related.
const THRESHOLD: u32 = 8;

/// Which headlines hold which of the rarer words.
#[derive(Debug, Default)]
pub(super) struct WordIndex {
    /// Hash of a word, where its articles begin in `articles`; sorted by hash.
    words: Vec<(u32, u32)>,
    articles: Vec<ArticleId>,
}

impl WordIndex {
    /// Indexes the headlines of `metas`, which are in the order of the articles' numbers.
    pub(super) fn new(metas: &[Arc<Meta>]) -> Self {
        let mut pairs: Vec<u64> = Vec::with_capacity(metas.iter().map(|meta| meta.index.words.len()).sum());
        for (meta, id) in metas.iter().zip(0_u64..) {
            pairs.extend(meta.index.words.iter().map(|word| u64::from(*word) << 32 | id));
        }
        pairs.par_sort_unstable();
        let mut index = Self::default();
        for group in pairs.chunk_by(|a, b| a >> 32 == b >> 32) {
            if (2..=COMMON_WORD).contains(&group.len()) {
                let start = u32::try_from(index.articles.len()).unwrap_or(u32::MAX);
                index.words.push(((group[0] >> 32) as u32, start));
                index.articles.extend(group.iter().map(|pair| ArticleId(*pair as u32)));
            }
        }
        index
    }

    fn articles(&self, word: u32) -> &[ArticleId] {
        let Ok(at) = self.words.binary_search_by_key(&word, |(hash, _)| *hash) else { return &[] };
        let start = self.words[at].1 as usize;
        let end = self.words.get(at + 1).map_or(self.articles.len(), |(_, next)| *next as usize);
        &self.articles[start..end]
    }
}

/// The headline's longer words, folded and hashed, each once. A clash of two hashes costs one odd suggestion.
pub(super) fn words_of(title: &str) -> Box<[u32]> {
    let folded = arabic::fold(title);
    let mut words: Vec<u32> =
        folded.split(' ').filter(|word| word.chars().count() >= SHORTEST_WORD).map(fnv1a).collect();
    words.sort_unstable();
    words.dedup();
    words.into()
}

/// How surprising it is, in bits, that an article stands in a list of `share` out of `all`.
fn surprise(share: usize, all: usize) -> u32 {
    (all / share.max(1)).max(1).ilog2()
}

/// See [`Archive::related`].
pub(super) fn related(archive: &Archive, words: &WordIndex, id: ArticleId, limit: usize) -> Vec<ArticleId> {
    let tags = archive.terms(Taxonomy::Tag);
    let all = archive.len();
    let mut shared: Vec<(ArticleId, u32)> = Vec::with_capacity(4 * WINDOW);
    let mut count = |articles: &[ArticleId], weight: u32| {
        shared.extend(articles.iter().filter(|&&other| other != id).map(|&other| (other, weight)));
    };
    for &tag in tags.of(id) {
        let articles = &tags.get(tag).articles;
        let own = articles.partition_point(|other| *other < id);
        let window = own.saturating_sub(WINDOW / 2)..(own + WINDOW / 2).min(articles.len());
        count(&articles[window], surprise(articles.len(), all) + 1);
    }
    for &word in &archive.article(id).index.words {
        let articles = words.articles(word);
        count(articles, surprise(articles.len(), all));
    }
    // A small archive holds few bits to share.
    let threshold = THRESHOLD.min(surprise(2, all));
    shared.sort_unstable_by_key(|(other, _)| *other);
    let of_one = |shared: &[(ArticleId, u32)]| (shared[0].0, shared.iter().map(|(_, weight)| weight).sum());
    let scores = shared.chunk_by(|a, b| a.0 == b.0).map(of_one);
    let mut ranked: Vec<(ArticleId, u32)> = scores.filter(|(_, score)| *score >= threshold.max(1)).collect();
    ranked.sort_by_key(|(other, score)| (std::cmp::Reverse(*score), other.0.abs_diff(id.0), other.0));
    ranked.into_iter().take(limit).map(|(other, _)| other).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Name;
    use super::*;

    fn article(n: usize, title: &str, tags: &[&str]) -> Meta {
        Meta {
            file: format!("{n}.md").into(),
            title: title.into(),
            tags: tags.iter().copied().map(Name::from).collect(),
            date: format!("2017-01-{:02}", n % 28 + 1).parse().ok(),
            ..Meta::default()
        }
    }

    fn find(archive: &Archive, title: &str) -> ArticleId {
        archive.ids().find(|id| &*archive.article(*id).title == title).expect("it was put in")
    }

    #[test]
    fn shared_rare_words_and_tags_relate_common_ones_do_not() {
        let mut metas: Vec<Meta> =
            (0..200).map(|n| article(n, &format!("الحكومة تعلن قرارا جديدا {n}"), &["أخبار"])).collect();
        metas.push(article(200, "زلزال يضرب مرسى الزعفران", &["أخبار", "زلازل"]));
        metas.push(article(201, "ضحايا زلزال الزعفران في ازدياد", &["أخبار"]));
        metas.push(article(202, "هزة ارتدادية", &["أخبار", "زلازل"]));
        let archive = Archive::from_iter(metas);
        let titles: Vec<&str> = archive
            .related(find(&archive, "زلزال يضرب مرسى الزعفران"), 6)
            .into_iter()
            .map(|id| &*archive.article(id).title)
            .collect();
        assert_eq!(titles, ["ضحايا زلزال الزعفران في ازدياد", "هزة ارتدادية"]);
        assert!(archive.related(find(&archive, "الحكومة تعلن قرارا جديدا 3"), 6).is_empty());
    }

    #[test]
    fn never_itself_and_never_more_than_asked_for() {
        let archive = Archive::from_iter((0..40).map(|n| article(n, "عنوان واحد مكرر", &["وسم"])));
        for id in archive.ids() {
            let related = archive.related(id, 5);
            assert!(related.len() <= 5 && !related.contains(&id));
        }
    }
}
