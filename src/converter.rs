//! STORY 1: scraped pages become Markdown files. source → extract → store.
//!
//! 1. List the inputs, sorted. 2. Read them one after another. 3. Extract on every core. 4. In the order of the list, give
//!    each its file. What comes out depends on the inputs and on `content/`, never on the number of threads.
//!
//! Keeps one capture a worker in memory, and of everything else only its fate.

use crate::article::{Article, Provenance};
use crate::config::{Config, SourceRules};
use crate::diagnostic::{Diagnostic, Listener, Severity};
use crate::extract::{Extraction, Kind, extract};
use crate::in_order::{in_order, threads};
use crate::source::{self, Capture, Listed, Origin, Unreadable};
use crate::store::{Fate, Store};
use anyhow::Context as _;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// How to convert.
#[derive(Debug, Clone, Default)]
pub struct ConvertOptions {
    /// Write pages that are no articles too.
    pub all: bool,
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
    let listed = list(config, inputs);
    let (mut store, problems) = Store::open(config);
    problems.iter().for_each(|problem| listener.report(problem));

    listener.stage("converting", Some(listed.len() as u64));
    let threads = if options.threads == 0 { threads() } else { options.threads };
    let captures = listed.iter().flat_map(source::open);
    let mut report = ConvertReport::default();
    in_order(
        captures,
        threads,
        |capture| read(config, options, capture),
        |page| -> anyhow::Result<()> {
            let name = page.origin.to_string();
            page.diagnostics.iter().for_each(|diagnostic| listener.report(diagnostic));
            let fate = match page.outcome {
                Err(fate) => fate,
                Ok(article) => {
                    let kept = store.keep(&article).with_context(|| format!("{name} cannot be kept"))?;
                    kept.diagnostic.iter().for_each(|diagnostic| listener.report(diagnostic));
                    kept.fate
                }
            };
            listener.advance(1);
            report.fates.push((name, fate));
            Ok(())
        },
    )?;
    Ok(report)
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

/// One input, extracted and judged.
struct Page {
    origin: Origin,
    /// The article, or the fate of what is none.
    outcome: Result<Box<Article>, Fate>,
    diagnostics: Vec<Diagnostic>,
}

fn read(config: &Config, options: &ConvertOptions, capture: Result<Capture, Unreadable>) -> Page {
    match capture {
        Ok(capture) => judge(options, &capture, examine(config, &capture)),
        Err(Unreadable { origin, diagnostic }) => Page {
            origin,
            outcome: Err(Fate::Unreadable { reason: diagnostic.message.clone() }),
            diagnostics: vec![diagnostic],
        },
    }
}

fn judge(options: &ConvertOptions, capture: &Capture, extraction: Extraction) -> Page {
    let mut diagnostics: Vec<Diagnostic> = extraction
        .diagnostics
        .into_iter()
        .filter(|diagnostic| diagnostic.severity > Severity::Note)
        .map(|diagnostic| diagnostic.in_file(capture.origin.to_string()))
        .collect();
    let mut article = extraction.article;
    let empty = article.title.is_empty() && article.body.trim().is_empty();
    let outcome = match extraction.kind {
        Kind::Unreadable(reason) => {
            if diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error) {
                diagnostics.push(Diagnostic::error(&reason).in_file(capture.origin.to_string()));
            }
            Err(Fate::Unreadable { reason })
        }
        Kind::Other(reason) if !options.all => Err(Fate::NotAnArticle { reason }),
        _ if empty => Err(Fate::NotAnArticle { reason: "it holds no text".to_owned() }),
        Kind::Other(_) | Kind::Article => {
            article.capture = Some(Provenance {
                file: capture.origin.file.clone(),
                record: capture.origin.record.clone(),
                time: capture.captured,
                sha256: capture.sha256.clone(),
                encoding: Some(extraction.encoding.to_owned()),
                converter: env!("CARGO_PKG_VERSION").to_owned(),
                digest: String::new(),
            });
            Ok(Box::new(article))
        }
    };
    Page { origin: capture.origin.clone(), outcome, diagnostics }
}

/// Reads one capture under the rules for its source. A page that breaks a library is unreadable; the run goes on.
pub fn examine(config: &Config, capture: &Capture) -> Extraction {
    let read = |rules: &SourceRules| {
        catch_unwind(AssertUnwindSafe(|| extract(capture, rules))).unwrap_or_else(|_| broken())
    };
    if let Some(rules) = rules_for(config, capture, capture.url.as_deref()) {
        return read(rules);
    }
    let extraction = read(&SourceRules::default());
    // Where only the page knows its address, it is read again under that source's rules.
    match extraction.article.source.url.as_deref().and_then(|url| rules_for(config, capture, Some(url))) {
        Some(rules) => read(rules),
        None => extraction,
    }
}

fn broken() -> Extraction {
    let reason = "the page broke the reader".to_owned();
    Extraction {
        diagnostics: vec![Diagnostic::error(&reason).hint("please report the page as a bug of warraq")],
        kind: Kind::Unreadable(reason),
        ..Extraction::default()
    }
}

/// The first rules that are for the host of `url`, or, for a capture without an address, for a folder it lies in.
fn rules_for<'a>(config: &'a Config, capture: &Capture, url: Option<&str>) -> Option<&'a SourceRules> {
    let host =
        url.and_then(|url| url::Url::parse(url).ok()).and_then(|url| url.host_str().map(str::to_owned));
    let is_for = |rules: &SourceRules, name: &str| rules.hosts.iter().any(|glob| glob.is_match(name));
    let folders = capture.origin.file.rsplit_once('/').map_or("", |(folders, _)| folders);
    config.rules.iter().find(|rules| match &host {
        Some(host) => is_for(rules, host),
        None => folders.split('/').any(|folder| is_for(rules, folder)),
    })
}
