//! Text made safe for HTML and XML, and addresses made safe to link to.
//!
//! Control characters that XML forbids are dropped, so that one function serves pages, feeds and sitemaps.

use super::bidi::isolate_html;
use crate::arabic::{Direction, direction_of};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;

/// Control characters, which XML 1.0 has no way to write or HTML no use for.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// `text` for element content and for attributes in double quotes.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| matches!(c, '&' | '<' | '>' | '"' | '\'') || is_forbidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars().filter(|c| !is_forbidden(*c)) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

/// Plain text as HTML with isolates, for a place whose direction is `base`.
pub fn isolated(text: &str, base: Direction) -> String {
    isolate_html(&escape(&unparted(text)), base)
}

/// A mark of the French press stands apart from its word, and a line must not end between the two: such spaces do not break.
fn unparted(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let holds = |at: usize| {
        let (before, after) = (&bytes[..at], &bytes[at + 1..]);
        before.ends_with("«".as_bytes())
            || ["»", ":", ";", "?", "!", "%", "؟", "؛"].iter().any(|mark| after.starts_with(mark.as_bytes()))
    };
    let mut spaces = memchr::memchr_iter(b' ', bytes).filter(|at| holds(*at)).peekable();
    if spaces.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for at in spaces {
        whole.push_str(&text[done..at]);
        whole.push('\u{A0}');
        done = at + 1;
    }
    whole.push_str(&text[done..]);
    Cow::Owned(whole)
}

/// What a `dir` attribute says of a name: its own direction, or `auto` when it has no letters.
pub fn dir_of(text: &str) -> &'static str {
    direction_of(text).map_or("auto", Direction::as_str)
}

/// All that a path in an address needs escaped; Arabic is left to be read.
pub(super) const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'\\')
    .add(b':');

/// Is this a byte of a path that stays as it is in an address? Letters beyond ASCII are left to be read.
fn is_plain(byte: u8) -> bool {
    !matches!(byte, 0..=0x20 | b'"' | b'#' | b'%' | b'<' | b'>' | b'?' | b'`' | b'\\' | b':' | 0x7F)
}

/// A path of the plan as a relative address, Arabic left readable.
pub fn path_address(path: &str) -> Cow<'_, str> {
    if path.bytes().all(is_plain) {
        return Cow::Borrowed(path);
    }
    let mut address = String::with_capacity(path.len() + 8);
    for part in path.split_inclusive(|c: char| c.is_ascii()) {
        let ascii = part.char_indices().next_back().filter(|(_, c)| c.is_ascii());
        let (kept, escaped) = part.split_at(ascii.map_or(part.len(), |(at, _)| at));
        address.push_str(kept);
        address.extend(utf8_percent_encode(escaped, PATH));
    }
    Cow::Owned(address)
}

/// Path of the plan in an absolute address, ASCII only; a folder's `index.html` is left out.
pub fn absolute_path(path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    utf8_percent_encode(folder.unwrap_or(path), PATH).to_string()
}

/// Where an address in a scraped text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To the web or to a mailbox.
    Outside(String),
    /// To a path of this site, without query, perhaps with a slash at the start.
    Inside(String),
    /// To a place on the same page.
    Fragment(String),
    /// Nowhere safe: a script, data, a local file, or nonsense.
    Nowhere,
}

/// Sorts an address into those that may be linked to. Judges what a browser would make of it: it drops control characters
/// and white space, and takes a backslash for a slash.
pub fn destination(address: &str) -> Destination {
    let clean: String = address.trim().chars().filter(|c| !c.is_control()).collect();
    if clean.starts_with(['\\']) || clean.starts_with("/\\") {
        return Destination::Nowhere;
    }
    if clean.starts_with("//") {
        return Destination::Outside(format!("https:{clean}"));
    }
    if let Some(fragment) = clean.strip_prefix('#') {
        return Destination::Fragment(fragment.to_owned());
    }
    let head = clean.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((scheme, _)) = head.split_once(':') {
        let scheme = scheme.to_ascii_lowercase();
        return match scheme.as_str() {
            "http" | "https" if clean.len() > scheme.len() + 3 => Destination::Outside(clean),
            "mailto" => Destination::Outside(clean),
            _ => Destination::Nowhere,
        };
    }
    let path = clean.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() { Destination::Nowhere } else { Destination::Inside(path.to_owned()) }
}

/// `address` if a page may link to it.
pub fn web_address(address: &str) -> Option<String> {
    match destination(address) {
        Destination::Outside(address) => Some(address),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_with_their_words() {
        let html = isolated("Il dit : « oui » ! 7 % de plus", Direction::Ltr);
        assert_eq!(html, "Il dit\u{A0}: «\u{A0}oui\u{A0}»\u{A0}! 7\u{A0}% de plus");
        assert_eq!(isolated("قال : «نعم» ثم ذهب", Direction::Rtl), "قال\u{A0}: «نعم» ثم ذهب");
    }

    #[test]
    fn nothing_breaks_out_of_text_or_attributes() {
        assert_eq!(escape("<a href='x'>\"&\0\u{1B}"), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;");
        assert_eq!(escape("سطر\nوآخر\t"), "سطر\nوآخر\t");
    }

    #[test]
    fn only_safe_schemes_lead_anywhere() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            " \u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "\\\\host\\x",
            "/\\host/x",
            "http:",
            "",
            "C:\\x",
        ] {
            assert_eq!(destination(bad), Destination::Nowhere, "{bad:?}");
        }
        assert_eq!(destination("//h.example/x"), Destination::Outside("https://h.example/x".to_owned()));
        assert_eq!(
            destination("HTTP://h.example/a:b"),
            Destination::Outside("HTTP://h.example/a:b".to_owned())
        );
        assert_eq!(destination("mailto:a@b.example"), Destination::Outside("mailto:a@b.example".to_owned()));
        assert_eq!(destination("/2017/x?y#z"), Destination::Inside("/2017/x".to_owned()));
        assert_eq!(destination("x/a:b"), Destination::Inside("x/a:b".to_owned()));
        assert_eq!(destination("#note"), Destination::Fragment("note".to_owned()));
    }

    #[test]
    fn paths_as_addresses() {
        assert_eq!(path_address("2017/خبر-1/index.html"), "2017/خبر-1/index.html");
        for byte in 0..=0x7F {
            let text = char::from(byte).to_string();
            assert_eq!(is_plain(byte), utf8_percent_encode(&text, PATH).to_string() == text, "{text:?}");
        }
        assert_eq!(path_address("img/a b?#%\"<.png"), "img/a%20b%3F%23%25%22%3C.png");
        assert_eq!(absolute_path("tags/طقس/index.html"), "tags/%D8%B7%D9%82%D8%B3/");
        assert_eq!(absolute_path("index.html"), "");
        assert_eq!(absolute_path("404.html"), "404.html");
    }
}
