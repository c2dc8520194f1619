//! Leaves word of what a build wrote, finds what earlier ones left, and ends a build.

use super::manifest::{self, ManifestReader, ManifestWriter, Record};
use super::{Access, Output, OutputError, SHARE, UNFINISHED, failed};
use crate::cache::{Fingerprint, Stamp, of_this_program};
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::ErrorKind::NotFound;

impl Output<'_> {
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
    pub(super) fn unfinished(&self, name: &str) -> String {
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

    /// Leaves word for the next build: `manifest`, and `settled` (what everything was made from, and the number of articles)
    /// when there was nothing to complain of. Removes the files of earlier runs that are not planned any more, and the folders
    /// that this leaves empty, but for those that it `keeps`. Gives the removed paths, sorted, and how many were kept.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(
        &self,
        manifest: ManifestWriter,
        settled: Option<(Fingerprint, usize)>,
        keeps: impl Fn(&str) -> bool,
    ) -> Result<(Vec<String>, usize), OutputError> {
        let (kept, stale): (Vec<String>, Vec<String>) =
            self.stale.iter().cloned().partition(|path| keeps(path));
        let mut removed = self.removed.clone();
        if self.only_looks() {
            removed.extend(stale.into_iter().filter(|path| self.would_go(path)));
            removed.sort();
            return Ok((removed, kept.len()));
        }
        if let Access::Beside(share) = &self.folder.access {
            self.save_manifest(manifest, &format!("{SHARE}{share}"))?;
            return Ok((removed, 0));
        }
        removed.extend(self.remove_all(&stale)?);
        removed.sort();
        let mut all: Vec<&str> =
            self.planned.iter().copied().chain(kept.iter().map(String::as_str)).collect();
        all.sort_unstable();
        self.save_list(&all)?;
        let (recorded, stamps) = self.save_manifest(manifest, "manifest")?;
        for share in self.folder.shares() {
            std::fs::remove_file(&share).map_err(|error| failed("remove", &share, error))?;
        }
        let settled = settled.filter(|_| recorded == self.planned.len() && kept.is_empty());
        self.save_settled(settled.map(|(inputs, articles)| (inputs, stamps, articles)))?;
        Ok((removed, kept.len()))
    }

    /// Ends a build that failed: what it was to write and did not is not Warraq's.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn abandon(self) -> Result<(), OutputError> {
        if self.folder.access != Access::Alone {
            return Ok(());
        }
        let is_there = |path: &&str| self.folder.root.join(path).symlink_metadata().is_ok();
        let listed = self.planned.par_iter().copied().chain(self.stale.par_iter().map(String::as_str));
        let mut all: Vec<&str> = listed.filter(is_there).collect();
        all.sort_unstable();
        self.save_list(&all)
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
}
