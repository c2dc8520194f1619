//! Text as the isolating pass sees it: one unit a character or entity, with marks and joiners on the letter they follow,
//! and segments: what stands between spaces.

use crate::arabic::{is_letter, is_rtl_letter};

/// What a character does to the order of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter of a right-to-left script.
    Rtl,
    /// Any other letter.
    Ltr,
    /// A digit of any of the three sets.
    Digit,
    /// White space.
    Space,
    /// Arabic punctuation: it belongs to the Arabic text round it, and ends a Latin run.
    Stop,
    /// Everything else.
    Neutral,
}

/// A character, or an entity, at `start..end` of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub start: usize,
    pub end: usize,
    pub class: Class,
    /// The character that an entity stands for.
    pub char: char,
}

/// Longest entity that is looked for, `&` and `;` included.
const LONGEST_ENTITY: usize = 12;

/// `text` cut into units, bidi embeddings, overrides and isolates left out.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        let (char, end) = match char {
            '&' => entity(text, at).unwrap_or(('&', at + 1)),
            other => (other, at + other.len_utf8()),
        };
        let start = std::mem::replace(&mut at, end);
        match char {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            _ if is_transparent(char) && units.last().is_some_and(|last| last.end == start) => {
                if let Some(last) = units.last_mut() {
                    last.end = end;
                }
            }
            _ => units.push(Unit { start, end, class: class(char), char }),
        }
    }
    units
}

/// Marks and invisible characters that take part in nothing.
pub(super) fn is_transparent(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{61C}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn class(char: char) -> Class {
    match char {
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' => Class::Digit,
        '،' | '؛' | '؟' | '۔' | '«' | '»' | '﴾' | '﴿' | '٭' => Class::Stop,
        _ if char.is_whitespace() => Class::Space,
        _ if is_rtl_letter(char) => Class::Rtl,
        _ if is_letter(char) => Class::Ltr,
        _ => Class::Neutral,
    }
}

/// The character that the entity at `at` stands for, and where it ends. An unknown name is some symbol.
fn entity(text: &str, at: usize) -> Option<(char, usize)> {
    let bytes = &text.as_bytes()[at + 1..text.len().min(at + LONGEST_ENTITY)];
    let length = bytes.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'#'))?;
    if length == 0 || bytes[length] != b';' {
        return None;
    }
    let name = &text[at + 1..at + 1 + length];
    let char = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        _ => numeric(name).unwrap_or('\u{FFFD}'),
    };
    Some((char, at + length + 2))
}

fn numeric(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    char::from_u32(code.ok()?)
}

/// What stands between spaces, Arabic letters and Arabic punctuation: `start..end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub start: usize,
    pub end: usize,
    /// Does it hold a Latin letter?
    pub latin: bool,
}

/// The segment round the unit at `at`, going no further back than `free`. A web address runs to the next space, whatever
/// letters its path holds.
pub(super) fn segment(units: &[Unit], at: usize, free: usize) -> Segment {
    let mut start = at;
    while start > free && units[start - 1].class == Class::Neutral {
        start -= 1;
    }
    let (mut end, mut latin, mut address) = (at, false, false);
    while let Some(unit) = units.get(end) {
        match unit.class {
            Class::Space | Class::Stop => break,
            Class::Rtl if !address => break,
            Class::Ltr => latin = true,
            _ => {}
        }
        end += 1;
        address = address || (latin && begins_address(units, start, end));
    }
    Segment { start, end, latin }
}

/// Does `start..end` end in `://`, or is it `www.`?
fn begins_address(units: &[Unit], start: usize, end: usize) -> bool {
    let ends_in = |tail: &str| {
        end - start >= tail.len()
            && units[end - tail.len()..end]
                .iter()
                .zip(tail.chars())
                .all(|(unit, c)| unit.char.eq_ignore_ascii_case(&c))
    };
    ends_in("://") || (end - start <= 6 && ends_in("www."))
}
