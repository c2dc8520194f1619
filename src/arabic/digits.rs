//! The three digit sets of Arabic script: Western, Arabic-Indic and Persian, and the ways between them.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A set of decimal digits, named as CLDR names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DigitSystem {
    /// 0123456789
    #[default]
    Latn,
    /// ٠١٢٣٤٥٦٧٨٩
    Arab,
    /// ۰۱۲۳۴۵۶۷۸۹
    ArabExt,
}

impl DigitSystem {
    /// `text` with its ASCII digits written in this set; other characters stay.
    pub fn write(self, text: &str) -> String {
        let zero = match self {
            Self::Latn => return text.to_owned(),
            Self::Arab => 0x0660,
            Self::ArabExt => 0x06F0,
        };
        text.chars()
            .map(|c| c.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(c))
            .collect()
    }
}

/// `text` with Arabic-Indic and Persian digits written as 0 to 9; other characters stay.
pub fn to_ascii_digits(text: &str) -> Cow<'_, str> {
    let is_foreign = |c: char| matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}');
    if !text.contains(is_foreign) {
        return Cow::Borrowed(text);
    }
    let ascii = |c: char| match c {
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10).unwrap_or(c),
        '\u{6F0}'..='\u{6F9}' => char::from_digit(u32::from(c) - 0x6F0, 10).unwrap_or(c),
        _ => c,
    };
    Cow::Owned(text.chars().map(ascii).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sets_there_and_back() {
        assert_eq!(DigitSystem::Arab.write("27 أبريل 2017"), "٢٧ أبريل ٢٠١٧");
        assert_eq!(DigitSystem::ArabExt.write("1396"), "۱۳۹۶");
        assert_eq!(to_ascii_digits("٢٧ أبريل ۲۰۱۷"), "27 أبريل 2017");
    }
}
