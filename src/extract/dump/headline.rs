//! The headline, and the site's name where the page joins the two in one line.
//!
//! In: the lines above the body, and the body's words. Out: the headline with the lines it stands in, or nothing: a
//! dump without a headline gets none made up. What weighs how much: `case.rs`.

mod case;
mod wording;

use super::line::{self, Line};
use super::vocabulary::Vocabulary;
use crate::arabic::fold;
use crate::extract::labels::{self, Label};
use case::Case;
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

/// The first and the last lines of the dump, where the site names itself and its articles.
fn ends<'l, 'a>(lines: &'l [Line<'a>]) -> impl Iterator<Item = &'l Line<'a>> {
    let first = NEAR.min(lines.len());
    let last = lines.len().saturating_sub(NEAR).max(first);
    lines[..first].iter().chain(&lines[last..])
}

/// Is this `city - agency` or `(agency)` rather than a headline?
pub(super) fn looks_like_dateline(text: &str) -> bool {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    if text.split_whitespace().filter(is_word).count() > 7 {
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
