//! Cuts the site's name, or its section's, off a headline.
//!
//! In: a candidate, all candidates, the names that the site goes by. Out: the candidate without what is not the article's.

use crate::arabic::fold;
use crate::extract::field::Offers;
use std::collections::BTreeSet;

/// The marks that part a headline from the site's name.
const SEPARATORS: [&str; 22] = [
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " ‹ ", " › ", " _ ", " ~ ", " > ",
    "| ", " : ", "｜", "ㅣ", "│", "|", " -- ",
];

/// The longest affix behind a mark without spaces, in characters.
const LONGEST_AFFIX: usize = 20;

/// Parts the site's name from a headline that follows it, and much else: cut only at a name that is known.
const AFTER_SITE: &str = ": ";

/// Of a candidate's marks so many are looked at, at each end.
const MOST_MARKS: usize = 25;

/// What is known of the parts that headlines may have.
pub(super) struct Parts<'o> {
    offers: &'o Offers,
    sites: &'o BTreeSet<String>,
    /// All offers, folded, but for the address's.
    wholes: BTreeSet<String>,
}

impl<'o> Parts<'o> {
    /// `sites` are the folded names that the site goes by.
    pub fn new(offers: &'o Offers, sites: &'o BTreeSet<String>) -> Self {
        let wholes = offers.iter().filter(|offer| offer.rule != "slug").map(|offer| fold(&offer.value));
        Self { offers, sites, wholes: wholes.collect() }
    }

    /// The candidate without the site's name before or after it, as far as names or the other candidates show it to be one.
    pub fn cut(&self, title: &str) -> String {
        let title = crate::extract::plain::fold_space(title);
        let after_site = title.split_once(AFTER_SITE);
        let after_site =
            after_site.filter(|(head, tail)| !tail.is_empty() && self.sites.contains(&fold(head)));
        let at_marks = marks(&title).into_iter().filter_map(|(at, mark)| self.headline_at(&title, at, mark));
        let best = self.before_affix(&title).chain(at_marks).min_by_key(|part| part.len());
        match best.or(after_site.map(|(_, tail)| tail)) {
            Some(part) if part != title => without_site_once(part, self.sites),
            _ => title,
        }
    }

    /// The side of the mark that is the headline, where the other one is the site's.
    fn headline_at<'t>(&self, title: &'t str, at: usize, mark: &str) -> Option<&'t str> {
        let (head, tail) = (title[..at].trim(), title[at + mark.len()..].trim());
        let (folded_head, folded_tail) = (fold(head), fold(tail));
        // Another place holds exactly this part: it is the headline.
        let is_headline = |part: &str| part.len() >= 12 && self.wholes.contains(part);
        if is_headline(&folded_head) || self.is_site(&folded_tail) && !folded_head.is_empty() {
            Some(head)
        } else if is_headline(&folded_tail) || self.sites.contains(&folded_head) && !folded_tail.is_empty() {
            Some(tail)
        } else {
            None
        }
    }

    /// Is it a name of the site, or its beginning, as in `Harbour Post` for `Harbour Post Online`?
    fn is_site(&self, part: &str) -> bool {
        let begins = |site: &String| site.strip_prefix(part).is_some_and(|rest| rest.starts_with(' '));
        self.sites.contains(part) || part.chars().count() > 4 && self.sites.iter().any(begins)
    }

    /// Without spaces round it, a mark parts only what another place shows to be the whole headline.
    fn before_affix<'t>(&self, title: &'t str) -> impl Iterator<Item = &'t str> {
        let shown = self.offers.iter().filter(|offer| offer.rule != "slug" && offer.value.len() >= 12);
        shown.filter_map(|offer| {
            let rest = title.strip_prefix(offer.value.as_str())?;
            let is_affix = rest.starts_with(['-', '–', '_', '|']) && rest.chars().count() <= LONGEST_AFFIX;
            is_affix.then(|| &title[..offer.value.len()])
        })
    }
}

/// Where a candidate's marks are: of very many those at its ends.
fn marks(title: &str) -> Vec<(usize, &'static str)> {
    let found = SEPARATORS.iter().flat_map(|mark| title.match_indices(mark).map(|(at, _)| (at, *mark)));
    let mut found: Vec<(usize, &str)> = found.collect();
    if found.len() > 2 * MOST_MARKS {
        found.sort_unstable();
        found.drain(MOST_MARKS..found.len() - MOST_MARKS);
    }
    found
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
