//! Writes the files of an archive into its folder.

use super::manifest::{self, ManifestReader, ManifestWriter, Record};
use super::{HEADER, OutputError, OutputFolder, UNFINISHED, failed};
use crate::cache::{Fingerprint, Stamp};
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// What writing a file came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The file is new, or its bytes changed.
    Changed,
    /// It held just these bytes.
    Unchanged,
}

/// An output folder that is being written to.
#[derive(Debug)]
pub struct Output<'p> {
    folder: OutputFolder,
    /// All files of the archive, sorted.
    planned: Vec<&'p str>,
    /// Files of earlier runs that are gone already, since a planned one needed their place.
    removed: Vec<String>,
    unfinished: AtomicU64,
    /// Folders that were found to be folders in this run; those that only hold one page's file are not kept.
    folders: Mutex<HashSet<PathBuf>>,
}

impl<'p> Output<'p> {
    /// See [`OutputFolder::begin`].
    pub(super) fn begin(folder: OutputFolder, planned: Vec<&'p str>) -> Result<Self, OutputError> {
        let mut output = Self {
            folder,
            planned,
            removed: Vec::new(),
            unfinished: AtomicU64::new(0),
            folders: Mutex::default(),
        };
        let stale = output.stale();
        let in_the_way: Vec<&String> = stale.iter().filter(|path| output.is_in_the_way(path)).collect();
        let gone = output.remove_all(&in_the_way)?;
        output.folder.before.retain(|path| gone.binary_search(path).is_err());
        output.removed = gone;
        let before = output.folder.before.iter().map(String::as_str);
        let new = without(output.planned.iter().copied(), before.clone());
        for path in &new {
            if output.folder.root.join(path).symlink_metadata().is_ok() {
                return Err(OutputError::Taken { path: (*path).to_owned() });
            }
        }
        // Before the first page is written, so that the next run knows its files even if this one is killed.
        let mut all: Vec<&str> = before.chain(new).collect();
        all.sort_unstable();
        output.save_list(&all)?;
        Ok(output)
    }

    /// Files of earlier runs that are not planned, sorted.
    fn stale(&self) -> Vec<String> {
        let before = self.folder.before.iter().map(String::as_str);
        without(before, self.planned.iter().copied()).into_iter().map(str::to_owned).collect()
    }

    /// Is the file where a planned one needs a folder, or in a folder where one needs a file?
    fn is_in_the_way(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        let after = self.planned.partition_point(|planned| **planned < *inside);
        let needs_folder = self.planned.get(after).is_some_and(|planned| planned.starts_with(&inside));
        needs_folder
            || path.match_indices('/').any(|(at, _)| self.planned.binary_search(&&path[..at]).is_ok())
    }

    /// What the last build left word of, if it was this program's.
    pub fn manifest<M: DeserializeOwned + Send>(&self) -> Option<ManifestReader<M>> {
        ManifestReader::open(&self.folder.own("manifest"))
    }

    /// Begins the word that this build leaves.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn begin_manifest(&self, archive: Fingerprint) -> Result<ManifestWriter, OutputError> {
        let path = self.folder.own("new-manifest");
        ManifestWriter::create(&path, archive).map_err(|error| failed("write", &path, error))
    }

    /// Is the file still what `record` says? Gives the stamp it has now. Its bytes are read when its stamp is another.
    pub fn still_holds(&self, record: &Record<impl Sized>) -> Option<Stamp> {
        let target = self.folder.root.join(&*record.path);
        let stamp = Stamp::of_no_link(&target).filter(|stamp| stamp.size() == record.stamp.size())?;
        if stamp == record.stamp {
            return Some(stamp);
        }
        let bytes = Fingerprint::of_reader(File::open(&target).ok()?).ok()?;
        (bytes == record.bytes).then_some(stamp)
    }

    /// Writes `bytes` to `path`, one of the planned paths, unless the file holds them already. Gives the file's stamp; `None`
    /// where files have none.
    ///
    /// # Errors
    /// When the disk fails or the path was not planned.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(Written, Option<Stamp>), OutputError> {
        if self.planned.binary_search(&path).is_err() {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "it was not planned");
            return Err(failed("write", Path::new(path), error));
        }
        let target = self.folder.root.join(path);
        let is_new = self.make_folder_of(&target)?;
        let written = if !is_new && holds(&target, bytes) {
            Written::Unchanged
        } else {
            self.replace(&target, bytes)?;
            Written::Changed
        };
        Ok((written, Stamp::of_no_link(&target)))
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
        match folder.symlink_metadata() {
            Ok(found) if found.is_symlink() => {
                let path = folder.strip_prefix(&self.folder.root).unwrap_or(folder).display().to_string();
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

    /// Removes the files of earlier runs that are not planned any more, and the folders that this leaves empty, and leaves
    /// word for the next build: `manifest`, and `settled` (what everything was made from, and the number of articles) when
    /// there was nothing to complain of. Gives the removed paths, sorted.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(
        self,
        manifest: ManifestWriter,
        settled: Option<(Fingerprint, usize)>,
    ) -> Result<Vec<String>, OutputError> {
        let mut removed = self.removed.clone();
        removed.extend(self.remove_all(&self.stale().iter().collect::<Vec<_>>())?);
        removed.sort();
        self.save_list(&self.planned)?;
        self.save_manifest(manifest, settled)?;
        Ok(removed)
    }

    fn save_manifest(
        &self,
        manifest: ManifestWriter,
        settled: Option<(Fingerprint, usize)>,
    ) -> Result<(), OutputError> {
        let (own, new) = (self.folder.own("manifest"), self.folder.own("new-manifest"));
        let saved = manifest.finish().and_then(|stamps| std::fs::rename(&new, &own).map(|()| stamps));
        let (recorded, stamps) = saved.map_err(|error| failed("write", &own, error))?;
        let (own, new) = (self.folder.own("settled"), self.folder.own("new-settled"));
        let saved = match settled.filter(|_| recorded == self.planned.len()) {
            Some((inputs, articles)) => manifest::write_settled(&new, &(inputs, stamps, articles))
                .and_then(|()| std::fs::rename(&new, &own)),
            None => std::fs::remove_file(&own),
        };
        match saved {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("write", &own, error)),
            _ => Ok(()),
        }
    }

    /// Removes files of earlier runs; gives those that were there, sorted.
    fn remove_all(&self, paths: &[&String]) -> Result<Vec<String>, OutputError> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        // The file may have come back under another case: `a.png` removed, `A.png` planned, one file on some disks.
        let folded: HashSet<String> = paths.iter().map(|path| path.to_ascii_lowercase()).collect();
        let planned = self.planned.iter().map(|path| path.to_ascii_lowercase());
        let kept: HashSet<String> = planned.filter(|path| folded.contains(path)).collect();
        let mut removed = Vec::new();
        for path in paths.iter().filter(|path| !kept.contains(&path.to_ascii_lowercase())) {
            if self.remove(path)? {
                removed.push((*path).clone());
            }
        }
        removed.sort();
        Ok(removed)
    }

    fn remove(&self, path: &str) -> Result<bool, OutputError> {
        let target = self.folder.root.join(path);
        if self.link_above(&target).is_some() {
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
        target.ancestors().skip(1).take_while(|folder| *folder != self.folder.root)
    }

    /// A link that someone put in a folder's place. It leads outside: nothing is written or deleted through it.
    fn link_above<'a>(&'a self, target: &'a Path) -> Option<&'a Path> {
        let is_link = |path: &&Path| path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
        self.folders_of(target).find(is_link)
    }

    fn replace(&self, target: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        let number = self.unfinished.fetch_add(1, Ordering::Relaxed);
        let temporary = self.folder.own(&format!("{UNFINISHED}{number}"));
        let written = File::create(&temporary).and_then(|mut file| file.write_all(bytes));
        let moved = written.and_then(|()| std::fs::rename(&temporary, target));
        moved.map_err(|error| {
            let _ = std::fs::remove_file(&temporary);
            failed("write", target, error)
        })
    }

    fn save_list(&self, paths: &[&str]) -> Result<(), OutputError> {
        let mut list = format!("{HEADER}\n");
        for path in paths {
            list.push_str(path);
            list.push('\n');
        }
        let file = self.folder.own("files");
        if holds(&file, list.as_bytes()) { Ok(()) } else { self.replace(&file, list.as_bytes()) }
    }
}

/// The paths of `some` that are not among `others`, both sorted.
fn without<'a>(some: impl Iterator<Item = &'a str>, others: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut others = others.peekable();
    let is_other = |path: &&str| {
        while others.next_if(|other| other < path).is_some() {}
        others.peek() != Some(path)
    };
    some.filter(is_other).collect()
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
