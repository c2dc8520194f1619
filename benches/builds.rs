//! What the stages of a build take, over an archive of invented articles: `cargo bench --bench builds`.
//!
//! Whole builds beside another program's are timed by `benches/peers/builds.py`.

use divan::Bencher;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use warraq::archive::{Archive, Meta};
use warraq::article::front_matter;
use warraq::builder::{BuildOptions, Memory, Site, build};
use warraq::config::Config;
use warraq::diagnostic::Silent;
use warraq::plan::Plan;

const ARTICLES: usize = 2_000;

fn main() {
    divan::main();
}

/// Article `number`, `version` of its text.
fn article(number: usize, version: usize) -> String {
    let words = ["السوق", "المدينة", "الميناء", "الجسر", "المدرسة", "النهر", "المكتبة"];
    let word = |n: usize| words[(number * 31 + n * 7) % words.len()];
    let (year, month, day) = (2012 + number % 8, 1 + number % 12, 1 + number % 28);
    let paragraph = format!("خبر عن {} في {}، نسخة {version}. ", word(1), word(2)).repeat(12);
    format!(
        "+++\ntitle = \"{} و{} {number}\"\ndate = {year}-{month:02}-{day:02}\nlang = \"ar\"\nsection = \"{}\"\n\
         tags = [\"وسم {}\", \"{}\"]\nauthors = [\"كاتب {}\"]\nsummary = \"ملخص الخبر رقم {number} عن {}.\"\n[source]\n\
         name = \"البريد\"\nurl = \"https://barid.example/{number}\"\n+++\n\n{paragraph}\n\n{paragraph}\n\n- [خبر](https://barid.example/{})\n",
        word(3),
        word(4),
        word(5),
        number % 97,
        word(6),
        number % 41,
        word(0),
        number + 1
    )
}

/// An archive in a folder that goes with it.
struct Sample {
    folder: TempDir,
    config: Config,
}

impl Sample {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("site.toml"), "title = \"خزانة\"\n").expect("the disk has room");
        let config = Config::load(folder.path()).expect("good settings");
        let sample = Self { folder, config };
        (0..ARTICLES).for_each(|number| sample.write(number, 0));
        sample
    }

    fn file(&self, number: usize) -> PathBuf {
        self.config.content.join(format!("{}/khabar-{number}.md", 2012 + number % 8))
    }

    /// Writes an article as if it had been there for long.
    fn write(&self, number: usize, version: usize) {
        let file = self.file(number);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("the disk has room");
        std::fs::write(&file, article(number, version)).expect("the disk has room");
        let file = std::fs::File::options().write(true).open(&file).expect("it is there");
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).expect("it has times");
    }

    fn load(&self) -> Site {
        Site::load(&self.config, Memory { recall: false, keep: false }, &Silent).expect("good templates")
    }

    fn build_into(&self, output: &Path) -> usize {
        let config = Config { output: output.to_owned(), ..self.config.clone() };
        build(&config, &BuildOptions::default(), &Silent).expect("it builds").written
    }
}

fn metas() -> Vec<Meta> {
    let meta = |number: usize| {
        let article = front_matter::read(&article(number, 0), "x.md").expect("good front matter");
        Meta::of(&article, &format!("khabar-{number}.md"))
    };
    (0..ARTICLES).map(meta).collect()
}

#[divan::bench]
fn read_metadata_of_2000(bencher: Bencher) {
    let sample = Sample::new();
    bencher.bench_local(|| sample.load().archive().len());
}

#[divan::bench]
fn sort_2000(bencher: Bencher) {
    let metas = metas();
    bencher.with_inputs(|| metas.clone()).bench_local_values(Archive::from_iter);
}

#[divan::bench]
fn plan_2000(bencher: Bencher) {
    let sample = Sample::new();
    let archive = Archive::from_iter(metas());
    bencher.bench_local(|| Plan::new(&archive, &sample.config, Vec::new(), &[]));
}

#[divan::bench]
fn render_an_article(bencher: Bencher) {
    let sample = Sample::new();
    let site = sample.load();
    let path = site.article_path(&sample.file(7)).expect("it is planned").to_owned();
    bencher.bench_local(|| site.render(&path));
}

#[divan::bench]
fn render_a_list_of_50(bencher: Bencher) {
    let sample = Sample::new();
    let site = sample.load();
    bencher.bench_local(|| site.render("sources/البريد/"));
}

#[divan::bench]
fn update_after_a_new_headline(bencher: Bencher) {
    let sample = Sample::new();
    let site = sample.load();
    let file = sample.file(7);
    bencher.bench_local(|| site.after(&[&file]));
}

#[divan::bench(sample_count = 10)]
fn build_2000_into_a_new_folder(bencher: Bencher) {
    let sample = Sample::new();
    let outputs = TempDir::new_in(sample.folder.path()).expect("a folder");
    let mut number = 0;
    let next = || {
        number += 1;
        outputs.path().join(number.to_string())
    };
    bencher.with_inputs(next).bench_local_values(|output| sample.build_into(&output));
}

#[divan::bench]
fn build_2000_unchanged(bencher: Bencher) {
    let sample = Sample::new();
    let output = sample.folder.path().join("public");
    sample.build_into(&output);
    bencher.bench_local(|| assert_eq!(sample.build_into(&output), 0));
}

#[divan::bench]
fn build_2000_after_an_edit(bencher: Bencher) {
    let sample = Sample::new();
    let output = sample.folder.path().join("public");
    sample.build_into(&output);
    let mut version = 0;
    let edit = || {
        version += 1;
        sample.write(7, version);
    };
    bencher.with_inputs(edit).bench_local_values(|()| assert_eq!(sample.build_into(&output), 1));
}
