//! The part of a text that has the words asked for, and where they stand in it.

use super::words::{Word, further_terms, words};
use std::collections::BTreeSet;

/// Words of an excerpt, and those of them before the first that was asked for.
const LENGTH: usize = 32;
const BEFORE: usize = 5;

/// Part of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The part, with `…` where more is before or behind it.
    pub text: String,
    /// The ranges of bytes of the words that were asked for.
    pub marks: Vec<(usize, usize)>,
}

/// Where words of `forms` stand in `text`.
pub(super) fn marks(text: &str, forms: &BTreeSet<String>) -> Vec<(usize, usize)> {
    let words = words(text);
    let marked = marked(&words, forms);
    words
        .iter()
        .zip(marked)
        .filter(|(_, marked)| *marked)
        .map(|(word, _)| (word.place.start, word.place.end))
        .collect()
}

/// Which words are of `forms`, by themselves or with the next.
fn marked(words: &[Word], forms: &BTreeSet<String>) -> Vec<bool> {
    let mut marked: Vec<bool> = words.iter().map(|word| forms.contains(&word.form)).collect();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map(|word| &*word.form);
        let alone = further_terms(&word.form, None);
        for further in further_terms(&word.form, next) {
            if forms.contains(&further.0) {
                marked[at] = true;
                if !alone.contains(&further) && at + 1 < words.len() {
                    marked[at + 1] = true;
                }
            }
        }
    }
    marked
}

/// The part of `text` in which most different words of `forms` stand, or its beginning where there are none.
pub(super) fn excerpt(text: &str, forms: &BTreeSet<String>) -> Excerpt {
    let words = words(text);
    let marked = marked(&words, forms);
    let mut best = (0, 0);
    for at in (0..words.len()).filter(|at| marked[*at]) {
        let behind = at..(at + LENGTH - BEFORE).min(words.len());
        let different: BTreeSet<&str> = behind.filter(|at| marked[*at]).map(|at| &*words[at].form).collect();
        if different.len() > best.0 {
            best = (different.len(), at);
        }
    }
    let first = best.1.saturating_sub(BEFORE);
    let last = (first + LENGTH).min(words.len());
    let start = if first == 0 { 0 } else { words[first].place.start };
    let end = if last == words.len() { text.len() } else { words[last - 1].place.end };
    let lead = if start > 0 { "…" } else { "" };
    let tail = if end < text.len() { "…" } else { "" };
    let marks = (first..last).filter(|at| marked[*at]).map(|at| {
        let place = &words[at].place;
        (place.start - start + lead.len(), place.end - start + lead.len())
    });
    Excerpt { marks: marks.collect(), text: format!("{lead}{}{tail}", &text[start..end]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, forms: &[&str]) -> String {
        let forms = forms.iter().map(|form| (*form).to_owned()).collect();
        let Excerpt { text, marks } = excerpt(text, &forms);
        let mut shown = text.clone();
        for (start, end) in marks.into_iter().rev() {
            shown.replace_range(start..end, &format!("[{}]", &text[start..end]));
        }
        shown
    }

    #[test]
    fn the_part_with_most_of_the_words() {
        let text = format!(
            "فتحت المكتبة أبوابها. {} ثم زار عبد الله المكتبة بعد ترميمها في نيسان.",
            "كلام كثير ".repeat(30)
        );
        assert_eq!(shown(&text, &["المكتبه"]).split(' ').take(2).collect::<Vec<_>>(), ["فتحت", "[المكتبة]"]);
        let both = shown(&text, &["المكتبه", "ترميمها", "عبدالله", "~4"]);
        assert!(both.starts_with('…'), "{both}");
        assert!(both.ends_with("زار [عبد] [الله] [المكتبة] بعد [ترميمها] في [نيسان]."), "{both}");
        assert!(shown(&text, &[]).starts_with("فتحت المكتبة أبوابها. كلام"));
        assert!(shown(&text, &[]).ends_with('…'));
        assert_eq!(shown("", &["ا"]), "");
    }
}
