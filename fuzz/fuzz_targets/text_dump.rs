//! Reads whatever comes as a text dump: no panic, no empty lines in the body, and the same again from the same bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::config::SourceRules;
use warraq::extract::{Furniture, extract};
use warraq::source::{Capture, MediaType, Origin};

fuzz_target!(|text: &str| {
    let capture = Capture {
        bytes: text.as_bytes().to_vec(),
        media_type: MediaType::Text,
        charset: None,
        url: None,
        captured: None,
        origin: Origin { file: "page.txt".to_owned(), record: None },
        sha256: String::new(),
    };
    let read = || extract(&capture, &SourceRules::default(), &Furniture::default());
    let found = read();
    assert!(found.text.is_empty() || found.text.lines().all(|line| !line.trim().is_empty()), "{:?}", found.text);
    let again = read();
    assert_eq!((found.article, found.text), (again.article, again.text));
});
