//! The front page, the page about the archive, and what every page knows of the site.

use super::calendar;
use super::escape::{dir_of, isolated};
use super::frame::{Edition, Frame};
use super::list::plural;
use super::markdown;
use super::on_this_day;
use super::view::{
    AboutView, FigureView, FrontView, Link, NavLink, PageView, SectionBlock, SiteView, TermView,
};
use crate::archive::ArticleId;
use crate::config::{Look, Taxonomy};
use crate::plan::{DataFormat, FeedFormat, FeedOf, INPUTS, Page, Plan};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Articles in the second and third rank, sections, articles in each, sources and tags on the front page.
const SECOND: usize = 6;
const THIRD: usize = 6;
const SECTIONS: usize = 4;
/// Sections looked at for those: some have all their stories above.
const SECTIONS_ASKED: usize = 3 * SECTIONS;
const IN_SECTION: usize = 4;
const SOURCES: usize = 12;
const TAGS: usize = 24;

/// What every page knows of the site.
pub(super) fn site(edition: Edition<'_>) -> SiteView {
    let Edition { config, .. } = edition;
    let subtitle = config.subtitle.as_deref();
    SiteView {
        title: config.title.clone(),
        subtitle: subtitle.map(str::to_owned),
        tagline: subtitle.map(|text| isolated(text, config.dir)),
        lang: config.lang.clone(),
        dir: config.dir.as_str(),
        base_url: config.base_url.clone(),
        generator: concat!("Warraq ", env!("CARGO_PKG_VERSION")),
        nav: nav(edition),
        feed: (config.feed_size > 0).then(|| "feed.xml".to_owned()),
        contact: config.contact.as_deref().map(contact),
        has_look: config.look != Look::default(),
        masthead: config.look.masthead.as_deref().filter(|name| stands(edition, name)).map(str::to_owned),
        has_lookup: stands(edition, "lookup/index.html"),
        has_search: stands(edition, "search/index.html"),
    }
}

/// Is there such a file?
fn stands(edition: Edition<'_>, path: &str) -> bool {
    let found = edition.plan.find(path);
    found.is_some_and(|output| matches!(output.page, Page::Asset(_) | Page::Lookup | Page::Search))
}

/// The main navigation.
fn nav(edition: Edition<'_>) -> Vec<NavLink> {
    let Edition { config, archive, locale, plan } = edition;
    let frame = Frame::new(edition, "");
    let mut nav = vec![frame.link("archive/index.html", locale.text("archive"))];
    let filled = config.taxonomies.iter().filter(|&&taxonomy| !archive.terms(taxonomy).is_empty());
    nav.extend(filled.map(|&taxonomy| frame.link(&plan.terms_path(taxonomy), locale.text(plural(taxonomy)))));
    nav.push(frame.link("stats/index.html", locale.text("stats")));
    nav.push(frame.link("about/index.html", locale.text("about")));
    nav.into_iter().map(nav_link).collect()
}

fn nav_link(link: Link) -> NavLink {
    let folder = link.href.strip_suffix("index.html").unwrap_or(&link.href).to_owned();
    NavLink { href: link.href, text: link.text, folder }
}

/// From the first year to the last; nothing when the line under the name names both, so that the masthead does not say it twice.
fn span(edition: Edition<'_>) -> String {
    let subtitle = edition.config.subtitle.as_deref().unwrap_or_default();
    let years = edition.archive.years();
    let (Some(first), Some(last)) = (years.keys().next(), years.keys().next_back()) else {
        return String::new();
    };
    let shown = |year: &i16| edition.locale.digits(&year.to_string());
    let named = |year: &i16| subtitle.contains(&year.to_string()) || subtitle.contains(&shown(year));
    if named(first) && named(last) {
        return String::new();
    }
    edition.locale.range(&shown(first), &shown(last))
}

/// The front page.
pub(super) fn front(frame: &Frame<'_>) -> (PageView, FrontView) {
    let Edition { config, archive, .. } = frame.edition;
    let newest = |skip, count| frame.cards(archive.foremost().skip(skip).take(count));
    let fullest = |taxonomy, count| -> Vec<TermView> {
        let listed = if config.taxonomies.contains(&taxonomy) { count } else { 0 };
        let terms = archive.terms(taxonomy).fullest(listed);
        terms.into_iter().map(|(id, _)| frame.term_view(taxonomy, id)).collect()
    };
    let view = FrontView {
        about: first_paragraph(frame),
        span: span(frame.edition),
        lead: newest(0, 1).pop(),
        second: newest(1, SECOND),
        third: newest(1 + SECOND, THIRD),
        sections: sections(frame),
        on_this_day: on_this_day::on_front(frame),
        years: calendar::years(frame),
        sources: fullest(Taxonomy::Source, SOURCES),
        tags: fullest(Taxonomy::Tag, TAGS),
    };
    let mut page = frame.page("front", config.title.as_str(), Vec::new());
    page.description.clone_from(&config.subtitle);
    (page, view)
}

/// The fullest sections, each with its newest stories that do not stand above already. One story is no row of its own.
fn sections(frame: &Frame<'_>) -> Vec<SectionBlock> {
    let archive = frame.edition.archive;
    let above: Vec<ArticleId> = archive.foremost().take(1 + SECOND + THIRD).collect();
    let fullest = archive.terms(Taxonomy::Section).fullest(SECTIONS_ASKED).into_iter();
    let blocks = fullest.map(|(id, term)| {
        let more = term.articles.iter().copied().filter(|id| !above.contains(id));
        let link = frame.term_link(Taxonomy::Section, id);
        SectionBlock { link, cards: frame.cards(more.take(IN_SECTION)) }
    });
    blocks.filter(|block| block.cards.len() > 1).take(SECTIONS).collect()
}

/// The files of metadata and citations, all their parts, and the feed for programs.
fn data(frame: &Frame<'_>) -> Vec<Link> {
    if frame.edition.archive.is_empty() {
        return Vec::new();
    }
    let parts = Plan::data_parts(frame.edition.archive);
    let link = |format: DataFormat, part: u32| {
        let name = match format {
            DataFormat::JsonLines => "JSON Lines",
            DataFormat::Citations(format) => format.name(),
        };
        let name = if parts > 1 { format!("{name} {part}/{parts}") } else { name.to_owned() };
        frame.link(&format.path(part), name)
    };
    let feed = frame.edition.plan.feed_path(FeedOf::All, FeedFormat::Json);
    let feed = (frame.edition.config.feed_size > 0).then(|| frame.link(&feed, "JSON Feed"));
    let all = DataFormat::ALL.into_iter().flat_map(|format| (1..=parts).map(move |part| (format, part)));
    all.map(|(format, part)| link(format, part)).chain(feed).collect()
}

/// The page about the archive.
pub(super) fn about(frame: &Frame<'_>) -> (PageView, AboutView) {
    let Edition { archive, locale, .. } = frame.edition;
    let sources = archive.terms(Taxonomy::Source).fullest(usize::MAX);
    let date = |id: Option<u32>| {
        let entry = id.map(ArticleId).map(|id| archive.article(id))?;
        entry.date.map(|date| locale.date(&date))
    };
    let dated = archive.undated().start;
    let without_source = archive.ids().filter(|&id| archive.terms(Taxonomy::Source).of(id).is_empty());
    let view = AboutView {
        about: about_html(frame),
        article_count: frame.articles(archive.len()),
        contact: frame.edition.config.contact.as_deref().map(contact),
        first: date(dated.checked_sub(1)),
        last: date((dated > 0).then_some(0)),
        sources: sources.into_iter().map(|(id, _)| frame.term_view(Taxonomy::Source, id)).collect(),
        languages: languages(frame),
        earlier_captures: earlier_captures(frame),
        inputs: inputs(frame),
        input_reasons: input_reasons(frame),
        input_list: archive.inputs().map(|_| frame.href(INPUTS)),
        data: data(frame),
        redirects: redirects(frame),
        without_date: frame.articles(archive.undated().len()),
        without_source: frame.articles(without_source.count()),
    };
    (frame.page("about", locale.text("about"), vec![frame.home()]), view)
}

/// The fates of the inputs, in the order in which an account of them is read.
fn inputs(frame: &Frame<'_>) -> Vec<FigureView> {
    let Some(inputs) = frame.edition.archive.inputs() else { return Vec::new() };
    let locale = frame.edition.locale;
    let read = inputs.counts.values().sum();
    let all = FigureView { name: locale.text("inputs").to_owned(), value: locale.counted("pages", read) };
    let fates = ["article", "duplicate-of", "not-an-article", "unreadable"];
    let fate = |fate: &str| {
        let count = inputs.counts.get(fate).copied().unwrap_or(0);
        let name = locale.text(&format!("fate_{}", fate.replace('-', "_"))).to_owned();
        FigureView { name, value: locale.counted("pages", count) }
    };
    std::iter::once(all).chain(fates.into_iter().map(fate)).collect()
}

fn input_reasons(frame: &Frame<'_>) -> Vec<FigureView> {
    let reasons = frame.edition.archive.inputs().map(|inputs| &inputs.reasons[..]).unwrap_or_default();
    let view = |(reason, count): &(String, usize)| FigureView {
        name: reason.clone(),
        value: frame.edition.locale.number(*count),
    };
    reasons.iter().map(view).collect()
}

/// As a counted phrase, where there are any.
fn earlier_captures(frame: &Frame<'_>) -> Option<String> {
    let count = frame.edition.archive.earlier_captures();
    (count > 0).then(|| frame.edition.locale.counted("versions", count))
}

/// The files of redirects, all their parts.
fn redirects(frame: &Frame<'_>) -> Vec<Link> {
    let Edition { config, archive, .. } = frame.edition;
    let paths = config
        .redirects
        .iter()
        .flat_map(|&format| (1..=Plan::data_parts(archive)).map(move |part| format.path(part)));
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    paths.map(|path| frame.link(&path, name(&path))).collect()
}

fn about_html(frame: &Frame<'_>) -> Option<String> {
    let about = frame.edition.config.about.as_deref()?;
    Some(markdown::to_html(about, frame.edition.config.dir, &frame.text_links()))
}

/// The first paragraph of what the archive is: the front page says no more, the rest stands on the page about it.
fn first_paragraph(frame: &Frame<'_>) -> Option<String> {
    let about = frame.edition.config.about.as_deref()?.trim_start();
    let end = about.find("\n\n").unwrap_or(about.len());
    Some(markdown::to_html(&about[..end], frame.edition.config.dir, &frame.text_links()))
}

pub(super) fn contact(contact: &str) -> Link {
    let scheme = if contact.contains('@') && !contact.contains(':') { "mailto:" } else { "" };
    let href = super::escape::web_address(&format!("{scheme}{contact}")).unwrap_or_default();
    Link { href, text: contact.to_owned(), dir: dir_of(contact) }
}

/// Languages with counts, fullest first. `ar` and `ar-MA` are one language, since they have one name.
fn languages(frame: &Frame<'_>) -> Vec<TermView> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in frame.edition.archive.ids() {
        let lang = frame.edition.archive.article(id).lang.as_deref().unwrap_or("unknown");
        *counts.entry(frame.edition.locale.language_name(lang)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(name, count)| (Reverse(*count), *name));
    let view = |(name, count): (&str, usize)| {
        let link = Link { href: String::new(), text: name.to_owned(), dir: dir_of(name) };
        TermView { link, count: frame.articles(count) }
    };
    counts.into_iter().map(view).collect()
}
