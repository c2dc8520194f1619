//! Where a headline may stand: headings, microdata, JSON-LD, metas, `<title>`, the address.
//!
//! Gathers candidates for `title.rs` to choose among, and finds the element that holds the one that was chosen.

use super::field::Offers;
use super::hide;
use super::meta::Head;
use super::names::Hints;
use super::selectors::Rules;
use super::structured::Structured;
use super::tree::{Id, Mask, Tree};
use crate::arabic::fold;

/// Class names, or parts of them, that templates give a headline.
const CLASSES: [&str; 9] = [
    "headline",
    "entry-title",
    "post-title",
    "article-title",
    "articletitle",
    "post__title",
    "article__title",
    "news-title",
    "page-title",
];

/// The page as this room needs it.
pub(super) struct Place<'p, 'a> {
    pub tree: &'p Tree<'a>,
    pub shown: &'p Mask,
    pub hints: &'p [Hints],
    pub head: &'p Head,
    pub structured: &'p Structured,
    pub rules: &'p Rules,
    /// Containers of the body.
    pub body: &'p [Id],
    pub url: Option<&'p str>,
}

impl Place<'_, '_> {
    /// The candidates, and the headings they come from with their text.
    pub fn offers(&self) -> (Offers, Vec<(Id, String)>) {
        let mut offers = Offers::default();
        let mut places = Vec::new();
        for id in self.rules.select("title", self.tree) {
            let words = self.tree.joined(id, self.shown, 500);
            offers.add("selector", &words);
            places.push((id, words));
        }
        let headings = headings(self.tree, self.shown);
        self.marked(&headings, &mut offers);
        for story in self.structured.stories.iter().take(2) {
            offers.add("json-ld headline", &story.headline);
        }
        let og = ["og:title", "title", "dc.title", "sailthru.title", "parsely-title"];
        offers.add_some("og:title", self.head.first(&og).map(|(_, title)| title));
        offers.add_some("twitter:title", self.head.first(&["twitter:title"]).map(|(_, title)| title));
        offers.add("title", &self.head.title);
        if offers.iter().next().is_none() {
            let second = headings.iter().find(|(id, _)| self.tree.tag(*id) == "h2");
            offers.add_some("h2", second.map(|(_, words)| words));
        }
        offers.add_some("slug", self.url.and_then(slug));
        places.extend(headings);
        (offers, places)
    }

    /// What the headings offer.
    fn marked(&self, headings: &[(Id, String)], offers: &mut Offers) {
        let tree = self.tree;
        let nearest = self.nearest(headings);
        let text_start = text_start(tree, self.body);
        let body_end = self.body.iter().map(|&id| tree.end(id)).max().unwrap_or(tree.len());
        for (id, words) in headings {
            let elsewhere = self.is_elsewhere(*id) || *id > body_end;
            let class = tree.attr(*id, "class").unwrap_or_default().to_ascii_lowercase();
            let named = CLASSES.iter().any(|name| class.contains(name));
            match tree.tag(*id) {
                _ if is_headline_property(tree, *id) && !elsewhere => {
                    offers.add("itemprop headline", words);
                    self.parts(*id, ["h1 part", "h1 opening"], offers);
                }
                "h1" if elsewhere || Some(*id) != nearest => offers.add("h1 elsewhere", words),
                "h1" => {
                    offers.add("h1", words);
                    self.parts(*id, ["h1 part", "h1 opening"], offers);
                }
                "h2" if !elsewhere && *id < text_start => {
                    offers.add("h2 above the text", words);
                    self.parts(*id, ["h2 part", "h2 part"], offers);
                }
                _ if named && !elsewhere => offers.add("class", words),
                _ => {}
            }
        }
    }

    /// The longest of several elements inside a heading, the headline beside its kicker: under the first rule where it is the
    /// last of them and what stands before it does not lead up to it, else under the second.
    fn parts(&self, heading: Id, rules: [&'static str; 2], offers: &mut Offers) {
        let parts: Vec<String> = self
            .tree
            .children(heading)
            .map(|child| self.tree.joined(child, self.shown, 600))
            .filter(|part| !part.is_empty())
            .collect();
        let Some(longest) = parts.iter().max_by_key(|part| part.chars().count()) else { return };
        if parts.len() >= 2 && longest.split_whitespace().count() >= 3 {
            let leads_up = parts[parts.len() - 2].ends_with([':', '–', '—', '-', '،', ',']);
            let is_last = parts.last() == Some(longest) && !leads_up;
            offers.add(if is_last { rules[0] } else { rules[1] }, longest);
        }
    }

    /// The last `h1` above the body's first paragraph, else the first one.
    fn nearest(&self, headings: &[(Id, String)]) -> Option<Id> {
        let text_start = text_start(self.tree, self.body);
        let ids = || headings.iter().map(|(id, _)| *id);
        let is_main = |id: Id| self.tree.tag(id) == "h1" && !self.is_elsewhere(id);
        ids().rfind(|&id| is_main(id) && id < text_start).or_else(|| ids().find(|&id| is_main(id)))
    }

    fn is_elsewhere(&self, id: Id) -> bool {
        hide::is_in_furniture(self.tree, self.hints, id, &["nav", "aside", "footer"])
    }
}

fn is_headline_property(tree: &Tree<'_>, id: Id) -> bool {
    tree.attr(id, "itemprop").is_some_and(|names| names.split_whitespace().any(|name| name == "headline"))
}

/// Headings and what microdata calls a headline, with their words.
fn headings(tree: &Tree<'_>, shown: &Mask) -> Vec<(Id, String)> {
    let mut found = Vec::new();
    let mut at = 1;
    while at < tree.len() && found.len() < 200 {
        if shown.is_out(at) {
            at = tree.end(at);
            continue;
        }
        let is_heading = matches!(tree.tag(at), "h1" | "h2" | "h3") || is_headline_property(tree, at);
        if is_heading {
            let words = tree.joined(at, shown, 600);
            if !words.is_empty() {
                found.push((at, words));
            }
        }
        at += 1;
    }
    found
}

/// Where the body's first paragraph stands.
fn text_start(tree: &Tree<'_>, body: &[Id]) -> Id {
    let first = body.iter().copied().min().unwrap_or(tree.len());
    let end = body.first().map_or(first, |&id| tree.end(id));
    let is_text = |&id: &Id| {
        tree.text(id).is_some_and(|text| text.trim().chars().count() > 60)
            && !matches!(tree.tag(tree.parent(id)), "h1" | "h2" | "span" | "a")
    };
    (first..end).find(is_text).unwrap_or(first)
}

/// The words of an address's last part; `None` when they are no words.
fn slug(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let last = path.trim_end_matches('/').rsplit('/').next()?;
    let decoded = percent_encoding::percent_decode_str(last).decode_utf8().ok()?;
    let stem = decoded.rsplit_once('.').map_or(&*decoded, |(stem, _)| stem);
    let words: Vec<&str> = stem
        .split(['-', '_', '+', ' '])
        .filter(|word| !word.is_empty() && !word.chars().all(char::is_numeric))
        .collect();
    (words.len() >= 3).then(|| words.join(" "))
}

/// The element that holds the headline where no heading does: pages from the time of `<font>`.
pub(super) fn unmarked(tree: &Tree<'_>, shown: &Mask, title: &str) -> Option<Id> {
    let folded = fold(title);
    let length = title.chars().count();
    let mut at = 1;
    while at < tree.len() && length >= 8 {
        let small =
            tree.element(at).is_some() && tree.end(at) - at <= 8 && !matches!(tree.tag(at), "a" | "title");
        if shown.is_out(at) {
            at = tree.end(at);
            continue;
        }
        // Tags change nothing in the length but white space.
        let words = if small { tree.joined(at, shown, 4 * length + 40) } else { String::new() };
        if words.chars().count().abs_diff(length) <= 4 && fold(&words) == folded {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The element that holds the headline.
pub(super) fn element(places: &[(Id, String)], title: &str) -> Option<Id> {
    let folded = fold(title);
    let exact = places.iter().find(|(_, words)| fold(words) == folded);
    let near = || places.iter().find(|(_, words)| folded.len() > 10 && fold(words).contains(&folded));
    exact.or_else(near).map(|(id, _)| *id)
}
