//! Images as pixels: which of a page's images are kept, and a kept image in a smaller width. The one door to `image`,
//! `fast_image_resize` and `webp`.
//!
//! In: bytes. Out: a [`KeptImage`], or the bytes of a WebP file. Bytes from scraped pages are hostile: their kind is told
//! by what they are and not by a name, their size is limited before they are decoded, they are decoded by Rust code alone,
//! and large ones one at a time. What libwebp gets is our own pixels. Touches no disk.

mod scale;

use crate::article::kept::{Format, KeptImage, digest};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// Largest image that is kept, in bytes.
pub const MAX_BYTES: u64 = 20 << 20;
/// Largest image that is kept, in pixels.
const MAX_PIXELS: u64 = 50_000_000;
/// Images narrower or lower than this are icons and counters.
const MIN_SIDE: u32 = 50;
/// What the decoder may take, in bytes: the largest image with its pixels in their widest form.
const MAX_MEMORY: u64 = MAX_PIXELS * 8 + (64 << 20);
/// Images of more pixels are decoded one at a time.
const LARGE: u64 = 12_000_000;

/// Why an image is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is none that anyone would miss: an icon, a counter, a drawing that could hold scripts, no image at all.
    Unwanted,
    /// It would be kept if it were not so; in a few words.
    Faulty(String),
}

/// Decodes images, large ones one at a time, so that memory stays bounded whatever the number of threads.
#[derive(Debug, Default)]
pub struct Raster {
    large: Mutex<()>,
}

/// An image's header.
struct Header {
    format: ImageFormat,
    width: u32,
    height: u32,
    orientation: Orientation,
}

impl Raster {
    /// The name under which an image is kept, if it is: one that is of a kind that is kept, large enough to be a picture,
    /// within the limits, and whole.
    ///
    /// # Errors
    /// When it is not.
    pub fn examine(&self, bytes: &[u8]) -> Result<KeptImage, Refusal> {
        let Ok(guessed) = image::guess_format(bytes) else { return Err(Refusal::Unwanted) };
        let Some(format) = kept_format(guessed) else { return Err(Refusal::Unwanted) };
        if bytes.len() as u64 > MAX_BYTES {
            return Err(too_many_bytes());
        }
        let header = guarded(|| header(bytes, guessed)).map_err(Refusal::Faulty)?;
        if header.width.min(header.height) < MIN_SIDE {
            return Err(Refusal::Unwanted);
        }
        let shown = header.shown();
        let (Ok(width), Ok(height)) = (u16::try_from(shown.0), u16::try_from(shown.1)) else {
            return Err(too_many_pixels(&header));
        };
        if header.pixels() > MAX_PIXELS {
            return Err(too_many_pixels(&header));
        }
        self.decoded(bytes, &header, |_| Ok(())).map_err(Refusal::Faulty)?;
        Ok(KeptImage { digest: digest(bytes), width, height, format })
    }

    /// The image in a smaller width, as a WebP file.
    ///
    /// # Errors
    /// When it cannot be decoded; why, in a few words.
    pub fn scaled(&self, bytes: &[u8], width: u16) -> Result<Vec<u8>, String> {
        let format = image::guess_format(bytes).map_err(told)?;
        let header = guarded(|| header(bytes, format))?;
        if header.pixels() > MAX_PIXELS || kept_format(format).is_none() {
            return Err("it is none that is kept".to_owned());
        }
        self.decoded(bytes, &header, |image| scale::to_webp(image, u32::from(width)))
    }

    /// What `work` makes of the pixels, the right side up. Large ones are in memory for no longer than that, one at a time.
    fn decoded<T>(
        &self,
        bytes: &[u8],
        header: &Header,
        work: impl FnOnce(DynamicImage) -> Result<T, String>,
    ) -> Result<T, String> {
        // Whoever panicked holds no image any more.
        let alone = || self.large.lock().unwrap_or_else(PoisonError::into_inner);
        let _alone = (header.pixels() > LARGE).then(alone);
        guarded(|| {
            let mut image = reader(bytes, header.format).decode().map_err(told)?;
            image.apply_orientation(header.orientation);
            work(image)
        })
    }
}

impl Header {
    fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Width and height as browsers show it.
    fn shown(&self) -> (u32, u32) {
        use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
        match self.orientation {
            Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH => (self.height, self.width),
            _ => (self.width, self.height),
        }
    }
}

/// Why an image of too many bytes is not kept: for those who find that before they have read it.
pub fn too_many_bytes() -> Refusal {
    Refusal::Faulty(format!("it is larger than {} MiB", MAX_BYTES >> 20))
}

fn too_many_pixels(header: &Header) -> Refusal {
    Refusal::Faulty(format!("it has {} × {} pixels", header.width, header.height))
}

fn kept_format(format: ImageFormat) -> Option<Format> {
    match format {
        ImageFormat::Gif => Some(Format::Gif),
        ImageFormat::Jpeg => Some(Format::Jpeg),
        ImageFormat::Png => Some(Format::Png),
        ImageFormat::WebP => Some(Format::WebP),
        _ => None,
    }
}

fn header(bytes: &[u8], format: ImageFormat) -> Result<Header, String> {
    let mut decoder = reader(bytes, format).into_decoder().map_err(told)?;
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(Header { format, width, height, orientation })
}

fn reader(bytes: &[u8], format: ImageFormat) -> ImageReader<Cursor<&[u8]>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    reader
}

/// Decoders are other people's code over hostile bytes: one that panics has refused the image.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("it broke the decoder".to_owned()))
}

fn told(error: ImageError) -> String {
    match error {
        ImageError::Limits(_) => "it takes too much memory".to_owned(),
        error => format!("it is damaged: {error}"),
    }
}

#[cfg(test)]
mod tests;
