//! Reads an index: finds the files that a question needs, and takes each once.
//!
//! Knows no disk: someone gives the text of a file for its name. A file that is not there or damaged is an error that names it.

use super::dictionary::Part;
use super::file::{Hash, Kind, MANIFEST, bytes_of, json_of, name};
use super::filters::{self, Values};
use super::manifest::{Manifest, TEXTS, VERSION, from_hex, read_dictionary, text_file};
use super::part::{Block, Bytes, KeyWords, read_part};
use super::postings::{Posting, decode, decode_places};
use super::texts::{self, MOST_IN_FILE, Shown};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::rc::Rc;

/// Gives the text of a file of the index for its name under the index's folder, `manifest.js` for one.
pub type Load<'l> = dyn Fn(&str) -> io::Result<String> + 'l;

/// An index cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// A file is not there.
    #[error("the file '{file}' of the search index cannot be read; 'warraq build' makes it again")]
    Unreadable {
        /// Its name under the index's folder.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// A file holds something else.
    #[error(
        "the file '{file}' of the search index is damaged, or of another version of Warraq; 'warraq build' makes it again"
    )]
    Damaged {
        /// Its name under the index's folder.
        file: String,
    },
}

/// An index that is being asked.
pub struct Reader<'l> {
    load: &'l Load<'l>,
    manifest: Manifest,
    taken: RefCell<BTreeMap<String, Rc<Vec<u8>>>>,
    parts: RefCell<BTreeMap<String, Rc<Vec<KeyWords>>>>,
}

impl<'l> Reader<'l> {
    /// Opens the index whose files `load` gives.
    ///
    /// # Errors
    /// When there is none, or one of another version.
    pub fn open(load: &'l Load<'l>) -> Result<Self, IndexError> {
        let file = format!("{MANIFEST}.js");
        let text = load(&file).map_err(|source| IndexError::Unreadable { file: file.clone(), source })?;
        let manifest: Option<Manifest> = json_of(&text).and_then(|json| serde_json::from_str(json).ok());
        // So that no number in a damaged one asks for more memory than there are articles.
        let is_sound = |manifest: &Manifest| {
            let most = (manifest.texts.len() * TEXTS).saturating_mul(manifest.in_file as usize);
            manifest.version == VERSION
                && manifest.in_file <= MOST_IN_FILE
                && manifest.articles as usize <= most
        };
        match manifest.filter(is_sound) {
            Some(manifest) => {
                Ok(Self { load, manifest, taken: RefCell::default(), parts: RefCell::default() })
            }
            None => Err(IndexError::Damaged { file }),
        }
    }

    pub(super) fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Articles in the archive.
    pub(super) fn articles(&self) -> u32 {
        self.manifest.articles
    }

    pub(super) fn bytes(&self, kind: Kind, hash: Hash) -> Result<Rc<Vec<u8>>, IndexError> {
        let name = name(kind, hash);
        if let Some(bytes) = self.taken.borrow().get(&name) {
            return Ok(Rc::clone(bytes));
        }
        let file = format!("{name}.js");
        let text =
            (self.load)(&file).map_err(|source| IndexError::Unreadable { file: file.clone(), source })?;
        let bytes = Rc::new(bytes_of(kind, hash, &text).ok_or(IndexError::Damaged { file })?);
        self.taken.borrow_mut().insert(name, Rc::clone(&bytes));
        Ok(bytes)
    }

    fn named(&self, kind: Kind, hex: &str) -> Result<Rc<Vec<u8>>, IndexError> {
        let hash = from_hex(hex).ok_or_else(|| IndexError::Damaged { file: format!("{MANIFEST}.js") })?;
        self.bytes(kind, hash)
    }

    /// The parts of the dictionary that hold keys from `key` on that begin with it, at most `limit`; `None` where there are more.
    /// The first may hold none: it is where such keys would be.
    pub(super) fn parts_from(&self, key: &str, limit: usize) -> Result<Option<Vec<Part>>, IndexError> {
        let directories = &self.manifest.dictionary;
        let first = directories.partition_point(|(first, _)| first.as_str() <= key).saturating_sub(1);
        let mut parts: Vec<Part> = Vec::new();
        for (at, (start, file)) in directories.iter().enumerate().skip(first) {
            if at > first && !start.starts_with(key) {
                break;
            }
            let all = read_dictionary(&self.named(Kind::Directory, file)?);
            let begin = all.partition_point(|part| part.key.as_str() <= key).saturating_sub(1);
            let begin = if at == first { begin } else { 0 };
            let within = all.into_iter().skip(begin).enumerate();
            let within =
                within.take_while(|(place, part)| at == first && *place == 0 || part.key.starts_with(key));
            parts.extend(within.map(|(_, part)| part));
            if parts.len() > limit {
                return Ok(None);
            }
        }
        Ok(Some(parts))
    }

    /// The part that has `key`, if any has.
    pub(super) fn part_of(&self, key: &str) -> Result<Option<Part>, IndexError> {
        let directories = &self.manifest.dictionary;
        let at = directories.partition_point(|(first, _)| first.as_str() <= key);
        let Some((_, file)) = at.checked_sub(1).and_then(|at| directories.get(at)) else { return Ok(None) };
        let mut all = read_dictionary(&self.named(Kind::Directory, file)?);
        let at = all.partition_point(|part| part.key.as_str() <= key);
        Ok(at.checked_sub(1).map(|at| all.swap_remove(at)))
    }

    /// The words of a part.
    pub(super) fn words(&self, part: &Part) -> Result<Rc<Vec<KeyWords>>, IndexError> {
        let name = name(Kind::Dictionary, part.file);
        if let Some(words) = self.parts.borrow().get(&name) {
            return Ok(Rc::clone(words));
        }
        let words = Rc::new(read_part(&self.bytes(Kind::Dictionary, part.file)?, &self.manifest));
        self.parts.borrow_mut().insert(name, Rc::clone(&words));
        Ok(words)
    }

    /// The articles of a block, appended to `postings`.
    pub(super) fn block(&self, block: &Block, postings: &mut Vec<Posting>) -> Result<(), IndexError> {
        self.with_bytes(Kind::Postings, &block.list, |bytes| {
            decode(bytes, block.articles, block.first, block.k, self.articles(), postings);
        })
    }

    /// The places of a word in each article of a block.
    pub(super) fn places(&self, places: &Bytes, articles: u32) -> Result<Vec<Vec<u32>>, IndexError> {
        self.with_bytes(Kind::Places, places, |bytes| decode_places(bytes, articles))
    }

    fn with_bytes<T>(
        &self,
        kind: Kind,
        place: &Bytes,
        work: impl FnOnce(&[u8]) -> T,
    ) -> Result<T, IndexError> {
        match place {
            Bytes::Here(bytes) => Ok(work(bytes)),
            Bytes::In(file, range) => {
                let bytes = self.bytes(kind, *file)?;
                Ok(work(bytes.get(range.clone()).unwrap_or_default()))
            }
        }
    }

    /// The values of a column; none where the archive has no such column.
    pub(super) fn column(&self, column: &str) -> Result<Values, IndexError> {
        match self.manifest.columns.get(column) {
            Some((_, file)) => Ok(filters::read(&self.named(Kind::Filter, file)?)),
            None => Ok(Values::default()),
        }
    }

    /// The names of a column's values: years, sections, sources, authors, languages.
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn names(&self, column: &str) -> Result<Vec<String>, IndexError> {
        if column == "year" {
            return Ok(self.manifest.years.iter().map(|(year, ..)| year.to_string()).collect());
        }
        Ok(self.column(column)?.values.into_iter().map(|value| value.name).collect())
    }

    /// The articles of a value.
    pub(super) fn list(&self, column: &Values, value: &filters::Value) -> Result<Vec<u32>, IndexError> {
        match column.files.get(value.file) {
            Some(file) => Ok(value.list(&self.bytes(Kind::Filter, *file)?, self.articles())),
            None => Ok(value.list(&column.inline, self.articles())),
        }
    }

    /// What results show of an article.
    pub(super) fn shown(&self, article: u32) -> Result<Shown, IndexError> {
        let damaged = || IndexError::Damaged { file: format!("{MANIFEST}.js") };
        let number = article.checked_div(self.manifest.in_file).ok_or_else(damaged)?;
        let directory = self.manifest.texts.get(number as usize / TEXTS).ok_or_else(damaged)?;
        let hash = text_file(&self.named(Kind::Directory, directory)?, number).ok_or_else(damaged)?;
        let mut all = texts::decode(&self.bytes(Kind::Texts, hash)?);
        let at = (article % self.manifest.in_file) as usize;
        if at < all.len() {
            return Ok(all.swap_remove(at));
        }
        Err(IndexError::Damaged { file: format!("{}.js", name(Kind::Texts, hash)) })
    }
}
