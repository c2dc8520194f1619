//! A test that cannot run here says so where a person sees it.

use std::io::Write as _;

/// Says loudly that a test did not run, and why: past the test harness, which hides what a passing test prints.
pub fn say(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "\n*** SKIPPED: {test} did not run. {why}\n");
}
