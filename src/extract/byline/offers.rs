//! Where a byline may stand: JSON-LD, metas, microdata, elements named for it, a short line by the headline that begins as
//! bylines do.
//!
//! In: the page. Out: offers in order of trust. Reads no names: that is `byline.rs`.

use crate::arabic::fold;
use crate::extract::dump;
use crate::extract::field::Offers;
use crate::extract::hide;
use crate::extract::measure::Measures;
use crate::extract::meta::Head;
use crate::extract::names::Hints;
use crate::extract::structured::Structured;
use crate::extract::tree::{Id, Mask, Tree};

/// Metas that name authors, in order of trust.
const METAS: [&str; 9] = [
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "article:author_name",
    "citation_author",
];

/// Parts of class names that mean a byline.
const CLASSES: [&str; 5] = ["author", "byline", "writer", "writeby", "written-by"];

/// The page as this room needs it.
pub(in crate::extract) struct Place<'p, 'a> {
    pub tree: &'p Tree<'a>,
    pub shown: &'p Mask,
    /// How much text of `shown` each node holds.
    pub sizes: &'p Measures,
    pub hints: &'p [Hints],
    pub head: &'p Head,
    pub structured: &'p Structured,
    /// The headline's element and the body's containers.
    pub around: &'p [Id],
}

impl Place<'_, '_> {
    /// What the page offers as its byline, in order of trust.
    pub fn offers(&self) -> Offers {
        let mut offers = Offers::default();
        self.described("json-ld author", false, &mut offers);
        for key in METAS {
            self.head.all(key).for_each(|value| offers.add("meta author", value));
        }
        self.marked(&mut offers);
        self.named(&mut offers);
        self.introduced(&mut offers);
        self.beside_date(&mut offers);
        self.described("json-ld organisation", true, &mut offers);
        offers
    }

    fn described(&self, rule: &'static str, groups: bool, offers: &mut Offers) {
        let authors = self.structured.stories.iter().take(2).flat_map(|story| &story.authors);
        authors.filter(|(_, group)| *group == groups).for_each(|(name, _)| offers.add(rule, name));
    }

    /// What stands in lists of other articles, in comments and in the site's menus is not this article's.
    fn is_elsewhere(&self, id: Id) -> bool {
        // An article's own footer is a place for its author.
        hide::is_in_furniture(self.tree, self.hints, id, &["nav", "aside"])
    }

    /// From the headline to the end of the body.
    fn span(&self) -> (Id, Id) {
        let first = self.around.iter().copied().min().unwrap_or(0);
        (first, self.around.iter().map(|&id| self.tree.end(id)).max().unwrap_or(self.tree.len()))
    }

    /// Nodes with a short line of text, of the first `count` from the headline on.
    fn small_near_headline(&self, count: usize) -> impl Iterator<Item = Id> + '_ {
        let (first, last) = self.span();
        (first..last.min(first + count)).filter(|&id| {
            // A text's own white space at its ends counts too.
            let holds_a_line = (1..200).contains(&self.sizes[id].chars);
            holds_a_line && self.tree.end(id) - id <= 8 && !self.is_elsewhere(id)
        })
    }

    /// `itemprop="author"` and `rel="author"`: the first, and what stands beside it.
    fn marked(&self, offers: &mut Offers) {
        let tree = self.tree;
        let mut first: Option<Id> = None;
        for id in 1..tree.len() {
            let is_author = tree.attr(id, "itemprop") == Some("author")
                || tree.attr(id, "rel").is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "author"));
            if !is_author || first.is_some_and(|first| id >= first + 60) || self.is_elsewhere(id) {
                continue;
            }
            // The name inside, where the author is described at length.
            let name = (id..tree.end(id)).find(|&at| tree.attr(at, "itemprop") == Some("name"));
            let mut words = tree.joined(name.unwrap_or(id), self.shown, 300);
            if words.is_empty() {
                name.and_then(|at| tree.attr(at, "content")).unwrap_or_default().clone_into(&mut words);
            }
            if !words.is_empty() {
                first = first.or(Some(id));
            }
            offers.add("author element", words);
        }
    }

    /// Elements near the article whose class says author.
    fn named(&self, offers: &mut Offers) {
        let (first, last) = self.span();
        let is_named = |id: Id| {
            let class = self.tree.attr(id, "class").unwrap_or_default().to_ascii_lowercase();
            CLASSES.iter().any(|name| class.contains(name)) && !class.contains("authority")
        };
        let mut found: Option<Id> = None;
        for id in first.saturating_sub(149).max(1)..(last + 60).min(self.tree.len()) {
            let end = self.tree.end(id);
            let beside = found.is_none_or(|found| id < found + 30);
            if !beside || end - id >= 20 || !is_named(id) || self.is_elsewhere(id) {
                continue;
            }
            // The innermost holds the name alone.
            if (id + 1..end).any(is_named) {
                continue;
            }
            let words = self.tree.joined(id, self.shown, 200);
            let several = self.several(id);
            if !several.is_empty() || !words.is_empty() && words.chars().count() < 60 {
                found = found.or(Some(id));
                offers.add("byline class", if several.is_empty() { words } else { several });
            }
        }
    }

    /// A name in one short line with a date: `Name | 27 April 2017`.
    fn beside_date(&self, offers: &mut Offers) {
        for id in self.small_near_headline(200) {
            let words = self.tree.joined(id, self.shown, 200);
            if words.chars().count() > 80 || !words.chars().any(char::is_numeric) {
                continue;
            }
            let Some((name, rest)) = words.split_once(['|', '•', '·']) else { continue };
            let is_date = || crate::date::find(rest, &crate::date::Hints::default()).is_some();
            if dump::looks_like_name(name.trim()) && is_date() {
                offers.add("byline text", name.trim());
                return;
            }
        }
    }

    /// The names in an element that holds nothing but several elements with one name each, with commas between them.
    fn several(&self, id: Id) -> String {
        let words = |at: Id| self.tree.joined(at, self.shown, 400);
        let inner = |at: Id| -> Vec<Id> {
            self.tree
                .children(at)
                .filter(|&child| self.tree.element(child).is_some() && !words(child).is_empty())
                .collect()
        };
        let mut children = inner(id);
        while let [only] = children[..] {
            children = inner(only);
        }
        let links: Vec<Id> = (id..self.tree.end(id)).filter(|&at| self.tree.tag(at) == "a").collect();
        let all = words(id).len();
        let is_name =
            |name: &String| (2..=5).contains(&name.split_whitespace().count()) && super::name::is_name(name);
        for elements in [links, children] {
            let names: Vec<String> = elements.into_iter().map(words).collect();
            let named: usize = names.iter().map(String::len).sum();
            if names.len() >= 2 && names.iter().all(is_name) && named * 10 >= all * 7 {
                return names.join(", ");
            }
        }
        String::new()
    }

    /// A short line by the headline that begins as bylines do.
    fn introduced(&self, offers: &mut Offers) {
        for id in self.small_near_headline(400) {
            let words = self.tree.joined(id, self.shown, 200);
            let short = words.chars().count() < 60 && words.split_whitespace().count() <= 6;
            if !short || words.chars().any(char::is_numeric) {
                continue;
            }
            if super::name::begins_byline(&fold(&words)) {
                offers.add("byline text", words);
                return;
            }
        }
    }
}
