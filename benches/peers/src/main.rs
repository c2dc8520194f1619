//! Times Warraq beside parsing alone and beside `dom_smoothie`, on the same pages, in one run, on one core.
//!
//! Each page is read by every contestant in turn, round after round, so that a machine that slows down slows all of them. A
//! contestant's time for a page is the median of its rounds. Writes what was read for `run.py` to score; scores nothing.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;
use warraq::config::SourceRules;
use warraq::source::{Capture, MediaType, encoding};

/// One page: its id, its bytes as a capture, its text as every contestant but Warraq is given it.
struct Page {
    id: String,
    capture: Capture,
    text: String,
}

/// What a contestant made of a page, as a prediction to score; nothing for those that only parse.
type Reading = Option<Value>;

/// Name and work of every contestant. The first is what the others are measured against.
const CONTESTANTS: [(&str, fn(&Page) -> Reading); 4] = [
    ("parse only (scraper)", |page| {
        std::hint::black_box(scraper::Html::parse_document(&page.text));
        None
    }),
    ("warraq", |page| {
        let read = warraq::extract::extract(&page.capture, &SourceRules::default(), &warraq::extract::Furniture::default());
        let (article, text) = (read.article, read.text);
        let date = article.date.map(|date| date.to_string());
        Some(json!({ "title": article.title, "date": date, "authors": article.authors, "text": text }))
    }),
    ("dom_smoothie", |page| {
        let mut reader =
            dom_smoothie::Readability::new(page.text.as_str(), page.capture.url.as_deref(), None).ok()?;
        let read = reader.parse().ok()?;
        let authors: Vec<String> = read.byline.into_iter().collect();
        let (title, date, text) = (read.title, read.published_time, read.text_content.to_string());
        Some(json!({ "title": title, "date": date, "authors": authors, "text": text }))
    }),
    ("warraq, decoding only", |page| {
        std::hint::black_box(encoding::decode(&page.capture));
        None
    }),
];

fn main() -> Result<()> {
    let mut args = std::env::args_os().skip(1);
    let usage = "usage: peers PAGES.jsonl ROUNDS FOLDER_FOR_PREDICTIONS";
    let list = PathBuf::from(args.next().context(usage)?);
    let rounds: usize = args.next().and_then(|n| n.to_str()?.parse().ok()).context(usage)?;
    let folder = PathBuf::from(args.next().context(usage)?);
    let pages = read_pages(&list)?;
    let bytes: usize = pages.iter().map(|page| page.capture.bytes.len()).sum();
    let mut times = vec![vec![Vec::with_capacity(rounds); pages.len()]; CONTESTANTS.len()];
    let mut readings = vec![Vec::new(); CONTESTANTS.len()];
    for round in 0..rounds {
        for (at, page) in pages.iter().enumerate() {
            for (which, (_, read)) in CONTESTANTS.iter().enumerate() {
                let start = Instant::now();
                let reading = read(page);
                times[which][at].push(start.elapsed().as_secs_f64());
                if let (0, Some(mut reading)) = (round, reading) {
                    reading["id"] = json!(page.id);
                    readings[which].push(reading);
                }
            }
        }
    }
    println!("{} pages, {} kB on average, {rounds} rounds", pages.len(), bytes / pages.len().max(1) / 1000);
    let mut base = 0.0;
    for (which, (name, _)) in CONTESTANTS.iter().enumerate() {
        let medians: Vec<f64> = times[which].iter_mut().map(|times| median(times)).collect();
        let total: f64 = medians.iter().sum();
        base = if which == 0 { total } else { base };
        let slowest = medians.iter().zip(&pages).max_by(|a, b| a.0.total_cmp(b.0)).context("no pages")?;
        println!(
            "{name:24} {:8.1} pages/s {:7.3} ms a page {:6.2} × parse only; slowest {:.1} ms ({})",
            pages.len() as f64 / total,
            total * 1000.0 / pages.len() as f64,
            total / base,
            slowest.0 * 1000.0,
            slowest.1.id,
        );
        if !readings[which].is_empty() {
            write(&folder.join(format!("{name}.jsonl")), &readings[which])?;
        }
    }
    Ok(())
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Reads a list of pages: JSON lines with `id`, `path` and perhaps `url`.
fn read_pages(list: &Path) -> Result<Vec<Page>> {
    let lines = std::fs::read_to_string(list).with_context(|| list.display().to_string())?;
    let parsed = lines.lines().map(|line| read_page(&serde_json::from_str(line)?).context(line.to_owned()));
    parsed.collect()
}

fn read_page(line: &Value) -> Result<Page> {
    let path = line["path"].as_str().context("no path")?;
    let mut bytes = std::fs::read(path)?;
    if path.ends_with(".gz") {
        let packed = std::mem::take(&mut bytes);
        flate2::read::MultiGzDecoder::new(&packed[..]).read_to_end(&mut bytes)?;
    }
    let url = line["url"].as_str().map(str::to_owned);
    let capture = Capture { url, ..Capture::bare(path, bytes, MediaType::Html) };
    let text = encoding::decode(&capture).text;
    Ok(Page { id: line["id"].as_str().unwrap_or(path).to_owned(), capture, text })
}

fn write(path: &Path, readings: &[Value]) -> Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    readings.iter().try_for_each(|reading| writeln!(file, "{reading}"))?;
    Ok(file.flush()?)
}
