//! Isolates: text of the other direction, and figures that would turn round, set apart for the bidi algorithm.
//!
//! In: escaped text without tags. Out: the same text with `<bdi dir>` round Latin runs, scores, times, telephone numbers,
//! ranges and addresses in right-to-left text, and round Arabic or Hebrew runs in left-to-right text; embedding,
//! override and isolate controls are gone, zero-width joiners and marks stay. Plain numbers stay bare: nothing turns
//! them. Figures have the class `n`, so that the style sheet can keep a score on one line. One pass over the text;
//! translates and corrects nothing.

mod figures;
mod foreign;
mod plain;
mod unit;

use crate::arabic::Direction;
use unit::{Class, Unit};

/// A run of units to set apart, `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    start: usize,
    end: usize,
    /// Figures alone, no words.
    figures: bool,
}

/// `escaped_text` with every run of the other direction in a `<bdi dir>`. Entities stay whole.
pub fn isolate_html(escaped_text: &str, base: Direction) -> String {
    match base {
        Direction::Ltr => isolate_whole(escaped_text, base),
        Direction::Rtl => {
            let mut html = String::with_capacity(escaped_text.len() + escaped_text.len() / 16);
            let mut at = 0;
            while let Some(part) = plain::next_part(escaped_text, at) {
                html.push_str(&escaped_text[at..part.start]);
                html.push_str(&isolate_whole(&escaped_text[part.clone()], base));
                at = part.end;
            }
            html.push_str(&escaped_text[at..]);
            html
        }
    }
}

fn isolate_whole(escaped_text: &str, base: Direction) -> String {
    let units = unit::units(escaped_text);
    let (runs, dir) = match base {
        Direction::Rtl => (runs_in_rtl(&units), "ltr"),
        Direction::Ltr => (foreign::rtl_runs(&units), "rtl"),
    };
    let mut html = String::with_capacity(escaped_text.len() + runs.len() * 24);
    let mut at = 0;
    for run in runs {
        push(&mut html, escaped_text, &units[at..run.start]);
        html.push_str("<bdi dir=\"");
        html.push_str(dir);
        html.push_str(if run.figures { "\" class=\"n\">" } else { "\">" });
        match base {
            Direction::Rtl => push(&mut html, escaped_text, &units[run.start..run.end]),
            // Figures turn round inside the Arabic run as they would in an Arabic page.
            Direction::Ltr => {
                let mut inner = String::new();
                push(&mut inner, escaped_text, &units[run.start..run.end]);
                html.push_str(&isolate_whole(&inner, Direction::Rtl));
            }
        }
        html.push_str("</bdi>");
        at = run.end;
    }
    push(&mut html, escaped_text, &units[at..]);
    html
}

/// Appends the units' text; what stood between them were controls.
fn push(html: &mut String, text: &str, units: &[Unit]) {
    for unit in units {
        html.push_str(&text[unit.start..unit.end]);
    }
}

/// Latin runs and figures in right-to-left text.
fn runs_in_rtl(units: &[Unit]) -> Vec<Run> {
    let mut runs = Vec::new();
    let (mut at, mut free) = (0, 0);
    while let Some(found) = next_strong(units, at) {
        let segment = unit::segment(units, found, free);
        let run = if segment.latin {
            Some(foreign::latin_run(units, segment))
        } else {
            figures::run(units, found, free)
        };
        at = match run {
            Some(run) => {
                runs.push(run);
                run.end
            }
            None => figures::end_of_number(units, found),
        };
        free = at;
    }
    runs
}

/// The next Latin letter or digit.
fn next_strong(units: &[Unit], from: usize) -> Option<usize> {
    let rest = units.get(from..)?;
    rest.iter().position(|unit| matches!(unit.class, Class::Ltr | Class::Digit)).map(|at| from + at)
}

#[cfg(test)]
mod tests;
