//! What can stand at a path of the archive.

use super::files::{CitationFormat, DataFormat, FeedFormat, FeedOf};
use crate::archive::{ArticleId, TermId};
use crate::config::{Compression, RedirectFormat, Taxonomy};

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// The front page.
    Front,
    /// An article.
    Article(ArticleId),
    /// A page of a list: 0 its first, with the newest articles; from 1 numbered from the oldest.
    List(List, u32),
    /// The years.
    Archive,
    /// A year's calendar.
    Year(i16),
    /// The index of a taxonomy.
    Terms(Taxonomy),
    /// The names of a large taxonomy under one letter, by the letter's place among its letters.
    Letter(Taxonomy, u32),
    /// What stands in the place of an article that was taken down.
    Tombstone(ArticleId),
    /// What changed from one capture of an article's page to the next; the article is the latest.
    History(ArticleId),
    /// All captures of an article's page for programs; the article is the latest.
    TimeMap(ArticleId),
    /// A file of the search index, by its place among them.
    IndexFile(u32),
    /// The search of the archive.
    Search,
    /// From an original address to the article.
    Lookup,
    /// Part of what that page looks up, from 0.
    LookupPart(u32),
    /// Part of what tells a web server where the page of a dead address is, from 1.
    Redirects(RedirectFormat, u32),
    /// The days of the year.
    DaysOfYear,
    /// What the front page shows of a day of the year.
    DayStories(u8, u8),
    /// What became of every input, a line an input.
    Inputs,
    /// Colours and faces of the settings.
    Look,
    /// What the archive holds and lacks, in figures.
    Stats,
    /// About the archive.
    About,
    /// What a web server shows for a path that is not there.
    NotFound,
    /// A feed of the newest articles.
    Feed(FeedOf, FeedFormat),
    /// A citation of every article of a list, of which it is no page but stands beside.
    ListCitations(List, CitationFormat),
    /// Part of what researchers' programs read of the whole archive, from 1, oldest articles first.
    Data(DataFormat, u32),
    /// The sitemap, or the index of its parts when there are several.
    Sitemap,
    /// A part of the sitemap, from 1.
    SitemapPart(u32),
    /// What crawlers read first.
    Robots,
    /// A file that is copied as it is: its place in the plan's list of assets.
    Asset(u32),
    /// An image that the archive keeps, as it is: its place in the plan's list of images.
    Image(u32),
    /// The same in a smaller width.
    Scaled(u32, u16),
    /// A file that is in the plan too, compressed; its name is that file's with an ending.
    Compressed(Compression),
}

/// A list of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// Articles of a month, by their days.
    Month(i16, u8),
    /// Articles of a day.
    Day(i16, u8, u8),
    /// Articles of a year of which no month is known.
    YearOnly(i16),
    /// Articles without a date.
    Undated,
    /// Articles of a day of every year, by month and day.
    DayOfYear(u8, u8),
    /// Articles under a term.
    Term(Taxonomy, TermId),
}

/// A path with what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// From the output folder, `/` between parts, never empty.
    pub path: Box<str>,
    /// What stands there.
    pub page: Page,
}

impl Page {
    /// Does a sitemap name it?
    pub(super) fn is_indexable(self) -> bool {
        use Page::{
            About, Archive, Article, DaysOfYear, Front, History, Letter, List, Lookup, Search, Stats, Terms,
            Year,
        };
        matches!(
            self,
            Front
                | Article(_)
                | History(_)
                | List(..)
                | Archive
                | Year(_)
                | Terms(_)
                | Letter(..)
                | DaysOfYear
                | Stats
                | Lookup
                | Search
                | About
        )
    }
}
