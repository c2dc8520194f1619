//! What a search reads first: the size of the archive, its years, where everything else is, and the words that no rule joins.
//!
//! The parts of the dictionary and the files of texts are many, so that their names stand in directories, of which the manifest has the
//! names.

use super::bits::ByteReader;
use super::dictionary::{Part, WrittenPart};
use super::file::{FileSink, Hash, Kind, NUMBER, hex, numbered};
use super::letters::{FrontReader, FrontWriter};
use super::lexicon::{MONTHS, PLURALS, SPELLINGS};
use super::relation::Relation;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Parts of the dictionary in one directory.
const PARTS: usize = 256;
/// Files of texts in one directory.
pub(super) const TEXTS: usize = 512;

/// The manifest, as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Of the form of all files.
    pub(super) version: u32,
    /// Articles in the archive.
    pub(super) articles: u32,
    /// About how many there are, by which lists are coded: it changes seldom when some come.
    pub(super) estimate: u32,
    /// Articles in a file of texts.
    pub(super) in_file: u32,
    /// Years, the number of the first article of each, and how many it has.
    pub(super) years: Vec<(i16, u32, u32)>,
    /// How many values each column has, and its file.
    pub(super) columns: BTreeMap<String, (usize, String)>,
    /// The first key of each directory of the dictionary, and its file.
    pub(super) dictionary: Vec<(String, String)>,
    /// The directories of texts.
    pub(super) texts: Vec<String>,
    /// Names of the months.
    pub(super) months: Vec<Vec<String>>,
    /// Words that find each other, and what one weighs where another is asked for, in hundredths.
    pub(super) variants: Vec<(u32, Vec<String>)>,
}

/// The form of the files of this program.
pub(super) const VERSION: u32 = 4;

impl Manifest {
    /// The words of `lexicon.rs`.
    pub(super) fn with_lexicon(self) -> Self {
        let owned = |words: &&[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let all = [(PLURALS, Relation::Plural), (SPELLINGS, Relation::Variant)];
        let sets = |(sets, relation): (&[&[&str]], Relation)| {
            sets.iter().map(|set| (relation.weight(), owned(set))).collect::<Vec<_>>()
        };
        let variants = all.into_iter().flat_map(sets).collect();
        Self { version: VERSION, months: MONTHS.iter().map(owned).collect(), variants, ..self }
    }
}

/// The hash in a name; `None` when it is none.
pub(super) fn from_hex(name: &str) -> Option<Hash> {
    let mut hash = Hash::default();
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(name.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(hash)
}

/// Writes the directories of the dictionary.
pub(super) fn write_dictionary(parts: &[WrittenPart], sink: &FileSink<'_>) -> Vec<(String, String)> {
    let directory = |parts: &[WrittenPart]| {
        let mut bytes = Vec::new();
        let mut keys = FrontWriter::default();
        for part in parts {
            keys.push(&part.key, &mut bytes);
            bytes.extend(part.file.hash);
        }
        let first = parts.first().map_or_else(String::new, |part| part.key.clone());
        (first, hex(&sink.add(Kind::Directory, &bytes).hash))
    };
    parts.chunks(PARTS).map(directory).collect()
}

/// The parts in a directory of the dictionary.
pub(super) fn read_dictionary(bytes: &[u8]) -> Vec<Part> {
    let mut bytes = ByteReader::new(bytes);
    let mut keys = FrontReader::default();
    std::iter::from_fn(|| Some(Part { key: keys.next(&mut bytes)?, file: bytes.take(6)?.try_into().ok()? }))
        .collect()
}

/// Writes the directories of texts: of each name what is not its number.
pub(super) fn write_texts(files: &[Hash], sink: &FileSink<'_>) -> Vec<String> {
    let directory =
        |files: &[Hash]| files.iter().flat_map(|file| &file[NUMBER..]).copied().collect::<Vec<u8>>();
    files.chunks(TEXTS).map(|files| hex(&sink.add(Kind::Directory, &directory(files)).hash)).collect()
}

/// The file of texts of a number, from the directory that it is in.
pub(super) fn text_file(directory: &[u8], number: u32) -> Option<Hash> {
    let mut file = numbered(number, Hash::default());
    let hash = directory.chunks_exact(file.len() - NUMBER).nth(number as usize % TEXTS)?;
    file[NUMBER..].copy_from_slice(hash);
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::super::file::{bytes_of, name};
    use super::*;

    #[test]
    fn files_of_texts_are_found_by_their_numbers() {
        let file = |number: u32| {
            numbered(
                number,
                number.wrapping_mul(0x9E37_79B9).to_be_bytes().repeat(2)[..6].try_into().unwrap(),
            )
        };
        let files: Vec<Hash> = (0..70_000).map(file).collect();
        let sink = FileSink::new(None, None);
        let directories = write_texts(&files, &sink);
        let made = sink.finish();
        for (at, directory) in directories.iter().enumerate() {
            let hash = from_hex(directory).unwrap();
            let name = name(Kind::Directory, hash);
            let text = made.find(&format!("search/index/{name}.js")).unwrap().text().unwrap();
            let bytes = bytes_of(Kind::Directory, hash, &text).unwrap();
            for (number, file) in (0..).zip(&files).skip(at * TEXTS).take(TEXTS) {
                assert_eq!(text_file(&bytes, number).as_ref(), Some(file));
            }
        }
        assert_eq!(hex(&files[65_536])[..6], *"010000");
        assert_eq!(text_file(&[], 0), None);
    }
}
