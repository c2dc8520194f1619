//! Who wrote it: people in `authors`, the desk or wire in `agency`.
//!
//! In: what the page offers. Out: names without the words that introduce them, without addresses, without the site.

use super::Evidence;
use super::field::{self, Offers};
use super::labels;
use super::meta::Head;
use super::names::Hints;
use super::structured::Structured;
use super::tree::{Id, Mask, Tree};
use crate::arabic::fold;
use std::collections::BTreeSet;

/// People and agency.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// People.
    pub authors: Vec<String>,
    /// Desk or wire.
    pub agency: Option<String>,
    /// As printed, where that says more.
    pub printed: Option<String>,
}

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
    let mut byline = Byline::default();
    let mut winner: Option<&'static str> = None;
    let mut seen = BTreeSet::new();
    let all: Vec<_> = offers.iter().cloned().collect();
    for offer in &all {
        // Names from one kind of place only: another place may repeat them in another spelling.
        if winner.is_some_and(|winner| winner != offer.rule) && !byline.authors.is_empty() {
            break;
        }
        if is_address(&offer.value) {
            continue;
        }
        let names = split(&offer.value);
        // Of several in one line, one may be the agency: `Jane Roe, Harbour Wire`.
        let several = names.len() > 1;
        for name in names {
            let name = clean(&name);
            let folded = fold(&name);
            if !is_name(&name) || !seen.insert(folded.clone()) {
                continue;
            }
            if sites.contains(&folded) || is_desk(&folded) || several && labels::is_agency(&name) {
                if byline.agency.is_none() && !sites.contains(&folded) && folded != "admin" {
                    byline.agency = Some(name);
                }
                continue;
            }
            winner = Some(offer.rule);
            byline.authors.push(name);
        }
    }
    let rule = winner.unwrap_or_default();
    let ranked: Vec<_> =
        all.iter().filter(|o| o.rule == rule).chain(all.iter().filter(|o| o.rule != rule)).cloned().collect();
    if !byline.authors.is_empty() || byline.agency.is_some() {
        field::record("authors", ranked, evidence);
    }
    byline.authors.truncate(20);
    byline
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

/// What the page offers as its byline, in order of trust.
pub(super) fn offers(
    tree: &Tree<'_>,
    shown: &Mask,
    hints: &[Hints],
    head: &Head,
    structured: &Structured,
    around: &[Id],
) -> Offers {
    let mut offers = Offers::default();
    for story in structured.stories.iter().take(2) {
        story
            .authors
            .iter()
            .filter(|(_, group)| !group)
            .for_each(|(name, _)| offers.add("json-ld author", name));
    }
    for key in [
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
        "article:author_name",
        "citation_author",
    ] {
        head.all(key).for_each(|value| offers.add("meta author", value));
    }
    let is_elsewhere = |id: Id| {
        let bad = Hints::COMMENTS.or(Hints::RELATED).or(Hints::NAVIGATION);
        tree.ancestors(id).take(12).any(|ancestor| {
            hints[ancestor].any(bad) && !matches!(tree.tag(ancestor), "body" | "html")
                || matches!(tree.tag(ancestor), "nav" | "aside")
        })
    };
    let first = around.iter().copied().min().unwrap_or(0);
    let last = around.iter().map(|&id| tree.end(id)).max().unwrap_or(tree.len());
    let (mut described, mut named): (Option<Id>, Option<Id>) = (None, None);
    for id in 1..tree.len() {
        let itemprop = tree.attr(id, "itemprop").unwrap_or_default();
        let is_author = itemprop == "author"
            || tree.attr(id, "rel").is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "author"));
        if is_author && !is_elsewhere(id) && described.is_none_or(|first: Id| id < first + 60) {
            // The name inside, where the author is described at length.
            let name = (id..tree.end(id)).find(|&at| tree.attr(at, "itemprop") == Some("name"));
            let words = tree.joined(name.unwrap_or(id), shown, 300);
            let words = if words.is_empty() {
                name.and_then(|at| tree.attr(at, "content")).unwrap_or_default().to_owned()
            } else {
                words
            };
            if !words.is_empty() {
                described = described.or(Some(id));
            }
            offers.add("author element", words);
        }
    }
    for id in 1..tree.len() {
        let class = tree.attr(id, "class").unwrap_or_default().to_ascii_lowercase();
        let is_byline = (class.contains("author") || class.contains("byline") || class.contains("writer"))
            && !class.contains("authority");
        let near = id + 150 > first && id < last + 60;
        let inner = (id + 1..tree.end(id)).any(|at| {
            tree.attr(at, "class").is_some_and(|class| {
                ["author", "byline", "writer"].iter().any(|name| class.to_ascii_lowercase().contains(name))
            })
        });
        let adjacent = named.is_none_or(|first: Id| id < first + 30);
        if is_byline && near && adjacent && !inner && tree.end(id) - id < 20 && !is_elsewhere(id) {
            let words = tree.joined(id, shown, 200);
            if !words.is_empty() && words.chars().count() < 60 {
                named = named.or(Some(id));
                offers.add("byline class", words);
            }
        }
    }
    introduced(tree, shown, first, last, &is_elsewhere, &mut offers);
    for story in structured.stories.iter().take(2) {
        story
            .authors
            .iter()
            .filter(|(_, group)| *group)
            .for_each(|(name, _)| offers.add("json-ld organisation", name));
    }
    offers
}

/// A short line by the headline that begins as bylines do.
fn introduced(
    tree: &Tree<'_>,
    shown: &Mask,
    first: Id,
    last: Id,
    is_elsewhere: &impl Fn(Id) -> bool,
    offers: &mut Offers,
) {
    const CLEAR: [&str; 12] = [
        "by ",
        "written by ",
        "posted by ",
        "von ",
        "par ",
        "por ",
        "door ",
        "autor ",
        "بقلم ",
        "كتب ",
        "כתב ",
        "מאת ",
    ];
    for id in first..last.min(first + 400) {
        if shown.is_out(id) || tree.end(id) - id > 8 || is_elsewhere(id) {
            continue;
        }
        let words = tree.joined(id, shown, 200);
        let short = words.chars().count() < 60 && words.split_whitespace().count() <= 6;
        let folded = fold(&words);
        if short && !words.chars().any(char::is_numeric) && CLEAR.iter().any(|word| folded.starts_with(word))
        {
            offers.add("byline text", words);
            return;
        }
    }
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
    fn the_most_trusted_place_speaks_alone() {
        let byline = found(&[("json-ld author", "Jane Roe"), ("byline class", "Jane M. Roe, Staff Writer")]);
        assert_eq!(byline.authors, ["Jane Roe"]);
    }
}
