//! Everything that an archive is made from, as it lies on the disk: names and stamps, no bytes of any article.

use crate::cache::{Fingerprint, Fingerprinter};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::render::templates::files::{self, Origin};
use crate::store::{self, ContentFile};

/// The files of an archive.
#[derive(Debug)]
pub(super) struct Inputs {
    /// Content files, sorted.
    pub(super) content: Vec<ContentFile>,
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
        let (assets, asset_problems) = files::list(config);
        Self { content: listing.files, assets, content_problems: listing.diagnostics, asset_problems }
    }

    /// Of all that decides what the archive looks like; `None` when that is not certain: a file changed just now, or something
    /// could not be listed.
    pub(super) fn fingerprint(&self, config: &Config) -> Option<Fingerprint> {
        if !self.content_problems.is_empty() || !self.asset_problems.is_empty() {
            return None;
        }
        let mut all = Fingerprinter::default();
        all.bytes(format!("{config:?}").as_bytes());
        all.fingerprint(files::fingerprint_below(&config.templates)?);
        for file in &self.content {
            all.bytes(file.name.as_bytes());
            all.bytes(&file.stamp?.to_bytes());
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
