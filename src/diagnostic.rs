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

/// A line of the file at fault, with the span to point at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The whole source line, without its line end.
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
        let column = source[line_start..start].chars().count();
        self.line = Some(source[..start].matches('\n').count() + 1);
        self.column = Some(column + 1);
        self.snippet = Some(Snippet {
            text: source[line_start..line_end].trim_end_matches('\r').to_owned(),
            start: column,
            length: source[start..end.clamp(start, line_end)].chars().count().max(1),
        });
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
