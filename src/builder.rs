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

mod inputs;
mod metadata;
mod pages;
mod site;

pub use site::{Keep, RenderError, Rendered, Site};

use crate::cache::Fingerprint;
use crate::config::Config;
use crate::converter::{ConvertOptions, convert};
use crate::diagnostic::{Diagnostic, Listener, Severity};
use crate::output::{Output, OutputFolder, Settled};
use crate::plan;
use crate::store;
use inputs::Inputs;
use pages::{Failure, PageMaker};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// Pages between two looks at whether all went well: an error stops the run soon, and always at the same page.
const BATCH: usize = 2048;

/// How to build.
#[derive(Debug, Clone, Copy, Default)]
pub struct BuildOptions {
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
    let mut report = BuildReport::default();
    if !config.sources.is_empty() && !options.keep_content {
        let conversion = ConvertOptions { recheck: options.recheck, ..ConvertOptions::default() };
        report.converted = convert(config, &[], &conversion, listener)?.counts();
    }
    let folder = OutputFolder::open(&config.output)?;
    if options.recheck {
        store::forget(config);
    }
    listener.stage("listing", None);
    let inputs = Inputs::find(config);
    let fingerprint = inputs.fingerprint(config);
    let settled = fingerprint.filter(|_| !options.recheck).and_then(|inputs| folder.settled(inputs));
    if let Some(Settled { articles, files }) = settled {
        return Ok(BuildReport { articles, files, unchanged: files, ..report });
    }
    let site = Site::of(config, inputs, Keep::Metadata, listener)?;
    listener.stage("comparing", None);
    let output = folder.begin(site.plan().outputs().iter().map(|output| &*output.path).collect())?;
    report.articles = site.archive().len();
    report.files = site.plan().outputs().len();
    report.diagnostics = site.diagnostics().to_vec();
    write_pages(&site, output, fingerprint, options, &mut report, listener)?;
    Ok(report)
}

/// Renders and writes what needs to be, and removes what is stale. `inputs`: of everything the archive is made from.
fn write_pages(
    site: &Site,
    output: Output<'_>,
    inputs: Option<Fingerprint>,
    options: &BuildOptions,
    report: &mut BuildReport,
    listener: &dyn Listener,
) -> anyhow::Result<()> {
    let outputs = site.plan().outputs();
    let before = if options.recheck { None } else { output.manifest() };
    let same_archive = before.as_ref().is_some_and(|before| before.archive() == site.fingerprint());
    let mut before = before;
    let mut manifest = output.begin_manifest(site.fingerprint())?;
    let maker = PageMaker { site, output: &output, same_archive };
    listener.stage("rendering", u64::try_from(outputs.len()).ok());
    for batch in outputs.chunks(BATCH) {
        let mut known = match &mut before {
            Some(before) => before.records(batch.iter().map(|output| &*output.path)),
            None => Vec::new(),
        };
        known.resize_with(batch.len(), || None);
        let work = batch.par_iter().zip(known);
        let made = work.map_init(Vec::new, |buffer, (page, known)| maker.make(page, known, buffer));
        let mut records = Vec::with_capacity(batch.len());
        for made in made.collect::<Vec<_>>() {
            match made {
                Ok(made) => {
                    report.rendered += usize::from(made.rendered);
                    *if made.written { &mut report.written } else { &mut report.unchanged } += 1;
                    records.extend(made.record);
                }
                // The file was good a moment ago, when its metadata was read. Its page stays as it was.
                Err(Failure::Content(diagnostic)) => {
                    listener.report(&diagnostic);
                    report.diagnostics.push(*diagnostic);
                }
                Err(Failure::Template(diagnostic)) => return Err(RenderError(*diagnostic).into()),
                Err(Failure::Output(error)) => return Err(error.into()),
            }
        }
        manifest.add(&records)?;
        listener.advance(u64::try_from(batch.len()).unwrap_or(0));
    }
    let settled = inputs.filter(|_| report.diagnostics.is_empty()).map(|inputs| (inputs, report.articles));
    listener.stage("finishing", None);
    report.removed = output.finish(manifest, settled)?.len();
    Ok(())
}

/// Renders every page of `config`'s archive as it is and writes nothing: finds what is wrong with the content files and the
/// templates. Returns the number of articles and of files.
///
/// # Errors
/// When a template is broken, or a folder cannot be used.
pub fn check(config: &Config, listener: &dyn Listener) -> anyhow::Result<(usize, usize)> {
    config.check_folders()?;
    let site = Site::load(config, Keep::Nothing, listener)?;
    let outputs = site.plan().outputs();
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
    Ok((site.archive().len(), outputs.len()))
}

impl BuildReport {
    /// Was anything lost?
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
