//! The indexes of taxonomies: names by their letters, in the alphabetical order of the interface's language.
//!
//! A taxonomy with few names has them all on one page; one with many has a page for each letter.

use super::frame::Frame;
use super::list::{kind, plural};
use super::view::{LetterView, PageView, TermView, TermsView};
use crate::archive::TermId;
use crate::config::Taxonomy;
use crate::plan::{INDEX_SIZE, List};

/// Names that need no letters between them.
const FEW: usize = 80;
/// Names shown above the letters of a large index.
const FULLEST: usize = 100;

/// The index of `taxonomy`.
pub(super) fn terms(frame: &Frame<'_>, taxonomy: Taxonomy) -> (PageView, TermsView) {
    let plan = frame.edition.plan;
    let terms = frame.edition.archive.terms(taxonomy);
    let mut letters: Vec<(String, Option<u32>, Vec<TermId>)> = Vec::new();
    if terms.len() > INDEX_SIZE {
        let own_page = (0_u32..).zip(plan.letters(taxonomy));
        letters.extend(own_page.map(|(at, (letter, ids))| (letter.clone(), Some(at), ids.clone())));
    } else {
        let mut ids: Vec<(String, TermId)> = terms.iter().map(|(id, term)| (term.initial(), id)).collect();
        ids.sort();
        if ids.len() <= FEW {
            ids.iter_mut().for_each(|(letter, _)| letter.clear());
        }
        let of_letter = |ids: &[(String, TermId)]| ids.iter().map(|(_, id)| *id).collect();
        letters.extend(ids.chunk_by(|a, b| a.0 == b.0).map(|ids| (ids[0].0.clone(), None, of_letter(ids))));
    }
    let locale = frame.edition.locale;
    let order = locale.alphabetical();
    letters.sort_by(|(a, ..), (b, ..)| order(a, b));
    let view = |(number, (letter, page, ids)): (usize, (String, Option<u32>, Vec<TermId>))| LetterView {
        letter,
        count: locale.counted(plural(taxonomy), ids.len()),
        href: match page {
            Some(at) => frame.href(&plan.letter_path(taxonomy, at)),
            None => format!("letter-{}", number + 1),
        },
        terms: if page.is_some() { Vec::new() } else { views(frame, taxonomy, ids) },
    };
    let fullest = if terms.len() > INDEX_SIZE { terms.fullest(FULLEST) } else { Vec::new() };
    let heading = locale.text(plural(taxonomy));
    let view = TermsView {
        kind: kind(List::Term(taxonomy, TermId(0))),
        heading: heading.to_owned(),
        fullest: fullest.into_iter().map(|(id, _)| frame.term_view(taxonomy, id)).collect(),
        letters: letters.into_iter().enumerate().map(view).collect(),
    };
    (frame.page("terms", heading, vec![frame.home()]), view)
}

/// The page of a letter of a large index.
pub(super) fn letter(frame: &Frame<'_>, taxonomy: Taxonomy, letter: u32) -> (PageView, TermsView) {
    let plan = frame.edition.plan;
    let locale = frame.edition.locale;
    let (name, ids) = &plan.letters(taxonomy)[letter as usize];
    let index = frame.link(&plan.terms_path(taxonomy), locale.text(plural(taxonomy)));
    let heading = format!("{}: {name}", index.text);
    let own = LetterView {
        letter: name.clone(),
        href: "letter-1".to_owned(),
        count: locale.counted(plural(taxonomy), ids.len()),
        terms: views(frame, taxonomy, ids.clone()),
    };
    let view = TermsView {
        kind: kind(List::Term(taxonomy, TermId(0))),
        heading: heading.clone(),
        fullest: Vec::new(),
        letters: vec![own],
    };
    (frame.page("terms", heading, vec![frame.home(), index]), view)
}

fn views(frame: &Frame<'_>, taxonomy: Taxonomy, mut ids: Vec<TermId>) -> Vec<TermView> {
    let terms = frame.edition.archive.terms(taxonomy);
    let order = frame.edition.locale.alphabetical();
    ids.sort_by(|a, b| order(&terms.get(*a).name, &terms.get(*b).name));
    ids.into_iter().map(|id| frame.term_view(taxonomy, id)).collect()
}
