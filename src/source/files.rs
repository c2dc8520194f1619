//! Lists the inputs: files, folders and globs become one sorted list of files, each once.
//!
//! In: paths as typed. Out: [`Listed`] files; whatever could not be listed stands in the list with its reason. Follows
//! symbolic links and survives their loops. Opens no file.

use super::media_type;
use crate::diagnostic::Diagnostic;
use globset::GlobBuilder;
use percent_encoding::{CONTROLS, percent_encode};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// One input file.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its name for people and for provenance: relative to the archive's folder, `/` between parts, bytes that are no
    /// UTF-8 and control characters as `%FF`.
    pub name: String,
    /// Where it is, or why it could not be listed.
    pub path: Result<PathBuf, Diagnostic>,
    /// The folder that was looked through when it was found; none for one that the user named itself.
    pub within: Option<PathBuf>,
}

impl Listed {
    /// A file that the user named, which need not have a page's extension.
    pub fn file(root: &Path, path: &Path) -> Self {
        Self { name: name(root, path), path: Ok(path.to_owned()), within: None }
    }
}

/// Suffixes of the folder that a browser saves beside a page, for its images and frames.
const COMPANIONS: [&str; 2] = ["_files", ".files"];

/// Lists `inputs`, relative to the working folder, leaving out what lies in the folders `skip` unless an input is inside one.
/// Sorted by name.
pub fn list(root: &Path, inputs: &[PathBuf], skip: &[&Path]) -> Vec<Listed> {
    let skip: Vec<PathBuf> = skip.iter().map(|path| absolute(path)).collect();
    let mut found = BTreeMap::new();
    for input in inputs {
        let mut add = |listed: Listed| {
            found.entry(listed.name.clone()).or_insert(listed);
        };
        match std::fs::metadata(input) {
            Ok(metadata) if metadata.is_dir() => walk(root, input, &skip, &|_| true, &mut add),
            Ok(_) => add(Listed::file(root, input)),
            Err(_) if is_glob(input) => glob(root, input, &skip, &mut add),
            Err(error) => add(failed(root, input, format!("cannot be read: {error}"))),
        }
    }
    found.into_values().collect()
}

/// As [`list`], for paths and globs relative to `root`, as `site.toml` holds them.
pub fn list_in(root: &Path, sources: &[String], skip: &[&Path]) -> Vec<Listed> {
    let inputs: Vec<PathBuf> = sources.iter().map(|source| root.join(source)).collect();
    list(root, &inputs, skip)
}

/// Every page below `folder` that `wanted` lets through.
fn walk(
    root: &Path,
    folder: &Path,
    skip: &[PathBuf],
    wanted: &dyn Fn(&Path) -> bool,
    add: &mut dyn FnMut(Listed),
) {
    let inside = absolute(folder);
    let skip: Vec<&PathBuf> = skip.iter().filter(|path| !inside.starts_with(path)).collect();
    let enter = |entry: &walkdir::DirEntry| {
        entry.depth() == 0
            || !(is_hidden(entry.path())
                || entry.file_type().is_dir()
                    && (skip.contains(&&absolute(entry.path())) || is_companion(entry.path())))
    };
    for entry in walkdir::WalkDir::new(folder).follow_links(true).into_iter().filter_entry(enter) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() || media_type::by_name(entry.path()).is_none() => {}
            Ok(entry) if !wanted(entry.path()) => {}
            Ok(entry) => {
                add(Listed { within: Some(folder.to_owned()), ..Listed::file(root, entry.path()) });
            }
            // A link to nothing that would be no page either.
            Err(error) if error.depth() > 0 && is_dangling(&error) => {}
            Err(error) => {
                let at = error.path().unwrap_or(folder).to_owned();
                let message = match error.loop_ancestor() {
                    Some(ancestor) => {
                        format!("a symbolic link back to {}, not followed", name(root, ancestor))
                    }
                    None => format!(
                        "cannot be read: {}",
                        error.io_error().map_or_else(String::new, ToString::to_string)
                    ),
                };
                let diagnostic = match error.loop_ancestor() {
                    Some(_) => Diagnostic::warning(message),
                    None => Diagnostic::error(message),
                };
                add(failed_with(name(root, &at), diagnostic));
            }
        }
    }
}

/// Is this about a link that leads nowhere, under a name that is not a page's? What vanished meanwhile looks the same.
fn is_dangling(error: &walkdir::Error) -> bool {
    let gone = error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    gone && error.path().is_some_and(|path| media_type::by_name(path).is_none())
}

/// Every page that a glob matches: `*` within a folder's name, `**` across folders.
fn glob(root: &Path, pattern: &Path, skip: &[PathBuf], add: &mut dyn FnMut(Listed)) {
    let is_plain = |part: &Component<'_>| !is_glob(Path::new(part.as_os_str()));
    let base: PathBuf = pattern.components().take_while(is_plain).collect();
    let rest: PathBuf = pattern.components().skip_while(is_plain).collect();
    let matcher = rest.to_str().ok_or_else(|| "the pattern is no UTF-8".to_owned()).and_then(|text| {
        GlobBuilder::new(text).literal_separator(true).build().map_err(|error| error.to_string())
    });
    let matcher = match matcher {
        Ok(glob) => glob.compile_matcher(),
        Err(message) => return add(failed(root, pattern, message)),
    };
    let base = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
    let mut matched = false;
    walk(
        root,
        &base,
        skip,
        &|path| matcher.is_match(path.strip_prefix(&base).unwrap_or(path)),
        &mut |listed| {
            matched = true;
            add(listed);
        },
    );
    if !matched {
        add(failed(root, pattern, "no page matches this pattern".to_owned()));
    }
}

fn failed(root: &Path, path: &Path, message: String) -> Listed {
    let name = name(root, path);
    failed_with(name, Diagnostic::error(message).hint("check the path"))
}

fn failed_with(name: String, diagnostic: Diagnostic) -> Listed {
    Listed { path: Err(diagnostic.in_file(&name)), name, within: None }
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Is this the folder of images and frames that a browser saved beside a page?
fn is_companion(folder: &Path) -> bool {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
    let Some(stem) = COMPANIONS.iter().find_map(|suffix| name.strip_suffix(suffix)) else { return false };
    ["html", "htm", "xhtml"]
        .iter()
        .any(|extension| folder.with_file_name(format!("{stem}.{extension}")).is_file())
}

/// `path` with the working folder before it and without `.` and `..`, as far as that can be told from its text.
fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut clean = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                clean.pop();
            }
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    clean
}

/// The name of `path` seen from the folder `root`: the same however it was typed.
fn name(root: &Path, path: &Path) -> String {
    let (root, path) = (absolute(root), absolute(path));
    let shared = root.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    // Nothing in common but the root: a path through it would be longer, not clearer.
    if !root.components().take(shared).any(|part| matches!(part, Component::Normal(_))) {
        return spell(&path);
    }
    let mut relative: PathBuf = root.components().skip(shared).map(|_| Component::ParentDir).collect();
    relative.extend(path.components().skip(shared));
    spell(&relative)
}

fn spell(path: &Path) -> String {
    let part = |part: Component<'_>| {
        let mut text = String::new();
        for chunk in part.as_os_str().as_encoded_bytes().utf8_chunks() {
            for c in chunk.valid().chars() {
                if c.is_control() {
                    text.extend(percent_encode(c.encode_utf8(&mut [0; 4]).as_bytes(), CONTROLS));
                } else {
                    text.push(c);
                }
            }
            text.extend(percent_encode(chunk.invalid(), CONTROLS));
        }
        text
    };
    let parts: Vec<String> = path.components().map(part).collect();
    parts.join("/").replace("//", "/")
}
