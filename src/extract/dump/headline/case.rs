//! What one wording weighs as the headline, by its looks, its place and what stands beside it.
//!
//! In: the wording with the dump's lines. Out: its score; the weights were set on the corpora. Compares no wordings with
//! one another.

use super::{NEAR, Offer, ends, looks_like_dateline};
use crate::arabic::fold;
use crate::extract::byline::name;
use crate::extract::dump::byline;
use crate::extract::dump::line::{Ending, Line, Prose};
use crate::extract::dump::vocabulary::Vocabulary;
use crate::extract::labels::{self, Label};

/// An offer with all that it is weighed by.
pub(super) struct Case<'c, 'l> {
    pub(super) offer: &'c Offer,
    pub(super) lines: &'c [Line<'l>],
    /// Where the body begins.
    pub(super) head: usize,
    pub(super) dated: &'c [bool],
    pub(super) text: &'c Vocabulary,
    /// The words of the dump's first line, where that is the page's title and speaks of the text.
    pub(super) title: Option<&'c Vocabulary>,
    /// The lines that the wording stands in.
    pub(super) places: &'c [usize],
    /// Its words.
    pub(super) words: usize,
    /// The share of them that the text has too.
    pub(super) shared: f64,
}

impl Case<'_, '_> {
    /// The more, the likelier; see `THRESHOLD`.
    pub(super) fn score(&self) -> f64 {
        let Self { offer, lines, head, dated, places, words, shared, .. } = *self;
        let is_signed = self.is_signed();
        let mut score: f64 = match words {
            0..=1 => return f64::MIN,
            2 if is_signed => 0.2,
            2 => -1.5,
            3 => 0.2,
            4..=20 => 1.0,
            _ => 0.3,
        };
        score += if is_signed { 1.0 } else { 0.0 };
        // What stands more often and is none of the text's is a label that the site repeats.
        let is_repeated = places.len() > 1 && (places.len() <= 5 || shared >= 0.3);
        if is_repeated && words >= 3 {
            score += 3.0 + 0.2 * (places.len().min(4) - 1) as f64;
        }
        // A line that shares no word with the text is a caption or a stranger's headline rather than its own.
        let strange = if self.text.is_brief() { 0.0 } else { -0.5 };
        score += if shared > 0.0 { 2.5 * shared } else { strange };
        let last = places.last().copied().unwrap_or(offer.line);
        // Headline-like lines between this one and the body speak against it: menus and tickers come first.
        let between = (last + 1..head)
            .take(NEAR)
            .filter(|&at| lines[at].could_be_headline() && !dated[at])
            // A line with its double is a caption, whatever its looks.
            .filter(|&at| gap_to_double(lines, at).is_none())
            .count();
        score -= (0.35 * between as f64).min(2.0);
        let beside = |at: Option<usize>| at.and_then(|at| dated.get(at).copied()).unwrap_or(false);
        // The date stands right below the headline, or below the byline or the greeting there.
        let is_passed = |at: usize| names_writer(&lines[at]) || lines[at].has(Label::Greeting);
        let below = |at: usize| {
            let next = if at + 1 < head && is_passed(at + 1) { at + 2 } else { at + 1 };
            Some(next).filter(|&next| next < head)
        };
        // Where no menu stands before it, the byline right below tells a headline as the date does.
        let signed = |at: usize| {
            at < 3
                && at + 1 < head
                && names_writer(&lines[at + 1])
                && headline_above(lines, dated, at).is_none()
        };
        if places.iter().any(|&at| beside(at.checked_sub(1)) || beside(below(at)) || signed(at)) {
            score += 1.2;
        }
        if offer.line == 0 {
            score += 0.6;
        }
        score -= self.faults();
        if let Some(rest) = &offer.rest {
            score += part_score(offer, rest, lines, places);
        }
        score
    }

    /// Does the line stand apart, with a byline and a date below it, as above a column whose words it need not share?
    fn is_signed(&self) -> bool {
        let Self { offer, lines, head, dated, .. } = *self;
        let at = offer.line;
        let below = at + 1..(at + 3).min(head);
        let is_apart = at == 0 || lines[at].gap > 0;
        is_apart
            && offer.rest.is_none()
            && lines[at].label.is_none()
            && below.clone().any(|at| names_writer(&lines[at]))
            && below.clone().any(|at| dated[at])
    }

    /// What speaks against a wording, besides what the others have for them.
    fn faults(&self) -> f64 {
        let Self { offer, lines, head, dated, text, places, words, shared, .. } = *self;
        let line = &lines[offer.line];
        let mut faults = 0.0;
        let sentence = matches!(line.ending, Ending::Stop) && offer.rest.is_none();
        faults += if sentence { 1.5 } else { 0.0 };
        faults += if line.prose() >= Prose::Strong && places.len() < 2 { 1.5 } else { 0.0 };
        // A headline may begin with `Photo:`; a credit stands behind words.
        let is_caption = line.has(Label::Caption) || places.len() < 2 && line.has_credit;
        faults += if is_caption || line.has(Label::Greeting) { 1.5 } else { 0.0 };
        // A caption stands beside its double; so may the headline, where none stands above nor a better line below.
        let is_doubled = gap_to_double(lines, offer.line) == Some(0);
        let other = || {
            (head.saturating_sub(NEAR)..head).any(|at| {
                let least = if at < offer.line { 0.3 } else { shared };
                lines[at].words >= 4 && self.is_rival(&lines[at], least)
            })
        };
        // No caption has a byline below it.
        let has_byline = places.last().is_some_and(|&last| last + 1 < head && names_writer(&lines[last + 1]));
        faults += if is_doubled && !has_byline && (shared < 0.5 || other()) { 2.5 } else { 0.0 };
        let first = places.first().copied().unwrap_or(offer.line);
        let above = || headline_above(lines, dated, first).map_or(0.0, |at| text.share(&lines[at].folded));
        // The date parts the headline from what comes below it.
        let below_date = first.checked_sub(1).is_some_and(|before| dated[before]);
        // Twice in a row below a line that shares more with the text: the caption and the picture's own text.
        let in_a_row = places.windows(2).all(|pair| pair[0] + 1 == pair[1]) && offer.rest.is_none();
        faults += match places.len() {
            1 if below_date && above() >= 0.3 => 1.0,
            2 if in_a_row && (above() > shared || below_date && above() >= 0.3) => 4.5,
            _ => 0.0,
        };
        faults += if looks_like_dateline(&offer.text) { 2.0 } else { 0.0 };
        faults += if names_writer(line) && offer.rest.is_none() { 2.0 } else { 0.0 };
        faults += if self.title.is_some_and(|title| title.share(&offer.folded) < 0.2) { 1.5 } else { 0.0 };
        // A standfirst is often the text's own beginning, cut; it has the headline above it, which is of the text too.
        let is_cut = words >= 8 || words >= 5 && line.ending == Ending::Dots;
        let cut_text = is_cut && lines[head].folded.starts_with(&offer.folded);
        let has_line_above = || {
            let above = &lines[offer.line.saturating_sub(NEAR)..offer.line];
            above.iter().any(|line| self.is_rival(line, 0.5))
        };
        faults += if cut_text && has_line_above() { 2.0 } else { 0.0 };
        faults
    }

    /// Could the line be the headline instead, with at least this share of its words in the text?
    fn is_rival(&self, line: &Line<'_>, least: f64) -> bool {
        let is_other = line.could_be_headline() && line.folded != self.offer.folded;
        is_other && !line.has_credit && self.text.share(&line.folded) >= least
    }
}

/// Does a line name who wrote the text, by its label or the word before several names?
fn names_writer(line: &Line<'_>) -> bool {
    let labelled = line.opens_with(Label::Byline).is_some() && line.words <= 9;
    labelled || line.label.is_none() && name::begins_byline(&line.folded) && byline::names_people(line)
}

/// The line that looks like a headline right above line `at`, dates and labelled lines between them passed over.
fn headline_above(lines: &[Line<'_>], dated: &[bool], at: usize) -> Option<usize> {
    let passed = |at: &usize| dated[*at] || lines[*at].label.is_some() || lines[*at].words <= 1;
    let above = (at.saturating_sub(8)..at).rev().find(|at| !passed(at))?;
    (lines[above].words >= 4 && lines[above].looks_like_headline()).then_some(above)
}

/// How many empty lines part a line from its double right above or below it, as a caption has one in the picture's own text.
fn gap_to_double(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let same = |other: &usize| lines.get(*other).is_some_and(|other| other.folded == lines[at].folded);
    let above = at.checked_sub(1).filter(same).map(|_| lines[at].gap);
    let below = Some(at + 1).filter(same).map(|below| lines[below].gap);
    above.into_iter().chain(below).min()
}

/// What it says for a part of a line that the rest looks, or does not look, like a site's name.
fn part_score(offer: &Offer, rest: &str, lines: &[Line<'_>], places: &[usize]) -> f64 {
    if lines[offer.line].has(Label::Home) {
        return 0.0;
    }
    let alone = places.iter().any(|&at| at != offer.line);
    if alone {
        return 0.1;
    }
    let like_name = looks_like_site(rest, offer.line, lines);
    // The first line of a dump is the page's title, and that ends in the site's name.
    let closes_first = offer.line == 0
        && lines[0].text.starts_with(&offer.text)
        && rest.split_whitespace().count() <= 3
        && !rest.contains(|c: char| c.is_numeric())
        && offer.folded.split(' ').count() >= 4;
    match (offer.sure, like_name) {
        (true, true) => 0.4,
        (true, false) if rest.split_whitespace().count() <= 3 => 0.2,
        (false, true) => 0.3,
        (false, false) if closes_first => 0.2,
        _ => -2.0,
    }
}

/// Is `name` the site's name, to judge by its wording or because it stands elsewhere in the dump?
fn looks_like_site(name: &str, at: usize, lines: &[Line<'_>]) -> bool {
    let folded = fold(name);
    let words = folded.split(' ').count();
    if folded.chars().count() < 3 || words > 5 {
        return false;
    }
    let domain = name.contains('.') && !name.contains(' ');
    let mut elsewhere = ends(lines)
        .filter(|line| !std::ptr::eq(*line, &lines[at]) && line.words <= 16 && line.folded.contains(&folded));
    domain || labels::is_agency(name) || elsewhere.next().is_some()
}
