//! What the builder and the browser's scripts must both say of words: kept in files that people read, and asked of Node.js. Knows neither
//! words nor stems, and judges by equality alone.

use serde_json::Value;

/// Is what the builder says to be written down anew, and not compared?
pub fn are_written_anew() -> bool {
    std::env::var_os("WARRAQ_UPDATE_VECTORS").is_some_and(|value| value == "1")
}

/// The cases in a file.
pub fn read(path: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("the cases are written down");
    serde_json::from_str(&text).expect("they are JSON")
}

/// Writes cases, each as JSON, one a line, signs that are not seen as escapes.
pub fn write(path: &str, cases: &[String]) {
    let is_unseen = |c: char| matches!(c, '\u{A0}' | '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    let mut text = String::new();
    for c in format!("[\n{}\n]\n", cases.join(",\n")).chars() {
        if is_unseen(c) { text.push_str(&format!("\\u{:04x}", u32::from(c))) } else { text.push(c) }
    }
    std::fs::write(path, text).expect("the cases can be written");
}

/// What the script `name` of `tests/browser` answers to each of `questions`; none, and said so, where Node.js is missing.
pub fn in_the_browser(test: &str, name: &str, questions: &[Value]) -> Option<Vec<Value>> {
    let lines = questions.iter().map(|question| format!("{question}\n")).collect();
    let said = crate::skipped::node(test, name, lines)?;
    let said: Vec<Value> =
        said.lines().map(|line| serde_json::from_str(line).expect("an answer is JSON")).collect();
    assert_eq!(said.len(), questions.len(), "every question is answered");
    Some(said)
}

/// Fails with the first of what is wrong.
pub fn assert_none(wrong: &[String], of: usize) {
    let some = wrong.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} of {of} are wrong:\n{some}", wrong.len());
}
