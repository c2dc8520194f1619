//! The headline, by agreement: every place that might hold it offers a candidate, and they vote for one another.
//!
//! In: the page's candidates. Out: the headline with its evidence. Cuts the site's name off, keeps kickers apart.

use super::field::{Offer, Offers};
use crate::arabic::fold;
use std::collections::BTreeSet;

/// A longer candidate, in bytes, is no headline, with the site's name or without.
const LONGEST: usize = 2000;

/// The marks that part a headline from the site's name.
const SEPARATORS: [&str; 22] = [
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " ‹ ", " › ", " _ ", " ~ ", " > ",
    "| ", " : ", "｜", "ㅣ", "│", "|", " -- ",
];

/// Parts the site's name from a headline that follows it, and much else: cut only at a name that is known.
const AFTER_SITE: &str = ": ";

/// How much a candidate's place is worth.
fn worth(rule: &str) -> f32 {
    match rule {
        "selector" => 100.0,
        "h1" | "itemprop headline" => 1.25,
        "json-ld headline" => 1.1,
        "og:title" => 1.0,
        "title" => 0.8,
        "twitter:title" | "h1 part" => 0.6,
        "class" => 0.5,
        "h1 elsewhere" => 0.45,
        "slug" => 0.3,
        _ => 0.4,
    }
}

/// Chooses among the offers, best first. `sites` are the names that the site goes by.
pub(super) fn choose(offers: &Offers, sites: &[String]) -> Vec<Offer> {
    let sites: BTreeSet<String> =
        sites.iter().map(|site| fold(site)).filter(|site| !site.is_empty()).collect();
    let mut candidates: Vec<Offer> = Vec::new();
    for offer in offers.iter().filter(|offer| offer.value.len() <= LONGEST) {
        let value = without_site(&offer.value, offers, &sites);
        if !value.is_empty() && !sites.contains(&fold(&value)) && value.chars().count() <= 400 {
            candidates.push(Offer { value, rule: offer.rule });
        }
    }
    let sets: Vec<BTreeSet<String>> =
        candidates.iter().map(|c| fold(&c.value).split(' ').map(str::to_owned).collect()).collect();
    let score = |at: usize| {
        let votes: f32 = (0..candidates.len())
            .filter(|&other| other != at)
            .map(|other| {
                let alike = likeness(&sets[at], &sets[other]);
                if candidates[at].rule == candidates[other].rule {
                    0.0
                } else {
                    worth(candidates[other].rule) * alike * alike
                }
            })
            .sum();
        let truncated = candidates[at].value.ends_with(['…']) || candidates[at].value.ends_with("...");
        // One heading above the body that has anything to do with what the others say is what readers see.
        // A part of that heading which others give as the whole: the rest is a kicker.
        let confirmed = candidates[at].rule == "h1 part"
            && (0..candidates.len()).any(|other| sets[other] == sets[at] && other != at);
        let part = if confirmed { 2.5 } else { 0.0 };
        let seen = candidates[at].rule == "h1" && votes > 0.02;
        (worth(candidates[at].rule) + votes + if seen { 1.6 } else { 0.0 } + part)
            * if truncated { 0.7 } else { 1.0 }
    };
    let mut ranked: Vec<(f32, Offer)> =
        candidates.iter().enumerate().map(|(at, offer)| (score(at), offer.clone())).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().map(|(_, offer)| offer).collect()
}

/// Share of words in common, 0 to 1.
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f32 {
    let common = a.intersection(b).count() as f32;
    2.0 * common / (a.len() + b.len()).max(1) as f32
}

/// The candidate without the site's name before or after it, as far as names or the other candidates show it to be one.
fn without_site(title: &str, offers: &Offers, sites: &BTreeSet<String>) -> String {
    let title = super::plain::fold_space(title);
    let whole = fold(&title);
    // Another place holds exactly the longer or the shorter part: that part is the headline.
    let others: BTreeSet<String> = offers
        .iter()
        .filter(|offer| offer.rule != "slug")
        .map(|offer| fold(&offer.value))
        .filter(|other| *other != whole)
        .collect();
    let mut best: Option<String> = None;
    for separator in SEPARATORS {
        for (at, _) in title.match_indices(separator) {
            let (head, tail) = (title[..at].trim(), title[at + separator.len()..].trim());
            let (folded_head, folded_tail) = (fold(head), fold(tail));
            let is_site = |part: &str| {
                sites.contains(part)
                    || sites.iter().any(|site| {
                        part.len() > 4
                            && site.len() > 4
                            && (site.starts_with(part)
                                || part.starts_with(site.as_str()) && part.len() < site.len() + 30)
                    })
            };
            let kept = if others.contains(&folded_head) && folded_head.len() >= 12
                || is_site(&folded_tail) && !folded_head.is_empty()
            {
                head
            } else if others.contains(&folded_tail) && folded_tail.len() >= 12
                || sites.contains(&folded_head) && !folded_tail.is_empty()
            {
                tail
            } else {
                continue;
            };
            if best.as_ref().is_none_or(|best| kept.len() < best.len()) {
                best = Some(kept.to_owned());
            }
        }
    }
    let after_site =
        title.split_once(AFTER_SITE).filter(|(head, tail)| !tail.is_empty() && sites.contains(&fold(head)));
    match best.or_else(|| after_site.map(|(_, tail)| tail.to_owned())) {
        Some(part) if part != title => without_site_once(&part, sites),
        _ => title,
    }
}

/// A second affix, such as a section between headline and site.
fn without_site_once(title: &str, sites: &BTreeSet<String>) -> String {
    for separator in SEPARATORS {
        if let Some((head, tail)) = title.rsplit_once(separator)
            && sites.contains(&fold(tail))
        {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(offers: &[(&'static str, &str)], sites: &[&str]) -> String {
        let mut all = Offers::default();
        for (rule, value) in offers {
            all.add(rule, value);
        }
        let sites: Vec<String> = sites.iter().map(|site| (*site).to_owned()).collect();
        choose(&all, &sites).into_iter().next().map(|offer| offer.value).unwrap_or_default()
    }

    #[test]
    fn the_site_name_is_cut_off_and_agreement_wins() {
        let offers = [
            ("h1", "عنوان الخبر الأول"),
            ("og:title", "عنوان الخبر الأول - أخبار المثال"),
            ("title", "عنوان الخبر الأول | أخبار المثال"),
        ];
        assert_eq!(chosen(&offers, &["أخبار المثال"]), "عنوان الخبر الأول");
        assert_eq!(chosen(&offers, &[]), "عنوان الخبر الأول");
    }

    #[test]
    fn a_heading_with_the_sites_name_is_no_headline() {
        let offers =
            [("h1", "أخبار المثال"), ("og:title", "الخبر الكبير"), ("title", "أخبار المثال | الخبر الكبير")];
        assert_eq!(chosen(&offers, &["أخبار المثال"]), "الخبر الكبير");
    }

    #[test]
    fn a_heading_that_none_agrees_with_loses() {
        let offers = [
            ("h1", "الأكثر قراءة اليوم"),
            ("json-ld headline", "فوز الفريق بالكأس"),
            ("og:title", "فوز الفريق بالكأس"),
        ];
        assert_eq!(chosen(&offers, &[]), "فوز الفريق بالكأس");
    }

    #[test]
    fn a_title_without_end_is_no_headline() {
        // Every mark in it might part the site's name: looking at all of them would take hours.
        let endless = "أ | ".repeat(100_000);
        assert_eq!(chosen(&[("title", &endless), ("h1", "عنوان الخبر")], &[]), "عنوان الخبر");
    }

    #[test]
    fn dashes_inside_a_headline_stay() {
        assert_eq!(
            chosen(&[("h1", "اليوم - غدا"), ("title", "اليوم - غدا - المثال")], &["المثال"]),
            "اليوم - غدا"
        );
    }
}
