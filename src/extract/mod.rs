//! From a [`Capture`] to an [`Article`]: decode, parse, find the fields, find the body, write it as Markdown.
//!
//! Knows a capture and the rules for its source; never a path, the network or the clock. What it finds comes with the
//! evidence for it, for `--explain`.

mod address;
mod block;
mod body;
mod byline;
mod clean;
mod clock;
mod dates;
mod dom;
mod dump;
mod facts;
mod field;
mod headline;
mod hide;
mod kept;
mod kind;
mod labels;
mod language;
mod lead;
mod markdown;
mod measure;
mod meta;
mod names;
mod page;
mod picture;
mod plain;
mod recent;
mod recurring;
mod related;
mod script_text;
mod selectors;
mod structured;
mod surroundings;
mod tags;
mod tame;
mod tidy;
mod title;
mod tokens;
mod tree;

pub use block::{Block, Inline};
pub use kept::{Images, NoImages};
pub use markdown::write as to_markdown;
pub use plain::write as to_text;
pub use recurring::{Furniture, Survey, survey};

use crate::article::Article;
use crate::config::SourceRules;
use crate::diagnostic::Diagnostic;
use crate::source::encoding::{self, Decision};
use crate::source::{Capture, MediaType};
use serde::Serialize;

/// What a captured page turned out to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Kind {
    /// A news article.
    #[default]
    Article,
    /// A page that is no article; the reason, in a few words.
    Other(String),
    /// Bytes that could not be read as text; the reason.
    Unreadable(String),
}

/// One value that a field might have had, and the rule that offered it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The value as found.
    pub value: String,
    /// Where it was found, e.g. `json-ld headline`, `h1`, `dump line 9`.
    pub rule: String,
}

/// Why a field has its value: the rule that won, and what it beat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The field, as in front matter: `title`, `date`, `authors` …
    pub field: &'static str,
    /// The winner.
    pub winner: Candidate,
    /// The others, best first.
    pub beaten: Vec<Candidate>,
}

/// Everything that was found in one capture.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// What the page is.
    pub kind: Kind,
    /// The article; for other kinds, what could be read all the same. `capture` is not filled in here.
    pub article: Article,
    /// The body as plain text, one paragraph, subhead or list item a line.
    pub text: String,
    /// Which encoding the bytes were read in, and why.
    pub encoding: Decision,
    /// Words in texts of the page whose letters were lost before it was saved. Such texts are left out.
    pub lost_words: usize,
    /// Which rule gave each field.
    pub evidence: Vec<Evidence>,
    /// What was odd about the page. Files are named by the caller.
    pub diagnostics: Vec<Diagnostic>,
}

/// Only parses a decoded web page, and says how many elements and texts it holds: what every reading begins with. For
/// measuring what the rest costs.
pub fn parse_only(html: &str) -> usize {
    tree::Tree::new(&tree::parse(html)).len()
}

/// What is wrong with a source's rules: selectors that are none.
pub fn check_rules(rules: &SourceRules) -> Vec<Diagnostic> {
    selectors::Rules::compile(rules).1
}

/// Reads one capture under the rules for its source, with what is known of its site from other pages.
pub fn extract(capture: &Capture, rules: &SourceRules, furniture: &Furniture) -> Extraction {
    extract_with_images(capture, rules, furniture, &NoImages)
}

/// As [`extract`], where images were saved with the page.
pub fn extract_with_images(
    capture: &Capture,
    rules: &SourceRules,
    furniture: &Furniture,
    images: &dyn Images,
) -> Extraction {
    let decoded = encoding::decode(capture);
    let mut extraction = if is_binary(&decoded.text) {
        Extraction::unreadable("the file holds no text: a picture, an archive or damaged bytes", TAKE_OUT)
    } else {
        match capture.media_type {
            MediaType::Html => page::read(&decoded.text, capture, rules, furniture, images),
            MediaType::Text => dump::read(&crate::arabic::clean(&decoded.text), capture, rules, furniture),
        }
    };
    for date in extraction.article.comments.iter_mut().filter_map(|comment| comment.date.as_mut()) {
        *date = dates::with_zone(*date, rules);
    }
    extraction.lost_words += decoded.lost_words;
    tell_losses(&mut extraction, decoded.replaced);
    extraction.encoding = decoded.decision;
    extraction.diagnostics.splice(0..0, decoded.diagnostics);
    extraction
}

/// A text of so many words is an article, whatever else of the page is lost.
const BRIEF: usize = 40;

/// Says what was lost before the page was saved, and refuses a page that holds little else. `replaced`: how many
/// characters of the page are U+FFFD.
fn tell_losses(extraction: &mut Extraction, replaced: usize) {
    let left_out = extraction.lost_words;
    let words = || extraction.text.split_whitespace().take(BRIEF).count();
    if left_out > 0 && words() < BRIEF && left_out >= words() {
        const REASON: &str = "its letters were lost before it was saved (???? in their place)";
        *extraction =
            Extraction { lost_words: left_out, ..Extraction::unreadable(REASON, encoding::OTHER_COPY) };
        return;
    }
    let inside = encoding::count_lost(&extraction.article.title) + encoding::count_lost(&extraction.text);
    let losses: Vec<String> = [
        ("words (????), left out with what stood beside them", left_out),
        ("words (????) in the text", inside),
        ("characters (U+FFFD)", replaced),
    ]
    .iter()
    .filter(|(_, count)| *count > 0)
    .map(|(what, count)| format!("{what}: {count}"))
    .collect();
    if !losses.is_empty() {
        let message = format!("letters were lost before the page was saved; {}", losses.join("; "));
        extraction.diagnostics.push(Diagnostic::warning(message).hint(encoding::OTHER_COPY));
    }
}

/// What to do about a file that is no page.
const TAKE_OUT: &str = "take it out of the sources, or put a readable copy in its place";

impl Extraction {
    /// Of a page that cannot be read: the reason, also as an error, and what to do about it.
    pub fn unreadable(reason: &str, hint: &str) -> Self {
        Self {
            kind: Kind::Unreadable(reason.to_owned()),
            diagnostics: vec![Diagnostic::error(reason).hint(hint)],
            ..Self::default()
        }
    }
}

/// Did the bytes hold something else than text? Zeros do not count: a bad disk leaves them in good pages.
fn is_binary(text: &str) -> bool {
    const SAMPLE: usize = 40_000;
    let sample = &text.as_bytes()[..text.len().min(SAMPLE)];
    let is_control =
        |byte: u8| (byte < b' ' || byte == 0x7F) && !matches!(byte, 0 | b'\t' | b'\n' | b'\r' | 0xC);
    // Control characters, those beyond ASCII, and U+FFFD.
    let is_odd = |(at, byte): (usize, &u8)| match byte {
        0xC2 => sample.get(at + 1).is_some_and(|next| *next < 0xA0),
        0xEF => sample[at..].starts_with("\u{FFFD}".as_bytes()),
        byte => is_control(*byte),
    };
    // Most texts have hardly any byte that such a character begins with.
    let controls = sample.iter().fold(false, |any, byte| any | is_control(*byte));
    if !controls && memchr::memchr2_iter(0xC2, 0xEF, sample).take(9).count() < 9 {
        return false;
    }
    let odd = sample.iter().enumerate().filter(|place| is_odd(*place)).count();
    let is_start = |byte: &&u8| **byte != 0 && !(0x80..0xC0).contains(*byte);
    odd > 8 && odd * 20 > sample.iter().filter(is_start).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_told() {
        let noise: String = (0..4000_u32).filter_map(|n| char::from_u32(n * 7919 % 256)).collect();
        assert!(is_binary(&noise));
        assert!(!is_binary(&format!("نص الخبر{}", "\0".repeat(4096))));
        assert!(!is_binary("نص الخبر \u{FFFD}\u{FFFD} وبقيته\r\n\t"));
    }

    #[test]
    fn comments_are_dated_by_the_sources_clock() {
        let page = r#"<h1>عنوان الخبر</h1><p>نص الخبر.</p><script type="application/ld+json">{"@type":"NewsArticle",
            "headline":"عنوان الخبر","comment":{"text":"شكرا","dateCreated":"2020-01-03T07:30"}}</script>"#;
        let dump = "عنوان الخبر\n\nنص الخبر طويل بما يكفي كي يعد فقرة من فقرات الخبر لا سطرا من سطور الموقع.\n\n\
            التعليقات (1)\n\n1 - قارئة\n2020-01-03 07:30\nشكرا لكم على الخبر";
        let rules = SourceRules { timezone: Some("Africa/Tunis".to_owned()), ..SourceRules::default() };
        for (page, media_type) in [(page, MediaType::Html), (dump, MediaType::Text)] {
            let capture = Capture::bare("page", page, media_type);
            let comments = extract(&capture, &rules, &Furniture::default()).article.comments;
            assert_eq!(comments.len(), 1, "{page}");
            assert_eq!(comments[0].date, "2020-01-03T07:30+01:00".parse().ok(), "{page}");
        }
    }
}
