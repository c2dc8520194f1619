//! Lines that state the article's date, and little else.
//!
//! In: a line. Out: its date. Prose and headlines that hold a date state none; where the line stands is for others to
//! weigh.

use super::line::{Ending, Line};
use crate::date::{self, Hints, Precision, Reading};
use crate::extract::clock;
use crate::extract::labels::Label;

/// The date in a line that is a date and little else.
pub(super) fn read(line: &Line<'_>, hints: &Hints) -> Option<Reading> {
    let dateless = line.chars > 140 || line.words > 20 || (line.is_bar && line.words > 12);
    if dateless || (line.digits == 0 && line.words > 6) || line.has(Label::Copyright) {
        return None;
    }
    let labelled = line.has(Label::Published) || line.has(Label::Updated);
    if !labelled && (line.letters > 64 || line.ending == Ending::Stop && line.words > 8) {
        return None;
    }
    let found = date::find(line.text, hints).filter(|_| !clock::is_site_clock(line.text))?;
    let opens =
        found.span.start == 0 && found.reading.published.precision() > Precision::Day && line.words <= 8;
    // Below these shares of date the line is prose or a headline that happens to hold one; neither begins with the
    // date to the minute.
    let least = if says_more(line.text, &found.span) { 0.55 } else { 0.3 };
    (labelled || opens || found.covers >= least).then_some(found.reading)
}

/// So many words in a row say something; places and names beside a date are fewer, or parted by marks.
const SAYING: usize = 3;

/// Do words stand beside the date that say something, as in `the fair opens on 3 May 2017`?
fn says_more(text: &str, date: &std::ops::Range<usize>) -> bool {
    let beside = [text.get(..date.start), text.get(date.end..)].into_iter().flatten();
    let mut pieces =
        beside.flat_map(|text| text.split(['-', '–', '—', 'ـ', '/', '|', ':', '،', ',', '(', ')', '•']));
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
    pieces.any(|piece| piece.split_whitespace().filter(is_word).count() >= SAYING)
}
