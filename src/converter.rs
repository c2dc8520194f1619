//! STORY 1: scraped pages become Markdown files. source → extract → store.

use crate::article::Article;
use crate::config::{Config, SourceRules};
use crate::diagnostic::Diagnostic;
use crate::extract::{Extraction, Kind, extract};
use crate::source::Capture;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads one capture under the rules for its source. A page that breaks a library is unreadable; the run goes on.
pub fn examine(config: &Config, capture: &Capture) -> Extraction {
    let read = |rules: &SourceRules| {
        catch_unwind(AssertUnwindSafe(|| extract(capture, rules))).unwrap_or_else(|_| broken())
    };
    let known = rules_for(config, capture, capture.url.as_deref());
    let extraction = read(known.unwrap_or(&SourceRules::default()));
    // Only the page knows where it came from: read it again under that source's rules.
    match known {
        None => match rules_for(config, capture, extraction.article.source.url.as_deref()) {
            Some(rules) => read(rules),
            None => extraction,
        },
        Some(_) => extraction,
    }
}

fn broken() -> Extraction {
    let reason = "the page broke the reader".to_owned();
    Extraction {
        article: Article::default(),
        diagnostics: vec![Diagnostic::error(&reason).hint("please report the page as a bug of warraq")],
        kind: Kind::Unreadable(reason),
        ..Extraction::default()
    }
}

/// The first rules that are for the host of `url`, or, for a capture without an address, for a folder it lies in.
fn rules_for<'a>(config: &'a Config, capture: &Capture, url: Option<&str>) -> Option<&'a SourceRules> {
    let host =
        url.and_then(|url| url::Url::parse(url).ok()).and_then(|url| url.host_str().map(str::to_owned));
    let matches = |rules: &&SourceRules| match &host {
        Some(host) => rules.hosts.iter().any(|glob| glob.is_match(host)),
        None => {
            let folders = capture.origin.file.rsplit_once('/').map_or("", |(folders, _)| folders);
            folders.split('/').any(|folder| rules.hosts.iter().any(|glob| glob.is_match(folder)))
        }
    };
    config.rules.iter().find(matches)
}
