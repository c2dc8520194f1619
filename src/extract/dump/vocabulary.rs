//! Which words two texts share: a headline and its text share many, a caption few, another article's headline hardly any.
//!
//! In: folded text. Out: a share from 0 to 1. Light stemming for Arabic (prefixes off, first letters kept), which does no
//! harm to other languages; no dictionary.

use super::line::Line;
use crate::arabic::fold;
use rustc_hash::FxHashSet;

/// The stems of a text's first words.
pub(super) struct Vocabulary(FxHashSet<Stem>);

/// Up to four characters, 32 bits each.
type Stem = u128;

/// So much of a text is looked at.
const BYTES: usize = 6000;

/// Stems of a text of some twenty words.
const BRIEF: usize = 50;

impl Vocabulary {
    /// The words of `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut stems = FxHashSet::default();
        let text = fold(crate::extract::plain::start_of(text, BYTES));
        text.split(' ').for_each(|word| stems.extend(readings(word)));
        Self(stems)
    }

    /// The words of lines, as far as they are folded already; of a single long one, more.
    pub(super) fn of_lines(lines: &[&Line<'_>]) -> Self {
        if let [only] = lines {
            return Self::of(only.text);
        }
        let mut stems = FxHashSet::default();
        lines.iter().flat_map(|line| line.folded.split(' ')).for_each(|word| stems.extend(readings(word)));
        Self(stems)
    }

    /// Has the text so few words that a headline may well hold none of them?
    pub(super) fn is_brief(&self) -> bool {
        self.0.len() < BRIEF
    }

    /// The share of the content words of `folded` that the text has too.
    pub(super) fn share(&self, folded: &str) -> f64 {
        let (mut all, mut known) = (0, 0);
        for word in folded.split(' ') {
            let mut readings = readings(word).peekable();
            all += usize::from(readings.peek().is_some());
            known += usize::from(readings.any(|stem| self.0.contains(&stem)));
        }
        if all == 0 { 0.0 } else { known as f64 / all as f64 }
    }
}

/// The ways to read a word without its prefixes: its first letters, the article and conjunctions off. None for words of
/// fewer than four letters.
fn readings(word: &str) -> impl Iterator<Item = Stem> {
    let bare = word
        .strip_prefix(['و', 'ف', 'ب', 'ل', 'ك'])
        .filter(|rest| rest.chars().nth(3).is_some())
        .filter(|_| is_long(word));
    let forms = [Some(word).filter(|word| is_long(word)), bare];
    forms.into_iter().flatten().flat_map(|form| {
        let without_article = form.strip_prefix("ال").or_else(|| form.strip_prefix("لل"));
        [Some(form), without_article, form.strip_prefix(['ي', 'ت', 'س'])]
            .into_iter()
            .flatten()
            .filter_map(stem)
    })
}

fn is_long(word: &str) -> bool {
    word.chars().nth(3).is_some()
}

/// The first letters of a form of at least three.
fn stem(form: &str) -> Option<Stem> {
    let letters = form.chars().take(4).fold(0, |stem, c| stem << 32 | Stem::from(u32::from(c)));
    form.chars().nth(2).map(|_| letters)
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
