//! Takes the words out of whatever comes, and reads it as a search index: no panic, words that stand where they are said to, the same
//! words out of what was folded.
//!
//! The first byte says which file of the index the rest stands for; the others are those of a small archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use warraq::search::{
    Column, Corpus, IndexOptions, Options, Reader, Shown, Text, keys, make_index, search, words,
};

/// A few articles.
struct Few;

impl Corpus for Few {
    fn articles(&self) -> u32 {
        9
    }
    fn name(&self, article: u32) -> &str {
        ["a", "b", "c", "d", "e", "f", "g", "h", "i"][article as usize]
    }
    fn fingerprint(&self, article: u32) -> warraq::cache::Fingerprint {
        warraq::cache::Fingerprint::of(&article.to_le_bytes())
    }
    fn text(&self, article: u32) -> Option<Text> {
        let blocks = vec!["زار عبد الله المدرسة في نيسان ".repeat(article as usize + 1)];
        Some(Text { headline: "مدارس".to_owned(), lang: "ar".to_owned(), blocks, notes: Vec::new() })
    }
    fn shown(&self, _article: u32) -> Shown {
        Shown::default()
    }
    fn years(&self) -> Vec<(i16, u32, u32)> {
        vec![(2017, 0, 9)]
    }
    fn columns(&self) -> Vec<Column> {
        vec![Column { name: "section", values: vec![("ثقافة".to_owned(), vec![1, 4])] }]
    }
    fn advance(&self, _articles: u32) {}
}

fn index() -> &'static BTreeMap<String, String> {
    static INDEX: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("warraq-fuzz-{}", std::process::id()));
        let options = IndexOptions { folder: &folder, recall: false, omit_known: false, earlier: None };
        let files = make_index(&Few, &options).expect("the disk has room");
        let text = |file: &warraq::search::IndexFile| {
            let name = file.path.strip_prefix("search/index/").expect("a file of the index");
            (name.to_owned(), file.text().expect("it is there"))
        };
        files.files().iter().map(text).collect()
    })
}

fuzz_target!(|input: &[u8]| {
    let Some((&which, rest)) = input.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    for word in words(&text) {
        assert!(text.get(word.place).is_some(), "the place is inside the text");
        assert!(!keys(&word.form, "fr").is_empty(), "{} has a key", word.form);
        let again: Vec<String> = words(&word.form).into_iter().map(|word| word.form).collect();
        assert_eq!(again.concat(), word.form, "once is enough");
    }
    let damaged = index().keys().nth(usize::from(which) % index().len()).map(String::as_str);
    let load = |name: &str| match index().get(name) {
        Some(_) if damaged == Some(name) => Ok(text.to_string()),
        Some(text) => Ok(text.clone()),
        None => Err(std::io::Error::from(std::io::ErrorKind::NotFound)),
    };
    let Ok(reader) = Reader::open(&load) else { return };
    let filter = BTreeMap::from([("section".to_owned(), vec!["ثقافة".to_owned()])]);
    for (query, filter) in [(&*text, BTreeMap::new()), ("\"عبد الله\" مدرسة", filter)] {
        let _ = search(&reader, query, &Options { filter, size: 5, ..Options::default() });
    }
});
