//! Reads whatever comes as a text dump: no panic, no empty lines in the body, and the same again from the same bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::config::SourceRules;
use warraq::extract::{Furniture, extract};
use warraq::source::{Capture, MediaType};

fuzz_target!(|text: &str| {
    let capture = Capture::bare("page.txt", text, MediaType::Text);
    let read = || extract(&capture, &SourceRules::default(), &Furniture::default());
    let found = read();
    assert!(found.text.is_empty() || found.text.lines().all(|line| !line.trim().is_empty()), "{:?}", found.text);
    let again = read();
    assert_eq!((found.article, found.text), (again.article, again.text));
});
