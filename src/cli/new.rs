//! `warraq new DIR`: makes a folder that is ready to drop scraped pages into.

use super::{Context, Outcome};
use crate::config::{NewSite, scaffold};
use crate::render::templates::built_in_templates;
use anyhow::Context as _;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make
    dir: PathBuf,

    /// The archive's name
    #[arg(long)]
    title: Option<String>,

    /// Language of the archive's own words
    #[arg(long, default_value = "ar")]
    lang: String,

    /// Write the built-in templates out too, to be changed
    #[arg(long)]
    with_templates: bool,
}

/// What an archive is called until someone names it.
fn usual_title(lang: &str) -> &'static str {
    match lang.split('-').next().unwrap_or(lang) {
        "ar" => "أرشيف الأخبار",
        "fr" => "Archives de presse",
        "fa" => "بایگانی خبر",
        "he" => "ארכיון חדשות",
        "ur" => "خبروں کا ذخیرہ",
        _ => "News archive",
    }
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let root = context.root.join(&args.dir);
    let templates = if args.with_templates { built_in_templates() } else { Vec::new() };
    let title = args.title.as_deref().unwrap_or_else(|| usual_title(&args.lang));
    scaffold(&root, &NewSite { title, lang: &args.lang }, &templates)
        .with_context(|| format!("cannot make an archive in {}", root.display()))?;
    let dir = root.display();
    context.terminal.say(&format!(
        "Made an archive in {dir}.\nNext: put scraped pages (.html, .txt) into {dir}/pages, then\n  \
         warraq -C {dir} build\n  warraq -C {dir} serve --open"
    ));
    Ok(Outcome::Clean)
}
