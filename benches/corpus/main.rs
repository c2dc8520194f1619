//! Writes invented Arabic news articles to measure with, as many as are asked for, the same ones on every run.
//!
//! ```text
//! cargo bench --bench corpus -- OUT N [--seed S]    OUT/site.toml and N files in OUT/content/YYYY/MM/
//! cargo bench --bench corpus -- --figures [N]       how like real text N articles are (10000); writes nothing
//! ```
//!
//! Article i depends on the seed and on i alone: the first thousand are the same whether a million follow or none. It is the length
//! of its text, the shares of its words and the growth of the vocabulary that are like real news; there is no sense in them. All is
//! made from the lists in `words.rs`. Never removes a file: begin with a new folder.

mod article;
mod figures;
mod lexicon;
mod random;
mod words;

use article::Article;
use lexicon::Lexicon;
use rayon::prelude::*;
use std::error::Error;
use std::path::Path;

const USAGE: &str = "cargo bench --bench corpus -- OUT N [--seed S], or -- --figures [N]";

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds --bench; a lone word chooses benches of other files by name.
    let mut given: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let seed = match given.iter().position(|word| word == "--seed") {
        Some(at) if at + 1 < given.len() => given.drain(at..at + 2).nth(1).unwrap_or_default().parse()?,
        Some(_) => return Err(USAGE.into()),
        None => 1,
    };
    match &given.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] | ["--figures"] => figures::tell(seed, 10_000),
        ["--figures", many] => figures::tell(seed, many.parse()?),
        [out, many] => write(Path::new(out), many.parse()?, seed),
        [_] => Ok(()),
        _ => Err(USAGE.into()),
    }
}

fn write(out: &Path, many: usize, seed: u64) -> Result<(), Box<dyn Error>> {
    let content = out.join("content");
    for year in 2005..=2025 {
        for month in 1..=12 {
            std::fs::create_dir_all(content.join(format!("{year}/{month:02}")))?;
        }
    }
    std::fs::write(out.join("site.toml"), "title = \"أرشيف الأخبار\"\nlang = \"ar\"\n")?;
    let lexicon = Lexicon::new();
    (0..many).into_par_iter().try_for_each(|number| {
        let article = Article::new(&lexicon, seed, number);
        std::fs::write(content.join(article.path), article.text)
    })?;
    println!("{many} articles in {}", content.display());
    Ok(())
}
