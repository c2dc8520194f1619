//! What stands below the body: read-also lists and tags.
//!
//! In: the lines after the body that are of no comment. Out: headlines of other articles, tags. Comment forms, footers and
//! share rows are passed over.

use super::line::{Line, Prose};
use crate::arabic::{fold, is_letter};
use crate::extract::labels::{self, Label};
use std::collections::HashSet;

/// What was found below the body.
#[derive(Debug, Default)]
pub(super) struct Tail {
    pub(super) related: Vec<String>,
    pub(super) tags: Vec<String>,
}

/// How the lines of a list stand: a line farther off than its first ones is no longer of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Spacing {
    lines: usize,
    gap: usize,
}

impl Spacing {
    /// The list with `line` in it; `None` when that stands apart.
    fn with(self, line: &Line<'_>) -> Option<Self> {
        let apart = self.lines >= 3 && line.gap > self.gap;
        // The first line's distance is that from the label.
        let gap = if self.lines == 0 { 0 } else { self.gap.max(line.gap) };
        (!apart).then_some(Self { lines: self.lines + 1, gap })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// No label yet: headlines may stand without one.
    List,
    /// Headlines under a label that names them the article's company.
    Related(Spacing),
    /// Below such a list: tags without a label, what others read.
    Past,
    /// The lines under a tags label, a tag in each or all in one.
    Tags,
    /// More lines of one tag each.
    MoreTags,
    /// The articles before and after this one.
    Turn,
    /// A comment form or comments.
    Comments,
    /// The page's own last lines.
    Footer,
}

/// A headline without a label above it has so many words.
const UNLABELLED: usize = 5;

/// Reads the lines at the places `below`; `title` is the article's own headline, folded. `has_list` tells whether the body
/// named other articles already.
pub(super) fn read(lines: &[Line<'_>], dated: &[bool], below: &[usize], title: &str, has_list: bool) -> Tail {
    let seen = HashSet::from([title.to_owned()]);
    let mut reader = Reader { tail: Tail::default(), seen, mode: Mode::List, has_list };
    for &at in below {
        let line = &lines[at];
        if !reader.take_label(line) && !dated[at] {
            reader.take_line(line);
        }
    }
    let mut known = HashSet::new();
    reader.tail.tags.retain(|tag| known.insert(fold(tag)));
    reader.tail
}

struct Reader {
    tail: Tail,
    /// Headlines known already, folded.
    seen: HashSet<String>,
    mode: Mode,
    /// Does the page name the article's company?
    has_list: bool,
}

impl Reader {
    /// Reads a line with a label; false when its words may be a headline for all that.
    fn take_label(&mut self, line: &Line<'_>) -> bool {
        let Some(found) = line.label else { return false };
        let rest = labels::after_words(line.text, found.words)
            .trim_matches(|c: char| c.is_whitespace() || ":：-–|/".contains(c));
        match found.label {
            // Where the page names the article's company, what is most read on the site is not of it.
            Label::MostRead if self.has_list => self.mode = Mode::Past,
            Label::ReadAlso | Label::MostRead => {
                self.has_list |= found.label == Label::ReadAlso;
                self.mode = Mode::Related(Spacing::default());
                push_headline(rest, 4, &mut self.seen, &mut self.tail.related);
            }
            Label::Tags => {
                self.tail.tags.extend(tags(rest));
                self.mode = match self.mode {
                    _ if rest.is_empty() => Mode::Tags,
                    Mode::Related(_) | Mode::Past => Mode::Past,
                    _ => Mode::List,
                };
            }
            Label::Comments => self.mode = Mode::Comments,
            Label::Copyright | Label::Footer => self.mode = Mode::Footer,
            Label::Turn => self.mode = if self.has_list { Mode::Past } else { Mode::Turn },
            _ => {}
        }
        // A headline may begin with a word that is a label elsewhere (`by`, `photo`).
        let about = matches!(found.label, Label::Byline | Label::Agency | Label::Published | Label::Updated);
        found.whole || found.label.is_furniture() || (about && line.words <= 8)
    }

    fn take_line(&mut self, line: &Line<'_>) {
        if is_hashtags(line.text) {
            let tags = line.text.split_whitespace().map(|tag| tag.trim_start_matches('#').to_owned());
            self.tail.tags.extend(tags);
            return;
        }
        if line.is_bar && self.mode != Mode::Tags || line.letters == 0 || line.text.contains("://") {
            return;
        }
        match self.mode {
            Mode::Tags | Mode::MoreTags => self.take_tags(line),
            // Without a label, a few words are a signature or a line of the site's.
            Mode::List if line.words < UNLABELLED => {}
            Mode::List => self.push(line),
            Mode::Related(spacing) => match spacing.with(line) {
                Some(spacing) => {
                    self.mode = Mode::Related(spacing);
                    self.push(line);
                }
                None => self.mode = Mode::Past,
            },
            Mode::Past | Mode::Turn | Mode::Comments | Mode::Footer => {}
        }
    }

    fn take_tags(&mut self, line: &Line<'_>) {
        let goes_on = self.mode == Mode::Tags || line.gap == 0 && line.words <= 3;
        let found = if goes_on { tags(line.text) } else { Vec::new() };
        self.mode = match found.len() {
            1 => Mode::MoreTags,
            _ if self.has_list => Mode::Past,
            _ => Mode::List,
        };
        if found.is_empty() {
            self.push(line);
        }
        self.tail.tags.extend(found);
    }

    fn push(&mut self, line: &Line<'_>) {
        push_line(line, &mut self.seen, &mut self.tail.related);
    }
}

fn push_line(line: &Line<'_>, seen: &mut HashSet<String>, related: &mut Vec<String>) {
    if line.looks_like_headline()
        && line.prose() < Prose::Strong
        && line.ending != super::line::Ending::Stop
        && !line.text.ends_with(':')
        && !is_contact(line)
        && !labels::is_notice(&line.folded)
    {
        push_headline(line.text.trim_start_matches(['•', '*', '-', '–', '·', ' ']), 3, seen, related);
    }
}

/// A telephone number or an address to write to, or words in brackets.
fn is_contact(line: &Line<'_>) -> bool {
    line.text.contains('@') || line.digits >= 6 || line.text.starts_with('(') && line.text.ends_with(')')
}

/// Adds a headline of at least `least` words, once.
pub(super) fn push_headline(text: &str, least: usize, seen: &mut HashSet<String>, related: &mut Vec<String>) {
    if text.split_whitespace().count() >= least && seen.insert(fold(text)) {
        related.push(text.trim().to_owned());
    }
}

/// `#tag #other_tag` and nothing else.
fn is_hashtags(text: &str) -> bool {
    let is_tag = |word: &str| word.starts_with('#') && word.chars().any(is_letter);
    text.starts_with('#') && text.split_whitespace().all(is_tag)
}

/// The tags in a line of them; empty when the line is no list of tags.
fn tags(text: &str) -> Vec<String> {
    let text = text.trim();
    let marks = [',', '،', '|', '#', '؛', ';', '•', '/'];
    let parts: Vec<&str> = if text.contains(marks) {
        text.split(marks).collect()
    } else if text.contains("  ") {
        text.split("  ").collect()
    } else {
        vec![text]
    };
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    let (words, chars) = if parts.len() >= 3 { (6, 60) } else { (4, 40) };
    let short =
        parts.iter().all(|part| part.split_whitespace().count() <= words && part.chars().count() <= chars);
    let several = parts.len() >= 2 || parts.iter().all(|part| part.split_whitespace().count() <= 3);
    if short && several { parts.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}
