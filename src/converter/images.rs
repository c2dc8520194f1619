//! The images that were saved with one page: found beside it or inside it, looked at, and named for the archive.
//!
//! In: addresses, as extraction comes upon them. Out: names of kept images, where their bytes are, and what was wrong with
//! others. Writes nothing; holds no bytes but those of images that are part of the page.

use crate::article::Article;
use crate::article::kept::KeptImage;
use crate::diagnostic::Diagnostic;
use crate::extract::Images;
use crate::raster::{MAX_BYTES, Raster, Refusal, too_many_bytes};
use crate::source::{FilesBeside, Listed, read_beside};
use crate::store::{ImageBytes, NewImage};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;

/// So many images of one page are looked at: no article shows more.
const MOST: usize = 200;
/// And so many pixels are decoded: a page may hold bombs that are small each. One that cannot be decoded counts as a large one.
const MOST_PIXELS: u64 = 1_000_000_000;
const FAULTY_PIXELS: u64 = 50_000_000;
/// An address is shown by so many characters of it.
const SHOWN: usize = 80;

/// The images of one page.
pub(super) struct PageImages<'a> {
    input: &'a Listed,
    raster: &'a Raster,
    beside: OnceCell<Option<FilesBeside>>,
    /// What came of each address that was asked for.
    asked: RefCell<BTreeMap<String, Option<NewImage>>>,
    problems: RefCell<Vec<Diagnostic>>,
    /// Pixels decoded so far.
    pixels: Cell<u64>,
}

impl<'a> PageImages<'a> {
    /// Of the page in a listed input.
    pub(super) fn of(input: &'a Listed, raster: &'a Raster) -> Self {
        Self {
            input,
            raster,
            beside: OnceCell::new(),
            asked: RefCell::default(),
            problems: RefCell::default(),
            pixels: Cell::new(0),
        }
    }

    /// The images that `article` shows, and what was wrong with those that it does not.
    pub(super) fn into_kept(self, article: Option<&Article>) -> (Vec<NewImage>, Vec<Diagnostic>) {
        let shown = article.map(Article::kept_images).unwrap_or_default();
        let found = self.asked.into_inner().into_values().flatten();
        let mut kept: Vec<NewImage> =
            found.filter(|image| shown.binary_search(&image.name).is_ok()).collect();
        kept.sort_by_key(|image| image.name);
        kept.dedup_by_key(|image| image.name);
        (kept, self.problems.into_inner())
    }

    fn find(&self, src: &str) -> Option<NewImage> {
        let (examined, bytes) = match src.trim().get(..5) {
            Some(start) if start.eq_ignore_ascii_case("data:") => {
                let bytes = embedded(src)?;
                (self.raster.examine(&bytes), ImageBytes::Held(bytes))
            }
            _ => {
                let beside = self.beside.get_or_init(|| FilesBeside::of(self.input));
                let path = beside.as_ref()?.find(src)?;
                (self.examine_file(&path), ImageBytes::File(path))
            }
        };
        let pixels = match &examined {
            Ok(name) => u64::from(name.width) * u64::from(name.height),
            Err(Refusal::Faulty(_)) => FAULTY_PIXELS,
            Err(Refusal::Unwanted) => 0,
        };
        self.pixels.set(self.pixels.get() + pixels);
        match examined {
            Ok(name) => Some(NewImage { name, bytes }),
            Err(Refusal::Unwanted) => None,
            Err(Refusal::Faulty(why)) => {
                let shown: String = src.trim().chars().take(SHOWN).collect();
                let more = if shown.len() < src.trim().len() { "…" } else { "" };
                let message = format!("the image '{shown}{more}' is not kept: {why}");
                self.problems.borrow_mut().push(Diagnostic::warning(message));
                None
            }
        }
    }

    fn examine_file(&self, path: &Path) -> Result<KeptImage, Refusal> {
        match read_beside(path, MAX_BYTES) {
            Ok(Some(bytes)) => self.raster.examine(&bytes),
            Ok(None) => Err(too_many_bytes()),
            Err(error) => Err(Refusal::Faulty(format!("it cannot be read: {error}"))),
        }
    }
}

impl Images for PageImages<'_> {
    fn kept(&self, src: &str) -> Option<String> {
        let name = |image: &Option<NewImage>| image.as_ref().map(|image| image.name.to_string());
        if let Some(known) = self.asked.borrow().get(src) {
            return name(known);
        }
        if self.asked.borrow().len() >= MOST || self.pixels.get() >= MOST_PIXELS {
            return None;
        }
        let found = self.find(src);
        let path = name(&found);
        self.asked.borrow_mut().insert(src.to_owned(), found);
        path
    }
}

/// The bytes of a `data:` address of an image; `None` for what is written in another way than images are.
fn embedded(src: &str) -> Option<Vec<u8>> {
    let (head, data) = src.trim().split_once(',')?;
    let head = head.to_ascii_lowercase();
    if !head.starts_with("data:image/") || head.starts_with("data:image/svg") || !head.ends_with(";base64") {
        return None;
    }
    let plain: Vec<u8> = percent_decode_str(data).filter(|byte| !byte.is_ascii_whitespace()).collect();
    STANDARD.decode(plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_bombs_costs_no_more_than_a_few() {
        let (raster, input) =
            (Raster::default(), Listed::file(Path::new("/nowhere"), Path::new("/nowhere/page.html")));
        let images = PageImages::of(&input, &raster);
        // The first bytes of a PNG, and then another letter each.
        let damaged = |n: usize| {
            format!(
                "data:image/png;base64,{}",
                STANDARD.encode([&b"\x89PNG\r\n\x1a\n"[..], &[n as u8]].concat())
            )
        };
        (0..100).for_each(|n| assert_eq!(images.kept(&damaged(n)), None));
        assert_eq!(images.into_kept(None).1.len(), 20);
    }

    #[test]
    fn only_images_are_read_out_of_pages() {
        assert_eq!(embedded("data:image/png;base64,aGFsbG8=").as_deref(), Some(&b"hallo"[..]));
        assert_eq!(embedded(" DATA:image/webp;x=1;base64,aGFs%0A bG8%3D").as_deref(), Some(&b"hallo"[..]));
        for other in [
            "data:text/html;base64,aGFsbG8=",
            "data:image/svg+xml;base64,aGFsbG8=",
            "data:image/png,hallo",
            "data:image/png;base64,a",
            "data:image/png;base64",
            "data:",
        ] {
            assert_eq!(embedded(other), None, "{other}");
        }
    }
}
