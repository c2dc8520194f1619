//! The wording of a headline: without what the page says about its pictures, and without its byline.
//!
//! In and out: text.

use crate::arabic::fold;
use crate::extract::labels;
use std::sync::LazyLock;

/// Ends of headlines that say what else the page shows.
const MEDIA: [&str; 16] = [
    "صور",
    "صورة",
    "فيديو",
    "بالصور",
    "بالفيديو",
    "صور وفيديو",
    "فيديو وصور",
    "شاهد",
    "شاهد الفيديو",
    "شاهد بالفيديو",
    "video",
    "photos",
    "vidéo",
    "video streaming",
    "بث مباشر",
    "photo",
];

static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| MEDIA.iter().map(|media| fold(media)).collect());

/// The longest such end, in bytes, with room for marks.
const LONGEST: usize = 60;

/// Is it nothing but such an end?
pub(super) fn is_media(text: &str) -> bool {
    text.len() <= LONGEST && FOLDED.contains(&fold(text))
}

/// `text` without `| photos` and the like at either end.
pub(super) fn without_media(text: &str) -> String {
    let mut text = text.trim();
    let looks = if text.contains(['|', '/', '-', '.', '(']) { 3 } else { 0 };
    for _ in 0..looks {
        let cut = [" | ", " / ", " - ", " .. ", "..", " (", "|"].iter().find_map(|separator| {
            if let Some((rest, last)) = text.rsplit_once(separator)
                && is_media(last.trim_end_matches(')'))
            {
                return Some(rest);
            }
            text.split_once(separator).filter(|(first, _)| is_media(first)).map(|(_, rest)| rest)
        });
        match cut {
            Some(rest) => text = rest.trim(),
            None => break,
        }
    }
    text.trim_end_matches(|c: char| c.is_whitespace() || "|_-–—".contains(c)).to_owned()
}

/// A headline that ends in its byline: `… by: name`.
pub(super) fn without_byline(text: &str) -> (String, Option<String>) {
    let count = |text: &str| text.split_whitespace().count();
    let signed = labels::headline_and_name(text)
        .filter(|(headline, name)| count(headline) >= 2 && (2..=5).contains(&count(name)));
    match signed {
        Some((headline, name)) => (headline.to_owned(), Some(name.to_owned())),
        None => (text.to_owned(), None),
    }
}
