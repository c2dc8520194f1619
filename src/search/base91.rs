//! Bytes as text that may stand in a JavaScript string as it is: 13 bits in two of 91 printable characters.
//!
//! A tenth shorter than Base64, which has 6 bits in each. Not the code of that name that fits a bit more into some pairs.

/// Printable ASCII but blank, `"`, `\` and `'`.
const fn alphabet() -> [u8; 91] {
    let mut alphabet = [0; 91];
    let (mut at, mut byte) = (0, b'!');
    while byte <= b'~' {
        if !matches!(byte, b'"' | b'\'' | b'\\') {
            alphabet[at] = byte;
            at += 1;
        }
        byte += 1;
    }
    alphabet
}

const ALPHABET: [u8; 91] = alphabet();
/// Bits in a pair.
const BITS: u32 = 13;

/// The last bits go into one character where they fit.
const FEW_BITS: u32 = 6;

/// Appends `bytes` to `text`.
pub(super) fn encode(bytes: &[u8], text: &mut String) {
    text.reserve(bytes.len() * 16 / 13 + 2);
    let digit = |value: u32| char::from(ALPHABET[value as usize % 91]);
    let (mut held, mut width) = (0_u32, 0);
    for &byte in bytes {
        held |= u32::from(byte) << width;
        width += 8;
        if width >= BITS {
            let pair = held & ((1 << BITS) - 1);
            text.extend([digit(pair), digit(pair / 91)]);
            held >>= BITS;
            width -= BITS;
        }
    }
    if width > 0 {
        text.push(digit(held));
    }
    if width > FEW_BITS {
        text.push(digit(held / 91));
    }
}

/// The bytes in `text`; `None` where it is no such text.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| u32::try_from(ALPHABET.binary_search(&byte).ok()?).ok();
    let mut bytes = Vec::with_capacity(text.len() * 13 / 16);
    let (mut held, mut width) = (0_u32, 0);
    for pair in text.as_bytes().chunks(2) {
        let (value, bits) = match pair {
            [low, high] => (digit(*low)? + digit(*high)? * 91, BITS),
            [low] => (digit(*low)?, FEW_BITS),
            _ => return None,
        };
        held |= value << width;
        width += bits;
        while width >= 8 {
            bytes.push((held & 0xFF) as u8);
            held >>= 8;
            width -= 8;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_number_of_bytes_comes_back() {
        for length in 0..100 {
            for fill in [0_u8, 0x5A, 0xFF] {
                let bytes: Vec<u8> = (0..length).map(|at| fill ^ (at * 37) as u8).collect();
                let mut text = String::new();
                encode(&bytes, &mut text);
                assert!(text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'\\".contains(&byte)));
                assert_eq!(decode(&text), Some(bytes));
            }
        }
        assert_eq!(ALPHABET[90], b'~');
        assert_eq!(decode("a b"), None);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "\\PC{0,20}") {
            decode(&text);
        }
    }
}
