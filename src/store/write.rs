//! Writes articles to `content/`, one after another, and says what became of each.
//!
//! 1. A capture that has a file brings it up to date, unless a person edited it. 2. Bytes or a story that already have
//!    a file are duplicates. 3. Everything else gets a new file, with a number where the name is taken.
//!
//! What happens depends on the order of the calls and on what stands in the folder, on nothing else. Every write is a
//! temporary file that is renamed, and the last look at a file is just before it: an edit made meanwhile is kept.

use super::Fate;
use super::images::{self, NewImage};
use super::index::{CaptureKey, Entry, Index, story_of};
use super::place::Place;
use super::read::read_text;
use crate::article::{Article, Provenance, front_matter};
use crate::cache::OWN_FOLDER;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// How the names of temporary files begin.
const TEMPORARY: &str = ".warraq-";

/// Why the store could not go on.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file could not be written, moved or removed.
    #[error("cannot write {file}")]
    Write {
        /// The file.
        file: String,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
}

/// What became of an article, and what to tell about it.
#[derive(Debug)]
pub struct Kept {
    /// Its fate.
    pub fate: Fate,
    /// Digest that its own file states now; `None` for duplicates and edited files.
    pub digest: Option<String>,
    /// A change that could not be brought into an edited file.
    pub diagnostic: Option<Diagnostic>,
}

impl From<Fate> for Kept {
    fn from(fate: Fate) -> Self {
        Self { fate, digest: None, diagnostic: None }
    }
}

/// An article with the images that it shows.
struct Shown<'s> {
    article: &'s Article,
    images: &'s [NewImage],
}

/// The content folder, open for writing.
pub struct Store<'a> {
    config: &'a Config,
    index: Index,
    /// Held while this lives; `None` where there are no locks.
    _lock: Option<File>,
}

impl<'a> Store<'a> {
    /// Reads what stands in the content folder, and removes what a killed run left there. What could not be read comes
    /// beside it. Calls `waiting` before it waits for another run to end.
    pub fn open(config: &'a Config, waiting: impl FnOnce()) -> (Self, Vec<Diagnostic>) {
        let own = config.root.join(OWN_FOLDER);
        let lock = lock(&own, waiting);
        // Without a lock, a temporary file may be another run's work. With it, it may be a build's word for the next one at
        // most, which then reads again what it would have known.
        if lock.is_some() {
            [&own, &config.content].into_iter().for_each(|folder| remove_left_over(folder));
        }
        let (index, diagnostics) = Index::read(config);
        (Self { config, index, _lock: lock }, diagnostics)
    }

    /// Writes an article with the `images` that it shows; `article.capture` says which capture it is from.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&mut self, article: &Article, images: &[NewImage]) -> Result<Kept, StoreError> {
        let article = &Shown { article, images };
        let capture = article.article.capture.clone().unwrap_or_default();
        let key: CaptureKey = (capture.file.clone(), capture.record.clone());
        let place = Place::of(article.article);
        let mut own = self.index.of_capture(&key);
        own.sort_by_key(|entry| (!entry.edited, !place.holds(&entry.file)));
        if let Some((first, others)) = own.split_first() {
            let kept = self.update(article, &capture, first)?;
            // A killed run may have written the new place and not removed the old. A copy that a person made stays.
            let is_stale = |entry: &&Entry| !first.edited && !entry.edited && entry.in_place;
            for stale in others.iter().filter(is_stale) {
                if !self.edited_meanwhile(stale) {
                    self.remove(stale)?;
                }
            }
            return Ok(kept);
        }
        if let Some(known) = self.index.with_bytes(&capture.sha256).cloned() {
            return if known.key.1.is_none() && !self.source_exists(&known.key.0) {
                // The input was renamed: the file follows it.
                self.update(article, &capture, &known)
            } else {
                Ok(self.duplicate(&known))
            };
        }
        if let Some(known) = story_of(article.article).and_then(|story| self.index.with_story(&story)) {
            return Ok(self.duplicate(known));
        }
        let file = self.free(&place);
        self.write(article, &file)
    }

    /// The fate of an input that is as it was when its article was kept; `None` when the content folder is not, so that the
    /// input has to be read again.
    pub fn recall(&self, input: &str, sha256: &str, digest: Option<&str>) -> Option<Fate> {
        let own = self.index.of_capture(&(input.to_owned(), None));
        let entry = match own.as_slice() {
            [] => {
                let known = self.index.with_bytes(sha256).filter(|known| self.source_exists(&known.key.0))?;
                return Some(self.duplicate(known).fate);
            }
            [only] => only,
            _ => return None,
        };
        let file = self.shown(&entry.file);
        match entry {
            _ if entry.sha256 != sha256 => None,
            Entry { edited: true, .. } => Some(Fate::KeptBecauseEdited { file }),
            Entry { digest: stated, lacks_images: false, .. } if digest == Some(stated) => {
                Some(Fate::Unchanged { file })
            }
            _ => None,
        }
    }

    /// Does the input that a file was written from still exist?
    fn source_exists(&self, file: &str) -> bool {
        self.config.root.join(file).exists() || self.config.root.join(spelt(file)).exists()
    }

    /// A file of `place` that is not there, not even since the folder was read.
    fn free(&mut self, place: &Place) -> String {
        loop {
            let file = self.index.free(place);
            if self.path(&file).symlink_metadata().is_err() {
                return file;
            }
            self.index.take(&file);
        }
    }

    /// Was a file edited since the folder was read? One that is gone was not.
    fn edited_meanwhile(&self, known: &Entry) -> bool {
        let path = self.path(&known.file);
        path.exists() && !read_text(&path).is_ok_and(|text| front_matter::digest(&text) == known.digest)
    }

    fn duplicate(&self, known: &Entry) -> Kept {
        let of = match &known.key.1 {
            Some(record) => format!("{}#{record}", known.key.0),
            None => known.key.0.clone(),
        };
        Fate::DuplicateOf { of, file: self.shown(&known.file) }.into()
    }

    /// Brings the file `known` up to date with its capture.
    fn update(
        &mut self,
        article: &Shown<'_>,
        capture: &Provenance,
        known: &Entry,
    ) -> Result<Kept, StoreError> {
        let shown = self.shown(&known.file);
        let place = Place::of(article.article);
        // A file that was renamed by hand stays where it was put.
        let stays = !known.in_place || place.holds(&known.file);
        if !known.edited && stays && says_the_same(article.article, capture, known) {
            let digest = Some(known.digest.clone());
            // One may have been deleted since.
            let diagnostic = images::write(self.config, article.images)?;
            return Ok(Kept { fate: Fate::Unchanged { file: shown }, digest, diagnostic });
        }
        if known.edited || self.edited_meanwhile(known) {
            let diagnostic = (known.sha256 != capture.sha256).then(|| {
                Diagnostic::warning("the page changed, but this file was edited by hand and is left as it is")
                    .in_file(&shown)
                    .hint("to take the new text, delete the file and convert again")
            });
            return Ok(Kept { fate: Fate::KeptBecauseEdited { file: shown }, digest: None, diagnostic });
        }
        if stays {
            self.index.remove(known, true);
            return self.write(article, &known.file);
        }
        let file = self.free(&place);
        let kept = self.write(article, &file)?;
        self.remove(known)?;
        Ok(kept)
    }

    fn write(&mut self, article: &Shown<'_>, file: &str) -> Result<Kept, StoreError> {
        // Before the text that shows them: a killed run leaves no text with holes.
        let diagnostic = images::write(self.config, article.images)?;
        let article = article.article;
        let text = front_matter::write(article);
        let shown = self.shown(file);
        write_atomically(&self.path(file), text.as_bytes())
            .map_err(|cause| StoreError::Write { file: shown.clone(), cause })?;
        let digest = front_matter::digest(&text);
        let capture = article.capture.clone().unwrap_or_default();
        self.index.add(Entry {
            file: file.to_owned(),
            edited: false,
            in_place: Place::of(article).holds(file),
            story: story_of(&front_matter::normalized(article.clone())),
            digest: digest.clone(),
            key: (capture.file, capture.record),
            sha256: capture.sha256,
            converter: capture.converter,
            lacks_images: false,
        });
        Ok(Kept { fate: Fate::Written { file: shown }, digest: Some(digest), diagnostic })
    }

    fn remove(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let path = self.path(&entry.file);
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::Write { file: self.shown(&entry.file), cause });
            }
            _ => {}
        }
        // Folders that are empty now go too; the first that is not ends it.
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.config.content);
        let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
        self.index.remove(entry, false);
        Ok(())
    }

    fn path(&self, file: &str) -> PathBuf {
        self.config.content.join(file)
    }

    /// The file as the user would name it.
    fn shown(&self, file: &str) -> String {
        self.config.display_path(&self.path(file))
    }
}

/// Would the file say just what it says now? A newer version of the program is no change by itself.
fn says_the_same(article: &Article, capture: &Provenance, known: &Entry) -> bool {
    let capture = Provenance { converter: known.converter.clone(), ..capture.clone() };
    let article = Article { capture: Some(capture), ..article.clone() };
    front_matter::digest(&front_matter::write(&article)) == known.digest
}

pub(super) fn write_atomically(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = temporary_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A file that is to become one of the archive's.
pub(super) fn temporary_in(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY).suffix(".tmp");
    // A temporary file is its owner's alone; this one becomes the archive's, under the user's umask.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Makes Warraq's own folder. Nothing in it belongs in a repository.
pub(super) fn make_own_folder(own: &Path) -> std::io::Result<()> {
    let ignore = own.join(".gitignore");
    if ignore.exists() { Ok(()) } else { write_atomically(&ignore, b"*\n") }
}

/// Keeps two runs from converting into one archive at once. The system lets go of it when the program ends, however it
/// ends. `None` where the folder cannot be written or the file system knows no locks.
fn lock(own: &Path, waiting: impl FnOnce()) -> Option<File> {
    fs::create_dir_all(own).ok()?;
    let file = File::create(own.join("lock")).ok()?;
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => {
            waiting();
            file.lock().ok()?;
        }
        other => other.ok()?,
    }
    Some(file)
}

/// Removes the temporary files that a killed run left.
fn remove_left_over(folder: &Path) {
    let is_ours = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.file_type().is_file() && name.starts_with(TEMPORARY) && name.ends_with(".tmp")
    };
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(is_ours) {
        // Left where it is, it does no harm.
        let _ = fs::remove_file(entry.path());
    }
}

/// The path behind an input's name, in which bytes that are no text are spelt as `%FF`.
#[cfg(unix)]
fn spelt(name: &str) -> PathBuf {
    let bytes: Vec<u8> = percent_encoding::percent_decode_str(name).collect();
    PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes))
}

#[cfg(not(unix))]
fn spelt(name: &str) -> PathBuf {
    PathBuf::from(name)
}
