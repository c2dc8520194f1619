//! Whole-program tests: one binary, one file a topic, in the user's verbs.

mod access;
mod architecture;
mod archive;
mod browser;
mod build;
mod convert;
mod corpora;
mod encodings;
mod extract;
mod find;
#[path = "../corpora/folder.rs"]
mod folder;
mod furniture;
mod html;
mod images;
mod many;
mod markdown_roundtrip;
mod preview;
mod rebuild;
mod relations;
mod samples;
mod search;
mod serve;
mod settings;
mod skipped;
mod stems;
mod template_values;
mod text_dump;
mod vectors;
