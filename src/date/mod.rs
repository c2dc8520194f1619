//! Dates as pages state them: read from text in the press's own forms, kept only as precise as they were written.
//!
//! In: a string such as `أضيف في 27 أبريل 2017 الساعة 16:28`. Out: a [`StatedDate`] with its precision, or
//! nothing when the string holds no date of publication. Knows nothing of pages, files or the clock: the
//! capture time that relative dates need comes in with [`Hints`].

mod calendar;
mod choice;
mod cldr;
mod clock;
mod explain;
mod fold;
mod hebrew;
mod item;
mod lexicon;
mod machine;
mod named;
mod numeric;
mod refusal;
mod relative;
mod rules;
mod sense;
mod stated;
mod tables;
#[cfg(test)]
mod tests;
mod token;
mod zone;

pub use calendar::to_hijri;
pub use explain::{Explanation, Need, NoDate, Part, PassedOver, explain};
pub use machine::read_machine;
pub use refusal::Why;
pub use sense::{Calendar, Role};
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
    /// The date of publication; the date of update where the string states no other (see `role`).
    pub published: StatedDate,
    /// The date of update, where the string states one as well.
    pub updated: Option<StatedDate>,
    /// What the label before `published` says of it: [`Role::Updated`] means that only a change is dated.
    pub role: Role,
    /// The calendar that `published` was stated in.
    pub calendar: Calendar,
    /// The rule that read it, for `--explain`.
    pub rule: &'static str,
}

/// A reading and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What the string says.
    pub reading: Reading,
    /// The bytes of the string from the first label or date to the last date or clock.
    pub span: std::ops::Range<usize>,
    /// The share of the string's words that are date, clock or label: near 1 for a date line, near 0 for prose that
    /// happens to hold a date.
    pub covers: f32,
}

/// Reads the date of publication out of `text`; `None` when it holds none.
///
/// Only the first 4096 bytes are looked at. Relative dates and days without a year are read only if `hints` has the
/// time of capture.
///
/// ```
/// use warraq::date::{Hints, Role, read};
///
/// let reading = read("نشر في 27 نيسان/أبريل 2017 الساعة 04:28 م", &Hints::default()).expect("a date");
/// assert_eq!(reading.published.to_string(), "2017-04-27T16:28");
/// assert_eq!(reading.role, Role::Published);
///
/// let hints = Hints { captured: "2021-03-14T12:00".parse().ok(), ..Hints::default() };
/// let reading = read("منذ 3 ساعات", &hints).expect("a date");
/// assert_eq!(reading.published.to_string(), "2021-03-14T09:00");
///
/// assert!(read("جميع الحقوق محفوظة © 2017", &hints).is_none());
/// ```
pub fn read(text: &str, hints: &Hints) -> Option<Reading> {
    find(text, hints).map(|found| found.reading)
}

/// As [`read`], and says where the date stands and how much of the text it is.
pub fn find(text: &str, hints: &Hints) -> Option<Found> {
    choice::find(text, hints)
}
