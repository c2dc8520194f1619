//! Where sentences and words end, in the scripts that the press is written in.
//!
//! Knows marks, not languages: an abbreviation of more than one letter looks like the end of a sentence.

use super::letter::is_letter;
use unicode_normalization::char::is_combining_mark;

const SENTENCE_ENDS: [char; 10] = ['.', '!', '?', '؟', '…', '۔', '。', '！', '？', '।'];
const QUOTATION_ENDS: [char; 4] = ['»', '"', '”', '」'];

/// Does the text end as sentences do?
pub fn ends_sentence(text: &str) -> bool {
    text.ends_with(SENTENCE_ENDS)
}

/// As [`ends_sentence`], or with the end of a quotation.
pub fn ends_sentence_or_quotation(text: &str) -> bool {
    ends_sentence(text) || text.ends_with(QUOTATION_ENDS)
}

/// The beginning of `text` in at most `limit` characters: up to the end of a sentence where one ends in the second half of
/// them, else up to the end of a word with `…` behind it. A letter keeps its marks.
pub fn shortened(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let start = &text[..end];
    if let Some(end) = last_sentence_end(text, end).filter(|&end| start[..end].chars().count() * 2 >= limit) {
        return start[..end].to_owned();
    }
    // A text without spaces is cut anywhere, but not between a letter and its marks.
    let marks_follow = text[end..].starts_with(is_combining_mark);
    let letter = || start.rfind(|c| !is_combining_mark(c)).filter(|_| marks_follow);
    let cut = start.rfind(char::is_whitespace).or_else(letter).unwrap_or(end);
    format!("{}…", start[..cut].trim_end_matches(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)))
}

/// Where the last sentence of `text[..end]` that is whole ends, its closing quotation mark included.
fn last_sentence_end(text: &str, end: usize) -> Option<usize> {
    text[..end].char_indices().rev().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).find(|&at| {
        let before = text[..at].trim_end_matches(QUOTATION_ENDS);
        ends_sentence(before) && !ends_in_initial(before)
    })
}

/// `د. أحمد`, `J. Roe`: a single letter with a full stop.
fn ends_in_initial(text: &str) -> bool {
    let Some(word) = text.strip_suffix('.') else { return false };
    let mut chars = word.chars().rev().filter(|c| !is_combining_mark(*c));
    chars.next().is_some_and(is_letter) && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_with_a_sentence_or_a_word() {
        let sentence =
            "أعلنت البلدية فتح السوق، وقال د. سامي المثال: «سيعود الجميع.» ثم غادر إلى بيته في حي الميناء";
        assert_eq!(shortened(sentence, 70), "أعلنت البلدية فتح السوق، وقال د. سامي المثال: «سيعود الجميع.»");
        assert_eq!(shortened(sentence, 34), "أعلنت البلدية فتح السوق، وقال د…");
        assert_eq!(shortened("نص قصير", 7), "نص قصير");
        assert_eq!(shortened("كلمة، كلمة، كلمة", 13), "كلمة، كلمة…");
    }

    #[test]
    fn letters_keep_their_marks() {
        assert_eq!(shortened("مُدَرِّسَةٌ", 5), "مُدَ…");
        assert_eq!(shortened(&"س".repeat(20), 5), "سسسسس…");
        assert_eq!(shortened("", 0), "");
    }
}
