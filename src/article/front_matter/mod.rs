//! The Markdown file's front matter: TOML between `+++` lines, written and read; YAML between `---` lines, read.
//!
//! [`write()`] gives one form for one article: keys in a fixed order, unstated ones left out. [`read()`] gives the article
//! back, or points at the line that is wrong. Keys that Warraq does not know are kept in [`Article::extra`], those of
//! its own tables under the table's name. [`digest`] tells whether a file is still as it was written. Touches no disk.

mod read;
mod value;
mod write;

pub use write::{normalized, write};

use super::Article;
use crate::diagnostic::Diagnostic;
use sha2::{Digest as _, Sha256};
use std::ops::Range;

/// The line above the provenance, which holds the digest.
const CAPTURE_HEADING: &str = "[capture]";

/// How the line that holds a file's digest begins.
const DIGEST_KEY: &str = "digest = ";

/// Hexadecimal digits of a digest: it tells edits, and resists no attacker.
const DIGEST_LENGTH: usize = 32;

/// Something wrong in a front matter, at a range of bytes in the file's text where that is known.
struct Wrong {
    message: String,
    span: Option<Range<usize>>,
    hint: Option<String>,
}

impl Wrong {
    fn new(message: impl Into<String>, span: Option<Range<usize>>) -> Self {
        Self { message: message.into(), span, hint: None }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    fn into_diagnostic(self, text: &str, file: &str) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.message).in_file(file);
        if let Some(span) = self.span {
            diagnostic = diagnostic.pointing_at(text, span);
        }
        match self.hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        }
    }
}

/// Reads a Markdown file's text; `file` names it in diagnostics.
///
/// # Errors
/// When there is no front matter, it is not closed, it is no TOML or YAML, or a key has a value of the wrong kind.
pub fn read(text: &str, file: &str) -> Result<Article, Diagnostic> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let outcome = split(text).and_then(|parts| {
        let fields = match parts.syntax {
            Syntax::Toml => value::from_toml(text, parts.front)?,
            Syntax::Yaml => value::from_yaml(text, parts.front)?,
        };
        let mut article = read::article(fields)?;
        article.body = write::normalized_body(&text[parts.body..]);
        Ok(article)
    });
    outcome.map_err(|wrong| wrong.into_diagnostic(text, file))
}

/// Digest of a written file: of its text without the line that holds the digest, line ends as `\n`.
pub fn digest(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut hash = Sha256::new();
    let (mut in_capture, mut seen) = (false, false);
    for line in text.lines() {
        in_capture |= line == CAPTURE_HEADING;
        if in_capture && !seen && line.starts_with(DIGEST_KEY) {
            seen = true;
            continue;
        }
        hash.update(line.as_bytes());
        hash.update(b"\n");
    }
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    hex[..DIGEST_LENGTH].to_owned()
}

enum Syntax {
    Toml,
    Yaml,
}

struct Parts {
    syntax: Syntax,
    /// Bytes of the front matter between the fences.
    front: Range<usize>,
    /// Where the body begins.
    body: usize,
}

fn split(text: &str) -> Result<Parts, Wrong> {
    let mut lines = Lines { text, at: 0 };
    let first = lines.next().map_or("", |line| text[line].trim_end());
    let (fence, syntax) = match first {
        "+++" => ("+++", Syntax::Toml),
        "---" => ("---", Syntax::Yaml),
        _ => {
            return Err(Wrong::new("the file has no front matter", Some(0..first.len()))
                .hint("begin it with a line '+++', then keys such as title = \"…\", then another '+++'"));
        }
    };
    let start = lines.at;
    while let Some(line) = lines.next() {
        let content = text[line.clone()].trim_end();
        if content == fence || (fence == "---" && content == "...") {
            return Ok(Parts { syntax, front: start..line.start, body: lines.at });
        }
    }
    Err(Wrong::new(format!("the front matter is not closed by a line '{fence}'"), Some(0..fence.len())))
}

/// The lines of a text as byte ranges, line ends included.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        self.at = self.text[start..].find('\n').map_or(self.text.len(), |end| start + end + 1);
        Some(start..self.at)
    }
}

#[cfg(test)]
mod tests;
