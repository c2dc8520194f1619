//! Keeps a page within what a parser can read in bounded time: towers of tags are flattened, attributes beyond a number
//! ignored, formatting that is never closed cut short. Pages beyond that are refused.
//!
//! In: tags as they come. Out: which of them the tree builder is not to see. An HTML parser's time grows with the square of
//! the nesting and of a tag's attributes, and its memory with the number of tags. What the dropped tags hold stays.

use html5ever::{LocalName, local_name};

/// Nesting deeper than this is flattened: no page means it.
const MAX_DEPTH: usize = 400;

/// Of a tag's attributes so many are read.
pub(super) const MAX_ATTRIBUTES: usize = 200;

/// Tags in a page that is read. A tag costs a parsed tree some 800 bytes, so this is about 200 MB; the busiest pages of
/// real sites have a tenth.
const MAX_TAGS: usize = 250_000;

/// Formatting tags that a parser opens again, each in every block that begins while they are open. Real pages that forget
/// to close their `<font>` have a few thousand.
const MAX_REOPENED: usize = 100_000;

/// Why a page is too much to read; `None` when it is not.
pub(super) fn refusal(html: &str) -> Option<String> {
    let tags = memchr::memchr_iter(b'<', html.as_bytes()).count();
    (tags > MAX_TAGS).then(|| format!("the page holds {tags} tags; at most {MAX_TAGS} are read"))
}

/// The elements that are open, as far as they count: an upper bound of what the parser keeps open.
#[derive(Default)]
pub(super) struct Open {
    elements: Vec<Element>,
    /// Paragraphs and items of lists, with how many of `elements` stand around each.
    around: Vec<(LocalName, usize)>,
    /// How many start tags were dropped at each name, whose end tags must be dropped too.
    dropped: std::collections::HashMap<LocalName, usize>,
    /// How many of `elements` are formatting.
    formatting: usize,
    /// How many formatting elements were opened again so far.
    reopened: usize,
}

struct Element {
    name: LocalName,
    formats: bool,
    bounds: bool,
}

impl Open {
    /// An element begins; false when it would stand too deep.
    pub fn enter(&mut self, name: &LocalName) -> bool {
        let formats = formats(name);
        self.reopened += if formats { 0 } else { self.formatting };
        if closes_itself(name) {
            if !ends_what_is_open_in_it(name) {
                return true;
            }
            let depth = self.elements.len();
            if self.around.last().is_none_or(|last| *last != (name.clone(), depth)) {
                self.around.push((name.clone(), depth));
                self.around.drain(..self.around.len().saturating_sub(2 * MAX_DEPTH));
            }
            return true;
        }
        // A second link ends the first.
        if *name == local_name!("a")
            && self.formatting > 0
            && let Some(at) = self.elements.iter().rposition(|open| open.name == *name)
        {
            self.elements.remove(at);
            self.formatting -= 1;
        }
        if self.elements.len() >= MAX_DEPTH || formats && self.reopened > MAX_REOPENED {
            *self.dropped.entry(name.clone()).or_default() += 1;
            return false;
        }
        self.elements.push(Element { name: name.clone(), formats, bounds: bounds(name) });
        self.formatting += usize::from(formats);
        true
    }

    /// Once too much formatting was opened again: all of it that is open, innermost first, to be ended.
    pub fn end_formatting(&mut self) -> Vec<LocalName> {
        if self.reopened <= MAX_REOPENED || self.formatting == 0 {
            return Vec::new();
        }
        let (ended, rest): (Vec<Element>, Vec<Element>) =
            std::mem::take(&mut self.elements).into_iter().partition(|open| open.formats);
        (self.elements, self.formatting) = (rest, 0);
        ended.into_iter().rev().map(|open| open.name).collect()
    }

    /// An element ends; false when its start was dropped.
    pub fn close(&mut self, name: &LocalName) -> bool {
        if closes_itself(name) {
            self.close_around(name);
            return true;
        }
        if !self.dropped.is_empty()
            && let Some(count) = self.dropped.get_mut(name).filter(|count| **count > 0)
        {
            *count -= 1;
            return false;
        }
        // An end tag does not reach out of a table's cell. Formatting stays open for the parser until its own end tag.
        let stop = |open: &Element| open.name == *name || open.bounds;
        let Some(at) = self.elements.iter().rposition(stop).filter(|&at| self.elements[at].name == *name)
        else {
            return true;
        };
        if self.elements[at].formats {
            self.elements.remove(at);
            self.formatting -= 1;
        } else {
            let mut inside = self.elements.split_off(at).into_iter().skip(1);
            if self.formatting > 0 {
                self.elements.extend(inside.by_ref().filter(|open| open.formats));
            }
        }
        true
    }
}

impl Open {
    /// A paragraph or the like ends, and with it the words' marks that were left open in it.
    fn close_around(&mut self, name: &LocalName) {
        while self.around.last().is_some_and(|(_, depth)| *depth > self.elements.len()) {
            self.around.pop();
        }
        let Some((_, depth)) = self.around.pop_if(|(last, _)| last == name) else { return };
        let ends_with_it = |open: &Element| open.formats || marks_words(&open.name);
        if self.elements[depth..].iter().all(ends_with_it) {
            let inside = self.elements.split_off(depth);
            self.elements.extend(inside.into_iter().filter(|open| open.formats));
        }
    }
}

/// Elements that stand inside a line and leave the paragraph around them open.
fn marks_words(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("abbr")
            | local_name!("bdi")
            | local_name!("bdo")
            | local_name!("cite")
            | local_name!("del")
            | local_name!("dfn")
            | local_name!("ins")
            | local_name!("kbd")
            | local_name!("label")
            | local_name!("mark")
            | local_name!("q")
            | local_name!("samp")
            | local_name!("span")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("time")
            | local_name!("var")
    )
}

/// Does an end tag of another name stop here?
fn bounds(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("table")
            | local_name!("template")
            | local_name!("object")
            | local_name!("marquee")
            | local_name!("applet")
            | local_name!("svg")
            | local_name!("math")
    )
}

/// Elements that the parser opens again after a block that ended around them.
fn formats(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Elements that close themselves or one another, and so never stand in a tower.
fn closes_itself(name: &LocalName) -> bool {
    ends_what_is_open_in_it(name)
        || matches!(
            *name,
            local_name!("area")
                | local_name!("base")
                | local_name!("body")
                | local_name!("br")
                | local_name!("col")
                | local_name!("embed")
                | local_name!("frame")
                | local_name!("head")
                | local_name!("hr")
                | local_name!("html")
                | local_name!("image")
                | local_name!("img")
                | local_name!("input")
                | local_name!("link")
                | local_name!("meta")
                | local_name!("option")
                | local_name!("optgroup")
                | local_name!("param")
                | local_name!("path")
                | local_name!("rect")
                | local_name!("source")
                | local_name!("tbody")
                | local_name!("td")
                | local_name!("tfoot")
                | local_name!("th")
                | local_name!("thead")
                | local_name!("tr")
                | local_name!("wbr")
        )
}

/// Of these, those whose end tag ends the words' marks that were left open in them, wherever they stand.
fn ends_what_is_open_in_it(name: &LocalName) -> bool {
    matches!(*name, local_name!("dd") | local_name!("dt") | local_name!("li") | local_name!("p"))
}

/// Elements whose content is no markup. Without their start tag it would be read as the page's text.
pub(super) fn holds_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::extract::tokens;
    use scraper::{Html, HtmlTreeSink};

    /// What the parser makes of a page that is kept in bounds.
    fn parsed(html: &str) -> Html {
        tokens::parse(html, HtmlTreeSink::new(Html::new_document()))
    }

    fn depth(page: &Html) -> usize {
        page.root_element().descendants().map(|node| node.ancestors().count()).max().unwrap_or(0)
    }

    #[test]
    fn towers_of_any_make_stay_low() {
        for block in [
            "<div>",
            "<div></x>",
            "<div></b>",
            "<b><div></b>",
            "<div><b></div>",
            "<div><table><tr><td></div>",
            "<div><!-- </div> -->",
            "<div><script></div></script>",
            "<div title='</div>'>",
            "<div><svg></div>",
            "<svg><title><div>",
            "<svg><style><g></style>",
            "<blockquote><font color=x>",
            "<ul><li>",
            "<table><tr><td>",
            "<span><a href=x>",
            "<div/>",
            "<p><ul></p>",
            "<p><div></p>",
            "<li><ul></li>",
            "<p><span><li><span></p>",
            "<p><button></p>",
            "<td><span></td>",
            "<svg><style>",
        ] {
            let page = parsed(&format!("{}النص", block.repeat(3000)));
            let deepest = depth(&page);
            // A table counts once and nests four: table, tbody, tr, td.
            assert!(deepest < 4 * MAX_DEPTH + 10, "{block}: {deepest}");
            assert!(page.root_element().text().any(|text| text.contains("النص")), "{block}");
        }
    }

    #[test]
    fn formatting_that_is_never_closed_is_cut_short() {
        let page: String = (0..5000).map(|size| format!("<font size={size}><p>كلمة ")).collect();
        let page = parsed(&page);
        let nodes = page.root_element().descendants().count();
        assert!(nodes < 5 * MAX_REOPENED, "{nodes} nodes");
        assert_eq!(page.root_element().text().filter(|text| text.contains("كلمة")).count(), 5000);
    }

    #[test]
    fn ordinary_pages_stay_as_they_are() {
        let page = "<!doctype html><div class=\"a > b\"><p>سطر<br><img src=x><script>if (a < b) {'</div>'}</script></div>\
                    <textarea><div></textarea><a href='x'>رابط</a> 3 < 4 <!-- <div> --> <b>قوي</i></b>"
            .repeat(300);
        // A comment only holds its place.
        let whole = Html::parse_document(&page).html().replace("<!-- <div> -->", "<!---->");
        assert!(parsed(&page).html() == whole);
    }

    #[test]
    fn of_too_many_attributes_the_first_are_read() {
        let many: String = (0..5000).map(|number| format!(" a{number}")).collect();
        let page = parsed(&format!("<div hidden{many}>سر<div>سر</div>سر</div><p>نص"));
        let hidden = scraper::Selector::parse("[hidden]").expect("a selector");
        let hidden = page.select(&hidden).next().expect("it is there");
        assert_eq!(hidden.text().filter(|text| text.contains("سر")).count(), 3);
        assert_eq!(hidden.value().attrs().count(), MAX_ATTRIBUTES);
        let long = format!("<img src=\"data:{}\">", "x y=z ".repeat(100_000));
        assert!(parsed(&long).html().contains("y=z"));
    }

    #[test]
    fn what_is_no_text_stays_none_in_a_tower() {
        let tower = "<p><span>فقرة</p>".repeat(420) + &"<section>".repeat(500);
        for (code, tag) in [("<script>سر</script>", "script"), ("<style>سر</style>", "style")] {
            let page = parsed(&format!("{tower}{code}"));
            let code = scraper::Selector::parse(tag).expect("a selector");
            assert_eq!(page.select(&code).count(), 1, "{tag}");
        }
    }

    #[test]
    fn what_a_paragraph_left_open_ends_with_it() {
        let page = parsed(&format!(
            "{}<section><div>نص",
            "<p><span>فقرة</p><ul><li><span>بند</li></ul>".repeat(420)
        ));
        let section = scraper::Selector::parse("section > div").expect("a selector");
        assert_eq!(page.select(&section).count(), 1);
    }

    #[test]
    fn a_page_of_too_many_tags_is_refused() {
        assert_eq!(refusal(&"<br>".repeat(1000)), None);
        assert!(refusal(&"<br>".repeat(MAX_TAGS + 1)).is_some());
    }
}
