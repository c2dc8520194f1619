//! How a word of the archive is related to a word that is asked for: the same, with other words written on to it, with other
//! suffixes, spelled otherwise, its broken plural.
//!
//! Both stand under one key of the dictionary, which says nothing yet: the key is wide. That a letter is a preposition and no letter
//! of the word is believed where the rest is a word of the archive by itself, or somebody's, and not a far rarer one.

use super::stem::{
    OWNERS, Reading, Script, bare, consonants, have_one_root, letters, loose, meant, script_of, shape, stem,
};
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
    pub(super) fn weight(self) -> u32 {
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

/// A word of the archive, with the number of articles that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known<'k> {
    pub(super) form: &'k str,
    pub(super) articles: u32,
}

/// The words under one key: how many articles have what they are made of.
#[derive(Debug, Default)]
pub(super) struct Group<'k> {
    /// A word by itself, with the article or without.
    alone: BTreeMap<&'k str, u64>,
    /// A word behind an article.
    with_article: BTreeMap<&'k str, u64>,
}

impl<'k> Group<'k> {
    pub(super) fn new(known: &[Known<'k>]) -> Self {
        let mut group = Self::default();
        for &Known { form, articles } in known {
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
        let frequency = self.alone.get(asked).copied().unwrap_or(0);
        let ours = self.believed(asked, frequency, asked);
        let theirs = self.believed(form.form, u64::from(form.articles), asked);
        let pairs = || ours.iter().flat_map(|ours| theirs.iter().map(move |theirs| (&**ours, &**theirs)));
        if pairs().any(|(ours, theirs)| ours == theirs && letters(ours) >= 2) {
            return Some(Relation::Clitic);
        }
        pairs().filter_map(|(ours, theirs)| of_bases(ours, theirs)).min()
    }

    /// The readings of `form`, which so many articles have, that the archive bears out.
    fn believed<'f>(&self, form: &'f str, articles: u64, asked: &str) -> Vec<Cow<'f, str>> {
        let is_believed = |reading: &Reading<'_>| {
            !reading.is_doubtful || {
                let (rest, is_asked) = self.evidence(reading, asked);
                (rest > 0 || is_asked) && articles <= FAR_RARER * rest.max(1)
            }
        };
        meant(form).into_iter().filter(is_believed).map(|reading| reading.base).collect()
    }

    /// How many articles bear out a doubtful reading: they have what is left as a word, or somebody's; or what has no article with one. And is it
    /// what was asked for?
    fn evidence(&self, reading: &Reading<'_>, asked: &str) -> (u64, bool) {
        let of = |counts: &BTreeMap<&str, u64>, word: &str| counts.get(word).copied().unwrap_or(0);
        let base = &*reading.base;
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
    let is_pair = consonants(a) == consonants(b)
        && have_one_root(a, b)
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

/// Shapes of broken plurals, each with those of its singulars, suffixes taken off: `CCوC` for بيوت and `CيC` for بيت.
#[rustfmt::skip]
const PLURALS: &[(&str, &[&str])] = &[
    ("اCCاC", &["CCC", "CاC", "CيC", "CيCC", "CوC", "CCيC", "CCوC", "CC"]),
    ("اCCا", &["CC", "CCو", "CCي", "CCا"]),
    ("اCCاء", &["CC", "CCيC", "CCو", "اCيC"]),
    ("اCوC", &["اCC"]),
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
    ("CواءC", &["CاءC"]),
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
        use Relation::{Clitic, Derived, Plural, Same, Suffix, Variant};
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
            ("قطره", "قطرات", Some(Suffix)),
            ("قطره", "قطر", Some(Derived)),
            ("فلسطينيين", "فلسطينيون", Some(Suffix)),
            ("فلسطينيين", "فلسطين", Some(Derived)),
            ("يوم", "يومين", Some(Suffix)),
            ("روايه", "الروايات", Some(Clitic)),
            ("ولايه", "ولا", None),
            ("ليل", "ليلي", None),
            ("لاجيء", "لاجءين", Some(Variant)),
            ("فيلم", "الافلام", Some(Plural)),
            ("جاءزه", "جواءز", Some(Plural)),
            ("وضع", "اوضاع", Some(Plural)),
            ("ضيع", "اوضاع", None),
            ("حد", "حدود", Some(Plural)),
            ("حدود", "وحدها", None),
            ("اصل", "الاصول", Some(Plural)),
            ("امير", "الامراء", Some(Plural)),
            ("العاب", "الالعاب", Some(Clitic)),
            ("الالكترونيه", "الكترونيه", Some(Clitic)),
            ("التيار", "تيار", Some(Clitic)),
            ("كتاب", "كتابه", Some(Derived)),
            ("احياء", "احيانا", None),
            ("وكاله", "الله", None),
            ("اليها", "فيها", None),
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
        assert_eq!(relation("صحه", "وصحتهم", &[]), Some(Relation::Clitic));
        assert_eq!(relation("السنه", "سنتين", &[("سنه", 9)]), Some(Relation::Clitic));
        for (asked, form) in
            [("قوه", "القوات"), ("حياه", "حياتهم"), ("سياسه", "سياستها"), ("ولايه", "ولايتان"), ("مءه", "مءات")]
        {
            assert_eq!(relation(asked, form, &[]), Some(Relation::Clitic), "{asked} {form}");
        }
        assert_eq!(relation("سوق", "واسواقها", &[]), None);
        assert_eq!(relation("سوق", "واسواقها", &[("اسواق", 9)]), Some(Relation::Plural));
        assert_eq!(relation("عماره", "وعمارتها", &[]), Some(Relation::Suffix));
        assert_eq!(relation("لعبه", "العاب", &[]), None);
        assert_eq!(relation("لعبه", "العاب", &[("الالعاب", 9)]), Some(Relation::Plural));
        let frequent = Known { form: "وليد", articles: 900 };
        let known = [frequent.clone(), Known { form: "ليد", articles: 2 }];
        assert_eq!(Group::new(&known).relation("ليد", &frequent), None);
        assert_eq!(Group::new(&known).relation("وليد", &known[1]), None);
        assert_eq!(relation("خط", "وبخطها", &[]), Some(Relation::Suffix));
        assert_eq!(relation("رءيس", "كريستينا", &[("ريس", 9)]), None);
    }
}
