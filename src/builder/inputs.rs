//! Everything that an archive is made from, as it lies on the disk: names and stamps, no bytes of any article.

use crate::article::kept::KeptImage;
use crate::cache::{Fingerprint, Fingerprinter, Stamp};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::render::templates::files::{self, Origin};
use crate::store;
use rayon::prelude::*;

/// The files of an archive.
#[derive(Debug)]
pub(super) struct Inputs {
    /// The articles' files.
    pub(super) content: ContentFiles,
    /// Is there no content folder, or can it not be read?
    pub(super) content_missing: bool,
    /// Files that are copied as they are.
    pub(super) assets: Vec<String>,
    /// Images that are kept, sorted.
    pub(super) images: Vec<KeptImage>,
    /// Of the names and stamps of all these; none when one changed just now.
    files: Option<Fingerprint>,
    /// Files to copy that could not be listed.
    pub(super) asset_problems: Vec<Diagnostic>,
}

/// The Markdown files of an archive.
#[derive(Debug)]
pub(super) struct ContentFiles {
    /// Their names, sorted.
    pub(super) names: Vec<String>,
    /// Their stamps; none where a file changed just now, or is gone.
    pub(super) stamps: Vec<Option<Stamp>>,
    /// Can a folder not be read?
    pub(super) incomplete: bool,
    /// Content that could not be listed.
    pub(super) problems: Vec<Diagnostic>,
}

impl Inputs {
    /// Lists them all.
    pub(super) fn find(config: &Config) -> Self {
        let listing = store::list(config);
        let (assets, asset_problems) = files::list(config);
        let stamp = |name: &String| Stamp::at_rest(&config.content.join(name));
        let stamps: Vec<Option<Stamp>> = listing.files.par_iter().map(stamp).collect();
        Self {
            files: of_files(config, listing.files.iter().zip(&stamps), &assets, &listing.images),
            content: ContentFiles {
                names: listing.files,
                stamps,
                incomplete: listing.incomplete,
                problems: listing.diagnostics,
            },
            content_missing: listing.missing,
            assets,
            images: listing.images,
            asset_problems,
        }
    }

    /// Of all that decides what the archive looks like; `None` when that is not certain: a file changed just now, or something
    /// could not be listed. `own`: of the user's templates and words.
    pub(super) fn fingerprint(&self, config: &Config, own: Fingerprint) -> Option<Fingerprint> {
        if !self.content.problems.is_empty() || !self.asset_problems.is_empty() {
            return None;
        }
        let mut all = Fingerprinter::default();
        all.value(&config.shown());
        all.value(&store::fates_stamp(config)?.map(|stamp| stamp.to_bytes()));
        all.fingerprint(own);
        all.fingerprint(self.files?);
        Some(all.finish())
    }
}

/// Of the names and stamps of all files; `None` when one changed just now.
fn of_files<'a>(
    config: &Config,
    content: impl Iterator<Item = (&'a String, &'a Option<Stamp>)>,
    assets: &[String],
    images: &[KeptImage],
) -> Option<Fingerprint> {
    let mut all = Fingerprinter::default();
    for (name, stamp) in content {
        all.bytes(name.as_bytes());
        all.bytes(&(*stamp)?.to_bytes());
    }
    for name in assets {
        all.bytes(name.as_bytes());
        if let Origin::Own(stamp) = files::origin(config, name) {
            all.bytes(&stamp?.to_bytes());
        }
    }
    // Names say what images hold, and someone may have put other bytes there.
    let stamps: Vec<Option<Stamp>> =
        images.par_iter().map(|image| store::image_stamp(config, image)).collect();
    for (image, stamp) in images.iter().zip(stamps) {
        all.value(image);
        all.bytes(&stamp?.to_bytes());
    }
    Some(all.finish())
}
