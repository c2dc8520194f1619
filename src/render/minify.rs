//! Leaves out of an HTML page what browsers do not need: spaces beside the boundaries of blocks, comments, quotes round simple
//! values, and end tags that the standard lets go (WHATWG HTML, 13.1.2.4).
//!
//! In: a whole page, as templates made it. Out: a page that parses to the same elements with the same words, some spaces aside
//! that nobody sees; of a page whose tags do not match, at least the same words. Does not judge what a style sheet makes of an element: spaces inside and between inline
//! elements and list items stay, one for many.

/// Elements beside whose tags spaces are never seen.
const BLOCKS: [&str; 35] = [
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "base",
    "header",
    "footer",
    "main",
    "nav",
    "section",
    "article",
    "aside",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "figure",
    "figcaption",
    "blockquote",
    "hr",
    "details",
    "form",
];

/// Elements whose content is left as it is.
const VERBATIM: [&str; 7] = ["pre", "script", "style", "textarea", "svg", "math", "noscript"];

/// End tags that go where one of these tags follows. A table closes no paragraph in pages without a document type.
const OPTIONAL: [(&str, &[&str]); 4] = [
    ("li", &["<li", "</ul", "</ol"]),
    ("dt", &["<dt", "<dd"]),
    ("dd", &["<dt", "<dd", "</dl"]),
    (
        "p",
        &[
            "<article",
            "<aside",
            "<blockquote",
            "<details",
            "<div",
            "<dl",
            "<figure",
            "<footer",
            "<form",
            "<h1",
            "<h2",
            "<h3",
            "<h4",
            "<h5",
            "<h6",
            "<header",
            "<hr",
            "<main",
            "<nav",
            "<ol",
            "<p",
            "<pre",
            "<section",
            "<table",
            "<ul",
            "</article",
            "</aside",
            "</blockquote",
            "</div",
            "</footer",
            "</header",
            "</main",
            "</section",
        ],
    ),
];

/// The page without what is not needed.
pub(super) fn minify(html: &str) -> String {
    let mut page = Minifier { out: String::with_capacity(html.len()), space: false, at_edge: true };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.text(&rest[..at]);
        rest = page.markup(&rest[at..]);
    }
    page.text(rest);
    page.out
}

struct Minifier {
    out: String,
    /// Spaces were read and not yet written.
    space: bool,
    /// What was written last is a boundary of a block.
    at_edge: bool,
}

impl Minifier {
    fn text(&mut self, text: &str) {
        for (number, word) in text.split(is_space).enumerate() {
            self.space |= number > 0 && !self.at_edge;
            if !word.is_empty() {
                self.write(word);
            }
        }
    }

    fn write(&mut self, text: &str) {
        if std::mem::take(&mut self.space) {
            self.out.push(' ');
        }
        self.out.push_str(text);
        self.at_edge = false;
    }

    /// Takes the markup that `rest` begins with; gives what comes after it.
    fn markup<'h>(&mut self, rest: &'h str) -> &'h str {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, after)| after);
        }
        let Some(end) = tag_end(rest) else {
            self.write(rest);
            return "";
        };
        let (tag, rest) = rest.split_at(end);
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(|c| !is_space(*c) && !"/>".contains(*c))
            .collect();
        let name = name.to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // A document type, or a `<` that is none.
            self.write(tag);
            self.at_edge = tag.starts_with("<!");
            return rest;
        }
        let is_block = BLOCKS.contains(&name.as_str());
        if is_block {
            self.space = false;
        }
        // The space behind an item without its end tag is the item's own, and at the edge of a block in it no space is seen.
        let loses_space = !is_block && self.at_edge && rest.starts_with(is_space);
        if !(tag.starts_with("</") && is_optional(&name, rest)) || loses_space {
            self.write(&without_quotes(tag));
        }
        self.at_edge = is_block;
        // Elsewhere a slash at the end closes nothing.
        let is_closed = tag.ends_with("/>") && ["svg", "math"].contains(&name.as_str());
        if VERBATIM.contains(&name.as_str()) && !tag.starts_with("</") && !is_closed {
            let end = find_end(rest, &name);
            self.out.push_str(&rest[..end]);
            return &rest[end..];
        }
        rest
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

/// Where the tag that `text` begins with ends; `None` when it does not.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') if text[..at].trim_end_matches(is_space).ends_with('=') => {
                quote = Some(byte);
            }
            (None, b'>') => return Some(at + 1),
            (Some(open), byte) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the end tag of `name` begins in `text`, which its start tag was cut off, else its end.
fn find_end(text: &str, name: &str) -> usize {
    let nests = matches!(name, "pre" | "svg" | "math");
    let mut open = 1_usize;
    for (at, _) in text.match_indices('<') {
        let tag = text[at + 1..].strip_prefix('/');
        let after = tag.unwrap_or(&text[at + 1..]).as_bytes();
        let named = after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
        if named && after.get(name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric()) {
            match tag {
                Some(_) => open -= 1,
                None => open += usize::from(nests),
            }
        }
        if open == 0 {
            return at;
        }
    }
    text.len()
}

/// May the end tag of `name` go before `rest`?
fn is_optional(name: &str, rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_space);
    let follows = |start: &str| {
        let after = rest.strip_prefix(start);
        after.is_some_and(|after| after.starts_with(|c: char| is_space(c) || "/>".contains(c)))
    };
    let optional = OPTIONAL.iter().find(|(optional, _)| *optional == name);
    optional.is_some_and(|(_, followers)| followers.iter().any(|start| follows(start)))
}

/// The tag with no quotes round values that need none.
fn without_quotes(tag: &str) -> String {
    let mut out = String::with_capacity(tag.len());
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let (before, value) = (&rest[..=at], &rest[at + 2..]);
        let Some(end) = value.find('"') else { break };
        let (value, after) = (&value[..end], &value[end + 1..]);
        let is_simple = !value.is_empty()
            && !value.contains(|c: char| is_space(c) || "\"'=<>`".contains(c))
            && after.starts_with(|c: char| is_space(c) || c == '>');
        // A value in single quotes may hold `="`: such a tag is left as it is.
        if before.contains('\'') {
            break;
        }
        out.push_str(before);
        if is_simple {
            out.push_str(value);
        } else {
            out.extend(["\"", value, "\""]);
        }
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use scraper::{ElementRef, Html, Node};

    #[test]
    fn what_goes_and_what_stays() {
        for (page, short) in [
            ("<p>a  <b>b</b>\n c</p>\n\n<p>d</p> ", "<p>a <b>b</b> c<p>d</p>"),
            ("<ul>\n<li><a href=\"x\">a</a></li>\n<li>b</li>\n</ul>", "<ul><li><a href=x>a</a> <li>b</ul>"),
            ("<pre>  x\n  y </pre>\n<p>z", "<pre>  x\n  y </pre><p>z"),
            ("<p class=\"a b\" id='c' lang=\"\">x</p>", "<p class=\"a b\" id='c' lang=\"\">x</p>"),
            ("<circle r=\"8\"/><img alt=\"\" src=\"a/\">", "<circle r=\"8\"/><img alt=\"\" src=a/>"),
            ("<!-- x --><i>a</i><!-- y --> <i>b</i>", "<i>a</i> <i>b</i>"),
            ("<script>if (a  <b) {}</script>", "<script>if (a  <b) {}</script>"),
            ("1 < 2  and <", "1 < 2  and <"),
            ("<p-card>a</p-card><div>b</div><p>c</p><p-x>", "<p-card>a</p-card><div>b</div><p>c</p><p-x>"),
            ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<dl><div><dt>a<dd>b</dd></div></dl>"),
            ("<p title=\"a>b\">x</p><", "<p title=\"a>b\">x</p><"),
        ] {
            assert_eq!(minify(page), short, "{page}");
        }
    }

    /// The page's elements, attributes and words; `|` for the boundaries of blocks.
    fn read(element: ElementRef<'_>, verbatim: bool, out: &mut String) {
        let name = element.value().name();
        let edge = if BLOCKS.contains(&name) { "|" } else { "" };
        let attributes: Vec<_> = element.value().attrs().collect();
        *out += &format!("{edge}<{name} {attributes:?}>{edge}");
        let verbatim = verbatim || VERBATIM.contains(&name);
        for child in element.children() {
            match child.value() {
                Node::Text(text) if verbatim => *out += text,
                Node::Text(text) => *out += &text.split(is_space).collect::<Vec<_>>().join("\u{1}"),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        read(child, verbatim, out);
                    }
                }
                _ => {}
            }
        }
        *out += &format!("{edge}</{name}>{edge}");
    }

    /// Runs of spaces are one, and none stands beside a boundary. Those before the end of an item stand behind it: without its end
    /// tag an item holds the spaces up to the next.
    fn words(html: &str) -> String {
        let mut out = String::new();
        read(Html::parse_document(html).root_element(), false, &mut out);
        let edges = ["|\u{1}", "\u{1}|"].map(|beside| (beside.to_owned(), "|".to_owned()));
        let ends = OPTIONAL.map(|(name, _)| (format!("\u{1}</{name}>"), format!("</{name}>\u{1}")));
        let rules: Vec<(String, String)> = edges.into_iter().chain(ends).collect();
        while let Some((from, to)) = rules.iter().find(|(from, _)| out.contains(from)) {
            out = out.replace(from, to);
        }
        let mut words = String::new();
        let mut space = false;
        for c in out.chars() {
            match c {
                '\u{1}' => space = true,
                c => {
                    if std::mem::take(&mut space) && c != '|' && !words.ends_with('|') {
                        words.push('\u{1}');
                    }
                    words.push(c);
                }
            }
        }
        words.replace('|', "")
    }

    const NAMES: [&str; 9] = ["div", "section", "article", "blockquote", "b", "em", "span", "pre", "label"];

    /// Lists, which alone hold items, and with them the spaces between.
    const LISTS: [(&str, &str); 3] = [("ul", "li"), ("ol", "li"), ("dl", "dd")];

    /// Elements within elements, text, comments, attributes of all kinds.
    fn tree() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            4 => "[a-cب ]{0,3}[ \n]?",
            1 => "<!--[a-c ]{0,2}-->",
            1 => "[a-c ='/>]{0,3}".prop_map(|value| format!("<img alt=\"{value}\" src=x>")),
            1 => "[a-c\"=> ]{0,3}".prop_map(|value| format!("<i title='{value}'></i>")),
            1 => "[a-c ]{0,4}".prop_map(|text| format!("<p>{text}</p>")),
            1 => "[a-c ]{0,4}".prop_map(|text| format!("<h2 id={text:?}>{text}</h2>")),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            let several = || proptest::collection::vec(inner.clone(), 0..6);
            let element = (proptest::sample::select(NAMES.as_slice()), several())
                .prop_map(|(name, inner)| format!("<{name}>{}</{name}>", inner.concat()));
            let list = (proptest::sample::select(LISTS.as_slice()), several(), "[ \n]?").prop_map(
                |((list, item), inner, space)| {
                    let items = inner.iter().map(|inner| format!("{space}<{item}>{inner}</{item}>"));
                    format!("<{list}>{}{space}</{list}>", items.collect::<String>())
                },
            );
            prop_oneof![2 => element, 1 => list]
        })
    }

    proptest! {
        #[test]
        fn a_short_page_says_the_same(page in tree()) {
            let short = minify(&page);
            prop_assert_eq!(words(&short), words(&page), "{}", short);
        }

        #[test]
        fn no_text_is_too_odd(text in "(<|>|/|!|-|=|\"|'| |p|li|a|pre|script|ب){0,60}") {
            prop_assert!(minify(&text).len() <= text.len());
        }
    }
}
