//! Who wrote it: people in `authors`, the desk or wire in `agency`.
//!
//! In: what the page offers. Out: names without the words that introduce them, without addresses, without the site.

mod offers;

pub(super) use offers::Place;

use super::Evidence;
use super::dump;
use super::field::{self, Offer, Offers};
use super::labels;
use crate::arabic::fold;
use std::collections::BTreeSet;

/// People and agency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// People.
    pub authors: Vec<String>,
    /// Desk or wire.
    pub agency: Option<String>,
    /// As printed, where that says more.
    pub printed: Option<String>,
}

/// More names than this are a list of something else.
const MAX_AUTHORS: usize = 20;

/// Words before a name. Folded, with the space after them.
const INTRODUCTIONS: [&str; 40] = [
    "by ",
    "written by ",
    "words by ",
    "story by ",
    "posted by ",
    "published by ",
    "author ",
    "authors ",
    "von ",
    "par ",
    "por ",
    "di ",
    "de ",
    "door ",
    "av ",
    "af ",
    "autor ",
    "autorin ",
    "auteur ",
    "text ",
    "texte ",
    "بقلم ",
    "كتب ",
    "كتبت ",
    "كتبه ",
    "كتبها ",
    "اعداد ",
    "تحرير ",
    "تقرير ",
    "الكاتب ",
    "المحرر ",
    "نويسنده ",
    "מאת ",
    "بواسطه ",
    "veröffentlicht von ",
    "geschrieben von ",
    "reviewed by ",
    "reporting by ",
    "הכתב ",
    "از ",
];

/// Words that show an agency or a desk rather than a person. Folded.
const DESKS: [&str; 40] = [
    "وكالات",
    "وكاله",
    "متابعه",
    "متابعات",
    "خاص",
    "تحرير",
    "التحرير",
    "قسم",
    "مراسل",
    "صحيفه",
    "جريده",
    "موقع",
    "قناه",
    "خبرگزاري",
    "agencies",
    "agency",
    "staff",
    "newsroom",
    "editors",
    "editorial",
    "desk",
    "reuters",
    "afp",
    "ap",
    "dpa",
    "press",
    "redaktion",
    "redaction",
    "redacao",
    "redaccion",
    "redazione",
    "news",
    "team",
    "admin",
    "رويترز",
    "اف ب",
    "الاناضول",
    "سانا",
    "واس",
    "و م ع",
];

/// Finds the byline. `sites` are the names that the site goes by.
pub(super) fn find(offers: &Offers, sites: &[String], evidence: &mut Vec<Evidence>) -> Byline {
    let sites: BTreeSet<String> = sites.iter().map(|site| fold(site)).collect();
    let readings: Vec<(&Offer, Byline)> =
        offers.iter().map(|offer| (offer, read(&offer.value, &sites))).collect();
    // Names from one kind of place only: another may repeat them in another spelling. The first with a whole name is
    // believed before one with a single word, which is as often the name of a section or an account.
    let with_names = |least: usize| {
        let whole = move |name: &String| name.split_whitespace().count() >= least;
        readings.iter().position(|(_, byline)| byline.authors.iter().any(whole))
    };
    let Some(first) = with_names(2).or_else(|| with_names(1)) else {
        let found = readings.iter().find(|(_, byline)| byline.agency.is_some());
        let Some((offer, byline)) = found else { return Byline::default() };
        field::record("authors", ranked(offers, offer.rule), evidence);
        return byline.clone();
    };
    let rule = readings[first].0.rule;
    let mut byline = Byline { printed: readings[first].1.printed.clone(), ..Byline::default() };
    let mut seen = BTreeSet::new();
    for (_, found) in readings.iter().filter(|(offer, _)| offer.rule == rule) {
        byline.authors.extend(found.authors.iter().filter(|name| seen.insert(fold(name))).cloned());
    }
    byline.agency = readings.iter().take(first + 1).find_map(|(_, found)| found.agency.clone());
    byline.authors.truncate(MAX_AUTHORS);
    field::record("authors", ranked(offers, rule), evidence);
    byline
}

/// The offers with those of `rule` first.
fn ranked(offers: &Offers, rule: &str) -> Vec<Offer> {
    let (first, rest): (Vec<_>, Vec<_>) = offers.iter().cloned().partition(|offer| offer.rule == rule);
    first.into_iter().chain(rest).collect()
}

/// Reads one place's byline. `sites` are folded.
fn read(value: &str, sites: &BTreeSet<String>) -> Byline {
    if is_address(value) || sites.contains(&fold(value)) {
        return Byline::default();
    }
    let names = sites.iter().map(|site| Some(site.as_str())).chain([None]);
    if let Some(found) = names.filter_map(|site| dump::byline_in_line(value, site)).next() {
        let agency = found.agency.filter(|agency| !sites.contains(&fold(agency)) || found.authors.is_empty());
        return Byline { authors: found.authors, agency, printed: Some(found.printed) };
    }
    let mut byline = Byline::default();
    let parts = split(value);
    // Of several in one line, one may be the agency: `Jane Roe, Harbour Wire`.
    let several = parts.len() > 1;
    for name in parts.iter().map(|part| clean(part)).filter(|name| is_name(name)) {
        let folded = fold(&name);
        if sites.contains(&folded) || folded == "admin" {
            continue;
        }
        if is_desk(&folded) || several && labels::is_agency(&name) {
            byline.agency.get_or_insert(name);
        } else {
            byline.authors.push(name);
        }
    }
    byline.printed = beside_name(value, &byline.authors);
    byline
}

/// A byline that says more than the name: `name - place`.
fn beside_name(value: &str, authors: &[String]) -> Option<String> {
    let [name] = authors else { return None };
    let (_, rest) = value.split_once(name.as_str())?;
    let place = rest.trim_start().strip_prefix(['-', '–', '—', '(', '/'])?;
    let words = place.split_whitespace().count();
    ((1..=3).contains(&words) && !place.chars().any(char::is_numeric)).then(|| format!("{name}{rest}"))
}

fn is_address(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    value.starts_with("http") || value.starts_with("www.") || value.starts_with("//")
}

/// Several names in one string.
fn split(value: &str) -> Vec<String> {
    let mut parts = vec![value.to_owned()];
    for mark in [";", "|", "،", " and ", " und ", " & ", " et ", ", ", "/", " و "] {
        let is_words = mark.trim().chars().all(char::is_alphabetic);
        let mut split = Vec::new();
        for part in parts {
            // A word parts names only where whole names stand on both sides of it.
            let pieces: Vec<&str> = part.split(mark).collect();
            let whole = pieces.iter().all(|piece| piece.split_whitespace().count() >= 2);
            if is_words && !whole {
                split.push(part);
            } else {
                split.extend(pieces.into_iter().map(str::to_owned));
            }
        }
        parts = split;
    }
    parts
}

/// Without introductions, brackets and what follows a dash.
fn clean(name: &str) -> String {
    let mut name = super::plain::fold_space(name);
    loop {
        let folded_start = INTRODUCTIONS.iter().find(|word| {
            let start: String = name.chars().take(word.chars().count() + 2).collect();
            let start = fold(&start.replace([':', '：'], " ")) + " ";
            start.starts_with(**word)
        });
        let Some(word) = folded_start else { break };
        let skip = word.split(' ').filter(|part| !part.is_empty()).count();
        let rest: Vec<&str> =
            name.split([' ', ':', '：']).filter(|part| !part.is_empty()).skip(skip).collect();
        if rest.is_empty() {
            break;
        }
        name = rest.join(" ");
    }
    let cut = [" - ", " – ", " — ", " | ", " (", " @", " • ", " · "]
        .iter()
        .filter_map(|mark| name.find(mark))
        .filter(|at| *at > 0)
        .min();
    name.truncate(cut.unwrap_or(name.len()));
    name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '\u{64B}'..='\u{652}'))
        .to_owned()
}

fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let words = name.split_whitespace().count();
    // In scripts with capitals, a long word without one is no part of a name.
    let plain_words = name
        .split_whitespace()
        .filter(|word| word.chars().count() >= 5 && word.chars().next().is_some_and(char::is_lowercase))
        .count();
    if words > 1 && plain_words > 0 || INTRODUCTIONS.contains(&(fold(name) + " ").as_str()) {
        return false;
    }
    let lower = name.to_lowercase();
    letters >= 2
        && words <= 8
        && name.chars().count() <= 70
        && !["http", "www.", ".com", "@", "facebook", "{", "<", "undefined", "null"]
            .iter()
            .any(|bad| lower.contains(bad))
        && !(words > 1 && name.chars().any(char::is_numeric))
}

fn is_desk(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    DESKS.iter().any(|desk| words.contains(desk) || (desk.contains(' ') && folded == *desk))
        && (words.len() != 2 || !folded.starts_with("ap "))
}

/// The name that signs a text in brackets behind its last sentence: `… إلى المدينة. (ليلى المثال)`.
pub(super) fn signature(paragraph: &str) -> Option<Byline> {
    let (text, name) = paragraph.trim_end_matches(['.', ' ']).strip_suffix(')')?.rsplit_once('(')?;
    let text = text.trim_end();
    let ended = text.is_empty() || text.ends_with(['.', '!', '?', '؟', '…', '»', '"', '”', '۔']);
    (ended && dump::looks_like_name(name))
        .then(|| Byline { authors: vec![name.trim().to_owned()], ..Byline::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(offers: &[(&'static str, &str)]) -> Byline {
        let mut all = Offers::default();
        for (rule, value) in offers {
            all.add(rule, value);
        }
        find(&all, &["أخبار المثال".to_owned()], &mut Vec::new())
    }

    #[test]
    fn people_without_the_words_before_them() {
        assert_eq!(found(&[("meta author", "بقلم: ليلى المثال")]).authors, ["ليلى المثال"]);
        assert_eq!(found(&[("meta author", "By Jane Roe and John Doe")]).authors, ["Jane Roe", "John Doe"]);
        assert_eq!(found(&[("meta author", "كتب أحمد المثال")]).authors, ["أحمد المثال"]);
        assert_eq!(found(&[("meta author", "https://a.example/author/x")]).authors, Vec::<String>::new());
    }

    #[test]
    fn a_desk_is_the_agency_and_the_site_is_nobody() {
        let byline = found(&[("meta author", "وكالات"), ("byline class", "أخبار المثال")]);
        assert_eq!((byline.authors.len(), byline.agency.as_deref()), (0, Some("وكالات")));
    }

    #[test]
    fn a_place_beside_the_name_is_printed_and_no_name() {
        let byline = found(&[("meta author", "طنجة - أخبار المثال")]);
        assert_eq!((byline.authors.len(), byline.agency.as_deref()), (0, Some("أخبار المثال")));
        assert_eq!(byline.printed.as_deref(), Some("طنجة - أخبار المثال"));
        let byline = found(&[("meta author", "ليلى المثال - طنجة")]);
        assert_eq!(
            (byline.authors, byline.printed.as_deref()),
            (vec!["ليلى المثال".to_owned()], Some("ليلى المثال - طنجة"))
        );
    }

    #[test]
    fn a_whole_name_is_believed_before_a_word() {
        assert_eq!(
            found(&[("json-ld author", "رياضة"), ("byline class", "ليلى المثال")]).authors,
            ["ليلى المثال"]
        );
        assert_eq!(found(&[("json-ld author", "Madonna")]).authors, ["Madonna"]);
    }

    #[test]
    fn a_name_in_brackets_signs_the_text() {
        let name = |text| signature(text).map(|byline| byline.authors);
        assert_eq!(name("وصل القطار إلى المدينة. (ليلى المثال)"), Some(vec!["ليلى المثال".to_owned()]));
        assert_eq!(name("وصل القطار إلى المدينة (تل الريحان)"), None);
        assert_eq!(name("(ليلى المثال)"), Some(vec!["ليلى المثال".to_owned()]));
        assert_eq!(name("وصل القطار. (46 عاما)"), None);
    }

    #[test]
    fn the_most_trusted_place_speaks_alone() {
        let byline = found(&[("json-ld author", "Jane Roe"), ("byline class", "Jane M. Roe, Staff Writer")]);
        assert_eq!(byline.authors, ["Jane Roe"]);
    }
}
