//! Every output path of the site with what it takes to render it. Pure data: no disk, no clock, no templates.
//!
//! In: the archive's metadata, the settings, the names of the files that are copied as they are, and those of kept images. Out: [`Plan`], sorted
//! by path. `build` renders all of it; `serve` looks one path up. No two paths are equal once folded to lower case, and
//! none is a folder of another, so that the plan can be written to any file system.

mod access;
mod draft;
mod files;
mod images;
mod page;
mod pagination;
mod permalink;

pub use access::{INDEX_SIZE, articles_of_part, lookup_parts};
pub use files::{CitationFormat, DataFormat, FeedFormat, FeedOf};
pub use images::widths_of;
pub use page::{List, Output, Page};
pub use pagination::{numbered_pages, page_range};

use crate::archive::{Archive, ArticleId};
use crate::article::kept::KeptImage;
use crate::article::slug::segment;
use crate::config::{CitationsOf, Compression, Config, Look, Taxonomy};
use crate::diagnostic::Diagnostic;
use draft::{Draft, Wanted};
use percent_encoding::percent_decode_str;
use permalink::{Permalink, UNDATED};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Addresses in one sitemap file: the protocol's limit.
pub const SITEMAP_SIZE: usize = 50_000;

/// Path of what became of every input.
pub const INPUTS: &str = "data/inputs.jsonl";

/// Articles in one file of data: as many as a program likes to read at once.
pub const DATA_SIZE: usize = 50_000;

/// Articles whose paths are worked out side by side.
const AT_ONCE: usize = 1 << 14;

/// How the names of files end that are worth compressing.
const TEXTS: [&str; 12] =
    [".html", ".css", ".js", ".mjs", ".json", ".jsonl", ".xml", ".txt", ".svg", ".md", ".bib", ".ris"];

/// Every output path of the site.
#[derive(Debug, Default, Clone)]
pub struct Plan {
    outputs: Vec<Output>,
    articles: Vec<u32>,
    term_slugs: [Vec<Box<str>>; 4],
    letters: [access::Letters; 4],
    assets: Vec<String>,
    images: Vec<KeptImage>,
    page_size: usize,
    warnings: Vec<Diagnostic>,
    compresses: bool,
    cites_days: bool,
    has_time_maps: bool,
    cites_tags: bool,
}

impl Plan {
    /// Plans the site. `assets`: paths of the files that are copied, relative to the output folder. `images`: all that are kept,
    /// sorted.
    pub fn new(archive: &Archive, config: &Config, assets: Vec<String>, images: &[KeptImage]) -> Self {
        let mut draft = Draft::default();
        let cites = |what| config.citations.contains(&what);
        let mut plan = Self {
            page_size: config.page_size.max(1),
            cites_days: cites(CitationsOf::Day),
            has_time_maps: config.timemaps && config.base_url.is_some(),
            cites_tags: cites(CitationsOf::Tag),
            ..Self::default()
        };
        plan.term_slugs = Taxonomy::ALL.map(|taxonomy| term_slugs(archive, taxonomy));
        plan.letters = Taxonomy::ALL.map(|taxonomy| access::letters(archive, taxonomy));
        draft.assets = assets.iter().map(|path| path.to_lowercase()).collect();
        fixed_pages(&mut draft, archive, config);
        plan.lists(&mut draft, archive, config);
        plan.letter_pages(&mut draft, config);
        access::pages(&mut draft, archive, config);
        let articles = article_paths(&mut draft, archive, config);
        sitemap(&mut draft, config);
        data(&mut draft, archive);
        plan.feeds(&mut draft, archive, config);
        plan.images = images::shown(archive, images);
        images::claim(&mut draft, &plan.images);
        for (path, number) in assets.iter().zip(0_u32..) {
            draft.asset(path, number);
        }
        plan.assets = assets;
        compressed(&mut draft, config, &plan.assets);
        plan.compresses = !config.compress.is_empty();
        plan.outputs = draft.outputs;
        plan.warnings = draft.warnings;
        plan.articles = vec![0; articles];
        plan.sort();
        plan
    }

    /// Sorts all paths, and finds those of articles.
    fn sort(&mut self) {
        self.outputs.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        for (output, at) in self.outputs.iter().zip(0_u32..) {
            if let Page::Article(id) | Page::Tombstone(id) = output.page {
                self.articles[id.0 as usize] = at;
            }
        }
    }

    /// Adds the files of the search index, whose names are known when it is made, with their compressed forms. A file of the user's
    /// that has the path of one stands in for it.
    pub fn add_index(&mut self, paths: &[String], config: &Config) {
        let free = |path: &str| self.exact(path).is_none();
        let mut added: Vec<Output> = Vec::with_capacity(paths.len());
        for (path, number) in paths.iter().zip(0_u32..).filter(|(path, _)| free(path)) {
            let forms = config
                .compress
                .iter()
                .map(|form| (format!("{path}{}", form.ending()), Page::Compressed(*form)));
            let all = forms.filter(|(path, _)| free(path)).chain([(path.clone(), Page::IndexFile(number))]);
            added.extend(all.map(|(path, page)| Output { path: path.into(), page }));
        }
        self.outputs.extend(added);
        self.sort();
    }

    fn lists(&self, draft: &mut Draft, archive: &Archive, config: &Config) {
        let mut lists: Vec<List> = Vec::new();
        lists.extend(archive.months().keys().map(|&(year, month)| List::Month(year, month)));
        lists.extend(archive.days().keys().map(|&(year, month, day)| List::Day(year, month, day)));
        let years = archive.years().keys().filter(|&&year| !archive.year_only(year).is_empty());
        lists.extend(years.map(|&year| List::YearOnly(year)));
        lists.extend((!archive.undated().is_empty()).then_some(List::Undated));
        lists.extend(access::days_of_year(archive));
        for &taxonomy in &config.taxonomies {
            lists.extend(archive.terms(taxonomy).iter().map(|(id, _)| List::Term(taxonomy, id)));
        }
        for list in lists {
            let pages = numbered_pages(self.list_length(archive, list), self.page_size);
            for number in 0..=u32::try_from(pages).unwrap_or(u32::MAX) {
                draft.fixed(&self.list_path(list, number), Page::List(list, number));
            }
            for format in CitationFormat::ALL {
                if let Some(path) = self.citations_path(list, format) {
                    draft.fixed(&path, Page::ListCitations(list, format));
                }
            }
        }
    }

    fn letter_pages(&self, draft: &mut Draft, config: &Config) {
        for &taxonomy in &config.taxonomies {
            for letter in 0..u32::try_from(self.letters(taxonomy).len()).unwrap_or(u32::MAX) {
                draft.fixed(&self.letter_path(taxonomy, letter), Page::Letter(taxonomy, letter));
            }
        }
    }

    /// Feeds of the whole, and of each section and source with a list of its own.
    fn feeds(&self, draft: &mut Draft, archive: &Archive, config: &Config) {
        if config.feed_size == 0 {
            return;
        }
        let mut feeds = vec![FeedOf::All];
        for taxonomy in [Taxonomy::Section, Taxonomy::Source] {
            if config.taxonomies.contains(&taxonomy) {
                feeds.extend(archive.terms(taxonomy).iter().map(|(id, _)| FeedOf::Term(taxonomy, id)));
            }
        }
        for feed in feeds {
            for format in FeedFormat::ALL {
                draft.fixed(&self.feed_path(feed, format), Page::Feed(feed, format));
            }
        }
    }

    /// All outputs, sorted by path.
    pub fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// Files of the user's that clash with one another or cannot be placed.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// What a browser means by `path`: `2017/04/`, `/2017/04` and `/2017/04/index.html?x#y` are one, percent-encoded or not.
    pub fn find(&self, path: &str) -> Option<&Output> {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let path = path.strip_prefix('/').unwrap_or(&path);
        let folder = path.strip_suffix('/').unwrap_or(path);
        self.exact(path).or_else(|| {
            let index =
                if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
            self.exact(&index)
        })
    }

    fn exact(&self, path: &str) -> Option<&Output> {
        let at = self.outputs.binary_search_by(|output| (*output.path).cmp(path)).ok()?;
        Some(&self.outputs[at])
    }

    /// Are there compressed files?
    pub fn compresses(&self) -> bool {
        self.compresses
    }

    /// The file that a compressed file is made from; none for other files.
    pub fn original(&self, output: &Output) -> Option<&Output> {
        let Page::Compressed(compression) = output.page else { return None };
        self.exact(output.path.strip_suffix(compression.ending())?)
    }

    /// Is this the path of a compressed form of a file that is planned?
    pub fn is_compressed(&self, path: &str) -> bool {
        let original =
            |form: &Compression| path.strip_suffix(form.ending()).and_then(|path| self.exact(path));
        [Compression::Gzip, Compression::Zstandard].iter().any(|form| original(form).is_some())
    }

    /// An article's path with the article.
    pub fn article(&self, id: ArticleId) -> &Output {
        &self.outputs[self.articles[id.0 as usize] as usize]
    }

    /// An article's path.
    pub fn article_path(&self, id: ArticleId) -> &str {
        &self.article(id).path
    }

    /// The names of all assets.
    pub fn assets(&self) -> &[String] {
        &self.assets
    }

    /// The name of the asset with this number.
    pub fn asset(&self, number: u32) -> &str {
        &self.assets[number as usize]
    }

    /// Path of the index of `taxonomy`.
    pub fn terms_path(&self, taxonomy: Taxonomy) -> String {
        format!("{}/index.html", folder(taxonomy))
    }

    /// Path of page `number` of `list`.
    pub fn list_path(&self, list: List, number: u32) -> String {
        let folder = match list {
            List::Month(year, month) => format!("{year:04}/{month:02}"),
            List::Day(year, month, day) => format!("{year:04}/{month:02}/{day:02}"),
            List::YearOnly(year) => format!("{year:04}/{UNDATED}"),
            List::Undated => UNDATED.to_owned(),
            List::DayOfYear(month, day) => format!("on-this-day/{month:02}-{day:02}"),
            List::Term(taxonomy, id) => {
                format!("{}/{}", folder(taxonomy), self.term_slugs[taxonomy.index()][id.0 as usize])
            }
        };
        if number == 0 {
            format!("{folder}/index.html")
        } else {
            format!("{folder}/page/{number}/index.html")
        }
    }

    /// Path of a feed.
    pub fn feed_path(&self, feed: FeedOf, format: FeedFormat) -> String {
        match feed {
            FeedOf::All => format.file().to_owned(),
            FeedOf::Term(taxonomy, id) => self.beside(List::Term(taxonomy, id), format.file()),
        }
    }

    /// Path of the citations of a list; `None` where the archive has none.
    pub fn citations_path(&self, list: List, format: CitationFormat) -> Option<String> {
        let asked = match list {
            List::Day(..) => self.cites_days,
            List::Term(Taxonomy::Tag, _) => self.cites_tags,
            _ => false,
        };
        asked.then(|| self.beside(list, &format!("articles{}", format.ending())))
    }

    /// In how many parts each form of data comes.
    pub fn data_parts(archive: &Archive) -> u32 {
        u32::try_from(archive.len().div_ceil(DATA_SIZE)).unwrap_or(u32::MAX)
    }

    /// Path of a file beside a list's first page.
    fn beside(&self, list: List, file: &str) -> String {
        let first = self.list_path(list, 0);
        format!("{}{file}", first.strip_suffix("index.html").unwrap_or(&first))
    }

    /// How many articles `list` holds.
    pub fn list_length(&self, archive: &Archive, list: List) -> usize {
        match list {
            List::Term(taxonomy, id) => archive.terms(taxonomy).get(id).articles.len(),
            List::DayOfYear(month, day) => Self::on_day_of_year(archive, month, day),
            dated => date_range(archive, dated).len(),
        }
    }

    /// All articles of `list`, newest first.
    pub fn list_articles(&self, archive: &Archive, list: List) -> Vec<ArticleId> {
        match list {
            List::Term(taxonomy, id) => archive.terms(taxonomy).get(id).articles.clone(),
            List::DayOfYear(month, day) => Self::of_day_of_year(archive, month, day),
            dated => date_range(archive, dated).map(ArticleId).collect(),
        }
    }

    /// The articles on page `number` of `list`, newest first.
    pub fn list_page(&self, archive: &Archive, list: List, number: u32) -> Vec<ArticleId> {
        let range = page_range(self.list_length(archive, list), self.page_size, number as usize);
        match list {
            List::Term(taxonomy, id) => archive.terms(taxonomy).get(id).articles[range].to_vec(),
            List::DayOfYear(month, day) => Self::of_day_of_year(archive, month, day)[range].to_vec(),
            dated => {
                let all = date_range(archive, dated);
                all.skip(range.start).take(range.len()).map(ArticleId).collect()
            }
        }
    }

    /// How many numbered pages `list` has beside its first.
    pub fn list_pages(&self, archive: &Archive, list: List) -> u32 {
        u32::try_from(numbered_pages(self.list_length(archive, list), self.page_size)).unwrap_or(u32::MAX)
    }

    /// The pages that a sitemap names, in the order of their paths.
    pub fn indexable(&self) -> impl Iterator<Item = &Output> {
        self.outputs.iter().filter(|output| output.page.is_indexable())
    }
}

fn fixed_pages(draft: &mut Draft, archive: &Archive, config: &Config) {
    draft.fixed("index.html", Page::Front);
    draft.fixed("about/index.html", Page::About);
    draft.fixed("archive/index.html", Page::Archive);
    draft.fixed("stats/index.html", Page::Stats);
    draft.fixed("404.html", Page::NotFound);
    if config.search && !archive.is_empty() {
        draft.fixed("search/index.html", Page::Search);
    }
    if archive.inputs().is_some() {
        draft.fixed(INPUTS, Page::Inputs);
    }
    if config.look != Look::default() {
        draft.fixed("look.css", Page::Look);
    }
    draft.fixed("robots.txt", Page::Robots);
    if config.base_url.is_some() {
        draft.fixed("sitemap.xml", Page::Sitemap);
    }
    for &taxonomy in &config.taxonomies {
        draft.fixed(&format!("{}/index.html", folder(taxonomy)), Page::Terms(taxonomy));
    }
    for &year in archive.years().keys() {
        draft.fixed(&format!("{year:04}/index.html"), Page::Year(year));
    }
}

/// A compressed file beside each that is worth it, unless the user has put one there.
fn compressed(draft: &mut Draft, config: &Config, assets: &[String]) {
    let is_text = |output: &&Output| TEXTS.iter().any(|ending| output.path.ends_with(ending));
    let originals: Vec<Box<str>> = match config.compress.is_empty() {
        true => Vec::new(),
        false => draft.outputs.iter().filter(is_text).map(|output| output.path.clone()).collect(),
    };
    let folders: HashSet<String> = match originals.is_empty() {
        true => HashSet::new(),
        false => assets.iter().flat_map(|path| draft::parents(path).map(str::to_lowercase)).collect(),
    };
    for path in &originals {
        for &compression in &config.compress {
            let path = format!("{path}{}", compression.ending());
            if !folders.contains(&path.to_lowercase()) {
                draft.claim(&path, Page::Compressed(compression));
            }
        }
    }
}

fn date_range(archive: &Archive, list: List) -> std::ops::Range<u32> {
    match list {
        List::Month(year, month) => archive.months().get(&(year, month)).cloned().unwrap_or_default(),
        List::Day(year, month, day) => archive.days().get(&(year, month, day)).cloned().unwrap_or_default(),
        List::YearOnly(year) => archive.year_only(year),
        List::Undated => archive.undated(),
        List::DayOfYear(..) | List::Term(..) => 0..0,
    }
}

/// The folder that a taxonomy's pages stand in.
fn folder(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::Section => "sections",
        Taxonomy::Tag => "tags",
        Taxonomy::Author => "authors",
        Taxonomy::Source => "sources",
    }
}

/// A safe, unique last part of the address for each term, in the terms' order.
fn term_slugs(archive: &Archive, taxonomy: Taxonomy) -> Vec<Box<str>> {
    let mut taken = HashSet::new();
    let mut numbers = Numbers::default();
    let slugs = archive.terms(taxonomy).iter().map(|(_, term)| {
        let wanted = segment(&term.name).unwrap_or_else(|| "term".to_owned());
        numbers.first_free(&wanted, |slug| taken.insert(slug.to_owned())).into_boxed_str()
    });
    slugs.collect()
}

/// For each name that more than one wanted, the number to try next: thousands may want the same.
#[derive(Default)]
struct Numbers(HashMap<String, u64>);

impl Numbers {
    /// `wanted`, or `wanted-2`, `wanted-3` … whichever `take` takes first.
    fn first_free(&mut self, wanted: &str, mut take: impl FnMut(&str) -> bool) -> String {
        if take(wanted) { wanted.to_owned() } else { self.next_free(wanted, take) }
    }

    /// As [`Self::first_free`], where `wanted` itself is taken.
    fn next_free(&mut self, wanted: &str, mut take: impl FnMut(&str) -> bool) -> String {
        let number = self.0.entry(wanted.to_owned()).or_insert(2);
        loop {
            let name = format!("{wanted}-{number}");
            *number += 1;
            if take(&name) {
                return name;
            }
        }
    }
}

/// Articles claim their addresses in the order of their files: a new article never takes an older file's address unless
/// its name sorts first.
fn article_paths(draft: &mut Draft, archive: &Archive, config: &Config) -> usize {
    let shape = Permalink::new(&config.permalink);
    let ids = archive.in_order_of_files();
    let path = |id: &ArticleId| shape.path(archive.article(*id));
    let mut numbers = Numbers::default();
    // Beside those with a history or a time map stand more pages, which give way to articles.
    let mut with_more = Vec::new();
    let page = |id| if archive.takedown_of(id).is_some() { Page::Tombstone(id) } else { Page::Article(id) };
    for ids in ids.chunks(AT_ONCE) {
        let paths: Vec<String> = ids.par_iter().map(path).collect();
        let wanted: Vec<Wanted> = paths.par_iter().map(|path| Wanted::new(shape.file(path))).collect();
        for ((&id, path), wanted) in ids.iter().zip(&paths).zip(wanted) {
            if !draft.claim_wanted(wanted, page(id)) {
                numbers.next_free(path, |path| draft.claim(&shape.file(path), page(id)));
            }
            if archive.is_latest_of_several(id) || access::has_time_map(archive, config, id) {
                with_more.extend(draft.outputs.last().map(|output| (id, output.path.to_string())));
            }
        }
    }
    access::beside_articles(draft, archive, config, &with_more);
    ids.len()
}

fn sitemap(draft: &mut Draft, config: &Config) {
    let addresses = draft.outputs.iter().filter(|output| output.page.is_indexable()).count();
    if config.base_url.is_some() && addresses > SITEMAP_SIZE {
        for part in 1..=addresses.div_ceil(SITEMAP_SIZE) {
            let number = u32::try_from(part).unwrap_or(u32::MAX);
            draft.fixed(&format!("sitemap-{part}.xml"), Page::SitemapPart(number));
        }
    }
}

/// What programs read of all articles, in parts.
fn data(draft: &mut Draft, archive: &Archive) {
    let parts = Plan::data_parts(archive);
    for format in DataFormat::ALL {
        for part in 1..=parts {
            draft.fixed(&format.path(part), Page::Data(format, part));
        }
    }
}

#[cfg(test)]
mod tests;
