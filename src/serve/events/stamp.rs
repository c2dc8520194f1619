//! A number for the state of folders: the same number, the same files with the same sizes and times.
//!
//! Looks at names, sizes and times; opens no file. Kept only while the program runs.

use std::collections::BTreeSet;
use std::fs::Metadata;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

/// The state of `places` and everything beneath, without `except`. Links are not followed.
pub(super) fn of(places: &BTreeSet<PathBuf>, except: &[PathBuf]) -> u64 {
    let mut sum = 0_u64;
    let mut folders: Vec<PathBuf> = Vec::new();
    for place in places {
        if let Ok(found) = place.metadata() {
            sum = sum.wrapping_add(one(place, &found));
            folders.extend(found.is_dir().then(|| place.clone()));
        }
    }
    while let Some(folder) = folders.pop() {
        // A folder that cannot be read, or went away meanwhile, counts as empty.
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if let Ok(found) = entry.metadata()
                && !except.contains(&path)
            {
                sum = sum.wrapping_add(one(&path, &found));
                folders.extend(found.is_dir().then_some(path));
            }
        }
    }
    sum
}

fn one(path: &Path, found: &Metadata) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    // A folder's time changes with every scratch file in it; what it holds is counted anyway.
    if !found.is_dir() {
        found.len().hash(&mut hasher);
        found.modified().ok().hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_difference_in_the_files_changes_the_stamp() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a/b/c.md");
        let outside = folder.path().join("public");
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        std::fs::create_dir(&outside).expect("a folder");
        std::fs::write(&file, "one").expect("a file");
        let places = BTreeSet::from([folder.path().to_owned(), folder.path().join("missing")]);
        let stamp = || of(&places, std::slice::from_ref(&outside));
        let before = stamp();
        std::fs::read(&file).expect("readable");
        std::fs::write(outside.join("x"), "x").expect("a file");
        assert_eq!(stamp(), before, "reading is no change, nor is what is left out");
        std::fs::write(&file, "longer").expect("a file");
        let after = stamp();
        assert_ne!(after, before);
        std::fs::rename(&file, file.with_file_name("d.md")).expect("renamed");
        assert_ne!(stamp(), after);
    }
}
