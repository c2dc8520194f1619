//! The tree between a front matter's syntax and its meaning: the same for TOML and YAML, with the place of each value.
//!
//! In: the front matter's text. Out: [`Value`]s, or what is wrong with the syntax. Knows no key.

use super::Wrong;
use std::collections::HashMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

/// A value with its place.
pub(super) struct Value {
    pub(super) data: Data,
    pub(super) span: Option<Range<usize>>,
}

/// What a value is.
pub(super) enum Data {
    Text(String),
    Integer(i64),
    Float(f64),
    Bool(bool),
    Date(Datetime),
    List(Vec<Value>),
    Table(Vec<(String, Value)>),
}

impl Data {
    /// What kind of value it is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::Bool(_) => "true or false",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

impl Value {
    /// As a TOML value, for keys that Warraq does not know.
    pub(super) fn into_toml(self) -> toml::Value {
        match self.data {
            Data::Text(text) => toml::Value::String(text),
            Data::Integer(number) => toml::Value::Integer(number),
            Data::Float(number) => toml::Value::Float(number),
            Data::Bool(truth) => toml::Value::Boolean(truth),
            Data::Date(date) => toml::Value::Datetime(date),
            Data::List(values) => toml::Value::Array(values.into_iter().map(Self::into_toml).collect()),
            Data::Table(entries) => {
                toml::Value::Table(entries.into_iter().map(|(key, value)| (key, value.into_toml())).collect())
            }
        }
    }
}

/// The entries of a front matter's top level.
pub(super) type Entries = Vec<(String, Value)>;

/// Parses `text[front]` as TOML.
pub(super) fn from_toml(text: &str, front: Range<usize>) -> Result<Entries, Wrong> {
    let offset = front.start;
    let place = |span: Range<usize>| span.start + offset..span.end + offset;
    let table = DeTable::parse(&text[front]).map_err(|error| {
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        Wrong::new(format!("the front matter is no TOML: {message}"), error.span().map(place))
    })?;
    entries(table.into_inner(), offset)
}

fn entries(table: DeTable<'_>, offset: usize) -> Result<Entries, Wrong> {
    table
        .into_iter()
        .map(|(key, value)| Ok((key.into_inner().into_owned(), convert(value, offset)?)))
        .collect()
}

fn convert(value: toml::Spanned<DeValue<'_>>, offset: usize) -> Result<Value, Wrong> {
    let span = value.span();
    let span = span.start + offset..span.end + offset;
    let too_large = || Wrong::new("this number is too large", Some(span.clone()));
    let data = match value.into_inner() {
        DeValue::String(text) => Data::Text(text.into_owned()),
        DeValue::Integer(number) => {
            Data::Integer(i64::from_str_radix(number.as_str(), number.radix()).map_err(|_| too_large())?)
        }
        DeValue::Float(number) => Data::Float(number.as_str().parse().map_err(|_| too_large())?),
        DeValue::Boolean(truth) => Data::Bool(truth),
        DeValue::Datetime(date) => Data::Date(date),
        DeValue::Array(values) => {
            Data::List(values.into_iter().map(|value| convert(value, offset)).collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => Data::Table(entries(table, offset)?),
    };
    Ok(Value { data, span: Some(span) })
}

/// Parses `text[front]` as YAML. A value's place is the line of its key.
pub(super) fn from_yaml(text: &str, front: Range<usize>) -> Result<Entries, Wrong> {
    let source = &text[front.clone()];
    if source.trim().is_empty() {
        return Ok(Vec::new());
    }
    let tree: serde_json::Value = serde_saphyr::from_str(source).map_err(|error| {
        let line = error.location().map(|location| usize::try_from(location.line()).unwrap_or(usize::MAX));
        let span = line.and_then(|line| line_span(source, line)).unwrap_or(0..source.len().min(1));
        let message = error.without_snippet().to_string();
        let message = message.lines().next().unwrap_or_default();
        // The library's own place counts from the front matter, and its advice is for programmers.
        let message = [" at line ", ", set "].iter().fold(message, |m, end| m.split(end).next().unwrap_or(m));
        let too_much = message.starts_with("budget breached");
        let message = if too_much { "its aliases unfold to more than can be read" } else { message };
        Wrong::new(format!("the front matter is no YAML: {message}"), Some(shift(span, front.start)))
    })?;
    match tree {
        serde_json::Value::Object(map) => Ok(yaml_entries(map, &key_lines(source, front.start))),
        _ => Err(Wrong::new("the front matter holds no keys", Some(shift(0..1, front.start)))
            .hint("write a key a line, such as title: …")),
    }
}

/// Where the line of each key lies, from the key to the line's end.
type Lines<'a> = HashMap<&'a str, Range<usize>>;

fn yaml_entries(map: serde_json::Map<String, serde_json::Value>, lines: &Lines<'_>) -> Entries {
    map.into_iter()
        .filter_map(|(key, value)| {
            let value = from_json(value, lines.get(key.as_str()).cloned(), lines)?;
            Some((key, value))
        })
        .collect()
}

/// `None` for null: a key without a value states nothing.
fn from_json(value: serde_json::Value, span: Option<Range<usize>>, lines: &Lines<'_>) -> Option<Value> {
    let data = match value {
        serde_json::Value::Null => return None,
        serde_json::Value::Bool(truth) => Data::Bool(truth),
        serde_json::Value::String(text) => Data::Text(text),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(integer) => Data::Integer(integer),
            None => Data::Float(number.as_f64()?),
        },
        serde_json::Value::Array(values) => {
            Data::List(values.into_iter().filter_map(|value| from_json(value, span.clone(), lines)).collect())
        }
        serde_json::Value::Object(map) => Data::Table(yaml_entries(map, lines)),
    };
    Some(Value { data, span })
}

fn shift(span: Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}

fn line_span(source: &str, line: usize) -> Option<Range<usize>> {
    let line = source.lines().nth(line.checked_sub(1)?)?;
    let start = line.as_ptr() as usize - source.as_ptr() as usize;
    Some(start..start + line.len().max(1))
}

/// The lines that begin with a key; the first where several keys have one name. `offset` is where `source` begins.
fn key_lines(source: &str, offset: usize) -> Lines<'_> {
    let mut lines = Lines::new();
    let mut at = offset;
    for line in source.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '-']);
        if let Some((key, _)) = content.split_once(':') {
            let start = at + line.len() - content.len();
            lines.entry(key.trim_end()).or_insert(start..at + line.trim_end().len());
        }
        at += line.len();
    }
    lines
}
