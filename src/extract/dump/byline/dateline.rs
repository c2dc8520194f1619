//! Datelines: what opens a first paragraph, up to the mark behind which the text begins.
//!
//! In: the paragraph. Out: the opening, and the agency or the person that it names.

use super::{Byline, is_mark, is_phrase, looks_like_name};
use crate::arabic::{fold, is_letter};
use crate::extract::{labels, plain};

/// The agency in `place (agency) –`, as a first paragraph opens; before a known one the date may stand as well.
pub(in crate::extract::dump) fn agency_in_brackets(paragraph: &str) -> Option<Byline> {
    let (place, rest) = plain::start_of(paragraph, OPENING).split_once('(')?;
    let (agency, after) = rest.split_once(')')?;
    let agency = agency.trim();
    let words = |text: &str| text.split_whitespace().count();
    let is_words = |text: &str| text.chars().all(|c| is_letter(c) || is_mark(c) || " .-'’".contains(c));
    let folded = fold(place);
    let is_place = (1..=4).contains(&words(place)) && is_words(place) && !is_phrase(&folded);
    // A colon also stands behind the name of one who speaks, so it takes a single word for an agency.
    let after = after.trim_start();
    let marked = after.starts_with(['-', '–', '—', 'ـ']) || after.starts_with(':') && words(agency) == 1;
    let named = (1..=3).contains(&words(agency)) && agency.chars().count() <= 24 && is_words(agency);
    let known = || labels::is_agency(agency) || agency.chars().all(|c| c.is_ascii_uppercase());
    ((is_place || known()) && marked && named && agency.chars().count() >= 2).then(|| Byline::agency(agency))
}

/// A first paragraph's opening is no longer, in bytes.
const OPENING: usize = 200;

/// The opening of a first paragraph, up to the mark after which the text begins.
pub(in crate::extract::dump) fn dateline(paragraph: &str) -> Option<&str> {
    let start = plain::start_of(paragraph, OPENING);
    let cut =
        ["--", " - ", " – ", " — ", " ـ ", "- ", ": "].iter().filter_map(|mark| start.rfind(mark)).max()?;
    let opening = start[..cut].trim();
    (!opening.is_empty() && opening.split_whitespace().count() <= 12).then_some(opening)
}

/// The byline in a first paragraph's opening: `name - place on date -`, `place - by name -`.
pub(in crate::extract::dump) fn in_dateline(opening: &str) -> Option<Byline> {
    let parts: Vec<&str> = [" - ", " – ", " — ", " ـ "]
        .iter()
        .map(|mark| opening.split(mark).map(str::trim).collect::<Vec<_>>())
        .max_by_key(Vec::len)?;
    let mut signed = parts.iter().filter_map(|part| labels::named_behind(part));
    if let Some(name) = signed.next() {
        return looks_like_name(name).then(|| Byline::person(name));
    }
    let dated = parts.len() >= 2 && parts[1..].iter().any(|part| part.chars().any(char::is_numeric));
    (dated && looks_like_name(parts[0]) && !labels::is_agency(parts[0])).then(|| Byline::person(parts[0]))
}
