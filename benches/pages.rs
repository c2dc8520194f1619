//! What reading a page costs, step by step, over many pages: `cargo bench`.
//!
//! The pages are the samples and, where there is one, a corpus of saved pages: the folder that `WARRAQ_CORPUS` names, or
//! `../shared/corpus`; of it the sets `scrapinghub` and `fundus`, or those in `WARRAQ_SETS`. One iteration reads all of them.

#[path = "../tests/corpora/folder.rs"]
mod folder;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use warraq::config::SourceRules;
use warraq::extract;
use warraq::source::{self, Capture, MediaType, encoding};

/// A page as captured, and as text.
struct Page {
    capture: Capture,
    text: String,
}

static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("samples")];
    let corpus = folder::corpora();
    let sets = std::env::var("WARRAQ_SETS").unwrap_or_else(|_| "scrapinghub fundus".to_owned());
    let sets: Vec<PathBuf> = sets.split_whitespace().map(|set| corpus.join("extraction").join(set)).collect();
    if sets.iter().any(|set| set.is_dir()) {
        folders = sets;
    }
    let captures = source::list(root, &folders, &[]).iter().flat_map(source::open).collect::<Vec<_>>();
    let pages = captures.into_iter().flatten().filter(|capture| capture.media_type == MediaType::Html);
    pages.map(|capture| Page { text: encoding::decode(&capture).text, capture }).collect()
});

fn main() {
    let bytes: usize = PAGES.iter().map(|page| page.text.len()).sum();
    println!("{} pages, {} kB on average", PAGES.len(), bytes / PAGES.len().max(1) / 1000);
    divan::main();
}

/// One iteration: `read` on every page.
fn every<T>(bencher: Bencher<'_, '_>, read: impl Fn(&Page) -> T + Sync) {
    let bytes: usize = PAGES.iter().map(|page| page.text.len()).sum();
    bencher
        .counter(ItemsCount::new(PAGES.len()))
        .counter(BytesCount::new(bytes))
        .bench(|| PAGES.iter().for_each(|page| drop(divan::black_box(read(page)))));
}

#[divan::bench(sample_count = 20)]
fn a_decode(bencher: Bencher<'_, '_>) {
    every(bencher, |page| encoding::decode(&page.capture));
}

#[divan::bench(sample_count = 20)]
fn b_parse_only_scraper(bencher: Bencher<'_, '_>) {
    every(bencher, |page| scraper::Html::parse_document(&page.text));
}

#[divan::bench(sample_count = 20)]
fn c_parse_only_warraq(bencher: Bencher<'_, '_>) {
    every(bencher, |page| extract::parse_only(&page.text));
}

/// Decode, parse, find every field, write Markdown and plain text.
#[divan::bench(sample_count = 20)]
fn d_extract_to_markdown(bencher: Bencher<'_, '_>) {
    every(bencher, |page| {
        extract::extract(&page.capture, &SourceRules::default(), &extract::Furniture::default())
    });
}
