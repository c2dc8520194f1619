//! What stands between headline and body: date, byline, caption, standfirst; and the section above them.
//!
//! In: the lines, the headline, the first line of the body. Out: the fields with the rule that gave each. The page's
//! masthead lies in the same lines: its clock, its editors and its menu are told from the article's by their place.

use super::byline::{self, Byline, Known, Place};
use super::headline::{self, Headline};
use super::line::{Ending, Line};
use crate::arabic::fold;
use crate::date::{Precision, Reading, Role};
use crate::extract::labels::{self, Label};
use crate::extract::picture::split_credit;
use crate::extract::{Candidate, Evidence};

/// What was found above the body.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) date: Option<Reading>,
    pub(super) updated: Option<Reading>,
    pub(super) byline: Option<Byline>,
    pub(super) caption: Option<String>,
    pub(super) credit: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) section: Option<String>,
    pub(super) evidence: Vec<Evidence>,
}

/// The lines of a dump and what is known of them so far.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) lines: &'a [Line<'a>],
    /// The date read in each line that is a date line.
    pub(super) readings: &'a [Option<Reading>],
    pub(super) headline: Option<&'a Headline>,
    /// The site's name, and the words of the text.
    pub(super) known: Known<'a>,
    /// First and last line of the body.
    pub(super) body: (usize, usize),
    /// The body's first line, folded.
    pub(super) opening: &'a str,
}

impl Page<'_> {
    fn headline_lines(&self) -> &[usize] {
        self.headline.map_or(&[], |headline| &headline.lines)
    }

    /// The article's own head: from the first line of the headline to the body; without a headline, all above the body.
    fn zone(&self) -> std::ops::Range<usize> {
        self.headline_lines().first().copied().unwrap_or(0)..self.body.0
    }

    /// Does nothing but advertisements and share rows stand between the two lines?
    fn adjacent(&self, a: usize, b: usize) -> bool {
        let (a, b) = (a.min(b), a.max(b));
        b - a <= 40
            && self.lines[(a + 1).min(b)..b].iter().all(|line| {
                !line.is_bar
                    && (line.letters < 2
                        || line.has(Label::Ad)
                        || line.has(Label::Share)
                        || line.has(Label::Print)
                        || line.has(Label::Views)
                        || line.has(Label::Comments) && line.digits > 0)
            })
    }

    fn is_dated(&self, at: usize) -> bool {
        self.readings.get(at).is_some_and(Option::is_some)
    }
}

/// Reads the head.
pub(super) fn read(page: &Page<'_>) -> Head {
    let mut head = Head::default();
    read_dates(page, &mut head);
    let taken = read_byline(page, &mut head);
    read_caption(page, taken, &mut head);
    head.section = section(page);
    head
}

fn evidence(field: &'static str, mut found: Vec<Candidate>) -> Option<Evidence> {
    if found.is_empty() {
        return None;
    }
    let winner = found.remove(0);
    found.truncate(5);
    Some(Evidence { field, winner, beaten: found })
}

fn read_dates(page: &Page<'_>, head: &mut Head) {
    let below = page.body.1 + 1..(page.body.1 + 4).min(page.lines.len());
    let mut found: Vec<(i32, usize, &Reading)> = (0..page.body.0)
        .chain(below)
        .filter_map(|at| Some((date_score(page, at)?, at, page.readings[at].as_ref()?)))
        .collect();
    // Of two as good, the more precise, then the earlier line.
    found.sort_by(|a, b| {
        (b.0, b.2.published.precision()).cmp(&(a.0, a.2.published.precision())).then(a.1.cmp(&b.1))
    });
    let candidates = found
        .iter()
        .map(|(_, at, reading)| Candidate {
            value: reading.published.to_string(),
            rule: format!("dump: line {}, {}", page.lines[*at].number, reading.rule),
        })
        .collect();
    head.evidence.extend(evidence("date", candidates));
    let Some(&(_, at, reading)) = found.first() else { return };
    // The time may stand in another line that states the same day.
    let same_day = |other: &&Reading| {
        other.published.precision() > Precision::Day
            && other.role != Role::Updated
            && other.published.civil().is_some_and(|day| reading.published.civil() == Some(day))
    };
    let timed = found.iter().map(|&(_, _, reading)| reading).find(same_day);
    let timed = timed.filter(|_| reading.published.precision() == Precision::Day);
    head.date = Some(timed.unwrap_or(reading).clone());
    head.updated = found
        .iter()
        .find(|(_, other, _)| {
            *other != at && page.lines[*other].has(Label::Updated) && !page.lines[at].has(Label::Updated)
        })
        .map(|(_, _, reading)| (*reading).clone());
}

/// How much speaks for line `at` stating when the article was published; `None` when it is the page's own clock.
fn date_score(page: &Page<'_>, at: usize) -> Option<i32> {
    let line = &page.lines[at];
    page.readings[at].as_ref()?;
    if line.has(Label::Masthead) || line.has(Label::Copyright) || line.has(Label::Views) {
        return None;
    }
    let label = match line.label.map(|found| found.label) {
        Some(Label::Published) => 4,
        Some(Label::Updated) => -1,
        _ if page.readings[at].as_ref().is_some_and(|reading| reading.role == Role::Updated) => -1,
        _ => 0,
    };
    if at > page.body.1 {
        return (label == 4).then_some(1);
    }
    let zone = page.zone();
    let beside_headline = page.headline_lines().iter().any(|&headline| page.adjacent(headline, at));
    let place = match page.headline {
        Some(_) if beside_headline => 4,
        Some(_) if zone.contains(&at) => 3,
        None if page.adjacent(at, page.body.0) || at + 3 >= page.body.0 => 2,
        _ if label == 4 => 0,
        _ => return None,
    };
    Some(place + label)
}

/// Does the line stand near the headline's last copy or the text? Farther up lies the menu.
fn is_near_head(page: &Page<'_>, at: usize) -> bool {
    let headline = page.headline_lines().last();
    at + 12 >= page.body.0 || headline.is_some_and(|&headline| at + 3 >= headline && at <= headline + 12)
}

/// Finds the byline; returns its line, so that it is not taken for a caption as well.
fn read_byline(page: &Page<'_>, head: &mut Head) -> Option<usize> {
    if let Some(name) = page.headline.and_then(|headline| headline.byline.as_deref()) {
        head.byline = Some(byline::read_text(name, page.known));
        head.evidence.extend(evidence(
            "byline",
            vec![Candidate { value: name.to_owned(), rule: "dump: in the headline's line".to_owned() }],
        ));
        return None;
    }
    let zone = page.zone();
    let mut found: Vec<(i32, usize, &'static str)> = zone
        .filter(|&at| !page.headline_lines().contains(&at) && !page.is_dated(at))
        .filter_map(|at| {
            let beside = |yes: &dyn Fn(usize) -> bool| at.checked_sub(1).is_some_and(yes) || yes(at + 1);
            let place = Place {
                above_body: page.adjacent(at, page.body.0),
                beside_date: beside(&|at| page.is_dated(at)),
                beside_headline: beside(&|at| page.headline_lines().contains(&at)),
                has_headline: page.headline.is_some(),
            };
            let (strength, rule) = byline::evidence(&page.lines[at], page.known, place)?;
            (strength >= byline::SURE || is_near_head(page, at)).then_some((strength, at, rule))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)));
    let candidates = found
        .iter()
        .map(|&(_, at, rule)| Candidate {
            value: page.lines[at].text.to_owned(),
            rule: format!("dump: line {}, {rule}", page.lines[at].number),
        })
        .collect();
    head.evidence.extend(evidence("byline", candidates));
    let Some(&(_, at, _)) = found.first() else {
        read_dated_byline(page, head);
        return None;
    };
    head.byline = Some(byline::read(&page.lines[at], page.known));
    Some(at)
}

/// A name beside the date in its own line.
fn read_dated_byline(page: &Page<'_>, head: &mut Head) {
    let mut dated = page.zone().filter(|&at| page.is_dated(at)).map(|at| &page.lines[at]);
    let found = dated.find_map(|line| Some((line.number, byline::beside_date(line.text)?)));
    if let Some((number, name)) = found {
        head.byline = Some(byline::read_text(&name, page.known));
        let winner = Candidate { value: name, rule: format!("dump: line {number}, beside the date") };
        head.evidence.push(Evidence { field: "byline", winner, beaten: Vec::new() });
    }
}

fn read_caption(page: &Page<'_>, byline: Option<usize>, head: &mut Head) {
    let headline = page.headline.map(|headline| fold(&headline.text));
    let last_headline = page.headline_lines().last().copied();
    let mut found: Vec<(f64, usize, String)> = Vec::new();
    for at in page.zone().filter(|&at| is_near(page, at)) {
        let line = &page.lines[at];
        if Some(at) == byline || !could_be_caption(page, at, headline.as_deref()) {
            continue;
        }
        let caption_label = line.label.filter(|found| found.label == Label::Caption);
        if line.label.is_some() && caption_label.is_none() {
            continue;
        }
        // The page's own summary is often the text's beginning, cut.
        if line.words >= 5 && page.opening.starts_with(line.folded.trim_end()) {
            head.summary.get_or_insert_with(|| line.text.to_owned());
            continue;
        }
        let text = caption_label
            .filter(|found| found.words > 0)
            .map_or(line.text, |found| labels::after_words(line.text, found.words));
        let text = text.trim_matches(|c: char| c.is_whitespace() || ":-–|".contains(c)).to_owned();
        found.push((caption_score(page, at, last_headline), at, text));
    }
    // Of two as good, the shorter: the longer may have the credit glued to it; then the one nearer the text.
    let begins = |longer: &str, shorter: &str| longer.len() > shorter.len() && longer.starts_with(shorter);
    found.sort_by(|a, b| {
        let glued = begins(&a.2, &b.2).cmp(&begins(&b.2, &a.2));
        b.0.total_cmp(&a.0).then(glued).then(b.1.cmp(&a.1))
    });
    found.retain({
        let mut seen = std::collections::HashSet::new();
        move |(_, _, text)| seen.insert(fold(text))
    });
    let candidates = found
        .iter()
        .filter(|(score, _, _)| *score >= 1.5)
        .map(|(_, at, text)| Candidate {
            value: text.clone(),
            rule: format!("dump: line {}", page.lines[*at].number),
        })
        .collect();
    head.evidence.extend(evidence("caption", candidates));
    if let Some((_, at, text)) = found.first().filter(|(score, _, _)| *score >= 1.5) {
        let (caption, credit) = match split_credit(text, None) {
            (Some(caption), Some(credit)) => (caption, Some(credit)),
            _ => (text.clone(), credit_of_double(page, *at, text)),
        };
        head.credit = credit;
        head.caption = Some(caption);
    }
    let standfirst = found
        .iter()
        .skip(usize::from(head.caption.is_some()))
        .find(|(_, at, _)| page.headline.is_some() && page.lines[*at].words >= 4);
    if let (None, Some((_, _, text))) = (&head.summary, standfirst) {
        head.summary = Some(text.clone());
    }
}

/// Does line `at` stand below the last copy of the headline, or right below another? Between copies lies the menu.
fn is_near(page: &Page<'_>, at: usize) -> bool {
    let Some(&last) = page.headline_lines().last() else { return at + 4 >= page.body.0 };
    let copy = page.headline_lines().iter().rfind(|&&headline| headline < at);
    copy.is_some_and(|&copy| (copy == last && at < last + 16) || at <= copy + 4)
}

/// Is line `at` words of its own: no headline, date, site's name or row of links?
fn could_be_caption(page: &Page<'_>, at: usize, headline: Option<&str>) -> bool {
    let line = &page.lines[at];
    let is_headline = page.headline_lines().contains(&at) || headline == Some(line.folded.as_str());
    let is_site = page.known.site.is_some_and(|site| fold(site) == line.folded);
    let figures = line.digits * 3 >= line.letters || (line.digits >= 4 && line.text.contains(':'));
    let announces = line.text.ends_with(':');
    let words = !line.is_bar && !announces && line.letters >= 8 && line.chars <= 300 && line.words >= 3;
    words && !is_headline && !is_site && !figures && !page.is_dated(at)
}

fn caption_score(page: &Page<'_>, at: usize, last_headline: Option<usize>) -> f64 {
    let line = &page.lines[at];
    let near = at.saturating_sub(12)..(at + 40).min(page.body.1).max(at);
    let same = page.lines[near].iter().filter(|other| other.folded == line.folded).count();
    let mut score = 1.0;
    score += if line.has(Label::Caption) { 4.0 } else { 0.0 };
    score += if same > 1 { 3.0 } else { 0.0 };
    score += if line.text.ends_with(')') && line.text.contains('(') { 2.0 } else { 0.0 };
    score += if last_headline.is_some_and(|headline| at > headline) { 1.0 } else { 0.0 };
    // Without a headline, a line right above the text that is no name and no label.
    score +=
        if last_headline.is_none() && page.adjacent(at, page.body.0) && line.words >= 4 { 0.6 } else { 0.0 };
    score
}

/// The credit that a caption's double carries at its end, as in `captionName / Agency`.
fn credit_of_double(page: &Page<'_>, at: usize, caption: &str) -> Option<String> {
    let double = page.lines[..page.body.0].iter().enumerate().find(|(other, line)| {
        *other != at && line.text.len() > caption.len() && line.text.starts_with(caption)
    })?;
    let rest = double.1.text[caption.len()..].trim_matches(|c: char| c.is_whitespace() || "-–|:".contains(c));
    (rest.split_whitespace().count() <= 10).then(|| rest.to_owned()).filter(|rest| !rest.is_empty())
}

/// The section: the breadcrumb's part before the headline, or one to three words right above the headline at the top.
fn section(page: &Page<'_>) -> Option<String> {
    let crumb = page.lines[..page.body.0]
        .iter()
        .find(|line| line.has(Label::Home) && line.text.contains(['»', '›', '>']));
    if let Some(crumb) = crumb {
        let parts: Vec<&str> = crumb.text.split(['»', '›', '>']).map(str::trim).collect();
        let headline = page.headline.map(|headline| fold(&headline.text));
        let last = parts.iter().skip(1).rfind(|part| !part.is_empty() && Some(fold(part)) != headline)?;
        return (last.split_whitespace().count() <= 5).then(|| (*last).to_owned());
    }
    page.headline_lines().iter().filter_map(|headline| headline.checked_sub(1)).find_map(|above| {
        let line = &page.lines[above];
        let names_one = could_be_section(page, above) && !headline::looks_like_dateline(line.text);
        (names_one && (stands_single(page, above) || in_menu(page, above))).then(|| line.text.to_owned())
    })
}

/// One to three words without a label or a figure that are not the site's name.
fn could_be_section(page: &Page<'_>, at: usize) -> bool {
    let line = &page.lines[at];
    let plain = line.label.is_none() && !line.is_bar && !page.is_dated(at) && line.digits == 0;
    let site = page.known.site.is_some_and(|site| line.folded.contains(&fold(site)));
    let short = line.words <= 3 && (3..=28).contains(&line.chars) && line.letters >= 3;
    plain && short && !site && line.ending == Ending::Open
}

/// Does it stand at the top or right below the site's name? Elsewhere it may be the last entry of a menu.
fn stands_single(page: &Page<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let is_site = |site: &str| page.lines[before].folded.contains(&fold(site));
    page.lines[at].gap == 0 && page.known.site.is_some_and(is_site)
}

/// The menu stands among so many first lines.
const MENU: usize = 400;

/// Is it an entry of the menu again: set apart here, in a row of its like above?
fn in_menu(page: &Page<'_>, at: usize) -> bool {
    let same = |other: usize| page.lines[other].folded == page.lines[at].folded;
    let apart = page.lines[at].gap > 0;
    apart && (1..at.min(MENU)).any(|other| same(other) && could_be_section(page, other - 1))
}
