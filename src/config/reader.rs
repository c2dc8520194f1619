//! Reads typed values out of a TOML table and keeps every mistake with its place: unknown keys with the nearest right
//! one, values of the wrong type, words that are none of the choices.
//!
//! Knows TOML, not what the keys mean.

use crate::diagnostic::Diagnostic;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A mistake-collecting reader over the text of one file.
pub(super) struct Reader<'s> {
    file: String,
    source: &'s str,
    problems: Vec<Diagnostic>,
}

/// A value with where it stands.
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

impl<'s> Reader<'s> {
    /// Parses `source`; syntax errors are kept as problems, and the table holds what could be read.
    pub(super) fn parse(file: String, source: &'s str) -> (Self, DeTable<'s>) {
        let (table, errors) = DeTable::parse_recoverable(source);
        let mut reader = Self { file, source, problems: Vec::new() };
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            reader.problem(
                span,
                error.message().to_owned(),
                "see https://toml.io for how TOML is written".to_owned(),
            );
        }
        (reader, table.into_inner())
    }

    /// Every mistake so far, in the order of the file.
    pub(super) fn into_problems(mut self) -> Vec<Diagnostic> {
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        self.problems
    }

    /// Keeps a mistake.
    pub(super) fn problem(&mut self, span: Range<usize>, message: String, hint: String) {
        let problem =
            Diagnostic::error(message).in_file(&self.file).pointing_at(self.source, span).hint(hint);
        self.problems.push(problem);
    }

    /// Reports the keys of `table` that are none of `known`.
    pub(super) fn known_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let hint = nearest(name, known).map_or_else(
                    || format!("the keys here are: {}", known.join(", ")),
                    |right| format!("did you mean '{right}'?"),
                );
                self.problem(key.span(), format!("there is no key '{name}' here"), hint);
            }
        }
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let got = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.problem(value.span(), format!("'{key}' is {got}, not {wanted}"), format!("write {wanted}"));
    }

    /// A string; an empty one counts as absent.
    pub(super) fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<Placed<String>> {
        let value = table.get(key)?;
        match value.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => None,
            Some(text) => Some(Placed { value: text.to_owned(), span: value.span() }),
            None => {
                self.wrong_type(key, value, "a text in quotes, such as \"…\"");
                None
            }
        }
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, table: &DeTable<'_>, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(key, value, "true or false, without quotes");
        }
        flag
    }

    /// A whole number in `allowed`.
    pub(super) fn number(&mut self, table: &DeTable<'_>, key: &str, allowed: Range<usize>) -> Option<usize> {
        let value = table.get(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|digits| usize::from_str_radix(digits.as_str(), digits.radix()).ok())
            .filter(|number| allowed.contains(number));
        if number.is_none() {
            let wanted = format!("a whole number from {} to {}", allowed.start, allowed.end - 1);
            self.problem(
                value.span(),
                format!("'{key}' must be {wanted}"),
                format!("write {wanted}, without quotes"),
            );
        }
        number
    }

    /// A list of strings; where `or_one` holds, a single string is a list of one.
    pub(super) fn texts(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        or_one: bool,
    ) -> Option<Vec<Placed<String>>> {
        let value = table.get(key)?;
        let wanted =
            if or_one { "a text or a list of texts" } else { "a list of texts, such as [\"…\", \"…\"]" };
        if or_one && let Some(text) = value.get_ref().as_str() {
            return Some(vec![Placed { value: text.to_owned(), span: value.span() }]);
        }
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, wanted);
            return None;
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push(Placed { value: text.to_owned(), span: item.span() }),
                None => self.wrong_type(key, item, wanted),
            }
        }
        Some(texts)
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let text = self.text(table, key)?;
        self.chosen(key, &text, choices)
    }

    /// Which of the choices `text` names.
    pub(super) fn chosen<T: Copy>(
        &mut self,
        key: &str,
        text: &Placed<String>,
        choices: &[(&str, T)],
    ) -> Option<T> {
        if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == text.value) {
            return Some(*choice);
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let hint = nearest(&text.value, &words).map_or_else(
            || format!("write one of: {}", words.join(", ")),
            |right| format!("did you mean '{right}'?"),
        );
        self.problem(text.span.clone(), format!("'{}' is no value for '{key}'", text.value), hint);
        None
    }

    /// The tables of an array of tables, `[[key]]`.
    pub(super) fn tables<'t, 'i>(
        &mut self,
        table: &'t DeTable<'i>,
        key: &str,
    ) -> Vec<Placed<&'t DeTable<'i>>> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, &format!("a table under [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => tables.push(Placed { value: table, span: item.span() }),
                None => self.wrong_type(key, item, &format!("a table under [[{key}]]")),
            }
        }
        tables
    }

    /// A table inside a table; `such_as` is one of its keys.
    pub(super) fn table<'t, 'i>(
        &mut self,
        table: &'t DeTable<'i>,
        key: &str,
        such_as: &str,
    ) -> Option<&'t DeTable<'i>> {
        let value = table.get(key)?;
        let inner = value.get_ref().as_table();
        if inner.is_none() {
            self.wrong_type(key, value, &format!("a table, such as {key}.{such_as} = \"…\""));
        }
        inner
    }
}

/// The known word that `word` was most likely meant to be.
fn nearest<'w>(word: &str, known: &[&'w str]) -> Option<&'w str> {
    let likeness = |right: &str| strsim::jaro_winkler(&word.to_lowercase(), right);
    let best = known.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) > 0.75).then_some(best)
}
