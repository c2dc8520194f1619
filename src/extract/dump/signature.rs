//! Bylines beside the text rather than above it: at its end, or in its first lines.
//!
//! In: the lines and the body. Out: the line that signs, taken out of the body; the article's byline from it.

use super::body::Body;
use super::byline::Known;
use super::line::{self, Line};
use super::{byline, fill_byline, headline};
use crate::arabic::fold;
use crate::article::Article;
use crate::extract::byline::name;
use crate::extract::labels::{self, Label};
use crate::extract::{Candidate, Evidence, Extraction};

/// A labelled byline inside the body, near its beginning or at its end, or right below it; it leaves the body.
pub(super) fn take(lines: &[Line<'_>], body: &mut Body) -> Option<usize> {
    let signs = |at: usize| {
        let line = &lines[at];
        if credit(line.text).is_some() {
            return true;
        }
        let named = line.opens_with(Label::Byline).is_some();
        line.words <= 8 && line.ending == line::Ending::Open && (named || line.has(Label::Agency))
    };
    let count = body.lines.len();
    let place =
        (1..count).filter(|&place| place < 4 || place + 1 == count).find(|&place| signs(body.lines[place]));
    if let Some(place) = place {
        let at = body.lines.remove(place);
        body.last = body.lines.last().copied().unwrap_or(body.last);
        return Some(at);
    }
    // A name above what that person does: `name` / `a writer from the valley`.
    let is_name = |at: usize| {
        let does = lines.get(at + 1).filter(|below| below.gap == 0 && below.words <= 8);
        byline::looks_like_name(lines[at].text) && does.is_some_and(|below| name::is_title(below.text))
    };
    Some(body.last + 1).filter(|&below| below < lines.len() && (signs(below) || is_name(below)))
}

/// Takes a signature for the byline where the head has none.
pub(super) fn sign(extraction: &mut Extraction, lines: &[Line<'_>], signature: Option<usize>) {
    let article = &extraction.article;
    let signed = article.byline.is_some() || article.agency.is_some() || !article.authors.is_empty();
    let Some(line) = signature.map(|at| &lines[at]).filter(|_| !signed) else { return };
    let known = Known::site(article.source.name.as_deref());
    let byline = match credit(line.text) {
        Some(name) => byline::read_text(&name, known),
        None => byline::read(line, known),
    };
    let winner = Candidate {
        value: line.text.to_owned(),
        rule: format!("dump: line {}, beside the text", line.number),
    };
    extraction.evidence.push(Evidence { field: "byline", winner, beaten: Vec::new() });
    fill_byline(extraction, byline);
}

/// Who wrote it, in an agency's line below its text: `(Reporting by name; Editing by name)`, `(إعداد name للنشرة العربية)`.
fn credit(text: &str) -> Option<String> {
    let inner = text.strip_suffix(['.', ' ']).unwrap_or(text).strip_prefix('(')?.strip_suffix(')')?;
    let first = inner.split([';', '؛', '-', '–', '—']).next()?.trim();
    let (label, _) = first.split_once(' ')?;
    let byline =
        |text: &str| labels::label_of(text, &fold(text)).filter(|found| found.label == Label::Byline);
    // The word before a name has its mark elsewhere, not here.
    let marked = || byline(&format!("{label}: ")).map(|_| 1);
    let words = byline(first).map(|found| found.words).or_else(marked)?;
    let name = labels::after_words(first, words).trim();
    // `for the Arabic service`
    let name = name.split(' ').take_while(|word| !byline::is_for_the(word)).collect::<Vec<_>>().join(" ");
    byline::looks_like_name(&name).then_some(name)
}

/// Where nothing else names the source, `place - paper` does: a paper's own people write from somewhere.
pub(super) fn name_source(article: &mut Article) {
    let (None, Some(agency)) = (&article.source.name, &article.agency) else { return };
    let of_place = article.byline.as_deref().is_some_and(headline::looks_like_dateline);
    if of_place && labels::is_outlet(agency) {
        article.source.name = Some(agency.clone());
    }
}
