//! `warraq new DIR`: makes a folder that is ready to drop scraped pages into.

use super::{Context, Outcome};
use crate::config::{NewSite, scaffold};
use anyhow::Context as _;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make
    dir: PathBuf,

    /// The archive's name
    #[arg(long, default_value = "أرشيف الأخبار")]
    title: String,

    /// Language of the archive's own words
    #[arg(long, default_value = "ar")]
    lang: String,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let root = context.root.join(&args.dir);
    scaffold(&root, &NewSite { title: &args.title, lang: &args.lang })
        .with_context(|| format!("cannot make an archive in {}", root.display()))?;
    let dir = root.display();
    context.terminal.say(&format!(
        "Made an archive in {dir}.\nNext: put scraped pages (.html, .txt) into {dir}/pages, then\n  \
         warraq -C {dir} build\n  warraq -C {dir} serve --open"
    ));
    Ok(Outcome::Clean)
}
