//! Broken plurals: `مدارس` of `مدرسة`, which has its letters in another shape.
//!
//! Both have the same consonants in the same order, and two shapes that go together; which words are looked at is for `relation.rs`. Plurals
//! that no rule tells are in `lexicon.rs`.

use super::stem::{is_weak, letters, undoubled};

/// Shapes of broken plurals, with ه where they have it, each with those of its singulars: `CيوC` for بيوت and `CيC` for بيت.
#[rustfmt::skip]
const PLURALS: &[(&str, &[&str])] = &[
    ("اCCاC", &["CCC", "CيCC", "CCيC", "CCوC", "CC"]),
    ("اCCاء", &["CCيC", "CCو", "CCا", "اCيC"]),
    ("اCوC", &["اCC"]),
    ("اCواC", &["CاC", "CوC"]),
    ("اCواء", &["Cوء"]),
    ("اCياC", &["CيC", "CاC"]),
    ("اCCCاء", &["CCيC"]),
    ("اCCياء", &["CC"]),
    ("اCCC", &["CCC"]),
    ("اCCCه", &["CCاC", "CCيC"]),
    ("اCCه", &["CCاC", "CCيC"]),
    ("اCءCه", &["CءاC"]),
    ("اCاC", &["اCC"]),
    ("اCاCC", &["اCCC"]),
    ("اCاCCه", &["اCCاC"]),
    ("اCاCيC", &["اCCوC", "اCCاC", "اCCيC"]),
    ("CCوC", &["CCC", "CC"]),
    ("CيوC", &["CيC"]),
    ("CءوC", &["CاC", "CءC"]),
    ("CCاC", &["CCC", "CCيC", "CاCC", "CC"]),
    ("CواCC", &["CاCC", "CوCC"]),
    ("CواC", &["CاC"]),
    ("CواCيC", &["CاCوC", "CوCوC"]),
    ("CCC", &["CCاC", "CCيC", "CCوC"]),
    ("CCاCC", &["CCCC", "CCCاC"]),
    ("CCاCيC", &["CCCوC", "CCCيC", "CCCاC"]),
    ("CCاءC", &["CCيC", "CCاC", "CCوC"]),
    ("CCايC", &["CCيC", "CCاC"]),
    ("CCCاء", &["CCيC", "CاCC"]),
    ("CءCاء", &["CءيC"]),
    ("CواءC", &["CاءC"]),
    ("CCا", &["CC"]),
];

/// May one of two words, each with its stem, be the broken plural of the other? What is written before them is taken off, and they have the
/// same consonants.
pub(super) fn are_singular_and_plural(one: (&str, &str), other: (&str, &str)) -> bool {
    have_one_root(one.1, other.1) && (is_plural_of(one, other.1) || is_plural_of(other, one.1))
}

fn is_plural_of((word, stem): (&str, &str), singular: &str) -> bool {
    let Some(plural) = plural_shape(word, stem) else { return false };
    let singular = shape(singular);
    PLURALS.iter().any(|(shape, singulars)| *shape == plural && singulars.contains(&&*singular))
}

/// The shape of a word that may be a broken plural; `None` where it has the suffixes of singulars and sound plurals.
fn plural_shape(word: &str, stem: &str) -> Option<String> {
    let suffixes = word.strip_prefix(stem).unwrap_or_default();
    let is_sound = ["ات", "ون", "يه", "ين", "ان"].iter().any(|suffix| suffixes.starts_with(suffix));
    let is_broken = match suffixes {
        // قوانين
        "ين" | "ان" => letters(stem) > 3,
        // قضايا, ملايين, مقاهي, and not هذا
        _ if stem.ends_with('ا') => letters(suffixes) > 1,
        _ => !is_sound,
    };
    // أسلحة, أسلحتهم
    let has_ha = suffixes == "ه" || suffixes.starts_with('ت') && letters(suffixes) > 1;
    is_broken.then(|| shape(stem) + if has_ha { "ه" } else { "" })
}

/// Have the two stems one root, or one of two letters and the other of the same with the second doubled, as `حدود` of `حد`?
fn have_one_root(a: &str, b: &str) -> bool {
    let (a, b) = (root(a), root(b));
    let is_doubled = |short: &str, long: &str| {
        letters(short) == 2
            && long.strip_prefix(short).is_some_and(|last| letters(last) == 1 && short.ends_with(last))
    };
    a == b || is_doubled(&a, &b) || is_doubled(&b, &a)
}

/// The letters that a broken plural keeps: consonants, and a و, ي or hamza at the head. `أوضاع` has its behind the alef.
fn root(stem: &str) -> String {
    let plain = of_waw(stem).map(|[second, last]| format!("و{second}{last}"));
    let letters = undoubled(plain.as_deref().unwrap_or(stem).chars());
    let is_kept = |(at, c): &(usize, char)| match c {
        'و' | 'ي' | 'ء' => *at == 0,
        c => !is_weak(*c),
    };
    letters.chars().enumerate().filter(is_kept).map(|(_, c)| c).collect()
}

/// The last two consonants of a plural like `أوضاع`, of `وضع`.
fn of_waw(stem: &str) -> Option<[char; 2]> {
    let letters: Vec<char> = stem.chars().collect();
    match *letters {
        ['ا', 'و', second, 'ا', last] if !is_weak(second) && !is_weak(last) => Some([second, last]),
        _ => None,
    }
}

/// The shape of a stem: `C` for consonants, long vowels and hamza as they are: `CCاCC` for مدارس. A و or ي at its head is a
/// consonant. Empty where it is too long.
fn shape(stem: &str) -> String {
    if letters(stem) > 6 {
        return String::new();
    }
    if of_waw(stem).is_some() {
        return "اCCاC".to_owned();
    }
    let is_vowel = |(at, c): (usize, char)| is_weak(c) && (at > 0 || c == 'ا');
    stem.chars().enumerate().map(|(at, c)| if is_vowel((at, c)) { c } else { 'C' }).collect()
}
