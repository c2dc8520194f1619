//! Reads the Markdown files of `content/`.
//!
//! In: a file. Out: its article, or a diagnostic that names the file. Writes nothing.

use crate::article::{Article, front_matter};
use crate::cache::Fingerprint;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use std::io::Read as _;
use std::path::Path;

/// Largest Markdown file that is read.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// Reads one file; gives the fingerprint of its text beside the article.
///
/// # Errors
/// When it cannot be read, is no UTF-8, or its front matter is wrong: the diagnostic names the line.
pub fn read(config: &Config, path: &Path) -> Result<(Article, Fingerprint), Box<Diagnostic>> {
    let file = config.display_path(path);
    let text = read_text(path).map_err(|diagnostic| diagnostic.in_file(&file))?;
    Ok((front_matter::read(&text, &file).map_err(Box::new)?, Fingerprint::of(text.as_bytes())))
}

/// Is there a file that cannot be read just now, whatever it may hold?
pub fn is_out_of_reach(path: &Path) -> bool {
    let read = std::fs::File::open(path).and_then(|mut file| file.read(&mut [0]));
    read.is_err_and(|error| error.kind() != std::io::ErrorKind::NotFound)
}

/// The text of a file in `content/`.
pub(super) fn read_text(path: &Path) -> Result<String, Diagnostic> {
    let unreadable = |error: std::io::Error| Diagnostic::error(format!("cannot be read: {error}"));
    // Room for most articles, so that they are read at once.
    let mut bytes = Vec::with_capacity(16 << 10);
    std::fs::File::open(path)
        .and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Diagnostic::error(format!("the file is larger than {} MiB", MAX_FILE_BYTES >> 20)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid =
            String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
        let line = valid.matches('\n').count() + 1;
        Diagnostic::error("the file is no UTF-8").at(line, None).hint("save it as UTF-8")
    })
}
