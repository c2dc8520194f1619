//! A part of the dictionary, read: its words, and in which files their lists and places lie.
//!
//! The twin of `dictionary.rs`, which says how a part is made. A damaged part ends early.

use super::bits::{ByteReader, count};
use super::dictionary::{BLOCK, LONG, SHORT, foremost_of, has_places};
use super::file::Hash;
use super::letters::FrontReader;
use super::manifest::Manifest;
use super::postings::{Posting, decode, parameter};
use std::ops::Range;

/// A word of the dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) form: String,
    /// Articles that have it.
    pub(super) articles: u32,
    /// Those in which it weighs most; none for words that few have.
    pub(super) foremost: Vec<Posting>,
    /// Its articles, oldest first.
    pub(super) blocks: Vec<Block>,
}

/// A block of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) k: u32,
    pub(super) articles: u32,
    pub(super) first: u32,
    pub(super) list: Bytes,
    /// `None` where the word is too common.
    pub(super) places: Option<Bytes>,
}

/// Where bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bytes {
    Here(Vec<u8>),
    In(Hash, Range<usize>),
}

/// A key with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeyWords {
    pub(super) key: String,
    pub(super) words: Vec<Found>,
}

/// What a part of the dictionary of an archive holds.
pub(super) fn read_part(bytes: &[u8], manifest: &Manifest) -> Vec<KeyWords> {
    let mut bytes = ByteReader::new(bytes);
    let (lists, places) = (Files::read(&mut bytes), Files::read(&mut bytes));
    let (keys, forms) = (FrontReader::default(), FrontReader::default());
    let mut reader = PartReader { bytes, manifest, keys, forms, lists, places };
    std::iter::from_fn(|| reader.next_key()).collect()
}

/// Files, how many bytes each has, and where the next list is in them.
struct Files {
    files: Vec<(Hash, usize)>,
    at: usize,
    start: usize,
}

impl Files {
    fn read(bytes: &mut ByteReader<'_>) -> Self {
        let count = bytes.varint().unwrap_or(0);
        let mut file = || Some((bytes.take(6)?.try_into().ok()?, bytes.varint()? as usize));
        Self { files: (0..count).map_while(|_| file()).collect(), at: 0, start: 0 }
    }

    /// Where the next `length` bytes are.
    fn next(&mut self, length: usize) -> Option<Bytes> {
        let (file, bytes) = *self.files.get(self.at)?;
        let end = self.start.checked_add(length)?;
        let place = Bytes::In(file, self.start..end);
        (self.at, self.start) = if end >= bytes { (self.at + 1, 0) } else { (self.at, end) };
        Some(place)
    }
}

struct PartReader<'b> {
    bytes: ByteReader<'b>,
    manifest: &'b Manifest,
    keys: FrontReader,
    forms: FrontReader,
    lists: Files,
    places: Files,
}

impl PartReader<'_> {
    fn next_key(&mut self) -> Option<KeyWords> {
        let key = self.keys.next(&mut self.bytes)?;
        let count = self.bytes.varint()?;
        let words = (0..count).map(|_| self.next_word()).collect::<Option<_>>()?;
        Some(KeyWords { key, words })
    }

    fn next_word(&mut self) -> Option<Found> {
        let form = self.forms.next(&mut self.bytes)?;
        let articles = self.bytes.varint()?;
        let all = articles as usize;
        let k = parameter(self.manifest.estimate, all);
        let foremost = if all > LONG { self.foremost(foremost_of(all))? } else { Vec::new() };
        let mut left = all;
        let mut blocks = Vec::new();
        while left > 0 {
            let first = if all > BLOCK { self.bytes.varint()? } else { 0 };
            let articles = left.min(BLOCK);
            left -= articles;
            let length = self.bytes.varint()?;
            let list = match length as usize <= SHORT {
                true => Bytes::Here(self.bytes.take(length)?.to_vec()),
                false => self.lists.next(length as usize)?,
            };
            let places = match has_places(self.manifest.estimate, all) {
                true => Some(self.bytes.varint().and_then(|length| self.places.next(length as usize))?),
                false => None,
            };
            blocks.push(Block { k, articles: u32::try_from(articles).ok()?, first, list, places });
        }
        Some(Found { form, articles, foremost, blocks })
    }

    fn foremost(&mut self, many: usize) -> Option<Vec<Posting>> {
        let length = self.bytes.varint()?;
        let Manifest { articles, estimate, .. } = *self.manifest;
        let k = parameter(estimate, many);
        let mut postings = Vec::new();
        decode(self.bytes.take(length)?, count(many), 0, k, articles, &mut postings);
        Some(postings.into_iter().map(Posting::with_level_reversed).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::{DictionaryWriter, WordPostings};
    use super::super::file::{FileSink, Kind, bytes_of, name};
    use super::super::postings::decode_places;
    use super::*;

    #[test]
    fn parts_come_back() {
        const ESTIMATE: u32 = 70_000;
        let sink = FileSink::new(None, None);
        let mut writer = DictionaryWriter::new(&sink, ESTIMATE);
        let word = |form: &str, every: u32, articles: u32| WordPostings {
            form: form.to_owned(),
            postings: (0..articles)
                .map(|at| Posting { article: at * every, level: (at % 8) as u8 })
                .collect(),
            places: (0..articles).map(|at| vec![at % 5, 9]).collect(),
        };
        let mut expected = Vec::new();
        for number in 0..3000_u32 {
            let most = if number == 7 { 68_000 } else { number % 90 + 1 };
            let words = vec![word("اكلم", 7, number % 40 + 1), word("كلم", 1, most), word("بكلم", 3, 2)];
            let key = format!("كلم{number:05}");
            writer.add(&key, &words);
            expected.push((key, words));
        }
        let parts = writer.finish();
        assert!(parts.len() > 3, "{}", parts.len());
        let files = sink.finish();
        let read = |kind, bytes: &Bytes| match bytes {
            Bytes::Here(bytes) => bytes.clone(),
            Bytes::In(hash, range) => {
                let name = name(kind, *hash);
                let file = files.find(&format!("search/index/{name}.js")).unwrap();
                bytes_of(kind, *hash, &file.text().unwrap()).unwrap()[range.clone()].to_vec()
            }
        };
        let manifest = Manifest { articles: ESTIMATE, estimate: ESTIMATE, ..Manifest::default() };
        let mut at = 0;
        for part in &parts {
            let name = name(Kind::Dictionary, part.file.hash);
            let text = files.find(&format!("search/index/{name}.js")).unwrap().text().unwrap();
            for found in read_part(&bytes_of(Kind::Dictionary, part.file.hash, &text).unwrap(), &manifest) {
                let (key, words) = &expected[at];
                at += 1;
                assert_eq!((&found.key, found.words.len()), (key, words.len()));
                for (found, word) in found.words.iter().zip(words) {
                    assert_eq!((&found.form, found.articles as usize), (&word.form, word.postings.len()));
                    // The newest of the highest level.
                    let best =
                        (0..68_000).filter(|at| at % 8 == 7).map(|article| Posting { article, level: 7 });
                    let all: Vec<Posting> = if found.articles > 4096 { best.collect() } else { Vec::new() };
                    assert!(found.foremost == all[all.len().saturating_sub(4000)..]);
                    let (mut postings, mut places) = (Vec::new(), Vec::new());
                    for block in &found.blocks {
                        let bytes = read(Kind::Postings, &block.list);
                        decode(&bytes, block.articles, block.first, block.k, ESTIMATE, &mut postings);
                        if let Some(bytes) = &block.places {
                            places.extend(decode_places(&read(Kind::Places, bytes), block.articles));
                        }
                    }
                    assert_eq!(postings, word.postings);
                    assert_eq!(
                        places,
                        if word.postings.len() >= 17_500 { Vec::new() } else { word.places.clone() }
                    );
                }
            }
        }
        assert_eq!(at, expected.len());
    }
}
