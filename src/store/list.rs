//! Finds the Markdown files of `content/`, and the images that are kept for them.
//!
//! In: the folder. Out: the names of its files in a stable order, and diagnostics of what could not be listed. Opens no file. The
//! upper folders are walked side by side.

use crate::article::kept::KeptImage;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use rayon::prelude::*;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Folders at this depth and above are walked side by side: years and months.
const SIDE_BY_SIDE: usize = 2;

/// The Markdown files of a content folder.
#[derive(Debug, Default)]
pub struct Listing {
    /// Names below the content folder, `/` between parts, sorted.
    pub files: Vec<String>,
    /// Images that are kept, sorted. Other files in their folder are no images of ours.
    pub images: Vec<KeptImage>,
    /// Is there no content folder, or can it not be read?
    pub missing: bool,
    /// Can a folder in it not be read?
    pub incomplete: bool,
    /// What could not be listed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lists the articles' files below `config.content`: every `.md` but hidden files, editors' own, and `_index.md`. Empty when the
/// folder is not there.
pub fn list(config: &Config) -> Listing {
    if !config.content.exists() {
        return Listing { missing: true, ..Listing::default() };
    }
    let output = config.output_in_content();
    let mut listing = walk(config, &config.content, 0, output.as_deref());
    listing.files.par_sort_unstable();
    listing.images.par_sort_unstable();
    listing.diagnostics.sort_by(|a, b| a.file.cmp(&b.file));
    listing
}

/// Lists what [`list`] would find at `path`, a file or a folder in the content folder or around it.
pub fn list_at(config: &Config, path: &Path) -> Listing {
    let Ok(inside) = path.strip_prefix(&config.content) else {
        return if config.content.starts_with(path) { list(config) } else { Listing::default() };
    };
    let is_hidden = inside.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
    let entry = WalkDir::new(path).follow_links(true).max_depth(0).into_iter().find_map(Result::ok);
    let Some(entry) = entry.filter(|_| !is_hidden) else { return Listing::default() };
    let output = config.output_in_content();
    if output.as_ref().is_some_and(|output| path.starts_with(output)) {
        return Listing::default();
    }
    let mut listing = Listing::default();
    if entry.file_type().is_dir() {
        listing = walk(config, path, inside.iter().count(), output.as_deref());
        listing.images.par_sort_unstable();
    } else {
        listing.add(config, &entry);
    }
    listing
}

/// What lies below `folder`, which is so many folders below the content folder, but in the folder `except`: what builds wrote.
fn walk(config: &Config, folder: &Path, depth: usize, except: Option<&Path>) -> Listing {
    let upper = depth < SIDE_BY_SIDE;
    let walk = WalkDir::new(folder).follow_links(true).min_depth(1);
    let walk = if upper { walk.max_depth(1) } else { walk };
    let is_shown = |entry: &DirEntry| !entry.file_name().as_encoded_bytes().starts_with(b".");
    let (mut listing, mut folders) = (Listing::default(), Vec::new());
    let mut entries = walk.into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if !is_shown(&entry) || Some(entry.path()) == except => {
                if entry.file_type().is_dir() && !upper {
                    entries.skip_current_dir();
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {
                if entry.path_is_symlink() && leads_back(config, entry.path()) {
                    listing.diagnostics.push(no_way_back(config, entry.path()));
                    if !upper {
                        entries.skip_current_dir();
                    }
                } else if upper {
                    folders.push(entry.into_path());
                }
            }
            Ok(entry) => listing.add(config, &entry),
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                if error.loop_ancestor().is_some() {
                    listing.diagnostics.push(no_way_back(config, path));
                    continue;
                }
                listing.missing |= path == config.content;
                listing.incomplete |= !is_dangling(path);
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                let diagnostic = Diagnostic::error(format!("cannot be read: {why}"));
                listing.diagnostics.push(diagnostic.in_file(config.display_path(path)));
            }
        }
    }
    let below: Vec<Listing> =
        folders.par_iter().map(|folder: &PathBuf| self::walk(config, folder, depth + 1, except)).collect();
    for below in below {
        listing.files.extend(below.files);
        listing.images.extend(below.images);
        listing.incomplete |= below.incomplete;
        listing.diagnostics.extend(below.diagnostics);
    }
    listing
}

/// Is this a link to what is not there? It is wrong, and nothing is hidden behind it.
fn is_dangling(path: &Path) -> bool {
    path.is_symlink() && matches!(path.try_exists(), Ok(false))
}

/// Does the link lead to a folder that it lies in? A walk that began below that folder would not notice.
fn leads_back(config: &Config, link: &Path) -> bool {
    let Ok(target) = link.canonicalize() else { return false };
    let above = link.ancestors().skip(1).take_while(|above| above.starts_with(&config.content));
    above.into_iter().any(|above| above.canonicalize().is_ok_and(|above| above == target))
}

fn no_way_back(config: &Config, link: &Path) -> Diagnostic {
    let message = "a symbolic link back to a folder above it, not followed";
    Diagnostic::warning(message).in_file(config.display_path(link))
}

impl Listing {
    fn add(&mut self, config: &Config, entry: &DirEntry) {
        if !entry.file_type().is_file() {
            return;
        }
        if !is_article(entry.path()) {
            self.images.extend(kept_image(config, entry.path()));
            return;
        }
        let named = entry.path().strip_prefix(&config.content).unwrap_or(entry.path());
        if let Some(name) = named.to_str() {
            self.files.push(if MAIN_SEPARATOR == '/' {
                name.to_owned()
            } else {
                name.replace(MAIN_SEPARATOR, "/")
            });
        } else {
            let diagnostic = Diagnostic::error("the file's name, or its folder's, is no UTF-8");
            let file = config.display_path(entry.path());
            self.diagnostics.push(diagnostic.in_file(file).hint("give it another name"));
        }
    }
}

/// The kept image at a path, if its name is one.
fn kept_image(config: &Config, path: &Path) -> Option<KeptImage> {
    let name = path.strip_prefix(&config.content).ok()?.to_str()?;
    if MAIN_SEPARATOR == '/' { name.parse().ok() } else { name.replace(MAIN_SEPARATOR, "/").parse().ok() }
}

/// Is this the name of an article's file? Editors leave `#x.md#`, `x.md~`, `.x.md.swp` beside theirs.
pub(super) fn is_article(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return false };
    let ours = !name.starts_with(['.', '#', '~']) && name != "_index.md";
    ours && name.len() > ".md".len() && name.ends_with(".md")
}
