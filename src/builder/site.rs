//! A loaded archive, ready to render any page of it.
//!
//! In: content files, templates, settings. Out: pages by their paths. Holds all metadata and no text.

use super::inputs::Inputs;
use super::metadata::{Content, Metadata, name_in_content};
use super::pages::Failure;
use super::search::SearchIndex;
use crate::archive::{Archive, ArticleId, InputFates, Meta};
use crate::article::Article;
use crate::article::kept::{IMAGES, KeptImage};
use crate::cache::{Fingerprint, Fingerprinter, Stamp};
use crate::config::{self, Config, Takedown};
use crate::diagnostic::{Diagnostic, Listener};
use crate::plan::{self, Page, Plan};
use crate::raster::Raster;
use crate::render::templates::files::{self, Origin};
use crate::render::{Edition, Known, MadeFrom, Renderer};
use crate::store;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A loaded archive: its metadata, its plan and its templates, ready to render any page of it.
#[derive(Debug)]
pub struct Site {
    pub(super) config: Config,
    articles: Arc<Articles>,
    pub(super) plan: Arc<Plan>,
    pub(super) renderer: Renderer,
    pub(super) search: SearchIndex,
    /// What the index may believe of earlier ones, and leave.
    pub(super) memory: Memory,
    /// All images that are kept, sorted.
    images: Arc<[KeptImage]>,
    raster: Raster,
    asset_problems: Arc<[Diagnostic]>,
    /// What is wrong with all of it.
    diagnostics: Vec<Diagnostic>,
    /// Of everything that it was made from, where that is certain.
    inputs: Option<Fingerprint>,
    /// Part of the content cannot be read just now.
    is_incomplete: bool,
}

/// The articles of a site.
#[derive(Debug)]
struct Articles {
    archive: Archive,
    /// The fingerprints of their files, by the articles' numbers.
    texts: Vec<Fingerprint>,
    /// What is wrong with other content.
    problems: Vec<Diagnostic>,
}

impl Articles {
    fn new(content: Content, config: &Config, inputs: Option<InputFates>) -> Self {
        let (metas, texts): (Vec<_>, Vec<_>) = content.articles.into_iter().unzip();
        let archive = Archive::new(metas, &config.takedowns).with_inputs(inputs);
        let mut by_number = vec![Fingerprint::default(); texts.len()];
        for (id, text) in archive.in_order_of_files().iter().zip(texts) {
            by_number[id.0 as usize] = text;
        }
        Self { archive, texts: by_number, problems: content.problems }
    }

    /// What the articles were made from; `text`: the fingerprints of their files.
    fn content(&self, text: impl Fn(ArticleId) -> Fingerprint) -> Content {
        let article = |id: &ArticleId| (Arc::clone(self.archive.article(*id)), text(*id));
        let articles = self.archive.in_order_of_files().iter().map(article).collect();
        Content { articles, problems: self.problems.clone() }
    }
}

fn idle_takedown(takedown: &Takedown) -> Diagnostic {
    let named = [&takedown.urls, &takedown.ids, &takedown.patterns].into_iter().flatten().next();
    let message = format!("no article falls under the takedown of '{}'", named.map_or("", String::as_str));
    Diagnostic::warning(message).in_file(config::FILE_NAME).hint(
        "compare it with 'url' in the article's Markdown file, or with the file's own name below content/",
    )
}

/// What the last conversion of the archive's sources left word of.
fn input_fates(config: &Config) -> Option<InputFates> {
    let store::Fates { counts, reasons, fingerprint } = store::Fates::load(config)?;
    Some(InputFates { counts, reasons, fingerprint })
}

/// What loading has to do with what runs leave word of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory {
    /// Believe what earlier runs found in files that are as they were.
    pub recall: bool,
    /// Leave word for later runs.
    pub keep: bool,
}

/// A page's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// What to send or write.
    pub bytes: Vec<u8>,
    /// Media type with charset: `text/html; charset=utf-8`.
    pub media_type: &'static str,
}

/// A page cannot be rendered, or the archive not loaded: a template is at fault, or the disk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct RenderError(pub Diagnostic);

impl Site {
    /// Reads all metadata under `content/` and all templates. Broken content files are told to `listener` and left out.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn load(config: &Config, memory: Memory, listener: &dyn Listener) -> Result<Self, RenderError> {
        Self::of(config, Inputs::find(config), memory, listener)
    }

    /// The site that is made from `inputs`.
    pub(super) fn of(
        config: &Config,
        inputs: Inputs,
        memory: Memory,
        listener: &dyn Listener,
    ) -> Result<Self, RenderError> {
        let renderer = Renderer::load(config).map_err(|diagnostic| RenderError(*diagnostic))?;
        let made_from = inputs.fingerprint(config, renderer.own());
        let metadata = Metadata::read(config, inputs.content, memory.recall, listener);
        let is_incomplete = metadata.is_incomplete();
        if memory.keep {
            metadata.keep(config);
        }
        listener.stage("sorting", None);
        let articles = Articles::new(metadata.into_content(), config, input_fates(config));
        listener.stage("planning", None);
        let plan = Plan::new(&articles.archive, config, inputs.assets, &inputs.images);
        let problems = inputs.asset_problems.into();
        let mut site = Self::new(config, renderer, Arc::new(articles), Arc::new(plan), problems);
        site.images = inputs.images.into();
        site.inputs = made_from;
        site.is_incomplete = is_incomplete;
        site.memory = memory;
        site.diagnostics.iter().for_each(|diagnostic| listener.report(diagnostic));
        if let Some(name) = config.look.masthead.as_ref().filter(|name| site.plan.find(name).is_none()) {
            let message = format!("the masthead '{name}' is not there");
            let hint = "put it into the static folder; the archive's name stands in its place";
            listener.report(&Diagnostic::warning(message).in_file(config::FILE_NAME).hint(hint));
        }
        // Told, and no more: it may be for what was deleted since, or is not converted yet.
        for number in site.articles.archive.idle_takedowns() {
            listener.report(&idle_takedown(&config.takedowns[*number]));
        }
        Ok(site)
    }

    fn new(
        config: &Config,
        mut renderer: Renderer,
        articles: Arc<Articles>,
        plan: Arc<Plan>,
        asset_problems: Arc<[Diagnostic]>,
    ) -> Self {
        renderer.publish(config, &articles.archive, &plan);
        let diagnostics = [&*articles.problems, &*asset_problems, plan.warnings()].concat();
        Self {
            config: config.clone(),
            articles,
            plan,
            renderer,
            search: SearchIndex::default(),
            memory: Memory { recall: true, keep: true },
            images: Arc::default(),
            raster: Raster::default(),
            asset_problems,
            diagnostics,
            inputs: None,
            is_incomplete: false,
        }
    }

    /// The site after the files or folders `changed`, came or went: of content, reads those and no others. Templates are few,
    /// and always read again.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn after(&self, changed: &[&Path]) -> Result<Self, RenderError> {
        let config = &self.config;
        let renderer = Renderer::load(config).map_err(|diagnostic| RenderError(*diagnostic))?;
        let touch =
            |place: &Path| changed.iter().any(|path| path.starts_with(place) || place.starts_with(path));
        let (content, assets) = (touch(&config.content), touch(&config.assets));
        let articles = match content {
            true => Arc::new(Articles::new(
                self.articles.content(|id| self.text_fingerprint(id)).after(config, changed),
                config,
                input_fates(config),
            )),
            false => Arc::clone(&self.articles),
        };
        let (names, asset_problems) = match assets {
            true => files::list(config),
            false => (self.plan.assets().to_vec(), self.asset_problems.to_vec()),
        };
        let folder = config.content.join(IMAGES);
        let images = match touch(&folder) {
            true => store::list_at(config, &folder).images.into(),
            false => Arc::clone(&self.images),
        };
        let plan = match content || assets {
            true => Arc::new(Plan::new(&articles.archive, config, names, &images)),
            false => Arc::clone(&self.plan),
        };
        let site = Self::new(config, renderer, articles, plan, asset_problems.into());
        Ok(Self { images, search: self.search.after(!content), memory: self.memory, ..site })
    }

    /// Does the archive still hold what the content file says, its text aside? A text is read when its page is rendered.
    pub fn knows(&self, content_file: &Path) -> bool {
        let name = name_in_content(&self.config, content_file);
        self.articles.archive.in_file(&name).is_some_and(|id| {
            store::read(&self.config, content_file).is_ok_and(|(article, _)| {
                self.articles.archive.article(id).is_same(&Meta::of(&article, &name))
            })
        })
    }

    /// The page at `path`, relative to the archive's root, as a browser asks for it: `2017/04/`, `/2017/04/index.html`,
    /// percent-encoded or not; `None` when the plan has no such page.
    ///
    /// # Errors
    /// When its template or its content file is at fault.
    pub fn render(&self, path: &str) -> Result<Option<Rendered>, RenderError> {
        if let Some(file) = self.render_index_file(path)? {
            return Ok(Some(file));
        }
        let shown = |output: &&plan::Output| !matches!(output.page, Page::Compressed(_));
        let Some(output) = self.plan.find(path).filter(shown) else { return Ok(None) };
        let mut bytes = Vec::new();
        match self.render_to(output, &mut bytes) {
            Ok(()) => Ok(Some(Rendered { bytes, media_type: files::media_type(&output.path) })),
            Err(Failure::Content(diagnostic) | Failure::Template(diagnostic)) => {
                Err(RenderError(*diagnostic))
            }
            Err(Failure::Output(error)) => Err(RenderError(Diagnostic::error(error.to_string()))),
        }
    }

    /// Output path (`2017/04/27/x/index.html`) of the article that the Markdown file `content_file` holds.
    pub fn article_path(&self, content_file: &Path) -> Option<&str> {
        let id = self.articles.archive.in_file(&name_in_content(&self.config, content_file))?;
        Some(self.plan.article_path(id))
    }

    /// What is wrong with the content: files that could not be read, in the order of their paths.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// All paths of the site.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The articles' metadata.
    pub fn archive(&self) -> &Archive {
        &self.articles.archive
    }

    /// Can part of the content not be read just now?
    pub(super) fn is_incomplete(&self) -> bool {
        self.is_incomplete
    }

    /// Of everything that the site was made from, names and stamps of files; `None` where that is not certain.
    pub(super) fn inputs(&self) -> Option<Fingerprint> {
        self.inputs
    }

    /// Of the archive and its edition: of everything that pages show but articles' texts and files that are copied.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        let mut all = Fingerprinter::default();
        all.fingerprint(self.renderer.fingerprint());
        for &id in self.articles.archive.in_order_of_files() {
            all.fingerprint(self.articles.archive.article(id).index.fingerprint);
        }
        self.plan.assets().iter().for_each(|name| all.bytes(name.as_bytes()));
        all.value(&self.articles.archive.inputs().map(|inputs| inputs.fingerprint));
        self.plan.images().iter().for_each(|image| all.value(image));
        all.finish()
    }

    /// Appends the page at `output` to `buffer`.
    pub(super) fn render_to(&self, output: &plan::Output, buffer: &mut Vec<u8>) -> Result<(), Failure> {
        match output.page {
            Page::Article(id) => self.render_article(id, buffer).map(|_| ()),
            Page::History(id) => self.render_history(output, id, None, buffer).map(|_| ()),
            Page::Asset(number) => {
                buffer.extend_from_slice(&self.asset(number)?);
                Ok(())
            }
            Page::Image(number) => {
                buffer.extend_from_slice(&self.image(number)?);
                Ok(())
            }
            Page::Scaled(number, width) => {
                buffer.extend_from_slice(&self.scaled(number, width)?.0);
                Ok(())
            }
            Page::Inputs => self.render_inputs(None, buffer).map(|_| ()),
            Page::IndexFile(number) => self.append_index_file(number, None, buffer).map(|_| ()),
            Page::Compressed(_) => Ok(()),
            _ => self.render_page(output, None, buffer).map(|_| ()),
        }
    }

    /// Appends a page that is neither article nor asset to `buffer`, unless it would come out as it is known.
    pub(super) fn render_page(
        &self,
        output: &plan::Output,
        known: Option<Known<'_>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<MadeFrom>, Failure> {
        let place = (&*output.path, output.page);
        self.renderer.page(self.edition(), place, known, buffer).map_err(Failure::Template)
    }

    /// Appends what became of every input to `buffer`, unless it would come out as it is known.
    pub(super) fn render_inputs(
        &self,
        known: Option<Known<'_>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<MadeFrom>, Failure> {
        let inputs = self.articles.archive.inputs().map(|inputs| inputs.fingerprint).unwrap_or_default();
        let mut parts = Fingerprinter::default();
        parts.fingerprint(inputs);
        parts.value(&self.config.takedowns);
        let made_from = MadeFrom::View(parts.finish());
        if known.is_some_and(|known| *known.made_from == made_from) {
            return Ok(None);
        }
        let archive = &self.articles.archive;
        let content = format!("{}/", self.config.display_path(&self.config.content));
        let shown = |file: &str| {
            let name = file.strip_prefix(&content).unwrap_or(file);
            archive.in_file(name).is_none_or(|id| archive.takedown_of(id).is_none())
        };
        buffer.extend(store::published_fates(&self.config, shown));
        Ok(Some(made_from))
    }

    /// Appends the history of an article's captures to `buffer`, unless it would come out as it is known.
    pub(super) fn render_history(
        &self,
        output: &plan::Output,
        id: ArticleId,
        known: Option<Known<'_>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<MadeFrom>, Failure> {
        let (edition, place) = (self.edition(), (&*output.path, id));
        let file = |id: ArticleId| self.articles.texts[id.0 as usize];
        let Some(made_from) = self.renderer.history_news(edition, place, file, known) else {
            return Ok(None);
        };
        let read = |id| store::read(&self.config, &self.file_of(id)).map(|(article, _)| article);
        let compared = self.renderer.compared(edition, id).into_iter();
        let articles: Vec<_> = compared.map(read).collect::<Result<_, _>>().map_err(Failure::Content)?;
        self.renderer.history(edition, place, &articles, buffer).map_err(Failure::Template)?;
        Ok(Some(made_from))
    }

    /// Of an article's file, as it was when the site was loaded.
    pub(super) fn loaded_fingerprint(&self, id: ArticleId) -> Fingerprint {
        self.articles.texts[id.0 as usize]
    }

    /// Reads an article's file.
    pub(super) fn read_article(&self, id: ArticleId) -> Result<(Article, Fingerprint), Box<Diagnostic>> {
        store::read(&self.config, &self.file_of(id))
    }

    /// An article's Markdown file.
    fn file_of(&self, id: ArticleId) -> PathBuf {
        self.config.content.join(&*self.articles.archive.article(id).file)
    }

    /// Would the article's page come out as it is known?
    pub(super) fn is_article_known(&self, id: ArticleId, known: Known<'_>) -> bool {
        self.renderer.is_article_known(self.edition(), id, self.articles.texts[id.0 as usize], known)
    }

    /// Reads the article's file and appends its page to `buffer`.
    pub(super) fn render_article(&self, id: ArticleId, buffer: &mut Vec<u8>) -> Result<MadeFrom, Failure> {
        let file = self.file_of(id);
        let (article, fingerprint) = store::read(&self.config, &file).map_err(Failure::Content)?;
        let article = (&article, fingerprint);
        self.renderer.article(self.edition(), id, article, buffer).map_err(Failure::Template)
    }

    /// The bytes of a file that is copied as it is.
    pub(super) fn asset(&self, number: u32) -> Result<Cow<'static, [u8]>, Failure> {
        let file = files::read(&self.config, self.plan.asset(number));
        file.map_err(|diagnostic| Failure::Content(Box::new(diagnostic)))
    }

    /// Where such a file comes from.
    pub(super) fn asset_origin(&self, number: u32) -> Origin {
        files::origin(&self.config, self.plan.asset(number))
    }

    /// The bytes of a kept image.
    pub(super) fn image(&self, number: u32) -> Result<Vec<u8>, Failure> {
        let bytes = store::read_image(&self.config, self.plan.image(number));
        bytes.map_err(|diagnostic| Failure::Content(Box::new(diagnostic)))
    }

    /// The bytes of a kept image in a smaller width. One that cannot be drawn smaller stands for itself, with what is wrong with it:
    /// browsers show whatever can be made out in it.
    pub(super) fn scaled(&self, number: u32, width: u16) -> Result<(Vec<u8>, Option<Diagnostic>), Failure> {
        let bytes = self.image(number)?;
        Ok(match self.raster.scaled(&bytes, width) {
            Ok(small) => (small, None),
            Err(why) => {
                let file = self.config.content.join(self.plan.image(number).to_string());
                let problem = Diagnostic::warning(format!("the image is shown as it is: {why}"));
                let problem = problem.in_file(self.config.display_path(&file));
                (bytes, Some(problem.hint("delete it and convert again with --recheck")))
            }
        })
    }

    /// A kept image's stamp; none where it changed just now.
    pub(super) fn image_stamp(&self, number: u32) -> Option<Stamp> {
        store::image_stamp(&self.config, self.plan.image(number))
    }

    fn edition(&self) -> Edition<'_> {
        Edition {
            config: &self.config,
            archive: &self.articles.archive,
            plan: &self.plan,
            locale: self.renderer.locale(),
        }
    }
}
