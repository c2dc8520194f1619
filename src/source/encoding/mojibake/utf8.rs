//! UTF-8 that was taken for an encoding of one byte a letter: `Ø§Ù„Ù…Ø¯ÙŠÙ†Ø©`, `ط§ظ„ظ…ط¯ظٹظ†ط©`, `cafÃ©`, `donâ€™t`.
//!
//! Such text is made of groups: a letter that stands for the first byte of a character, and those for its other bytes. In
//! sound text a letter before a mark of typography may look like a group. So a group is evidence only beside another
//! group, inside a word of small Latin letters, or with three letters; and a stretch counts only if nearly all of it that
//! is not ASCII stands in groups.

use super::{Proof, Table, stretches};
use crate::arabic::is_letter;
use encoding_rs::Encoding;
use rustc_hash::FxHashSet;

/// So much evidence proves the wrong reading.
const PROOF: usize = 6;
/// Groups that hardly stand in any sound text weigh so much.
const STRONG: usize = 3;
/// So many different characters must come out, unless all the evidence is strong.
const DIFFERENT: usize = 3;

/// A group of letters that was one character.
struct Group {
    /// Its bytes in the stretch.
    start: usize,
    end: usize,
    /// What it was; nothing where part of it was lost.
    was: Option<char>,
    /// Is there a letter for each of its bytes?
    is_complete: bool,
}

/// A stretch in groups.
struct Reading {
    groups: Vec<Group>,
    /// Characters beyond ASCII, and how many of them stand in groups.
    all: usize,
    grouped: usize,
}

impl Reading {
    fn is_whole(&self) -> bool {
        self.grouped * 10 >= self.all * 9
    }
}

/// The evidence in a text that its UTF-8 was taken for `encoding`; nothing where there is too little.
pub(super) fn proof(text: &str, encoding: &'static Encoding) -> Option<Proof> {
    let table = Table::of(encoding);
    let mut weights = [0_usize; SCRIPTS];
    let mut weak = [0_usize; SCRIPTS];
    let mut different: [FxHashSet<char>; SCRIPTS] = Default::default();
    for stretch in stretches(text).filter(|stretch| !stretch.is_ascii()) {
        let reading = read(stretch, table);
        if !reading.is_whole() {
            continue;
        }
        for at in 0..reading.groups.len() {
            let weight = evidence(stretch, &reading.groups, at);
            let Some((script, c)) = reading.groups[at].was.and_then(|c| Some((script(c)?, c))) else {
                continue;
            };
            weights[script] += weight;
            weak[script] += usize::from(weight == 1);
            if weight > 0 && different[script].len() < DIFFERENT {
                different[script].insert(c);
            }
        }
    }
    let proven = |&script: &usize| {
        let varied = different[script].len() >= DIFFERENT || weak[script] == 0;
        weights[script] >= PROOF && varied
    };
    let scripts = (0..SCRIPTS).filter(proven).fold(0, |bits, script| bits | 1 << script);
    let weight = (0..SCRIPTS).filter(proven).map(|script| weights[script]).sum();
    (scripts != 0).then_some(Proof { weight, scripts })
}

/// Turns back a stretch that is such text as a whole, and of others each word that is; only to the proven `scripts`.
pub(super) fn turn(stretch: &str, encoding: &'static Encoding, scripts: u32, out: &mut String) {
    let table = Table::of(encoding);
    let is_proven = |group: &Group| group.was.is_none_or(|c| is_mark(c) || is_in(c, scripts));
    let reading = read(stretch, table);
    if reading.is_whole() && reading.groups.iter().all(is_proven) {
        return write(stretch, &reading, out);
    }
    for word in stretch.split_inclusive(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()) {
        let reading = read(word, table);
        let convincing = (0..reading.groups.len()).any(|at| evidence(word, &reading.groups, at) > 0);
        if convincing && reading.is_whole() && reading.groups.iter().all(is_proven) {
            write(word, &reading, out);
        } else {
            out.push_str(word);
        }
    }
}

fn is_in(c: char, scripts: u32) -> bool {
    script(c).is_some_and(|script| scripts & 1 << script != 0)
}

/// Marks of typography come along with any script.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{A0}' | '«' | '»' | '°' | '·' | '\u{2000}'..='\u{206F}' | '€')
}

fn write(stretch: &str, reading: &Reading, out: &mut String) {
    let mut copied = 0;
    for group in &reading.groups {
        out.push_str(&stretch[copied..group.start]);
        out.push(group.was.unwrap_or(char::REPLACEMENT_CHARACTER));
        copied = group.end;
    }
    out.push_str(&stretch[copied..]);
}

/// Finds the groups.
fn read(stretch: &str, table: &Table) -> Reading {
    let chars: Vec<(usize, char)> = stretch.char_indices().collect();
    let end_of = |at: usize| chars.get(at).map_or(stretch.len(), |(byte, _)| *byte);
    let mut reading = Reading { groups: Vec::new(), all: 0, grouped: 0 };
    let mut at = 0;
    while let Some(&(start, c)) = chars.get(at) {
        if c.is_ascii() {
            at += 1;
            continue;
        }
        let (was, letters) = group(&chars[at..], table);
        reading.all += letters.max(1);
        if letters == 0 {
            at += 1;
            continue;
        }
        reading.grouped += letters;
        let is_there = |&(_, c): &(usize, char)| !c.is_ascii() && c != char::REPLACEMENT_CHARACTER;
        let is_complete =
            was.is_some_and(|c| c.len_utf8() == letters) && chars[at..at + letters].iter().all(is_there);
        reading.groups.push(Group { start, end: end_of(at + letters), was, is_complete });
        at += letters;
    }
    settle_zeros(&mut reading.groups);
    reading
}

/// `Ù ` may be a zero or what is left of one of five letters: it is a zero among figures.
fn settle_zeros(groups: &mut [Group]) {
    let is_figure = |group: &Group| group.was.is_some_and(|c| matches!(c, '\u{660}'..='\u{669}'));
    for at in 0..groups.len() {
        let Group { start, end, was, is_complete } = groups[at];
        if was != Some('\u{660}') || is_complete {
            continue;
        }
        let before = at.checked_sub(1).map(|before| &groups[before]);
        let among = before.is_some_and(|before| before.end == start && is_figure(before))
            || groups.get(at + 1).is_some_and(|after| after.start == end && is_figure(after));
        groups[at].was = was.filter(|_| among);
    }
}

/// The character that the first of `chars` begins, with how many of them stand for it; 0 where they are no group.
fn group(chars: &[(usize, char)], table: &Table) -> (Option<char>, usize) {
    let none = (None, 0);
    let Some(first) = table.byte(chars[0].1) else { return none };
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return none,
    };
    let mut bytes = [first, 0, 0, 0];
    for (place, byte) in bytes.iter_mut().enumerate().take(length).skip(1) {
        let next = chars.get(place).map(|(_, c)| *c);
        match next.and_then(|c| table.byte(c)).filter(|byte| (0x80..0xC0).contains(byte)) {
            Some(found) => *byte = found,
            None => {
                let starts = next.is_none_or(|c| table.byte(c).is_some_and(|byte| byte >= 0xC2));
                return match cut_short(&bytes[..place], length, next, chars.get(place + 1).map(|(_, c)| *c)) {
                    // Some readers dropped the byte that they knew no letter for.
                    (_, 0) if starts && matches!(first, 0xD8 | 0xD9) && place == 1 => (None, 1),
                    group => group,
                };
            }
        }
    }
    match std::str::from_utf8(&bytes[..length]).ok().and_then(|text| text.chars().next()) {
        Some(c) => (Some(c), length),
        None => none,
    }
}

/// A group whose last letter was lost: a mark stands for it, or a space for the no-break space.
fn cut_short(bytes: &[u8], length: usize, next: Option<char>, after: Option<char>) -> (Option<char>, usize) {
    if bytes.len() + 1 != length {
        return (None, 0);
    }
    match next {
        Some(char::REPLACEMENT_CHARACTER) => (None, length),
        // A question mark is one, unless the word goes on.
        Some('?') if after.is_some_and(char::is_alphanumeric) => (None, length),
        Some(' ') if length == 2 => {
            // A space that parts two words stays.
            let letters = if after.is_some_and(|after| after.is_ascii()) { 1 } else { 2 };
            match std::str::from_utf8(&[bytes[0], 0xA0]).ok().and_then(|text| text.chars().next()) {
                // No letter of Arabic: which of five was lost is not known.
                Some('\u{620}') => (None, letters),
                Some(c) => (Some(c), letters),
                None => (None, 0),
            }
        }
        _ => (None, 0),
    }
}

/// How much a group proves.
fn evidence(stretch: &str, groups: &[Group], at: usize) -> usize {
    let group = &groups[at];
    let Some(was) = group.was.filter(|_| group.is_complete) else { return 0 };
    let Some(own) = script(was) else { return 0 };
    // `â€™`: no text has these three side by side.
    if was.len_utf8() == 3 && ('\u{2010}'..='\u{203A}').contains(&was) {
        return STRONG;
    }
    if own == LATIN && is_letter(was) {
        // A capital inside a word of small letters: `cafÃ©`.
        let is_small = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
        let lead_is_small = stretch[group.start..].chars().next().is_some_and(char::is_lowercase);
        let inside = is_small(stretch[..group.start].chars().next_back())
            || is_small(stretch[group.end..].chars().next()) && was.is_lowercase();
        if inside && !lead_is_small {
            return 1;
        }
    }
    let beside = |other: Option<&Group>, touches: fn(&Group, &Group) -> bool| {
        other.is_some_and(|other| {
            touches(group, other) && other.is_complete && other.was.and_then(script) == Some(own)
        })
    };
    let before = beside(at.checked_sub(1).map(|before| &groups[before]), |own, other| other.end == own.start);
    let after = beside(groups.get(at + 1), |own, other| own.end == other.start);
    usize::from(before || after)
}

const LATIN: usize = 0;
const SCRIPTS: usize = 8;

/// A number for the script of `c`: Latin with the marks of all; Greek, Cyrillic, Hebrew, Arabic, Indic and its kin, East
/// Asian, pictures. Nothing for what no press writes.
fn script(c: char) -> Option<usize> {
    match c {
        // What was read wrongly twice is still letters of one byte.
        '\u{80}'..='\u{24F}'
        | '\u{2B0}'..='\u{2FF}'
        | '\u{1E00}'..='\u{1EFF}'
        | '\u{2000}'..='\u{22FF}'
        | '\u{FB00}'..='\u{FB06}' => Some(LATIN),
        '\u{370}'..='\u{3FF}' => Some(1),
        '\u{400}'..='\u{52F}' => Some(2),
        '\u{590}'..='\u{5FF}' => Some(3),
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
            Some(4)
        }
        '\u{900}'..='\u{10FF}' | '\u{1780}'..='\u{17FF}' => Some(5),
        '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF00}'..='\u{FFEF}' => Some(6),
        '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}' => Some(7),
        _ => None,
    }
}
