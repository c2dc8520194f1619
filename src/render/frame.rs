//! What every view needs: the edition that is being published, and the place of one page in it, from which all its
//! addresses are told.
//!
//! Addresses are relative and name files (`../../index.html`), so that the archive reads the same from a disk, a sub-folder
//! or a host.

use super::escape::{dir_of, isolated};
use super::locale::Locale;
use super::place::Place;
use super::text_links::TextLinks;
use super::view::{Card, ImageView, Link, PageView, TermView};
use crate::arabic::{Direction, direction_of};
use crate::archive::{Archive, ArticleId, Meta, TermId};
use crate::article::kept::KeptImage;
use crate::cache::{Fingerprint, Fingerprinter};
use crate::config::{Config, Taxonomy};
use crate::date::StatedDate;
use crate::plan::{List, Plan};

/// An archive with everything that decides how it is shown, but its templates.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The articles' metadata.
    pub archive: &'a Archive,
    /// The paths.
    pub plan: &'a Plan,
    /// The interface's language.
    pub locale: &'a Locale,
}

/// One page of an edition.
#[derive(Debug, Clone)]
pub(super) struct Frame<'a> {
    pub(super) edition: Edition<'a>,
    pub(super) place: Place<'a>,
}

impl<'a> Frame<'a> {
    /// The page at `path`.
    pub(super) fn new(edition: Edition<'a>, path: &'a str) -> Self {
        Self::rooted(edition, path, "../".repeat(path.matches('/').count()))
    }

    /// The page that a web server shows for any path, however deep: its addresses begin at the host, where it is known.
    pub(super) fn anywhere(edition: Edition<'a>, path: &'a str) -> Self {
        let base = edition.config.base_url.as_deref().and_then(|base| url::Url::parse(base).ok());
        Self::rooted(edition, path, base.map_or_else(String::new, |base| base.path().to_owned()))
    }

    /// No page yet: `mark` stands for the way to the root in all addresses.
    pub(super) fn at_mark(edition: Edition<'a>, mark: char) -> Self {
        Self::rooted(edition, "", mark.to_string())
    }

    fn rooted(edition: Edition<'a>, path: &'a str, root: String) -> Self {
        Self { edition, place: Place { config: edition.config, locale: edition.locale, path, root } }
    }

    /// The address of another path of the plan.
    pub(super) fn href(&self, path: &str) -> String {
        self.place.href(path)
    }

    /// What a text on this page may link to.
    pub(super) fn text_links(&self) -> TextLinks<'_> {
        TextLinks::new(self.edition, &self.place)
    }

    pub(super) fn link(&self, path: &str, text: impl Into<String>) -> Link {
        let text = text.into();
        // A number alone, such as a year, runs as the interface does.
        let dir = direction_of(&text).unwrap_or(self.edition.config.dir).as_str();
        Link { href: self.href(path), dir, text }
    }

    /// The link to a list's first page.
    pub(super) fn list_link(&self, list: List, text: impl Into<String>) -> Link {
        self.link(&self.edition.plan.list_path(list, 0), text)
    }

    /// The link to a term's list, or its bare name when the archive has no such lists.
    pub(super) fn term_link(&self, taxonomy: Taxonomy, id: TermId) -> Link {
        let name = &*self.edition.archive.terms(taxonomy).get(id).name;
        if self.edition.config.taxonomies.contains(&taxonomy) {
            return self.list_link(List::Term(taxonomy, id), name);
        }
        Link { href: String::new(), text: name.to_owned(), dir: dir_of(name) }
    }

    /// The links to all terms of `taxonomy` that an article stands under.
    pub(super) fn term_links(&self, id: ArticleId, taxonomy: Taxonomy) -> impl Iterator<Item = Link> {
        self.edition.archive.terms(taxonomy).of(id).iter().map(move |&id| self.term_link(taxonomy, id))
    }

    pub(super) fn term_view(&self, taxonomy: Taxonomy, id: TermId) -> TermView {
        let count = self.edition.archive.terms(taxonomy).get(id).articles.len();
        TermView { link: self.term_link(taxonomy, id), count: self.articles(count) }
    }

    /// So many articles, as the interface counts them.
    pub(super) fn articles(&self, count: usize) -> String {
        self.edition.locale.counted("articles", count)
    }

    pub(super) fn headline(&self, meta: &'a Meta) -> &'a str {
        headline(&meta.title, self.edition.locale)
    }

    pub(super) fn article_link(&self, id: ArticleId) -> Link {
        self.link(self.edition.plan.article_path(id), self.headline(self.edition.archive.article(id)))
    }

    /// An article as lists show it.
    pub(super) fn card(&self, id: ArticleId) -> Card {
        let meta = self.edition.archive.article(id);
        let dir = self.direction(meta.lang.as_deref(), &meta.title);
        Card {
            href: self.href(self.edition.plan.article_path(id)),
            title: isolated(self.headline(meta), dir),
            lang: meta.lang.as_deref().map(str::to_owned),
            dir: dir.as_str(),
            date: meta.date.as_ref().map(|date| self.edition.locale.date(date)),
            source: self.term_links(id, Taxonomy::Source).next(),
            section: self.term_links(id, Taxonomy::Section).next(),
            summary: meta.summary.as_deref().map(|summary| isolated(summary, dir)),
            image: lead_image(self.edition, meta)
                .map(|image| ImageView::of(Some(self.place.thumbnail(image)))),
        }
    }

    /// Of all that a card shows: the article's metadata, and where it and its terms stand. What else it takes, it takes from the
    /// edition.
    pub(super) fn of_card(edition: Edition<'_>, id: ArticleId) -> Fingerprint {
        let mut parts = Fingerprinter::default();
        parts.fingerprint(edition.archive.article(id).index.fingerprint);
        parts.bytes(edition.plan.article_path(id).as_bytes());
        parts.value(&lead_image(edition, edition.archive.article(id)).is_some());
        for taxonomy in [Taxonomy::Source, Taxonomy::Section] {
            if let Some(&term) = edition.archive.terms(taxonomy).of(id).first() {
                parts.bytes(edition.plan.list_path(List::Term(taxonomy, term), 0).as_bytes());
            }
        }
        parts.finish()
    }

    pub(super) fn cards(&self, ids: impl IntoIterator<Item = ArticleId>) -> Vec<Card> {
        ids.into_iter().map(|id| self.card(id)).collect()
    }

    /// The direction of a text in `lang`; told from `text` where the language is not known.
    pub(super) fn direction(&self, lang: Option<&str>, text: &str) -> Direction {
        self.place.direction(lang, text)
    }

    /// What every page has; `prev` and `next` are left out.
    pub(super) fn page(&self, kind: &'static str, title: impl Into<String>, crumbs: Vec<Link>) -> PageView {
        self.place.page(kind, title, crumbs)
    }

    /// The way from the front page to `date`'s page, as far as it is stated; `date` itself left out.
    pub(super) fn date_crumbs(&self, date: Option<&StatedDate>) -> Vec<Link> {
        let locale = self.edition.locale;
        let mut crumbs = vec![self.home(), self.link("archive/index.html", locale.text("archive"))];
        if let Some(date) = date {
            crumbs.push(self.year_link(date.year()));
            if let Some(month) = date.month() {
                let name = locale.month_name(month);
                crumbs.push(self.list_link(List::Month(date.year(), month), name));
                if let Some(day) = date.day() {
                    let shown = locale.digits(&day.to_string());
                    crumbs.push(self.list_link(List::Day(date.year(), month, day), shown));
                }
            }
        }
        crumbs
    }

    pub(super) fn home(&self) -> Link {
        self.link("index.html", self.edition.locale.text("home"))
    }

    pub(super) fn year_link(&self, year: i16) -> Link {
        self.link(&format!("{year:04}/index.html"), self.edition.locale.digits(&year.to_string()))
    }
}

/// The article's lead image, if the archive shows it.
fn lead_image<'a>(edition: Edition<'_>, meta: &'a Meta) -> Option<&'a KeptImage> {
    meta.image.as_deref().filter(|image| edition.plan.shows(image))
}

/// The headline, or what stands for it where the page had none.
pub(super) fn headline<'a>(title: &'a str, locale: &'a Locale) -> &'a str {
    if title.trim().is_empty() { locale.text("untitled") } else { title }
}
