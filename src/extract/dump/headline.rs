//! The headline, and the site's name where the page joins the two in one line.
//!
//! In: the lines above the body, and the body's words. Out: the headline with the lines it stands in, or nothing: a
//! dump without a headline gets none made up. The weights were set on the corpora; what they say is which evidence goes
//! before which.

mod wording;

use super::line::{self, Ending, Line, Prose};
use super::vocabulary::Vocabulary;
use crate::arabic::fold;
use crate::extract::labels::{self, Label};
use crate::extract::picture::has_credit;
use std::collections::BTreeMap;
use wording::{is_media, without_byline, without_media};

/// The headline as found.
#[derive(Debug, Clone)]
pub(super) struct Headline {
    pub(super) text: String,
    /// What the line says beside the headline: the site's name.
    pub(super) site: Option<String>,
    /// A byline that stands in the headline's own line.
    pub(super) byline: Option<String>,
    /// Lines above the body that hold it, first to last.
    pub(super) lines: Vec<usize>,
    /// Why it won, for `--explain`.
    pub(super) rule: String,
    /// Those it beat, best first, with their lines.
    pub(super) beaten: Vec<(String, usize)>,
}

/// Marks between a headline and a site's name, the sure ones first.
const SURE_SEPARATORS: [&str; 7] = [" :: ", " | ", " _ ", " » ", " › ", " • ", "|"];
/// Marks that also stand inside headlines.
const LOOSE_SEPARATORS: [&str; 4] = [" - ", " – ", " — ", " ـ "];

/// One wording that a line offers.
#[derive(Debug)]
struct Offer {
    line: usize,
    text: String,
    folded: String,
    /// The rest of the line, when the wording is a part of it.
    rest: Option<String>,
    /// Was it parted by a mark that never stands inside a headline?
    sure: bool,
}

/// Finds the headline among `lines[..head]`; `text` holds the words of the text below, `dated[i]` tells the date lines.
pub(super) fn find(lines: &[Line<'_>], head: usize, dated: &[bool], text: &Vocabulary) -> Option<Headline> {
    let mut offers = Vec::new();
    for at in (0..head).filter(|&at| at < TOP || at + NEAR >= head) {
        offer(lines, at, dated, &mut offers);
    }
    let standing = standing(lines, &offers);
    let title = line::page_title(&lines[..head]).filter(|title| text.share(&title.folded) >= 0.4);
    let title = title.map(|title| Vocabulary::of(title.text));
    let title = title.as_ref();
    let mut scored: Vec<(f64, &Offer, &Vec<usize>)> = offers
        .iter()
        .map(|offer| {
            let (places, words) = (&standing[&offer.folded], offer.folded.split(' ').count());
            let shared = text.share(&offer.folded);
            let case = Case { offer, lines, head, dated, text, title, places, words, shared };
            (case.score(), offer, places)
        })
        .collect();
    scored.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then(b.1.rest.is_none().cmp(&a.1.rest.is_none())).then(b.1.line.cmp(&a.1.line))
    });
    let &(best, winner, lines_of_it) = scored.first()?;
    if best < THRESHOLD {
        return None;
    }
    let mut beaten: Vec<(String, usize)> = Vec::new();
    for (_, other, _) in
        scored.iter().filter(|(score, other, _)| *score > 0.0 && other.folded != winner.folded)
    {
        if beaten.len() < 5 && beaten.iter().all(|(text, _)| fold(text) != other.folded) {
            beaten.push((other.text.clone(), lines[other.line].number));
        }
    }
    let times = lines_of_it.len();
    let number = lines[lines_of_it[times - 1]].number;
    let rule = if times > 1 {
        format!("dump: line {number}, stands {times} times above the body")
    } else {
        format!("dump: line {number}")
    };
    let site = site_beside(&offers, winner, lines);
    let (text, byline) = without_byline(&winner.text);
    Some(Headline { text, site, byline, lines: lines_of_it.clone(), rule, beaten })
}

/// A headline stands among the dump's first lines or so near above the body.
const TOP: usize = 40;
const NEAR: usize = 400;

/// What a wording must score to be taken for the headline.
const THRESHOLD: f64 = 1.6;

/// The wordings of line `at` that could be the headline.
fn offer(lines: &[Line<'_>], at: usize, dated: &[bool], offers: &mut Vec<Offer>) {
    let line = &lines[at];
    let crumb = line.has(Label::Home) && line.text.contains(['»', '>', '›', '/']);
    let excluded = line.label.is_some_and(|found| {
        found.label != Label::Caption
            && (!matches!(found.label, Label::Byline | Label::Greeting) || found.whole)
    });
    if line.is_bar && !crumb
        || line.letters < 6
        || line.words > 40
        || line.chars > 260
        || dated[at] && line.words < 9
        || (excluded && !crumb)
    {
        return;
    }
    let bare = line.text.trim_start_matches(['-', '–', '*', '•', ' ', '|']).trim();
    let mut push = |text: &str, rest: Option<String>, sure: bool| {
        let text = without_media(text);
        let folded = fold(&text);
        if folded.contains(' ') {
            offers.push(Offer { line: at, folded, text, rest, sure });
        }
    };
    if crumb {
        if let Some((rest, last)) = bare.rsplit_once(['»', '>', '›', '/']) {
            push(last.trim(), Some(rest.trim().to_owned()), true);
        }
        return;
    }
    push(bare, None, true);
    if !bare.contains(['|', ':', '_', '»', '›', '•', '-', '–', '—', 'ـ']) {
        return;
    }
    // `site: headline` is told from a headline with a colon in it by the headline standing alone elsewhere.
    if let Some((name, headline)) = bare.split_once(": ")
        && let folded = fold(headline)
        && ends(lines).any(|line| line.folded == folded)
    {
        push(headline.trim(), Some(name.trim().to_owned()), false);
    }
    for (separators, sure) in [(&SURE_SEPARATORS[..], true), (&LOOSE_SEPARATORS[..], false)] {
        for separator in separators.iter().filter(|separator| !closes_quotation(separator, bare)) {
            let Some((before, _)) = bare.split_once(separator) else { continue };
            let Some((_, after)) = bare.rsplit_once(separator) else { continue };
            let rest_of_first = &bare[before.len() + separator.len()..];
            let rest_of_last = &bare[..bare.len() - after.len() - separator.len()];
            push(rest_of_first.trim(), Some(before.trim().to_owned()), sure);
            push(rest_of_last.trim(), Some(after.trim().to_owned()), sure);
            if before.len() < rest_of_last.len() {
                push(before.trim(), Some(rest_of_first.trim().to_owned()), sure);
            }
        }
    }
}

/// Is the mark the closing one of a quotation in `text`, as in `« Étoile » l’emporte`?
fn closes_quotation(separator: &str, text: &str) -> bool {
    match separator.trim() {
        "»" => text.contains('«'),
        "›" => text.contains('‹'),
        _ => false,
    }
}

/// For each wording, the lines it stands in, a line right below its double counted once.
fn standing(lines: &[Line<'_>], offers: &[Offer]) -> BTreeMap<String, Vec<usize>> {
    let mut standing: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for offer in offers {
        let places = standing.entry(offer.folded.clone()).or_default();
        let doubled = places.last().is_some_and(|&before| {
            before == offer.line || (before + 1 == offer.line && lines[offer.line].gap == 0)
        });
        match places.last_mut() {
            Some(last) if doubled => *last = offer.line,
            _ => places.push(offer.line),
        }
    }
    standing
}

/// An offer with all that it is weighed by.
struct Case<'c, 'l> {
    offer: &'c Offer,
    lines: &'c [Line<'l>],
    /// Where the body begins.
    head: usize,
    dated: &'c [bool],
    text: &'c Vocabulary,
    /// The words of the dump's first line, where that is the page's title and speaks of the text.
    title: Option<&'c Vocabulary>,
    /// The lines that the wording stands in.
    places: &'c [usize],
    /// Its words.
    words: usize,
    /// The share of them that the text has too.
    shared: f64,
}

impl Case<'_, '_> {
    fn score(&self) -> f64 {
        let Self { offer, lines, head, dated, places, words, shared, .. } = *self;
        let mut score: f64 = match words {
            0..=1 => return f64::MIN,
            2 => -1.5,
            3 => 0.2,
            4..=20 => 1.0,
            _ => 0.3,
        };
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

    /// What speaks against a wording, besides what the others have for them.
    fn faults(&self) -> f64 {
        let Self { offer, lines, head, dated, text, places, words, shared, .. } = *self;
        let line = &lines[offer.line];
        let mut faults = 0.0;
        let sentence = matches!(line.ending, Ending::Stop) && offer.rest.is_none();
        faults += if sentence { 1.5 } else { 0.0 };
        faults += if line.prose() >= Prose::Strong && places.len() < 2 { 1.5 } else { 0.0 };
        // A headline may begin with `Photo:`; a credit stands behind words.
        let is_caption = line.has(Label::Caption) || places.len() < 2 && has_credit(&offer.text);
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
        let is_signed = places.last().is_some_and(|&last| last + 1 < head && names_writer(&lines[last + 1]));
        faults += if is_doubled && !is_signed && (shared < 0.5 || other()) { 2.5 } else { 0.0 };
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
        is_other && !has_credit(line.text) && self.text.share(&line.folded) >= least
    }
}

/// Does a line name who wrote the text, by its label?
fn names_writer(line: &Line<'_>) -> bool {
    line.opens_with(Label::Byline).is_some() && line.words <= 9
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

/// The first and the last lines of the dump, where the site names itself and its articles.
fn ends<'l, 'a>(lines: &'l [Line<'a>]) -> impl Iterator<Item = &'l Line<'a>> {
    let first = NEAR.min(lines.len());
    let last = lines.len().saturating_sub(NEAR).max(first);
    lines[..first].iter().chain(&lines[last..])
}

/// Is this `city - agency` or `(agency)` rather than a headline?
pub(super) fn looks_like_dateline(text: &str) -> bool {
    let words = text.split_whitespace().count();
    if words > 7 {
        return false;
    }
    // The hyphen of `e-paper` parts nothing.
    let mut before = ' ';
    let is_mark = |c: char| {
        let inside = c == '-' && before.is_ascii_alphanumeric();
        before = c;
        !inside && matches!(c, '-' | '–' | '—' | 'ـ' | '/' | '|' | '(' | ')')
    };
    let parts: Vec<&str> = text.split(is_mark).map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.len() >= 2 && parts.iter().all(|part| part.split_whitespace().count() <= 4)
}

/// The site's name beside the winner: in its own line, or in another line that holds the winner.
fn site_beside(offers: &[Offer], winner: &Offer, lines: &[Line<'_>]) -> Option<String> {
    let mut names = offers
        .iter()
        .filter(|o| o.folded == winner.folded && !lines[o.line].has(Label::Home))
        .filter_map(|o| o.rest.as_deref());
    let name = names.find(|name| {
        let folded = fold(name);
        let is_label = || labels::label_of(name, &folded).is_some_and(|found| found.label.is_furniture());
        name.split_whitespace().count() <= 6 && folded.chars().count() >= 2 && !is_media(name) && !is_label()
    })?;
    // `headline | section | site`: the last part of several is the name.
    let last =
        SURE_SEPARATORS.iter().fold(name, |name, separator| name.rsplit(separator).next().unwrap_or(name));
    Some(last.trim_matches(|c: char| c.is_whitespace() || "|-–—_:»ـ".contains(c)).to_owned())
        .filter(|name| !name.is_empty())
}
