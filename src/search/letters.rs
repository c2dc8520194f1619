//! Texts in one byte a letter, Latin or Arabic; other characters take four. Texts in a row, each without what it begins with as the one
//! before it does: front coding.
//!
//! Neither compresses (`texts.rs` deflates what it has) nor folds.

use super::bits::{ByteReader, count, push_bytes, push_varint};

/// Before three bytes that are a character of another script.
const ESCAPE: u8 = 1;
/// More bytes no word and no key has: a damaged file gives no longer ones.
const LONGEST: usize = 512;

/// Appends a text.
pub(super) fn push_letters(text: &str, bytes: &mut Vec<u8>) {
    for c in text.chars() {
        match u32::from(c) {
            letter @ (0 | 2..=0x7F) => bytes.push(letter as u8),
            letter @ 0x600..=0x67F => bytes.push((letter - 0x600) as u8 | 0x80),
            other => {
                bytes.push(ESCAPE);
                bytes.extend(&other.to_be_bytes()[1..]);
            }
        }
    }
}

/// The text that `bytes` are.
pub(super) fn read_letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut rest = bytes.iter();
    while let Some(&byte) = rest.next() {
        let letter = match byte {
            ESCAPE => {
                (0..3).fold(0, |letter, _| letter << 8 | rest.next().map_or(0, |byte| u32::from(*byte)))
            }
            0x80.. => u32::from(byte & 0x7F) + 0x600,
            _ => u32::from(byte),
        };
        text.push(char::from_u32(letter).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    text
}

/// Writes texts, each without what it begins with as the one before it does.
#[derive(Debug, Default)]
pub(super) struct FrontWriter {
    before: Vec<u8>,
}

impl FrontWriter {
    pub(super) fn push(&mut self, text: &str, bytes: &mut Vec<u8>) {
        let mut letters = Vec::new();
        push_letters(text, &mut letters);
        let shared = self.before.iter().zip(&letters).take_while(|(a, b)| a == b).count();
        push_varint(bytes, count(shared));
        push_bytes(bytes, &letters[shared..]);
        self.before = letters;
    }
}

/// Reads them back.
#[derive(Debug, Default)]
pub(super) struct FrontReader {
    before: Vec<u8>,
}

impl FrontReader {
    /// `None` at the end, and where there is damage.
    pub(super) fn next(&mut self, bytes: &mut ByteReader<'_>) -> Option<String> {
        self.before.truncate(bytes.varint()? as usize);
        let more = bytes.varint()?;
        let more = bytes.take(more)?;
        if self.before.len() + more.len() > LONGEST {
            return None;
        }
        self.before.extend_from_slice(more);
        Some(read_letters(&self.before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_come_back(texts in prop::collection::vec("[ابتثa-c\u{1}-\u{3}€𐰀]{0,8}|.{0,12}", 0..20)) {
            let (mut writer, mut bytes) = (FrontWriter::default(), Vec::new());
            texts.iter().for_each(|text| writer.push(text, &mut bytes));
            let (mut reader, mut bytes) = (FrontReader::default(), ByteReader::new(&bytes));
            for text in &texts {
                prop_assert_eq!(reader.next(&mut bytes), Some(text.clone()));
            }
            prop_assert_eq!(reader.next(&mut bytes), None);
        }

        #[test]
        fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            read_letters(&bytes);
            let (mut reader, mut bytes) = (FrontReader::default(), ByteReader::new(&bytes));
            while reader.next(&mut bytes).is_some() {}
        }
    }
}
