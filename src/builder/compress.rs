//! Compresses a file's bytes: the same bytes give the same file. The one door to `zstd`, and one of two to `flate2`.

use crate::config::Compression;
use std::io::{self, Write as _};

/// Small enough, and no tenth of the speed for the last hundredth of the size.
const ZSTANDARD_LEVEL: i32 = 15;

/// `bytes`, compressed.
///
/// # Errors
/// When memory runs out.
pub(super) fn compress(bytes: &[u8], compression: Compression) -> io::Result<Vec<u8>> {
    match compression {
        Compression::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            encoder.write_all(bytes)?;
            encoder.finish()
        }
        Compression::Zstandard => zstd::bulk::compress(bytes, ZSTANDARD_LEVEL),
    }
}
