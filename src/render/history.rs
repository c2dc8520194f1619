//! What changed from one capture of an article's page to the next.
//!
//! In: the captures' files, oldest first. Out: the view with its comparisons. Texts are compared as readers see them, without
//! links, images and emphasis.

use super::diff::{self, Part};
use super::escape::isolated;
use super::frame::{Edition, Frame};
use super::markdown;
use super::view::{ChangeView, DiffBlock, HistoryView, PageView, VersionView};
use crate::arabic::Direction;
use crate::archive::{Archive, ArticleId};
use crate::article::Article;

/// Comparisons on one page, the newest first.
pub(super) const MOST_CHANGES: usize = 20;

/// Bytes of HTML after which no older comparison is shown.
const LONGEST_PAGE: usize = 1 << 19;

/// Does the character only turn the order of letters?
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The captures of the page of `latest` that are compared, oldest first.
pub(super) fn compared(archive: &Archive, latest: ArticleId) -> &[ArticleId] {
    let all = archive.versions(latest);
    &all[all.len().saturating_sub(MOST_CHANGES + 1)..]
}

/// The page; `articles` are what [`compared`] names.
pub(super) fn history(frame: &Frame<'_>, latest: ArticleId, articles: &[Article]) -> (PageView, HistoryView) {
    let locale = frame.edition.locale;
    let meta = frame.edition.archive.article(latest);
    let ids = frame.edition.archive.versions(latest);
    let dir = frame.direction(meta.lang.as_deref(), &meta.title);
    let compared = compared(frame.edition.archive, latest);
    let pairs = compared.windows(2).zip(articles.windows(2)).rev();
    let mut changes: Vec<ChangeView> = Vec::new();
    let mut shown = 0;
    for (ids, articles) in pairs {
        if shown > LONGEST_PAGE {
            break;
        }
        let change = ChangeView {
            older: version(frame, ids[0], latest),
            newer: version(frame, ids[1], latest),
            ..change(frame, &articles[0], &articles[1])
        };
        shown += change.blocks.iter().map(|block| block.html.len()).sum::<usize>();
        changes.push(change);
    }
    let title = locale.text("history");
    let mut crumbs = frame.date_crumbs(meta.date.as_ref());
    crumbs.push(frame.article_link(latest));
    let view = HistoryView {
        headline: isolated(frame.headline(meta), dir),
        lang: meta.lang.as_deref().map(str::to_owned),
        dir: dir.as_str(),
        article: frame.article_link(latest),
        count: locale.counted("versions", ids.len()),
        versions: ids.iter().rev().map(|&id| version(frame, id, latest)).collect(),
        has_more: changes.len() + 1 < ids.len(),
        changes,
    };
    (frame.page("history", title, crumbs), view)
}

fn version(frame: &Frame<'_>, id: ArticleId, latest: ArticleId) -> VersionView {
    let Edition { archive, locale, .. } = frame.edition;
    let meta = archive.article(id);
    let at = archive.versions(latest).iter().position(|other| *other == id).unwrap_or(0);
    VersionView {
        number: locale.number(at + 1),
        href: frame.href(frame.edition.plan.article_path(id)),
        captured: meta.captured.map(|time| locale.timestamp(&time)),
        is_latest: id == latest,
    }
}

/// From one article to the next; who they are is filled in by the caller.
fn change(frame: &Frame<'_>, old: &Article, new: &Article) -> ChangeView {
    let locale = frame.edition.locale;
    let base = frame.direction(new.lang.as_deref(), &new.title);
    let diff = diff::compare(&texts(old), &texts(new), base);
    let block = |part| match part {
        Part::Same(count) => {
            let same = Some(locale.counted("same_paragraphs", count));
            DiffBlock { html: String::new(), dir: base.as_str(), same }
        }
        Part::Changed(html, dir) => DiffBlock { html, dir: dir.as_str(), same: None },
    };
    ChangeView {
        older: VersionView::default(),
        newer: VersionView::default(),
        title: title_change(&old.title, &new.title, base),
        dir: base.as_str(),
        lang: new.lang.clone(),
        added: locale.counted("words_added", diff.added),
        removed: locale.counted("words_removed", diff.removed),
        blocks: diff.parts.into_iter().map(block).collect(),
    }
}

/// How the headline changed, where it did.
fn title_change(old: &str, new: &str, base: Direction) -> Option<String> {
    let (old, new) = (old.replace(is_direction_mark, ""), new.replace(is_direction_mark, ""));
    (old != new).then(|| diff::compare_lines(&old, &new, base))
}

/// The standfirst and the blocks of the text, without marks that nobody sees.
fn texts(article: &Article) -> Vec<String> {
    let seen = |text: String| {
        if text.contains(is_direction_mark) { text.replace(is_direction_mark, "") } else { text }
    };
    article.summary.iter().cloned().chain(markdown::blocks(&article.body)).map(seen).collect()
}
