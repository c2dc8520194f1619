//! How a word may be read: which conjunctions, prepositions and article are written before it, and whether its ت is a ة before an owner;
//! and under which keys the dictionary so has it.
//!
//! Looks at the word alone, so that the same word always has the same keys. A word that may be read in two ways (`لبن`, or `ل` with
//! `بن`) has both keys; which readings the archive's own words bear out is for `relation.rs`, when someone asks. Suffixes are for
//! `stem.rs`.

use super::stem::{OWNERS, Script, key, latin_stem, letters, script_of, skeleton, stem};
use std::borrow::Cow;

/// Words that begin like an article, with a conjunction or preposition or without, and do not have one.
const NO_ARTICLE: &[&str] = &["والد", "بالغ", "بالون", "فالح", "والي", "كالسيوم", "الي"];

/// Two letters that are no word behind an article: `الله`, `الذي`, `الآن`, `آلاف`, `وكالات`.
const NO_WORDS: &[&str] = &[
    "له", "ذي", "تي", "ان", "اف", "فا", "في", "ات", "يه", "يك", "لي", "هي", "هه", "ها", "ما", "يا", "مع",
    "قي", "قت", "غي", "غت", "تر",
];

/// A way to read a word: what is left of it without what is written before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading<'w> {
    /// With its suffixes; of `صحته` also `صحه`.
    pub(super) base: Cow<'w, str>,
    /// What may be otherwise; nothing where the reading is certain.
    pub(super) doubt: Option<Doubt>,
}

fn reading<'w>(base: impl Into<Cow<'w, str>>, doubt: Option<Doubt>) -> Reading<'w> {
    Reading { base: base.into(), doubt }
}

/// What of a reading is to be borne out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// The first letter may be one of the word.
    Clitic,
    /// What looks like an article is taken for none.
    Article,
    /// The ت may be no ة before an owner or a number, the و no ون.
    Ending,
}

/// All ways to read the folded word `form`, as it is first.
pub(super) fn readings(form: &str) -> Vec<Reading<'_>> {
    let mut readings = vec![reading(form, None)];
    match script_of(form) {
        Script::Arabic => {
            arabic_readings(form, &mut readings);
            let feminine: Vec<String> =
                readings.iter().flat_map(|reading| short_feminines(&reading.base)).collect();
            readings.extend(feminine.into_iter().map(|base| reading(base, Some(Doubt::Ending))));
        }
        Script::Hebrew => {
            let rest =
                form.strip_prefix(['ה', 'ו', 'ב', 'כ', 'ל', 'מ', 'ש']).filter(|rest| letters(rest) >= 3);
            readings.extend(rest.map(|base| reading(base, Some(Doubt::Clitic))));
        }
        Script::Latin | Script::Other => {}
    }
    readings
}

fn arabic_readings<'w>(form: &'w str, readings: &mut Vec<Reading<'w>>) {
    if let Some((word, base)) = without_article(form) {
        readings.push(reading(base, None));
        // للجنة has the article and جنة, or لجنة; العاب has it and عاب, or is a word of its own.
        let behind_lam = word.strip_prefix('ل').filter(|rest| rest.starts_with('ل'));
        readings.extend(behind_lam.map(|base| reading(base, None)));
        if may_lack_article(word) {
            readings.push(reading(word, Some(Doubt::Article)));
        }
        return;
    }
    let conjunction = form.strip_prefix(['و', 'ف']).filter(|rest| letters(rest) >= 3);
    let without_clitic = |base| reading(base, Some(Doubt::Clitic));
    readings.extend(conjunction.map(without_clitic));
    for word in [Some(form), conjunction].into_iter().flatten() {
        let noun = word.strip_prefix(['ب', 'ل', 'ك']).filter(|rest| letters(rest) >= 3);
        let future = word
            .strip_prefix('س')
            .filter(|rest| letters(rest) >= 4 && rest.starts_with(['ي', 'ت', 'ن', 'ا']));
        readings.extend(noun.or(future).map(without_clitic));
    }
}

/// A word that has the article without its conjunction, and without the article, too.
fn without_article(form: &str) -> Option<(&str, &str)> {
    let word = form.strip_prefix(['و', 'ف']).unwrap_or(form);
    let base = ["ال", "بال", "كال", "لل"].iter().find_map(|prefix| word.strip_prefix(prefix))?;
    (letters(base) >= 2 && !NO_WORDS.contains(&base) && !lacks_article(form)).then_some((word, base))
}

/// The words of two letters, or of one consonant, and ة that `base` may be, which have ت before an owner and a number: `صحته`, `سنتين`, `قوات`.
fn short_feminines(base: &str) -> impl Iterator<Item = String> {
    let has_one = |start: &str| letters(start) > 1 && letters(&skeleton(start)) == 1;
    let is_owner = |ending: &str| matches!(ending, "ه" | "ي") || OWNERS.contains(&ending);
    let alone = base.rsplit_once('ت').filter(|(start, ending)| {
        (letters(start) == 2 || has_one(start)) && (is_owner(ending) || matches!(*ending, "ين" | "ان"))
    });
    let many = base
        .rsplit_once("ات")
        .filter(|(start, ending)| has_one(start) && (ending.is_empty() || is_owner(ending)));
    [alone, many].into_iter().flatten().map(|(start, _)| format!("{start}ه"))
}

fn lacks_article(form: &str) -> bool {
    NO_ARTICLE
        .iter()
        .filter_map(|word| form.strip_prefix(word))
        .any(|rest| rest.is_empty() || stem(&format!("عمل{rest}")) == "عمل")
}

/// Is the stem one of those whose ل may be their own: `ألعاب`, `التزام`, `إلكترون`? `الناس` has their shape, too, as one word in a hundred has, and
/// so a reading and a key more. `relation.rs` drops that reading, since no archive has `الالناس`.
fn may_lack_article(word: &str) -> bool {
    let Some(rest) = stem(word).strip_prefix("ال") else { return false };
    let letters: Vec<char> = rest.chars().collect();
    matches!(*letters, [_, 'ا', _] | ['ت', _, 'ا', _]) || rest == "كتر"
}

/// The readings that count: with the article it is no other word.
pub(super) fn meant(form: &str) -> Vec<Reading<'_>> {
    let mut readings = readings(form);
    if readings[1..].iter().any(|reading| reading.doubt.is_none()) {
        readings.remove(0);
    }
    readings
}

/// A word as it is when the article, and what is before that, is taken off.
pub(super) fn bare(word: &str) -> &str {
    without_article(word).map_or(word, |(_, base)| base)
}

/// The keys under which the dictionary has `form`, a word as [`words`](super::words()) gives it, of a text in the language `lang`, a tag
/// like `fr` or `ar-EG` or nothing; sorted, none twice.
pub fn keys(form: &str, lang: &str) -> Vec<String> {
    let mut keys: Vec<String> = match script_of(form) {
        Script::Latin => vec![latin_stem(form, lang).into_owned()],
        _ => meant(form).iter().map(|reading| key(&reading.base)).collect(),
    };
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bases(form: &str) -> String {
        let bases: Vec<String> = readings(form).into_iter().map(|reading| reading.base.into()).collect();
        bases.join(" ")
    }

    #[test]
    fn what_is_written_before_a_word() {
        assert_eq!(bases("والمدرسه"), "والمدرسه مدرسه");
        assert_eq!(bases("وللغه"), "وللغه غه لغه");
        assert_eq!(bases("للجنه"), "للجنه جنه لجنه");
        assert_eq!(bases("وبمصر"), "وبمصر بمصر مصر");
        assert_eq!(bases("كتاب"), "كتاب تاب");
        assert_eq!(bases("وليد"), "وليد ليد");
        assert_eq!(bases("فيل"), "فيل");
        assert_eq!(bases("سيكتبون"), "سيكتبون يكتبون");
        assert_eq!(bases("والدته"), "والدته الدته");
        assert_eq!(bases("الله"), "الله");
        assert_eq!(bases("والحق"), "والحق حق");
        assert_eq!(bases("بالاف"), "بالاف الاف");
        assert_eq!(bases("والعابهم"), "والعابهم عابهم العابهم");
        assert_eq!(bases("العمل"), "العمل عمل");
        assert_eq!(bases("وصحته"), "وصحته صحته صحه");
        assert_eq!(bases("السنتين"), "السنتين سنتين سنه");
    }

    #[test]
    fn forms_of_one_word_have_a_key_in_common() {
        for forms in [
            &["المدرسه", "مدارس", "مدرسه", "ومدارسهم"][..],
            &["وزير", "وزراء", "الوزراء", "وزيره"],
            &["بيت", "بيوت", "البيوت"],
            &["ضريبه", "الضراءب"],
            &["طبيب", "الاطباء"],
            &["كتاب", "كتب", "بالكتاب", "كتابها"],
            &["مستشفي", "المستشفيات", "المستشفا"],
            &["انتخابات", "انتخبات", "الانتخاب"],
            &["غوتيريش", "جوتيريش"],
            &["يكتب", "سيكتبون"],
            &["مصر", "وبمصر", "لمصر"],
            &["مسءول", "مسوول"],
            &["سنه", "سنوات"],
        ] {
            let first = keys(forms[0], "ar").into_iter().next_back().unwrap_or_default();
            let first = if forms[0].starts_with("ال") { first } else { key(forms[0]) };
            for form in forms {
                assert!(keys(form, "ar").contains(&first), "{form}: {:?}, not {first}", keys(form, "ar"));
            }
        }
        assert_eq!(keys("elections", "en"), ["elect"]);
        assert_eq!(keys("continuellement", "fr"), ["continuel"]);
        assert_eq!(keys("5g", "ar"), ["5g"]);
        assert_eq!(keys("او", "ar"), ["او"]);
    }
}
