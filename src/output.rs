//! The output folder: writes a file only if its bytes changed, atomically, and removes what is stale.
//!
//! Warraq keeps a list of the files it wrote in `.warraq/files`, written before the first of them, and removes or replaces
//! only those: a folder that holds anything else at the start is refused, and files that someone adds later are left alone.
//! One build at a time: a second one is refused. Knows no pages; leaves nothing half-written when it is killed.

use std::collections::{BTreeSet, HashSet};
use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Warraq's own folder in the output folder.
const OWN_FOLDER: &str = ".warraq";
/// First line of the list of files.
const HEADER: &str = "# Files that Warraq wrote here, and may replace or remove. Version 1.";

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

/// What writing a file came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The file is new, or its bytes changed.
    Changed,
    /// It held just these bytes.
    Unchanged,
}

/// An output folder that was found to be ours.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    /// What was there before this run.
    before: BTreeSet<String>,
    planned: BTreeSet<String>,
    /// Files of earlier runs that are gone already, since a planned one needed their place.
    removed: Vec<String>,
    temporary: AtomicU64,
    /// Folders that were found to be folders in this run; those that only hold one page's file are not kept.
    folders: Mutex<HashSet<PathBuf>>,
    /// Held while this lives; `None` where the file system knows no locks.
    _lock: Option<File>,
}

impl Output {
    /// Opens `root`, making it if need be, to hold the files `planned` (`/` between parts, unique without regard to case).
    ///
    /// # Errors
    /// When the folder holds files that Warraq did not write, or cannot be written to.
    pub fn open<'a>(root: &Path, planned: impl Iterator<Item = &'a str>) -> Result<Self, OutputError> {
        let own = root.join(OWN_FOLDER);
        let planned: BTreeSet<String> = planned.map(str::to_owned).collect();
        if read_list(&own)?.is_none() {
            refuse_foreign(root)?;
        }
        std::fs::create_dir_all(&own).map_err(|error| failed("make", &own, error))?;
        let lock = lock(root, &own)?;
        let before = read_list(&own)?.unwrap_or_default();
        let mut output = Self {
            root: root.to_owned(),
            before,
            planned,
            removed: Vec::new(),
            temporary: AtomicU64::new(0),
            folders: Mutex::default(),
            _lock: lock,
        };
        output.sweep_temporary()?;
        let stale = output.before.difference(&output.planned);
        let in_the_way: Vec<String> = stale.filter(|path| output.is_in_the_way(path)).cloned().collect();
        for path in in_the_way {
            if output.remove(&path)? {
                output.before.remove(&path);
                output.removed.push(path);
            }
        }
        for path in output.planned.difference(&output.before) {
            if output.root.join(path).symlink_metadata().is_ok() {
                return Err(OutputError::Taken { path: path.clone() });
            }
        }
        // Before the first page is written, so that the next run knows its files even if this one is killed.
        output.save_list(output.before.union(&output.planned))?;
        Ok(output)
    }

    /// Is the file where a planned one needs a folder, or in a folder where one needs a file?
    fn is_in_the_way(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        let needs_folder =
            self.planned.range(inside.clone()..).next().is_some_and(|planned| planned.starts_with(&inside));
        needs_folder || path.match_indices('/').any(|(at, _)| self.planned.contains(&path[..at]))
    }

    /// Writes `bytes` to `path`, one of the planned paths, unless the file holds them already.
    ///
    /// # Errors
    /// When the disk fails or the path was not planned.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<Written, OutputError> {
        if !self.planned.contains(path) {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "it was not planned");
            return Err(failed("write", Path::new(path), error));
        }
        let target = self.root.join(path);
        let is_new = self.make_folder_of(&target)?;
        if !is_new && holds(&target, bytes) {
            return Ok(Written::Unchanged);
        }
        self.replace(&target, bytes)?;
        Ok(Written::Changed)
    }

    /// Makes the folder that `target` is to lie in; says whether it was not there. A link in a folder's place is refused: it
    /// leads outside.
    fn make_folder_of(&self, target: &Path) -> Result<bool, OutputError> {
        let Some(folder) = target.parent().filter(|folder| *folder != self.root) else { return Ok(false) };
        let known = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if known().contains(folder) {
            return Ok(false);
        }
        if let Some(above) = folder.parent().filter(|above| *above != self.root && !known().contains(*above))
        {
            self.make_folder_of(folder)?;
            known().insert(above.to_owned());
        }
        match folder.symlink_metadata() {
            Ok(found) if found.is_symlink() => {
                let path = folder.strip_prefix(&self.root).unwrap_or(folder).display().to_string();
                Err(OutputError::Taken { path })
            }
            Ok(_) => Ok(false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match std::fs::create_dir(folder) {
                Ok(()) => Ok(true),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
                Err(error) => Err(failed("make", folder, error)),
            },
            Err(error) => Err(failed("read", folder, error)),
        }
    }

    /// Removes the files of earlier runs that are not planned any more, and the folders that this leaves empty. Gives the
    /// removed paths, sorted.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(mut self) -> Result<Vec<String>, OutputError> {
        let mut removed = std::mem::take(&mut self.removed);
        for path in self.before.difference(&self.planned) {
            if self.remove(path)? {
                removed.push(path.clone());
            }
        }
        removed.sort();
        self.save_list(self.planned.iter())?;
        Ok(removed)
    }

    fn remove(&self, path: &str) -> Result<bool, OutputError> {
        let target = self.root.join(path);
        if self.link_above(&target).is_some() {
            return Ok(false);
        }
        // The file may have come back under another case: `a.png` removed, `A.png` planned, one file on some disks.
        if self.planned.iter().any(|planned| planned != path && planned.eq_ignore_ascii_case(path)) {
            return Ok(false);
        }
        match std::fs::remove_file(&target) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(failed("remove", &target, error)),
        }
        // Fails, as it should, at the first folder that still holds something.
        let _ = self.folders_of(&target).try_for_each(std::fs::remove_dir);
        Ok(true)
    }

    /// The folders that `target` lies in, innermost first, up to the output folder.
    fn folders_of<'a>(&'a self, target: &'a Path) -> impl Iterator<Item = &'a Path> {
        target.ancestors().skip(1).take_while(|folder| *folder != self.root)
    }

    /// A link that someone put in a folder's place. It leads outside: nothing is written or deleted through it.
    fn link_above<'a>(&'a self, target: &'a Path) -> Option<&'a Path> {
        let is_link = |path: &&Path| path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
        self.folders_of(target).find(is_link)
    }

    fn replace(&self, target: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        let number = self.temporary.fetch_add(1, Ordering::Relaxed);
        let temporary = self.root.join(OWN_FOLDER).join(format!("new-{number}"));
        let written = File::create(&temporary).and_then(|mut file| file.write_all(bytes));
        let moved = written.and_then(|()| std::fs::rename(&temporary, target));
        moved.map_err(|error| {
            let _ = std::fs::remove_file(&temporary);
            failed("write", target, error)
        })
    }

    fn save_list<'a>(&self, paths: impl Iterator<Item = &'a String>) -> Result<(), OutputError> {
        let mut list = format!("{HEADER}\n");
        for path in paths {
            list.push_str(path);
            list.push('\n');
        }
        let file = self.root.join(OWN_FOLDER).join("files");
        if holds(&file, list.as_bytes()) { Ok(()) } else { self.replace(&file, list.as_bytes()) }
    }

    /// What a killed run left.
    fn sweep_temporary(&self) -> Result<(), OutputError> {
        let own = self.root.join(OWN_FOLDER);
        let entries = std::fs::read_dir(&own).map_err(|error| failed("read", &own, error))?;
        for entry in entries.flatten() {
            if entry.file_name().as_encoded_bytes().starts_with(b"new-") {
                std::fs::remove_file(entry.path()).map_err(|error| failed("remove", &entry.path(), error))?;
            }
        }
        Ok(())
    }
}

/// The files of earlier builds; `None` when there was none, or its list is no list any more.
fn read_list(own: &Path) -> Result<Option<BTreeSet<String>>, OutputError> {
    match std::fs::read_to_string(own.join("files")) {
        Ok(list) => Ok(Some(list.lines().filter(|line| is_inside(line)).map(str::to_owned).collect())),
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

/// Is there a file with just these bytes?
fn holds(file: &Path, bytes: &[u8]) -> bool {
    let same_length = file.symlink_metadata().is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64);
    same_length && File::open(file).is_ok_and(|held| reads_as(held, bytes).unwrap_or(false))
}

/// Compares piece by piece: the file may be large.
fn reads_as(mut file: File, mut bytes: &[u8]) -> io::Result<bool> {
    let mut piece = [0; 16 << 10];
    loop {
        let length = file.read(&mut piece)?;
        match bytes.split_at_checked(length) {
            _ if length == 0 => return Ok(bytes.is_empty()),
            Some((expected, rest)) if expected == &piece[..length] => bytes = rest,
            _ => return Ok(false),
        }
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
