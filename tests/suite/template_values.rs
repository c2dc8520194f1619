//! `docs/template-values.md`: every value that a template gets, as the typed views have it. Made from their source, so that it cannot
//! go stale: run the test with `WARRAQ_UPDATE_DOCS=1` to write it anew.

use std::fmt::Write as _;
use std::path::Path;

const VIEWS: [&str; 3] = [
    include_str!("../../src/render/view.rs"),
    include_str!("../../src/render/view/access.rs"),
    include_str!("../../src/render/view/plots.rs"),
];

const HEAD: &str = "\
# What templates are given

Made from the source of the views (`src/render/view.rs`): change it there. Every value stands under the name that a template knows it by,
or under its kind, where it is part of another. Texts are plain, and templates escape them, unless it says HTML: print those with
`| safe`. Addresses are relative to the page that they stand on.
";

/// A value with its fields.
struct View {
    name: String,
    what: String,
    fields: Vec<(String, String, String)>,
}

fn views() -> Vec<View> {
    let mut views: Vec<View> = Vec::new();
    let mut said = String::new();
    for line in VIEWS.iter().flat_map(|source| source.lines()).map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            said += text;
        } else if let Some(rest) = line.strip_prefix("pub struct ") {
            let name = rest.split([' ', '{']).next().expect("a name").to_owned();
            views.push(View { name, what: std::mem::take(&mut said).trim().to_owned(), fields: Vec::new() });
        } else if let Some((field, kind)) = line.strip_prefix("pub ").and_then(|rest| rest.split_once(": ")) {
            let view = views.last_mut().expect("a field stands in a struct");
            let kind = kind.trim_end_matches(',').to_owned();
            view.fields.push((field.to_owned(), kind, std::mem::take(&mut said).trim().to_owned()));
        } else if !line.starts_with("#[") {
            said.clear();
        }
    }
    views
}

/// The name that templates know a view by; none for parts of others.
fn known_as(view: &View) -> Option<&str> {
    view.what.strip_prefix('`')?.split_once("`:").map(|(name, _)| name)
}

fn heading(view: &View) -> String {
    match known_as(view) {
        Some(name) => format!("`{name}`"),
        None => view.name.trim_end_matches("View").to_owned(),
    }
}

/// A Rust type in the words of someone who writes templates.
fn kind(of: &str, views: &[View]) -> String {
    let inside = |start: &str| of.strip_prefix(start)?.strip_suffix('>');
    if let Some(inner) = inside("Option<") {
        return format!("{}, or none", kind(inner, views));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("list: {}", kind(inner, views));
    }
    match of {
        "String" | "&'static str" | "Arc<str>" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "u8" | "u32" | "usize" => "number".to_owned(),
        "(String, String)" => "two texts".to_owned(),
        "toml::Table" => "table".to_owned(),
        other => {
            let view = views.iter().find(|view| view.name == other).expect(other);
            format!("[{}](#{})", heading(view), heading(view).trim_matches('`').to_lowercase())
        }
    }
}

fn document() -> String {
    let views = views();
    let mut out = HEAD.to_owned();
    for view in &views {
        let what = view.what.split_once("`:").map_or(view.what.as_str(), |(_, what)| what.trim());
        let what = format!("{}{}", what[..1].to_uppercase(), &what[1..]);
        let _ = writeln!(out, "\n## {}\n\n{what}\n\n| field | what it is | |\n|---|---|---|", heading(view));
        for (name, of, what) in &view.fields {
            let _ = writeln!(out, "| `{name}` | {} | {} |", kind(of, &views), what.replace('|', "\\|"));
        }
    }
    out
}

#[test]
fn the_page_of_template_values_says_what_the_views_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/template-values.md");
    let document = document();
    if std::env::var_os("WARRAQ_UPDATE_DOCS").is_some() {
        std::fs::write(&path, &document).expect("the folder is there");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = document.lines().zip(written.lines()).find(|(wanted, found)| wanted != found);
    assert!(
        written == document,
        "docs/template-values.md is stale: run the test with WARRAQ_UPDATE_DOCS=1; first difference: {differs:?}"
    );
}

#[test]
fn every_template_of_a_page_has_its_value_there() {
    let document = document();
    for name in [
        "site", "page", "article", "list", "year", "archive", "terms", "about", "front", "stats", "nav",
        "story",
    ] {
        assert!(document.contains(&format!("\n## `{name}`\n")), "{name}");
    }
}
