//! Takes out of a body's container what is none of the body: share bars, teasers, newsletters, tags, bylines.
//!
//! In: the page and the nodes that hold the body. Marks subtrees in a new [`Mask`]. Structure, link density and names
//! decide together; a large share of the body's text is never dropped by name alone.

use super::measure::{Measures, Page};
use super::names::{self, Hints};
use super::tree::{Id, Mask};

/// The page's mask with the clutter inside `nodes` added.
pub(super) fn inside(page: &Page<'_, '_>, nodes: &[Id]) -> Mask {
    let whole: u32 = nodes.iter().map(|&id| page.measures[id].chars).sum();
    let (mask, lost) = without(page, nodes, whole, page.hints);
    let prose: u32 = nodes.iter().map(|&id| page.measures[id].prose).sum();
    if lost * 2 <= prose {
        return mask;
    }
    // Names that take most of the text away say nothing here.
    let unnamed: Vec<Hints> = page.hints.iter().map(|hints| hints.without(Hints::CLUTTER)).collect();
    without(page, nodes, whole, &unnamed).0
}

/// The mask by what `hints` say, and how many characters of prose without links it takes away.
fn without(page: &Page<'_, '_>, nodes: &[Id], whole: u32, hints: &[Hints]) -> (Mask, u32) {
    let judge = Judge { page, whole, hints, address_fields: address_fields(page) };
    let mut mask = page.mask.clone();
    let mut lost = 0;
    for &node in nodes {
        let mut at = node + 1;
        while at < page.tree.end(node) {
            if mask.is_out(at) {
                at = page.tree.end(at);
            } else if judge.is_clutter(at) {
                mask.drop(at);
                lost += if page.measures.link_density(at) < 0.1 { page.measures[at].prose } else { 0 };
                at = page.tree.end(at);
            } else {
                at += 1;
            }
        }
    }
    (mask, lost)
}

/// Fields of forms that ask for an e-mail address, in document order.
fn address_fields(page: &Page<'_, '_>) -> Vec<Id> {
    let asks = |&at: &Id| {
        ["type", "name"].iter().any(|name| {
            page.tree.attr(at, name).is_some_and(|value| value.to_ascii_lowercase().contains("email"))
        })
    };
    page.tree.elements("input").filter(asks).collect()
}

/// A box that asks for an e-mail address has at most so many characters.
const SIGNUP: u32 = 700;

/// Tells the body's clutter.
struct Judge<'p, 't, 'a> {
    page: &'p Page<'t, 'a>,
    /// Characters in the whole body.
    whole: u32,
    hints: &'p [Hints],
    address_fields: Vec<Id>,
}

impl Judge<'_, '_, '_> {
    fn is_clutter(&self, id: Id) -> bool {
        let tag = self.page.tree.tag(id);
        let holds_parts = matches!(
            tag,
            "br" | "img" | "picture" | "source" | "tbody" | "tr" | "td" | "th" | "thead" | "body" | "html"
        );
        let is_inline = !names::is_block(tag);
        if tag.is_empty()
            || holds_parts
            || is_inline && (tag != "a" && tag != "span" || is_in_sentence(self.page, id))
        {
            return false;
        }
        self.is_named(id) || self.is_small_part(id) || self.is_structure(id)
    }

    /// Share of the body's text that the node holds.
    fn part(&self, id: Id) -> f32 {
        super::measure::share(self.page.measures[id].chars, self.whole)
    }

    /// Is it named clutter, and does its text not say otherwise?
    fn is_named(&self, id: Id) -> bool {
        let (m, hints, density) = (self.page.measures, self.hints[id], self.page.measures.link_density(id));
        let part = self.part(id);
        // What is about other things than this article, while clutter may be a name for how something looks.
        let other = Hints::RELATED.or(Hints::COMMENTS).or(Hints::NAVIGATION).or(Hints::TAGS);
        let is_styled = names::is_heading(self.page.tree.tag(id)) && density < 0.5 && !hints.any(other);
        if !hints.any(Hints::CLUTTER.or(other)) || part >= 0.3 || hints.any(Hints::BODY_NAME) || is_styled {
            return false;
        }
        // A named wrapper that holds real paragraphs without links is likelier a wrapper than clutter.
        let prose_part = super::measure::share(m[id].prose, m[id].chars);
        let is_text = prose_part > 0.7 && density < 0.1 && part > 0.08 && hints.any(Hints::BODY);
        // An advertisement's container that was never closed holds the rest of the text.
        let is_rest = prose_part > 0.7 && density < 0.3 && m[id].prose > 1000 && !hints.any(other);
        !is_text && !is_rest
    }

    /// Is it small, and one of the article's fields, hidden, or named as lines about an article are?
    fn is_small_part(&self, id: Id) -> bool {
        let (page, m, hints) = (self.page, self.page.measures, self.hints[id]);
        let (tag, chars, part) = (page.tree.tag(id), m[id].chars, self.part(id));
        if is_field(page, id) && (part < 0.1 && chars < 200 || is_author(page, id) && part < 0.3)
            || hints.any(Hints::HIDDEN) && part < 0.2 && !hints.any(Hints::BODY_NAME)
        {
            return true;
        }
        // An author's portrait may go with the author's name.
        let (few, none) = (m[id].images <= 1, m[id].images == 0);
        let is_meta = hints.any(Hints::META) && (none && chars < 200 || few && chars > 0 && chars < 100);
        let is_unlikely = hints.any(Hints::UNLIKELY) && m.link_density(id) > 0.3 && none;
        tag != "p" && !names::is_heading(tag) && part < 0.1 && (is_meta || is_unlikely)
    }

    /// Is it clutter by what it is made of?
    fn is_structure(&self, id: Id) -> bool {
        let (m, part) = (self.page.measures, self.part(id));
        let (chars, density) = (m[id].chars, m.link_density(id));
        match self.page.tree.tag(id) {
            "article" if is_teaser(self.page, id) => true,
            "aside" | "nav" | "footer" | "form" | "fieldset" => part < 0.3,
            "div" | "section" if part < 0.3 && chars < SIGNUP && self.asks_address(id) => true,
            "ul" | "ol" | "dl" => is_link_list(m, id, chars, density),
            "div" | "section" | "table" | "article" | "header" | "center" => {
                let few_words = m[id].prose * 3 < chars;
                (density > 0.5 && few_words && part < 0.5 && m[id].images < 3)
                    || (chars > 0 && density > 0.75)
            }
            _ => false,
        }
    }

    /// Does it hold a form for an e-mail address?
    fn asks_address(&self, id: Id) -> bool {
        let next = self.address_fields.partition_point(|&field| field < id);
        self.address_fields.get(next).is_some_and(|&field| field < self.page.tree.end(id))
    }
}

/// Does microdata call it one of the article's fields, which have places of their own?
fn is_field(page: &Page<'_, '_>, id: Id) -> bool {
    const FIELDS: [&str; 6] =
        ["headline", "datePublished", "dateModified", "author", "publisher", "articleSection"];
    page.tree
        .attr(id, "itemprop")
        .is_some_and(|names| names.split_whitespace().any(|name| FIELDS.contains(&name)))
}

/// The box about the author, in microdata.
fn is_author(page: &Page<'_, '_>, id: Id) -> bool {
    page.tree.attr(id, "itemprop") == Some("author") && page.tree.tag(id) == "div"
}

/// Another article in the body: its headline is a link as a whole.
fn is_teaser(page: &Page<'_, '_>, id: Id) -> bool {
    let m = page.measures;
    let mut inside = id + 1..page.tree.end(id);
    m[id].chars < TEASER
        && inside.any(|at| {
            names::is_heading(page.tree.tag(at)) && m[at].chars >= 12 && m[at].linked * 10 >= m[at].chars * 9
        })
}

/// A teaser has at most so many characters.
const TEASER: u32 = 900;

/// Mostly links, and none of them inside sentences.
fn is_link_list(m: &Measures, id: Id, chars: u32, density: f32) -> bool {
    chars > 0 && density > 0.6 && m[id].prose * 4 < chars
}

/// Does the block around an inline element hold more text than the element?
fn is_in_sentence(page: &Page<'_, '_>, id: Id) -> bool {
    let chars = page.measures[id].chars;
    let block = page.tree.ancestors(id).find(|&ancestor| names::is_block(page.tree.tag(ancestor)));
    block.is_some_and(|block| page.measures[block].own_chars > chars + chars / 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{hide, tree};

    /// What is left of a page's `main`.
    fn left(page: &str) -> String {
        let html = tree::parse(page);
        let tree = tree::Tree::new(&html);
        let (mask, hints) = (Mask::new(&tree), hide::all_hints(&tree));
        let measures = Measures::new(&tree, &mask);
        let page = Page { tree: &tree, mask: &mask, measures: &measures, hints: &hints };
        let main: Vec<Id> = tree.elements("main").collect();
        tree.words(main[0], &inside(&page, &main), usize::MAX)
    }

    const TEXT: &str =
        "نص الفقرة كما كتبها صاحبها، وهو طويل بما يكفي كي يعد فقرة من فقرات الخبر لا سطرا من سطور الموقع.";

    #[test]
    fn another_article_inside_the_body_goes() {
        let teaser = "<article><h3><a href=/x>خبر آخر من الجريدة</a></h3><p>وصف الخبر الآخر في سطر.</article>";
        let entry = "<article><h3>الساعة 16:28</h3><p>خبر من التغطية.</article>";
        assert_eq!(
            left(&format!("<main><p>{TEXT}</p>{teaser}{entry}")),
            format!("{TEXT} الساعة 16:28 خبر من التغطية.")
        );
    }

    #[test]
    fn a_box_that_asks_for_an_address_goes_and_an_unclosed_advertisement_stays() {
        let signup =
            "<section><h3>كل صباح</h3><p>أهم الأخبار في بريدك.</p><form><input type=email></form></section>";
        let text = format!("<p>{TEXT}</p>").repeat(4);
        assert_eq!(left(&format!("<main>{text}{signup}</main>")), format!("{TEXT} ").repeat(4).trim_end());
        let rest =
            format!("<div class=ad-container><div class=ad></div>{}", format!("<p>{TEXT}</p>").repeat(16));
        let whole = left(&format!("<main>{}{rest}", text.repeat(16)));
        assert_eq!(whole.matches(TEXT).count(), 80);
    }

    #[test]
    fn names_that_leave_nothing_are_not_believed() {
        let share = "<div class=share-bar>شارك</div>";
        assert_eq!(left(&format!("<main><p>{TEXT}</p>{share}</main>")), TEXT);
        let page = format!(
            "<main><div class=widget-wrapper><p>{TEXT}</p></div><div class=widget-wrapper><p>{TEXT}</p></div></main>"
        );
        assert_eq!(left(&page), format!("{TEXT} {TEXT}"));
    }
}
