//! The output folder: writes a file only if its bytes changed, atomically, and removes what is stale.
//!
//! 1. [`OutputFolder::open`] finds the folder to be ours and keeps other builds out of it.
//! 2. [`OutputFolder::begin`] takes the paths of all files of the archive, and gives an [`Output`] that writes them
//!    (`writing.rs`).
//! 3. What each file was made from is kept beside ([`manifest`]), so that the next build need not make it again.
//!
//! Warraq keeps a list of the files it wrote in `.warraq/files`, written before the first of them, and removes or replaces
//! only those: a folder that holds anything else at the start is refused, and files that someone adds later are left alone.
//! Knows no pages; leaves nothing half-written when it is killed.

pub mod manifest;
mod writing;

pub use writing::{Output, Written};

use crate::cache::Fingerprint;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

/// Warraq's own folder in the output folder.
const OWN_FOLDER: &str = ".warraq";
/// First line of the list of files.
const HEADER: &str = "# Files that Warraq wrote here, and may replace or remove. Version 1.";
/// How the names of unfinished files begin.
const UNFINISHED: &str = "new-";

/// The output folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// There is something in the folder that Warraq did not write.
    #[error(
        "the output folder '{folder}' holds files that Warraq did not write, '{example}' for one; name an empty folder with \
         --output, or delete what is there"
    )]
    Foreign {
        /// The folder.
        folder: String,
        /// One of the files.
        example: String,
    },
    /// A page would replace a file that Warraq did not write.
    #[error(
        "'{path}' in the output folder was not written by Warraq, and a page of the archive has its name; move it away"
    )]
    Taken {
        /// The file.
        path: String,
    },
    /// Another build writes there just now.
    #[error("another build is writing into '{folder}'; run this one again when it has ended")]
    Busy {
        /// The folder.
        folder: String,
    },
    /// Reading, writing or removing failed.
    #[error("cannot {action} '{path}'")]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file or folder.
        path: String,
        /// Why it failed.
        source: io::Error,
    },
}

/// An output folder that was found to be ours. One build at a time: a second one is refused.
#[derive(Debug)]
pub struct OutputFolder {
    root: PathBuf,
    /// What earlier builds wrote, sorted.
    before: Vec<String>,
    /// Held while this lives; `None` where the file system knows no locks.
    _lock: Option<File>,
}

/// What the last build came to, when everything is still as it left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Articles in the archive.
    pub articles: usize,
    /// Files of the archive.
    pub files: usize,
}

impl OutputFolder {
    /// Opens `root`, making it if need be.
    ///
    /// # Errors
    /// When the folder holds files that Warraq did not write, cannot be written to, or another build is at work in it.
    pub fn open(root: &Path) -> Result<Self, OutputError> {
        let own = root.join(OWN_FOLDER);
        if read_list(&own)?.is_none() {
            refuse_foreign(root)?;
        }
        std::fs::create_dir_all(&own).map_err(|error| failed("make", &own, error))?;
        let lock = lock(root, &own)?;
        let before = read_list(&own)?.unwrap_or_default();
        let folder = Self { root: root.to_owned(), before, _lock: lock };
        folder.sweep_unfinished()?;
        Ok(folder)
    }

    /// What the last build came to, if it was made from just `inputs`, had nothing to complain of, and all its files are as
    /// it left them.
    pub fn settled(&self, inputs: Fingerprint) -> Option<Settled> {
        let (left_from, left, articles) = manifest::read_settled(&self.own("settled"))?;
        let as_left = left_from == inputs && left == manifest::stamps_below(&self.root, &self.before)?;
        as_left.then_some(Settled { articles, files: self.before.len() })
    }

    /// Begins to write the files `planned`: sorted paths, `/` between parts, unique without regard to case. Files of earlier
    /// builds that stand in their way are removed.
    ///
    /// # Errors
    /// When a file that Warraq did not write has one of these paths, or the disk fails.
    pub fn begin(self, planned: Vec<&str>) -> Result<Output<'_>, OutputError> {
        Output::begin(self, planned)
    }

    /// The path of one of Warraq's own files.
    fn own(&self, name: &str) -> PathBuf {
        self.root.join(OWN_FOLDER).join(name)
    }

    /// What a killed run left.
    fn sweep_unfinished(&self) -> Result<(), OutputError> {
        let own = self.root.join(OWN_FOLDER);
        let entries = std::fs::read_dir(&own).map_err(|error| failed("read", &own, error))?;
        for entry in entries.flatten() {
            if entry.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes()) {
                std::fs::remove_file(entry.path()).map_err(|error| failed("remove", &entry.path(), error))?;
            }
        }
        Ok(())
    }
}

/// The files of earlier builds; `None` when there was none, or its list is no list any more.
fn read_list(own: &Path) -> Result<Option<Vec<String>>, OutputError> {
    match std::fs::read_to_string(own.join("files")) {
        Ok(list) => {
            let mut paths: Vec<String> =
                list.lines().filter(|line| is_inside(line)).map(str::to_owned).collect();
            // Someone may have edited it.
            paths.sort_unstable();
            paths.dedup();
            Ok(Some(paths))
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => {
            Ok(None)
        }
        Err(error) => Err(failed("read", &own.join("files"), error)),
    }
}

/// Keeps other builds out of `root`: two at once would mix their temporary files. The system lets go of it when the
/// program ends, however it ends.
fn lock(root: &Path, own: &Path) -> Result<Option<File>, OutputError> {
    let path = own.join("lock");
    let file = File::create(&path).map_err(|error| failed("write", &path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(OutputError::Busy { folder: root.display().to_string() }),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Does a line of the list name a file inside the folder? It may have been edited.
fn is_inside(line: &str) -> bool {
    let mut parts = Path::new(line).components();
    !line.is_empty() && !line.starts_with('#') && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Only an empty folder may become ours. Hidden files (`.git`, `.nojekyll`, `.DS_Store`) do not count.
fn refuse_foreign(root: &Path) -> Result<(), OutputError> {
    let entries = match std::fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed("read", root, error)),
    };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    match names.into_iter().find(|name| !name.starts_with('.')) {
        Some(example) => Err(OutputError::Foreign { folder: root.display().to_string(), example }),
        None => Ok(()),
    }
}

fn failed(action: &'static str, path: &Path, source: io::Error) -> OutputError {
    OutputError::Io { action, path: path.display().to_string(), source }
}

#[cfg(test)]
mod tests;
