//! What earlier builds read from each content file, so that a build over unchanged files need not read them again.
//!
//! In and out: `.warraq/content` in the archive's folder, in blocks in the order of the files' names, so that it may be larger
//! than memory. What is kept of a file is the caller's: a value `T`, which goes by the file's name. A file is known as long as its stamp is the same.

use crate::cache::{BlockReader, BlockWriter, Fingerprint, Named, OWN_FOLDER, SortedReader, Stamp};
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

impl<T: Named> Named for Known<T> {
    fn name(&self) -> &str {
        self.value.name()
    }
}

/// Reads what earlier runs left word of; whether the files are still so is for their stamps to say.
#[derive(Debug)]
pub struct Recall<T>(Option<SortedReader<Known<T>>>);

impl<T: Named + DeserializeOwned + Send> Recall<T> {
    /// Recalls nothing.
    pub fn nothing() -> Self {
        Self(None)
    }

    /// Recalls what there is.
    pub fn open(config: &Config) -> Self {
        Self(BlockReader::open(&file(config), KIND).map(SortedReader::new))
    }

    /// What is known of the file `name`, which comes after those asked for before.
    pub fn known(&mut self, name: &str) -> Option<Known<T>> {
        self.0.as_mut()?.find(name)
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
