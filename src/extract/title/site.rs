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

/// The candidate without the site's name before or after it, as far as names or the other candidates show it to be one.
pub(super) fn cut(title: &str, offers: &Offers, sites: &BTreeSet<String>) -> String {
    let title = crate::extract::plain::fold_space(title);
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
    // Without spaces round it, a mark parts only what another place shows to be the whole headline.
    let shown = offers.iter().filter(|offer| offer.rule != "slug" && offer.value.len() >= 12);
    let ends = shown.filter_map(|offer| {
        let rest = title.strip_prefix(offer.value.as_str())?;
        let is_affix = rest.starts_with(['-', '–', '_', '|']) && rest.chars().count() <= LONGEST_AFFIX;
        is_affix.then(|| offer.value.clone())
    });
    best = ends.chain(best).min_by_key(String::len);
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
