//! The served archive in a real browser: `tests/browser/browse.mjs` reads, edits, breaks and mends it in headless Chromium.
//!
//! Needs Chromium, Node.js and `npm ci --prefix tests/browser`. Without them the test says loudly that it was skipped;
//! with `WARRAQ_REQUIRE_BROWSER=1` that is a failure.

use crate::preview::Archive;
use std::path::Path;
use std::process::{Command, Stdio};

/// What is missing for the test, and how to get it.
fn missing(tests: &Path) -> Option<String> {
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !Path::new(&chromium).exists() {
        Some(format!(
            "no Chromium at {chromium}: install it ('apt-get install chromium'), or name it in CHROMIUM"
        ))
    } else if !node.is_ok_and(|status| status.success()) {
        Some("no Node.js: install 'node' and 'npm'".to_owned())
    } else if !tests.join("node_modules/playwright-core").exists() {
        Some("no playwright-core: run 'npm ci --prefix tests/browser'".to_owned())
    } else {
        None
    }
}

#[test]
fn a_reader_browses_and_an_editor_sees_the_page_change() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if let Some(missing) = missing(&tests) {
        crate::skipped::say("the browser test", &missing);
        let required = std::env::var_os("WARRAQ_REQUIRE_BROWSER").is_some_and(|value| value == "1");
        assert!(!required, "the browser test is required: {missing}");
        return;
    }
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
