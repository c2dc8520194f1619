//! What stands behind a word: its suffixes; what is left of it without them, and the key that words of one kind share.
//!
//! Looks at letters alone. A key leaves out long vowels and hamza, so that a broken plural stands beside its singular, and brings
//! together letters that are mistaken for one another, so that a slip of the pen does too. What stands before a word is for `reading.rs`.

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
            let suffixes = ["ימ", "ות", "ית", "ה", "ת", "י"];
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
/// another: `يومها`, `ليلة`, `قوية`. The ت of `بيوت` is a letter of the word, and so are the last ones of `ليلى`, `ولا`, `أحيانا` and `محاكم`.
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
    let has_own = || {
        OWNERS.contains(&suffix) && letters(rest) == 3 && rest.starts_with(['م', 'ت']) && rest.ends_with('ا')
    };
    (consonants > 1 || consonants == 1 && suffix != "ت" && another()) && !has_own()
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
pub(super) fn undoubled(letters: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    for letter in letters {
        if !text.ends_with(letter) {
            text.push(letter);
        }
    }
    text
}

/// Is it a long vowel or hamza, which come and go in the forms of a word?
pub(super) fn is_weak(c: char) -> bool {
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
            ("محاكم", "محاكم"),
            ("قراهم", "قرا"),
            ("مسءولو", "مسءولو"),
        ] {
            assert_eq!(stem(base), expected, "{base}");
        }
    }
}
