//! Which articles stand on which page of a list, numbered from the oldest so that addresses and old pages never change.
//!
//! A list's first page, at the list's own address, holds the newest articles. Once there are enough of them, the oldest
//! are moved to a numbered page, which from then on changes only when an older article is added or removed.

use std::ops::Range;

/// How many numbered pages a list of `length` articles has beside its first page. The first page then holds between a
/// half and one and a half of `page_size`.
pub fn numbered_pages(length: usize, page_size: usize) -> usize {
    let page_size = page_size.max(1);
    length.saturating_sub(page_size.div_ceil(2)) / page_size
}

/// Where the articles of page `number` stand in the list, newest first: 0 is the first page, 1 the oldest articles.
pub fn page_range(length: usize, page_size: usize, number: usize) -> Range<usize> {
    let page_size = page_size.max(1);
    if number == 0 {
        return 0..length - numbered_pages(length, page_size) * page_size;
    }
    let start = length.saturating_sub(number * page_size);
    start..(start + page_size).min(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_stands_on_exactly_one_page() {
        for page_size in 1..8 {
            for length in 0..40 {
                let pages = numbered_pages(length, page_size);
                let mut seen: Vec<usize> = page_range(length, page_size, 0).collect();
                assert!(seen.len() < page_size + page_size.div_ceil(2), "{length} by {page_size}");
                for number in (1..=pages).rev() {
                    let range = page_range(length, page_size, number);
                    assert_eq!(range.len(), page_size);
                    seen.extend(range);
                }
                assert_eq!(seen, (0..length).collect::<Vec<_>>(), "{length} by {page_size}");
            }
        }
    }

    #[test]
    fn a_new_article_leaves_numbered_pages_as_they_are() {
        let from_oldest = |length: usize, number| {
            let range = page_range(length, 10, number);
            length - range.end..length - range.start
        };
        for length in 10..200 {
            for number in 1..=numbered_pages(length, 10) {
                assert_eq!(from_oldest(length, number), from_oldest(length + 1, number));
            }
        }
    }
}
