//! Articles by what they can be filtered by: for each section, source, author and language the list of its articles, as a word has one.
//!
//! A column is one file with all its values, and files with their lists; where these are short, they stand in the first.

use super::bits::{ByteReader, count, push_bytes, push_varint};
use super::file::{FileSink, Hash, Kind};
use super::postings::{Posting, decode, encode, parameter};

/// Bytes of all lists of a column up to which they stand beside the values.
const INLINE: usize = 16 << 10;
/// Bytes from which on a file of lists is full.
const FULL: usize = 24 << 10;

/// What articles can be filtered by.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// `section`, `source`, `author`, `lang`.
    pub name: &'static str,
    /// Each value with the numbers of its articles, sorted.
    pub values: Vec<(String, Vec<u32>)>,
}

/// Writes a column of an archive with `articles`, and gives its file.
pub(super) fn write(mut values: Vec<(String, Vec<u32>)>, articles: u32, sink: &FileSink<'_>) -> Hash {
    values.sort_by(|(a, one), (b, other)| other.len().cmp(&one.len()).then_with(|| a.cmp(b)));
    let list = |(_, list): &(String, Vec<u32>)| {
        let postings: Vec<_> = list.iter().map(|article| Posting { article: *article, level: 0 }).collect();
        let k = parameter(articles, list.len());
        (k, encode(&postings, 0, k))
    };
    let lists: Vec<(u32, Vec<u8>)> = values.iter().map(list).collect();
    let is_inline = lists.iter().map(|(_, list)| list.len()).sum::<usize>() <= INLINE;
    let mut files: Vec<Vec<u8>> = vec![Vec::new()];
    let mut head = Vec::new();
    for ((name, articles), (k, list)) in values.iter().zip(&lists) {
        if !is_inline && files.last().is_some_and(|file| file.len() >= FULL) {
            files.push(Vec::new());
        }
        push_bytes(&mut head, name.as_bytes());
        let file = files.len();
        let start = files.last().map_or(0, Vec::len);
        for number in [count(articles.len()), *k, count(file - 1), count(start), count(list.len())] {
            push_varint(&mut head, number);
        }
        if let Some(file) = files.last_mut() {
            file.extend(list);
        }
    }
    let mut bytes = Vec::new();
    push_varint(&mut bytes, count(values.len()));
    push_varint(&mut bytes, if is_inline { 0 } else { count(files.len()) });
    if is_inline {
        bytes.extend(head);
        bytes.extend(files.concat());
    } else {
        files.iter().for_each(|file| bytes.extend(sink.add(Kind::Filter, file).hash));
        bytes.extend(head);
    }
    sink.add(Kind::Filter, &bytes).hash
}

/// A column as it was read.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) values: Vec<Value>,
    /// The files of its lists; none where they are in `inline`.
    pub(super) files: Vec<Hash>,
    pub(super) inline: Vec<u8>,
}

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) name: String,
    pub(super) articles: u32,
    k: u32,
    /// Its place in [`Values::files`].
    pub(super) file: usize,
    start: usize,
    length: usize,
}

impl Value {
    /// Its articles, as they stand in the bytes of its file.
    pub(super) fn list(&self, file: &[u8], end: u32) -> Vec<u32> {
        let mut postings = Vec::new();
        let bytes = file.get(self.start..self.start.saturating_add(self.length)).unwrap_or_default();
        decode(bytes, self.articles, 0, self.k, end, &mut postings);
        postings.into_iter().map(|posting| posting.article).collect()
    }
}

/// What the file of a column holds; less where it is damaged.
pub(super) fn read(bytes: &[u8]) -> Values {
    let mut column = Values::default();
    let mut reader = ByteReader::new(bytes);
    let (count, files) = (reader.varint().unwrap_or(0), reader.varint().unwrap_or(0));
    let hashes = (0..files).map_while(|_| reader.take(6)?.try_into().ok());
    column.files = hashes.collect();
    let mut value = || {
        let length = reader.varint()?;
        let name = String::from_utf8(reader.take(length)?.to_vec()).ok()?;
        let mut number = || reader.varint();
        let (articles, k) = (number()?, number()?.min(31));
        let mut number = || Some(reader.varint()? as usize);
        Some(Value { name, articles, k, file: number()?, start: number()?, length: number()? })
    };
    column.values = (0..count).map_while(|_| value()).collect();
    column.inline = reader.rest().to_vec();
    column
}

#[cfg(test)]
mod tests {
    use super::super::file::{bytes_of, name};
    use super::*;

    #[test]
    fn columns_come_back_short_and_long() {
        for most in [40_u32, 40_000] {
            let values: Vec<(String, Vec<u32>)> =
                (1..30_u32).map(|n| (format!("قسم {n}"), (0..most / n).map(|at| at * n).collect())).collect();
            let sink = FileSink::new(None, None);
            let hash = write(values.clone(), most, &sink);
            let files = sink.finish();
            let load = |hash| {
                let name = name(Kind::Filter, hash);
                let file = files.find(&format!("search/index/{name}.js")).unwrap();
                bytes_of(Kind::Filter, hash, &file.text().unwrap()).unwrap()
            };
            let column = read(&load(hash));
            assert_eq!(column.files.is_empty(), most == 40);
            assert_eq!(column.values.len(), values.len());
            for value in &column.values {
                let file =
                    column.files.get(value.file).map_or_else(|| column.inline.clone(), |hash| load(*hash));
                let expected = values.iter().find(|(name, _)| *name == value.name).unwrap();
                assert_eq!(value.list(&file, most), expected.1);
            }
        }
    }
}
