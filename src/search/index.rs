//! Makes the index of an archive.
//!
//! 1. Articles in a row become runs (`run.rs`), several side by side; those whose articles are as they were are kept from the last time.
//! 2. Runs are merged into the dictionary (`merge.rs`), a letter at a time.
//! 3. What results show is written (`texts.rs`), then filters and manifest.
//!
//! Memory holds the words of a few runs, then those of a few letters. The same archive gives the same files, whatever was kept.

use super::dictionary::WrittenPart;
use super::file::{FileRecord, FileSink, Hash, IndexFiles, hex};
use super::filters::{self, Column};
use super::manifest::{Manifest, write_dictionary, write_texts};
use super::merge::{Section, merge};
use super::run::{Initial, RunBuilder, Text};
use super::state::{self, State};
use super::texts::{self, Shown, measures};
use crate::cache::{BlockFile, BlockWriter, Fingerprint, Fingerprinter, Spill, fnv1a};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Most articles in a run; about one article in so many ends one.
const RUN: u32 = 2048;
const END: u32 = 1024;
const KIND: &str = "search";
/// Held while an index is made.
const LOCK: &str = "lock";

/// An archive, as it is searched. Articles are numbered from 0 on, oldest first.
pub trait Corpus: Sync {
    /// How many articles there are.
    fn articles(&self) -> u32;
    /// A name that the article keeps.
    fn name(&self, article: u32) -> &str;
    /// Of all that [`Corpus::text`] gives.
    fn fingerprint(&self, article: u32) -> Fingerprint;
    /// What is searched of an article; `None` where it cannot be read, or is not what [`Corpus::fingerprint`] is of any more.
    fn text(&self, article: u32) -> Option<Text>;
    /// What results show of it, the opening aside.
    fn shown(&self, article: u32) -> Shown;
    /// Years, the number of the first article of each, and how many it has.
    fn years(&self) -> Vec<(i16, u32, u32)>;
    /// What articles can be filtered by.
    fn columns(&self) -> Vec<Column>;
    /// That so many more articles were looked at.
    fn advance(&self, articles: u32);
}

/// What a run's file holds first: the letters of its sections. The sections follow, and the openings.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    initials: Vec<Initial>,
}

/// A run on the disk.
struct Run {
    articles: Range<u32>,
    file: BlockFile,
    initials: Vec<Initial>,
    /// It holds what its name says: every article could be read as it is.
    is_certain: bool,
}

impl Run {
    fn open(path: &Path, articles: Range<u32>) -> Option<Self> {
        let file = BlockFile::open(path, KIND)?;
        let Head { initials } = file.value(0)?;
        (file.blocks() == initials.len() + 2).then_some(Self { articles, file, initials, is_certain: true })
    }

    /// The words of one letter.
    fn section(&self, initial: Initial) -> io::Result<Option<Section>> {
        let Ok(at) = self.initials.binary_search(&initial) else { return Ok(None) };
        let bytes = self.file.value(at + 1).ok_or_else(damaged)?;
        Ok(Some(Section { first: self.articles.start, bytes }))
    }

    fn openings(&self) -> io::Result<Vec<Box<str>>> {
        self.file.value(self.initials.len() + 1).ok_or_else(damaged)
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a file that was written just now is damaged")
}

/// How to make an index.
#[derive(Debug, Clone, Copy)]
pub struct IndexOptions<'o> {
    /// Where runs are kept from one index to the next.
    pub folder: &'o Path,
    /// Believe what is there.
    pub recall: bool,
    /// What did not change since the last index need not be made: someone else has its files, and word of them is enough.
    pub omit_known: bool,
    /// An earlier index whose files may be used again.
    pub earlier: Option<&'o IndexFiles>,
}

/// Makes the index of `corpus`.
///
/// # Errors
/// When the folder cannot be written to or read from.
pub fn make_index(corpus: &dyn Corpus, options: &IndexOptions<'_>) -> io::Result<IndexFiles> {
    match make(corpus, options) {
        // A run that an earlier index left is damaged behind its head.
        Err(error) if options.recall && error.kind() == io::ErrorKind::InvalidData => {
            make(corpus, &IndexOptions { recall: false, ..*options })
        }
        made => made,
    }
}

fn make(corpus: &dyn Corpus, options: &IndexOptions<'_>) -> io::Result<IndexFiles> {
    let folder = options.folder;
    std::fs::create_dir_all(folder)?;
    // Another program that makes an index here is waited for. Where the file system knows no locks, they had better take turns.
    let lock = std::fs::File::create(folder.join(LOCK))?;
    let _ = lock.lock();
    let known =
        State::load(folder).filter(|_| options.recall && (options.omit_known || options.earlier.is_some()));
    let run = |articles: &Range<u32>| make_run(corpus, articles, folder, options.recall);
    let runs: Vec<Run> = runs_of(corpus).par_iter().map(run).collect::<io::Result<_>>()?;
    let name = |run: &Run| run.file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut state = State {
        estimate: estimate(corpus.articles()),
        runs: runs.iter().map(|run| (name(run), run.articles.start)).collect(),
        ..State::default()
    };
    let sink = FileSink::new(Spill::create_in(folder), options.earlier);
    state.parts = merge_all(&runs, &state, known.as_ref(), (folder, &sink))?;
    state.texts = write_all_texts(corpus, &runs, known.as_ref(), &sink)?;
    forget_others(folder, &runs);
    // Without it, the next index is made as a whole.
    let kept = if runs.iter().all(|run| run.is_certain) { state.keep(folder) } else { Err(damaged()) };
    if kept.is_err() {
        let _ = std::fs::remove_file(folder.join(state::FILE));
    }
    let column = |Column { name, values }| {
        let count = values.len();
        (name.to_owned(), (count, hex(&filters::write(values, corpus.articles(), &sink))))
    };
    let parts: Vec<WrittenPart> = state.parts.into_values().flatten().collect();
    let texts: Vec<Hash> = state.texts.iter().map(|(_, file)| file.hash).collect();
    let manifest = Manifest {
        articles: corpus.articles(),
        estimate: state.estimate,
        in_file: measures(corpus.articles()).0,
        years: corpus.years(),
        columns: corpus.columns().into_par_iter().map(column).collect::<BTreeMap<_, _>>(),
        dictionary: write_dictionary(&parts, &sink),
        texts: write_texts(&texts, &sink),
        ..Manifest::default()
    };
    sink.add_manifest(&serde_json::to_string(&manifest.with_lexicon())?);
    Ok(sink.finish())
}

/// Merges the words of all letters. Of those that `known` had, only parts are made again in which something changed.
fn merge_all(
    runs: &[Run],
    now: &State,
    known: Option<&State>,
    (folder, sink): (&Path, &FileSink<'_>),
) -> io::Result<BTreeMap<Initial, Vec<WrittenPart>>> {
    // A run that is gone may be damaged, or gone indeed: then everything is merged again.
    let open = |(name, _): &&(String, u32)| Some((name.clone(), Run::open(&folder.join(name), 0..0)?));
    let changes = known.and_then(|known| {
        let changes = known.changes(now)?;
        let opened = changes.gone.iter().chain(&changes.new).map(open);
        let opened: BTreeMap<String, Run> = opened.collect::<Option<_>>()?;
        Some((known, changes, opened))
    });
    let initials: BTreeSet<Initial> = runs.iter().flat_map(|run| run.initials.iter().copied()).collect();
    let initials: Vec<Initial> = initials.into_iter().collect();
    let letter = |initial: &Initial| {
        let initial = *initial;
        let earlier = changes.as_ref().and_then(|(known, changes, opened)| {
            let section = |name: &str| {
                let run = opened.get(name).ok_or_else(damaged)?;
                Ok(run.section(initial)?.map(|section| section.bytes))
            };
            Some(known.earlier(initial, changes.keys(section).ok()?))
        });
        let sections = runs.iter().filter_map(|run| run.section(initial).transpose());
        let sections = sections.collect::<io::Result<Vec<_>>>()?;
        Ok((initial, merge(&sections, now.estimate, earlier.as_ref(), sink)))
    };
    initials.par_iter().with_max_len(1).map(letter).collect()
}

/// About so many articles, never fewer and an eighth more at most: what is told by their number changes seldom when some come.
fn estimate(articles: u32) -> u32 {
    let step = (articles >> 3).max(1).next_power_of_two() >> 1;
    articles.next_multiple_of(step.max(1))
}

/// The articles of each run. Ends are told by the articles' names, so that a new article moves the ends near it and no others.
fn runs_of(corpus: &dyn Corpus) -> Vec<Range<u32>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for article in 0..corpus.articles() {
        let behind = article + 1;
        let may_end = fnv1a(corpus.name(article)).is_multiple_of(END);
        if may_end || behind - start == RUN || behind == corpus.articles() {
            runs.push(start..behind);
            start = behind;
        }
    }
    runs
}

fn run_path(corpus: &dyn Corpus, articles: &Range<u32>, folder: &Path) -> PathBuf {
    let mut all = Fingerprinter::default();
    all.value(&measures(corpus.articles()));
    articles.clone().for_each(|article| all.fingerprint(corpus.fingerprint(article)));
    folder.join(hex(&all.finish().to_bytes()))
}

fn make_run(corpus: &dyn Corpus, articles: &Range<u32>, folder: &Path, recall: bool) -> io::Result<Run> {
    let path = run_path(corpus, articles, folder);
    if let Some(run) = recall.then(|| Run::open(&path, articles.clone())).flatten() {
        corpus.advance(articles.end - articles.start);
        return Ok(run);
    }
    let (_, shown) = measures(corpus.articles());
    let mut builder = RunBuilder::default();
    let mut is_certain = true;
    for article in articles.clone() {
        let text = corpus.text(article);
        is_certain &= text.is_some();
        builder.add(&text.unwrap_or_default(), shown);
        corpus.advance(1);
    }
    // What is not what its name says gets one that nobody asks for.
    let path = if is_certain { path } else { path.with_extension("unsure") };
    let (sections, openings) = builder.finish();
    let mut file = BlockWriter::new(tempfile::NamedTempFile::new_in(folder)?, KIND)?;
    file.block(&Head { initials: sections.keys().copied().collect() })?;
    for section in sections.values() {
        file.block(section)?;
    }
    file.block(&openings)?;
    file.finish()?.persist(&path).map_err(|error| error.error)?;
    Ok(Run { is_certain, ..Run::open(&path, articles.clone()).ok_or_else(damaged)? })
}

/// Removes what other indexes left in `folder`. A failure costs room.
fn forget_others(folder: &Path, runs: &[Run]) {
    let own = [state::FILE, LOCK].map(|name| folder.join(name));
    let ours: BTreeSet<&Path> =
        runs.iter().map(|run| run.file.path()).chain(own.iter().map(|path| &**path)).collect();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if !ours.contains(&*entry.path()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Writes what results show of all articles, but for files that are known to come out as they are.
fn write_all_texts(
    corpus: &dyn Corpus,
    runs: &[Run],
    known: Option<&State>,
    sink: &FileSink<'_>,
) -> io::Result<Vec<(Fingerprint, FileRecord)>> {
    let (in_file, shown) = measures(corpus.articles());
    let files: Vec<u32> = (0..corpus.articles().div_ceil(in_file)).collect();
    // Files in a row read the same runs: side by side by hundreds, and one after another among these.
    let some = files.par_chunks(256).map(|files| {
        let mut openings = Openings { runs, at: None };
        let file = |file: &u32| {
            let articles = file * in_file..((file + 1) * in_file).min(corpus.articles());
            let mut all: Vec<Shown> = articles.clone().map(|article| corpus.shown(article)).collect();
            let mut made_from = Fingerprinter::default();
            made_from.value(&(shown, &all));
            articles.clone().for_each(|article| made_from.fingerprint(corpus.fingerprint(article)));
            let made_from = made_from.finish();
            let before = known.and_then(|known| known.texts.get(*file as usize));
            if let Some((_, record)) = before.filter(|(before, _)| *before == made_from) {
                sink.add_known(record);
                return Ok((made_from, *record));
            }
            for (shown, article) in all.iter_mut().zip(articles) {
                shown.opening = openings.of(article)?;
            }
            Ok((made_from, sink.add_texts(*file, &texts::encode(&all)?)))
        };
        files.iter().map(file).collect::<io::Result<Vec<_>>>()
    });
    Ok(some.collect::<io::Result<Vec<_>>>()?.concat())
}

/// The openings of articles that are asked for one after another.
struct Openings<'r> {
    runs: &'r [Run],
    at: Option<(&'r Run, Vec<Box<str>>)>,
}

impl Openings<'_> {
    fn of(&mut self, article: u32) -> io::Result<String> {
        if self.at.as_ref().is_none_or(|(run, _)| !run.articles.contains(&article)) {
            let at = self.runs.partition_point(|run| run.articles.end <= article);
            let run = self.runs.get(at).ok_or_else(damaged)?;
            self.at = Some((run, run.openings()?));
        }
        let opening = self
            .at
            .as_ref()
            .and_then(|(run, openings)| openings.get(usize::try_from(article - run.articles.start).ok()?));
        Ok(opening.ok_or_else(damaged)?.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::estimate;

    #[test]
    fn estimates_are_near_and_few() {
        let mut before = 0;
        let mut different = 0;
        for articles in 0..200_000 {
            let about = estimate(articles);
            assert!((articles..=articles + articles / 8 + 1).contains(&about), "{articles}: {about}");
            assert!(about >= before, "{articles}: {about} after {before}");
            different += u32::from(about != before);
            before = about;
        }
        assert!(different < 200, "{different} estimates");
    }
}
