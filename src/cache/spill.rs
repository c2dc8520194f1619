//! Texts that are too many for memory, in a file without a name that goes when the program ends. Lasts no longer than that: for
//! what later runs are to know, there are blocks.

use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bits of a place that are a text's length; the others are where it begins.
const LENGTH_BITS: u32 = 24;
/// Places below this can be told.
const LARGEST_FILE: u64 = 1 << (u64::BITS - LENGTH_BITS);

/// A file of texts, each of which is written once and read by its place.
#[derive(Debug)]
pub struct Spill {
    file: File,
    end: AtomicU64,
}

/// Where a text lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(u64);

impl Place {
    /// As a number, which is never 0.
    pub fn to_number(self) -> u64 {
        self.0
    }

    /// From that number; `None` for 0.
    pub fn from_number(number: u64) -> Option<Self> {
        (number != 0).then_some(Self(number))
    }

    fn of(start: u64, length: usize) -> Option<Self> {
        let length = u64::try_from(length).ok().filter(|length| (1..1 << LENGTH_BITS).contains(length))?;
        (start < LARGEST_FILE - length).then_some(Self(start << LENGTH_BITS | length))
    }

    fn start(self) -> u64 {
        self.0 >> LENGTH_BITS
    }

    fn length(self) -> usize {
        (self.0 & ((1 << LENGTH_BITS) - 1)) as usize
    }
}

impl Spill {
    /// Makes the file in `folder`, where it is not seen; `None` where that cannot be.
    pub fn create_in(folder: &Path) -> Option<Self> {
        let file = if cfg!(unix) { tempfile::tempfile_in(folder).ok()? } else { return None };
        Some(Self { file, end: AtomicU64::new(0) })
    }

    /// Keeps `text`; `None` when it is empty, too long, or the disk is full.
    pub fn put(&self, text: &str) -> Option<Place> {
        let length = u64::try_from(text.len()).ok()?;
        let place = Place::of(self.end.fetch_add(length, Ordering::Relaxed), text.len())?;
        write_at(&self.file, text.as_bytes(), place.start()).then_some(place)
    }

    /// The text at `place`; `None` when the disk fails.
    pub fn get(&self, place: Place) -> Option<String> {
        let mut bytes = vec![0; place.length()];
        read_at(&self.file, &mut bytes, place.start()).then(|| String::from_utf8(bytes).ok())?
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], start: u64) -> bool {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, start).is_ok()
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> bool {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start).is_ok()
}

#[cfg(not(unix))]
fn write_at(_file: &File, _bytes: &[u8], _start: u64) -> bool {
    false
}

#[cfg(not(unix))]
fn read_at(_file: &File, _bytes: &mut [u8], _start: u64) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_and_the_file_is_not_seen() {
        let folder = tempfile::tempdir().expect("a folder");
        let spill = Spill::create_in(folder.path()).expect("a file");
        let texts: Vec<String> = (1..200).map(|n| "خبر ".repeat(n)).collect();
        let places: Vec<Place> = std::thread::scope(|scope| {
            let running: Vec<_> =
                texts.iter().map(|text| scope.spawn(|| spill.put(text).expect("room"))).collect();
            running.into_iter().map(|put| put.join().expect("it ends")).collect()
        });
        for (text, place) in texts.iter().zip(places) {
            let place = Place::from_number(place.to_number()).expect("a place");
            assert_eq!(spill.get(place).as_ref(), Some(text));
        }
        assert_eq!(spill.put(""), None);
        assert_eq!(std::fs::read_dir(folder.path()).expect("it is there").count(), 0);
        assert_eq!(Place::of(LARGEST_FILE - 1, 2), None);
    }
}
