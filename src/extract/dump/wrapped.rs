//! Dumps whose lines were broken at a width, as mail programs, `fold` and text browsers break them: each paragraph is made
//! one line again.
//!
//! In: decoded text. Out: the same words with fewer line ends, or nothing where the lines are the page's own. Empty lines stay.

use super::line::{self, Line, is_blank, that_hold_anything};
use crate::arabic::is_letter;
use crate::extract::labels::OwnPhrases;

/// Widths that lines are broken at, in characters or bytes.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=132;

/// So many lines broken at one width are no chance; fewer are none where each paragraph ends with a stop and none of its
/// broken lines does.
const BROKEN: usize = 4;
const FEW: usize = 2;

/// The least width that few broken lines tell.
const COMMON: usize = 60;

/// A paragraph of more lines is a list whose lines are of one length.
const PARAGRAPH: usize = 120;

/// A text whose paragraphs are one line each.
#[derive(Debug)]
pub(super) struct Unwrapped {
    pub(super) text: String,
    /// For each of its lines, the number it has in the dump, from 1.
    numbers: Vec<usize>,
}

impl Unwrapped {
    /// Its lines that hold anything, looked at, with the numbers that they have in the dump.
    pub(super) fn look(&self, labels: &OwnPhrases) -> Vec<Line<'_>> {
        // How far lines stand from one another is told by their own numbers, as the gaps that the joining left.
        let mut lines = line::look(that_hold_anything((1..).zip(self.text.split('\n'))), labels);
        for line in &mut lines {
            line.number = self.numbers.get(line.number - 1).copied().unwrap_or(line.number);
        }
        lines
    }
}

/// Undoes the breaking of lines; `None` where they are not broken.
pub(super) fn unwrap(text: &str) -> Option<Unwrapped> {
    // Most dumps have most of their text in lines longer than any width, so a look at the bytes is enough.
    let longest = *WIDTHS.end() * 2;
    let long = text.split('\n').map(str::len).filter(|&length| length > longest).sum::<usize>();
    if long * 3 > text.len() {
        return None;
    }
    let chars = |line: &str| line.chars().count();
    joined(text, chars).or_else(|| joined(text, str::len))
}

/// A line without a space has nowhere to be broken.
fn is_breakable(line: &str) -> bool {
    line.trim_matches(is_blank).contains(' ')
}

fn joined(text: &str, length: fn(&str) -> usize) -> Option<Unwrapped> {
    let lines: Vec<(&str, usize)> = text
        .split('\n')
        .map(|line| line.trim_end_matches(is_blank))
        .map(|line| (line, length(line)))
        .collect();
    // A line that was added later, or that holds no space, may be longer.
    let could_be =
        |(line, length): &(&str, usize)| (is_breakable(line) && WIDTHS.contains(length)).then_some(*length);
    let width = lines.iter().filter_map(could_be).max()?;
    // A line was broken where the first word of the next had no room in it.
    let is_broken = |pair: &[(&str, usize)]| {
        let ((line, own), (next, _)) = (pair[0], pair[1]);
        let word = next.trim_start_matches(is_blank).split(' ').next().unwrap_or_default();
        let word = length(word);
        let has_no_room = own <= width && (1..=width).contains(&word) && own + 1 + word > width;
        has_no_room && is_breakable(line) && !looks_like_date(next) && !is_item(next)
    };
    let broken: Vec<bool> = lines.windows(2).map(is_broken).collect();
    let count = broken.iter().filter(|&&broken| broken).count();
    // Lines of the page's own end with their sentences; broken ones do not, but the last of each paragraph does.
    let ended = lines.iter().zip(&broken).filter(|((line, _), broken)| **broken && ends(line)).count();
    let is_last = |at: &usize| *at > 0 && broken[at - 1] && !broken.get(*at).is_some_and(|&broken| broken);
    let lasts: Vec<usize> = (0..lines.len()).filter(is_last).collect();
    let closed = lasts.iter().filter(|&&at| ends(lines[at].0)).count();
    // The last line of a paragraph is about as often longer than half the width as not; in a list of headlines most are
    // shorter than the longest.
    let could_go_on = |line: &str| !line.is_empty() && !is_item(line);
    let long = lines.windows(2).filter(|pair| pair[0].1 * 2 >= width && could_go_on(pair[1].0)).count();
    let longest = broken.chunk_by(|a, b| a == b).filter(|run| run[0]).map(<[bool]>::len).max().unwrap_or(0);
    let is_text = ended * 3 <= count && closed * 2 >= lasts.len() && longest <= PARAGRAPH;
    let is_sure = count >= FEW && width >= COMMON && ended == 0 && closed == lasts.len();
    ((count >= BROKEN || is_sure) && count * 2 >= long && is_text).then(|| join(&lines, &broken))
}

/// Does the line begin with the mark of a list?
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(is_blank).strip_prefix(['-', '*', '•', '–']);
    rest.is_some_and(|rest| rest.starts_with(is_blank))
}

/// Is about every third letter of a line a digit, as where the date stands below the headline?
fn looks_like_date(line: &str) -> bool {
    let digits = line.chars().filter(|c| c.is_numeric()).count();
    let letters = line.chars().filter(|c| is_letter(*c)).count();
    digits >= 4 && digits * 3 >= letters
}

/// Does a sentence end with the line?
fn ends(line: &str) -> bool {
    line.trim_end_matches(['"', '»', '”', ')']).ends_with(['.', '!', '?', '؟', '۔', '…', ':'])
}

fn join(lines: &[(&str, usize)], broken: &[bool]) -> Unwrapped {
    let mut unwrapped = Unwrapped { text: String::new(), numbers: Vec::new() };
    for (at, &(line, _)) in lines.iter().enumerate() {
        let goes_on = at > 0 && broken[at - 1];
        if goes_on {
            unwrapped.text.push(' ');
            unwrapped.text.push_str(line.trim_start_matches(is_blank));
        } else {
            if at > 0 {
                unwrapped.text.push('\n');
            }
            unwrapped.text.push_str(line);
            unwrapped.numbers.push(at + 1);
        }
    }
    unwrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPHS: [&str; 3] = [
        "The town council said that the covered market will open its doors again after three years of works.",
        "Traders will be back in their shops from next week, and rents will stay as they were before the works began.",
        "One of them said it was a dream.",
    ];

    /// Breaks lines where the next word would go over `width`.
    fn wrap(text: &str, width: usize, length: fn(&str) -> usize) -> String {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            match lines.last_mut() {
                Some(line) if line.is_empty() || length(line) + 1 + length(word) <= width => {
                    line.push_str(if line.is_empty() { "" } else { " " });
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines.join("\n")
    }

    #[test]
    fn paragraphs_are_made_one_line_again() {
        let wrapped = PARAGRAPHS.map(|paragraph| wrap(paragraph, 42, str::len)).join("\n\n");
        let unwrapped = unwrap(&wrapped).expect("broken lines");
        assert_eq!(unwrapped.text, PARAGRAPHS.join("\n\n"));
        assert_eq!(unwrapped.numbers, [1, 4, 5, 8, 9]);
    }

    #[test]
    fn a_date_below_a_headline_stays_below_it() {
        let wrapped = PARAGRAPHS.map(|paragraph| wrap(paragraph, 42, str::len)).join("\n\n");
        let head = "The covered market opens again this month.\n9 September 2014 - 10:15\n";
        let unwrapped = unwrap(&format!("{head}{wrapped}")).expect("broken lines");
        assert_eq!(unwrapped.text, format!("{head}{}", PARAGRAPHS.join("\n\n")));
    }

    #[test]
    fn widths_may_be_told_in_bytes() {
        let text = "أعادت بلدية الميناء فتح السوق المغطى بعد ثلاث سنوات من أشغال الترميم التي شملت السقف والواجهات، وقال رئيس البلدية إن التجار عادوا إلى محلاتهم.";
        let unwrapped = unwrap(&wrap(text, 60, str::len)).expect("broken lines");
        assert_eq!(unwrapped.text, text);
    }

    #[test]
    fn lines_that_are_the_pages_own_stay() {
        assert!(unwrap(&PARAGRAPHS.join("\n")).is_none());
        let headlines = "The river floods both banks again this week\nMarket opens\nThe bridge is safe to cross, panel says\nYoung runner breaks an old record\nNew road to the valley\nRain in the north".repeat(3);
        assert!(unwrap(&headlines).is_none());
        assert!(unwrap(&format!("{}\n", PARAGRAPHS[1]).repeat(12)).is_none());
        let ticker = |at: usize| format!("{at}:30\nالعضو رقم {at} يتحدث عن السوق ويطلب الكلمة من جديد\n");
        assert!(unwrap(&(10..22).map(ticker).collect::<String>()).is_none());
        let spaceless = "母島では沖港周辺以外は不感地帯が多く携帯電話も圏外が目立った。\n".repeat(12);
        assert!(unwrap(&format!("反応 {spaceless}")).is_none());
        assert!(unwrap("").is_none());
    }
}
