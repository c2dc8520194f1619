//! What stands around the article and says where it belongs: breadcrumbs, the kicker above the headline, lists of tags,
//! links to the front page that bear the site's name.
//!
//! Told by structure: a short line beside the article that is also a link of the site's menu is its section. The only words
//! known here are those that head a list of tags.

use super::address::Base;
use super::labels::{self, Label};
use super::names::{self, Hints};
use super::related::is_label;
use super::tree::{Id, Mask, Tree};
use crate::arabic::{fold, is_letter};
use std::collections::BTreeMap;

/// A name of a section or a tag is at most this long, in characters.
const LONGEST: usize = 40;
/// How many nodes before the headline, and after it and the body, a section may stand.
const NEAR: (usize, usize) = (60, 90);
/// More links to the front page than this are not looked at.
const MAX_HOME_LINKS: usize = 20;

/// The page as this room needs it.
pub(super) struct Surroundings<'p, 'a> {
    pub tree: &'p Tree<'a>,
    pub shown: &'p Mask,
    pub hints: &'p [Hints],
    /// The headline's element.
    pub headline: Option<Id>,
    /// Containers of the body.
    pub body: &'p [Id],
    pub title: &'p str,
}

impl Surroundings<'_, '_> {
    /// The last link of the breadcrumbs that is neither the front page nor the article itself.
    pub fn breadcrumb(&self) -> Option<String> {
        let is_crumbs = |&id: &Id| {
            let named = |name: &str| {
                self.tree.attr(id, name).is_some_and(|name| name.to_ascii_lowercase().contains("crumb"))
            };
            self.tree.element(id).is_some() && (named("class") || named("id")) && !self.shown.is_out(id)
        };
        let crumbs = (1..self.tree.len()).find(is_crumbs)?;
        let links = (crumbs..self.tree.end(crumbs)).filter(|&id| self.tree.tag(id) == "a");
        links.rev().map(|id| self.words(id)).find(|words| self.is_name(words))
    }

    /// The short line above the headline, or behind the body, that is also a link of the site's menu.
    pub fn kicker(&self) -> Option<String> {
        let headline = self.headline?;
        let end = self.body.iter().map(|&id| self.tree.end(id)).max().unwrap_or(headline);
        let above = (headline.saturating_sub(NEAR.0)..headline).rev();
        let below =
            self.tree.end(headline)..(headline + NEAR.1).min(self.body.iter().copied().min().unwrap_or(end));
        let behind = end..(end + NEAR.1).min(self.tree.len());
        let mut menu: Option<BTreeMap<String, Vec<Id>>> = None;
        above.chain(below).chain(behind).find_map(|id| {
            let is_small = self.tree.element(id).is_some() && self.tree.end(id) - id <= 4;
            if !is_small || self.tree.tag(id) == "br" || self.is_menu(id) || !self.stands_alone(id) {
                return None;
            }
            let words = self.words(id);
            let menu = menu.get_or_insert_with(|| self.links());
            let linked = menu.get(&fold(&words))?;
            let is_other = |at: Id| !self.tree.is_within(at, id) && !self.tree.is_within(id, at);
            let in_menu =
                |&at: &Id| is_other(at) && at < headline && (at + NEAR.0 < headline || self.is_menu(at));
            let elsewhere = linked.iter().any(in_menu) && !self.is_byline(id);
            (elsewhere && self.is_name(&words)).then_some(words)
        })
    }

    /// The links in a list of tags: one that is named so, or that stands behind words that say so.
    pub fn tags(&self) -> Vec<String> {
        let start = self.headline.or(self.body.iter().copied().min()).unwrap_or(0);
        let mut at = start;
        while at < self.tree.len() {
            let elsewhere =
                matches!(self.tree.tag(at), "nav" | "aside" | "footer") && !self.tree.is_within(start, at);
            if self.shown.is_out(at) || elsewhere {
                at = self.tree.end(at);
                continue;
            }
            let found = if self.hints[at].any(Hints::TAGS) && self.tree.end(at) - at < 400 {
                let links = (at..self.tree.end(at)).filter(|&id| self.tree.tag(id) == "a");
                links.map(|id| self.words(id)).filter(|words| self.is_name(words)).collect()
            } else if is_label(self.tree, self.shown, at, Label::Tags) {
                self.links_behind(at)
            } else {
                Vec::new()
            };
            if !found.is_empty() {
                return found;
            }
            at += 1;
        }
        Vec::new()
    }

    /// Names of the site: words or pictures that link to its front page and stand in the page's `<title>` too.
    pub fn names_at_home(&self, base: &Base, document_title: &str) -> Vec<String> {
        let document_title = fold(document_title);
        // A fragment alone is a button, wherever `<base>` would have it lead.
        let leads_home = |href: &str| !href.trim_start().starts_with('#') && base.is_front_page(href);
        let is_home = |&id: &Id| self.tree.attr(id, "href").is_some_and(leads_home);
        let links = self.tree.elements("a").filter(is_home).take(MAX_HOME_LINKS);
        let alternatives = |id: Id| {
            (id..self.tree.end(id)).find_map(|at| self.tree.attr(at, "alt")).map(super::plain::fold_space)
        };
        let names = links.map(|id| {
            let words = self.words(id);
            if words.is_empty() { alternatives(id).unwrap_or_default() } else { words }
        });
        names.filter(|name| name.chars().count() >= 3 && document_title.contains(&fold(name))).collect()
    }

    /// Links one after another behind a label.
    fn links_behind(&self, label: Id) -> Vec<String> {
        let mut found = Vec::new();
        let mut at = self.tree.end(label);
        while at < self.tree.len().min(label + 200) {
            let is_text = self.tree.text(at).is_some_and(|text| text.trim().chars().count() > 3);
            let words = if self.tree.tag(at) == "a" { self.words(at) } else { String::new() };
            if is_text || !words.is_empty() && !self.is_name(&words) {
                break;
            }
            at = if words.is_empty() { at + 1 } else { self.tree.end(at) };
            found.extend(Some(words).filter(|words| !words.is_empty()));
        }
        found
    }

    fn words(&self, id: Id) -> String {
        self.tree.joined(id, self.shown, 4 * LONGEST)
    }

    /// Could this be the name of a section or a tag?
    fn is_name(&self, words: &str) -> bool {
        let folded = fold(words);
        let length = words.chars().count();
        (2..=LONGEST).contains(&length)
            && !words.chars().all(|c| !is_letter(c))
            && folded != fold(self.title)
            && !labels::label_of(words, &folded)
                .is_some_and(|found| found.whole && found.label.is_furniture())
    }

    /// Every short link of the page, by its words.
    fn links(&self) -> BTreeMap<String, Vec<Id>> {
        let mut links: BTreeMap<String, Vec<Id>> = BTreeMap::new();
        for id in self.tree.elements("a").take(3000) {
            let words = self.tree.short(id, self.shown, LONGEST).filter(|words| !words.is_empty());
            if let Some(words) = words {
                links.entry(fold(&words)).or_default().push(id);
            }
        }
        links
    }

    /// Author and date stand in the same places as a kicker.
    fn is_byline(&self, id: Id) -> bool {
        let around = std::iter::once(id).chain(self.tree.ancestors(id).take(4));
        around.filter(|&at| self.tree.end(at) - at < 60).any(|at| {
            self.hints[at].any(Hints::META)
                || (at..self.tree.end(at)).any(|inner| self.tree.attr(inner, "rel") == Some("author"))
        })
    }

    fn is_menu(&self, id: Id) -> bool {
        self.tree.ancestors(id).any(|ancestor| {
            matches!(self.tree.tag(ancestor), "nav" | "ul" | "ol" | "aside" | "footer" | "select")
                || self.hints[ancestor].any(Hints::NAVIGATION.or(Hints::RELATED))
                    && !matches!(self.tree.tag(ancestor), "body" | "html")
        })
    }

    /// Does the element stand on a line of its own?
    fn stands_alone(&self, id: Id) -> bool {
        let mut outer = id;
        while !names::is_block(self.tree.tag(outer)) {
            let parent = self.tree.parent(outer);
            let (mut before, mut after, mut met) = (None, None, false);
            for sibling in self.tree.children(parent).filter(|&at| self.is_seen(at)) {
                match (sibling == outer, met) {
                    (true, _) => met = true,
                    (false, false) => before = Some(sibling),
                    (false, true) => {
                        after = Some(sibling);
                        break;
                    }
                }
            }
            let breaks = |at: Option<Id>| {
                at.is_none_or(|at| names::is_block(self.tree.tag(at)) || self.tree.tag(at) == "br")
            };
            if !breaks(before) || !breaks(after) {
                return false;
            }
            if before.is_some() || parent == 0 {
                return true;
            }
            outer = parent;
        }
        true
    }

    fn is_seen(&self, id: Id) -> bool {
        !self.shown.is_out(id) && self.tree.text(id).is_none_or(|text| !text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{hide, tree};

    /// What is found around the `h1` and `main` of a page.
    #[derive(Debug)]
    struct Seen {
        kicker: Option<String>,
        breadcrumb: Option<String>,
        tags: Vec<String>,
        at_home: Vec<String>,
    }

    fn look(page: &str) -> Seen {
        let html = tree::parse(page);
        let tree = Tree::new(&html);
        let (shown, hints) = (Mask::new(&tree), hide::all_hints(&tree));
        let body: Vec<Id> = tree.elements("main").collect();
        let base = Base::new(Some("https://a.example/c/1"), Some("/"));
        let around = Surroundings {
            tree: &tree,
            shown: &shown,
            hints: &hints,
            headline: tree.elements("h1").next(),
            body: &body,
            title: "عنوان الخبر",
        };
        Seen {
            kicker: around.kicker(),
            breadcrumb: around.breadcrumb(),
            tags: around.tags(),
            at_home: around.names_at_home(&base, "ثقافة: عنوان - أخبار المثال"),
        }
    }

    const MENU: &str = "<nav><a href=/>الرئيسية</a><a href=/c>ثقافة</a><a href=/s>رياضة</a></nav>";

    #[test]
    fn a_line_of_the_menu_beside_the_headline_is_the_section() {
        for kicker in
            ["<div>ثقافة</div>", "<a href=/c>ثقافة</a>", "<font>ثقافة</font><br>", "<p><b>ثقافة</b></p>"]
        {
            let page = format!("{MENU}<div>{kicker}<h1>عنوان الخبر</h1><main>نص</main></div>");
            assert_eq!(look(&page).kicker.as_deref(), Some("ثقافة"), "{kicker}");
        }
        let none = format!("{MENU}<div><p>ليلى المثال</p><h1>عنوان الخبر</h1><main>نص</main>");
        assert_eq!(look(&none).kicker, None);
    }

    #[test]
    fn breadcrumbs_end_in_the_section() {
        let page = "<p class=breadcrumbs><a href=/>الرئيسية</a> » <a href=/c>ثقافة</a> » <a>عنوان الخبر</a></p><h1>عنوان الخبر</h1>";
        assert_eq!(look(page).breadcrumb.as_deref(), Some("ثقافة"));
    }

    #[test]
    fn tags_by_name_and_by_label() {
        let links = "<a href=1>كتب</a>، <a href=2>معارض</a>";
        for list in
            [format!("<div class=post-tags>{links}</div>"), format!("<div>كلمات مفتاحية: {links}</div>")]
        {
            let page = format!("<h1>عنوان الخبر</h1><main>نص</main>{list}<p>ما بعدها <a href=3>رابط</a>");
            assert_eq!(look(&page).tags, ["كتب", "معارض"], "{list}");
        }
    }

    #[test]
    fn the_front_page_is_linked_by_the_sites_name() {
        let page = "<a href=/><img alt='أخبار المثال'></a> <a href=/>الرئيسية</a> <a href=/c>ثقافة</a> \
                    <a href='#'>عنوان</a>";
        assert_eq!(look(page).at_home, ["أخبار المثال"]);
    }
}
