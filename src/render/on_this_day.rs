//! On this day: the days of the year, and what the front page shows of one.
//!
//! The archive does not know what day its reader has: each day of the year has its page and a small file, and
//! `static/front.js` picks the reader's own. So the same archive is built on any day.

use super::frame::{Edition, Frame};
use super::view::{DayCell, DaysOfYearView, MonthView, OnThisDayView, PageView};
use crate::archive::ArticleId;
use crate::plan::List;
use serde_json::json;

/// Stories that the front page shows.
const STORIES: usize = 4;
/// Days of the months, in a leap year.
const LENGTHS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// The days of the year, by months.
pub(super) fn days_of_year(frame: &Frame<'_>) -> (PageView, DaysOfYearView) {
    let title = frame.edition.locale.text("on_this_day");
    let fullest = (0..12).flat_map(|at| counts(frame, at)).max().unwrap_or(1).max(1);
    let months = (0..12).map(|at| month(frame, at, fullest)).collect();
    (frame.page("on-this-day", title, vec![frame.home()]), DaysOfYearView { months })
}

/// Articles of each day of a month, 0 to 11.
fn counts<'a>(frame: &'a Frame<'_>, at: u8) -> impl Iterator<Item = usize> + 'a {
    let days = frame.edition.archive.days_of_year();
    let count =
        move |day| days.get(&(at + 1, day)).map_or(0, |all| all.iter().map(ExactSizeIterator::len).sum());
    (1..=LENGTHS[usize::from(at)]).map(count)
}

fn month(frame: &Frame<'_>, at: u8, fullest: usize) -> MonthView {
    let locale = frame.edition.locale;
    let cell = |(day, count): (u8, usize)| DayCell {
        day,
        column: (day - 1) % 7,
        row: (day - 1) / 7,
        level: u8::try_from((count * 4).div_ceil(fullest)).unwrap_or(0),
        href: (count > 0).then(|| frame.list_link(List::DayOfYear(at + 1, day), "").href),
        label: [frame.articles(count), locale.day_month(at + 1, day)].join(locale.text("list_separator")),
    };
    MonthView {
        href: None,
        name: locale.month_name(at + 1),
        count: frame.articles(counts(frame, at).sum()),
        days: (1..).zip(counts(frame, at)).map(cell).collect(),
    }
}

/// What the front page needs to find the reader's day; nothing where no article states a day.
pub(super) fn on_front(frame: &Frame<'_>) -> Option<OnThisDayView> {
    let days = frame.edition.archive.days_of_year();
    let mut months = [0_u32; 12];
    for &(month, day) in days.keys() {
        months[usize::from(month.clamp(1, 12)) - 1] |= 1 << (day.clamp(1, 31) - 1);
    }
    let masks = months.map(|days| format!("{days:x}")).join(" ");
    let index = frame.href("on-this-day/index.html");
    (!days.is_empty()).then_some(OnThisDayView { href: index, days: masks })
}

/// The stories of a day that the front page shows: one of each year, newest first, as long as there are enough years.
pub(super) fn stories(edition: Edition<'_>, month: u8, day: u8) -> Vec<ArticleId> {
    let Some(years) = edition.archive.days_of_year().get(&(month, day)) else { return Vec::new() };
    let depth = years.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
    let of_depth = |at: usize| years.iter().filter_map(move |year| year.clone().nth(at));
    let mut ids: Vec<ArticleId> = (0..depth).flat_map(of_depth).take(STORIES).map(ArticleId).collect();
    ids.sort_unstable();
    ids
}

/// Appends them: the day, its page, and of each story the year, the headline, where it is, language and direction.
pub(super) fn write(edition: Edition<'_>, (month, day): (u8, u8), ids: &[ArticleId], out: &mut String) {
    let frame = Frame::new(edition, "");
    let story = |&id: &ArticleId| {
        let meta = edition.archive.article(id);
        let year = meta.date.map(|date| edition.locale.digits(&date.year().to_string()));
        let dir = frame.direction(meta.lang.as_deref(), &meta.title).as_str();
        let source = frame.term_links(id, crate::config::Taxonomy::Source).next().map(|link| link.text);
        json!({
            "title": frame.headline(meta),
            "href": frame.href(edition.plan.article_path(id)),
            "year": year,
            "source": source,
            "lang": meta.lang.as_deref(),
            "dir": dir,
        })
    };
    let all = json!({
        "day": edition.locale.day_month(month, day),
        "href": frame.list_link(List::DayOfYear(month, day), "").href,
        "stories": ids.iter().map(story).collect::<Vec<_>>(),
    });
    out.push_str(&format!("warraqOnThisDay({all})\n"));
}
