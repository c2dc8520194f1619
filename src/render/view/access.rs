//! What the pages are told that lead in from elsewhere: from other captures, dead addresses, a day of the year; and what stands
//! for articles that were taken down.

use super::{DateView, Link, MonthView};
use serde::Serialize;

/// `article.versions`: the captures of the article's page, where there are several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionsView {
    /// How many, as a counted phrase.
    pub count: String,
    /// What changed between them.
    pub history: Option<String>,
    /// The latest capture, where this is an earlier one.
    pub latest: Option<Link>,
}

/// `history`: what changed from one capture of a page to the next.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryView {
    /// The latest headline, HTML with isolates.
    pub headline: String,
    /// Its language.
    pub lang: Option<String>,
    /// Its direction.
    pub dir: &'static str,
    /// The latest capture.
    pub article: Link,
    /// How many captures, as a counted phrase.
    pub count: String,
    /// All captures, latest first.
    pub versions: Vec<VersionView>,
    /// The newest comparisons, newest first.
    pub changes: Vec<ChangeView>,
    /// Are there older ones, that are not shown?
    pub has_more: bool,
}

/// A capture of a page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct VersionView {
    /// Address of its page.
    pub href: String,
    /// Its number, 1 for the earliest.
    pub number: String,
    /// When it was captured; none where that is not known.
    pub captured: Option<DateView>,
    /// Is it the one that lists show?
    pub is_latest: bool,
}

/// What changed from one capture to the next.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    /// The earlier capture.
    pub older: VersionView,
    /// The later capture.
    pub newer: VersionView,
    /// The headline, where it changed: HTML with `ins` and `del`.
    pub title: Option<String>,
    /// The article's direction.
    pub dir: &'static str,
    /// The article's language.
    pub lang: Option<String>,
    /// Words that came, as a counted phrase.
    pub added: String,
    /// Words that went, as a counted phrase.
    pub removed: String,
    /// The text.
    pub blocks: Vec<DiffBlock>,
}

/// A paragraph of a comparison, or paragraphs that are the same.
#[derive(Debug, Clone, Serialize)]
pub struct DiffBlock {
    /// HTML with `ins` and `del`; empty where paragraphs are the same.
    pub html: String,
    /// Its direction.
    pub dir: &'static str,
    /// How many paragraphs are the same, as a counted phrase.
    pub same: Option<String>,
}

/// `tombstone`: what stands in the place of an article that was taken down.
#[derive(Debug, Clone, Serialize)]
pub struct TombstoneView {
    /// What the settings say of it.
    pub note: Option<String>,
    /// Where questions go.
    pub contact: Option<Link>,
}

/// `lookup`: from an original address to the article.
#[derive(Debug, Clone, Serialize)]
pub struct LookupView {
    /// In how many files addresses are looked up: `lookup/parts/0.js` and on.
    pub parts: u32,
}

/// `search`: the search of the archive.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// What the page's script says, with the forms of counted phrases, digits and marks: JSON, safe inside a script element.
    pub words: String,
}

/// `days`: the days of the year.
#[derive(Debug, Clone, Serialize)]
pub struct DaysOfYearView {
    /// The twelve months; a year has no weekdays here, weeks are rows of seven days.
    pub months: Vec<MonthView>,
}

/// `front.on_this_day`: how the front page finds the reader's day.
#[derive(Debug, Clone, Serialize)]
pub struct OnThisDayView {
    /// Address of the days of the year.
    pub href: String,
    /// For each month, a hexadecimal number with one bit for each day that holds anything: the first day's is the lowest.
    pub days: String,
}
