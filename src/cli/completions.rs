//! `warraq completions SHELL`: prints a completion script.

use super::Outcome;
use clap::CommandFactory as _;
use std::io::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell to complete for
    shell: clap_complete::Shell,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Args::command(), "warraq", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(Outcome::Clean)
}
