//! The archive in a real browser. `tests/browser/browse.mjs` reads, edits, breaks and mends the served one in headless Chromium;
//! `tests/browser/check.mjs` holds every kind of page of the built one, in Arabic and in English, against what pages must be;
//! `tests/browser/search-engine.mjs` holds the search in the page against that of the command line.
//!
//! Needs Chromium, Node.js and `npm ci --prefix tests/browser`. Without them the tests say loudly that they were skipped;
//! with `WARRAQ_REQUIRE_BROWSER=1` that is a failure.

use crate::preview::Archive;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PACKAGES: [&str; 5] = ["playwright-core", "axe-core", "html-validate", "pixelmatch", "pngjs"];

/// What is missing for the tests, and how to get it.
fn missing(tests: &Path) -> Option<String> {
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !Path::new(&chromium).exists() {
        Some(format!(
            "no Chromium at {chromium}: install it ('apt-get install chromium'), or name it in CHROMIUM"
        ))
    } else if !node.is_ok_and(|status| status.success()) {
        Some("no Node.js: install 'node' and 'npm'".to_owned())
    } else {
        let package = PACKAGES.iter().find(|name| !tests.join("node_modules").join(name).exists())?;
        Some(format!("no {package}: run 'npm ci --prefix tests/browser'"))
    }
}

/// The folder of the scripts; none, and said so, where `test` cannot run.
fn scripts(test: &str) -> Option<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let Some(missing) = missing(&tests) else { return Some(tests) };
    crate::skipped::say(test, &missing);
    let required = std::env::var_os("WARRAQ_REQUIRE_BROWSER").is_some_and(|value| value == "1");
    assert!(!required, "{test} is required: {missing}");
    None
}

/// Runs a script to its end, which has to be a good one.
#[track_caller]
fn passes(script: &mut Command) {
    let run = script.output().expect("node starts");
    let said = [run.stdout, run.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    assert!(run.status.success(), "{}", said.join("\n"));
}

#[test]
fn a_reader_browses_and_an_editor_sees_the_page_change() {
    let Some(tests) = scripts("the browser test") else { return };
    let archive = Archive::of_samples();
    let preview = archive.serve();
    let browsed = Command::new("node")
        .arg(tests.join("browse.mjs"))
        .arg(preview.url())
        .arg(archive.path("content"))
        .output()
        .expect("node starts");
    assert!(
        browsed.status.success(),
        "{}{}\nthe preview said: {}",
        String::from_utf8_lossy(&browsed.stdout),
        String::from_utf8_lossy(&browsed.stderr),
        preview.said()
    );
}

/// What the samples lack, so that there is a page of every kind: an article of which only the year is known.
const OF_A_YEAR: &str = "+++\ntitle = \"سجل المراكب الراسية في مرسى الزعفران\"\ndate = \"2009\"\nlang = \"ar\"\n\n\
                         [source]\nname = \"بريد الزعفران\"\n+++\n\nأُحصيت في تلك السنة مراكب الصيد كلها.\n";

#[test]
fn every_kind_of_page_is_sound() {
    let Some(tests) = scripts("the check of built pages") else { return };
    let archive = Archive::of_samples();
    archive.write("content/2009/register.md", OF_A_YEAR);
    let settings = fs::read_to_string(archive.path("site.toml")).expect("the settings are read");
    let english = settings.replace("\nlang = \"ar\"\n", "\nlang = \"en\"\n");
    let english = english.replace("\ndir = \"rtl\"\n", "\ndir = \"ltr\"\n");
    assert_ne!(english, settings, "the settings name the interface's language");
    let mut check = Command::new("node");
    check.arg(tests.join("check.mjs")).arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("shots"));
    for (lang, settings) in [("ar", &settings), ("en", &english)] {
        archive.write("site.toml", settings);
        let folder = archive.path(&format!("public-{lang}"));
        let built = Command::new(env!("CARGO_BIN_EXE_warraq"))
            .arg("-C")
            .arg(archive.root())
            .args(["--quiet", "build", "--no-convert", "--output"])
            .arg(&folder)
            .output()
            .expect("warraq starts");
        assert!(built.status.success(), "{built:?}");
        check.arg(format!("{lang}={}", folder.display()));
    }
    passes(&mut check);
}

#[test]
fn the_browser_finds_what_the_builder_finds() {
    let Some(tests) = scripts("the browser's search") else { return };
    agree(&tests, &Archive::of_samples(), 40, None);
}

#[test]
fn the_browser_finds_what_the_builder_finds_in_many_articles() {
    let Some(tests) = scripts("the browser's search in many articles") else { return };
    let archive = Archive::new();
    crate::many::articles().for_each(|(name, text)| archive.write(&name, &text));
    let asked = archive.path("asked.json");
    fs::write(
        &asked,
        r#"[{"q": "مركب مصباح"}, {"q": "مركب مصباح", "from": 130}, {"q": "مركب مصباح", "from": 2240}, {"q": "مركب مدرس", "from": 5},
            {"q": "مركب مدرس", "from": 200}, {"q": "مركبة مصباح"}, {"q": "زعفران مركب"}, {"q": "مركب", "from": 270}, {"q": "مركب ﷺ"},
            {"q": "مركب مصباح", "sort": "date:asc"}, {"q": "مركب مصباح", "any": true}, {"q": "مركب مصباح", "size": 9000}]"#,
    )
    .expect("the questions are written");
    agree(&tests, &archive, 20, Some(&asked));
}

/// Builds an archive, and asks its search in the browser and on the command line the same: what readers make of so many of its words, and what
/// a file holds.
fn agree(tests: &Path, archive: &Archive, words: usize, more: Option<&Path>) {
    let program = env!("CARGO_BIN_EXE_warraq");
    let built = Command::new(program)
        .arg("-C")
        .arg(archive.root())
        .args(["--quiet", "build", "--no-convert"])
        .output();
    let built = built.expect("warraq starts");
    assert!(built.status.success(), "{built:?}");
    let mut ask = Command::new("node");
    ask.arg(tests.join("search-engine.mjs"))
        .arg(program)
        .arg(archive.root())
        .args(more)
        .env("WARRAQ_WORDS", words.to_string());
    passes(&mut ask);
}
