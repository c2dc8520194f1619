//! Stamps: what a file system says of a file, which changes when its bytes do. Two changes within one tick of the clock (some
//! milliseconds) that leave the size, and on systems that know no more than size and time, may look like one.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A file that changed less than this ago may change again within the same tick of the file system's clock: two seconds on the
/// coarsest (FAT).
const AT_REST: Duration = Duration::from_secs(3);

/// Size, times and number of a file. The time of the last change of any kind and the number are 0 where the system has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970, of the last change of its bytes; tools that copy may set it.
    modified: i64,
    /// Nanoseconds since 1970, of the last change of anything of it; nothing sets it.
    changed: i64,
    /// The file's number: another one after a file was put in its place.
    number: u64,
}

impl Stamp {
    /// The stamp of what lies at `path` itself; `None` when there is none, it is no file but a link or a folder, or has no times.
    pub fn of_no_link(path: &Path) -> Option<Self> {
        Self::from_metadata(&path.symlink_metadata().ok()?)
    }

    /// The stamp of a file, behind a link too; `None` also when it changed so lately that it may change again and keep its stamp.
    pub fn at_rest(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        let age = SystemTime::now().duration_since(metadata.modified().ok()?).ok()?;
        Self::from_metadata(&metadata).filter(|_| age > AT_REST)
    }

    /// The file's length in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// All of it, for a fingerprint.
    pub fn to_bytes(&self) -> [u8; 32] {
        let parts = [self.size, self.modified.cast_unsigned(), self.changed.cast_unsigned(), self.number];
        let mut bytes = [0; 32];
        for (into, part) in bytes.chunks_exact_mut(8).zip(parts) {
            into.copy_from_slice(&part.to_le_bytes());
        }
        bytes
    }

    fn from_metadata(metadata: &Metadata) -> Option<Self> {
        let since = metadata.modified().ok().filter(|_| metadata.is_file())?;
        let modified = match since.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_nanos()).ok()?,
            Err(before) => -i64::try_from(before.duration().as_nanos()).ok()?,
        };
        let (changed, number) = changed_and_number(metadata);
        Some(Self { size: metadata.len(), modified, changed, number })
    }
}

#[cfg(unix)]
fn changed_and_number(metadata: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = metadata.ctime().saturating_mul(1_000_000_000);
    (seconds.saturating_add(metadata.ctime_nsec()), metadata.ino())
}

#[cfg(not(unix))]
fn changed_and_number(_metadata: &Metadata) -> (i64, u64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{File, FileTimes};

    #[test]
    fn a_file_at_rest_has_a_stamp_and_a_fresh_one_has_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        std::fs::write(&path, "خبر").expect("the disk has room");
        assert_eq!(Stamp::at_rest(&path), None);
        let set = |age: u64| {
            let time = SystemTime::now() - Duration::from_secs(age);
            let file = File::options().write(true).open(&path).expect("it is there");
            file.set_times(FileTimes::new().set_modified(time)).expect("it has times");
        };
        set(60);
        let old = Stamp::at_rest(&path).expect("it is at rest");
        assert_eq!(Stamp::of_no_link(&path), Some(old));
        assert_eq!(old.size(), 6);
        set(61);
        assert_ne!(Stamp::of_no_link(&path), Some(old));
        assert_eq!(Stamp::of_no_link(folder.path()), None);
    }

    #[cfg(unix)]
    #[test]
    fn another_file_of_the_same_size_and_time_is_told_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        let time = SystemTime::now() - Duration::from_secs(60);
        let write = |text: &str| {
            std::fs::write(&path, text).expect("the disk has room");
            let file = File::options().write(true).open(&path).expect("it is there");
            file.set_times(FileTimes::new().set_modified(time)).expect("it has times");
            Stamp::at_rest(&path).expect("it is at rest")
        };
        let before = write("خبر");
        std::thread::sleep(Duration::from_millis(20));
        assert_ne!(before, write("نبأ"));
    }
}
