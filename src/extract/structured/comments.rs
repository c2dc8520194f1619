//! Readers' comments as JSON-LD lists them under an article's `comment`.
//!
//! In: the value of that key. Out: the comments in their order, answers behind what they answer.

use super::{Object, is_marked, text_of};
use crate::article::Comment;
use crate::date;
use crate::extract::address::Base;
use crate::extract::dom::Reader;
use crate::extract::{hide, page, plain, tame, tree};
use crate::source::encoding;
use serde_json::Value;

/// More comments are not read.
const MAX_COMMENTS: usize = 500;
/// Nor answers to answers, or lists in lists, deeper than this.
const DEPTH: usize = 10;

/// The comments under `value`; those in which nothing is written are none.
pub(super) fn read(value: Option<&Value>) -> Vec<Comment> {
    let mut comments = Vec::new();
    collect(value, &mut comments, 0);
    comments
}

fn collect(value: Option<&Value>, comments: &mut Vec<Comment>, depth: usize) {
    if depth > DEPTH || comments.len() >= MAX_COMMENTS {
        return;
    }
    match value {
        Some(Value::Array(values)) => {
            values.iter().take(MAX_COMMENTS).for_each(|value| collect(Some(value), comments, depth + 1));
        }
        Some(Value::Object(map)) => {
            comments.extend(comment(map));
            collect(map.get("comment"), comments, depth + 1);
        }
        _ => {}
    }
}

fn comment(map: &Object) -> Option<Comment> {
    let text = |keys: &[&str]| {
        keys.iter().filter_map(|key| map.get(*key)).map(text_of).find(|text| !text.is_empty())
    };
    let date = text(&["dateCreated", "datePublished"]);
    Some(Comment {
        author: text(&["author", "creator"]),
        date: date.as_deref().and_then(date::read_machine),
        text: ["text", "description"]
            .iter()
            .filter_map(|key| map.get(*key))
            .map(|value| value.as_str().map_or_else(|| text_of(value), paragraphs))
            .find(|text| !text.is_empty())?,
        ..Comment::default()
    })
}

/// What is written, one paragraph a line.
fn paragraphs(text: &str) -> String {
    if encoding::lost_words(text) > 0 {
        return String::new();
    }
    let text = encoding::mended(text);
    if !is_marked(&text) || tame::refusal(&text).is_some() {
        let lines = text.lines().map(plain::fold_space).filter(|line| !line.is_empty());
        return lines.collect::<Vec<_>>().join("\n");
    }
    let html = tree::parse(&page::as_html(&text));
    let tree = tree::Tree::new(&html);
    plain::write(&Reader::new(&tree, &hide::invisible(&tree), &Base::new(None, None)).read(0))
}
