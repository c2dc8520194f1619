//! The files of words, `templates/locales/<lang>.toml`: reading them and laying the user's own over the built-in ones.

use crate::arabic::{Direction, direction_of_language};
use crate::diagnostic::Diagnostic;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Languages with words of their own, and the files that hold them.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("ar", include_str!("../../../templates/locales/ar.toml")),
    ("en", include_str!("../../../templates/locales/en.toml")),
    ("fr", include_str!("../../../templates/locales/fr.toml")),
    ("fa", include_str!("../../../templates/locales/fa.toml")),
    ("he", include_str!("../../../templates/locales/he.toml")),
    ("ur", include_str!("../../../templates/locales/ur.toml")),
];

/// A day of the week, as the files name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// The names of the seven days, Monday first.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weekdays {
    #[serde(default)]
    pub names: Option<[String; 7]>,
}

/// A file of words. Every part may be missing in a user's own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    /// Words and phrases by key; some with `{name}`, `{n}`, `{year}` or `{day}` in them.
    pub strings: BTreeMap<String, String>,
    /// How a date is put together: `day`, `day_time`, `short`, `month_year`, `range`; perhaps `first_of_month`.
    pub formats: BTreeMap<String, String>,
    /// `group`: what parts thousands.
    pub numbers: BTreeMap<String, String>,
    pub weekdays: Weekdays,
    /// By month system, else `default`.
    pub first_weekday: BTreeMap<String, Weekday>,
    /// The twelve names by month system, else `default`.
    pub months: BTreeMap<String, [String; 12]>,
    /// Names of languages by their tag.
    pub languages: BTreeMap<String, String>,
    /// Counted phrases: by what is counted, then by CLDR's plural category.
    pub counted: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(skip)]
    lang: String,
}

impl Words {
    /// The words of `lang`, English where a word is missing, the user's own over both.
    pub fn load(lang: &str, overrides: Option<&str>) -> Result<Self, Box<Diagnostic>> {
        let primary = lang.split(['-', '_']).next().unwrap_or(lang).to_ascii_lowercase();
        let mut words = Self::built_in("en").unwrap_or_default();
        if primary != "en"
            && let Some(own) = Self::built_in(&primary)
        {
            words.lay_over(own);
            words.lang = primary;
        }
        if let Some(text) = overrides {
            words.lay_over(Self::parse(text).map_err(Box::new)?);
            lang.clone_into(&mut words.lang);
        }
        Ok(words)
    }

    /// The direction of the language that the words are in.
    pub fn direction(&self) -> Direction {
        direction_of_language(&self.lang)
    }

    /// What the archive's month system picks out of a table; the `default` row otherwise.
    pub fn pick<'a, T>(table: &'a BTreeMap<String, T>, system: &str) -> Option<&'a T> {
        table.get(system).or_else(|| table.get("default"))
    }

    fn built_in(lang: &str) -> Option<Self> {
        let (_, text) = LANGUAGES.iter().find(|(name, _)| *name == lang)?;
        let mut words = Self::parse(text).ok()?;
        lang.clone_into(&mut words.lang);
        Some(words)
    }

    fn parse(text: &str) -> Result<Self, Diagnostic> {
        toml::from_str(text).map_err(|error| {
            let diagnostic =
                Diagnostic::error(format!("not a file of words: {}", error.message().trim_end()))
                    .hint("compare it with the built-in file of the same name in templates/locales");
            match error.span() {
                Some(span) => diagnostic.pointing_at(text, span),
                None => diagnostic,
            }
        })
    }

    fn lay_over(&mut self, own: Self) {
        self.strings.extend(own.strings);
        self.formats.extend(own.formats);
        self.numbers.extend(own.numbers);
        self.languages.extend(own.languages);
        self.first_weekday.extend(own.first_weekday);
        if own.weekdays.names.is_some() {
            self.weekdays = own.weekdays;
        }
        self.months.extend(own.months);
        // Forms are taken whole: those of two languages do not mix.
        self.counted.extend(own.counted);
    }
}
