//! Single images: which they are, which are too small to be pictures, and their best address.

use crate::extract::address::Base;
use crate::extract::tree::{Id, Tree};

/// Images narrower or lower than this, by their own attributes, are icons and counters.
const ICON: u32 = 60;

/// Is this an image by itself?
pub(super) fn is_image(tag: &str) -> bool {
    matches!(tag, "img" | "amp-img")
}

/// Is the image too small, by its own attributes, to be a picture?
pub(in crate::extract) fn is_icon(tree: &Tree<'_>, id: Id) -> bool {
    ["width", "height"]
        .iter()
        .filter_map(|name| tree.attr(id, name))
        .any(|size| size.trim().trim_end_matches("px").parse::<u32>().is_ok_and(|size| size < ICON))
}

/// The best address of an image: the real one where loading is lazy, the largest where there are several.
pub(in crate::extract) fn image_source(tree: &Tree<'_>, id: Id, base: &Base) -> Option<String> {
    const LAZY: [&str; 8] = [
        "data-src",
        "data-original",
        "data-lazy-src",
        "data-lazy",
        "data-image",
        "data-url",
        "data-full-src",
        "data-hi-res-src",
    ];
    let lazy = LAZY.iter().filter_map(|name| tree.attr(id, name)).find(|src| looks_like_address(src));
    let largest = ["data-srcset", "srcset", "data-lazy-srcset"]
        .iter()
        .filter_map(|name| tree.attr(id, name))
        .find_map(largest);
    let plain = tree.attr(id, "src").filter(|src| looks_like_address(src));
    lazy.or(plain).or(largest).and_then(|src| base.resource(src))
}

pub(super) fn looks_like_address(src: &str) -> bool {
    let src = src.trim();
    !src.is_empty()
        && !src.starts_with("data:")
        && !src.starts_with('{')
        && !src.starts_with('[')
        && !src.contains("placeholder")
        && !src.contains("/blank.")
}

/// The largest image of a `srcset`.
fn largest(srcset: &str) -> Option<&str> {
    let sized = srcset.get(..srcset.len().min(8192)).unwrap_or_default().split(", ").filter_map(|part| {
        let mut words = part.split_whitespace();
        let src = words.next()?.trim_end_matches(',');
        let size = words
            .next()
            .and_then(|size| size.trim_end_matches(['w', 'x', ',']).parse::<f32>().ok())
            .unwrap_or(1.0);
        looks_like_address(src).then_some((src, size))
    });
    sized.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(src, _)| src)
}
