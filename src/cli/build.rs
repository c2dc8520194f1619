//! `warraq build`: converts what is new in the archive's sources, then builds the pages.
//!
//! Prints what was done in a few lines, or with `--json` as one object.

use super::profile::{self, Profile, Stage};
use super::{Context, Outcome, counted};
use crate::builder::{BuildOptions, BuildReport, build};
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
    let options = BuildOptions { keep_content: args.no_convert, recheck: args.recheck };
    let report = build(&config, &options, &profile)?;
    context.terminal.finish();
    let stages = profile.stages();
    let took = stages.iter().map(|(_, took)| *took).sum();
    let mut out = std::io::stdout().lock();
    if args.json {
        print_json(&mut out, &config, &report, took, &stages)?;
        return Ok(Outcome::from_errors(context.terminal.errors()));
    }
    print_summary(&mut out, &config, &report, took)?;
    if args.profile {
        out.write_all(profile::table(&stages).as_bytes())?;
    }
    Ok(Outcome::from_errors(context.terminal.errors()))
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

fn print_summary(
    out: &mut impl Write,
    config: &Config,
    report: &BuildReport,
    took: Duration,
) -> std::io::Result<()> {
    if !report.converted.is_empty() {
        let counts =
            report.converted.iter().map(|(fate, count)| format!("{count} {}", fate.replace('-', " ")));
        writeln!(out, "sources: {}", counts.collect::<Vec<_>>().join(", "))?;
    }
    let BuildReport { articles, files, written, unchanged, removed, .. } = report;
    writeln!(
        out,
        "{} in {}: {written} written, {unchanged} unchanged, {removed} removed",
        counted(*articles, "article"),
        counted(*files, "file"),
    )?;
    // As it is found from the working folder, which need not be the archive's.
    let front = config.output.join("index.html");
    let front = front.strip_prefix(".").unwrap_or(&front).display();
    writeln!(out, "built in {:.1} s; open {front}", took.as_secs_f64())
}
