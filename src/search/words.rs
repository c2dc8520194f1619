//! Text as the words that the index has of it.
//!
//! A word is a run of letters, marks and digits; letters other than Latin ones and digits are apart, so that a year is found
//! before م. Digits in groups of three are one number. Some words stand for more than themselves (`lexicon.rs`): these give a second
//! term at the same place. Knows no stems: what belongs together is for `reading.rs` and `relation.rs`.

use super::fold::{fold_word, is_in_word};
use super::lexicon::{begins_name, joined_name, month};
use std::ops::Range;

/// Signs that group the digits of a number; the last one where there are three groups at least: `1.250` may be a fraction.
const GROUPING: [char; 7] = [',', '٬', '\u{A0}', '\u{202F}', '\'', '’', '.'];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// As it is compared, never empty.
    pub form: String,
}

/// The words of `text`, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    each_word(text, |place, form| words.push(Word { place, form: form.to_owned() }));
    words
}

/// Gives each word of `text` with its place, in order.
pub(super) fn each_word(text: &str, mut each: impl FnMut(Range<usize>, &str)) {
    let mut folded = String::new();
    each_place(text, |place| {
        folded.clear();
        let word = &text[place.clone()];
        match word.contains(GROUPING) {
            true => fold_word(&word.replace(GROUPING, ""), &mut folded),
            false => fold_word(word, &mut folded),
        }
        folded.split_whitespace().for_each(|form| each(place.clone(), form));
    });
}

/// Where the words of `text` stand.
fn each_place(text: &str, mut each: impl FnMut(Range<usize>)) {
    let mut start: Option<usize> = None;
    let mut before = Kind::Other;
    let mut last_group = 0;
    for (at, c) in text.char_indices() {
        if at < last_group {
            continue;
        }
        if !is_in_word(c) {
            if let Some(begun) = start {
                each(begun..at);
            }
            (start, before) = (None, Kind::Other);
            continue;
        }
        let kind = Kind::of(c);
        if let Some(begun) = start.filter(|_| kind.is_apart_from(before)) {
            each(begun..at);
            start = None;
        }
        if start.is_none() {
            start = Some(at);
            last_group = at + place_of_last_group(&text[at..]);
        }
        before = if kind == Kind::Other { before } else { kind };
    }
    if let Some(begun) = start {
        each(begun..text.len());
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Latin,
    Letter,
    /// Marks and controls: as what they follow.
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            c if is_digit(c) => Self::Digit,
            'a'..='z' | 'A'..='Z' | 'À'..='\u{24F}' => Self::Latin,
            _ if c.is_alphabetic()
                && !unicode_normalization::char::is_combining_mark(c)
                && c != '\u{640}' =>
            {
                Self::Letter
            }
            _ => Self::Other,
        }
    }

    /// Does a word end between the two?
    fn is_apart_from(self, before: Self) -> bool {
        matches!((before, self), (Self::Digit, Self::Letter) | (Self::Letter, Self::Digit))
    }
}

/// Where the last group begins of the number in groups of three digits with which `text` begins; 0 where it is none. Signs other than
/// full stops stand for one another.
fn place_of_last_group(text: &str) -> usize {
    // How many digits stand at a place, four at most, and where they end.
    let digits = |at: usize| {
        let digits = text[at..].chars().take(4).take_while(|c| is_digit(*c));
        digits.fold((0, at), |(count, end), digit| (count + 1, end + digit.len_utf8()))
    };
    let (count, mut end) = digits(0);
    if !(1..=3).contains(&count) {
        return 0;
    }
    let (mut last, mut groups) = (0, 0);
    let mut has_stops = None;
    while let Some(sign) = text[end..].chars().next().filter(|sign| GROUPING.contains(sign)) {
        let group = end + sign.len_utf8();
        let (count, behind) = digits(group);
        if count != 3 || *has_stops.get_or_insert(sign == '.') != (sign == '.') {
            break;
        }
        (end, last, groups) = (behind, group, groups + 1);
    }
    if has_stops == Some(true) && groups < 2 { 0 } else { last }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

/// What a word and the one behind it stand for beside themselves; with `true` what stands at both of their places, so that it follows
/// what is before them and is followed by what is behind.
pub(super) fn further_terms(word: &str, next: Option<&str>) -> Vec<(String, bool)> {
    let month = month(word, next).map(|number| (month_form(number), false));
    let name = next.and_then(|next| joined_name(word, next)).map(|name| (name, true));
    month.into_iter().chain(name).collect()
}

/// May [`further_terms`] have any for this word?
pub(super) fn may_mean_more(word: &str) -> bool {
    month(word, None).is_some() || begins_name(word)
}

/// What the names of a month stand for, 1 to 12. No word looks like it.
pub(super) fn month_form(number: usize) -> String {
    format!("~{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.form).collect()
    }

    #[test]
    fn words_end_where_readers_say() {
        assert_eq!(forms("تترقب،والذهب يرتفع"), ["تترقب", "والذهب", "يرتفع"]);
        assert_eq!(forms("كوفيد-19 و5G عام 2024م"), ["كوفيد", "19", "و", "5g", "عام", "2024", "م"]);
        assert_eq!(
            forms("1,250,000 و١٬٢٥٠٬٠٠٠ و1\u{202F}250\u{202F}000 و70.5 و1,25"),
            ["1250000", "و", "1250000", "و", "1250000", "و", "70", "5", "و", "1", "25"]
        );
        assert_eq!(
            forms("1.250.000 و١.٢٥٠.٠٠٠.٥ و1.250 و12.04.2017 و1,250.000 و1.250.0000"),
            [
                "1250000", "و", "1250000", "5", "و", "1", "250", "و", "12", "04", "2017", "و", "1250", "000",
                "و", "1", "250", "0000"
            ]
        );
        assert_eq!(forms("رحلات\u{200C} كثيرة"), ["رحلات", "كثيره"]);
        assert_eq!(forms("«…»  ـــ"), Vec::<String>::new());
    }

    #[test]
    fn names_and_months_give_terms_of_their_own() {
        assert_eq!(further_terms("كانون", Some("الثاني")), [("~1".to_owned(), false)]);
        assert_eq!(further_terms("عبد", Some("الله")), [("عبدالله".to_owned(), true)]);
        assert_eq!(further_terms("ابو", Some("ظبي")), [("ابوظبي".to_owned(), true)]);
        assert_eq!(further_terms("زار", Some("الله")), []);
        for word in ["تشرين", "وكانون", "نيسان", "عبد", "وابي", "غشت"] {
            assert!(may_mean_more(word), "{word}");
        }
        assert!(!may_mean_more("كتاب"));
    }

    #[test]
    fn a_number_without_end_takes_no_longer_than_its_letters() {
        assert_eq!(forms(&("1,000".to_owned() + &",000".repeat(250_000))).len(), 1);
        assert_eq!(forms(&"1.000,".repeat(250_000)).len(), 500_000);
        assert_eq!(forms(&"1.000".repeat(250_000)).len(), 250_001);
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,60}|[ا-ي0-9٠-٩,٬. \u{64B}\u{200F}a-z]{0,40}") {
            let mut end = 0;
            for word in words(&text) {
                proptest::prop_assert!(word.place.start >= end && word.place.start < word.place.end);
                proptest::prop_assert!(text.get(word.place.clone()).is_some() && !word.form.is_empty());
                end = word.place.start;
            }
        }
    }
}
