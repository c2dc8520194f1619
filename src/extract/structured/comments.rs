//! Readers' comments as JSON-LD lists them under an article's `comment`.
//!
//! In: the value of that key. Out: the comments in their order, answers behind what they answer.

use super::{Object, text_of};
use crate::article::Comment;
use crate::date;
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
        text: text(&["text", "description"])?,
    })
}
