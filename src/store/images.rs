//! Writes the images that articles show to `content/images/`, each once, under the name that its bytes give it.
//!
//! In: names, and where the bytes are. Out: whole files, or a warning. An image that is there already is left as it is: its name
//! says what it holds.

use super::write::{StoreError, write_atomically};
use crate::article::kept::{KeptImage, digest};
use crate::cache::Stamp;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// No image that is kept is larger.
const MAX_BYTES: u64 = 64 << 20;

/// An image that an article shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewImage {
    /// Its name.
    pub name: KeptImage,
    /// Its bytes.
    pub bytes: ImageBytes,
}

/// Where an image's bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageBytes {
    /// Here.
    Held(Vec<u8>),
    /// In a file, as they were when the name was made.
    File(PathBuf),
}

/// Writes those that are not there yet; tells of one that cannot be had any more.
///
/// # Errors
/// When the disk refuses.
pub(super) fn write(config: &Config, images: &[NewImage]) -> Result<Option<Diagnostic>, StoreError> {
    let mut problem = None;
    for image in images {
        let path = config.content.join(image.name.to_string());
        if path.is_file() {
            continue;
        }
        let shown = config.display_path(&path);
        let bytes = match &image.bytes {
            ImageBytes::Held(bytes) => Some(Cow::Borrowed(&bytes[..])),
            ImageBytes::File(file) => read_again(file).ok().map(Cow::Owned),
        };
        let is_same = |bytes: &Cow<'_, [u8]>| digest(bytes) == image.name.digest;
        match bytes.filter(is_same) {
            Some(bytes) => write_atomically(&path, &bytes)
                .map_err(|cause| StoreError::Write { file: shown.clone(), cause })?,
            None => {
                let message = "the image was not kept: its file changed while the page was read";
                problem = Some(Diagnostic::warning(message).in_file(shown).hint("convert again"));
            }
        }
    }
    Ok(problem)
}

/// Reads a file that was an image of bounded size a moment ago.
fn read_again(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MAX_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a kept image.
///
/// # Errors
/// When it cannot be read: the diagnostic names the file.
pub fn read_image(config: &Config, image: &KeptImage) -> Result<Vec<u8>, Diagnostic> {
    let path = config.content.join(image.to_string());
    std::fs::read(&path).map_err(|error| {
        Diagnostic::error(format!("the image cannot be read: {error}")).in_file(config.display_path(&path))
    })
}

/// A kept image's stamp; none where it changed just now.
pub fn image_stamp(config: &Config, image: &KeptImage) -> Option<Stamp> {
    Stamp::at_rest(&config.content.join(image.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::kept::Format;

    #[test]
    fn an_image_is_written_once_and_only_as_it_was_named() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let config = Config::by_default(folder.path());
        let name = KeptImage { digest: digest(b"pixels"), width: 60, height: 60, format: Format::Png };
        let file = folder.path().join("a.png");
        std::fs::write(&file, "other").expect("a file");
        let image = |bytes| [NewImage { name, bytes }];
        let write = |images: &[NewImage]| write(&config, images).expect("the disk is willing");
        let told = write(&image(ImageBytes::File(file.clone()))).expect("a problem");
        assert!(told.to_string().contains("changed"), "{told}");
        std::fs::write(&file, "pixels").expect("a file");
        assert_eq!(write(&image(ImageBytes::File(file))), None);
        assert_eq!(read_image(&config, &name).expect("it is there"), b"pixels");
        std::fs::write(config.content.join(name.to_string()), "mine").expect("a file");
        assert_eq!(write(&image(ImageBytes::Held(b"pixels".to_vec()))), None);
        assert_eq!(read_image(&config, &name).expect("it is there"), b"mine");
    }
}
