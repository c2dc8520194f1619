//! Could bytes read in an encoding be a text? Arabic script by its commonest words, Latin script by where accents stand.
//!
//! In: bytes and an encoding. Out: a judgement. In a text read in the wrong one of windows-1256 and ISO-8859-6 the
//! commonest words are as rare as any other chance.

use crate::arabic::{Direction, direction_of, is_letter};
use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_6, ISO_8859_10, ISO_8859_13, ISO_8859_14,
    ISO_8859_15, ISO_8859_16, MACINTOSH, UTF_8, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1256,
    WINDOWS_1257, WINDOWS_1258,
};

/// Commonest words of Arabic, Persian, Urdu, Kurdish and Hebrew that are not single letters. A third of a text's words are
/// these or begin with the article.
const COMMON: [&str; 58] = [
    "في", "من", "على", "إلى", "الى", "أن", "ان", "عن", "مع", "هذا", "هذه", "التي", "الذي", "كما", "بعد",
    "قال", "لا", "ما", "أو", "به", "در", "از", "که", "كه", "این", "اين", "را", "با", "است", "برای", "براي",
    "آن", "های", "هاي", "کے", "کی", "میں", "ہے", "اور", "کا", "له", "ئه", "של", "את", "על", "לא", "כי", "עם",
    "הוא", "היא", "גם", "זה", "או", "כל", "אל", "בין", "אחרי", "יותר",
];

/// Beginnings that carry the Arabic article.
const ARTICLES: [&str; 6] = ["ال", "وال", "بال", "لل", "كال", "فال"];

/// Share of a text's words that must be common ones.
const SHARE: f64 = 0.12;

/// Fewest common words that count as evidence.
const FEWEST: usize = 2;

/// Encodings of Latin script, in which a text's letters are mostly ASCII.
const LATIN: [&Encoding; 14] = [
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1254,
    WINDOWS_1257,
    WINDOWS_1258,
    ISO_8859_2,
    ISO_8859_3,
    ISO_8859_4,
    ISO_8859_10,
    ISO_8859_13,
    ISO_8859_14,
    ISO_8859_15,
    ISO_8859_16,
    MACINTOSH,
];

/// Could `bytes` be a text in the declared `encoding`?
pub(super) fn is_plausible(bytes: &[u8], encoding: &'static Encoding) -> bool {
    if encoding == UTF_8 {
        // Bytes that are UTF-8 never come this far.
        return false;
    }
    if encoding == WINDOWS_1256 || encoding == ISO_8859_6 {
        return arabic_is_plausible(bytes, encoding);
    }
    let reads_as_arabic = |other| share_of_common_words(bytes, other).is_some();
    if encoding.is_single_byte() && (reads_as_arabic(WINDOWS_1256) || reads_as_arabic(ISO_8859_6)) {
        return false;
    }
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if LATIN.contains(&encoding) {
        return latin_is_plausible(&text);
    }
    if encoding.is_single_byte() && mixes_scripts(&text) {
        return false;
    }
    // The sample may end inside a character.
    !broken || text.matches('\u{FFFD}').count() * 100 < text.chars().filter(|c| !c.is_ascii()).count()
}

/// Does the encoding that bytes look like explain them better than the declared one? Old editors write `iso-8859-1` over
/// Turkish and Polish; statistics tell these from one another where accents are many.
pub(super) fn is_better(detected: &'static Encoding, declared: &'static Encoding, bytes: &[u8]) -> bool {
    const MANY: usize = 30;
    declared == WINDOWS_1252
        && detected != declared
        && LATIN.contains(&detected)
        && bytes.iter().filter(|byte| !byte.is_ascii()).count() >= MANY
}

/// Arabic script is believed in a declared encoding unless the other encoding of Arabic script explains the bytes better.
fn arabic_is_plausible(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let other = if encoding == WINDOWS_1256 { ISO_8859_6 } else { WINDOWS_1256 };
    match (share_of_common_words(bytes, encoding), share_of_common_words(bytes, other)) {
        (Some(here), Some(there)) => here >= there,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        // A page in windows-1256 need not be Arabic: French is written in it too.
        (None, None) => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            !text.contains('\u{FFFD}')
                && !mixes_scripts(&text)
                && (latin_is_plausible(&text) || words(&text).count() < 20)
        }
    }
}

/// Share of common words among the words of Arabic and Hebrew script; `None` where there are too few to be such a text.
pub(super) fn share_of_common_words(bytes: &[u8], encoding: &'static Encoding) -> Option<f64> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let (mut all, mut common) = (0_usize, 0_usize);
    for word in words(&text).filter(|word| direction_of(word) == Some(Direction::Rtl)) {
        all += 1;
        let has_article =
            ARTICLES.iter().any(|article| word.strip_prefix(article).is_some_and(|rest| rest.len() > 2));
        common += usize::from(has_article || COMMON.contains(&word) || word == "و");
    }
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more precision")]
    let share = common as f64 / all.max(1) as f64;
    (common >= FEWEST && share >= SHARE).then_some(share)
}

/// Is a text, as it reads in `encoding`, in Latin script without being in any language of it?
pub(super) fn is_no_language(text: &str, encoding: &'static Encoding) -> bool {
    LATIN.contains(&encoding) && !latin_is_plausible(text)
}

/// In Latin script accents stand among plain letters: words of accented letters alone are another script, read wrongly.
fn latin_is_plausible(text: &str) -> bool {
    let (mut accented, mut foreign) = (0_usize, 0_usize);
    for word in words(text).filter(|word| !word.is_ascii()) {
        let (mut letters, mut plain) = (0_usize, 0_usize);
        for c in word.chars() {
            letters += 1;
            plain += usize::from(c.is_ascii());
        }
        if letters < 3 {
            continue;
        }
        accented += 1;
        foreign += usize::from(plain * 3 < letters);
    }
    foreign * 2 <= accented
}

/// Do most words with letters or marks of another script than Latin hold Latin letters too? Then they are Latin, read wrongly:
/// `cafй`.
fn mixes_scripts(text: &str) -> bool {
    let is_part = |c: char| is_letter(c) || is_other_script(c);
    let (mut other, mut mixed) = (0_usize, 0_usize);
    for word in text.split(|c: char| !is_part(c)).filter(|word| word.contains(is_other_script)) {
        other += 1;
        mixed += usize::from(word.contains(|c: char| c.is_ascii_alphabetic()));
    }
    mixed * 2 > other
}

/// A letter beyond Latin script, or a mark of its direction.
fn is_other_script(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}') || c >= '\u{370}' && is_letter(c)
}

/// Is a text that reads as windows-1252 in ISO-8859-15? The two differ in the ligature œ, which is ½ or ¼ in the other, and
/// marks of typography, which only windows-1252 has.
pub(super) fn is_latin_9(bytes: &[u8]) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0xC0;
    let is_ligature = |at: usize| {
        at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_digit())
            && bytes.get(at + 1).is_some_and(|next| is_letter(*next))
    };
    !bytes.iter().any(|byte| (0x80..0xA0).contains(byte))
        && memchr::memchr2_iter(0xBC, 0xBD, bytes).any(is_ligature)
}

/// Is Hebrew stored in the order it is seen in, last letter first? The letters that take another form at the end of a word
/// then stand at the beginning.
pub(super) fn runs_backwards(text: &str) -> bool {
    const FINAL: [char; 5] = ['ך', 'ם', 'ן', 'ף', 'ץ'];
    // The first byte of a Hebrew letter.
    if memchr::memchr(0xD7, text.as_bytes()).is_none() {
        return false;
    }
    let (mut first, mut last) = (0_usize, 0_usize);
    for word in words(text).filter(|word| word.chars().nth(1).is_some()).take(MAX_WORDS) {
        first += usize::from(word.starts_with(FINAL));
        last += usize::from(word.ends_with(FINAL));
    }
    first >= 5 && first > last * 4
}

/// So many words of a text are looked at for the order of their letters.
const MAX_WORDS: usize = 20_000;

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty())
}
