//! Which paths of a plan are taken. Paths are compared folded to lower case, as many file systems do.

use super::{Output, Page};
use crate::cache::Fingerprint;
use crate::diagnostic::Diagnostic;
use rustc_hash::FxHashSet;

/// A plan in the making: which paths are taken, folded to lower case, and which folders they need.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) outputs: Vec<Output>,
    files: FxHashSet<Fingerprint>,
    /// Folders that have the names of files of the user's.
    folders: FxHashSet<String>,
    /// The user's files, folded to lower case: no page takes their paths.
    pub(super) assets: FxHashSet<String>,
    pub(super) warnings: Vec<Diagnostic>,
}

impl Draft {
    /// A page whose address is fixed: a file of the user's at its path stands in for it.
    pub(super) fn fixed(&mut self, path: &str, page: Page) {
        self.claim(path, page);
    }

    /// Takes `path` for a page unless another page or a file of the user's has it. No folder of
    /// a page has a dot in its name, and every page's file has: none ever lies below another.
    pub(super) fn claim(&mut self, path: &str, page: Page) -> bool {
        self.claim_wanted(Wanted::new(path.to_owned()), page)
    }

    /// As [`Self::claim`].
    pub(super) fn claim_wanted(&mut self, wanted: Wanted, page: Page) -> bool {
        let is_asset = !self.assets.is_empty() && self.assets.contains(wanted.key());
        let free = !is_asset && !self.files.contains(&wanted.fingerprint);
        if free {
            self.take(wanted, page);
        }
        free
    }

    /// Places a file of the user's unless its name is that of a folder or of a file already placed.
    pub(super) fn asset(&mut self, path: &str, number: u32) {
        let wanted = Wanted::new(path.to_owned());
        let below_file = parents(wanted.key()).any(|parent| self.files.contains(&fingerprint(parent)));
        if below_file || self.files.contains(&wanted.fingerprint) || self.folders.contains(wanted.key()) {
            let message =
                "this file was left out: its name is another's, or a folder's, where case does not count";
            self.warnings.push(Diagnostic::warning(message).in_file(path).hint("give it another name"));
        } else {
            self.take(wanted, Page::Asset(number));
        }
    }

    fn take(&mut self, wanted: Wanted, page: Page) {
        for parent in parents(wanted.key()) {
            if self.assets.contains(parent) && !self.folders.contains(parent) {
                self.folders.insert(parent.to_owned());
            }
        }
        self.files.insert(wanted.fingerprint);
        self.outputs.push(Output { path: wanted.path, page });
    }
}

/// A path that a page would have.
pub(super) struct Wanted {
    path: Box<str>,
    /// The path folded to lower case, where that is another.
    folded: Option<String>,
    /// Of that.
    fingerprint: Fingerprint,
}

impl Wanted {
    pub(super) fn new(path: String) -> Self {
        let changes = |c: char| match c {
            '\0'..='\u{7F}' => c.is_ascii_uppercase(),
            // Arabic has no case.
            '\u{600}'..='\u{6FF}' => false,
            _ => !c.to_lowercase().eq([c]),
        };
        let folded = path.contains(changes).then(|| path.to_lowercase());
        let fingerprint = fingerprint(folded.as_deref().unwrap_or(&path));
        Self { path: path.into(), folded, fingerprint }
    }

    /// The path folded to lower case.
    fn key(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.path)
    }
}

fn fingerprint(key: &str) -> Fingerprint {
    Fingerprint::of(key.as_bytes())
}

pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
