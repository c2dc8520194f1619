//! Lines of a body that their wording gives away as the page's furniture: share and print lines, short links, the heading
//! of a list of other articles and the list with it.
//!
//! Only short lines are looked at, and most labels count only near the body's edges: inside the text, words are the text's.

use super::{Block, Inline, inline_text, is_link_line};
use crate::arabic::fold;
use crate::extract::labels::{Label, Match, OwnPhrases};

/// The longest line that its wording may condemn, in characters.
const LONGEST: usize = 80;
/// How many blocks at each end are the edges.
const EDGE: usize = 4;

/// Drops furniture from a body's blocks.
pub(super) fn drop(blocks: &mut Vec<Block>, labels: &OwnPhrases) {
    drop_notices(blocks, labels);
    let last_text = blocks.iter().rposition(|block| matches!(block, Block::Paragraph(_)));
    let mut keep = vec![true; blocks.len()];
    let (mut at, mut kept) = (0, 0);
    while at < blocks.len() {
        let at_edge = kept < EDGE || at + EDGE >= blocks.len();
        let end = match label_of(&blocks[at], labels) {
            Some(found) if heads_list(found, &blocks[at]) => {
                let rest = blocks[at + 1..].iter().take_while(|block| is_links(block)).count();
                // Without its list it is furniture only where no text follows: a subhead may have the same words.
                let is_last = last_text.is_none_or(|last| last <= at);
                let goes = rest > 0 || is_last || holds_link(&blocks[at]);
                if goes { at + 1 + rest } else { at }
            }
            Some(found) if is_furniture(found, at_edge) || is_own(&blocks[at], labels) => at + 1,
            _ => at,
        };
        keep[at..end].fill(false);
        kept += usize::from(end == at);
        at = end.max(at + 1);
    }
    let mut keep = keep.into_iter();
    blocks.retain(|_| keep.next().unwrap_or(true));
}

/// Drops what the site says about itself below the text: rules for commenting, rights, whose opinions these are.
fn drop_notices(blocks: &mut Vec<Block>, labels: &OwnPhrases) {
    let says_notice = |block: &Block| match block {
        Block::Paragraph(content) => labels.says_notice(&fold(&inline_text(content))),
        _ => false,
    };
    while blocks.len() > EDGE && blocks.last().is_some_and(says_notice) {
        blocks.pop();
    }
}

/// The words of a line that is short enough to be a label.
fn short_words(block: &Block) -> Option<String> {
    let (Block::Paragraph(content) | Block::Heading { content, .. }) = block else { return None };
    Some(inline_text(content)).filter(|words| words.chars().count() <= LONGEST)
}

fn label_of(block: &Block, labels: &OwnPhrases) -> Option<Match> {
    let words = short_words(block)?;
    labels.label_of(&words, &fold(&words))
}

/// Is it furniture by a phrase from the source's rules? These are meant wherever they stand.
fn is_own(block: &Block, labels: &OwnPhrases) -> bool {
    let label = short_words(block).and_then(|words| labels.own_label_of(&words, &fold(&words)));
    label.is_some_and(|found| found.label.is_furniture())
}

/// Is it the heading of a list of articles or tags?
fn heads_list(found: Match, block: &Block) -> bool {
    matches!(found.label, Label::ReadAlso | Label::MostRead)
        && (found.whole || matches!(block, Block::Heading { .. }) || holds_link(block) || found.words >= 2)
        || found.label == Label::Tags && (holds_link(block) || found.whole)
}

fn is_furniture(found: Match, at_edge: bool) -> bool {
    match found.label {
        Label::Share | Label::Print | Label::Ad => found.whole,
        Label::Views | Label::Comments | Label::Newsletter | Label::Copyright | Label::End => at_edge,
        Label::Source => at_edge && found.words >= 2,
        _ => false,
    }
}

/// A list of links, or lines that are nothing but a link.
fn is_links(block: &Block) -> bool {
    match block {
        Block::List { items, .. } => items.iter().flatten().all(is_links),
        Block::Paragraph(content) => is_link_line(content),
        _ => false,
    }
}

fn holds_link(block: &Block) -> bool {
    let (Block::Paragraph(content) | Block::Heading { content, .. }) = block else { return false };
    content.iter().any(|span| match span {
        Inline::Link { .. } => true,
        Inline::Strong(inner) | Inline::Emphasis(inner) => {
            inner.iter().any(|span| matches!(span, Inline::Link { .. }))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SourceRules;

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(vec![Inline::Text(words.to_owned())])
    }

    fn link(words: &str) -> Block {
        let content = vec![Inline::Text(words.to_owned())];
        Block::Paragraph(vec![Inline::Link { href: "https://a.example/x".to_owned(), content }])
    }

    fn left(blocks: Vec<Block>) -> String {
        left_with(blocks, &SourceRules::default())
    }

    fn left_with(mut blocks: Vec<Block>, rules: &SourceRules) -> String {
        drop(&mut blocks, &OwnPhrases::of(rules));
        crate::extract::plain::write(&blocks)
    }

    #[test]
    fn a_sources_own_phrases_go_wherever_they_stand() {
        let own = [(Label::Ad, "فسحة تجارية"), (Label::Notice, "قراؤنا الأعزاء"), (Label::Byline, "خطته يد")];
        let labels = own.map(|(label, phrase)| (label, phrase.to_owned())).to_vec();
        let rules = SourceRules { labels, ..SourceRules::default() };
        let mut text: Vec<String> = (1..=12).map(|n| format!("الفقرة رقم {n} من النص.")).collect();
        // A name is no furniture.
        text.push("خطته يد: رنا خليل".to_owned());
        let mut blocks: Vec<Block> = text.iter().map(|words| paragraph(words)).collect();
        blocks.insert(6, paragraph("فسحة تجارية: دكان الوادي"));
        blocks.push(paragraph(&format!("إلى قرائنا: قراؤنا الأعزاء، {}.", "هذه الصفحة لكم ".repeat(8))));
        assert_eq!(left_with(blocks, &rules), text.join("\n"));
    }

    #[test]
    fn furniture_goes_and_text_that_sounds_alike_stays() {
        let text = [
            "فقرة أولى من النص.",
            "شارك آلاف السكان في المسيرة.",
            "فقرة ثالثة.",
            "فقرة رابعة.",
            "فقرة خامسة.",
        ];
        let mut blocks: Vec<Block> = text.iter().map(|words| paragraph(words)).collect();
        blocks.insert(2, paragraph("اقرأ أيضا"));
        blocks.insert(3, link("خبر آخر من الجريدة"));
        let subhead = Block::Heading { level: 2, content: vec![Inline::Text("تحقيقات".to_owned())] };
        blocks.insert(1, subhead);
        blocks.extend(["نسخة للطباعة", "لینک کوتاه: https://a.example/x/9"].map(paragraph));
        blocks.push(Block::Heading {
            level: 3, content: vec![Inline::Text("مواضيع ذات صلة".to_owned())]
        });
        blocks
            .push(Block::List { start: None, items: vec![vec![link("خبر ثان من الجريدة")]] });
        blocks.push(paragraph("الآراء الواردة في التعليقات لا تعبر عن رأي الجريدة."));
        assert_eq!(left(blocks), text.join("\n").replacen('\n', "\nتحقيقات\n", 1));
    }
}
