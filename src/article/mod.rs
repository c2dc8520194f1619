//! [`Article`]: the one type that both halves of Warraq know: typed metadata, a Markdown body, provenance.
//!
//! Its durable form is a Markdown file with front matter (`front_matter.rs`). This module knows nothing of scraped
//! pages, of the disk or of HTML.

pub mod front_matter;
pub mod identity;
pub mod kept;
pub mod slug;

use crate::arabic::{Direction, direction_of, direction_of_language};
use crate::date::StatedDate;
use serde::Serialize;

/// A news article as it stands in the archive. Empty strings and empty lists mean "not stated".
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// The headline, plain text, one line. Empty only where the page had none.
    pub title: String,
    /// Date of publication, exactly as precise as stated.
    pub date: Option<StatedDate>,
    /// Date of the last update, where the page states one.
    pub updated: Option<StatedDate>,
    /// Language of the text (BCP 47), e.g. `ar`, `ckb`, `fr`.
    pub lang: Option<String>,
    /// Section as the page names it.
    pub section: Option<String>,
    /// Tags as the page names them, in its order, without duplicates.
    pub tags: Vec<String>,
    /// People who wrote it.
    pub authors: Vec<String>,
    /// The byline's agency or desk, e.g. `وكالات`.
    pub agency: Option<String>,
    /// The byline as printed, where it says more than `authors` and `agency`.
    pub byline: Option<String>,
    /// The page's own summary or standfirst, plain text.
    pub summary: Option<String>,
    /// Last part of the permalink, where the file names its own; otherwise derived from the headline.
    pub slug: Option<String>,
    /// Where it was published.
    pub source: Source,
    /// The lead image.
    pub image: Option<Image>,
    /// The page's own "read also" list, in its order.
    pub related: Vec<Related>,
    /// What readers of the page wrote below it, in its order.
    pub comments: Vec<Comment>,
    /// Where the bytes came from.
    pub capture: Option<Provenance>,
    /// Front matter keys that Warraq does not know, kept and handed to templates.
    pub extra: toml::Table,
    /// The text, as Markdown.
    pub body: String,
}

impl Article {
    /// The kept images that it shows or names, each once, sorted.
    pub fn kept_images(&self) -> Vec<kept::KeptImage> {
        let mut images = kept::named_in(&self.body);
        images.extend(self.image.as_ref().and_then(Image::kept));
        images.sort_unstable();
        images.dedup();
        images
    }

    /// The direction of the text: of most of its letters, else of its language; `None` when neither is known.
    pub fn direction(&self) -> Option<Direction> {
        // The beginning is enough to tell, and a body may be long.
        let beginning: String = self.title.chars().chain([' ']).chain(self.body.chars().take(2000)).collect();
        direction_of(&beginning).or_else(|| self.lang.as_deref().map(direction_of_language))
    }

    /// The byline as printed, or, where that says no more than the names, the names with the agency.
    pub fn printed_byline(&self) -> Option<String> {
        let names: Vec<&str> = self
            .authors
            .iter()
            .chain(&self.agency)
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .collect();
        let comma = if direction_of(&names.concat()) == Some(Direction::Ltr) { ", " } else { "، " };
        self.byline.clone().or_else(|| (!names.is_empty()).then(|| names.join(comma)))
    }
}

/// The site that published an article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Source {
    /// The site's name as it calls itself.
    pub name: Option<String>,
    /// The article's original address.
    pub url: Option<String>,
}

/// The lead image.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Image {
    /// Its address as the page gives it, made absolute where the page's address is known; `None` when a text
    /// dump keeps only the caption.
    pub src: Option<String>,
    /// The archive's own copy, relative to the content folder: see [`kept`].
    pub file: Option<String>,
    /// Text alternative.
    pub alt: Option<String>,
    /// Caption.
    pub caption: Option<String>,
    /// Photographer or agency.
    pub credit: Option<String>,
}

impl Image {
    /// The archive's own copy, where `file` names one.
    pub fn kept(&self) -> Option<kept::KeptImage> {
        self.file.as_deref()?.parse().ok()
    }
}

/// One entry of a page's "read also" list.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Related {
    /// Its headline.
    pub title: String,
    /// Its address, where known.
    pub url: Option<String>,
    /// Keys of its table that Warraq does not know, kept.
    #[serde(skip_serializing_if = "toml::Table::is_empty")]
    pub extra: toml::Table,
}

/// One reader's comment below a page.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Comment {
    /// The name that it is signed with.
    pub author: Option<String>,
    /// When it was written, exactly as precise as stated.
    pub date: Option<StatedDate>,
    /// What it says: plain text, one paragraph a line.
    pub text: String,
    /// Keys of its table that Warraq does not know, kept.
    #[serde(skip_serializing_if = "toml::Table::is_empty")]
    pub extra: toml::Table,
}

/// Enough to find an article's original bytes again, and to see whether the file was edited since.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Provenance {
    /// The file the capture came from, relative to the archive's folder where it lies inside, `/` between parts.
    pub file: String,
    /// The record inside that file (WARC record id, ZIP member), where it holds several.
    pub record: Option<String>,
    /// When the page was captured, where known.
    pub time: Option<StatedDate>,
    /// SHA-256 of the captured bytes (after decompression), lower-case hexadecimal.
    pub sha256: String,
    /// Character encoding that the bytes were read in, e.g. `windows-1256`.
    pub encoding: Option<String>,
    /// The name of an encoding that came with the page or stands in it, as written.
    pub encoding_declared: Option<String>,
    /// What the bytes alone look like, where that is another encoding than the one they were read in.
    pub encoding_detected: Option<String>,
    /// `likely` or `guess`; certain where left out.
    pub encoding_confidence: Option<String>,
    /// Wrong readings, made before the page was saved, that were undone: `UTF-8 taken for windows-1256`.
    pub encoding_repaired: Option<String>,
    /// Version of the program that converted it.
    pub converter: String,
    /// Digest of the file as written: a file that no longer matches was edited by hand.
    pub digest: String,
}
