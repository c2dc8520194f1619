//! What the archive keeps of an article: enough for lists, neighbours and addresses, never the body.

use super::address_key;
use super::related::words_of;
use super::terms::{TermId, normal_name};
use crate::arabic::shortened;
use crate::article::Article;
use crate::cache::Fingerprint;
use crate::config::Taxonomy;
use crate::date::StatedDate;
use serde::{Deserialize, Serialize};
use std::ops::Deref;
use std::sync::Arc;
use url::Url;

/// Longest summary kept for lists, in characters.
const SUMMARY_LENGTH: usize = 280;

/// Metadata of one article on its way into the archive.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Meta {
    /// The Markdown file relative to the content folder, `/` between parts. Unique.
    pub file: String,
    /// Headline.
    pub title: String,
    /// Date of publication.
    pub date: Option<StatedDate>,
    /// Date of the last update.
    pub updated: Option<StatedDate>,
    /// Language.
    pub lang: Option<String>,
    /// Section.
    pub section: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// The site that published it: its name or, for want of one, the host of the address.
    pub source: Option<String>,
    /// Original address.
    pub url: Option<String>,
    /// Last part of the permalink, where the file names its own.
    pub slug: Option<String>,
    /// Summary, shortened for lists.
    pub summary: Option<String>,
    /// Told from the above by [`Meta::indexed`], once and not by every build.
    pub index: MetaIndex,
}

/// What the archive finds an article by.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct MetaIndex {
    /// Of all metadata, so that it need not be compared part by part.
    pub fingerprint: Fingerprint,
    /// The headline's longer words, hashed.
    pub words: Vec<u32>,
    /// The key of the original address.
    pub address: Option<Fingerprint>,
}

impl Meta {
    /// The metadata of `article`, which stands in `file`.
    pub fn of(article: &Article, file: String) -> Self {
        let host = || article.source.url.as_deref().and_then(host_of);
        let meta = Self {
            file,
            title: article.title.clone(),
            date: article.date,
            updated: article.updated,
            lang: article.lang.clone(),
            section: article.section.clone(),
            tags: article.tags.clone(),
            authors: article.authors.clone(),
            source: article.source.name.clone().filter(|name| !name.trim().is_empty()).or_else(host),
            url: article.source.url.clone(),
            slug: article.slug.clone(),
            summary: article.summary.as_deref().map(|summary| exact(shortened(summary, SUMMARY_LENGTH))),
            index: MetaIndex::default(),
        };
        meta.indexed()
    }

    /// With its names in the form in which they are compared, and its index.
    #[must_use]
    pub fn indexed(self) -> Self {
        let names = |names: &[String]| {
            let mut names: Vec<String> = names.iter().filter_map(|name| normal_name(name)).collect();
            names.shrink_to_fit();
            names
        };
        let plain = Self {
            section: self.section.as_deref().and_then(normal_name),
            tags: names(&self.tags),
            authors: names(&self.authors),
            source: self.source.as_deref().and_then(normal_name),
            index: MetaIndex::default(),
            ..self
        };
        let index = MetaIndex {
            fingerprint: Fingerprint::of_value(&plain),
            words: words_of(&plain.title),
            address: plain.url.as_deref().and_then(address_key),
        };
        Self { index, ..plain }
    }

    /// The names that `taxonomy` groups this article under.
    pub(super) fn names(&self, taxonomy: Taxonomy) -> &[String] {
        match taxonomy {
            Taxonomy::Section => self.section.as_slice(),
            Taxonomy::Tag => &self.tags,
            Taxonomy::Author => &self.authors,
            Taxonomy::Source => self.source.as_slice(),
        }
    }
}

/// Metadata of one article inside the archive.
#[derive(Debug)]
pub struct Entry {
    meta: Arc<Meta>,
    terms: [Box<[TermId]>; 4],
}

impl Entry {
    /// `terms`: the terms that the article stands under, in the order of the taxonomies.
    pub(super) fn new(meta: Arc<Meta>, terms: [Box<[TermId]>; 4]) -> Self {
        Self { meta, terms }
    }

    /// What the article was put into the archive with.
    pub fn meta(&self) -> &Arc<Meta> {
        &self.meta
    }

    /// Is this what the archive holds of an article with the metadata `meta`?
    pub fn is_of(&self, meta: &Meta) -> bool {
        self.index.fingerprint == meta.index.fingerprint
    }

    /// The terms of `taxonomy` that this article stands under, in its own order.
    pub fn terms(&self, taxonomy: Taxonomy) -> &[TermId] {
        &self.terms[taxonomy.index()]
    }
}

impl Deref for Entry {
    type Target = Meta;

    fn deref(&self) -> &Meta {
        &self.meta
    }
}

/// Without room to grow.
fn exact(mut text: String) -> String {
    text.shrink_to_fit();
    text
}

fn host_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    Some(url.host_str()?.trim_start_matches("www.").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_knows_its_own_metadata() {
        let article =
            Article { title: "خبر".to_owned(), tags: vec!["أ".to_owned()], ..Article::default() };
        let of = |article: &Article| Meta::of(article, "a.md".to_owned());
        let meta = of(&article);
        let entry = Entry::new(Arc::new(meta.clone()), Default::default());
        assert!(entry.is_of(&meta));
        assert!(entry.is_of(&of(&Article { body: "نص آخر".to_owned(), ..article.clone() })));
        assert!(!entry.is_of(&of(&Article { tags: vec!["ب".to_owned()], ..article.clone() })));
        assert!(!entry.is_of(&of(&Article { summary: Some("جديد".to_owned()), ..article })));
    }

    #[test]
    fn a_source_without_a_name_goes_by_its_host() {
        let mut article = Article::default();
        article.source.url = Some("https://www.site.example/x".to_owned());
        assert_eq!(Meta::of(&article, String::new()).source.as_deref(), Some("site.example"));
        article.source.name = Some("الموقع".to_owned());
        assert_eq!(Meta::of(&article, String::new()).source.as_deref(), Some("الموقع"));
    }
}
