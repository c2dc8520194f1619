//! The files of the index: scripts, since pages on a disk may load nothing else, each a call with its name and its bytes.
//!
//! A file's name holds the hash of its bytes, one of texts its number and half the hash: what a browser has of an earlier index does no
//! harm. Other files with the same bytes are one.

use super::base91;
use crate::cache::{Fingerprint, Place, Spill};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Folder of all of them.
pub const FOLDER: &str = "search/index";
/// The file that is read first, under [`FOLDER`].
pub const MANIFEST: &str = "manifest";

/// What a file holds; the letter is its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Kind {
    /// Part of the dictionary.
    Dictionary,
    /// Where the parts of the dictionary and the texts are.
    Directory,
    /// Lists of articles.
    Postings,
    /// Places of words.
    Places,
    /// What results show of articles.
    Texts,
    /// Articles by section, source, author, language.
    Filter,
}

impl Kind {
    fn folder(self) -> char {
        match self {
            Self::Dictionary => 'd',
            Self::Directory => 'r',
            Self::Postings => 'p',
            Self::Places => 'x',
            Self::Texts => 't',
            Self::Filter => 'f',
        }
    }
}

/// The first bytes of the hash of a file's bytes; of texts the first half is the file's number, which their directories can do without.
pub(super) type Hash = [u8; 6];
/// Bytes of a number.
pub(super) const NUMBER: usize = 3;

/// `hash` with a number.
pub(super) fn numbered(number: u32, mut hash: Hash) -> Hash {
    hash[..NUMBER].copy_from_slice(&number.to_be_bytes()[4 - NUMBER..]);
    hash
}

/// Name of a file under [`FOLDER`], without `.js`.
pub(super) fn name(kind: Kind, hash: Hash) -> String {
    format!("{}/{}", kind.folder(), hex(&hash))
}

/// Bytes as names have them.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file of the index.
#[derive(Debug, Clone)]
pub struct IndexFile {
    /// From the output folder.
    pub path: String,
    /// Of its text.
    pub fingerprint: Fingerprint,
    text: Kept,
}

impl IndexFile {
    /// Is its text here, and not only word of it?
    pub fn has_text(&self) -> bool {
        !matches!(self.text, Kept::Elsewhere)
    }

    /// The text; `None` where it is that of an earlier index, and when the disk failed.
    pub fn text(&self) -> Option<String> {
        match &self.text {
            Kept::Spilled(spill, place) => spill.get(*place),
            Kept::Held(text) => Some(text.to_string()),
            Kept::Elsewhere => None,
        }
    }
}

#[derive(Debug, Clone)]
enum Kept {
    Spilled(Arc<Spill>, Place),
    Held(Arc<str>),
    /// It is as an earlier index had it, which left no more than word of it.
    Elsewhere,
}

/// Word of a file, for the next index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileRecord {
    pub(super) kind: Kind,
    pub(super) hash: Hash,
    /// Of its text.
    pub(super) fingerprint: Fingerprint,
}

/// All files of an index, the texts of most on the disk.
#[derive(Debug)]
pub struct IndexFiles {
    files: Vec<IndexFile>,
}

impl IndexFiles {
    /// Sorted by path.
    pub fn files(&self) -> &[IndexFile] {
        &self.files
    }

    /// Is every text here, and not only word of some that earlier indexes had?
    pub fn is_whole(&self) -> bool {
        self.files.iter().all(IndexFile::has_text)
    }

    /// The file at `path`.
    pub fn find(&self, path: &str) -> Option<&IndexFile> {
        let at = self.files.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
        self.files.get(at)
    }
}

/// Takes the files of an index that is being made, from many threads.
#[derive(Debug)]
pub(super) struct FileSink<'e> {
    spill: Option<Arc<Spill>>,
    earlier: Option<&'e IndexFiles>,
    files: Mutex<BTreeMap<String, IndexFile>>,
}

impl<'e> FileSink<'e> {
    /// Keeps texts in `spill`, and in memory where there is none or it is full. `earlier`: an index whose texts may be used again.
    pub(super) fn new(spill: Option<Spill>, earlier: Option<&'e IndexFiles>) -> Self {
        Self { spill: spill.map(Arc::new), earlier, files: Mutex::default() }
    }

    /// Adds the file that holds `bytes`.
    pub(super) fn add(&self, kind: Kind, bytes: &[u8]) -> FileRecord {
        self.add_as(kind, hash_of(bytes), bytes)
    }

    /// Adds the file of texts of a number.
    pub(super) fn add_texts(&self, number: u32, bytes: &[u8]) -> FileRecord {
        self.add_as(Kind::Texts, numbered(number, hash_of(bytes)), bytes)
    }

    fn add_as(&self, kind: Kind, hash: Hash, bytes: &[u8]) -> FileRecord {
        let name = name(kind, hash);
        let mut text = format!("warraqPart(\"{name}\",\"");
        base91::encode(bytes, &mut text);
        text.push_str("\")\n");
        FileRecord { kind, hash, fingerprint: self.put(&name, &text) }
    }

    /// Adds a file that an earlier index had.
    pub(super) fn add_known(&self, record: &FileRecord) {
        let path = path(&name(record.kind, record.hash));
        let there = self.earlier.and_then(|earlier| earlier.find(&path)).cloned();
        let file = there.unwrap_or_else(|| IndexFile {
            path: path.clone(),
            fingerprint: record.fingerprint,
            text: Kept::Elsewhere,
        });
        self.files().entry(path).or_insert(file);
    }

    /// Adds the file `name`, which says what it holds as JSON.
    pub(super) fn add_manifest(&self, json: &str) {
        self.put(MANIFEST, &format!("warraqPart(\"{MANIFEST}\",{json})\n"));
    }

    fn put(&self, name: &str, text: &str) -> Fingerprint {
        let path = path(name);
        let fingerprint = Fingerprint::of(text.as_bytes());
        let spilled = self.spill.as_ref().and_then(|spill| Some((Arc::clone(spill), spill.put(text)?)));
        let text = match spilled {
            Some((spill, place)) => Kept::Spilled(spill, place),
            None => Kept::Held(text.into()),
        };
        // A text takes the place of mere word of it.
        self.files().insert(path.clone(), IndexFile { path, fingerprint, text });
        fingerprint
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<String, IndexFile>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn finish(self) -> IndexFiles {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        IndexFiles { files: files.into_values().collect() }
    }
}

fn hash_of(bytes: &[u8]) -> Hash {
    let mut hash = Hash::default();
    hash.copy_from_slice(&Fingerprint::of(bytes).to_bytes()[..6]);
    hash
}

/// Path of the file `name` from the output folder.
fn path(name: &str) -> String {
    format!("{FOLDER}/{name}.js")
}

/// The bytes in the text of the file of that name; `None` when it is no such file, or not as it was made.
pub(super) fn bytes_of(kind: Kind, hash: Hash, text: &str) -> Option<Vec<u8>> {
    let rest = text.strip_prefix("warraqPart(\"")?.strip_prefix(&*name(kind, hash))?.strip_prefix("\",\"")?;
    let bytes = base91::decode(rest.trim_end().strip_suffix("\")")?)?;
    let first = if kind == Kind::Texts { NUMBER } else { 0 };
    // Fuzzing is there for what lies behind this door.
    (cfg!(fuzzing) || hash_of(&bytes)[first..] == hash[first..]).then_some(bytes)
}

/// The JSON in the text of the manifest.
pub(super) fn json_of(text: &str) -> Option<&str> {
    text.strip_prefix("warraqPart(\"")?
        .strip_prefix(MANIFEST)?
        .strip_prefix("\",")?
        .trim_end()
        .strip_suffix(')')
}
