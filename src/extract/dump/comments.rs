//! Readers' comments below the text: who wrote each, when, and what.
//!
//! In: the lines below the body. Out: the comments that are told apart there, and the lines that hold them. A comment
//! begins with a number, a name above a date, a name that "says", or behind the buttons of the one before. Words without
//! any such sign are no comment, so the empty form, its fields and the rules for commenting give none.

mod signs;

use super::byline;
use super::line::{Ending, Line};
use crate::arabic::is_letter;
use crate::article::Comment;
use crate::date::{Hints, StatedDate};
use crate::extract::labels::Label;
use signs::{Field, When};
pub(super) use signs::{could_sign, is_sign};
use std::collections::HashSet;

/// So many lines below a furniture phrase the next comment may begin: then the phrase is a reader's.
const AHEAD: usize = 5;

/// The comments, and where they stand.
#[derive(Debug, Default)]
pub(super) struct Comments {
    pub(super) found: Vec<Comment>,
    /// The lines that belong to comments, as places among the lines.
    pub(super) lines: HashSet<usize>,
}

/// What a line is among comments.
#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    /// Another part of the page begins.
    Wall,
    /// The heading of the comments, or of the form, or one of its fields.
    Form,
    Button,
    /// The beginning of a comment, with what its line says.
    Head {
        author: &'a str,
        date: Option<StatedDate>,
        text: &'a str,
    },
    When(When<'a>),
    /// What was written, behind its label.
    Text(&'a str),
    Words,
    Nothing,
}

/// A comment that is being read.
#[derive(Debug, Default)]
struct Open<'a> {
    author: &'a str,
    date: Option<StatedDate>,
    text: Vec<&'a str>,
    /// Did the name stand in a line that could also be what was written?
    is_guess: bool,
    /// Its lines, as places.
    lines: Vec<usize>,
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    /// Place of the first of them.
    from: usize,
    whens: Vec<Option<When<'a>>>,
    /// Do comments end in buttons here?
    has_buttons: bool,
    number: Option<usize>,
    open: Option<Open<'a>>,
    /// Did the last comment end, so that another may begin without a sign?
    ended: bool,
    read: Comments,
}

/// Reads the comments in `lines` from place `from` on, below the body.
pub(super) fn read(lines: &[Line<'_>], from: usize, hints: &Hints) -> Comments {
    let heading = (from..lines.len()).find(|&at| lines[at].has(Label::Comments));
    let Some(from) = heading else { return Comments::default() };
    let lines = &lines[from..];
    let mut reader = Reader {
        lines,
        from,
        whens: lines.iter().map(|line| signs::when(line, hints)).collect(),
        has_buttons: lines.iter().any(signs::is_button),
        number: None,
        open: None,
        ended: false,
        read: Comments::default(),
    };
    let mut inside = false;
    for (at, line) in lines.iter().enumerate() {
        match reader.part(at) {
            Part::Wall => {
                reader.close();
                inside = false;
            }
            Part::Form => {
                reader.close();
                reader.ended = reader.has_buttons && signs::heads(line);
                inside = true;
            }
            Part::Button if line.has(Label::Comments) && !inside => {
                (inside, reader.ended) = (true, true);
            }
            part if inside => reader.take(at, part),
            _ => {}
        }
    }
    reader.close();
    reader.read
}

impl<'a> Reader<'a> {
    fn part(&mut self, at: usize) -> Part<'a> {
        let line = &self.lines[at];
        if signs::is_wall(line) {
            return if self.resumes(at) { Part::Words } else { Part::Wall };
        }
        if signs::is_button(line) {
            return Part::Button;
        }
        if signs::is_rank(line) || line.has(Label::Views) {
            return Part::Nothing;
        }
        match signs::field(line) {
            Some(Field::Author(author)) => return Part::Head { author, date: None, text: "" },
            Some(Field::Text(text)) => return Part::Text(text),
            Some(Field::Empty) => return Part::Form,
            None => {}
        }
        if line.has(Label::Comments) {
            return Part::Form;
        }
        if let Some(head) = self.numbered_head(line, self.whens[at]) {
            return head;
        }
        if let Some(author) = signs::said_by(line) {
            let beside = self.whens[at].filter(|when| !when.beside.is_empty());
            let author = beside.map_or(author, |when| when.beside);
            if signs::could_be_name(author) {
                return Part::Head { author, date: beside.and_then(|when| when.date), text: "" };
            }
        }
        match self.whens[at] {
            Some(when) => Part::When(when),
            None if line.letters == 0
                || line.label.is_some_and(|found| found.whole && found.label.is_furniture()) =>
            {
                Part::Nothing
            }
            None => Part::Words,
        }
    }

    /// Does the next comment begin soon below a line that elsewhere ends them all?
    fn resumes(&self, at: usize) -> bool {
        let is_signed = self.open.as_ref().is_some_and(|open| !open.author.is_empty());
        let ahead = at + 1..(at + 1 + AHEAD).min(self.lines.len().saturating_sub(1));
        is_signed
            && ahead.take_while(|&at| !signs::heads(&self.lines[at])).any(|at| {
                self.is_date(at + 1) && could_sign(&self.lines[at])
                    || signs::said_by(&self.lines[at]).is_some()
            })
    }

    /// `3 - name`, `3 - name - date`, `3 - what was written`, where the number goes on from the one before.
    fn numbered_head(&mut self, line: &Line<'a>, when: Option<When<'a>>) -> Option<Part<'a>> {
        let (number, rest) = signs::numbered(line)?;
        // What a reader numbers are points, unless the comments are numbered from the first.
        let is_first = self.open.is_none() && self.read.found.is_empty();
        let goes_on = self.number.map_or(is_first, |before| number.abs_diff(before) == 1);
        // A bare number may be a count of votes.
        let bare = rest.is_empty() && !(self.number.is_some() || number == 1);
        if !goes_on || bare || when.is_some_and(|when| when.beside.is_empty()) {
            return None;
        }
        self.number = Some(number);
        let name =
            when.map_or(rest, |when| signs::numbered_rest(when.beside).map_or(when.beside, |(_, rest)| rest));
        let date = when.and_then(|when| when.date);
        let is_name = when.is_some() || signs::could_be_name(name);
        let (author, text) = if is_name { (name, "") } else { ("", name) };
        Some(Part::Head { author, date, text })
    }

    fn take(&mut self, at: usize, part: Part<'a>) {
        match part {
            Part::Head { author, date, text } => {
                self.close();
                let text = Some(text).filter(|text| !text.is_empty()).into_iter().collect();
                // Behind a number alone, a few words may be a name or the comment's headline.
                let is_guess = date.is_none() && signs::numbered(&self.lines[at]).is_some();
                self.open = Some(Open { author, date, text, is_guess, ..Open::default() });
            }
            Part::Text(text) => self.open.get_or_insert_default().text.push(text),
            Part::Button if self.open.as_ref().is_some_and(|open| !open.text.is_empty()) => {
                self.close();
                self.ended = true;
            }
            Part::When(when) => self.take_date(when),
            Part::Words => self.take_words(at),
            Part::Button | Part::Nothing | Part::Wall | Part::Form => {}
        }
        if let Some(open) = &mut self.open {
            open.lines.push(self.from + at);
        }
    }

    /// A date belongs to the comment that has none yet, else it begins the next.
    fn take_date(&mut self, when: When<'a>) {
        // `3. headline` above `name, date`.
        if let Some(open) = self.open.as_mut().filter(|open| open.is_guess && !when.beside.is_empty()) {
            let headline = std::mem::take(&mut open.author);
            open.text.extend(Some(headline).filter(|headline| !headline.is_empty()));
            (open.author, open.date, open.is_guess) = (when.beside, when.date, false);
            return;
        }
        let is_free = |open: &&mut Open<'a>| {
            open.date.is_none()
                && (open.text.is_empty() && (when.beside.is_empty() || open.author.is_empty())
                    || !open.author.is_empty() && when.beside.is_empty())
        };
        let Some(open) = self.open.as_mut().filter(is_free) else {
            self.close();
            self.open = Some(Open { author: when.beside, date: when.date, ..Open::default() });
            return;
        };
        open.date = when.date;
        open.is_guess = false;
        if open.author.is_empty() {
            open.author = when.beside;
        }
        if !open.text.is_empty() {
            self.close();
            self.ended = true;
        }
    }

    fn take_words(&mut self, at: usize) {
        let line = &self.lines[at];
        let could_sign =
            signs::could_be_name(line.text) && !matches!(line.ending, Ending::Cry | Ending::Dots);
        let signs = could_sign && self.is_date(at + 1) && !byline::is_phrase(&line.folded);
        // Where dates close the comments, one stands below the name and what is written there.
        let is_closed = self.is_date(at + 2) || self.is_date(at + 3);
        let begins = signs || self.ended || could_sign && is_closed;
        match &mut self.open {
            Some(open) if open.text.is_empty() && open.author.is_empty() && could_sign => {
                (open.author, open.is_guess) = (line.text, true);
            }
            Some(open) if open.text.is_empty() || !signs => {
                open.is_guess = false;
                open.text.push(line.text);
            }
            None if !begins => {}
            _ => {
                self.close();
                let opened = if could_sign {
                    Open { author: line.text, is_guess: true, ..Open::default() }
                } else {
                    Open { text: vec![line.text], ..Open::default() }
                };
                self.open = Some(opened);
            }
        }
    }

    /// Is the line a date and nothing else?
    fn is_date(&self, at: usize) -> bool {
        self.whens.get(at).copied().flatten().is_some_and(|when| when.beside.is_empty())
    }

    /// Ends the comment that is being read; one in which nothing was written is none.
    fn close(&mut self) {
        self.ended = false;
        let Some(mut open) = self.open.take() else { return };
        if open.text.is_empty() && open.is_guess {
            open.text.push(std::mem::take(&mut open.author));
        }
        let text = open.text.join("\n");
        if text.chars().any(is_letter) {
            let author = open.author.trim_matches(signs::is_edge);
            self.read.lines.extend(open.lines);
            self.read.found.push(Comment {
                author: Some(author).filter(|author| !author.is_empty()).map(str::to_owned),
                date: open.date,
                text,
                ..Comment::default()
            });
        }
    }
}
