//! Fingerprints: 128 bits of BLAKE3, which two different things do not share. The one door to `blake3`.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::io;
use std::sync::OnceLock;

/// The fingerprint of some bytes or of a value; the same on every machine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// Of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::from_hash(&blake3::hash(bytes))
    }

    /// Of everything that `value` says of itself; of values that hold maps, these must be sorted.
    pub fn of_value<V: Serialize + ?Sized>(value: &V) -> Self {
        let mut parts = Fingerprinter::default();
        parts.value(value);
        parts.finish()
    }

    /// Of what a reader gives, piece by piece.
    ///
    /// # Errors
    /// When reading fails.
    pub fn of_reader(reader: impl io::Read) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(Self::from_hash(&hasher.finalize()))
    }

    /// A number below `limit`, evenly spread; 0 for no limit.
    pub fn below(self, limit: u32) -> u32 {
        let first = self.0.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        u32::try_from(first % u64::from(limit.max(1))).unwrap_or(0)
    }

    /// Its bytes.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0
    }

    fn from_hash(hash: &blake3::Hash) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&hash.as_bytes()[..16]);
        Self(first)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Takes the fingerprint of several parts, one after another.
#[derive(Debug, Default)]
pub struct Fingerprinter {
    hasher: blake3::Hasher,
    text: Vec<u8>,
}

impl Fingerprinter {
    /// A part of bytes. Its length counts: `ab` and `c` are not `a` and `bc`.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.hasher.update(&(bytes.len() as u64).to_le_bytes());
    }

    /// A fingerprint as a part.
    pub fn fingerprint(&mut self, part: Fingerprint) {
        self.bytes(&part.0);
    }

    /// A value as a part. JSON names what it holds, so that two values never look alike for want of names.
    pub fn value<V: Serialize + ?Sized>(&mut self, value: &V) {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        // Fails for maps whose keys are no text, of which there are none; such a value goes by what is wrong with it.
        if let Err(error) = serde_json::to_writer(&mut text, value) {
            text.extend_from_slice(error.to_string().as_bytes());
        }
        self.bytes(&text);
        self.text = text;
    }

    /// The fingerprint of all parts.
    pub fn finish(self) -> Fingerprint {
        Fingerprint::from_hash(&self.hasher.finalize())
    }
}

/// The fingerprint of the running program's own bytes. `None` where they cannot be read: it is then never the same program.
pub fn of_this_program() -> Option<Fingerprint> {
    static PROGRAM: OnceLock<Option<Fingerprint>> = OnceLock::new();
    let read = || Fingerprint::of_reader(std::fs::File::open(std::env::current_exe().ok()?).ok()?).ok();
    *PROGRAM.get_or_init(read)
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo): the same on every machine, in every release and in a browser. Many texts share one.
pub fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_one_another() {
        let of = |parts: &[&str]| {
            let mut all = Fingerprinter::default();
            parts.iter().for_each(|part| all.bytes(part.as_bytes()));
            all.finish()
        };
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab", ""]), of(&["ab"]));
    }

    #[test]
    fn a_file_and_its_bytes_have_one_fingerprint() {
        let bytes = "خبر".repeat(100_000);
        assert_eq!(Fingerprint::of_reader(bytes.as_bytes()).ok(), Some(Fingerprint::of(bytes.as_bytes())));
        assert!(of_this_program().is_some());
    }
}
