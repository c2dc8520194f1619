//! Real pages with their gold, where there are corpora (`corpora/folder.rs`): what was once read right must stay so.
//!
//! The pages are not ours to carry along: without them the tests say so and pass. The figures that are scored over whole
//! corpora are those of `tests/corpora/check.py`.

use crate::archive::Archive;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder of a corpus, or a loud word that it is missing.
fn corpus(name: &str) -> Option<PathBuf> {
    let folder = crate::folder::corpora().join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    crate::skipped::say(&format!("the test over {name}"), &format!("{} is not there", folder.display()));
    None
}

fn rows(file: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).expect("the gold is there");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

/// What the program reads in each of the files: requests as `extract --batch` takes them.
fn read(requests: &[Value]) -> BTreeMap<String, Value> {
    let lines: Vec<String> = requests.iter().map(Value::to_string).collect();
    let answers = crate::extract::batch(&Archive::new(), &(lines.join("\n") + "\n"));
    answers.into_iter().map(|answer| (text(&answer, "id").to_owned(), answer)).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// The files of one kind, by their ids: the gold and what the program reads; none where the corpus is missing.
fn files(kind: &str) -> BTreeMap<String, (Value, Value)> {
    let Some(folder) = corpus("html") else { return BTreeMap::new() };
    let gold: Vec<Value> =
        rows(&folder.join("files-dev.jsonl")).into_iter().filter(|row| row["kind"] == kind).collect();
    assert!(!gold.is_empty(), "no files of the kind {kind}");
    let requests: Vec<Value> =
        gold.iter().map(|row| json!({ "id": row["id"], "path": folder.join(text(row, "file")) })).collect();
    let mut found = read(&requests);
    let pair = |row: Value| {
        let id = text(&row, "id").to_owned();
        let page = found.remove(&id).expect("an answer to every request");
        (id, (row["gold"].clone(), page))
    };
    gold.into_iter().map(pair).collect()
}

#[test]
fn encodings_are_read_turned_back_or_refused() {
    let Some(folder) = corpus("arabic/encodings") else { return };
    let gold = rows(&folder.join("manifest.jsonl"));
    let requests: Vec<Value> = gold
        .iter()
        .map(|row| {
            let declared = text(row, "http_content_type");
            let charset = declared.split_once("charset=").map(|(_, charset)| charset);
            json!({ "id": row["file"], "path": folder.join(text(row, "file")), "charset": charset })
        })
        .collect();
    let found = read(&requests);
    for row in &gold {
        let (file, page) = (text(row, "file"), &found[text(row, "file")]);
        if row["repairable"] == false {
            assert_eq!(page["kind"], "unreadable", "{file}");
            assert!(page["diagnostics"].as_array().is_some_and(|told| !told.is_empty()), "{file}");
            continue;
        }
        // Hebrew in visual order is warned of, and left as it is.
        if text(row, "gold_encoding").contains("visual") {
            assert!(page["diagnostics"].to_string().contains("visual order"), "{file}");
            continue;
        }
        let encoding = text(row, "gold_encoding").replace("US-ASCII", "UTF-8");
        assert_eq!(text(page, "encoding"), encoding, "{file}");
        assert_eq!(page["title"], row["gold_title"], "{file}");
        assert_eq!(page["date"], row["gold_date"], "{file}");
    }
}

#[test]
fn a_page_in_another_encoding_reads_as_the_same_page() {
    let Some(folder) = corpus("html") else { return };
    let pages: BTreeMap<String, Value> = rows(&folder.join("gold-dev.jsonl"))
        .into_iter()
        .map(|row| (text(&row, "id").to_owned(), row))
        .collect();
    let recoded = rows(&folder.join("recoded-dev.jsonl"));
    let request =
        |id: String, file: &str, url: &Value| json!({ "id": id, "path": folder.join(file), "url": url });
    let requests: Vec<Value> = recoded
        .iter()
        .flat_map(|row| {
            let original = &pages[text(row, "id")];
            let url = &original["url"];
            [
                request(text(row, "file").to_owned(), text(row, "file"), url),
                request(text(row, "id").to_owned(), text(original, "html"), url),
            ]
        })
        .collect();
    let found = read(&requests);
    for row in &recoded {
        let (file, here, original) = (text(row, "file"), &found[text(row, "file")], &found[text(row, "id")]);
        assert!(
            text(here, "encoding").eq_ignore_ascii_case(text(row, "encoding")),
            "{file}: {}",
            here["encoding"]
        );
        for field in ["title", "date", "authors", "text"] {
            assert_eq!(here[field], original[field], "{file}: {field}");
        }
    }
}

#[test]
fn undeclared_pages_are_read_by_their_bytes() {
    for (id, (gold, page)) in files("enc") {
        assert!(text(&page, "text").starts_with(text(&gold, "body_starts")), "{id}");
    }
}

fn parts(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect()
}

/// The first words of a line: enough to know it by.
fn words(line: &str) -> String {
    parts(line).into_iter().take(8).collect::<Vec<_>>().join(" ")
}

fn last_words(line: &str) -> String {
    let parts = parts(line);
    parts[parts.len().saturating_sub(8)..].join(" ")
}

#[test]
fn saved_pages_of_the_arabic_press_read_alike_as_page_and_as_dump() {
    let Some(folder) = corpus("arabic/real") else { return };
    let gold = rows(&folder.join("gold.jsonl"));
    let requests: Vec<Value> = gold
        .iter()
        .flat_map(|row| {
            ["file", "dump"].map(|kind| json!({ "id": row[kind], "path": folder.join(text(row, kind)) }))
        })
        .collect();
    let found = read(&requests);
    for row in &gold {
        for kind in ["file", "dump"] {
            let (name, gold) = (text(row, kind), &row["gold"]);
            let page = &found[name];
            assert_eq!(words(text(page, "title")), words(text(gold, "title")), "{name}");
            let body: Vec<&str> = text(page, "text").lines().filter(|line| !line.is_empty()).collect();
            let (first, last) = (words(text(gold, "body_first")), last_words(text(gold, "body_last")));
            // A standfirst above the first line of the body may be there or not.
            assert!(body.iter().take(2).any(|line| words(line) == first), "{name}: {:?}", body.first());
            assert_eq!(last_words(body.last().unwrap_or(&"")), last, "{name}");
            // A dump states no zone; what a page says to machines may be hours from what it shows.
            let length = if kind == "dump" { "2017-04-27T16:28".len() } else { "2017-04-27".len() };
            let date = |value| text(value, "date").chars().take(length).collect::<String>();
            if kind == "file" && gold["date"].is_null() {
                // Where nothing but the masthead's clock is shown, a page's address may still state the day.
                let clock = text(gold, "masthead_date");
                assert!(!clock.starts_with(&date(page)) || date(page).is_empty(), "{name}: {}", page["date"]);
            } else {
                assert_eq!(date(page), date(gold), "{name}");
            }
        }
    }
}

#[test]
fn dumps_of_a_crawl_with_named_fields() {
    for (id, (gold, page)) in files("textdump") {
        for field in ["title", "url", "date"] {
            assert_eq!(text(&page, field), text(&gold, field), "{id}: {field}");
        }
        // A row of dashes between two paragraphs is none of the text.
        let all = |value: &Value| parts(text(value, "text")).join(" ");
        assert!(all(&page).ends_with(&all(&gold)), "{id}: {}", page["text"]);
    }
}
