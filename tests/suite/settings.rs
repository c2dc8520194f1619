//! `site.toml` with mistakes, and the commands that make and check an archive: what a person reads.

use crate::archive::Archive;

#[test]
fn every_mistake_is_shown_with_its_line_and_the_nearest_right_key() {
    let archive = Archive::new().file(
        "site.toml",
        r#"titel = "خزانة الزعفران"
lang = "arabic"
months = "marghreb"
page_size = "many"
timezone = "Africa/Casablance"
permalink = "/{year}/{slog}/"
base_url = "archive.example"
output = "content"

[[source]]
match = "news.example"
selectors.titel = "h1"
day_order = "dym"
"#,
    );
    let run = archive.run(&["build"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.stdout, "");
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn toml_that_is_none_is_shown_where_it_breaks() {
    let archive = Archive::new().file("site.toml", "title = \"أرشيف\nlang = \"ar\"\n");
    let run = archive.run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("--> site.toml:1:"), "{}", run.stderr);
    assert!(run.stderr.contains("title = \"أرشيف"), "{}", run.stderr);
}

/// `check` refuses the settings, and says all of these things.
#[track_caller]
fn assert_told(archive: &Archive, all: &[&str]) {
    let run = archive.run(&["check"]);
    assert_eq!(run.status, 2);
    for told in all {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
}

#[test]
fn values_of_the_wrong_kind_and_rules_for_nobody_are_told() {
    let archive = Archive::new().file(
        "site.toml",
        "title = 1\nsubtitle = [\"x\"]\ncontact = true\nlang = 2017-04-27\nsources = { a = 1 }\ntaxonomies = \"tag\"\n\n[[source]]\nname = \"x\"\n",
    );
    assert_told(
        &archive,
        &[
            "'title' is a number, not a text in quotes",
            "'subtitle' is a list, not",
            "'contact' is true or false, not",
            "'lang' is a date, not",
            "'sources' is a table, not",
            "'taxonomies' is a text, not a list",
            "these rules are for no page: they have no 'match'\n  --> site.toml:8:1\n",
        ],
    );
}

#[test]
fn labels_that_are_none_are_told() {
    let archive = Archive::new().file(
        "site.toml",
        "[[source]]\nmatch = \"*\"\nlabels.red_also = \"x\"\nlabels.end = 3\nlabels.tags = [\"…\"]\nlabels.ad = \"\"\nlabels.share = \"إعلانٌ لنا\"\nlabels.print = \"اعلان لنا\"\n\n[[source]]\nmatch = \"a\"\nlabels = \"x\"\n\n[[source]]\nmatch = \"\"\n",
    );
    assert_told(
        &archive,
        &[
            "there is no key 'red_also' here\n  --> site.toml:3:8\n",
            "help: did you mean 'read_also'?",
            "'end' is a number, not a text or a list of texts",
            "'…' is no phrase\n  --> site.toml:5:16\n",
            "'' is no phrase\n  --> site.toml:6:13\n",
            "'اعلان لنا' stands under labels.share and labels.print\n  --> site.toml:8:16\n",
            "these rules are for no page: they have no 'match'\n  --> site.toml:14:1\n",
            "'labels' is a text, not a table, such as labels.read_also = ",
        ],
    );
}

#[test]
fn settings_that_are_no_utf_8_are_told_with_their_line() {
    let archive = Archive::new().file("site.toml", b"title = \"x\"\nsubtitle = \"\xC7\xE1\"\n");
    let run = archive.run(&["check"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.stderr, "error: the file is no UTF-8\n  --> site.toml:2\n  help: save it as UTF-8\n");
}

#[test]
fn folders_that_cannot_be_meant_are_refused() {
    for (settings, told) in [
        ("content = \"a.txt\"", "'a.txt' is no folder"),
        ("static = \"a.txt\"", "'a.txt' is no folder"),
        ("output = \"a.txt\"", "'a.txt' is no folder"),
        (
            "sources = [\"public/2017/*.html\"]",
            "the output folder 'public' must not hold the source 'public/2017'",
        ),
        ("output = \"pages/..\"", "must not hold or lie in"),
        ("static = \".\"", "must not hold or lie in"),
    ] {
        let archive = Archive::new().file("site.toml", settings).file("a.txt", "x").file("pages/b.txt", "x");
        for command in ["check", "build"] {
            let run = archive.run(&[command]);
            assert_eq!(run.status, 2, "{settings}: {}", run.stderr);
            assert!(
                run.stderr.contains(told) && run.stderr.contains("  help: "),
                "{settings}: {}",
                run.stderr
            );
        }
    }
    let whole = Archive::new().file("site.toml", "sources = [\".\"]").run(&["check"]);
    assert_eq!(whole.status, 0, "the output folder may lie in a source: {}", whole.stderr);
}

#[test]
fn what_a_file_says_does_nothing_to_the_terminal() {
    let archive =
        Archive::new().file("site.toml", "title = \"x\"\n\"\\u001b]0;y\\u0007\" = 1 # \u{1b}[2J \u{202E}\n");
    let run = archive.run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("there is no key"), "{}", run.stderr);
    let obeyed = |c: char| (c.is_control() && c != '\n') || c == '\u{202E}';
    assert!(!run.stderr.contains(obeyed), "{:?}", run.stderr);
}

#[test]
fn a_folder_without_settings_is_no_archive() {
    let archive = Archive::new();
    archive.remove("site.toml");
    let run = archive.run(&["build"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("warraq new DIR"), "{}", run.stderr);
}

#[test]
fn a_new_archive_builds_and_is_not_made_twice() {
    let archive = Archive::new();
    let made = archive.run(&["new", "mine", "--title", "أرشيف «النهر» \"القديم\"", "--with-templates"]);
    assert_eq!((made.status, made.stdout.as_str()), (0, ""), "{}", made.stderr);
    archive.write(
        "mine/pages/flood.txt",
        crate::archive::dump(
            "النهر يفيض",
            "3 ماي 2016",
            "ارتفع منسوب النهر ليلة أمس بعد أمطار غزيرة دامت يومين.",
        ),
    );
    let built = archive.run(&["-C", "mine", "build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    assert!(archive.read("mine/public/index.html").contains("أرشيف «النهر» &quot;القديم&quot;"));
    assert!(archive.path("mine/templates/article.html").exists());

    let before = archive.files("mine");
    let again = archive.run(&["new", "mine"]);
    assert_eq!(again.status, 2);
    assert!(again.stderr.contains("not empty"), "{}", again.stderr);
    assert_eq!(archive.files("mine"), before);
}

#[test]
fn a_new_archive_is_called_what_its_maker_says_or_not_made() {
    let archive = Archive::new();
    let made = archive.run(&["new", "a", "--title", "the \"LANG\" page\n\u{1b}"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    let settings: toml::Table = archive.read("a/site.toml").parse().expect("it is TOML");
    assert_eq!(settings["title"].as_str(), Some("the \"LANG\" page\n\u{1b}"));
    assert_eq!(archive.run(&["-C", "a", "check"]).status, 0);
    let refused = archive.run(&["new", "b", "--lang", "bad lang"]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("'bad lang' is no language tag"), "{}", refused.stderr);
    assert!(!archive.path("b").exists());
}

#[test]
fn check_finds_what_is_wrong_and_writes_nothing() {
    let archive = Archive::new()
        .file(
            "site.toml",
            "title = \"أرشيف\"\n[[source]]\nmatch = \"a.example\"\nselectors.title = \"h1[\"\n",
        )
        .file("content/2016/good.md", "+++\ntitle = \"خبر\"\ndate = 2016-05-03\n+++\n\nنص الخبر.\n")
        .file("content/2016/bad.md", "+++\ntitle = \"خبر\ndate = 2016-05-03\n+++\n");
    let before = archive.files(".");
    let run = archive.run(&["check"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.starts_with("articles: 1, files: "), "{}", run.stdout);
    assert!(run.stdout.ends_with(", errors: 2\n"), "{}", run.stdout);
    assert!(run.stderr.contains("'h1['"), "{}", run.stderr);
    assert!(run.stderr.contains("content/2016/bad.md:2"), "{}", run.stderr);
    assert_eq!(archive.files("."), before);
}

#[test]
fn completions_and_the_manual_name_every_command() {
    let archive = Archive::new();
    let script = archive.run(&["completions", "bash"]).stdout;
    let manual = archive.run(&["man"]).stdout;
    for command in ["new", "convert", "extract", "date", "build", "serve", "check", "completions", "man"] {
        assert!(script.contains(&format!("warraq__subcmd__{command}")), "{command} in the script");
        assert!(manual.contains(&format!(".SH \"{}\"", command.to_uppercase())), "{command} in the manual");
    }
}

#[test]
fn output_is_plain_and_quiet_says_only_results_and_errors() {
    let archive = Archive::new().page("a.txt", "خبر بلا تاريخ\n");
    let loud = archive.run(&["build"]);
    assert!(!loud.stderr.contains('\u{1b}'), "no colour where there is no terminal");
    let quiet = archive.run(&["--quiet", "build"]);
    assert_eq!(quiet.stderr, "");
    assert!(quiet.stdout.contains("articles"));
}
