//! Who wrote it: people in `authors`, the desk or wire in `agency`.
//!
//! In: what the page offers. Out: names without the words that introduce them, without addresses, without the site.

pub(super) mod name;
mod offers;

pub(super) use offers::Place;

use super::Evidence;
use super::dump;
use super::field::{self, Offer, Offers};
use super::labels;
use crate::arabic::{ends_sentence_or_quotation, fold};
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
    /// Does the page state it as its author, in metadata or markup, and not only show it where bylines stand?
    pub stated: bool,
}

/// More names than this are a list of something else.
const MAX_AUTHORS: usize = 20;

/// A longer value, in bytes, is a text about its authors and no byline.
const LONGEST: usize = 2000;

/// Words that show an agency or a desk rather than a person. Folded.
const DESKS: [&str; 42] = [
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
    "agenturen",
    "מערכת",
];

/// Finds the byline. `sites` are the names that the site goes by.
pub(super) fn find(offers: &Offers, sites: &[String], evidence: &mut Vec<Evidence>) -> Byline {
    let sites: BTreeSet<String> = sites.iter().map(|site| fold(site)).collect();
    let is_shown = |rule: &str| matches!(rule, "byline class" | "byline text");
    let has_statement = offers.iter().any(|offer| !is_shown(offer.rule) && !is_address(&offer.value));
    let reading = |offer: &'_ Offer| {
        let mut byline = read(&offer.value, &sites);
        if offer.rule == "json-ld organisation" {
            let names = std::mem::take(&mut byline.authors);
            byline.agency = byline.agency.or(names.into_iter().next());
        }
        if is_shown(offer.rule) {
            // Buttons and initials stand where bylines do.
            let is_word = |name: &str| !name.contains(' ') && name.chars().any(char::is_lowercase);
            byline.authors.retain(|name| !has_statement || !is_word(name));
        }
        byline
    };
    let short = offers.iter().filter(|offer| offer.value.len() <= LONGEST);
    let readings: Vec<(&Offer, Byline)> = short.map(|offer| (offer, reading(offer))).collect();
    // Names from one kind of place only: another may repeat them in another spelling. The first with a whole name is
    // believed before one with a single word, which is as often the name of a section or an account.
    let with_names = |least: usize| {
        let whole = move |name: &String| name.split_whitespace().count() >= least;
        readings.iter().position(|(_, byline)| byline.authors.iter().any(whole))
    };
    let Some(first) = with_names(2).or_else(|| with_names(1)) else {
        let known = |byline: &Byline| {
            byline.agency.as_ref().is_some_and(|agency| labels::is_known_agency(&fold(agency)))
        };
        let wire = readings.iter().find(|(_, byline)| known(byline));
        let found = wire.or_else(|| readings.iter().find(|(_, byline)| byline.agency.is_some()));
        let Some((offer, byline)) = found else { return Byline::default() };
        field::record("authors", ranked(offers, offer.rule), evidence);
        return byline.clone();
    };
    let rule = readings[first].0.rule;
    let printed = readings[first].1.printed.clone();
    let mut byline = Byline { printed, stated: !is_shown(rule), ..Byline::default() };
    let mut seen = BTreeSet::new();
    for (_, found) in readings.iter().filter(|(offer, _)| offer.rule == rule) {
        byline.authors.extend(found.authors.iter().filter(|name| seen.insert(fold(name))).cloned());
    }
    byline.authors.truncate(MAX_AUTHORS);
    keep_shortest(&mut byline.authors);
    byline.agency = readings.iter().take(first + 1).find_map(|(_, found)| found.agency.clone());
    field::record("authors", ranked(offers, rule), evidence);
    byline
}

/// Without names that only hold another one: `all articles by Jane Roe`.
fn keep_shortest(names: &mut Vec<String>) {
    let padded: Vec<String> = names.iter().map(|name| format!(" {} ", fold(name))).collect();
    let mut at = 0;
    names.retain(|_| {
        let own = &padded[at];
        let longer = padded
            .iter()
            .any(|other| other.len() < own.len() && other.contains(' ') && own.contains(other.as_str()));
        at += 1;
        !longer
    });
}

/// The offers with those of `rule` first.
fn ranked(offers: &Offers, rule: &str) -> Vec<Offer> {
    let (first, rest): (Vec<_>, Vec<_>) = offers.iter().cloned().partition(|offer| offer.rule == rule);
    first.into_iter().chain(rest).collect()
}

/// Reads one place's byline. `sites` are folded.
fn read(value: &str, sites: &BTreeSet<String>) -> Byline {
    // What stands in brackets is about a picture, or about the author.
    if is_address(value) || value.starts_with('(') && value.contains(':') || sites.contains(&fold(value)) {
        return Byline::default();
    }
    let names = sites.iter().map(|site| Some(site.as_str())).chain([None]);
    if let Some(found) = names.filter_map(|site| dump::byline_in_line(value, site)).next() {
        let agency = found.agency.filter(|agency| !sites.contains(&fold(agency)) || found.authors.is_empty());
        return Byline { authors: found.authors, agency, printed: Some(found.printed), stated: false };
    }
    let mut byline = Byline::default();
    let parts = name::split(value);
    // Of several in one line, one may be the agency: `Jane Roe, Harbour Wire`.
    let several = parts.len() > 1;
    for name in parts.iter().map(|part| name::clean(part)).filter(|name| name::is_name(name)) {
        let folded = fold(&name);
        if sites.contains(&folded) || folded == "admin" {
            continue;
        }
        if is_desk(&folded) || several && (labels::is_agency(&name) || is_of_site(&folded, sites)) {
            byline.agency.get_or_insert(name);
        } else if byline.authors.is_empty() || !name::is_credential(&name) {
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

/// Does the name begin with the site's own: one of its desks or studios?
fn is_of_site(folded: &str, sites: &BTreeSet<String>) -> bool {
    let first = folded.split(' ').next().unwrap_or_default();
    first.chars().count() >= 3 && sites.contains(first)
}

fn is_address(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    value.starts_with("http") || value.starts_with("www.") || value.starts_with("//")
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
    let ended = text.is_empty() || ends_sentence_or_quotation(text);
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
    fn what_only_looks_like_a_byline_loses_to_what_the_page_states() {
        let byline = found(&[
            ("byline class", "Follow"),
            ("meta author", "https://a.example/x"),
            ("json-ld organisation", "Harbour Wire"),
        ]);
        assert_eq!((byline.authors.len(), byline.agency.as_deref()), (0, Some("Harbour Wire")));
        assert_eq!(found(&[("byline class", "madonna")]).authors, ["madonna"]);
        let byline =
            found(&[("byline class", "Jane Roe"), ("byline class", "Show all articles of Jane Roe")]);
        assert_eq!(byline.authors, ["Jane Roe"]);
        assert_eq!(found(&[("meta author", "Jane Roe, MD, PhD")]).authors, ["Jane Roe"]);
        assert_eq!(
            found(&[("meta author", "(Image: Harbour Wire)"), ("meta author", "Jane Roe")]).authors,
            ["Jane Roe"]
        );
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
