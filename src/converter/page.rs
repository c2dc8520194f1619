//! From one capture to an article that can be kept, or to the fate of a page that is none.
//!
//! Finds the rules for a capture's source, has it extracted under them, and judges the outcome. Writes nothing.

use super::ConvertOptions;
use crate::article::{Article, Provenance};
use crate::config::{Config, SourceRules};
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::{Extraction, Kind, extract};
use crate::source::{Capture, Origin, Unreadable};
use crate::store::Fate;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One input, extracted and judged.
pub(super) struct Page {
    pub(super) origin: Origin,
    /// The article, or the fate of what is none.
    pub(super) outcome: Result<Box<Article>, Fate>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Extracts a capture and judges what came of it.
pub(super) fn read(config: &Config, options: &ConvertOptions, capture: Result<Capture, Unreadable>) -> Page {
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
