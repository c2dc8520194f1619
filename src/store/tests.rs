//! Articles kept one after another: which get a file, which are the same, and what the order changes.

use super::*;
use crate::article::{Article, Provenance, Source};
use crate::config::Config;

fn article(input: &str, title: &str, url: &str, body: &str) -> Article {
    Article {
        title: title.to_owned(),
        date: "2020-05-01".parse().ok(),
        source: Source { name: None, url: Some(url.to_owned()).filter(|url| !url.is_empty()) },
        capture: Some(Provenance {
            file: input.to_owned(),
            sha256: format!("{input} {body}"),
            converter: "0.1.0".to_owned(),
            ..Provenance::default()
        }),
        body: body.to_owned(),
        ..Article::default()
    }
}

fn keep(config: &Config, articles: &[Article]) -> Vec<String> {
    let (mut store, problems) = Store::open(config, || {});
    assert!(problems.is_empty(), "{problems:?}");
    let fate = |article: &Article| match store.keep(article, &[]).unwrap().fate {
        Fate::DuplicateOf { of, .. } => format!("duplicate-of {of}"),
        Fate::Written { file } => format!("written {}", file.trim_start_matches("content/2020/05/01/")),
        other => other.name().to_owned(),
    };
    articles.iter().map(fate).collect()
}

#[test]
fn one_story_from_two_captures() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::by_default(folder.path());
    let articles = [
        article("a.html", "خبر", "https://wadi.example/1", "نص الخبر كما نشر."),
        article("b.html", "خبر", "http://www.wadi.example/1/?utm_source=x", "نصُّ الخبر  كما نشر."),
        article("c.html", "خبر", "https://wadi.example/1", "نص الخبر كما نشر، ثم زيد فيه."),
        article("d.html", "خبر", "", "نص الخبر كما نشر."),
    ];
    let fates = keep(&config, &articles);
    assert_eq!(fates, ["written خبر.md", "duplicate-of a.html", "written خبر-2.md", "written خبر-3.md"]);
    let again = keep(&config, &articles);
    assert_eq!(again, ["unchanged", "duplicate-of a.html", "unchanged", "unchanged"]);
    assert_eq!(list(&config).files.len(), 3);
}

#[test]
fn a_newer_program_alone_is_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::by_default(folder.path());
    let mut page = article("a.html", "خبر", "", "نص");
    keep(&config, std::slice::from_ref(&page));
    let with_version = |page: &mut Article, version: &str| {
        if let Some(capture) = &mut page.capture {
            version.clone_into(&mut capture.converter);
        }
    };
    with_version(&mut page, "0.2.0");
    assert_eq!(keep(&config, std::slice::from_ref(&page)), ["unchanged"]);
    page.body.push_str(" جديد");
    assert_eq!(keep(&config, std::slice::from_ref(&page)), ["written خبر.md"]);
    let (kept, _) = read(&config, &config.content.join(&list(&config).files[0])).unwrap();
    assert_eq!(kept.capture.unwrap().converter, "0.2.0");
}

#[test]
fn what_a_person_does_meanwhile_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::by_default(folder.path());
    keep(&config, &[article("a.html", "خبر", "", "نص")]);
    let file = config.content.join(list(&config).files.remove(0));
    let (mut store, _) = Store::open(&config, || {});
    let edited = std::fs::read_to_string(&file).unwrap() + "سطر";
    std::fs::write(&file, &edited).unwrap();
    std::fs::write(file.with_file_name("آخر.md"), "مسودة").unwrap();
    let changed = store.keep(&article("a.html", "خبر", "", "نص جديد"), &[]).unwrap();
    assert_eq!(changed.fate.name(), "kept-because-edited");
    assert!(changed.diagnostic.is_some());
    // Gone meanwhile, it need not go once more.
    std::fs::remove_file(&file).unwrap();
    let mut moved = article("a.html", "خبر", "", "نص جديد");
    moved.date = "2020-06-01".parse().ok();
    let moved = store.keep(&moved, &[]).unwrap();
    assert_eq!(moved.fate, Fate::Written { file: "content/2020/06/01/خبر.md".to_owned() });
    std::fs::write(&file, &edited).unwrap();
    let new = store.keep(&article("b.html", "آخر", "", "نص آخر"), &[]).unwrap();
    assert_eq!(new.fate, Fate::Written { file: "content/2020/05/01/آخر-2.md".to_owned() });
    assert_eq!(std::fs::read_to_string(&file).unwrap(), edited);
    assert_eq!(std::fs::read_to_string(file.with_file_name("آخر.md")).unwrap(), "مسودة");
}

#[cfg(unix)]
#[test]
fn two_inputs_with_odd_names_and_the_same_bytes() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let config = Config::by_default(folder.path());
    std::fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"a\xFF.html")), "x").unwrap();
    let named = |name: &str| {
        let mut article = article(name, "خبر", "", "نص");
        article.capture.as_mut().unwrap().sha256 = "0".to_owned();
        article
    };
    let fates = keep(&config, &[named("a%FF.html"), named("b.html")]);
    assert_eq!(fates, ["written خبر.md", "duplicate-of a%FF.html"]);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_told_and_left_out() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let config = Config::by_default(folder.path());
    keep(&config, &[article("a.html", "خبر", "", "نص")]);
    let odd = config.content.join(std::ffi::OsStr::from_bytes(b"a\xFF"));
    std::fs::create_dir(&odd).unwrap();
    std::fs::write(odd.join("b.md"), "+++\ntitle = \"x\"\n+++\n").unwrap();
    let listing = list(&config);
    assert_eq!(listing.files.len(), 1);
    assert_eq!(listing.diagnostics[0].file.as_deref(), Some("content/a\u{FFFD}/b.md"));
}

#[test]
fn names_that_some_file_systems_hold_for_one() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::by_default(folder.path());
    let day = folder.path().join("content/2020/05/01");
    std::fs::create_dir_all(&day).unwrap();
    // Another hand's file, typed in capitals and with a parted accent.
    std::fs::write(day.join("E\u{301}te\u{301}.md"), "+++\ntitle = \"x\"\n+++\n").unwrap();
    let fates = keep(&config, &[article("a.html", "Été", "", "un"), article("b.html", "NUL", "", "deux")]);
    assert_eq!(fates, ["written été-2.md", "written nul-1.md"]);
}

#[test]
fn only_articles_are_listed_and_mistakes_are_located() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::by_default(folder.path());
    assert!(list(&config).files.is_empty());
    keep(&config, &[article("a.html", "خبر", "", "نص")]);
    for other in [".خبر.md.swp", "#خبر.md#", "خبر.md~", "_index.md", ".hidden/x.md", "خبر.txt", ".md"]
    {
        let path = config.content.join(other);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "x").unwrap();
    }
    assert_eq!(list(&config).files, ["2020/05/01/خبر.md"]);
    let broken = config.content.join("broken.md");
    std::fs::write(&broken, "+++\ntitle = \n+++\n").unwrap();
    let diagnostic = read(&config, &broken).unwrap_err();
    assert_eq!((diagnostic.file.as_deref(), diagnostic.line), (Some("content/broken.md"), Some(2)));
    std::fs::write(&broken, b"+++\ntitle = \"\xC7\xE1\"\n+++\n").unwrap();
    let diagnostic = read(&config, &broken).unwrap_err();
    assert_eq!((diagnostic.message.as_str(), diagnostic.line), ("the file is no UTF-8", Some(2)));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_never_round_in_a_circle() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::by_default(&folder.path().join("archive"));
    let deep = config.content.join("2017/04/27/more");
    std::fs::create_dir_all(&deep).unwrap();
    let outside = folder.path().join("outside");
    std::fs::create_dir(&outside).unwrap();
    for file in [deep.join("a.md"), outside.join("b.md"), config.content.join("c.md")] {
        std::fs::write(file, "+++\ntitle = \"x\"\n+++\n").unwrap();
    }
    for (target, link) in [
        (&outside, config.content.join("2017/linked")),
        (&outside, deep.join("linked")),
        (&config.content, deep.join("up")),
        (&config.content, config.content.join("up")),
        (&config.content.join("2017"), outside.join("back")),
    ] {
        std::os::unix::fs::symlink(target, link).unwrap();
    }
    let listing = list(&config);
    assert_eq!(
        listing.files,
        ["2017/04/27/more/a.md", "2017/04/27/more/linked/b.md", "2017/linked/b.md", "c.md"]
    );
    let told: Vec<&str> =
        listing.diagnostics.iter().filter_map(|diagnostic| diagnostic.file.as_deref()).collect();
    assert_eq!(
        told,
        [
            "content/2017/04/27/more/linked/back",
            "content/2017/04/27/more/up",
            "content/2017/linked/back",
            "content/up"
        ]
    );
}
