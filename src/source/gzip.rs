//! Unwraps gzip by its first bytes, whatever the file is called, and never past a limit.
//!
//! In: a file's bytes. Out: what is inside, or why it cannot be had. Knows nothing of pages.

use super::MAX_PAGE_BYTES;
use crate::diagnostic::Diagnostic;
use std::io::Read as _;

/// A page that a server sent compressed and a scraper compressed again has two wrappings; nothing sane has more.
const MAX_LAYERS: usize = 2;

/// Are these the first bytes of a gzip stream?
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B, 0x08])
}

/// The bytes without their gzip wrappings; the same bytes when they have none.
pub(super) fn unwrap(mut bytes: Vec<u8>) -> Result<Vec<u8>, Diagnostic> {
    for _ in 0..MAX_LAYERS {
        if !is_gzip(&bytes) {
            break;
        }
        bytes = inflate(&bytes)?;
    }
    Ok(bytes)
}

/// All members of a gzip stream; what follows the last one (padding) is left out.
fn inflate(packed: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let mut rest = packed;
    let mut bytes = Vec::new();
    while is_gzip(rest) {
        let room = (MAX_PAGE_BYTES + 1 - bytes.len()) as u64;
        let mut member = flate2::bufread::GzDecoder::new(rest).take(room);
        if let Err(error) = member.read_to_end(&mut bytes) {
            return Err(Diagnostic::error(format!("the gzip data is damaged or cut off: {error}"))
                .hint(format!("{} bytes could be unpacked; fetch the file again", bytes.len())));
        }
        if bytes.len() > MAX_PAGE_BYTES {
            return Err(too_large("unpacks to"));
        }
        rest = member.into_inner().into_inner();
    }
    Ok(bytes)
}

/// `verb`: "is" for a plain file, "unpacks to" for a compressed one.
pub(super) fn too_large(verb: &str) -> Diagnostic {
    let limit = MAX_PAGE_BYTES >> 20;
    Diagnostic::error(format!("the file {verb} more than {limit} MiB, which is no news page"))
        .hint("take it out of the sources, or split it into its pages")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_layers_and_padding() {
        assert_eq!(unwrap(b"plain".to_vec()).unwrap(), b"plain");
        assert_eq!(unwrap(pack(&pack("خبر".as_bytes()))).unwrap(), "خبر".as_bytes());
        let mut two = pack(b"one ");
        two.extend(pack(b"two"));
        two.extend([0; 512]);
        assert_eq!(unwrap(two).unwrap(), b"one two");
    }

    #[test]
    fn a_bomb_is_refused_and_a_cut_file_reported() {
        let bomb = pack(&vec![b' '; MAX_PAGE_BYTES + 1]);
        assert!(bomb.len() < 100_000);
        assert!(unwrap(bomb).unwrap_err().message.contains("more than 64 MiB"));
        let whole = pack("نص طويل بعض الشيء ".repeat(50).as_bytes());
        assert!(unwrap(whole[..whole.len() / 2].to_vec()).unwrap_err().message.contains("cut off"));
    }
}
