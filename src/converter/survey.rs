//! Looks some of the inputs over for what their sites print on every page.
//!
//! In: the list of inputs. Out: [`Furniture`]. Reads all of a few inputs, of many only a part: which part depends on their names
//! alone, never on their order. Keeps nothing of a page but hashes of its texts.

use crate::extract::{Furniture, survey};
use crate::in_order::in_order;
use crate::source::{self, Listed};
use rustc_hash::FxHasher;
use std::hash::Hasher as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// So many inputs are all looked over.
const ALL: usize = 256;
/// Of more, one in so many.
const ONE_IN: usize = 10;
/// And never more than so many, nor more pages than that out of inputs that hold many.
const MOST: usize = 4096;

/// Learns from the inputs, with `threads` threads.
///
/// # Errors
/// When the threads cannot be started. An input that cannot be read teaches nothing; that is told when it is its turn.
pub fn learn(listed: &[Listed], threads: usize) -> std::io::Result<Furniture> {
    let mut surveys = Vec::new();
    let sample = sample(listed);
    let each = MOST / sample.len().max(1);
    let captures = sample.into_iter().flat_map(|input| source::open(input).take(each)).filter_map(Result::ok);
    let look = |capture: source::Capture| catch_unwind(AssertUnwindSafe(|| survey(&capture))).ok().flatten();
    in_order(captures, threads, look, |found| {
        surveys.extend(found);
        Ok::<_, std::io::Error>(())
    })?;
    Ok(Furniture::learn(surveys))
}

/// The inputs to look over.
fn sample(listed: &[Listed]) -> Vec<&Listed> {
    let size = ALL.max(listed.len() / ONE_IN).min(MOST);
    let mut sample: Vec<&Listed> = listed.iter().collect();
    if sample.len() > size {
        let hash = |input: &&Listed| {
            let mut hasher = FxHasher::default();
            hasher.write(input.name.as_bytes());
            hasher.finish()
        };
        sample.sort_by_cached_key(|input| (hash(input), input.name.clone()));
        sample.truncate(size);
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(names: impl Iterator<Item = usize>) -> Vec<Listed> {
        let input = |n: usize| Listed {
            name: format!("pages/{n}.html"),
            path: Ok(format!("/x/{n}").into()),
            within: None,
        };
        names.map(input).collect()
    }

    fn names(listed: &[Listed]) -> Vec<&str> {
        sample(listed).into_iter().map(|input| input.name.as_str()).collect()
    }

    #[test]
    fn a_part_of_many_inputs_whatever_their_order() {
        assert_eq!(names(&listed(0..200)).len(), 200);
        let (forward, backward) = (listed(0..5000), listed((0..5000).rev()));
        assert_eq!(names(&forward).len(), 500);
        assert_eq!(names(&forward), names(&backward));
        assert_eq!(names(&listed(0..100_000)).len(), 4096);
    }
}
