//! The first pass: every article's metadata, from what earlier builds read where the file is the same, and from the file itself
//! otherwise.

use super::inputs::ContentFiles;
use crate::archive::{Meta, Names};
use crate::cache::{Fingerprint, Stamp};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Listener};
use crate::store::{self, Known, Recall};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// When more than one file in so many had to be read, what was found is kept for the next build. Few are as quickly read again.
const WORTH_KEEPING: usize = 64;

/// Files read side by side.
const AT_ONCE: usize = 8192;

/// What the first pass found.
#[derive(Debug)]
pub(super) struct Metadata {
    /// What each file holds, or what is wrong with it, in the order of the inputs.
    files: Vec<Result<Found, Box<Diagnostic>>>,
    /// How many were read just now.
    fresh: usize,
    /// Content that could not be listed.
    unlisted: Vec<Diagnostic>,
    /// There is a file or a folder that cannot be read just now.
    incomplete: bool,
}

/// One file.
#[derive(Debug)]
struct Found {
    stamp: Option<Stamp>,
    text: Fingerprint,
    meta: Arc<Meta>,
}

impl Metadata {
    /// Reads what must be read; with `recall`, that is what earlier runs left no word of.
    pub(super) fn read(config: &Config, files: ContentFiles, recall: bool, listener: &dyn Listener) -> Self {
        let ContentFiles { names, stamps, incomplete, problems } = files;
        listener.stage("reading", u64::try_from(names.len()).ok());
        let mut known = if recall { Recall::open(config) } else { Recall::nothing() };
        let shared = Names::default();
        let mut metadata =
            Self { files: Vec::with_capacity(names.len()), fresh: 0, unlisted: problems, incomplete };
        for (names, stamps) in names.chunks(AT_ONCE).zip(stamps.chunks(AT_ONCE)) {
            let known: Vec<Option<Known<Arc<Meta>>>> = names.iter().map(|name| known.known(name)).collect();
            let files = names.par_iter().zip(stamps).zip(known).map(|((name, &stamp), known)| {
                listener.advance(1);
                let known = known.filter(|known| Some(known.stamp) == stamp);
                let fresh = known.is_none();
                let (mut meta, text) = match known {
                    Some(known) => (known.value, known.text),
                    None => read(config, name)?,
                };
                shared.share(Arc::make_mut(&mut meta));
                Ok((Found { stamp, text, meta }, fresh))
            });
            for (file, name) in files.collect::<Vec<_>>().into_iter().zip(names) {
                metadata.fresh += usize::from(!matches!(file, Ok((_, false))));
                metadata.incomplete |= file.is_err() && store::is_out_of_reach(&config.content.join(name));
                metadata.files.push(file.map(|(found, _)| found));
            }
        }
        metadata
    }

    /// Keeps what was read for the next build, if it is worth it.
    pub(super) fn keep(&self, config: &Config) {
        if self.fresh * WORTH_KEEPING <= self.files.len() {
            return;
        }
        let known =
            self.files.iter().flatten().filter_map(|found| {
                Some(Known { stamp: found.stamp?, text: found.text, value: &*found.meta })
            });
        store::remember(config, &known.collect::<Vec<_>>());
    }

    /// Is there a file or a folder that cannot be read just now?
    pub(super) fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// The articles, and what is wrong with the other files.
    pub(super) fn into_content(self) -> Content {
        let mut content = Content { problems: self.unlisted, ..Content::default() };
        for file in self.files {
            content.add(file.map(|found| (found.meta, found.text)));
        }
        content
    }
}

/// The content of an archive without its texts.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Every article's metadata and the fingerprint of its file, in the order of the files' names.
    pub(super) articles: Vec<(Arc<Meta>, Fingerprint)>,
    /// What is wrong with other files.
    pub(super) problems: Vec<Diagnostic>,
}

impl Content {
    fn add(&mut self, file: Result<(Arc<Meta>, Fingerprint), Box<Diagnostic>>) {
        match file {
            Ok(article) => self.articles.push(article),
            Err(problem) => self.problems.push(*problem),
        }
    }

    /// The content after files or folders `changed`, came or went: reads those and no others. Paths that lie elsewhere do not
    /// matter.
    pub(super) fn after(mut self, config: &Config, changed: &[&Path]) -> Self {
        let touches = |path: &&Path| path.starts_with(&config.content) || config.content.starts_with(path);
        let changed: BTreeMap<String, &Path> = changed
            .iter()
            .copied()
            .filter(touches)
            .map(|path| (name_in_content(config, path), path))
            .collect();
        // What lies in a changed folder is found there.
        let is_changed = |name: &str| {
            let around = name.match_indices('/').map(|(at, _)| &name[..at]);
            [""].into_iter().chain(around).any(|folder| changed.contains_key(folder))
        };
        self.articles.retain(|(meta, _)| !is_changed(&meta.file) && !changed.contains_key(&*meta.file));
        let content = format!("{}/", config.display_path(&config.content));
        self.problems.retain(|problem| {
            let name =
                problem.file.as_deref().and_then(|file| file.strip_prefix(&content)).unwrap_or_default();
            !is_changed(name) && !changed.contains_key(name)
        });
        let places = changed.iter().filter(|(name, _)| !is_changed(name) || name.is_empty());
        for (_, path) in places {
            let listing = store::list_at(config, path);
            self.problems.extend(listing.diagnostics);
            let found: Vec<_> = listing.files.par_iter().map(|name| read(config, name)).collect();
            found.into_iter().for_each(|file| self.add(file));
        }
        self.articles.sort_unstable_by(|(a, _), (b, _)| a.file.cmp(&b.file));
        self.problems.sort_by(|a, b| a.file.cmp(&b.file));
        self
    }
}

/// A path's name in the archive: relative to the content folder, `/` between parts; empty for that folder and what it lies in.
pub(super) fn name_in_content(config: &Config, path: &Path) -> String {
    let inside = path.strip_prefix(&config.content).unwrap_or(Path::new(""));
    inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn read(config: &Config, name: &str) -> Result<(Arc<Meta>, Fingerprint), Box<Diagnostic>> {
    let (article, text) = store::read(config, &config.content.join(name))?;
    Ok((Arc::new(Meta::of(&article, name)), text))
}
