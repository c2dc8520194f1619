//! Which kept images the archive shows, and the widths in which each is made anew.

use super::draft::Draft;
use super::{Page, Plan};
use crate::archive::Archive;
use crate::article::kept::{Format, KeptImage};
use rayon::prelude::*;

/// Widths in pixels in which images are made anew: for lists on any screen, and for a text's column on most.
const WIDTHS: [u16; 2] = [320, 960];

/// The widths in which `image` is made anew: those that are smaller than its own. An animation is kept as it is, and drawn small
/// for lists alone.
pub fn widths_of(image: &KeptImage) -> impl Iterator<Item = u16> + use<> {
    let (own, moves) = (image.width, image.format == Format::Gif);
    WIDTHS.into_iter().take(if moves { 1 } else { WIDTHS.len() }).filter(move |width| *width < own)
}

/// Those of the images `there`, which are sorted, that an article shows; sorted.
pub(super) fn shown(archive: &Archive, there: &[KeptImage]) -> Vec<KeptImage> {
    let mut images: Vec<KeptImage> = archive
        .in_order_of_files()
        .iter()
        .filter(|id| archive.takedown_of(**id).is_none())
        .flat_map(|id| archive.article(*id).images.iter().copied())
        .filter(|image| there.binary_search(image).is_ok())
        .collect();
    images.par_sort_unstable();
    images.dedup();
    images
}

/// Claims the paths of images and of their sizes. A file of the user's at one of them stands in for it.
pub(super) fn claim(draft: &mut Draft, images: &[KeptImage]) {
    for (image, number) in images.iter().zip(0_u32..) {
        draft.fixed(&image.to_string(), Page::Image(number));
        for width in widths_of(image) {
            draft.fixed(&image.path_of_width(width), Page::Scaled(number, width));
        }
    }
}

impl Plan {
    /// The kept images that the archive shows, sorted.
    pub fn images(&self) -> &[KeptImage] {
        &self.images
    }

    /// The image with this number.
    pub fn image(&self, number: u32) -> &KeptImage {
        &self.images[number as usize]
    }

    /// Does the archive show this image, so that all its sizes are there?
    pub fn shows(&self, image: &KeptImage) -> bool {
        self.images.binary_search(image).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Meta;
    use crate::config::Config;
    use std::path::Path;

    fn image(first: u8, width: u16, format: Format) -> KeptImage {
        KeptImage { digest: [first; 16], width, height: 500, format }
    }

    #[test]
    fn images_are_never_drawn_larger_than_they_are() {
        let widths = |width, format| widths_of(&image(1, width, format)).collect::<Vec<_>>();
        assert_eq!(widths(320, Format::Jpeg), [0_u16; 0]);
        assert_eq!(widths(321, Format::Jpeg), [320]);
        assert_eq!(widths(2000, Format::Png), [320, 960]);
        assert_eq!(widths(2000, Format::Gif), [320]);
    }

    #[test]
    fn only_what_is_there_and_shown_is_planned() {
        let [shown, unshown, lost] = [1, 2, 3].map(|first| image(first, 1200, Format::Jpeg));
        let meta = |file: &str| Meta {
            file: file.into(),
            images: [shown, lost].into(),
            image: Some(Box::new(shown)),
            ..Meta::default()
        };
        let archive = Archive::from_iter([meta("a.md"), meta("b.md")]);
        let config = Config::by_default(Path::new("."));
        let mine = shown.path_of_width(960);
        // A file of the user's stands in for one size; one where a folder must be is left out.
        let plan = Plan::new(&archive, &config, vec!["images".to_owned(), mine.clone()], &[shown, unshown]);
        assert_eq!(plan.images(), [shown]);
        assert!(plan.shows(&shown) && !plan.shows(&unshown) && !plan.shows(&lost));
        let at = |path: &str| plan.find(path).map(|output| output.page);
        assert_eq!(at(&shown.to_string()), Some(Page::Image(0)));
        assert_eq!(at(&shown.path_of_width(320)), Some(Page::Scaled(0, 320)));
        assert!(matches!(at(&mine), Some(Page::Asset(_))));
        assert_eq!((at(&lost.to_string()), plan.warnings().len()), (None, 1));
    }
}
