//! The written form, dates, edits, mistakes; and that whatever is written is read back.

use super::*;
use crate::article::{Comment, Image, Provenance, Related, Source};
use proptest::prelude::*;

fn whole() -> Article {
    Article {
        title: "المجلس يقول: \"نعم\" \\ ثم\tيمضي".to_owned(),
        date: "2017-04-27T16:28".parse().ok(),
        updated: "2017-05-01T09:00:07+01:00".parse().ok(),
        lang: Some("ar".to_owned()),
        tags: vec!["اقتصاد".to_owned(), "ماء".to_owned()],
        authors: vec!["سلمى الوادي".to_owned()],
        summary: Some("سطر\nوسطر".to_owned()),
        source: Source {
            name: Some("أخبار الوادي".to_owned()),
            url: Some("https://wadi.example/1".to_owned()),
        },
        image: Some(Image { caption: Some("صورة".to_owned()), ..Image::default() }),
        related: vec![Related { title: "خبر آخر".to_owned(), ..Related::default() }],
        comments: vec![
            Comment {
                author: Some("قارئة".to_owned()),
                date: "2017-04-28T07:00".parse().ok(),
                text: "شكرا.\nوننتظر البقية.".to_owned(),
                ..Comment::default()
            },
            Comment { text: "خبر سار".to_owned(), ..Comment::default() },
        ],
        capture: Some(Provenance {
            file: "pages/1.html".to_owned(),
            sha256: "ab".repeat(32),
            encoding: Some("windows-1256".to_owned()),
            converter: "0.1.0".to_owned(),
            ..Provenance::default()
        }),
        body: "فقرة أولى.\n\nفقرة ثانية.".to_owned(),
        ..Article::default()
    }
}

#[test]
fn the_written_form() {
    let text = write(&whole());
    let digest = digest(&text);
    let expected = format!(
        r#"+++
title = "المجلس يقول: \"نعم\" \\ ثم\tيمضي"
date = 2017-04-27T16:28:00
updated = 2017-05-01T09:00:07+01:00
lang = "ar"
tags = ["اقتصاد", "ماء"]
authors = ["سلمى الوادي"]
summary = "سطر\nوسطر"

[source]
name = "أخبار الوادي"
url = "https://wadi.example/1"

[image]
caption = "صورة"

[[related]]
title = "خبر آخر"

[[comments]]
author = "قارئة"
date = 2017-04-28T07:00:00
text = "شكرا.\nوننتظر البقية."

[[comments]]
text = "خبر سار"

[capture]
file = "pages/1.html"
sha256 = "{}"
encoding = "windows-1256"
converter = "0.1.0"
digest = "{digest}"
+++

فقرة أولى.

فقرة ثانية.
"#,
        "ab".repeat(32)
    );
    assert_eq!(text, expected);
}

#[test]
fn the_digest_sees_every_edit_but_no_line_ends() {
    let text = write(&whole());
    let stated = read(&text, "a.md").unwrap().capture.unwrap().digest;
    assert_eq!(stated, digest(&text));
    assert_eq!(stated, digest(&text.replace('\n', "\r\n")));
    assert_ne!(stated, digest(&text.replace("أولى", "أولى جدا")));
    assert_ne!(stated, digest(&text.replace("lang = \"ar\"\n", "")));
}

#[test]
fn dates_keep_their_precision() {
    for (date, line) in [
        ("2017", "date = \"2017\""),
        ("2017-04", "date = \"2017-04\""),
        ("2017-04-27", "date = 2017-04-27"),
        ("2017-04-27T16:28+00:00", "date = 2017-04-27T16:28:00+00:00"),
        ("0999-04-27T16:28-03:30", "date = 0999-04-27T16:28:00-03:30"),
    ] {
        let article = Article { date: date.parse().ok(), ..Article::default() };
        let text = write(&article);
        assert!(text.contains(line), "{text}");
        assert_eq!(read(&text, "a.md").unwrap().date, article.date);
    }
}

#[test]
fn yaml_is_read_and_unknown_keys_are_kept() {
    let text = "---\ntitle: \"عنوان: فرعي\"\ndate: 2017-04-27 16:28\ntags: خبر\nauthors:\n  - سلمى\n  - \nsource:\n  name: الوادي\n  rank: 3\nlayout: post\n---\n\nنص\n";
    let article = read(text, "a.md").unwrap();
    assert_eq!(article.title, "عنوان: فرعي");
    assert_eq!(article.date, "2017-04-27T16:28".parse().ok());
    assert_eq!((article.tags, article.authors), (vec!["خبر".to_owned()], vec!["سلمى".to_owned()]));
    assert_eq!(article.source.name.as_deref(), Some("الوادي"));
    assert_eq!(article.extra["layout"].as_str(), Some("post"));
    assert_eq!(article.extra["source"]["rank"].as_integer(), Some(3));
    assert_eq!(article.body, "نص");
}

#[test]
fn settings_for_comments_are_another_programs() {
    let article = read("---\ntitle: x\ncomments: true\n---\n", "a.md").unwrap();
    assert!(article.comments.is_empty());
    assert_eq!(article.extra["comments"].as_bool(), Some(true));
    let article =
        read("---\ntitle: x\ncomments:\n  - شكرا\n  - {author: سلمى, text: نعم}\n---\n", "a.md").unwrap();
    let said: Vec<_> = article.comments.iter().map(|c| (c.author.as_deref(), c.text.as_str())).collect();
    assert_eq!(said, [(None, "شكرا"), (Some("سلمى"), "نعم")]);
    for (theirs, kept) in [("open", "\"open\""), ("3", "3"), ("{id: 7}", "{ id = 7 }")] {
        let article = read(&format!("---\ntitle: x\ncomments: {theirs}\n---\n"), "a.md").unwrap();
        assert!(article.comments.is_empty());
        assert_eq!(article.extra["comments"].to_string(), kept);
    }
    let wrong = read("+++\ntitle = \"x\"\n[comments]\ntext = \"x\"\n+++\n", "a.md").unwrap_err();
    assert_eq!(
        (wrong.line, wrong.message.as_str()),
        (Some(3), "comments must be a list of tables, but is a table")
    );
}

#[test]
fn what_else_stands_in_an_entry_is_kept() {
    let text = "+++\ntitle = \"x\"\n\n[[related]]\ntitle = \"y\"\nrank = 2\n\n[[comments]]\ntext = \"نعم\"\nlikes = { up = 3 }\n\"من أين\" = \"فاس\"\n+++\n";
    let article = read(text, "a.md").unwrap();
    assert_eq!(article.comments[0].extra["likes"]["up"].as_integer(), Some(3));
    assert_eq!(write(&article), text);
}

#[test]
fn what_turns_the_order_of_letters_is_written_as_a_reference() {
    let article = Article { title: "a\u{202E}gpj.exe\u{200F}".to_owned(), ..Article::default() };
    let text = write(&article);
    assert!(text.contains("title = \"a\\u202Egpj.exe\u{200F}\"\n"), "{text}");
    assert_eq!(read(&text, "a.md").unwrap().title, article.title);
}

#[test]
fn errors_point_at_the_value() {
    let at = |text: &str| {
        let diagnostic = read(text, "content/a.md").unwrap_err();
        let place = (diagnostic.line, diagnostic.column);
        (place, diagnostic.message)
    };
    let ((line, column), message) = at("+++\ntitle = \"x\"\ndate = 2017-04-31\n+++\n");
    assert_eq!((line, column), (Some(3), Some(8)), "{message}");
    let ((line, column), message) = at("+++\ntitle = \"خبر\"\ntags = true\n+++\n");
    assert_eq!((line, column), (Some(3), Some(8)));
    assert_eq!(message, "tags must be a list of texts, but is true or false");
    let ((line, _), message) = at("---\ntitle: x\ndate: soon\n---\n");
    assert_eq!(line, Some(3));
    assert!(message.starts_with("date: 'soon' is no date"), "{message}");
    let ((line, column), message) =
        at("---\ntitle: x\ndate: 2017\ncomments:\n  - {text: نعم, date: soon}\n  - text: x\n---\n");
    assert_eq!((line, column), (Some(5), Some(23)), "{message}");
    let ((line, _), message) = at("---\ntitle: x\nlist: [1, 2\n---\n");
    assert!(line.is_some() && message.starts_with("the front matter is no YAML"), "{line:?} {message}");
    let ((line, _), message) = at("+++\ntitle = \"x\"\n");
    assert_eq!(line, Some(1));
    assert!(message.contains("not closed"));
    let ((line, _), message) = at("# عنوان\n");
    assert_eq!(line, Some(1));
    assert!(message.contains("no front matter"));
}

fn date() -> impl Strategy<Value = Option<crate::date::StatedDate>> {
    prop_oneof![
        Just(None),
        "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9])(T(0[0-9]|1[0-9]):[0-5][0-9](:[0-5][0-9])?(\\+0[0-9]:30|-11:00)?)?"
            .prop_map(|text| text.parse().ok()),
        "[12][0-9]{3}(-0[1-9])?".prop_map(|text| text.parse().ok()),
    ]
}

#[test]
fn a_mistake_in_yaml_is_told_in_plain_words_at_its_own_line() {
    let wrong = read("---\ntitle: a\ntitle: b\n---\n", "a.md").unwrap_err();
    assert_eq!(wrong.message, "the front matter is no YAML: duplicate mapping key: title");
    assert_eq!(wrong.line, Some(3));
    let bomb: String = ('b'..'j')
        .map(|c| format!("{c}: &{c} [{}]\n", vec![format!("*{}", char::from(c as u8 - 1)); 10].join(", ")))
        .collect();
    let wrong = read(&format!("---\na: &a [x, x]\n{bomb}---\n"), "a.md").unwrap_err();
    assert_eq!(wrong.message, "the front matter is no YAML: its aliases unfold to more than can be read");
    let keys: String = (0..60_000).map(|n| format!("k{n}: 1\n")).collect();
    let wrong = read(&format!("---\n{keys}date: soon\n---\n"), "a.md").unwrap_err();
    assert_eq!((wrong.line, wrong.column), (Some(60_002), Some(7)));
}

/// Any text: line ends, controls, quotes and backslashes too.
fn text() -> impl Strategy<Value = String> {
    let odd = proptest::sample::select(vec![
        '\n', '\r', '\t', '"', '\\', '+', ' ', '\u{0}', '\u{85}', '\u{2028}', '\u{200F}',
    ]);
    let c = prop_oneof![3 => any::<char>(), 2 => odd];
    proptest::collection::vec(c, 0..40).prop_map(String::from_iter)
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(text())
}

/// Keys that Warraq does not know.
fn extra() -> impl Strategy<Value = toml::Table> {
    proptest::collection::btree_map(text(), any::<i64>(), 0..3)
        .prop_map(|keys| keys.into_iter().map(|(key, value)| (key, toml::Value::Integer(value))).collect())
}

proptest! {
    #[test]
    fn read_back_is_what_was_written(
        (title, date, updated) in (text(), date(), date()),
        (byline, summary, slug) in (maybe(), maybe(), maybe()),
        tags in proptest::collection::vec("[\\PC\\n]{0,40}", 0..8),
        related in proptest::collection::vec((text(), maybe()), 0..3),
        comments in proptest::collection::vec((maybe(), date(), text(), extra()), 0..3),
        (name, caption, file, record) in (maybe(), maybe(), text(), maybe()),
        extra in extra(),
        body in text(),
    ) {
        let article = Article {
            title, date, updated, byline, summary, slug, tags, body,
            related: related.into_iter().map(|(title, url)| Related { title, url, ..Related::default() }).collect(),
            comments: comments.into_iter().map(|(author, date, text, extra)| Comment { author, date, text, extra }).collect(),
            source: Source { name, url: None },
            image: Some(Image { caption, ..Image::default() }),
            extra,
            capture: Some(Provenance { file, record, ..Provenance::default() }),
            ..Article::default()
        };
        let text = write(&article);
        let mut back = read(&text, "a.md").map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        if let Some(capture) = &mut back.capture {
            prop_assert_eq!(&capture.digest, &digest(&text));
            capture.digest.clear();
        }
        prop_assert_eq!(&back, &normalized(article));
        prop_assert_eq!(write(&back), text);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "(\\+\\+\\+|---)\n[\\PC\n]{0,200}(\\+\\+\\+|---)?\n\\PC{0,20}") {
        let _ = read(&text, "a.md");
        let _ = digest(&text);
    }
}
