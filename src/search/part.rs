//! A part of the dictionary, read: its words, and in which files their lists and places lie.
//!
//! The twin of `dictionary.rs`, which says how a part is made. A damaged part ends early.

use super::bits::ByteReader;
use super::dictionary::{BLOCK, LONG, SHORT};
use super::file::Hash;
use super::postings::{Posting, decode};
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

/// What a part of the dictionary of an archive with `articles` holds. `full`: bytes from which on files of lists and of places are full.
pub(super) fn read_part(bytes: &[u8], articles: u32, full: (usize, usize)) -> Vec<KeyWords> {
    let mut bytes = ByteReader::new(bytes);
    let (lists, places) = (Files::read(&mut bytes, full.0), Files::read(&mut bytes, full.1));
    let mut reader = PartReader { bytes, articles, lists, places };
    let mut key = Vec::new();
    std::iter::from_fn(|| reader.next_key(&mut key)).collect()
}

/// Files that were filled one after another.
struct Files {
    files: Vec<Hash>,
    full: usize,
    at: usize,
    filled: usize,
}

impl Files {
    fn read(bytes: &mut ByteReader<'_>, full: usize) -> Self {
        let count = bytes.varint().unwrap_or(0);
        let files = (0..count).map_while(|_| bytes.take(6)?.try_into().ok()).collect();
        Self { files, full, at: 0, filled: 0 }
    }

    /// Where the next `length` bytes are.
    fn next(&mut self, length: usize) -> Option<Bytes> {
        let file = *self.files.get(self.at)?;
        let end = self.filled.checked_add(length)?;
        let place = Bytes::In(file, self.filled..end);
        (self.at, self.filled) = if end >= self.full { (self.at + 1, 0) } else { (self.at, end) };
        Some(place)
    }
}

struct PartReader<'b> {
    bytes: ByteReader<'b>,
    articles: u32,
    lists: Files,
    places: Files,
}

impl PartReader<'_> {
    fn next_key(&mut self, key: &mut Vec<u8>) -> Option<KeyWords> {
        next_text(&mut self.bytes, key)?;
        let count = self.bytes.varint()?;
        let mut form = Vec::new();
        let words = (0..count).map_while(|_| self.next_word(&mut form)).collect();
        Some(KeyWords { key: String::from_utf8(key.clone()).ok()?, words })
    }

    fn next_word(&mut self, form: &mut Vec<u8>) -> Option<Found> {
        next_text(&mut self.bytes, form)?;
        let articles = self.bytes.varint()?;
        let kind = self.bytes.varint()?;
        let foremost = if articles as usize > LONG { self.foremost()? } else { Vec::new() };
        let mut left = articles as usize;
        let mut blocks = Vec::new();
        while left > 0 {
            let first = if articles as usize > BLOCK { self.bytes.varint()? } else { 0 };
            let articles = left.min(BLOCK);
            left -= articles;
            let length = self.bytes.varint()?;
            let list = match length as usize <= SHORT {
                true => Bytes::Here(self.bytes.take(length)?.to_vec()),
                false => self.lists.next(length as usize)?,
            };
            let places = match kind & 1 {
                1 => Some(self.bytes.varint().and_then(|length| self.places.next(length as usize))?),
                _ => None,
            };
            blocks.push(Block {
                k: (kind >> 1).min(31),
                articles: u32::try_from(articles).ok()?,
                first,
                list,
                places,
            });
        }
        Some(Found { form: String::from_utf8(form.clone()).ok()?, articles, foremost, blocks })
    }

    fn foremost(&mut self) -> Option<Vec<Posting>> {
        let (count, k) = (self.bytes.varint()?, self.bytes.varint()?.min(31));
        let length = self.bytes.varint()?;
        let mut postings = Vec::new();
        decode(self.bytes.take(length)?, count, 0, k, self.articles, &mut postings);
        Some(postings)
    }
}

/// Reads what [`super::dictionary::push_text`] wrote: `text`, in bytes, becomes the next one.
pub(super) fn next_text(bytes: &mut ByteReader<'_>, text: &mut Vec<u8>) -> Option<()> {
    text.truncate(bytes.varint()? as usize);
    let length = bytes.varint()?;
    text.extend_from_slice(bytes.take(length)?);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::{DictionaryWriter, FULL_LISTS, FULL_PLACES, WordPostings};
    use super::super::file::{FileSink, Kind, bytes_of, name};
    use super::super::postings::decode_places;
    use super::*;

    #[test]
    fn parts_come_back() {
        let sink = FileSink::new(None, None);
        let mut writer = DictionaryWriter::new(&sink, 60_000);
        let word = |form: &str, every: u32, articles: u32| WordPostings {
            form: form.to_owned(),
            postings: (0..articles)
                .map(|at| Posting { article: at * every, level: (at % 8) as u8 })
                .collect(),
            places: (0..articles).map(|at| vec![at % 5, 9]).collect(),
        };
        let mut expected = Vec::new();
        for number in 0..3000_u32 {
            let most = if number == 7 { 50_000 } else { number % 90 + 1 };
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
                bytes_of(&name, &file.text().unwrap()).unwrap()[range.clone()].to_vec()
            }
        };
        let mut at = 0;
        for part in &parts {
            let name = name(Kind::Dictionary, part.file.hash);
            let text = files.find(&format!("search/index/{name}.js")).unwrap().text().unwrap();
            for found in read_part(&bytes_of(&name, &text).unwrap(), 60_000, (FULL_LISTS, FULL_PLACES)) {
                let (key, words) = &expected[at];
                at += 1;
                assert_eq!((&found.key, found.words.len()), (key, words.len()));
                for (found, word) in found.words.iter().zip(words) {
                    assert_eq!((&found.form, found.articles as usize), (&word.form, word.postings.len()));
                    assert_eq!(found.foremost.len(), if found.articles > 4096 { 400 } else { 0 });
                    assert!(found.foremost.iter().all(|posting| posting.level == 7));
                    let (mut postings, mut places) = (Vec::new(), Vec::new());
                    for block in &found.blocks {
                        let bytes = read(Kind::Postings, &block.list);
                        decode(&bytes, block.articles, block.first, block.k, 60_000, &mut postings);
                        if let Some(bytes) = &block.places {
                            places.extend(decode_places(&read(Kind::Places, bytes), block.articles));
                        }
                    }
                    assert_eq!(postings, word.postings);
                    assert_eq!(
                        places,
                        if word.postings.len() > 15_000 { Vec::new() } else { word.places.clone() }
                    );
                }
            }
        }
        assert_eq!(at, expected.len());
    }
}
