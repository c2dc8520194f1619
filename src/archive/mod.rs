//! The archive as a whole: all articles' metadata, sorted and grouped, immutable once built. Holds no bodies.
//!
//! In: one [`Meta`] an article, in any order. Out: [`Archive`], where an article is a number, newest first, so that every
//! year, month and day is a range of numbers and previous and next are one away. Names of sections, tags, authors and
//! sources are kept once. Knows no addresses of pages: those are the plan's.

mod meta;
mod related;
mod standing;
mod takedown;
mod terms;

pub use meta::{LENGTHS, Meta, MetaIndex, Name, Names};
pub use terms::{Term, TermId, Terms};

use crate::article::identity::canonical_address;
use crate::cache::Fingerprint;
use crate::config::{Takedown, Taxonomy};
use crate::date::StatedDate;
use rayon::prelude::*;
use related::WordIndex;
use rustc_hash::{FxBuildHasher, FxHashMap};
use standing::Standing;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use takedown::Takedowns;

/// Number of an article: its place in the archive, newest first, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

impl ArticleId {
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// What became of the inputs that the archive was converted from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InputFates {
    /// How many met which fate: `article`, `duplicate-of`, `not-an-article`, `unreadable`.
    pub counts: BTreeMap<String, usize>,
    /// Why inputs are in no article, with how many, the most frequent first.
    pub reasons: Vec<(String, usize)>,
    /// Of the account of every input.
    pub fingerprint: Fingerprint,
}

/// All articles' metadata: those that stand in lists, then earlier captures of the same pages, then what was taken down.
#[derive(Debug, Default)]
pub struct Archive {
    articles: Vec<Arc<Meta>>,
    standing: Standing,
    takedowns: Takedowns,
    idle_takedowns: Vec<usize>,
    inputs: Option<InputFates>,
    terms: [Terms; 4],
    years: BTreeMap<i16, Range<u32>>,
    months: BTreeMap<(i16, u8), Range<u32>>,
    days: BTreeMap<(i16, u8, u8), Range<u32>>,
    days_of_year: BTreeMap<(u8, u8), Vec<Range<u32>>>,
    dated: u32,
    /// Newest first.
    pinned: Vec<ArticleId>,
    words: WordIndex,
    by_address: FxHashMap<Fingerprint, ArticleId>,
    /// Sorted by their files.
    by_file: Vec<ArticleId>,
}

impl Archive {
    /// Sorts and groups. The same articles give the same archive, whatever their order here. `takedowns`: what of them is not to
    /// be seen.
    pub fn new(mut metas: Vec<Arc<Meta>>, takedowns: &[Takedown]) -> Self {
        metas.par_sort_unstable_by(|a, b| {
            newest_first(a.date.as_ref(), b.date.as_ref()).then_with(|| a.file.cmp(&b.file))
        });
        let asked = takedowns.len();
        let mut takedowns = Takedowns::new(takedowns);
        let (metas, standing) = standing::rank(metas, &mut takedowns);
        let listed = &metas[..standing.listed as usize];
        let mut archive = Self::default();
        archive.group_by_date(listed);
        let pinned = listed.iter().zip((0..).map(ArticleId)).filter(|(meta, _)| meta.pinned);
        archive.pinned = pinned.map(|(_, id)| id).collect();
        let terms = archive.terms.par_iter_mut().zip(Taxonomy::ALL);
        let gather =
            || terms.for_each(|(terms, taxonomy)| *terms = Terms::gather(taxonomy, &metas, listed.len()));
        (archive.words, archive.by_address) =
            rayon::join(|| rayon::join(|| WordIndex::new(listed), || by_address(listed)), gather).0;
        let met: BTreeSet<usize> = standing.takedowns.iter().map(|number| *number as usize).collect();
        archive.idle_takedowns = (0..asked).filter(|number| !met.contains(number)).collect();
        (archive.articles, archive.standing, archive.takedowns) = (metas, standing, takedowns);
        archive.by_file = (0..).map(ArticleId).take(archive.articles.len()).collect();
        let articles = &archive.articles;
        archive.by_file.par_sort_unstable_by(|a, b| articles[a.index()].file.cmp(&articles[b.index()].file));
        archive
    }

    fn group_by_date(&mut self, metas: &[Arc<Meta>]) {
        for (meta, at) in metas.iter().zip(0_u32..) {
            let Some(date) = meta.date else { break };
            self.dated = at + 1;
            extend(&mut self.years, date.year(), at);
            let Some(month) = date.month() else { continue };
            extend(&mut self.months, (date.year(), month), at);
            let Some(day) = date.day() else { continue };
            extend(&mut self.days, (date.year(), month, day), at);
        }
        for (&(_, month, day), range) in self.days.iter().rev() {
            self.days_of_year.entry((month, day)).or_default().push(range.clone());
        }
    }

    /// With an account of the inputs.
    #[must_use]
    pub fn with_inputs(self, inputs: Option<InputFates>) -> Self {
        Self { inputs, ..self }
    }

    /// What became of the inputs, where that is known.
    pub fn inputs(&self) -> Option<&InputFates> {
        self.inputs.as_ref()
    }

    /// How many articles stand in lists.
    pub fn len(&self) -> usize {
        self.standing.listed as usize
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.standing.listed == 0
    }

    /// The numbers of all articles that stand in lists, newest first, undated ones last.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = ArticleId> + ExactSizeIterator + use<> {
        (0..self.standing.listed).map(ArticleId)
    }

    /// All captures of the article's page, oldest first; empty where there is but one.
    pub fn versions(&self, id: ArticleId) -> &[ArticleId] {
        self.standing.versions.get(&id).map_or(&[], |ids| ids)
    }

    /// Is the article the latest of several captures of its page?
    pub fn is_latest_of_several(&self, id: ArticleId) -> bool {
        self.versions(id).last() == Some(&id)
    }

    /// Do links to the article's address lead to it? Of several with one address they lead to one.
    pub fn is_at_its_address(&self, id: ArticleId) -> bool {
        self.article(id).index.address.is_some_and(|key| self.at_key(key) == Some(id))
    }

    /// How many earlier captures there are beside the articles that stand in lists.
    pub fn earlier_captures(&self) -> usize {
        (self.standing.kept - self.standing.listed) as usize
    }

    /// The takedown that an article falls under, by its place in the settings.
    pub fn takedown_of(&self, id: ArticleId) -> Option<usize> {
        let at = id.0.checked_sub(self.standing.kept)?;
        self.standing.takedowns.get(at as usize).map(|number| *number as usize)
    }

    /// The takedowns that no article falls under, by their places in the settings.
    pub fn idle_takedowns(&self) -> &[usize] {
        &self.idle_takedowns
    }

    /// Is what was published at this address taken down, whether the archive held it or not?
    pub fn is_taken_down(&self, address: &str) -> bool {
        self.takedowns.covers(address)
    }

    /// An article's metadata.
    pub fn article(&self, id: ArticleId) -> &Arc<Meta> {
        &self.articles[id.index()]
    }

    /// The articles for the front page: the pinned ones, then all others, each newest first.
    pub fn foremost(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.pinned.iter().copied().chain(self.ids().filter(|id| !self.article(*id).pinned))
    }

    /// The next newer article, if both are dated.
    pub fn newer(&self, id: ArticleId) -> Option<ArticleId> {
        (id.0 < self.dated).then(|| id.0.checked_sub(1)).flatten().map(ArticleId)
    }

    /// The next older article, if both are dated.
    pub fn older(&self, id: ArticleId) -> Option<ArticleId> {
        (id.0 + 1 < self.dated).then_some(ArticleId(id.0 + 1))
    }

    /// Years with their articles.
    pub fn years(&self) -> &BTreeMap<i16, Range<u32>> {
        &self.years
    }

    /// Months with their articles; articles of which only the year is known are in none.
    pub fn months(&self) -> &BTreeMap<(i16, u8), Range<u32>> {
        &self.months
    }

    /// Days with their articles.
    pub fn days(&self) -> &BTreeMap<(i16, u8, u8), Range<u32>> {
        &self.days
    }

    /// The days of the year, each with its articles of every year, newest first.
    pub fn days_of_year(&self) -> &BTreeMap<(u8, u8), Vec<Range<u32>>> {
        &self.days_of_year
    }

    /// Articles of the year of which no month is known.
    pub fn year_only(&self, year: i16) -> Range<u32> {
        let whole = self.years.get(&year).cloned().unwrap_or_default();
        // Sorted newest first with unstated parts lowest, they stand at the year's end.
        let first_month = self.months.range((year, 0)..=(year, u8::MAX)).next();
        first_month.map_or(whole.clone(), |(_, month)| month.end..whole.end)
    }

    /// Articles without a date.
    pub fn undated(&self) -> Range<u32> {
        self.dated..self.standing.listed
    }

    /// The names of a taxonomy.
    pub fn terms(&self, taxonomy: Taxonomy) -> &Terms {
        &self.terms[taxonomy.index()]
    }

    /// The article that was published at the address with this [`address_key`]: its latest capture, unless it was taken down.
    pub fn at_key(&self, key: Fingerprint) -> Option<ArticleId> {
        self.by_address.get(&key).copied()
    }

    /// The article in the Markdown file `file`, named as its [`Meta`] named it.
    pub fn in_file(&self, file: &str) -> Option<ArticleId> {
        let at = self.by_file.binary_search_by(|id| (*self.article(*id).file).cmp(file)).ok()?;
        Some(self.by_file[at])
    }

    /// All articles, those that stand in no list too, by the names of their files.
    pub fn in_order_of_files(&self) -> &[ArticleId] {
        &self.by_file
    }

    /// At most `limit` articles of the same matter, best first: those that share rare tags and rare words of the headline.
    pub fn related(&self, id: ArticleId, limit: usize) -> Vec<ArticleId> {
        related::related(self, &self.words, id, limit)
    }
}

impl FromIterator<Meta> for Archive {
    fn from_iter<I: IntoIterator<Item = Meta>>(metas: I) -> Self {
        Self::new(metas.into_iter().map(|meta| Arc::new(meta.indexed())).collect(), &[])
    }
}

fn newest_first(a: Option<&StatedDate>, b: Option<&StatedDate>) -> Ordering {
    b.cmp(&a)
}

fn extend<K: Ord>(ranges: &mut BTreeMap<K, Range<u32>>, key: K, at: u32) {
    ranges.entry(key).or_insert(at..at).end = at + 1;
}

/// The newest article of each address.
fn by_address(metas: &[Arc<Meta>]) -> FxHashMap<Fingerprint, ArticleId> {
    let mut articles = FxHashMap::with_capacity_and_hasher(metas.len(), FxBuildHasher);
    for (meta, id) in metas.iter().zip((0..).map(ArticleId)) {
        if let Some(key) = meta.index.address {
            articles.entry(key).or_insert(id);
        }
    }
    articles
}

/// Of an address in its canonical form: differences of scheme, `www.`, fragment, tracking and a slash at the end are overlooked.
/// `None` when it is no web address.
pub fn address_key(address: &str) -> Option<Fingerprint> {
    canonical_address(address).map(|address| Fingerprint::of(address.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn meta(file: &str, title: &str, date: &str) -> Meta {
        Meta { file: file.into(), title: title.into(), date: date.parse().ok(), ..Meta::default() }
    }

    fn titles(archive: &Archive, range: Range<u32>) -> Vec<&str> {
        range.map(|at| &*archive.article(ArticleId(at)).title).collect()
    }

    #[test]
    fn sorts_newest_first_and_groups_by_what_is_stated() {
        let archive = Archive::from_iter([
            meta("a.md", "undated", ""),
            meta("b.md", "year", "2017"),
            meta("c.md", "month", "2017-04"),
            meta("d.md", "evening", "2017-04-27T16:28"),
            meta("e.md", "day", "2017-04-27"),
            meta("f.md", "older", "2016-12-31"),
            meta("g.md", "newer", "2018-01-01"),
        ]);
        assert_eq!(titles(&archive, 0..7), ["newer", "evening", "day", "month", "year", "older", "undated"]);
        assert_eq!(titles(&archive, archive.years()[&2017].clone()), ["evening", "day", "month", "year"]);
        assert_eq!(titles(&archive, archive.months()[&(2017, 4)].clone()), ["evening", "day", "month"]);
        assert_eq!(titles(&archive, archive.days()[&(2017, 4, 27)].clone()), ["evening", "day"]);
        assert_eq!(titles(&archive, archive.year_only(2017)), ["year"]);
        assert_eq!(titles(&archive, archive.year_only(2016)), [""; 0]);
        assert_eq!(titles(&archive, archive.undated()), ["undated"]);
    }

    #[test]
    fn neighbours_stop_at_the_ends_of_what_is_dated() {
        let archive = Archive::from_iter([
            meta("a.md", "1", "2017-01-01"),
            meta("b.md", "2", "2017-01-02"),
            meta("c.md", "-", ""),
        ]);
        assert_eq!(archive.newer(ArticleId(0)), None);
        assert_eq!(archive.older(ArticleId(0)), Some(ArticleId(1)));
        assert_eq!(archive.older(ArticleId(1)), None);
        assert_eq!((archive.newer(ArticleId(2)), archive.older(ArticleId(2))), (None, None));
    }

    #[test]
    fn one_address_in_its_usual_disguises() {
        let mut article = meta("a.md", "x", "2017-01-01");
        article.url = Some("http://www.site.example/2017/x/?id=3#top".into());
        let archive = Archive::from_iter([article]);
        let at = |address: &str| archive.at_key(address_key(address)?);
        assert_eq!(at("https://site.example/2017/x?id=3"), Some(ArticleId(0)));
        assert_eq!(at("https://site.example/2017/x?utm_source=feed&id=3"), Some(ArticleId(0)));
        assert_eq!(at("https://site.example/2017/x?id=4"), None);
        assert_eq!(at("javascript:alert(1)"), None);
        assert_eq!(at("/2017/x"), None);
    }

    #[test]
    fn order_of_input_does_not_matter() {
        let metas: Vec<Meta> = (0..50)
            .map(|n| meta(&format!("{n}.md"), &format!("خبر رقم {n}"), ["2017-04-27", "2018", ""][n % 3]))
            .collect();
        let forward = Archive::from_iter(metas.clone());
        let backward = Archive::from_iter(metas.into_iter().rev());
        let files = |archive: &Archive| -> Vec<String> {
            archive.ids().map(|id| archive.article(id).file.to_string()).collect()
        };
        assert_eq!(files(&forward), files(&backward));
    }
}
