//! Where a page stands: what it is told by its path and the settings alone, and not by any article.

use super::escape::{absolute_path, path_address};
use super::locale::Locale;
use super::markdown::Picture;
use super::view::{Link, PageView};
use crate::arabic::{Direction, direction_of, direction_of_language};
use crate::article::kept::{Format, KeptImage};
use crate::config::Config;
use crate::plan::widths_of;
use std::sync::Arc;

/// Lists show no image wider than this, in pixels.
const MOST_IN_LISTS: u16 = 1280;

/// The place of one page.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    pub(super) config: &'a Config,
    pub(super) locale: &'a Locale,
    /// From the archive's root.
    pub(super) path: &'a str,
    /// From here to the root.
    pub(super) root: String,
}

impl Place<'_> {
    /// The address of another path of the plan.
    pub(super) fn href(&self, path: &str) -> String {
        format!("{}{}", self.root, path_address(path))
    }

    /// A kept image for the width of a text: the image itself where it moves, otherwise in all its widths.
    pub(super) fn picture(&self, image: &KeptImage) -> Picture {
        let moves = image.format == Format::Gif;
        Picture {
            src: self.href(&image.to_string()),
            srcset: if moves { None } else { self.srcset(image, u16::MAX) },
            size: Some((image.width, image.height)),
        }
    }

    /// A kept image as lists show it, small.
    pub(super) fn thumbnail(&self, image: &KeptImage) -> Picture {
        match widths_of(image).next() {
            Some(width) => Picture {
                src: self.href(&image.path_of_width(width)),
                srcset: self.srcset(image, MOST_IN_LISTS),
                size: Some((width, image.height_at(width))),
            },
            None => Picture {
                src: self.href(&image.to_string()),
                srcset: None,
                size: Some((image.width, image.height)),
            },
        }
    }

    /// An image's widths up to `most`, for `srcset`; none where there is but one.
    fn srcset(&self, image: &KeptImage, most: u16) -> Option<String> {
        let moves = image.format == Format::Gif;
        let own = (image.width <= most && !moves).then(|| (image.to_string(), image.width));
        let scaled = widths_of(image).map(|width| (image.path_of_width(width), width));
        let all: Vec<String> =
            scaled.chain(own).map(|(path, width)| format!("{} {width}w", self.href(&path))).collect();
        (all.len() > 1).then(|| all.join(", "))
    }

    /// The direction of a text in `lang`; told from `text` where the language is not known.
    pub(super) fn direction(&self, lang: Option<&str>, text: &str) -> Direction {
        lang.map(direction_of_language).or_else(|| direction_of(text)).unwrap_or(self.config.dir)
    }

    /// What every page has; `prev` and `next` are left out.
    pub(super) fn page(&self, kind: &'static str, title: impl Into<String>, crumbs: Vec<Link>) -> PageView {
        PageView {
            kind,
            root: self.root.clone(),
            path: self.path.to_owned(),
            title: title.into(),
            description: None,
            canonical: self.canonical(),
            prev: None,
            next: None,
            crumbs,
            nav: Arc::default(),
        }
    }

    /// The page's address in the world.
    pub(super) fn canonical(&self) -> Option<String> {
        address_of(self.config, self.path)
    }
}

/// The address in the world of a path of the plan; none without a base address.
pub(super) fn address_of(config: &Config, path: &str) -> Option<String> {
    let base = config.base_url.as_deref()?;
    Some(format!("{base}{}", absolute_path(path)))
}
