//! Text whose letters were lost before the page was saved: `????`, or U+FFFD in their place. Nothing brings them back.
//!
//! In: a line, a text between two tags, a value. Out: whether it is lost as a whole, and how much of it. Takes nothing out
//! of a text that still says something, and leaves alone what people write: `?!`, `??` in a table, `???` behind a word.

use crate::arabic::is_letter;
use std::borrow::Cow;

/// So many marks in a row are letters that were lost.
const WORD: usize = 3;

/// So many on their own are no question.
const ALONE: usize = 4;

/// So many times as many lost words as sound ones make a text that says nothing.
const TIMES: usize = 4;

/// How many words of a text are lost, where all of it is but for figures and a word here and there; 0 where it is not.
pub fn lost_words(text: &str) -> usize {
    let words = count(text);
    let enough = words.lost >= 2 || words.longest >= ALONE;
    if enough && words.lost >= words.sound * TIMES { words.lost } else { 0 }
}

/// So many words with a mark inside are no slips of the pen.
const HOLES: usize = 3;

/// How many words of a text are `????` or have a `?` in the place of a letter, whatever the rest is. Not U+FFFD, which
/// [`decode`](super::decode) counts in the bytes: a page may write it as a reference, and mean it.
pub fn count_lost(text: &str) -> usize {
    if memchr::memchr(b'?', text.as_bytes()).is_none() {
        return 0;
    }
    let (mut lost, mut holes) = (0, 0);
    for word in words(text).filter(|word| word.contains('?') && !word.contains(char::REPLACEMENT_CHARACTER)) {
        let is_lost = is_lost(word);
        lost += usize::from(is_lost);
        holes += usize::from(!is_lost && has_hole(word));
    }
    if holes >= HOLES { lost + holes } else { lost }
}

/// Does a single `?` stand between two letters? Not in an address.
fn has_hole(word: &str) -> bool {
    let mut inside = word.char_indices().filter(|(_, c)| *c == '?');
    let beside = |at: usize| {
        let (before, after) = (word[..at].chars().next_back(), word[at + 1..].chars().next());
        before.is_some_and(is_letter) && after.is_some_and(is_letter)
    };
    !is_address(word) && inside.any(|(at, _)| beside(at))
}

fn is_address(word: &str) -> bool {
    word.contains(['/', '=', '.', '&'])
}

/// A text dump without the lines that are lost, and how many words they held.
pub(super) fn without_lost_lines(text: &str) -> (Cow<'_, str>, usize) {
    if !has_marks(text) {
        return (Cow::Borrowed(text), 0);
    }
    let lost: usize = text.lines().map(lost_words).sum();
    if lost == 0 {
        return (Cow::Borrowed(text), 0);
    }
    let kept: String =
        text.split_inclusive('\n').map(|line| if lost_words(line) > 0 { "\n" } else { line }).collect();
    (Cow::Owned(kept), lost)
}

#[derive(Default)]
struct Words {
    lost: usize,
    sound: usize,
    /// Marks in the longest lost word.
    longest: usize,
}

/// Could anything be lost? A look that costs next to nothing.
fn has_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'?', 0xEF, bytes).any(|at| match bytes[at..] {
        // A question ends with a space or a quotation mark.
        [b'?', next, ..] => next == b'?' || next >= 0x80 || next.is_ascii_uppercase(),
        [0xEF, 0xBF, 0xBD, ..] => true,
        _ => false,
    })
}

fn count(text: &str) -> Words {
    let mut count = Words::default();
    if !has_marks(text) {
        return count;
    }
    for word in words(text) {
        if is_lost(word) {
            count.lost += 1;
            count.longest = count.longest.max(marks(word));
        } else if word.chars().any(is_letter) {
            count.sound += 1;
        }
    }
    count
}

/// The words of a text, without the punctuation round them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c)))
}

fn marks(word: &str) -> usize {
    word.chars().filter(|c| is_mark(*c)).count()
}

/// Is the word nothing but marks in the place of letters, or letters with marks between them?
fn is_lost(word: &str) -> bool {
    let marks = marks(word);
    if marks == 0 {
        return false;
    }
    let chars = word.chars().count();
    let replaced = word.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    // `O?U?O`: letters that were turned into others, with marks for the rest; not `a?b=c?d`.
    let pairs = word.chars().zip(word.chars().skip(1));
    let between = pairs.filter(|(mark, letter)| is_mark(*mark) && letter.is_uppercase()).count();
    marks == chars && (marks >= WORD || replaced > 0)
        || replaced >= 2 && replaced * 3 >= chars
        || between >= 2 && marks * 4 >= chars && !is_address(word)
}

fn is_mark(c: char) -> bool {
    matches!(c, '?' | char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_told() {
        for lost in [
            "???? ?? ???????? ???",
            "«????»",
            "???? ????? 27 ????? 2017 - 16:28",
            "????\u{A0}?????",
            "??? ???????? FIFA ?? ???? ????? ????",
            "\u{FFFD}\u{FFFD}\u{FFFD} \u{FFFD}\u{FFFD}",
            "O?U?O\u{FFFD} U?O?U U?O?O?U",
        ] {
            assert!(lost_words(lost) > 0, "{lost}");
        }
    }

    #[test]
    fn holes_in_words_are_counted() {
        assert_eq!(
            count_lost("شهردار? گفت بازار سرپوش?ده بازگشا?? شد م?‌گ?رد د?د ???? \u{FFFD}\u{FFFD}\u{FFFD}"),
            4
        );
        assert_eq!(count_lost("Quoi?Rien. https://a.example/a?b a?b c?d=e"), 0);
    }

    #[test]
    fn what_says_something_stays() {
        for text in [
            "أين ذهب المال؟؟ ??? لا أحد يعلم ???",
            "What??",
            "???",
            "العاصمة: ??",
            "مصر ?? - ?? غانا",
            "?? - ??",
            "a ?? b ?? c ?? d",
            "https://a.example/?a=b?c=d",
            "نص \u{FFFD} نص طويل",
            "نشر في: ????? ????",
            "27.4.2017",
        ] {
            assert_eq!(lost_words(text), 0, "{text}");
        }
        let (kept, lost) = without_lost_lines("عنوان\n???? ?? ???????? ???\nنص ؟\n");
        assert_eq!((kept.as_ref(), lost), ("عنوان\n\nنص ؟\n", 3));
    }
}
