//! STORY 1: scraped pages become Markdown files. source → extract → store.
//!
//! 1. List the inputs, sorted. 2. Where any is new, look some of them over for what their sites print on every page.
//! 3. Read one after another what an earlier run has not seen. 4. Extract on every core. 5. In the order of the list,
//!    give each its file.
//!
//! What comes out depends on the inputs and on `content/`, never on the number of threads. Keeps one capture a worker in
//! memory, and of everything else only its fate.

mod images;
mod page;
mod survey;

pub use page::examine;
pub use survey::learn;

use crate::cache::Stamp;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Listener};
use crate::extract::{Furniture, check_rules};
use crate::in_order::{in_order, threads};
use crate::raster::Raster;
use crate::source::{self, Capture, Listed, Unreadable};
use crate::store::{Fate, Found, Seen, Store, keep_fates};
use anyhow::Context as _;
use page::Page;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How to convert.
#[derive(Debug, Clone, Default)]
pub struct ConvertOptions {
    /// Write pages that are no articles too.
    pub all: bool,
    /// Read every input, whatever earlier runs found in it.
    pub recheck: bool,
    /// Threads to extract with; 0 for as many as the machine has.
    pub threads: usize,
}

/// What became of every input.
#[derive(Debug, Default)]
pub struct ConvertReport {
    /// The inputs by name, sorted, each with its fate.
    pub fates: Vec<(String, Fate)>,
}

impl ConvertReport {
    /// How many inputs met each fate, by the fate's name.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for (_, fate) in &self.fates {
            *counts.entry(fate.name()).or_default() += 1;
        }
        counts
    }

    /// Did any file change?
    pub fn wrote(&self) -> bool {
        self.fates.iter().any(|(_, fate)| matches!(fate, Fate::Written { .. }))
    }
}

/// Converts `inputs` (files, folders, globs, relative to the working folder), or the archive's own sources when there are none.
///
/// # Errors
/// When the content folder cannot be written. A page that cannot be read is reported and has its fate.
pub fn convert(
    config: &Config,
    inputs: &[PathBuf],
    options: &ConvertOptions,
    listener: &dyn Listener,
) -> anyhow::Result<ConvertReport> {
    config.rules.iter().flat_map(check_rules).for_each(|problem| listener.report(&problem));
    let of_the_archive = inputs.is_empty();
    let listed = list(config, inputs);
    let (store, problems) = Store::open(config, || {
        let message = "another run is converting into this archive; waiting for it to end";
        listener.report(&Diagnostic::note(message));
    });
    problems.iter().for_each(|problem| listener.report(problem));
    let seen = Seen::load(config, &(options.all, config.rules_of_reading()));

    listener.stage("converting", Some(listed.len() as u64));
    let threads = if options.threads == 0 { threads() } else { options.threads };
    let recall = |input| recall(&seen, input).filter(|_| !options.recheck);
    let recalled: Vec<Option<Found>> = listed.iter().map(recall).collect();
    let furniture =
        if recalled.iter().all(Option::is_some) { Furniture::default() } else { learn(&listed, threads)? };
    let inputs = listed.iter().zip(recalled).flat_map(|(input, found)| open(input, found));
    let reading = Reading { config, options, furniture: &furniture, raster: &Raster::default() };
    let mut run = Run { reading: &reading, listener, store, seen, report: ConvertReport::default() };
    in_order(inputs, threads, |input| work(&reading, input), |input| run.settle(input))?;
    run.seen.save();
    if of_the_archive {
        keep_fates(config, &run.report.fates);
    }
    Ok(run.report)
}

/// The inputs, without what the archive itself holds.
fn list(config: &Config, inputs: &[PathBuf]) -> Vec<Listed> {
    let own: [&Path; 4] = [&config.content, &config.output, &config.templates, &config.assets];
    if inputs.is_empty() {
        source::list_in(&config.root, &config.sources, &own)
    } else {
        source::list(&config.root, inputs, &own)
    }
}

/// What every page is read with.
struct Reading<'a> {
    config: &'a Config,
    options: &'a ConvertOptions,
    furniture: &'a Furniture,
    raster: &'a Raster,
}

/// An input on its way to its fate.
enum Input<'a, T> {
    /// Unchanged since an earlier run found this in it.
    Seen(&'a Listed, Found),
    /// Read just now; the stamp is from before.
    Read(&'a Listed, Option<Stamp>, T),
}

fn recall(seen: &Seen, input: &Listed) -> Option<Found> {
    input.path.as_ref().ok().and_then(|path| seen.recall(&input.name, path)).cloned()
}

type Opened<'a> = Box<dyn Iterator<Item = Input<'a, Result<Capture, Unreadable>>> + 'a>;

fn open(input: &Listed, found: Option<Found>) -> Opened<'_> {
    if let Some(found) = found {
        return Box::new(std::iter::once(Input::Seen(input, found)));
    }
    let stamp = input.path.as_ref().ok().and_then(|path| Stamp::at_rest(path));
    Box::new(source::open(input).map(move |capture| Input::Read(input, stamp, capture)))
}

fn work<'a>(reading: &Reading<'_>, input: Input<'a, Result<Capture, Unreadable>>) -> Input<'a, Page> {
    match input {
        Input::Seen(input, found) => Input::Seen(input, found),
        Input::Read(input, stamp, capture) => Input::Read(input, stamp, page::read(reading, input, capture)),
    }
}

/// The end of the road: everything that happens one input after another.
struct Run<'a> {
    reading: &'a Reading<'a>,
    listener: &'a dyn Listener,
    store: Store<'a>,
    seen: Seen,
    report: ConvertReport,
}

impl Run<'_> {
    fn settle(&mut self, input: Input<'_, Page>) -> anyhow::Result<()> {
        self.listener.advance(1);
        match input {
            Input::Read(_, stamp, page) => self.keep(stamp, page),
            Input::Seen(input, found) => {
                let fate = match found {
                    Found::Other { reason } => Some(Fate::NotAnArticle { reason }),
                    Found::Article { sha256, digest } => {
                        self.store.recall(&input.name, &sha256, digest.as_deref())
                    }
                };
                match fate {
                    Some(fate) => self.report.fates.push((input.name.clone(), fate)),
                    // `content/` is not as it was left: the input is needed after all.
                    None => self.again(input)?,
                }
                Ok(())
            }
        }
    }

    fn again(&mut self, input: &Listed) -> anyhow::Result<()> {
        open(input, None).try_for_each(|input| match work(self.reading, input) {
            Input::Read(_, stamp, page) => self.keep(stamp, page),
            Input::Seen(..) => Ok(()),
        })
    }

    fn keep(&mut self, stamp: Option<Stamp>, page: Page) -> anyhow::Result<()> {
        let name = page.origin.to_string();
        page.diagnostics.iter().for_each(|diagnostic| self.listener.report(diagnostic));
        // What was told once must be told again: only inputs without problems are not read again.
        let quiet = page.diagnostics.is_empty();
        let (fate, found) = match page.outcome {
            Err(fate) => {
                let found = match &fate {
                    Fate::NotAnArticle { reason } => Some(Found::Other { reason: reason.clone() }),
                    _ => None,
                };
                (fate, found)
            }
            Ok(article) => {
                let kept = self
                    .store
                    .keep(&article, &page.images)
                    .with_context(|| format!("{name} cannot be kept"))?;
                kept.diagnostic.iter().for_each(|diagnostic| self.listener.report(diagnostic));
                let sha256 = article.capture.map(|capture| capture.sha256).unwrap_or_default();
                (kept.fate, Some(Found::Article { sha256, digest: kept.digest }))
            }
        };
        self.seen.remember(&name, stamp, found.filter(|_| quiet));
        self.report.fates.push((name, fate));
        Ok(())
    }
}
