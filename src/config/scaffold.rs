//! A new archive's folder: a commented `site.toml` and the empty folders it names.
//!
//! Never touches a file that is there already.

use super::{FILE_NAME, typed};
use std::borrow::Cow;
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

/// Makes the folder `root` an archive; `templates` (path and bytes of each) go into its `templates/`.
///
/// # Errors
/// `InvalidInput` when the settings could not be used; `AlreadyExists` when `root` holds anything but dot files;
/// otherwise what the disk says.
pub fn scaffold(root: &Path, site: &NewSite<'_>, templates: &[(String, Cow<'_, [u8]>)]) -> io::Result<()> {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    // The title last: it may hold any words.
    let settings = SITE.replace("\"LANG\"", &quoted(site.lang)).replace("\"TITLE\"", &quoted(site.title));
    if let Err(problems) = typed::read(&settings, root) {
        let message = problems.first().map_or_else(String::new, |problem| problem.message.clone());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    std::fs::create_dir_all(root)?;
    for entry in std::fs::read_dir(root)? {
        if !entry?.file_name().to_string_lossy().starts_with('.') {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the folder is not empty"));
        }
    }
    write_new(&root.join(FILE_NAME), settings.as_bytes())?;
    write_new(&root.join(".gitignore"), b"/public\n/.warraq\n").or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Ok(()),
        _ => Err(error),
    })?;
    for folder in ["pages", "content", "static"] {
        std::fs::create_dir_all(root.join(folder))?;
    }
    for (name, bytes) in templates {
        let path = root.join("templates").join(name);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        write_new(&path, bytes)?;
    }
    Ok(())
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}
