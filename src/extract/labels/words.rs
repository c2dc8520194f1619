//! The phrases of `labels.toml`, read once: the table of labels, and the words round readers' comments.
//!
//! Looks nothing up.

use super::Label;
use super::table::{Phrases, Table};
use crate::arabic::fold;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

struct Words {
    table: Table,
    comment: CommentWords,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let Lists { comment, labels } = parse();
    let mut labels: Vec<(Label, Phrases)> = labels.into_iter().collect();
    labels.push((Label::Comments, headings(&comment)));
    // Of two phrases that stand inside a line the earlier label's is found, every time.
    labels.sort_by_key(|(label, _)| *label as u8);
    let mut table = Table::default();
    labels.iter().for_each(|(label, phrases)| table.add(*label, phrases));
    Words { table, comment: comment.folded() }
});

/// The table of labels.
pub(super) fn table() -> &'static Table {
    &WORDS.table
}

/// The words round readers' comments.
pub(in crate::extract) fn comment_words() -> &'static CommentWords {
    &WORDS.comment
}

/// `labels.toml` as written.
#[derive(serde::Deserialize)]
struct Lists {
    comment: CommentWords,
    #[serde(flatten)]
    labels: HashMap<Label, Phrases>,
}

fn parse() -> Lists {
    toml::from_str(include_str!("../labels.toml"))
        .expect("labels.toml is part of the program and read by its tests")
}

/// Words that readers' comments are signed and surrounded with; folded, once they are in [`comment_words`].
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::extract) struct CommentWords {
    /// The line above them all.
    pub(in crate::extract) heading: HashSet<String>,
    /// Before a mark and the name of who wrote it.
    pub(in crate::extract) author: HashSet<String>,
    /// Before a mark and what was written.
    pub(in crate::extract) text: HashSet<String>,
    /// Behind the name, before a colon.
    pub(in crate::extract) says: HashSet<String>,
    /// What readers click on below a comment.
    pub(in crate::extract) button: HashSet<String>,
    /// What a forum shows of a member beside the name, at the start of a line of its own.
    pub(in crate::extract) rank: HashSet<String>,
    /// What else they click on there, in the same line.
    pub(in crate::extract) beside: HashSet<String>,
}

impl CommentWords {
    fn folded(mut self) -> Self {
        for list in [
            &mut self.heading,
            &mut self.author,
            &mut self.text,
            &mut self.says,
            &mut self.button,
            &mut self.rank,
            &mut self.beside,
        ] {
            *list = list.iter().map(|phrase| fold(phrase)).collect();
        }
        self
    }
}

/// A heading of comments is a label too: as a line, and, where it is more than one word, at the start of a line.
fn headings(comment: &CommentWords) -> Phrases {
    let line: Vec<String> = comment.heading.iter().cloned().collect();
    let start = line.iter().filter(|phrase| phrase.contains(' ')).cloned().collect();
    Phrases { line, start, ..Phrases::default() }
}

/// The phrases of each label, as written.
#[cfg(test)]
pub(super) fn labels() -> HashMap<Label, Phrases> {
    parse().labels
}
