//! What the archive keeps of an article: enough for lists, neighbours and addresses, never the body.

use super::address_key;
use super::related::words_of;
use super::terms::normal_name;
use crate::arabic::shortened;
use crate::article::kept::KeptImage;
use crate::article::{Article, Image};
use crate::cache::{Fingerprint, Named};
use crate::config::Taxonomy;
use crate::date::StatedDate;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use url::Url;

/// Longest summary kept for lists, in characters.
const SUMMARY_LENGTH: usize = 280;

/// Words at which the lengths of texts are parted.
pub const LENGTHS: [usize; 6] = [100, 200, 300, 400, 600, 1000];

/// A name that many articles may hold: kept once where [`Names`] shares it.
pub type Name = Arc<str>;

/// Metadata of one article.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Meta {
    /// The Markdown file relative to the content folder, `/` between parts. Unique.
    pub file: Box<str>,
    /// Headline.
    pub title: Box<str>,
    /// Date of publication.
    pub date: Option<StatedDate>,
    /// Date of the last update.
    pub updated: Option<StatedDate>,
    /// Language.
    pub lang: Option<Name>,
    /// Section.
    pub section: Option<Name>,
    /// Tags.
    pub tags: Box<[Name]>,
    /// Authors.
    pub authors: Box<[Name]>,
    /// The site that published it: its name or, for want of one, the host of the address.
    pub source: Option<Name>,
    /// Agency or desk.
    pub agency: Option<Name>,
    /// When its page was captured.
    pub captured: Option<StatedDate>,
    /// Original address.
    pub url: Option<Box<str>>,
    /// Last part of the permalink, where the file names its own.
    pub slug: Option<Box<str>>,
    /// Summary, shortened for lists.
    pub summary: Option<Box<str>>,
    /// The archive's own copy of the lead image.
    pub image: Option<Box<KeptImage>>,
    /// All kept images that it shows, the lead image among them, sorted.
    pub images: Box<[KeptImage]>,
    /// How many of [`LENGTHS`] the text's words reach: not their number, which changes with each edit.
    pub length: u8,
    /// It leads the front page: `pinned = true` in its front matter.
    pub pinned: bool,
    /// Told from the above by [`Meta::indexed`], once and not by every build.
    pub index: MetaIndex,
}

/// What the archive finds an article by.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct MetaIndex {
    /// Of all metadata, so that it need not be compared part by part.
    pub fingerprint: Fingerprint,
    /// The headline's longer words, hashed.
    pub words: Box<[u32]>,
    /// The key of the original address.
    pub address: Option<Fingerprint>,
}

impl Named for Meta {
    fn name(&self) -> &str {
        &self.file
    }
}

impl Meta {
    /// The metadata of `article`, which stands in `file`.
    pub fn of(article: &Article, file: &str) -> Self {
        let name = |name: &Option<String>| name.as_deref().map(Name::from);
        let names = |names: &[String]| names.iter().map(|name| Name::from(&**name)).collect();
        let host = || article.source.url.as_deref().and_then(host_of);
        let meta = Self {
            file: file.into(),
            title: (*article.title).into(),
            date: article.date,
            updated: article.updated,
            lang: name(&article.lang),
            section: name(&article.section),
            tags: names(&article.tags),
            authors: names(&article.authors),
            source: name(&article.source.name).filter(|name| !name.trim().is_empty()).or_else(host),
            agency: name(&article.agency),
            captured: article.capture.as_ref().and_then(|capture| capture.time),
            url: article.source.url.as_deref().map(Box::from),
            slug: article.slug.as_deref().map(Box::from),
            summary: article.summary.as_deref().map(|summary| shortened(summary, SUMMARY_LENGTH).into()),
            image: article.image.as_ref().and_then(Image::kept).map(Box::new),
            images: article.kept_images().into(),
            length: length_of(&article.body),
            pinned: article.extra.get("pinned").and_then(toml::Value::as_bool).unwrap_or_default(),
            index: MetaIndex::default(),
        };
        meta.indexed()
    }

    /// With its names in the form in which they are compared, and its index.
    #[must_use]
    pub fn indexed(self) -> Self {
        let names = |names: &[Name]| names.iter().filter_map(|name| normal_name(name)).collect();
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

    /// Are these the metadata of one article in one state?
    pub fn is_same(&self, other: &Self) -> bool {
        self.index.fingerprint == other.index.fingerprint
    }

    /// The names that `taxonomy` groups this article under.
    pub(super) fn names(&self, taxonomy: Taxonomy) -> &[Name] {
        match taxonomy {
            Taxonomy::Section => self.section.as_slice(),
            Taxonomy::Tag => &self.tags,
            Taxonomy::Author => &self.authors,
            Taxonomy::Source => self.source.as_slice(),
        }
    }
}

fn length_of(text: &str) -> u8 {
    let words = text.split_whitespace().take(LENGTHS[LENGTHS.len() - 1]).count();
    u8::try_from(LENGTHS.partition_point(|limit| *limit <= words)).unwrap_or(u8::MAX)
}

fn host_of(address: &str) -> Option<Name> {
    let url = Url::parse(address).ok()?;
    Some(url.host_str()?.trim_start_matches("www.").into())
}

/// So many parts, each with its own lock.
const SHARDS: usize = 16;

/// Names that were met, so that a million articles hold each of them once.
#[derive(Debug, Default)]
pub struct Names {
    shards: [Mutex<HashSet<Name>>; SHARDS],
}

impl Names {
    /// Puts the names that were met before in the place of the metadata's own.
    pub fn share(&self, meta: &mut Meta) {
        let Meta { lang, section, source, agency, tags, authors, .. } = meta;
        let single = [lang, section, source, agency].into_iter().flatten();
        for name in single.chain(tags).chain(authors) {
            // Any spread will do, if it is quick.
            let shard = name.len() + name.bytes().next_back().map_or(0, usize::from);
            // Whoever panicked left whole names.
            let mut met = self.shards[shard % SHARDS].lock().unwrap_or_else(PoisonError::into_inner);
            match met.get(name) {
                Some(met) => *name = Arc::clone(met),
                None => drop(met.insert(Arc::clone(name))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_differ_where_lists_would() {
        let article =
            Article { title: "خبر".to_owned(), tags: vec!["أ".to_owned()], ..Article::default() };
        let of = |article: &Article| Meta::of(article, "a.md");
        let meta = of(&article);
        assert!(meta.is_same(&meta.clone()));
        assert!(meta.is_same(&of(&Article { body: "نص آخر".to_owned(), ..article.clone() })));
        assert!(!meta.is_same(&of(&Article { body: "نص ".repeat(150), ..article.clone() })));
        assert!(!meta.is_same(&of(&Article { tags: vec!["ب".to_owned()], ..article.clone() })));
        let image = "images/ab/abcdef0123456789abcdef0123456789-90x60.jpg".to_owned();
        assert!(!meta.is_same(&of(&Article { body: format!("![]({image})"), ..article.clone() })));
        let image = Some(Image { file: Some(image), ..Image::default() });
        assert!(!meta.is_same(&of(&Article { image, ..article.clone() })));
        assert!(!meta.is_same(&of(&Article { summary: Some("جديد".to_owned()), ..article })));
    }

    #[test]
    fn shared_names_are_one() {
        let article = Article { tags: vec!["أ".to_owned(), "ب".to_owned()], ..Article::default() };
        let names = Names::default();
        let shared = |file| {
            let mut meta = Meta::of(&article, file);
            names.share(&mut meta);
            meta
        };
        let (one, other) = (shared("a.md"), shared("b.md"));
        assert_eq!(one.tags, other.tags);
        assert!(one.tags.iter().zip(&other.tags).all(|(a, b)| Arc::ptr_eq(a, b)));
    }

    #[test]
    fn a_source_without_a_name_goes_by_its_host() {
        let mut article = Article::default();
        article.source.url = Some("https://www.site.example/x".to_owned());
        assert_eq!(Meta::of(&article, "").source.as_deref(), Some("site.example"));
        article.source.name = Some("الموقع".to_owned());
        assert_eq!(Meta::of(&article, "").source.as_deref(), Some("الموقع"));
    }
}
