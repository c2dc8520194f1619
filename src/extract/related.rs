//! The page's own list of other articles to read: links in blocks that are named for it or stand under a heading that
//! says so («اقرأ أيضا»), in and around the body.
//!
//! Lists of what is popular or new are the site's, not the article's: they are left out.

use super::address::Base;
use super::labels::{self, Label};
use super::names::{self, Hints};
use super::tree::{Id, Mask, Tree};
use crate::arabic::fold;
use crate::article::Related;
use std::collections::BTreeSet;

/// More than this are not kept.
const MAX: usize = 20;
/// Words between links that are still no text: dates, counters, marks.
const BETWEEN: usize = 40;
/// The longest label, in characters.
const LABEL: usize = 40;
/// Nodes in a link.
const LINK: usize = 60;
/// Nodes looked at behind a heading.
const REACH: usize = 400;

/// The page as this room needs it.
pub(super) struct Place<'p, 'a> {
    pub tree: &'p Tree<'a>,
    pub shown: &'p Mask,
    pub hints: &'p [Hints],
    pub base: &'p Base,
    /// What the source's rule for them selects.
    pub selected: &'p [Id],
    /// The headline, which is not related to itself.
    pub title: &'p str,
}

/// The related articles that a rule selects or, where none does, that the page's own lists hold.
pub(super) fn find(place: &Place<'_, '_>) -> Vec<Related> {
    let mut list = List { place, seen: BTreeSet::from([fold(place.title)]), found: Vec::new() };
    for &id in place.selected {
        list.links(id);
    }
    if place.selected.is_empty() {
        list.gather();
    }
    list.found.truncate(MAX);
    list.found
}

struct List<'l, 'p, 'a> {
    place: &'l Place<'p, 'a>,
    seen: BTreeSet<String>,
    found: Vec<Related>,
}

impl List<'_, '_, '_> {
    fn gather(&mut self) {
        let (tree, shown) = (self.place.tree, self.place.shown);
        let mut at = 1;
        while at < tree.len() && self.found.len() < MAX {
            if shown.is_out(at) || self.is_popular(at) {
                at = tree.end(at);
            } else if self.is_named(at) {
                self.links(at);
                at = tree.end(at);
            } else if self.is_plain_link(at) {
                // A label that leads somewhere is a heading; other links are no labels.
                at = tree.end(at);
            } else if is_label(tree, shown, at, Label::ReadAlso) {
                at = self.behind(at);
            } else {
                at += 1;
            }
        }
    }

    /// A link of a few words; an `<a>` left open may hold the rest of the page.
    fn is_plain_link(&self, id: Id) -> bool {
        let tree = self.place.tree;
        tree.tag(id) == "a"
            && tree.attr(id, "href").is_some()
            && tree.end(id) - id <= LINK
            && !(id..tree.end(id)).any(|inner| names::is_heading(tree.tag(inner)))
    }

    fn is_named(&self, id: Id) -> bool {
        let tag = self.place.tree.tag(id);
        self.place.hints[id].any(Hints::RELATED) && !matches!(tag, "body" | "html" | "a" | "")
    }

    fn is_popular(&self, id: Id) -> bool {
        self.place.hints[id].any(Hints::POPULAR) && !matches!(self.place.tree.tag(id), "body" | "html")
    }

    /// Links behind a label, up to where the page goes on with something else. Gives where that is.
    fn behind(&mut self, label: Id) -> Id {
        let (tree, shown) = (self.place.tree, self.place.shown);
        let mut at = tree.end(label);
        let mut between = 0;
        while at < tree.len().min(label + REACH) && self.found.len() < MAX {
            let heading = names::is_heading(tree.tag(at));
            if shown.is_out(at) {
                at = tree.end(at);
            } else if tree.tag(at) == "a" {
                self.link(at);
                (at, between) = (tree.end(at), 0);
            } else if heading && !(at..tree.end(at)).any(|inner| tree.tag(inner) == "a")
                || label_at(tree, shown, at).is_some_and(Label::is_furniture)
            {
                break;
            } else {
                between += tree.text(at).map_or(0, |text| text.trim().chars().count());
                if between > BETWEEN {
                    break;
                }
                at += 1;
            }
        }
        at
    }

    fn links(&mut self, id: Id) {
        let tree = self.place.tree;
        (id..tree.end(id)).filter(|&at| tree.tag(at) == "a").for_each(|at| self.link(at));
    }

    /// A link whose words are a headline: several words, not "more".
    fn link(&mut self, id: Id) {
        let tree = self.place.tree;
        let title = tree.joined(id, self.place.shown, 400);
        let is_headline = title.split_whitespace().count() >= 3 && title.chars().count() <= 250;
        if self.found.len() < MAX && is_headline && self.seen.insert(fold(&title)) {
            let url = tree.attr(id, "href").and_then(|href| self.place.base.link(href));
            self.found.push(Related { title, url, ..Related::default() });
        }
    }
}

/// What the words of a small element are there for.
pub(super) fn label_at(tree: &Tree<'_>, shown: &Mask, id: Id) -> Option<Label> {
    let small = tree.element(id).is_some() && tree.end(id) - id <= 6;
    if !small || (id..tree.end(id)).any(|at| matches!(tree.tag(at), "a" | "br" | "img")) {
        return None;
    }
    let words = tree.short(id, shown, LABEL).filter(|words| !words.is_empty())?;
    labels::label_of(&words, &fold(&words)).map(|found| found.label)
}

/// Is this small element, or the text that opens a block, the heading of a list that `label` is for?
pub(super) fn is_label(tree: &Tree<'_>, shown: &Mask, id: Id, label: Label) -> bool {
    if let Some(text) = tree.text(id) {
        let opens = tree.parent(id) + 1 == id && names::is_block(tree.tag(tree.parent(id)));
        let words = text.trim();
        return opens
            && !words.is_empty()
            && words.chars().count() <= LABEL
            && labels::label_of(words, &fold(words)).is_some_and(|found| found.label == label);
    }
    label_at(tree, shown, id) == Some(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{hide, tree};

    fn titles(page: &str) -> Vec<String> {
        let html = tree::parse(page);
        let tree = Tree::new(&html);
        let (shown, hints) = (Mask::new(&tree), hide::all_hints(&tree));
        let place = Place {
            tree: &tree,
            shown: &shown,
            hints: &hints,
            base: &Base::default(),
            selected: &[],
            title: "عنوان هذا الخبر",
        };
        find(&place).into_iter().map(|related| related.title).collect()
    }

    #[test]
    fn lists_are_found_by_name_and_by_heading() {
        let links = "<a href=1>خبر أول من الجريدة</a> <a href=2>المزيد</a> <a href=3>عنوان هذا الخبر</a>";
        for list in [
            format!("<div class=related-news>{links}</div>"),
            format!("<section class=x><h3>اقرأ أيضاً</h3>{links}</section>"),
            format!("<p><font><b>مواضيع ذات صلة</b></font><br><font>{links}</font>"),
            format!("<div class=y>Lire aussi : {links}</div>"),
        ] {
            assert_eq!(titles(&list), ["خبر أول من الجريدة"], "{list}");
        }
    }

    #[test]
    fn a_list_ends_where_the_page_goes_on() {
        let page = "<h4>اقرأ أيضا</h4><a href=1>خبر أول من الجريدة</a>\
                    <p>فقرة من نص الخبر، وهي أطول من أن تكون تاريخا بين رابطين، وفيها <a href=2>رابط إلى خبر آخر</a>.</p>";
        assert_eq!(titles(page), ["خبر أول من الجريدة"]);
        let page = "<b>اقرأ أيضا</b> <a href=1>خبر أول من الجريدة</a> <b>الأكثر قراءة</b> <a href=2>خبر ثان من الجريدة</a>";
        assert_eq!(titles(page), ["خبر أول من الجريدة"]);
    }

    #[test]
    fn an_anchor_left_open_hides_nothing() {
        for anchor in ["<a name=top>", "<a href=/x>"] {
            let many = "<p>فقرة من نص الخبر.</p>".repeat(40);
            let page = format!(
                "<div>{anchor}{many}<b>اقرأ أيضا</b> <ul><li><a href=1>خبر أول من الجريدة</a></ul></div>"
            );
            assert_eq!(titles(&page), ["خبر أول من الجريدة"], "{anchor}");
        }
    }

    #[test]
    fn what_is_popular_is_not_related() {
        assert!(titles("<div class='widget PopularPosts'><a href=1>خبر أول من الجريدة</a></div>").is_empty());
    }
}
