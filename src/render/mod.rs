//! From the archive to bytes: typed views, templates, Markdown to HTML, feeds and sitemaps.
//!
//! A page's bytes are a pure function of its view and the templates. A page goes this way:
//! 1. its `Frame` knows where it stands, and so how every other page is addressed from it;
//! 2. one file a kind of page fills the page's typed view ([`view`]): `article`, `list`, `calendar`, `front`;
//! 3. the articles of a list are rendered once each and joined (`story`);
//! 4. [`templates`] turns the view into bytes. Feed, sitemap and `robots.txt` are written without a template.

pub mod bidi;
pub mod escape;
pub mod locale;
#[cfg(test)]
mod look;
pub mod markdown;
pub mod templates;
pub mod view;

mod article;
mod calendar;
mod feed;
mod frame;
mod front;
mod json_ld;
mod list;
mod sitemap;
mod story;

pub use frame::Edition;

use crate::archive::{Archive, ArticleId};
use crate::article::Article;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::plan::{Page, Plan};
use frame::Frame;
use locale::Locale;
use serde::Serialize;
use story::{Stories, StoryRenderer};
use templates::Templates;
use view::PageView;

/// Templates and words, ready to render the pages of an archive.
#[derive(Debug)]
pub struct Renderer {
    templates: Templates,
    locale: Locale,
    stories: Stories,
}

/// An empty value for templates that get nothing but `page`.
#[derive(Serialize)]
struct Nothing {}

impl Renderer {
    /// Reads the templates and words of the archive.
    ///
    /// # Errors
    /// When a template or a file of words is broken.
    pub fn load(config: &Config) -> Result<Self, Box<Diagnostic>> {
        let own_words = templates::locale_override(&config.templates, &config.lang);
        let words = own_words.as_ref().map(|(_, text)| text.as_str());
        let locale =
            Locale::load(&config.lang, config.digits, config.months, words).map_err(|diagnostic| {
                match &own_words {
                    Some((path, _)) => Box::new(diagnostic.in_file(config.display_path(path))),
                    None => diagnostic,
                }
            })?;
        let shown = config.display_path(&config.templates);
        let mut templates = Templates::load(&config.templates, &shown)?;
        templates.share("t", locale.strings());
        Ok(Self { templates, locale, stories: Stories::default() })
    }

    /// Makes the site's own values known to the templates; to be called again when the archive changes.
    pub fn publish(&mut self, config: &Config, archive: &Archive, plan: &Plan) {
        let site = front::site(Edition { config, archive, plan, locale: &self.locale });
        self.templates.share("site", &site);
        self.stories = Stories::default();
    }

    /// The interface's language.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// Appends the page of the article `id`, whose file holds `article`, to `buffer`.
    ///
    /// # Errors
    /// When its template is at fault.
    pub fn article(
        &self,
        edition: Edition<'_>,
        id: ArticleId,
        article: &Article,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let frame = Frame::new(edition, edition.plan.article_path(id));
        let (page, view) = article::view(&frame, id, article, &self.stories())?;
        self.templates.render("article.html", &page, ("article", &view), buffer)
    }

    /// Appends the page at `path` to `buffer`. Articles and assets are not for here: they need their files.
    ///
    /// # Errors
    /// When its template is at fault.
    pub fn page(
        &self,
        edition: Edition<'_>,
        path: &str,
        page: Page,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let frame = Frame::new(edition, path);
        match page {
            Page::Front => self.template("front.html", "front", front::front(&frame), buffer),
            Page::About => self.template("about.html", "about", front::about(&frame), buffer),
            Page::Archive => self.template("archive.html", "archive", calendar::archive(&frame), buffer),
            Page::Year(year) => self.template("year.html", "year", calendar::year(&frame, year), buffer),
            Page::List(list, number) => {
                self.template("list.html", "list", list::view(&frame, list, number, &self.stories())?, buffer)
            }
            Page::Terms(taxonomy) => {
                self.template("terms.html", "terms", list::terms(&frame, taxonomy), buffer)
            }
            Page::NotFound => {
                let frame = Frame::anywhere(edition, path);
                let page = frame.page("not-found", edition.locale.text("not_found"), Vec::new());
                self.template("not-found.html", "nothing", (page, Nothing {}), buffer)
            }
            Page::Feed => Self::text(buffer, |out| feed::write(edition, out)),
            Page::Sitemap => Self::text(buffer, |out| sitemap::write(edition, out)),
            Page::SitemapPart(part) => Self::text(buffer, |out| sitemap::write_part(edition, part, out)),
            Page::Robots => Self::text(buffer, |out| sitemap::write_robots(edition, out)),
            Page::Article(_) | Page::Asset(_) => Ok(()),
        }
    }

    fn stories(&self) -> StoryRenderer<'_> {
        StoryRenderer { stories: &self.stories, templates: &self.templates }
    }

    fn template<V: Serialize>(
        &self,
        name: &str,
        key: &'static str,
        (page, view): (PageView, V),
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        self.templates.render(name, &page, (key, &view), buffer)
    }

    fn text(buffer: &mut Vec<u8>, write: impl FnOnce(&mut String)) -> Result<(), Box<Diagnostic>> {
        let mut out = String::new();
        write(&mut out);
        buffer.extend_from_slice(out.as_bytes());
        Ok(())
    }
}
