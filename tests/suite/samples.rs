//! The samples against their gold answers (`samples/gold.json`), and `content/` against what they convert to.
//!
//! The repository is a working archive: what a change in reading does to the samples shows as a diff of `content/`.

use crate::preview::copy_folder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn gold() -> Vec<Value> {
    let text = std::fs::read_to_string(root().join("samples/gold.json")).expect("the gold answers");
    let gold: Value = serde_json::from_str(&text).expect("JSON");
    gold["files"].as_array().expect("a list of files").clone()
}

/// What the program reads in every sample, under the rules of the repository's own `site.toml`.
fn read(gold: &[Value]) -> BTreeMap<String, Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(["extract", "--batch"])
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let lines: String = gold
        .iter()
        .map(|page| serde_json::json!({"id": page["file"], "path": page["file"]}).to_string() + "\n")
        .collect();
    child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("the questions are taken");
    let output = child.wait_with_output().expect("the program ends");
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    let answer = |line: &str| {
        let answer: Value = serde_json::from_str(line).expect("JSON");
        (answer["id"].as_str().expect("an id").to_owned(), answer)
    };
    answers.lines().map(answer).collect()
}

/// Text with every run of white space as one space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect()
}

fn titles(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|entry| entry["title"].as_str()).map(plain).collect()
}

/// Each field of `page` that was read otherwise than the gold says.
fn faults(page: &Value, got: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map(plain).unwrap_or_default();
    let mut faults = Vec::new();
    let mut expect = |field: &str, holds: bool, gold: &dyn std::fmt::Display, got: &dyn std::fmt::Display| {
        if !holds {
            faults.push(format!("{}: {field}: gold {gold}, got {got}", page["file"]));
        }
    };
    expect("kind", page["kind"] == got["kind"], &page["kind"], &got["kind"]);
    if page["kind"] != "article" || got["kind"] != "article" {
        return faults;
    }
    for field in ["title", "lang", "dir"] {
        if let Some(gold) = page[field].as_str() {
            expect(field, plain(gold) == text(&got[field]), &gold, &got[field]);
        }
    }
    // The zone of the source's rules may stand behind what the page states; no more than that.
    for field in ["date", "updated"] {
        let (gold, got) = (text(&page[field]), text(&got[field]));
        let rest = got.strip_prefix(&gold).unwrap_or("?");
        let holds = if gold.is_empty() {
            field == "updated" || got.is_empty()
        } else {
            rest.is_empty() || is_zone(rest)
        };
        expect(field, holds, &gold, &got);
    }
    for field in ["authors", "tags"] {
        let gold = texts(&page[field]);
        if !gold.is_empty() {
            expect(field, gold == texts(&got[field]), &page[field], &got[field]);
        }
    }
    for field in ["section", "agency", "caption", "image", "site"] {
        if let Some(gold) = page[field].as_str() {
            expect(field, plain(gold) == text(&got[field]), &gold, &got[field]);
        }
    }
    expect("related", titles(&page["related"]) == titles(&got["related"]), &page["related"], &got["related"]);
    expect(
        "comments",
        said(&page["comments"]) == said(&got["comments"]),
        &page["comments"],
        &got["comments"],
    );
    // The text begins with the standfirst where the page shows one; the Markdown leaves that to `summary`.
    let summary = text(&got["summary"]);
    let lines = got["text"].as_str().unwrap_or_default().lines().map(plain);
    let lines: Vec<String> = lines.skip_while(|line| *line == summary).collect();
    let body = plain(got["markdown"].as_str().unwrap_or_default());
    let (first, last) =
        (lines.first().cloned().unwrap_or_default(), lines.last().cloned().unwrap_or_default());
    // A dateline may be cut from the first line.
    let gold_first = text(&page["body_first"]);
    expect(
        "first line",
        first.ends_with(&gold_first) || gold_first.ends_with(&first) && !first.is_empty(),
        &gold_first,
        &first,
    );
    expect("last line", last == text(&page["body_last"]), &page["body_last"], &last);
    for wanted in texts(&page["body_has"]) {
        let is_there = body.contains(&wanted) || lines.iter().any(|line| line.contains(&wanted));
        expect("body has", is_there, &wanted, &"no such text");
    }
    for unwanted in texts(&page["body_has_not"]) {
        expect("body has not", !body.contains(&unwanted), &"no such text", &unwanted);
    }
    faults
}

fn said(comments: &Value) -> Vec<(Option<&str>, Option<&str>)> {
    let comments = comments.as_array().into_iter().flatten();
    comments.map(|comment| (comment["author"].as_str(), comment["text"].as_str())).collect()
}

fn is_zone(text: &str) -> bool {
    text.len() == 6 && text.starts_with(['+', '-']) && text.as_bytes()[3] == b':'
}

#[test]
fn every_sample_reads_as_its_gold_says() {
    let gold = gold();
    assert!(gold.len() >= 24, "{} samples", gold.len());
    let read = read(&gold);
    let missing = Value::Null;
    let faults: Vec<String> = gold
        .iter()
        .flat_map(|page| faults(page, read.get(page["file"].as_str().expect("a name")).unwrap_or(&missing)))
        .collect();
    assert!(faults.is_empty(), "{} faults\n{}\n", faults.len(), faults.join("\n"));
}

#[test]
fn content_is_what_the_samples_convert_to() {
    let copy = tempfile::TempDir::new().expect("a temporary folder");
    copy_folder(&root().join("samples"), &copy.path().join("samples"));
    std::fs::copy(root().join("site.toml"), copy.path().join("site.toml")).expect("the settings");
    let status = Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(["--quiet", "convert"])
        .current_dir(copy.path())
        .stdout(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(status.success());
    let (committed, fresh) = (contents(&root().join("content")), contents(&copy.path().join("content")));
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&fresh), "run 'cargo run -- convert' and commit content/");
    for (name, text) in &fresh {
        assert_eq!(&committed[name], text, "{name}: run 'cargo run -- convert' and commit content/");
    }
}

#[test]
fn nothing_hostile_comes_out_of_the_samples() {
    let gold = gold();
    let banned: Vec<String> = gold.iter().flat_map(|page| texts(&page["never_in_output"])).collect();
    assert!(!banned.is_empty(), "no hostile page among the samples");
    let output = tempfile::TempDir::new().expect("a temporary folder");
    let status = Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(["--quiet", "build", "--no-convert", "--output"])
        .arg(output.path().join("public"))
        .current_dir(root())
        .stdout(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(status.success());
    let pages = contents(&output.path().join("public"));
    assert!(pages.len() > 100, "{} files built", pages.len());
    for (name, text) in pages.iter().filter(|(name, _)| name.ends_with(".html") || name.ends_with(".xml")) {
        for bad in &banned {
            assert!(!plain(text).contains(bad), "{name} holds {bad}");
        }
    }
}

/// Every file below `folder` with its text.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name =
                path.strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
            found.insert(name, String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned());
        }
    }
    found
}
