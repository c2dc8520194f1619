//! What a site prints on many of its pages: appeals, notices, lines about the paper, whatever their markup.
//!
//! In: [`Survey`]s of some pages. Out: [`Furniture`], which says of a page's texts whether they are the site's. What comes out
//! does not depend on the order of the pages. What a page itself names a menu or the like is passed over: it is left out
//! anyhow, and lists how other articles begin. Only pages with a text of their own count: of
//! one story captured many times, every line recurs.

use super::dump;
use super::measure::Measures;
use super::meta::Head;
use super::names;
use super::tree::{self, Id, Mask, Tree};
use super::{hide, plain, tame};
use crate::arabic::fold;
use crate::source::{Capture, MediaType};
use rustc_hash::FxHasher;
use std::collections::{HashMap, HashSet};
use std::hash::Hasher as _;

/// A text on fewer different pages of a site than this is not the site's.
const LEAST_PAGES: usize = 3;
/// Nor is a line on fewer than this part of them.
const LEAST_PART: usize = 10;
/// Nor a paragraph on fewer than this part: articles on one matter have their background in common.
const LEAST_PART_OF_PARAGRAPHS: usize = 2;
/// Shorter texts are as often an article's own, in characters.
const SHORTEST: usize = 20;
/// Longer texts are paragraphs, in characters.
const PARAGRAPH: usize = 80;
/// Of one page so many texts are looked at.
const MAX_TEXTS: usize = 4000;

/// What one page adds to the knowledge of its site. Texts are known by a 64-bit hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    site: String,
    /// Texts that are no paragraphs.
    lines: HashSet<u64>,
    paragraphs: HashSet<u64>,
}

/// For each site, the texts that recur on its pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Furniture {
    sites: HashMap<String, HashSet<u64>>,
}

/// Looks a page over. Costs a parse. `None` for what cannot be read.
pub fn survey(capture: &Capture) -> Option<Survey> {
    let text = crate::source::encoding::decode(capture).text;
    if super::is_binary(&text) {
        return None;
    }
    match capture.media_type {
        MediaType::Text => {
            let texts = dump::lines(&text).take(MAX_TEXTS).filter_map(Known::of);
            Some(Survey::new(site_of(capture, None), texts))
        }
        MediaType::Html if tame::refusal(&text).is_some() => None,
        MediaType::Html => {
            let html = tree::parse(&text);
            let tree = Tree::new(&html);
            // What the markup names as furniture needs no learning, and shows how other articles begin.
            let mut shown = hide::invisible(&tree);
            let sizes = Measures::new(&tree, &shown);
            hide::furniture(&tree, &mut shown, &hide::all_hints(&tree), &sizes);
            let texts = texts(&tree, &shown);
            Some(Survey::new(
                site_of(capture, Some(&Head::read(&tree))),
                texts.into_iter().map(|(known, _)| known),
            ))
        }
    }
}

impl Survey {
    fn new(site: String, texts: impl Iterator<Item = Known>) -> Self {
        let mut survey = Self { site, lines: HashSet::new(), paragraphs: HashSet::new() };
        for Known { hash, is_paragraph } in texts {
            let texts = if is_paragraph { &mut survey.paragraphs } else { &mut survey.lines };
            texts.insert(hash);
        }
        survey
    }
}

/// What a text is known by.
struct Known {
    hash: u64,
    is_paragraph: bool,
}

impl Known {
    /// Short texts are not known.
    fn of(text: &str) -> Option<Self> {
        let folded = fold(text);
        let chars = folded.chars().count();
        let mut hasher = FxHasher::default();
        hasher.write(folded.as_bytes());
        (chars >= SHORTEST).then(|| Self { hash: hasher.finish(), is_paragraph: chars >= PARAGRAPH })
    }
}

impl Furniture {
    /// What recurs in these pages.
    pub fn learn(surveys: impl IntoIterator<Item = Survey>) -> Self {
        let mut sites: HashMap<String, Vec<Survey>> = HashMap::new();
        for survey in surveys {
            sites.entry(survey.site.clone()).or_default().push(survey);
        }
        let sites = sites.into_iter().map(|(site, pages)| (site, recurring(&pages)));
        Self { sites: sites.filter(|(_, texts)| !texts.is_empty()).collect() }
    }

    /// The text nodes of a page that are its site's.
    pub(super) fn in_page(&self, capture: &Capture, head: &Head, tree: &Tree<'_>, shown: &Mask) -> Vec<Id> {
        let Some(known) = self.sites.get(&site_of(capture, Some(head))) else { return Vec::new() };
        let recurs = |(text, _): &(Known, Vec<Id>)| known.contains(&text.hash);
        texts(tree, shown).into_iter().filter(recurs).flat_map(|(_, ids)| ids).collect()
    }

    /// Is the line of a dump its site's?
    pub(super) fn has_line(&self, capture: &Capture, line: &str) -> bool {
        let known = self.sites.get(&site_of(capture, None));
        known.is_some_and(|known| Known::of(line).is_some_and(|text| known.contains(&text.hash)))
    }
}

/// The host of a page's address; for pages without one, the folder they lie in.
fn site_of(capture: &Capture, head: Option<&Head>) -> String {
    let stated =
        head.and_then(|head| head.canonical.as_deref().or(head.first(&["og:url"]).map(|(_, url)| url)));
    let host = |url: &str| {
        let url = url::Url::parse(url.trim()).ok()?;
        Some(url.host_str()?.trim_start_matches("www.").to_owned())
    };
    let url = capture.url.as_deref().or(stated);
    url.and_then(host).unwrap_or_else(|| {
        let file = capture.origin.file.as_str();
        format!("{}/", file.rsplit_once('/').map_or("", |(folder, _)| folder))
    })
}

/// The texts on enough of one site's pages that have a text of their own.
fn recurring(pages: &[Survey]) -> HashSet<u64> {
    let mut paragraphs: HashMap<u64, usize> = HashMap::new();
    for hash in pages.iter().flat_map(|page| &page.paragraphs) {
        *paragraphs.entry(*hash).or_default() += 1;
    }
    let has_own = |page: &&Survey| {
        let own = page.paragraphs.iter().filter(|hash| paragraphs.get(hash) == Some(&1)).count();
        own > 0 && own * 2 >= page.paragraphs.len()
    };
    let pages: Vec<&Survey> = pages.iter().filter(has_own).collect();
    let on_enough = |texts: fn(&Survey) -> &HashSet<u64>, part: usize| {
        let needed = LEAST_PAGES.max(pages.len().div_ceil(part));
        let mut counts: HashMap<u64, usize> = HashMap::new();
        for hash in pages.iter().flat_map(|page| texts(page)) {
            *counts.entry(*hash).or_default() += 1;
        }
        counts.into_iter().filter(move |(_, count)| *count >= needed).map(|(hash, _)| hash)
    };
    on_enough(|page| &page.lines, LEAST_PART)
        .chain(on_enough(|page| &page.paragraphs, LEAST_PART_OF_PARAGRAPHS))
        .collect()
}

/// The text that stands in each block itself, with its nodes. Headings and cells of tables recur in articles too.
fn texts(tree: &Tree<'_>, shown: &Mask) -> Vec<(Known, Vec<Id>)> {
    let mut blocks: Vec<(Id, String, Vec<Id>)> = Vec::new();
    let mut block_at: HashMap<Id, usize> = HashMap::new();
    let mut open: Vec<(Id, Id)> = vec![(tree.len(), 0)];
    let mut at = 0;
    while at < tree.len() {
        while open.len() > 1 && open.last().is_some_and(|(end, _)| at >= *end) {
            open.pop();
        }
        if shown.is_out(at) {
            at = tree.end(at);
            continue;
        }
        let block = open.last().map_or(0, |(_, block)| *block);
        if let Some(text) = tree.text(at) {
            if text.chars().any(|c| !c.is_whitespace())
                && (block_at.contains_key(&block) || blocks.len() < MAX_TEXTS)
            {
                let next = blocks.len();
                let index = *block_at.entry(block).or_insert(next);
                if index == next {
                    blocks.push((block, String::new(), Vec::new()));
                }
                plain::push_folded(&mut blocks[index].1, text);
                blocks[index].2.push(at);
            }
        } else {
            let inner = if names::is_block(tree.tag(at)) { at } else { block };
            open.push((tree.end(at), inner));
        }
        at += 1;
    }
    let is_text =
        |block: Id| !matches!(tree.tag(block), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "td" | "th");
    let kept = blocks.into_iter().filter(|(block, ..)| is_text(*block));
    kept.filter_map(|(_, text, ids)| Some((Known::of(&text)?, ids))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;

    fn capture(file: &str, text: &str) -> Capture {
        Capture::bare(file, text, if file.ends_with(".txt") { MediaType::Text } else { MediaType::Html })
    }

    const APPEAL: &str = "ادعم الجريدة كي تبقى مستقلة، ولو بالقليل.";

    fn page(number: usize) -> Capture {
        capture(
            &format!("a.example/{number}.html"),
            &format!(
                "<title>خبر {number}</title><p>نص الخبر رقم {number} كما كتبه صاحبه، وهو أطول من سطر بقليل كي يعد فقرة من فقراته لا سطرا من سطور الموقع.</p><div>{APPEAL}</div>"
            ),
        )
    }

    fn recurring(pages: &[Capture]) -> usize {
        let furniture = Furniture::learn(pages.iter().filter_map(survey));
        furniture.sites.values().map(HashSet::len).sum()
    }

    #[test]
    fn what_stands_on_different_pages_of_one_site_is_the_site_s() {
        let pages: Vec<Capture> = (0..5).map(page).collect();
        assert_eq!(recurring(&pages), 1);
        assert_eq!(recurring(&pages[..2]), 0);
        let again: Vec<Capture> = std::iter::repeat_with(|| page(1)).take(9).collect();
        assert_eq!(recurring(&again), 0, "one story, captured again and again");
        let elsewhere: Vec<Capture> = (0..5)
            .map(|n| Capture { origin: Origin { file: format!("{n}/x.html"), record: None }, ..page(n) })
            .collect();
        assert_eq!(recurring(&elsewhere), 0, "five sites");
    }

    #[test]
    fn the_order_of_the_pages_does_not_matter() {
        let pages: Vec<Survey> = (0..20).map(page).filter_map(|page| survey(&page)).collect();
        let backwards = pages.iter().rev().cloned();
        assert_eq!(Furniture::learn(pages.iter().cloned()), Furniture::learn(backwards));
    }

    #[test]
    fn lines_of_dumps_recur_too() {
        let dump = |n: usize| {
            capture(
                &format!("d/{n}.txt"),
                &format!(
                    "{APPEAL}\nنص الخبر رقم {n}، وهو طويل بما يكفي كي يعرف به الخبر من بين غيره من الأخبار، أيا كان ما حوله من السطور.\n"
                ),
            )
        };
        let furniture = Furniture::learn((0..4).filter_map(|n| survey(&dump(n))));
        assert!(furniture.has_line(&dump(9), APPEAL));
        assert!(!furniture.has_line(&dump(9), "سطر لم يتكرر في أي صفحة من الصفحات"));
    }
}
