//! From one capture to an article that can be kept, or to the fate of a page that is none.
//!
//! Finds the rules for a capture's source, has it extracted under them, and judges the outcome. Writes nothing.

use super::Reading;
use super::images::PageImages;
use crate::article::{Article, Provenance};
use crate::config::{Config, SourceRules};
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::{Extraction, Furniture, Images, Kind, NoImages, extract_with_images};
use crate::source::encoding::Confidence;
use crate::source::{Capture, Listed, Origin, Unreadable};
use crate::store::{Fate, NewImage};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One input, extracted and judged.
pub(super) struct Page {
    pub(super) origin: Origin,
    /// The article, or the fate of what is none.
    pub(super) outcome: Result<Box<Article>, Fate>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Images that the article shows and that the archive is to keep.
    pub(super) images: Vec<NewImage>,
}

/// Extracts a capture of a listed input and judges what came of it.
pub(super) fn read(reading: &Reading<'_>, input: &Listed, capture: Result<Capture, Unreadable>) -> Page {
    match capture {
        Ok(capture) => {
            let images = PageImages::of(input, reading.raster);
            let extraction = examine_with(reading.config, &capture, reading.furniture, &images);
            judge(reading.options.all, &capture, extraction, images)
        }
        Err(Unreadable { origin, diagnostic }) => Page {
            origin,
            outcome: Err(Fate::Unreadable { reason: diagnostic.message.clone() }),
            diagnostics: vec![diagnostic],
            images: Vec::new(),
        },
    }
}

/// `all`: pages that are no articles too.
fn judge(all: bool, capture: &Capture, extraction: Extraction, images: PageImages<'_>) -> Page {
    let mut diagnostics = extraction.diagnostics;
    let mut article = extraction.article;
    let empty = article.title.is_empty() && article.body.trim().is_empty();
    let outcome = match extraction.kind {
        Kind::Unreadable(reason) => Err(Fate::Unreadable { reason }),
        Kind::Other(reason) if !all => Err(Fate::NotAnArticle { reason }),
        _ if empty => Err(Fate::NotAnArticle { reason: "it holds no text".to_owned() }),
        Kind::Other(_) | Kind::Article => {
            let encoding = extraction.encoding;
            let unsure = encoding.confidence < Confidence::Certain;
            article.capture = Some(Provenance {
                file: capture.origin.file.clone(),
                record: capture.origin.record.clone(),
                time: capture.captured,
                sha256: capture.sha256.clone(),
                encoding: Some(encoding.used.to_owned()),
                encoding_declared: encoding.declared,
                encoding_detected: Some(encoding.detected)
                    .filter(|name| *name != encoding.used)
                    .map(str::to_owned),
                encoding_confidence: unsure.then(|| encoding.confidence.as_str().to_owned()),
                encoding_repaired: encoding.repaired,
                converter: env!("CARGO_PKG_VERSION").to_owned(),
                digest: String::new(),
            });
            Ok(Box::new(article))
        }
    };
    let (images, problems) = images.into_kept(outcome.as_deref().ok());
    // An image that is missing matters where there is an article.
    diagnostics.extend(problems.into_iter().filter(|_| outcome.is_ok()));
    let diagnostics = diagnostics
        .into_iter()
        .filter(|diagnostic| diagnostic.severity > Severity::Note)
        .map(|diagnostic| diagnostic.in_file(capture.origin.to_string()))
        .collect();
    Page { origin: capture.origin.clone(), outcome, diagnostics, images }
}

/// Reads one capture under the rules for its source, with what is known of its site. A page that breaks a library is
/// unreadable; the run goes on.
pub fn examine(config: &Config, capture: &Capture, furniture: &Furniture) -> Extraction {
    examine_with(config, capture, furniture, &NoImages)
}

/// As [`examine`], where images may have been saved with the page.
fn examine_with(
    config: &Config,
    capture: &Capture,
    furniture: &Furniture,
    images: &dyn Images,
) -> Extraction {
    let read = |rules: &SourceRules| {
        catch_unwind(AssertUnwindSafe(|| extract_with_images(capture, rules, furniture, images)))
            .unwrap_or_else(|_| broken())
    };
    let first = rules_for(config, capture, capture.url.as_deref()).unwrap_or(&config.other_sources);
    let extraction = read(first);
    if capture.url.is_some() {
        return extraction;
    }
    // Only the page knows its address: where that names other rules, it is read again under them.
    match extraction.article.source.url.as_deref().and_then(|url| rules_for(config, capture, Some(url))) {
        Some(rules) if !std::ptr::eq(rules, first) => read(rules),
        _ => extraction,
    }
}

fn broken() -> Extraction {
    Extraction::unreadable("the page broke the reader", "please report the page as a bug of warraq")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MediaType;

    fn rules(host: &str) -> SourceRules {
        let glob = globset::Glob::new(host).unwrap().compile_matcher();
        SourceRules { hosts: vec![glob], name: Some(host.to_owned()), ..SourceRules::default() }
    }

    fn capture(file: &str, url: Option<&str>) -> Capture {
        Capture { url: url.map(str::to_owned), ..Capture::bare(file, [], MediaType::Html) }
    }

    #[test]
    fn rules_go_by_host_and_by_folder_where_there_is_none() {
        let mut config = Config::by_default(std::path::Path::new("."));
        config.rules = vec![rules("news.wadi.example"), rules("*.wadi.example"), rules("mirror")];
        let found = |file: &str, url: Option<&str>| {
            rules_for(&config, &capture(file, url), url).and_then(|rules| rules.name.clone())
        };
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(found("a.html", Some("https://news.wadi.example/1")), named("news.wadi.example"));
        assert_eq!(found("a.html", Some("http://SPORT.wadi.example:81/1")), named("*.wadi.example"));
        assert_eq!(found("pages/mirror/2017/a.html", None), named("mirror"));
        assert_eq!(found("pages/mirror/a.html", Some("https://else.example/")), None);
        assert_eq!(found("pages/mirror.html", None), None);
    }
}
