//! `warraq extract`: the readable form, `--json`, `--explain`, and the contract of `--batch`.

use crate::archive::{Archive, dump};
use std::io::Write as _;
use std::process::{Command, Stdio};

const TEXT: &str =
    "صادق مجلس المدينة أمس على مشروع لتجديد شبكة الماء في الأحياء القديمة بعد نقاش طويل بين أعضائه.";

fn archive() -> Archive {
    Archive::new().page("a.txt", dump("المجلس يصادق على مشروع الماء", "27 أبريل 2017 الساعة 16:28", TEXT))
}

/// Runs a batch: the answers.
pub fn batch(archive: &Archive, lines: &str) -> Vec<serde_json::Value> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(["extract", "--batch"])
        .current_dir(archive.path("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    program.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("it reads");
    let output = program.wait_with_output().expect("it ends");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

#[test]
fn readable_json_and_explained() {
    let archive = archive();
    let plain = archive.run(&["extract", "pages/a.txt"]);
    assert_eq!(plain.status, 0, "{}", plain.stderr);
    assert!(plain.stdout.contains("title     المجلس يصادق على مشروع الماء\n"), "{}", plain.stdout);
    assert!(plain.stdout.contains("date      2017-04-27T16:28\n") && plain.stdout.contains(TEXT));
    assert!(!plain.stdout.contains('←'));

    let explained = archive.run(&["extract", "--explain", "pages/a.txt"]);
    assert!(explained.stdout.contains("title     المجلس يصادق على مشروع الماء ← "), "{}", explained.stdout);

    let json = archive.run(&["extract", "--json", "pages"]);
    let page: serde_json::Value = serde_json::from_str(&json.stdout).expect("one object");
    assert_eq!(page["file"], "pages/a.txt");
    assert_eq!((&page["kind"], &page["dir"]), (&"article".into(), &"rtl".into()));
    assert!(page.get("id").is_none());
    assert!(!archive.path("content").exists(), "extract writes nothing");
    assert_eq!(archive.run(&["extract", "nowhere.html"]).status, 1);
    assert_eq!(archive.run(&["extract"]).status, 2);
}

#[test]
fn a_batch_answers_every_line_in_order() {
    let archive =
        archive().file("page.bin", format!("<!DOCTYPE html><html><title>x</title><p>{TEXT}</p></html>"));
    let mut lines = String::new();
    for n in 0..30 {
        lines += &format!("{{\"id\":{n},\"path\":\"pages/a.txt\",\"url\":null}}\n");
    }
    lines += "\n{\"id\":\"html\",\"path\":\"page.bin\",\"media_type\":\"text/html; charset=utf-8\",\"captured\":\"2020-01-02\"}\n";
    lines += "{\"id\":\"gone\",\"path\":\"nowhere.html\"}\n{\"id\":\"odd\"}\nno JSON";
    let pages = batch(&archive, &lines);
    let ids: Vec<String> = pages.iter().map(|page| page["id"].to_string()).collect();
    let mut expected: Vec<String> = (0..30).map(|n| n.to_string()).collect();
    expected.extend(["\"html\"", "\"gone\"", "\"odd\"", "null"].map(str::to_owned));
    assert_eq!(ids, expected);
    let first = &pages[0];
    assert_eq!(first["title"], "المجلس يصادق على مشروع الماء");
    assert_eq!(first["date"], "2017-04-27T16:28");
    assert!(first["text"].as_str().is_some_and(|text| text.lines().any(|line| line == TEXT)), "{first}");
    for key in ["kind", "updated", "authors", "agency", "byline", "section", "site", "lang", "dir", "image"] {
        assert!(first.get(key).is_some(), "{key} is missing");
    }
    for key in ["caption", "summary", "tags", "related", "markdown", "diagnostics"] {
        assert!(first.get(key).is_some(), "{key} is missing");
    }
    for bad in &pages[31..] {
        assert_eq!(bad["kind"], "unreadable");
        assert!(bad["diagnostics"].as_array().is_some_and(|list| list.len() == 1), "{bad}");
    }
}
