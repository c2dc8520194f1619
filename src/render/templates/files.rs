//! Files that are copied as they are: the built-in style sheet, script and fonts, and the user's `static/`, which replaces
//! them by name. Also walks the user's folders for the templates.

use crate::cache::Stamp;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use rust_embed::Embed;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Embed)]
#[folder = "static/"]
struct BuiltIn;

/// Folders deeper than this are not looked into.
const DEEPEST: usize = 16;

/// Hidden files that web servers and hosts look for; all others are editors' and systems' own.
const HIDDEN_BUT_MEANT: [&str; 3] = [".well-known", ".nojekyll", ".htaccess"];

/// Paths of all files to copy, relative to the output folder, sorted; with what could not be listed.
pub fn list(config: &Config) -> (Vec<String>, Vec<Diagnostic>) {
    let (own, problems) = names_in(&config.assets);
    let told = problems
        .into_iter()
        .map(|(path, message)| Diagnostic::error(message).in_file(config.display_path(&path)))
        .collect();
    let built_in = BuiltIn::iter().map(Cow::into_owned).filter(|name| is_meant(name));
    let names: BTreeSet<String> = built_in.chain(own).collect();
    (names.into_iter().collect(), told)
}

/// The bytes of one of the files that [`list`] names.
///
/// # Errors
/// When the user's file is there but cannot be read.
pub fn read(config: &Config, name: &str) -> Result<Cow<'static, [u8]>, Diagnostic> {
    let own = config.assets.join(name);
    match std::fs::read(&own) {
        Ok(bytes) => Ok(Cow::Owned(bytes)),
        Err(error) => match BuiltIn::get(name) {
            Some(file) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory) => {
                Ok(match name.rsplit_once('.') {
                    Some((_, "css")) => Cow::Owned(squeezed(&file.data)),
                    Some((_, "js")) => squeezed_script(file.data),
                    _ => file.data,
                })
            }
            _ => {
                let message = format!("the file cannot be read: {error}");
                Err(Diagnostic::error(message).in_file(config.display_path(&own)))
            }
        },
    }
}

/// A style sheet of ours without the comments and the lines that are for those who take it over. None of its strings holds
/// `/*` or a line end.
pub(crate) fn squeezed(sheet: &[u8]) -> Vec<u8> {
    let code = without_comments(sheet);
    let mut squeezed: Vec<u8> = Vec::with_capacity(code.len());
    for line in code.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()) {
        if !squeezed.is_empty()
            && !squeezed.ends_with(b"{")
            && !squeezed.ends_with(b"}")
            && !squeezed.ends_with(b";")
        {
            squeezed.push(b'\n');
        }
        squeezed.extend_from_slice(line);
    }
    squeezed
}

/// A script of ours without the lines of comments, and without the spaces that lines begin with. One that has a backtick in
/// its code is left as it is: a template may run over lines.
pub(crate) fn squeezed_script(script: Cow<'static, [u8]>) -> Cow<'static, [u8]> {
    let lines = script.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut squeezed: Vec<u8> = Vec::with_capacity(script.len());
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with(b"//")) {
        squeezed.extend_from_slice(line);
        squeezed.push(b'\n');
    }
    if memchr::memchr(b'`', &squeezed).is_some() { script } else { Cow::Owned(squeezed) }
}

fn without_comments(sheet: &[u8]) -> Vec<u8> {
    let mut code = Vec::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(start) = memchr::memmem::find(rest, b"/*") {
        code.extend_from_slice(&rest[..start]);
        let end = memchr::memmem::find(&rest[start..], b"*/").map_or(rest.len(), |end| start + end + 2);
        rest = rest[end..].strip_prefix(b"\n").unwrap_or(&rest[end..]);
    }
    code.extend_from_slice(rest);
    code
}

/// Where the bytes of a file to copy come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The program.
    BuiltIn,
    /// The user's folder; with the file's stamp, unless it was changed just now.
    Own(Option<Stamp>),
}

/// Where the file `name` comes from: what [`read`] would read now.
pub fn origin(config: &Config, name: &str) -> Origin {
    let own = config.assets.join(name);
    if own.is_file() || BuiltIn::get(name).is_none() {
        Origin::Own(Stamp::at_rest(&own))
    } else {
        Origin::BuiltIn
    }
}

/// Media type by the ending of a name; bytes without meaning where it is not known.
pub fn media_type(path: &str) -> &'static str {
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    match ending.unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "jsonl" => "application/jsonl; charset=utf-8",
        "bib" => "application/x-bibtex; charset=utf-8",
        "ris" => "application/x-research-info-systems; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// What could not be listed, and why.
type Unlisted = (PathBuf, String);

/// Names of the files below `folder`, `/` between parts, sorted. Links to folders are not followed. Empty when the folder
/// is not there.
pub(super) fn names_in(folder: &Path) -> (Vec<String>, Vec<Unlisted>) {
    let (mut names, mut unlisted) = (Vec::new(), Vec::new());
    let mut folders = vec![(folder.to_owned(), String::new(), 0)];
    while let Some((path, prefix, depth)) = folders.pop() {
        let entries = match std::fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => {
                unlisted.push((path, format!("the folder cannot be read: {error}")));
                continue;
            }
        };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else {
                unlisted.push((entry.path(), "the file's name is no UTF-8: give it another".to_owned()));
                continue;
            };
            if !is_meant(&name) {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && depth < DEEPEST => {
                    folders.push((entry.path(), format!("{prefix}{name}/"), depth + 1));
                }
                Ok(kind) if !kind.is_dir() && entry.path().is_file() => names.push(format!("{prefix}{name}")),
                Ok(kind) if kind.is_symlink() && !entry.path().exists() => {
                    unlisted.push((entry.path(), "the link leads nowhere".to_owned()));
                }
                _ => {}
            }
        }
    }
    names.sort();
    unlisted.sort();
    (names, unlisted)
}

fn is_meant(name: &str) -> bool {
    let leftover = name.ends_with('~') || name.starts_with('#');
    !leftover && (!name.starts_with('.') || HIDDEN_BUT_MEANT.contains(&name)) && !name.contains(['\n', '\r'])
}
