//! Which articles a word is in: lists of articles with the weight that the word has in each, and the places where it stands.
//!
//! Articles are numbered from 0 on, oldest first, so that a new one is added behind the others. Knows no files: `dictionary.rs`
//! decides where a list goes.

use super::bits::{BitReader, BitWriter, rice_parameter};

/// A word in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    /// The article's number.
    pub(super) article: u32,
    /// How much the word weighs there, 0 to 7.
    pub(super) level: u8,
}

/// What each level stands for, in tenths of the weight of one mention in an article of usual length.
pub(super) const WEIGHTS: [u32; 8] = [7, 10, 13, 16, 20, 25, 31, 38];
const HIGHEST: u32 = WEIGHTS.len() as u32 - 1;
/// Words of an article of usual length. A constant, so that no article's weights depend on the others.
const USUAL_LENGTH: f32 = 300.0;

/// The level of a word that stands in the text `times` times, and in the headline or not; the text has `length` words. BM25 with its
/// usual parameters; the headline counts as three mentions, and more.
pub(super) fn level(times: u32, in_headline: bool, length: u32) -> u8 {
    let headline = u8::from(in_headline);
    let times = times as f32 + 3.0 * f32::from(headline);
    let weight = 2.2 * times / (times + 1.2 * (0.25 + 0.75 * length as f32 / USUAL_LENGTH))
        + 1.2 * f32::from(headline);
    let thresholds = [0.85, 1.15, 1.45, 1.8, 2.25, 2.8, 3.2];
    thresholds.iter().map(|threshold| u8::from(weight >= *threshold)).sum()
}

impl Posting {
    /// The same with its level counted from the highest down, and back: a low number takes few bits, and the foremost articles have high levels.
    pub(super) fn with_level_reversed(self) -> Self {
        Self { level: (HIGHEST as u8).saturating_sub(self.level), ..self }
    }
}

/// The parameter for the articles of a list: `count` of `articles`.
pub(super) fn parameter(articles: u32, count: usize) -> u32 {
    rice_parameter(u64::from(articles), count as u64)
}

/// A list as bytes. `before`: the number behind which it begins, 0 for a whole list.
pub(super) fn encode(postings: &[Posting], before: u32, k: u32) -> Vec<u8> {
    let mut bits = BitWriter::default();
    let mut next = before;
    for posting in postings {
        bits.rice(posting.article - next, k);
        // Half of all levels are 0, and a third are 1.
        bits.unary(u32::from(posting.level));
        next = posting.article + 1;
    }
    bits.finish()
}

/// Appends the `count` postings of `bytes` to `postings`; articles from `end` on are none.
pub(super) fn decode(bytes: &[u8], count: u32, before: u32, k: u32, end: u32, postings: &mut Vec<Posting>) {
    let mut bits = BitReader::new(bytes);
    let mut next = before;
    // A damaged count asks for no more than can be there: each posting has two bits at least.
    let most = u32::try_from(bytes.len().saturating_mul(4)).unwrap_or(u32::MAX);
    for _ in 0..count.min(end).min(most) {
        let article = next.saturating_add(bits.rice(k));
        let level = bits.unary().min(HIGHEST) as u8;
        if article >= end {
            return;
        }
        postings.push(Posting { article, level });
        next = article + 1;
    }
}

/// The places of a word in each article of a list as bytes: places are sorted, and each article has one.
pub(super) fn encode_places(places: &[Vec<u32>]) -> Vec<u8> {
    let gaps = |places: &Vec<u32>| {
        let mut next = 0;
        places.iter().map(move |place| *place - std::mem::replace(&mut next, *place + 1)).collect::<Vec<_>>()
    };
    let gaps: Vec<Vec<u32>> = places.iter().map(gaps).collect();
    let (sum, count) =
        gaps.iter().flatten().fold((0, 0), |(sum, count), gap| (sum + u64::from(*gap), count + 1));
    let k = rice_parameter(sum, count);
    let mut bits = BitWriter::default();
    bits.bits(k, 8);
    for gaps in gaps {
        bits.gamma(u32::try_from(gaps.len()).unwrap_or(u32::MAX));
        gaps.into_iter().for_each(|gap| bits.rice(gap, k));
    }
    bits.finish()
}

/// The places in each of `count` articles.
pub(super) fn decode_places(bytes: &[u8], count: u32) -> Vec<Vec<u32>> {
    let mut bits = BitReader::new(bytes);
    let k = bits.bits(8).min(31);
    let most = bytes.len() * 8;
    let places_of_one = |_| {
        let mut next = 0_u32;
        let places = (0..(bits.gamma() as usize).min(most)).map(|_| {
            let place = next.saturating_add(bits.rice(k));
            next = place.saturating_add(1);
            place
        });
        places.collect()
    };
    (0..count.min(u32::try_from(most).unwrap_or(u32::MAX))).map(places_of_one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_come_back(gaps in prop::collection::vec((0_u32..900, 0_u8..8, prop::collection::vec(0_u32..300, 1..5)), 0..80)) {
            let mut article = 0;
            let mut postings = Vec::new();
            let mut places = Vec::new();
            for (gap, level, steps) in &gaps {
                postings.push(Posting { article: article + gap, level: *level });
                article += gap + 1;
                let mut place = 0;
                places.push(steps.iter().map(|step| { place += step + 1; place }).collect::<Vec<u32>>());
            }
            let k = parameter(article, postings.len());
            let count = u32::try_from(postings.len()).unwrap();
            let mut found = Vec::new();
            decode(&encode(&postings, 0, k), count, 0, k, article, &mut found);
            prop_assert_eq!(found, postings);
            prop_assert_eq!(decode_places(&encode_places(&places), count), places);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..60), count: u32, k in 0_u32..32) {
            let mut postings = Vec::new();
            decode(&bytes, count, 0, k, 1000, &mut postings);
            prop_assert!(postings.is_sorted_by(|one, next| one.article < next.article));
            prop_assert!(postings.iter().all(|posting| posting.article < 1000 && posting.level <= 7));
            prop_assert!(decode_places(&bytes, count).len() <= bytes.len() * 8);
        }
    }

    #[test]
    fn headlines_and_mentions_weigh() {
        assert!(level(1, false, 300) < level(4, false, 300));
        assert!(level(1, false, 1200) < level(1, false, 100));
        assert!(level(6, false, 300) < level(0, true, 300));
        assert_eq!(level(20, true, 60), 7);
        assert_eq!(level(1, false, 3000), 0);
    }
}
