//! Where captures come from: files and folders of scraped pages, as a stream of [`Capture`]s.
//!
//! In: the paths that the user named. Out: one capture at a time, or the reason why an input could not be read. Decides
//! nothing about what a page holds; touches the disk only to read.
//!
//! 1. `files` lists the inputs, sorted; 2. [`open()`] picks the reader for a file's format; 3. the reader yields captures:
//!    `page` one a file, a format with records or members (WARC, ZIP) as many as it holds. A new format is a new
//!    file with one function that returns [`Captures`], and a line in [`open()`].
//!
//! What was saved with a page lies `beside` it: [`FilesBeside`] finds it, and no address leads it out of the sources.

pub mod encoding;

mod beside;
mod files;
mod gzip;
mod media_type;
mod page;

pub use beside::{FilesBeside, read_beside};
pub use files::{Listed, list, list_in};
pub use media_type::declared as declared_media_type;
pub use page::Beside;

use crate::date::StatedDate;
use crate::diagnostic::Diagnostic;

/// Largest page that is read, decompressed: a larger one is no news page, or a decompression bomb.
pub const MAX_PAGE_BYTES: usize = 64 << 20;

/// What the bytes of a capture are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// A web page.
    Html,
    /// A plain-text dump of a web page.
    Text,
}

/// One page as it was scraped. The only thing that extraction knows of the world outside.
#[derive(Debug, Clone)]
pub struct Capture {
    /// The page's bytes, decompressed.
    pub bytes: Vec<u8>,
    /// What they are.
    pub media_type: MediaType,
    /// The charset that came beside the page (HTTP header, batch line), not the one inside it.
    pub charset: Option<String>,
    /// The page's address, when it came with the capture.
    pub url: Option<String>,
    /// When it was captured, when known.
    pub captured: Option<StatedDate>,
    /// Where it came from.
    pub origin: Origin,
    /// SHA-256 of `bytes`, lower-case hexadecimal.
    pub sha256: String,
}

impl Capture {
    /// A capture of which nothing is known but its bytes, what they are, and the file's name. Its digest is left out.
    pub fn bare(file: &str, bytes: impl Into<Vec<u8>>, media_type: MediaType) -> Self {
        Self {
            bytes: bytes.into(),
            media_type,
            charset: None,
            url: None,
            captured: None,
            origin: Origin { file: file.to_owned(), record: None },
            sha256: String::new(),
        }
    }
}

/// Where a capture came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file as the user would name it, `/` between parts.
    pub file: String,
    /// The record inside the file, where it holds several.
    pub record: Option<String>,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        match &self.record {
            Some(record) => write!(f, "#{record}"),
            None => Ok(()),
        }
    }
}

/// An input that could not be read, or a record of it.
#[derive(Debug, Clone)]
pub struct Unreadable {
    /// Which one.
    pub origin: Origin,
    /// Why.
    pub diagnostic: Diagnostic,
}

/// What a file holds, read one after another as it is asked for.
pub type Captures = Box<dyn Iterator<Item = Result<Capture, Unreadable>> + Send>;

/// Reads a listed input in its format.
pub fn open(listed: &Listed) -> Captures {
    open_with(listed, Beside::default())
}

/// As [`open()`], with what is known of the page from elsewhere.
pub fn open_with(listed: &Listed, beside: Beside) -> Captures {
    let origin = Origin { file: listed.name.clone(), record: None };
    let capture = match &listed.path {
        Ok(path) => page::read(path, &origin, beside),
        Err(diagnostic) => Err(diagnostic.clone()),
    };
    Box::new(std::iter::once(capture.map_err(|diagnostic| Unreadable { origin, diagnostic })))
}
