//! Plain-text dumps of news pages: which lines are headline, date, caption, byline, body, and which are furniture.
//!
//! In: decoded text. Out: an [`Extraction`]. Makes up no headline, date or byline where the dump has none.

use super::Extraction;
use crate::config::SourceRules;
use crate::source::Capture;

/// Reads a text dump.
pub(super) fn read(_text: &str, _capture: &Capture, _rules: &SourceRules) -> Extraction {
    Extraction::default()
}
