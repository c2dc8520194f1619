//! What the last index was made of, so that the next one makes only what changed.
//!
//! Kept beside the runs. What is lost or of another version costs time: everything is made again, and comes out the same.

use super::dictionary::WrittenPart;
use super::file::FileRecord;
use super::merge::Earlier;
use super::run::{Entries, Initial};
use crate::cache::{BlockReader, BlockWriter, Fingerprint, Fingerprinter};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

const KIND: &str = "search state";
/// Its file among the runs.
pub(super) const FILE: &str = "state";
/// Where more than one run in so many changed, everything is merged again.
const MANY: usize = 4;

/// The last index.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// Of what all parts depend on: about how many articles there are.
    pub(super) estimate: u32,
    /// The runs: the names of their files, and the numbers of their first articles.
    pub(super) runs: BTreeSet<(String, u32)>,
    /// The parts of the dictionary, by the letters with which their keys begin.
    pub(super) parts: BTreeMap<Initial, Vec<WrittenPart>>,
    /// The files of texts, each with what it was made from.
    pub(super) texts: Vec<(Fingerprint, FileRecord)>,
}

impl State {
    /// What the last index left in `folder`.
    pub(super) fn load(folder: &Path) -> Option<Self> {
        BlockReader::open(&folder.join(FILE), KIND)?.next_value()
    }

    /// Leaves it for the next.
    pub(super) fn keep(&self, folder: &Path) -> io::Result<()> {
        let mut file = BlockWriter::new(tempfile::NamedTempFile::new_in(folder)?, KIND)?;
        file.block(self)?;
        file.finish()?.persist(folder.join(FILE)).map_err(|error| error.error)?;
        Ok(())
    }

    /// The parts of one letter, where the keys in `changed` are others now.
    pub(super) fn earlier(&self, initial: Initial, changed: BTreeSet<String>) -> Earlier<'_> {
        Earlier { parts: self.parts.get(&initial).map_or(&[], Vec::as_slice), changed }
    }

    /// The runs that `now` has no more, and those that are new; `None` where so much changed that nothing is gained.
    pub(super) fn changes<'s>(&'s self, now: &'s Self) -> Option<Changes<'s>> {
        let gone: Vec<_> = self.runs.difference(&now.runs).collect();
        let new: Vec<_> = now.runs.difference(&self.runs).collect();
        let few = (gone.len() + new.len()) * MANY <= now.runs.len() || gone.len() + new.len() <= 2;
        (self.estimate == now.estimate && few).then_some(Changes { gone, new })
    }
}

/// Runs that came and went.
#[derive(Debug)]
pub(super) struct Changes<'s> {
    pub(super) gone: Vec<&'s (String, u32)>,
    pub(super) new: Vec<&'s (String, u32)>,
}

impl Changes<'_> {
    /// The keys of one letter under which something changed. `section`: the words of a letter in the run of a name; `None` where it has
    /// none.
    pub(super) fn keys(
        &self,
        section: impl Fn(&str) -> io::Result<Option<Vec<u8>>>,
    ) -> io::Result<BTreeSet<String>> {
        let gone = of_keys(&self.gone, &section)?;
        let new = of_keys(&self.new, &section)?;
        let differs = |(key, value): &(&String, &Fingerprint), other: &BTreeMap<String, Fingerprint>| {
            other.get(*key) != Some(*value)
        };
        let changed = gone.iter().filter(|pair| differs(pair, &new));
        Ok(changed
            .chain(new.iter().filter(|pair| differs(pair, &gone)))
            .map(|(key, _)| key.clone())
            .collect())
    }
}

/// What some runs have under each key: where an article is, and how it has the word.
fn of_keys(
    runs: &[&(String, u32)],
    section: &impl Fn(&str) -> io::Result<Option<Vec<u8>>>,
) -> io::Result<BTreeMap<String, Fingerprint>> {
    let mut keys: BTreeMap<String, Fingerprinter> = BTreeMap::new();
    // In the order of their articles, so that a run that was cut otherwise still says the same where its articles are the same.
    let mut runs = runs.to_vec();
    runs.sort_unstable_by_key(|(_, first)| *first);
    for (name, first) in runs {
        let Some(bytes) = section(name)? else { continue };
        for entry in Entries::new(&bytes) {
            if !keys.contains_key(entry.key) {
                keys.insert(entry.key.to_owned(), Fingerprinter::default());
            }
            if let Some(all) = keys.get_mut(entry.key) {
                all.value(first);
                all.bytes(entry.form.as_bytes());
                all.bytes(entry.bytes());
            }
        }
    }
    Ok(keys.into_iter().map(|(key, all)| (key, all.finish())).collect())
}
