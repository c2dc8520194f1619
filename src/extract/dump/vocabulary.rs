//! Which words two texts share: a headline and its text share many, a caption few, another article's headline hardly any.
//!
//! In: folded text. Out: a share from 0 to 1. Light stemming for Arabic (prefixes off, first letters kept), which does no
//! harm to other languages; no dictionary.

use crate::arabic::fold;
use std::collections::HashSet;

/// The stems of a text's first words.
pub(super) struct Vocabulary(HashSet<String>);

/// So much of a text is looked at.
const BYTES: usize = 6000;

impl Vocabulary {
    /// The words of `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut end = text.len().min(BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Self(fold(&text[..end]).split(' ').flat_map(readings).collect())
    }

    /// The share of the content words of `folded` that the text has too.
    pub(super) fn share(&self, folded: &str) -> f64 {
        let words: Vec<Vec<String>> =
            folded.split(' ').map(readings).filter(|readings| !readings.is_empty()).collect();
        if words.is_empty() {
            return 0.0;
        }
        let known = |readings: &&Vec<String>| readings.iter().any(|stem| self.0.contains(stem));
        words.iter().filter(known).count() as f64 / words.len() as f64
    }
}

/// The ways to read a word without its prefixes: its first letters, the article and conjunctions off.
fn readings(word: &str) -> Vec<String> {
    let mut forms = vec![word];
    let bare =
        word.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).filter(|rest| rest.chars().count() >= 4).unwrap_or(word);
    forms.push(bare);
    for form in [word, bare] {
        forms.extend(form.strip_prefix("ال").or_else(|| form.strip_prefix("لل")));
        forms.extend(form.strip_prefix(['ي', 'ت', 'س']));
    }
    let mut stems: Vec<String> = forms
        .iter()
        .filter(|form| form.chars().count() >= 3)
        .map(|form| form.chars().take(4).collect())
        .collect();
    stems.sort_unstable();
    stems.dedup();
    if word.chars().count() < 4 { Vec::new() } else { stems }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_do_not_part_words() {
        let text = Vocabulary::of("افتتحت البلدية مكتبة للأطفال في الحي الشرقي.");
        assert!(text.share(&fold("بلدية تفتتح مكتبة الحي")) > 0.7);
        assert!(text.share(&fold("المنتخب يفوز بثلاثة أهداف")) < 0.1);
    }
}
