//! The last look at the body, block by block: the headline and byline that repeat before it, link lines inside it,
//! subheads that lead nowhere, lines that the source's rules drop.

mod furniture;
mod repeated;

use super::block::{Block, Inline};
use super::labels::OwnPhrases;
use super::plain::inline_text;
use super::selectors::Rules;
use crate::arabic::{ends_sentence_or_quotation, fold, is_letter, to_ascii_digits};
use crate::article::Image;
use std::collections::BTreeSet;

/// What is known beside the body, folded.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Lines that are no body wherever they stand: the source's `drop_lines`.
    pub drop_lines: BTreeSet<String>,
    /// Phrases round articles, the source's own among them.
    pub labels: OwnPhrases,
    /// Lines that are no body before its first paragraph: headline, authors, date as printed, section.
    pub leading: BTreeSet<String>,
    /// The headline, folded.
    pub title: String,
    /// The authors' names, folded.
    pub authors: Vec<String>,
}

impl Known {
    /// From the source's rules and the article's own fields: `others` are section and agency.
    pub fn new(rules: &Rules, title: &str, authors: &[String], others: &[&str]) -> Self {
        let authors: Vec<String> = authors.iter().map(|author| fold(author)).collect();
        let mut leading: BTreeSet<String> = others.iter().map(|other| fold(other)).collect();
        leading.extend(authors.iter().cloned());
        leading.insert(fold(title));
        let (drop_lines, labels) = (rules.drop_lines.clone(), rules.labels.clone());
        Self { drop_lines, labels, leading, title: fold(title), authors }
    }
}

/// Tidies the body's blocks. `lead` is the lead image, which is not repeated as the body's first picture.
pub(super) fn tidy(mut blocks: Vec<Block>, known: &Known, lead: Option<&Image>) -> Vec<Block> {
    drop_lead(&mut blocks, lead);
    blocks.retain(|block| !is_dropped(block, known));
    blocks.iter_mut().for_each(part_at_marks);
    drop_counts(&mut blocks);
    drop_before_headline(&mut blocks, known);
    drop_leading(&mut blocks, known);
    drop_trailing(&mut blocks);
    furniture::drop(&mut blocks, &known.labels);
    drop_link_lines(&mut blocks);
    repeated::drop(&mut blocks);
    drop_trailing(&mut blocks);
    let rules = blocks.iter().take_while(|block| **block == Block::Rule).count();
    blocks.drain(..rules);
    blocks
}

/// The body's first picture, where it is the lead image once more and says no more than that.
fn drop_lead(blocks: &mut Vec<Block>, lead: Option<&Image>) {
    let Some(image) = lead else { return };
    let is_same = |src: &str| image.src.as_deref().is_some_and(|lead| same_picture(src, lead));
    let known = fold(image.caption.as_deref().unwrap_or_default());
    let says_no_more = |caption: &[Inline]| {
        let caption = fold(&inline_text(caption));
        // The credit is parted from the lead image's caption.
        caption.is_empty() || !known.is_empty() && (caption.starts_with(&known) || known.contains(&caption))
    };
    let first = blocks.iter().position(|block| matches!(block, Block::Figure { .. }));
    if let Some(at) = first
        && matches!(&blocks[at], Block::Figure { src, caption, .. } if is_same(src) && says_no_more(caption))
    {
        blocks.remove(at);
    }
}

fn words(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => Some(inline_text(content)),
        _ => None,
    }
}

fn is_dropped(block: &Block, known: &Known) -> bool {
    match words(block) {
        // A mark or two between paragraphs says nothing.
        Some(words) if is_token(&words) => true,
        Some(words) if !words.chars().any(char::is_alphanumeric) => {
            words.chars().count() < 3 && !words.chars().any(|c| c > '\u{2FFF}')
        }
        Some(words) => !known.drop_lines.is_empty() && known.drop_lines.contains(&fold(&words)),
        None => false,
    }
}

/// What a template left for a program to fill in: `{{ad}}`, `$$ARTICLEAD$$`.
fn is_token(words: &str) -> bool {
    let sign = |c: Option<char>| c.is_some_and(|c| matches!(c, '$' | '{' | '}' | '%' | '[' | ']' | '#'));
    let mut chars = words.chars();
    let (first, second) = (chars.next(), chars.next());
    let (last, before) = (chars.next_back(), chars.next_back());
    sign(first) && sign(second) && sign(last) && sign(before) && !words.contains(char::is_whitespace)
}

/// A gallery's counts, beside its pictures.
fn drop_counts(blocks: &mut Vec<Block>) {
    let is_picture = |block: Option<&Block>| matches!(block, Some(Block::Figure { .. }));
    let mut after_picture = false;
    let mut keep = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let beside = after_picture || is_picture(blocks.get(at + 1));
        let counts = beside && words(block).is_some_and(|words| counts_pictures(&words));
        keep.push(!counts);
        // A count between two pictures leaves the next one beside the first.
        after_picture = is_picture(Some(block)) || after_picture && counts;
    }
    let mut keep = keep.into_iter();
    blocks.retain(|_| keep.next().unwrap_or(true));
}

/// `صورة 2 من 5`, `2/5`.
fn counts_pictures(words: &str) -> bool {
    let numbers: Vec<&str> = words.split(|c: char| !c.is_numeric()).filter(|part| !part.is_empty()).collect();
    let [at, of] = numbers[..] else { return false };
    let number = |digits: &str| to_ascii_digits(digits).parse::<u32>().ok();
    let others = words.split(|c: char| !is_letter(c)).filter(|part| !part.is_empty()).count();
    matches!((number(at), number(of)), (Some(at), Some(of)) if 1 <= at && at <= of && of < 200)
        && others <= 2
        && words.chars().count() <= 20
        && !words.contains([':', '.', '-', '–', '%'])
}

/// A row of stars, dashes or dots parts the text: it becomes what it means.
fn part_at_marks(block: &mut Block) {
    let is_row = |words: String| {
        let mut marks = words.chars().filter(|c| !c.is_whitespace());
        let first = marks.next();
        first.is_some_and(|first| "*-_=.•·~–—ـ#".contains(first)) && marks.all(|c| Some(c) == first)
    };
    if words(block).is_some_and(is_row) {
        *block = Block::Rule;
    }
}

/// Lines before the first paragraph that only repeat what the article's fields say.
fn drop_leading(blocks: &mut Vec<Block>, known: &Known) {
    let mut looked_at = 0;
    let mut at = 0;
    while at < blocks.len() && looked_at < 6 {
        looked_at += 1;
        drop_leading_lines(&mut blocks[at], known);
        match words(&blocks[at]) {
            Some(words) if words.is_empty() || says_again(&words, known) => {
                blocks.remove(at);
            }
            Some(words) if words.chars().count() > 120 => break,
            _ => at += 1,
        }
    }
}

/// As [`drop_leading`], for lines that only a `<br>` parts from the text.
fn drop_leading_lines(block: &mut Block, known: &Known) {
    let Block::Paragraph(content) = block else { return };
    let mut start = 0;
    while let Some(end) = content[start..].iter().position(|span| *span == Inline::Break) {
        if !says_again(&inline_text(&content[start..start + end]), known) {
            break;
        }
        start += end + 1;
    }
    content.drain(..start);
    if says_again(&inline_text(content), known) {
        content.clear();
    }
}

/// Does a line only say what the article's fields say?
fn says_again(words: &str, known: &Known) -> bool {
    let folded = fold(words);
    known.leading.contains(&folded)
        || ends_in_headline(&folded, known)
        || is_label(words)
        || names_author(words, known)
}

/// The headline with its kicker before it.
fn ends_in_headline(folded: &str, known: &Known) -> bool {
    known.title.len() >= 25 && folded.strip_suffix(&known.title).is_some_and(|kicker| kicker.len() < 80)
}

/// A short line, no sentence, that names an author.
fn names_author(words: &str, known: &Known) -> bool {
    let folded = fold(words);
    words.chars().count() < 70
        && !ends_sentence_or_quotation(words)
        && known.authors.iter().any(|author| author.contains(' ') && folded.contains(author))
}

/// More text than this before the headline, in bytes, is not the site's.
const MOST_BEFORE: usize = 800;

/// What stands before a heading that repeats the headline belongs to the site, not to the article.
fn drop_before_headline(blocks: &mut Vec<Block>, known: &Known) {
    let is_headline = |block: &Block| matches!(block, Block::Heading { content, .. } if fold(&inline_text(content)) == known.title);
    let Some(at) = blocks.iter().position(is_headline).filter(|_| !known.title.is_empty()) else { return };
    let size = |blocks: &[Block]| super::plain::write(blocks).len();
    let before = size(&blocks[..at]);
    if before < MOST_BEFORE && before * 3 < size(blocks) {
        blocks.drain(..=at);
    }
}

/// A short line that is mostly a date, or the number of minutes it takes to read.
fn is_label(words: &str) -> bool {
    let length = words.chars().count();
    let dated =
        || crate::date::find(words, &crate::date::Hints::default()).is_some_and(|found| found.covers > 0.35);
    length < 90 && words.chars().any(char::is_numeric) && dated()
}

/// Paragraphs that are nothing but a link between paragraphs of text: teasers of other articles.
fn drop_link_lines(blocks: &mut Vec<Block>) {
    let texts = blocks.iter().filter(|block| matches!(block, Block::Paragraph(_))).count();
    if texts < 4 {
        return;
    }
    blocks.retain(|block| match block {
        Block::Paragraph(content) => !is_link_line(content),
        Block::Quote(inner) => {
            !matches!(&inner[..], [Block::Paragraph(content)] if content.len() > 1 && is_link_line(content))
        }
        _ => true,
    });
}

fn is_link_line(content: &[Inline]) -> bool {
    let (mut linked, mut all) = (0, 0);
    let mut embed = false;
    count_links(content, &mut |text, href: Option<&str>| {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        all += letters;
        if let Some(href) = href {
            linked += letters;
            embed |=
                ["youtube.", "twitter.com/", "vimeo.", "instagram."].iter().any(|site| href.contains(site));
        }
    });
    all > 0 && linked * 10 > all * 7 && !embed && all < 250
}

fn count_links(content: &[Inline], visit: &mut impl FnMut(&str, Option<&str>)) {
    for span in content {
        match span {
            Inline::Text(text) | Inline::Code(text) => visit(text, None),
            Inline::Strong(inner) | Inline::Emphasis(inner) => count_links(inner, visit),
            Inline::Link { href, content } => visit(&inline_text(content), Some(href)),
            Inline::Image { .. } | Inline::Break => {}
        }
    }
}

/// Subheads and rules with nothing after them, and the site's copyright line.
fn drop_trailing(blocks: &mut Vec<Block>) {
    let is_rest = |block: &Block| match block {
        Block::Heading { .. } | Block::Rule => true,
        Block::Paragraph(content) => {
            let words = inline_text(content);
            words.contains('©') && words.chars().count() < 200
        }
        _ => false,
    };
    while blocks.len() > 1 && blocks.last().is_some_and(is_rest) {
        blocks.pop();
    }
}

/// Do two addresses name one picture, perhaps in two sizes?
pub(super) fn same_picture(a: &str, b: &str) -> bool {
    let name = |src: &str| {
        let path = src.split(['?', '#']).next().unwrap_or(src);
        let file = path.rsplit('/').next().unwrap_or(path).to_owned();
        (file.len() >= 8).then_some(file)
    };
    a == b || name(a).is_some_and(|file| Some(file) == name(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(vec![Inline::Text(words.to_owned())])
    }

    fn heading(words: &str) -> Block {
        Block::Heading { level: 2, content: vec![Inline::Text(words.to_owned())] }
    }

    fn text(blocks: Vec<Block>, known: &Known) -> String {
        super::super::plain::write(&tidy(blocks, known, None))
    }

    #[test]
    fn what_the_fields_say_is_not_said_again_before_the_text() {
        let known = Known::new(&Rules::default(), "عنوان الخبر", &["ليلى المثال".to_owned()], &["سياسة"]);
        let body = "نص الخبر كما كتب، وهو طويل بما يكفي كي يعد فقرة من فقراته، وفيه اسم ليلى المثال أيضا.";
        let lines = ["سياسة", "بقلم ليلى المثال", "27 أبريل 2017 الساعة 16:28", body];
        let mut blocks: Vec<Block> = vec![paragraph("شريط الموقع"), heading("عنوان الخبر")];
        blocks.extend(lines.map(paragraph));
        assert_eq!(text(blocks, &known), body);
    }

    #[test]
    fn the_lead_image_is_not_shown_again_unless_it_says_more() {
        let figure = |caption: &str| Block::Figure {
            src: "https://a.example/photo-1.jpg".to_owned(),
            alt: String::new(),
            caption: vec![Inline::Text(caption.to_owned())],
        };
        let image = |caption: Option<&str>| Image {
            src: Some("https://a.example/photo-1.jpg".to_owned()),
            caption: caption.map(str::to_owned),
            ..Image::default()
        };
        let left = |block: Block, image: Image| tidy(vec![block], &Known::default(), Some(&image)).len();
        assert_eq!(left(figure(""), image(None)), 0);
        assert_eq!(left(figure("القاعة. تصوير: ليلى"), image(Some("القاعة."))), 0);
        assert_eq!(left(figure("القاعة."), image(None)), 1);
        assert_eq!(left(figure("القاعة."), image(Some("الباب."))), 1);
    }

    #[test]
    fn what_a_template_left_open_says_nothing() {
        let blocks = ["$$ARTICLEAD$$", "{{ad-1}}", "نص [1]"].map(paragraph).to_vec();
        assert_eq!(text(blocks, &Known::default()), "نص [1]");
    }

    #[test]
    fn counts_go_only_beside_pictures() {
        let figure = || Block::Figure { src: "a".to_owned(), alt: String::new(), caption: Vec::new() };
        let lines = ["صورة 2 من 5", "2/5"].map(paragraph);
        let mut gallery = vec![paragraph("نص."), figure()];
        gallery.extend(lines.clone().into_iter().take(1));
        assert_eq!(text(gallery, &Known::default()), "نص.");
        assert_eq!(text(lines.to_vec(), &Known::default()), "صورة 2 من 5\n2/5");
        assert!(!counts_pictures("مباراة 2-5"));
    }

    #[test]
    fn teasers_between_paragraphs_and_ends_that_lead_nowhere_go() {
        let link = Inline::Link {
            href: "https://a.example/x".to_owned(),
            content: vec![Inline::Text("خبر آخر من الموقع".to_owned())],
        };
        let body = ["فقرة أولى.", "فقرة ثانية.", "فقرة ثالثة."];
        let mut blocks: Vec<Block> = body.map(paragraph).to_vec();
        blocks.insert(1, Block::Paragraph(vec![Inline::Text("اقرأ: ".to_owned()), link]));
        blocks.extend([heading("مواضيع"), Block::Rule, paragraph("© 2017 أخبار المثال")]);
        assert_eq!(text(blocks, &Known::default()), body.join("\n"));
    }
}
