//! Text that was read in the wrong encoding before it was saved (mojibake): turned back where it can be.
//!
//! In: decoded text. Out: the text as it was, and which wrong readings were undone. Line by line, since sites wrap such
//! texts in sound templates; inside a line word by word. A wrong reading is undone only where the whole file proves it:
//! UTF-8 that was taken for letters of one byte comes out as valid UTF-8 of one script, Arabic or Hebrew that was taken for
//! Latin comes out as its common words. Guesses nothing that was lost.

use super::plausible::share_of_common_words;
use encoding_rs::{
    Encoding, ISO_8859_6, UTF_8, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
};
use std::sync::LazyLock;

/// Bytes in one encoding, read in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misreading {
    /// What the bytes were.
    pub(super) was: &'static Encoding,
    /// What they were taken for.
    pub(super) taken_for: &'static Encoding,
}

/// The wrong readings that are looked for. Latin-1 is windows-1252 to every browser; its control characters are let pass.
const KNOWN: [Misreading; 7] = [
    Misreading { was: UTF_8, taken_for: WINDOWS_1252 },
    Misreading { was: UTF_8, taken_for: WINDOWS_1256 },
    Misreading { was: UTF_8, taken_for: WINDOWS_1254 },
    Misreading { was: UTF_8, taken_for: WINDOWS_1251 },
    Misreading { was: WINDOWS_1256, taken_for: WINDOWS_1252 },
    Misreading { was: ISO_8859_6, taken_for: WINDOWS_1252 },
    Misreading { was: WINDOWS_1255, taken_for: WINDOWS_1252 },
];

/// A page may have been read wrongly several times over.
const MAX_PASSES: usize = 4;

/// So many characters must come out of a file's wrong reading before it is believed.
const PROOF: usize = 8;

/// What was undone.
#[derive(Debug)]
pub(super) struct Undone {
    pub(super) misreading: Misreading,
    /// In how many lines.
    pub(super) lines: usize,
}

/// Turns back what can be; no text where there is nothing to turn back.
pub(super) fn repair(text: &str) -> (Option<String>, Vec<Undone>) {
    let mut turned: Option<String> = None;
    let mut undone: Vec<Undone> = Vec::new();
    while undone.len() < MAX_PASSES {
        let text = turned.as_deref().unwrap_or(text);
        let Some(misreading) = Some(text).filter(|text| is_suspicious(text.as_bytes())).and_then(proven)
        else {
            break;
        };
        let (next, lines) = turn_all(text, misreading);
        if lines == 0 {
            break;
        }
        turned = Some(next);
        undone.push(Undone { misreading, lines });
    }
    (turned, undone)
}

/// A cheap look for letters that stand beside one another in a wrong reading and hardly anywhere else.
fn is_suspicious(text: &[u8]) -> bool {
    let mut pairs = 0;
    for (at, pair) in text.windows(2).enumerate() {
        let after = |skip: usize| text.get(at + skip).copied().unwrap_or(0);
        let suspicious = match pair {
            // Two characters of Latin-1 or windows-1252 side by side.
            [0xC2 | 0xC3, _] => matches!(after(2), 0xC2 | 0xC3 | 0xC5 | 0xC6 | 0xCB | 0xE2),
            // ط, ظ, آ or أ before a mark or a letter of Persian: Arabic or Latin taken for windows-1256.
            [0xD8, 0xA2 | 0xA3 | 0xB7 | 0xB8] => {
                matches!(after(2), 0xC2 | 0xC6 | 0xCB | 0xDA | 0xDB | 0xE2)
                    || after(2) == 0xD9 && matches!(after(3), 0xB9 | 0xBE)
                    || after(2) == 0xD8 && matches!(after(3), 0x8C | 0x9B | 0x9F)
            }
            // В, Г, Ч, Ш, Щ, Ъ or Ы before a mark: Latin, Hebrew or Arabic taken for windows-1251.
            [0xD0, 0x92 | 0x93 | 0xA7..=0xAB] => matches!(after(2), 0xC2 | 0xE2),
            _ => false,
        };
        pairs += usize::from(suspicious);
        if pairs >= PROOF / 2 {
            return true;
        }
    }
    false
}

/// The wrong reading that explains most of the text, where one is proven.
fn proven(text: &str) -> Option<Misreading> {
    let weight = |misreading: &Misreading| -> usize {
        if misreading.was == UTF_8 { utf8_weight(text, misreading) } else { words_weight(text, misreading) }
    };
    // Of those that explain as much the first is the commonest.
    let weighed = KNOWN.iter().rev().map(|known| (weight(known), known));
    let (weight, misreading) = weighed.max_by_key(|(weight, _)| *weight)?;
    (weight >= PROOF).then_some(*misreading)
}

/// How many characters of several bytes come out of the words that are UTF-8 taken for something else, where they are of
/// one script.
fn utf8_weight(text: &str, misreading: &Misreading) -> usize {
    let mut scripts = [0_usize; 6];
    let mut all = 0;
    for word in words(text).filter(|word| !word.is_ascii()) {
        let Some(turned) = turned_utf8(word, misreading) else { continue };
        for c in turned.chars().filter(|c| !c.is_ascii()) {
            all += 1;
            if let Some(script) = script(c) {
                scripts[script] += 1;
            }
        }
    }
    let most = scripts.into_iter().max().unwrap_or(0);
    if most * 10 >= all * 8 { all } else { 0 }
}

/// A number for the script of `c`: Latin with the marks of all, Greek, Cyrillic, Hebrew, Arabic, East Asian.
fn script(c: char) -> Option<usize> {
    match c {
        '\u{A0}'..='\u{17F}' | '\u{2000}'..='\u{22FF}' | '\u{FB00}'..='\u{FB06}' => Some(0),
        '\u{370}'..='\u{3FF}' => Some(1),
        '\u{400}'..='\u{52F}' => Some(2),
        '\u{590}'..='\u{5FF}' => Some(3),
        '\u{600}'..='\u{6FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => Some(4),
        '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF00}'..='\u{FFEF}' => Some(5),
        _ => None,
    }
}

/// How many letters come out of the words of accented letters alone, where many are common words of Arabic or Hebrew.
fn words_weight(text: &str, misreading: &Misreading) -> usize {
    let mut bytes = Vec::new();
    for word in words(text).filter(|word| is_accented(word)) {
        if let Some(original) = to_bytes(word, misreading.taken_for) {
            bytes.extend_from_slice(&original);
            bytes.push(b' ');
        }
    }
    // Accented words of a sound text come out as no words at all.
    if share_of_common_words(&bytes, misreading.was).is_none() {
        return 0;
    }
    bytes.iter().filter(|byte| !byte.is_ascii()).count()
}

/// Turns back every line that is a wrong reading as a whole, and in others each word that is.
fn turn_all(text: &str, misreading: Misreading) -> (String, usize) {
    let mut turned = String::with_capacity(text.len());
    let mut lines = 0;
    for line in text.split_inclusive('\n') {
        let before = turned.len();
        if misreading.was == UTF_8 {
            turn_utf8(line, &misreading, &mut turned);
        } else {
            turn_words(line, &misreading, &mut turned);
        }
        lines += usize::from(turned[before..] != *line);
    }
    (turned, lines)
}

fn turn_utf8(line: &str, misreading: &Misreading, out: &mut String) {
    if line.is_ascii() {
        return out.push_str(line);
    }
    if let Some(whole) = turned_utf8(line, misreading) {
        return out.push_str(&whole);
    }
    for (word, between) in words_and_between(line) {
        match turned_utf8(word, misreading).filter(|_| !word.is_ascii()) {
            Some(whole) => out.push_str(&whole),
            None => out.push_str(word),
        }
        out.push_str(between);
    }
}

fn turn_words(line: &str, misreading: &Misreading, out: &mut String) {
    let (mut accented, mut all) = (0_usize, 0_usize);
    for word in words(line).filter(|word| word.chars().any(|c| c.is_alphabetic() && !c.is_ascii())) {
        all += 1;
        accented += usize::from(is_accented(word));
    }
    let decoded = |text: &str| {
        let bytes = to_bytes(text, misreading.taken_for)?;
        let (turned, broken) = misreading.was.decode_without_bom_handling(&bytes);
        (!broken).then(|| turned.into_owned())
    };
    // Marks and single letters come along with the words round them.
    if accented * 10 >= all * 8
        && accented > 0
        && let Some(whole) = decoded(line)
    {
        return out.push_str(&whole);
    }
    for (word, between) in words_and_between(line) {
        match decoded(word).filter(|_| is_accented(word)) {
            Some(turned) => out.push_str(&turned),
            None => out.push_str(word),
        }
        out.push_str(between);
    }
}

/// Is the word made of accented letters alone, as no language writes?
fn is_accented(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 2
        && letters
            .clone()
            .all(|c| matches!(c, '\u{80}'..='\u{FF}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ'))
}

/// `text` as the UTF-8 that it was, where all of it is that and no control characters come out. A letter that lost half of
/// itself stays lost.
fn turned_utf8(text: &str, misreading: &Misreading) -> Option<String> {
    let bytes = to_bytes(text, misreading.taken_for);
    let whole = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let turned = whole.or_else(|| turned_with_losses(text, misreading))?;
    let is_odd = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}') && !matches!(c, '\u{80}'..='\u{9F}')
    };
    (!turned.contains(is_odd)).then_some(turned)
}

/// As [`turned_utf8`], for what some characters were lost of: U+FFFD in the place of a byte, or a space in the place of the
/// no-break space that was half of `à`.
fn turned_with_losses(text: &str, misreading: &Misreading) -> Option<String> {
    let table = table(misreading.taken_for)?;
    let mut bytes = Vec::with_capacity(text.len());
    let mut lost = 0;
    for c in text.chars() {
        match c {
            char::REPLACEMENT_CHARACTER => {
                lost += 1;
                bytes.push(LOST);
            }
            ' ' if bytes.last() == Some(&0xC3) => bytes.extend([0xA0, b' ']),
            c => bytes.push(byte_of(c, table)?),
        }
    }
    // Of a letter both halves come out as lost.
    let turned = String::from_utf8_lossy(&bytes).replace("\u{FFFD}\u{FFFD}", "\u{FFFD}");
    (turned.matches(char::REPLACEMENT_CHARACTER).count() <= lost).then_some(turned)
}

/// A byte that no UTF-8 holds.
const LOST: u8 = 0xFF;

/// The bytes that were taken for `text`; `None` where a character is no single byte of that encoding.
fn to_bytes(text: &str, taken_for: &'static Encoding) -> Option<Vec<u8>> {
    let table = table(taken_for)?;
    text.chars().map(|c| byte_of(c, table)).collect()
}

fn byte_of(c: char, table: &Table) -> Option<u8> {
    if c.is_ascii() {
        return u8::try_from(c).ok();
    }
    let found = table.binary_search_by_key(&c, |(known, _)| *known).ok().map(|at| table[at].1);
    found.or_else(|| u8::try_from(c).ok().filter(|byte| (0x80..0xA0).contains(byte)))
}

fn table(encoding: &'static Encoding) -> Option<&'static Table> {
    TABLES.iter().find(|(known, _)| *known == encoding).map(|(_, table)| table)
}

/// An encoding's upper half: characters, sorted, with their bytes.
type Table = Vec<(char, u8)>;

static TABLES: LazyLock<Vec<(&'static Encoding, Table)>> = LazyLock::new(|| {
    let table = |encoding: &'static Encoding| {
        let character =
            |byte: u8| encoding.decode_without_bom_handling(&[byte]).0.chars().next().map(|c| (c, byte));
        let mut table: Table = (0x80..=0xFF).filter_map(character).collect();
        table.sort_unstable();
        (encoding, table)
    };
    [WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1256].map(table).into()
});

/// Words as wrong readings leave them whole: parted by ASCII only, since a no-break space may be half of a letter.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_between).filter(|word| !word.is_empty())
}

fn is_between(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '=' | '/' | '&' | ';')
}

/// Each word with what stands between it and the next.
fn words_and_between(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (word, after) = rest.split_at(rest.find(is_between).unwrap_or(rest.len()));
        let (between, next) = after.split_at(after.find(|c| !is_between(c)).unwrap_or(after.len()));
        rest = next;
        Some((word, between))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ARABIC: &str = "قال رئيس المجلس في تصريح إلى الصحافة إن المدينة تحتاج إلى شبكة جديدة للماء، وإن العمل يبدأ من الأسبوع المقبل.";
    const PERSIAN: &str =
        "شهردار گفت که این طرح در دو مرحله انجام می‌شود و پل قدیمی شهر از نو ساخته خواهد شد.";
    const HEBREW: &str = "ראש העיר אמר כי העבודות על הרשת של המים יחלו בשבוע הבא, וכי הן יסתיימו בתוך שנה.";
    const FRENCH: &str = "Le conseil a décidé, à l’unanimité, de créer une réserve près de la forêt où vivent « les cigognes » – enfin…";

    fn misread(text: &str, was: &'static Encoding, taken_for: &'static Encoding) -> String {
        let bytes = was.encode(text).0;
        taken_for.decode_without_bom_handling(&bytes).0.into_owned()
    }

    fn repaired(text: &str) -> String {
        repair(text).0.unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn wrong_readings_are_undone() {
        for text in [ARABIC, PERSIAN, HEBREW, FRENCH] {
            for taken_for in [WINDOWS_1252, WINDOWS_1254, WINDOWS_1256, WINDOWS_1251] {
                assert_eq!(repaired(&misread(text, UTF_8, taken_for)), text, "{}", taken_for.name());
            }
        }
        for was in [WINDOWS_1256, ISO_8859_6] {
            let misread = misread(ARABIC, was, WINDOWS_1252);
            assert_eq!(repaired(&misread), ARABIC, "{}", was.name());
        }
        assert_eq!(repaired(&misread(HEBREW, WINDOWS_1255, WINDOWS_1252)), HEBREW);
        let twice = misread(&misread(ARABIC, UTF_8, WINDOWS_1252), UTF_8, WINDOWS_1252);
        assert_eq!(repaired(&twice), ARABIC);
        // A reader that knew no letter for five bytes, and one that took no-break spaces for spaces.
        let holes = misread(ARABIC, UTF_8, WINDOWS_1252).replace('\u{81}', "\u{FFFD}");
        assert_eq!(repaired(&holes), ARABIC.replace('ف', "\u{FFFD}"));
        let spaces = misread(FRENCH, UTF_8, WINDOWS_1252).replace('\u{A0}', " ");
        assert_eq!(repaired(&spaces).replace("à  ", "à "), FRENCH);
        // Read as Latin-1 in the strict sense: control characters in the place of windows-1252's letters.
        let strict: String = ARABIC.bytes().map(char::from).collect();
        assert_eq!(repaired(&strict), ARABIC);
    }

    #[test]
    fn only_what_was_misread_is_turned() {
        let misread = misread(ARABIC, WINDOWS_1256, WINDOWS_1252);
        let page = format!("عنوان الصفحة كما هو\nCafé déjà vu, 12 €\n{misread}\nFrançois\n2017\n");
        let expected = page.replace(&misread, ARABIC);
        let (turned, undone) = repair(&page);
        assert_eq!(turned.as_deref(), Some(expected.as_str()));
        assert_eq!(undone[0].lines, 1);
        let wrapped = format!("<h1>أخبار</h1><p title=\"é\">{}</p><i>naïve</i>", misread_utf8());
        assert_eq!(repaired(&wrapped), wrapped.replace(&misread_utf8(), ARABIC));
    }

    fn misread_utf8() -> String {
        misread(ARABIC, UTF_8, WINDOWS_1256)
    }

    #[test]
    fn sound_texts_stay() {
        let lists = "أ، ب، ج، د، ه، و، ز، ح، ط، ي، ك، ل، م، ن، س، ع، ف، ص، ق، ر، ش، ت، ث، خ، ذ، ض، ظ، غ.";
        let portuguese = "AÇÃO, NÃO, CORAÇÃO: ÀS MÃES E AOS IRMÃOS À ESPERA É ÓBVIO, ÚTIL";
        let turkish = "İŞÇİ, ÖĞÜT, ŞÜPHELİ, ÇÖZÜM, ÜÇÜNCÜ ĞÜÖÇ";
        let russian = "ЩЁ Мэр сказал, что новая сеть будет построена «за год» – Ш… Щ« Ш»";
        let vowels = "«طـ» ظ… حَظٌّ، ط. حافظ،» ربط… شرط؟";
        for text in [ARABIC, PERSIAN, HEBREW, FRENCH, lists, portuguese, turkish, russian, vowels, "Ã©", ""]
        {
            assert_eq!(repair(text).0, None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn arabic_comes_back(words in prop::collection::vec("[ء-غف-ي]{2,8}", 6..30), taken_for in 0..4_usize) {
            let text = words.join(" ");
            let taken_for = [WINDOWS_1252, WINDOWS_1254, WINDOWS_1256, WINDOWS_1251][taken_for];
            prop_assert_eq!(repaired(&misread(&text, UTF_8, taken_for)), text);
        }

        #[test]
        fn whatever_comes_is_no_panic_and_sound_arabic_stays(noise in "\\PC{0,60}", words in prop::collection::vec("[ء-غف-ي،؟«»…]{1,8}", 0..30)) {
            repair(&noise);
            prop_assert_eq!(repair(&words.join(" ")).0, None);
        }
    }
}
