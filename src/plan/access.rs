//! The ways in from elsewhere: from dead addresses, from programs that know times of capture, from a day of the year, from the
//! letters of a large index. Paths alone: what stands there is the renderer's.

use super::draft::Draft;
use super::{DATA_SIZE, List, Page, Plan};
use crate::archive::{Archive, ArticleId, TermId};
use crate::config::{Config, RedirectFormat, Taxonomy};
use std::collections::BTreeMap;

/// About so many addresses are looked up in one file.
const LOOKUP_SIZE: usize = 500;
/// Names that an index shows on one page; one with more has a page for each letter.
pub const INDEX_SIZE: usize = 1000;

impl RedirectFormat {
    /// The path of part `part`, from 1; the first goes without its number.
    pub fn path(self, part: u32) -> String {
        let (name, ending) = match self {
            Self::Nginx => ("nginx", "map"),
            Self::Apache => ("apache", "txt"),
            Self::Netlify => ("netlify", "redirects"),
        };
        let number = if part > 1 { format!("-{part}") } else { String::new() };
        format!("redirects/{name}{number}.{ending}")
    }
}

/// A term's place in an index by letters.
pub(super) type Letters = Vec<(String, Vec<TermId>)>;

/// The names of a taxonomy that has too many for one page, by their first letters.
pub(super) fn letters(archive: &Archive, taxonomy: Taxonomy) -> Letters {
    let terms = archive.terms(taxonomy);
    if terms.len() <= INDEX_SIZE {
        return Letters::new();
    }
    let mut letters: BTreeMap<String, Vec<TermId>> = BTreeMap::new();
    for (id, term) in terms.iter() {
        letters.entry(term.initial()).or_default().push(id);
    }
    letters.into_iter().collect()
}

/// Plans them all.
pub(super) fn pages(draft: &mut Draft, archive: &Archive, config: &Config) {
    if archive.ids().any(|id| archive.article(id).index.address.is_some()) {
        draft.fixed("lookup/index.html", Page::Lookup);
        for part in 0..lookup_parts(archive) {
            draft.fixed(&lookup_path(part), Page::LookupPart(part));
        }
        for &format in &config.redirects {
            for part in 1..=Plan::data_parts(archive) {
                draft.fixed(&format.path(part), Page::Redirects(format, part));
            }
        }
    }
    let days = archive.days_of_year();
    if !days.is_empty() {
        draft.fixed("on-this-day/index.html", Page::DaysOfYear);
    }
    for &(month, day) in days.keys() {
        draft.fixed(&day_stories_path(month, day), Page::DayStories(month, day));
    }
}

/// In how many files addresses are looked up: a power of two, so that it seldom changes as the archive grows.
pub fn lookup_parts(archive: &Archive) -> u32 {
    u32::try_from(archive.len().div_ceil(LOOKUP_SIZE).next_power_of_two()).unwrap_or(u32::MAX)
}

fn lookup_path(part: u32) -> String {
    format!("lookup/parts/{part}.js")
}

fn day_stories_path(month: u8, day: u8) -> String {
    format!("on-this-day/{month:02}-{day:02}/stories.js")
}

/// The folder that is an article's own: `2017/04/27/x/` of `2017/04/27/x/index.html` and of `2017/04/27/x.html`.
fn own_folder(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) => folder.to_owned(),
        None => format!("{}/", path.strip_suffix(".html").unwrap_or(path)),
    }
}

/// The histories of articles with several captures, and the time maps, beside the articles' own pages. None where another page
/// has taken the place.
pub(super) fn beside_articles(
    draft: &mut Draft,
    archive: &Archive,
    config: &Config,
    paths: &[(ArticleId, String)],
) {
    for (id, path) in paths {
        if archive.is_latest_of_several(*id) {
            draft.claim(&history_path(path), Page::History(*id));
        }
        if has_time_map(archive, config, *id) {
            draft.claim(&time_map_path(path), Page::TimeMap(*id));
        }
    }
}

/// Is anything known of the time at which an article's page was captured, and an address under which it is found?
pub(super) fn has_time_map(archive: &Archive, config: &Config, id: ArticleId) -> bool {
    let is_timed = |id: &ArticleId| archive.article(*id).captured.is_some_and(|date| date.time().is_some());
    let versions = archive.versions(id);
    config.timemaps
        && config.base_url.is_some()
        && archive.article(id).index.address.is_some()
        && (versions.is_empty() && is_timed(&id)
            || archive.is_latest_of_several(id) && versions.iter().any(is_timed))
}

fn history_path(article: &str) -> String {
    format!("{}history/index.html", own_folder(article))
}

fn time_map_path(article: &str) -> String {
    format!("{}timemap.link", own_folder(article))
}

impl Plan {
    /// Path of the history of an article, the latest capture of its page; `None` where there is none.
    pub fn history_path(&self, id: ArticleId) -> Option<&str> {
        let path = self.exact(&history_path(self.article_path(id)))?;
        (path.page == Page::History(id)).then_some(&path.path)
    }

    /// Path of the time map of an article, the latest capture of its page; `None` where there is none.
    pub fn time_map_path(&self, id: ArticleId) -> Option<&str> {
        if !self.has_time_maps {
            return None;
        }
        let path = self.exact(&time_map_path(self.article_path(id)))?;
        (path.page == Page::TimeMap(id)).then_some(&path.path)
    }

    /// The letters of a taxonomy with too many names for one page, each with its names; empty for others.
    pub fn letters(&self, taxonomy: Taxonomy) -> &[(String, Vec<TermId>)] {
        &self.letters[taxonomy.index()]
    }

    /// Path of the page of a letter, by its place among [`Plan::letters`].
    pub fn letter_path(&self, taxonomy: Taxonomy, letter: u32) -> String {
        let name = &self.letters(taxonomy)[letter as usize].0;
        format!("{}/letters/{name}/index.html", super::folder(taxonomy))
    }

    /// How many articles there are of a day of the year.
    pub(super) fn on_day_of_year(archive: &Archive, month: u8, day: u8) -> usize {
        let ranges = archive.days_of_year().get(&(month, day));
        ranges.into_iter().flatten().map(ExactSizeIterator::len).sum()
    }

    /// All articles of a day of the year, newest first.
    pub(super) fn of_day_of_year(archive: &Archive, month: u8, day: u8) -> Vec<ArticleId> {
        let ranges = archive.days_of_year().get(&(month, day));
        ranges.into_iter().flatten().flat_map(|range| range.clone().map(ArticleId)).collect()
    }
}

/// The articles in part `part`, from 1, of what is written of all: undated ones, then the oldest first, so that a newer one
/// changes the last part alone.
pub fn articles_of_part(archive: &Archive, part: u32) -> Vec<ArticleId> {
    let undated = archive.undated();
    let dated = (0..undated.start).rev();
    let skipped = part.saturating_sub(1) as usize * DATA_SIZE;
    undated.chain(dated).skip(skipped).take(DATA_SIZE).map(ArticleId).collect()
}

/// The list of a day of the year, where it holds anything.
pub(super) fn days_of_year(archive: &Archive) -> impl Iterator<Item = List> + '_ {
    archive.days_of_year().keys().map(|&(month, day)| List::DayOfYear(month, day))
}
