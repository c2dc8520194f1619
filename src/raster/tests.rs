use super::*;
use image::{Rgb, RgbImage, Rgba, RgbaImage};

/// A picture that differs from place to place.
fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb([(x % 251) as u8, (y % 241) as u8, ((x * y) % 239) as u8]))
}

fn file(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("in memory");
    bytes.into_inner()
}

fn examine(bytes: &[u8]) -> Result<KeptImage, Refusal> {
    Raster::default().examine(bytes)
}

fn is_faulty(bytes: &[u8]) -> bool {
    matches!(examine(bytes), Err(Refusal::Faulty(_)))
}

#[test]
fn images_are_named_by_what_they_are() {
    for (format, ending) in [
        (ImageFormat::Gif, "gif"),
        (ImageFormat::Jpeg, "jpg"),
        (ImageFormat::Png, "png"),
        (ImageFormat::WebP, "webp"),
    ] {
        let bytes = file(&picture(90, 60), format);
        let name = examine(&bytes).expect("a picture").to_string();
        assert!(name.ends_with(&format!("-90x60.{ending}")), "{name}");
        let small = Raster::default().scaled(&bytes, 45).expect("it is whole");
        let small = image::load_from_memory_with_format(&small, ImageFormat::WebP).expect("a WebP file");
        assert_eq!((small.width(), small.height()), (45, 30), "{ending}");
    }
}

#[test]
fn transparency_stays() {
    let clear = RgbaImage::from_pixel(80, 80, Rgba([10, 200, 30, 0]));
    let mut bytes = Cursor::new(Vec::new());
    clear.write_to(&mut bytes, ImageFormat::Png).expect("in memory");
    let small = Raster::default().scaled(&bytes.into_inner(), 60).expect("it is whole");
    let small = image::load_from_memory(&small).expect("a WebP file");
    assert_eq!(small.to_rgba8().get_pixel(9, 9)[3], 0);
}

#[test]
fn what_nobody_would_miss_is_not_kept() {
    let svg =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script></svg>";
    let icon = file(&picture(200, 49), ImageFormat::Png);
    for bytes in [&svg[..], b"", b"<html>404</html>", b"BM\0\0\0\0", b"GIF", &icon] {
        assert_eq!(examine(bytes), Err(Refusal::Unwanted), "{:?}", &bytes[..bytes.len().min(9)]);
    }
}

#[test]
fn damaged_images_are_refused_and_break_nothing() {
    let png = file(&picture(120, 120), ImageFormat::Png);
    assert!(is_faulty(&png[..png.len() / 2]), "cut in the middle");
    assert!(is_faulty(&png[..20]), "cut in the header");
    let webp = file(&picture(120, 120), ImageFormat::WebP);
    assert!(is_faulty(&webp[..webp.len() / 2]));
    assert!(Raster::default().scaled(&png[..png.len() / 2], 60).is_err());
    // Whatever a byte says, the answer is an image or a refusal.
    for format in [ImageFormat::Gif, ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = file(&picture(64, 64), format);
        for at in (0..whole.len()).step_by(whole.len() / 60 + 1) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xFF;
            let _ = examine(&bytes);
            let _ = Raster::default().scaled(&bytes, 32);
        }
    }
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    // A PNG's width and height stand in its bytes 16 to 24, with a checksum at 29.
    let mut png = file(&picture(60, 60), ImageFormat::Png);
    png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    let refused = Err(Refusal::Faulty("it has 60000 × 60000 pixels".to_owned()));
    assert_eq!(examine(&png), refused);
    assert!(Raster::default().scaled(&png, 320).is_err());
    let mut large = file(&picture(60, 60), ImageFormat::Jpeg);
    large.resize(usize::try_from(MAX_BYTES).expect("it fits") + 1, 0);
    assert_eq!(examine(&large), Err(too_many_bytes()));
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8)
            .fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (0_u32.wrapping_sub(sum & 1))))
    })
}

#[test]
fn photographs_stand_as_the_camera_says() {
    let mut jpeg = file(&picture(120, 60), ImageFormat::Jpeg);
    let exif = b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    jpeg.splice(2..2, exif.iter().copied());
    let image = examine(&jpeg).expect("a picture");
    assert_eq!((image.width, image.height), (60, 120));
    let small = Raster::default().scaled(&jpeg, 30).expect("it is whole");
    let small = image::load_from_memory(&small).expect("a WebP file");
    assert_eq!((small.width(), small.height()), (30, 60));
}
