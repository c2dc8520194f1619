//! From blocks to the exact Markdown; reading it back is tested in `tests/suite/markdown_roundtrip.rs`.

use super::*;

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

#[test]
fn structure_is_written_as_commonmark() {
    let link = Inline::Link { href: "https://a.example/x(1)?a=1&b=2".into(), content: text("رابط") };
    let blocks = [
        Block::Heading { level: 2, content: text("عنوان # فرعي #") },
        Block::Paragraph(vec![
            Inline::Text("قال ".into()),
            Inline::Strong(text("الوزير")),
            Inline::Text(": ".into()),
            link,
            Inline::Break,
            Inline::Text("- سطر".into()),
        ]),
        Block::Quote(vec![paragraph("اقتباس"), paragraph("ثان")]),
        Block::Figure {
            src: "https://a.example/صورة 1.jpg".into(),
            alt: "بديل".into(),
            caption: text("شرح \"مهم\""),
        },
        Block::Rule,
    ];
    let expected = "## عنوان # فرعي \\#\n\nقال **الوزير**: [رابط](https://a.example/x%281%29?a=1&b=2)\\\n\\- سطر\n\n\
                    > اقتباس\n>\n> ثان\n\n![بديل](https://a.example/صورة%201.jpg \"شرح \\\"مهم\\\"\")\n\n***\n";
    assert_eq!(write(&blocks), expected);
}

#[test]
fn lists_nest_and_do_not_run_together() {
    let inner = Block::List { start: None, items: vec![vec![paragraph("داخلي")]] };
    let list = Block::List {
        start: Some(3),
        items: vec![vec![paragraph("أول"), inner], vec![paragraph("ثان")]],
    };
    let bullets = |word: &str| Block::List { start: None, items: vec![vec![paragraph(word)]] };
    let blocks = [list, bullets("أ"), bullets("ب")];
    assert_eq!(write(&blocks), "3. أول\n   - داخلي\n4. ثان\n\n- أ\n\n* ب\n");
}

#[test]
fn a_table_without_head_gets_an_empty_one() {
    let rows = vec![vec![text("أ|ب"), text("2")], vec![text("ج")]];
    let table = Block::Table { caption: Some(text("جدول")), head: vec![], rows };
    assert_eq!(write(&[table]), "جدول\n\n| | |\n| --- | --- |\n| أ\\|ب | 2 |\n| ج | |\n");
}

#[test]
fn emphasis_that_markdown_cannot_express_is_given_up() {
    let glued = Block::Paragraph(vec![
        Inline::Strong(text("«نص»")),
        Inline::Text("ملتصق ".into()),
        Inline::Strong(text("سليم")),
        Inline::Emphasis(text("بعده")),
    ]);
    assert_eq!(write(&[glued]), "«نص»ملتصق **سليم**بعده\n");
}

#[test]
fn what_markdown_would_misread_is_escaped() {
    for (words, expected) in [
        ("1. ليس قائمة", "1\\. ليس قائمة\n"),
        ("# ليس عنوانا", "\\# ليس عنوانا\n"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>\n"),
        ("AT&T & co &copy;", "AT\\&T & co \\&copy;\n"),
        ("snake_case _x_ *y*", "snake_case \\_x\\_ \\*y\\*\n"),
        ("[^1]: note", "\\[\\^1\\]: note\n"),
        ("+++", "\\+++\n"),
    ] {
        assert_eq!(write(&[paragraph(words)]), expected);
    }
}
