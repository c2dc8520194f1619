//! `warraq build`: converts what is new in the archive's sources, then builds the pages.
//!
//! Prints what was done in a few lines, or with `--json` as one object.

use super::profile::{self, Profile, Stage};
use super::{Context, Outcome, counted};
use crate::builder::{BuildOptions, BuildReport, Change, Scope, Slice, build};
use crate::config::Config;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder to build into, instead of the one that site.toml names
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// Build from content/ as it is, without looking at the sources
    #[arg(long)]
    no_convert: bool,

    /// Read and render everything again, also what is as the last build left it
    #[arg(long)]
    recheck: bool,

    /// Tell what a build from content/ as it is would write and remove, and do nothing
    #[arg(long, conflicts_with_all = ["slice", "merge"])]
    dry_run: bool,

    /// Build a share of the articles and lists, such as 2/4; several runs may build theirs at once, from content/ as it is
    #[arg(long, value_name = "K/N", value_parser = slice, conflicts_with = "merge")]
    slice: Option<Slice>,

    /// Finish what the slices built
    #[arg(long)]
    merge: bool,

    /// Tell how long each stage took
    #[arg(long)]
    profile: bool,

    /// Print what was done as one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let profile = Profile::new(&context.terminal);
    let mut config = context.config()?;
    if let Some(output) = &args.output {
        config.output = std::path::absolute(output)?;
    }
    let scope = match args.slice {
        Some(slice) => Scope::Slice(slice),
        None if args.merge => Scope::Merge,
        None => Scope::All,
    };
    let options =
        BuildOptions { scope, dry_run: args.dry_run, keep_content: args.no_convert, recheck: args.recheck };
    let report = build(&config, &options, &profile)?;
    context.terminal.finish();
    let stages = profile.stages();
    let took = stages.iter().map(|(_, took)| *took).sum();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if args.json {
        print_json(&mut out, &config, &report, took, &stages)?;
    } else {
        print_summary(&mut out, &config, &report, took, args.dry_run)?;
        if args.profile {
            out.write_all(profile::table(&stages).as_bytes())?;
        }
    }
    out.flush()?;
    Ok(Outcome::from_errors(context.terminal.errors()))
}

fn slice(text: &str) -> Result<Slice, String> {
    let parts = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    match parts {
        Some((number, of)) if (1..=of).contains(&number) => Ok(Slice { number, of }),
        _ => Err("not a share: write 2/4 for the second of four".to_owned()),
    }
}

fn print_json(
    out: &mut impl Write,
    config: &Config,
    report: &BuildReport,
    took: Duration,
    stages: &[Stage],
) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Object<'a> {
        #[serde(flatten)]
        report: &'a BuildReport,
        seconds: f64,
        stages: Vec<(&'static str, f64)>,
        output: String,
    }
    let stages = stages.iter().map(|(name, took)| (*name, took.as_secs_f64())).collect();
    let output = config.output.display().to_string();
    serde_json::to_writer(&mut *out, &Object { report, seconds: took.as_secs_f64(), stages, output })?;
    writeln!(out)?;
    Ok(())
}

/// `3 duplicates`, `1 no article`: how many inputs met a fate.
fn fate_in_words(fate: &str, count: usize) -> String {
    match fate {
        "duplicate-of" => counted(count, "duplicate"),
        "not-an-article" if count == 1 => "1 no article".to_owned(),
        "not-an-article" => format!("{count} no articles"),
        "kept-because-edited" => format!("{count} kept as you edited them"),
        fate => format!("{count} {fate}"),
    }
}

fn print_summary(
    out: &mut impl Write,
    config: &Config,
    report: &BuildReport,
    took: Duration,
    dry_run: bool,
) -> std::io::Result<()> {
    if !report.converted.is_empty() {
        let counts = report.converted.iter().map(|(fate, count)| fate_in_words(fate, *count));
        writeln!(
            out,
            "sources: {}; 'warraq convert' names each that is no new article",
            counts.collect::<Vec<_>>().join(", ")
        )?;
    }
    let BuildReport { articles, files, written, unchanged, removed, changes, .. } = report;
    for Change { change, path } in changes {
        writeln!(out, "{change:>8}  {path}")?;
    }
    let (articles, files) = (counted(*articles, "article"), counted(*files, "file"));
    if dry_run {
        return writeln!(
            out,
            "{articles} in {files}: {written} would be written, {unchanged} stay, {removed} would be removed"
        );
    }
    writeln!(out, "{articles} in {files}: {written} written, {unchanged} unchanged, {removed} removed")?;
    if report.articles == 0 {
        let place = config.sources.first().map_or("content", String::as_str);
        writeln!(out, "there is nothing in it yet: put saved pages (.html, .txt) into {place}/")?;
    }
    // As it is found from the working folder, which need not be the archive's.
    let front = config.output.join("index.html");
    let front = front.strip_prefix(".").unwrap_or(&front).display();
    writeln!(out, "built in {:.1} s; open {front}", took.as_secs_f64())
}
