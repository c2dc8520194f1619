//! What tells that something is as it was before: fingerprints of bytes and values, stamps of files, and the files in which
//! Warraq keeps what it found in earlier runs, or earlier in this one.
//!
//! Nothing here knows what is kept. A kept file that is lost, cut, altered or of another version of the program is as good as
//! none: it costs time and never changes what comes out.

mod blocks;
mod fingerprint;
mod spill;
mod stamp;

pub use blocks::{BlockFile, BlockReader, BlockWriter, Named, SortedReader};
pub use fingerprint::{Fingerprint, Fingerprinter, fnv1a, of_this_program};
pub use spill::{Place, Spill};
pub use stamp::Stamp;

/// Warraq's own folder, in the archive's folder and in the output folder.
pub const OWN_FOLDER: &str = ".warraq";
