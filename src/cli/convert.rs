//! `warraq convert [INPUT]…`: scraped pages become Markdown files under `content/`.
//!
//! Prints the fate of every input that was not simply written, then how many met each fate; `--json` prints the fate of
//! every input, one object a line.

use super::{Context, Outcome, counted};
use crate::converter::{ConvertOptions, ConvertReport, convert};
use crate::store::Fate;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Pages to convert: files, folders or globs; without any, the sources named in site.toml
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// Convert pages that are no articles too
    #[arg(long)]
    all: bool,

    /// Read every input again, also those that are as they were in the last run
    #[arg(long)]
    recheck: bool,

    /// Print what became of each input as one JSON object a line
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let config = context.config_or_default()?;
    if args.inputs.is_empty() && config.sources.is_empty() {
        anyhow::bail!("there is nothing to convert: name files or folders, or set `sources` in site.toml");
    }
    let options = ConvertOptions { all: args.all, recheck: args.recheck, threads: 0 };
    let report = convert(&config, &args.inputs, &options, &context.terminal)?;
    context.terminal.finish();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if args.json {
        print_json(&mut out, &report)?;
    } else {
        print_summary(&mut out, &report)?;
    }
    out.flush()?;
    Ok(Outcome::from_errors(context.terminal.errors()))
}

fn print_json(out: &mut impl Write, report: &ConvertReport) -> std::io::Result<()> {
    #[derive(Serialize)]
    struct Line<'a> {
        input: &'a str,
        #[serde(flatten)]
        fate: &'a Fate,
    }
    for (input, fate) in &report.fates {
        serde_json::to_writer(&mut *out, &Line { input, fate })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn print_summary(out: &mut impl Write, report: &ConvertReport) -> std::io::Result<()> {
    for (input, fate) in &report.fates {
        let more = match fate {
            Fate::Written { .. } | Fate::Unchanged { .. } => continue,
            Fate::DuplicateOf { of, file } => format!("the same as {of}, in {file}"),
            Fate::NotAnArticle { reason } | Fate::Unreadable { reason } => reason.clone(),
            Fate::KeptBecauseEdited { file } => file.clone(),
        };
        writeln!(out, "{}: {input}: {more}", words(fate.name()))?;
    }
    let counts = report.counts();
    let parts: Vec<String> = Fate::NAMES
        .iter()
        .filter_map(|name| Some(format!("{} {}", counts.get(name)?, words(name))))
        .collect();
    let total = report.fates.len();
    let pages = counted(total, "page");
    let detail = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    writeln!(out, "{pages}{detail}")
}

fn words(name: &str) -> String {
    name.replace('-', " ")
}
