//! The command line: arguments, one file a command (its `Args` and its `run()`), and the printing of reports.
//!
//! Results go to stdout, everything else to stderr. Exit status: 0 clean, 1 finished with problems, 2 could not go on.

mod build;
mod check;
mod completions;
mod convert;
mod date;
mod extract;
mod man;
mod new;
mod profile;
mod report;
mod search;
mod serve;

use crate::config::Config;
use clap::{Parser, Subcommand};
use report::Terminal;
use std::path::PathBuf;
use std::process::ExitCode;

/// Turns scraped news pages into a browsable right-to-left HTML archive that needs no server.
#[derive(Debug, Parser)]
#[command(name = "warraq", version, propagate_version = true, arg_required_else_help = true)]
pub struct Args {
    /// The archive's folder: where site.toml lies
    #[arg(short = 'C', long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,

    /// Print nothing but results and errors
    #[arg(short, long, global = true)]
    quiet: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new archive folder
    New(new::Args),
    /// Convert scraped pages into Markdown files under content/
    Convert(convert::Args),
    /// Print what a scraped page holds, without writing anything
    Extract(extract::Args),
    /// Read a date as news pages write it
    Date(date::Args),
    /// Convert what is new, then build the archive
    Build(build::Args),
    /// Preview the archive and rebuild when files change
    Serve(serve::Args),
    /// Search the built archive
    Search(search::Args),
    /// Check site.toml, content and templates without writing anything
    Check(check::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Print the manual page
    Man(man::Args),
}

/// How a command ended, when it could go on to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing was lost.
    Clean,
    /// It finished, and reported errors on the way.
    Problems,
}

impl Outcome {
    /// Problems if any errors were reported.
    fn from_errors(errors: u64) -> Self {
        if errors == 0 { Self::Clean } else { Self::Problems }
    }
}

/// `1 page`, `2 pages`.
fn counted(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// What every command gets beside its own arguments.
struct Context {
    root: PathBuf,
    terminal: Terminal,
}

impl Context {
    /// Reads `site.toml`; an error when there is none or it cannot be used.
    fn config(&self) -> anyhow::Result<Config> {
        Ok(Config::load(&self.root)?)
    }

    /// As `config`, but settings by default in a folder that is no archive.
    fn config_or_default(&self) -> anyhow::Result<Config> {
        Ok(Config::load_or_default(&self.root)?)
    }
}

/// Runs the program: parses, dispatches, and turns the outcome into an exit status.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let context = Context { root: args.root, terminal: Terminal::new(args.quiet) };
    let outcome = match &args.command {
        Command::New(args) => new::run(args, &context),
        Command::Convert(args) => convert::run(args, &context),
        Command::Extract(args) => extract::run(args, &context),
        Command::Date(args) => date::run(args, &context),
        Command::Build(args) => build::run(args, &context),
        Command::Serve(args) => serve::run(args, &context),
        Command::Search(args) => search::run(args, &context),
        Command::Check(args) => check::run(args, &context),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        // A reader that closed the pipe early (`warraq date --batch | head`) is no problem of ours.
        Err(error) if report::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            context.terminal.fatal(&error);
            ExitCode::from(2)
        }
    }
}
