//! What earlier runs found in each input, so that a run over unchanged inputs need not read them again.
//!
//! In and out: `.warraq/seen.json` in the archive's folder. Lost, stale or broken it does no harm: inputs are then read again.
//! It holds only what was found by this very program under the same rules, in files that were at rest.

use super::write::{OWN_FOLDER, write_atomically};
use crate::config::Config;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A file that changed less than this ago may change again within the same tick of the file system's clock.
const AT_REST: Duration = Duration::from_secs(3);

/// Size and time of change of a file: what tells that it is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970.
    changed: u128,
}

impl Stamp {
    /// The stamp of a file; `None` when it has none, or was changed just now.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        let modified = metadata.modified().ok()?;
        let at_rest = SystemTime::now().duration_since(modified).is_ok_and(|age| age > AT_REST);
        let changed = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos();
        at_rest.then_some(Self { size: metadata.len(), changed })
    }
}

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
    fingerprint: String,
    inputs: BTreeMap<String, (Stamp, Found)>,
    #[serde(skip)]
    file: PathBuf,
    #[serde(skip)]
    changed: bool,
}

impl Seen {
    /// What is known, if this program found it under the same settings. `settings` is all that decides what is found.
    pub fn load(config: &Config, settings: &str) -> Self {
        let file = config.root.join(OWN_FOLDER).join("seen.json");
        let fingerprint = fingerprint(settings);
        let known = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        match known.filter(|seen| seen.fingerprint == fingerprint) {
            Some(seen) => Self { file, ..seen },
            None => Self { fingerprint, file, ..Self::default() },
        }
    }

    /// What was found in the input `name`, if the file is as it was.
    pub fn recall(&self, name: &str, path: &Path) -> Option<&Found> {
        let (stamp, found) = self.inputs.get(name)?;
        (Stamp::of(path)? == *stamp).then_some(found)
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
        // Nothing here belongs in a repository.
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            let _ = write_atomically(&ignore, "*\n");
        }
        let _ = write_atomically(&self.file, &text);
    }
}

/// Tells this build of the program and the settings from others.
fn fingerprint(settings: &str) -> String {
    let program = std::env::current_exe().ok().and_then(|path| std::fs::metadata(path).ok());
    let built = program.map(|file| (file.len(), file.modified().ok()));
    let hash = Sha256::digest(format!("{} {built:?} {settings}", env!("CARGO_PKG_VERSION")));
    hash[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
