//! Lines whose letters were lost before the page was saved: `????`, or U+FFFD in their place. Nothing brings them back.
//!
//! In: decoded text. Out: the text without them, and how much that was. Marks that people write (`?!`, `???` behind a
//! sentence) are no loss.

/// A line of so many lost words is lost, where they are most of it.
const FEWEST: usize = 3;

/// In a text with so many lost words a line of fewer is lost too.
const MANY: usize = 12;

/// What was lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Losses {
    /// Lines, or stretches of text between two tags, that were taken out.
    pub(super) lines: usize,
    /// Words in them.
    pub(super) words: usize,
}

/// The text without the lines, or stretches between tags, that are lost; nothing where there are none.
pub(super) fn take_out(text: &str) -> (Option<String>, Losses) {
    let mut losses = Losses::default();
    if !text.contains("??") && !text.contains('\u{FFFD}') && !has_marks_inside(text) {
        return (None, losses);
    }
    let lost: usize = parts(text).map(|part| count(part).0).sum();
    if lost < FEWEST {
        return (None, losses);
    }
    let fewest = if lost >= MANY { 1 } else { FEWEST };
    let mut kept = String::with_capacity(text.len());
    for part in parts(text) {
        let (lost, all) = count(part);
        if lost < fewest || lost * 2 < all {
            kept.push_str(part);
            continue;
        }
        losses.lines += 1;
        losses.words += lost;
        // Of a tag only the lost words go, of a text everything but its end.
        let in_tag = kept.ends_with('<') && part.ends_with('>');
        let stays = |c: &char| if in_tag { !is_mark(*c) } else { matches!(c, '<' | '>' | '\n') };
        kept.extend(part.chars().filter(stays));
    }
    ((losses.lines > 0).then_some(kept), losses)
}

/// Stretches that end with a line or where a tag begins or ends.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['\n', '<', '>'])
}

/// How many words of a stretch are lost, and how many there are.
fn count(part: &str) -> (usize, usize) {
    if !part.contains(['?', '\u{FFFD}']) {
        return (0, part.split_whitespace().count());
    }
    let (mut lost, mut all) = (0, 0);
    for word in part.split_whitespace() {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '?');
        all += usize::from(word.contains(|c: char| c.is_alphanumeric() || is_mark(c)));
        lost += usize::from(is_lost(word));
    }
    (lost, all)
}

/// Is the word nothing but marks in the place of letters, or letters with marks between them?
fn is_lost(word: &str) -> bool {
    let (mut marks, mut inside, mut chars, mut replaced) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut before = None;
    for c in word.chars() {
        chars += 1;
        marks += usize::from(is_mark(c));
        replaced += usize::from(c == '\u{FFFD}');
        inside += usize::from(before.is_some_and(is_mark) && c.is_alphabetic());
        before = Some(c);
    }
    marks >= 2 && marks == chars || replaced * 3 >= chars && replaced > 0 || inside >= 2 && marks * 4 >= chars
}

fn is_mark(c: char) -> bool {
    matches!(c, '?' | '\u{FFFD}')
}

/// `O?U?O`: letters that were turned into others, with marks for the rest.
fn has_marks_inside(text: &str) -> bool {
    text.as_bytes()
        .windows(3)
        .any(|three| three[1] == b'?' && three[0].is_ascii_uppercase() && three[2].is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> (String, usize) {
        let (kept, losses) = take_out(text);
        (kept.unwrap_or_else(|| text.to_owned()), losses.lines)
    }

    #[test]
    fn lost_lines_go_and_others_stay() {
        assert_eq!(kept("عنوان\n???? ?? ???????? ???\n2017\n"), ("عنوان\n\n2017\n".to_owned(), 1));
        let lost = "\u{FFFD}\u{FFFD}\u{FFFD} \u{FFFD}\u{FFFD} \u{FFFD}";
        assert_eq!(kept(&format!("<p>{lost}</p>نص")), ("<p></p>نص".to_owned(), 1));
        assert_eq!(kept(&format!("<i x=\"{lost} {lost}\">نص")), ("<i x=\"     \">نص".to_owned(), 1));
        assert_eq!(kept("O?U?O\u{FFFD} U?O?U U?O?O?U\nنص"), ("\nنص".to_owned(), 1));
        let (many, lines) = kept(&format!("{}???? ??\n", "??? ???? ?? ????????\n".repeat(4)));
        assert_eq!((many.trim(), lines), ("", 5));
    }

    #[test]
    fn what_people_write_is_no_loss() {
        for text in [
            "أين ذهب المال؟؟ ??? لا أحد يعلم ???",
            "What??",
            "a ?? b ?? c ?? d",
            "https://a.example/?a=b?c=d",
            "نص \u{FFFD} نص طويل",
            "???\n",
        ] {
            assert_eq!(kept(text), (text.to_owned(), 0));
        }
    }
}
