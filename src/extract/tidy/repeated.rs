//! What a body says twice: a paragraph printed again, a pull quote, its subheads as a table of contents, the whole text once
//! more for narrow screens.
//!
//! Short lines may stand as often as they like: labels, speakers' names; and so may refrains, which are a few lines long and
//! stand more than twice.

use super::{Block, words};
use crate::arabic::fold;
use crate::extract::plain;
use std::collections::{BTreeSet, HashMap};

/// A paragraph with more characters than this is not written twice by anyone.
const LONG: usize = 60;
/// A text that stands more often than twice is a refrain if it is no longer, in characters; else what a template repeats.
const REFRAIN: usize = 200;
/// A pull quote is at least so long, in bytes.
const QUOTE: usize = 30;
/// No designer pulls more quotes out of a text; each is looked for in all of it.
const MAX_QUOTES: usize = 40;
/// So many blocks in a row, with so many bytes, are the same text again.
const RUN: (usize, usize) = (4, 300);

/// Leaves the first of everything that stands twice.
pub(super) fn drop(blocks: &mut Vec<Block>) {
    drop_pull_quotes(blocks);
    drop_contents(blocks);
    drop_runs(blocks);
    let texts: Vec<Option<String>> = blocks.iter().map(words).collect();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        if let Some(text) = text.as_deref().filter(|text| text.chars().count() > LONG) {
            places.entry(text).or_default().push(at);
        }
    }
    let mut keep = vec![true; texts.len()];
    for (text, places) in places {
        if places.len() == 2 || text.chars().count() > REFRAIN {
            places[1..].iter().for_each(|&again| keep[again] = false);
        }
    }
    let mut keep = keep.into_iter();
    blocks.retain(|_| keep.next().unwrap_or(true));
}

/// Quotations of the text itself.
fn drop_pull_quotes(blocks: &mut Vec<Block>) {
    let quotes = blocks.iter().filter(|block| matches!(block, Block::Quote(_))).count();
    if !(1..=MAX_QUOTES).contains(&quotes) {
        return;
    }
    let text: Vec<String> = blocks.iter().filter_map(words).map(|words| fold(&words)).collect();
    blocks.retain(|block| {
        let Block::Quote(inner) = block else { return true };
        let pulled = fold(&plain::write(inner));
        let pulled = pulled.trim_matches(|c: char| !c.is_alphanumeric());
        pulled.len() < QUOTE || !text.iter().any(|paragraph| paragraph.contains(pulled))
    });
}

/// Lists of the text's own subheads.
fn drop_contents(blocks: &mut Vec<Block>) {
    if !blocks.iter().any(|block| matches!(block, Block::List { .. })) {
        return;
    }
    let subheads: BTreeSet<String> = blocks
        .iter()
        .filter(|block| matches!(block, Block::Heading { .. }))
        .filter_map(words)
        .map(|words| fold(&words))
        .collect();
    blocks.retain(|block| {
        let Block::List { .. } = block else { return true };
        let text = plain::write(std::slice::from_ref(block));
        let lines = text.lines().count();
        let listed = text.lines().filter(|line| subheads.contains(&fold(line))).count();
        lines < CONTENTS || listed * 4 < lines * 3
    });
}

/// A table of contents has at least so many lines.
const CONTENTS: usize = 3;

/// Rows of blocks that stand somewhere above in the same order.
fn drop_runs(blocks: &mut Vec<Block>) {
    let texts: Vec<String> = blocks.iter().map(|block| plain::write(std::slice::from_ref(block))).collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut keep = vec![true; texts.len()];
    let mut at = 0;
    while at < texts.len() {
        let Some(&above) = first.get(texts[at].as_str()).filter(|_| !texts[at].is_empty()) else {
            first.entry(&texts[at]).or_insert(at);
            at += 1;
            continue;
        };
        let run = (0..at - above).take_while(|n| texts.get(at + n) == Some(&texts[above + n])).count();
        let bytes: usize = texts[at..at + run].iter().map(String::len).sum();
        if run >= RUN.0 && bytes >= RUN.1 {
            keep[at..at + run].fill(false);
        }
        at += run.max(1);
    }
    let mut keep = keep.into_iter();
    blocks.retain(|_| keep.next().unwrap_or(true));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::block::Inline;

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(vec![Inline::Text(words.to_owned())])
    }

    fn left(mut blocks: Vec<Block>) -> String {
        drop(&mut blocks);
        plain::write(&blocks)
    }

    #[test]
    fn a_pull_quote_repeats_the_text() {
        let body = "قالت الوزيرة إن القناطر ليست سوى البداية وإن الباقي سيأتي. وختمت بالشكر.";
        let pulled = Block::Quote(vec![paragraph("«القناطر ليست سوى البداية وإن الباقي سيأتي»")]);
        let own = "قول لم يرد في النص من قبل، وهو طويل أيضا.";
        let blocks = vec![paragraph(body), pulled, Block::Quote(vec![paragraph(own)])];
        assert_eq!(left(blocks), format!("{body}\n{own}"));
    }

    #[test]
    fn a_table_of_contents_repeats_the_subheads() {
        let heads = ["القاطرة", "القناطر", "المتحف"];
        let list = |heads: &[&str]| Block::List {
            start: None,
            items: heads.iter().map(|head| vec![paragraph(head)]).collect(),
        };
        let subhead =
            |words: &&str| Block::Heading { level: 2, content: vec![Inline::Text((*words).to_owned())] };
        let mut blocks = vec![list(&heads), list(&["تذاكر", "القاطرة", "أبواب"])];
        blocks.extend(heads.iter().map(subhead));
        assert_eq!(left(blocks), format!("تذاكر\nالقاطرة\nأبواب\n{}", heads.join("\n")));
    }

    #[test]
    fn the_text_once_more_goes_and_a_refrain_stays() {
        let lines: Vec<String> =
            (1..=5).map(|n| format!("البيت رقم {n} من قصيدة لم يكتبها أحد بعد، ولن يكتبها أحد")).collect();
        let text: Vec<Block> = lines.iter().map(|line| paragraph(line)).collect();
        let twice: Vec<Block> = text.iter().chain(&text).cloned().collect();
        assert_eq!(left(twice), lines.join("\n"));
        let song = ["بيت", "اللازمة: يا ليل", "بيت آخر", "اللازمة: يا ليل"];
        assert_eq!(left(song.map(paragraph).to_vec()), song.join("\n"));
        let refrain = "يا وادي القطار الذي لا يعود إلا حين يغيب عنه من كان ينتظره كل مساء";
        let song = [refrain, "بيت", refrain, "بيت آخر", refrain];
        assert_eq!(left(song.map(paragraph).to_vec()), song.join("\n"));
        let notice = refrain.repeat(4);
        assert_eq!(
            left([&notice, "خبر", &notice, &notice].map(paragraph).to_vec()),
            format!("{notice}\nخبر")
        );
    }
}
