//! STORY 2: Markdown files become a browsable archive. store → archive → plan → render → output.
//!
//! 1. Convert what is new in the sources that the settings name.
//! 2. When everything is as the last build left it, that is all.
//! 3. Read every article's metadata, and plan all paths.
//! 4. Render each page that is not known to come out as it is, and write it.
//! 5. Remove what earlier builds wrote and this one does not need, and leave word of what each page was made from.
//!
//! In two passes, so that memory does not grow with the texts: the first has every file's metadata, from what earlier builds
//! read where the file is the same; the second reads a file when its page is rendered, and forgets it.

mod compress;
mod inputs;
mod metadata;
mod pages;
mod search;
mod site;

pub use site::{Memory, RenderError, Rendered, Site};

use crate::cache::Fingerprint;
use crate::config::Config;
use crate::converter::{ConvertOptions, convert};
use crate::diagnostic::{Diagnostic, Listener, Severity};
use crate::output::manifest::{ManifestReader, ManifestWriter};
use crate::output::{Access, Output, OutputFolder, Settled, Written};
use crate::plan::{self, Page, Plan};
use crate::render::templates;
use inputs::Inputs;
use pages::{Failure, Made, PageMaker};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// Pages between two looks at whether all went well: an error stops the run soon, and always at the same page.
const BATCH: usize = 2048;

/// What of an archive a run builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// All of it.
    #[default]
    All,
    /// A share of the articles and lists. What needs the whole is left for [`Scope::Merge`].
    Slice(Slice),
    /// What slices left, and a look at what they wrote.
    Merge,
}

/// One share of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// From 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

/// How to build.
#[derive(Debug, Clone, Copy, Default)]
pub struct BuildOptions {
    /// What to build.
    pub scope: Scope,
    /// Write nothing, and tell what would be written and removed. Sources are left alone.
    pub dry_run: bool,
    /// Leave the sources alone, and build from `content/` as it is.
    pub keep_content: bool,
    /// Trust nothing that earlier runs left word of: read and render everything.
    pub recheck: bool,
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
    /// Files that were not known to be as they should be, and were made again.
    pub rendered: usize,
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files of earlier builds that are not needed any more.
    pub removed: usize,
    /// What a dry run would do, by path; empty for others.
    pub changes: Vec<Change>,
    /// What was wrong, in the order of the content files.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a build would do to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `new`, `changed` or `removed`.
    pub change: &'static str,
    /// From the output folder.
    pub path: String,
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
    let mut report = BuildReport::default();
    let converts = options.scope == Scope::All && !options.keep_content && !options.dry_run;
    if !config.sources.is_empty() && converts {
        let conversion = ConvertOptions { recheck: options.recheck, ..ConvertOptions::default() };
        report.converted = convert(config, &[], &conversion, listener)?.counts();
    }
    let folder = OutputFolder::open(&config.output, options.access())?;
    if options.scope == Scope::Merge && !folder.has_shares() {
        anyhow::bail!("there is nothing to merge: build the slices first, with --slice 1/2 and --slice 2/2");
    }
    listener.stage("listing", None);
    let inputs = Inputs::find(config);
    let own = if options.trusts_all() { templates::fingerprint_now(config) } else { None };
    let settled =
        own.and_then(|own| inputs.fingerprint(config, own)).and_then(|inputs| folder.settled(inputs));
    if let Some(Settled { articles, files }) = settled {
        return Ok(BuildReport { articles, files, unchanged: files, ..report });
    }
    let missing = inputs.content_missing;
    let memory = Memory { recall: !options.recheck, keep: !options.dry_run };
    let site = Site::of(config, inputs, memory, listener)?;
    // A share leaves the index to the merge, which has the whole.
    let site = if matches!(options.scope, Scope::Slice(_)) { site } else { site.with_index(listener)? };
    listener.stage("comparing", None);
    let planned: Vec<&str> = site.plan().outputs().iter().map(|output| &*output.path).collect();
    if missing && folder.would_remove(&planned) {
        let content = config.display_path(&config.content);
        anyhow::bail!(
            "the content folder '{content}' is not there or cannot be read, and pages of earlier builds would be removed; make \
             it if that is meant"
        );
    }
    let outputs = outputs_of(&site, options.scope);
    let share = matches!(options.scope, Scope::Slice(_));
    let share = share.then(|| outputs.iter().map(|output| &*output.path).collect());
    let output = folder.begin(planned, share)?;
    report.articles = site.archive().len();
    report.diagnostics = site.diagnostics().to_vec();
    let manifest = match write_pages(&site, &outputs, &output, options, &mut report, listener) {
        Ok(manifest) => manifest,
        Err(error) => {
            // If that fails too, more is taken for ours than is.
            let _ = output.abandon();
            return Err(error);
        }
    };
    let settled = site.inputs().filter(|_| report.diagnostics.is_empty());
    let settled = settled.map(|inputs| (inputs, report.articles));
    listener.stage("finishing", None);
    // What was made from what cannot be read just now is not stale.
    let keeps = |path: &str| site.is_incomplete() && !site.plan().is_compressed(path);
    let (removed, kept) = output.finish(manifest, settled, keeps)?;
    if kept > 0 {
        let message =
            format!("{kept} files of earlier builds were kept, since part of the content cannot be read");
        let diagnostic = Diagnostic::warning(message).in_file(config.display_path(&config.content));
        listener.report(&diagnostic);
        report.diagnostics.push(diagnostic);
    }
    report.count_removed(removed, options.dry_run);
    Ok(report)
}

impl BuildOptions {
    fn access(&self) -> Access {
        match self.scope {
            _ if self.dry_run => Access::Look,
            Scope::Slice(Slice { number, of }) => Access::Beside(format!("{number}-of-{of}")),
            Scope::All | Scope::Merge => Access::Alone,
        }
    }

    /// Is the last build's word enough that nothing changed?
    fn trusts_all(&self) -> bool {
        !self.recheck && self.scope == Scope::All
    }
}

/// Renders and writes those of `outputs` that need to be; gives the word to leave of them.
fn write_pages(
    site: &Site,
    outputs: &[&plan::Output],
    output: &Output<'_>,
    options: &BuildOptions,
    report: &mut BuildReport,
    listener: &dyn Listener,
) -> anyhow::Result<ManifestWriter> {
    report.files = outputs.len();
    let archive = site.fingerprint();
    let mut before = if options.recheck { ManifestReader::none() } else { output.manifest(archive) };
    let mut manifest = output.begin_manifest(archive)?;
    let mut maker = PageMaker::new(site, output);
    listener.stage("rendering", u64::try_from(outputs.len()).ok());
    for batch in outputs.chunks(BATCH) {
        let known = before.records(batch.iter().map(|output| &*output.path));
        let mut records = Vec::with_capacity(batch.len());
        for (page, made) in batch.iter().zip(maker.make_all(batch, known)) {
            match made {
                Ok(made) => {
                    report.count(page, &made, options.dry_run);
                    records.extend(made.record);
                    made.problem.iter().for_each(|problem| listener.report(problem));
                    report.diagnostics.extend(made.problem);
                }
                // An article was good a moment ago, when its metadata was read. What was built from it stays as it was.
                Err(Failure::Content(diagnostic)) => {
                    listener.report(&diagnostic);
                    report.diagnostics.push(*diagnostic);
                }
                Err(Failure::Template(diagnostic)) => return Err(RenderError(*diagnostic).into()),
                Err(Failure::Output(error)) => return Err(error.into()),
            }
        }
        output.record(&mut manifest, &records)?;
        listener.advance(u64::try_from(batch.len()).unwrap_or(0));
    }
    Ok(manifest)
}

/// The files that a run of this scope makes.
fn outputs_of(site: &Site, scope: Scope) -> Vec<&plan::Output> {
    let outputs = site.plan().outputs().iter();
    match scope {
        Scope::All | Scope::Merge => outputs.collect(),
        Scope::Slice(slice) => outputs.filter(|output| slice.holds(site.plan(), output)).collect(),
    }
}

impl Slice {
    /// Is the file in this share? Articles, images and the many small files are dealt out by their paths, lists as a whole. What needs
    /// the whole archive is in
    /// none.
    fn holds(self, plan: &Plan, output: &plan::Output) -> bool {
        let output = plan.original(output).unwrap_or(output);
        let place = match output.page {
            Page::Article(_)
            | Page::History(_)
            | Page::TimeMap(_)
            | Page::Tombstone(_)
            | Page::Letter(..)
            | Page::LookupPart(_)
            | Page::DayStories(..)
            | Page::Image(_)
            | Page::Scaled(..) => Fingerprint::of(output.path.as_bytes()),
            Page::List(list, _) | Page::ListCitations(list, _) => {
                Fingerprint::of(plan.list_path(list, 0).as_bytes())
            }
            _ => return false,
        };
        place.below(self.of) + 1 == self.number
    }
}

/// Renders every page of `config`'s archive as it is and writes nothing: finds what is wrong with the content files and the
/// templates. Returns the number of articles and of files.
///
/// # Errors
/// When a template is broken, or a folder cannot be used.
pub fn check(config: &Config, listener: &dyn Listener) -> anyhow::Result<(usize, usize)> {
    config.check_folders()?;
    let site = Site::load(config, Memory { recall: true, keep: false }, listener)?;
    let outputs = site.plan().outputs();
    listener.stage("checking", u64::try_from(outputs.len()).ok());
    for batch in outputs.chunks(BATCH) {
        let render = |buffer: &mut Vec<u8>, page: &plan::Output| {
            buffer.clear();
            match page.page {
                Page::Scaled(number, width) => match site.scaled(number, width)?.1 {
                    Some(problem) => Err(Failure::Content(Box::new(problem))),
                    None => Ok(()),
                },
                _ => site.render_to(page, buffer),
            }
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
    Ok((site.archive().len(), outputs.len()))
}

impl BuildReport {
    fn count(&mut self, page: &plan::Output, made: &Made, dry_run: bool) {
        self.rendered += usize::from(made.rendered);
        let change = match made.written {
            Written::Unchanged => None,
            Written::Changed => Some("changed"),
            Written::New => Some("new"),
        };
        *if change.is_some() { &mut self.written } else { &mut self.unchanged } += 1;
        let change = change.filter(|_| dry_run).map(|change| Change { change, path: page.path.to_string() });
        self.changes.extend(change);
    }

    fn count_removed(&mut self, removed: Vec<String>, dry_run: bool) {
        self.removed = removed.len();
        if dry_run {
            self.changes.extend(removed.into_iter().map(|path| Change { change: "removed", path }));
            self.changes.sort_by(|a, b| a.path.cmp(&b.path));
        }
    }

    /// Was anything lost?
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
