//! Brings a page down to what a parser can read in bounded time: towers of tags are flattened, tags with thousands of
//! attributes dropped, formatting that is never closed cut short. Pages beyond that are refused.
//!
//! In: decoded HTML. Out: the same text but for what no page means. Works on the text, tag by tag, without a tree: an HTML
//! parser's time grows with the square of the nesting and of a tag's attributes, and its memory with the number of tags.

use std::borrow::Cow;
use std::ops::Range;

/// Nesting deeper than this is flattened: no page means it.
const MAX_DEPTH: usize = 400;

/// A tag with more attributes than this is dropped.
const MAX_ATTRIBUTES: usize = 500;

/// Tags in a page that is read. A tag costs a parsed tree some 800 bytes, so this is about 200 MB; the busiest pages of
/// real sites have a tenth.
const MAX_TAGS: usize = 250_000;

/// Formatting tags that a parser opens again, each in every block that begins while they are open. Real pages that forget
/// to close their `<font>` have a few thousand.
const MAX_REOPENED: usize = 100_000;

/// Why a page is too much to read; `None` when it is not.
pub(super) fn refusal(html: &str) -> Option<String> {
    let tags = html.bytes().filter(|byte| *byte == b'<').count();
    (tags > MAX_TAGS).then(|| format!("the page holds {tags} tags; at most {MAX_TAGS} are read"))
}

/// `html` without the tags that would nest too deep or hold too many attributes. What they hold stays.
pub(super) fn tame(html: &str) -> Cow<'_, str> {
    let mut open = Open::default();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        at = tag.span.end;
        let drop = if tag.closing {
            !open.close(&tag.name)
        } else {
            let drop = tag.attributes > MAX_ATTRIBUTES || !open.enter(&tag.name);
            if !drop && holds_raw_text(&tag.name) {
                at = end_of_raw_text(html, at, &tag.name);
            }
            drop
        };
        let ends = open.end_formatting();
        if drop || !ends.is_empty() {
            out.push_str(&html[copied..tag.span.start]);
            out.push_str(&ends);
            if drop {
                out.push(' ');
                copied = tag.span.end;
            } else {
                copied = tag.span.start;
            }
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// A start or end tag.
struct Tag {
    /// From `<` to past `>`.
    span: Range<usize>,
    closing: bool,
    /// In lower case.
    name: String,
    attributes: usize,
}

/// The next tag at or after `from`; comments and declarations are passed over.
fn next_tag(html: &str, mut from: usize) -> Option<Tag> {
    let bytes = html.as_bytes();
    loop {
        let start = from + html.get(from..)?.find('<')?;
        if html[start..].starts_with("<!--") {
            // An unclosed comment runs to the end of the page, as the parser has it.
            from = start + 4 + html[start + 4..].find("-->")? + 3;
            continue;
        }
        let closing = bytes.get(start + 1) == Some(&b'/');
        let name_at = start + 1 + usize::from(closing);
        if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            from = start + 1;
            continue;
        }
        let is_name = |byte: &u8| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C | b'/' | b'>');
        let name_end = name_at + bytes[name_at..].iter().take_while(|byte| is_name(byte)).count();
        let (end, attributes) = end_of_tag(bytes, name_end);
        let name = html[name_at..name_end].to_ascii_lowercase();
        return Some(Tag { span: start..end, closing, name, attributes });
    }
}

/// Where the tag ends whose attributes begin at `at`, and how many they are. Quotes hide a `>` only as an attribute's value.
fn end_of_tag(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut attributes = 0;
    let mut in_name = false;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return (at, attributes),
            b' ' | b'\t' | b'\n' | b'\r' | 0x0C | b'/' => in_name = false,
            b'=' if in_name => {
                at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                if let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) {
                    let value = &bytes[at + 1..];
                    at += 1 + value.iter().position(|byte| *byte == quote).map_or(value.len(), |end| end + 1);
                    in_name = false;
                }
            }
            _ if !in_name => {
                in_name = true;
                attributes += 1;
            }
            _ => {}
        }
    }
    (bytes.len(), attributes)
}

fn holds_raw_text(name: &str) -> bool {
    matches!(name, "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes")
}

/// Where the end tag of a raw text element begins; where it has none, `at`: then its content counts like any other.
fn end_of_raw_text(html: &str, at: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut from = at;
    while let Some(found) = html[from..].find("</") {
        let name_at = from + found + 2;
        if bytes
            .get(name_at..name_at + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        {
            return name_at - 2;
        }
        from = name_at;
    }
    at
}

/// The elements that are open, as far as they count: an upper bound of what the parser keeps open.
#[derive(Default)]
struct Open {
    names: Vec<String>,
    /// How many start tags were dropped at each name, whose end tags must be dropped too.
    dropped: std::collections::HashMap<String, usize>,
    /// How many of `names` are formatting.
    formatting: usize,
    /// How many formatting elements were opened again so far.
    reopened: usize,
}

impl Open {
    /// An element begins; false when it would stand too deep.
    fn enter(&mut self, name: &str) -> bool {
        self.reopened += if formats(name) { 0 } else { self.formatting };
        if closes_itself(name) {
            return true;
        }
        // A second link ends the first.
        if name == "a"
            && let Some(at) = self.names.iter().rposition(|open| open == name)
        {
            self.names.remove(at);
            self.formatting -= 1;
        }
        let is_formatting = formats(name);
        if self.names.len() >= MAX_DEPTH || is_formatting && self.reopened > MAX_REOPENED {
            *self.dropped.entry(name.to_owned()).or_default() += 1;
            return false;
        }
        self.names.push(name.to_owned());
        self.formatting += usize::from(is_formatting);
        true
    }

    /// Once too much formatting was opened again: the end tags of all that is open.
    fn end_formatting(&mut self) -> String {
        if self.reopened <= MAX_REOPENED || self.formatting == 0 {
            return String::new();
        }
        let (ended, rest): (Vec<String>, Vec<String>) =
            std::mem::take(&mut self.names).into_iter().partition(|name| formats(name));
        (self.names, self.formatting) = (rest, 0);
        ended.iter().rev().map(|name| format!("</{name}>")).collect()
    }

    /// An element ends; false when its start was dropped.
    fn close(&mut self, name: &str) -> bool {
        if let Some(count) = self.dropped.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            return false;
        }
        // An end tag does not reach out of a table's cell. Formatting stays open for the parser until its own end tag.
        let reach = self.names.iter().rposition(|open| bounds(open) && open != name).map_or(0, |at| at + 1);
        if let Some(found) = self.names[reach..].iter().rposition(|open| open == name) {
            let at = reach + found;
            if formats(name) {
                self.names.remove(at);
                self.formatting -= 1;
            } else {
                let kept: Vec<String> = self.names.drain(at..).skip(1).filter(|open| formats(open)).collect();
                self.names.extend(kept);
            }
        }
        true
    }
}

/// Does an end tag of another name stop here?
fn bounds(name: &str) -> bool {
    matches!(name, "table" | "template" | "object" | "marquee" | "applet" | "svg" | "math")
}

/// Elements that the parser opens again after a block that ended around them.
fn formats(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Elements that close themselves or one another, and so never stand in a tower.
fn closes_itself(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "body"
            | "br"
            | "col"
            | "dd"
            | "dt"
            | "embed"
            | "frame"
            | "head"
            | "hr"
            | "html"
            | "image"
            | "img"
            | "input"
            | "li"
            | "link"
            | "meta"
            | "option"
            | "optgroup"
            | "p"
            | "param"
            | "path"
            | "rect"
            | "source"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How deep the parser nests what `tame` leaves.
    fn depth(html: &str) -> usize {
        let page = scraper::Html::parse_document(&tame(html));
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
            "<blockquote><font color=x>",
            "<ul><li>",
            "<table><tr><td>",
            "<span><a href=x>",
            "<div/>",
        ] {
            let page = format!("{}النص", block.repeat(3000));
            let deepest = depth(&page);
            // A table counts once and nests four: table, tbody, tr, td.
            assert!(deepest < 4 * MAX_DEPTH + 10, "{block}: {deepest}");
            assert!(tame(&page).contains("النص"), "{block}");
        }
    }

    #[test]
    fn formatting_that_is_never_closed_is_cut_short() {
        let page: String = (0..5000).map(|size| format!("<font size={size}><p>كلمة ")).collect();
        let parsed = scraper::Html::parse_document(&tame(&page));
        let nodes = parsed.root_element().descendants().count();
        assert!(nodes < 5 * MAX_REOPENED, "{nodes} nodes");
        assert_eq!(parsed.root_element().text().filter(|text| text.contains("كلمة")).count(), 5000);
    }

    #[test]
    fn ordinary_pages_stay_as_they_are() {
        let page = "<!doctype html><div class=\"a > b\"><p>سطر<br><img src=x><script>if (a < b) {'</div>'}</script></div>\
                    <textarea><div></textarea><a href='x'>رابط</a> 3 < 4 <!-- <div> --> <b>قوي</i></b>"
            .repeat(300);
        assert!(matches!(tame(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn a_tag_of_too_many_attributes_goes_and_its_words_stay() {
        let attributes: String = (0..5000).map(|number| format!(" a{number}")).collect();
        assert_eq!(tame(&format!("<p>قبل<b{attributes}>نص</b>")), "<p>قبل نص</b>");
        let long = format!("<img src=\"data:{}\">", "x y=z ".repeat(100_000));
        assert!(matches!(tame(&long), Cow::Borrowed(_)));
    }

    #[test]
    fn a_page_of_too_many_tags_is_refused() {
        assert_eq!(refusal(&"<br>".repeat(1000)), None);
        assert!(refusal(&"<br>".repeat(MAX_TAGS + 1)).is_some());
    }
}
