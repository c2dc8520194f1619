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
