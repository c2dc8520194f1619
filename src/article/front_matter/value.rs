//! The tree between a front matter's syntax and its meaning: the same for TOML and YAML, with the place of each value.
//!
//! In: the front matter's text. Out: [`Value`]s, or what is wrong with the syntax. Knows no key.

use super::Wrong;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
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

/// Parses `text[front]` as YAML.
pub(super) fn from_yaml(text: &str, front: Range<usize>) -> Result<Entries, Wrong> {
    let source = &text[front.clone()];
    if source.trim().is_empty() {
        return Ok(Vec::new());
    }
    let node: Node = serde_saphyr::from_str(source).map_err(|error| {
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
    match node {
        Node::Map(entries) => Ok(yaml_entries(entries, front.start)),
        _ => Err(Wrong::new("the front matter holds no keys", Some(shift(0..1, front.start)))
            .hint("write a key a line, such as title: …")),
    }
}

/// A value of YAML.
enum Node {
    Null,
    Scalar(Data),
    List(Vec<Spanned<Node>>),
    Map(Vec<(String, Spanned<Node>)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Node, E> {
        Ok(Node::Scalar(Data::Bool(truth)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Scalar(Data::Integer(number)))
    }

    /// A number that is too large for a whole one in TOML is kept as a fraction is.
    #[expect(clippy::cast_precision_loss, reason = "nothing else holds it")]
    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Scalar(i64::try_from(number).map_or(Data::Float(number as f64), Data::Integer)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Scalar(Data::Float(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Scalar(Data::Text(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }
}

fn yaml_entries(entries: Vec<(String, Spanned<Node>)>, offset: usize) -> Entries {
    entries.into_iter().filter_map(|(key, node)| Some((key, yaml_value(node, offset)?))).collect()
}

/// `None` for null: a key without a value states nothing. `offset` is where the front matter begins in the file.
fn yaml_value(node: Spanned<Node>, offset: usize) -> Option<Value> {
    let place = node.referenced.span();
    let place = place.byte_offset().zip(place.byte_len()).map(|(start, length)| {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        shift(start..start.saturating_add(usize::try_from(length).unwrap_or(0)), offset)
    });
    let data = match node.value {
        Node::Null => return None,
        Node::Scalar(data) => data,
        Node::List(nodes) => {
            Data::List(nodes.into_iter().filter_map(|node| yaml_value(node, offset)).collect())
        }
        Node::Map(entries) => Data::Table(yaml_entries(entries, offset)),
    };
    Some(Value { data, span: place })
}

fn shift(span: Range<usize>, by: usize) -> Range<usize> {
    span.start.saturating_add(by)..span.end.saturating_add(by)
}

fn line_span(source: &str, line: usize) -> Option<Range<usize>> {
    let line = source.lines().nth(line.checked_sub(1)?)?;
    let start = line.as_ptr() as usize - source.as_ptr() as usize;
    Some(start..start + line.len().max(1))
}
