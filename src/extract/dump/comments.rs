//! Readers' comments below the text: who wrote each, when, and what.
//!
//! In: the lines below the body. Out: the comments that are told apart there. A comment begins with a number, a name
//! above a date, a name that "says", or behind the buttons of the one before. Words without any such sign are no comment, so the
//! empty form, its fields and the rules for commenting give none.

mod signs;

use super::line::{Ending, Line};
use crate::article::Comment;
use crate::date::{Hints, StatedDate};
use crate::extract::labels::Label;
pub(super) use signs::is_sign;
use signs::{Field, When};

/// So many lines below the body are looked at.
const LINES: usize = 20_000;

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
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    whens: Vec<Option<When<'a>>>,
    /// Do comments end in buttons here?
    has_buttons: bool,
    number: Option<usize>,
    open: Option<Open<'a>>,
    /// Did the last comment end, so that another may begin without a sign?
    ended: bool,
    found: Vec<Comment>,
}

/// Reads the comments in `lines`, which stand below the body.
pub(super) fn read(lines: &[Line<'_>], hints: &Hints) -> Vec<Comment> {
    let lines = &lines[..lines.len().min(LINES)];
    let Some(first) = lines.iter().position(|line| line.has(Label::Comments)) else { return Vec::new() };
    let lines = &lines[first..];
    let mut reader = Reader {
        lines,
        whens: lines.iter().map(|line| signs::when(line, hints)).collect(),
        has_buttons: lines.iter().any(signs::is_button),
        number: None,
        open: None,
        ended: false,
        found: Vec::new(),
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
            part if inside => reader.take(at, part),
            _ => {}
        }
    }
    reader.close();
    reader.found
}

impl<'a> Reader<'a> {
    fn part(&mut self, at: usize) -> Part<'a> {
        let line = &self.lines[at];
        if line.label.is_some_and(|found| {
            found.label.is_wall() && found.label != Label::Comments && (found.whole || line.words <= 8)
        }) {
            return Part::Wall;
        }
        if signs::is_button(line) {
            return Part::Button;
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

    /// `3 - name`, `3 - name - date`, `3 - what was written`, where the number goes on from the one before.
    fn numbered_head(&mut self, line: &Line<'a>, when: Option<When<'a>>) -> Option<Part<'a>> {
        let (number, rest) = signs::numbered(line)?;
        let goes_on = self.number.is_none_or(|before| number.abs_diff(before) == 1);
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
                self.open = Some(Open { author, date, text, is_guess: false });
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
    }

    /// A date belongs to the comment that has none yet, else it begins the next.
    fn take_date(&mut self, when: When<'a>) {
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
        let could_sign = signs::could_be_name(line.text) && line.ending == Ending::Open;
        let below = self.whens.get(at + 1).copied().flatten();
        let signs = could_sign && below.is_some_and(|when| when.beside.is_empty());
        match &mut self.open {
            Some(open) if open.text.is_empty() && open.author.is_empty() && could_sign => {
                (open.author, open.is_guess) = (line.text, true);
            }
            Some(open) if open.text.is_empty() || !signs => open.text.push(line.text),
            None if !signs && !self.ended => {}
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

    /// Ends the comment that is being read; one in which nothing was written is none.
    fn close(&mut self) {
        self.ended = false;
        let Some(mut open) = self.open.take() else { return };
        if open.text.is_empty() && open.is_guess {
            open.text.push(std::mem::take(&mut open.author));
        }
        let text = open.text.join("\n");
        if text.chars().any(char::is_alphabetic) {
            let author = open.author.trim_matches(signs::is_edge);
            self.found.push(Comment {
                author: Some(author).filter(|author| !author.is_empty()).map(str::to_owned),
                date: open.date,
                text,
                ..Comment::default()
            });
        }
    }
}
