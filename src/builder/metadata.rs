//! The first pass: every article's metadata, from what earlier builds read where the file is the same, and from the file itself
//! otherwise.

use super::inputs::Inputs;
use crate::archive::Meta;
use crate::cache::{Fingerprint, Stamp};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Listener};
use crate::store::{self, ContentFile, Known};
use rayon::prelude::*;

/// When more than one file in so many had to be read, what was found is kept for the next build. Few are as quickly read again.
const WORTH_KEEPING: usize = 64;

/// What the first pass found.
#[derive(Debug)]
pub(super) struct Metadata {
    /// What each file holds, or what is wrong with it, in the order of the inputs.
    files: Vec<Result<Found, Diagnostic>>,
    /// Content that could not be listed.
    unlisted: Vec<Diagnostic>,
}

/// One file.
#[derive(Debug)]
struct Found {
    stamp: Option<Stamp>,
    text: Fingerprint,
    meta: Box<Meta>,
    /// It was read just now.
    fresh: bool,
}

impl Metadata {
    /// Reads what must be read.
    pub(super) fn read(config: &Config, inputs: &Inputs, listener: &dyn Listener) -> Self {
        listener.stage("reading", u64::try_from(inputs.content.len()).ok());
        let known = store::recall::<Box<Meta>>(config, &inputs.content, |meta| &meta.file);
        let files = inputs.content.par_iter().zip(known);
        let find = |(file, known): (&ContentFile, Option<Known<Box<Meta>>>)| {
            listener.advance(1);
            match known.filter(|known| Some(known.stamp) == file.stamp) {
                Some(known) => {
                    Ok(Found { stamp: file.stamp, text: known.text, meta: known.value, fresh: false })
                }
                None => read(config, file),
            }
        };
        Self { files: files.map(find).collect(), unlisted: inputs.content_problems.clone() }
    }

    /// Keeps what was read for the next build, if it is worth it.
    pub(super) fn keep(&self, config: &Config) {
        let fresh = self.files.iter().filter(|file| !matches!(file, Ok(Found { fresh: false, .. })));
        if fresh.count() * WORTH_KEEPING <= self.files.len() {
            return;
        }
        let known =
            self.files.iter().flatten().filter_map(|found| {
                Some(Known { stamp: found.stamp?, text: found.text, value: &found.meta })
            });
        store::remember(config, &known.collect::<Vec<_>>());
    }

    /// The metadata of the files that hold an article and the fingerprints of their texts, in the order of their names; and what is
    /// wrong with the others.
    #[expect(clippy::vec_box, reason = "they go through several hands, and are large")]
    pub(super) fn into_parts(self) -> (Vec<Box<Meta>>, Vec<Fingerprint>, Vec<Diagnostic>) {
        let (mut metas, mut texts, mut diagnostics) = (Vec::new(), Vec::new(), self.unlisted);
        for file in self.files {
            match file {
                Ok(found) => {
                    metas.push(found.meta);
                    texts.push(found.text);
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        (metas, texts, diagnostics)
    }
}

fn read(config: &Config, file: &ContentFile) -> Result<Found, Diagnostic> {
    let ContentFile { name, stamp } = file;
    let (article, text) = store::read(config, &config.content.join(name))?;
    Ok(Found { stamp: *stamp, text, meta: Box::new(Meta::of(&article, name.to_owned())), fresh: true })
}
