//! What earlier builds read from each content file, so that a build over unchanged files need not read them again.
//!
//! In and out: `.warraq/content` in the archive's folder, in blocks in the order of the files' names, so that it may be larger
//! than memory. What is kept of a file is the caller's: a value `T`. A file is known as long as its stamp is the same.

use super::write::OWN_FOLDER;
use crate::cache::{BlockReader, BlockWriter, Fingerprint, Stamp};
use crate::config::Config;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::PathBuf;

const KIND: &str = "content";
/// Files in a block.
const BLOCK: usize = 512;

/// What is known of a content file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known<T> {
    /// As it was when it was read.
    pub stamp: Stamp,
    /// Of its text.
    pub text: Fingerprint,
    /// What was found in it.
    pub value: T,
}

fn file(config: &Config) -> PathBuf {
    config.root.join(OWN_FOLDER).join("content")
}

/// What is known of the files `names`, which are sorted, in their order; whether they are still so is for their stamps to say.
/// `name_of` gives the name that a value goes by.
pub fn recall<T: DeserializeOwned + Send>(
    config: &Config,
    names: &[String],
    name_of: impl Fn(&T) -> &str,
) -> Vec<Option<Known<T>>> {
    let mut found: Vec<Option<Known<T>>> = Vec::new();
    found.resize_with(names.len(), || None);
    let Some(mut reader) = BlockReader::open(&file(config), KIND) else { return found };
    let mut at = 0;
    loop {
        let blocks: Vec<Option<Vec<Known<T>>>> = reader.next_values();
        if blocks.is_empty() {
            return found;
        }
        for known in blocks.into_iter().flatten().flatten() {
            let named = name_of(&known.value);
            at += names[at..].iter().take_while(|name| name.as_str() < named).count();
            if names.get(at).is_some_and(|name| name == named) {
                found[at] = Some(known);
            }
        }
    }
}

/// Keeps what is known of files, sorted by name. A failure costs time in the next run and nothing else.
pub fn remember<T: Serialize + Sync>(config: &Config, known: &[Known<&T>]) {
    if write(config, known).is_err() {
        let _ = std::fs::remove_file(file(config));
    }
}

fn write<T: Serialize + Sync>(config: &Config, known: &[Known<&T>]) -> io::Result<()> {
    let folder = config.root.join(OWN_FOLDER);
    super::write::make_own_folder(&folder)?;
    let temporary = super::write::temporary_in(&folder)?;
    let mut writer = BlockWriter::new(temporary, KIND)?;
    writer.blocks(known, BLOCK)?;
    writer.finish()?.persist(file(config)).map_err(|error| error.error)?;
    Ok(())
}
