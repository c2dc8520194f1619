//! Plain-text dumps of news pages: which lines are headline, date, caption, byline, body, and which are furniture.
//!
//! In: decoded text. Out: an [`Extraction`]. Evidence is weighed, not matched: how long a line is and how it ends, whether
//! it stands twice, what its wording is for on a page (`labels.toml`), where dates stand. Makes up no headline, date or
//! byline where the dump has none. Looks at no HTML and repairs no encodings.
//!
//! 1. `line.rs`: the dump as lines that know their looks;
//! 2. `body.rs`: the run of prose that is the article, its neighbours' furniture left out;
//! 3. `headline.rs`, `head.rs`, `byline.rs`: what stands above it; 4. `tail.rs`: what stands below it.

mod body;
mod byline;
mod head;
mod headline;
mod labels;
mod line;
mod tagged;
mod tail;

use super::block::{Block, Inline};
use super::{Candidate, Evidence, Extraction, Kind, to_markdown};
use crate::arabic::fold;
use crate::article::{Image, Related};
use crate::config::SourceRules;
use crate::date::{self, Hints, Reading};
use crate::source::Capture;
use body::Body;
use byline::Byline;
use headline::Headline;
use labels::Label;
use line::Line;
use std::collections::HashSet;

/// Reads a text dump.
pub(super) fn read(text: &str, capture: &Capture, rules: &SourceRules) -> Extraction {
    match tagged::read(text) {
        Some(fields) => read_tagged(&fields, capture, rules),
        None => read_page(text, capture, rules),
    }
}

fn read_page(text: &str, capture: &Capture, rules: &SourceRules) -> Extraction {
    let mut extraction = Extraction::default();
    let mut lines = line::split(text);
    drop_named(&mut lines, &rules.drop_lines);
    let hints = hints(text, capture, rules);
    let readings: Vec<Option<Reading>> = lines.iter().map(|line| read_date(line, &hints)).collect();
    let dated: Vec<bool> = readings.iter().map(Option::is_some).collect();
    extraction.article.lang = hints.lang.clone();
    extraction.article.source.url = capture.url.clone();
    let Some(body) = body::find(&lines, &dated) else {
        extraction.kind = Kind::Other("no running text".to_owned());
        return extraction;
    };
    let opening: String = body.lines.iter().take(6).map(|&at| lines[at].text).collect::<Vec<_>>().join("\n");
    let headline = headline::find(&lines, body.first, &dated, &opening);
    extraction.article.source.name = rules.name.clone().or_else(|| site_name(&lines, headline.as_ref()));
    fill_head(&mut extraction, &lines, &readings, headline.as_ref(), &body, &hints);
    let title = fold(&extraction.article.title);
    let tail = tail::read(&lines, &dated, body.last, &title);
    fill_tail(&mut extraction, &lines, &body, tail);
    fill_body(&mut extraction, &lines, &body);
    apply_zone(&mut extraction, rules);
    extraction
}

/// Removes the lines that the source's rules name.
fn drop_named(lines: &mut Vec<Line<'_>>, named: &[String]) {
    if named.is_empty() {
        return;
    }
    let named: HashSet<String> = named.iter().map(|line| fold(line)).collect();
    lines.retain(|line| {
        !named.contains(&line.folded) && !(line.chars > 250 && named.contains(&fold(line.text)))
    });
}

fn hints(text: &str, capture: &Capture, rules: &SourceRules) -> Hints {
    Hints {
        lang: rules.lang.clone().or_else(|| language(text)),
        captured: capture.captured,
        day_order: rules.day_order,
    }
}

/// The date in a line that is a date and little else.
fn read_date(line: &Line<'_>, hints: &Hints) -> Option<Reading> {
    let dateless = line.chars > 140 || line.words > 20 || (line.is_bar && line.words > 12);
    if dateless || (line.digits == 0 && line.words > 6) || line.has(Label::Copyright) {
        return None;
    }
    let labelled = line.has(Label::Published) || line.has(Label::Updated);
    let letters_beside = line.letters > 64;
    if !labelled && (letters_beside || line.ending == line::Ending::Stop && line.words > 8) {
        return None;
    }
    date::read(line.text, hints)
}

/// The site's name: beside the headline, else alone with a mark (`name -`), else in the copyright line.
fn site_name(lines: &[Line<'_>], headline: Option<&Headline>) -> Option<String> {
    if let Some(site) = headline.and_then(|headline| headline.site.clone()) {
        return Some(site);
    }
    let marked = lines.iter().find(|line| {
        line.words <= 6
            && line.label.is_none()
            && line.text.ends_with(" -")
            && lines.iter().filter(|other| other.folded == line.folded).take(2).count() > 1
    });
    if let Some(line) = marked {
        return Some(line.text.trim_end_matches([' ', '-']).to_owned());
    }
    lines.iter().rev().filter(|line| line.has(Label::Copyright)).find_map(|line| {
        let words: Vec<&str> = line
            .text
            .split(|c: char| c.is_whitespace() || "©:|-–,،.()®".contains(c))
            .filter(|word| !word.is_empty() && !word.chars().any(char::is_numeric))
            .filter(|word| !RIGHTS.contains(&fold(word).as_str()))
            .collect();
        ((1..=4).contains(&words.len())).then(|| words.join(" "))
    })
}

/// The words of a copyright line that are no name.
const RIGHTS: [&str; 26] = [
    "جميع",
    "كل",
    "الحقوق",
    "حقوق",
    "محفوظه",
    "النشر",
    "لموقع",
    "لدي",
    "copyright",
    "all",
    "rights",
    "reserved",
    "tous",
    "droits",
    "reserves",
    "réservés",
    "by",
    "c",
    "©",
    "الطبع",
    "الملكيه",
    "محفوظ",
    "لـ",
    "the",
    "inc",
    "ltd",
];

fn fill_head(
    extraction: &mut Extraction,
    lines: &[Line<'_>],
    readings: &[Option<Reading>],
    headline: Option<&Headline>,
    body: &Body,
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
        site: article.source.name.as_deref(),
        body: (body.first, body.last),
        opening,
    };
    let mut head = head::read(&page);
    let dateline = byline::dateline(lines[body.first].text);
    if let (None, Some(dateline)) =
        (&head.date, dateline.filter(|dateline| dateline.chars().any(char::is_numeric)))
    {
        head.date = date::read(dateline, hints);
        if let Some(reading) = &head.date {
            let winner = Candidate {
                value: reading.published.to_string(),
                rule: format!("dump: line {}, dateline", lines[body.first].number),
            };
            extraction.evidence.push(Evidence { field: "date", winner, beaten: Vec::new() });
        }
    }
    if head.byline.is_none() {
        head.byline = dateline.and_then(byline::in_dateline);
        if let Some(byline) = &head.byline {
            let winner = Candidate {
                value: byline.printed.clone(),
                rule: format!("dump: line {}, dateline", lines[body.first].number),
            };
            extraction.evidence.push(Evidence { field: "byline", winner, beaten: Vec::new() });
        }
    }
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

fn fill_byline(extraction: &mut Extraction, byline: Byline) {
    let article = &mut extraction.article;
    let said = byline.authors.iter().chain(&byline.agency).any(|part| fold(part) == fold(&byline.printed));
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
        let text = labels::after_words(lines[at].text, words)
            .trim_matches(|c: char| c.is_whitespace() || ":：-–|/…\"«»".contains(c));
        tail::push_headline(text, 4, &mut seen, &mut related);
    }
    for title in &tail.related {
        tail::push_headline(title, 1, &mut seen, &mut related);
    }
    article.related = related.into_iter().map(|title| Related { title, url: None }).collect();
    article.tags = tail.tags;
    if article.source.url.is_none() {
        article.source.url = source_address(lines, body);
    }
}

/// The article's own address, where a line outside the body is one, or a source label stands before one.
fn source_address(lines: &[Line<'_>], body: &Body) -> Option<String> {
    let outside = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| (*at < body.first || *at > body.last) && line.text.contains("://"));
    outside.map(|(_, line)| line).find_map(|line| {
        let address = line.text.split_whitespace().find(|word| word.starts_with("http"))?;
        let alone = address.len() == line.text.len() || line.has(Label::Source);
        let url = url::Url::parse(address)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.path().len() > 1)?;
        (alone && !address.contains("...") && !address.contains('…')).then(|| url.to_string())
    })
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
    let Some(zone) = rules.timezone.as_deref().and_then(|name| jiff::tz::TimeZone::get(name).ok()) else {
        return;
    };
    for date in [&mut extraction.article.date, &mut extraction.article.updated].into_iter().flatten() {
        let Some((time, civil)) = date.time().zip(date.civil()) else { continue };
        if time.offset.is_some() {
            continue;
        }
        let (Ok(hour), Ok(minute)) = (i8::try_from(time.hour), i8::try_from(time.minute)) else { continue };
        let Ok(instant) = zone.to_ambiguous_timestamp(civil.at(hour, minute, 0, 0)).compatible() else {
            continue;
        };
        let offset = i16::try_from(zone.to_offset(instant).seconds() / 60).ok();
        *date = date.with_time(date::StatedTime { offset, ..time }).unwrap_or(*date);
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
        .map(|text| byline::read_text(&text, article.source.name.as_deref(), None));
    article.lang = hints.lang;
    if let Some(byline) = byline {
        fill_byline(&mut extraction, byline);
    }
    extraction.evidence = evidence;
    let mut lines = line::split(body);
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

/// The language of Arabic script by its letters; other scripts are left unsaid.
fn language(text: &str) -> Option<String> {
    let arabic = text.chars().take(4000).any(|c| ('\u{620}'..='\u{64A}').contains(&c));
    arabic.then(|| "ar".to_owned())
}
