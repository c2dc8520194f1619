//! Makes the search index of invented articles (`corpus/`) without an archive round it, and asks it as `warraq search` does.
//!
//! ```text
//! cargo bench --bench search -- OUT N [--runs DIR]    the index of N articles in OUT/search/index/; what making and asking it takes
//! ```
//!
//! Articles are made as they are needed, which takes time of its own: the first line says how much. With `--runs` the words of articles are
//! kept there, and a second call shows what is left to do when nothing changed. Prints figures; compares them with nothing.

#[path = "corpus/article.rs"]
mod article;
#[path = "corpus/lexicon.rs"]
mod lexicon;
#[path = "corpus/random.rs"]
mod random;
#[path = "corpus/words.rs"]
mod words;

use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;
use warraq::article::front_matter;
use warraq::cache::Fingerprint;
use warraq::render::markdown;
use warraq::search::{Column, Corpus, IndexOptions, Options, Reader, Shown, Text, make_index, search};

const USAGE: &str = "cargo bench --bench search -- OUT N [--runs DIR]";

/// Articles that are made when they are asked for, oldest first by their numbers.
struct Invented {
    lexicon: lexicon::Lexicon,
    names: Vec<String>,
}

impl Invented {
    fn new(many: u32) -> Self {
        Self {
            lexicon: lexicon::Lexicon::new(),
            names: (0..many).map(|number| format!("{number:07}.md")).collect(),
        }
    }

    fn article(&self, number: u32) -> Option<warraq::article::Article> {
        let made = article::Article::new(&self.lexicon, 1, number as usize);
        front_matter::read(&made.text, &made.path).ok()
    }
}

impl Corpus for Invented {
    fn articles(&self) -> u32 {
        u32::try_from(self.names.len()).unwrap_or(u32::MAX)
    }

    fn name(&self, article: u32) -> &str {
        &self.names[article as usize]
    }

    fn fingerprint(&self, article: u32) -> Fingerprint {
        Fingerprint::of(self.name(article).as_bytes())
    }

    fn text(&self, article: u32) -> Option<Text> {
        let article = self.article(article)?;
        let blocks = markdown::blocks(&article.body);
        let text = Text { headline: article.title, lang: "ar".to_owned(), blocks, notes: article.authors };
        Some(text)
    }

    fn shown(&self, article: u32) -> Shown {
        let Some(found) = self.article(article) else { return Shown::default() };
        let date = found.date.map_or_else(String::new, |date| date.to_string());
        let slug = found.title.replace(' ', "-");
        Shown {
            path: format!("{}/{slug}/index.html", date.replace('-', "/")),
            title: found.title,
            date_text: date.clone(),
            date,
            source: found.source.name.unwrap_or_default(),
            section: found.section.unwrap_or_default(),
            lang: "ar".to_owned(),
            opening: String::new(),
        }
    }

    fn years(&self) -> Vec<(i16, u32, u32)> {
        let each = self.articles() / 20;
        (0..20).map(|year| (2005 + year as i16, year * each, each)).collect()
    }

    fn columns(&self) -> Vec<Column> {
        let values = (0..12)
            .map(|section| (format!("قسم {section}"), (section..self.articles()).step_by(12).collect()));
        vec![Column { name: "section", values: values.collect() }]
    }

    fn advance(&self, _articles: u32) {}
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut given: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let runs = match given.iter().position(|word| word == "--runs") {
        Some(at) if at + 1 < given.len() => given.drain(at..at + 2).nth(1).map(PathBuf::from),
        _ => None,
    };
    match &given[..] {
        [] | [_] => Ok(()),
        [out, many] => measure(Path::new(out), many.parse()?, runs),
        _ => Err(USAGE.into()),
    }
}

fn measure(out: &Path, many: u32, runs: Option<PathBuf>) -> Result<(), Box<dyn Error>> {
    let invented = Invented::new(many);
    let begun = Instant::now();
    let words: usize = (0..many.min(10_000))
        .into_par_iter()
        .map(|number| {
            let made = article::Article::new(&invented.lexicon, 1, number as usize);
            made.text[made.front..].split(' ').count()
        })
        .sum();
    let sampled = many.clamp(1, 10_000);
    let making = begun.elapsed().as_secs_f64() * f64::from(many) / f64::from(sampled);
    println!("words an article: {}; making all of them alone: {making:.1} s", words / sampled as usize);
    let temporary;
    let folder = match runs {
        Some(folder) => folder,
        None => {
            temporary = tempfile::tempdir_in(out.parent().unwrap_or(out))?;
            temporary.path().to_owned()
        }
    };
    let begun = Instant::now();
    let files = make_index(
        &invented,
        &IndexOptions { folder: &folder, recall: true, omit_known: false, earlier: None },
    )?;
    println!("index: {:.1} s; peak memory {} MB", begun.elapsed().as_secs_f64(), peak_memory());
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for file in files.files() {
        let text = file.text().ok_or("the disk lost a file of the index")?;
        let path = out.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap_or(out))?;
        let kind = file.path.split('/').nth(2).unwrap_or_default().to_owned();
        let kind = kinds.entry(kind).or_default();
        *kind = (kind.0 + 1, kind.1 + text.len());
        std::fs::write(path, text)?;
    }
    let (count, bytes) = kinds.values().fold((0, 0), |(count, bytes), kind| (count + kind.0, bytes + kind.1));
    println!("{count} files, {} bytes an article", bytes / many.max(1) as usize);
    kinds
        .iter()
        .for_each(|(kind, (count, bytes))| println!("    {kind}: {count} files of {} bytes", bytes / count));
    ask(out)
}

/// Asks for words of every frequency, and says what had to be read.
fn ask(out: &Path) -> Result<(), Box<dyn Error>> {
    for query in [
        "في",
        "الحكومة",
        "المدرسة",
        "قانون جديد",
        "وزارة التعليم",
        "رئيس الحكومة",
        "\"رئيس الحكومة\"",
        "كاتب",
    ] {
        let read = RefCell::new((0, 0));
        let load = |name: &str| {
            let text = std::fs::read_to_string(out.join("search/index").join(name))?;
            let (files, bytes) = *read.borrow();
            *read.borrow_mut() = (files + 1, bytes + text.len());
            Ok(text)
        };
        let begun = Instant::now();
        let reader = Reader::open(&load)?;
        let options = Options { size: 10, ..Options::default() };
        let found = search(&reader, query, &options)?;
        let (files, bytes) = *read.borrow();
        let time = begun.elapsed().as_millis();
        println!("{query}: {} found, {files} files, {} kB, {time} ms", found.total, bytes / 1000);
    }
    Ok(())
}

/// The most memory that this program has had, in megabytes; 0 where the system does not tell.
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(0) / 1000
}
