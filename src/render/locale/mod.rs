//! The interface's language: strings, counted phrases, numbers and dates as its readers write them.
//!
//! In: a language, the archive's digits and month names, perhaps a file of the user's own words. Out: a [`Locale`].
//! Words come from `templates/locales/<lang>.toml` (`words.rs` reads it), plural rules from CLDR. Formats; never parses.

mod dates;
mod words;

use crate::arabic::{DigitSystem, Direction};
use crate::config::MonthNames;
use crate::diagnostic::Diagnostic;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorPreferences};
use icu_plurals::{PluralCategory, PluralRules, PluralRulesPreferences};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use words::Words;

pub use words::LANGUAGES;

/// One interface language with the archive's digits and month names.
#[derive(Debug, Clone)]
pub struct Locale {
    lang: String,
    /// Direction that the words themselves are written in; those of the fallback may differ from the archive's.
    direction: Direction,
    plurals: PluralRulesPreferences,
    collation: CollatorPreferences,
    digits: DigitSystem,
    months: MonthNames,
    hijri: bool,
    words: Words,
}

impl Locale {
    /// The locale for `lang` (BCP 47; `ar-MA` is served by `ar`). English words stand in for a language that has none.
    /// `overrides` is the text of the user's own locale file, in the form of the built-in ones; every word in it wins,
    /// and words that the program does not know are handed to templates like the others.
    ///
    /// # Errors
    /// When `overrides` is not such a file; the diagnostic points into it, the caller names the file.
    pub fn load(
        lang: &str,
        digits: DigitSystem,
        months: MonthNames,
        overrides: Option<&str>,
    ) -> Result<Self, Box<Diagnostic>> {
        let words = Words::load(lang, overrides)?;
        let known: icu_locale_core::Locale = lang.parse().unwrap_or(const { icu_locale_core::locale!("en") });
        let direction = words.direction();
        Ok(Self {
            lang: lang.to_owned(),
            direction,
            plurals: (&known).into(),
            collation: (&known).into(),
            digits,
            months,
            hijri: false,
            words,
        })
    }

    /// With days in the Hijri calendar too.
    #[must_use]
    pub fn with_hijri(self, hijri: bool) -> Self {
        Self { hijri, ..self }
    }

    /// The alphabetical order of the language (CLDR).
    pub fn alphabetical(&self) -> impl Fn(&str, &str) -> Ordering {
        // Its data are part of the program: it does not fail.
        let collator = Collator::try_new(self.collation, CollatorOptions::default()).ok();
        move |a, b| collator.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
    }

    /// The language asked for.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// The word or phrase under `key`; the key itself when there is none, so that a slip shows on the page.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.strings.get(key).map_or(key, String::as_str)
    }

    /// The phrase under `key` with `{name}` replaced by `value`.
    pub fn filled(&self, key: &str, name: &str, value: &str) -> String {
        filled(self.text(key), &[(name, value)])
    }

    /// Every word and phrase by its key: what templates know as `t`.
    pub fn strings(&self) -> &BTreeMap<String, String> {
        &self.words.strings
    }

    /// So many of what `key` names (`articles`, `sources` …), as this language counts: `مقالان`, `3 مقالات`.
    pub fn counted(&self, key: &str, n: usize) -> String {
        let Some(forms) = self.words.counted.get(key) else {
            return format!("{} {key}", self.number(n));
        };
        let category = match PluralRules::try_new_cardinal(self.plurals).map(|rules| rules.category_for(n)) {
            // None is said with a word of its own in most languages, whatever its grammar.
            _ if n == 0 => "zero",
            Ok(PluralCategory::Zero) => "zero",
            Ok(PluralCategory::One) => "one",
            Ok(PluralCategory::Two) => "two",
            Ok(PluralCategory::Few) => "few",
            Ok(PluralCategory::Many) => "many",
            Ok(PluralCategory::Other) | Err(_) => "other",
        };
        let form = forms.get(category).or_else(|| forms.get("other")).map_or("{n}", String::as_str);
        filled(form, &[("n", self.number(n).as_str())])
    }

    /// The forms of the phrase that [`Locale::counted`] makes, by CLDR's plural category, and `zero` for none.
    pub fn counted_forms(&self, key: &str) -> Option<&BTreeMap<String, String>> {
        self.words.counted.get(key)
    }

    /// What parts the thousands of a number.
    pub fn group(&self) -> &str {
        match self.digits {
            DigitSystem::Latn => self.words.numbers.get("group").map_or(",", String::as_str),
            DigitSystem::Arab | DigitSystem::ArabExt => "٬",
        }
    }

    /// A number with its thousands grouped, in the archive's digits: `18,432`, `١٨٬٤٣٢`.
    pub fn number(&self, n: usize) -> String {
        let group = self.group();
        let plain = n.to_string();
        let mut grouped = String::with_capacity(plain.len() * 2);
        for (at, digit) in plain.char_indices() {
            if at > 0 && (plain.len() - at).is_multiple_of(3) {
                grouped.push_str(group);
            }
            grouped.push(digit);
        }
        self.digits.write(&grouped)
    }

    /// `text` in the archive's digits, nothing grouped: years, page numbers.
    pub fn digits(&self, text: &str) -> String {
        self.digits.write(text)
    }

    /// A language's name in the interface's language; its tag where it has none.
    pub fn language_name<'a>(&'a self, lang: &'a str) -> &'a str {
        let primary = lang.split(['-', '_']).next().unwrap_or(lang);
        self.words
            .languages
            .get(lang)
            .or_else(|| self.words.languages.get(primary))
            .map_or(lang, String::as_str)
    }
}

/// `format` with each `{name}` of `parts` replaced by its value.
fn filled(format: &str, parts: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(format.len() + 32);
    let mut rest = format;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let part =
            parts.iter().find_map(|(name, value)| Some((rest.strip_prefix(name)?.strip_prefix('}')?, value)));
        match part {
            Some((after, value)) => {
                out.push_str(value);
                rest = after;
            }
            None => out.push('{'),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
