//! What changed from one text to another, word by word, as HTML.
//!
//! In: two texts as blocks (paragraphs, headings, points of a list). Out: blocks with `<ins>` and `<del>`, runs of unchanged ones
//! counted. First the blocks are compared, then the words of those that changed. Bounded: very long hunks are shown as a whole.

use super::escape::isolated;
use crate::arabic::{Direction, direction_of};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Words of a hunk beyond which it is not compared word by word.
const LONGEST_HUNK: usize = 4000;
/// Blocks that are looked at.
const MOST_BLOCKS: usize = 2000;
/// Of a hunk's words, so many hundredths must have stayed for the comparison to help a reader.
const SHARED: usize = 25;

/// A part of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// So many blocks are the same.
    Same(usize),
    /// A block with its direction, HTML.
    Changed(String, Direction),
}

/// A comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Diff {
    pub(super) parts: Vec<Part>,
    /// Words that came.
    pub(super) added: usize,
    /// Words that went.
    pub(super) removed: usize,
}

/// A word or a mark.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    /// Empty where a block ends.
    text: &'a str,
    /// A space stands before it.
    spaced: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Removed,
    Added,
}

/// Compares two texts; `base` is the direction of blocks without letters.
pub(super) fn compare(old: &[String], new: &[String], base: Direction) -> Diff {
    let old = &old[..old.len().min(MOST_BLOCKS)];
    let new = &new[..new.len().min(MOST_BLOCKS)];
    let mut diff = Diff::default();
    let (mut from, mut to) = (0..0, 0..0);
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                diff.hunk(&old[from], &new[to], base);
                diff.parts.push(Part::Same(len));
                (from, to) = (old_index + len..old_index + len, new_index + len..new_index + len);
            }
            other => {
                let (gone, come): (Range<usize>, Range<usize>) = (other.old_range(), other.new_range());
                (from, to) = (from.start..gone.end.max(from.start), to.start..come.end.max(to.start));
            }
        }
    }
    diff.hunk(&old[from], &new[to], base);
    diff
}

/// Compares two lines.
pub(super) fn compare_lines(old: &str, new: &str, base: Direction) -> String {
    let mut diff = Diff::default();
    let line = |text: &str| [text.to_owned()];
    diff.hunk(&line(old), &line(new), base);
    let html = |part| match part {
        Part::Changed(html, _) => html,
        Part::Same(_) => String::new(),
    };
    diff.parts.into_iter().map(html).collect::<Vec<_>>().join(" ")
}

impl Diff {
    fn hunk(&mut self, old: &[String], new: &[String], base: Direction) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        let (old, new) = (tokens(old), tokens(new));
        let short = old.len().max(new.len()) <= LONGEST_HUNK;
        let compared = short.then(|| compare_tokens(&old, &new)).filter(|tokens| {
            let kept = tokens.iter().filter(|(token, fate)| *fate == Fate::Kept && !token.text.is_empty());
            kept.count() * 100 >= old.len().min(new.len()) * SHARED
        });
        let whole = || {
            let gone = old.iter().map(|token| (*token, Fate::Removed));
            gone.chain(new.iter().map(|token| (*token, Fate::Added))).collect()
        };
        let tokens: Vec<(Token<'_>, Fate)> = compared.unwrap_or_else(whole);
        let words = |wanted: Fate| {
            let is_word = |token: &Token<'_>| token.text.contains(char::is_alphanumeric);
            tokens.iter().filter(|(token, fate)| *fate == wanted && is_word(token)).count()
        };
        self.added += words(Fate::Added);
        self.removed += words(Fate::Removed);
        let blocks = tokens.split(|(token, _)| token.text.is_empty());
        let shown = blocks.filter(|block| !block.is_empty()).map(|block| write(block, base));
        self.parts.extend(shown.map(|(html, dir)| Part::Changed(html, dir)));
    }
}

/// The words and marks of `blocks`, an empty one behind each block.
fn tokens(blocks: &[String]) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for block in blocks {
        for chunk in block.split_whitespace() {
            let start = chunk.find(char::is_alphanumeric).unwrap_or(0);
            let end = chunk.rfind(char::is_alphanumeric).map_or(chunk.len(), |at| {
                // Vowel marks belong to the letter before them.
                let tail = &chunk[at..];
                let marks = |c: char| {
                    c.is_alphanumeric()
                        || matches!(c, '\u{610}'..='\u{65F}' | '\u{670}' | '\u{300}'..='\u{36F}')
                };
                at + tail.find(|c| !marks(c)).unwrap_or(tail.len())
            });
            let parts = [&chunk[..start], &chunk[start..end], &chunk[end..]];
            for (number, text) in parts.into_iter().filter(|text| !text.is_empty()).enumerate() {
                tokens.push(Token { text, spaced: number == 0 });
            }
        }
        tokens.push(Token { text: "", spaced: false });
    }
    tokens
}

fn compare_tokens<'a>(old: &[Token<'a>], new: &[Token<'a>]) -> Vec<(Token<'a>, Fate)> {
    let texts = |tokens: &[Token<'a>]| -> Vec<&'a str> { tokens.iter().map(|token| token.text).collect() };
    let mut compared = Vec::with_capacity(old.len() + new.len());
    for op in capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new)) {
        let (gone, come) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            compared.extend(new[come].iter().map(|token| (*token, Fate::Kept)));
        } else {
            compared.extend(old[gone].iter().map(|token| (*token, Fate::Removed)));
            compared.extend(new[come].iter().map(|token| (*token, Fate::Added)));
        }
    }
    compared
}

/// One block, HTML, each run of one fate isolated as text of the block's direction.
fn write(block: &[(Token<'_>, Fate)], base: Direction) -> (String, Direction) {
    let words: Vec<&str> = block.iter().map(|(token, _)| token.text).collect();
    let dir = direction_of(&words.join(" ")).unwrap_or(base);
    let mut html = String::new();
    for run in block.chunk_by(|a, b| a.1 == b.1) {
        let mut text = String::new();
        for (number, (token, _)) in run.iter().enumerate() {
            if token.spaced && number > 0 {
                text.push(' ');
            }
            text.push_str(token.text);
        }
        let gap = if run[0].0.spaced && !html.is_empty() { " " } else { "" };
        let inner = isolated(&text, dir);
        html += &match run[0].1 {
            Fate::Kept => format!("{gap}{inner}"),
            Fate::Removed => format!("{gap}<del>{inner}</del>"),
            Fate::Added => format!("{gap}<ins>{inner}</ins>"),
        };
    }
    (html, dir)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn blocks(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn html(diff: &Diff) -> Vec<String> {
        let html = |part: &Part| match part {
            Part::Same(count) => format!("={count}"),
            Part::Changed(html, _) => html.clone(),
        };
        diff.parts.iter().map(html).collect()
    }

    #[test]
    fn words_that_changed_stand_out_and_paragraphs_that_did_not_are_counted() {
        let old = blocks(&["أولى", "بدأت الأشغال سنة 2011 وشملت السقف.", "ثالثة", "رابعة"]);
        let new = blocks(&["أولى", "بدأت الأشغال سنة 2010 وشملت السقف، ونظام التهوية.", "ثالثة", "رابعة"]);
        let diff = compare(&old, &new, Direction::Rtl);
        assert_eq!(
            html(&diff),
            [
                "=1",
                "بدأت الأشغال سنة <del>2011</del> <ins>2010</ins> وشملت السقف<ins>، ونظام التهوية</ins>.",
                "=2"
            ]
        );
        assert_eq!((diff.added, diff.removed), (3, 1));
    }

    #[test]
    fn paragraphs_come_and_go_whole() {
        let diff = compare(&blocks(&["a b", "c d"]), &blocks(&["a b"]), Direction::Ltr);
        assert_eq!(html(&diff), ["=1", "<del>c d</del>"]);
        let diff = compare(&blocks(&["one two three"]), &blocks(&["<b>", "x & y z"]), Direction::Ltr);
        assert_eq!(
            html(&diff),
            ["<del>one two three</del>", "<ins>&lt;b&gt;</ins>", "<ins>x &amp; y z</ins>"]
        );
    }

    #[test]
    fn scores_keep_their_order_inside_a_change() {
        let line = compare_lines("انتهت 1-1 أمس في الملعب", "انتهت 2-1 أمس في الملعب", Direction::Rtl);
        assert_eq!(line.matches("<bdi").count(), 2, "{line}");
        assert!(line.starts_with("انتهت <del><bdi"), "{line}");
    }

    proptest! {
        /// Each text can be read out of the comparison again, whatever it holds.
        #[test]
        fn nothing_is_lost(old in "[بت،.\u{64E} <&]{0,40}", new in "[بت،.\u{64E} <&]{0,40}") {
            let line = compare_lines(&old, &new, Direction::Rtl);
            let without = |line: &str, tag: &str| {
                let mut rest = line.to_owned();
                while let Some(start) = rest.find(&format!("<{tag}>")) {
                    let end = rest.find(&format!("</{tag}>")).unwrap() + tag.len() + 3;
                    rest.replace_range(start..end, "");
                }
                let other = if tag == "del" { "ins" } else { "del" };
                let text = rest.replace(&format!("<{other}>"), "").replace(&format!("</{other}>"), "");
                let text = text.replace("&lt;", "<").replace("&amp;", "&");
                text.split_whitespace().collect::<String>()
            };
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(without(&line, "del"), squeezed(&new));
            prop_assert_eq!(without(&line, "ins"), squeezed(&old));
        }
    }
}
