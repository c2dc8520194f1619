//! Runs of letters of the other direction: where they begin, how far several words make one run, and which
//! punctuation at their ends is theirs.

use super::Run;
use super::unit::{Class, Segment, Unit, segment};

/// Segments without letters that may stand between two Latin words: `iPhone 15 Pro`, `Tom & Jerry`.
const LONGEST_GAP: usize = 2;

/// Words from which a closing `?` or `!` is taken for the Latin sentence's own.
const SENTENCE: usize = 3;

/// The Latin run that begins with `first`.
pub(super) fn latin_run(units: &[Unit], first: Segment) -> Run {
    let start = leading(units, first);
    let (mut last, mut words) = (first, 1);
    let mut number = None;
    let (mut at, mut gap) = (first, 0);
    while let Some(next) = following(units, at) {
        if next.latin {
            (last, words, gap, number) = (next, words + 1, 0, None);
        } else {
            gap += 1;
            // `Windows 10`: the bidi algorithm counts a number after Latin letters to them, and so do readers.
            let adjoins = gap == 1 && trailing(units, start, last, words) == last.end;
            if adjoins {
                number = version(units, next).or(number);
            }
            if gap > LONGEST_GAP {
                break;
            }
        }
        at = next;
    }
    Run { start, end: number.unwrap_or_else(|| trailing(units, start, last, words)), figures: false }
}

/// `10` or `12.3` and nothing else but the sentence's own marks after it: where the number ends.
fn version(units: &[Unit], part: Segment) -> Option<usize> {
    let digit = |at: usize| at < part.end && units[at].class == Class::Digit;
    let mut end = part.start;
    while digit(end) || (end > part.start && digit(end + 1) && units[end].char == '.') {
        end += 1;
    }
    let rest = &units[end..part.end];
    (end > part.start && rest.iter().all(|unit| is_closing(unit.char))).then_some(end)
}

/// The segment after `at`, when nothing but white space parts them.
fn following(units: &[Unit], at: Segment) -> Option<Segment> {
    let mut start = at.end;
    while units.get(start)?.class == Class::Space {
        start += 1;
    }
    let begins = matches!(units[start].class, Class::Ltr | Class::Digit | Class::Neutral);
    (begins && start > at.end).then(|| segment(units, start, start))
}

/// Where the run really begins: `@`, `#` and their like directly before the first letter or digit are part of it.
fn leading(units: &[Unit], first: Segment) -> usize {
    let mut start = first.start;
    while start < first.end && units[start].class == Class::Neutral {
        start += 1;
    }
    let sign = |at: usize| units[at].char;
    let own = start > first.start
        && matches!(sign(start - 1), '@' | '#' | '$' | '€' | '£' | '.' | '/' | '+' | '_' | '~');
    let doubled = start >= first.start + 2 && own && sign(start - 1) == sign(start - 2);
    if own && !doubled { start - 1 } else { start }
}

/// Where the run really ends: closing punctuation is the surrounding text's, unless it closes what the run opened.
fn trailing(units: &[Unit], start: usize, last: Segment, words: usize) -> usize {
    if let Some(end) = quoted(units, start, last) {
        return end;
    }
    let mut end = last.end;
    while end > last.start && is_closing(units[end - 1].char) {
        end -= 1;
    }
    let run = &units[start..end.max(start)];
    let mut open: usize = 0;
    for unit in run.iter().rev().take(LONGEST_BRACKET) {
        match unit.char {
            ')' | ']' => break,
            '(' | '[' => open += 1,
            _ => {}
        }
    }
    while end < last.end {
        match units[end].char {
            ')' | ']' if open > 0 => open -= 1,
            '?' | '!' if words >= SENTENCE => {}
            '.' if is_acronym(units, last.start, end) => {}
            _ => break,
        }
        end += 1;
    }
    end
}

/// Directly inside quotation marks, the marks before the closing one are the quotation's: `"We'll see..."`.
fn quoted(units: &[Unit], start: usize, last: Segment) -> Option<usize> {
    let close = match units.get(start.checked_sub(1)?)?.char {
        '"' => '"',
        '“' => '”',
        _ => return None,
    };
    let end = last.start + units[last.start..last.end].iter().rposition(|unit| unit.char == close)?;
    (end > start).then_some(end)
}

/// How far back an opening bracket is looked for.
const LONGEST_BRACKET: usize = 120;

fn is_closing(char: char) -> bool {
    matches!(
        char,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '"'
            | '\''
            | '’'
            | '”'
            | '“'
            | '‘'
            | ')'
            | ']'
            | '}'
            | '('
            | '['
            | '{'
            | '<'
            | '>'
            | '-'
            | '–'
            | '—'
            | '…'
            | '·'
            | '•'
            | '|'
            | '*'
            | '\\'
    )
}

/// `U.S`: single letters parted by full stops, so that the next full stop is theirs.
fn is_acronym(units: &[Unit], start: usize, end: usize) -> bool {
    end >= start + 3
        && units[end - 1].class == Class::Ltr
        && units[end - 2].char == '.'
        && units[end - 3].class == Class::Ltr
}

/// Arabic and Hebrew runs in left-to-right text: from a letter to the last letter before the next Latin one.
pub(super) fn rtl_runs(units: &[Unit]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(start) =
        units[at..].iter().position(|unit| unit.class == Class::Rtl).map(|found| at + found)
    {
        let until = units[start..].iter().position(|unit| unit.class == Class::Ltr);
        let until = until.map_or(units.len(), |found| start + found);
        let last = units[start..until].iter().rposition(|unit| unit.class == Class::Rtl);
        let end = last.map_or(start, |found| start + found) + 1;
        let run = closed(units, Run { start, end: with_number(units, end), figures: false }, at);
        runs.push(run);
        at = until.max(run.end);
    }
    runs
}

/// The run with the quotation marks, brackets and question mark that are its own.
fn closed(units: &[Unit], run: Run, free: usize) -> Run {
    let Run { mut start, mut end, figures } = run;
    let (mut quotes, mut brackets) = (0_i32, 0_i32);
    for unit in &units[start..end] {
        match unit.char {
            '«' => quotes += 1,
            '»' => quotes -= 1,
            '(' => brackets += 1,
            ')' => brackets -= 1,
            _ => {}
        }
    }
    while let Some(unit) = units.get(end) {
        match unit.char {
            '؟' => {}
            '»' if quotes > 0 => quotes -= 1,
            ')' if brackets > 0 => brackets -= 1,
            '»' if start > free && units[start - 1].char == '«' => start -= 1,
            _ => break,
        }
        end += 1;
    }
    Run { start, end, figures }
}

/// `سنة 2017`: a bare number directly after the last word is the run's.
fn with_number(units: &[Unit], end: usize) -> usize {
    let is = |at: usize, class: Class| units.get(at).is_some_and(|unit| unit.class == class);
    if !(is(end, Class::Space) && is(end + 1, Class::Digit)) {
        return end;
    }
    let digits = units[end + 1..].iter().take_while(|unit| unit.class == Class::Digit).count();
    let after = end + 1 + digits;
    let bare = units.get(after).is_none_or(|unit| {
        unit.class == Class::Space
            || (unit.class != Class::Ltr && is_closing(unit.char) && !is(after + 1, Class::Digit))
    });
    if bare { after } else { end }
}
