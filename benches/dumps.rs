//! What reading a text dump costs, over many dumps: `cargo bench --bench dumps`.
//!
//! The dumps are the samples and, where there is one, a corpus of dumps: `arabic/dumps-dev.jsonl` in the
//! folder that `WARRAQ_CORPUS` names, or in `../shared/corpus`, one object with a `text` a line. One iteration reads all of
//! them on one core.

#[path = "../tests/corpora/folder.rs"]
mod folder;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::path::Path;
use std::sync::LazyLock;
use warraq::config::SourceRules;
use warraq::extract;
use warraq::source::{self, Capture, MediaType, encoding};

static DUMPS: LazyLock<Vec<Capture>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = source::list(root, &[root.join("samples")], &[]);
    let samples = samples.iter().flat_map(source::open).flatten();
    let mut dumps: Vec<Capture> = samples.filter(|capture| capture.media_type == MediaType::Text).collect();
    for line in
        std::fs::read_to_string(folder::corpora().join("arabic/dumps-dev.jsonl")).unwrap_or_default().lines()
    {
        let row: serde_json::Value = serde_json::from_str(line).expect("a line of the corpus is JSON");
        dumps.push(dump(row["text"].as_str().expect("with a text")));
    }
    dumps
});

fn dump(text: &str) -> Capture {
    Capture::bare("page.txt", text, MediaType::Text)
}

fn main() {
    let bytes: usize = DUMPS.iter().map(|dump| dump.bytes.len()).sum();
    println!("{} dumps, {} bytes on average", DUMPS.len(), bytes / DUMPS.len().max(1));
    divan::main();
}

/// One iteration: `read` on every dump.
fn every<T>(bencher: Bencher<'_, '_>, dumps: &[Capture], read: impl Fn(&Capture) -> T + Sync) {
    let bytes: usize = dumps.iter().map(|dump| dump.bytes.len()).sum();
    bencher
        .counter(ItemsCount::new(dumps.len()))
        .counter(BytesCount::new(bytes))
        .bench(|| dumps.iter().for_each(|dump| drop(divan::black_box(read(dump)))));
}

fn read(dump: &Capture) -> extract::Extraction {
    extract::extract(dump, &SourceRules::default(), &extract::Furniture::default())
}

#[divan::bench(sample_count = 50)]
fn a_decode(bencher: Bencher<'_, '_>) {
    every(bencher, &DUMPS, encoding::decode);
}

/// Decode, find every field, write Markdown and plain text.
#[divan::bench(sample_count = 50)]
fn b_extract_to_markdown(bencher: Bencher<'_, '_>) {
    every(bencher, &DUMPS, read);
}

/// Dumps that are one shape over and over: four times the bytes should cost about four times as much.
macro_rules! shapes {
    ($($name:ident: $shape:expr;)*) => {$(
        #[divan::bench(args = [1, 4], sample_count = 3)]
        fn $name(bencher: Bencher<'_, '_>, megabytes: usize) {
            let shape: &str = $shape;
            every(bencher, &[dump(&shape.repeat(megabytes * 1_000_000 / shape.len()))], read);
        }
    )*};
}

shapes! {
    hostile_one_line: "كلمة أخرى، ";
    hostile_short_lines: "س\n";
    hostile_one_line_repeated: "قال المتحدث إن الأمر انتهى، وإن الجميع عادوا إلى بيوتهم سالمين.\n";
    hostile_labels: "اقرأ أيضا\nالتعليقات\n1 - زائر\n10-09-2014 11:20\nشكرا\nرد\n";
}
