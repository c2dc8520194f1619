//! `content/`: articles as Markdown files, `content/YYYY/MM/DD/<slug>.md`.
//!
//! Writes what the converter found and reads it back for the builder. Never overwrites a file that was edited by hand,
//! never lets two captures of one story overwrite each other, and writes nothing when nothing changed.

mod fates;
mod images;
mod index;
mod known;
mod list;
mod place;
mod read;
mod seen;
mod write;

pub use fates::{Fates, fates_stamp, keep_fates, published_fates};
pub use images::{ImageBytes, NewImage, image_stamp, read_image};
pub use known::{Known, Recall, remember};
pub use list::{Listing, list, list_at};
pub use read::{is_out_of_reach, read};
pub use seen::{Found, Seen};
pub use write::{Kept, Store, StoreError};

use serde::Serialize;

/// What became of one input. Every input ends with exactly one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fate", rename_all = "kebab-case")]
pub enum Fate {
    /// A new file was written, or an existing one brought up to date.
    Written {
        /// The Markdown file.
        file: String,
    },
    /// The file already says just this.
    Unchanged {
        /// The Markdown file.
        file: String,
    },
    /// The same page was already converted from another capture.
    DuplicateOf {
        /// The other capture's input.
        of: String,
        /// The Markdown file both lead to.
        file: String,
    },
    /// The page is no article.
    NotAnArticle {
        /// Why.
        reason: String,
    },
    /// The input could not be read.
    Unreadable {
        /// Why.
        reason: String,
    },
    /// The Markdown file was edited by hand since it was written, and was left alone.
    KeptBecauseEdited {
        /// The Markdown file.
        file: String,
    },
}

impl Fate {
    /// Its name, as in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Written { .. } => "written",
            Self::Unchanged { .. } => "unchanged",
            Self::DuplicateOf { .. } => "duplicate-of",
            Self::NotAnArticle { .. } => "not-an-article",
            Self::Unreadable { .. } => "unreadable",
            Self::KeptBecauseEdited { .. } => "kept-because-edited",
        }
    }

    /// The names of all fates, in the order in which they are counted and shown.
    pub const NAMES: [&'static str; 6] =
        ["written", "unchanged", "duplicate-of", "kept-because-edited", "not-an-article", "unreadable"];
}

#[cfg(test)]
mod tests;
