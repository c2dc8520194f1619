//! Everything that an archive is made from, as it lies on the disk: names and stamps, no bytes of any article.

use crate::cache::{Fingerprint, Fingerprinter, Stamp};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::render::templates::files::{self, Origin};
use crate::store;
use rayon::prelude::*;

/// The files of an archive.
#[derive(Debug)]
pub(super) struct Inputs {
    /// Content files below the content folder, sorted.
    pub(super) content: Vec<String>,
    /// Their stamps; none where a file changed just now, or is gone.
    pub(super) stamps: Vec<Option<Stamp>>,
    /// Files that are copied as they are.
    pub(super) assets: Vec<String>,
    /// Content that could not be listed.
    pub(super) content_problems: Vec<Diagnostic>,
    /// Files to copy that could not be listed.
    pub(super) asset_problems: Vec<Diagnostic>,
}

impl Inputs {
    /// Lists them all.
    pub(super) fn find(config: &Config) -> Self {
        let listing = store::list(config);
        let stamp = |name: &String| Stamp::at_rest(&config.content.join(name));
        let stamps = listing.files.par_iter().map(stamp).collect();
        let (assets, asset_problems) = files::list(config);
        Self { content: listing.files, stamps, assets, content_problems: listing.diagnostics, asset_problems }
    }

    /// The place of a content file in the list.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.content.binary_search_by(|known| known.as_str().cmp(name)).ok()
    }

    /// Of all that decides what the archive looks like; `None` when that is not certain: a file changed just now, or something
    /// could not be listed.
    pub(super) fn fingerprint(&self, config: &Config) -> Option<Fingerprint> {
        if !self.content_problems.is_empty() || !self.asset_problems.is_empty() {
            return None;
        }
        let mut all = Fingerprinter::default();
        all.bytes(format!("{config:?}").as_bytes());
        all.value(&files::fingerprint_below(&config.templates)?);
        for (name, stamp) in self.content.iter().zip(&self.stamps) {
            all.bytes(name.as_bytes());
            all.bytes(&(*stamp)?.to_bytes());
        }
        for name in &self.assets {
            all.bytes(name.as_bytes());
            if let Origin::Own(stamp) = files::origin(config, name) {
                all.bytes(&stamp?.to_bytes());
            }
        }
        Some(all.finish())
    }
}
