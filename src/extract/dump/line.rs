//! A dump as lines, and what can be told of a line by looking at it alone: length, marks, what it ends in, its label.
//!
//! In: decoded text. Out: the lines that hold anything, with the number of empty ones before each. Decides nothing.

use crate::arabic::{fold, is_letter};
use crate::extract::labels::{Label, Match, OwnPhrases};
use crate::extract::picture::has_credit;
use crate::extract::plain;

/// Lines longer than this are not folded whole: they are neither headlines nor labels.
pub(super) const FOLD_BYTES: usize = 480;

/// A ticker is not longer than this; what is, is running text.
const TICKER_BYTES: usize = 8000;

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// A full stop in some script.
    Stop,
    /// A question or exclamation mark.
    Cry,
    /// Dots that trail off: a sentence, or the teaser of a link.
    Dots,
    /// Anything else.
    Open,
}

/// How sure it is that a line is running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Prose {
    /// Too short to say, or not text.
    No,
    /// A short sentence.
    Weak,
    /// Long, but it could be a long headline.
    Medium,
    /// Running text.
    Strong,
}

/// One line that holds something.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Its number in the dump, from 1.
    pub(super) number: usize,
    /// The line without the white space and invisible characters round it.
    pub(super) text: &'a str,
    /// Folded for comparison; of a long line, its beginning.
    pub(super) folded: String,
    /// Empty lines right before it; lines of spaces alone count as empty.
    pub(super) gap: usize,
    /// Characters.
    pub(super) chars: usize,
    /// Words between spaces, or as many as there would be.
    pub(super) words: usize,
    /// Letters of any script.
    pub(super) letters: usize,
    /// Digits of any script.
    pub(super) digits: usize,
    /// Commas, stops and their kin.
    pub(super) marks: usize,
    pub(super) ending: Ending,
    pub(super) label: Option<Match>,
    /// A row of links or a ticker: many short pieces in one line.
    pub(super) is_bar: bool,
    /// Does it name who took a picture?
    pub(super) has_credit: bool,
    /// Do other pages of the site have it too?
    pub(super) recurs: bool,
}

impl Line<'_> {
    pub(super) fn has(&self, label: Label) -> bool {
        self.label.is_some_and(|found| found.label == label)
    }

    /// The label, where more than the label stands in the line.
    pub(super) fn opens_with(&self, label: Label) -> Option<Match> {
        self.label.filter(|found| found.label == label && !found.whole)
    }

    pub(super) fn is_furniture(&self) -> bool {
        self.is_bar
            || self.recurs
            || self.letters == 0
            || self.label.is_some_and(|found| found.label.is_furniture())
    }

    /// Has it no label, and is it none of the page's furniture?
    pub(super) fn is_plain(&self) -> bool {
        self.label.is_none() && !self.is_furniture()
    }

    /// Does it name a list of other articles, which follows, rather than one of them?
    pub(super) fn heads_list(&self) -> bool {
        self.label.is_some_and(|found| {
            matches!(found.label, Label::ReadAlso | Label::MostRead)
                && (found.whole || found.words > 0 && self.words <= found.words + 2)
        })
    }

    /// How sure it is that this is running text. Labels are the caller's business.
    pub(super) fn prose(&self) -> Prose {
        if self.is_bar || self.letters * 2 < self.chars {
            return Prose::No;
        }
        match self.ending {
            Ending::Stop if self.words >= 7 && self.chars >= 40 => Prose::Strong,
            Ending::Cry if self.chars >= 110 => Prose::Strong,
            Ending::Dots if self.chars >= 160 => Prose::Strong,
            _ if self.chars >= 180 && self.words >= 20 && (self.marks > 0 || self.chars < 600) => {
                Prose::Strong
            }
            _ if self.chars >= 85 && self.words >= 10 => Prose::Medium,
            Ending::Cry if self.words >= 9 => Prose::Medium,
            Ending::Stop if self.words >= 2 || self.letters >= 4 => Prose::Weak,
            _ => Prose::No,
        }
    }

    /// Could this be a headline, by its looks?
    pub(super) fn looks_like_headline(&self) -> bool {
        !self.is_bar
            && (3..=32).contains(&self.words)
            && (12..=220).contains(&self.chars)
            && self.letters * 2 > self.chars
    }

    /// Does it look like a headline, and is it there for nothing else?
    pub(super) fn could_be_headline(&self) -> bool {
        self.looks_like_headline() && self.label.is_none()
    }
}

/// The dump's first line, where it reads like the page's title.
pub(super) fn page_title<'l, 'a>(lines: &'l [Line<'a>]) -> Option<&'l Line<'a>> {
    lines.first().filter(|first| first.words >= 4 && first.looks_like_headline())
}

/// Is this white space or one of the marks that show nothing?
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Looks at each of the `numbered` lines; `labels` knows the source's own phrases.
pub(super) fn look<'a>(
    numbered: impl Iterator<Item = (usize, &'a str)>,
    labels: &OwnPhrases,
) -> Vec<Line<'a>> {
    let mut before = 0;
    let look = |(number, text): (usize, &'a str)| {
        let gap = number - before - 1;
        before = number;
        look_at(number, text, gap, labels)
    };
    numbered.map(look).collect()
}

/// The lines of `text` that hold anything.
pub(super) fn split<'a>(text: &'a str, labels: &OwnPhrases) -> Vec<Line<'a>> {
    look(numbered(text), labels)
}

/// The lines that hold anything, with their numbers from 1.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end_of_line = if text.contains('\n') { '\n' } else { '\r' };
    that_hold_anything(text.split(end_of_line).enumerate().map(|(at, raw)| (at + 1, raw)))
}

/// Those of the `numbered` lines that hold anything, without white space and invisible characters round them.
pub(super) fn that_hold_anything<'a>(
    numbered: impl Iterator<Item = (usize, &'a str)>,
) -> impl Iterator<Item = (usize, &'a str)> {
    numbered.map(|(number, raw)| (number, raw.trim_matches(is_blank))).filter(|(_, text)| !text.is_empty())
}

fn look_at<'a>(number: usize, text: &'a str, gap: usize, labels: &OwnPhrases) -> Line<'a> {
    let mut line = Line {
        number,
        text,
        folded: fold(plain::start_of(text, FOLD_BYTES)),
        gap,
        chars: 0,
        words: 0,
        letters: 0,
        digits: 0,
        marks: 0,
        ending: ending(text),
        label: None,
        is_bar: false,
        has_credit: text.len() <= FOLD_BYTES && has_credit(text),
        recurs: false,
    };
    let mut gaps = 0;
    let mut spaces = 0;
    let mut bars = 0;
    let mut unspaced = 0;
    for c in text.chars() {
        line.chars += 1;
        if c.is_whitespace() {
            spaces += 1;
            gaps += usize::from(spaces == 3);
            continue;
        }
        line.words += usize::from(spaces > 0 || line.chars == 1);
        spaces = 0;
        match c {
            '.' | ',' | '،' | '؛' | ';' | '!' | '?' | '؟' | '…' | '۔' | '。' | '，' => {
                line.marks += 1;
            }
            '|' | '•' | '·' | '»' | '›' => bars += 1,
            'a'..='z' | 'A'..='Z' | '\u{620}'..='\u{64A}' => line.letters += 1,
            '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' => {
                line.letters += 1;
                unspaced += 1;
            }
            _ if is_letter(c) => line.letters += 1,
            _ if c.is_numeric() => line.digits += 1,
            _ => {}
        }
    }
    // Chinese and Japanese set no spaces; a word is about two characters.
    line.words = line.words.max(unspaced / 2);
    line.label = labels.label_of(text, &line.folded);
    line.is_bar = is_bar(&line, gaps, bars);
    line
}

fn ending(text: &str) -> Ending {
    let bare = text.trim_end_matches(|c: char| {
        is_blank(c) || matches!(c, '"' | '\'' | '”' | '“' | '’' | '»' | '«' | ')' | ']' | '*')
    });
    match bare.chars().next_back() {
        Some('…') => Ending::Dots,
        Some('.') if bare.ends_with("..") => Ending::Dots,
        Some('.' | '۔' | '。' | '।') => Ending::Stop,
        Some('!' | '?' | '؟' | '！' | '？') => Ending::Cry,
        _ => Ending::Open,
    }
}

/// Many short pieces: parted by wide gaps, by bars, or by one word that comes back after every piece.
fn is_bar(line: &Line<'_>, gaps: usize, bars: usize) -> bool {
    let pieces = gaps + bars + 1;
    let stops = line.marks * 60 < line.chars;
    if (gaps >= 3 || (bars >= 3 && line.words <= pieces * 5)) && (stops || line.words <= pieces * 12) {
        return true;
    }
    if gaps >= 2 && line.words <= pieces * 3 {
        return true;
    }
    let unmarked = line.chars >= 240 && line.marks == 0;
    line.chars >= 120 && line.marks * 90 < line.chars && (unmarked || closes_every_piece(line.text))
}

/// Does the line's last word come back after every few words, as the site's name does between the headlines of a ticker?
fn closes_every_piece(text: &str) -> bool {
    if text.len() > TICKER_BYTES {
        return false;
    }
    let Some(last) = text.split_whitespace().next_back() else { return false };
    // The separator may be glued to the word before it: its last letters tell as much.
    let tail = last.char_indices().rev().nth(3).map_or(last, |(at, _)| &last[at..]);
    let (times, words) = text
        .split_whitespace()
        .fold((0, 0), |(times, words), word| (times + usize::from(word.ends_with(tail)), words + 1));
    tail.chars().count() >= 3 && times >= 4 && words / times >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Line<'_> {
        split(text, &OwnPhrases::default()).pop().expect("one line")
    }

    #[test]
    fn nbsp_and_invisible_lines_are_gaps() {
        let lines = split("أ ب\r\n\u{a0}\r\n \u{200f}\r\n\r\nج د\r\n", &OwnPhrases::default());
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[1].text, lines[1].gap, lines[1].number), ("ج د", 3, 5));
    }

    #[test]
    fn running_text_and_headlines() {
        assert_eq!(
            only("قال رئيس الجماعة إن الأشغال ستبدأ في الحي القديم مطلع الشهر المقبل.").prose(),
            Prose::Strong
        );
        assert_eq!(only("انتهى الأمر.").prose(), Prose::Weak);
        assert_eq!(only("الجماعة تطلق أشغال ترميم السور القديم").prose(), Prose::No);
        assert!(only("الجماعة تطلق أشغال ترميم السور القديم").looks_like_headline());
    }

    #[test]
    fn tickers_are_no_prose() {
        assert!(only("فوز الفريق المحلي    افتتاح سوق جديد    أمطار في الشمال    حريق في مصنع").is_bar);
        assert!(only("فوز الفريق المحلي بثلاثة أهداف مرصد افتتاح سوق جديد وسط البلدة مرصد أمطار غزيرة في شمال البلاد مرصد حريق كبير في مصنع النسيج مرصد").is_bar);
        assert!(only("من نحن | هيئة التحرير | للإشهار | اتصل بنا").is_bar);
        assert!(!only("قال: \"لن نعود\"، ثم انصرف إلى بيته.").is_bar);
    }

    #[test]
    fn a_megabyte_in_one_line() {
        let line = "كلمة ".repeat(200_000);
        assert!(split(&line, &OwnPhrases::default()).len() == 1);
    }
}
