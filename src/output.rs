//! The output folder: writes a file only if its bytes changed, atomically, and removes what is stale.
//!
//! Warraq keeps a list of the files it wrote in `.warraq/files`, written before the first of them, and removes or replaces
//! only those: a folder that holds anything else at the start is refused, and files that someone adds later are left alone.
//! One build at a time: a second one is refused. Knows no pages; leaves nothing half-written when it is killed.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

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
    temporary: AtomicU64,
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
        let output =
            Self { root: root.to_owned(), before, planned, temporary: AtomicU64::new(0), _lock: lock };
        output.sweep_temporary()?;
        for path in output.planned.difference(&output.before) {
            if output.root.join(path).symlink_metadata().is_ok() {
                return Err(OutputError::Taken { path: path.clone() });
            }
        }
        // Before the first page is written, so that the next run knows its files even if this one is killed.
        output.save_list(output.before.union(&output.planned))?;
        Ok(output)
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
        if holds(&target, bytes) {
            return Ok(Written::Unchanged);
        }
        if let Some(link) = self.link_above(&target) {
            let path = link.strip_prefix(&self.root).unwrap_or(link).display().to_string();
            return Err(OutputError::Taken { path });
        }
        self.replace(&target, bytes)?;
        Ok(Written::Changed)
    }

    /// Removes the files of earlier runs that are not planned any more, and the folders that this leaves empty. Gives the
    /// removed paths, sorted.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(self) -> Result<Vec<String>, OutputError> {
        let mut removed = Vec::new();
        for path in self.before.difference(&self.planned) {
            if self.remove(path)? {
                removed.push(path.clone());
            }
        }
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
        let moved = written.and_then(|()| match std::fs::rename(&temporary, target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                target.parent().map_or(Ok(()), std::fs::create_dir_all)?;
                std::fs::rename(&temporary, target)
            }
            other => other,
        });
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
mod tests {
    use super::*;

    fn build(root: &Path, files: &[(&str, &str)]) -> Result<(Vec<Written>, Vec<String>), OutputError> {
        let output = Output::open(root, files.iter().map(|(path, _)| *path))?;
        let written: Result<Vec<_>, _> =
            files.iter().map(|(path, text)| output.write(path, text.as_bytes())).collect();
        Ok((written?, output.finish()?))
    }

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a temporary folder can be made")
    }

    #[test]
    fn writes_what_changed_and_removes_what_is_gone() {
        let dir = folder();
        let root = dir.path().join("public");
        let first = build(&root, &[("a/index.html", "1"), ("b/c/index.html", "2"), ("d.txt", "3")]);
        assert_eq!(first.expect("it builds"), (vec![Written::Changed; 3], vec![]));
        let second = build(&root, &[("a/index.html", "1"), ("d.txt", "4")]).expect("it builds");
        assert_eq!(second, (vec![Written::Unchanged, Written::Changed], vec!["b/c/index.html".to_owned()]));
        assert!(!root.join("b").exists());
        assert_eq!(std::fs::read_to_string(root.join("d.txt")).ok().as_deref(), Some("4"));
        let own = std::fs::read_dir(root.join(".warraq")).expect("it is there").flatten();
        let names: BTreeSet<_> = own.map(|entry| entry.file_name()).collect();
        assert_eq!(names, BTreeSet::from(["files".into(), "lock".into()]), "nothing temporary is left");
    }

    #[test]
    fn a_large_file_is_compared_to_its_end() {
        let dir = folder();
        let mut text = "x".repeat(100_000);
        build(dir.path(), &[("a.bin", &text)]).expect("it builds");
        assert_eq!(build(dir.path(), &[("a.bin", &text)]).expect("it builds").0, [Written::Unchanged]);
        text.replace_range(99_999.., "y");
        assert_eq!(build(dir.path(), &[("a.bin", &text)]).expect("it builds").0, [Written::Changed]);
    }

    #[test]
    fn a_folder_with_foreign_files_is_refused_untouched() {
        let dir = folder();
        std::fs::write(dir.path().join("thesis.doc"), "x").expect("it is written");
        let refused = build(dir.path(), &[("index.html", "1")]);
        assert!(matches!(&refused, Err(OutputError::Foreign { example, .. }) if example == "thesis.doc"));
        assert!(!dir.path().join("index.html").exists() && !dir.path().join(".warraq").exists());
    }

    #[test]
    fn files_added_later_stay_and_are_never_replaced() {
        let dir = folder();
        std::fs::create_dir(dir.path().join(".git")).expect("it is made");
        build(dir.path(), &[("x/index.html", "1")]).expect("it builds");
        std::fs::write(dir.path().join("x/CNAME"), "mine").expect("it is written");
        build(dir.path(), &[("index.html", "2")]).expect("it builds");
        assert!(dir.path().join("x/CNAME").exists() && !dir.path().join("x/index.html").exists());
        let taken = build(dir.path(), &[("x/CNAME", "theirs")]);
        assert!(matches!(taken, Err(OutputError::Taken { .. })));
        assert_eq!(std::fs::read_to_string(dir.path().join("x/CNAME")).ok().as_deref(), Some("mine"));
    }

    #[test]
    fn a_list_that_is_none_makes_the_folder_foreign() {
        let dir = folder();
        build(dir.path(), &[("index.html", "1")]).expect("it builds");
        std::fs::write(dir.path().join(".warraq/files"), b"\xFF\xFE").expect("it is written");
        assert!(matches!(build(dir.path(), &[("index.html", "1")]), Err(OutputError::Foreign { .. })));
    }

    #[test]
    fn an_edited_list_deletes_nothing_outside() {
        let dir = folder();
        let root = dir.path().join("public");
        build(&root, &[("index.html", "1")]).expect("it builds");
        let precious = dir.path().join("precious");
        std::fs::write(&precious, "x").expect("it is written");
        let list = format!("{HEADER}\nindex.html\n../precious\n{}\n", precious.display());
        std::fs::write(root.join(".warraq/files"), list).expect("it is written");
        build(&root, &[("other.html", "1")]).expect("it builds");
        assert!(precious.exists() && !root.join("index.html").exists());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_or_deleted_through_a_link() {
        let dir = folder();
        let (root, outside) = (dir.path().join("public"), dir.path().join("outside"));
        build(&root, &[("a/index.html", "1"), ("b.html", "1")]).expect("it builds");
        std::fs::rename(root.join("a"), &outside).expect("it is moved");
        std::os::unix::fs::symlink(&outside, root.join("a")).expect("it is linked");
        build(&root, &[("b.html", "1")]).expect("it builds");
        assert!(outside.join("index.html").exists());
        std::fs::remove_file(outside.join("index.html")).expect("it is removed");
        let through = build(&root, &[("a/index.html", "2"), ("b.html", "1")]);
        assert!(matches!(&through, Err(OutputError::Taken { path }) if path == "a"), "{through:?}");
        assert!(!outside.join("index.html").exists());
    }

    #[test]
    fn a_second_build_waits_its_turn() {
        let dir = folder();
        let first = Output::open(dir.path(), ["a.html"].into_iter()).expect("it opens");
        let second = build(dir.path(), &[("b.html", "2")]);
        assert!(matches!(second, Err(OutputError::Busy { .. })));
        first.write("a.html", b"1").expect("it is written");
        drop(first);
        build(dir.path(), &[("b.html", "2")]).expect("it builds");
    }

    #[test]
    fn a_killed_run_is_taken_up_again() {
        let dir = folder();
        let output = Output::open(dir.path(), ["a.html", "b.html"].into_iter()).expect("it opens");
        output.write("a.html", b"1").expect("it is written");
        std::fs::write(dir.path().join(".warraq/new-7"), "half").expect("it is written");
        drop(output);
        let (_, removed) = build(dir.path(), &[("b.html", "2")]).expect("it builds");
        assert_eq!(removed, ["a.html"]);
        assert!(!dir.path().join(".warraq/new-7").exists());
    }
}
