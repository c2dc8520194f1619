//! What the Markdown writer writes, a Markdown reader reads back word for word, and never as HTML.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use warraq::extract::{Block, Inline, to_markdown, to_text};

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_TASKLISTS
}

/// The words of the Markdown as a reader sees them, white space folded; lone bars, which plain text puts between cells, left out.
fn words_of(markdown: &str) -> String {
    let mut out = String::new();
    let mut in_image = 0;
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(pulldown_cmark::Tag::Image { .. }) => in_image += 1,
            Event::End(TagEnd::Image) => in_image -= 1,
            Event::Text(text) | Event::Code(text) if in_image == 0 => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                out.push(' ');
            }
            // Nothing of these is ever meant, so it shows as words that were not written.
            Event::Html(_) | Event::InlineHtml(_) => out.push_str("(raw HTML)"),
            Event::FootnoteReference(_) => out.push_str("(footnote)"),
            Event::TaskListMarker(_) => out.push_str("(task)"),
            _ => {}
        }
    }
    out.split_whitespace().filter(|word| *word != "|").collect::<Vec<_>>().join(" ")
}

fn plain_words(blocks: &[Block]) -> String {
    to_text(blocks).split_whitespace().filter(|word| *word != "|").collect::<Vec<_>>().join(" ")
}

/// Text made of what Markdown is made of.
fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("كلمة".to_owned()),
        Just("word".to_owned()),
        Just(" ".to_owned()),
        Just("«".to_owned()),
        Just("،".to_owned()),
        "[-+*_`~#>=!&;:.(){}<|^$\\\\\"'/0-9\\[\\]a-z]{1,4}",
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

fn inline() -> impl Strategy<Value = Vec<Inline>> {
    let text = hostile_text().prop_map(Inline::Text);
    let span = text.prop_recursive(2, 8, 3, |inner| {
        let inner = prop::collection::vec(inner, 1..3);
        prop_oneof![
            inner.clone().prop_map(Inline::Strong),
            inner.clone().prop_map(Inline::Emphasis),
            inner.prop_map(|content| Inline::Link {
                href: "https://a.example/(x)?a=1&lt;b".to_owned(),
                content
            }),
            Just(Inline::Break),
        ]
    });
    prop::collection::vec(span, 1..5)
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        inline().prop_map(Block::Paragraph),
        inline().prop_map(|content| Block::Heading { level: 2, content }),
        prop::collection::vec(inline().prop_map(|content| vec![Block::Paragraph(content)]), 1..3)
            .prop_map(|items| Block::List { start: None, items }),
        inline().prop_map(|content| Block::Quote(vec![Block::Paragraph(content)])),
        prop::collection::vec(prop::collection::vec(inline(), 2..3), 1..3).prop_map(|rows| Block::Table {
            caption: None,
            head: Vec::new(),
            rows
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn words_read_back_identical(blocks in prop::collection::vec(block(), 1..4)) {
        let markdown = to_markdown(&blocks);
        prop_assert_eq!(words_of(&markdown), plain_words(&blocks), "{}", markdown);
    }
}

#[test]
fn a_caption_survives_as_the_title_of_its_image() {
    let caption = vec![Inline::Text("شرح \"الصورة\" & [ملاحظة]".to_owned())];
    let figure =
        Block::Figure { src: "https://a.example/1.jpg".to_owned(), alt: "أ]ب".to_owned(), caption };
    let markdown = to_markdown(&[figure]);
    let title = Parser::new_ext(&markdown, options()).find_map(|event| match event {
        Event::Start(pulldown_cmark::Tag::Image { title, .. }) => Some(title.to_string()),
        _ => None,
    });
    assert_eq!(title.as_deref(), Some("شرح \"الصورة\" & [ملاحظة]"));
}
