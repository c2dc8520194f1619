//! Texts without paragraphs: horoscopes, recipes and flashes of short sentences; verses and results without any.
//!
//! In: the lines and how sure each is prose. Out: the lines of such a text raised to prose. Lists of headlines and menus
//! stay what they are.

use crate::extract::dump::line::{Ending, Line, Prose};
use crate::extract::labels::Label;

/// Takes short sentences for prose where they outweigh the paragraphs; readers' comments are not looked at.
pub(super) fn raise_sentences(lines: &[Line<'_>], prose: &mut [Prose]) {
    let comments =
        lines.iter().position(|line| line.has(Label::Comments) && line.label.is_some_and(|l| l.whole));
    let end = comments.unwrap_or(lines.len());
    let is_sentence = |at: usize| {
        let line = &lines[at];
        prose[at] == Prose::Weak && line.ending == Ending::Stop && line.label.is_none() && line.words >= 2
    };
    let sentences: Vec<usize> = (0..end).filter(|&at| is_sentence(at)).collect();
    let weight: usize = sentences.iter().map(|&at| lines[at].chars).sum();
    let paragraphs: usize = (0..end).filter(|&at| prose[at] >= Prose::Medium).map(|at| lines[at].chars).sum();
    if weight > paragraphs {
        sentences.into_iter().for_each(|at| prose[at] = Prose::Medium);
    }
}

/// A block of fewer lines is no text.
const VERSES: usize = 4;

/// Takes the longest block of lines for prose that stands below a labelled date or byline.
pub(super) fn raise_verses(lines: &[Line<'_>], dated: &[bool], prose: &mut [Prose]) {
    let states = |at: usize| {
        let line = &lines[at];
        line.opens_with(Label::Byline).is_some() || dated[at] && line.has(Label::Published)
    };
    let is_text = |at: &usize| {
        let line = &lines[*at];
        !dated[*at] && line.is_plain() && (line.words >= 2 || line.text.ends_with(':'))
    };
    let blocks = (0..lines.len()).filter(|&at| states(at)).map(|at| {
        let end = (at + 1..lines.len()).find(|at| !is_text(at)).unwrap_or(lines.len());
        at + 1..end
    });
    if let Some(block) = blocks.max_by_key(ExactSizeIterator::len).filter(|block| block.len() >= VERSES) {
        block.for_each(|at| prose[at] = Prose::Strong);
    }
}
