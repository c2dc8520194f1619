//! Relations of words for search: the builder and the browser take the same words of an archive for the one that is asked for, and neither
//! changes unseen. Does not ask under which keys words stand (`search.rs` does) nor what is found (`find.rs`).
//!
//! `tests/search/relations.json` holds words that are asked for, each with words of an archive and what they are to it;
//! `WARRAQ_UPDATE_VECTORS=1` writes down anew what the builder says. Parts of words put together in every way are compared besides. The
//! browser's half needs Node.js: without it the test says that it was skipped, and with `WARRAQ_REQUIRE_BROWSER=1` fails.

use crate::vectors;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use warraq::search::{Known, Relation, keys, relations, words};

const WRITTEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/relations.json");
/// Words that are asked for of those under one key.
const ASKED: usize = 12;

/// A word that is asked for, and words of an archive with how many articles have each.
#[derive(Debug, Clone)]
struct Case {
    asked: String,
    words: Vec<(String, u32)>,
}

impl Case {
    fn relations(&self) -> Vec<Option<Relation>> {
        let known: Vec<Known<'_>> =
            self.words.iter().map(|(form, articles)| Known { form, articles: *articles }).collect();
        relations(&self.asked, &known)
    }

    /// What each of the words weighs.
    fn weights(&self) -> Value {
        self.relations().into_iter().map(|relation| relation.map_or(0, Relation::weight)).collect()
    }

    fn to_json(&self) -> Value {
        let name = |relation: Relation| format!("{relation:?}").to_lowercase();
        let names: Vec<Option<String>> =
            self.relations().into_iter().map(|relation| relation.map(name)).collect();
        json!({ "asked": self.asked, "words": self.words, "relations": names })
    }
}

/// The cases that are written down, as JSON.
fn written_down() -> Vec<(Case, Value)> {
    let case = |case: Value| {
        let asked = case["asked"].as_str().expect("a word").to_owned();
        let words = serde_json::from_value(case["words"].clone()).expect("words with numbers");
        (Case { asked, words }, case)
    };
    vectors::read(WRITTEN).into_iter().map(case).collect()
}

/// A case with what the builder says of it.
fn line(case: &Case) -> String {
    let said = case.to_json();
    let [asked, words, relations] = ["asked", "words", "relations"].map(|name| &said[name]);
    format!("{{\"asked\":{asked},\"words\":{words},\"relations\":{relations}}}")
}

/// Words put together of parts, all under each key beside one another, some rare and some frequent.
fn put_together() -> Vec<Case> {
    let mut under: BTreeMap<String, Vec<(String, u32)>> = BTreeMap::new();
    for (text, lang) in crate::search::put_together() {
        for (at, word) in words(&text).into_iter().enumerate() {
            for key in keys(&word.form, &lang) {
                let articles = if at % 5 == 0 { 900 } else { 1 + 7 * u32::try_from(at).expect("few words") };
                under.entry(key).or_default().push((word.form.clone(), articles));
            }
        }
    }
    let mut cases = Vec::new();
    for words in under.values_mut() {
        words.sort();
        words.dedup_by(|a, b| a.0 == b.0);
        let asked = words.iter().step_by(words.len().div_ceil(ASKED)).map(|(form, _)| form.clone());
        cases.extend(asked.map(|asked| Case { asked, words: words.clone() }));
    }
    cases
}

#[test]
fn the_builder_relates_words_as_written_down() {
    let written = written_down();
    assert!(written.len() > 70, "only {} cases are written down", written.len());
    if vectors::are_written_anew() {
        let lines: Vec<String> = written.iter().map(|(case, _)| line(case)).collect();
        return vectors::write(WRITTEN, &lines);
    }
    let wrong: Vec<String> = written
        .iter()
        .filter(|(case, expected)| case.to_json() != *expected)
        .map(|(case, expected)| format!("{}\nwritten down as {expected}", case.to_json()))
        .collect();
    vectors::assert_none(&wrong, written.len());
}

#[test]
fn the_browser_relates_words_as_the_builder() {
    let mut cases: Vec<Case> = written_down().into_iter().map(|(case, _)| case).collect();
    cases.extend(put_together());
    let questions: Vec<Value> = cases.iter().map(|case| json!([case.asked, case.words])).collect();
    let said = vectors::in_the_browser("the browser's relations", "relations.mjs", &questions);
    let Some(said) = said else { return };
    let differ = |case: &Case, said: &Value| {
        let ours = case.weights();
        let at = |at: usize| (&case.words[at].0, &ours[at], &said[at]);
        let first = || (0..case.words.len()).map(at).find(|(_, ours, theirs)| ours != theirs);
        (ours != *said).then(|| format!("{}: {:?}", case.asked, first()))
    };
    let wrong: Vec<String> = cases.iter().zip(&said).filter_map(|(case, said)| differ(case, said)).collect();
    vectors::assert_none(&wrong, cases.len());
}
