//! Which of a page's images the archive keeps: asks for each that the article shows, and puts the archive's own copy in its
//! place.
//!
//! In: the page's elements, the lead image and the body's blocks, tidied. Out: the same with paths of kept images. Where they
//! lie is for [`Images`] to know: this room knows addresses as the page writes them, and no path.

use super::address::Base;
use super::block::{Block, Inline};
use super::dom;
use super::plain::inline_text;
use super::tidy::same_picture;
use super::tree::{Id, Tree};
use crate::arabic::fold;
use crate::article::Image;
use std::collections::BTreeMap;

/// What a page may ask of those who know what was saved with it.
pub trait Images {
    /// The archive's own copy of the image at the address `src`, as the page writes it: a path below the content folder.
    fn kept(&self, src: &str) -> Option<String>;
}

/// Nothing was saved with the page.
#[derive(Debug, Clone, Copy)]
pub struct NoImages;

impl Images for NoImages {
    fn kept(&self, _: &str) -> Option<String> {
        None
    }
}

/// Elements of one address that are asked for; pages repeat an image in two or three forms.
const FORMS: usize = 8;

/// Shorter names say little: `1`, `main`, `image`.
const SHORTEST_STEM: usize = 6;

/// The page as this room needs it.
pub(super) struct Place<'p, 'a> {
    pub tree: &'p Tree<'a>,
    pub base: &'p Base,
    pub images: &'p dyn Images,
    /// Containers of the body.
    pub body: &'p [Id],
    /// The element of the lead image.
    pub lead: Option<Id>,
}

/// Puts kept images in the place of the page's own, in the body and as the lead image. Images that are part of the page
/// itself and are not kept go: they have no address.
pub(super) fn keep(place: &Place<'_, '_>, lead: &mut Option<Image>, body: &mut [Block]) {
    let mut wanted: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    for_each_src(body, &mut |src| {
        wanted.entry(src.clone()).or_default();
    });
    wanted.extend(lead.iter().filter_map(|image| image.src.clone()).map(|src| (src, Vec::new())));
    if wanted.is_empty() {
        return;
    }
    let tree = place.tree;
    let is_image = |id: &Id| dom::is_image(tree.tag(*id));
    let elements: Vec<(Id, String)> = (0..tree.len())
        .filter(is_image)
        .filter_map(|id| Some((id, dom::image_source(tree, id, place.base)?)))
        .collect();
    for (id, src) in &elements {
        if let Some(forms) = wanted.get_mut(src).filter(|forms| forms.len() < FORMS) {
            forms.push(*id);
        }
    }
    let mut own: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for (src, forms) in &wanted {
        own.insert(src, place.first_kept(forms, src).map(|(path, _)| path));
    }
    if let Some(image) = lead {
        place.keep_lead(image, &wanted, &elements);
    }
    *lead = lead.take().filter(|image| *image != Image::default());
    let shown = lead.as_ref().and_then(|image| image.file.clone());
    for_each_src(body, &mut |src| {
        if let Some(path) = own.get(src.as_str()).cloned().flatten() {
            *src = path;
        } else if dom::is_embedded(src) {
            src.clear();
        }
    });
    if let (Some(path), Some(image)) = (shown, lead) {
        drop_repeated(&path, image, body);
    }
}

/// The body's first picture, where it is the lead image once more and says no more than that.
fn drop_repeated(path: &str, lead: &Image, body: &mut [Block]) {
    let first = body.iter_mut().find(|block| matches!(block, Block::Figure { .. }));
    let Some(Block::Figure { src, caption, .. }) = first else { return };
    let words = fold(&inline_text(caption));
    let known = fold(lead.caption.as_deref().unwrap_or_default());
    if src == path && (words.is_empty() || known.contains(&words)) {
        src.clear();
        caption.clear();
    }
}

impl Place<'_, '_> {
    /// The kept copy of the first of these elements that has one, with the address that led to it; else of what lies at `src`.
    fn first_kept(&self, forms: &[Id], src: &str) -> Option<(String, String)> {
        let written = forms.iter().flat_map(|&id| dom::image_addresses(self.tree, id));
        let mut all = written.chain([src]).filter(|src| !dom::is_embedded(src));
        all.find_map(|src| Some((self.images.kept(src)?, src.to_owned())))
    }

    fn keep_lead(&self, image: &mut Image, wanted: &BTreeMap<String, Vec<Id>>, elements: &[(Id, String)]) {
        let Some(src) = image.src.clone() else { return };
        // What a page tells other sites of is often the same picture by another address.
        let is_same = |other: &str| same_picture(other, &src) || same_but_for_size(other, &src);
        let namesakes = || elements.iter().filter(|(_, other)| is_same(other)).take(FORMS);
        let namesakes: Vec<Id> = namesakes().map(|(id, _)| *id).collect();
        // One above the text is the lead image whatever it is called; one inside may be another.
        let in_body = |id: Id| self.body.iter().any(|&body| self.tree.is_within(id, body));
        let above: Vec<Id> = self.lead.into_iter().filter(|&id| !in_body(id)).collect();
        let found = self
            .first_kept(wanted.get(&src).map_or(&[], Vec::as_slice), &src)
            .or_else(|| self.first_kept(&namesakes, &src))
            .or_else(|| self.first_kept(&above, &src));
        let from_browser = found.as_ref().is_some_and(|(_, written)| {
            in_browsers_folder(written) && self.base.resource(written).as_ref() == Some(&src)
        });
        image.file = found.map(|(path, _)| path);
        if from_browser || dom::is_embedded(&src) {
            image.src = None;
        }
    }
}

/// Do two addresses name one picture in two sizes, as `harbour.jpg` and `harbour-300x200.jpg`?
fn same_but_for_size(a: &str, b: &str) -> bool {
    let stem = |src: &str| {
        let name = src.split(['?', '#']).next().unwrap_or(src).rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let is_size =
            |end: &str| end.contains('x') && end.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x');
        let stem = match stem.rsplit_once(['-', '_']) {
            Some((stem, end)) if is_size(end) || end == "scaled" => stem,
            _ => stem,
        };
        stem.to_owned()
    };
    let stem_of = stem(a);
    stem_of.len() >= SHORTEST_STEM && stem_of == stem(b)
}

/// Is the file in a folder that a browser made beside the page? Then its address says nothing of where it was published.
fn in_browsers_folder(src: &str) -> bool {
    let folder = src.trim().trim_start_matches("./").split('/').next().unwrap_or_default();
    src.contains('/') && ["_files", ".files"].iter().any(|ending| folder.ends_with(ending))
}

/// Calls `visit` on the address of every image in the blocks.
fn for_each_src(blocks: &mut [Block], visit: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Figure { src, caption, .. } => {
                visit(src);
                in_line(caption, visit);
            }
            Block::Paragraph(content) | Block::Heading { content, .. } => in_line(content, visit),
            Block::List { items, .. } => items.iter_mut().for_each(|item| for_each_src(item, visit)),
            Block::Quote(inner) => for_each_src(inner, visit),
            Block::Table { caption, head, rows } => {
                let cells = rows.iter_mut().flatten().chain(head).chain(caption);
                cells.for_each(|cell| in_line(cell, visit));
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn in_line(content: &mut [Inline], visit: &mut dyn FnMut(&mut String)) {
    for span in content {
        match span {
            Inline::Image { src, .. } => visit(src),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                in_line(inner, visit);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SourceRules;
    use crate::extract::{Furniture, extract_with_images};
    use crate::source::{Capture, MediaType};
    use std::cell::RefCell;

    /// Keeps the images whose address ends so, and notes what it was asked for.
    struct Saved(&'static [&'static str], RefCell<Vec<String>>);

    impl Images for Saved {
        fn kept(&self, src: &str) -> Option<String> {
            self.1.borrow_mut().push(src.to_owned());
            let at = self.0.iter().position(|end| src.ends_with(end))?;
            Some(format!("images/{at}"))
        }
    }

    /// Lead image's src and file, and the body, of an article with this in its head, above and inside its text.
    fn read(
        saved: &'static [&'static str],
        head: &str,
        above: &str,
        inside: &str,
    ) -> (Option<Image>, String) {
        let text = "<p>نص الخبر طويل بما يكفي كي يعد فقرة من فقرات الخبر لا سطرا من سطور الموقع وما حوله.</p>";
        let page = format!(
            "<head><link rel=canonical href='https://a.example/2017/x'>{head}</head><body><article><h1>عنوان الخبر الطويل</h1>\
             {above}<div class='article-body'>{text}{text}{inside}{text}{text}</div></article>"
        );
        let capture = Capture::bare("p.html", page, MediaType::Html);
        let images = Saved(saved, RefCell::default());
        let article =
            extract_with_images(&capture, &SourceRules::default(), &Furniture::default(), &images).article;
        assert!(!article.body.contains("data:"), "{}", article.body);
        assert!(!format!("{:?}", article.image).contains("data:"), "{:?}", article.image);
        (article.image, article.body)
    }

    fn src_and_file(image: Option<Image>) -> (Option<String>, Option<String>) {
        image.map(|image| (image.src, image.file)).unwrap_or_default()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_saved_lead_image_keeps_its_published_address() {
        let og = "<meta property='og:image' content='https://a.example/i/harbour-1.jpg'>";
        let figure = "<figure><img src='p_files/harbour-1.jpg' alt='باب'></figure>";
        let published = some("https://a.example/i/harbour-1.jpg");
        let (image, _) = read(&["p_files/harbour-1.jpg"], og, figure, "");
        assert_eq!(src_and_file(image), (published.clone(), some("images/0")));
        // Another size of it, above the text.
        let other = figure.replace("harbour-1", "h-300x200");
        let (image, _) = read(&["h-300x200.jpg"], og, &other, "");
        assert_eq!(src_and_file(image), (published.clone(), some("images/0")));
        // Inside the text it may be another picture: it stays there.
        let (image, body) = read(&["h-300x200.jpg"], og, "", &other);
        assert_eq!(src_and_file(image), (published.clone(), None));
        assert!(body.contains("![باب](images/0)"), "{body}");
        // Unless its name says that it is not; then it is not shown twice.
        let same = figure.replace("harbour-1.jpg", "harbour-1-300x200.jpg");
        let (image, body) = read(&["harbour-1-300x200.jpg"], og, "", &same);
        assert_eq!(src_and_file(image), (published, some("images/0")));
        assert!(!body.contains("!["), "{body}");
    }

    #[test]
    fn an_address_that_a_browser_made_up_is_none() {
        let (image, _) = read(&["p_files/a.jpg"], "", "<img src='./p_files/a.jpg'>", "");
        assert_eq!(src_and_file(image), (None, some("images/0")));
        let (image, _) = read(&["../img/a.jpg"], "", "<img src='../img/a.jpg'>", "");
        assert_eq!(src_and_file(image), (some("https://a.example/img/a.jpg"), some("images/0")));
    }

    #[test]
    fn images_in_the_text_are_kept_in_any_form() {
        let inside = "<ul><li><img src='p_files/one-pic.jpg'></li></ul><p>نص <img data-src='https://a.example/two-pic.jpg' \
                      src='p_files/two-pic.jpg'></p><p><img src='https://a.example/three-pic.jpg'></p>";
        let saved = &["p_files/one-pic.jpg", "p_files/two-pic.jpg"];
        let (_, body) =
            read(saved, "<meta property='og:image' content='https://a.example/lead-pic.jpg'>", "", inside);
        assert!(body.contains("(images/0)") && body.contains("(images/1)"), "{body}");
        assert!(body.contains("(https://a.example/three-pic.jpg)"), "{body}");
    }

    #[test]
    fn images_inside_the_page_are_kept_or_gone() {
        let data = format!("data:image/png;base64,{}END=", "A".repeat(4000));
        let img = format!("<img src='{data}' alt='باب'>");
        let (image, body) = read(&["END="], "", &img, "");
        assert_eq!(src_and_file(image), (None, some("images/0")));
        assert!(!body.contains("!["), "{body}");
        let og = "<meta property='og:image' content='https://a.example/lead-pic.jpg'>";
        let (_, body) = read(&["END="], og, "", &img);
        assert!(body.contains("![باب](images/0)"), "{body}");
        let (_, body) = read(&[], og, "", &img);
        assert!(!body.contains("!["), "{body}");
        let (image, _) = read(&[], "", &img, "");
        assert_eq!(src_and_file(image), (None, None));
    }
}
