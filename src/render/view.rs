//! The typed data that templates get. Every template sees `site`, `page`, `t` (interface strings) and one value named
//! after the page's kind (`article`, `list`, `front` …).
//!
//! Strings are plain text unless they say HTML; templates escape them. Addresses are relative to the page they stand on.

mod access;
mod plots;

pub use access::*;
pub use plots::*;

use super::markdown::{Picture, SMALL};
use serde::Serialize;
use std::sync::Arc;

/// `site`: the same on every page. Nothing here may depend on how many articles there are: what every page shows
/// makes every page change with each new article.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The archive's name.
    pub title: String,
    /// A line under the name.
    pub subtitle: Option<String>,
    /// The same, HTML with isolates.
    pub tagline: Option<String>,
    /// Language of the interface.
    pub lang: String,
    /// Direction of the interface: `rtl` or `ltr`.
    pub dir: &'static str,
    /// Base address with a slash at the end, when the archive has one.
    pub base_url: Option<String>,
    /// Name and version of the program.
    pub generator: &'static str,
    /// Main navigation; addresses relative to the archive's root, to be joined to `page.root`. `page.nav` has it ready.
    pub nav: Vec<NavLink>,
    /// Address of the feed relative to the archive's root, when there is one.
    pub feed: Option<String>,
    /// Where questions and takedown requests go.
    pub contact: Option<Link>,
    /// Are there colours or faces of the settings, in `look.css`?
    pub has_look: bool,
    /// A picture that stands for the archive's name; address relative to the archive's root.
    pub masthead: Option<String>,
    /// Can original addresses be looked up, on `lookup/`?
    pub has_lookup: bool,
    /// Can the archive be searched, on `search/`?
    pub has_search: bool,
}

/// `page`: what every page has, whatever its kind.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `front`, `article`, `list`, `year`, `archive`, `terms`, `stats`, `about`, `history`, `lookup`, `search`, `on-this-day`,
    /// `tombstone` or `not-found`.
    pub kind: &'static str,
    /// From this page to the archive's root: `../../../` or empty. `/`-rooted on the 404 page when the base is known.
    pub root: String,
    /// This page's path from the archive's root, as a file: `2017/04/27/x/index.html`.
    pub path: String,
    /// For `<title>`, without the archive's name.
    pub title: String,
    /// For `<meta name=description>`.
    pub description: Option<String>,
    /// Absolute address, when the archive has a base address.
    pub canonical: Option<String>,
    /// The page before this one in its own series.
    pub prev: Option<Link>,
    /// The page after this one in its own series.
    pub next: Option<Link>,
    /// The way from the front page to here, front page first, this page left out.
    pub crumbs: Vec<Link>,
    /// The main navigation, by `nav.html`. HTML.
    pub nav: Arc<str>,
}

/// A link with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// What it says.
    pub text: String,
    /// Direction of the text, when it differs from the interface's or is unknown: `rtl`, `ltr` or `auto`.
    pub dir: &'static str,
}

/// A link of the main navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavLink {
    /// Where to, from the archive's root.
    pub href: String,
    /// What it says.
    pub text: String,
    /// The folder that its page and those below it lie in, with a slash at the end: `archive/`.
    pub folder: String,
}

/// `nav`: a link of the main navigation, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// Where to.
    pub href: String,
    /// What it says.
    pub text: String,
    /// `page` where it leads to the page itself, `true` where the page lies in its folder.
    pub current: Option<&'static str>,
}

/// A date for readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// ISO 8601 as precise as stated, for `<time datetime>`.
    pub datetime: String,
    /// In full, in the interface's language, digits and month names: `الخميس 27 أبريل 2017، الساعة 16:28`; the time
    /// stands in a `<bdi dir="ltr" class="n">`. HTML.
    pub html: String,
    /// Without weekday and time: `27 أبريل 2017`.
    pub short: String,
    /// The day's figure, when stated: `27`.
    pub day: Option<String>,
    /// The month with its year, when stated, otherwise the year: `أبريل 2017`.
    pub month_year: String,
    /// Weekday, when the day is stated.
    pub weekday: Option<String>,
    /// The same day in the Hijri calendar (Umm al-Qura), where the settings ask for it: `30 رجب 1438 هـ`.
    pub hijri: Option<String>,
}

/// An image.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImageView {
    /// Address inside the archive, when the archive keeps the image. Never a foreign host.
    pub src: Option<String>,
    /// The same in several widths, for `srcset`; none where there is but one.
    pub srcset: Option<String>,
    /// Width in pixels, where the archive knows it.
    pub width: Option<u32>,
    /// Height in pixels, where the archive knows it.
    pub height: Option<u32>,
    /// Too narrow to be drawn as wide as the text.
    pub small: bool,
    /// Absolute address, when the archive keeps the image and has a base address.
    pub address: Option<String>,
    /// The image's address where it was published, for a plain link.
    pub original: Option<String>,
    /// Text alternative.
    pub alt: String,
    /// Caption, HTML with isolates.
    pub caption: Option<String>,
    /// Credit.
    pub credit: Option<String>,
}

impl ImageView {
    /// What shows a picture, and says nothing of it.
    pub(super) fn of(picture: Option<Picture>) -> Self {
        let Picture { src, srcset, size } = picture.clone().unwrap_or_default();
        Self {
            src: picture.map(|_| src),
            srcset,
            width: size.map(|(width, _)| width.into()),
            height: size.map(|(_, height)| height.into()),
            small: size.is_some_and(|(width, _)| width < SMALL),
            ..Self::default()
        }
    }
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// Address of its page.
    pub href: String,
    /// Headline, HTML with isolates.
    pub title: String,
    /// Its language.
    pub lang: Option<String>,
    /// Its direction.
    pub dir: &'static str,
    /// When it was published.
    pub date: Option<DateView>,
    /// The site that published it.
    pub source: Option<Link>,
    /// Its section.
    pub section: Option<Link>,
    /// Its summary, HTML with isolates.
    pub summary: Option<String>,
    /// Its lead image, small, where the archive keeps it; its text alternative is empty, since the headline says it.
    pub image: Option<ImageView>,
}

/// `story`: an article in a list, and what the list shows of it.
#[derive(Debug, Clone, Serialize)]
pub struct StoryView {
    /// The article.
    pub card: Card,
    /// Its day is shown: it does not stand above.
    pub dated: bool,
    /// Its summary is shown.
    pub summary: bool,
}

/// `article`: one article.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// Headline, HTML with isolates.
    pub title: String,
    /// Its language.
    pub lang: Option<String>,
    /// Its direction.
    pub dir: &'static str,
    /// Its section.
    pub section: Option<Link>,
    /// Standfirst, HTML with isolates; none where it is only how the text begins.
    pub summary: Option<String>,
    /// Its authors, each with the link to their list.
    pub authors: Vec<Link>,
    /// Agency or desk.
    pub agency: Option<String>,
    /// Byline as printed, where it says more than authors and agency; without the one author's name.
    pub byline: Option<String>,
    /// When it was published.
    pub date: Option<DateView>,
    /// When it was updated.
    pub updated: Option<DateView>,
    /// Lead image.
    pub image: Option<ImageView>,
    /// The text, HTML.
    pub body: String,
    /// Its tags.
    pub tags: Vec<Link>,
    /// The page's own "read also": inside the archive where the target is archived, to the original otherwise; an empty
    /// `href` where no address is known.
    pub read_also: Vec<Link>,
    /// How many comments, as a counted phrase; none where there are none.
    pub comment_count: Option<String>,
    /// What readers wrote below the page.
    pub comments: Vec<CommentView>,
    /// The captures of its page, where there are several.
    pub versions: Option<VersionsView>,
    /// Related articles of this archive, each by `story.html`. HTML; empty where there are none.
    pub related: String,
    /// Where it comes from.
    pub provenance: ProvenanceView,
    /// Front matter that Warraq does not know.
    pub extra: toml::Table,
    /// schema.org `NewsArticle`, JSON, safe inside a script element.
    pub json_ld: String,
}

/// A reader's comment.
#[derive(Debug, Clone, Serialize)]
pub struct CommentView {
    /// The name that it is signed with; its `href` is empty.
    pub author: Option<Link>,
    /// When it was written.
    pub date: Option<DateView>,
    /// Direction of the text.
    pub dir: &'static str,
    /// Its paragraphs, HTML with isolates.
    pub paragraphs: Vec<String>,
}

/// The provenance box.
#[derive(Debug, Clone, Serialize)]
pub struct ProvenanceView {
    /// The site that published the article.
    pub source: Option<Link>,
    /// Original address.
    pub url: Option<String>,
    /// When it was captured.
    pub captured: Option<DateView>,
    /// The scraped file.
    pub file: Option<String>,
    /// The record inside that file.
    pub record: Option<String>,
    /// SHA-256 of the captured bytes.
    pub sha256: Option<String>,
    /// Encoding the bytes were read in.
    pub encoding: Option<String>,
    /// Program version that converted it.
    pub converter: Option<String>,
    /// How to cite the article, in the interface's direction, HTML with isolates.
    pub citation: String,
    /// Its captures for programs (RFC 7089).
    pub time_map: Option<String>,
    /// The same for reference managers.
    pub citation_formats: Vec<CitationView>,
}

/// A citation in a form that programs read.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    /// The form's own name: `BibTeX`, `RIS`, `CSL-JSON`.
    pub name: &'static str,
    /// In identifiers: `bib`, `ris`, `csl-json`.
    pub id: &'static str,
    /// The citation, plain text.
    pub text: String,
}

/// `list`: articles under one heading, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    /// What the list is of, HTML with isolates.
    pub heading: String,
    /// What kind of list: `section`, `tag`, `author`, `source`, `day`, `month`, `year-only`, `undated`.
    pub kind: &'static str,
    /// How many articles in all, as a counted phrase; only on the newest page, so that older pages never change.
    pub count: Option<String>,
    /// The articles of this page by day.
    pub groups: Vec<DayGroup>,
    /// Address of this list's Atom feed; only on the newest page, as the next.
    pub feed: Option<String>,
    /// Files of citations of all its articles.
    pub citations: Vec<Link>,
    /// The other pages of this list; `None` when there is only one.
    pub pager: Option<Pager>,
}

/// Articles of one day.
#[derive(Debug, Clone, Serialize)]
pub struct DayGroup {
    /// The day; `None` for articles without a date.
    pub date: Option<DateView>,
    /// Address of the day's own page, where the day is stated.
    pub href: Option<String>,
    /// The articles, each by `story.html`. HTML.
    pub stories: String,
}

/// The pages of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    /// Page numbers to show, newest page first. Pages are numbered from the oldest, so that addresses stay.
    pub pages: Vec<PagerLink>,
    /// The page with newer articles.
    pub newer: Option<String>,
    /// The page with older articles.
    pub older: Option<String>,
}

/// One page number of a pager.
#[derive(Debug, Clone, Serialize)]
pub struct PagerLink {
    /// Where to; `None` for the page itself and for a gap.
    pub href: Option<String>,
    /// The number in the interface's digits; `…` for a gap.
    pub text: String,
    /// Is it the page itself?
    pub current: bool,
}

/// `archive`: the years, on `/archive/`.
#[derive(Debug, Clone, Serialize)]
pub struct ArchiveIndexView {
    /// The years, newest first.
    pub years: Vec<YearLink>,
    /// Articles without a date.
    pub undated: Option<Link>,
}

/// A year with its count and its twelve months' counts.
#[derive(Debug, Clone, Serialize)]
pub struct YearLink {
    /// Where to.
    pub href: String,
    /// The year in the interface's digits.
    pub text: String,
    /// Counted phrase.
    pub count: String,
    /// Articles in each month, January first, each 0 to 100 relative to the archive's fullest month.
    pub months: Vec<u32>,
}

/// `year`: a year's calendar.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// The year in the interface's digits.
    pub year: String,
    /// Counted phrase.
    pub count: String,
    /// The twelve months.
    pub months: Vec<MonthView>,
    /// The list of articles of which only the year is known, with their count as text.
    pub rest: Option<Link>,
}

/// A month of a year's calendar.
#[derive(Debug, Clone, Serialize)]
pub struct MonthView {
    /// Where to; `None` when the month holds nothing.
    pub href: Option<String>,
    /// The month's name.
    pub name: String,
    /// Counted phrase.
    pub count: String,
    /// Its days, in weeks that begin with the locale's first weekday.
    pub days: Vec<DayCell>,
}

/// A day of a month's heat map.
#[derive(Debug, Clone, Serialize)]
pub struct DayCell {
    /// Day of the month, from 1.
    pub day: u8,
    /// Column of the weekday, 0 to 6 in reading order.
    pub column: u8,
    /// Row of the week, from 0.
    pub row: u8,
    /// 0 (nothing) to 4 (most).
    pub level: u8,
    /// Where to; `None` when the day holds nothing.
    pub href: Option<String>,
    /// `3 مقالات، 27 أبريل 2017`.
    pub label: String,
}

/// `terms`: the index of a taxonomy.
#[derive(Debug, Clone, Serialize)]
pub struct TermsView {
    /// What they are: `section`, `tag`, `author`, `source`.
    pub kind: &'static str,
    /// The heading.
    pub heading: String,
    /// The fullest terms, where there are too many for one page; empty otherwise.
    pub fullest: Vec<TermView>,
    /// The letters, each with its terms in reading order.
    pub letters: Vec<LetterView>,
}

/// A letter of an index.
#[derive(Debug, Clone, Serialize)]
pub struct LetterView {
    /// The letter; `0-9` for names that begin with a digit, empty where there are few names.
    pub letter: String,
    /// In identifiers: `letter-1`, or the page of the letter where it has its own.
    pub href: String,
    /// How many terms.
    pub count: String,
    /// The terms in reading order; none where the letter has a page of its own.
    pub terms: Vec<TermView>,
}

/// A term of a taxonomy.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// Where to.
    pub link: Link,
    /// Counted phrase.
    pub count: String,
}

/// `front`: the front page.
#[derive(Debug, Clone, Serialize)]
pub struct FrontView {
    /// What the archive is, HTML.
    pub about: Option<String>,
    /// What the archive spans, as a phrase: `2010–2024`; empty when no article is dated, or when the line under the name
    /// says it already.
    pub span: String,
    /// The newest article.
    pub lead: Option<Card>,
    /// The next newest.
    pub second: Vec<Card>,
    /// And the next.
    pub third: Vec<Card>,
    /// The fullest sections with their newest articles.
    pub sections: Vec<SectionBlock>,
    /// On this day, in other years.
    pub on_this_day: Option<OnThisDayView>,
    /// Browse by year.
    pub years: Vec<YearLink>,
    /// Browse by source, fullest first.
    pub sources: Vec<TermView>,
    /// Browse by tag, fullest first.
    pub tags: Vec<TermView>,
}

/// A section on the front page.
#[derive(Debug, Clone, Serialize)]
pub struct SectionBlock {
    /// The section.
    pub link: Link,
    /// Its newest articles.
    pub cards: Vec<Card>,
}

/// `about`: how the archive was made.
#[derive(Debug, Clone, Serialize)]
pub struct AboutView {
    /// What the archive is, HTML.
    pub about: Option<String>,
    /// How many articles, as a counted phrase: `18,432 مقالا`.
    pub article_count: String,
    /// Where questions and takedown requests go.
    pub contact: Option<Link>,
    /// First and last date, as readers write them.
    pub first: Option<DateView>,
    /// Last date.
    pub last: Option<DateView>,
    /// Sources with counts, fullest first.
    pub sources: Vec<TermView>,
    /// Languages with counts, fullest first.
    pub languages: Vec<TermView>,
    /// Earlier captures of articles' pages, as a counted phrase; none where there are none.
    pub earlier_captures: Option<String>,
    /// What became of the inputs: each fate with a counted phrase; empty where that is not known.
    pub inputs: Vec<FigureView>,
    /// Why inputs are in no article, in the program's own words, with how many.
    pub input_reasons: Vec<FigureView>,
    /// The file that has the fate of every input.
    pub input_list: Option<String>,
    /// The archive for other programs: files of metadata and citations.
    pub data: Vec<Link>,
    /// Redirects from the original addresses, for web servers.
    pub redirects: Vec<Link>,
    /// Articles without a date, without a headline, without an address: counted phrases.
    pub without_date: String,
    /// See `without_date`.
    pub without_source: String,
}
