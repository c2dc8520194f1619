//! Which paths of a plan are taken. Paths are compared folded to lower case, as many file systems do.

use super::{Output, Page};
use crate::diagnostic::Diagnostic;
use std::collections::HashSet;

/// A plan in the making: which paths are taken, folded to lower case, and which folders they need.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) outputs: Vec<Output>,
    files: HashSet<String>,
    folders: HashSet<String>,
    /// The user's files, folded to lower case: no page takes their paths.
    pub(super) assets: HashSet<String>,
    pub(super) warnings: Vec<Diagnostic>,
}

impl Draft {
    /// A page whose address is fixed: a file of the user's at its path stands in for it.
    pub(super) fn fixed(&mut self, path: &str, page: Page) {
        self.claim(path, page);
    }

    /// Takes `path` for a page unless another page or a file of the user's has it. Pages lie in folders of their own or end
    /// in `.html`, which no folder does: none ever lies below another.
    pub(super) fn claim(&mut self, path: &str, page: Page) -> bool {
        let key = path.to_lowercase();
        let free = !self.assets.contains(&key) && !self.files.contains(&key);
        if free {
            self.take(path, key, page);
        }
        free
    }

    /// Places a file of the user's unless its name is that of a folder or of a file already placed.
    pub(super) fn asset(&mut self, path: &str, number: u32) {
        let key = path.to_lowercase();
        let below_file = parents(&key).any(|parent| self.files.contains(parent));
        if below_file || self.files.contains(&key) || self.folders.contains(&key) {
            let message =
                "this file was left out: its name is another's, or a folder's, where case does not count";
            self.warnings.push(Diagnostic::warning(message).in_file(path).hint("give it another name"));
        } else {
            self.take(path, key, Page::Asset(number));
        }
    }

    fn take(&mut self, path: &str, key: String, page: Page) {
        for parent in parents(&key) {
            if !self.folders.contains(parent) {
                self.folders.insert(parent.to_owned());
            }
        }
        self.files.insert(key);
        self.outputs.push(Output { path: path.into(), page });
    }
}

fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
