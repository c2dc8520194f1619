//! Which encodings a page declares, and which encoding a declared name means.
//!
//! In: a page's first bytes, or a name. Out: names, or an encoding. Believes nothing; `choose` does.

use encoding_rs::{
    Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256, X_USER_DEFINED,
};

/// How far into a page declarations are looked for. Browsers stop at 1,024 bytes; long scripts and comments go before.
const LOOKED_AT: usize = 64 << 10;

/// Most declarations that are looked at.
const MOST: usize = 8;

/// A declared encoding.
pub(super) struct Declared {
    /// Who declares it, for messages.
    pub(super) place: &'static str,
    /// The name as written.
    pub(super) label: String,
    /// What it means.
    pub(super) encoding: &'static Encoding,
}

/// The names that the page declares: in its XML declaration and in `meta` elements, in the page's order.
pub(super) fn in_page(bytes: &[u8]) -> Vec<String> {
    let head: Vec<u8> = bytes[..bytes.len().min(LOOKED_AT)].to_ascii_lowercase();
    let mut labels = Vec::new();
    let mut at = 0;
    while labels.len() < MOST {
        let Some(open) = memchr::memchr(b'<', &head[at..]).map(|open| at + open) else {
            break;
        };
        at = open + 1;
        if head[at..].starts_with(b"!--") {
            at = memchr::memmem::find(&head[at..], b"-->").map_or(head.len(), |end| at + end);
            continue;
        }
        let key: &[u8] = match &head[at..] {
            rest if rest.starts_with(b"meta") => b"charset",
            rest if rest.starts_with(b"?xml") => b"encoding",
            _ => continue,
        };
        let end = memchr::memchr(b'>', &head[at..]).map_or(head.len(), |end| at + end);
        let tag = &head[at..end];
        // `content` says it only in the place of a header.
        let says = memchr::memmem::find(tag, b"content").is_none()
            || memchr::memmem::find(tag, b"http-equiv").is_some();
        labels.extend(value_after(tag, key).filter(|_| says));
        at = end;
    }
    labels
}

/// A declared name as it is shown and kept: its beginning, letters and marks of ASCII only.
pub(super) fn shown(label: &str) -> String {
    const LONGEST: usize = 40;
    label.chars().filter(char::is_ascii_graphic).take(LONGEST).collect()
}

/// The value after `key =` in a tag: `charset=windows-1256`, `charset = "utf-8"`, `content='text/html; charset=…'`.
fn value_after(tag: &[u8], key: &[u8]) -> Option<String> {
    let mut at = 0;
    loop {
        let found = tag[at..].windows(key.len()).position(|window| window == key)?;
        at += found + key.len();
        let rest = tag[at..].trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let quote = value.first().copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let value = if quote.is_some() { &value[1..] } else { value };
        let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/') || byte.is_ascii_whitespace();
        let label = value.split(ends).next().unwrap_or_default();
        if !label.is_empty() {
            return Some(String::from_utf8_lossy(label).into_owned());
        }
    }
}

/// The encoding that a declared name means, with the misspellings that pages have; `None` for names that mean nothing.
pub(super) fn encoding_of(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.trim().as_bytes()).or_else(|| {
        let bare: String =
            label.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match bare.as_str() {
            _ if bare.starts_with("utf8") => Some(UTF_8),
            _ if bare.ends_with("1256") => Some(WINDOWS_1256),
            _ if bare.ends_with("1252") => Some(WINDOWS_1252),
            _ => Encoding::for_label(bare.as_bytes()),
        }
    })?;
    // Names of retired encodings decode to nothing at all; a declaration that can be read as ASCII is not in UTF-16.
    let useless = [REPLACEMENT, X_USER_DEFINED, UTF_16LE, UTF_16BE].contains(&encoding);
    (!useless).then_some(encoding)
}
