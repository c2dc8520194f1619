//! Pages of the samples' archive as a person would note them down: one element a line, indented, with what readers of all
//! kinds get from it. What a change does to a page shows as a diff of `snapshots/`.
//!
//! Leaves out the head but for the title, and what only styles.

use ego_tree::NodeRef;
use scraper::{ElementRef, Html, Node};
use std::process::{Command, Stdio};

/// Attributes that say something to a reader or a reader's tool.
const ATTRIBUTES: [&str; 9] =
    ["lang", "dir", "href", "src", "datetime", "rel", "aria-label", "aria-labelledby", "scope"];

/// The page's title and body, one element a line.
fn outline(page: &str) -> String {
    let html = Html::parse_document(page);
    let mut lines = Vec::new();
    for child in html.root_element().child_elements() {
        if child.value().name() == "body" {
            note(child, 0, &mut lines);
        } else if let Some(title) = child.child_elements().find(|element| element.value().name() == "title") {
            lines.push(format!("title: {}", title.text().collect::<String>()));
        }
    }
    lines.join("\n")
}

fn note(element: ElementRef<'_>, depth: usize, lines: &mut Vec<String>) {
    let value = element.value();
    if matches!(value.name(), "script" | "style") {
        return;
    }
    let mut line = format!("{}{}", "  ".repeat(depth), value.name());
    if let Some(class) = value.attr("class") {
        line += &format!(".{}", class.split_whitespace().collect::<Vec<_>>().join("."));
    }
    for name in ATTRIBUTES {
        if let Some(text) = value.attr(name) {
            line += &format!(" {name}={text}");
        }
    }
    if element.descendants().skip(1).any(|node| node.value().as_element().is_some_and(|e| is_block(e.name())))
    {
        lines.push(line);
        element.child_elements().for_each(|child| note(child, depth + 1, lines));
        return;
    }
    // Text and what stands in it stay in one line: their order is what matters.
    let mut row = String::new();
    element.children().for_each(|child| write_inline(child, &mut row));
    let row = row.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.push(if row.is_empty() { line } else { format!("{line} | {row}") });
}

fn is_block(name: &str) -> bool {
    const INLINE: [&str; 18] = [
        "a", "abbr", "b", "bdi", "br", "cite", "circle", "code", "em", "img", "path", "rect", "small",
        "span", "strong", "sub", "sup", "time",
    ];
    !INLINE.contains(&name)
}

fn write_inline(node: NodeRef<'_, Node>, row: &mut String) {
    match node.value() {
        Node::Text(text) => row.push_str(text),
        Node::Element(element) => {
            let href = element.attr("href").map(|href| format!(" {href}")).unwrap_or_default();
            *row += &format!("<{}{href}>", element.name());
            node.children().for_each(|child| write_inline(child, row));
            *row += &format!("</{}>", element.name());
        }
        _ => {}
    }
}

#[test]
fn pages_of_the_samples() {
    let output = tempfile::TempDir::new().expect("a temporary folder");
    let public = output.path().join("public");
    let status = Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(["--quiet", "build", "--no-convert", "--output"])
        .arg(&public)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(status.success());
    let article = |day: &str, start: &str| {
        let mut found: Vec<String> = std::fs::read_dir(public.join(day))
            .expect("a day")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name.starts_with(start))
            .collect();
        found.sort();
        format!("{day}/{}/index.html", found.first().expect("the article"))
    };
    for (name, page) in [
        ("article", article("2017/04/27", "مرسى-الزعفران")),
        ("article_from_a_dump", article("2015/05/17", "اتحاد-المنارة")),
        ("article_in_english", article("2017/04/28", "the-harbour-library")),
        ("article_of_a_hostile_page", article("2013/12/21", "ريح")),
        ("day", "2017/04/27/index.html".to_owned()),
        ("month", "2017/04/index.html".to_owned()),
        ("section", "sections/رياضة/index.html".to_owned()),
        ("not_found", "404.html".to_owned()),
    ] {
        insta::assert_snapshot!(name, outline(&std::fs::read_to_string(public.join(page)).expect(name)));
    }
}
