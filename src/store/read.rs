//! Finds and reads the Markdown files of `content/`.
//!
//! In: the folder. Out: paths in a stable order, articles, or diagnostics that name the file. Writes nothing.

use crate::article::{Article, front_matter};
use crate::cache::Fingerprint;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use std::io::Read as _;
use std::path::Path;

/// Largest Markdown file that is read.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// The Markdown files of a content folder.
#[derive(Debug, Default)]
pub struct Listing {
    /// Names below the folder, `/` between parts, sorted.
    pub files: Vec<String>,
    /// What could not be listed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lists the articles' files below `config.content`: every `.md` but hidden files, editors' own, and `_index.md`. Empty when the
/// folder is not there.
pub fn list(config: &Config) -> Listing {
    let mut listing = Listing::default();
    if !config.content.exists() {
        return listing;
    }
    let enter = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    for entry in walkdir::WalkDir::new(&config.content).follow_links(true).into_iter().filter_entry(enter) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_article(entry.path()) => {
                let named = entry.path().strip_prefix(&config.content).unwrap_or(entry.path());
                if let Some(name) = named.to_str() {
                    listing.files.push(name_of(name));
                } else {
                    let diagnostic = Diagnostic::error("the file's name, or its folder's, is no UTF-8");
                    let file = config.display_path(entry.path());
                    listing.diagnostics.push(diagnostic.in_file(file).hint("give it another name"));
                }
            }
            Ok(_) => {}
            Err(error) => {
                let file = config.display_path(error.path().unwrap_or(&config.content));
                listing.diagnostics.push(match error.loop_ancestor() {
                    Some(_) => Diagnostic::warning("a symbolic link back to a folder above it, not followed")
                        .in_file(file),
                    None => Diagnostic::error(format!("cannot be read: {error}")).in_file(file),
                });
            }
        }
    }
    listing.files.sort_unstable();
    listing.diagnostics.sort_by(|a, b| a.file.cmp(&b.file));
    listing
}

/// A path below the content folder with `/` between its parts.
fn name_of(path: &str) -> String {
    if std::path::MAIN_SEPARATOR == '/' {
        path.to_owned()
    } else {
        path.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Is this the name of an article's file? Editors leave `#x.md#`, `x.md~`, `.x.md.swp` beside theirs.
pub(super) fn is_article(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return false };
    let ours = !name.starts_with(['.', '#', '~']) && name != "_index.md";
    ours && name.len() > ".md".len() && name.ends_with(".md")
}

/// Reads one file; gives the fingerprint of its text beside the article.
///
/// # Errors
/// When it cannot be read, is no UTF-8, or its front matter is wrong: the diagnostic names the line.
pub fn read(config: &Config, path: &Path) -> Result<(Article, Fingerprint), Diagnostic> {
    let file = config.display_path(path);
    let text = read_text(path).map_err(|diagnostic| diagnostic.in_file(&file))?;
    Ok((front_matter::read(&text, &file)?, Fingerprint::of(text.as_bytes())))
}

/// The text of a file in `content/`.
pub(super) fn read_text(path: &Path) -> Result<String, Diagnostic> {
    let unreadable = |error: std::io::Error| Diagnostic::error(format!("cannot be read: {error}"));
    let mut bytes = Vec::new();
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
