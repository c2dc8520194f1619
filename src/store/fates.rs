//! What became of every input, kept for the archive's own account of itself.
//!
//! In and out: `.warraq/fates.jsonl` in the archive's folder, a line an input. It says the same whether a run found an input new or
//! unchanged, so that the same inputs always give the same account. Lost, it is written again by the next conversion.

use super::Fate;
use super::write::{make_own_folder, write_atomically};
use crate::cache::{Fingerprint, OWN_FOLDER, Stamp};
use crate::config::Config;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Reasons that are counted one by one; all others are counted together.
const MOST_REASONS: usize = 50;

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    input: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    fate: std::borrow::Cow<'a, str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    reason: Option<std::borrow::Cow<'a, str>>,
    /// The Markdown file; not published.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    file: Option<std::borrow::Cow<'a, str>>,
}

/// How many inputs met which fate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fates {
    /// `article`, `duplicate-of`, `not-an-article`, `unreadable`, each with how many.
    pub counts: BTreeMap<String, usize>,
    /// Why inputs are in no article, the most frequent first.
    pub reasons: Vec<(String, usize)>,
    /// Of the whole account.
    pub fingerprint: Fingerprint,
}

fn file(config: &Config) -> PathBuf {
    config.root.join(OWN_FOLDER).join("fates.jsonl")
}

/// Keeps them. A failure costs the account and nothing else.
pub fn keep_fates(config: &Config, fates: &[(String, Fate)]) {
    let mut text = Vec::new();
    for (input, fate) in fates {
        let (fate, reason, file) = match fate {
            Fate::Written { file } | Fate::Unchanged { file } | Fate::KeptBecauseEdited { file } => {
                ("article", None, Some(file))
            }
            Fate::DuplicateOf { of, file } => (fate.name(), Some(of), Some(file)),
            Fate::NotAnArticle { reason } | Fate::Unreadable { reason } => (fate.name(), Some(reason), None),
        };
        let (reason, file) = (reason.map(Into::into), file.map(Into::into));
        let line = Line { input: input.into(), fate: fate.into(), reason, file };
        if serde_json::to_writer(&mut text, &line).is_err() {
            return;
        }
        text.push(b'\n');
    }
    let file = file(config);
    // Left alone where it is the same, so that builds see that nothing changed.
    if std::fs::read(&file).is_ok_and(|known| known == text) {
        return;
    }
    let Some(folder) = file.parent() else { return };
    let _ = make_own_folder(folder).and_then(|()| write_atomically(&file, &text));
}

/// The account as it is published, a line an input, without those that led to a Markdown file that is not `shown`.
pub fn published_fates(config: &Config, shown: impl Fn(&str) -> bool) -> Vec<u8> {
    let text = std::fs::read(file(config)).unwrap_or_default();
    let mut published = Vec::with_capacity(text.len());
    for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let Ok(line) = serde_json::from_slice::<Line<'_>>(line) else { continue };
        if line.file.as_deref().is_none_or(&shown) {
            // A vector takes everything.
            let _ = serde_json::to_writer(&mut published, &Line { file: None, ..line });
            published.push(b'\n');
        }
    }
    published
}

/// Tells whether the account is as it was; `None` where that is not certain.
pub fn fates_stamp(config: &Config) -> Option<Option<Stamp>> {
    let file = file(config);
    if file.exists() { Stamp::at_rest(&file).map(Some) } else { Some(None) }
}

impl Fates {
    /// Counts what was kept; `None` where there is none.
    pub fn load(config: &Config) -> Option<Self> {
        let text = std::fs::read(file(config)).ok()?;
        let mut fates = Self { fingerprint: Fingerprint::of(&text), ..Self::default() };
        let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
        for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let line: Line<'_> = serde_json::from_slice(line).ok()?;
            if line.fate != "duplicate-of"
                && let Some(reason) = line.reason
            {
                *reasons.entry(reason.into_owned()).or_default() += 1;
            }
            *fates.counts.entry(line.fate.into_owned()).or_default() += 1;
        }
        fates.reasons = reasons.into_iter().collect();
        fates.reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        fates.reasons.truncate(MOST_REASONS);
        Some(fates)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_is_the_same_whether_inputs_are_new_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::by_default(folder.path());
        assert_eq!(Fates::load(&config), None);
        let written = |file: &str| Fate::Written { file: file.to_owned() };
        let other = Fate::NotAnArticle { reason: "list of articles".to_owned() };
        keep_fates(&config, &[("a.html".to_owned(), written("a.md")), ("b.html".to_owned(), other.clone())]);
        let first = Fates::load(&config).unwrap();
        let unchanged = Fate::Unchanged { file: "a.md".to_owned() };
        keep_fates(&config, &[("a.html".to_owned(), unchanged), ("b.html".to_owned(), other)]);
        assert_eq!(Fates::load(&config).unwrap(), first);
        assert_eq!((first.counts["article"], first.counts["not-an-article"]), (1, 1));
        assert_eq!(first.reasons, [("list of articles".to_owned(), 1)]);
    }
}
