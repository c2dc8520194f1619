//! Arabic and Hebrew in an encoding of one byte a letter that were taken for Latin: `ÇáãÏíäÉ`.
//!
//! Told by words of accented letters alone, as no language writes, that come out as common words.

use super::{Misreading, Table, stretches};
use crate::arabic::is_letter;
use crate::source::encoding::plausible::share_of_common_words;

/// How many letters come out, where they are such a text.
pub(super) fn weight(text: &str, misreading: &Misreading) -> Option<usize> {
    let table = Table::of(misreading.taken_for);
    let mut bytes = Vec::new();
    for word in
        stretches(text).filter(|stretch| !stretch.is_ascii()).flat_map(words).filter(|w| is_accented(w))
    {
        if let Some(original) = table.bytes(word) {
            bytes.extend_from_slice(&original);
            bytes.push(b' ');
        }
    }
    share_of_common_words(&bytes, misreading.was)?;
    Some(bytes.iter().filter(|byte| !byte.is_ascii()).count())
}

/// Turns back a stretch that is such a text, and of others each word that is.
pub(super) fn turn(stretch: &str, misreading: &Misreading, out: &mut String) {
    let table = Table::of(misreading.taken_for);
    let decoded = |text: &str| {
        let bytes = table.bytes(text)?;
        let (turned, broken) = misreading.was.decode_without_bom_handling(&bytes);
        (!broken).then(|| turned.into_owned())
    };
    // Marks and single letters come along with the runs round them, and Latin names stay: both halves know ASCII.
    let (in_runs, all) = letters_in_runs(stretch);
    if in_runs * 10 >= all * 8
        && in_runs > 0
        && let Some(whole) = decoded(stretch)
    {
        return out.push_str(&whole);
    }
    for word in words(stretch) {
        match decoded(word).filter(|_| is_accented(word)) {
            Some(turned) => out.push_str(&turned),
            None => out.push_str(word),
        }
    }
}

/// How many accented letters stand beside others, and how many there are.
fn letters_in_runs(text: &str) -> (usize, usize) {
    let runs = text.split(|c: char| !is_accented_letter(c));
    let lengths = runs.map(|run| run.chars().count()).filter(|length| *length > 0);
    lengths
        .fold((0, 0), |(in_runs, all), length| (in_runs + if length >= 2 { length } else { 0 }, all + length))
}

/// Is the word made of accented letters alone?
fn is_accented(word: &str) -> bool {
    let letters = word.chars().filter(|c| is_letter(*c));
    letters.clone().count() >= 2 && letters.clone().all(is_accented_letter)
}

fn is_accented_letter(c: char) -> bool {
    is_letter(c) && matches!(c, '\u{80}'..='\u{FF}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ')
}

/// Words, each with the mark behind it. They are parted by ASCII only: a no-break space may be a letter.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_between =
        |c: char| c.is_ascii_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '=' | '/' | '&' | ';');
    text.split_inclusive(is_between)
}
