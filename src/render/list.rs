//! Lists of articles, and their pagers.

use super::escape::isolated;
use super::frame::Frame;
use super::view::{DayGroup, Link, ListView, PageView, Pager, PagerLink};
use crate::archive::ArticleId;
use crate::config::Taxonomy;
use crate::date::StatedDate;
use crate::plan::{CitationFormat, FeedFormat, FeedOf, List};

/// Page numbers shown on either side of the page itself.
const NEIGHBOURS: u32 = 2;

/// A page of a list, whose stories are not put in yet.
pub(super) struct ListPage {
    pub(super) page: PageView,
    pub(super) view: ListView,
    /// The articles of each of the view's groups.
    pub(super) articles: Vec<Vec<ArticleId>>,
}

/// Page `number` of `list`.
pub(super) fn view(frame: &Frame<'_>, list: List, number: u32) -> ListPage {
    let edition = frame.edition;
    let heading = heading(frame, list);
    let mut crumbs = crumbs(frame, list);
    if number > 0 {
        crumbs.push(frame.list_link(list, heading.as_str()));
    }
    let mut page = frame.page("list", heading.as_str(), crumbs);
    if number == 0 {
        (page.prev, page.next) = neighbours(frame, list);
    } else {
        let shown = edition.locale.digits(&number.to_string());
        page.title = format!("{heading}: {}", edition.locale.filled("page", "n", &shown));
    }
    let ids = edition.plan.list_page(edition.archive, list, number);
    let articles = groups(frame, &ids);
    let view = ListView {
        heading: isolated(&heading, edition.config.dir),
        kind: kind(list),
        count: (number == 0).then(|| frame.articles(edition.plan.list_length(edition.archive, list))),
        groups: articles.iter().map(|ids| group(frame, ids)).collect(),
        feed: if number == 0 { feed(frame, list) } else { None },
        citations: if number == 0 { citations(frame, list) } else { Vec::new() },
        pager: pager(frame, list, number),
    };
    ListPage { page, view, articles }
}

fn feed(frame: &Frame<'_>, list: List) -> Option<String> {
    let List::Term(taxonomy @ (Taxonomy::Section | Taxonomy::Source), id) = list else { return None };
    let path = frame.edition.plan.feed_path(FeedOf::Term(taxonomy, id), FeedFormat::Atom);
    (frame.edition.config.feed_size > 0).then(|| frame.href(&path))
}

fn citations(frame: &Frame<'_>, list: List) -> Vec<Link> {
    let path = |format| frame.edition.plan.citations_path(list, format);
    let link = |format: CitationFormat| Some(frame.link(&path(format)?, format.name()));
    CitationFormat::ALL.into_iter().filter_map(link).collect()
}

pub(super) fn kind(list: List) -> &'static str {
    match list {
        List::Month(..) => "month",
        List::Day(..) => "day",
        List::YearOnly(_) => "year-only",
        List::DayOfYear(..) => "day-of-year",
        List::Undated => "undated",
        List::Term(Taxonomy::Section, _) => "section",
        List::Term(Taxonomy::Tag, _) => "tag",
        List::Term(Taxonomy::Author, _) => "author",
        List::Term(Taxonomy::Source, _) => "source",
    }
}

fn heading(frame: &Frame<'_>, list: List) -> String {
    let locale = frame.edition.locale;
    match list {
        List::Month(year, month) => locale.month_year(year, month),
        List::Day(year, month, day) => {
            StatedDate::from_day(year, month, day).map(|date| locale.date(&date).short).unwrap_or_default()
        }
        List::YearOnly(year) => locale.digits(&year.to_string()),
        List::Undated => locale.text("undated").to_owned(),
        List::DayOfYear(month, day) => locale.day_month(month, day),
        List::Term(taxonomy, id) => frame.edition.archive.terms(taxonomy).get(id).name.to_string(),
    }
}

fn crumbs(frame: &Frame<'_>, list: List) -> Vec<Link> {
    match list {
        List::Term(taxonomy, _) => {
            let index = frame.edition.plan.terms_path(taxonomy);
            vec![frame.home(), frame.link(&index, frame.edition.locale.text(plural(taxonomy)))]
        }
        List::Undated => frame.date_crumbs(None),
        List::DayOfYear(..) => {
            vec![frame.home(), frame.link("on-this-day/index.html", frame.edition.locale.text("on_this_day"))]
        }
        List::YearOnly(year) | List::Month(year, _) => {
            frame.date_crumbs(StatedDate::from_year(year).as_ref())
        }
        List::Day(year, month, _) => frame.date_crumbs(StatedDate::from_month(year, month).as_ref()),
    }
}

/// The key of the interface's word for a taxonomy.
pub(super) fn plural(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::Section => "sections",
        Taxonomy::Tag => "tags",
        Taxonomy::Author => "authors",
        Taxonomy::Source => "sources",
    }
}

/// The months or days before and after that hold anything.
fn neighbours(frame: &Frame<'_>, list: List) -> (Option<Link>, Option<Link>) {
    let archive = frame.edition.archive;
    let link = |list| frame.list_link(list, heading(frame, list));
    match list {
        List::Month(year, month) => {
            let of = |key: &(i16, u8)| link(List::Month(key.0, key.1));
            let months = archive.months();
            let before = months.range(..(year, month)).next_back().map(|(key, _)| of(key));
            (before, months.range((year, month + 1)..).next().map(|(key, _)| of(key)))
        }
        List::Day(year, month, day) => {
            let of = |key: &(i16, u8, u8)| link(List::Day(key.0, key.1, key.2));
            let days = archive.days();
            let before = days.range(..(year, month, day)).next_back().map(|(key, _)| of(key));
            (before, days.range((year, month, day + 1)..).next().map(|(key, _)| of(key)))
        }
        List::DayOfYear(month, day) => {
            let of = |key: &(u8, u8)| link(List::DayOfYear(key.0, key.1));
            let days = archive.days_of_year();
            let before = days.range(..(month, day)).next_back().map(|(key, _)| of(key));
            (before, days.range((month, day + 1)..).next().map(|(key, _)| of(key)))
        }
        List::YearOnly(_) | List::Undated | List::Term(..) => (None, None),
    }
}

/// Neighbouring articles of one date.
fn groups(frame: &Frame<'_>, ids: &[ArticleId]) -> Vec<Vec<ArticleId>> {
    let date = |id: &ArticleId| date_of(frame, *id);
    ids.chunk_by(|a, b| date(a) == date(b)).map(<[ArticleId]>::to_vec).collect()
}

/// The heading over neighbouring articles of one date.
fn group(frame: &Frame<'_>, ids: &[ArticleId]) -> DayGroup {
    let date = ids.first().and_then(|id| date_of(frame, *id));
    let day = date.and_then(|date| Some(List::Day(date.year(), date.month()?, date.day()?)));
    let path = day.map(|day| frame.edition.plan.list_path(day, 0));
    DayGroup {
        date: date.map(|date| frame.edition.locale.date(&date)),
        href: path.filter(|path| path != frame.place.path).map(|path| frame.href(&path)),
        stories: String::new(),
    }
}

fn date_of(frame: &Frame<'_>, id: ArticleId) -> Option<StatedDate> {
    frame.edition.archive.article(id).date.map(StatedDate::without_time)
}

/// Numbered pages show nothing that changes when new articles come: the first page goes by its name there, not its number.
fn pager(frame: &Frame<'_>, list: List, number: u32) -> Option<Pager> {
    let plan = frame.edition.plan;
    let numbered = plan.list_pages(frame.edition.archive, list);
    if numbered == 0 {
        return None;
    }
    let href = |number: u32| frame.href(&plan.list_path(list, number));
    let current = if number == 0 { numbered + 1 } else { number };
    let newest = (current + NEIGHBOURS).min(numbered);
    let oldest = current.saturating_sub(NEIGHBOURS).max(1);
    let link = |shown: u32, target: Option<u32>| PagerLink {
        href: target.map(href),
        text: frame.edition.locale.digits(&shown.to_string()),
        current: target.is_none(),
    };
    let gap = || PagerLink { href: None, text: "…".to_owned(), current: false };
    let mut pages = Vec::new();
    if number == 0 {
        pages.push(link(current, None));
    } else {
        let text = frame.edition.locale.text("latest").to_owned();
        pages.push(PagerLink { href: Some(href(0)), text, current: false });
        if newest < numbered {
            pages.push(gap());
        }
    }
    pages.extend((oldest..=newest).rev().map(|page| link(page, (page != number).then_some(page))));
    if oldest > 2 {
        pages.push(gap());
    }
    if oldest > 1 {
        pages.push(link(1, Some(1)));
    }
    let newer = (number > 0).then(|| href(if number == numbered { 0 } else { number + 1 }));
    let older = if number == 0 { Some(numbered) } else { (number > 1).then(|| number - 1) };
    Some(Pager { pages, newer, older: older.map(href) })
}
