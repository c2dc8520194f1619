//! Figures that right-to-left text turns round: scores, times, ranges, dates in numbers, telephone numbers, signed
//! numbers. A plain number, grouped or decimal, is no run: it keeps its order everywhere.

use super::Run;
use super::unit::{Class, Unit};

/// A number with what is joined to it: `2-1`, `09:00`, `+7`, `1,850`.
#[derive(Debug, Clone, Copy)]
struct Figure {
    start: usize,
    end: usize,
    /// Would it turn round?
    turns: bool,
    /// What joins its groups, where that makes it turn: a time by its colon, a date by its stroke.
    joint: Option<char>,
    /// Digits of its only group; 0 when it has several.
    digits: usize,
}

/// The run that begins with the digit at `at`; `None` when it is a plain number. Goes no further back than `free`.
pub(super) fn run(units: &[Unit], at: usize, free: usize) -> Option<Run> {
    let first = figure(units, at, free);
    if let Some(end) = telephone(units, first) {
        return Some(Run { start: first.start, end, figures: true });
    }
    let spaced = spaced_pair(units, first);
    let end = spaced.unwrap_or(first.end);
    (spaced.is_some() || first.turns).then_some(Run { start: first.start, end, figures: true })
}

/// Where the number at `at` ends.
pub(super) fn end_of_number(units: &[Unit], at: usize) -> usize {
    figure(units, at, at).end
}

fn figure(units: &[Unit], at: usize, free: usize) -> Figure {
    let (mut end, mut groups, mut turning) = (at, 1, None);
    loop {
        while is_digit(units, end) {
            end += 1;
        }
        let Some(between) = units.get(end).filter(|_| is_digit(units, end + 1)) else { break };
        match between.char {
            ',' | '.' | '٫' | '٬' | '\'' | '’' => {}
            '-' | '–' | '—' | '−' | '‐' | '‑' | '/' | ':' | '×' | '*' | '+' | '=' | '~' | '_' => {
                turning = Some(between.char);
            }
            _ => break,
        }
        groups += 1;
        end += 1;
    }
    let digits = if groups == 1 { end - at } else { 0 };
    let start = signed(units, at, free);
    Figure { start, end, turns: turning.is_some() || start < at, joint: turning, digits }
}

fn is_digit(units: &[Unit], at: usize) -> bool {
    units.get(at).is_some_and(|unit| unit.class == Class::Digit)
}

/// Where a number with a sign begins. A dash that opens the text is a list's, not a minus.
fn signed(units: &[Unit], at: usize, free: usize) -> usize {
    if at <= free {
        return at;
    }
    let opens = at - 1 == 0;
    let apart =
        opens || matches!(units[at - 2].class, Class::Space | Class::Stop) || units[at - 2].char == '(';
    match units[at - 1].char {
        '+' | '±' if apart => at - 1,
        '-' | '−' if apart && !opens => at - 1,
        _ => at,
    }
}

/// `2 - 1`, `2011 - 2019`, `09:00 - 17:00`: where the pair ends. A time and a date are no pair: they read one after the
/// other, as words do.
fn spaced_pair(units: &[Unit], first: Figure) -> Option<usize> {
    let dash = first.end + 1;
    let spaced = units.get(first.end)?.class == Class::Space && units.get(dash + 1)?.class == Class::Space;
    if !spaced || !is_digit(units, dash + 2) {
        return None;
    }
    let second = figure(units, dash + 2, dash + 2);
    let score = (1..=2).contains(&first.digits) && (1..=2).contains(&second.digits);
    let alike =
        (first.digits == 4 && second.digits == 4) || (first.joint.is_some() && first.joint == second.joint);
    match units[dash].char {
        '-' | '–' | '—' | '−' if score || alike => Some(second.end),
        ':' if score => Some(second.end),
        _ => None,
    }
}

/// Groups of a telephone number after its first.
const SHORTEST_TELEPHONE: usize = 2;

/// `+212 522 11 22 33`, `+212 5 22 11 22 33`, `05 22 11 22 33`: where the number ends. Only after a country's code may a
/// group be one digit, which is more often a number of its own.
fn telephone(units: &[Unit], first: Figure) -> Option<usize> {
    let plus = units[first.start].char == '+';
    let zero = matches!(units[first.start].char, '0' | '٠' | '۰');
    if !(plus || zero) {
        return None;
    }
    let (mut end, mut groups) = (first.end, 0);
    while units.get(end).is_some_and(|unit| unit.class == Class::Space) && is_digit(units, end + 1) {
        let next = figure(units, end + 1, end + 1);
        if !(if plus { 1..=4 } else { 2..=4 }).contains(&next.digits) {
            break;
        }
        groups += 1;
        end = next.end;
    }
    (groups >= SHORTEST_TELEPHONE).then_some(end)
}
