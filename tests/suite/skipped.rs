//! A test that cannot run here says so where a person sees it; scripts that need nothing but Node.js are run from here.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;

/// Says loudly that a test did not run, and why: past the test harness, which hides what a passing test prints.
pub fn say(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "\n*** SKIPPED: {test} did not run. {why}\n");
}

/// What the script `name` of `tests/browser` makes of `input`; none, and said so, where Node.js is missing.
pub fn node(test: &str, name: &str, input: String) -> Option<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/").to_owned() + name;
    let started = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut node) = started else {
        say(test, "no Node.js: install 'node'");
        let required = std::env::var_os("WARRAQ_REQUIRE_BROWSER").is_some_and(|value| value == "1");
        assert!(!required, "{test} are required, and Node.js is missing");
        return None;
    };
    let mut reads = node.stdin.take().expect("the script reads");
    let output = thread::scope(|scope| {
        scope.spawn(move || reads.write_all(input.as_bytes()).expect("the script reads to the end"));
        node.wait_with_output().expect("the script ends")
    });
    assert!(output.status.success(), "the script fails");
    Some(String::from_utf8(output.stdout).expect("what it says is UTF-8"))
}
