//! STORY 2: Markdown files become a browsable archive. store → archive → plan → render → output.
//!
//! 1. Convert what is new in the sources that the settings name. 2. Read every article's metadata. 3. Plan all paths. 4. Render
//!    each page and write it if it changed. 5. Remove what earlier builds wrote and this one does not need.
//!
//! In two passes, so that memory does not grow with the texts: the first reads every file and keeps its metadata, the second
//! reads a file again when its page is rendered, and forgets it.

use crate::archive::{Archive, ArticleId, Meta};
use crate::config::Config;
use crate::converter::{ConvertOptions, convert};
use crate::diagnostic::{Diagnostic, Listener, Severity};
use crate::output::{Output, OutputError, Written};
use crate::plan::{self, Page, Plan};
use crate::render::templates::files;
use crate::render::{Edition, Renderer};
use crate::store;
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Pages between two looks at whether all went well: an error stops the run soon, and always at the same page.
const BATCH: usize = 2048;

/// How to build.
#[derive(Debug, Clone, Copy, Default)]
pub struct BuildOptions {
    /// Leave the sources alone, and build from `content/` as it is.
    pub keep_content: bool,
}

/// What a build came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BuildReport {
    /// How many inputs met each fate, where sources were converted.
    pub converted: BTreeMap<&'static str, usize>,
    /// Articles in the archive.
    pub articles: usize,
    /// Files of the archive, pages and others.
    pub files: usize,
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files of earlier builds that are not needed any more.
    pub removed: usize,
    /// What was wrong, in the order of the content files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds the archive of `config` into its output folder.
///
/// # Errors
/// When a template is broken, or the output folder cannot be used. A broken content file is reported and left out.
pub fn build(
    config: &Config,
    options: &BuildOptions,
    listener: &dyn Listener,
) -> anyhow::Result<BuildReport> {
    config.check_folders()?;
    let mut converted = BTreeMap::new();
    if !config.sources.is_empty() && !options.keep_content {
        converted = convert(config, &[], &ConvertOptions::default(), listener)?.counts();
    }
    let site = Site::load(config, listener)?;
    let outputs = site.plan.outputs();
    let output = Output::open(&config.output, outputs.iter().map(|output| &*output.path))?;
    let mut report = BuildReport {
        converted,
        articles: site.archive.len(),
        files: outputs.len(),
        diagnostics: site.diagnostics.clone(),
        ..BuildReport::default()
    };
    listener.stage("rendering", u64::try_from(outputs.len()).ok());
    for batch in outputs.chunks(BATCH) {
        for result in site.write(batch, &output) {
            match result {
                Ok(Written::Changed) => report.written += 1,
                Ok(Written::Unchanged) => report.unchanged += 1,
                // The file was good a moment ago, when its metadata was read. Its page stays as it was.
                Err(Failure::Content(diagnostic)) => {
                    listener.report(&diagnostic);
                    report.diagnostics.push(*diagnostic);
                }
                Err(Failure::Template(diagnostic)) => return Err(RenderError(*diagnostic).into()),
                Err(Failure::Output(error)) => return Err(error.into()),
            }
        }
        listener.advance(u64::try_from(batch.len()).unwrap_or(0));
    }
    report.removed = output.finish()?.len();
    Ok(report)
}

/// Renders every page of `config`'s archive as it is and writes nothing: finds what is wrong with the content files and the
/// templates. Returns the number of articles and of files.
///
/// # Errors
/// When a template is broken, or a folder cannot be used.
pub fn check(config: &Config, listener: &dyn Listener) -> anyhow::Result<(usize, usize)> {
    config.check_folders()?;
    let site = Site::load(config, listener)?;
    let outputs = site.plan.outputs();
    listener.stage("checking", u64::try_from(outputs.len()).ok());
    for batch in outputs.chunks(BATCH) {
        let render = |buffer: &mut Vec<u8>, page: &plan::Output| {
            buffer.clear();
            site.render_to(page, buffer)
        };
        for result in batch.par_iter().map_init(Vec::new, render).collect::<Vec<_>>() {
            match result {
                Ok(()) => {}
                Err(Failure::Content(diagnostic)) => listener.report(&diagnostic),
                Err(Failure::Template(diagnostic)) => return Err(RenderError(*diagnostic).into()),
                Err(Failure::Output(error)) => return Err(error.into()),
            }
        }
        listener.advance(u64::try_from(batch.len()).unwrap_or(0));
    }
    Ok((site.archive.len(), outputs.len()))
}

/// A loaded archive: its metadata, its plan and its templates, ready to render any page of it.
#[derive(Debug)]
pub struct Site {
    config: Config,
    archive: Arc<Archive>,
    plan: Arc<Plan>,
    renderer: Renderer,
    diagnostics: Vec<Diagnostic>,
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

/// Whose fault it is that a page was not written.
enum Failure {
    Content(Box<Diagnostic>),
    Template(Box<Diagnostic>),
    Output(OutputError),
}

impl Site {
    /// Reads all metadata under `content/` and all templates. Broken content files are told to `listener` and left out.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn load(config: &Config, listener: &dyn Listener) -> Result<Self, RenderError> {
        let mut renderer = Renderer::load(config).map_err(|diagnostic| RenderError(*diagnostic))?;
        let (metas, mut diagnostics) = read_metadata(config, listener);
        let archive = Archive::new(metas);
        let (assets, unlisted) = files::list(config);
        let plan = Plan::new(&archive, config, assets);
        diagnostics.extend(unlisted);
        diagnostics.extend_from_slice(plan.warnings());
        for diagnostic in &diagnostics {
            listener.report(diagnostic);
        }
        renderer.publish(config, &archive, &plan);
        Ok(Self {
            config: config.clone(),
            archive: Arc::new(archive),
            plan: Arc::new(plan),
            renderer,
            diagnostics,
        })
    }

    /// The same archive with its templates and words read again.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn with_templates_read_again(&self) -> Result<Self, RenderError> {
        let mut renderer = Renderer::load(&self.config).map_err(|diagnostic| RenderError(*diagnostic))?;
        renderer.publish(&self.config, &self.archive, &self.plan);
        Ok(Self {
            config: self.config.clone(),
            archive: Arc::clone(&self.archive),
            plan: Arc::clone(&self.plan),
            renderer,
            diagnostics: self.diagnostics.clone(),
        })
    }

    /// Does the archive still hold what the content file says, its text aside? A text is read when its page is rendered.
    pub fn knows(&self, content_file: &Path) -> bool {
        let name = name_in_content(&self.config, content_file);
        self.archive.in_file(&name).is_some_and(|id| {
            store::read(&self.config, content_file)
                .is_ok_and(|article| self.archive.entry(id).is_of(&Meta::of(&article, name)))
        })
    }

    /// The page at `path`, relative to the archive's root, as a browser asks for it: `2017/04/`, `/2017/04/index.html`,
    /// percent-encoded or not; `None` when the plan has no such page.
    ///
    /// # Errors
    /// When its template or its content file is at fault.
    pub fn render(&self, path: &str) -> Result<Option<Rendered>, RenderError> {
        let Some(output) = self.plan.find(path) else { return Ok(None) };
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
        let id = self.archive.in_file(&name_in_content(&self.config, content_file))?;
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
        &self.archive
    }

    /// Renders and writes `batch`, each thread with one buffer of its own; results in the batch's order.
    fn write(&self, batch: &[plan::Output], output: &Output) -> Vec<Result<Written, Failure>> {
        let write = |buffer: &mut Vec<u8>, page: &plan::Output| {
            // A file may be large: it is not held twice, nor for longer than it takes.
            if let Page::Asset(number) = page.page {
                return output.write(&page.path, &self.asset(number)?).map_err(Failure::Output);
            }
            buffer.clear();
            self.render_to(page, buffer)?;
            output.write(&page.path, buffer).map_err(Failure::Output)
        };
        batch.par_iter().map_init(Vec::new, write).collect()
    }

    fn render_to(&self, output: &plan::Output, buffer: &mut Vec<u8>) -> Result<(), Failure> {
        match output.page {
            Page::Article(id) => self.render_article(id, buffer),
            Page::Asset(number) => {
                buffer.extend_from_slice(&self.asset(number)?);
                Ok(())
            }
            page => self.renderer.page(self.edition(), &output.path, page, buffer).map_err(Failure::Template),
        }
    }

    fn asset(&self, number: u32) -> Result<Cow<'static, [u8]>, Failure> {
        let file = files::read(&self.config, self.plan.asset(number));
        file.map_err(|diagnostic| Failure::Content(Box::new(diagnostic)))
    }

    fn render_article(&self, id: ArticleId, buffer: &mut Vec<u8>) -> Result<(), Failure> {
        let file = self.config.content.join(&*self.archive.entry(id).file);
        let article =
            store::read(&self.config, &file).map_err(|diagnostic| Failure::Content(Box::new(diagnostic)))?;
        self.renderer.article(self.edition(), id, &article, buffer).map_err(Failure::Template)
    }

    fn edition(&self) -> Edition<'_> {
        Edition {
            config: &self.config,
            archive: &self.archive,
            plan: &self.plan,
            locale: self.renderer.locale(),
        }
    }
}

/// The first pass: every article's metadata, and what is wrong with the others.
fn read_metadata(config: &Config, listener: &dyn Listener) -> (Vec<Meta>, Vec<Diagnostic>) {
    let listing = store::list(config);
    listener.stage("reading", u64::try_from(listing.files.len()).ok());
    let read = |path: &PathBuf| {
        let article = store::read(config, path);
        listener.advance(1);
        article.map(|article| Meta::of(&article, name_in_content(config, path)))
    };
    let results: Vec<Result<Meta, Diagnostic>> = listing.files.par_iter().map(read).collect();
    let mut metas = Vec::with_capacity(results.len());
    let mut diagnostics = listing.diagnostics;
    for result in results {
        match result {
            Ok(meta) => metas.push(meta),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (metas, diagnostics)
}

/// A content file's name in the archive: relative to the content folder, `/` between parts.
fn name_in_content(config: &Config, file: &Path) -> String {
    let relative = file.strip_prefix(&config.content).unwrap_or(file);
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

impl BuildReport {
    /// Was anything lost?
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
