//! Pixels in a smaller width, as a WebP file.
//!
//! WebP of libwebp, since the encoder of `image` is lossless only, which photographs are too large for. JPEG would need no C, but
//! has no transparency and is larger, and `zstd` needs a C compiler already. Knows no limits: what comes here was let in.

use crate::article::kept::height_at;
use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::DynamicImage;

/// 0 to 100: nothing of the loss is seen at the sizes in question.
const QUALITY: f32 = 78.0;

/// The image in `width` pixels, as high as that makes it.
///
/// # Errors
/// When the encoder fails.
pub(super) fn to_webp(image: DynamicImage, width: u32) -> Result<Vec<u8>, String> {
    let (own, high) = (image.width().max(1), image.height());
    let height = height_at((own, high), width);
    let alpha = image.color().has_alpha();
    let (pixels, kind) = match alpha {
        true => (image.into_rgba8().into_raw(), PixelType::U8x4),
        false => (image.into_rgb8().into_raw(), PixelType::U8x3),
    };
    let failed = |error: &dyn std::fmt::Display| format!("it cannot be drawn smaller: {error}");
    let whole = Image::from_vec_u8(own, high, pixels, kind).map_err(|error| failed(&error))?;
    let mut small = Image::new(width, height, kind);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize(&whole, &mut small, &options).map_err(|error| failed(&error))?;
    let encoder = match alpha {
        true => webp::Encoder::from_rgba(small.buffer(), width, height),
        false => webp::Encoder::from_rgb(small.buffer(), width, height),
    };
    let file = encoder.encode_simple(false, QUALITY).map_err(|error| failed(&format!("{error:?}")))?;
    Ok(file.to_vec())
}
