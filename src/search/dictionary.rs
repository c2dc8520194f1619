//! The dictionary: every word of the archive under its keys, with the articles that have it.
//!
//! A part of the dictionary is some keys in order. The shortest lists stand in it; all others lie in files of their own, in the order of the
//! words, several in each, and so do the places of words, since only phrases need them. Words of one stem stand beside one
//! another, and so do their lists: who asks for one asks for the others. Beside long lists the part has the articles in which the word weighs
//! most. Where parts end is told by the keys, so that a change moves the ends near it and no others.

use super::bits::{count, push_bytes, push_varint};
use super::file::{FileRecord, FileSink, Hash, Kind};
use super::postings::{Posting, encode, encode_places, parameter};
use crate::cache::fnv1a;
use serde::{Deserialize, Serialize};

/// Bytes from which on a part may end, and at which it must.
const PART: std::ops::Range<usize> = if cfg!(test) { 200..400 } else { 12 << 10..18 << 10 };
/// One key in so many may end a part.
const END: u32 = 8;
/// Bytes of lists up to which they stand in the part.
pub(super) const SHORT: usize = 48;
/// Bytes from which on a file of lists is full, and one of places.
pub(super) const FULL_LISTS: usize = 20 << 10;
pub(super) const FULL_PLACES: usize = 128 << 10;
/// Articles in a block of a list.
pub(super) const BLOCK: usize = 32 << 10;
/// Lists of more articles have the foremost beside them, and how many of these there are.
pub(super) const LONG: usize = 4096;
const FOREMOST: usize = 400;
/// In an archive of this many articles, the places of a word that more than one in [`COMMON`] has are not kept.
const LARGE: u32 = 4096;
const COMMON: u32 = 4;

/// A word with all articles that have it, and the places where it stands in each.
#[derive(Debug, Default)]
pub(super) struct WordPostings {
    pub(super) form: String,
    pub(super) postings: Vec<Posting>,
    pub(super) places: Vec<Vec<u32>>,
}

/// A part of the dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its first key.
    pub(super) key: String,
    pub(super) file: Hash,
}

/// A part that was written, with all its files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WrittenPart {
    /// Its first key.
    pub(super) key: String,
    pub(super) file: FileRecord,
    /// Lists and places.
    pub(super) others: Vec<FileRecord>,
}

/// Bytes of one kind, in files that are ended where they are full.
struct Files {
    kind: Kind,
    full: usize,
    bytes: Vec<u8>,
    ended: Vec<FileRecord>,
}

impl Files {
    fn new(kind: Kind, full: usize) -> Self {
        Self { kind, full, bytes: Vec::new(), ended: Vec::new() }
    }

    fn add(&mut self, bytes: &[u8], sink: &FileSink<'_>) {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= self.full {
            self.end(sink);
        }
    }

    fn end(&mut self, sink: &FileSink<'_>) {
        if !self.bytes.is_empty() {
            self.ended.push(sink.add(self.kind, &self.bytes));
            self.bytes.clear();
        }
    }

    /// Ends the last file, and adds the names of all to `bytes`.
    fn finish(&mut self, sink: &FileSink<'_>, bytes: &mut Vec<u8>) -> Vec<FileRecord> {
        self.end(sink);
        push_varint(bytes, count(self.ended.len()));
        self.ended.iter().for_each(|file| bytes.extend(file.hash));
        std::mem::take(&mut self.ended)
    }
}

/// Writes keys in order.
pub(super) struct DictionaryWriter<'s> {
    sink: &'s FileSink<'s>,
    /// Articles in the archive.
    articles: u32,
    first: String,
    last: String,
    bytes: Vec<u8>,
    lists: Files,
    places: Files,
    parts: Vec<WrittenPart>,
}

impl<'s> DictionaryWriter<'s> {
    pub(super) fn new(sink: &'s FileSink<'s>, articles: u32) -> Self {
        Self {
            sink,
            articles,
            first: String::new(),
            last: String::new(),
            bytes: Vec::new(),
            lists: Files::new(Kind::Postings, FULL_LISTS),
            places: Files::new(Kind::Places, FULL_PLACES),
            parts: Vec::new(),
        }
    }

    /// Adds a key that comes after those before, with its words, those of one stem beside one another.
    pub(super) fn add(&mut self, key: &str, words: &[WordPostings]) {
        if self.bytes.is_empty() {
            key.clone_into(&mut self.first);
            self.last.clear();
        }
        push_text(&mut self.bytes, &self.last, key);
        key.clone_into(&mut self.last);
        push_varint(&mut self.bytes, count(words.len()));
        let mut before = "";
        for word in words {
            push_text(&mut self.bytes, before, &word.form);
            before = &word.form;
            self.add_list(word);
        }
        let may_end = self.bytes.len() >= PART.start && fnv1a(key).is_multiple_of(END);
        if may_end || self.bytes.len() >= PART.end {
            self.end_part();
        }
    }

    /// Its articles, their parameter, the foremost where there are many, and for each block the first article and the bytes that it
    /// has; short ones stand behind these.
    fn add_list(&mut self, word: &WordPostings) {
        let k = parameter(self.articles, word.postings.len());
        push_varint(&mut self.bytes, count(word.postings.len()));
        let has_places = self.articles < LARGE || word.postings.len() < (self.articles / COMMON) as usize;
        push_varint(&mut self.bytes, k << 1 | u32::from(has_places));
        if word.postings.len() > LONG {
            self.add_foremost(&word.postings);
        }
        for (postings, places) in word.postings.chunks(BLOCK).zip(word.places.chunks(BLOCK)) {
            let first = if word.postings.len() > BLOCK { postings[0].article } else { 0 };
            if word.postings.len() > BLOCK {
                push_varint(&mut self.bytes, first);
            }
            let list = encode(postings, first, k);
            push_varint(&mut self.bytes, count(list.len()));
            if list.len() <= SHORT {
                self.bytes.extend_from_slice(&list);
            } else {
                self.lists.add(&list, self.sink);
            }
            if has_places {
                let places = encode_places(places);
                push_varint(&mut self.bytes, count(places.len()));
                self.places.add(&places, self.sink);
            }
        }
    }

    /// The articles in which the word weighs most, the newest of those in which it weighs the same.
    fn add_foremost(&mut self, postings: &[Posting]) {
        let mut foremost = postings.to_vec();
        foremost.sort_unstable_by_key(|posting| std::cmp::Reverse((posting.level, posting.article)));
        foremost.truncate(FOREMOST);
        foremost.sort_unstable_by_key(|posting| posting.article);
        let k = parameter(self.articles, foremost.len());
        push_varint(&mut self.bytes, count(foremost.len()));
        push_varint(&mut self.bytes, k);
        push_bytes(&mut self.bytes, &encode(&foremost, 0, k));
    }

    fn end_part(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let mut bytes = Vec::with_capacity(self.bytes.len() + 64);
        let mut others = self.lists.finish(self.sink, &mut bytes);
        others.extend(self.places.finish(self.sink, &mut bytes));
        bytes.append(&mut self.bytes);
        let file = self.sink.add(Kind::Dictionary, &bytes);
        self.parts.push(WrittenPart { key: std::mem::take(&mut self.first), file, others });
    }

    /// Is the last part ended, so that the next key begins another?
    pub(super) fn is_between_parts(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Adds a part that is as an earlier index had it. Only between parts.
    pub(super) fn add_known(&mut self, part: &WrittenPart) {
        [&part.file].into_iter().chain(&part.others).for_each(|file| self.sink.add_known(file));
        self.parts.push(part.clone());
    }

    /// All parts, in order.
    pub(super) fn finish(mut self) -> Vec<WrittenPart> {
        self.end_part();
        self.parts
    }
}

/// `text` without the bytes that it begins with as `before` does.
pub(super) fn push_text(bytes: &mut Vec<u8>, before: &str, text: &str) {
    let shared = before.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
    push_varint(bytes, count(shared));
    push_bytes(bytes, &text.as_bytes()[shared..]);
}
