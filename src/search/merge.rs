//! Runs become the dictionary: the words of all runs in order, each with its articles from all of them.
//!
//! One letter at a time, and several side by side: a part of the dictionary never holds keys of two letters, so that it does not
//! matter which thread has which. Parts of an earlier index whose keys did not change are taken as they are: what is written between
//! two ends of parts depends on the keys between them alone.

use super::dictionary::{DictionaryWriter, WordPostings, WrittenPart};
use super::file::FileSink;
use super::postings::Posting;
use super::reading::readings;
use super::run::{Entries, Entry};
use super::stem::{key, stem};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::binary_heap::PeekMut;
use std::collections::{BTreeSet, BinaryHeap};
use std::ops::Bound;

/// The words of one letter in one run.
#[derive(Debug)]
pub(super) struct Section {
    /// Number of the run's first article.
    pub(super) first: u32,
    pub(super) bytes: Vec<u8>,
}

/// The parts of one letter in an earlier index, and the keys that changed since.
#[derive(Debug)]
pub(super) struct Earlier<'e> {
    pub(super) parts: &'e [WrittenPart],
    pub(super) changed: BTreeSet<String>,
}

impl Earlier<'_> {
    /// The part that begins with `key`, if none of its keys changed, and where the next begins.
    fn same_from(&self, key: &str) -> Option<(&WrittenPart, Option<&str>)> {
        let at = self.parts.binary_search_by(|part| part.key.as_str().cmp(key)).ok()?;
        let (part, next) = (&self.parts[at], self.parts.get(at + 1).map(|part| part.key.as_str()));
        let mut changed =
            self.changed.range::<str, _>((Bound::Included(key), Bound::Unbounded)).map(String::as_str);
        let is_changed = changed.next().is_some_and(|changed| next.is_none_or(|next| changed < next));
        (!is_changed).then_some((part, next))
    }
}

/// The next word of a section.
struct Cursor<'s> {
    entry: Entry<'s>,
    run: usize,
    rest: Entries<'s>,
}

impl Cursor<'_> {
    fn order(&self) -> (&str, &str, usize) {
        (self.entry.key, self.entry.form, self.run)
    }
}

impl PartialEq for Cursor<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Cursor<'_> {}

impl PartialOrd for Cursor<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cursor<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}

/// Writes the words of `sections`, which are those of one letter in all runs in order, into an index of about `estimate` articles.
pub(super) fn merge(
    sections: &[Section],
    estimate: u32,
    earlier: Option<&Earlier<'_>>,
    sink: &FileSink<'_>,
) -> Vec<WrittenPart> {
    let mut writer = DictionaryWriter::new(sink, estimate);
    let mut cursors: BinaryHeap<_> = sections.iter().enumerate().filter_map(first_word).collect();
    let mut words: Vec<WordPostings> = Vec::new();
    while let Some(key) = cursors.peek().map(|first| first.0.entry.key) {
        let same = earlier.filter(|_| writer.is_between_parts()).and_then(|earlier| earlier.same_from(key));
        if let Some((part, next)) = same {
            writer.add_known(part);
            cursors = cursors.into_iter().filter_map(|cursor| skipped(cursor, next)).collect();
            continue;
        }
        take_words(&mut cursors, key, sections, &mut words);
        sort(key, &mut words);
        writer.add(key, &words);
        words.clear();
    }
    writer.finish()
}

fn first_word((run, section): (usize, &Section)) -> Option<Reverse<Cursor<'_>>> {
    let mut rest = Entries::new(&section.bytes);
    Some(Reverse(Cursor { entry: rest.next()?, run, rest }))
}

/// The cursor at `next` or behind it; `None` where nothing is there.
fn skipped<'s>(Reverse(mut cursor): Reverse<Cursor<'s>>, next: Option<&str>) -> Option<Reverse<Cursor<'s>>> {
    let next = next?;
    while cursor.entry.key < next {
        cursor.entry = cursor.rest.next()?;
    }
    Some(Reverse(cursor))
}

/// Takes the words under `key`, which is the next.
fn take_words(
    cursors: &mut BinaryHeap<Reverse<Cursor<'_>>>,
    key: &str,
    sections: &[Section],
    words: &mut Vec<WordPostings>,
) {
    while let Some(mut first) = cursors.peek_mut() {
        let cursor = &mut first.0;
        if cursor.entry.key != key {
            return;
        }
        if words.last().is_none_or(|word| word.form != cursor.entry.form) {
            words.push(WordPostings { form: cursor.entry.form.to_owned(), ..WordPostings::default() });
        }
        if let Some(word) = words.last_mut() {
            add(word, &cursor.entry, sections[cursor.run].first);
        }
        match cursor.rest.next() {
            Some(next) => cursor.entry = next,
            None => {
                PeekMut::pop(first);
            }
        }
    }
}

fn add(word: &mut WordPostings, entry: &Entry<'_>, first: u32) {
    word.postings.reserve(entry.articles as usize);
    entry.each(|article, level, places| {
        word.postings.push(Posting { article: first + article, level });
        word.places.push(places);
    });
}

/// Brings words of one stem beside one another, those among them that differ in what is written before them next to each other, and
/// the articles of each into order.
fn sort(key: &str, words: &mut [WordPostings]) {
    words.sort_by_cached_key(|word| {
        let base = base_under(key, &word.form);
        (stem(&base).to_owned(), base.to_string(), word.form.clone())
    });
    for word in words {
        // A Latin word of English and French articles comes from two lists.
        if !word.postings.is_sorted_by_key(|posting| posting.article) {
            let mut order: Vec<usize> = (0..word.postings.len()).collect();
            order.sort_unstable_by_key(|at| word.postings[*at].article);
            word.postings = order.iter().map(|at| word.postings[*at]).collect();
            word.places = order.iter().map(|at| std::mem::take(&mut word.places[*at])).collect();
        }
    }
}

/// The last reading with which a word stands under a key: mostly what least is written before.
fn base_under<'f>(asked: &str, form: &'f str) -> Cow<'f, str> {
    let under = readings(form).into_iter().rev().find(|reading| key(&reading.base) == asked);
    under.map_or(form.into(), |reading| reading.base)
}

#[cfg(test)]
mod tests {
    use super::super::file::FileSink;
    use super::super::run::{Initial, RunBuilder, Text};
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn run(articles: &[Vec<usize>]) -> BTreeMap<Initial, Vec<u8>> {
        const STEMS: [&str; 8] = ["مدرس", "معلم", "مصنع", "ملعب", "مطبخ", "مكتب", "منزل", "محفل"];
        const ENDS: [&str; 12] = ["", "ه", "ات", "ون", "كم", "نا", "هم", "ها", "تب", "بت", "شر", "قل"];
        let mut run = RunBuilder::default();
        for article in articles {
            let word = |number: &usize| {
                format!("{}{}{}", STEMS[number % 8], ENDS[number / 8 % 12], ["", "بر", "تر"][number / 96 % 3])
            };
            let block = article.iter().map(word).collect::<Vec<_>>().join(" ");
            run.add(&Text { blocks: vec![block], ..Text::default() }, 10);
        }
        run.finish().0
    }

    fn sections(runs: &[BTreeMap<Initial, Vec<u8>>]) -> Vec<Section> {
        let section = |(at, run): (usize, &BTreeMap<Initial, Vec<u8>>)| Section {
            first: u32::try_from(at).unwrap() * 10,
            bytes: run.get(&'م').cloned().unwrap_or_default(),
        };
        runs.iter().enumerate().map(section).collect()
    }

    fn keys_of(run: &BTreeMap<Initial, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
        let mut keys: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for entry in run.get(&'م').map(|section| Entries::new(section)).into_iter().flatten() {
            let all = keys.entry(entry.key.to_owned()).or_default();
            all.extend(entry.form.as_bytes());
            all.extend(entry.bytes());
        }
        keys
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        /// What an earlier index had is believed only where it comes out so.
        #[test]
        fn an_edit_comes_out_as_a_new_index(
            runs in prop::collection::vec(prop::collection::vec(prop::collection::vec(0_usize..288, 100..160), 10), 2..4),
            edited in 0_usize..20,
            new in prop::collection::vec(0_usize..288, 0..20),
        ) {
            let before: Vec<_> = runs.iter().map(|articles| run(articles)).collect();
            let sink = FileSink::new(None, None);
            let parts = merge(&sections(&before), 30, None, &sink);
            let mut changed_runs = runs.clone();
            let at = edited / 10 % runs.len();
            changed_runs[at][edited % 10] = new;
            let after: Vec<_> = changed_runs.iter().map(|articles| run(articles)).collect();
            let (old, now) = (keys_of(&before[at]), keys_of(&after[at]));
            let changed = old.keys().chain(now.keys()).filter(|key| old.get(*key) != now.get(*key)).cloned().collect();
            let earlier = Earlier { parts: &parts, changed };
            let afresh = merge(&sections(&after), 30, None, &FileSink::new(None, None));
            let again = merge(&sections(&after), 30, Some(&earlier), &FileSink::new(None, None));
            prop_assert!(parts.len() > 1, "{} parts", parts.len());
            prop_assert_eq!(afresh, again);
        }
    }
}
