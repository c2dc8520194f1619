//! The words of some articles in a row, sorted: what the index is merged from.
//!
//! A run is made of its articles alone, and kept in a file of its own from one build to the next: when an article changes, its run is
//! made again and no other. Articles are numbered from the run's first. Holds what results show of the texts, too.

use super::bits::{ByteReader, count, push_bytes, push_varint};
use super::postings::level;
use super::reading::keys;
use super::stem::{Script, is_french, script_of};
use super::words::{each_word, further_terms, may_mean_more};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Places of a word that are kept of one article.
const MOST_PLACES: usize = 1000;

/// The text of an article, as it is searched.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Headline.
    pub headline: String,
    /// Language, empty where it is unknown.
    pub lang: String,
    /// What the article says, block by block.
    pub blocks: Vec<String>,
    /// What is found and not shown: names of authors, captions.
    pub notes: Vec<String>,
}

/// A letter with which keys begin; all keys with one stand together.
pub(super) type Initial = char;

/// The letter with which a key begins; of other scripts than those of most words, the first of some thousand in a row. Never one behind that of
/// a later key: what is merged by letters has to come out in the order of keys.
fn initial(key: &str) -> Initial {
    match key.chars().next().unwrap_or_default() {
        letter @ ..'\u{700}' => letter,
        sign => char::from_u32((u32::from(sign) & !0xFFF).max(0x700)).unwrap_or('\u{700}'),
    }
}

/// A run in the making.
#[derive(Debug, Default)]
pub(super) struct RunBuilder {
    numbers: FxHashMap<Box<str>, u32>,
    words: Vec<WordList>,
    articles: u32,
    /// The words of the article at hand: the word, its place, whether it stands in the headline.
    found: Vec<(u32, u32, bool)>,
    openings: Vec<Box<str>>,
}

/// A word with the articles that have it.
#[derive(Debug)]
struct WordList {
    form: Box<str>,
    is_french: bool,
    may_mean_more: bool,
    articles: u32,
    /// The article behind the last one.
    next: u32,
    postings: Vec<u8>,
}

impl RunBuilder {
    /// Adds the next article. Of its text the first `shown` characters are kept for results.
    pub(super) fn add(&mut self, text: &Text, shown: usize) {
        let is_french = is_french(&text.lang);
        self.found.clear();
        let mut place = self.add_block(&text.headline, 0, true, is_french);
        for block in text.blocks.iter().chain(&text.notes) {
            place = self.add_block(block, place, false, is_french);
        }
        let length = place;
        self.found.sort_unstable();
        let article = self.articles;
        let words = &mut self.words;
        for found in self.found.chunk_by(|a, b| a.0 == b.0) {
            words[found[0].0 as usize].add(article, found, length);
        }
        self.openings.push(opening(&text.blocks, shown));
        self.articles += 1;
    }

    /// Adds the words of a block that begins at `place`; gives where the next begins, one place on: no phrase runs over both.
    fn add_block(&mut self, block: &str, place: u32, in_headline: bool, is_french: bool) -> u32 {
        let mut next = place;
        let mut before: Option<(String, u32)> = None;
        each_word(block, |_, form| {
            if let Some((word, place)) = before.take() {
                self.add_further(&word, Some(form), (place, in_headline));
            }
            let number = self.number(form, is_french);
            self.found.push((number, next, in_headline));
            before = self.words[number as usize].may_mean_more.then(|| (form.to_owned(), next));
            next += 1;
        });
        if let Some((word, place)) = before {
            self.add_further(&word, None, (place, in_headline));
        }
        next + 1
    }

    fn add_further(&mut self, word: &str, next: Option<&str>, (place, in_headline): (u32, bool)) {
        for (form, at_both) in further_terms(word, next) {
            let number = self.number(&form, false);
            self.found.push((number, place, in_headline));
            self.found.extend(at_both.then_some((number, place + 1, in_headline)));
        }
    }

    /// The number of a word. Latin words of French texts are others than those of English ones: their stems are.
    fn number(&mut self, form: &str, is_french: bool) -> u32 {
        let is_french = is_french && script_of(form) == Script::Latin;
        let french;
        let name = match is_french {
            true => {
                french = format!("{form}\0");
                &french
            }
            false => form,
        };
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.into(), number);
        self.words.push(WordList {
            form: form.into(),
            is_french,
            may_mean_more: may_mean_more(form),
            articles: 0,
            next: 0,
            postings: Vec::new(),
        });
        number
    }

    /// The words by the letters with which their keys begin, each section with its words in order; and the openings.
    pub(super) fn finish(self) -> (BTreeMap<Initial, Vec<u8>>, Vec<Box<str>>) {
        let mut entries: Vec<(String, &WordList)> = Vec::with_capacity(self.words.len());
        for word in &self.words {
            let lang = if word.is_french { "fr" } else { "" };
            entries.extend(keys(&word.form, lang).into_iter().map(|key| (key, word)));
        }
        entries.sort_unstable_by(|(a, one), (b, other)| {
            (a, &one.form, one.is_french).cmp(&(b, &other.form, other.is_french))
        });
        let mut sections: BTreeMap<Initial, Vec<u8>> = BTreeMap::new();
        for (key, word) in entries {
            let section = sections.entry(initial(&key)).or_default();
            push_bytes(section, key.as_bytes());
            push_bytes(section, word.form.as_bytes());
            push_varint(section, word.articles);
            push_bytes(section, &word.postings);
        }
        (sections, self.openings)
    }
}

impl WordList {
    /// Adds an article that has the word where `found` says; its text has `length` words.
    fn add(&mut self, article: u32, found: &[(u32, u32, bool)], length: u32) {
        let in_headline = found.iter().any(|(.., in_headline)| *in_headline);
        let in_text = found.iter().filter(|(.., in_headline)| !in_headline).count();
        let level = level(count(in_text), in_headline, length);
        push_varint(&mut self.postings, article - self.next);
        let mut places: Vec<u32> = found.iter().map(|(_, place, _)| *place).take(MOST_PLACES).collect();
        places.dedup();
        let few = u8::try_from(places.len()).unwrap_or(u8::MAX).min(31);
        self.postings.push(level | few << 3);
        if few == 31 {
            push_varint(&mut self.postings, count(places.len()));
        }
        let mut next = 0;
        for place in places {
            push_varint(&mut self.postings, place - next);
            next = place + 1;
        }
        self.articles += 1;
        self.next = article + 1;
    }
}

/// The beginning of a text in at most `limit` characters, to the end of a word.
fn opening(blocks: &[String], limit: usize) -> Box<str> {
    let mut opening = String::new();
    for block in blocks {
        if !opening.is_empty() {
            opening.push(' ');
        }
        opening.push_str(block);
        // A character has at most four bytes.
        if opening.len() > limit * 4 {
            break;
        }
    }
    if let Some((end, _)) = opening.char_indices().nth(limit) {
        let word = opening[..end].rfind(' ').unwrap_or(end);
        opening.truncate(word);
        opening.push('…');
    }
    opening.into()
}

/// A word of a section.
#[derive(Debug, Clone)]
pub(super) struct Entry<'s> {
    pub(super) key: &'s str,
    pub(super) form: &'s str,
    pub(super) articles: u32,
    postings: &'s [u8],
}

/// Reads the words of a section in order.
pub(super) struct Entries<'s>(ByteReader<'s>);

impl<'s> Entries<'s> {
    pub(super) fn new(section: &'s [u8]) -> Self {
        Self(ByteReader::new(section))
    }

    fn text(&mut self) -> Option<&'s str> {
        let length = self.0.varint()?;
        std::str::from_utf8(self.0.take(length)?).ok()
    }
}

impl<'s> Iterator for Entries<'s> {
    type Item = Entry<'s>;

    fn next(&mut self) -> Option<Entry<'s>> {
        let (key, form) = (self.text()?, self.text()?);
        let articles = self.0.varint()?;
        let length = self.0.varint()?;
        Some(Entry { key, form, articles, postings: self.0.take(length)? })
    }
}

impl<'s> Entry<'s> {
    /// All that is said of its articles.
    pub(super) fn bytes(&self) -> &'s [u8] {
        self.postings
    }

    /// Gives each article of the run that has the word, its level and places.
    pub(super) fn each(&self, mut each: impl FnMut(u32, u8, Vec<u32>)) {
        let mut bytes = ByteReader::new(self.postings);
        let mut next = 0;
        while let Some((article, level, places)) = next_posting(&mut bytes, next) {
            next = article + 1;
            each(article, level, places);
        }
    }
}

fn next_posting(bytes: &mut ByteReader<'_>, next: u32) -> Option<(u32, u8, Vec<u32>)> {
    let article = bytes.varint()?.checked_add(next)?;
    let head = *bytes.take(1)?.first()?;
    let count = match head >> 3 {
        31 => bytes.varint()?,
        few => u32::from(few),
    };
    let mut places = Vec::with_capacity(count.min(1024) as usize);
    let mut behind = 0_u32;
    for _ in 0..count {
        let place = bytes.varint()?.checked_add(behind)?;
        behind = place.checked_add(1)?;
        places.push(place);
    }
    Some((article, head & 7, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_in_the_order_of_keys() {
        let mut before = initial("");
        for letter in '\0'..=char::MAX {
            let now = initial(letter.encode_utf8(&mut [0; 4]));
            assert!(before <= now && now <= letter, "{letter:?}: {now:?} behind {before:?}");
            before = now;
        }
    }

    #[test]
    fn words_stand_under_their_keys_with_their_places() {
        let mut run = RunBuilder::default();
        let text = |headline: &str, body: &str| Text {
            headline: headline.to_owned(),
            blocks: body.split('\n').map(str::to_owned).collect(),
            ..Text::default()
        };
        run.add(&text("فتح المدرسة", "زار عبد الله المدرسة.\nعادت المدارس"), 100);
        run.add(&text("المدرسة", "نص"), 5);
        let (sections, openings) = run.finish();
        let mut lines = Vec::new();
        for entry in sections.values().flat_map(|section| Entries::new(section)) {
            let mut line = format!("{} {}", entry.key, entry.form);
            entry.each(|article, level, places| line += &format!(" {article}:{level}@{places:?}"));
            lines.push(line);
        }
        insta::assert_snapshot!(lines.join("\n"));
        assert_eq!(&*openings[0], "زار عبد الله المدرسة. عادت المدارس");
    }
}
