//! The dictionary: every word of the archive under its keys, with the articles that have it.
//!
//! A part of the dictionary is some keys in order. The shortest lists stand in it; all others lie in files of their own, in the order of the
//! words, several in each, and so do the places of words, since only phrases need them. Words of one stem stand beside one
//! another, and so do their lists: who asks for one asks for the others. Of long lists the part has the articles in which the word weighs
//! most. Where parts end is told by the keys, so that a change moves the ends near it and no others.

use super::bits::{count, push_bytes, push_varint};
use super::file::{FileRecord, FileSink, Hash, Kind};
use super::letters::FrontWriter;
use super::postings::{Posting, encode, encode_places, parameter};
use crate::cache::fnv1a;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One key in so many may end a part.
const END: u32 = 8;
/// Bytes of lists up to which they stand in the part.
pub(super) const SHORT: usize = 16;
/// What part of its usual size a file may be off.
const NEAR: usize = 3;
/// Articles in a block of a list.
pub(super) const BLOCK: usize = 32 << 10;
/// Lists of more articles have the foremost beside them.
pub(super) const LONG: usize = 4096;
/// In an archive of about this many articles, the places of a word that more than one in [`COMMON`] has are not kept.
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

/// How large files are.
struct Sizes {
    /// Bytes from which on a part may end, and at which it must.
    part: Range<usize>,
    /// About so many bytes of lists are in a file,
    lists: usize,
    /// and of places.
    places: usize,
}

impl Sizes {
    /// In an archive of about so many articles: the smaller it is, the less a reader loads, and the larger, the fewer files it has room for.
    fn of(estimate: u32) -> Self {
        let kilo = |part: Range<usize>, lists: usize, places: usize| Self {
            part: part.start << 10..part.end << 10,
            lists: lists << 10,
            places: places << 10,
        };
        match estimate {
            _ if cfg!(test) => Self { part: 200..400, lists: 300, places: 500 },
            0..=20_000 => kilo(5..8, 9, 14),
            20_001..=50_000 => kilo(6..10, 12, 20),
            _ => kilo(8..12, 19, 33),
        }
    }
}

/// Bytes of one kind that will be cut into files.
struct Files {
    kind: Kind,
    /// About so many bytes are in a file.
    usual: usize,
    bytes: Vec<u8>,
    /// Where each of what was added ends, and whether it was the last of its key.
    ends: Vec<(usize, bool)>,
}

impl Files {
    fn new(kind: Kind, usual: usize) -> Self {
        Self { kind, usual, bytes: Vec::new(), ends: Vec::new() }
    }

    fn add(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.ends.push((self.bytes.len(), false));
    }

    fn end_key(&mut self) {
        if let Some((_, is_last)) = self.ends.last_mut() {
            *is_last = true;
        }
    }

    /// Cuts what there is into files. `head` gets how many there are, and the name of each with its size.
    fn finish(&mut self, sink: &FileSink<'_>, head: &mut Vec<u8>) -> Vec<FileRecord> {
        let (mut written, mut names) = (Vec::new(), Vec::new());
        let mut start = 0;
        while start < self.bytes.len() {
            let end = self.next_cut(start);
            let file = sink.add(self.kind, &self.bytes[start..end]);
            written.push(file);
            names.extend(file.hash);
            push_varint(&mut names, count(end - start));
            start = end;
        }
        self.bytes.clear();
        self.ends.clear();
        push_varint(head, count(written.len()));
        head.append(&mut names);
        written
    }

    /// Where the file ends that begins at `start`: so that those that are left come out alike, and, where one is near, behind the last
    /// word of a key, since who asks for one word of a key asks for others.
    fn next_cut(&self, start: usize) -> usize {
        let left = self.bytes.len() - start;
        let usual = left / ((left + self.usual / 2) / self.usual).max(1);
        let ends = &self.ends[self.ends.partition_point(|(end, _)| *end <= start)..];
        let far = |end: usize| (end - start).abs_diff(usual);
        let near = ends.iter().filter(|(end, is_last)| *is_last && far(*end) <= usual / NEAR);
        let end =
            near.min_by_key(|(end, _)| far(*end)).or_else(|| ends.iter().min_by_key(|(end, _)| far(*end)));
        end.map_or(self.bytes.len(), |(end, _)| *end)
    }
}

/// Writes keys in order.
pub(super) struct DictionaryWriter<'s> {
    sink: &'s FileSink<'s>,
    /// About how many articles the archive has.
    estimate: u32,
    sizes: Sizes,
    first: String,
    keys: FrontWriter,
    forms: FrontWriter,
    bytes: Vec<u8>,
    lists: Files,
    places: Files,
    parts: Vec<WrittenPart>,
}

impl<'s> DictionaryWriter<'s> {
    pub(super) fn new(sink: &'s FileSink<'s>, estimate: u32) -> Self {
        let sizes = Sizes::of(estimate);
        Self {
            sink,
            estimate,
            first: String::new(),
            keys: FrontWriter::default(),
            forms: FrontWriter::default(),
            bytes: Vec::new(),
            lists: Files::new(Kind::Postings, sizes.lists),
            places: Files::new(Kind::Places, sizes.places),
            parts: Vec::new(),
            sizes,
        }
    }

    /// Adds a key that comes after those before, with its words, those of one stem beside one another.
    pub(super) fn add(&mut self, key: &str, words: &[WordPostings]) {
        if self.bytes.is_empty() {
            key.clone_into(&mut self.first);
        }
        self.keys.push(key, &mut self.bytes);
        push_varint(&mut self.bytes, count(words.len()));
        for word in words {
            self.forms.push(&word.form, &mut self.bytes);
            self.add_list(word);
        }
        self.lists.end_key();
        self.places.end_key();
        let may_end = self.bytes.len() >= self.sizes.part.start && fnv1a(key).is_multiple_of(END);
        if may_end || self.bytes.len() >= self.sizes.part.end {
            self.end_part();
        }
    }

    /// How many articles, the foremost where there are many, and for each block the first article and the bytes that it has; short
    /// ones stand behind these.
    fn add_list(&mut self, word: &WordPostings) {
        let k = parameter(self.estimate, word.postings.len());
        push_varint(&mut self.bytes, count(word.postings.len()));
        let has_places = has_places(self.estimate, word.postings.len());
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
                self.lists.add(&list);
            }
            if has_places {
                let places = encode_places(places);
                push_varint(&mut self.bytes, count(places.len()));
                self.places.add(&places);
            }
        }
    }

    /// The articles in which the word weighs most, the newest of those in which it weighs the same; their levels from the highest down.
    fn add_foremost(&mut self, postings: &[Posting]) {
        let mut foremost = postings.to_vec();
        foremost.sort_unstable_by_key(|posting| std::cmp::Reverse((posting.level, posting.article)));
        foremost.truncate(foremost_of(postings.len()));
        foremost.sort_unstable_by_key(|posting| posting.article);
        foremost.iter_mut().for_each(|posting| *posting = posting.with_level_reversed());
        let k = parameter(self.estimate, foremost.len());
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
        (self.keys, self.forms) = Default::default();
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

/// How many are the foremost of so many articles: enough that two frequent words have some in common, and few enough to stand in a part.
pub(super) fn foremost_of(count: usize) -> usize {
    (count / 16).min(4000)
}

/// Are the places of a word kept that `count` of about `estimate` articles have?
pub(super) fn has_places(estimate: u32, count: usize) -> bool {
    estimate < LARGE || count < (estimate / COMMON) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sizes of the files of lists with these sizes; the last of a key are negative.
    fn cut(lists: &[i32]) -> Vec<usize> {
        let mut files = Files::new(Kind::Postings, 100);
        for list in lists {
            files.add(&vec![7; list.unsigned_abs() as usize]);
            if *list < 0 {
                files.end_key();
            }
        }
        let mut starts = vec![0];
        while let Some(start) = starts.last().copied().filter(|start| *start < files.bytes.len()) {
            starts.push(files.next_cut(start));
        }
        starts.windows(2).map(|ends| ends[1] - ends[0]).collect()
    }

    #[test]
    fn files_end_near_keys_and_are_much_alike() {
        assert_eq!(cut(&[]), [0; 0]);
        assert_eq!(cut(&[-7]), [7]);
        assert_eq!(cut(&[-5000, -9, -9]), [5000, 18]);
        // A key's end is taken though a list's is nearer.
        assert_eq!(cut(&[40, -40, 20, -100]), [80, 120]);
        // Where no key ends near, a list's end is.
        assert_eq!(cut(&[60, 45, 60, -35]), [105, 95]);
        assert_eq!(cut(&[3, 60, -60, -90]), [123, 90]);
        for file in cut(&[-30; 99]) {
            assert!((66..134).contains(&file), "{file}");
        }
    }
}
