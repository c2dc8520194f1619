//! Removes files of earlier builds: those that stand in the way before anything is written, the other stale ones at the end.
//! Nothing that Warraq did not write, and nothing through a link.

use super::{Output, OutputError, failed};
use std::collections::HashSet;
use std::io::ErrorKind::{InvalidFilename, IsADirectory, NotADirectory, NotFound};
use std::path::Path;

impl Output<'_> {
    /// Those of the stale files that stand in the way of what is planned: a file where a folder will be, the other way round,
    /// and files of which a `new` one differs in case alone, which are one and the same on some disks. Sorted.
    pub(super) fn in_the_way(&self, new: &[&str]) -> Vec<String> {
        if self.stale.is_empty() {
            return Vec::new();
        }
        let folded: HashSet<String> = self.stale.iter().map(|path| path.to_lowercase()).collect();
        let twins: HashSet<String> =
            new.iter().map(|path| path.to_lowercase()).filter(|path| folded.contains(path)).collect();
        let is_one = |path: &&String| clashes(path, &self.planned) || twins.contains(&path.to_lowercase());
        self.stale.iter().filter(is_one).cloned().collect()
    }

    /// Removes files of earlier runs; gives those that were there, in the same order.
    pub(super) fn remove_all(&self, paths: &[String]) -> Result<Vec<String>, OutputError> {
        let mut removed = Vec::new();
        for path in paths {
            if self.remove(path)? {
                removed.push(path.clone());
            }
        }
        Ok(removed)
    }

    /// Would removing the file find one?
    pub(super) fn would_go(&self, path: &str) -> bool {
        let target = self.folder.root.join(path);
        self.link_above(&target).is_none() && target.symlink_metadata().is_ok_and(|found| !found.is_dir())
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
}

/// Is one of the sorted `paths` below `path`, or `path` below one of them?
pub(super) fn clashes(path: &str, paths: &[impl AsRef<str>]) -> bool {
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
