//! The names of images that the archive keeps: `images/ab/abcd…-1200x800.jpg`, by their bytes and with their size.
//!
//! In: text. Out: [`KeptImage`]s, small enough that a million are held at once. A name is taken only in the one form in
//! which it is written, so it never leads out of its folder. Knows no pixels and no disk.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// The folder of kept images, in the content folder and in the built archive.
pub const IMAGES: &str = "images";

/// Hexadecimal digits of the digest that names an image.
const DIGITS: usize = 32;

/// A kind of image that is kept. None of them can hold a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Format {
    /// `.gif`
    Gif,
    /// `.jpg`
    Jpeg,
    /// `.png`
    Png,
    /// `.webp`
    WebP,
}

impl Format {
    /// All of them.
    const ALL: [Self; 4] = [Self::Gif, Self::Jpeg, Self::Png, Self::WebP];

    /// How names of its files end.
    fn ending(self) -> &'static str {
        match self {
            Self::Gif => "gif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }
}

/// An image that the archive keeps, told by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KeptImage {
    /// The first half of the SHA-256 of its bytes.
    pub digest: [u8; DIGITS / 2],
    /// In pixels, as it is shown.
    pub width: u16,
    /// In pixels, as it is shown.
    pub height: u16,
    /// What the bytes are.
    pub format: Format,
}

impl KeptImage {
    /// The path of one of its sizes, made anew in a width: `images/ab/abcd…-1200x800-320.webp`.
    pub fn path_of_width(&self, width: u16) -> String {
        let mut path = self.to_string();
        path.truncate(path.len() - self.format.ending().len() - 1);
        format!("{path}-{width}.webp")
    }

    /// Its height when it is drawn in a width: at least a pixel.
    pub fn height_at(&self, width: u16) -> u16 {
        let height = height_at((self.width.into(), self.height.into()), width.into());
        u16::try_from(height).unwrap_or(u16::MAX)
    }
}

/// The height of an image of this size when it is drawn in a width: at least a pixel.
pub fn height_at((own, height): (u32, u32), width: u32) -> u32 {
    let own = u64::from(own.max(1));
    let drawn = (u64::from(height) * u64::from(width) + own / 2) / own;
    u32::try_from(drawn).unwrap_or(u32::MAX).max(1)
}

/// The first half of an image's SHA-256, which names it.
pub fn digest(bytes: &[u8]) -> [u8; DIGITS / 2] {
    let mut digest = [0; DIGITS / 2];
    digest.copy_from_slice(&Sha256::digest(bytes)[..DIGITS / 2]);
    digest
}

/// Its path in the content folder and in the archive.
impl fmt::Display for KeptImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{IMAGES}/{:02x}/", self.digest[0])?;
        self.digest.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        write!(f, "-{}x{}.{}", self.width, self.height, self.format.ending())
    }
}

/// The text is no name of a kept image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no name of a kept image")]
pub struct NoKeptImage;

impl FromStr for KeptImage {
    type Err = NoKeptImage;

    fn from_str(path: &str) -> Result<Self, NoKeptImage> {
        let (name, length) = parse(path).ok_or(NoKeptImage)?;
        if length == path.len() { Ok(name) } else { Err(NoKeptImage) }
    }
}

/// The kept image that `text` begins with, and how long its name is.
fn parse(text: &str) -> Option<(KeptImage, usize)> {
    let rest = text.strip_prefix(IMAGES)?.strip_prefix('/')?;
    let (folder, rest) = rest.split_at_checked(2)?;
    let (digits, rest) = rest.strip_prefix('/')?.split_at_checked(DIGITS)?;
    let is_hex = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !is_hex || !digits.starts_with(folder) {
        return None;
    }
    let mut digest = [0; DIGITS / 2];
    for (byte, at) in digest.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(&digits[at..at + 2], 16).ok()?;
    }
    let (width, rest) = number(rest.strip_prefix('-')?)?;
    let (height, rest) = number(rest.strip_prefix('x')?)?;
    let rest = rest.strip_prefix('.')?;
    let format = Format::ALL.into_iter().find(|format| rest.starts_with(format.ending()))?;
    let rest = &rest[format.ending().len()..];
    // A longer word is another name.
    let ends = !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
    let sentence =
        rest.strip_prefix('.').is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()));
    (ends || sentence).then_some((KeptImage { digest, width, height, format }, text.len() - rest.len()))
}

/// The number that a text begins with, in its shortest form; from 1.
fn number(text: &str) -> Option<(u16, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.starts_with('0') { None } else { Some((digits.parse().ok()?, rest)) }
}

/// The kept images that a Markdown text names, each once, sorted. Any mention counts: what is named may be looked at.
pub fn named_in(text: &str) -> Vec<KeptImage> {
    let found = memchr::memmem::find_iter(text.as_bytes(), "images/");
    let mut images: Vec<KeptImage> =
        found.filter_map(|at| parse(text.get(at..)?)).map(|(image, _)| image).collect();
    images.sort_unstable();
    images.dedup();
    images
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "images/ab/abcdef0123456789abcdef0123456789-1200x800.jpg";

    #[test]
    fn a_name_reads_as_it_is_written() {
        let image: KeptImage = NAME.parse().expect("a name");
        assert_eq!((image.width, image.height, image.format), (1200, 800, Format::Jpeg));
        assert_eq!(image.to_string(), NAME);
        assert_eq!(image.path_of_width(320), "images/ab/abcdef0123456789abcdef0123456789-1200x800-320.webp");
        assert_eq!((image.height_at(320), image.height_at(1)), (213, 1));
        assert!(size_of::<Option<KeptImage>>() <= 24);
    }

    #[test]
    fn nothing_else_is_a_name() {
        for other in [
            NAME.replace("ab/ab", "ac/ab"),
            NAME.replace("ab/ab", "AB/AB"),
            NAME.replace("abcdef", "abcdeg"),
            NAME.replace("1200", "01200"),
            NAME.replace("1200", "0"),
            NAME.replace("1200", "65536"),
            NAME.replace("1200", "+12"),
            NAME.replace("jpg", "svg"),
            NAME.replace("jpg", "jpg.html"),
            NAME.replace("jpg", "JPG"),
            NAME.replace("-1200x800", "-1200x800-320"),
            NAME.replace("images/", "images/../"),
            format!("/{NAME}"),
            format!("{NAME}/"),
            format!("{NAME} "),
            format!("{NAME}."),
            "images/".to_owned(),
            "images/é".to_owned(),
            String::new(),
        ] {
            assert_eq!(other.parse::<KeptImage>(), Err(NoKeptImage), "{other}");
        }
    }

    #[test]
    fn a_text_names_its_images() {
        let other = NAME.replace("ab/ab", "00/00").replace("jpg", "webp");
        let text = format!("نص ![بديل]({NAME} \"شرح\") و[رابط](</{other}>) images/ab ![]({NAME})\nimages/é");
        let names: Vec<String> = named_in(&text).iter().map(KeptImage::to_string).collect();
        assert_eq!(names, [other, NAME.to_owned()]);
        assert_eq!(named_in(&format!("انظر {NAME}.")).len(), 1);
        assert_eq!(named_in("images/ab/abcdef/x.jpg"), []);
    }
}
