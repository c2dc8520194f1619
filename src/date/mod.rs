//! Dates as pages state them: read from text in the press's own forms, kept only as precise as they were written.
//!
//! In: a string such as `أضيف في 27 أبريل 2017 الساعة 16:28`. Out: a [`StatedDate`] with its precision, or
//! nothing when the string holds no date of publication. Knows nothing of pages, files or the clock: the
//! capture time that relative dates need comes in with [`Hints`].

mod stated;

pub use stated::{Precision, StatedDate, StatedTime};

/// Which number comes first in an all-number date such as 04/05/2017, when the numbers alone do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DayOrder {
    /// Day, month, year: most of the world.
    Dmy,
    /// Month, day, year: the United States.
    Mdy,
    /// Year, month, day.
    Ymd,
}

/// What is known about a string beside the string itself.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// Language of the page (BCP 47), when known.
    pub lang: Option<String>,
    /// When the page was captured: what "now" means for `منذ 3 ساعات` and for dates without a year.
    pub captured: Option<StatedDate>,
    /// The source's habit for all-number dates.
    pub day_order: Option<DayOrder>,
}

/// What a string says about dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The date of publication.
    pub published: StatedDate,
    /// The date of update, where the string states one as well.
    pub updated: Option<StatedDate>,
    /// The rule that read it, for `--explain`.
    pub rule: &'static str,
}

/// Reads the date of publication out of `text`; `None` when it holds none.
pub fn read(_text: &str, _hints: &Hints) -> Option<Reading> {
    None
}
