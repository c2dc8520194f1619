//! Writes the files of an archive into its folder.

use super::removing::{clashes, without};
use super::{Access, HEADER, OutputError, OutputFolder, failed};
use crate::cache::Stamp;
use rayon::prelude::*;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// What writing a file came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The file was not there.
    New,
    /// Its bytes changed.
    Changed,
    /// It held just these bytes.
    Unchanged,
}

/// An output folder that is being written to.
#[derive(Debug)]
pub struct Output<'p> {
    pub(super) folder: OutputFolder,
    /// All files of the archive, sorted.
    pub(super) planned: Vec<&'p str>,
    /// Those that this run writes, sorted, where that is not all of them.
    share: Option<Vec<&'p str>>,
    /// Files of earlier runs that are not planned, sorted.
    pub(super) stale: Vec<String>,
    /// Files of earlier runs that are gone already, since a planned one needed their place.
    pub(super) removed: Vec<String>,
    /// Files that were begun.
    written: AtomicU64,
    /// Folders that were found to be folders in this run; those that only hold one page's file are not kept.
    folders: Mutex<HashSet<PathBuf>>,
}

impl<'p> Output<'p> {
    /// See [`OutputFolder::begin`].
    pub(super) fn begin(
        folder: OutputFolder,
        planned: Vec<&'p str>,
        share: Option<Vec<&'p str>>,
    ) -> Result<Self, OutputError> {
        let mut output = Self {
            folder,
            planned,
            share,
            stale: Vec::new(),
            removed: Vec::new(),
            written: AtomicU64::new(0),
            folders: Mutex::default(),
        };
        // Shares that begin at one time each add to what the others have listed.
        let listing = output.folder.lock_list()?;
        let mut before = std::mem::take(&mut output.folder.before);
        let new = without(output.made().iter().copied(), before.iter().map(String::as_str));
        output.stale = without(before.iter().map(String::as_str), output.planned.iter().copied())
            .into_iter()
            .map(str::to_owned)
            .collect();
        let in_the_way = output.in_the_way(&new);
        // Not ours any more, even if something stands there yet.
        let stays = |path: &String| in_the_way.binary_search(path).is_err();
        output.stale.retain(stays);
        if output.only_looks() {
            output.refuse_taken(&new, &in_the_way)?;
            output.removed = in_the_way.into_iter().filter(|path| output.would_go(path)).collect();
            return Ok(output);
        }
        output.removed = output.remove_all(&in_the_way)?;
        before.retain(stays);
        output.refuse_taken(&new, &[])?;
        // Before the first page is written, so that the next run knows its files even if this one is killed.
        let mut all: Vec<&str> = before.iter().map(String::as_str).chain(new).collect();
        all.sort_unstable();
        output.save_list(&all)?;
        drop(listing);
        Ok(output)
    }

    /// The files that this run writes, sorted.
    fn made(&self) -> &[&'p str] {
        self.share.as_deref().unwrap_or(&self.planned)
    }

    /// None of the files `new`, which no earlier run wrote, may be there, but where `in_the_way` gives way.
    fn refuse_taken(&self, new: &[&str], in_the_way: &[String]) -> Result<(), OutputError> {
        let is_there = |path: &str| self.folder.root.join(path).symlink_metadata().is_ok();
        let gives_way = |path: &str| {
            let folded = path.to_lowercase();
            clashes(path, in_the_way) || in_the_way.iter().any(|other| other.to_lowercase() == folded)
        };
        let is_taken = |path: &&&str| is_there(path) && !gives_way(path);
        match new.par_iter().find_first(is_taken) {
            Some(taken) => Err(OutputError::Taken { path: (*taken).to_owned() }),
            None => Ok(()),
        }
    }

    /// Writes `bytes` to `path`, one of the planned paths, unless the file holds them already. Gives the file's stamp; `None`
    /// where files have none.
    ///
    /// # Errors
    /// When the disk fails or the path was not planned.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(Written, Option<Stamp>), OutputError> {
        if self.made().binary_search(&path).is_err() {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "it was not planned");
            return Err(failed("write", Path::new(path), error));
        }
        let target = self.folder.root.join(path);
        let look = self.only_looks();
        let is_new = !look && self.make_folder_of(&target)?;
        // Taken first: a file that someone changes in between is not taken for ours.
        let stamp = if is_new { None } else { Stamp::of_no_link(&target) };
        if stamp.is_some_and(|stamp| stamp.size() == bytes.len() as u64) && holds(&target, bytes) {
            return Ok((Written::Unchanged, stamp));
        }
        let written = if is_new { Written::New } else { self.would_be(path) };
        if !look {
            self.replace(&target, bytes)?;
        }
        Ok((written, Stamp::of_no_link(&target)))
    }

    /// Is nothing written in this run?
    pub fn only_looks(&self) -> bool {
        self.folder.access == Access::Look
    }

    /// What writing other bytes than it holds to `path` would come to.
    pub fn would_be(&self, path: &str) -> Written {
        // A folder there gives way first.
        let is_there = self.folder.root.join(path).symlink_metadata().is_ok_and(|found| !found.is_dir());
        if is_there { Written::Changed } else { Written::New }
    }

    /// The bytes of a file that was written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, OutputError> {
        let target = self.folder.root.join(path);
        std::fs::read(&target).map_err(|error| failed("read", &target, error))
    }

    /// Makes the folder that `target` is to lie in; says whether it was not there. A link in a folder's place is refused: it
    /// leads outside.
    fn make_folder_of(&self, target: &Path) -> Result<bool, OutputError> {
        let Some(folder) = target.parent().filter(|folder| *folder != self.folder.root) else {
            return Ok(false);
        };
        let known = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if known().contains(folder) {
            return Ok(false);
        }
        if let Some(above) =
            folder.parent().filter(|above| *above != self.folder.root && !known().contains(*above))
        {
            self.make_folder_of(folder)?;
            known().insert(above.to_owned());
        }
        match std::fs::create_dir(folder) {
            Ok(()) => return Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed("make", folder, error)),
        }
        match folder.symlink_metadata() {
            Ok(found) if found.is_symlink() => {
                let path = folder.strip_prefix(&self.folder.root).unwrap_or(folder).display().to_string();
                Err(OutputError::Taken { path })
            }
            Ok(_) => Ok(false),
            Err(error) => Err(failed("read", folder, error)),
        }
    }

    fn replace(&self, target: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let temporary = self.folder.own(&self.unfinished(&number.to_string()));
        let written = File::create(&temporary).and_then(|mut file| file.write_all(bytes));
        let moved = written.and_then(|()| std::fs::rename(&temporary, target));
        moved.map_err(|error| {
            let _ = std::fs::remove_file(&temporary);
            failed("write", target, error)
        })
    }

    pub(super) fn save_list(&self, paths: &[&str]) -> Result<(), OutputError> {
        let mut list = format!("{HEADER}\n");
        for path in paths {
            list.push_str(path);
            list.push('\n');
        }
        let file = self.folder.own("files");
        if holds(&file, list.as_bytes()) { Ok(()) } else { self.replace(&file, list.as_bytes()) }
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
