use super::*;
use crate::archive::{Meta, Name, TermId};
use std::path::Path;

fn meta(file: &str, date: &str, tags: &[&str]) -> Meta {
    Meta {
        file: file.into(),
        title: file.into(),
        date: date.parse().ok(),
        tags: tags.iter().copied().map(Name::from).collect(),
        ..Meta::default()
    }
}

fn plan(metas: Vec<Meta>, assets: &[&str], adjust: impl FnOnce(&mut Config)) -> (Archive, Plan) {
    let mut config = Config::by_default(Path::new("x"));
    adjust(&mut config);
    let archive = Archive::from_iter(metas);
    let plan = Plan::new(&archive, &config, assets.iter().map(ToString::to_string).collect(), &[]);
    (archive, plan)
}

fn paths(plan: &Plan) -> Vec<&str> {
    plan.outputs().iter().map(|output| &*output.path).collect()
}

#[test]
fn a_small_archive_whole() {
    let metas = vec![meta("a.md", "2017-04-27", &["طقس"]), meta("b.md", "2017", &[]), meta("c.md", "", &[])];
    let (_, plan) = plan(metas, &["style.css"], |config| config.base_url = Some("https://x.example/".into()));
    let want = [
        "2017/04/27/a/index.html",
        "2017/04/27/index.html",
        "2017/04/index.html",
        "2017/b/index.html",
        "2017/index.html",
        "2017/undated/index.html",
        "404.html",
        "about/index.html",
        "archive/index.html",
        "authors/index.html",
        "data/articles.bib",
        "data/articles.csl.json",
        "data/articles.jsonl",
        "data/articles.ris",
        "feed.json",
        "feed.xml",
        "index.html",
        "on-this-day/04-27/index.html",
        "on-this-day/04-27/stories.js",
        "on-this-day/index.html",
        "robots.txt",
        "search/index.html",
        "sections/index.html",
        "sitemap.xml",
        "sources/index.html",
        "stats/index.html",
        "style.css",
        "tags/index.html",
        "tags/طقس/index.html",
        "undated/c/index.html",
        "undated/index.html",
    ];
    assert_eq!(paths(&plan), want);
}

#[test]
fn feeds_and_citations_stand_beside_their_lists() {
    let metas = vec![Meta { source: Some("البريد".into()), ..meta("a.md", "2017-04-27", &["طقس"]) }];
    let (_, plan) = plan(metas, &[], |config| config.citations = vec![CitationsOf::Day, CitationsOf::Tag]);
    for path in [
        "2017/04/27/articles.bib",
        "tags/طقس/articles.csl.json",
        "tags/طقس/articles.ris",
        "sources/البريد/feed.xml",
        "sources/البريد/feed.json",
    ] {
        assert!(paths(&plan).contains(&path), "{path}: {:?}", paths(&plan));
    }
    assert!(!paths(&plan).contains(&"tags/طقس/feed.xml") && !paths(&plan).contains(&"2017/04/articles.bib"));
}

#[test]
fn paths_are_found_as_browsers_ask_for_them() {
    let (_, plan) = plan(vec![meta("a.md", "2017-04-27", &["طقس"])], &["style.css"], |_| {});
    for (asked, want) in [
        ("", "index.html"),
        ("/", "index.html"),
        ("/2017/04/27/a/", "2017/04/27/a/index.html"),
        ("2017/04/27/a/index.html", "2017/04/27/a/index.html"),
        ("/2017/04?x=1", "2017/04/index.html"),
        ("/tags/%D8%B7%D9%82%D8%B3/", "tags/طقس/index.html"),
        ("/style.css", "style.css"),
    ] {
        assert_eq!(plan.find(asked).map(|output| &*output.path), Some(want), "{asked}");
    }
    for nothing in ["/nothing", "/../etc/passwd", "/%ff", "//", "/style.css/index.html"] {
        assert_eq!(plan.find(nothing), plan.find(nothing).filter(|o| &*o.path == "index.html"), "{nothing}");
    }
}

#[test]
fn clashes_are_numbered_in_the_order_of_the_files() {
    let metas = vec![
        meta("two/X.md", "2017-04", &[]),
        meta("one/x.md", "2017-04", &[]),
        meta("27.md", "2017-04", &[]),
        meta("b.md", "2017-04-27", &[]),
    ];
    let (archive, plan) = plan(metas, &[], |_| {});
    let path = |file: &str| plan.article_path(archive.in_file(file).expect("it was put in")).to_owned();
    assert_eq!(path("one/x.md"), "2017/04/x/index.html");
    assert_eq!(path("two/X.md"), "2017/04/x-2/index.html");
    assert_eq!(path("27.md"), "2017/04/27-2/index.html");
}

#[test]
fn names_of_terms_never_meet() {
    let (_, plan) = plan(vec![meta("a.md", "", &["C++", "C", "c#", "؟", "!", "A/B", "a b"])], &[], |_| {});
    let tags: Vec<&str> = paths(&plan).into_iter().filter(|path| path.starts_with("tags/")).collect();
    assert_eq!(tags.len(), 8, "{tags:?}");
}

#[test]
fn the_users_files_come_first_and_never_collide() {
    let assets = ["robots.txt", "Logo.png", "logo.PNG", "2017"];
    let (_, plan) = plan(vec![meta("a.md", "2017", &[])], &assets, |_| {});
    assert_eq!(plan.find("robots.txt").map(|output| output.page), Some(Page::Asset(0)));
    let left_out: Vec<_> = plan.warnings().iter().filter_map(|warning| warning.file.as_deref()).collect();
    assert_eq!(left_out, ["logo.PNG", "2017"]);
    assert!(plan.find("logo.PNG").is_none());
    let mut folded: Vec<String> = paths(&plan).iter().map(|path| path.to_lowercase()).collect();
    folded.dedup();
    assert_eq!(folded.len(), plan.outputs().len());
    for path in &folded {
        let below = format!("{path}/");
        assert!(!folded.iter().any(|other| other.starts_with(&below)), "{path} is file and folder");
    }
}

#[test]
fn old_list_pages_keep_their_articles_when_new_ones_come() {
    let metas = |count: usize| -> Vec<Meta> {
        (0..count).map(|n| meta(&format!("{n:03}.md"), &format!("20{n:02}-01-01"), &["x"])).collect()
    };
    let page = |count, number| -> Vec<String> {
        let (archive, plan) = plan(metas(count), &[], |config| config.page_size = 4);
        let tag = List::Term(Taxonomy::Tag, TermId(0));
        let page = plan.list_page(&archive, tag, number);
        page.iter().map(|id| archive.article(*id).file.to_string()).collect()
    };
    assert_eq!(page(11, 1), ["003.md", "002.md", "001.md", "000.md"]);
    assert_eq!(page(11, 1), page(40, 1));
    assert_eq!(page(11, 0), ["010.md", "009.md", "008.md"]);
}

/// Trying every number anew for each of them would take minutes.
#[test]
fn very_many_may_want_one_address() {
    let count = 20_000;
    let metas = (0..count).map(|n| Meta { slug: Some("x".into()), ..meta(&format!("{n}.md"), "", &[]) });
    let (_, articles) = plan(metas.collect(), &[], |_| {});
    assert!(articles.find(&format!("undated/x-{count}/")).is_some());
    let odd: Vec<String> =
        (1..=count).map(|n| format!("{}{}", "!".repeat(n % 150 + 1), "?".repeat(n / 150))).collect();
    let odd: Vec<&str> = odd.iter().map(String::as_str).collect();
    let (_, tags) = plan(vec![meta("a.md", "", &odd)], &[], |_| {});
    assert!(tags.find(&format!("tags/term-{count}/")).is_some());
}
