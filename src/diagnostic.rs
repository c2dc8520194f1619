//! What went wrong, where, and what to do: the one form in which every stage reports a problem.
//!
//! A [`Diagnostic`] is a value. Stages return it; only the command line prints it (`cli/report.rs`).
//! This file knows no other module, prints nothing and keeps nothing.

use serde::Serialize;
use std::fmt;

/// How bad it is: an error loses something or stops something, a warning does not, a note only informs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; the exit status stays 0.
    Note,
    /// Something is odd but nothing was lost; the exit status stays 0.
    Warning,
    /// Something was lost or could not be done; the exit status becomes 1.
    Error,
}

/// How much of a source line is shown on either side of where the fault begins, in characters: a minified file is one
/// long line.
const AROUND: usize = 120;

/// A line of the file at fault, with the span to point at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The source line, without its line end; of a long one the part around the fault, with `…` for what is left out.
    pub text: String,
    /// Where the span begins, in characters from the start of the line.
    pub start: usize,
    /// How many characters the span covers; at least 1.
    pub length: usize,
}

/// One problem: what is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, one sentence, no full stop.
    pub message: String,
    /// The file as the user would name it, relative to the archive's folder where possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The line at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<Snippet>,
    /// What to do, one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Diagnostic {
    fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self {
            severity,
            message: message.into(),
            file: None,
            line: None,
            column: None,
            snippet: None,
            hint: None,
        }
    }

    /// Something was lost or could not be done.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// Something is odd, nothing was lost.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Worth knowing.
    pub fn note(message: impl Into<String>) -> Self {
        Self::new(Severity::Note, message)
    }

    /// Names the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Names the line and, where known, the column; both from 1.
    #[must_use]
    pub fn at(mut self, line: usize, column: Option<usize>) -> Self {
        self.line = Some(line);
        self.column = column;
        self
    }

    /// Points into `source`, the whole text of the file, at the byte range `span`: sets line, column and snippet.
    #[must_use]
    pub fn pointing_at(mut self, source: &str, span: std::ops::Range<usize>) -> Self {
        let floor = |mut at: usize| {
            at = at.min(source.len());
            while !source.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (floor(span.start), floor(span.end.max(span.start)));
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
        let (before, after) = (&source[line_start..start], source[start..line_end].trim_end_matches('\r'));
        let cut_before = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let cut_after = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        let mut text = String::from(if cut_before > 0 { "…" } else { "" });
        text.push_str(&before[cut_before..]);
        let column = text.chars().count();
        text.push_str(&after[..cut_after]);
        text.push_str(if cut_after < after.len() { "…" } else { "" });
        let length = source[start..end.clamp(start, start + cut_after)].chars().count().max(1);
        self.line = Some(source[..start].matches('\n').count() + 1);
        self.column = Some(before.chars().count() + 1);
        self.snippet = Some(Snippet { text, start: column, length });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// One line: `file:line:column: severity: message`. The command line prints a fuller form.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}:")?;
            for number in [self.line, self.column].into_iter().flatten() {
                write!(f, "{number}:")?;
            }
            write!(f, " ")?;
        }
        let severity = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{severity}: {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

/// Whom a story tells what happens while it runs. The command line shows it on stderr; tests collect it.
pub trait Listener: Sync {
    /// A stage begins: what it does (`converting`, `rendering`), and how many steps it has, when known.
    fn stage(&self, name: &'static str, steps: Option<u64>);

    /// So many more steps of the stage are done.
    fn advance(&self, steps: u64);

    /// A problem. Stories report in an order that does not depend on threads.
    fn report(&self, diagnostic: &Diagnostic);
}

/// Hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Listener for Silent {
    fn stage(&self, _name: &'static str, _steps: Option<u64>) {}
    fn advance(&self, _steps: u64) {}
    fn report(&self, _diagnostic: &Diagnostic) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(source: &str, span: std::ops::Range<usize>) -> Snippet {
        Diagnostic::error("x").pointing_at(source, span).snippet.unwrap()
    }

    #[test]
    fn a_line_is_shown_with_its_fault() {
        let source = "أ\nسطر فيه خطأ\r\nب";
        let at = source.find("خطأ").unwrap();
        let whole = Snippet { text: "سطر فيه خطأ".to_owned(), start: 8, length: 3 };
        assert_eq!(snippet(source, at..at + "خطأ".len()), whole);
        assert_eq!(snippet(source, at..source.len()), whole, "not past the line");
        assert_eq!(snippet("", 0..0), Snippet { text: String::new(), start: 0, length: 1 });
    }

    #[test]
    fn a_line_without_end_is_cut_around_its_fault() {
        let source = format!("{}خطأ{}", "ا".repeat(100_000), "ب".repeat(100_000));
        let at = source.find('خ').unwrap();
        let cut = snippet(&source, at..at + "خطأ".len());
        assert_eq!((cut.start, cut.length), (AROUND + 1, 3));
        assert_eq!(cut.text, format!("…{}خطأ{}…", "ا".repeat(AROUND), "ب".repeat(AROUND - 3)));
        let whole = snippet(&source, 0..source.len());
        assert_eq!((whole.start, whole.length), (0, AROUND));
    }
}
