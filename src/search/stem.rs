//! What a word may be made of: conjunctions and prepositions written with it, article, stem, suffixes; and the key under which the
//! dictionary has it.
//!
//! Looks at the word alone, so that the same word always has the same keys. A word that may be read in two ways (`لبن`, or `ل` with
//! `بن`) has both keys; which readings the archive's own words bear out is for `relation.rs`, when someone asks. The key leaves
//! out long vowels and hamza, so that a broken plural stands beside its singular, and brings together letters that are
//! mistaken for one another, so that a slip of the pen does too.

use std::borrow::Cow;

/// Suffixes, with the letters that must be left before them. Taken off one after another, the longest that fits first.
const SUFFIXES: &[(&str, usize)] = &[
    ("هما", 3),
    ("ات", 2),
    ("ون", 3),
    ("ين", 3),
    ("ان", 3),
    ("ها", 3),
    ("هم", 3),
    ("هن", 3),
    ("كم", 3),
    ("نا", 3),
    ("وا", 3),
    ("يه", 2),
    ("ه", 2),
    ("ي", 2),
    ("ا", 3),
    ("ت", 3),
];

/// What is written on to a word for its owner, and for nothing else.
pub(super) const OWNERS: [&str; 6] = ["هما", "ها", "هم", "هن", "كم", "نا"];

/// Words that begin like an article, with a conjunction or preposition or without, and do not have one.
const NO_ARTICLE: &[&str] = &["والد", "بالغ", "بالون", "فالح", "والي", "كالسيوم", "الي"];

/// A way to read a word: what is left of it without what is written before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading<'w> {
    /// With its suffixes.
    pub(super) base: Cow<'w, str>,
    /// What was taken off may as well be a letter of the word.
    pub(super) is_doubtful: bool,
    /// What looks like an article may be none, which is doubtful, too.
    pub(super) lacks_article: bool,
}

impl<'w> Reading<'w> {
    fn certain(base: &'w str) -> Self {
        Self { base: base.into(), is_doubtful: false, lacks_article: false }
    }

    fn doubtful(base: impl Into<Cow<'w, str>>) -> Self {
        Self { base: base.into(), is_doubtful: true, lacks_article: false }
    }
}

/// All ways to read the folded word `form`, as it is first.
pub(super) fn readings(form: &str) -> Vec<Reading<'_>> {
    let mut readings = vec![Reading::certain(form)];
    match script_of(form) {
        Script::Arabic => {
            arabic_readings(form, &mut readings);
            let feminine: Vec<String> =
                readings.iter().flat_map(|reading| short_feminines(&reading.base)).collect();
            readings.extend(feminine.into_iter().map(Reading::doubtful));
        }
        Script::Hebrew => {
            let rest =
                form.strip_prefix(['ה', 'ו', 'ב', 'כ', 'ל', 'מ', 'ש']).filter(|rest| letters(rest) >= 3);
            readings.extend(rest.map(Reading::doubtful));
        }
        Script::Latin | Script::Other => {}
    }
    readings
}

fn arabic_readings<'w>(form: &'w str, readings: &mut Vec<Reading<'w>>) {
    let conjunction = form.strip_prefix(['و', 'ف']).filter(|rest| letters(rest) >= 3);
    for word in [Some(form), conjunction].into_iter().flatten() {
        let with_article = ["ال", "بال", "كال", "لل"].iter().find_map(|prefix| word.strip_prefix(prefix));
        if let Some(base) = with_article.filter(|base| letters(base) >= 3 && !lacks_article(form)) {
            readings.push(Reading::certain(base));
            // للجنة has the article and جنة, or لجنة; العاب has it and عاب, or is a word of its own.
            readings.extend(word.strip_prefix("ل").filter(|_| word.starts_with("لل")).map(Reading::doubtful));
            if may_lack_article(word) {
                readings.push(Reading { lacks_article: true, ..Reading::doubtful(word) });
            }
            return;
        }
    }
    readings.extend(conjunction.map(Reading::doubtful));
    for word in [Some(form), conjunction].into_iter().flatten() {
        let noun = word.strip_prefix(['ب', 'ل', 'ك']).filter(|rest| letters(rest) >= 3);
        let future = word
            .strip_prefix('س')
            .filter(|rest| letters(rest) >= 4 && rest.starts_with(['ي', 'ت', 'ن', 'ا']));
        readings.extend(noun.or(future).map(Reading::doubtful));
    }
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

/// Is the stem one of those whose ل may be their own: `ألعاب`, `التزام`, `إلكترون`?
fn may_lack_article(word: &str) -> bool {
    let Some(rest) = stem(word).strip_prefix("ال") else { return false };
    let letters: Vec<char> = rest.chars().collect();
    matches!(*letters, [_, 'ا', _] | ['ت', _, 'ا', _]) || rest == "كتر"
}

/// The readings that count: with the article it is no other word.
pub(super) fn meant(form: &str) -> Vec<Reading<'_>> {
    let mut readings = readings(form);
    if readings[1..].iter().any(|reading| !reading.is_doubtful) {
        readings.remove(0);
    }
    readings
}

/// A word as it is when what is certainly written on to it is taken off.
pub(super) fn bare(word: &str) -> &str {
    for reading in readings(word).into_iter().skip(1).filter(|reading| !reading.is_doubtful) {
        if let Cow::Borrowed(base) = reading.base {
            return base;
        }
    }
    word
}

/// `base` without its suffixes.
pub(super) fn stem(base: &str) -> &str {
    let mut stem = base;
    match script_of(base) {
        Script::Arabic => loop {
            let shorter = SUFFIXES.iter().find_map(|(suffix, left)| {
                let rest = stem.strip_suffix(suffix)?;
                (letters(rest) >= *left && is_enough(rest, suffix)).then_some(rest)
            });
            match shorter {
                Some(rest) => stem = rest,
                None => return stem,
            }
        },
        Script::Hebrew => {
            let suffixes = ["ים", "ימ", "ות", "ית", "ה", "ת", "י"];
            suffixes
                .iter()
                .filter_map(|suffix| base.strip_suffix(suffix))
                .find(|rest| letters(rest) >= 3)
                .unwrap_or(base)
        }
        Script::Latin | Script::Other => base,
    }
}

/// Is what a suffix leaves enough for a word? Two consonants; or one, where four letters are left (`سياسي`), or three of which a و or ي is
/// another: `يومها`, `ليلة`, `قوية`. The ت of `بيوت` is a letter of the word, and so are the last ones of `ليلى`, `ولا` and `أحيانا`.
fn is_enough(rest: &str, suffix: &str) -> bool {
    let consonants = letters(&skeleton(rest));
    let another = || {
        let all: Vec<char> = rest.chars().collect();
        match *all {
            [.., _, _, _, last] => last != 'ا',
            ['و' | 'ي', second, third] if second != 'ا' && !is_weak(third) => true,
            [first, second, third] => {
                !matches!(suffix, "ا" | "ي") && first != 'ا' && (second == 'ي' || third == 'ي')
            }
            _ => false,
        }
    };
    consonants > 1 || consonants == 1 && suffix != "ت" && another()
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

/// The key of one reading.
pub(super) fn key(base: &str) -> String {
    match script_of(base) {
        Script::Arabic => {
            let key = skeleton(stem(base));
            if key.is_empty() { base.to_owned() } else { key }
        }
        _ => stem(base).to_owned(),
    }
}

/// Is the language French?
pub(super) fn is_french(lang: &str) -> bool {
    lang.split(['-', '_']).next() == Some("fr")
}

/// The Snowball stem of a Latin word: French in French texts, English in others.
pub(super) fn latin_stem<'w>(form: &'w str, lang: &str) -> Cow<'w, str> {
    if !form.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return form.into();
    }
    frostem::Stemmer::new(if is_french(lang) {
        frostem::Algorithm::French
    } else {
        frostem::Algorithm::English
    })
    .stem(form)
}

/// Consonants, those that are mistaken for one another as one, and doubled ones once.
pub(super) fn skeleton(stem: &str) -> String {
    undoubled(stem.chars().filter(|c| !is_weak(*c)).map(confusable))
}

/// Letters, those that follow themselves once.
fn undoubled(letters: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    for letter in letters {
        if !text.ends_with(letter) {
            text.push(letter);
        }
    }
    text
}

/// Is it a long vowel or hamza, which come and go in the forms of a word?
fn is_weak(c: char) -> bool {
    matches!(c, 'ا' | 'و' | 'ي' | 'ء')
}

/// The letter that stands for all with which `c` is confused, in writing or in writing down foreign names.
fn confusable(c: char) -> char {
    match c {
        'غ' | 'گ' | 'چ' => 'ج',
        'ظ' => 'ض',
        'ذ' => 'د',
        'ث' | 'ط' => 'ت',
        'ص' => 'س',
        'ڤ' => 'ف',
        'پ' => 'ب',
        'ژ' => 'ز',
        other => other,
    }
}

/// The stem as it may be spelled otherwise: letters that are confused as one, without hamza, doubled letters once. `شاطيء` is `شاطئ`.
pub(super) fn loose(stem: &str) -> String {
    let stem = stem.strip_suffix("يء").unwrap_or(stem);
    undoubled(stem.chars().filter(|c| *c != 'ء').map(confusable))
}

/// The letters that a broken plural keeps: consonants, and a و at the head. `أوضاع` has its behind the alef.
fn root(stem: &str) -> String {
    let plain = of_waw(stem).map(|[second, last]| format!("و{second}{last}"));
    let letters = undoubled(plain.as_deref().unwrap_or(stem).chars());
    let is_kept = |(at, c): &(usize, char)| match c {
        'و' | 'ء' => *at == 0,
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

/// Have the two stems one root, or one of two letters and the other of the same with the second doubled, as `حدود` of `حد`?
pub(super) fn have_one_root(a: &str, b: &str) -> bool {
    let (a, b) = (root(a), root(b));
    let is_doubled = |short: &str, long: &str| {
        letters(short) == 2
            && long.strip_prefix(short).is_some_and(|last| letters(last) == 1 && short.ends_with(last))
    };
    a == b || is_doubled(&a, &b) || is_doubled(&b, &a)
}

/// The shape of a stem: `C` for consonants, long vowels and hamza as they are: `CCاCC` for مدارس. A و or ي at its head is a
/// consonant. Empty where it is too long.
pub(super) fn shape(stem: &str) -> String {
    if letters(stem) > 6 {
        return String::new();
    }
    if of_waw(stem).is_some() {
        return "اCCاC".to_owned();
    }
    let is_vowel = |(at, c): (usize, char)| is_weak(c) && (at > 0 || c == 'ا');
    stem.chars().enumerate().map(|(at, c)| if is_vowel((at, c)) { c } else { 'C' }).collect()
}

/// The consonants of a stem, a doubled one once.
pub(super) fn consonants(stem: &str) -> String {
    undoubled(stem.chars().filter(|c| !is_weak(*c)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Arabic,
    Hebrew,
    Latin,
    Other,
}

/// The script of a word, by its first letter.
pub(super) fn script_of(form: &str) -> Script {
    match form.chars().next() {
        Some('\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}') => Script::Arabic,
        Some('\u{5D0}'..='\u{5EA}') => Script::Hebrew,
        Some('a'..='z') => Script::Latin,
        _ => Script::Other,
    }
}

pub(super) fn letters(word: &str) -> usize {
    word.chars().count()
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
        assert_eq!(bases("وللغه"), "وللغه للغه لغه");
        assert_eq!(bases("للجنه"), "للجنه جنه لجنه");
        assert_eq!(bases("وبمصر"), "وبمصر بمصر مصر");
        assert_eq!(bases("كتاب"), "كتاب تاب");
        assert_eq!(bases("وليد"), "وليد ليد");
        assert_eq!(bases("فيل"), "فيل");
        assert_eq!(bases("سيكتبون"), "سيكتبون يكتبون");
        assert_eq!(bases("والدته"), "والدته الدته");
        assert_eq!(bases("الله"), "الله");
        assert_eq!(bases("والعابهم"), "والعابهم عابهم العابهم");
        assert_eq!(bases("العمل"), "العمل عمل");
        assert_eq!(bases("وصحته"), "وصحته صحته صحه");
        assert_eq!(bases("السنتين"), "السنتين سنتين سنه");
    }

    #[test]
    fn what_is_written_behind_it() {
        for (base, expected) in [
            ("مدرستها", "مدرس"),
            ("معلمون", "معلم"),
            ("كتاباتهم", "كتاب"),
            ("فلسطينيون", "فلسط"),
            ("ايران", "ايران"),
            ("اتهم", "اتهم"),
            ("بيت", "بيت"),
            ("سنوات", "سنو"),
            ("يومها", "يوم"),
            ("يوما", "يوم"),
            ("بيوت", "بيوت"),
            ("وجوه", "وجوه"),
            ("ولا", "ولا"),
            ("ولايات", "ولاي"),
            ("ليله", "ليل"),
            ("ليلي", "ليلي"),
            ("سياسيون", "سياس"),
            ("رءيسا", "رءيس"),
        ] {
            assert_eq!(stem(base), expected, "{base}");
        }
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
