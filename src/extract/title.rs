//! The headline, by agreement: every place that might hold it offers a candidate, and they vote for one another.
//!
//! In: the page's candidates. Out: the headline with its evidence. What readers see above the text counts most, if the
//! page's other places bear it out. Kickers are kept apart; the site's name is cut off (`site.rs`).

mod site;

use super::field::{Offer, Offers};
use crate::arabic::fold;
use std::collections::BTreeSet;

/// A longer candidate, in bytes, is no headline, with the site's name or without.
const LONGEST: usize = 2000;
/// The same, in characters, once the site's name is off.
const LONGEST_HEADLINE: usize = 400;
/// Likeness below this, in votes, is chance.
const SOME_VOTES: f32 = 0.02;

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
        "h2 above the text" | "h2 part" | "h1 opening" => 0.1,
        _ => 0.4,
    }
}

/// How much it counts that a place which states the headline apart from the text gives just these words.
fn testimony(rule: &str) -> f32 {
    match rule {
        "og:title" => 1.0,
        "json-ld headline" => 0.8,
        "twitter:title" | "title" => 0.5,
        _ => 0.0,
    }
}

/// Chooses among the offers, best first. `sites` are the names that the site goes by.
pub(super) fn choose(offers: &Offers, sites: &[String]) -> Vec<Offer> {
    let sites: BTreeSet<String> =
        sites.iter().map(|site| fold(site)).filter(|site| !site.is_empty()).collect();
    let mut candidates = without_sites(offers, &sites);
    if candidates.iter().all(|candidate| candidate.rule == "slug") && offers.iter().any(is_heading) {
        // Templates put the headline where the site's name belongs: names that leave no headline are none.
        candidates = without_sites(offers, &BTreeSet::new());
    }
    let ballot = Ballot::new(candidates);
    let mut ranked: Vec<(f32, &Offer)> =
        ballot.candidates.iter().enumerate().map(|(at, offer)| (ballot.score(at), offer)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().map(|(_, offer)| offer.clone()).collect()
}

/// The offers with the site's name cut off, but for those that hold nothing else.
fn without_sites(offers: &Offers, sites: &BTreeSet<String>) -> Vec<Offer> {
    let short = offers.iter().filter(|offer| offer.value.len() <= LONGEST);
    let parts = site::Parts::new(offers, sites);
    let cut = short.map(|offer| Offer { value: parts.cut(&offer.value), rule: offer.rule });
    cut.filter(|Offer { value, .. }| {
        !value.is_empty() && !sites.contains(&fold(value)) && value.chars().count() <= LONGEST_HEADLINE
    })
    .collect()
}

/// The candidates, ready to be compared with one another.
struct Ballot {
    candidates: Vec<Offer>,
    words: Vec<BTreeSet<String>>,
    /// Letters and digits alone.
    letters: Vec<String>,
}

impl Ballot {
    fn new(candidates: Vec<Offer>) -> Self {
        let folded: Vec<String> = candidates.iter().map(|candidate| fold(&candidate.value)).collect();
        let words = folded.iter().map(|text| text.split(' ').map(str::to_owned).collect()).collect();
        let letters =
            folded.iter().map(|text| text.chars().filter(|c| c.is_alphanumeric()).collect()).collect();
        Self { candidates, words, letters }
    }

    fn score(&self, at: usize) -> f32 {
        let votes = self.votes(at);
        let testimony = self.testimony(at);
        let bonus = match self.candidates[at].rule {
            // The heading above the text that has anything to do with what the others say is what readers see.
            "h1" | "itemprop headline" if votes > SOME_VOTES && !self.is_outdone(at) => 1.6 + 2.5 * testimony,
            // Another one that is borne out, where that heading is not: that one stands over something else.
            "h1 elsewhere" if testimony > 0.0 && !self.is_heading_borne_out() => 1.6 + 2.5 * testimony,
            // A part of it that others give as the whole: the rest is a kicker.
            "h1 part" | "h1 opening" if testimony > 0.0 => 3.6 + 2.5 * testimony,
            // A heading of second rank that others give as the headline: the first was written for search engines, or
            // is the site's name.
            "h2 above the text" if testimony > 0.0 => 6.0 + 2.5 * testimony,
            "h2 part" if testimony > 0.0 => 8.0 + 2.5 * testimony,
            // None gives the whole heading: its last part is the headline, as far as it is one.
            "h1 part" if self.words[at].len() >= 3 && !self.is_heading_borne_out() => 3.2,
            rule if self::testimony(rule) > 0.0 && self.is_inside_heading(at) => 3.0,
            _ => 0.0,
        };
        (worth(self.candidates[at].rule) + votes + bonus) * if self.is_truncated(at) { 0.6 } else { 1.0 }
    }

    /// What the other candidates' likeness is worth.
    fn votes(&self, at: usize) -> f32 {
        let others = (0..self.candidates.len())
            .filter(|&other| other != at && self.candidates[at].rule != self.candidates[other].rule);
        let vote = |other: usize| {
            let alike = likeness(&self.words[at], &self.words[other]);
            worth(self.candidates[other].rule) * alike * alike
        };
        others.map(vote).sum()
    }

    /// The best place beside the text that gives just these words.
    fn testimony(&self, at: usize) -> f32 {
        let same = (0..self.candidates.len()).filter(|&other| self.letters[other] == self.letters[at]);
        same.map(|other| testimony(self.candidates[other].rule)).fold(0.0, f32::max)
    }

    /// Headings above the text as a whole.
    fn headings(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.candidates.len()).filter(|&at| is_heading(&self.candidates[at]))
    }

    /// Does a place beside the text give just the words of the heading above it?
    fn is_heading_borne_out(&self) -> bool {
        self.headings().any(|heading| self.testimony(heading) > 0.0)
    }

    /// Is it borne out by none, while another first heading of the page is?
    fn is_outdone(&self, at: usize) -> bool {
        let is_other = |other: &usize| self.candidates[*other].rule == "h1 elsewhere";
        self.testimony(at) == 0.0
            && (0..self.candidates.len()).filter(is_other).any(|other| self.testimony(other) > 0.0)
    }

    /// Is it how the heading above the text ends, or begins where that has parts, and does none give the whole heading?
    fn is_inside_heading(&self, at: usize) -> bool {
        let has_parts = self.candidates.iter().any(|other| matches!(other.rule, "h1 part" | "h1 opening"));
        let inside = |heading: &str| {
            let part = self.letters[at].as_str();
            has_parts && heading.len() > part.len() && (heading.ends_with(part) || heading.starts_with(part))
        };
        self.words[at].len() >= 3
            && self.headings().any(|heading| inside(&self.letters[heading]) && self.testimony(heading) == 0.0)
    }

    /// Does it break off, by its own mark or at a quotation mark that ended the attribute it stood in?
    fn is_truncated(&self, at: usize) -> bool {
        let value = &self.candidates[at].value;
        let is_meta = |rule: &str| matches!(rule, "og:title" | "twitter:title");
        let breaks_off = |other: &Offer| {
            let rest = other.value.strip_prefix(value.as_str());
            rest.is_some_and(|rest| rest.trim_start().starts_with('"'))
        };
        let alone = || {
            let same = self.candidates.iter().filter(|other| other.value == *value);
            is_meta(self.candidates[at].rule) && same.map(|other| other.rule).all(is_meta)
        };
        value.ends_with('…') || value.ends_with("...") || alone() && self.candidates.iter().any(breaks_off)
    }
}

/// Is it the whole heading above the text?
fn is_heading(offer: &Offer) -> bool {
    matches!(offer.rule, "h1" | "itemprop headline")
}

/// Share of words in common, 0 to 1.
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f32 {
    let common = a.intersection(b).count() as f32;
    2.0 * common / (a.len() + b.len()).max(1) as f32
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
    fn a_headline_in_the_place_of_the_sites_name_is_still_the_headline() {
        let offers = [("h1", "الخبر الكبير"), ("title", "الخبر الكبير"), ("slug", "big news today")];
        assert_eq!(chosen(&offers, &["الخبر الكبير"]), "الخبر الكبير");
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
    fn the_heading_that_readers_see_wins_over_the_one_for_search_engines() {
        let offers = [
            ("h1 elsewhere", "قطار الوادي: مواعيد وأسعار"),
            ("h2 above the text", "القاطرة تعود إلى الوادي"),
            ("og:title", "القاطرة تعود إلى الوادي"),
            ("title", "قطار الوادي: مواعيد وأسعار"),
        ];
        assert_eq!(chosen(&offers, &[]), "القاطرة تعود إلى الوادي");
    }

    #[test]
    fn a_heading_that_is_borne_out_wins_over_a_nearer_one_that_is_not() {
        let offers = [
            ("h1", "تبرع لخط الوادي"),
            ("h1 elsewhere", "القاطرة تعود إلى الوادي"),
            ("og:title", "القاطرة تعود إلى الوادي"),
        ];
        assert_eq!(chosen(&offers, &[]), "القاطرة تعود إلى الوادي");
    }

    #[test]
    fn what_microdata_calls_the_headline_is_what_readers_see() {
        let offers = [
            ("itemprop headline", "القاطرة تعود إلى الوادي"),
            ("og:title", "خط الوادي: القاطرة تعود"),
            ("title", "خط الوادي: القاطرة تعود"),
            ("twitter:title", "خط الوادي: القاطرة تعود"),
        ];
        assert_eq!(chosen(&offers, &[]), "القاطرة تعود إلى الوادي");
    }

    #[test]
    fn a_kicker_is_kept_apart() {
        let whole = ("h1", "خط الوادي القاطرة تعود إلى السكة");
        let part = ("h1 part", "القاطرة تعود إلى السكة");
        assert_eq!(chosen(&[whole, part], &[]), "القاطرة تعود إلى السكة");
        assert_eq!(
            chosen(&[whole, part, ("og:title", "القاطرة تعود إلى السكة")], &[]),
            "القاطرة تعود إلى السكة"
        );
        assert_eq!(chosen(&[whole, part, ("og:title", "خط الوادي: القاطرة تعود إلى السكة")], &[]), whole.1);
        let opening = ("h1 opening", "القاطرة تعود إلى السكة");
        let subtitled = ("h1", "القاطرة تعود إلى السكة بعد أربعين سنة");
        assert_eq!(chosen(&[subtitled, opening, ("json-ld headline", opening.1)], &[]), opening.1);
    }

    #[test]
    fn an_attribute_that_ended_at_a_quotation_mark_loses() {
        let offers =
            [("og:title", "الوزيرة تصف القناطر بأنها"), ("title", "الوزيرة تصف القناطر بأنها \"حلم\"")];
        assert_eq!(chosen(&offers, &[]), "الوزيرة تصف القناطر بأنها \"حلم\"");
    }

    #[test]
    fn a_section_behind_a_dash_is_cut_where_another_place_shows_it() {
        let offers = [
            ("og:title", "القاطرة تعود إلى السكة-ثقافة"),
            ("title", "القاطرة تعود إلى السكة-ثقافة"),
            ("json-ld headline", "القاطرة تعود إلى السكة"),
        ];
        assert_eq!(chosen(&offers, &[]), "القاطرة تعود إلى السكة");
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
