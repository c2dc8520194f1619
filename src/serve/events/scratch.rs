//! Editors' and tools' own files: written beside the file that is edited, never part of an archive.

use std::path::{Component, Path};

/// Folders that tools keep to themselves.
const FOLDERS: [&str; 6] = [".git", ".hg", ".jj", ".svn", ".warraq", "node_modules"];

/// How the names of scratch files begin: Emacs locks, LibreOffice locks, temporary files of ours and of GNOME, NFS leftovers.
const BEGINNINGS: [&str; 5] = [".#", ".~lock.", ".tmp", ".goutputstream-", ".nfs"];

/// How they end: backups, Vim's swap files, Kate's, JetBrains', unfinished downloads.
const ENDINGS: [&str; 11] = [
    "~",
    ".swp",
    ".swo",
    ".swx",
    ".swpx",
    ".kate-swp",
    "___jb_tmp___",
    "___jb_old___",
    ".crdownload",
    ".part",
    ".tmp",
];

/// Whole names: Vim's test whether it may write, and what file managers leave behind.
const NAMES: [&str; 4] = ["4913", ".DS_Store", "Thumbs.db", "desktop.ini"];

/// Is the file, named from the watched folder down, a scratch file?
pub(super) fn is_scratch(path: &Path) -> bool {
    let hidden = path.components().any(|part| match part {
        Component::Normal(part) => FOLDERS.iter().any(|folder| part == *folder),
        _ => false,
    });
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    hidden
        || NAMES.contains(&&*name)
        || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scratch_files_are_told_from_the_archives_own() {
        for scratch in [
            ".a.md.swp",
            "2017/.a.md.swx",
            "4913",
            "a.md~",
            "#a.md#",
            ".#a.md",
            "a.md___jb_tmp___",
            ".tmpQ1w2E3",
            ".git/index",
            "page.html.crdownload",
            ".goutputstream-ABC",
            ".~lock.a.html#",
        ] {
            assert!(is_scratch(Path::new(scratch)), "{scratch}");
        }
        for own in [
            "a.md",
            "2017/04/27/خبر.md",
            "",
            "#",
            ".htaccess",
            ".well-known/x",
            "49130.html",
            "departure.html",
        ] {
            assert!(!is_scratch(Path::new(own)), "{own}");
        }
    }
}
