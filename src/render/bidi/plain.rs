//! Stretches of right-to-left text in which nothing turns: most of what the archive holds. They need no look at each character.
//!
//! In: escaped text. Out: the parts between such stretches, cut where a word of a right-to-left script begins, which no run
//! goes beyond.

use super::unit::is_transparent;
use crate::arabic::is_rtl_letter;
use std::ops::Range;

/// The next part of `text`, from `from` on, that may hold something to set apart; `None` when nothing does.
pub(super) fn next_part(text: &str, from: usize) -> Option<Range<usize>> {
    let turning = from + first_turning(&text.as_bytes()[from..])?;
    let is_letter = |c: char| is_rtl_letter(c) && !is_transparent(c);
    let begins_word = |space: &usize| text[space + 1..].chars().next().is_some_and(is_letter);
    // From the word before on: a sign is read by what stands before it.
    let mut before = memchr::memrchr_iter(b' ', &text.as_bytes()[from..turning]).map(|at| from + at);
    let start = before.find(begins_word).map_or(from, |space| space + 1);
    let mut behind = memchr::memchr_iter(b' ', &text.as_bytes()[turning..]).map(|at| turning + at);
    let end = behind.find(begins_word).unwrap_or(text.len());
    Some(start..end)
}

/// Where the first byte stands of a character that is neither white space, nor of the Arabic script, nor one of the marks
/// that stand in every text; digits, controls and entities count as such.
fn first_turning(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or(0);
        at += match byte {
            b'&' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => return Some(at),
            0..=0x7F => 1,
            0xD9 if !matches!(next(1), 0xA0..=0xA9) => 2,
            0xDB if !matches!(next(1), 0xB0..=0xB9) => 2,
            0xD8 | 0xDA => 2,
            // `«`, `»` and the no-break space.
            0xC2 if matches!(next(1), 0xA0 | 0xAB | 0xBB) => 2,
            // Joiners, dashes, quotation marks, bullets and dots: U+200B to U+2027.
            0xE2 if next(1) == 0x80 && matches!(next(2), 0x8B..=0xA7) => 3,
            _ => return Some(at),
        };
    }
    None
}
