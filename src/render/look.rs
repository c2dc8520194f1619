//! Tests of what readers see: the style sheet and the templates, as files. Nothing here is shipped.

use super::locale::LANGUAGES;
use super::templates::files::{squeezed, squeezed_script};
use std::borrow::Cow;
use std::collections::BTreeSet;

const SHEET: &str = include_str!("../../static/style.css");
/// The search page's own, which comes after it.
const SEARCH_SHEET: &str = include_str!("../../static/search.css");
const SCRIPTS: &[(&str, &str)] = &[
    ("theme.js", include_str!("../../static/theme.js")),
    ("front.js", include_str!("../../static/front.js")),
    ("lookup.js", include_str!("../../static/lookup.js")),
    ("search.js", include_str!("../../static/search.js")),
];
const TEMPLATES: &[(&str, &str)] = &[
    ("about.html", include_str!("../../templates/about.html")),
    ("archive.html", include_str!("../../templates/archive.html")),
    ("article.html", include_str!("../../templates/article.html")),
    ("base.html", include_str!("../../templates/base.html")),
    ("components.html", include_str!("../../templates/components.html")),
    ("front.html", include_str!("../../templates/front.html")),
    ("history.html", include_str!("../../templates/history.html")),
    ("list.html", include_str!("../../templates/list.html")),
    ("lookup.html", include_str!("../../templates/lookup.html")),
    ("nav.html", include_str!("../../templates/nav.html")),
    ("on-this-day.html", include_str!("../../templates/on-this-day.html")),
    ("search.html", include_str!("../../templates/search.html")),
    ("stats.html", include_str!("../../templates/stats.html")),
    ("not-found.html", include_str!("../../templates/not-found.html")),
    ("story.html", include_str!("../../templates/story.html")),
    ("terms.html", include_str!("../../templates/terms.html")),
    ("tombstone.html", include_str!("../../templates/tombstone.html")),
    ("year.html", include_str!("../../templates/year.html")),
];

/// A sheet's code as it is shipped.
fn shipped(sheet: &str) -> String {
    String::from_utf8(squeezed(sheet.as_bytes())).expect("it was UTF-8")
}

/// The code of both sheets as it is shipped.
fn sheet() -> String {
    shipped(SHEET) + &shipped(SEARCH_SHEET)
}

/// The words of `code`: what stands between characters that are no part of a CSS name.
fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
}

#[test]
fn the_sheet_knows_no_left_and_no_right() {
    let code = sheet();
    let sided: Vec<&str> = words(&code)
        .filter(|word| word.split('-').any(|part| matches!(part, "left" | "right" | "width" | "height")))
        .filter(|word| !matches!(*word, "line-height" | "width"))
        .collect();
    assert!(sided.is_empty(), "physical sides or sizes: {sided:?}");
    // `width` is a media feature only.
    for declaration in code.split(['{', ';']) {
        assert!(!declaration.trim_start().starts_with("width:"), "{declaration}");
    }
}

#[test]
fn the_sheet_leaves_arabic_letters_joined() {
    let code = sheet();
    for refused in
        ["letter-spacing", "word-spacing", "text-transform", "justify;", "hyphens:auto", "break-all"]
    {
        assert!(!code.contains(refused), "{refused}");
    }
    // The only italics are for text that runs left to right.
    for (at, _) in code.match_indices("italic") {
        let rule = code[..at].rsplit('}').next().unwrap_or_default();
        assert!(rule.contains(":dir(ltr)"), "{rule}");
    }
}

#[test]
fn the_sheet_is_balanced_light_and_asks_no_one_else() {
    let code = sheet();
    assert_eq!(code.matches('{').count(), code.matches('}').count());
    for (text, most) in [(SHEET, 20 * 1024), (SEARCH_SHEET, 6 * 1024)] {
        let bytes = shipped(text).len();
        assert!(bytes <= most, "{bytes} bytes");
    }
    assert!(!code.contains("/*") && !code.contains("*/"));
    for address in ["http:", "https:", "//fonts", "@import"] {
        assert!(!code.contains(address), "{address}");
    }
    for (at, _) in code.match_indices("var(--") {
        let name: String = code[at + 4..].chars().take_while(|c| !matches!(c, ')' | ',')).collect();
        assert!(code.contains(&format!("{name}:")), "{name} is nowhere set");
    }
}

#[test]
fn scripts_are_light_and_are_shipped_without_their_comments() {
    for (name, script) in SCRIPTS {
        let shipped = squeezed_script(Cow::Borrowed(script.as_bytes()));
        assert!(shipped.len() <= 15 * 1024, "{name}: {} bytes", shipped.len());
        assert!(shipped.len() < script.len() && !shipped.starts_with(b"//"), "{name}");
        let code = String::from_utf8_lossy(&shipped);
        for refused in ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "fetch("] {
            assert!(!code.contains(refused), "{name}: {refused}");
        }
    }
    for (script, shipped) in [
        ("// a\n  b(1); // c\n\n\td('//');\n", "b(1); // c\nd('//');\n"),
        ("  a = `\n  // b\n`;\n", "  a = `\n  // b\n`;\n"),
        ("// `a`\nb", "b\n"),
    ] {
        let code = squeezed_script(Cow::Borrowed(script.as_bytes()));
        assert_eq!(String::from_utf8_lossy(&code), shipped);
    }
}

#[test]
fn templates_hold_no_inline_style_and_no_inline_script() {
    for (name, text) in TEMPLATES {
        for refused in [" style=", "<style", " onclick=", " onload=", "javascript:", "<script>"] {
            assert!(!text.contains(refused), "{name}: {refused}");
        }
    }
}

/// The interface speaks through `t`: letters outside tags would be one language's.
#[test]
fn templates_hold_no_words_of_their_own() {
    for (name, text) in TEMPLATES {
        let arabic = text.chars().find(|c| crate::arabic::is_rtl_letter(*c));
        assert_eq!(arabic, None, "{name}");
    }
}

#[test]
fn every_phrase_that_templates_ask_for_exists() {
    let (_, english) = LANGUAGES.iter().find(|(lang, _)| *lang == "en").expect("English is there");
    let table: toml::Table = toml::from_str(english).expect("the built-in words are sound");
    let known: BTreeSet<&str> =
        table["strings"].as_table().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    let mut asked = 0;
    for (name, text) in TEMPLATES {
        for (at, _) in text.match_indices("t.") {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/')) {
                continue;
            }
            let key: String =
                text[at + 2..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            assert!(known.contains(key.as_str()), "{name}: t.{key}");
            asked += 1;
        }
    }
    assert!(asked > 40);
}
