//! A new archive's folder: a commented `site.toml` and the empty folders it names.
//!
//! Never touches a file that is there already.

use super::FILE_NAME;
use std::io::{self, Write as _};
use std::path::Path;

/// The settings file of a new archive; `TITLE` and `LANG` stand where the user's own go.
const SITE: &str = include_str!("scaffold.toml");

/// What a new archive is called and speaks.
#[derive(Debug, Clone)]
pub struct NewSite<'a> {
    /// The archive's name.
    pub title: &'a str,
    /// Language of the interface (BCP 47).
    pub lang: &'a str,
}

/// Makes the folder `root` an archive.
///
/// # Errors
/// `AlreadyExists` when `root` holds anything but dot files; otherwise what the disk says.
pub fn scaffold(root: &Path, site: &NewSite<'_>) -> io::Result<()> {
    std::fs::create_dir_all(root)?;
    for entry in std::fs::read_dir(root)? {
        if !entry?.file_name().to_string_lossy().starts_with('.') {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the folder is not empty"));
        }
    }
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let settings = SITE.replace("\"TITLE\"", &quoted(site.title)).replace("\"LANG\"", &quoted(site.lang));
    write_new(&root.join(FILE_NAME), &settings)?;
    write_new(&root.join(".gitignore"), "/public\n/.warraq\n").or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Ok(()),
        _ => Err(error),
    })?;
    for folder in ["pages", "content", "static"] {
        std::fs::create_dir_all(root.join(folder))?;
    }
    Ok(())
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
