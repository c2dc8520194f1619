//! Prints to stderr: diagnostics with their source line, progress bars on a terminal, plain lines elsewhere.
//!
//! Colour only on a terminal and never under `NO_COLOR` (anstream decides). Prints no results: those are the commands'.

use crate::diagnostic::{Diagnostic, Listener, Severity};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

const RED: &str = "\x1b[1;31m";
const YELLOW: &str = "\x1b[1;33m";
const BLUE: &str = "\x1b[1;34m";
const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// The terminal as the stories' listener.
pub(super) struct Terminal {
    quiet: bool,
    bar: Mutex<Option<ProgressBar>>,
    errors: AtomicU64,
}

impl Terminal {
    /// `quiet`: errors only.
    pub(super) fn new(quiet: bool) -> Self {
        Self { quiet, bar: Mutex::new(None), errors: AtomicU64::new(0) }
    }

    /// How many errors were reported so far.
    pub(super) fn errors(&self) -> u64 {
        self.errors.load(Ordering::Relaxed)
    }

    /// A line for the user that is no diagnostic; nothing when quiet.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet {
            self.print(&format!("{line}\n"));
        }
    }

    /// Takes the progress bar away: what follows is printed on clean lines.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.bar.lock().ok().and_then(|mut bar| bar.take()) {
            bar.finish_and_clear();
        }
    }

    /// The error that ended the run.
    pub(super) fn fatal(&self, error: &anyhow::Error) {
        self.finish();
        if let Some(config) = error.downcast_ref::<crate::config::ConfigError>() {
            config.diagnostics().iter().for_each(|diagnostic| self.report(diagnostic));
        } else if let Some(render) = error.downcast_ref::<crate::builder::RenderError>() {
            self.report(&render.0);
        } else {
            self.print(&format!("{RED}error{RESET}: {}\n", plain(&format!("{error:#}"))));
            if let Some(advice) = advice(error) {
                self.print(&format!("  {BOLD}help{RESET}: {advice}\n"));
            }
        }
    }

    fn print(&self, text: &str) {
        let write = || {
            // A closed stderr leaves nobody to tell.
            let _ = anstream::stderr().lock().write_all(text.as_bytes());
        };
        match self.bar.lock().ok().and_then(|bar| bar.clone()) {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

impl Listener for Terminal {
    fn stage(&self, name: &'static str, steps: Option<u64>) {
        self.finish();
        if self.quiet {
            return;
        }
        if !std::io::stderr().is_terminal() {
            // Stages that no one can follow are short.
            if let Some(steps) = steps {
                self.print(&format!("{name}: {steps}\n"));
            }
            return;
        }
        let (bar, template) = match steps {
            Some(steps) => (ProgressBar::new(steps), "{msg:>12} {bar:32} {human_pos}/{human_len} {eta}"),
            None => (ProgressBar::new_spinner(), "{msg:>12} {spinner} {human_pos}"),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(name);
        if let Ok(mut current) = self.bar.lock() {
            *current = Some(bar);
        }
    }

    fn advance(&self, steps: u64) {
        if let Ok(bar) = self.bar.lock()
            && let Some(bar) = bar.as_ref()
        {
            bar.inc(steps);
        }
    }

    fn report(&self, diagnostic: &Diagnostic) {
        if diagnostic.severity == Severity::Error {
            self.errors.fetch_add(1, Ordering::Relaxed);
        } else if self.quiet {
            return;
        }
        self.print(&render(diagnostic));
    }
}

/// The full form of a diagnostic: headline, place, source line with a caret, hint.
fn render(diagnostic: &Diagnostic) -> String {
    let (colour, word) = match diagnostic.severity {
        Severity::Error => (RED, "error"),
        Severity::Warning => (YELLOW, "warning"),
        Severity::Note => (BLUE, "note"),
    };
    let mut text = format!("{colour}{word}{RESET}{BOLD}: {}{RESET}\n", plain(&diagnostic.message));
    if let Some(file) = &diagnostic.file {
        let place: String = [diagnostic.line, diagnostic.column]
            .into_iter()
            .flatten()
            .map(|number| format!(":{number}"))
            .collect();
        text += &format!("  {BLUE}-->{RESET} {}{place}\n", plain(file));
    }
    if let Some(snippet) = &diagnostic.snippet {
        let number = diagnostic.line.map_or_else(String::new, |line| line.to_string());
        let margin = " ".repeat(number.len());
        let carets = "^".repeat(snippet.length);
        text += &format!("{BLUE}{margin} |\n{number} |{RESET} {}\n", plain(&snippet.text));
        text += &format!("{BLUE}{margin} |{RESET} {}{colour}{carets}{RESET}\n", " ".repeat(snippet.start));
    }
    if let Some(hint) = &diagnostic.hint {
        text += &format!("  {BOLD}help{RESET}: {}\n", plain(hint));
    }
    if diagnostic.snippet.is_some() {
        text.push('\n');
    }
    text
}

/// `text` without what a terminal obeys, character for character: a file's words may hold escape sequences, and letters
/// that turn the line round.
pub(super) fn plain(text: &str) -> String {
    let plain = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// What to do about an error of the disk.
fn advice(error: &anyhow::Error) -> Option<&'static str> {
    use std::io::ErrorKind::{
        InvalidFilename, IsADirectory, NotADirectory, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem,
        StorageFull,
    };
    match io_kind(error)? {
        StorageFull | QuotaExceeded => Some("make room and run it again: what is done already is kept"),
        IsADirectory => Some("a folder is in this file's place: move it away and run it again"),
        NotADirectory => {
            Some("a file is in the place of a folder that it needs: move that file away and run it again")
        }
        InvalidFilename => Some("the name is too long for this disk: shorten it"),
        PermissionDenied | ReadOnlyFilesystem => Some("check that you may write there, and run it again"),
        _ => None,
    }
}

/// Did the reader of our output go away?
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    io_kind(error) == Some(std::io::ErrorKind::BrokenPipe)
}

fn io_kind(error: &anyhow::Error) -> Option<std::io::ErrorKind> {
    error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>()).map(std::io::Error::kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_with_what_to_do() {
        let full = anyhow::Error::from(std::io::Error::from(std::io::ErrorKind::StorageFull));
        assert!(advice(&full.context("cannot write a.md")).is_some_and(|advice| advice.contains("room")));
        assert_eq!(advice(&anyhow::anyhow!("nothing to convert")), None);
    }
}
