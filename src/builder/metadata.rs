//! The first pass: every article's metadata, from what earlier builds read where the file is the same, and from the file itself
//! otherwise.

use super::inputs::Inputs;
use crate::archive::Meta;
use crate::cache::{Fingerprint, Stamp};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Listener};
use crate::store::{self, Known};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// When more than one file in so many had to be read, what was found is kept for the next build. Few are as quickly read again.
const WORTH_KEEPING: usize = 64;

/// What the first pass found.
#[derive(Debug)]
pub(super) struct Metadata {
    /// What each file holds, or what is wrong with it, in the order of the inputs.
    files: Vec<Result<Found, Diagnostic>>,
    /// Content that could not be listed.
    unlisted: Vec<Diagnostic>,
}

/// One file.
#[derive(Debug)]
struct Found {
    stamp: Option<Stamp>,
    text: Fingerprint,
    meta: Arc<Meta>,
    /// It was read just now.
    fresh: bool,
}

impl Metadata {
    /// Reads what must be read; with `recall`, that is what earlier runs left no word of.
    pub(super) fn read(config: &Config, inputs: &Inputs, recall: bool, listener: &dyn Listener) -> Self {
        listener.stage("reading", u64::try_from(inputs.content.len()).ok());
        let mut known = Vec::new();
        if recall {
            known = store::recall::<Arc<Meta>>(config, &inputs.content, |meta| &meta.file);
        }
        known.resize_with(inputs.content.len(), || None);
        let files = inputs.content.par_iter().zip(&inputs.stamps).zip(known);
        let files = files.map(|((name, stamp), known)| {
            listener.advance(1);
            match known.filter(|known: &Known<_>| Some(known.stamp) == *stamp) {
                Some(known) => Ok(Found { stamp: *stamp, text: known.text, meta: known.value, fresh: false }),
                None => read(config, name, *stamp),
            }
        });
        Self { files: files.collect(), unlisted: inputs.content_problems.clone() }
    }

    /// Keeps what was read for the next build, if it is worth it.
    pub(super) fn keep(&self, config: &Config) {
        let fresh = self.files.iter().filter(|file| !matches!(file, Ok(Found { fresh: false, .. })));
        if fresh.count() * WORTH_KEEPING <= self.files.len() {
            return;
        }
        let known =
            self.files.iter().flatten().filter_map(|found| {
                Some(Known { stamp: found.stamp?, text: found.text, value: &found.meta })
            });
        store::remember(config, &known.collect::<Vec<_>>());
    }

    /// The articles, and what is wrong with the other files.
    pub(super) fn into_content(self) -> Content {
        let mut content = Content { problems: self.unlisted, ..Content::default() };
        self.files.into_iter().for_each(|file| content.add(file));
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
    fn add(&mut self, file: Result<Found, Diagnostic>) {
        match file {
            Ok(found) => self.articles.push((found.meta, found.text)),
            Err(problem) => self.problems.push(problem),
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
        self.articles.retain(|(meta, _)| !is_changed(&meta.file) && !changed.contains_key(&meta.file));
        let shown: Vec<String> = changed.values().map(|path| config.display_path(path)).collect();
        self.problems.retain(|problem| {
            let file = Path::new(problem.file.as_deref().unwrap_or_default());
            !shown.iter().any(|path| file.starts_with(path))
        });
        let places = changed.iter().filter(|(name, _)| !is_changed(name) || name.is_empty());
        for (_, path) in places {
            let listing = store::list_at(config, path);
            self.problems.extend(listing.diagnostics);
            let found: Vec<_> = listing.files.par_iter().map(|name| read(config, name, None)).collect();
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

fn read(config: &Config, name: &str, stamp: Option<Stamp>) -> Result<Found, Diagnostic> {
    let (article, text) = store::read(config, &config.content.join(name))?;
    Ok(Found { stamp, text, meta: Arc::new(Meta::of(&article, name.to_owned())), fresh: true })
}
