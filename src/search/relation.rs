//! How a word of the archive is related to a word that is asked for: the same, with other words written on to it, with other
//! suffixes, spelled otherwise, its broken plural.
//!
//! Both stand under one key of the dictionary, which says nothing yet: the key is wide. That a letter is a preposition and no letter
//! of the word is believed where the rest is what was asked for, or a word of the archive by itself or somebody's, and not a far rarer one.

use super::plural::are_singular_and_plural;
use super::reading::{Doubt, Reading, bare, meant};
use super::stem::{OWNERS, Script, consonants, letters, loose, script_of, stem};
use std::collections::BTreeMap;

/// How close two words are, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same letters.
    Same,
    /// The same word with the article or without, and with what is written before the article.
    Article,
    /// The same word with other clitics, which may be letters of another.
    Clitic,
    /// Another number, case or owner.
    Suffix,
    /// Another spelling.
    Variant,
    /// Singular and broken plural.
    Plural,
    /// Past and present of a verb.
    Tense,
    /// The same stem with suffixes that may make another word: `فلسطين` and `فلسطينيون`.
    Derived,
}

impl Relation {
    /// What an occurrence weighs, in hundredths.
    #[must_use]
    pub fn weight(self) -> u32 {
        match self {
            Self::Same => 100,
            Self::Article => 90,
            Self::Clitic => 80,
            Self::Suffix => 70,
            Self::Variant => 60,
            Self::Plural | Self::Tense | Self::Derived => 30,
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

/// How each of `words`, all that stand under the keys of the word `asked`, is related to it; `None` where it is another word.
#[must_use]
pub fn relations(asked: &str, words: &[Known<'_>]) -> Vec<Option<Relation>> {
    let group = Group::new(asked, words);
    let ours = group.believed(asked, count(&group.alone, asked));
    let of = |known: &Known<'_>| match script_of(asked) {
        _ if known.form == asked => Some(Relation::Same),
        // One stem, one key.
        Script::Latin => Some(Relation::Suffix),
        Script::Other => None,
        Script::Arabic | Script::Hebrew => {
            let theirs = group.believed(known.form, u64::from(known.articles));
            ours.iter().flat_map(|one| theirs.iter().filter_map(|other| of_readings(one, other))).min()
        }
    };
    words.iter().map(of).collect()
}

/// A word that is asked for, and what the words under its keys are made of: how many articles have it.
struct Group<'k> {
    asked: &'k str,
    bare_asked: &'k str,
    /// A word by itself, with the article or without.
    alone: BTreeMap<&'k str, u64>,
    /// A word behind an article.
    with_article: BTreeMap<&'k str, u64>,
}

impl<'k> Group<'k> {
    fn new(asked: &'k str, words: &[Known<'k>]) -> Self {
        let (alone, with_article) = (BTreeMap::new(), BTreeMap::new());
        let mut group = Self { asked, bare_asked: bare(asked), alone, with_article };
        for &Known { form, articles } in words {
            let articles = u64::from(articles);
            let rest = bare(form);
            *group.alone.entry(form).or_default() += articles;
            if rest != form {
                *group.with_article.entry(rest).or_default() += articles;
                if form.starts_with("ال") {
                    *group.alone.entry(rest).or_default() += articles;
                }
            }
        }
        group
    }

    /// The readings of `form`, which so many articles have, that the archive bears out.
    fn believed<'f>(&self, form: &'f str, articles: u64) -> Vec<Reading<'f>> {
        // Where there is الفكرة, the ف is a letter of فكرة: nobody writes ال before a clitic.
        let with_article = count(&self.with_article, form);
        let has_own = with_article > 0 && FAR_RARER * with_article >= articles;
        let is_believed = |reading: &Reading<'_>| match reading.doubt {
            None => true,
            Some(Doubt::Clitic) if has_own => false,
            Some(doubt) => {
                let (rest, is_asked) = self.evidence(&reading.base, doubt);
                (rest > 0 || is_asked) && articles <= FAR_RARER * rest.max(1)
            }
        };
        let mut readings: Vec<_> = meant(form).into_iter().filter(is_believed).collect();
        readings
            .extend(readings.iter().filter_map(|reading| self.construct(&reading.base)).collect::<Vec<_>>());
        readings
    }

    /// What a plural before its owner is without it: `مسؤولو الوزارة`. Foreign names end so, too, and have no ون and ين.
    fn construct<'f>(&self, base: &str) -> Option<Reading<'f>> {
        let rest = base.strip_suffix('و').filter(|rest| letters(rest) >= 4)?;
        let is_known = |ending| count(&self.alone, &format!("{rest}{ending}")) > 0;
        let plural = || Reading { base: format!("{rest}ون").into(), doubt: Some(Doubt::Ending) };
        (is_known("ون") || is_known("ين")).then(plural)
    }

    /// How many articles bear out a doubtful reading: they have what is left as a word, or somebody's; or what has no article with one. And is it
    /// what was asked for?
    fn evidence(&self, base: &str, doubt: Doubt) -> (u64, bool) {
        if doubt == Doubt::Article {
            return (count(&self.with_article, base), base == self.bare_asked);
        }
        let is_owned = OWNERS.iter().any(|owner| base.ends_with(owner));
        let words = if is_owned { lemmas(base) } else { vec![base.to_owned()] };
        let rest = words.iter().map(|word| count(&self.alone, word)).find(|articles| *articles > 0);
        (rest.unwrap_or(0), base == self.asked || words[1..].iter().any(|word| word == self.bare_asked))
    }
}

fn count(articles: &BTreeMap<&str, u64>, word: &str) -> u64 {
    articles.get(word).copied().unwrap_or(0)
}

/// How two words are related that are read so.
fn of_readings(one: &Reading<'_>, other: &Reading<'_>) -> Option<Relation> {
    let (base, doubts) = (&*one.base, [one.doubt, other.doubt]);
    if base != other.base || letters(base) < 2 {
        return of_bases(base, &other.base);
    }
    Some(match doubts {
        [None, None] => Relation::Article,
        _ if doubts.contains(&Some(Doubt::Ending)) => Relation::Suffix,
        _ => Relation::Clitic,
    })
}

/// How two words are related, what is written before them taken off.
fn of_bases(one: &str, other: &str) -> Option<Relation> {
    let (a, b) = (stem(one), stem(other));
    if a == b {
        let theirs = lemmas(other);
        let are_forms = lemmas(one).iter().any(|lemma| theirs.contains(lemma));
        return Some(if are_forms { Relation::Suffix } else { Relation::Derived });
    }
    let shorter = letters(a).min(letters(b));
    let is_alike = consonants(a) == consonants(b);
    if loose(a) == loose(b) && (shorter >= LONG || is_alike && shorter > 3) {
        return Some(Relation::Variant);
    }
    if is_alike && are_singular_and_plural((one, a), (other, b)) {
        return Some(Relation::Plural);
    }
    (is_alike && (is_present_of(a, b) || is_present_of(b, a))).then_some(Relation::Tense)
}

/// Is one stem the present, with ي, of a verb of which the other is the past: `يفوز` of `فاز`, `يعلن` of `أعلن`?
fn is_present_of(present: &str, past: &str) -> bool {
    let Some(rest) = present.strip_prefix('ي').filter(|rest| letters(rest) >= 3) else { return false };
    let past = past.strip_prefix('ا').unwrap_or(past);
    let weak = rest.chars().enumerate().map(|(at, c)| match c {
        'ء' => 'ا',
        'و' | 'ي' if at > 0 => 'ا',
        c => c,
    });
    let weak: String = weak.collect();
    rest == past || weak.strip_prefix('ا').unwrap_or(&weak) == past
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
    add(&["ون", "و", "ين", "ان", "وا", "ا", "ات", "اته", "اتي"], "");
    all
}
