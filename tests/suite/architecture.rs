//! The house rules of `docs/architecture.md`, held against the sources: who may import whom, one door per library,
//! who touches the disk, and that every file says what it is.
//!
//! Reads the sources as text; strings and comments are cut out first, and test modules do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each module with all it may import. The order is the order of the layers: nothing imports upward.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("in_order", &[]),
    ("cache", &[]),
    ("arabic", &[]),
    ("date", &["arabic"]),
    ("article", &["arabic", "date", "diagnostic"]),
    ("config", &["arabic", "date", "diagnostic"]),
    ("output", &["cache"]),
    ("raster", &["article"]),
    ("source", &["arabic", "date", "diagnostic"]),
    ("extract", &["arabic", "date", "article", "diagnostic", "config", "source"]),
    ("store", &["article", "cache", "diagnostic", "config"]),
    ("archive", &["arabic", "cache", "date", "article", "config"]),
    ("plan", &["article", "cache", "date", "diagnostic", "config", "archive"]),
    ("render", &["arabic", "cache", "date", "article", "diagnostic", "config", "archive", "plan"]),
    ("search", &["cache"]),
    ("serve", &["diagnostic"]),
    (
        "converter",
        &["article", "cache", "config", "diagnostic", "in_order", "raster", "source", "extract", "store"],
    ),
    (
        "builder",
        &[
            "arabic",
            "article",
            "cache",
            "config",
            "diagnostic",
            "raster",
            "store",
            "archive",
            "plan",
            "render",
            "search",
            "output",
            "converter",
        ],
    ),
    ("watcher", &["config", "diagnostic", "serve", "converter", "builder", "source"]),
    (
        "cli",
        &[
            "arabic",
            "article",
            "config",
            "date",
            "diagnostic",
            "in_order",
            "source",
            "extract",
            "store",
            "render",
            "search",
            "output",
            "serve",
            "converter",
            "builder",
            "watcher",
        ],
    ),
    ("main", &["cli"]),
    // The crate's own page names every module and imports none.
    ("lib", &[]),
];

/// Each library that has one door, and the paths under `src/` that are the door.
const DOORS: &[(&str, &[&str])] = &[
    ("scraper", &["extract/"]),
    ("html5ever", &["extract/tree", "extract/tokens", "extract/tame"]),
    ("tera", &["render/templates"]),
    ("pulldown_cmark", &["render/markdown"]),
    ("notify", &["serve/"]),
    ("walkdir", &["source/", "store/"]),
    ("axum", &["serve/"]),
    ("tokio", &["serve/"]),
    ("clap", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("encoding_rs", &["source/"]),
    ("chardetng", &["source/"]),
    ("flate2", &["source/", "builder/compress", "search/texts"]),
    ("frostem", &["search/stem"]),
    ("zstd", &["builder/compress"]),
    ("icu_datetime", &["date/cldr"]),
    ("image", &["raster/"]),
    ("fast_image_resize", &["raster/"]),
    ("webp", &["raster/"]),
    ("base64", &["converter/"]),
    ("mimalloc", &["main"]),
    ("blake3", &["cache/fingerprint"]),
    ("postcard", &["cache/blocks"]),
];

/// Who may touch the disk.
const DISK: &[&str] =
    &["store/", "output", "cache/", "config/", "source/", "render/templates", "search/index", "serve/"];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "types", "helpers", "helper", "common", "manager", "misc"];

struct Source {
    /// Path under `src/`, `/` between parts.
    path: String,
    /// First part of the path without `.rs`.
    module: String,
    text: String,
    /// `text` without comments, strings and test modules.
    code: String,
}

fn sources() -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("src/ can be read") {
            let path = entry.expect("an entry of src/").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    assert!(paths.len() > 30, "only {} files found under src/", paths.len());
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a source file is UTF-8");
            let path = path.strip_prefix(&root).expect("below src/").to_string_lossy().replace('\\', "/");
            let module = path.split('/').next().expect("a first part").trim_end_matches(".rs").to_owned();
            let code = code_only(&text);
            Source { path, module, text, code }
        })
        .collect()
}

/// Cuts comments, string and character literals, and every `#[cfg(test)]` module.
fn code_only(text: &str) -> String {
    without_tests(&without_words(text))
}

/// Cuts `#[cfg(test)] mod x;` and `#[cfg(test)] mod x { … }` out of code that holds no strings any more.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]\nmod ") {
        kept.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = item.find([';', '{']).expect("a module has a body or none");
        let mut depth = 0_usize;
        let body = item[end..].char_indices().find(|(_, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        rest = &item[end + body.expect("braces match").0 + 1..];
    }
    kept + rest
}

/// Cuts comments, string and character literals.
fn without_words(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(hashes) = raw_string_hashes(rest) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = 2 + hashes;
            rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len())
        } else if c == '"' {
            string_length(rest)
        } else if ["'\"'", "'{'", "'}'"].iter().any(|literal| rest.starts_with(literal)) {
            3
        } else if rest.starts_with("'\\\"'") {
            4
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        code.push(' ');
        rest = &rest[skipped..];
    }
    code
}

fn raw_string_hashes(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Every name that stands after `word::` in the code, with groups `word::{a, b}` taken apart one level deep.
fn names_after(code: &str, word: &str) -> BTreeSet<String> {
    let identifier =
        |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(&format!("{word}::")) {
        let inside_a_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        if inside_a_word {
            continue;
        }
        let after = &code[at + word.len() + 2..];
        match after.strip_prefix('{') {
            None => drop(names.insert(identifier(after))),
            Some(group) => {
                let mut depth = 0;
                let mut start = true;
                for (at, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && !c.is_whitespace() => {
                            names.insert(identifier(&group[at..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    names
}

fn imports(sources: &[Source]) -> BTreeMap<&str, BTreeMap<String, String>> {
    let modules: BTreeSet<&str> = MAY_IMPORT.iter().map(|(module, _)| *module).collect();
    let mut graph: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    for source in sources {
        let crate_word = if source.module == "main" { "warraq" } else { "crate" };
        for name in names_after(&source.code, crate_word) {
            if modules.contains(name.as_str()) && name != source.module {
                graph.entry(&source.module).or_default().insert(name, source.path.clone());
            }
        }
    }
    graph
}

#[test]
fn no_module_imports_upward() {
    let sources = sources();
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut faults = Vec::new();
    for source in &sources {
        if !allowed.contains_key(source.module.as_str()) {
            faults.push(format!("{}: the module '{}' has no place in the table", source.path, source.module));
        }
    }
    for (module, found) in imports(&sources) {
        for (imported, path) in found {
            if !allowed.get(module).is_some_and(|may| may.contains(&imported.as_str())) {
                faults.push(format!("{path}: '{module}' must not import '{imported}'"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Does a way of imports lead from one module to another?
fn reaches(
    graph: &BTreeMap<&str, BTreeMap<String, String>>,
    from: &str,
    to: &str,
    seen: &mut BTreeSet<String>,
) -> bool {
    graph.get(from).is_some_and(|next| {
        next.keys().any(|name| name == to || (seen.insert(name.clone()) && reaches(graph, name, to, seen)))
    })
}

#[test]
fn no_circles() {
    let sources = sources();
    let graph = imports(&sources);
    let circular: Vec<&&str> =
        graph.keys().filter(|module| reaches(&graph, module, module, &mut BTreeSet::new())).collect();
    assert!(circular.is_empty(), "these modules import themselves by way of others: {circular:?}");
}

#[test]
fn one_door_per_library() {
    let mut faults = Vec::new();
    for source in sources() {
        for (library, doors) in DOORS {
            let uses = !names_after(&source.code, library).is_empty();
            if uses && !doors.iter().any(|door| source.path.starts_with(door)) {
                faults.push(format!("{}: '{library}' is used only in {}", source.path, doors.join(", ")));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_permission_is_used() {
    let sources = sources();
    let graph = imports(&sources);
    let mut faults = Vec::new();
    for (module, allowed) in MAY_IMPORT {
        for other in *allowed {
            if !graph.get(module).is_some_and(|found| found.contains_key(*other)) {
                faults
                    .push(format!("'{module}' may import '{other}' and does not: take it out of the table"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_door_is_used() {
    let sources = sources();
    for (library, doors) in DOORS {
        for door in *doors {
            let used =
                sources.iter().any(|s| s.path.starts_with(door) && !names_after(&s.code, library).is_empty());
            assert!(used, "nothing under {door} uses '{library}' any more: take the door out of the table");
        }
    }
}

#[test]
fn few_modules_touch_the_disk() {
    let mut faults = Vec::new();
    for source in sources() {
        let asks = [".canonicalize(", ".exists()", ".is_dir()", ".is_file()", ".metadata()", ".read_dir()"];
        let touches = names_after(&source.code, "std").contains("fs")
            || !names_after(&source.code, "fs").is_empty()
            || asks.iter().any(|ask| source.code.contains(ask));
        if touches && !DISK.iter().any(|place| source.path.starts_with(place)) {
            faults.push(source.path);
        }
    }
    assert!(faults.is_empty(), "these files touch the disk and must not: {faults:?}");
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    let mut faults = Vec::new();
    for source in sources() {
        // A file of unit tests is told by its name.
        if !source.text.starts_with("//! ") && !source.path.ends_with("/tests.rs") {
            faults.push(format!("{}: does not open with what it does", source.path));
        }
        let lines = source.code.lines().filter(|line| !line.trim().is_empty()).count();
        let is_table = source.path.contains("table");
        if lines > 400 && !is_table {
            faults.push(format!("{}: {lines} lines of code, more than 400", source.path));
        }
        for part in source.path.trim_end_matches(".rs").split('/') {
            if EMPTY_NAMES.contains(&part) {
                faults.push(format!("{}: '{part}' names nothing", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_reader_of_sources_sees_what_it_should() {
    let code = code_only(
        "use crate::{a::X, b::{c, d}}; // crate::no\nlet s = \"crate::no\"; let q = '\"'; crate::e::f(r#\"crate::no\"#);",
    );
    let cut = code_only(
        "#[cfg(test)]\nmod tests;\nuse crate::a;\n#[cfg(test)]\nmod t {\n fn f() { crate::no }\n}\ncrate::b;",
    );
    assert_eq!(names_after(&cut, "crate").into_iter().collect::<Vec<_>>(), ["a", "b"]);
    let names: Vec<String> = names_after(&code, "crate").into_iter().collect();
    assert_eq!(names, ["a", "b", "e"]);
    assert!(names_after("my_tera::x", "tera").is_empty());
}
