//! Gathers inline content: white space folded across elements, lines parted, emphasis kept off white space.

use crate::extract::block::Inline;

/// Lines this long on average are paragraphs, not verse.
const PARAGRAPH_LINE: usize = 60;

/// Inline content being gathered.
#[derive(Default)]
pub(super) struct Spans {
    content: Vec<Inline>,
    /// Does what stands before `content` end in a word? White space at the start of `content` counts only then.
    after_word: bool,
}

/// What was gathered before a span.
pub(super) struct Before {
    content: Vec<Inline>,
    after_word: bool,
}

impl Spans {
    /// Adds text, folding its white space.
    pub fn text(&mut self, text: &str) {
        let mut folded = String::with_capacity(text.len());
        let mut gap = false;
        for c in text.chars() {
            if c.is_whitespace() || c.is_control() {
                gap = true;
                continue;
            }
            // Embedding controls would turn what follows them.
            if matches!(c, '\u{FEFF}' | '\u{202A}'..='\u{202E}') {
                continue;
            }
            if gap {
                folded.push(' ');
                gap = false;
            }
            folded.push(c);
        }
        if gap {
            folded.push(' ');
        }
        self.push_folded(&folded);
    }

    fn push_folded(&mut self, folded: &str) {
        let folded = if self.ends_in_space() { folded.strip_prefix(' ').unwrap_or(folded) } else { folded };
        if folded.is_empty() {
            return;
        }
        match self.content.last_mut() {
            Some(Inline::Text(last)) => last.push_str(folded),
            _ => self.content.push(Inline::Text(folded.to_owned())),
        }
    }

    fn ends_in_space(&self) -> bool {
        match self.content.last() {
            None => !self.after_word,
            Some(Inline::Break) => true,
            Some(Inline::Text(text)) => text.ends_with(' '),
            Some(_) => false,
        }
    }

    /// Ends a line.
    pub fn line_break(&mut self) {
        self.content.push(Inline::Break);
    }

    /// Begins a span: what was gathered before it.
    pub fn open(&mut self) -> Before {
        let after_word = !self.ends_in_space();
        let before = Before { content: std::mem::take(&mut self.content), after_word: self.after_word };
        self.after_word = after_word;
        before
    }

    /// Ends the span that began with `before`: each of its lines is wrapped for itself, white space stays outside.
    pub fn close(&mut self, before: Before, wrap: impl Fn(Vec<Inline>) -> Inline) {
        let inner = std::mem::replace(&mut self.content, before.content);
        self.after_word = before.after_word;
        for line in inner.split_inclusive(|span| *span == Inline::Break) {
            let (line, broken) = match line.split_last() {
                Some((Inline::Break, rest)) => (rest, true),
                _ => (line, false),
            };
            self.wrap_line(line.to_vec(), &wrap);
            if broken {
                self.line_break();
            }
        }
    }

    fn wrap_line(&mut self, mut line: Vec<Inline>, wrap: impl Fn(Vec<Inline>) -> Inline) {
        let mut space_after = false;
        if let Some(Inline::Text(first)) = line.first_mut()
            && first.starts_with(' ')
        {
            first.remove(0);
            self.push_folded(" ");
        }
        if let Some(Inline::Text(last)) = line.last_mut()
            && last.ends_with(' ')
        {
            last.pop();
            space_after = true;
        }
        line.retain(|span| *span != Inline::Text(String::new()));
        if !line.is_empty() {
            let span = wrap(line);
            match (self.content.last_mut(), span) {
                (Some(Inline::Strong(last)), Inline::Strong(more))
                | (Some(Inline::Emphasis(last)), Inline::Emphasis(more)) => {
                    last.extend(more);
                }
                (_, span) => self.content.push(span),
            }
        }
        if space_after {
            self.push_folded(" ");
        }
    }

    /// What was gathered, as paragraphs: empty lines part them, and so does every line where lines are long.
    pub fn take_paragraphs(&mut self) -> Vec<Vec<Inline>> {
        let content = std::mem::take(&mut self.content);
        let mut groups: Vec<Vec<Vec<Inline>>> = vec![Vec::new()];
        for line in content.split(|span| *span == Inline::Break) {
            let line = trimmed(line.to_vec());
            if line.is_empty() {
                groups.push(Vec::new());
            } else if let Some(group) = groups.last_mut() {
                group.push(line);
            }
        }
        let mut paragraphs = Vec::new();
        for lines in groups.into_iter().filter(|lines| !lines.is_empty()) {
            let letters: usize =
                lines.iter().map(|line| super::super::plain::inline_text(line).chars().count()).sum();
            if letters / lines.len() >= PARAGRAPH_LINE {
                paragraphs.extend(lines);
            } else {
                paragraphs.push(lines.join(&Inline::Break));
            }
        }
        paragraphs
    }
}

/// Without white space at the ends; empty when nothing is left that a reader would see.
fn trimmed(mut line: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = line.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Inline::Text(last)) = line.last_mut() {
        *last = last.trim_end().to_owned();
    }
    line.retain(|span| *span != Inline::Text(String::new()));
    let seen = line.iter().any(|span| match span {
        Inline::Text(text) => {
            text.chars().any(|c| !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'))
        }
        _ => true,
    });
    if seen { line } else { Vec::new() }
}
