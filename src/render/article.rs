//! An article's page: its view from its metadata in the archive and its Markdown file, read again just for this.

use super::escape::{dir_of, escape, isolated, web_address};
use super::frame::{Frame, headline};
use super::json_ld;
use super::markdown::{self, Surroundings as _};
use super::story::{Shows, StoryRenderer};
use super::view::{ArticleView, CommentView, ImageView, Link, PageView, ProvenanceView};
use crate::arabic::{Direction, direction_of, fold};
use crate::archive::{ArticleId, Entry};
use crate::article::{Article, Comment, Image, Related};
use crate::config::Taxonomy;
use crate::diagnostic::Diagnostic;

/// Related articles on a page.
const RELATED: usize = 4;
/// Length of a description, in characters.
const DESCRIPTION: usize = 160;

/// The page of the article `id`, whose file holds `article`.
pub(super) fn view(
    frame: &Frame<'_>,
    id: ArticleId,
    article: &Article,
    stories: &StoryRenderer<'_>,
) -> Result<(PageView, ArticleView), Box<Diagnostic>> {
    let archive = frame.edition.archive;
    let locale = frame.edition.locale;
    let entry = archive.entry(id);
    let dir = frame.direction(article.lang.as_deref(), &article.title);
    let title = headline(&article.title, locale);
    let opening = || markdown::opening(&article.body, DESCRIPTION);
    let description = article.summary.clone().unwrap_or_else(opening);

    let mut page = frame.page("article", title, frame.date_crumbs(entry.date.as_ref()));
    page.prev = archive.older(id).map(|older| frame.article_link(older));
    page.next = archive.newer(id).map(|newer| frame.article_link(newer));
    page.description = Some(description).filter(|text| !text.is_empty());

    let date = |date| locale.date(&date);
    let view = ArticleView {
        title: isolated(title, dir),
        lang: article.lang.clone(),
        dir: dir.as_str(),
        section: frame.term_links(entry, Taxonomy::Section).into_iter().next(),
        summary: standfirst(article).map(|summary| isolated(summary, dir)),
        authors: frame.term_links(entry, Taxonomy::Author),
        agency: article.agency.clone(),
        byline: beside_author(article),
        date: article.date.map(date),
        updated: article.updated.map(date),
        image: article.image.as_ref().map(|image| image_view(frame, image, dir)),
        body: markdown::to_html(&article.body, dir, frame),
        tags: frame.term_links(entry, Taxonomy::Tag),
        read_also: article.related.iter().map(|related| read_also(frame, related)).collect(),
        comment_count: comment_count(frame, article.comments.len()),
        comments: article.comments.iter().map(|comment| comment_view(frame, comment, dir)).collect(),
        related: stories.join(frame, &archive.related(id, RELATED), Shows::Day)?,
        provenance: provenance(frame, entry, article),
        extra: article.extra.clone(),
        json_ld: json_ld::news_article(
            article,
            title,
            page.description.as_deref(),
            page.canonical.as_deref(),
        ),
    };
    Ok((page, view))
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

fn image_view(frame: &Frame<'_>, image: &Image, dir: Direction) -> ImageView {
    let src = image.src.as_deref().unwrap_or_default();
    ImageView {
        src: frame.image(src),
        original: web_address(src),
        alt: image.alt.clone().or_else(|| image.caption.clone()).unwrap_or_default(),
        caption: image.caption.as_deref().map(|caption| isolated(caption, dir)),
        credit: image.credit.clone(),
    }
}

/// To the archived article where there is one, to the original otherwise, and nowhere where no address is known.
fn read_also(frame: &Frame<'_>, related: &Related) -> Link {
    let address = related.url.as_deref().and_then(|url| address_of(frame, url));
    Link { href: address.unwrap_or_default(), dir: dir_of(&related.title), text: related.title.clone() }
}

fn comment_count(frame: &Frame<'_>, count: usize) -> Option<String> {
    (count > 0).then(|| frame.edition.locale.counted("comments", count))
}

fn comment_view(frame: &Frame<'_>, comment: &Comment, article: Direction) -> CommentView {
    let dir = direction_of(&comment.text).unwrap_or(article);
    let link = |name: &String| Link { href: String::new(), dir: dir_of(name), text: name.clone() };
    let lines = comment.text.lines().filter(|line| !line.trim().is_empty());
    CommentView {
        author: comment.author.as_ref().map(link),
        date: comment.date.map(|date| frame.edition.locale.date(&date)),
        dir: dir.as_str(),
        paragraphs: lines.map(|line| isolated(line, dir)).collect(),
    }
}

/// Where an address found in an article leads from this page.
fn address_of(frame: &Frame<'_>, address: &str) -> Option<String> {
    let here = frame.edition.archive.at_address(address);
    here.map(|id| frame.href(frame.edition.plan.article_path(id))).or_else(|| web_address(address))
}

fn provenance(frame: &Frame<'_>, entry: &Entry, article: &Article) -> ProvenanceView {
    let capture = article.capture.as_ref();
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    ProvenanceView {
        source: frame.term_links(entry, Taxonomy::Source).into_iter().next(),
        url: article.source.url.as_deref().and_then(web_address),
        captured: capture.and_then(|capture| capture.time).map(|time| frame.edition.locale.timestamp(&time)),
        file: capture.and_then(|capture| some(&capture.file)),
        record: capture.and_then(|capture| capture.record.clone()),
        sha256: capture.and_then(|capture| some(&capture.sha256)),
        encoding: capture.and_then(|capture| capture.encoding.clone()),
        converter: capture.and_then(|capture| some(&capture.converter)),
        citation: citation(frame, entry, article),
    }
}

/// Authors. «Headline». Source, date. Address. As HTML: a headline of the other direction is one isolate, since a Latin
/// sentence with marks in it would fall into pieces that read in the wrong order.
fn citation(frame: &Frame<'_>, entry: &Entry, article: &Article) -> String {
    let locale = frame.edition.locale;
    let separator = locale.text("list_separator");
    let dir = frame.edition.config.dir;
    let mut parts = Vec::new();
    if !article.authors.is_empty() {
        parts.push(isolated(&article.authors.join(separator), dir));
    }
    let title = headline(&article.title, locale);
    let own = direction_of(title).unwrap_or(dir);
    let title = isolated(title, own);
    let apart = || format!("<bdi dir=\"{}\">{title}</bdi>", own.as_str());
    parts.push(format!("«{}»", if own == dir { title.clone() } else { apart() }));
    let source = entry.terms(Taxonomy::Source).first();
    let source = source.map(|id| frame.edition.archive.terms(Taxonomy::Source).get(*id).name.to_string());
    let date = entry.date.as_ref().map(|date| locale.date(date).short);
    let published: Vec<String> = [source, date].into_iter().flatten().collect();
    if !published.is_empty() {
        parts.push(isolated(&published.join(separator), dir));
    }
    let address = article.source.url.as_deref().and_then(web_address).or_else(|| frame.canonical());
    parts.extend(address.map(|address| format!("<bdi dir=\"ltr\">{}</bdi>", escape(&address))));
    parts.join(". ")
}
