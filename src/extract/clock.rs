//! The site's clock, which some papers print where others print an article's date.
//!
//! In: a short text. Out: whether it is such a clock. Reads no date.

use crate::arabic::fold;
use crate::extract::labels::{self, Label};

/// Is this `day, last update 02:21 (GMT+0400)`? A clock that names GMT and no day behind the word for its update is the
/// site's, and the day before that word is the day on which the page was asked for.
pub(super) fn is_site_clock(text: &str) -> bool {
    if text.len() > 200 || !text.contains(char::is_numeric) {
        return false;
    }
    let folded = fold(text);
    if !folded.contains("gmt") {
        return false;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let updates = |at: usize| {
        let rest = words[at..].join(" ");
        labels::label_of(&rest, &rest)
            .filter(|found| found.label == Label::Updated)
            .is_some_and(|found| is_clock(&words[at + found.words..]))
    };
    (1..words.len()).any(updates)
}

/// Nothing but hour, minute, perhaps second, and GMT with its offset.
fn is_clock(words: &[&str]) -> bool {
    let zone = words.iter().position(|word| word.starts_with("gmt"));
    let is_number = |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    zone.is_some_and(|zone| {
        let (clock, offset) = (&words[..zone], &words[zone + 1..]);
        let glued = words[zone].trim_start_matches("gmt");
        let digits = clock.iter().chain([&glued]).chain(offset).filter(|word| !word.is_empty());
        digits.clone().all(is_number) && digits.count() <= 5 && clock.iter().all(|word| word.len() <= 2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_in_gmt_makes_its_day_the_sites() {
        assert!(is_site_clock("الأحد، 04 آب/اغسطس 2013، آخر تحديث 02:21 (GMT+0400)"));
        assert!(is_site_clock("4 August 2013 - last updated 02:21 GMT"));
        assert!(!is_site_clock("الأحد، 04 آب/اغسطس 2013، آخر تحديث 02:21"));
        assert!(!is_site_clock("نشر الأحد 4 آب 2013، آخر تحديث 5 آب 2013 02:21 (GMT+0400)"));
        assert!(!is_site_clock("4 August 2013 02:21 GMT"));
    }
}
