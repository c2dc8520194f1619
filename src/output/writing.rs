//! Writes the files of an archive into its folder.

use super::manifest::{self, ManifestReader, ManifestWriter, Record};
use super::{Access, HEADER, OutputError, OutputFolder, SHARE, UNFINISHED, failed};
use crate::cache::{Fingerprint, Stamp, of_this_program};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::ErrorKind::{InvalidFilename, IsADirectory, NotADirectory, NotFound};
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
    folder: OutputFolder,
    /// All files of the archive, sorted.
    planned: Vec<&'p str>,
    /// Files of earlier runs that are gone already, since a planned one needed their place.
    removed: Vec<String>,
    /// Files that were begun.
    written: AtomicU64,
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
            written: AtomicU64::new(0),
            folders: Mutex::default(),
        };
        if output.only_looks() {
            output.refuse_taken()?;
            return Ok(output);
        }
        // Shares that begin at one time each add to what the others have listed.
        let listing = output.folder.lock_list()?;
        let stale = output.stale();
        let in_the_way: Vec<&String> = stale.iter().filter(|path| clashes(path, &output.planned)).collect();
        let gone = output.remove_all(&in_the_way)?;
        output.folder.before.retain(|path| gone.binary_search(path).is_err());
        output.removed = gone;
        let new = output.refuse_taken()?;
        let before = output.folder.before.iter().map(String::as_str);
        // Before the first page is written, so that the next run knows its files even if this one is killed.
        let mut all: Vec<&str> = before.chain(new).collect();
        all.sort_unstable();
        output.save_list(&all)?;
        drop(listing);
        Ok(output)
    }

    /// The planned files that no earlier run wrote, sorted, of which none may be there.
    fn refuse_taken(&self) -> Result<Vec<&'p str>, OutputError> {
        let before = self.folder.before.iter().map(String::as_str);
        let new = without(self.planned.iter().copied(), before);
        let is_there = |path: &str| self.folder.root.join(path).symlink_metadata().is_ok();
        // A build removes old files that stand in the way.
        let gives_way = |path: &str| self.only_looks() && clashes(path, &self.folder.before);
        match new.iter().find(|path| is_there(path) && !gives_way(path)) {
            Some(taken) => Err(OutputError::Taken { path: (*taken).to_owned() }),
            None => Ok(new),
        }
    }

    /// Files of earlier runs that are not planned, sorted.
    fn stale(&self) -> Vec<String> {
        let before = self.folder.before.iter().map(String::as_str);
        without(before, self.planned.iter().copied()).into_iter().map(str::to_owned).collect()
    }

    /// What earlier builds and shares left word of, as far as they were this program's. `archive`: of what is built now.
    pub fn manifest<M: DeserializeOwned + Send>(&self, archive: Fingerprint) -> ManifestReader<M> {
        let mut files = self.folder.shares();
        files.push(self.folder.own("manifest"));
        ManifestReader::open(&files, archive)
    }

    /// Begins the word that this build leaves.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn begin_manifest(&self, archive: Fingerprint) -> Result<ManifestWriter, OutputError> {
        // A program that cannot be told from others leaves no word.
        if self.only_looks() || of_this_program().is_none() {
            return Ok(ManifestWriter::none());
        }
        let path = self.folder.own(&self.unfinished("manifest"));
        ManifestWriter::create(&path, archive).map_err(|error| failed("write", &path, error))
    }

    /// Adds to what this build leaves word of.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn record<M: Serialize + Sync>(
        &self,
        manifest: &mut ManifestWriter,
        records: &[Record<M>],
    ) -> Result<(), OutputError> {
        let path = self.folder.own(&self.unfinished("manifest"));
        manifest.add(records).map_err(|error| failed("write", &path, error))
    }

    /// The name of an unfinished file of this run.
    fn unfinished(&self, name: &str) -> String {
        match &self.folder.access {
            Access::Beside(share) => format!("{UNFINISHED}{share}-{name}"),
            Access::Alone | Access::Look => format!("{UNFINISHED}{name}"),
        }
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

    /// Removes the files of earlier runs that are not planned any more, and the folders that this leaves empty, and leaves
    /// word for the next build: `manifest`, and `settled` (what everything was made from, and the number of articles) when
    /// there was nothing to complain of. Gives the removed paths, sorted.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(
        &self,
        manifest: ManifestWriter,
        settled: Option<(Fingerprint, usize)>,
    ) -> Result<Vec<String>, OutputError> {
        if self.only_looks() {
            let is_there = |path: &String| Stamp::of_no_link(&self.folder.root.join(path)).is_some();
            return Ok(self.stale().into_iter().filter(is_there).collect());
        }
        let mut removed = self.removed.clone();
        if let Access::Beside(share) = &self.folder.access {
            self.save_manifest(manifest, &format!("{SHARE}{share}"))?;
            return Ok(removed);
        }
        removed.extend(self.remove_all(&self.stale().iter().collect::<Vec<_>>())?);
        removed.sort();
        self.save_list(&self.planned)?;
        let (recorded, stamps) = self.save_manifest(manifest, "manifest")?;
        for share in self.folder.shares() {
            std::fs::remove_file(&share).map_err(|error| failed("remove", &share, error))?;
        }
        let settled = settled.filter(|_| recorded == self.planned.len());
        self.save_settled(settled.map(|(inputs, articles)| (inputs, stamps, articles)))?;
        Ok(removed)
    }

    /// Gives how many files were recorded, and the fingerprint of their stamps.
    fn save_manifest(
        &self,
        manifest: ManifestWriter,
        name: &str,
    ) -> Result<(usize, Fingerprint), OutputError> {
        let (own, new) = (self.folder.own(name), self.folder.own(&self.unfinished("manifest")));
        if manifest.is_none() {
            return Ok((0, Fingerprint::default()));
        }
        let saved = manifest.finish().and_then(|stamps| std::fs::rename(&new, &own).map(|()| stamps));
        saved.map_err(|error| failed("write", &own, error))
    }

    fn save_settled(&self, settled: Option<(Fingerprint, Fingerprint, usize)>) -> Result<(), OutputError> {
        let (own, new) = (self.folder.own("settled"), self.folder.own("new-settled"));
        let saved = match settled {
            Some(word) => manifest::write_settled(&new, &word).and_then(|()| std::fs::rename(&new, &own)),
            None => std::fs::remove_file(&own),
        };
        match saved {
            Err(error) if error.kind() != NotFound => Err(failed("write", &own, error)),
            _ => Ok(()),
        }
    }

    /// Removes files of earlier runs; gives those that were there, sorted.
    fn remove_all(&self, paths: &[&String]) -> Result<Vec<String>, OutputError> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        // The file may have come back under another case: `a.png` removed, `A.png` planned, one file on some disks.
        let folded: HashSet<String> = paths.iter().map(|path| path.to_lowercase()).collect();
        let planned = self.planned.iter().map(|path| (path.to_lowercase(), *path));
        let twins: HashMap<String, &str> = planned.filter(|(key, _)| folded.contains(key)).collect();
        let stamp = |path: &str| Stamp::of_no_link(&self.folder.root.join(path));
        let is_planned = |path: &str| {
            let twin = twins.get(&path.to_lowercase());
            twin.is_some_and(|twin| stamp(path).is_some() && stamp(path) == stamp(twin))
        };
        let mut removed = Vec::new();
        for path in paths {
            if !is_planned(path) && self.remove(path)? {
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
        let removed = match target.symlink_metadata() {
            // Someone has put a folder there, or a file in its folder's place; or it never was, with such a name.
            Ok(found) if found.is_dir() => false,
            Err(error) if matches!(error.kind(), NotFound | NotADirectory | InvalidFilename) => false,
            _ => match std::fs::remove_file(&target) {
                Ok(()) => true,
                Err(error) if matches!(error.kind(), NotFound | IsADirectory) => false,
                Err(error) => return Err(failed("remove", &target, error)),
            },
        };
        // Fails, as it should, at the first folder that still holds something; at one that is gone there may be more above.
        let emptied = |folder: &Path| match std::fs::remove_dir(folder) {
            Err(error) if error.kind() != NotFound => Err(error),
            _ => Ok(()),
        };
        let _ = self.folders_of(&target).try_for_each(emptied);
        Ok(removed)
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
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let temporary = self.folder.own(&self.unfinished(&number.to_string()));
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

/// Is one of the sorted `paths` below `path`, or `path` below one of them?
fn clashes(path: &str, paths: &[impl AsRef<str>]) -> bool {
    let inside = format!("{path}/");
    let after = paths.partition_point(|other| other.as_ref() < inside.as_str());
    let holds = |above: &str| paths.binary_search_by(|other| other.as_ref().cmp(above)).is_ok();
    paths.get(after).is_some_and(|other| other.as_ref().starts_with(&inside))
        || path.match_indices('/').any(|(at, _)| holds(&path[..at]))
}

/// The paths of `some` that are not among `others`, both sorted.
pub(super) fn without<'a, 'b>(
    some: impl Iterator<Item = &'a str>,
    others: impl Iterator<Item = &'b str>,
) -> Vec<&'a str> {
    let mut others = others.peekable();
    let is_other = |path: &&'a str| {
        while others.next_if(|other| *other < *path).is_some() {}
        others.peek().is_none_or(|other| *other != *path)
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
