//! Text dumps through the real program: the document that Warraq was first asked for, where there are corpora.
//!
//! The document is not ours to carry along: without it the test says so and passes.

use crate::archive::Archive;
use serde_json::Value;

/// The document and its gold, or a loud word that they are missing.
fn first_document() -> Option<(String, Value)> {
    let corpora = crate::folder::corpora();
    let gold = std::fs::read_to_string(corpora.join("arabic/seed-gold.json")).ok();
    let gold: Option<Value> = gold.map(|gold| serde_json::from_str(&gold).expect("the gold is JSON"));
    let read = |gold: Value| {
        let file = gold["file"].as_str().expect("the gold names its file").to_owned();
        let text = std::fs::read_to_string(corpora.join("../seeds").join(file)).ok()?;
        Some((text, gold["gold"].clone()))
    };
    let found = gold.and_then(read);
    if found.is_none() {
        crate::skipped::say("the test of the first document", &format!("{} is not there", corpora.display()));
    }
    found
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect(key)
}

#[test]
fn the_first_document_reads_perfectly() {
    let Some((document, gold)) = first_document() else { return };
    let archive = Archive::new().page("first.txt", document);
    let run = archive.run(&["extract", "--json", "pages/first.txt"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page: Value = serde_json::from_str(&run.stdout).expect("one JSON object");
    assert_eq!(text(&page, "kind"), "article");
    assert_eq!(text(&page, "title"), text(&gold, "title"));
    assert_eq!(text(&page, "site"), text(&gold, "site_name"));
    assert_eq!(text(&page, "date"), text(&gold, "date"));
    assert_eq!(text(&page, "caption"), text(&gold, "caption"));
    assert_eq!(text(&page, "byline"), text(&gold, "byline"));
    assert!(page["agency"].is_string() && page["authors"] == serde_json::json!([]), "{page}");
    assert_eq!((text(&page, "lang"), text(&page, "dir")), ("ar", "rtl"));

    let body: Vec<&str> = text(&page, "text").lines().collect();
    assert_eq!(body.len() as u64, gold["body_paragraphs"].as_u64().expect("a number"));
    assert!(body[0].starts_with(text(&gold, "body_first")), "{}", body[0]);
    assert!(body[body.len() - 1].starts_with(text(&gold, "body_last")), "{}", body[body.len() - 1]);
    assert!(body.iter().all(|line| line.ends_with('.')), "a paragraph is not whole");

    let related = page["related"].as_array().expect("a list");
    let wanted = gold["related"].as_array().expect("a list");
    assert_eq!(related.len(), wanted.len());
    for (found, wanted) in related.iter().zip(wanted) {
        assert!(text(found, "title").starts_with(wanted.as_str().expect("a text")), "{found}");
    }
}
