//! Bylines: who wrote it, as a line of its own or as the dateline that opens the first paragraph.
//!
//! In: lines and what is known of the site. Out: people, agency, and the byline as printed. Makes nothing up: a line is
//! taken for a name only by its label, its marks or its place right above the text.

mod dateline;

use super::headline;
use super::line::{self, Ending, Line};
use super::vocabulary::Vocabulary;
use crate::arabic::{fold, is_letter};
use crate::date::{self, Hints};
use crate::extract::byline::name;
use crate::extract::labels::{self, Label};
pub(super) use dateline::{agency_in_brackets, dateline, in_dateline};

/// A byline, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::extract) struct Byline {
    pub(in crate::extract) printed: String,
    pub(in crate::extract) authors: Vec<String>,
    pub(in crate::extract) agency: Option<String>,
}

impl Byline {
    fn agency(name: &str) -> Self {
        Self { printed: name.to_owned(), agency: Some(name.to_owned()), ..Self::default() }
    }

    fn person(name: &str) -> Self {
        Self { printed: name.to_owned(), authors: vec![name.to_owned()], ..Self::default() }
    }
}

/// Marks that part place, agency and name.
pub(super) const MARKS: [char; 9] = ['-', '–', '—', 'ـ', '/', '|', ':', '،', '('];

/// What is known where a byline is read.
#[derive(Clone, Copy, Default)]
pub(super) struct Known<'a> {
    /// The site's name.
    pub(super) site: Option<&'a str>,
    /// The words of the text: it names its places and the people it is about, seldom its writer.
    pub(super) text: Option<&'a Vocabulary>,
}

impl<'a> Known<'a> {
    /// Nothing but the site's name, perhaps.
    pub(super) fn site(site: Option<&'a str>) -> Self {
        Self { site, text: None }
    }

    /// Is it the site's name, with or without what kind of paper it is: `الوادي` for `صحيفة الوادي`?
    fn is_site(self, part: &str) -> bool {
        let Some(site) = self.site.map(fold) else { return false };
        let part = fold(part);
        let adds_kind = |long: &str, short: &str| {
            long.split_once(' ').is_some_and(|(kind, name)| name == short && labels::is_outlet(kind))
        };
        site == part || adds_kind(&site, &part) || adds_kind(&part, &site)
    }

    /// The share of the words of `part` that the text has.
    fn share(self, part: &str) -> f64 {
        self.text.map_or(0.0, |text| text.share(&fold(part)))
    }
}

/// From this on a line is a byline by its own words, wherever it stands.
pub(super) const SURE: i32 = 9;

/// How much speaks for a line being the byline; `None` when it cannot be. `place` is what is known of its place.
pub(super) fn evidence(line: &Line<'_>, known: Known<'_>, place: Place) -> Option<(i32, &'static str)> {
    if line.is_bar || line.chars > 120 || line.letters < 2 {
        return None;
    }
    // `Posted by name at 10:15`
    if line.digits > 2 {
        let named = line.opens_with(Label::Byline).map(|found| labels::after_words(line.text, found.words));
        return named.filter(|text| name_in(text).is_some()).map(|_| (10, "its label"));
    }
    if people_of(line, known).is_some() {
        return Some(if line.label.is_some() { (10, "its label") } else { (8, "names") });
    }
    if line.words > 9 || line.chars > 80 {
        return None;
    }
    if let Some(found) = line.label {
        let source = found.label == Label::Source && !found.whole && place.above_body;
        return match found.label {
            Label::Byline if !found.whole || labels::is_known_agency(&line.folded) => Some((10, "its label")),
            Label::Agency => Some((9, "an agency's name")),
            _ if source => Some((7, "its label")),
            _ => None,
        };
    }
    if labels::is_known_agency(&line.folded) {
        return Some((9, "an agency's name"));
    }
    if line.ending != Ending::Open {
        return None;
    }
    if known.is_site(line.text) {
        return place.above_body.then_some((4, "the site's name above the text"));
    }
    if line.digits > 0 {
        return None;
    }
    let open_ended = line.text.ends_with(['-', '–', '—', ':', 'ـ']);
    if open_ended && place.above_body && line.words <= 6 {
        return Some((8, "a dateline above the text"));
    }
    if headline::looks_like_dateline(line.text) {
        let known = line.text.split(MARKS).any(|part| labels::is_agency(part.trim_matches([')', ' '])));
        return Some(if known { (8, "place and agency") } else { (6, "place and name") });
    }
    let strength =
        i32::from(place.above_body) * 2 + i32::from(place.beside_date) * 2 + i32::from(place.beside_headline);
    let is_name = looks_like_name(line.text) && known.share(line.text) < IN_TEXT;
    (is_name && strength > 0 && place.has_headline).then_some((2 + strength, "a name where bylines stand"))
}

/// The name in words behind the label of a byline, where a clock or a date may follow.
pub(super) fn name_in(text: &str) -> Option<String> {
    let is_small =
        |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase()) && !PARTICLES.contains(&word);
    let is_other = |word: &str| is_small(word) || NEVER.contains(&fold(word).as_str());
    let is_word = |word: &&str| !word.chars().any(char::is_numeric) && !is_other(word);
    let words: Vec<&str> = text.trim_matches(is_edge).split_whitespace().take_while(is_word).collect();
    let name = words.join(" ").trim_matches(is_edge).to_owned();
    looks_like_name(&name).then_some(name)
}

/// The name beside the date in a line of both: `Publié le 4 mai 2012 par …`, `By … | March 4, 2015 | 3 Comments`.
pub(super) fn beside_date(line: &str) -> Option<String> {
    let mut pieces = line.split(['|', '•', '·']).flat_map(|piece| piece.split(" - "));
    let name = |text: &str| name_in(labels::named_last(text)?);
    pieces.find_map(|piece| {
        let date = date::find(piece, &Hints::default()).map_or(0..0, |found| found.span);
        // The date's own label may stand before the name.
        let before_digits = piece.split(char::is_numeric).next().unwrap_or_default();
        let (before, after) = (piece.get(..date.start)?, piece.get(date.end..)?);
        [before, before_digits, after].into_iter().find_map(name)
    })
}

/// From this share of its words in the text, it is a place or a person that the text is about.
const IN_TEXT: f64 = 0.99;

/// What is known of a line's place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) above_body: bool,
    pub(super) beside_date: bool,
    pub(super) beside_headline: bool,
    /// Without a headline, a few words above the text are as likely a section.
    pub(super) has_headline: bool,
}

/// Function words, which do not stand in names; folded.
const NEVER: [&str; 47] = [
    "في", "من", "على", "الى", "عن", "مع", "و", "او", "بعد", "قبل", "خلال", "هذا", "هذه", "ان", "ما", "لا",
    "كل", "بين", "امام", "خارج", "داخل", "حول", "در", "از", "به", "با", "را", "که", "برای", "این", "پس",
    "نے", "کے", "کا", "کی", "میں", "سے", "پر", "کو", "של", "על", "עם", "את", "לא", "כי", "אל", "גם",
];

/// Words of names in Latin letters that have no capital.
const PARTICLES: [&str; 6] = ["de", "ben", "el", "al", "von", "van"];

/// Does a word stand in it, folded, that stands in no name?
pub(super) fn is_phrase(folded: &str) -> bool {
    folded.split(' ').any(|word| NEVER.contains(&word))
}

/// Does the folded word begin with `for the …`, as no name does but that of a lady (`للا`)?
pub(super) fn is_for_the(word: &str) -> bool {
    word.starts_with("لل") && word != "للا"
}

/// Two to four words that could be a person's name.
pub(in crate::extract) fn looks_like_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if !(2..=4).contains(&words.len())
        || text
            .chars()
            .any(|c| !(is_letter(c) || is_mark(c) || matches!(c, ' ' | '.' | '-' | '\'' | '"' | '״' | '׳')))
    {
        return false;
    }
    let latin = words[0].starts_with(|c: char| c.is_ascii_alphabetic());
    if latin {
        return words.iter().all(|word| word.starts_with(char::is_uppercase) || PARTICLES.contains(word));
    }
    let impossible = |word: &&str| {
        let folded = fold(word);
        let is_short = folded.chars().count() < 2 && !word.ends_with('.');
        NEVER.contains(&folded.as_str()) || is_for_the(&folded) || is_short
    };
    // A Hebrew name of four words is rare, a caption of four is not.
    let is_long = words.len() == 4 && text.chars().any(|c| matches!(c, '\u{5D0}'..='\u{5EA}'));
    // Names do not begin with the article, and `health and food` is a section.
    let pair = words.len() == 2 && words[1].starts_with('و') && words[1].chars().count() >= 4;
    !pair && !is_long && !fold(words[0]).starts_with("ال") && !words.iter().any(impossible)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' | '\u{200C}' | '\u{200D}')
}

/// Reads a byline line.
pub(super) fn read(line: &Line<'_>, known: Known<'_>) -> Byline {
    if let Some(people) = people_of(line, known) {
        return people;
    }
    match line.opens_with(Label::Byline) {
        Some(found) => read_labelled(labels::after_words(line.text, found.words), known),
        // `Source: agency`, printed whole.
        None if line.has(Label::Source) => {
            let agency = parts(line.text).last().map(|&part| part.to_owned());
            Byline { printed: line.text.to_owned(), agency, ..Byline::default() }
        }
        None => read_text(line.text, known),
    }
}

/// Reads what stands behind the label of a byline.
fn read_labelled(text: &str, known: Known<'_>) -> Byline {
    if let Some(name) = before_another(text) {
        return Byline { printed: text.trim_matches(is_edge).to_owned(), ..Byline::person(name) };
    }
    if let Some(name) = Some(text).filter(|text| text.contains(char::is_numeric)).and_then(name_in) {
        return Byline::person(&name);
    }
    let is_outlet = |part: &str| known.is_site(part) || labels::is_agency(part) || !looks_like_name(part);
    match parts(text)[..] {
        // `by name - paper`; the site itself is no agency.
        [name, other] if looks_like_name(name) && is_outlet(other) && !is_outlet(name) => {
            let agency = Some(other).filter(|other| labels::is_agency(other) && !known.is_site(other));
            let printed = text.trim_matches(is_edge).to_owned();
            Byline { printed, authors: vec![name.to_owned()], agency: agency.map(str::to_owned) }
        }
        _ => read_text(text, known),
    }
}

/// The writer before the photographer (`name - photos: name`), the translator before the paper (`name, from the paper …`).
fn before_another(text: &str) -> Option<&str> {
    let text = text.trim_matches(is_edge);
    let before_label =
        text.split_once([':', '：']).and_then(|(before, _)| before.rsplit_once([' ', '/', '-']));
    let name =
        before_label.map(|(name, _)| name).or_else(|| text.split_once(" عن ").map(|(name, _)| name))?;
    Some(name.trim_matches(is_edge)).filter(|name| looks_like_name(name))
}

/// What the marks part.
fn parts(text: &str) -> Vec<&str> {
    text.split(MARKS)
        .map(|part| part.trim_matches(|c: char| is_edge(c) || c == ')' || c == '('))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Reads the text of a byline, its label off.
pub(super) fn read_text(text: &str, known: Known<'_>) -> Byline {
    let text = text.trim_matches(is_edge);
    let mut byline = Byline { printed: text.to_owned(), ..Byline::default() };
    let parts = parts(text);
    if let Some(name) =
        parts.iter().find_map(|part| labels::named_behind(part)).filter(|name| looks_like_name(name))
    {
        return Byline { printed: text.to_owned(), ..Byline::person(name) };
    }
    let is_site = |part: &str| known.is_site(part);
    // The manner (`follow-up`, `special`) is no agency when another part names one.
    let manner =
        |part: &str| labels::label_of(part, &fold(part)).is_some_and(|found| found.label == Label::Byline);
    let agency = |part: &&&str| labels::is_agency(part) || is_site(part);
    let named = parts
        .iter()
        .filter(agency)
        .find(|part| !manner(part) && !is_site(part))
        .or_else(|| parts.iter().filter(agency).find(|part| !manner(part)));
    if let [only] = parts[..] {
        let count = only.split_whitespace().count();
        if labels::is_agency(only)
            || is_site(only)
            || name::is_desk(only)
            || count == 1
            || !looks_like_name(only) && count > 5
        {
            byline.agency = Some(only.to_owned());
        } else {
            byline.authors.push(only.to_owned());
        }
        return byline;
    }
    let others: Vec<&str> =
        parts.iter().copied().filter(|part| !labels::is_agency(part) && !is_site(part)).collect();
    // `site - name` has a person; `place - agency` does not; `place - name` has one in its last part.
    let site_first = parts.first().is_some_and(|part| is_site(part));
    let person = if site_first {
        others.first().copied()
    } else if named.is_none() || others.len() >= 2 {
        beside_place(&others, known)
    } else {
        None
    };
    match person.filter(|person| looks_like_name(person)) {
        Some(person) => {
            byline.authors.push((*person).to_owned());
            byline.agency = named.filter(|_| others.len() >= 2).map(|part| (*part).to_owned());
        }
        None => {
            byline.agency = named.map(|part| (*part).to_owned()).or_else(|| {
                parts.iter().find(|part| manner(part)).and(parts.first()).map(|part| (*part).to_owned())
            });
        }
    }
    if byline.agency.is_none() && byline.authors.is_empty() {
        byline.agency = Some(text.to_owned());
    }
    byline
}

/// The person of `place - name`, or of `name - place` where the text tells which of the two is the place.
fn beside_place<'p>(parts: &[&'p str], known: Known<'_>) -> Option<&'p str> {
    let (&first, rest) = parts.split_first()?;
    let &last = rest.last()?;
    let is_person = looks_like_name(first) && known.share(first) < IN_TEXT && known.share(last) >= IN_TEXT;
    Some(if is_person { first } else { last })
}

/// Does the line name several people, or one and what that one does?
pub(super) fn names_people(line: &Line<'_>) -> bool {
    people_of(line, Known::default()).is_some()
}

/// The people of a line that has a label, or names several or what they do.
fn people_of(line: &Line<'_>, known: Known<'_>) -> Option<Byline> {
    match line.opens_with(Label::Byline) {
        Some(found) => people(labels::after_words(line.text, found.words), known),
        None if line.label.is_none() && line.ending == Ending::Open && line.digits == 0 => {
            people(line.text, known)
        }
        None => None,
    }
}

/// Reads `name, name and name`, `name, agency` and `name, what they do`; of one part alone the first may be a place.
fn people(text: &str, known: Known<'_>) -> Option<Byline> {
    let text = text.trim_matches(is_edge);
    if text.contains(['/', '|', ':']) || !name::may_be_several(text) {
        return None;
    }
    let parts = name::split(text);
    let (first, rest) = parts.split_first()?;
    let first = name::clean(first);
    // Without the word before the first name.
    let printed = text.find(&first).map_or(text, |at| &text[at..]).to_owned();
    let mut byline = Byline { printed, authors: vec![first], agency: None };
    for part in rest.iter().map(|part| part.trim()).filter(|part| !name::is_title(part)) {
        if labels::is_agency(part) {
            if byline.agency.replace(part.to_owned()).is_some() {
                return None;
            }
        } else if !known.is_site(part) {
            byline.authors.push(name::clean(part));
        }
    }
    (!rest.is_empty() && byline.authors.iter().all(|name| looks_like_name(name))).then_some(byline)
}

fn is_edge(c: char) -> bool {
    line::is_blank(c) || "-–—ـ/|:،,*".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_agencies_in_a_row() {
        let byline =
            people(": Ruth Carver, Valley Newswire", Known::default()).expect("a person and an agency");
        assert_eq!(byline.authors, ["Ruth Carver"]);
        assert_eq!(byline.agency.as_deref(), Some("Valley Newswire"));
        assert_eq!(byline.printed, "Ruth Carver, Valley Newswire");
        let authors =
            |text: &str| people(text, Known::default()).map(|byline| byline.authors).unwrap_or_default();
        assert_eq!(authors("رنا خليل، سليم الدباغ"), ["رنا خليل", "سليم الدباغ"]);
        assert_eq!(authors("رنا خليل وسليم الدباغ"), ["رنا خليل", "سليم الدباغ"]);
        assert_eq!(authors("Ruth Carver, Tom Mill and Ann Weir"), ["Ruth Carver", "Tom Mill", "Ann Weir"]);
        assert_eq!(authors("Odile Garnier et Luc Pons (à la Vallée)"), ["Odile Garnier", "Luc Pons"]);
        assert_eq!(authors("Ruth Carver, Staff Writer"), ["Ruth Carver"]);
        assert_eq!(authors("رنا خليل، مراسلة الشؤون المحلية"), ["رنا خليل"]);
        for other in ["رنا خليل", "القاهرة، مرصد الشمال", "الوادي / رنا خليل"]
        {
            assert_eq!(people(other, Known::default()), None, "{other}");
        }
    }
}
