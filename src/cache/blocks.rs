//! Files that Warraq keeps for itself: blocks of values, each with its checksum, behind a line that says what they are for.
//!
//! The line names the kind, the version and the program that wrote it, so that another program's file is never read. Blocks
//! are read one at a time: the file may be larger than memory. The one door to `postcard`.

use super::fingerprint::{Fingerprint, of_this_program};
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Blocks larger than this are no blocks of ours.
const LARGEST: u32 = 1 << 30;
/// Bytes before a block: its length, its checksum.
const HEAD: usize = 4 + 16;
/// Blocks worked on side by side.
const AT_ONCE: usize = 16;

/// First line of a file of `kind`; `None` when this program cannot be told from others.
fn header(kind: &str) -> Option<String> {
    Some(format!("Warraq {kind}, written by {:?}. Safe to delete.\n", of_this_program()?))
}

/// Reads a kept file block by block.
#[derive(Debug)]
pub struct BlockReader {
    file: BufReader<File>,
}

impl BlockReader {
    /// Opens the file of `kind` at `path`; `None` when there is none that this program wrote.
    pub fn open(path: &Path, kind: &str) -> Option<Self> {
        let mut file = BufReader::with_capacity(256 << 10, File::open(path).ok()?);
        let expected = header(kind)?;
        let mut found = vec![0; expected.len()];
        file.read_exact(&mut found).ok()?;
        (found == expected.as_bytes()).then_some(Self { file })
    }

    /// The values of the next blocks, as many as are worth looking into side by side; none for damaged blocks. Empty at the
    /// file's end.
    fn next_values<V: DeserializeOwned + Send>(&mut self) -> Vec<Option<V>> {
        let blocks: Vec<Block> = std::iter::from_fn(|| self.next_block()).take(AT_ONCE).collect();
        blocks.par_iter().map(Block::value).collect()
    }

    /// The value of the next block; `None` at the file's end and for a damaged block.
    pub fn next_value<V: DeserializeOwned>(&mut self) -> Option<V> {
        self.next_block()?.value()
    }

    /// The next block as it stands in the file; `None` at the file's end, and for what is no whole block.
    fn next_block(&mut self) -> Option<Block> {
        let (mut length, mut checksum) = ([0; 4], [0; 16]);
        self.file.read_exact(&mut length).ok()?;
        let length = Some(u32::from_le_bytes(length)).filter(|length| *length <= LARGEST)?;
        self.file.read_exact(&mut checksum).ok()?;
        // What a damaged length asks for is not taken from memory before it was read.
        let mut bytes = Vec::new();
        (&mut self.file).take(u64::from(length)).read_to_end(&mut bytes).ok()?;
        (bytes.len() == length as usize).then_some(Block { checksum, bytes })
    }
}

/// A kept file of which any block may be asked for.
#[derive(Debug)]
pub struct BlockFile {
    path: PathBuf,
    /// Where each block begins, and the end.
    starts: Vec<u64>,
}

impl BlockFile {
    /// Opens the file of `kind` at `path`; `None` when there is none that this program wrote, or it was cut.
    pub fn open(path: &Path, kind: &str) -> Option<Self> {
        let mut reader = BlockReader::open(path, kind)?;
        let end = reader.file.get_ref().metadata().ok()?.len();
        let mut starts = vec![reader.file.stream_position().ok()?];
        // Without a buffer: few bytes are read, far from one another.
        let mut file = reader.file.into_inner();
        loop {
            let start = *starts.last()?;
            if start == end {
                return Some(Self { path: path.to_owned(), starts });
            }
            let mut length = [0; 4];
            file.seek(SeekFrom::Start(start)).ok()?;
            file.read_exact(&mut length).ok()?;
            let next = start.checked_add(HEAD as u64)?.checked_add(u64::from(u32::from_le_bytes(length)))?;
            starts.push(Some(next).filter(|next| *next <= end)?);
        }
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.starts.len() - 1
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The value of a block; `None` when it is damaged.
    pub fn value<V: DeserializeOwned>(&self, block: usize) -> Option<V> {
        let mut file = File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(*self.starts.get(block)?)).ok()?;
        BlockReader { file: BufReader::with_capacity(16 << 10, file) }.next_value()
    }
}

/// What has a name by which it is sorted in a kept file.
pub trait Named {
    /// Its name.
    fn name(&self) -> &str;
}

impl<T: Named> Named for Arc<T> {
    fn name(&self) -> &str {
        (**self).name()
    }
}

/// Reads named values from a file of blocks of them, in the order of their names.
#[derive(Debug)]
pub struct SortedReader<V> {
    file: BlockReader,
    /// Values that were read and not yet asked for, the next one last.
    waiting: Vec<V>,
}

impl<V: Named + DeserializeOwned + Send> SortedReader<V> {
    /// Reads what is left of `file`.
    pub fn new(file: BlockReader) -> Self {
        Self { file, waiting: Vec::new() }
    }

    /// The value named `name`, which comes after those asked for before.
    pub fn find(&mut self, name: &str) -> Option<V> {
        loop {
            while self.waiting.last().is_some_and(|value| value.name() < name) {
                self.waiting.pop();
            }
            if let Some(next) = self.waiting.last() {
                return if next.name() == name { self.waiting.pop() } else { None };
            }
            let blocks: Vec<Option<Vec<V>>> = self.file.next_values();
            if blocks.is_empty() {
                return None;
            }
            self.waiting = blocks.into_iter().flatten().flatten().collect();
            self.waiting.reverse();
        }
    }
}

/// A block that was read and not looked into.
#[derive(Debug)]
struct Block {
    checksum: [u8; 16],
    bytes: Vec<u8>,
}

impl Block {
    /// What the block holds; `None` when its bytes are not those that were written.
    fn value<V: DeserializeOwned>(&self) -> Option<V> {
        if Fingerprint::of(&self.bytes).to_bytes() != self.checksum {
            return None;
        }
        postcard::from_bytes(&self.bytes).ok()
    }
}

/// A value as it stands in a file: length, checksum, bytes.
fn block<V: Serialize + ?Sized>(value: &V) -> io::Result<Vec<u8>> {
    let mut block = postcard::to_extend(value, vec![0; HEAD]).map_err(io::Error::other)?;
    let (head, bytes) = block.split_at_mut(HEAD);
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LARGEST);
    let length = length.ok_or_else(|| io::Error::other("a block of more than a gigabyte"))?;
    head[..4].copy_from_slice(&length.to_le_bytes());
    head[4..].copy_from_slice(&Fingerprint::of(bytes).to_bytes());
    Ok(block)
}

/// Writes a file of blocks.
#[derive(Debug)]
pub struct BlockWriter<W: io::Write = File> {
    file: BufWriter<W>,
}

impl<W: io::Write> BlockWriter<W> {
    /// Begins a file of `kind`.
    ///
    /// # Errors
    /// When writing fails, or this program cannot be told from others.
    pub fn new(file: W, kind: &str) -> io::Result<Self> {
        let mut file = BufWriter::with_capacity(256 << 10, file);
        let header = header(kind).ok_or_else(|| io::Error::other("the program's own file cannot be read"))?;
        file.write_all(header.as_bytes())?;
        Ok(Self { file })
    }

    /// Adds a block.
    ///
    /// # Errors
    /// When writing fails.
    pub fn block<V: Serialize + ?Sized>(&mut self, value: &V) -> io::Result<()> {
        self.file.write_all(&block(value)?)
    }

    /// Adds a block for each so many values.
    ///
    /// # Errors
    /// When writing fails.
    pub fn blocks<V: Serialize + Sync>(&mut self, values: &[V], in_block: usize) -> io::Result<()> {
        for some in values.chunks(in_block * AT_ONCE) {
            let blocks: Vec<io::Result<Vec<u8>>> = some.par_chunks(in_block).map(block).collect();
            for block in blocks {
                self.file.write_all(&block?)?;
            }
        }
        Ok(())
    }

    /// Ends the file, and gives what it was written to.
    ///
    /// # Errors
    /// When writing fails.
    pub fn finish(self) -> io::Result<W> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kept");
        std::fs::write(&path, bytes).expect("the disk has room");
        let Some(mut reader) = BlockReader::open(&path, "test") else { return Vec::new() };
        std::iter::from_fn(|| reader.next_value()).collect()
    }

    #[test]
    fn what_was_written_is_read_and_what_is_damaged_is_not() {
        let blocks = [vec!["أ".to_owned(), "ب".to_owned()], vec!["ج".to_owned()], Vec::new()];
        let mut bytes = Vec::new();
        let mut writer = BlockWriter::new(&mut bytes, "test").expect("a program");
        blocks.iter().for_each(|block| writer.block(block).expect("memory has room"));
        writer.finish().expect("memory has room");
        assert_eq!(read(&bytes), blocks);
        let first = bytes.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            let found = read(&damaged);
            assert!(blocks.starts_with(&found) && found.len() < blocks.len(), "byte {at}");
            assert!(at >= first || found.is_empty(), "byte {at}");
            let cut = read(&bytes[..at]);
            assert!(blocks.starts_with(&cut) && cut.len() < blocks.len(), "cut at {at}");
        }
    }
}
