//! The front page, the page about the archive, and what every page knows of the site.

use super::calendar;
use super::escape::dir_of;
use super::frame::{Edition, Frame};
use super::list::plural;
use super::markdown;
use super::view::{AboutView, FrontView, Link, PageView, SectionBlock, SiteView, TermView};
use crate::archive::ArticleId;
use crate::config::Taxonomy;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Articles in the second and third rank, sections, articles in each, sources and tags on the front page.
const SECOND: usize = 4;
const THIRD: usize = 6;
const SECTIONS: usize = 4;
const IN_SECTION: usize = 4;
const SOURCES: usize = 12;
const TAGS: usize = 24;

/// What every page knows of the site.
pub(super) fn site(edition: Edition<'_>) -> SiteView {
    let Edition { config, archive, locale, plan } = edition;
    let frame = Frame::new(edition, "");
    let mut nav = vec![frame.link("archive/index.html", locale.text("archive"))];
    let filled = config.taxonomies.iter().filter(|&&taxonomy| !archive.terms(taxonomy).is_empty());
    nav.extend(filled.map(|&taxonomy| frame.link(&plan.terms_path(taxonomy), locale.text(plural(taxonomy)))));
    nav.push(frame.link("about/index.html", locale.text("about")));
    let year = |year: &i16| locale.digits(&year.to_string());
    let (first, last) = (archive.years().keys().next(), archive.years().keys().next_back());
    SiteView {
        title: config.title.clone(),
        subtitle: config.subtitle.clone(),
        lang: config.lang.clone(),
        dir: config.dir.as_str(),
        base_url: config.base_url.clone(),
        generator: concat!("Warraq ", env!("CARGO_PKG_VERSION")),
        article_count: frame.articles(archive.len()),
        span: match (first, last) {
            (Some(first), Some(last)) if first != last => locale.range(&year(first), &year(last)),
            (Some(only), _) => year(only),
            _ => String::new(),
        },
        nav,
        feed: (config.feed_size > 0).then(|| "feed.xml".to_owned()),
    }
}

/// The front page.
pub(super) fn front(frame: &Frame<'_>) -> (PageView, FrontView) {
    let Edition { config, archive, .. } = frame.edition;
    let newest = |skip, count| frame.cards(archive.ids().skip(skip).take(count));
    let fullest = |taxonomy, count| -> Vec<TermView> {
        let listed = if config.taxonomies.contains(&taxonomy) { count } else { 0 };
        let terms = archive.terms(taxonomy).fullest(listed);
        terms.into_iter().map(|(id, _)| frame.term_view(taxonomy, id)).collect()
    };
    // A section of one story is no row of its own.
    let sections = archive.terms(Taxonomy::Section).fullest(SECTIONS).into_iter();
    let sections = sections.filter(|(_, term)| term.articles.len() > 1);
    let view = FrontView {
        about: first_paragraph(frame),
        lead: newest(0, 1).pop(),
        second: newest(1, SECOND),
        third: newest(1 + SECOND, THIRD),
        sections: sections
            .map(|(id, term)| SectionBlock {
                link: frame.term_link(Taxonomy::Section, id),
                cards: frame.cards(term.articles.iter().copied().take(IN_SECTION)),
            })
            .collect(),
        years: calendar::years(frame),
        sources: fullest(Taxonomy::Source, SOURCES),
        tags: fullest(Taxonomy::Tag, TAGS),
    };
    let mut page = frame.page("front", config.title.as_str(), Vec::new());
    page.description.clone_from(&config.subtitle);
    (page, view)
}

/// The page about the archive.
pub(super) fn about(frame: &Frame<'_>) -> (PageView, AboutView) {
    let Edition { archive, locale, .. } = frame.edition;
    let sources = archive.terms(Taxonomy::Source).fullest(usize::MAX);
    let date = |id: Option<u32>| {
        let entry = id.map(ArticleId).map(|id| archive.entry(id))?;
        entry.date.map(|date| locale.date(&date))
    };
    let dated = archive.undated().start;
    let without_source = archive.ids().filter(|&id| archive.entry(id).terms(Taxonomy::Source).is_empty());
    let view = AboutView {
        about: about_html(frame),
        contact: frame.edition.config.contact.as_deref().map(contact),
        first: date(dated.checked_sub(1)),
        last: date((dated > 0).then_some(0)),
        sources: sources.into_iter().map(|(id, _)| frame.term_view(Taxonomy::Source, id)).collect(),
        languages: languages(frame),
        without_date: frame.articles(archive.undated().len()),
        without_source: frame.articles(without_source.count()),
    };
    (frame.page("about", locale.text("about"), vec![frame.home()]), view)
}

fn about_html(frame: &Frame<'_>) -> Option<String> {
    let about = frame.edition.config.about.as_deref()?;
    Some(markdown::to_html(about, frame.edition.config.dir, frame))
}

/// The first paragraph of what the archive is: the front page says no more, the rest stands on the page about it.
fn first_paragraph(frame: &Frame<'_>) -> Option<String> {
    let about = frame.edition.config.about.as_deref()?.trim_start();
    let end = about.find("\n\n").unwrap_or(about.len());
    Some(markdown::to_html(&about[..end], frame.edition.config.dir, frame))
}

fn contact(contact: &str) -> Link {
    let scheme = if contact.contains('@') && !contact.contains(':') { "mailto:" } else { "" };
    let href = super::escape::web_address(&format!("{scheme}{contact}")).unwrap_or_default();
    Link { href, text: contact.to_owned(), dir: dir_of(contact) }
}

/// Languages with counts, fullest first.
fn languages(frame: &Frame<'_>) -> Vec<TermView> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in frame.edition.archive.ids() {
        *counts.entry(frame.edition.archive.entry(id).lang.as_deref().unwrap_or("unknown")).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(lang, count)| (Reverse(*count), *lang));
    let view = |(lang, count)| {
        let name = frame.edition.locale.language_name(lang);
        let link = Link { href: String::new(), text: name.to_owned(), dir: dir_of(name) };
        TermView { link, count: frame.articles(count) }
    };
    counts.into_iter().map(view).collect()
}
