//! The page of statistics: what the archive holds, and what it lacks. Counts what is known of articles; reads no text.

use super::frame::Frame;
use super::plot::{Plane, WIDTH, height_of_rows, number, text_of_row};
use super::view::{
    AxisLabel, BarView, BarsPlot, CoveragePlot, CoverageRow, FigureView, GapView, Link, MonthsPlot, PageView,
    StatsView,
};
use crate::archive::{ArticleId, LENGTHS, TermId};
use crate::config::Taxonomy;
use crate::date::StatedDate;
use jiff::civil::Date;

/// Sources and tags that have a plot of their own.
const SOURCES: usize = 6;
const TAGS: usize = 10;
const TAGS_BY_YEAR: usize = 4;
/// Gaps in the table.
const GAPS: usize = 20;
/// Years named on an axis.
const YEARS_NAMED: i16 = 6;
/// A gap is at least so many days, and so many times as long as it takes from one article to the next on average.
const SHORTEST_GAP: f64 = 14.0;
const TIMES_USUAL: f64 = 10.0;
/// Fewer articles do not tell how often a source publishes.
const FEW: usize = 12;
/// From one strip to the next.
const STRIP: u32 = 44;

/// The page.
pub(super) fn stats(frame: &Frame<'_>) -> (PageView, StatsView) {
    let edition = frame.edition;
    let stats = Stats { frame, plane: Plane::new(edition.config.dir), years: years(frame) };
    let sources = edition.archive.terms(Taxonomy::Source).fullest(SOURCES);
    let sources: Vec<TermId> = sources.into_iter().map(|(id, _)| id).collect();
    let tags = edition.archive.terms(Taxonomy::Tag).fullest(TAGS);
    let tags: Vec<TermId> = tags.into_iter().map(|(id, _)| id).collect();
    let (coverage, gaps) = stats.coverage(&sources);
    let gaps_looked_for = coverage.as_ref().is_some_and(|plot| plot.rows.iter().any(|row| row.is_judged));
    let view = StatsView {
        figures: stats.figures(),
        months: stats.months(&sources),
        coverage,
        gaps,
        gaps_looked_for,
        lengths: stats.lengths(),
        tags: stats.tags(&tags),
        tags_by_year: stats.tags_by_year(&tags),
    };
    (frame.page("stats", edition.locale.text("stats"), vec![frame.home()]), view)
}

/// First and last year of dated articles.
fn years(frame: &Frame<'_>) -> Option<(i16, i16)> {
    let years = frame.edition.archive.years();
    Some((*years.keys().next()?, *years.keys().next_back()?))
}

struct Stats<'a> {
    frame: &'a Frame<'a>,
    plane: Plane,
    years: Option<(i16, i16)>,
}

impl Stats<'_> {
    fn text(&self, key: &'static str) -> &str {
        self.frame.edition.locale.text(key)
    }

    fn shown(&self, count: usize) -> String {
        self.frame.edition.locale.number(count)
    }

    fn figures(&self) -> Vec<FigureView> {
        let archive = self.frame.edition.archive;
        let terms = |taxonomy| archive.terms(taxonomy).len();
        [
            ("articles", archive.len()),
            ("sources", terms(Taxonomy::Source)),
            ("authors", terms(Taxonomy::Author)),
            ("days_with_articles", archive.days().len()),
        ]
        .into_iter()
        .map(|(key, count)| FigureView { name: self.text(key).to_owned(), value: self.shown(count) })
        .collect()
    }

    /// A name without a list of its own.
    fn bare(&self, text: &str) -> Link {
        Link { href: String::new(), text: text.to_owned(), dir: self.frame.edition.config.dir.as_str() }
    }

    fn months(&self, sources: &[TermId]) -> Vec<MonthsPlot> {
        let archive = self.frame.edition.archive;
        let all = self.by_month(archive.ids(), self.bare(self.text("all_sources")));
        // Of one source alone, that is all.
        let sources = if sources.len() > 1 { sources } else { &[] };
        let of_source = |&id: &TermId| {
            let articles = archive.terms(Taxonomy::Source).get(id).articles.iter().copied();
            self.by_month(articles, self.frame.term_link(Taxonomy::Source, id))
        };
        all.into_iter().chain(sources.iter().filter_map(of_source)).collect()
    }

    fn by_month(&self, articles: impl Iterator<Item = ArticleId>, name: Link) -> Option<MonthsPlot> {
        let (first, last) = self.years?;
        let month =
            |date: &StatedDate| Some((date.year() - first) as usize * 12 + usize::from(date.month()?) - 1);
        self.over_time(articles, (last - first + 1) as usize * 12, month, name)
    }

    fn over_time(
        &self,
        articles: impl Iterator<Item = ArticleId>,
        places: usize,
        place: impl Fn(&StatedDate) -> Option<usize>,
        name: Link,
    ) -> Option<MonthsPlot> {
        let archive = self.frame.edition.archive;
        let mut counts = vec![0_usize; places];
        for date in articles.filter_map(|id| archive.article(id).date) {
            if let Some(count) = place(&date).and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        let highest = counts.iter().copied().max().filter(|count| *count > 0)?;
        let (bars, peak) = self.plane.upright(&counts);
        let label = format!("{}: {}", name.text, self.frame.articles(counts.iter().sum()));
        Some(MonthsPlot { label, highest: self.shown(highest), bars, peak, years: self.axis(), name })
    }

    fn axis(&self) -> Vec<AxisLabel> {
        let Some((first, last)) = self.years else { return Vec::new() };
        let count = last - first + 1;
        let step = (count + YEARS_NAMED - 1) / YEARS_NAMED;
        let label = |year: i16| AxisLabel {
            x: number(self.plane.start(WIDTH * f64::from(year - first) / f64::from(count))),
            text: self.frame.edition.locale.digits(&year.to_string()),
        };
        (first..=last).step_by(usize::try_from(step.max(1)).unwrap_or(1)).map(label).collect()
    }

    fn coverage(&self, sources: &[TermId]) -> (Option<CoveragePlot>, Vec<GapView>) {
        let Some((first, last)) = self.years else { return (None, Vec::new()) };
        let (Ok(begin), Ok(end)) = (Date::new(first, 1, 1), Date::new(last, 12, 31)) else {
            return (None, Vec::new());
        };
        let unit = WIDTH / (days(begin, end) + 1.0);
        let (mut rows, mut gaps) = (Vec::new(), Vec::new());
        for &source in sources {
            let archive = self.frame.edition.archive;
            let articles = &archive.terms(Taxonomy::Source).get(source).articles;
            let date = |id: &ArticleId| archive.article(*id).date?.civil();
            let mut dates: Vec<Date> = articles.iter().filter_map(date).collect();
            dates.sort_unstable();
            dates.dedup();
            let (Some(&from), Some(&to)) = (dates.first(), dates.last()) else { continue };
            let name = self.frame.term_link(Taxonomy::Source, source);
            // An article of which only the month or the year is known stands somewhere in it.
            let vague = |id: &ArticleId| archive.article(*id).date.filter(|date| date.day().is_none());
            let vague: Vec<StatedDate> = articles.iter().filter_map(vague).collect();
            let mut found = gaps_in(&dates);
            found.retain(|(from, to)| !vague.iter().any(|date| may_lie_between(date, *from, *to)));
            let strip = |from: Date, to: Date| {
                let width = ((days(from, to) + 1.0) * unit).max(1.0);
                (number(self.plane.left(days(begin, from) * unit, width)), number(width))
            };
            let y = u32::try_from(rows.len()).unwrap_or(0) * STRIP + 14;
            let edges = found.iter().flat_map(|&(from, to)| [from, to]);
            let edges: Vec<Date> = [from].into_iter().chain(edges).chain([to]).collect();
            rows.push(CoverageRow {
                name: name.clone(),
                y,
                strip: y + 7,
                have: match dates.len() {
                    // Too few to say that they stand for all the time between them.
                    0..FEW => dates.iter().map(|&date| strip(date, date)).collect(),
                    _ => edges.chunks_exact(2).map(|pair| strip(pair[0], pair[1])).collect(),
                },
                is_judged: dates.len() >= FEW,
                gaps: found.iter().map(|&(from, to)| strip(from, to)).collect(),
            });
            gaps.extend(found.into_iter().map(|(from, to)| (days(from, to) - 1.0, from, to, name.clone())));
        }
        gaps.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, &a.3.text).cmp(&(b.1, &b.3.text))));
        let gaps = gaps.into_iter().take(GAPS).filter_map(|(days, from, to, source)| {
            let (from, to) = (self.day(from.tomorrow().ok()?)?, self.day(to.yesterday().ok()?)?);
            Some(GapView { source, from, to, days: self.shown(days as usize) })
        });
        let axis = u32::try_from(rows.len()).unwrap_or(0) * STRIP + 2;
        let plot = CoveragePlot {
            height: axis + 22,
            start: self.plane.start(0.0) as u32,
            axis,
            text: axis + 16,
            years: self.axis(),
            rows,
        };
        let gaps = gaps.collect();
        (Some(plot).filter(|plot| !plot.rows.is_empty()), gaps)
    }

    fn day(&self, date: Date) -> Option<super::view::DateView> {
        let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
        Some(self.frame.edition.locale.date(&StatedDate::from_day(date.year(), month, day)?))
    }

    fn lengths(&self) -> Option<BarsPlot> {
        let archive = self.frame.edition.archive;
        let mut counts = vec![0_usize; LENGTHS.len() + 1];
        for id in archive.ids() {
            counts[usize::from(archive.article(id).length).min(LENGTHS.len())] += 1;
        }
        let digits = |number: usize| self.shown(number);
        let name = |at: usize| {
            let text = match (at.checked_sub(1).map(|at| LENGTHS[at]), LENGTHS.get(at)) {
                (Some(from), Some(to)) => format!("{}–{}", digits(from), digits(to - 1)),
                (Some(from), None) => format!("{}+", digits(from)),
                (None, to) => format!("<{}", digits(to.copied().unwrap_or(0))),
            };
            Link { href: String::new(), dir: "ltr", text }
        };
        let bars = counts.iter().enumerate().map(|(at, count)| (name(at), *count));
        self.bars(self.text("lengths"), bars.collect())
    }

    fn tags(&self, tags: &[TermId]) -> Option<BarsPlot> {
        let terms = self.frame.edition.archive.terms(Taxonomy::Tag);
        let bar = |&id: &TermId| (self.frame.term_link(Taxonomy::Tag, id), terms.get(id).articles.len());
        self.bars(self.text("fullest_tags"), tags.iter().map(bar).collect())
    }

    fn tags_by_year(&self, tags: &[TermId]) -> Vec<MonthsPlot> {
        let Some((first, last)) = self.years.filter(|(first, last)| first < last) else { return Vec::new() };
        let terms = self.frame.edition.archive.terms(Taxonomy::Tag);
        let year = |date: &StatedDate| usize::try_from(date.year() - first).ok();
        let plot = |&id: &TermId| {
            let name = self.frame.term_link(Taxonomy::Tag, id);
            self.over_time(terms.get(id).articles.iter().copied(), (last - first + 1) as usize, year, name)
        };
        tags.iter().take(TAGS_BY_YEAR).filter_map(plot).collect()
    }

    fn bars(&self, what: &str, counts: Vec<(Link, usize)>) -> Option<BarsPlot> {
        let longest = counts.iter().map(|(_, count)| *count).max().filter(|count| *count > 0)?;
        let said: Vec<String> =
            counts.iter().map(|(name, count)| format!("{}: {}", name.text, self.shown(*count))).collect();
        let label = format!("{what}. {}", said.join(self.text("list_separator")));
        let bars: Vec<BarView> = (0..)
            .zip(counts)
            .map(|(row, (name, count))| {
                let (bar, x) = self.plane.lying(row, count, longest);
                let bar = if count > 0 { bar } else { String::new() };
                let (y, x) = (text_of_row(row), number(x));
                BarView { name, y, bar, peak: count == longest, x, count: self.shown(count) }
            })
            .collect();
        let height = height_of_rows(u32::try_from(bars.len()).unwrap_or(0));
        Some(BarsPlot { label, height, start: self.plane.start(0.0) as u32, bars })
    }
}

/// Days from one date to another.
fn days(from: Date, to: Date) -> f64 {
    to.duration_since(from).as_hours() as f64 / 24.0
}

/// May a date of a month or a year lie between these days?
fn may_lie_between(date: &StatedDate, from: Date, to: Date) -> bool {
    let place = |date: Date| (date.year(), u8::try_from(date.month()).ok());
    match date.month() {
        Some(_) => (place(from)..=place(to)).contains(&(date.year(), date.month())),
        None => (from.year()..=to.year()).contains(&date.year()),
    }
}

/// The days before and behind each gap in `dates`, which are sorted.
fn gaps_in(dates: &[Date]) -> Vec<(Date, Date)> {
    let (Some(&first), Some(&last)) = (dates.first(), dates.last()) else { return Vec::new() };
    if dates.len() < FEW {
        return Vec::new();
    }
    let usual = days(first, last) / (dates.len() - 1) as f64;
    let limit = (usual * TIMES_USUAL).max(SHORTEST_GAP);
    dates.windows(2).map(|pair| (pair[0], pair[1])).filter(|(from, to)| days(*from, *to) > limit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_long_beside_what_is_usual() {
        let date = |day: i64| Date::constant(2017, 1, 1).saturating_add(jiff::Span::new().days(day));
        let mut dates: Vec<Date> = (0..40).map(date).collect();
        assert_eq!(gaps_in(&dates), []);
        dates.extend((70..100).map(date));
        assert_eq!(gaps_in(&dates), [(date(39), date(70))]);
        let weekly: Vec<Date> = (0..20).map(|week| date(week * 7)).collect();
        assert_eq!(gaps_in(&weekly), []);
        assert_eq!(gaps_in(&dates[..3]), [], "too few to tell");
    }
}
