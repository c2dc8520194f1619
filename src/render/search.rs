//! The page that searches the archive: its place, and the words that its script says.
//!
//! `static/search.js` is the page's script, `static/search-engine.js` what it asks. Makes no index.

use super::frame::Frame;
use super::json_ld::inert;
use super::view::{PageView, SearchView};
use serde_json::{Map, Value, json};

/// The phrases that the script says; in its words they go without `search_`.
const PHRASES: [&str; 15] = [
    "search_for",
    "search_at_least",
    "search_none",
    "search_none_so",
    "search_not_all",
    "search_nowhere",
    "search_any",
    "search_some",
    "search_corrected",
    "search_failed",
    "search_busy",
    "search_remove",
    "search_more",
    "search_next",
    "search_previous",
];

/// Other phrases that it says, which more pages have.
const SHARED: [&str; 3] = ["page", "untitled", "list_separator"];

/// The page.
pub(super) fn search(frame: &Frame<'_>) -> (PageView, SearchView) {
    let title = frame.edition.locale.text("search");
    let view = SearchView { words: inert(&words(frame).to_string()) };
    (frame.page("search", title, vec![frame.home()]), view)
}

/// What the script says, counts with and writes numbers in.
fn words(frame: &Frame<'_>) -> Value {
    let locale = frame.edition.locale;
    let phrase = |key: &str| {
        let name = key.strip_prefix("search_").unwrap_or(key);
        (name.to_owned(), Value::from(locale.text(key)))
    };
    let mut words: Map<String, Value> = PHRASES.into_iter().chain(SHARED).map(phrase).collect();
    words.insert("results".to_owned(), json!(locale.counted_forms("results")));
    words.insert("quoted".to_owned(), locale.quoted("{text}").into());
    words.insert("digits".to_owned(), locale.digits("0123456789").into());
    words.insert("group".to_owned(), locale.group().into());
    Value::Object(words)
}

#[cfg(test)]
mod tests {
    use super::{PHRASES, SHARED};
    use crate::render::locale::LANGUAGES;
    use std::collections::BTreeSet;

    const SCRIPT: &str = include_str!("../../static/search.js");

    #[test]
    fn the_script_says_what_it_is_given_and_no_more() {
        let (_, english) = LANGUAGES.iter().find(|(lang, _)| *lang == "en").expect("English is there");
        let table: toml::Table = toml::from_str(english).expect("the built-in words are sound");
        for key in PHRASES.iter().chain(&SHARED) {
            assert!(table["strings"].get(key).is_some(), "there is no phrase {key}");
        }
        let phrases = PHRASES.iter().filter_map(|key| key.strip_prefix("search_")).chain(SHARED);
        let given: BTreeSet<&str> = phrases.chain(["results", "quoted", "digits", "group"]).collect();
        let said: BTreeSet<&str> = SCRIPT
            .match_indices("words.")
            .filter(|(at, _)| !SCRIPT[..*at].ends_with(['.', '_', '-']))
            .map(|(at, start)| &SCRIPT[at + start.len()..])
            .filter_map(|rest| rest.split(|c: char| !(c.is_ascii_lowercase() || c == '_')).next())
            .filter(|name| !matches!(*name, "length" | "map"))
            .collect();
        assert_eq!(said, given);
    }
}
