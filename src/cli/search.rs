//! `warraq search`: asks the built archive's index, as its search page does, and prints what is found.

use super::report::plain;
use super::{Context, Outcome};
use crate::arabic::to_ascii_digits;
use crate::output::read_file;
use crate::search::{FOLDER, Hit, IndexError, Options, Order, Reader, search};
use anyhow::bail;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Words to find; those in "quotation marks" stand one behind another
    query: String,
    /// The archive's output folder, if not the one in site.toml
    #[arg(short, long, value_name = "DIR")]
    output: Option<std::path::PathBuf>,
    /// Only articles of this year; may be given several times, as may the next three
    #[arg(long, value_name = "YEAR")]
    year: Vec<String>,
    /// Only articles of this section
    #[arg(long, value_name = "NAME")]
    section: Vec<String>,
    /// Only articles of this source
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Only articles of this author
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// The order of results
    #[arg(long, value_enum, default_value_t = Sort::Relevance)]
    sort: Sort,
    /// Results to skip
    #[arg(long, value_name = "N", default_value_t = 0)]
    from: usize,
    /// Results to print
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    size: usize,
    /// Print articles that have some of the words, too
    #[arg(long)]
    any: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Sort {
    /// The best first
    Relevance,
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let config = context.config()?;
    let output = args.output.as_ref().unwrap_or(&config.output);
    let load = |name: &str| read_file(output, &format!("{FOLDER}/{name}"));
    let reader = match Reader::open(&load) {
        Err(IndexError::Unreadable { source, .. }) if source.kind() == ErrorKind::NotFound => bail!(
            "there is no search index in '{}'; 'warraq build' makes one, unless the archive has no articles or site.toml has \
             'search = false'",
            output.display()
        ),
        opened => opened?,
    };
    let options = options(args);
    let outcome = search(&reader, &args.query, &options)?;
    let mut out = anstream::stdout().lock();
    if args.json {
        let results: Vec<Value> = outcome.hits.iter().map(as_json).collect();
        let all: BTreeMap<&str, Value> = BTreeMap::from([
            ("results", results.into()),
            ("total", outcome.total.into()),
            ("isExact", outcome.is_exact.into()),
            ("corrected", outcome.corrected.into()),
            ("missing", outcome.missing.into()),
        ]);
        // As it is: what a terminal would make of it is for people.
        writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&all)?)?;
        return Ok(Outcome::Clean);
    }
    if let Some(corrected) = &outcome.corrected {
        writeln!(out, "nothing for {}; results for {}:", plain(&args.query), plain(corrected))?;
    }
    for hit in &outcome.hits {
        writeln!(out, "{}", marked(&hit.title, &hit.title_marks))?;
        let about = [&hit.date_text, &hit.source].into_iter().filter(|text| !text.is_empty());
        let about: Vec<String> = about.map(|text| plain(text)).collect();
        writeln!(out, "  {}", about.join(" · "))?;
        writeln!(out, "  {}", marked(&hit.excerpt.text, &hit.excerpt.marks))?;
        writeln!(out, "  {}\n", plain(&output.join(&hit.path).to_string_lossy()))?;
    }
    if !outcome.missing.is_empty() && outcome.hits.is_empty() {
        writeln!(out, "no article has {}", plain(&outcome.missing.join(", ")))?;
    }
    for (column, value) in unknown(&reader, &options.filter)? {
        writeln!(out, "no article has the {column} {}", plain(value))?;
    }
    let more = if outcome.is_exact { "" } else { "at least " };
    writeln!(out, "found: {more}{}, shown: {}", outcome.total, outcome.hits.len())?;
    Ok(Outcome::Clean)
}

/// What is asked beside the words.
fn options(args: &Args) -> Options {
    let years = args.year.iter().map(|year| to_ascii_digits(year).into_owned()).collect();
    let filter: BTreeMap<String, Vec<String>> = [
        ("year", years),
        ("section", args.section.clone()),
        ("source", args.source.clone()),
        ("author", args.author.clone()),
    ]
    .map(|(column, values)| (column.to_owned(), values))
    .into();
    Options {
        filter,
        order: match args.sort {
            Sort::Relevance => Order::Relevance,
            Sort::Newest => Order::Newest,
            Sort::Oldest => Order::Oldest,
        },
        from: args.from,
        size: args.size,
        any: args.any,
    }
}

/// What is filtered by that no article has, with its column.
fn unknown<'f>(
    reader: &Reader<'_>,
    filter: &'f BTreeMap<String, Vec<String>>,
) -> Result<Vec<(&'f str, &'f str)>, IndexError> {
    let mut all = Vec::new();
    for (column, values) in filter.iter().filter(|(_, values)| !values.is_empty()) {
        let names = reader.names(column)?;
        let is_unknown = |value: &&String| !names.contains(value);
        all.extend(values.iter().filter(is_unknown).map(|value| (&**column, &**value)));
    }
    Ok(all)
}

fn as_json(hit: &Hit) -> Value {
    let marks = |text: &str, marks: &[(usize, usize)]| -> Value {
        // As JavaScript counts.
        let place = |at: usize| text[..at].encode_utf16().count();
        marks.iter().map(|&(start, end)| json!([place(start), place(end)])).collect()
    };
    json!({
        "url": hit.path,
        "title": hit.title,
        "titleMarks": marks(&hit.title, &hit.title_marks),
        "date": hit.date,
        "dateText": hit.date_text,
        "source": hit.source,
        "section": hit.section,
        "lang": hit.lang,
        "snippet": hit.excerpt.text,
        "marks": marks(&hit.excerpt.text, &hit.excerpt.marks),
    })
}

/// The text with its marked words in bold, where the terminal has it.
fn marked(text: &str, marks: &[(usize, usize)]) -> String {
    let bold = clap::builder::styling::Style::new().bold();
    let (mut shown, mut behind) = (String::new(), 0);
    for &(start, end) in marks {
        // A sign that stands for several words has a mark for each.
        let Some(before) = text.get(behind..start) else { continue };
        shown += &plain(before);
        shown += &format!("{bold}{}{bold:#}", plain(&text[start..end]));
        behind = end;
    }
    shown + &plain(&text[behind..])
}
