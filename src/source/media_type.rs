//! What a page's bytes are: by what came beside them, by the file's name, by a look at them.
//!
//! In: names and first bytes. Out: a [`MediaType`], or what kind of foreign file it is. Decodes nothing.

use super::MediaType;
use std::path::Path;

/// Extensions of the pages that a folder is searched for, each also with `.gz`.
const EXTENSIONS: [(&str, MediaType); 4] = [
    ("html", MediaType::Html),
    ("htm", MediaType::Html),
    ("xhtml", MediaType::Html),
    ("txt", MediaType::Text),
];

/// How far into a page a tag is looked for.
const LOOKED_AT: usize = 4096;

/// First bytes of files that are no pages, whatever they are called.
const FOREIGN: [(&[u8], &str); 12] = [
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"Rar!\x1A", "a RAR archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"BZh", "a bzip2 file"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard file"),
    (b"\xFD7zXZ", "an XZ file"),
    (b"\xD0\xCF\x11\xE0", "an old Office document"),
    (b"\x7FELF", "a program"),
];

/// By the file's name; `None` for names that are not a page's.
pub(super) fn by_name(path: &Path) -> Option<MediaType> {
    let name = path.file_name()?.to_str().map(str::to_ascii_lowercase);
    let name =
        name.unwrap_or_else(|| path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase());
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let (_, extension) = name.rsplit_once('.')?;
    EXTENSIONS.iter().find(|(known, _)| *known == extension).map(|(_, media_type)| *media_type)
}

/// By a declaration such as `text/html; charset=windows-1256`: the type and the charset, where it has them.
pub fn declared(declaration: &str) -> (Option<MediaType>, Option<String>) {
    let mut parts = declaration.split(';').map(str::trim);
    let media_type = match parts.next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" | "html" | "htm" | "xhtml" => Some(MediaType::Html),
        "text/plain" | "text" | "txt" => Some(MediaType::Text),
        _ => None,
    };
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (media_type, charset)
}

/// What the bytes are when they are no page: `a PNG image`, `binary data`.
pub(super) fn foreign(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    // A bad disk leaves zeros in and behind good pages; what is no text has other control characters too.
    let is_control = |byte: &u8| matches!(byte, 1..=8 | 0xE..=0x1A | 0x1C..=0x1F | 0x7F);
    let is_text = zeros < head.len() && !head.iter().any(is_control);
    // UTF-16 has a zero beside every ASCII character: all on even or all on odd places, except by chance.
    let odd_zeros = head.iter().skip(1).step_by(2).filter(|byte| **byte == 0).count();
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let lopsided = odd_zeros * 10 > zeros * 9 || odd_zeros * 10 < zeros;
    (zeros * 50 > head.len() && !is_text && !marked && !lopsided).then_some("binary data")
}

/// By name and bytes together. The bytes win where they leave no doubt: a whole page saved as `.txt`, a text without a
/// single tag saved as `.html`.
pub(super) fn sniff(named: Option<MediaType>, bytes: &[u8]) -> MediaType {
    let head: Vec<u8> =
        bytes.iter().filter(|byte| **byte != 0).take(LOOKED_AT).map(u8::to_ascii_lowercase).collect();
    let start = head.iter().position(|byte| *byte == b'<' || byte.is_ascii_alphanumeric() || *byte > 0xF4);
    let opening = &head[start.unwrap_or(head.len())..];
    if [&b"<!doctype html"[..], b"<html"].iter().any(|tag| opening.starts_with(tag)) {
        return MediaType::Html;
    }
    let has = |tags: &[&str]| tags.iter().any(|tag| find(&head, tag.as_bytes()));
    match named {
        Some(MediaType::Text) => MediaType::Text,
        Some(MediaType::Html) if bytes.contains(&b'<') => MediaType::Html,
        _ if has(&["<html", "<head", "<body", "<title", "<meta", "<div", "<p>", "<p ", "<br"]) => {
            MediaType::Html
        }
        _ => MediaType::Text,
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_declarations() {
        assert_eq!(by_name(Path::new("a/خبر.HTM.gz")), Some(MediaType::Html));
        assert_eq!(by_name(Path::new("dump.txt")), Some(MediaType::Text));
        assert_eq!(by_name(Path::new("style.css")), None);
        assert_eq!(by_name(Path::new("html")), None);
        let (media_type, charset) = declared("text/html; Charset=\"windows-1256\"");
        assert_eq!((media_type, charset.as_deref()), (Some(MediaType::Html), Some("windows-1256")));
    }

    #[test]
    fn bytes_win_where_they_leave_no_doubt() {
        let page = b"\n <!DOCTYPE html><p>x";
        assert_eq!(sniff(Some(MediaType::Text), page), MediaType::Html);
        assert_eq!(sniff(Some(MediaType::Html), "خبر بلا وسوم".as_bytes()), MediaType::Text);
        assert_eq!(sniff(Some(MediaType::Text), b"the <p> tag explained"), MediaType::Text);
        assert_eq!(sniff(None, b"hello <div>x</div>"), MediaType::Html);
    }

    #[test]
    fn utf16_is_a_page_and_an_image_is_not() {
        let utf16: Vec<u8> = "<p>hello</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(foreign(&utf16), None);
        assert_eq!(sniff(None, &utf16), MediaType::Html);
        assert_eq!(foreign(b"\x89PNG\r\n\x1a\n"), Some("a PNG image"));
        assert_eq!(foreign(&[b"<p>text \0of \0a page".as_slice(), &[0; 3000]].concat()), None);
        assert_eq!(foreign(&[0; 3000]), Some("binary data"));
        assert_eq!(foreign(&[0, 0, 1, 0, 0, 0, 9, 0, 0, 5, 0, 0]), Some("binary data"));
    }
}
