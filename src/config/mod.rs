//! `site.toml`: from the text a person typed to settings the stages can use.
//!
//! `typed.rs` mirrors the file key by key and finds mistakes; this file holds the usable form with every default filled
//! in; `folders.rs` looks where its folders lie. Reads one file; knows no other stage.

mod folders;
mod label;
mod look;
mod reader;
mod scaffold;
mod takedown;
mod typed;

pub use label::Label;
pub use look::{Colour, Face, Look, SOFT};
pub use scaffold::{NewSite, scaffold};
pub use takedown::{Takedown, readable_address};

use crate::arabic::{DigitSystem, Direction};
use crate::date::DayOrder;
use crate::diagnostic::Diagnostic;
use globset::GlobMatcher;
use serde::{Deserialize, Serialize, Serializer};
use std::path::{Path, PathBuf};

/// Which names the months have in Arabic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MonthNames {
    /// يناير فبراير مارس … (Egypt, Gulf, Sudan)
    #[default]
    Egypt,
    /// كانون الثاني شباط آذار … (Levant, Iraq)
    Levant,
    /// جانفي فيفري مارس … (Tunisia, Algeria)
    Tunisia,
    /// يناير فبراير مارس أبريل ماي … غشت شتنبر (Morocco)
    Maghreb,
    /// The Egyptian and the Levantine name: أبريل/نيسان
    Both,
}

/// A way to group articles into lists with an index of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Taxonomy {
    /// `/sections/`
    Section,
    /// `/tags/`
    Tag,
    /// `/authors/`
    Author,
    /// `/sources/`
    Source,
}

/// What beside the whole archive and each article has files of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CitationsOf {
    /// Each day.
    Day,
    /// Each tag.
    Tag,
}

/// A web server, or a host, that can be told where the archived page of a dead address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RedirectFormat {
    /// A `map` of nginx.
    Nginx,
    /// A `RewriteMap` of Apache.
    Apache,
    /// `_redirects` of Netlify and Cloudflare Pages.
    Netlify,
}

/// A form of compressed files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Compression {
    /// `.gz`
    Gzip,
    /// `.zst`
    Zstandard,
}

impl Compression {
    /// What it adds to a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Gzip => ".gz",
            Self::Zstandard => ".zst",
        }
    }
}

impl Taxonomy {
    /// All of them, in the order of their [`index`](Self::index).
    pub const ALL: [Self; 4] = [Self::Section, Self::Tag, Self::Author, Self::Source];

    /// Its place in [`Taxonomy::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// CSS selectors that a source's pages are read with, before any rule of our own; empty means "no rule".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Selectors {
    /// The headline.
    pub title: Option<String>,
    /// The element that holds the body.
    pub body: Option<String>,
    /// The date of publication.
    pub date: Option<String>,
    /// The authors, one an element.
    pub author: Option<String>,
    /// The section.
    pub section: Option<String>,
    /// The tags, one an element.
    pub tags: Option<String>,
    /// The lead image.
    pub image: Option<String>,
    /// The lead image's caption.
    pub caption: Option<String>,
    /// The standfirst.
    pub summary: Option<String>,
    /// The page's "read also" links, one an element.
    pub related: Option<String>,
}

/// What is known of one source before its pages are read. `SourceRules::default()` knows nothing.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SourceRules {
    /// Host names that the rules are for, e.g. `*.example.com`; matched against the host of a capture's address, or, for
    /// captures without one, against the names of the folders it lies in.
    #[serde(serialize_with = "as_written")]
    pub hosts: Vec<GlobMatcher>,
    /// The site's name, overriding what its pages say.
    pub name: Option<String>,
    /// Language of its pages, where they do not say.
    pub lang: Option<String>,
    /// IANA time zone of its clock; dates without a zone get its offset.
    pub timezone: Option<String>,
    /// Order of its all-number dates.
    pub day_order: Option<DayOrder>,
    /// Selectors to read its pages with.
    pub selectors: Selectors,
    /// CSS selectors of elements to remove before reading.
    pub drop: Vec<String>,
    /// Phrases that the site prints round its articles, each with what it is there for.
    pub labels: Vec<(Label, String)>,
    /// Lines of text to remove: a line or paragraph equal to one of these once both are folded.
    pub drop_lines: Vec<String>,
}

/// A pattern says nothing of itself but in the tables that it is matched with, which change as it is used.
fn as_written<S: Serializer>(patterns: &[GlobMatcher], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(patterns.iter().map(|pattern| pattern.glob().glob()))
}

/// A whole archive's settings, usable: every path is joined to the archive's folder, every default filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// The archive's folder: where `site.toml` lies.
    pub root: PathBuf,
    /// The archive's name.
    pub title: String,
    /// A line under the name.
    pub subtitle: Option<String>,
    /// What the archive is, for the front page and `/about/`: Markdown.
    pub about: Option<String>,
    /// Where takedown requests and questions go: an e-mail or web address.
    pub contact: Option<String>,
    /// Address it will be served from, with a slash at the end; `None`: no absolute links anywhere.
    pub base_url: Option<String>,
    /// Language of the interface (BCP 47).
    pub lang: String,
    /// Direction of the interface.
    pub dir: Direction,
    /// IANA time zone for captures that state none.
    pub timezone: Option<String>,
    /// Digits of the interface.
    pub digits: DigitSystem,
    /// Month names of the interface, in Arabic.
    pub months: MonthNames,
    /// Shape of an article's address: `{year}`, `{month}`, `{day}`, `{section}`, `{slug}` between slashes.
    pub permalink: String,
    /// Articles on a list page, at least 1.
    pub page_size: usize,
    /// Files, folders or globs of scraped pages, relative to `root`.
    pub sources: Vec<String>,
    /// Rules for single sources, in the order of the file: the first that matches wins.
    pub rules: Vec<SourceRules>,
    /// Rules for every source that none of `rules` is for.
    pub other_sources: SourceRules,
    /// Taxonomies with pages of their own.
    pub taxonomies: Vec<Taxonomy>,
    /// Articles in the feed; 0 for no feed.
    pub feed_size: usize,
    /// Folder of the Markdown files.
    pub content: PathBuf,
    /// Folder of templates that replace the built-in ones by name.
    pub templates: PathBuf,
    /// Folder of files that are copied as they are, replacing built-in ones by name.
    pub assets: PathBuf,
    /// Folder that the archive is built into.
    pub output: PathBuf,
    /// Lists that have files of citations beside them.
    pub citations: Vec<CitationsOf>,
    /// Forms of redirects from the original addresses.
    pub redirects: Vec<RedirectFormat>,
    /// A list of all captures (RFC 7089) for each original address, where the archive has a base address.
    pub timemaps: bool,
    /// A page that searches the archive, and a box on every page that leads to it.
    pub search: bool,
    /// What is not to be seen any more.
    pub takedowns: Vec<Takedown>,
    /// Colours, faces and masthead of its own.
    pub look: Look,
    /// Dates are shown in the Hijri calendar too.
    pub hijri: bool,
    /// Leave out of HTML pages what browsers do not need.
    pub minify: bool,
    /// Compressed files beside those that are worth it, for web servers that send them as they are.
    pub compress: Vec<Compression>,
}

impl Config {
    /// What of the settings decides how pages look, and nothing else: folders and the rules for reading sources do not.
    pub fn shown(&self) -> impl Serialize + use<'_> {
        // All are named, and no `..`, so that a new one is thought of.
        let Self {
            title,
            subtitle,
            about,
            contact,
            base_url,
            lang,
            dir,
            digits,
            months,
            permalink,
            page_size,
            taxonomies,
            feed_size,
            citations,
            redirects,
            timemaps,
            search,
            takedowns,
            look,
            hijri,
            minify,
            compress,
            root: _,
            timezone: _,
            sources: _,
            rules: _,
            other_sources: _,
            content: _,
            templates: _,
            assets: _,
            output: _,
        } = self;
        (
            (title, subtitle, about, contact, base_url, lang, dir.as_str(), digits, months, permalink),
            (
                page_size,
                taxonomies,
                feed_size,
                citations,
                minify,
                compress.iter().map(|form| form.ending()).collect::<Vec<_>>(),
            ),
            (redirects, timemaps, search, takedowns, look, hijri),
        )
    }

    /// What of the settings decides what is read in a scraped page.
    pub fn rules_of_reading(&self) -> impl Serialize + use<'_> {
        (&self.rules, &self.other_sources)
    }

    /// `path` as the user would name it: relative to the archive's folder where it lies inside, `/` between parts.
    pub fn display_path(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = shown.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/").replace("//", "/")
    }
}

/// Name of the settings file.
pub const FILE_NAME: &str = "site.toml";

/// `site.toml` cannot be used; holds everything that is wrong with it, in the order of the file.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.first().map_or_else(String::new, ToString::to_string))]
pub struct ConfigError(Vec<Diagnostic>);

impl ConfigError {
    /// Everything that is wrong, in the order of the file.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl Config {
    /// Reads `site.toml` in the folder `root`.
    ///
    /// # Errors
    /// When there is none, it cannot be read, or it holds a mistake.
    pub fn load(root: &Path) -> Result<Self, ConfigError> {
        let path = root.join(FILE_NAME);
        let wrong = |diagnostic: Diagnostic| ConfigError(vec![diagnostic]);
        let bytes = std::fs::read(&path).map_err(|error| {
            let diagnostic = match error.kind() {
                std::io::ErrorKind::NotFound => {
                    Diagnostic::error("this folder is no archive: it holds no site.toml")
                        .hint("run 'warraq new DIR' to make an archive, or name its folder with -C DIR")
                }
                _ => Diagnostic::error(format!("cannot be read: {error}"))
                    .hint("check that the file may be read"),
            };
            wrong(diagnostic.in_file(path.display().to_string()))
        })?;
        let source = String::from_utf8(bytes).map_err(|error| {
            let line =
                error.as_bytes()[..error.utf8_error().valid_up_to()].split(|byte| *byte == b'\n').count();
            let diagnostic = Diagnostic::error("the file is no UTF-8").hint("save it as UTF-8");
            wrong(diagnostic.in_file(FILE_NAME).at(line, None))
        })?;
        typed::read(&source, root).map_err(ConfigError)
    }

    /// As [`Config::load`], but settings by default in a folder that is no archive.
    ///
    /// # Errors
    /// When there is a `site.toml` that cannot be used.
    pub fn load_or_default(root: &Path) -> Result<Self, ConfigError> {
        if root.join(FILE_NAME).exists() { Self::load(root) } else { Ok(Self::by_default(root)) }
    }

    /// The settings of an empty `site.toml` in the folder `root`.
    pub fn by_default(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            title: "أرشيف الأخبار".to_owned(),
            subtitle: None,
            about: None,
            contact: None,
            base_url: None,
            lang: "ar".to_owned(),
            dir: Direction::Rtl,
            timezone: None,
            digits: DigitSystem::Latn,
            months: MonthNames::Egypt,
            permalink: "/{year}/{month}/{day}/{slug}/".to_owned(),
            page_size: 50,
            sources: Vec::new(),
            rules: Vec::new(),
            other_sources: SourceRules::default(),
            taxonomies: vec![Taxonomy::Section, Taxonomy::Tag, Taxonomy::Author, Taxonomy::Source],
            feed_size: 50,
            content: root.join("content"),
            templates: root.join("templates"),
            assets: root.join("static"),
            output: root.join("public"),
            minify: false,
            citations: Vec::new(),
            redirects: Vec::new(),
            timemaps: true,
            search: true,
            takedowns: Vec::new(),
            look: Look::default(),
            hijri: false,
            compress: Vec::new(),
        }
    }
}
