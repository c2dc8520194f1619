//! What each file of the archive was made from and what it came to, as the last build left word of it in `.warraq/manifest`.
//!
//! Records stand in the order of their paths, and are read and written as the build goes, never all at once. A record that is
//! lost means that its file is made again; a record that was read is what this very program wrote.

use crate::cache::{BlockReader, BlockWriter, Fingerprint, Fingerprinter, Named, SortedReader, Stamp};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

const KIND: &str = "manifest";
const SETTLED: &str = "settled";
/// Records in a block.
const IN_BLOCK: usize = 512;

/// One file of the archive. What it was made from is the builder's to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record<M> {
    /// From the output folder, `/` between parts.
    pub path: Box<str>,
    /// As the build left the file.
    pub stamp: Stamp,
    /// Of the file's bytes.
    pub bytes: Fingerprint,
    /// What it takes to make just this file.
    pub made_from: M,
}

impl<M> Named for Record<M> {
    fn name(&self) -> &str {
        &self.path
    }
}

/// Reads what earlier builds left: what shares wrote since the last whole build, then what that one wrote.
#[derive(Debug)]
pub struct ManifestReader<M> {
    sources: Vec<Source<M>>,
}

/// What was left word of a file.
#[derive(Debug)]
pub struct Left<M> {
    /// What it was made from, and what it came to.
    pub record: Record<M>,
    /// It was made from the same archive and edition: the same is everything but articles' texts and copied files.
    pub same_archive: bool,
}

#[derive(Debug)]
struct Source<M> {
    records: SortedReader<Record<M>>,
    same_archive: bool,
}

impl<M: DeserializeOwned + Send> ManifestReader<M> {
    /// Believes nothing that was left.
    pub fn none() -> Self {
        Self { sources: Vec::new() }
    }

    /// Opens those of `files` that are there and this program's; `archive`: of what is built now.
    pub(super) fn open(files: &[PathBuf], archive: Fingerprint) -> Self {
        let open = |path: &PathBuf| {
            let mut file = BlockReader::open(path, KIND)?;
            let of: Fingerprint = file.next_value()?;
            Some(Source { records: SortedReader::new(file), same_archive: of == archive })
        };
        Self { sources: files.iter().filter_map(open).collect() }
    }

    /// What was left word of `paths`, which are sorted and come after those of the last call.
    pub fn records<'p>(&mut self, paths: impl Iterator<Item = &'p str>) -> Vec<Option<Left<M>>> {
        let left = |source: &mut Source<M>, path| {
            let record = source.records.find(path)?;
            Some(Left { record, same_archive: source.same_archive })
        };
        paths.map(|path| self.sources.iter_mut().find_map(|source| left(source, path))).collect()
    }
}

/// Writes what this build leaves.
#[derive(Debug)]
pub struct ManifestWriter {
    /// None where nothing is to be written.
    file: Option<BlockWriter>,
    stamps: Stamps,
    recorded: usize,
}

impl ManifestWriter {
    /// Begins the file at `path`.
    pub(super) fn create(path: &Path, archive: Fingerprint) -> io::Result<Self> {
        let mut file = BlockWriter::new(File::create(path)?, KIND)?;
        file.block(&archive)?;
        Ok(Self { file: Some(file), ..Self::none() })
    }

    /// Writes nothing.
    pub(super) fn none() -> Self {
        Self { file: None, stamps: Stamps::default(), recorded: 0 }
    }

    /// Adds records, which are sorted and come after those before.
    pub(super) fn add<M: Serialize + Sync>(&mut self, records: &[Record<M>]) -> io::Result<()> {
        records.iter().for_each(|record| self.stamps.add(&record.path, &record.stamp));
        self.recorded += records.len();
        self.file.as_mut().map_or(Ok(()), |file| file.blocks(records, IN_BLOCK))
    }

    /// Is nothing written?
    pub(super) fn is_none(&self) -> bool {
        self.file.is_none()
    }

    /// How many files were recorded, and the fingerprint of their stamps.
    pub(super) fn finish(self) -> io::Result<(usize, Fingerprint)> {
        if let Some(file) = self.file {
            file.finish()?;
        }
        Ok((self.recorded, self.stamps.finish()))
    }
}

/// Files whose stamps are taken together.
const CHUNK: usize = 1024;

/// The fingerprint of many files' stamps, chunk by chunk, so that they can be taken side by side.
#[derive(Debug, Default)]
struct Stamps {
    chunks: Vec<Fingerprint>,
    chunk: Fingerprinter,
    in_chunk: usize,
}

impl Stamps {
    fn add(&mut self, path: &str, stamp: &Stamp) {
        if self.in_chunk == CHUNK {
            self.chunks.push(std::mem::take(&mut self.chunk).finish());
            self.in_chunk = 0;
        }
        self.chunk.bytes(path.as_bytes());
        self.chunk.bytes(&stamp.to_bytes());
        self.in_chunk += 1;
    }

    fn finish(mut self) -> Fingerprint {
        self.chunks.push(self.chunk.finish());
        Fingerprint::of_value(&self.chunks)
    }
}

/// The fingerprint of the stamps of all files `paths` below `root`; `None` when one is not there.
pub(super) fn stamps_below(root: &Path, paths: &[String]) -> Option<Fingerprint> {
    let of = |paths: &[String]| -> Option<Fingerprint> {
        let mut stamps = Stamps::default();
        for path in paths {
            stamps.add(path, &Stamp::of_no_link(&root.join(path))?);
        }
        Some(stamps.chunk.finish())
    };
    let chunks = paths.par_chunks(CHUNK).map(of).collect::<Option<Vec<_>>>()?;
    Some(Fingerprint::of_value(&chunks))
}

/// What the last build was made from, the stamps of all its files, and its articles.
pub(super) fn read_settled(path: &Path) -> Option<(Fingerprint, Fingerprint, usize)> {
    BlockReader::open(path, SETTLED)?.next_value()
}

pub(super) fn write_settled(path: &Path, settled: &(Fingerprint, Fingerprint, usize)) -> io::Result<()> {
    let mut file = BlockWriter::new(File::create(path)?, SETTLED)?;
    file.block(settled)?;
    file.finish().map(|_| ())
}
