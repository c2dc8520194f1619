//! Where the body begins and ends: its heaviest run, widened by the short lines that belong to it.
//!
//! In: the lines and the run. Out: the body's first line and its last. Decides nothing about what lies between them.

use super::opening::{Opening, Openings};
use super::{Run, Vocabulary};
use crate::extract::dump::line::{Ending, Line, Prose};
use crate::extract::labels;
use std::collections::HashMap;

/// A line of a list of figures has no more words.
const FIGURES: usize = 12;

/// So many lines above the text are looked at.
const ABOVE: usize = 12;

/// So many long lines above the text may be its headline, its standfirst and captions.
const HEAD_LINES: usize = 4;

/// Widens the run by the short sentences and subheads that belong to it.
pub(super) fn widen(lines: &[Line<'_>], dated: &[bool], prose: &[Prose], run: Run) -> (usize, usize) {
    let (mut first, mut last) = (run.first, run.last);
    let gap = usual_gap(lines, &run, prose);
    let mut times: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        *times.entry(&line.folded).or_default() += 1;
    }
    let repeats = |at: usize| times.get(lines[at].folded.as_str()).is_some_and(|&times| times > 1);
    // A long line without a full stop at the very top of the run may be a headline or a caption.
    for passed in 0.. {
        if first >= last || prose[first] != Prose::Medium {
            break;
        }
        // Line after line of them is the way that the text is written.
        if passed == HEAD_LINES {
            first = run.first;
            break;
        }
        let next = (first + 1..=last).find(|&at| prose[at] >= Prose::Medium).unwrap_or(last);
        if !repeats(first) && !looks_like_head(lines, first, next) {
            break;
        }
        first = next;
    }
    first = after_preamble(lines, prose, first, last);
    let openings = Openings::of(lines[first..=last].iter().filter(|line| line.label.is_none()));
    while first > 0 {
        let line = &lines[first - 1];
        let sentence = prose[first - 1] == Prose::Weak && line.ending == Ending::Stop && line.words >= 2;
        let belongs = sentence || opens_text(lines, first - 1, &openings);
        if !belongs || dated[first - 1] || line.label.is_some() || repeats(first - 1) {
            break;
        }
        first -= 1;
    }
    if run.mass <= RECIPE {
        first = with_part_above(lines, dated, first);
    }
    while last + 1 < lines.len()
        && (belongs_to_end(lines, dated, prose, last + 1, gap)
            || goes_on_as_list(lines, dated, last + 1, gap, &openings))
    {
        last += 1;
    }
    (first, quoted_end(lines, dated, last, gap).unwrap_or(last))
}

/// A line that announces what is quoted below it has at least so many words; fewer may name a list of links.
const ANNOUNCES: usize = 5;

/// A quoted verse has no more words, a quotation no more lines.
const VERSE: usize = 14;
const QUOTED: usize = 16;

/// The last line of what the text's end announces and quotes, line by line: `وكان قد كتب في ديوانه الأخير:`.
fn quoted_end(lines: &[Line<'_>], dated: &[bool], last: usize, gap: usize) -> Option<usize> {
    let announces = |at: &usize| {
        lines
            .get(*at)
            .is_some_and(|line| line.text.ends_with(':') && line.words >= ANNOUNCES && line.is_plain())
    };
    let below = Some(last + 1).filter(|at| announces(at) && lines[*at].gap <= gap.max(1));
    let first = Some(last).filter(announces).or(below)? + 1;
    let is_verse = |at: &usize| {
        let line = &lines[*at];
        let near = line.gap <= usize::from(*at == first);
        let plain = line.is_plain() && !dated[*at] && !line.text.contains("://");
        near && plain && (2..=VERSE).contains(&line.words)
    };
    let verses = (first..lines.len()).take_while(is_verse).take(QUOTED + 1).count();
    (2..=QUOTED).contains(&verses).then(|| first + verses - 1)
}

/// The part above the text, where both begin with a word or two and a colon: `المقادير:`, `الطريقة:`.
fn with_part_above(lines: &[Line<'_>], dated: &[bool], first: usize) -> usize {
    let heads =
        |at: usize| lines[at].words <= 2 && lines[at].text.ends_with(':') && lines[at].label.is_none();
    let mut own = [Some(first), first.checked_sub(1)].into_iter().flatten();
    let Some(own) = own.find(|&at| heads(at)) else { return first };
    let is_plain = |at: &usize| !dated[*at] && lines[*at].is_plain();
    let mut above = (own.saturating_sub(PART)..own).rev().take_while(is_plain);
    above.find(|&at| heads(at)).unwrap_or(first)
}

/// A text of more characters is no recipe.
const RECIPE: usize = 1500;

/// So many lines above the text a part of it may begin.
const PART: usize = 30;

/// Does the line at `at`, right above the text, begin it: a first item or question, or what announces a list?
fn opens_text(lines: &[Line<'_>], at: usize, openings: &Openings<'_>) -> bool {
    let line = &lines[at];
    if line.is_furniture() || line.words > 20 {
        return false;
    }
    if line.text.ends_with(':') && Opening::is_item(&lines[at + 1]) {
        return true;
    }
    let above = &lines[at.saturating_sub(ABOVE)..at];
    match Opening::of(line) {
        Some(opening @ (Opening::Mark | Opening::Number)) => {
            let first = above.iter().rposition(|line| !Opening::is_item(line));
            let announced = first.is_some_and(|first| above[first].text.ends_with(':'));
            announced || openings.has(opening)
        }
        // The headline may be a question, and quote someone.
        Some(opening) => openings.has(opening) && above.iter().any(Line::could_be_headline),
        None => false,
    }
}

/// Does the line at `at`, right below the text, go on with a list, a dialogue or a row of figures in it?
fn goes_on_as_list(
    lines: &[Line<'_>],
    dated: &[bool],
    at: usize,
    gap: usize,
    openings: &Openings<'_>,
) -> bool {
    let (line, before) = (&lines[at], &lines[at - 1]);
    // What a line announces may stand a little farther from it, and it from the text.
    let gap = match (before.text.ends_with(':'), line.text.ends_with(':')) {
        (true, _) => gap.max(1) + 1,
        (_, true) => gap.max(1),
        _ => gap,
    };
    let near = |line: &Line<'_>| line.gap <= gap && line.is_plain();
    if !near(line) || line.text.contains("://") {
        return false;
    }
    let is_announced = before.text.ends_with(':') || Opening::is_item(before);
    // An item of a list may name a day.
    if dated[at] && !(is_announced && Opening::is_item(line) && line.words > ITEM_OF_DATE) {
        return false;
    }
    let next_is_item =
        || lines.get(at + 1).is_some_and(|next| near(next) && (Opening::is_item(next) || is_figures(next)));
    match Opening::of(line) {
        Some(Opening::Mark | Opening::Number) => {
            // `- question?`, with its answer below.
            let asks = line.text.ends_with(['?', '؟']) && next_is_item();
            is_announced || asks
        }
        Some(speaker @ Opening::Speaker(_)) => openings.has(speaker),
        // A row of results or of prices, below the line that announces it.
        None if is_figures(line) => {
            let mut above = lines[at.saturating_sub(PART)..at].iter().rev();
            above.find(|above| !is_figures(above)).is_some_and(|above| above.text.ends_with(':'))
        }
        _ => line.text.ends_with(':') && next_is_item(),
    }
}

/// An item of a date alone has no more words.
const ITEM_OF_DATE: usize = 5;

/// A line of results or of prices.
fn is_figures(line: &Line<'_>) -> bool {
    line.digits > 0 && line.words <= FIGURES
}

/// Passes over prose about the site that stands above the headline: it shares no words with the text, the headline does.
fn after_preamble(lines: &[Line<'_>], prose: &[Prose], first: usize, last: usize) -> usize {
    let mut texts = (first + 1..=last).filter(|&at| prose[at] >= Prose::Medium);
    let Some(second) = texts.next() else { return first };
    let mut headlines = lines[first + 1..second]
        .iter()
        .filter(|line| line.words >= 4 && line.looks_like_headline())
        .peekable();
    if headlines.peek().is_none() {
        return first;
    }
    let text =
        std::iter::once(second).chain(texts.take(4)).map(|at| lines[at].text).collect::<Vec<_>>().join("\n");
    let vocabulary = Vocabulary::of(&text);
    let strange = vocabulary.share(&lines[first].folded);
    let own = headlines.map(|line| vocabulary.share(&line.folded)).fold(0.0, f64::max);
    let top = !lines[..first].iter().any(|line| line.words >= 4 && line.could_be_headline());
    if top && own >= 0.4 && strange <= 0.3 && strange * 2.5 <= own { second } else { first }
}

/// A long line above prose that reads like a headline: no stop at its end, and the next line begins the text.
fn looks_like_head(lines: &[Line<'_>], at: usize, next: usize) -> bool {
    let line = &lines[at];
    let above = &lines[at.saturating_sub(ABOVE)..at];
    // A page's title holds the headline and more; a headline has its date, caption and byline below it.
    let in_title = above.iter().any(|title| title.chars < 260 && title.folded.contains(&line.folded));
    let has_details = next > at + 1 && lines[at + 1..next].iter().all(|line| line.ending == Ending::Open);
    let another = above.iter().any(Line::could_be_headline);
    let short = line.chars <= 95 || (has_details && !another && line.chars <= 120);
    line.ending != Ending::Stop && (in_title || (short && line.marks <= 1 && (has_details || !another)))
}

/// The usual number of empty lines between paragraphs of the run.
fn usual_gap(lines: &[Line<'_>], run: &Run, prose: &[Prose]) -> usize {
    let mut gaps: Vec<usize> =
        (run.first + 1..=run.last).filter(|&at| prose[at] >= Prose::Weak).map(|at| lines[at].gap).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or(1)
}

/// Does the line at `at`, right after the body so far, still belong to it?
fn belongs_to_end(lines: &[Line<'_>], dated: &[bool], prose: &[Prose], at: usize, gap: usize) -> bool {
    let line = &lines[at];
    if dated[at]
        || line.is_furniture()
        || line.label.is_some_and(|found| found.whole)
        || line.gap > gap.max(1) + 2
    {
        return false;
    }
    if line.text.contains("://") || labels::is_notice(&line.folded) {
        return false;
    }
    let next = lines.get(at + 1);
    let sentence = prose[at] >= Prose::Weak && matches!(line.ending, Ending::Stop | Ending::Cry);
    if sentence {
        return true;
    }
    // A dump cut short ends in the middle of a sentence.
    if next.is_none() && line.gap <= gap && (line.words >= 3 || line.text.starts_with(['«', '"', '“'])) {
        return true;
    }
    // A subhead that lost its text stands as close as the paragraphs do, and farther from what follows.
    let parted = next.is_some_and(|next| next.gap > line.gap && next.is_furniture());
    line.words <= 4 && line.gap <= gap && line.ending == Ending::Open && parted
}
