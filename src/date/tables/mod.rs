//! The words of dates, as data: months, days, labels, clocks, zones. A new spelling is a new word in a list.
//!
//! Words are written as they are written; the lexicon folds them the way it folds the text, so hamza, tatweel,
//! diacritics, accents and case need no entries of their own. Holds no code but constants.

pub(super) mod clocks;
pub(super) mod labels;
pub(super) mod months;
pub(super) mod spans;
pub(super) mod weekdays;
