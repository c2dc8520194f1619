//! Pictures with words under them: which small part of a page is one picture and its caption, `<figure>` or not.
//!
//! Old templates use a table, a paragraph with a line break, or a `<div>` that only its name gives away.

use super::image::{is_icon, is_image};
use crate::arabic::ends_sentence;
use crate::extract::names::{self, Hints};
use crate::extract::tree::{Id, Mask, Tree};

/// A part of a page with more nodes is no picture with its caption.
const MAX_NODES: usize = 60;
/// A figure with more is looked at no further.
const MAX_FIGURE_NODES: usize = 1000;
/// The longest caption, in characters.
pub(super) const LONGEST: usize = 600;
/// What is named a caption and longer, in characters, is a text of its own.
pub(in crate::extract) const MOST: usize = 2000;
/// The longest that is taken for a caption without being named one.
const LONGEST_UNNAMED: usize = 200;

/// The longest in a wrapper that is named after its picture.
const LONGEST_WRAPPED: usize = 300;

/// One picture and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) struct Captioned {
    /// The image.
    pub image: Id,
    /// The element that holds the caption; the part itself where the caption is all of its words.
    pub caption: Id,
}

/// Reads the part of the page under `id`; `None` where it is anything else than one picture with its caption.
pub(in crate::extract) fn captioned(tree: &Tree<'_>, mask: &Mask, id: Id) -> Option<Captioned> {
    if tree.end(id) - id > MAX_NODES || tree.element(id).is_none() {
        return None;
    }
    let mut images = visible(tree, mask, id).filter(|&at| is_image(tree.tag(at)) && !is_icon(tree, at));
    let image = images.next()?;
    if images.next().is_some() {
        return None;
    }
    let words = tree.joined(id, mask, 4 * LONGEST);
    let length = words.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let named = visible(tree, mask, id).skip(1).find(|&at| is_caption(tree, at));
    if let Some(caption) = named.filter(|&at| !tree.joined(at, mask, 4 * LONGEST).is_empty()) {
        return Some(Captioned { image, caption });
    }
    let has_break = || visible(tree, mask, id).any(|at| tree.tag(at) == "br" && at > image);
    let is_whole = match tree.tag(id) {
        "figure" => true,
        "table" => length <= LONGEST_UNNAMED,
        "div" | "span" if names_picture(tree, id) => length <= LONGEST_WRAPPED,
        "p" | "div" | "center" => length <= LONGEST_UNNAMED && has_break() && !ends_sentence(&words),
        _ => false,
    };
    (is_whole && follows(tree, mask, id, image)).then_some(Captioned { image, caption: id })
}

/// Is the element a caption by its name?
pub(in crate::extract) fn is_caption(tree: &Tree<'_>, id: Id) -> bool {
    let class = tree.attr(id, "class");
    tree.tag(id) == "figcaption"
        || !matches!(tree.tag(id), "figure" | "")
            && !is_image(tree.tag(id))
            && (names::hints(class, None).any(Hints::CAPTION)
                || class.is_some_and(|class| class.split_whitespace().any(describes_photo)))
}

/// Is the element named after a picture (`picBox`, `image-wrapper`)?
pub(in crate::extract) fn names_picture(tree: &Tree<'_>, id: Id) -> bool {
    const PICTURES: [&str; 7] = ["image", "img", "photo", "pic", "figure", "foto", "bild"];
    tree.attr(id, "class").is_some_and(|class| {
        class
            .split_whitespace()
            .map(str::to_ascii_lowercase)
            .any(|name| PICTURES.iter().any(|p| name.starts_with(p)))
    })
}

/// `photo-desc`, `image_text`: the words about a picture.
fn describes_photo(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let picture = ["photo", "image", "img", "pic", "foto", "bild"].iter().any(|p| name.starts_with(p));
    let words = ["desc", "description", "text", "title", "info", "source"].iter().any(|w| name.ends_with(w));
    picture && words || name.starts_with("media") && name.contains("subtitle")
}

/// Is the element, by its name, the caption of a picture that stands elsewhere or is not there?
pub(super) fn is_stray(tree: &Tree<'_>, mask: &Mask, id: Id) -> bool {
    let is_elsewhere = |outer: Id| {
        is_caption(tree, outer)
            // Who said a quotation is part of it.
            || tree.tag(outer) == "figure"
                && tree.end(outer) - outer <= MAX_FIGURE_NODES
                && visible(tree, mask, outer).any(|at| matches!(tree.tag(at), "blockquote" | "table" | "pre"))
    };
    is_caption(tree, id)
        && !tree.ancestors(id).take(4).any(is_elsewhere)
        && tree.joined(id, mask, 4 * LONGEST).chars().count() <= LONGEST
}

/// Do all the words stand after the picture?
fn follows(tree: &Tree<'_>, mask: &Mask, id: Id, image: Id) -> bool {
    !visible(tree, mask, id)
        .take_while(|&at| at < image)
        .any(|at| tree.text(at).is_some_and(|text| text.chars().any(char::is_alphanumeric)))
}

/// The nodes under `id` that are not masked, `id` first.
fn visible<'t>(tree: &'t Tree<'_>, mask: &'t Mask, id: Id) -> impl Iterator<Item = Id> + 't {
    let end = tree.end(id);
    let mut next = id;
    std::iter::from_fn(move || {
        while next < end {
            let at = next;
            if !mask.is_out(at) {
                next = at + 1;
                return Some(at);
            }
            next = tree.end(at);
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tree;

    fn caption(page: &str) -> Option<String> {
        let html = tree::parse(page);
        let tree = Tree::new(&html);
        let mask = Mask::new(&tree);
        let body = tree.elements("body").next().expect("in every page");
        let found = captioned(&tree, &mask, tree.children(body).next().expect("in the page"))?;
        Some(tree.joined(found.caption, &mask, 1000))
    }

    #[test]
    fn captions_with_and_without_a_name() {
        let words = "القاطرة في المحطة";
        for page in [
            format!("<figure><img src=a><figcaption>{words}</figcaption></figure>"),
            format!("<div class=photo><img src=a><div class=photo-desc>{words}</div></div>"),
            format!("<table><tr><td><img src=a></td></tr><tr><td>{words}</td></tr></table>"),
            format!("<table><tr><td><img src=a></td></tr><tr><td class=tr-caption>{words}</td></tr></table>"),
            format!("<p><img src=a><br><span>{words}</span></p>"),
            format!("<div class=picBox><a href=b><img src=a></a><p>{words}</p></div>"),
        ] {
            assert_eq!(caption(&page).as_deref(), Some(words), "{page}");
        }
    }

    #[test]
    fn text_with_a_picture_is_no_caption() {
        for page in [
            "<p><img src=a>نص الفقرة يبدأ بعد الصورة.</p>",
            "<p>نص<img src=a><br>الفقرة</p>",
            "<p><img src=a><br>جملة كاملة من النص.</p>",
            "<table><tr><td><img src=a><img src=b></td><td>صورتان</td></tr></table>",
            "<div><img src=a width=16><br>أيقونة</div>",
        ] {
            assert_eq!(caption(page), None, "{page}");
        }
    }
}
