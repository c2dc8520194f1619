//! Lists of numbers in few bits: Rice codes for what is spread evenly, Elias gamma codes for what is mostly 1, unary ones for what is mostly 0.
//!
//! Bits are taken from the highest of each byte on. Reading beyond the end gives zeros, and an end to every run of them: a damaged
//! file gives wrong numbers, never a panic or an endless loop.

/// Appends bits to bytes.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits of the last byte that are not used yet.
    free: u32,
}

impl BitWriter {
    /// The lowest `width` bits of `value`, at most 32.
    pub(super) fn bits(&mut self, value: u32, width: u32) {
        let mut left = width;
        while left > 0 {
            if self.free == 0 {
                self.bytes.push(0);
                self.free = 8;
            }
            let taken = left.min(self.free);
            let part = (u64::from(value) >> (left - taken)) & ((1 << taken) - 1);
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::try_from(part << (self.free - taken)).unwrap_or(0);
            }
            self.free -= taken;
            left -= taken;
        }
    }

    /// So many zeros and a one.
    pub(super) fn unary(&mut self, mut zeros: u32) {
        while zeros >= 31 {
            self.bits(0, 31);
            zeros -= 31;
        }
        self.bits(1, zeros + 1);
    }

    /// `value` with the parameter `k`: about `k + 1` bits where it is near `2^k`.
    pub(super) fn rice(&mut self, value: u32, k: u32) {
        self.unary(value >> k);
        self.bits(value, k);
    }

    /// `value`, from 1 on.
    pub(super) fn gamma(&mut self, value: u32) {
        let width = value.max(1).ilog2();
        self.unary(width);
        self.bits(value.max(1), width);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads them back.
#[derive(Debug)]
pub(super) struct BitReader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> BitReader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn bit(&mut self) -> Option<u32> {
        let byte = self.bytes.get(self.at >> 3)?;
        let bit = (byte >> (7 - (self.at & 7))) & 1;
        self.at += 1;
        Some(u32::from(bit))
    }

    pub(super) fn bits(&mut self, width: u32) -> u32 {
        (0..width).fold(0, |value, _| value << 1 | self.bit().unwrap_or(0))
    }

    pub(super) fn unary(&mut self) -> u32 {
        let mut zeros = 0;
        while self.bit() == Some(0) {
            zeros += 1;
        }
        zeros
    }

    pub(super) fn rice(&mut self, k: u32) -> u32 {
        let high = self.unary();
        let low = self.bits(k);
        high.checked_shl(k).unwrap_or(0) | low
    }

    pub(super) fn gamma(&mut self) -> u32 {
        let width = self.unary().min(31);
        1 << width | self.bits(width)
    }
}

/// The parameter with which `sum`, spread over `count` numbers, takes fewest bits.
pub(super) fn rice_parameter(sum: u64, count: u64) -> u32 {
    // The median of a geometric distribution is its mean times ln 2.
    (sum * 11 / (count.max(1) * 16)).max(1).ilog2().min(31)
}

/// Appends a number in groups of seven bits, lowest first.
pub(super) fn push_varint(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// How many, as a number of the index.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Appends the number of bytes of `more`, and these.
pub(super) fn push_bytes(bytes: &mut Vec<u8>, more: &[u8]) {
    push_varint(bytes, count(more.len()));
    bytes.extend_from_slice(more);
}

/// Reads numbers and byte strings.
#[derive(Debug, Clone)]
pub(super) struct ByteReader<'b> {
    bytes: &'b [u8],
}

impl<'b> ByteReader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    /// What was not read yet.
    pub(super) fn rest(&self) -> &'b [u8] {
        self.bytes
    }

    /// `None` at the end.
    pub(super) fn varint(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            value |= u32::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// The next `length` bytes; `None` where there are fewer.
    pub(super) fn take(&mut self, length: u32) -> Option<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length as usize)?;
        self.bytes = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(numbers in prop::collection::vec((0_u32..100_000, 3_u32..12), 0..60)) {
            let (mut writer, mut bytes) = (BitWriter::default(), Vec::new());
            for &(number, k) in &numbers {
                writer.rice(number, k);
                writer.gamma(number + 1);
                writer.bits(number, 17);
                push_varint(&mut bytes, number << 9);
            }
            let packed = writer.finish();
            let (mut reader, mut varints) = (BitReader::new(&packed), ByteReader::new(&bytes));
            for &(number, k) in &numbers {
                prop_assert_eq!(reader.rice(k), number);
                prop_assert_eq!(reader.gamma(), number + 1);
                prop_assert_eq!(reader.bits(17), number);
                prop_assert_eq!(varints.varint(), Some(number << 9));
            }
            prop_assert!(varints.rest().is_empty());
        }

        #[test]
        fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            let mut reader = BitReader::new(&bytes);
            for k in 0..40 {
                reader.rice(k % 32);
                reader.gamma();
            }
            let mut varints = ByteReader::new(&bytes);
            while let Some(length) = varints.varint() {
                varints.take(length % 8);
            }
        }
    }
}
