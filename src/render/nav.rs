//! The main navigation: rendered once for each way to the root and each place in it, and not for every page.
//!
//! In: a page's path and its way to the root. Out: HTML, by `nav.html`.

use super::templates::Templates;
use super::view::{NavItem, NavLink, PageView};
use crate::diagnostic::Diagnostic;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A way to the root, and which link leads to the page or to what it lies in.
type WhereShown = (String, Option<(usize, &'static str)>);

/// The navigation of one edition.
#[derive(Debug, Default)]
pub(super) struct Nav {
    links: Vec<NavLink>,
    rendered: Mutex<FxHashMap<WhereShown, Arc<str>>>,
}

impl Nav {
    pub(super) fn new(links: Vec<NavLink>) -> Self {
        Self { links, rendered: Mutex::default() }
    }

    /// The navigation as `page` shows it.
    ///
    /// # Errors
    /// When the template is at fault.
    pub(super) fn html(&self, templates: &Templates, page: &PageView) -> Result<Arc<str>, Box<Diagnostic>> {
        let place = (page.root.clone(), self.current(&page.path));
        // Whoever panicked left whole texts.
        let rendered = || self.rendered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(html) = rendered().get(&place) {
            return Ok(Arc::clone(html));
        }
        let item = |(at, link): (usize, &NavLink)| NavItem {
            href: format!("{}{}", page.root, link.href),
            text: link.text.clone(),
            current: place.1.and_then(|(current, what)| (current == at).then_some(what)),
        };
        let items: Vec<NavItem> = self.links.iter().enumerate().map(item).collect();
        let mut html = Vec::new();
        templates.render_piece("nav.html", &page.path, ("nav", &items), &mut html)?;
        let html: Arc<str> = String::from_utf8_lossy(&html).trim_end().into();
        rendered().insert(place, Arc::clone(&html));
        Ok(html)
    }

    /// The link that leads to `path` or to a folder round it, in the words of `aria-current`.
    fn current(&self, path: &str) -> Option<(usize, &'static str)> {
        let links = || self.links.iter().enumerate();
        let page = links().find(|(_, link)| link.href == path).map(|(at, _)| (at, "page"));
        page.or_else(|| links().find(|(_, link)| path.starts_with(&link.folder)).map(|(at, _)| (at, "true")))
    }
}
