//! The calendar: all years, and one year's months and days as a heat map.

use super::frame::Frame;
use super::view::{ArchiveIndexView, DayCell, MonthView, PageView, YearLink, YearView};
use crate::date::StatedDate;
use crate::plan::List;
use jiff::civil::Date;

/// Shades of the heat map, beside none.
const LEVELS: usize = 4;

/// The years.
pub(super) fn archive(frame: &Frame<'_>) -> (PageView, ArchiveIndexView) {
    let locale = frame.edition.locale;
    let undated = frame.edition.archive.undated().len();
    let text = || format!("{}: {}", locale.text("undated"), frame.articles(undated));
    let view = ArchiveIndexView {
        years: years(frame),
        undated: (undated > 0).then(|| frame.list_link(List::Undated, text())),
    };
    (frame.page("archive", locale.text("archive"), vec![frame.home()]), view)
}

/// All years, newest first, each with its months beside the archive's fullest.
pub(super) fn years(frame: &Frame<'_>) -> Vec<YearLink> {
    let archive = frame.edition.archive;
    let fullest = archive.months().values().map(ExactSizeIterator::len).max().unwrap_or(1).max(1);
    let bar = |year: i16, month: u8| {
        let articles = archive.months().get(&(year, month)).map_or(0, ExactSizeIterator::len);
        u32::try_from((articles * 100).div_ceil(fullest)).unwrap_or(100)
    };
    let year = |(&year, range): (&i16, &std::ops::Range<u32>)| {
        let link = frame.year_link(year);
        let months = (1..=12).map(|month| bar(year, month)).collect();
        YearLink { href: link.href, text: link.text, count: frame.articles(range.len()), months }
    };
    archive.years().iter().rev().map(year).collect()
}

/// One year.
pub(super) fn year(frame: &Frame<'_>, year: i16) -> (PageView, YearView) {
    let archive = frame.edition.archive;
    let years = archive.years();
    let days = archive.days().range((year, 0, 0)..(year + 1, 0, 0));
    let fullest = days.map(|(_, range)| range.len()).max().unwrap_or(1).max(1);
    let rest = archive.year_only(year).len();
    let shown = frame.edition.locale.digits(&year.to_string());

    let mut page = frame.page("year", shown.as_str(), frame.date_crumbs(None));
    page.prev = years.range(..year).next_back().map(|(&year, _)| frame.year_link(year));
    page.next = years.range(year + 1..).next().map(|(&year, _)| frame.year_link(year));
    let view = YearView {
        year: shown,
        count: frame.articles(years.get(&year).map_or(0, ExactSizeIterator::len)),
        months: (1..=12).map(|number| month(frame, year, number, fullest)).collect(),
        rest: (rest > 0).then(|| frame.list_link(List::YearOnly(year), frame.articles(rest))),
    };
    (page, view)
}

fn month(frame: &Frame<'_>, year: i16, month: u8, fullest: usize) -> MonthView {
    let articles = frame.edition.archive.months().get(&(year, month)).map_or(0, ExactSizeIterator::len);
    let first = i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok());
    let days = first.map_or(0, |first| u8::try_from(first.days_in_month()).unwrap_or(0));
    let week_start = frame.edition.locale.first_weekday();
    let offset = first.map_or(0, |first| first.weekday().since(week_start));
    let offset = u8::try_from(offset).unwrap_or(0);
    MonthView {
        href: (articles > 0).then(|| frame.list_link(List::Month(year, month), "").href),
        name: frame.edition.locale.month_name(month),
        count: frame.articles(articles),
        days: (1..=days).map(|day| cell(frame, (year, month, day), offset + day - 1, fullest)).collect(),
    }
}

/// A day; `place` counts the cells from the first week's first.
fn cell(frame: &Frame<'_>, (year, month, day): (i16, u8, u8), place: u8, fullest: usize) -> DayCell {
    let locale = frame.edition.locale;
    let articles = frame.edition.archive.days().get(&(year, month, day)).map_or(0, ExactSizeIterator::len);
    let date = StatedDate::from_day(year, month, day).map(|date| locale.date(&date).short);
    let label = [Some(frame.articles(articles)), date].into_iter().flatten();
    DayCell {
        day,
        column: place % 7,
        row: place / 7,
        level: u8::try_from((articles * LEVELS).div_ceil(fullest)).unwrap_or(0),
        href: (articles > 0).then(|| frame.list_link(List::Day(year, month, day), "").href),
        label: label.collect::<Vec<_>>().join(locale.text("list_separator")),
    }
}
