//! Counts how like real text the articles are, and fails where they are not.

use crate::article::Article;
use crate::lexicon::Lexicon;
use rayon::prelude::*;
use std::collections::HashMap;
use std::error::Error;

/// What is counted of some articles.
#[derive(Default)]
struct Counts {
    /// How often each word stands in the bodies.
    words: HashMap<String, u32>,
    /// Words of each body.
    lengths: Vec<usize>,
}

/// Prints figures of the first 1000, 10,000 and so on of `many` articles.
///
/// # Errors
///
/// Where one is not as in real text.
pub fn tell(seed: u64, many: usize) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::new();
    let mut counts = Counts::default();
    let mut distinct = Vec::new();
    let (mut done, mut next) = (0, 1_000.min(many));
    while done < many {
        // A part at a time: a part's words are in memory twice.
        while done < next {
            let end = next.min(done + 5_000);
            let part = (done..end).into_par_iter().fold(Counts::default, |mut counts, number| {
                counts.add(&Article::new(&lexicon, seed, number));
                counts
            });
            counts = part.reduce(Counts::default, Counts::with).with(counts);
            done = end;
        }
        counts.print();
        distinct.push(counts.words.len());
        next = many.min(next * 10);
    }
    counts.check(&distinct)
}

/// The words of a body, without the addresses of its links.
fn words(body: &str) -> impl Iterator<Item = &str> {
    let after_address = |part: &'_ str| part.split_once(')').map_or(0, |(address, _)| address.len());
    let parts = body.split("](").enumerate();
    let shown = parts.map(move |(at, part)| &part[if at > 0 { after_address(part) } else { 0 }..]);
    let words = shown.flat_map(|part| part.split(|c: char| !(c.is_alphanumeric() || c == '\u{64B}')));
    words.filter(|word| !word.is_empty())
}

impl Counts {
    fn add(&mut self, article: &Article) {
        let mut length = 0;
        for word in words(&article.text[article.front..]) {
            length += 1;
            match self.words.get_mut(word) {
                Some(times) => *times += 1,
                None => drop(self.words.insert(word.to_owned(), 1)),
            }
        }
        self.lengths.push(length);
    }

    fn with(self, other: Self) -> Self {
        let (mut large, small) =
            if self.words.len() > other.words.len() { (self, other) } else { (other, self) };
        for (word, times) in small.words {
            *large.words.entry(word).or_default() += times;
        }
        large.lengths.extend(small.lengths);
        large
    }

    fn running(&self) -> usize {
        self.lengths.iter().sum()
    }

    fn median(&self) -> usize {
        let mut lengths = self.lengths.clone();
        lengths.sort_unstable();
        lengths[lengths.len() / 2]
    }

    fn commonest(&self, many: usize) -> Vec<(&str, u32)> {
        let mut words: Vec<(&str, u32)> =
            self.words.iter().map(|(word, times)| (word.as_str(), *times)).collect();
        words.sort_unstable_by_key(|(word, times)| (std::cmp::Reverse(*times), *word));
        words.truncate(many);
        words
    }

    /// Of the running words, how many in a hundred are one of the ten commonest.
    fn top_ten(&self) -> f64 {
        let top: u32 = self.commonest(10).iter().map(|(_, times)| times).sum();
        100.0 * f64::from(top) / self.running() as f64
    }

    fn print(&self) {
        let once = self.words.values().filter(|times| **times == 1).count();
        println!(
            "{:>7} articles: {} words, median {}; {} forms, {:.0}% of them once; ten commonest {:.1}%",
            self.lengths.len(),
            self.running(),
            self.median(),
            self.words.len(),
            100.0 * once as f64 / self.words.len() as f64,
            self.top_ten(),
        );
        let share = |times: u32| 100.0 * f64::from(times) / self.running() as f64;
        let top = self.commonest(12).into_iter().map(|(word, times)| format!("{word} {:.2}%", share(times)));
        println!("        {}", top.collect::<Vec<_>>().join("، "));
        let ranked = self.commonest(usize::MAX);
        let at = [100, 1_000, 10_000, 100_000]
            .into_iter()
            .filter_map(|rank| Some((rank, ranked.get(rank - 1)?.1)));
        println!(
            "        {}",
            at.map(|(rank, times)| format!("rank {rank}: {times}")).collect::<Vec<_>>().join(", ")
        );
    }

    fn check(&self, distinct: &[usize]) -> Result<(), Box<dyn Error>> {
        if self.lengths.len() < 1_000 {
            return Ok(());
        }
        let bars = [
            ("the median length", self.median() as f64, 320.0, 380.0),
            ("the share of the ten commonest", self.top_ten(), 12.0, 16.0),
        ];
        let growth = distinct
            .windows(2)
            .map(|pair| ("forms of ten times the text", pair[1] as f64 / pair[0] as f64, 2.5, 4.0));
        for (what, found, low, high) in bars.into_iter().chain(growth) {
            if !(low..=high).contains(&found) {
                return Err(format!("{what}: {found:.1} is not from {low} to {high}").into());
            }
        }
        Ok(())
    }
}
