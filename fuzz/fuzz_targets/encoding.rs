//! Decodes whatever comes: no panic, no zeros or marks left in the text, and sound Arabic in UTF-8 comes out as it went in.
//!
//! The first byte is for what comes beside the page, the rest is the page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::source::encoding::decode;
use warraq::source::{Capture, MediaType};

const CHARSETS: [Option<&str>; 4] = [None, Some("windows-1256"), Some("iso-8859-1"), Some("utf-8")];

fuzz_target!(|input: &[u8]| {
    let Some((&bits, bytes)) = input.split_first() else { return };
    let media_type = if bits & 1 != 0 { MediaType::Html } else { MediaType::Text };
    let mut capture = Capture {
        charset: CHARSETS[usize::from(bits >> 1 & 3)].map(str::to_owned),
        url: Some("https://a.example/1".to_owned()),
        ..Capture::bare("page", bytes, media_type)
    };
    let decoded = decode(&capture);
    assert!(!decoded.text.contains('\0') && !decoded.text.starts_with('\u{FEFF}'));
    assert!(!decoded.decision.used.is_empty());
    let is_arabic = |c: &char| matches!(c, 'ا'..='غ' | 'ف'..='ي' | '،' | ' ' | '\n');
    let arabic: String = decoded.text.chars().filter(is_arabic).collect();
    capture.bytes = format!("قال {arabic}").into_bytes();
    let again = decode(&capture);
    assert_eq!((again.decision.used, again.text.as_bytes()), ("UTF-8", capture.bytes.as_slice()));
});
