//! The interface's language: strings, counted phrases, numbers and dates as its readers write them.
//!
//! Strings come from `templates/locales/<lang>.toml`; plural rules from CLDR; Arabic month names from `site.toml`'s
//! choice. Formats; never parses.

use crate::arabic::DigitSystem;
use crate::config::MonthNames;

/// One interface language with the archive's digits and month names.
#[derive(Debug, Clone)]
pub struct Locale {
    lang: String,
    digits: DigitSystem,
    months: MonthNames,
}

impl Locale {
    /// The locale for `lang`; English strings stand in for a language that has none.
    pub fn new(lang: &str, digits: DigitSystem, months: MonthNames) -> Self {
        Self { lang: lang.to_owned(), digits, months }
    }
}
