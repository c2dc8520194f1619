//! The archive as it is searched: what the index takes from its articles, and what results show of them.
//!
//! In the index articles count from the oldest on, undated ones before all others, so that a new one is added at the end.

use super::pages::Failure;
use super::{RenderError, Rendered, Site};
use crate::archive::ArticleId;
use crate::article::Article;
use crate::cache::{Fingerprint, OWN_FOLDER};
use crate::config::Taxonomy;
use crate::diagnostic::{Diagnostic, Listener, Silent};
use crate::render::markdown;
use crate::render::templates::files;
use crate::render::{Known, MadeFrom};
use crate::search::{Column, Corpus, FOLDER, IndexFile, IndexFiles, IndexOptions, Shown, Text, make_index};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// Words of a text by which a summary is known to be how it begins.
const SAME_BEGINNING: usize = 40;

/// A site as it is searched.
struct Searched<'s> {
    site: &'s Site,
    listener: &'s dyn Listener,
}

impl Site {
    /// The files of the search index, which is made when they are first asked for. With `omit_known`, there may be but word of those
    /// that the last build had.
    fn index(&self, omit_known: bool, listener: &dyn Listener) -> Result<&IndexFiles, RenderError> {
        let make = |omit_known| index_of(self, omit_known, listener).map_err(|error| error.to_string());
        let failed = |why: &String| {
            let diagnostic = Diagnostic::error(format!("the search index cannot be made: {why}"));
            let hint = "see whether the disk has room and the folder can be written to";
            RenderError(diagnostic.in_file(OWN_FOLDER).hint(hint))
        };
        let index = self.index.get_or_init(|| make(omit_known)).as_ref().map_err(failed)?;
        if omit_known || index.is_whole() {
            return Ok(index);
        }
        self.whole_index.get_or_init(|| make(false)).as_ref().map_err(failed)
    }

    /// The index of the site before this one, where it was asked for.
    fn earlier_index(&self) -> Option<&IndexFiles> {
        self.before.as_ref()?.get()?.as_ref().ok()
    }

    /// The site with the files of its search index among its paths.
    ///
    /// # Errors
    /// When the index cannot be made.
    pub(super) fn with_index(mut self, listener: &dyn Listener) -> Result<Self, RenderError> {
        if !self.config.search || self.archive().is_empty() {
            return Ok(self);
        }
        let paths: Vec<String> =
            self.index(true, listener)?.files().iter().map(|file| file.path.clone()).collect();
        Arc::make_mut(&mut self.plan).add_index(&paths, &self.config);
        Ok(self)
    }

    /// Appends a file of the search index to `buffer`, unless it is as it is known.
    pub(super) fn append_index_file(
        &self,
        number: u32,
        known: Option<Known<'_>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<MadeFrom>, Failure> {
        let failed = |error: RenderError| Failure::Content(Box::new(error.0));
        let index = self.index(true, &Silent).map_err(failed)?;
        let Some(file) = index.files().get(number as usize) else { return Ok(None) };
        let made_from = MadeFrom::View(file.fingerprint);
        if known.is_some_and(|known| *known.made_from == made_from) {
            return Ok(None);
        }
        let lost = || Diagnostic::error("the disk lost part of the search index").in_file(&*file.path);
        let text = match file.text() {
            Some(text) => Some(text),
            // The last build's file is not as it left it.
            None => self.index(false, &Silent).map_err(failed)?.find(&file.path).and_then(IndexFile::text),
        };
        buffer.extend_from_slice(text.ok_or_else(|| Failure::Content(Box::new(lost())))?.as_bytes());
        Ok(Some(made_from))
    }

    /// A file of the search index for a browser that asks for `path`; `None` for other paths. The index is made when the first is
    /// asked for.
    pub(super) fn render_index_file(&self, path: &str) -> Result<Option<Rendered>, RenderError> {
        let path = path.strip_prefix('/').unwrap_or(path).split(['?', '#']).next().unwrap_or_default();
        if !self.config.search || !path.starts_with(FOLDER) || self.plan.find(path).is_some() {
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
        let options = IndexOptions {
            folder: &folder,
            recall: site.memory.recall,
            omit_known: omit_known && site.memory.recall,
            earlier: site.earlier_index(),
        };
        return make_index(&searched, &options);
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

    fn text(&self, article: u32) -> Text {
        // One that cannot be read is told when its page is rendered.
        self.site.read_article(self.id(article)).map(|(article, _)| text_of(article)).unwrap_or_default()
    }

    fn shown(&self, article: u32) -> Shown {
        let id = self.id(article);
        let meta = self.site.archive().article(id);
        let date = meta.date.as_ref().map(|date| self.site.renderer.locale().date(date));
        let text = |name: &Option<Arc<str>>| name.as_deref().unwrap_or_default().to_owned();
        Shown {
            path: self.site.plan().article_path(id).to_owned(),
            title: meta.title.to_string(),
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
