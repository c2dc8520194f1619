//! From the archive to bytes: typed views, templates, Markdown to HTML, feeds and sitemaps.
//!
//! A page's bytes are a pure function of its view and the templates. A page goes this way:
//! 1. its `Frame` knows where it stands, and so how every other page is addressed from it;
//! 2. one file a kind of page fills the page's typed view ([`view`]): `article`, `list`, `calendar`, `front`;
//! 3. the view's fingerprint tells whether the page was made from just this before (`made_from`);
//! 4. the articles of a list are rendered once each and joined (`story`);
//! 5. [`templates`] turns the view into bytes. Feed, sitemap and `robots.txt` are written without a template.

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
mod citation;
mod data;
mod diff;
mod feed;
mod frame;
mod front;
mod history;
mod index;
mod json_ld;
mod list;
mod lookup;
mod made_from;
mod minify;
mod nav;
mod on_this_day;
mod palette;
mod place;
mod plot;
mod search;
mod sitemap;
mod stats;
mod story;
mod text_links;
mod time_map;

pub use frame::Edition;
pub use made_from::{Known, MadeFrom, Question};

use crate::archive::{Archive, ArticleId};
use crate::article::Article;
use crate::cache::{Fingerprint, Fingerprinter, OWN_FOLDER};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::plan::{DataFormat, Page, Plan, articles_of_part};
use article::Around;
use frame::Frame;
use list::ListPage;
use locale::Locale;
use lookup::AddressBook;
use nav::Nav;
use serde::Serialize;
use std::sync::OnceLock;
use story::{Shows, Stories, StoryRenderer};
use templates::Templates;
use view::{PageView, TombstoneView};

/// Templates and words, ready to render the pages of an archive.
#[derive(Debug)]
pub struct Renderer {
    templates: Templates,
    locale: Locale,
    nav: Nav,
    stories: Stories,
    /// Made when it is first asked for.
    addresses: OnceLock<AddressBook>,
    /// Of the user's templates and words.
    own: Fingerprint,
    /// Of what every page depends on: settings, templates, words, and what they all show of the site.
    fingerprint: Fingerprint,
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
        let locale = locale.with_hijri(config.hijri);
        let shown = config.display_path(&config.templates);
        let mut templates = Templates::load(&config.templates, &shown)?;
        templates.share("t", locale.strings());
        let texts = templates.own_texts();
        let own = templates::fingerprint(texts, own_words.as_ref().map(|(_, text)| text.as_str()));
        Ok(Self {
            own,
            templates,
            locale,
            nav: Nav::default(),
            stories: Stories::default(),
            addresses: OnceLock::new(),
            fingerprint: Fingerprint::default(),
        })
    }

    /// Makes the site's own values known to the templates; to be called again when the archive changes.
    pub fn publish(&mut self, config: &Config, archive: &Archive, plan: &Plan) {
        let site = front::site(Edition { config, archive, plan, locale: &self.locale });
        self.templates.share("site", &site);
        self.nav = Nav::new(site.nav.clone());
        let all = archive.in_order_of_files().len();
        self.stories = Stories::of(all, &config.output.join(OWN_FOLDER));
        self.addresses = OnceLock::new();
        let mut all = Fingerprinter::default();
        all.value(&config.shown());
        // Built-in ones are the program's, which every kept word names.
        all.fingerprint(self.own);
        all.value(&site);
        self.fingerprint = all.finish();
    }

    /// The interface's language.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The fingerprint of the user's templates and words, as they were read: see [`templates::fingerprint_now`].
    pub fn own(&self) -> Fingerprint {
        self.own
    }

    /// Of what every page depends on: settings, templates, words, and what they all show of the site.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Would the page of the article `id`, whose Markdown file has the fingerprint `file`, come out as it is known?
    pub fn is_article_known(
        &self,
        edition: Edition<'_>,
        id: ArticleId,
        file: Fingerprint,
        known: Known<'_>,
    ) -> bool {
        let MadeFrom::Article { file: known_file, around, questions } = known.made_from else { return false };
        let same_around = || {
            let frame = Frame::new(edition, edition.plan.article_path(id));
            let parts = self.around(&frame, &Around::of(&frame, id));
            *around == answered(parts, edition, questions)
        };
        *known_file == file && (known.same_archive || same_around())
    }

    /// Appends the page of the article `id` to `buffer`; its file holds `article` and has the fingerprint `file`.
    ///
    /// # Errors
    /// When its template is at fault.
    pub fn article(
        &self,
        edition: Edition<'_>,
        id: ArticleId,
        (article, file): (&Article, Fingerprint),
        buffer: &mut Vec<u8>,
    ) -> Result<MadeFrom, Box<Diagnostic>> {
        let frame = Frame::new(edition, edition.plan.article_path(id));
        let around = Around::of(&frame, id);
        let links = frame.text_links();
        let related = self.stories().join(&frame, &around.related, Shows::Day)?;
        let parts = self.around(&frame, &around);
        let (page, view) = article::view(&frame.place, around, related, article, &links);
        self.html(edition, "article.html", page, ("article", &view), buffer)?;
        let questions = links.into_questions();
        let around = answered(parts, edition, &questions);
        Ok(MadeFrom::Article { file, around, questions })
    }

    /// What an article's page takes from the rest, but for the answers to what its text asks.
    fn around(&self, frame: &Frame<'_>, around: &Around) -> Fingerprinter {
        let mut parts = self.parts(frame.place.path);
        parts.value(around);
        for &id in &around.related {
            parts.fingerprint(self.stories.fingerprint(frame.edition, id));
        }
        parts
    }

    /// Appends the page at `path` to `buffer`, unless it would come out as it is known: `None` then, and what it was made from
    /// otherwise. Articles and assets are not for here: they need their files.
    ///
    /// # Errors
    /// When its template is at fault.
    pub fn page(
        &self,
        edition: Edition<'_>,
        (path, page): (&str, Page),
        known: Option<Known<'_>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<MadeFrom>, Box<Diagnostic>> {
        if known.is_some_and(|known| known.same_archive) {
            return Ok(None);
        }
        let frame = Frame::new(edition, path);
        let mut sheet = Sheet { renderer: self, frame: &frame, known, buffer };
        match page {
            Page::Front => sheet.render("front.html", "front", front::front(&frame)),
            Page::About => sheet.render("about.html", "about", front::about(&frame)),
            Page::Stats => sheet.render("stats.html", "stats", stats::stats(&frame)),
            Page::Archive => sheet.render("archive.html", "archive", calendar::archive(&frame)),
            Page::Year(year) => sheet.render("year.html", "year", calendar::year(&frame, year)),
            Page::List(list, number) => sheet.render_list(list::view(&frame, list, number)),
            Page::Terms(taxonomy) => sheet.render("terms.html", "terms", index::terms(&frame, taxonomy)),
            Page::Letter(taxonomy, letter) => {
                sheet.render("terms.html", "terms", index::letter(&frame, taxonomy, letter))
            }
            Page::DaysOfYear => sheet.render("on-this-day.html", "days", on_this_day::days_of_year(&frame)),
            Page::Search => sheet.render("search.html", "search", search::search(&frame)),
            Page::Lookup => sheet.render("lookup.html", "lookup", lookup::lookup(&frame)),
            Page::Tombstone(id) => sheet.render("tombstone.html", "tombstone", tombstone(&frame, id)),
            Page::NotFound => {
                let frame = Frame::anywhere(edition, path);
                let page = frame.page("not-found", edition.locale.text("not_found"), Vec::new());
                sheet.render("not-found.html", "nothing", (page, Nothing {}))
            }
            _ => Ok(self.file(sheet, page)),
        }
    }

    /// As [`Renderer::page`], for what is no HTML.
    fn file(&self, mut sheet: Sheet<'_>, page: Page) -> Option<MadeFrom> {
        let edition = sheet.frame.edition;
        let path = sheet.frame.place.path;
        match page {
            Page::Feed(of, format) => {
                let feed = feed::Feed::new(edition, of, format);
                sheet.listing(&feed.title, &feed.articles, |out| feed.write(edition, format, out))
            }
            Page::ListCitations(list, format) => {
                let ids = data::articles_of_list(edition, list);
                sheet.listing("", &ids, |out| data::write(edition, DataFormat::Citations(format), &ids, out))
            }
            Page::Data(format, part) => {
                let ids = articles_of_part(edition.archive, part);
                sheet.listing("", &ids, |out| data::write(edition, format, &ids, out))
            }
            Page::LookupPart(part) => {
                let ids = self.addresses.get_or_init(|| AddressBook::new(edition)).part(part);
                sheet.listing("", &ids, |out| lookup::write_part(edition, part, &ids, out))
            }
            Page::Redirects(format, part) => {
                let ids = lookup::redirected(edition.archive, part);
                sheet.listing("", &ids, |out| lookup::write_redirects(edition, (format, part), &ids, out))
            }
            Page::TimeMap(id) => {
                let ids = time_map::captures(edition, id);
                sheet.listing("", &ids, |out| time_map::write(edition, path, &ids, out))
            }
            Page::DayStories(month, day) => {
                let ids = on_this_day::stories(edition, month, day);
                sheet.listing("", &ids, |out| on_this_day::write(edition, (month, day), &ids, out))
            }
            Page::Look => sheet.text(|out| palette::write(&edition.config.look, out)),
            Page::Sitemap => sheet.text(|out| sitemap::write(edition, out)),
            Page::SitemapPart(part) => sheet.text(|out| sitemap::write_part(edition, part, out)),
            Page::Robots => sheet.text(|out| sitemap::write_robots(edition, out)),
            _ => None,
        }
    }

    /// What the history of the article `id` is made from, unless it would come out as it is known. `file`: the fingerprints of
    /// articles' files.
    pub fn history_news(
        &self,
        edition: Edition<'_>,
        (path, id): (&str, ArticleId),
        file: impl Fn(ArticleId) -> Fingerprint,
        known: Option<Known<'_>>,
    ) -> Option<MadeFrom> {
        let mut parts = self.parts(path);
        for &id in edition.archive.versions(id) {
            parts.fingerprint(file(id));
            parts.bytes(edition.plan.article_path(id).as_bytes());
        }
        let made_from = MadeFrom::View(parts.finish());
        known.is_none_or(|known| *known.made_from != made_from).then_some(made_from)
    }

    /// The captures of the page of `id` that its history compares, oldest first.
    pub fn compared(&self, edition: Edition<'_>, id: ArticleId) -> Vec<ArticleId> {
        history::compared(edition.archive, id).to_vec()
    }

    /// Appends the history of the article `id` to `buffer`; `articles`: what [`Renderer::compared`] names.
    ///
    /// # Errors
    /// When its template is at fault.
    pub fn history(
        &self,
        edition: Edition<'_>,
        (path, id): (&str, ArticleId),
        articles: &[Article],
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let frame = Frame::new(edition, path);
        let (page, view) = history::history(&frame, id, articles);
        self.html(edition, "history.html", page, ("history", &view), buffer)
    }

    /// Appends the page that the template `name` makes of a view.
    fn html<V: Serialize>(
        &self,
        edition: Edition<'_>,
        name: &str,
        page: PageView,
        view: (&'static str, &V),
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let begin = buffer.len();
        let nav = self.nav.html(&self.templates, &page)?;
        self.templates.render(name, &PageView { nav, ..page }, view, buffer)?;
        if edition.config.minify {
            let short = minify::minify(&String::from_utf8_lossy(&buffer[begin..]));
            buffer.truncate(begin);
            buffer.extend_from_slice(short.as_bytes());
        }
        Ok(())
    }

    /// What the page at `path` depends on, to be added to.
    fn parts(&self, path: &str) -> Fingerprinter {
        let mut parts = Fingerprinter::default();
        parts.fingerprint(self.fingerprint);
        parts.bytes(path.as_bytes());
        parts
    }

    fn stories(&self) -> StoryRenderer<'_> {
        StoryRenderer { stories: &self.stories, templates: &self.templates }
    }
}

/// The fingerprint of `parts` and of the answers to `questions`.
fn answered(mut parts: Fingerprinter, edition: Edition<'_>, questions: &[Question]) -> Fingerprint {
    for question in questions {
        let answer = text_links::answer(edition, question);
        let kind = |page| match page {
            Page::Asset(_) => 1_u8,
            Page::Image(_) => 2,
            _ => 0,
        };
        parts.value(&answer.map(|output| (&output.path, kind(output.page))));
    }
    parts.finish()
}

/// What stands in the place of an article that was taken down: nothing of the article.
fn tombstone(frame: &Frame<'_>, id: ArticleId) -> (PageView, TombstoneView) {
    let Edition { config, archive, locale, .. } = frame.edition;
    let takedown = archive.takedown_of(id).and_then(|number| config.takedowns.get(number));
    let view = TombstoneView {
        note: takedown.and_then(|takedown| takedown.note.clone()),
        contact: config.contact.as_deref().map(front::contact),
    };
    (frame.page("tombstone", locale.text("tombstone"), vec![frame.home()]), view)
}

/// A page about to be rendered, if need be.
struct Sheet<'a> {
    renderer: &'a Renderer,
    frame: &'a Frame<'a>,
    known: Option<Known<'a>>,
    buffer: &'a mut Vec<u8>,
}

impl Sheet<'_> {
    fn render<V: Serialize>(
        &mut self,
        name: &str,
        key: &'static str,
        (page, view): (PageView, V),
    ) -> Result<Option<MadeFrom>, Box<Diagnostic>> {
        let Some(made_from) = self.news(&page, &view, &[]) else { return Ok(None) };
        self.renderer.html(self.frame.edition, name, page, (key, &view), self.buffer)?;
        Ok(Some(made_from))
    }

    fn render_list(&mut self, list: ListPage) -> Result<Option<MadeFrom>, Box<Diagnostic>> {
        let ListPage { page, mut view, articles } = list;
        let Some(made_from) = self.news(&page, &view, &articles) else { return Ok(None) };
        let stories = self.renderer.stories();
        for (group, articles) in view.groups.iter_mut().zip(&articles) {
            group.stories = stories.join(self.frame, articles, Shows::Summary)?;
        }
        self.renderer.html(self.frame.edition, "list.html", page, ("list", &view), self.buffer)?;
        Ok(Some(made_from))
    }

    /// A page without a template: it costs no more to write than to know.
    fn text(&mut self, write: impl FnOnce(&mut String)) -> Option<MadeFrom> {
        // It may be large: it is not held twice.
        let mut out = String::from_utf8(std::mem::take(self.buffer)).unwrap_or_default();
        write(&mut out);
        *self.buffer = out.into_bytes();
        Some(MadeFrom::Archive)
    }

    /// A page without a template that says what is known of the articles `ids`, under a title.
    fn listing(
        &mut self,
        title: &str,
        ids: &[ArticleId],
        write: impl FnOnce(&mut String),
    ) -> Option<MadeFrom> {
        let mut parts = self.renderer.parts(self.frame.place.path);
        parts.bytes(title.as_bytes());
        for &id in ids {
            parts.fingerprint(self.frame.edition.archive.article(id).index.fingerprint);
            parts.bytes(self.frame.edition.plan.article_path(id).as_bytes());
            for &version in self.frame.edition.archive.versions(id) {
                parts.bytes(self.frame.edition.plan.article_path(version).as_bytes());
            }
        }
        let made_from = self.unless_known(MadeFrom::View(parts.finish()))?;
        self.text(write);
        Some(made_from)
    }

    /// What the page is made from, unless that is known.
    fn news<V: Serialize>(&self, page: &PageView, view: &V, stories: &[Vec<ArticleId>]) -> Option<MadeFrom> {
        let mut parts = self.renderer.parts(self.frame.place.path);
        parts.value(page);
        parts.value(view);
        for ids in stories {
            parts.bytes(&[]);
            for &id in ids {
                parts.fingerprint(self.renderer.stories.fingerprint(self.frame.edition, id));
            }
        }
        self.unless_known(MadeFrom::View(parts.finish()))
    }

    fn unless_known(&self, made_from: MadeFrom) -> Option<MadeFrom> {
        let is_known = self.known.is_some_and(|known| *known.made_from == made_from);
        (!is_known).then_some(made_from)
    }
}
