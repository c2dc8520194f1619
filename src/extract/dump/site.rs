//! The site's name and the article's address, where a dump states them outside the headline's own line.
//!
//! In: the lines, the headline, where the body stands. Out: a name or an address, or nothing.

use super::body::Body;
use super::headline::{self, Headline};
use super::line::{Ending, Line};
use crate::arabic::fold;
use crate::extract::labels::{self, Label};
use std::collections::HashSet;

/// The site's name: beside the headline, else alone with a mark (`name -`), else in the copyright line, else in the first line.
pub(super) fn name(lines: &[Line<'_>], headline: Option<&Headline>) -> Option<String> {
    if let Some(site) = headline.and_then(|headline| headline.site.clone()) {
        return Some(site);
    }
    let mut marked = HashSet::new();
    let twice = lines.iter().find(|line| {
        line.words <= 6
            && line.label.is_none()
            && line.text.ends_with(" -")
            && !marked.insert(line.folded.as_str())
    });
    if let Some(line) = twice {
        return Some(line.text.trim_end_matches([' ', '-']).to_owned());
    }
    let in_rights = lines.iter().rev().filter(|line| line.has(Label::Copyright)).find_map(|line| {
        let words: Vec<&str> = line
            .text
            .split(|c: char| c.is_whitespace() || "©:|-–,،.()®".contains(c))
            .filter(|word| !word.is_empty() && !word.chars().any(char::is_numeric))
            .filter(|word| !labels::is_of_rights(&fold(word)))
            .collect();
        ((1..=4).contains(&words.len())).then(|| words.join(" "))
    });
    in_rights.or_else(|| masthead(lines, headline))
}

/// The dump's first line, where it is the name of a paper by its words.
fn masthead(lines: &[Line<'_>], headline: Option<&Headline>) -> Option<String> {
    let first = lines.first()?;
    let is_headline = headline.is_some_and(|headline| headline.lines.contains(&0));
    let is_name = (2..=4).contains(&first.words) && first.ending == Ending::Open && first.digits == 0;
    (is_name
        && !is_headline
        && !headline::looks_like_dateline(first.text)
        && first.label.is_none()
        && labels::is_agency(first.text))
    .then(|| first.text.to_owned())
}

/// The article's own address, where a line outside the body is one, or a source label stands before one.
pub(super) fn address(lines: &[Line<'_>], body: &Body) -> Option<String> {
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
