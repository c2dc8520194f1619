//! The archive as it is searched: what the index takes from its articles, and what results show of them.
//!
//! In the index articles count from the oldest on, undated ones before all others, so that a new one is added at the end.

use super::metadata::name_in_content;
use super::pages::Failure;
use super::{RenderError, Rendered, Site};
use crate::arabic::shortened;
use crate::archive::ArticleId;
use crate::article::Article;
use crate::cache::{Fingerprint, OWN_FOLDER};
use crate::config::Taxonomy;
use crate::diagnostic::{Diagnostic, Listener, Silent};
use crate::output::read_file;
use crate::render::markdown;
use crate::render::templates::files;
use crate::render::{Known, MadeFrom};
use crate::search::{Column, Corpus, FOLDER, IndexFile, IndexFiles, IndexOptions, Shown, Text, make_index};
use crate::store;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Characters of a headline that results show.
const LONGEST_TITLE: usize = 400;
/// Characters by which a summary is known to be how the text begins.
const SAME_BEGINNING: usize = 40;

/// A site as it is searched.
struct Searched<'s> {
    site: &'s Site,
    listener: &'s dyn Listener,
}

/// What a site knows of its search index.
#[derive(Debug, Default)]
pub(super) struct SearchIndex {
    /// Made when it is first asked for.
    now: Mutex<Option<Arc<IndexFiles>>>,
    /// The last one, of which much may be used again.
    before: Mutex<Option<Arc<IndexFiles>>>,
    /// Articles whose texts alone changed since the site was loaded, with the fingerprints of their files.
    edited: Mutex<BTreeMap<ArticleId, Fingerprint>>,
}

impl SearchIndex {
    /// That of the next site; with `keeps_articles`, its articles are the same.
    pub(super) fn after(&self, keeps_articles: bool) -> Self {
        let edited = if keeps_articles { locked(&self.edited).clone() } else { BTreeMap::new() };
        let before = locked(&self.now).clone().or_else(|| locked(&self.before).clone());
        Self { now: Mutex::default(), before: Mutex::new(before), edited: Mutex::new(edited) }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Site {
    /// The files of the search index, which is made when they are first asked for. With `omit_known`, there may be but word of those
    /// that the last build had. Takes all threads: not for where they work side by side already.
    fn index(&self, omit_known: bool, listener: &dyn Listener) -> Result<Arc<IndexFiles>, RenderError> {
        let mut now = locked(&self.search.now);
        if let Some(index) = now.as_ref().filter(|index| omit_known || index.is_whole()) {
            return Ok(Arc::clone(index));
        }
        let made = index_of(self, omit_known, listener).map_err(|why| {
            let diagnostic = Diagnostic::error(format!("the search index cannot be made: {why}"));
            let hint = "see whether the disk has room and the folder can be written to";
            RenderError(diagnostic.in_file(OWN_FOLDER).hint(hint))
        })?;
        Ok(Arc::clone(now.insert(Arc::new(made))))
    }

    /// The site with the files of its search index among its paths.
    ///
    /// # Errors
    /// When the index cannot be made.
    pub(super) fn with_index(mut self, listener: &dyn Listener) -> Result<Self, RenderError> {
        if !self.has_index() {
            return Ok(self);
        }
        let mut index = self.index(true, listener)?;
        // Files of which there is but word have to be in the output as they were.
        let stands = |file: &IndexFile| file.has_text() || self.in_output(file).is_some();
        if !index.files().par_iter().all(stands) {
            index = self.index(false, listener)?;
        }
        let paths: Vec<String> = index.files().iter().map(|file| file.path.clone()).collect();
        Arc::make_mut(&mut self.plan).add_index(&paths, &self.config);
        Ok(self)
    }

    fn has_index(&self) -> bool {
        self.config.search && !self.archive().is_empty()
    }

    /// The text of a file of the index as it stands in the output; `None` where it is another.
    fn in_output(&self, file: &IndexFile) -> Option<String> {
        let text = read_file(&self.config.output, &file.path).ok()?;
        (Fingerprint::of(text.as_bytes()) == file.fingerprint).then_some(text)
    }

    /// Appends a file of the search index to `buffer`, unless it is as it is known.
    pub(super) fn append_index_file(
        &self,
        number: u32,
        known: Option<Known<'_>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<MadeFrom>, Failure> {
        // It was made when the files were planned.
        let index = self.index(true, &Silent).map_err(|error| Failure::Content(Box::new(error.0)))?;
        let Some(file) = index.files().get(number as usize) else { return Ok(None) };
        let made_from = MadeFrom::View(file.fingerprint);
        if known.is_some_and(|known| *known.made_from == made_from) {
            return Ok(None);
        }
        let lost = || Diagnostic::error("the disk lost part of the search index").in_file(&*file.path);
        let text = file.text().or_else(|| self.in_output(file));
        buffer.extend_from_slice(text.ok_or_else(|| Failure::Content(Box::new(lost())))?.as_bytes());
        Ok(Some(made_from))
    }

    /// The text of an article changed, and nothing else of it: the index is to be made again when it is asked for.
    pub fn note_edit(&self, content_file: &Path) {
        let id = self.archive().in_file(&name_in_content(&self.config, content_file));
        if let (Some(id), Ok((_, text))) = (id, store::read(&self.config, content_file)) {
            locked(&self.search.edited).insert(id, text);
            if let Some(index) = locked(&self.search.now).take() {
                *locked(&self.search.before) = Some(index);
            }
        }
    }

    /// Of an article's file.
    pub(super) fn text_fingerprint(&self, id: ArticleId) -> Fingerprint {
        locked(&self.search.edited).get(&id).copied().unwrap_or_else(|| self.loaded_fingerprint(id))
    }

    /// A file of the search index for a browser that asks for `path`; `None` for other paths. The index is made when the first is
    /// asked for.
    pub(super) fn render_index_file(&self, path: &str) -> Result<Option<Rendered>, RenderError> {
        let path = path.strip_prefix('/').unwrap_or(path).split(['?', '#']).next().unwrap_or_default();
        let is_inside = path.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'));
        if !self.has_index() || !is_inside || self.plan.find(path).is_some() {
            return Ok(None);
        }
        let text = self.index(false, &Silent)?.find(path).and_then(IndexFile::text);
        Ok(text.map(|text| Rendered { bytes: text.into_bytes(), media_type: files::media_type(path) }))
    }
}

/// Makes the index of a site. Where runs leave word, what it is made from stays for the next time.
fn index_of(site: &Site, omit_known: bool, listener: &dyn Listener) -> io::Result<IndexFiles> {
    listener.stage("indexing", u64::try_from(site.archive().len()).ok());
    let searched = Searched { site, listener };
    if site.memory.keep {
        let folder = site.config.root.join(OWN_FOLDER).join("search");
        let earlier = locked(&site.search.before).clone();
        let options = IndexOptions {
            folder: &folder,
            recall: site.memory.recall,
            omit_known: omit_known && site.memory.recall,
            earlier: earlier.as_deref(),
        };
        // Where nothing can be kept, it is made from the beginning each time.
        if let Ok(index) = make_index(&searched, &options) {
            return Ok(index);
        }
    }
    let folder = tempfile::tempdir()?;
    let options = IndexOptions { folder: folder.path(), recall: false, omit_known: false, earlier: None };
    make_index(&searched, &options)
}

impl Searched<'_> {
    fn id(&self, article: u32) -> ArticleId {
        ArticleId(self.articles() - 1 - article)
    }

    /// The number of an article.
    fn number(&self, id: ArticleId) -> u32 {
        self.articles() - 1 - id.0
    }
}

impl Corpus for Searched<'_> {
    fn articles(&self) -> u32 {
        u32::try_from(self.site.archive().len()).unwrap_or(u32::MAX)
    }

    fn name(&self, article: u32) -> &str {
        &self.site.archive().article(self.id(article)).file
    }

    fn fingerprint(&self, article: u32) -> Fingerprint {
        self.site.text_fingerprint(self.id(article))
    }

    fn text(&self, article: u32) -> Option<Text> {
        // One that cannot be read is told when its page is rendered.
        let (found, fingerprint) = self.site.read_article(self.id(article)).ok()?;
        (fingerprint == self.fingerprint(article)).then(|| text_of(found))
    }

    fn shown(&self, article: u32) -> Shown {
        let id = self.id(article);
        let meta = self.site.archive().article(id);
        let date = meta.date.as_ref().map(|date| self.site.renderer.locale().date(date));
        let text = |name: &Option<Arc<str>>| name.as_deref().unwrap_or_default().to_owned();
        Shown {
            path: self.site.plan().article_path(id).to_owned(),
            title: shortened(&meta.title, LONGEST_TITLE),
            date: date.as_ref().map_or_else(String::new, |date| date.datetime.clone()),
            date_text: date.map_or_else(String::new, |date| date.short),
            source: text(&meta.source),
            section: text(&meta.section),
            lang: text(&meta.lang),
            opening: String::new(),
        }
    }

    fn years(&self) -> Vec<(i16, u32, u32)> {
        let years = self.site.archive().years().iter();
        years.map(|(&year, ids)| (year, self.articles() - ids.end, ids.end - ids.start)).collect()
    }

    fn columns(&self) -> Vec<Column> {
        let archive = self.site.archive();
        let column = |name, taxonomy| {
            let values = archive.terms(taxonomy).iter().map(|(_, term)| {
                let numbers = term.articles.iter().rev().map(|id| self.number(*id));
                (term.name.to_string(), numbers.collect())
            });
            Column { name, values: values.collect() }
        };
        let mut languages: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for id in archive.ids().rev() {
            if let Some(lang) = &archive.article(id).lang {
                languages.entry(lang).or_default().push(self.number(id));
            }
        }
        let languages = languages.into_iter().map(|(lang, articles)| (lang.to_owned(), articles));
        vec![
            column("section", Taxonomy::Section),
            column("source", Taxonomy::Source),
            column("author", Taxonomy::Author),
            Column { name: "lang", values: languages.collect() },
        ]
    }

    fn advance(&self, articles: u32) {
        self.listener.advance(u64::from(articles));
    }
}

/// What is searched of an article.
fn text_of(article: Article) -> Text {
    let byline = article.printed_byline();
    let mut blocks = markdown::blocks(&article.body);
    let is_beginning = |summary: &String| {
        let beginning: String = summary.chars().take(SAME_BEGINNING).collect();
        blocks.first().is_some_and(|first| first.starts_with(&beginning))
    };
    if let Some(summary) = article.summary.filter(|summary| !is_beginning(summary)) {
        blocks.insert(0, summary);
    }
    let image = article.image.into_iter().flat_map(|image| [image.caption, image.credit]);
    let notes = image.flatten().chain(byline).chain(article.tags);
    Text { headline: article.title, lang: article.lang.unwrap_or_default(), blocks, notes: notes.collect() }
}
