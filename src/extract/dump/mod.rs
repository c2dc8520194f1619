//! Plain-text dumps of news pages: which lines are headline, date, caption, byline, body, and which are furniture.
//!
//! In: decoded text. Out: an [`Extraction`]. Evidence is weighed, not matched: how long a line is and how it ends, whether
//! it stands twice, what its wording is for on a page (`labels.toml`), where dates stand. Makes up no headline, date or
//! byline where the dump has none. Looks at no HTML and repairs no encodings.
//!
//! 1. `line.rs`: the dump as lines that know their looks, without the marks of text browsers (`link_numbers.rs`), those that
//!    `wrapped.rs` finds broken made whole;
//! 2. `body.rs`: the run of prose that is the article, its neighbours' furniture left out;
//! 3. `headline.rs`, `date_line.rs`, `head.rs`, `byline.rs`: what stands above it; `signature.rs`: a byline beside it;
//! 4. `comments.rs`, `tail.rs`: what stands below it; `site.rs`: the site's name and the page's address, from either end.
//!
//! `vocabulary.rs` tells which lines speak of the text. A dump whose fields are named is `tagged.rs`'s.

mod body;
mod byline;
mod comments;
mod date_line;
mod head;
mod headline;
mod line;
mod link_numbers;
mod signature;
mod site;
mod tagged;
mod tail;
mod vocabulary;
mod wrapped;

#[cfg(test)]
mod tests;

use super::block::{Block, Inline};
use super::{Candidate, Evidence, Extraction, Kind, language, to_markdown};
use crate::arabic::fold;
use crate::article::{Image, Related};
use crate::config::SourceRules;
use crate::date::{self, Hints, Reading};
use crate::extract::labels::{self, OwnPhrases};
use crate::extract::recurring::Furniture;
use crate::source::Capture;
use body::Body;
pub(super) use byline::looks_like_name;
use byline::{Byline, Known};
use comments::Comments;
use headline::Headline;
use line::{FOLD_BYTES, Line};
use std::collections::HashSet;
use vocabulary::Vocabulary;

/// Reads a text dump.
pub(super) fn read(text: &str, capture: &Capture, rules: &SourceRules, furniture: &Furniture) -> Extraction {
    match tagged::read(text) {
        Some(fields) => read_tagged(&fields, capture, rules),
        None => read_page(text, capture, rules, furniture),
    }
}

/// The lines that hold anything, without what surrounds them.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    line::numbered(text).map(|(_, line)| line)
}

/// A dump of more lines is no page, but many.
const MAX_LINES: usize = 500_000;

/// So many lines of the text tell which headline is its own.
const OPENING: usize = 6;

fn read_page(text: &str, capture: &Capture, rules: &SourceRules, furniture: &Furniture) -> Extraction {
    let mut extraction = Extraction::default();
    if text.bytes().filter(|&byte| byte == b'\n').nth(MAX_LINES).is_some() {
        extraction.kind =
            Kind::Other(format!("more than {MAX_LINES} lines: give each page a file of its own"));
        return extraction;
    }
    let unnumbered = link_numbers::remove(text);
    let text = unnumbered.as_deref().unwrap_or(text);
    let unwrapped = wrapped::unwrap(text);
    let phrases = OwnPhrases::of(rules);
    let (text, mut lines) = match &unwrapped {
        Some(unwrapped) => (unwrapped.text.as_str(), unwrapped.look(&phrases)),
        None => (text, line::split(text, &phrases)),
    };
    drop_named(&mut lines, &rules.drop_lines);
    mark_recurring(&mut lines, capture, furniture);
    let hints = hints(text, capture, rules);
    let mut readings: Vec<Option<Reading>> = lines.iter().map(|line| date_line::read(line, &hints)).collect();
    let mut dated: Vec<bool> = readings.iter().map(Option::is_some).collect();
    extraction.article.lang = hints.lang.clone();
    extraction.article.source.url = capture.url.clone();
    let mut body = match body::find(&lines, &dated) {
        Ok(body) => body,
        Err(other) => {
            extraction.kind = Kind::Other(other.to_owned());
            return extraction;
        }
    };
    let signature = signature::take(&lines, &mut body);
    let opening: Vec<&Line<'_>> = body.lines.iter().take(OPENING).map(|&at| &lines[at]).collect();
    let text = Vocabulary::of_lines(&opening);
    for at in 0..body.first {
        if dated[at] && date_line::is_headline(&lines[at], &text, &hints) {
            (readings[at], dated[at]) = (None, false);
        }
    }
    let is_date_alone = |at: usize| dated[at] && !date_line::could_be_headline(&lines[at], &text, &hints);
    let alone: Vec<bool> = (0..body.first).map(is_date_alone).collect();
    let headline = headline::find(&lines, body.first, &alone, &text);
    extraction.article.source.name = rules.name.clone().or_else(|| site::name(&lines, headline.as_ref()));
    fill_head(&mut extraction, &lines, &readings, headline.as_ref(), (&body, &text), &hints);
    signature::sign(&mut extraction, &lines, signature);
    signature::name_source(&mut extraction.article);
    let comments = comments::read(&lines, body.last + 1, &hints);
    let title = fold(&extraction.article.title);
    let below: Vec<usize> = (body.last + 1..lines.len()).filter(|at| !comments.lines.contains(at)).collect();
    let tail = tail::read(&lines, &dated, &below, &title, !body.inner_related.is_empty());
    fill_tail(&mut extraction, &lines, &body, tail);
    fill_comments(&mut extraction, &lines, comments);
    fill_body(&mut extraction, &lines, &body);
    apply_zone(&mut extraction, rules);
    extraction
}

/// Marks the lines that are the site's, unless that would be most of what the dump says.
fn mark_recurring(lines: &mut [Line<'_>], capture: &Capture, furniture: &Furniture) {
    let recurs: Vec<bool> = lines.iter().map(|line| furniture.has_line(capture, line.text)).collect();
    let all: usize = lines.iter().map(|line| line.chars).sum();
    let known: usize =
        lines.iter().zip(&recurs).filter(|(_, recurs)| **recurs).map(|(line, _)| line.chars).sum();
    if known * 2 <= all {
        lines.iter_mut().zip(recurs).for_each(|(line, recurs)| line.recurs = recurs);
    }
}

/// Removes the lines that the source's rules name.
fn drop_named(lines: &mut Vec<Line<'_>>, named: &[String]) {
    if named.is_empty() {
        return;
    }
    let named: HashSet<String> = named.iter().map(|line| fold(line)).collect();
    lines.retain(|line| {
        !(named.contains(&line.folded) || line.text.len() > FOLD_BYTES && named.contains(&fold(line.text)))
    });
}

fn hints(text: &str, capture: &Capture, rules: &SourceRules) -> Hints {
    Hints {
        lang: language::of(text, &rules.lang.as_deref().into_iter().collect::<Vec<_>>())
            .map(|(lang, _)| lang),
        captured: capture.captured,
        day_order: rules.day_order,
    }
}

fn fill_head(
    extraction: &mut Extraction,
    lines: &[Line<'_>],
    readings: &[Option<Reading>],
    headline: Option<&Headline>,
    (body, text): (&Body, &Vocabulary),
    hints: &Hints,
) {
    let article = &mut extraction.article;
    if let Some(headline) = headline {
        article.title.clone_from(&headline.text);
        let winner = Candidate { value: headline.text.clone(), rule: headline.rule.clone() };
        let beaten = headline
            .beaten
            .iter()
            .map(|(text, number)| Candidate { value: text.clone(), rule: format!("dump: line {number}") })
            .collect();
        extraction.evidence.push(Evidence { field: "title", winner, beaten });
    }
    let opening = lines[body.first].folded.as_str();
    let page = head::Page {
        lines,
        readings,
        headline,
        known: Known { site: article.source.name.as_deref(), text: Some(text) },
        body: (body.first, body.last),
        opening,
    };
    let mut head = head::read(&page);
    read_dateline(&lines[body.first], hints, &mut head, &mut extraction.evidence);
    extraction.evidence.append(&mut head.evidence);
    article.date = head.date.as_ref().map(|reading| reading.published);
    article.updated = head
        .updated
        .map(|reading| reading.published)
        .or_else(|| head.date.and_then(|reading| reading.updated));
    article.section = head.section;
    article.summary = head.summary;
    article.image =
        head.caption.map(|caption| Image { caption: Some(caption), credit: head.credit, ..Image::default() });
    if let Some(byline) = head.byline {
        fill_byline(extraction, byline);
    }
}

/// The agency that a first paragraph names in its opening: `Place (agency) –`.
pub(super) fn agency_in_dateline(paragraph: &str) -> Option<String> {
    let byline = byline::dateline(paragraph).and_then(byline::in_dateline);
    byline.or_else(|| byline::agency_in_brackets(paragraph)).and_then(|byline| byline.agency)
}

/// A line above the text that names the site, or an agency, and a person: `paper - person`.
pub(super) fn byline_in_line(line: &str, site: Option<&str>) -> Option<Byline> {
    let is_known = |part: &str| labels::is_agency(part) || site.is_some_and(|site| fold(site) == fold(part));
    let short = line.split_whitespace().count() <= 7 && !line.chars().any(char::is_numeric);
    let named = || line.split(byline::MARKS).map(str::trim).any(is_known);
    (short && named() && headline::looks_like_dateline(line))
        .then(|| byline::read_text(line, Known::site(site)))
}

/// Fills in date and byline from the opening of the first paragraph, where the lines above it gave none.
fn read_dateline(line: &Line<'_>, hints: &Hints, head: &mut head::Head, evidence: &mut Vec<Evidence>) {
    let dateline = byline::dateline(line.text);
    if let (None, Some(dateline)) =
        (&head.date, dateline.filter(|dateline| dateline.chars().any(char::is_numeric)))
    {
        head.date = date::read(dateline, hints);
        if let Some(reading) = &head.date {
            let winner = Candidate {
                value: reading.published.to_string(),
                rule: format!("dump: line {}, dateline", line.number),
            };
            evidence.push(Evidence { field: "date", winner, beaten: Vec::new() });
        }
    }
    if head.byline.is_none() {
        head.byline =
            dateline.and_then(byline::in_dateline).or_else(|| byline::agency_in_brackets(line.text));
        if let Some(byline) = &head.byline {
            let winner = Candidate {
                value: byline.printed.clone(),
                rule: format!("dump: line {}, dateline", line.number),
            };
            evidence.push(Evidence { field: "byline", winner, beaten: Vec::new() });
        }
    }
}

fn fill_byline(extraction: &mut Extraction, byline: Byline) {
    let article = &mut extraction.article;
    let said = byline.authors.iter().chain(&byline.agency).any(|part| *part == byline.printed);
    article.byline = (!said).then_some(byline.printed);
    article.authors = byline.authors;
    article.agency = byline.agency;
}

fn fill_tail(extraction: &mut Extraction, lines: &[Line<'_>], body: &Body, tail: tail::Tail) {
    let article = &mut extraction.article;
    let mut related = Vec::new();
    let mut seen = HashSet::from([fold(&article.title)]);
    for &at in &body.inner_related {
        let words = lines[at].label.map_or(0, |found| found.words);
        let text = labels::after_words(lines[at].text, words);
        // The label may be a word or two longer than the phrase that tells it.
        let marked =
            text.split_once(':').filter(|(label, _)| words > 0 && label.split_whitespace().count() <= 2);
        let text = marked
            .map_or(text, |(_, headline)| headline)
            .trim_matches(|c: char| c.is_whitespace() || ":：-–|/…\"«»".contains(c));
        tail::push_headline(text, 4, &mut seen, &mut related);
    }
    for title in &tail.related {
        tail::push_headline(title, 1, &mut seen, &mut related);
    }
    article.related = related.into_iter().map(|title| Related { title, ..Related::default() }).collect();
    article.tags = tail.tags;
    if article.source.url.is_none() {
        article.source.url = site::address(lines, body);
    }
}

fn fill_comments(extraction: &mut Extraction, lines: &[Line<'_>], comments: Comments) {
    if let Some(&first) = comments.lines.iter().min() {
        let winner = Candidate {
            value: comments.found.len().to_string(),
            rule: format!("dump: from line {}", lines[first].number),
        };
        extraction.evidence.push(Evidence { field: "comments", winner, beaten: Vec::new() });
    }
    extraction.article.comments = comments.found;
}

fn fill_body(extraction: &mut Extraction, lines: &[Line<'_>], body: &Body) {
    let mut blocks = Vec::new();
    let mut text = Vec::new();
    for (place, &at) in body.lines.iter().enumerate() {
        let line = &lines[at];
        text.push(line.text);
        let content = vec![Inline::Text(line.text.to_owned())];
        blocks.push(if is_subhead(lines, body, place) {
            Block::Heading { level: 2, content }
        } else {
            Block::Paragraph(content)
        });
    }
    extraction.text = text.join("\n");
    extraction.article.body = to_markdown(&blocks);
    let winner = Candidate {
        value: format!("{} lines", body.lines.len()),
        rule: format!(
            "dump: lines {} to {}, the heaviest run of prose",
            lines[body.first].number, lines[body.last].number
        ),
    };
    extraction.evidence.push(Evidence { field: "body", winner, beaten: Vec::new() });
}

/// A few words without a full stop, with paragraphs on both sides.
fn is_subhead(lines: &[Line<'_>], body: &Body, place: usize) -> bool {
    let line = &lines[body.lines[place]];
    let plain =
        matches!(line.ending, line::Ending::Open | line::Ending::Cry) && line.digits * 2 < line.letters;
    let short = (2..=7).contains(&line.words) && line.chars <= 48 && line.marks <= 1;
    let long = |place: Option<usize>| {
        place.and_then(|place| body.lines.get(place)).is_some_and(|&at| lines[at].chars >= 60)
    };
    let open = line.text.starts_with(['-', '*', '•', '–', '«', '"', '“', '(']);
    plain && short && !open && long(place.checked_sub(1)) && long(Some(place + 1))
}

/// Gives dates without a zone the source's, where its rules name one.
fn apply_zone(extraction: &mut Extraction, rules: &SourceRules) {
    for date in [&mut extraction.article.date, &mut extraction.article.updated].into_iter().flatten() {
        *date = super::dates::with_zone(*date, rules);
    }
}

/// Reads a dump whose fields are named.
fn read_tagged(fields: &tagged::Fields<'_>, capture: &Capture, rules: &SourceRules) -> Extraction {
    let mut extraction = Extraction::default();
    let (_, body) = fields.get(&tagged::BODY).unwrap_or_default();
    let hints = hints(body, capture, rules);
    let article = &mut extraction.article;
    let mut evidence = Vec::new();
    let mut note = |field: &'static str, found: Option<(&'static str, &str)>| {
        if let Some((name, value)) = found {
            let winner = Candidate { value: value.to_owned(), rule: format!("dump: <{name}>") };
            evidence.push(Evidence { field, winner, beaten: Vec::new() });
        }
        found.map(|(_, value)| value.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    article.title = note("title", fields.get(&tagged::TITLE)).unwrap_or_default();
    article.date = note("date", fields.get(&tagged::DATE))
        .and_then(|text| date::read(&text, &hints))
        .map(|reading| reading.published);
    article.section = note("section", fields.get(&tagged::SECTION));
    article.summary = note("summary", fields.get(&tagged::SUMMARY));
    article.source.name = rules.name.clone().or_else(|| note("source", fields.get(&tagged::SITE)));
    article.source.url = capture
        .url
        .clone()
        .or_else(|| note("url", fields.get(&tagged::URL)).filter(|address| url::Url::parse(address).is_ok()));
    let byline = note("byline", fields.get(&tagged::AUTHOR))
        .map(|text| byline::read_text(&text, Known::site(article.source.name.as_deref())));
    article.lang = hints.lang;
    if let Some(byline) = byline {
        fill_byline(&mut extraction, byline);
    }
    extraction.evidence = evidence;
    let mut lines = line::split(body, &OwnPhrases::default());
    drop_named(&mut lines, &rules.drop_lines);
    lines.retain(|line| line.letters > 0);
    let Some(last) = lines.len().checked_sub(1) else {
        extraction.kind = Kind::Other("no running text".to_owned());
        return extraction;
    };
    let whole = Body { first: 0, last, lines: (0..=last).collect(), inner_related: Vec::new() };
    fill_body(&mut extraction, &lines, &whole);
    apply_zone(&mut extraction, rules);
    extraction
}
