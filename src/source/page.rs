//! The format of one page a file: HTML or a text dump, plain or gzipped.
//!
//! In: a path. Out: one [`Capture`]. Decodes nothing.

use super::{Capture, MAX_PAGE_BYTES, MediaType, Origin, gzip, media_type};
use crate::date::StatedDate;
use crate::diagnostic::Diagnostic;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// What is known of a page from elsewhere than its bytes.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// Its media type.
    pub media_type: Option<MediaType>,
    /// Its charset.
    pub charset: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was captured.
    pub captured: Option<StatedDate>,
}

pub(super) fn read(path: &Path, origin: &Origin, beside: Beside) -> Result<Capture, Diagnostic> {
    let bytes = read_bytes(path).map_err(|diagnostic| diagnostic.in_file(&origin.file))?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Diagnostic::error("the file is empty").in_file(&origin.file));
    }
    if let Some(what) = media_type::foreign(&bytes) {
        return Err(Diagnostic::error(format!("this is {what}, no page"))
            .in_file(&origin.file)
            .hint("take it out of the sources"));
    }
    let media_type =
        beside.media_type.unwrap_or_else(|| media_type::sniff(media_type::by_name(path), &bytes));
    Ok(Capture {
        sha256: sha256(&bytes),
        bytes,
        media_type,
        charset: beside.charset,
        url: beside.url,
        captured: beside.captured,
        origin: origin.clone(),
    })
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |error: std::io::Error| Diagnostic::error(format!("cannot be read: {error}"));
    // Opening a named pipe would wait for ever.
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Diagnostic::error("this is no regular file").hint("name a file or a folder of files"));
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_PAGE_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() > MAX_PAGE_BYTES {
        return Err(gzip::too_large("is"));
    }
    gzip::unwrap(bytes)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
