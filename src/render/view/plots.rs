//! What the page of statistics is told. Plots are 360 units wide, and already laid out: time runs as the interface reads.

use super::{DateView, Link};
use serde::Serialize;

/// `stats`: what the archive holds, and what it lacks.
#[derive(Debug, Clone, Serialize)]
pub struct StatsView {
    /// The largest figures, each with its name.
    pub figures: Vec<FigureView>,
    /// Articles month by month: of the whole archive, then of the fullest sources, each to its own scale.
    pub months: Vec<MonthsPlot>,
    /// When each of the fullest sources was captured.
    pub coverage: Option<CoveragePlot>,
    /// The longest gaps of these sources, longest first.
    pub gaps: Vec<GapView>,
    /// Did any of these sources publish enough to tell?
    pub gaps_looked_for: bool,
    /// Articles by their length in words.
    pub lengths: Option<BarsPlot>,
    /// The fullest tags.
    pub tags: Option<BarsPlot>,
    /// The fullest tags, year by year.
    pub tags_by_year: Vec<MonthsPlot>,
}

/// A figure with its name.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// What is counted.
    pub name: String,
    /// How many, in the interface's digits.
    pub value: String,
}

/// Upright bars over time, 92 units high.
#[derive(Debug, Clone, Serialize)]
pub struct MonthsPlot {
    /// What is counted; without an address for the whole archive.
    pub name: Link,
    /// What the plot says, for those who do not see it.
    pub label: String,
    /// The highest count, in the interface's digits.
    pub highest: String,
    /// The bars, as the `d` of a path.
    pub bars: String,
    /// The highest of them.
    pub peak: String,
    /// The years below.
    pub years: Vec<AxisLabel>,
}

/// A text on an axis.
#[derive(Debug, Clone, Serialize)]
pub struct AxisLabel {
    /// Where its reading begins.
    pub x: String,
    /// What it says.
    pub text: String,
}

/// A strip for each source.
#[derive(Debug, Clone, Serialize)]
pub struct CoveragePlot {
    /// Height in units.
    pub height: u32,
    /// Where names begin.
    pub start: u32,
    /// Where the axis stands, and its texts.
    pub axis: u32,
    /// See `axis`.
    pub text: u32,
    /// One a source.
    pub rows: Vec<CoverageRow>,
    /// The years below.
    pub years: Vec<AxisLabel>,
}

/// When one source was captured.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRow {
    /// The source.
    pub name: Link,
    /// Where the name stands, and its strip.
    pub y: u32,
    /// See `y`.
    pub strip: u32,
    /// From its first to its last article, without gaps, or, where there are few, each of them: `x` and `width`.
    pub have: Vec<(String, String)>,
    /// Are there enough articles to tell gaps?
    pub is_judged: bool,
    /// Gaps: `x` and `width`.
    pub gaps: Vec<(String, String)>,
}

/// A stretch of time without articles of a source that published more often.
#[derive(Debug, Clone, Serialize)]
pub struct GapView {
    /// The source.
    pub source: Link,
    /// First day without any.
    pub from: DateView,
    /// Last day without any.
    pub to: DateView,
    /// How many days, in the interface's digits.
    pub days: String,
}

/// Lying bars, one below another.
#[derive(Debug, Clone, Serialize)]
pub struct BarsPlot {
    /// What the plot says, for those who do not see it.
    pub label: String,
    /// Height in units.
    pub height: u32,
    /// Where names begin.
    pub start: u32,
    /// The bars.
    pub bars: Vec<BarView>,
}

/// One lying bar.
#[derive(Debug, Clone, Serialize)]
pub struct BarView {
    /// What is counted.
    pub name: Link,
    /// Where the line of text stands.
    pub y: u32,
    /// The bar, as the `d` of a path.
    pub bar: String,
    /// Is it the longest?
    pub peak: bool,
    /// Where the count begins.
    pub x: String,
    /// The count, in the interface's digits.
    pub count: String,
}
