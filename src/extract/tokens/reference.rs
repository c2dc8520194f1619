//! Character references: `&amp;`, `&#1575;`. The common ones here, the others by html5ever's own tokenizer.

use super::{Cutter, Seen};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tree_builder::TreeSink;
use memchr::memchr;
use std::ops::Range;

/// A part of the page's text, as it reads.
pub(super) fn in_text<S: TreeSink>(cutter: &Cutter<'_, S>, range: Range<usize>) -> StrTendril {
    let text = &cutter.text[range.clone()];
    if memchr(b'&', text.as_bytes()).is_none() {
        return cutter.slice(range);
    }
    // In this state a text is nothing but text.
    let state = State::RawData(RawKind::Rcdata);
    resolve(text, false).unwrap_or_else(|| Seen::read(text, Some(state)).characters)
}

/// An attribute's value, as it reads; `quote` is what it stands in.
pub(super) fn in_attribute<S: TreeSink>(
    cutter: &Cutter<'_, S>,
    range: Range<usize>,
    quote: Option<u8>,
) -> StrTendril {
    let value = &cutter.text[range.clone()];
    if memchr(b'&', value.as_bytes()).is_none() {
        return cutter.slice(range);
    }
    let quote = match quote {
        Some(b'"') => "\"",
        Some(_) => "'",
        None => "",
    };
    let by_html5ever = || Seen::read(&format!("<a b={quote}{value}{quote}>"), None).attribute;
    resolve(value, true).or_else(by_html5ever).unwrap_or_default()
}

/// What stands behind a `&`.
enum Reference {
    /// A character, by a reference of so many bytes.
    To(char, usize),
    /// No reference.
    None,
    /// Not for here to say.
    Rare,
}

/// The text with its references resolved; nothing where one is rare.
fn resolve(text: &str, in_attribute: bool) -> Option<StrTendril> {
    let mut out = StrTendril::new();
    let (mut copied, mut from) = (0, 0);
    while let Some(found) = memchr(b'&', &text.as_bytes()[from..]) {
        let after = from + found + 1;
        from = after;
        match reference(&text.as_bytes()[after..], in_attribute) {
            Reference::To(char, length) => {
                out.push_slice(&text[copied..after - 1]);
                out.push_char(char);
                from += length;
                copied = from;
            }
            Reference::None => {}
            Reference::Rare => return None,
        }
    }
    out.push_slice(&text[copied..]);
    Some(out)
}

/// Longer names are not looked at here.
const MAX_NAME: usize = 32;

fn reference(rest: &[u8], in_attribute: bool) -> Reference {
    if let Some(number) = rest.strip_prefix(b"#") {
        return numeric(number);
    }
    let length = rest.iter().take(MAX_NAME).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let char = match (&rest[..length], rest.get(length)) {
        (b"", _) => return Reference::None,
        // `?a=1&b=2`
        (_, Some(b'=')) if in_attribute => return Reference::None,
        (name, Some(b';')) => named(name),
        _ => None,
    };
    char.map_or(Reference::Rare, |char| Reference::To(char, length + 1))
}

fn named(name: &[u8]) -> Option<char> {
    Some(match name {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        b"nbsp" => '\u{A0}',
        b"laquo" => '«',
        b"raquo" => '»',
        b"ldquo" => '“',
        b"rdquo" => '”',
        b"lsquo" => '‘',
        b"rsquo" => '’',
        b"ndash" => '–',
        b"mdash" => '—',
        b"hellip" => '…',
        b"bull" => '•',
        b"middot" => '·',
        b"copy" => '©',
        _ => return None,
    })
}

/// `1575;` or `x627;`, for what is no control character.
fn numeric(rest: &[u8]) -> Reference {
    let (digits, radix, mark) = match rest {
        [b'x' | b'X', digits @ ..] => (digits, 16, 1),
        digits => (digits, 10, 0),
    };
    let length = digits.iter().take(7).take_while(|byte| char::from(**byte).is_digit(radix)).count();
    let value = std::str::from_utf8(&digits[..length])
        .ok()
        .and_then(|digits| u32::from_str_radix(digits, radix).ok());
    let char = value.and_then(char::from_u32).filter(|char| !char.is_control());
    match (char, digits.get(length)) {
        (Some(char), Some(b';')) => Reference::To(char, 1 + mark + length + 1),
        _ => Reference::Rare,
    }
}
