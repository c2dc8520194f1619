//! Writes articles to `content/`, one after another, and says what became of each.
//!
//! 1. A capture that has a file brings it up to date, unless a person edited it. 2. Bytes or a story that already have
//!    a file are duplicates. 3. Everything else gets a new file, with a number where the name is taken.
//!
//! What happens depends on the order of the calls and on what stands in the folder, on nothing else. Every write is a
//! temporary file that is renamed.

use super::Fate;
use super::index::{CaptureKey, Entry, Index, story_of};
use super::place::Place;
use crate::article::{Article, Provenance, front_matter};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How the names of temporary files begin.
const TEMPORARY: &str = ".warraq-";

/// Age at which a temporary file is what a killed run left, not another run's work.
const LEFT_OVER: Duration = Duration::from_secs(3600);

/// Why the store could not go on.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file could not be written, moved or removed.
    #[error("cannot write {file}: {cause}")]
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

/// The content folder, open for writing.
pub struct Store<'a> {
    config: &'a Config,
    index: Index,
}

impl<'a> Store<'a> {
    /// Reads what stands in the content folder, and removes what a killed run left there. What could not be read comes beside it.
    pub fn open(config: &'a Config) -> (Self, Vec<Diagnostic>) {
        remove_left_over(&config.content);
        let (index, diagnostics) = Index::read(config);
        (Self { config, index }, diagnostics)
    }

    /// Writes an article; `article.capture` says which capture it is from.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&mut self, article: &Article) -> Result<Kept, StoreError> {
        let capture = article.capture.clone().unwrap_or_default();
        let key: CaptureKey = (capture.file.clone(), capture.record.clone());
        let own = self.index.of_capture(&key);
        if let Some((first, others)) = own.split_first() {
            let kept = self.update(article, &capture, first)?;
            // A killed run may have written the new place and not removed the old.
            for stale in others.iter().filter(|entry| !entry.edited && entry.in_place) {
                self.remove(stale)?;
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
        if let Some(known) = story_of(article).and_then(|story| self.index.with_story(&story)) {
            return Ok(self.duplicate(known));
        }
        let file = self.index.free(&Place::of(article));
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
            Entry { digest: stated, .. } if digest == Some(stated) => Some(Fate::Unchanged { file }),
            _ => None,
        }
    }

    /// Does the input that a file was written from still exist?
    fn source_exists(&self, file: &str) -> bool {
        self.config.root.join(file).exists()
    }

    fn duplicate(&self, known: &Entry) -> Kept {
        let of = match &known.key.1 {
            Some(record) => format!("{}#{record}", known.key.0),
            None => known.key.0.clone(),
        };
        Fate::DuplicateOf { of, file: self.shown(&known.file) }.into()
    }

    /// Brings the file `known` up to date with its capture.
    fn update(&mut self, article: &Article, capture: &Provenance, known: &Entry) -> Result<Kept, StoreError> {
        let shown = self.shown(&known.file);
        if known.edited {
            let diagnostic = (known.sha256 != capture.sha256).then(|| {
                Diagnostic::warning("the page changed, but this file was edited by hand and is left as it is")
                    .in_file(&shown)
                    .hint("to take the new text, delete the file and convert again")
            });
            return Ok(Kept { fate: Fate::KeptBecauseEdited { file: shown }, digest: None, diagnostic });
        }
        let place = Place::of(article);
        // A file that was renamed by hand stays where it was put.
        let stays = !known.in_place || place.holds(&known.file);
        if stays && says_the_same(article, capture, known) {
            let digest = Some(known.digest.clone());
            return Ok(Kept { fate: Fate::Unchanged { file: shown }, digest, diagnostic: None });
        }
        if stays {
            self.index.remove(known, true);
            return self.write(article, &known.file);
        }
        let file = self.index.free(&place);
        let kept = self.write(article, &file)?;
        self.remove(known)?;
        Ok(kept)
    }

    fn write(&mut self, article: &Article, file: &str) -> Result<Kept, StoreError> {
        let text = front_matter::write(article);
        let shown = self.shown(file);
        write_atomically(&self.path(file), &text)
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
        });
        Ok(Kept { fate: Fate::Written { file: shown }, digest: Some(digest), diagnostic: None })
    }

    fn remove(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let path = self.path(&entry.file);
        fs::remove_file(&path).map_err(|cause| StoreError::Write { file: self.shown(&entry.file), cause })?;
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

pub(super) fn write_atomically(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY).suffix(".tmp");
    // A temporary file is its owner's alone; this one becomes the archive's, under the user's umask.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Removes temporary files that are old enough to be nobody's.
fn remove_left_over(content: &Path) {
    let is_ours = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.file_type().is_file() && name.starts_with(TEMPORARY) && name.ends_with(".tmp")
    };
    for entry in walkdir::WalkDir::new(content).into_iter().filter_map(Result::ok).filter(is_ours) {
        let age = entry.metadata().ok().and_then(|metadata| metadata.modified().ok()?.elapsed().ok());
        if age.is_some_and(|age| age > LEFT_OVER) {
            // Left where it is, it does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}
