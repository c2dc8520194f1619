//! What a page was made from, by fingerprints: when all of it is the same again, so are the page's bytes.

use crate::cache::{Fingerprint, Stamp};
use serde::{Deserialize, Serialize};

/// What a file of the archive was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MadeFrom {
    /// The archive as a whole: a feed, a sitemap.
    Archive,
    /// A view and the templates.
    View(Fingerprint),
    /// An article.
    Article {
        /// Its Markdown file.
        file: Fingerprint,
        /// What its page takes from the rest of the archive, answers to the questions among it, and the templates.
        around: Fingerprint,
        /// What its text asks of the archive.
        questions: Box<[Question]>,
    },
    /// Another file of the archive, by its bytes.
    Compressed(Fingerprint),
    /// A file that is part of the program.
    BuiltIn,
    /// A file of the user's, as it was when it was copied; without a stamp where it had been changed just before.
    Copy(Option<Stamp>),
    /// A kept image, drawn smaller; with its stamp as a copied file has one.
    Scaled(Option<Stamp>),
}

/// What a text asks of the archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Question {
    /// Which article was published at the address with this key?
    Address(Fingerprint),
    /// What stands at this path?
    Path(Box<str>),
}

/// What a page was made from when it was last written.
#[derive(Debug, Clone, Copy)]
pub struct Known<'k> {
    /// What it was made from.
    pub made_from: &'k MadeFrom,
    /// Are the archive and the edition the same since?
    pub same_archive: bool,
}
