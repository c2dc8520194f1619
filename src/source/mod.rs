//! Where captures come from: files and folders of scraped pages, as a stream of [`Capture`]s.
//!
//! In: the paths that the user named. Out: one capture at a time, or a diagnostic for what could not be read. Decides
//! nothing about what a page holds; touches the disk only to read.

pub mod encoding;

use crate::date::StatedDate;

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

/// Where a capture came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file as the user would name it, `/` between parts.
    pub file: String,
    /// The record inside the file, where it holds several.
    pub record: Option<String>,
}
