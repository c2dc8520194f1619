//! Where a page stands: what it is told by its path and the settings alone, and not by any article.

use super::escape::{absolute_path, path_address};
use super::locale::Locale;
use super::view::{Link, PageView};
use crate::arabic::{Direction, direction_of, direction_of_language};
use crate::config::Config;
use std::sync::Arc;

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
