//! When an article was published and updated: what every place of the page states, in order of trust.
//!
//! In: the page. Out: two dates with their evidence. Reads no date formats itself: that is `crate::date`'s.

mod judge;
mod shown;
mod url;

use super::Evidence;
use super::field::{self, Offer};
use super::meta::Head;
use super::names::Hints;
use super::structured::Structured;
use super::tree::{Id, Mask, Tree};
use crate::config::SourceRules;
use crate::date::{self, Precision, StatedDate, StatedTime};

/// Metas that state publication, in order of trust.
const PUBLISHED: [&str; 34] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "article:published",
    "article.published",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.published",
    "dcterms.available",
    "citation_publication_date",
    "citation_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "published-date",
    "pubdate",
    "publication_date",
    "publication-date",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "article_date_original",
    "displaydate",
    "date",
    "rnews:datepublished",
];

/// Metas that state creation or only "a date".
const CREATED: [&str; 5] =
    ["datecreated", "created", "article:created", "og:article:created", "release_date"];

/// Metas that state an update.
const UPDATED: [&str; 11] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "lastmodified",
    "modified_time",
    "updated_time",
];

/// The page as this room needs it.
pub(super) struct Place<'p, 'a> {
    pub tree: &'p Tree<'a>,
    /// What is shown.
    pub shown: &'p Mask,
    pub hints: &'p [Hints],
    pub head: &'p Head,
    pub structured: &'p Structured,
    /// The body's containers.
    pub body: &'p [Id],
    /// The headline's element.
    pub headline: Option<Id>,
    /// What the source's rule for dates selects.
    pub selected: &'p [Id],
    pub url: Option<&'p str>,
    pub date_hints: &'p date::Hints,
    pub rules: &'p SourceRules,
}

/// A date with the place that states it.
#[derive(Debug, Clone)]
struct Stated {
    date: StatedDate,
    text: String,
    rule: &'static str,
}

/// Publication and update.
pub(super) fn find(
    place: &Place<'_, '_>,
    evidence: &mut Vec<Evidence>,
) -> (Option<StatedDate>, Option<StatedDate>) {
    let mut published = Vec::new();
    let mut updated = Vec::new();
    selected(place, &mut published);
    machine_readable(place, &mut published, &mut updated);
    elements(place, &mut published, &mut updated);
    let address = place.url.or(place.head.canonical.as_deref()).unwrap_or_default();
    published.extend(url::parted(address));
    let before = published.len();
    shown::find(place, &mut published, &mut updated);
    // What readers see is believed before a number that only looks like a day.
    let at = published.iter().rposition(|stated| stated.rule == shown::BY_HEADLINE);
    let at = at.map_or(before, |at| at + 1);
    published.splice(at..at, url::in_a_number(address));
    let limit = place.date_hints.captured;
    let sane = |stated: &Stated| judge::is_sane(&stated.date, limit.as_ref());
    published.retain(sane);
    updated.retain(sane);
    judge::rank(&mut published);
    if published.is_empty() {
        // The only date of the page, though it calls it the date of its last change.
        published.extend(updated.first().cloned());
    }
    let date = choose("date", &published, place.rules, evidence);
    updated.retain(|stated| date.is_none_or(|date| is_later(&stated.date, &date)));
    let update = choose("updated", &updated, place.rules, evidence);
    (date, update)
}

/// Does an update come later than the publication, as readers see it? One of the same minute is none. Where one of the two
/// states no time, or only one a zone, days decide, and the same day may be later.
fn is_later(update: &StatedDate, published: &StatedDate) -> bool {
    match (update.instant_in_minutes(), published.instant_in_minutes()) {
        (Some((update, zoned)), Some((published, other))) if zoned == other => update > published,
        _ => update != published && update.without_time() >= published.without_time(),
    }
}

fn choose(
    field: &'static str,
    stated: &[Stated],
    rules: &SourceRules,
    evidence: &mut Vec<Evidence>,
) -> Option<StatedDate> {
    let first = stated.first()?;
    // The same day with a time, where the winner has none, says the same more exactly.
    let exact = stated.iter().find(|other| {
        first.date.precision() == Precision::Day
            && other.date.precision() > Precision::Day
            && other.date.without_time() == first.date
    });
    let winner = exact.unwrap_or(first);
    let offers = std::iter::once(winner).chain(stated.iter().filter(|other| !std::ptr::eq(*other, winner)));
    let offers: Vec<Offer> = offers.map(|s| Offer { value: s.text.clone(), rule: s.rule }).collect();
    field::record(field, offers, evidence);
    Some(with_zone(winner.date, rules))
}

/// The source's clock, where a time states no zone.
pub(super) fn with_zone(date: StatedDate, rules: &SourceRules) -> StatedDate {
    let shifted = || {
        let (time, name) = (date.time()?, rules.timezone.as_ref()?);
        if time.offset.is_some() {
            return None;
        }
        let zone = jiff::tz::TimeZone::get(name).ok()?;
        let second = time.second.unwrap_or(0);
        let civil = date.civil()?.at(
            i8::try_from(time.hour).ok()?,
            i8::try_from(time.minute).ok()?,
            i8::try_from(second).ok()?,
            0,
        );
        let offset = zone.to_ambiguous_zoned(civil).compatible().ok()?.offset().seconds() / 60;
        date.with_time(StatedTime { offset: Some(i16::try_from(offset).ok()?), ..time })
    };
    shifted().unwrap_or(date)
}

/// A value meant for machines.
fn machine(value: &str, hints: &date::Hints) -> Option<StatedDate> {
    let value = value.trim();
    if value.is_empty() || value.len() > 100 {
        return None;
    }
    date::read_machine(value).or_else(|| date::read(value, hints).map(|reading| reading.published))
}

fn push(list: &mut Vec<Stated>, rule: &'static str, text: &str, date: Option<StatedDate>) {
    if let Some(date) = date {
        list.push(Stated { date, text: super::plain::fold_space(text), rule });
    }
}

fn selected(place: &Place<'_, '_>, published: &mut Vec<Stated>) {
    for &id in place.selected {
        let stamp = place.tree.attr(id, "datetime").or_else(|| place.tree.attr(id, "content"));
        let words = place.tree.joined(id, place.shown, 500);
        let date = stamp.and_then(|stamp| machine(stamp, place.date_hints)).or_else(|| read(&words, place));
        push(published, "selector", stamp.unwrap_or(&words), date);
    }
}

fn read(text: &str, place: &Place<'_, '_>) -> Option<StatedDate> {
    date::read(text, place.date_hints).map(|reading| reading.published)
}

fn machine_readable(place: &Place<'_, '_>, published: &mut Vec<Stated>, updated: &mut Vec<Stated>) {
    for story in place.structured.stories.iter().take(3) {
        push(
            published,
            "json-ld datePublished",
            &story.published,
            machine(&story.published, place.date_hints),
        );
        push(updated, "json-ld dateModified", &story.modified, machine(&story.modified, place.date_hints));
    }
    let metas = |keys: &[&'static str], list: &mut Vec<Stated>| {
        for key in keys {
            for value in place.head.all(key) {
                push(list, key, value, machine(value, place.date_hints));
            }
        }
    };
    metas(&PUBLISHED, published);
    metas(&CREATED, published);
    metas(&UPDATED, updated);
}

/// Is a date of this element likely the article's? Those of teasers, comments and the site's clock are not.
fn is_elsewhere(place: &Place<'_, '_>, id: Id) -> bool {
    let bad = Hints::COMMENTS.or(Hints::RELATED).or(Hints::NAVIGATION);
    let text = place.body.iter().copied().min().unwrap_or(0);
    let between = place.headline.is_some_and(|headline| headline < id && id < text);
    place.tree.ancestors(id).any(|ancestor| {
        let tag = place.tree.tag(ancestor);
        // Between headline and text, an opinion's header may be named a comment.
        let hints = place.hints[ancestor].without(if between { Hints::COMMENTS } else { Hints::default() });
        matches!(tag, "nav" | "footer" | "li")
            || tag == "aside" && !is_fact_box(place, ancestor)
            || (hints.any(bad) && !matches!(tag, "body" | "html" | "main"))
    })
}

/// An aside inside the article that holds a few facts about it.
fn is_fact_box(place: &Place<'_, '_>, aside: Id) -> bool {
    let small = place.tree.end(aside) - aside <= 60;
    let inside = |ancestor: Id| {
        place.tree.tag(ancestor) == "article"
            && place.headline.is_some_and(|id| place.tree.is_within(id, ancestor))
    };
    small && place.tree.ancestors(aside).any(inside)
}

/// Of the elements that may hold a date so many are looked at.
const MAX_ELEMENTS: usize = 200;

/// `<time>` and microdata.
fn elements(place: &Place<'_, '_>, published: &mut Vec<Stated>, updated: &mut Vec<Stated>) {
    let mut times: Vec<Stated> = Vec::new();
    let mut looked_at = 0;
    for id in 1..place.tree.len() {
        let (tag, itemprop) = (place.tree.tag(id), place.tree.attr(id, "itemprop").unwrap_or_default());
        let class = place.tree.attr(id, "class").unwrap_or_default();
        // hAtom: `<abbr class="published" title="2017-04-27T16:28:00Z">`.
        let is_abbreviated =
            tag == "abbr" && class.split_whitespace().any(|name| matches!(name, "published" | "updated"));
        let is_time = matches!(tag, "time" | "relative-time")
            || is_abbreviated
            || place.tree.attr(id, "pubdate").is_some();
        let says = |name: &str| itemprop.split_whitespace().any(|word| word == name);
        if !(is_time || says("datePublished") || says("dateModified") || says("dateCreated")) {
            continue;
        }
        if is_elsewhere(place, id) {
            continue;
        }
        looked_at += 1;
        if looked_at > MAX_ELEMENTS {
            break;
        }
        let stamp = place
            .tree
            .attr(id, "datetime")
            .or_else(|| place.tree.attr(id, "content"))
            .or_else(|| place.tree.attr(id, "title").filter(|_| tag == "abbr"))
            .filter(|stamp| !stamp.trim().is_empty());
        let words = place.tree.joined(id, place.shown, 300);
        let date = stamp.and_then(|stamp| machine(stamp, place.date_hints)).or_else(|| read(&words, place));
        let Some(date) = date else { continue };
        let stated = |rule| Stated { date, text: stamp.unwrap_or(&words).to_owned(), rule };
        if says("dateModified")
            || class.contains("updated") && !class.contains("published")
            || class.contains("modified")
        {
            updated.push(stated("itemprop dateModified"));
        } else if says("datePublished") || says("dateCreated") {
            times.push(stated("itemprop datePublished"));
        } else if place.tree.attr(id, "pubdate").is_some() || class.contains("published") {
            times.push(stated("time pubdate"));
        } else {
            times.push(stated("time"));
        }
    }
    // Stable: what says that it is the publication first, then the page's order.
    times.sort_by_key(|stated| stated.rule == "time");
    published.extend(times);
}

#[cfg(test)]
mod tests;
