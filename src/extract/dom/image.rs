//! Single images: which they are, which are too small to be pictures, and their best address.
//!
//! An image that is part of the page itself, as a `data:` address, goes by a short name of its own until it is kept or dropped.

use crate::extract::address::Base;
use crate::extract::tree::{Id, Tree};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Images narrower or lower than this, by their own attributes, are icons and counters.
const ICON: u32 = 60;

/// Shorter `data:` addresses hold what stands in an image's place until it is loaded.
const SHORTEST_EMBEDDED: usize = 2048;

/// How the names of images begin that are part of the page.
const EMBEDDED: &str = "data:#";

/// Attributes that hold an image's address where loading is lazy.
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

/// Attributes that hold an image's addresses in several sizes.
const SIZES: [&str; 3] = ["data-srcset", "srcset", "data-lazy-srcset"];

/// Is this an image by itself?
pub(in crate::extract) fn is_image(tag: &str) -> bool {
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
    let lazy = LAZY.iter().filter_map(|name| tree.attr(id, name)).find(|src| looks_like_address(src));
    let largest = SIZES.iter().filter_map(|name| tree.attr(id, name)).find_map(largest);
    let plain = tree.attr(id, "src").filter(|src| looks_like_address(src));
    match lazy.or(plain).or(largest) {
        Some(src) => base.resource(src),
        None => tree.attr(id, "src").and_then(embedded),
    }
}

/// All addresses of an image as the page writes them, its own first: that is the one that is rewritten where pages are saved.
pub(in crate::extract) fn image_addresses<'t>(tree: &'t Tree<'_>, id: Id) -> impl Iterator<Item = &'t str> {
    let attributes = ["src"].into_iter().chain(LAZY).filter_map(move |name| tree.attr(id, name));
    let sized = SIZES.into_iter().filter_map(move |name| tree.attr(id, name)).filter_map(largest);
    attributes.chain(sized)
}

/// The name of an image that is part of the page; of no other. Drawings may hold scripts.
fn embedded(src: &str) -> Option<String> {
    let src = src.trim();
    let is_picture = src.len() >= SHORTEST_EMBEDDED
        && src.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"))
        && !src.get(11..14).is_some_and(|kind| kind.eq_ignore_ascii_case("svg"));
    let mut hasher = DefaultHasher::new();
    src.hash(&mut hasher);
    is_picture.then(|| format!("{EMBEDDED}{:016x}", hasher.finish()))
}

/// Is this the name of an image that is part of the page?
pub(in crate::extract) fn is_embedded(src: &str) -> bool {
    src.starts_with(EMBEDDED)
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
