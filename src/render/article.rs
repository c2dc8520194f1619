//! An article's page: its view from its metadata in the archive and its Markdown file, read again just for this.

use super::citation::Cited;
use super::escape::{dir_of, escape, isolated, web_address};
use super::frame::{Frame, headline};
use super::json_ld;
use super::markdown::{self, Surroundings as _};
use super::place::{Place, address_of};
use super::text_links::TextLinks;
use super::view::{
    ArticleView, CitationView, CommentView, ImageView, Link, PageView, ProvenanceView, VersionsView,
};
use crate::arabic::{Direction, direction_of, fold};
use crate::archive::ArticleId;
use crate::article::{Article, Comment, Image, Related};
use crate::config::Taxonomy;
use crate::date::StatedDate;
use crate::plan::{CitationFormat, List};
use serde::Serialize;

/// Related articles on a page.
const RELATED: usize = 4;
/// Length of a description, in characters.
const DESCRIPTION: usize = 160;

/// What an article's page takes from the rest of the archive, but for what its text asks: all that can change the page while
/// its own file stays as it is.
#[derive(Debug, Serialize)]
pub(super) struct Around {
    prev: Option<Link>,
    next: Option<Link>,
    crumbs: Vec<Link>,
    section: Option<Link>,
    authors: Vec<Link>,
    tags: Vec<Link>,
    source: Option<Link>,
    versions: Option<VersionsView>,
    /// The address in the world of the latest capture, where this is an earlier one.
    canonical: Option<String>,
    time_map: Option<String>,
    /// Shown as stories are, which have fingerprints of their own.
    #[serde(skip)]
    pub(super) related: Vec<ArticleId>,
}

impl Around {
    /// What is around the article `id`, whose page `frame` is.
    pub(super) fn of(frame: &Frame<'_>, id: ArticleId) -> Self {
        let archive = frame.edition.archive;
        Self {
            prev: archive.older(id).map(|older| frame.article_link(older)),
            next: archive.newer(id).map(|newer| frame.article_link(newer)),
            crumbs: crumbs(frame, archive.article(id).date.as_ref()),
            section: frame.term_links(id, Taxonomy::Section).next(),
            authors: frame.term_links(id, Taxonomy::Author).collect(),
            tags: frame.term_links(id, Taxonomy::Tag).collect(),
            source: frame.term_links(id, Taxonomy::Source).next(),
            versions: versions(frame, id),
            canonical: archive.versions(id).last().filter(|latest| **latest != id).and_then(|latest| {
                address_of(frame.edition.config, frame.edition.plan.article_path(*latest))
            }),
            time_map: frame.edition.plan.time_map_path(id).map(|path| frame.href(path)),
            related: archive.related(id, RELATED),
        }
    }
}

/// The way to the article's day, or to the articles without one.
fn crumbs(frame: &Frame<'_>, date: Option<&StatedDate>) -> Vec<Link> {
    let mut crumbs = frame.date_crumbs(date);
    if date.is_none() {
        crumbs.push(frame.list_link(List::Undated, frame.edition.locale.text("undated")));
    }
    crumbs
}

/// The captures of the article's page, where there are several.
fn versions(frame: &Frame<'_>, id: ArticleId) -> Option<VersionsView> {
    let ids = frame.edition.archive.versions(id);
    let latest = *ids.last()?;
    Some(VersionsView {
        count: frame.edition.locale.counted("versions", ids.len()),
        history: frame.edition.plan.history_path(latest).map(|path| frame.href(path)),
        latest: (latest != id).then(|| frame.article_link(latest)),
    })
}

/// The page of an article at `place`. `related`: the stories of related articles, HTML.
pub(super) fn view(
    place: &Place<'_>,
    around: Around,
    related: String,
    article: &Article,
    links: &TextLinks<'_>,
) -> (PageView, ArticleView) {
    let locale = place.locale;
    let dir = place.direction(article.lang.as_deref(), &article.title);
    let title = headline(&article.title, locale);
    let opening = || markdown::opening(&article.body, DESCRIPTION);
    let description = article.summary.clone().unwrap_or_else(opening);

    let mut page = place.page("article", title, around.crumbs);
    page.canonical = around.canonical.or(page.canonical);
    page.prev = around.prev;
    page.next = around.next;
    page.description = Some(description).filter(|text| !text.is_empty());

    let date = |date| locale.date(&date);
    let provenance =
        ProvenanceView { time_map: around.time_map, ..provenance(place, around.source, article) };
    let image = article.image.as_ref().map(|image| image_view(links, place, image, dir));
    let view = ArticleView {
        title: isolated(title, dir),
        lang: article.lang.clone(),
        dir: dir.as_str(),
        section: around.section,
        summary: standfirst(article).map(|summary| isolated(summary, dir)),
        authors: around.authors,
        agency: article.agency.clone(),
        byline: beside_author(article),
        date: article.date.map(date),
        updated: article.updated.map(date),
        body: markdown::to_html(&article.body, dir, links),
        tags: around.tags,
        read_also: read_also(links, &article.related),
        comment_count: comment_count(place, article.comments.len()),
        comments: article.comments.iter().map(|comment| comment_view(place, comment, dir)).collect(),
        versions: around.versions,
        related,
        provenance,
        extra: article.extra.clone(),
        json_ld: json_ld::news_article(
            article,
            title,
            page.description.as_deref(),
            page.canonical.as_deref(),
            image.as_ref().and_then(|image| image.address.as_deref()),
        ),
        image,
    };
    (page, view)
}

/// The summary, unless it is only how the text begins: many pages give their first words to search engines.
fn standfirst(article: &Article) -> Option<&str> {
    let summary = article.summary.as_deref()?;
    let words = fold(summary.trim_end_matches(['.', '…', ' ']));
    let opening = fold(&markdown::opening(&article.body, summary.chars().count() + DESCRIPTION));
    (!opening.starts_with(&words)).then_some(summary)
}

/// The byline as printed, without the author that stands beside it: `name - place` is `place`.
fn beside_author(article: &Article) -> Option<String> {
    let printed = article.byline.as_deref()?;
    let rest = match &article.authors[..] {
        [author] => printed.strip_prefix(author.as_str()).unwrap_or(printed),
        _ => printed,
    };
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "-–—/،,:".contains(c));
    Some(rest.to_owned()).filter(|rest| !rest.is_empty())
}

fn image_view(links: &TextLinks<'_>, place: &Place<'_>, image: &Image, dir: Direction) -> ImageView {
    let src = image.src.as_deref().unwrap_or_default();
    let own = image.file.as_deref().and_then(|file| links.image(file));
    let kept = own.is_some().then(|| image.kept()).flatten();
    let picture = own.or_else(|| links.image(src));
    ImageView {
        address: kept.and_then(|image| address_of(place.config, &image.to_string())),
        original: web_address(src),
        alt: image.alt.clone().or_else(|| image.caption.clone()).unwrap_or_default(),
        caption: image.caption.as_deref().map(|caption| isolated(caption, dir)),
        credit: image.credit.clone(),
        ..ImageView::of(picture)
    }
}

/// To the archived articles where there are such, to the originals otherwise, and nowhere where no address is known. What was
/// taken down is not named.
fn read_also(links: &TextLinks<'_>, related: &[Related]) -> Vec<Link> {
    let is_seen = |related: &&Related| related.url.as_deref().is_none_or(|url| !links.is_taken_down(url));
    let link = |related: &Related| {
        let address = related.url.as_deref().and_then(|url| links.address_of(url));
        Link { href: address.unwrap_or_default(), dir: dir_of(&related.title), text: related.title.clone() }
    };
    related.iter().filter(is_seen).map(link).collect()
}

fn comment_count(place: &Place<'_>, count: usize) -> Option<String> {
    (count > 0).then(|| place.locale.counted("comments", count))
}

fn comment_view(place: &Place<'_>, comment: &Comment, article: Direction) -> CommentView {
    let dir = direction_of(&comment.text).unwrap_or(article);
    let link = |name: &String| Link { href: String::new(), dir: dir_of(name), text: name.clone() };
    let lines = comment.text.lines().filter(|line| !line.trim().is_empty());
    CommentView {
        author: comment.author.as_ref().map(link),
        date: comment.date.map(|date| place.locale.date(&date)),
        dir: dir.as_str(),
        paragraphs: lines.map(|line| isolated(line, dir)).collect(),
    }
}

fn provenance(place: &Place<'_>, source: Option<Link>, article: &Article) -> ProvenanceView {
    let capture = article.capture.as_ref();
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    ProvenanceView {
        citation: citation(place, source.as_ref(), article),
        citation_formats: citation_formats(place, source.as_ref(), article),
        source,
        url: article.source.url.as_deref().and_then(web_address),
        captured: capture.and_then(|capture| capture.time).map(|time| place.locale.timestamp(&time)),
        file: capture.and_then(|capture| some(&capture.file)),
        record: capture.and_then(|capture| capture.record.clone()),
        sha256: capture.and_then(|capture| some(&capture.sha256)),
        encoding: capture.and_then(|capture| capture.encoding.clone()),
        converter: capture.and_then(|capture| some(&capture.converter)),
        time_map: None,
    }
}

fn citation_formats(place: &Place<'_>, source: Option<&Link>, article: &Article) -> Vec<CitationView> {
    let cited = Cited {
        path: place.path,
        title: headline(&article.title, place.locale),
        authors: article.authors.iter().map(String::as_str).collect(),
        agency: article.agency.as_deref(),
        source: source.map(|link| link.text.as_str()),
        date: article.date,
        lang: article.lang.as_deref(),
        url: article.source.url.as_deref(),
        captured: article.capture.as_ref().and_then(|capture| capture.time),
        archive: &place.config.title,
        archived: place.canonical(),
    };
    let view = |format: CitationFormat| {
        let mut text = String::new();
        cited.write(format, &mut text);
        let id = match format {
            CitationFormat::BibTeX => "bib",
            CitationFormat::Ris => "ris",
            CitationFormat::CslJson => "csl-json",
        };
        CitationView { name: format.name(), id, text: text.trim_end().to_owned() }
    };
    CitationFormat::ALL.into_iter().map(view).collect()
}

/// Authors. “Headline”. Source, date. Address. As HTML: a headline of the other direction is one isolate, since a Latin
/// sentence with marks in it would fall into pieces that read in the wrong order.
fn citation(place: &Place<'_>, source: Option<&Link>, article: &Article) -> String {
    let locale = place.locale;
    let separator = locale.text("list_separator");
    let dir = place.config.dir;
    let mut parts = Vec::new();
    if !article.authors.is_empty() {
        parts.push(isolated(&article.authors.join(separator), dir));
    }
    let title = headline(&article.title, locale);
    let own = direction_of(title).unwrap_or(dir);
    let title = isolated(title, own);
    let apart = || format!("<bdi dir=\"{}\">{title}</bdi>", own.as_str());
    parts.push(locale.quoted(&if own == dir { title.clone() } else { apart() }));
    let source = source.map(|link| link.text.clone());
    let date = article.date.as_ref().map(|date| locale.date(date).short);
    let published: Vec<String> = [source, date].into_iter().flatten().collect();
    if !published.is_empty() {
        parts.push(isolated(&published.join(separator), dir));
    }
    let address = article.source.url.as_deref().and_then(web_address).or_else(|| place.canonical());
    parts.extend(address.map(|address| format!("<bdi dir=\"ltr\">{}</bdi>", escape(&address))));
    parts.join(". ")
}
