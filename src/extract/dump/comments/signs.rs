//! Signs by which readers' comments are told apart: what a single line is among them, by its words and marks.
//!
//! In: a line. Out: a number, a name, a date, or that it is a button or a heading. Knows no neighbours. The words
//! are data (`labels.toml`).

use crate::arabic::{fold, is_letter, to_ascii_digits};
use crate::date::{self, Hints, Precision, StatedDate};
use crate::extract::dump::line::Line;
use crate::extract::labels::{self, Label, comment_words};

/// A name has no more words.
const NAME_WORDS: usize = 5;
/// Nor more characters.
const NAME_CHARS: usize = 50;
/// The longest phrase among those words.
const PHRASE_WORDS: usize = 4;

/// A date in a line of its own, or with a name beside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct When<'a> {
    /// `None` where it is only told from a moment that is not known: `two days ago`.
    pub(super) date: Option<StatedDate>,
    pub(super) beside: &'a str,
}

/// Does the line begin a comment by its looks alone, or stand below one?
pub(in crate::extract::dump) fn is_sign(line: &Line<'_>) -> bool {
    let numbered = numbered(line)
        .is_some_and(|(_, rest)| !rest.is_empty() && could_be_name(rest) && rest.chars().any(is_letter));
    numbered || said_by(line).is_some_and(could_be_name) || is_button(line)
}

/// Does another part of the page begin with the line?
pub(super) fn is_wall(line: &Line<'_>) -> bool {
    line.label.is_some_and(|found| {
        let marked = || labels::is_marked(labels::after_words(line.text, found.words));
        let heads = found.whole || line.words <= 8 || found.words > 0 && marked();
        found.label.is_wall() && found.label != Label::Comments && heads
    })
}

/// Could the line be the name above a comment's date? A headline above the article's has more words.
pub(in crate::extract::dump) fn could_sign(line: &Line<'_>) -> bool {
    line.words <= 3 && line.label.is_none() && could_be_name(line.text)
}

/// Marks and white space round names.
pub(super) fn is_edge(c: char) -> bool {
    c.is_whitespace() || "-–—ـ|:،,*/•·()[]#>«»".contains(c)
}

/// Few words without a full stop, but for that of an initial.
pub(super) fn could_be_name(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let is_initial = last != text && last.ends_with('.') && last.chars().count() == 2;
    text.split_whitespace().count() <= NAME_WORDS
        && text.chars().count() <= NAME_CHARS
        && (is_initial || !text.ends_with(['.', '!', '?', '؟', '…']))
}

/// The number that a line begins with, and the rest: `3 - name`, `#3`, `(3) name`.
pub(super) fn numbered<'a>(line: &Line<'a>) -> Option<(usize, &'a str)> {
    if line.digits == 0 {
        return None;
    }
    numbered_rest(line.text)
}

pub(super) fn numbered_rest(text: &str) -> Option<(usize, &str)> {
    let bare = text.trim_start_matches(['#', '(', '[', '*', ' ']);
    let end = bare.find(|c: char| !c.is_numeric()).unwrap_or(bare.len());
    if end == 0 || end > 8 {
        return None;
    }
    let number = to_ascii_digits(&bare[..end]).parse().ok()?;
    let rest = &bare[end..];
    let marked = bare.len() < text.len()
        || rest.trim_start().starts_with(['-', '–', '—', '.', ')', ']', ':', '|', 'ـ']);
    // `10:05` and `12/3` are no numbers of comments.
    let inner = rest.starts_with(['-', '/', ':', '.']) && rest[1..].starts_with(char::is_numeric);
    (!inner && (marked || rest.is_empty()))
        .then(|| (number, rest.trim_start_matches([' ', '.']).trim_matches(is_edge)))
}

/// A line with its label: `Name: …`.
pub(super) enum Field<'a> {
    Author(&'a str),
    Text(&'a str),
    /// A field of the form, or a label whose words stand below it.
    Empty,
}

/// What stands behind the label that a line begins with.
pub(super) fn field<'a>(line: &Line<'a>) -> Option<Field<'a>> {
    let at = line.text.find([':', '：', '/'])?;
    let (name, rest) = line.text.split_at(at);
    if name.chars().count() > 30 {
        return None;
    }
    let (name, rest) = (fold(name), rest.trim_matches(is_edge));
    let (is_text, is_author) = (comment_words().text.contains(&name), comment_words().author.contains(&name));
    let words = rest.chars().any(is_letter);
    if is_text && words {
        return Some(Field::Text(rest));
    }
    if is_author && words && could_be_name(rest) {
        return Some(Field::Author(rest));
    }
    ((is_text || is_author) && !rest.chars().any(char::is_alphanumeric)).then_some(Field::Empty)
}

/// Who says it, in `name says:` and `name says...`.
pub(super) fn said_by<'a>(line: &Line<'a>) -> Option<&'a str> {
    let text = line.text.strip_suffix([':', '：', '…']).or_else(|| line.text.strip_suffix("..."))?.trim_end();
    if line.words > NAME_WORDS + 8 || line.chars > 100 {
        return None;
    }
    let ends: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).collect();
    let at = ends
        .iter()
        .rev()
        .take(PHRASE_WORDS)
        .find(|&&at| comment_words().says.contains(&fold(&text[at..])))?;
    let author = text[..*at].trim_matches(is_edge);
    (!author.is_empty()).then_some(author)
}

/// Is the line what stands above the comments, rather than a field of the form?
pub(super) fn heads(line: &Line<'_>) -> bool {
    let is_word = |word: &&str| !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = line.folded.split(' ').filter(is_word).collect();
    let counted = line.digits > 0 && line.label.is_some_and(|found| !found.whole);
    counted || comment_words().heading.contains(&words.join(" "))
}

/// Is the line nothing but buttons, with counts perhaps?
pub(super) fn is_button(line: &Line<'_>) -> bool {
    if line.words > 10 || line.letters == 0 {
        return false;
    }
    let words: Vec<&str> =
        line.folded.split(' ').filter(|word| !word.bytes().all(|b| b.is_ascii_digit())).collect();
    let mut left = &words[..];
    let mut answers = false;
    while !left.is_empty() {
        let mut phrases =
            (1..=left.len().min(PHRASE_WORDS)).rev().map(|count| (count, left[..count].join(" ")));
        let known =
            |phrase: &str| comment_words().button.contains(phrase) || comment_words().beside.contains(phrase);
        let Some((count, phrase)) = phrases.find(|(_, phrase)| known(phrase)) else { return false };
        answers |= comment_words().button.contains(&phrase);
        left = &left[count..];
    }
    answers
}

/// Is the line what a forum shows of a member beside the name: a rank, a count?
pub(super) fn is_rank(line: &Line<'_>) -> bool {
    let is_phrase = |count: usize| line.folded.split(' ').take(count).collect::<Vec<_>>().join(" ");
    line.words <= 3
        && (1..=PHRASE_WORDS.min(line.words)).any(|count| comment_words().rank.contains(&is_phrase(count)))
}

/// The date that a short line is, or holds beside a name.
pub(super) fn when<'a>(line: &Line<'a>, hints: &Hints) -> Option<When<'a>> {
    // `name • 2 hours ago`
    let parted = line.text.contains(['|', '-', '–', '—', '/', '(', '،', ',', '•', '·']);
    let few = if parted { 10 } else { 6 };
    if line.words > 14 || line.chars > 120 || line.digits == 0 && line.words > few {
        return None;
    }
    // Any moment will do to see that `two days ago` is one.
    let some_day = || Hints { captured: "2000-01-10T12:00".parse().ok(), ..hints.clone() };
    let told = date::find(line.text, hints);
    let (found, date) = match told {
        Some(found) => {
            let date = Some(found.reading.published);
            (found, date)
        }
        None if hints.captured.is_none() && line.words <= few => (date::find(line.text, &some_day())?, None),
        None => return None,
    };
    let precise = found.reading.published.precision() >= Precision::Day;
    let before = line.text.get(..found.span.start).unwrap_or_default().trim_matches(is_edge);
    let after = line.text.get(found.span.end..).unwrap_or_default().trim_matches(is_edge);
    let beside = if before.chars().any(is_letter) { before } else { after };
    // `at 11 h 20 min` ends in a word that is no name.
    let named = beside.chars().any(is_letter) && (beside == before || beside.len() > 3);
    let enough = match (named, parted) {
        (true, true) => 0.2,
        (true, false) => 0.4,
        (false, _) => 0.3,
    };
    let likely = precise && found.covers >= enough && (!named || could_be_name(beside));
    likely.then_some(When { date, beside: if named { beside } else { "" } })
}
