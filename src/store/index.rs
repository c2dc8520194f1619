//! What stands in `content/`: for each file, which capture it was written from and whether it was edited since.
//!
//! In: the content folder. Out: an [`Index`] of a few hundred bytes a file. Keeps no body.

use super::list::list;
use super::place::{Place, folded};
use super::read::read_text;
use crate::article::identity::{canonical_address, story_digest};
use crate::article::kept::KeptImage;
use crate::article::{Article, Provenance, front_matter};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Which capture: the file it came from, and the record in it.
pub(super) type CaptureKey = (String, Option<String>);

/// Which story: its canonical address and its text.
pub(super) type StoryKey = (String, [u8; 16]);

/// What is known of one file that was written from a capture.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Relative to the content folder, `/` between parts.
    pub(super) file: String,
    /// The capture.
    pub(super) key: CaptureKey,
    /// Digest of the capture's bytes.
    pub(super) sha256: String,
    /// Version of the program that wrote it.
    pub(super) converter: String,
    /// Digest that the file states.
    pub(super) digest: String,
    /// The file is not as it was written.
    pub(super) edited: bool,
    /// The file lies where its own date and headline put it; one that was renamed by hand does not.
    pub(super) in_place: bool,
    /// The story, where it has an address.
    pub(super) story: Option<StoryKey>,
    /// It shows kept images that are not there any more.
    pub(super) lacks_images: bool,
}

/// The files of `content/`, by capture, by the captures' bytes, by story and by name.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: Vec<Option<Entry>>,
    by_capture: BTreeMap<CaptureKey, Vec<usize>>,
    by_bytes: BTreeMap<String, usize>,
    by_story: BTreeMap<StoryKey, usize>,
    taken: BTreeSet<String>,
    /// For places with numbers, the next number to try.
    next: BTreeMap<Place, u32>,
}

impl Index {
    /// Reads every file of the content folder.
    pub(super) fn read(config: &Config) -> (Self, Vec<Diagnostic>) {
        let listing = list(config);
        let found: Vec<(String, Option<Entry>)> = listing
            .files
            .par_iter()
            .map(|file| (file.clone(), entry(&config.content.join(file), file, &listing.images)))
            .collect();
        let mut index = Self::default();
        for (file, entry) in found {
            index.taken.insert(folded(&file));
            if let Some(entry) = entry {
                index.add(entry);
            }
        }
        (index, listing.diagnostics)
    }

    /// Adds a file; for bytes and stories, the first file stands.
    pub(super) fn add(&mut self, entry: Entry) {
        let at = self.entries.len();
        self.taken.insert(folded(&entry.file));
        self.by_capture.entry(entry.key.clone()).or_default().push(at);
        let stands = |at: Option<&usize>| at.is_some_and(|at| self.entries[*at].is_some());
        if !stands(self.by_bytes.get(&entry.sha256)) {
            self.by_bytes.insert(entry.sha256.clone(), at);
        }
        if let Some(story) = &entry.story
            && !stands(self.by_story.get(story))
        {
            self.by_story.insert(story.clone(), at);
        }
        self.entries.push(Some(entry));
    }

    /// Forgets a file; `keep_name` when the file itself stays.
    pub(super) fn remove(&mut self, entry: &Entry, keep_name: bool) {
        if !keep_name {
            self.taken.remove(&folded(&entry.file));
        }
        let gone: Vec<usize> = self
            .by_capture
            .get(&entry.key)
            .into_iter()
            .flatten()
            .copied()
            .filter(|at| self.entries[*at].as_ref().is_some_and(|known| known.file == entry.file))
            .collect();
        for at in gone {
            self.entries[at] = None;
        }
    }

    /// The files of one capture: edited ones first, then by number.
    pub(super) fn of_capture(&self, key: &CaptureKey) -> Vec<Entry> {
        let places = self.by_capture.get(key).map_or(&[][..], Vec::as_slice);
        let mut entries: Vec<Entry> = places.iter().filter_map(|at| self.entries[*at].clone()).collect();
        entries.sort_by(|a, b| (b.edited, a.file.len(), &a.file).cmp(&(a.edited, b.file.len(), &b.file)));
        entries
    }

    /// A file written from the same bytes.
    pub(super) fn with_bytes(&self, sha256: &str) -> Option<&Entry> {
        self.entries[*self.by_bytes.get(sha256)?].as_ref()
    }

    /// A file that holds the same story.
    pub(super) fn with_story(&self, story: &StoryKey) -> Option<&Entry> {
        self.entries[*self.by_story.get(story)?].as_ref()
    }

    /// Gives the name of a file to nobody.
    pub(super) fn take(&mut self, file: &str) {
        self.taken.insert(folded(file));
    }

    /// The first file of a place that is free on any file system. Numbers are not given twice.
    pub(super) fn free(&mut self, place: &Place) -> String {
        let mut number = self.next.get(place).copied().unwrap_or(1);
        let mut file = place.numbered(number);
        while self.taken.contains(&folded(&file)) {
            number += 1;
            file = place.numbered(number);
        }
        self.next.insert(place.clone(), number);
        file
    }
}

/// What a file says of itself; `None` for files that no capture was written to. `images`: all that are kept, sorted.
fn entry(path: &Path, file: &str, images: &[KeptImage]) -> Option<Entry> {
    let text = read_text(path).ok()?;
    let article = front_matter::read(&text, file).ok();
    // A file whose front matter is broken for the moment is still the capture's file.
    let capture = match &article {
        Some(article) => article.capture.clone(),
        None => provenance_by_line(&text),
    }?;
    let lacks =
        |article: &Article| article.kept_images().iter().any(|image| images.binary_search(image).is_err());
    let stated = Some(capture.digest.as_str()).filter(|digest| !digest.is_empty());
    Some(Entry {
        file: file.to_owned(),
        edited: stated != Some(front_matter::digest(&text).as_str()),
        in_place: article.as_ref().is_none_or(|article| Place::of(article).holds(file)),
        story: article.as_ref().and_then(story_of),
        key: (capture.file, capture.record),
        sha256: capture.sha256,
        converter: capture.converter,
        digest: capture.digest,
        lacks_images: article.as_ref().is_some_and(lacks),
    })
}

/// Which story an article is.
pub(super) fn story_of(article: &Article) -> Option<StoryKey> {
    let address = canonical_address(article.source.url.as_deref()?)?;
    Some((address, story_digest(article)))
}

/// The `[capture]` table of a file that cannot be parsed as a whole, read line by line.
fn provenance_by_line(text: &str) -> Option<Provenance> {
    let mut provenance = Provenance::default();
    let lines = text.lines().skip_while(|line| line.trim() != "[capture]").skip(1);
    for line in lines.take_while(|line| !line.starts_with('[') && line.trim_end() != "+++") {
        let Ok(table) = line.parse::<toml::Table>() else { continue };
        for (key, value) in table {
            let Some(value) = value.as_str() else { continue };
            match key.as_str() {
                "file" => value.clone_into(&mut provenance.file),
                "record" => provenance.record = Some(value.to_owned()),
                "sha256" => value.clone_into(&mut provenance.sha256),
                "digest" => value.clone_into(&mut provenance.digest),
                _ => {}
            }
        }
    }
    (!provenance.file.is_empty()).then_some(provenance)
}
