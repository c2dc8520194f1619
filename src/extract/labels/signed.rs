//! Names of writers in a line, told by the phrases of bylines that stand before them.
//!
//! In: a line. Out: what stands behind the phrase. Whether that is a name is for others to say.

use super::words::table;
use super::{LONGEST_LABEL, Label, after_words, label_of};
use crate::arabic::fold;

/// The name behind a byline's phrase that `text` begins with.
pub(in crate::extract) fn named_behind(text: &str) -> Option<&str> {
    let found = label_of(text, &fold(text)).filter(|found| found.label == Label::Byline && !found.whole)?;
    (found.words > 0).then(|| trim_marks(after_words(text, found.words)))
}

/// What stands behind the last byline's phrase in `text`: `Publié le 4 mai 2012 par …`.
pub(in crate::extract) fn named_last(text: &str) -> Option<&str> {
    let starts = text.char_indices().filter(|&(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    starts.rev().take(LONGEST_LABEL).chain([0]).find_map(|at| named_behind(&text[at..]))
}

/// A headline and the name behind it in its own line, parted by a phrase that no headline has: `… بقلم: name`.
pub(in crate::extract) fn headline_and_name(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if at > 0 && table().inside.contains(&fold(word)) {
            return Some((trim_marks(&text[..at]), trim_marks(&text[at + word.len()..])));
        }
        at += word.len();
    }
    None
}

/// Without the marks that part a label, a name and a headline.
fn trim_marks(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || ".-–—|/:ـ".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_lines() {
        assert_eq!(named_behind("بقلم: رنا خليل"), Some("رنا خليل"));
        assert_eq!(named_behind("رنا خليل"), None);
        assert_eq!(named_last("Publié le 4 mai 2012 par Odile Garnier"), Some("Odile Garnier"));
        assert_eq!(named_last("مرسلة بواسطة رنا خليل في 10:15"), Some("رنا خليل في 10:15"));
        assert_eq!(
            headline_and_name("السوق يفتح أبوابه - بقلم/ رنا خليل"),
            Some(("السوق يفتح أبوابه", "رنا خليل"))
        );
        assert_eq!(headline_and_name("السوق يفتح أبوابه"), None);
    }
}
