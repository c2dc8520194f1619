//! The output folder: writes a file only if its bytes changed, atomically, and removes what is stale.
//!
//! 1. [`OutputFolder::open`] finds the folder to be ours and keeps other builds out of it.
//! 2. [`OutputFolder::begin`] takes the paths of all files of the archive, and gives an [`Output`] that writes them
//!    (`writing.rs`), removes what is stale (`removing.rs`) and leaves word of it (`finishing.rs`).
//! 3. What each file was made from is kept beside ([`manifest`]), so that the next build need not make it again.
//!
//! Warraq keeps a list of the files it wrote in `.warraq/files`, written before the first of them, and removes or replaces
//! only those: a folder that holds anything else at the start is refused, and files that someone adds later are left alone.
//! Knows no pages; leaves nothing half-written when it is killed.

mod finishing;
pub mod manifest;
mod removing;
mod writing;

pub use writing::{Output, Written};

use crate::cache::{Fingerprint, OWN_FOLDER};
use std::fs::{DirEntry, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

/// First line of the list of files.
const HEADER: &str = "# Files that Warraq wrote here, and may replace or remove. Version 1.";
/// How the names of unfinished files begin.
const UNFINISHED: &str = "new-";
/// How the names of what shares leave word of begin.
const SHARE: &str = "manifest-";

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

/// What a run does in the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Access {
    /// Writes all of it, alone: a second run is refused.
    #[default]
    Alone,
    /// Writes a share of it, which has this name, beside others that write theirs.
    Beside(String),
    /// Writes nothing, and tells what it would.
    Look,
}

/// An output folder that was found to be ours.
#[derive(Debug)]
pub struct OutputFolder {
    root: PathBuf,
    access: Access,
    /// What earlier builds wrote, sorted.
    before: Vec<String>,
    /// Held while this lives; none where nothing is written, or the file system knows no locks.
    _locks: Vec<File>,
}

/// What the last build came to, when everything is still as it left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Articles in the archive.
    pub articles: usize,
    /// Files of the archive.
    pub files: usize,
}

/// The text of a file of an archive that was built into `root`.
///
/// # Errors
/// When it cannot be read, or is no UTF-8.
pub fn read_file(root: &Path, path: &str) -> io::Result<String> {
    std::fs::read_to_string(root.join(path))
}

impl OutputFolder {
    /// Opens `root`, making it if need be.
    ///
    /// # Errors
    /// When the folder holds files that Warraq did not write, cannot be written to, or another build is at work in it.
    pub fn open(root: &Path, access: Access) -> Result<Self, OutputError> {
        let own = root.join(OWN_FOLDER);
        let mut folder = Self { root: root.to_owned(), access, before: Vec::new(), _locks: Vec::new() };
        // Asked twice: a share may have begun to write in between.
        if !own.join("files").exists()
            && let Err(error) = refuse_foreign(root)
            && !own.join("files").exists()
        {
            return Err(error);
        }
        if folder.access != Access::Look {
            std::fs::create_dir_all(&own).map_err(|error| failed("make", &own, error))?;
            let busy = || OutputError::Busy { folder: root.display().to_string() };
            let whole = lock(&own.join("lock"), folder.access == Access::Alone, busy)?;
            let share = match &folder.access {
                Access::Beside(share) => lock(&own.join(format!("lock-{share}")), true, busy)?,
                Access::Alone | Access::Look => None,
            };
            folder._locks.extend(whole.into_iter().chain(share));
        }
        if folder.access == Access::Alone {
            folder.sweep_unfinished()?;
        }
        folder.before = folder.read_list()?;
        Ok(folder)
    }

    /// The files of earlier builds, and of shares that have begun.
    fn read_list(&self) -> Result<Vec<String>, OutputError> {
        match read_list(&self.root.join(OWN_FOLDER))? {
            Some(list) => Ok(list),
            None => refuse_foreign(&self.root).map(|()| Vec::new()),
        }
    }

    /// Keeps other shares from the list while this one adds to it, and reads it again. Let go of when dropped.
    fn lock_list(&mut self) -> Result<Option<File>, OutputError> {
        let Access::Beside(_) = self.access else { return Ok(None) };
        let path = self.own("lock-list");
        let file = File::create(&path).map_err(|error| failed("write", &path, error))?;
        // Where the file system knows no locks, shares had better begin one after another.
        let _ = file.lock();
        self.before = self.read_list()?;
        Ok(Some(file))
    }

    /// Shares that were written and not yet merged: what they left word of, sorted.
    fn shares(&self) -> Vec<PathBuf> {
        let mut shares = self.own_files(SHARE).unwrap_or_default();
        shares.sort();
        shares
    }

    /// Warraq's own files whose names begin with `prefix`.
    fn own_files(&self, prefix: &str) -> io::Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(self.root.join(OWN_FOLDER))?.flatten();
        let is_one = |entry: &DirEntry| entry.file_name().as_encoded_bytes().starts_with(prefix.as_bytes());
        Ok(entries.filter(is_one).map(|entry| entry.path()).collect())
    }

    /// Would files of earlier builds go, if just the files `planned`, which are sorted, were written?
    pub fn would_remove(&self, planned: &[&str]) -> bool {
        let before = self.before.iter().map(String::as_str);
        !removing::without(before, planned.iter().copied()).is_empty()
    }

    /// Were shares written that no whole build has taken up?
    pub fn has_shares(&self) -> bool {
        !self.shares().is_empty()
    }

    /// What the last build came to, if it was made from just `inputs`, had nothing to complain of, and all its files are as
    /// it left them.
    pub fn settled(&self, inputs: Fingerprint) -> Option<Settled> {
        let (left_from, left, articles) = manifest::read_settled(&self.own("settled"))?;
        let as_left = left_from == inputs && left == manifest::stamps_below(&self.root, &self.before)?;
        as_left.then_some(Settled { articles, files: self.before.len() })
    }

    /// Begins to write the files `planned`, or, where that is given, only the `share` of them: sorted paths, `/` between parts,
    /// unique without regard to case. Files of earlier builds that stand in their way are removed.
    ///
    /// # Errors
    /// When a file that Warraq did not write has one of these paths, or the disk fails.
    pub fn begin<'p>(
        self,
        planned: Vec<&'p str>,
        share: Option<Vec<&'p str>>,
    ) -> Result<Output<'p>, OutputError> {
        Output::begin(self, planned, share)
    }

    /// The path of one of Warraq's own files.
    fn own(&self, name: &str) -> PathBuf {
        self.root.join(OWN_FOLDER).join(name)
    }

    /// What a killed run left.
    fn sweep_unfinished(&self) -> Result<(), OutputError> {
        let own = self.root.join(OWN_FOLDER);
        for file in self.own_files(UNFINISHED).map_err(|error| failed("read", &own, error))? {
            std::fs::remove_file(&file).map_err(|error| failed("remove", &file, error))?;
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

/// Keeps other runs out: two at once would mix their unfinished files. The system lets go of it when the program ends, however
/// it ends. `None` where the file system knows no locks.
fn lock(path: &Path, alone: bool, busy: impl FnOnce() -> OutputError) -> Result<Option<File>, OutputError> {
    let file = File::create(path).map_err(|error| failed("write", path, error))?;
    match if alone { file.try_lock() } else { file.try_lock_shared() } {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(busy()),
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
