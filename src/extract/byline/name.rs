//! One name in a byline: parted from others, without the words that introduce it and the titles behind it.
//!
//! Knows the words that bylines are written with, and no names.

use crate::arabic::{fold, is_letter};
use crate::extract::{labels, plain};

/// Words before a name, folded, with the space after them; and whether a short line that begins so is a byline wherever it
/// stands by the headline.
const INTRODUCTIONS: [(&str, bool); 40] = [
    ("by ", true),
    ("written by ", true),
    ("words by ", false),
    ("story by ", false),
    ("posted by ", true),
    ("published by ", false),
    ("author ", false),
    ("authors ", false),
    ("von ", true),
    ("par ", true),
    ("por ", true),
    ("di ", false),
    ("door ", true),
    ("av ", false),
    ("af ", false),
    ("autor ", true),
    ("autorin ", false),
    ("auteur ", false),
    ("text ", false),
    ("texte ", false),
    ("بقلم ", true),
    ("كتب ", true),
    ("كتبت ", true),
    ("كتبه ", false),
    ("كتبها ", false),
    ("اعداد ", false),
    ("تحرير ", false),
    ("تقرير ", false),
    ("الكاتب ", false),
    ("المحرر ", false),
    ("نويسنده ", false),
    ("מאת ", true),
    ("כתב ", true),
    ("הכתב ", false),
    ("بواسطه ", false),
    ("از ", false),
    ("veröffentlicht von ", false),
    ("geschrieben von ", false),
    ("reviewed by ", false),
    ("reporting by ", false),
];

/// What people do in a newsroom, as it stands behind or for a name. Folded.
const TITLES: [&str; 44] = [
    "author",
    "autor",
    "autorin",
    "columnist",
    "contributor",
    "correspondent",
    "editor",
    "founder",
    "giornalista",
    "journalist",
    "journaliste",
    "korrespondent",
    "korrespondentin",
    "muhabir",
    "periodista",
    "redacteur",
    "redactor",
    "redactora",
    "redakteur",
    "redakteurin",
    "reporter",
    "reporterin",
    "reviewer",
    "writer",
    "director",
    "expert",
    "خبرنگار",
    "صحافي",
    "صحفي",
    "كاتب",
    "محرر",
    "مراسل",
    "صحافيه",
    "صحفيه",
    "كاتبه",
    "محرره",
    "مراسله",
    "כתב",
    "כתבת",
    "עורך",
    "기자",
    "특파원",
    "記者",
    "特派員",
];

/// Names that begin with the letter that is also Arabic for `and`, folded: `وليد` is not `and ليد`.
const NOT_AND: &str = "واثق وادي وارد واصف واصل وافي والي وائل وايل وءل وايام وثاب وجد وجدان وجدي وجيه وجيهه وحيد وحيده \
    وداد ودود وديع وديعه ورد ورده وردي ورقاء وسام وسن وسيم وسيمه وصال وصفي وضاح وضحي وعد وفاء وفيق وفيقه وفيه وقاص \
    ولاء ولي وليد وليم ونيس وهاب وهاج وهبه وهبي وهيب وهيبه ويليام وءام";

/// Does a mark or a word stand in `text` that parts names? For a look before [`split`], which costs more.
pub(in crate::extract) fn may_be_several(text: &str) -> bool {
    text.contains([';', '؛', '|', '،', ',', '&', '/'])
        || [" و", " and ", " und ", " et "].iter().any(|and| text.contains(and))
}

/// Several names in one string.
pub(in crate::extract) fn split(value: &str) -> Vec<String> {
    let mut parts = vec![value.to_owned()];
    for mark in [";", "؛", "|", "،", " and ", " und ", " & ", " et ", ", ", "/", " و "] {
        let is_words = mark.trim().chars().all(is_letter);
        let mut split = Vec::new();
        for part in parts {
            // A word parts names only where whole names stand on both sides of it.
            let pieces: Vec<&str> = part.split(mark).collect();
            if is_words && !pieces.iter().all(|piece| is_whole(piece)) {
                split.push(part);
            } else {
                split.extend(pieces.into_iter().map(str::to_owned));
            }
        }
        parts = split;
    }
    parts.iter().flat_map(|part| split_at_joined_and(part)).collect()
}

fn is_whole(name: &str) -> bool {
    name.split_whitespace().take(2).count() == 2
}

/// `ليلى المثال وأحمد المثال`: Arabic writes its `and` as the first letter of the word.
fn split_at_joined_and(names: &str) -> Vec<String> {
    const AND: &str = " و";
    let is_known = |word: &str| NOT_AND.split_whitespace().any(|known| known == word);
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in names.match_indices(AND) {
        let word = names[at + 1..].split_whitespace().next().unwrap_or_default();
        let is_and = word.chars().count() >= 4 && !is_known(&fold(word));
        if is_and && is_whole(&names[start..at]) && is_whole(&names[at + AND.len()..]) {
            parts.push(names[start..at].to_owned());
            start = at + AND.len();
        }
    }
    parts.push(names[start..].to_owned());
    parts
}

/// Does a short line, folded, begin as bylines do, and little else?
pub(in crate::extract) fn begins_byline(folded: &str) -> bool {
    INTRODUCTIONS.iter().any(|(word, alone)| *alone && folded.starts_with(word))
}

/// Without introductions, brackets, titles and what follows a dash.
pub(in crate::extract) fn clean(name: &str) -> String {
    let mut name = without_introductions(&plain::fold_space(name));
    // `Interview: Jane Roe`, `all articles by Jane Roe`.
    if let Some((before, after)) = name.rsplit_once(" by ").or_else(|| name.split_once(": "))
        && before.split_whitespace().count() <= 5
        && after.split_whitespace().count() >= 2
    {
        name = after.to_owned();
    }
    let cut = [" - ", " – ", " — ", " | ", " (", " @", " • ", " · "]
        .iter()
        .filter_map(|mark| name.find(mark))
        .filter(|at| *at > 0)
        .min();
    name.truncate(cut.unwrap_or(name.len()));
    without_titles(
        name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '\u{64B}'..='\u{652}')),
    )
}

/// So many introductions may stand before one name: `Author: written by`.
const MAX_INTRODUCTIONS: usize = 4;
/// None has more characters, marks between its words included.
const LONGEST_INTRODUCTION: usize = 30;

fn without_introductions(name: &str) -> String {
    let mut name = name.to_owned();
    for _ in 0..MAX_INTRODUCTIONS {
        let start: String = name.chars().take(LONGEST_INTRODUCTION).collect();
        let start = fold(&start.replace([':', '：'], " ")) + " ";
        let known = INTRODUCTIONS.iter().map(|(word, _)| *word).find(|word| start.starts_with(word));
        let Some(word) = known else { return name };
        let skip = word.split(' ').filter(|part| !part.is_empty()).count();
        let rest: Vec<&str> =
            name.split([' ', ':', '：']).filter(|part| !part.is_empty()).skip(skip).collect();
        if rest.is_empty() {
            return name;
        }
        name = rest.join(" ");
    }
    name
}

/// Without a title behind a whole name, and for titles alone nothing: `Jane Roe Writer`, `Contributing Writer`.
fn without_titles(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_title = |word: &&str| TITLES.contains(&fold(word).as_str());
    let titles = words.iter().rev().take_while(|word| is_title(word)).count();
    match words.len() - titles {
        // Scripts that write a name as one word leave one; of others a title alone was meant, or it is no title.
        1 if titles == 1 && words[0].is_ascii() => String::new(),
        1 if titles == 1 && words[0].chars().any(|c| c < '\u{1100}') => name.to_owned(),
        0 => String::new(),
        whole => words[..whole].join(" "),
    }
}

/// Is it what somebody does rather than a name: `Staff Writer`, `مراسل الشؤون المحلية`?
pub(in crate::extract) fn is_title(words: &str) -> bool {
    let is_known = |word: Option<&str>| word.is_some_and(|word| TITLES.contains(&fold(word).as_str()));
    is_known(words.split_whitespace().next()) || is_known(words.split_whitespace().next_back())
}

/// Words that a desk's name begins with, folded.
const DESKS: [&str; 8] = ["قسم", "هيئه", "اسره", "فريق", "مكتب", "دائره", "ديسك", "desk"];

/// Is it a desk rather than a person: `قسم التحرير`, `محرر الشؤون المحلية`?
pub(in crate::extract) fn is_desk(words: &str) -> bool {
    let folded = fold(words);
    let mut words = folded.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    let of_office = TITLES.contains(&first) && second.is_some_and(|second| second.starts_with("ال"));
    DESKS.contains(&first) && second.is_some()
        || of_office
        || folded.ends_with(" ديسك")
        || folded.ends_with(" desk")
}

/// Degrees behind a name: `MD`, `PhD`, `M.D.`.
pub(super) fn is_credential(word: &str) -> bool {
    let letters = word.chars().filter(|c| is_letter(*c)).count();
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    (2..=6).contains(&letters)
        && capitals >= 2
        && capitals + 1 >= letters
        && !word.contains(' ')
        && !labels::is_known_agency(&fold(word))
}

/// Could it be a name, by its form?
pub(super) fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| is_letter(*c)).count();
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    // In scripts with capitals, a long word without one is no part of a name, and no name ends without one.
    let plain_words = words.iter().filter(|word| word.chars().count() >= 5 && is_small(word)).count();
    let mixed = words.iter().any(|word| word.chars().any(char::is_uppercase));
    let ends_small = mixed && words.last().is_some_and(|word| is_small(word));
    if words.len() > 1 && (plain_words > 0 || ends_small)
        || INTRODUCTIONS.iter().any(|(word, _)| *word == fold(name) + " ")
    {
        return false;
    }
    let lower = name.to_lowercase();
    letters >= 2
        && words.len() <= 8
        && name.chars().count() <= 70
        && !["http", "www.", ".com", "@", "facebook", "{", "<", "undefined", "null"]
            .iter()
            .any(|bad| lower.contains(bad))
        && !(words.len() > 1 && name.chars().any(char::is_numeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn introductions_and_titles_go() {
        for (printed, name) in [
            ("بقلم: ليلى المثال", "ليلى المثال"),
            ("Interview: Jane Roe", "Jane Roe"),
            ("View all posts by Jane Roe", "Jane Roe"),
            ("Jane Roe Writer", "Jane Roe"),
            ("홍길동 기자", "홍길동"),
            ("Contributing Writer", ""),
            ("Jane Roe (photos)", "Jane Roe"),
            ("De Roe Jan", "De Roe Jan"),
            ("ياسين كاتب", "ياسين كاتب"),
        ] {
            assert_eq!(clean(printed), name, "{printed}");
        }
    }

    #[test]
    fn several_names_in_one_line() {
        assert_eq!(split("ليلى المثال وأحمد المثال"), ["ليلى المثال", "أحمد المثال"]);
        assert_eq!(split("ليلى المثال؛ أحمد المثال"), ["ليلى المثال", " أحمد المثال"]);
        assert_eq!(split("محمد علي وليد المثال"), ["محمد علي وليد المثال"]);
        assert_eq!(split("ليلى وأحمد"), ["ليلى وأحمد"]);
        assert_eq!(split("علي المثال وسامي المثال ومنى المثال").len(), 3);
        for one in ["أحمد علي واصف المثال", "علي حسن وجيهة كامل", "محمد علي وائل المثال"]
        {
            assert_eq!(split(one), [one]);
        }
    }

    #[test]
    fn names_by_their_form() {
        for name in ["ليلى المثال", "Jane Roe", "Ludwig van der Roe", "jane_roe", "AFP"] {
            assert!(is_name(name), "{name}");
        }
        for other in ["Posted on", "Veröffentlicht am", "Jane 2", "https://a.example/jane"] {
            assert!(!is_name(other), "{other}");
        }
        assert!(
            is_credential("PhD") && is_credential("M.D.") && !is_credential("AFP") && !is_credential("Roe")
        );
    }
}
