//! How a word of the archive is related to a word that is asked for: the same, with other words written on to it, with other
//! suffixes, spelled otherwise, its broken plural.
//!
//! Both stand under one key of the dictionary, which says nothing yet: the key is wide. That a letter is a preposition and no letter
//! of the word is believed where the rest is a word of the archive by itself, or somebody's, and not a far rarer one.

use super::plural::is_plural_of;
use super::reading::{Reading, bare, meant};
use super::stem::{OWNERS, Script, consonants, letters, loose, script_of, stem};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How close two words are, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same letters.
    Same,
    /// The same word with other clitics or the article.
    Clitic,
    /// Another number, case or owner.
    Suffix,
    /// Another spelling.
    Variant,
    /// Singular and broken plural.
    Plural,
    /// The same stem with suffixes that may make another word: `فلسطين` and `فلسطينيون`.
    Derived,
}

impl Relation {
    /// What an occurrence weighs, in hundredths.
    #[must_use]
    pub fn weight(self) -> u32 {
        match self {
            Self::Same => 100,
            Self::Clitic => 90,
            Self::Suffix => 70,
            Self::Variant => 60,
            Self::Plural | Self::Derived => 30,
        }
    }
}

/// A word that is this many times as frequent as what is left of it without a letter is a word of its own.
const FAR_RARER: u64 = 16;
/// Letters from which on two letters that are confused make a variant.
const LONG: usize = 5;

/// A word of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<'k> {
    /// As [`words`](super::words()) gives it.
    pub form: &'k str,
    /// How many articles have it.
    pub articles: u32,
}

/// How each of `words`, all that stand under one key, is related to the word `asked`; `None` where it is another word.
#[must_use]
pub fn relations(asked: &str, words: &[Known<'_>]) -> Vec<Option<Relation>> {
    let group = Group::new(asked, words);
    let ours = group.believed(asked, group.alone.get(asked).copied().unwrap_or(0));
    let of = |known: &Known<'_>| match script_of(asked) {
        _ if known.form == asked => Some(Relation::Same),
        // One stem, one key.
        Script::Latin => Some(Relation::Suffix),
        Script::Other => None,
        Script::Arabic | Script::Hebrew => {
            let theirs = group.believed(known.form, u64::from(known.articles));
            ours.iter().flat_map(|one| theirs.iter().filter_map(|other| of_bases(one, other))).min()
        }
    };
    words.iter().map(of).collect()
}

/// A word that is asked for, and what the words under one of its keys are made of: how many articles have it.
struct Group<'k> {
    asked: &'k str,
    /// A word by itself, with the article or without.
    alone: BTreeMap<&'k str, u64>,
    /// A word behind an article.
    with_article: BTreeMap<&'k str, u64>,
}

impl<'k> Group<'k> {
    fn new(asked: &'k str, words: &[Known<'k>]) -> Self {
        let mut group = Self { asked, alone: BTreeMap::new(), with_article: BTreeMap::new() };
        for &Known { form, articles } in words {
            let articles = u64::from(articles);
            let rest = bare(form);
            *group.alone.entry(form).or_default() += articles;
            if rest != form {
                *group.with_article.entry(rest).or_default() += articles;
            }
            if rest != form && form.starts_with("ال") {
                *group.alone.entry(rest).or_default() += articles;
            }
        }
        group
    }

    /// The readings of `form`, which so many articles have, that the archive bears out.
    fn believed<'f>(&self, form: &'f str, articles: u64) -> Vec<Cow<'f, str>> {
        let is_believed = |reading: &Reading<'_>| {
            !reading.is_doubtful || {
                let (rest, is_asked) = self.evidence(reading);
                (rest > 0 || is_asked) && articles <= FAR_RARER * rest.max(1)
            }
        };
        meant(form).into_iter().filter(is_believed).map(|reading| reading.base).collect()
    }

    /// How many articles bear out a doubtful reading: they have what is left as a word, or somebody's; or what has no article with one. And is it
    /// what was asked for?
    fn evidence(&self, reading: &Reading<'_>) -> (u64, bool) {
        let of = |counts: &BTreeMap<&str, u64>, word: &str| counts.get(word).copied().unwrap_or(0);
        let (base, asked) = (&*reading.base, self.asked);
        if reading.lacks_article {
            return (of(&self.with_article, base), base == bare(asked));
        }
        let is_owned = OWNERS.iter().any(|owner| base.ends_with(owner));
        let words = if is_owned { lemmas(base) } else { vec![base.to_owned()] };
        let rest = words.iter().map(|word| of(&self.alone, word)).find(|articles| *articles > 0);
        (rest.unwrap_or(0), base == asked || words[1..].iter().any(|word| word == bare(asked)))
    }
}

/// How two words are related, what is written before them taken off.
fn of_bases(one: &str, other: &str) -> Option<Relation> {
    if one == other && letters(one) >= 2 {
        return Some(Relation::Clitic);
    }
    let (a, b) = (stem(one), stem(other));
    if a == b {
        let theirs = lemmas(other);
        let are_forms = lemmas(one).iter().any(|lemma| theirs.contains(lemma));
        return Some(if are_forms { Relation::Suffix } else { Relation::Derived });
    }
    let shorter = letters(a).min(letters(b));
    if loose(a) == loose(b) && (shorter >= LONG || consonants(a) == consonants(b) && shorter > 3) {
        return Some(Relation::Variant);
    }
    (is_plural_of(one, other) || is_plural_of(other, one)).then_some(Relation::Plural)
}

/// The words of which `word` may be another number, case or owner; itself first.
fn lemmas(word: &str) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    let mut add = |endings: &[&str], instead: &str| {
        let further = |word: &String| {
            // The longest is the one that begins first.
            let ending =
                endings.iter().filter(|ending| word.ends_with(*ending)).max_by_key(|ending| ending.len());
            ending.map(|ending| format!("{}{instead}", &word[..word.len() - ending.len()]))
        };
        let more: Vec<String> = all.iter().filter_map(further).collect();
        all.extend(more);
    };
    add(&OWNERS, "");
    add(&["ت", "ته", "تي"], "ه");
    add(&["ات", "اته", "اتي", "تان", "تانه", "تاني", "تين", "تينه", "تيني"], "ه");
    add(&["ون", "ين", "ان", "وا", "ا", "ات", "اته", "اتي"], "");
    all
}
