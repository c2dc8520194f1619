//! How a word of the archive is related to a word that is asked for: the same, with other words written on to it, with other
//! suffixes, spelled otherwise, its broken plural.
//!
//! Both stand under one key of the dictionary, which says nothing yet: the key is wide. That a letter is a preposition and no letter
//! of the word is believed where the rest is a word of the archive by itself, and not a far rarer one.

use super::stem::{Reading, Script, consonants, letters, loose, readings, script_of, shape, stem};

/// How close two words are, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same letters.
    Same,
    /// The same word with other clitics or the article.
    Clitic,
    /// The same stem.
    Suffix,
    /// Another spelling.
    Variant,
    /// Singular and broken plural.
    Plural,
}

impl Relation {
    /// What an occurrence weighs, in hundredths.
    pub(super) fn weight(self) -> u32 {
        match self {
            Self::Same => 100,
            Self::Clitic => 90,
            Self::Suffix => 70,
            Self::Variant => 60,
            Self::Plural => 50,
        }
    }
}

/// A word that is this many times as frequent as what is left of it without a letter is a word of its own.
const FAR_RARER: u64 = 16;
/// Letters from which on two letters that are confused make a variant.
const LONG: usize = 5;

/// A word of the archive, with the number of articles that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known<'k> {
    pub(super) form: &'k str,
    pub(super) articles: u32,
}

/// The words under one key.
pub(super) struct Group<'k> {
    known: &'k [Known<'k>],
}

impl<'k> Group<'k> {
    pub(super) fn new(known: &'k [Known<'k>]) -> Self {
        Self { known }
    }

    /// How `form` is related to `asked`; `None` where it is another word.
    pub(super) fn relation(&self, asked: &str, form: &Known<'_>) -> Option<Relation> {
        if form.form == asked {
            return Some(Relation::Same);
        }
        match script_of(asked) {
            // One stem, one key.
            Script::Latin => return Some(Relation::Suffix),
            Script::Other => return None,
            Script::Arabic | Script::Hebrew => {}
        }
        let ours = self.believed(asked, None, asked);
        let theirs = self.believed(form.form, Some(form.articles), asked);
        let pairs = || ours.iter().flat_map(|ours| theirs.iter().map(move |theirs| (*ours, *theirs)));
        if pairs().any(|(ours, theirs)| ours == theirs && letters(ours) >= 2) {
            return Some(Relation::Clitic);
        }
        pairs().filter_map(|(ours, theirs)| of_bases(ours, theirs)).min()
    }

    /// The readings of `form` that the archive bears out. `articles`: how many have it, where that is known.
    fn believed<'f>(&self, form: &'f str, articles: Option<u32>, asked: &str) -> Vec<&'f str> {
        let is_believed = |reading: &Reading<'_>| {
            !reading.is_doubtful || {
                let alone = self.articles_with(reading.base);
                let frequent = articles.map_or(0, u64::from);
                (alone > 0 || reading.base == asked) && frequent <= FAR_RARER * alone.max(1)
            }
        };
        readings(form).into_iter().filter(is_believed).map(|reading| reading.base).collect()
    }

    /// Articles that have `base` as a word by itself, with the article or without.
    fn articles_with(&self, base: &str) -> u64 {
        let is_base = |form: &str| form == base || form.strip_prefix("ال") == Some(base);
        self.known.iter().filter(|known| is_base(known.form)).map(|known| u64::from(known.articles)).sum()
    }
}

/// How two words are related, what is written before them taken off.
fn of_bases(one: &str, other: &str) -> Option<Relation> {
    let (a, b) = (stem(one), stem(other));
    if a == b {
        return Some(Relation::Suffix);
    }
    let shorter = letters(a).min(letters(b));
    if loose(a) == loose(b) && (shorter >= LONG || consonants(a) == consonants(b) && shorter >= 3) {
        return Some(Relation::Variant);
    }
    let is_pair = consonants(a) == consonants(b)
        && (is_plural_of(&shape(a), &shape(b)) && may_be_broken(one, a)
            || is_plural_of(&shape(b), &shape(a)) && may_be_broken(other, b));
    is_pair.then_some(Relation::Plural)
}

/// May a word be a broken plural, with the suffixes that it has behind `stem`? Not with those of singulars and sound plurals.
fn may_be_broken(word: &str, stem: &str) -> bool {
    match word.strip_prefix(stem).unwrap_or_default() {
        // أسلحة
        "ه" => stem.starts_with('ا'),
        // ميادين, عناوين
        "ين" | "ان" => letters(stem) > 3,
        suffixes => !["ات", "ون", "يه", "ين", "ان"].iter().any(|suffix| suffixes.starts_with(suffix)),
    }
}

/// Shapes of broken plurals, each with those of its singulars, suffixes taken off: `CCوC` for بيوت and `CيC` for بيت.
#[rustfmt::skip]
const PLURALS: &[(&str, &[&str])] = &[
    ("اCCاC", &["CCC", "CاC", "CيC", "CوC", "CCيC", "CCوC", "CC"]),
    ("اCCا", &["CC", "CCو", "CCي", "CCا"]),
    ("اCCاء", &["CC", "CCيC", "CCو"]),
    ("اCواC", &["CاC", "CوC"]),
    ("اCياC", &["CيC", "CاC"]),
    ("اCCCاء", &["CCيC", "CCي"]),
    ("اCCCا", &["CCيC", "CCي"]),
    ("اCCياء", &["CCي", "CCيC"]),
    ("اCCC", &["CCاC", "CCيC", "CCC"]),
    ("اCC", &["CCاC", "CCيC"]),
    ("اCCي", &["CاCي", "CCي"]),
    ("CCوC", &["CCC", "CاC", "CيC", "CءC", "CC"]),
    ("CيوC", &["CيC"]),
    ("CءوC", &["CاC", "CءC"]),
    ("CCاC", &["CCC", "CCيC", "CاCC", "CC"]),
    ("CواCC", &["CاCC", "CوCC"]),
    ("CواC", &["CاC"]),
    ("CياC", &["CيC"]),
    ("CCC", &["CCاC", "CCيC", "CCوC"]),
    ("CC", &["CCي"]),
    ("CCاCC", &["CCCC", "CCCاC"]),
    ("CCاCيC", &["CCCوC", "CCCيC", "CCCاC"]),
    ("CواCيC", &["CاCوC", "CاCاC"]),
    ("CCاءC", &["CCيC", "CCاC", "CCوC"]),
    ("CCايC", &["CCيC", "CCاC"]),
    ("CCاءCا", &["CCيC"]),
    ("CCCاء", &["CCيC", "CاCC"]),
    ("CCCا", &["CCيC", "CاCC"]),
    ("CCCي", &["CCيC"]),
    ("CCايا", &["CCي", "CC"]),
    ("CCا", &["CC", "CCي"]),
    ("CCاCي", &["CCC", "CCCي", "CC"]),
];

fn is_plural_of(plural: &str, singular: &str) -> bool {
    PLURALS.iter().any(|(shape, singulars)| *shape == plural && singulars.contains(&singular))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(asked: &str, form: &str, others: &[(&str, u32)]) -> Option<Relation> {
        let known: Vec<Known<'_>> =
            [(form, 3)].iter().chain(others).map(|&(form, articles)| Known { form, articles }).collect();
        Group::new(&known).relation(asked, &known[0])
    }

    #[test]
    fn closest_first() {
        use Relation::{Clitic, Plural, Same, Suffix, Variant};
        for (asked, form, expected) in [
            ("مصر", "مصر", Some(Same)),
            ("مصر", "وبمصر", Some(Clitic)),
            ("والتضخم", "التضخم", Some(Clitic)),
            ("سياره", "سيارات", Some(Suffix)),
            ("معلم", "المعلمون", Some(Suffix)),
            ("مسءول", "مسوول", Some(Variant)),
            ("غوتيريش", "جوتيريش", Some(Variant)),
            ("غرب", "جرب", None),
            ("مدرسه", "مدارس", Some(Plural)),
            ("وزراء", "وزير", Some(Plural)),
            ("الوزراء", "وزير", Some(Plural)),
            ("وزراء", "وزاره", None),
            ("ضريبه", "الضراءب", Some(Plural)),
            ("طبيب", "اطباء", Some(Plural)),
            ("بيت", "بيوت", Some(Plural)),
            ("مشروع", "المشاريع", Some(Plural)),
            ("قانون", "قوانين", Some(Plural)),
            ("كاتب", "كتاب", Some(Plural)),
            ("حلم", "احلامهم", Some(Plural)),
            ("رجل", "رجال", Some(Plural)),
            ("سلاح", "اسلحه", Some(Plural)),
            ("سرعه", "سريع", None),
            ("سيارات", "سير", None),
        ] {
            assert_eq!(relation(asked, form, &[]), expected, "{asked} {form}");
        }
    }

    #[test]
    fn a_letter_is_a_preposition_only_where_the_rest_is_a_word() {
        assert_eq!(relation("ليد", "وليد", &[]), Some(Relation::Clitic));
        assert_eq!(relation("وليد", "ليد", &[]), Some(Relation::Clitic));
        assert_eq!(relation("وليد", "فليد", &[]), None);
        assert_eq!(relation("وليد", "فليد", &[("ليد", 9)]), Some(Relation::Clitic));
        let frequent = Known { form: "وليد", articles: 900 };
        let known = [frequent.clone(), Known { form: "ليد", articles: 2 }];
        assert_eq!(Group::new(&known).relation("ليد", &frequent), None);
    }
}
