//! Lines that state the article's date, and little else.
//!
//! In: a line. Out: its date. Prose and headlines that hold a date state none; where the line stands is for others to
//! weigh.

use super::line::{Ending, Line};
use super::vocabulary::Vocabulary;
use crate::arabic::{fold, is_letter};
use crate::date::{self, Found, Hints, Precision, Reading};
use crate::extract::clock;
use crate::extract::labels::Label;

/// The date in a line that is a date and little else.
pub(super) fn read(line: &Line<'_>, hints: &Hints) -> Option<Reading> {
    let dateless = line.chars > 140 || line.words > 20 || (line.is_bar && line.words > 16);
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
    // Below this share of date the line is prose or a headline that happens to hold one; neither begins with the
    // date to the minute.
    let states = labelled || opens || found.covers >= COVERS || is_part(line.text, &found);
    states.then_some(found.reading)
}

/// A date covers this share of a line that states it, or of its own part.
const COVERS: f32 = 0.3;

/// None of the parts beside a date has more words.
const PART: usize = 6;

/// Is the date one of several short parts of the line: `by name | 3 May 2017 | 10:15 | news`?
fn is_part(text: &str, found: &Found) -> bool {
    const MARKS: [char; 3] = ['|', '•', '·'];
    let date = text.get(found.span.clone()).unwrap_or_default();
    let before = text.get(..found.span.start).unwrap_or_default().rsplit(MARKS).next().unwrap_or_default();
    let after = text.get(found.span.end..).unwrap_or_default().split(MARKS).next().unwrap_or_default();
    let chars = |text: &str| text.trim().chars().count() as f32;
    let covers = chars(date) >= COVERS * (chars(before) + chars(date) + chars(after));
    let mut parts = text.split(MARKS);
    covers && text.contains(MARKS) && parts.all(|part| part.split_whitespace().count() <= PART)
}

/// Is the line a headline that holds the day of what it announces, as in `the fair opens on 3 May 2017`? Its words are the
/// text's; a name beside the date is not.
pub(super) fn is_headline(line: &Line<'_>, text: &Vocabulary, hints: &Hints) -> bool {
    let Some((found, beside)) = unlabelled(line, hints) else { return false };
    found.covers < 0.55 && says_more(line.text, &found.span) && text.share(&beside) >= 0.3
}

/// Could the line be a headline that ends in the day of the article itself, as in `Gold prices today, 3 May 2017`?
pub(super) fn could_be_headline(line: &Line<'_>, text: &Vocabulary, hints: &Hints) -> bool {
    let beside = unlabelled(line, hints).map(|(_, beside)| beside).unwrap_or_default();
    let words = beside.split(' ').filter(|word| word.chars().any(is_letter)).count();
    words >= 2 && text.share(&beside) >= 0.6
}

/// The date of a line without a label, and the words beside it, folded.
fn unlabelled(line: &Line<'_>, hints: &Hints) -> Option<(Found, String)> {
    let found = date::find(line.text, hints).filter(|_| line.label.is_none())?;
    let (before, after) = (line.text.get(..found.span.start), line.text.get(found.span.end..));
    let beside = fold(&format!("{} {}", before.unwrap_or_default(), after.unwrap_or_default()));
    Some((found, beside))
}

/// So many words in a row say something; places and names beside a date are fewer, or parted by marks.
const SAYING: usize = 3;

/// Do words that say something lead to the date, or on from it, as in `the fair opens on 3 May 2017`? What a mark parts from
/// it does not.
fn says_more(text: &str, date: &std::ops::Range<usize>) -> bool {
    let (before, after) =
        (text.get(..date.start).unwrap_or_default(), text.get(date.end..).unwrap_or_default());
    let is_mark = |c: char| "-–—ـ/|:،,()•".contains(c);
    let beside = [before.rsplit(is_mark).next(), after.split(is_mark).next()];
    let is_word = |word: &&str| word.chars().any(is_letter);
    beside.into_iter().flatten().any(|piece| piece.split_whitespace().filter(is_word).count() >= SAYING)
}
