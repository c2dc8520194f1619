//! Text that was read in the wrong encoding before it was saved (mojibake): turned back where it can be.
//!
//! In: decoded text. Out: the text as it was, and which wrong readings were undone. A wrong reading is undone only where the
//! whole file proves it (`utf8.rs`: bytes of UTF-8 in runs of one script; `one_byte.rs`: common words of Arabic or Hebrew),
//! and then stretch by stretch, since sites wrap such texts in sound templates. Guesses no letter that was lost.

mod one_byte;
mod utf8;

use encoding_rs::{
    Encoding, ISO_8859_6, UTF_8, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
};
use std::sync::LazyLock;

/// Bytes in one encoding, read in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misreading {
    /// What the bytes were.
    pub(super) was: &'static Encoding,
    /// What they were taken for.
    pub(super) taken_for: &'static Encoding,
}

/// The wrong readings that are looked for, the commonest first. Latin-1 is windows-1252 to every browser.
const KNOWN: [Misreading; 7] = [
    Misreading { was: UTF_8, taken_for: WINDOWS_1252 },
    Misreading { was: UTF_8, taken_for: WINDOWS_1256 },
    Misreading { was: UTF_8, taken_for: WINDOWS_1254 },
    Misreading { was: UTF_8, taken_for: WINDOWS_1251 },
    Misreading { was: WINDOWS_1256, taken_for: WINDOWS_1252 },
    Misreading { was: ISO_8859_6, taken_for: WINDOWS_1252 },
    Misreading { was: WINDOWS_1255, taken_for: WINDOWS_1252 },
];

/// A page may have been read wrongly several times over.
const MAX_PASSES: usize = 4;

/// What was undone.
#[derive(Debug)]
pub(super) struct Undone {
    pub(super) misreading: Misreading,
    /// In how many lines, or stretches between tags.
    pub(super) stretches: usize,
}

/// Turns back what can be; no text where there is nothing to turn back.
pub(super) fn repair(text: &str) -> (Option<String>, Vec<Undone>) {
    let mut turned: Option<String> = None;
    let mut undone: Vec<Undone> = Vec::new();
    while undone.len() < MAX_PASSES {
        let text = turned.as_deref().unwrap_or(text);
        if !is_suspicious(text.as_bytes()) {
            break;
        }
        let Some((next, misreading, stretches)) = turn(text) else { break };
        turned = Some(next);
        undone.push(Undone { misreading, stretches });
    }
    (turned, undone)
}

/// Undoes the wrong reading that explains most, where one is proven.
fn turn(text: &str) -> Option<(String, Misreading, usize)> {
    let proofs = KNOWN.iter().rev().filter_map(|known| {
        let proof = if known.was == UTF_8 {
            utf8::proof(text, known.taken_for)?
        } else {
            Proof { weight: one_byte::weight(text, known)?, scripts: 0 }
        };
        Some((proof, known))
    });
    // Of those that explain as much the last is the commonest.
    let (proof, misreading) = proofs.max_by_key(|(proof, _)| proof.weight)?;
    let mut turned = String::with_capacity(text.len());
    let mut changed = 0;
    for stretch in stretches(text) {
        let before = turned.len();
        if stretch.is_ascii() {
            turned.push_str(stretch);
        } else if misreading.was == UTF_8 {
            utf8::turn(stretch, misreading.taken_for, proof.scripts, &mut turned);
        } else {
            one_byte::turn(stretch, misreading, &mut turned);
        }
        changed += usize::from(turned[before..] != *stretch);
    }
    (changed > 0).then_some((turned, *misreading, changed))
}

/// How much a wrong reading explains.
struct Proof {
    weight: usize,
    /// The scripts that come out, as bits.
    scripts: u32,
}

/// So many pairs of letters that hardly stand side by side in sound text make a text worth looking at.
const SUSPICIOUS: usize = 2;

/// A cheap look for such pairs. Half the letters of a text that was read wrongly are marks of typography, which begin with
/// two bytes that are rare in sound text: what stands before them tells.
fn is_suspicious(text: &[u8]) -> bool {
    let before_marks = memchr::memchr2_iter(0xC2, 0xE2, text).filter(|at| stands_oddly(text, *at));
    if before_marks.take(SUSPICIOUS).count() == SUSPICIOUS {
        return true;
    }
    // Three accented letters in a row.
    let is_row = |at: &usize| text.get(at + 2) == Some(&0xC3) && text.get(at + 4) == Some(&0xC3);
    memchr::memchr_iter(0xC3, text).filter(is_row).take(SUSPICIOUS).count() == SUSPICIOUS
}

/// Does the mark at `at` stand behind a letter as it does where that is the first byte of a character?
fn stands_oddly(text: &[u8], at: usize) -> bool {
    let no_break_space = text[at..].starts_with(&[0xC2, 0xA0]);
    let length = if text[at] == 0xE2 { 3 } else { 2 };
    let mark_follows =
        || text.get(at + length).is_some_and(|byte| matches!(byte, 0xC2 | 0xC5 | 0xC6 | 0xCB | 0xE2));
    match at.checked_sub(2).map(|before| (text[before], text[before + 1])) {
        // A capital of Latin-1; small letters are the first of three bytes: taken for windows-1252.
        Some((0xC3, 0x84..=0x9F)) => !no_break_space,
        Some((0xC3, 0xA0..=0xBF)) => mark_follows(),
        // Â or Ã; ط, ظ, آ or أ: taken for windows-1256; В, Г, Р, С, Ч, Ш, Щ, Ъ, Ы or в: taken for windows-1251.
        Some(letter) => matches!(
            letter,
            (0xC3, 0x82 | 0x83)
                | (0xD8, 0xA2 | 0xA3 | 0xB7 | 0xB8)
                | (0xD0, 0x92 | 0x93 | 0xA0 | 0xA1 | 0xA7..=0xAB | 0xB2)
        ),
        None => false,
    }
}

/// Lines, and texts between two tags.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['\n', '<', '>'])
}

/// An encoding's upper half: characters, sorted, with their bytes.
struct Table(Vec<(char, u8)>);

impl Table {
    fn of(encoding: &'static Encoding) -> &'static Self {
        let known = TABLES.iter().find(|(known, _)| *known == encoding);
        known.map_or(&TABLES[0].1, |(_, table)| table)
    }

    /// The byte that was taken for `c`. Readers that knew no letter for a byte kept it as a control character.
    fn byte(&self, c: char) -> Option<u8> {
        if c.is_ascii() {
            return u8::try_from(c).ok();
        }
        let found = self.0.binary_search_by_key(&c, |(known, _)| *known).ok().map(|at| self.0[at].1);
        found.or_else(|| u8::try_from(c).ok().filter(|byte| (0x80..0xA0).contains(byte)))
    }

    /// The bytes that were taken for `text`; `None` where a character is no single byte.
    fn bytes(&self, text: &str) -> Option<Vec<u8>> {
        text.chars().map(|c| self.byte(c)).collect()
    }
}

static TABLES: LazyLock<[(&Encoding, Table); 4]> = LazyLock::new(|| {
    [WINDOWS_1252, WINDOWS_1251, WINDOWS_1254, WINDOWS_1256].map(|encoding| {
        let character =
            |byte: u8| encoding.decode_without_bom_handling(&[byte]).0.chars().next().map(|c| (c, byte));
        let mut table: Vec<(char, u8)> = (0x80..=0xFF).filter_map(character).collect();
        table.sort_unstable();
        (encoding, Table(table))
    })
});

#[cfg(test)]
mod tests;
