//! What earlier runs found in each input, so that a run over unchanged inputs need not read them again.
//!
//! In and out: `.warraq/seen.json` in the archive's folder. Lost, stale or broken it does no harm: inputs are then read again.
//! It holds only what was found by this very program under the same rules, in files that were at rest.

use super::write::{make_own_folder, write_atomically};
use crate::cache::{Fingerprint, OWN_FOLDER, Stamp, of_this_program};
use crate::config::Config;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What was found in an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// An article: its bytes, and the digest of its own file where it has one.
    Article {
        /// SHA-256 of the capture's bytes.
        sha256: String,
        /// Digest that its Markdown file states; `None` for duplicates and for edited files.
        digest: Option<String>,
    },
    /// No article, and why.
    Other {
        /// Why.
        reason: String,
    },
}

/// Inputs by name, with what was found in them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Seen {
    fingerprint: Option<Fingerprint>,
    inputs: BTreeMap<String, (Stamp, Found)>,
    #[serde(skip)]
    file: PathBuf,
    #[serde(skip)]
    changed: bool,
}

impl Seen {
    /// What is known, if this program found it under the same settings. `settings` is all that decides what is found.
    pub fn load(config: &Config, settings: &impl Serialize) -> Self {
        let file = config.root.join(OWN_FOLDER).join("seen.json");
        let fingerprint = fingerprint(settings);
        let known = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        match known.filter(|seen| seen.fingerprint == fingerprint && fingerprint.is_some()) {
            Some(seen) => Self { file, ..seen },
            None => Self { fingerprint, file, ..Self::default() },
        }
    }

    /// What was found in the input `name`, if the file is as it was.
    pub fn recall(&self, name: &str, path: &Path) -> Option<&Found> {
        let (stamp, found) = self.inputs.get(name)?;
        (Stamp::at_rest(path)? == *stamp).then_some(found)
    }

    /// Remembers what was found; `stamp` was taken before the file was read.
    pub fn remember(&mut self, name: &str, stamp: Option<Stamp>, found: Option<Found>) {
        let news = stamp.zip(found);
        if self.inputs.get(name) != news.as_ref() {
            self.changed = true;
            match news {
                Some(news) => self.inputs.insert(name.to_owned(), news),
                None => self.inputs.remove(name),
            };
        }
    }

    /// Writes what changed. A failure costs time in the next run and nothing else.
    pub fn save(&self) {
        let Some(folder) = self.file.parent().filter(|_| self.changed) else { return };
        let Ok(text) = serde_json::to_string(self) else { return };
        let _ = make_own_folder(folder).and_then(|()| write_atomically(&self.file, text.as_bytes()));
    }
}

/// Tells this program and the settings from others; `None` where the program cannot be told.
fn fingerprint(settings: &impl Serialize) -> Option<Fingerprint> {
    Some(Fingerprint::of_value(&(of_this_program()?, settings)))
}
