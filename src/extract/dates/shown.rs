//! Dates that readers see: short texts near the headline and before the body that read as dates.

use super::{Place, Stated, is_elsewhere};
use crate::date::{self, Precision};
use crate::extract::names::Hints;
use crate::extract::tree::Id;
use crate::extract::{clock, dom};

/// So many nodes behind the headline a text is still beside it.
const NEAR: usize = 80;
/// What readers see as the article's date.
pub(super) const BY_HEADLINE: &str = "text by the headline";

/// Short texts near the headline and before the body that read as dates.
pub(super) fn find(place: &Place<'_, '_>, published: &mut Vec<Stated>, updated: &mut Vec<Stated>) {
    let headline = place.headline.unwrap_or(0);
    let body_end = place.body.iter().map(|&id| place.tree.end(id)).max().unwrap_or(place.tree.len());
    let mut near: Vec<(usize, Stated)> = Vec::new();
    let mut looked_at = 0;
    let mut at = 1;
    while at < place.tree.len() && looked_at < 1500 {
        let id = at;
        at = if place.shown.is_out(id) { place.tree.end(id) } else { id + 1 };
        if place.shown.is_out(id) || place.tree.element(id).is_none() || place.tree.tag(id) == "a" {
            continue;
        }
        let named = place.hints[id].any(Hints::META);
        let small = place.tree.end(id) - id <= if named { 24 } else { 12 };
        let by_headline = id > headline && id - headline < NEAR && place.headline.is_some();
        if !small || is_elsewhere(place, id) {
            continue;
        }
        if !place.tree.texts(id, place.shown).any(|text| text.contains(char::is_numeric)) {
            continue;
        }
        let words = place.tree.joined(id, place.shown, 300);
        let longest = if named || by_headline { 250 } else { 80 };
        if words.len() > longest || !words.chars().any(char::is_numeric) {
            continue;
        }
        if clock::is_site_clock(&words) {
            continue;
        }
        looked_at += 1;
        let found =
            date::find(&words, place.date_hints).filter(|found| named || by_headline || found.covers > 0.45);
        let is_day = |reading: &date::Reading| reading.published.precision() >= Precision::Day;
        if let Some(reading) = found.map(|found| found.reading).filter(is_day) {
            let distance = if id > headline { id - headline } else { (headline - id) * 2 };
            let in_caption = stands_in_caption(place, id);
            let penalty = if id > body_end { 1000 } else { 0 }
                + if named { 0 } else { 20 }
                + if in_caption { 5000 } else { 0 };
            let rule = match (in_caption, by_headline) {
                (true, _) => "caption",
                (false, true) => BY_HEADLINE,
                (false, false) => "text on the page",
            };
            near.push((distance + penalty, Stated { date: reading.published, text: words.clone(), rule }));
            if let Some(update) = reading.updated {
                updated.push(Stated { date: update, text: words, rule });
            }
        }
    }
    near.sort_by_key(|(distance, _)| *distance);
    published.extend(near.into_iter().map(|(_, stated)| stated));
}

/// Does the text stand under a picture? Its date is the picture's.
fn stands_in_caption(place: &Place<'_, '_>, id: Id) -> bool {
    let tree = place.tree;
    let names_caption = |at: Id| tree.attr(at, "class").is_some_and(|class| class.contains("caption"));
    let is_named = |at: Id| matches!(tree.tag(at), "figure" | "figcaption") || names_caption(at);
    let is_picture =
        |at: Id| dom::names_picture(tree, at) && (at..tree.end(at)).any(|inner| tree.tag(inner) == "img");
    std::iter::once(id).chain(tree.ancestors(id).take(2)).any(is_named)
        || std::iter::once(tree.parent(id)).chain(id..tree.end(id)).any(is_picture)
}
