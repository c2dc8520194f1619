//! `warraq check`: finds what is wrong with site.toml, the content files and the templates, and writes nothing.

use super::{Context, Outcome};
use crate::builder;
use crate::diagnostic::Listener as _;
use crate::extract::check_rules;
use std::io::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let config = context.config()?;
    config.rules.iter().flat_map(check_rules).for_each(|problem| context.terminal.report(&problem));
    let (articles, files) = builder::check(&config, &context.terminal)?;
    context.terminal.finish();
    let errors = context.terminal.errors();
    writeln!(std::io::stdout(), "articles: {articles}, files: {files}, errors: {errors}")?;
    Ok(Outcome::from_errors(errors))
}
