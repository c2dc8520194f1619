//! `warraq build`, whole: what it writes, what it leaves alone, what it says, and what readers may rely on.

use crate::archive::{Archive, Run};
use percent_encoding::percent_decode_str;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// An article as Warraq writes it.
fn article(title: &str, date: &str, more: &str, body: &str) -> String {
    format!("+++\ntitle = {title:?}\ndate = {date}\nlang = \"ar\"\n{more}+++\n\n{body}\n")
}

/// An archive with a few articles and no sources.
fn archive() -> Archive {
    let archive = Archive::new().file("site.toml", "title = \"خزانة\"\n");
    for (name, title, date, section) in [
        ("2017/04/27/maktaba", "المكتبة تفتح أبوابها", "2017-04-27T16:28", "ثقافة"),
        ("2017/04/27/sabah", "صباح ماطر في المدينة", "2017-04-27", "طقس"),
        ("2017/05/02/mina", "الميناء يستقبل سفينة", "2017-05-02", "اقتصاد"),
        ("2018/01/01/aam", "عام جديد", "2018-01-01", "ثقافة"),
    ] {
        let more =
            format!("section = {section:?}\ntags = [\"مدينة\", \"C++\"]\n[source]\nname = \"البريد\"\n");
        archive
            .write(&format!("content/{name}.md"), article(title, date, &more, "نص المقال.\n\nفقرة ثانية."));
    }
    archive
}

fn build(archive: &Archive) -> Run {
    archive.run(&["build", "--json"])
}

/// The counts of a build that went well.
fn counts(run: &Run) -> (u64, u64, u64) {
    assert_eq!(run.status, 0, "{run:?}");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON object");
    let count = |key: &str| report[key].as_u64().expect(key);
    (count("written"), count("unchanged"), count("removed"))
}

/// Every file of the output folder with its bytes.
fn output(archive: &Archive) -> BTreeMap<String, Vec<u8>> {
    let root = archive.path("public");
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with(".warraq/manifest") && !path.ends_with(".warraq/settled") {
                files.insert(relative(&root, &path), std::fs::read(&path).expect("the file is there"));
            }
        }
    }
    files
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).expect("below the root").to_str().expect("UTF-8").to_owned()
}

fn pages(archive: &Archive) -> Vec<(String, Html)> {
    let html = output(archive).into_iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path, Html::parse_document(std::str::from_utf8(&bytes).expect("UTF-8"))))
        .collect()
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

/// Every internal address on every page leads to a file of the archive, and every fragment to an element.
fn assert_links_resolve(archive: &Archive) {
    let files: BTreeSet<String> = output(archive).into_keys().collect();
    let linking = [("[href]", "href"), ("[src]", "src"), ("[action]", "action")];
    let mut checked = 0;
    for (path, html) in pages(archive) {
        for (selector, attribute) in linking {
            for element in html.select(&select(selector)) {
                let address = element.attr(attribute).expect("it was selected by it");
                if address.contains(':') {
                    continue;
                }
                let (target, fragment) = address.split_once('#').unwrap_or((address, ""));
                if target.is_empty() {
                    assert!(
                        html.select(&select(&format!("[id=\"{fragment}\"]"))).next().is_some(),
                        "{path}: {address}"
                    );
                    continue;
                }
                let target = percent_decode_str(target).decode_utf8().expect("UTF-8").into_owned();
                let mut parts: Vec<&str> = path.split('/').collect();
                parts.pop();
                for part in target.split('/') {
                    match part {
                        ".." => assert!(parts.pop().is_some(), "{path}: {address} leaves the archive"),
                        part => parts.push(part),
                    }
                }
                assert!(files.contains(&parts.join("/")), "{path}: {address} leads nowhere");
                checked += 1;
            }
        }
    }
    assert!(checked > 50, "only {checked} links were there to check");
}

/// No page loads anything from elsewhere, runs a script of its own, or carries an event handler.
fn assert_inert(archive: &Archive) {
    for (path, html) in pages(archive) {
        for element in html.select(&select("*")) {
            let name = element.value().name();
            assert!(!matches!(name, "iframe" | "object" | "embed" | "base"), "{path}: <{name}>");
            // What readers look for goes to a page of the archive, in its address.
            let posts =
                name == "form" && (element.attr("method").is_some() || element.attr("target").is_some());
            assert!(!posts, "{path}: <form>");
            for (attribute, value) in element.value().attrs() {
                assert!(!attribute.starts_with("on"), "{path}: {attribute}={value}");
                assert!(!value.trim().to_ascii_lowercase().starts_with("javascript:"), "{path}: {value}");
                let loads = matches!(attribute, "src" | "srcset" | "action")
                    || (name == "link" && attribute == "href");
                let resource = loads && !matches!(element.attr("rel"), Some("canonical" | "original"));
                assert!(
                    !resource || !(value.contains("//") || value.starts_with("data:")),
                    "{path}: {name} {value}"
                );
            }
            if name == "script" {
                let data = matches!(element.attr("type"), Some("application/ld+json" | "application/json"));
                assert!(
                    data || element.text().collect::<String>().trim().is_empty(),
                    "{path}: inline script"
                );
            }
        }
    }
}

/// The opening tags of the main navigation's links.
fn nav_links(page: &str) -> Vec<&str> {
    let nav = page.split("<nav class=\"nav\"").nth(1).expect("a navigation");
    let links = nav.split("</nav>").next().expect("its content").split("<a ").skip(1);
    links.map(|link| link.split('>').next().expect("a tag")).collect()
}

#[test]
fn the_navigation_leads_to_the_same_places_from_everywhere_and_marks_where_it_is() {
    let article = "+++\ntitle = \"خبر\"\ndate = 2017-04-27\nsection = \"سياسة\"\n+++\nنص";
    let archive = Archive::new().file("site.toml", "title = \"أرشيف\"\n").file("content/a.md", article);
    assert_eq!(archive.run(&["build"]).status, 0);
    let at = |path: &str| archive.read(&format!("public/{path}"));
    for (path, root, mark) in [
        ("sections/index.html", "../", Some("page")),
        ("sections/سياسة/index.html", "../../", Some("true")),
        ("2017/04/27/a/index.html", "../../../../", None),
        ("404.html", "", None),
    ] {
        let page = at(path);
        let links = nav_links(&page);
        let sections = format!("href=\"{root}sections/index.html\"");
        let found =
            links.iter().find(|link| link.contains(&sections)).unwrap_or_else(|| panic!("{path}: {links:?}"));
        let expected = mark.map_or_else(String::new, |mark| format!(" aria-current=\"{mark}\""));
        assert_eq!(**found, format!("{sections}{expected}"), "{path}");
        let marked = links.iter().filter(|link| link.contains("aria-current")).count();
        assert_eq!(marked, usize::from(mark.is_some()), "{path}: {links:?}");
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let archive = archive();
    let (written, unchanged, removed) = counts(&build(&archive));
    assert!(written > 20 && unchanged == 0 && removed == 0);
    let first = output(&archive);
    assert_eq!(counts(&build(&archive)), (0, written, 0));
    assert_eq!(output(&archive), first);
}

#[test]
fn threads_and_folders_make_no_difference() {
    let archive = archive();
    build(&archive);
    let other = archive.path("elsewhere");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(["build", "--output", other.to_str().expect("UTF-8")])
        .current_dir(archive.path(""))
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{run:?}");
    let first = output(&archive);
    std::fs::remove_dir_all(archive.path("public")).expect("it is removed");
    std::fs::rename(other, archive.path("public")).expect("it is moved");
    assert_eq!(output(&archive), first);
}

#[test]
fn short_pages_say_the_same_and_compressed_files_hold_them() {
    let archive = archive();
    build(&archive);
    let plain = output(&archive);
    archive.write("static/style.css.gz", "mine");
    archive.write("site.toml", "title = \"خزانة\"\nminify = true\ncompress = [\"gz\", \"zst\"]\n");
    let (written, _, removed) = counts(&build(&archive));
    assert!(written > 60 && removed == 0);
    let short = output(&archive);
    let words = |bytes: &[u8]| {
        let page = Html::parse_document(&String::from_utf8_lossy(bytes));
        let text: String = page.root_element().text().collect();
        (
            page.tree.values().filter(|node| node.is_element()).count(),
            text.split_whitespace().collect::<String>(),
        )
    };
    for (path, bytes) in plain.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert_eq!(words(&short[path]), words(bytes), "{path}");
        assert!(short[path].len() < bytes.len(), "{path}");
    }
    for (path, bytes) in short.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml")) {
        let mut unzipped = Vec::new();
        let mut gzip = flate2::read::GzDecoder::new(&short[&format!("{path}.gz")][..]);
        std::io::Read::read_to_end(&mut gzip, &mut unzipped).expect("gzip");
        assert_eq!((&unzipped, path), (bytes, path));
        let zstandard = zstd::decode_all(&short[&format!("{path}.zst")][..]).expect("Zstandard");
        assert_eq!((&zstandard, path), (bytes, path));
    }
    assert_eq!(short["style.css.gz"], b"mine");
    assert!(!short.contains_key("fonts/naskh-arabic-400.woff2.gz") && short.contains_key("style.css.zst"));
    assert_eq!(counts(&build(&archive)), (0, short.len() as u64 - 2, 0));
    archive.write("site.toml", "title = \"خزانة\"\nminify = 1\ncompress = [\"rar\"]\n");
    let run = build(&archive);
    assert!(run.stderr.contains("'minify'") && run.stderr.contains("rar"), "{}", run.stderr);
}

#[test]
fn a_missing_content_folder_empties_no_archive() {
    let archive = archive();
    build(&archive);
    let before = output(&archive);
    archive.rename("content", "elsewhere");
    let run = build(&archive);
    assert!(run.status == 2 && run.stderr.contains("the content folder 'content' is not there"), "{run:?}");
    assert_eq!(output(&archive), before);
    std::fs::create_dir(archive.path("content")).expect("it is made");
    let (_, _, removed) = counts(&build(&archive));
    assert!(removed > 10);
}

#[test]
fn pages_go_with_their_articles() {
    let archive = archive();
    build(&archive);
    assert!(archive.path("public/2018/01/01/aam/index.html").exists());
    archive.remove("content/2018/01/01/aam.md");
    let (_, _, removed) = counts(&build(&archive));
    assert!(removed >= 4, "the article, its day, its month and its year: {removed}");
    assert!(!archive.path("public/2018").exists());
    assert_links_resolve(&archive);
}

#[test]
fn every_internal_link_leads_somewhere() {
    let archive = archive();
    archive.write("site.toml", "title = \"خزانة\"\npage_size = 1\nabout = \"نص [رابط](tags/)\"\n");
    archive.write("content/a.md", article("بلا يوم", "\"2017-04\"", "", "# عنوان\n\nنص[^1]\n\n[^1]: حاشية"));
    archive.write("content/b.md", article("سنة فقط", "\"2017\"", "", "نص"));
    archive.write("content/c.md", "+++\ntitle = \"\"\n+++\nنص بلا تاريخ ولا عنوان");
    counts(&build(&archive));
    assert_links_resolve(&archive);
    let year = archive.read("public/2017/index.html");
    assert!(year.contains("undated/index.html"), "articles of the year alone are reachable");
    archive.write("site.toml", "title = \"خزانة\"\npermalink = \"/{year}/{month}/{day}/{slug}.html\"\n");
    counts(&build(&archive));
    assert_links_resolve(&archive);
    assert!(archive.path("public/2017/04/a.html").is_file() && !archive.path("public/2017/04/a").exists());
}

#[test]
fn read_also_leads_into_the_archive_where_it_can() {
    let archive = archive();
    archive.write(
        "content/one.md",
        article("الأول", "2019-01-01", "[source]\nurl = \"https://www.barid.example/1/\"\n", "نص"),
    );
    let related = "[[related]]\ntitle = \"الأول\"\nurl = \"http://barid.example/1\"\n\
                   [[related]]\ntitle = \"بعيد\"\nurl = \"https://barid.example/9\"\n\
                   [[related]]\ntitle = \"سيئ\"\nurl = \"javascript:alert(1)\"\n";
    archive
        .write("content/two.md", article("الثاني", "2019-01-02", related, "[هنا](https://barid.example/1)"));
    counts(&build(&archive));
    let page = Html::parse_document(&archive.read("public/2019/01/02/two/index.html"));
    let hrefs: Vec<&str> = page.select(&select(".matn a")).filter_map(|link| link.attr("href")).collect();
    assert_eq!(
        hrefs,
        [
            "../../../../2019/01/01/one/index.html",
            "../../../../2019/01/01/one/index.html",
            "https://barid.example/9"
        ]
    );
    assert_links_resolve(&archive);
}

#[test]
fn comments_stand_apart_from_the_text_closed_and_in_their_own_direction() {
    let archive = archive();
    let comments = "[[comments]]\nauthor = \"قارئة\"\ndate = 2019-01-04T07:30:00\ntext = \"شكرا.\\nننتظر البقية.\"\n\
                    [[comments]]\ntext = \"Well said, John <3\"\n";
    archive.write("content/two.md", article("الثاني", "2019-01-02", comments, "نص"));
    archive.write("content/three.md", article("الثالث", "2019-01-02", "", "نص"));
    counts(&build(&archive));
    let page = Html::parse_document(&archive.read("public/2019/01/02/two/index.html"));
    let text = |css: &str| -> Vec<String> {
        let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        page.select(&select(css)).map(|element| words(element.text().collect())).collect()
    };
    assert_eq!(text("#comments:not([open]) > summary"), ["تعليقان من قراء الصفحة الأصلية"]);
    assert_eq!(text("details li p:not(.note)"), ["شكرا.", "ننتظر البقية.", "Well said, John <3"]);
    assert_eq!(text("details li .note bdi[dir=rtl]"), ["قارئة"]);
    let dirs: Vec<_> = page.select(&select("details li")).filter_map(|item| item.attr("dir")).collect();
    assert_eq!(dirs, ["rtl", "ltr"]);
    let moments: Vec<_> =
        page.select(&select("details time")).filter_map(|time| time.attr("datetime")).collect();
    assert_eq!(moments, ["2019-01-04T07:30"]);
    let page = Html::parse_document(&archive.read("public/2019/01/02/three/index.html"));
    assert_eq!(page.select(&select("details li")).count(), 0);
}

#[test]
fn hostile_articles_stay_inert() {
    let archive = archive();
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\" onclick=\"alert(1)";
    let more = format!(
        "summary = {evil:?}\nsection = {evil:?}\ntags = [{evil:?}, \"../../x\"]\nauthors = [{evil:?}]\nagency = {evil:?}\n\
         byline = {evil:?}\nslug = \"../../../../etc/passwd\"\n[source]\nname = {evil:?}\nurl = \"javascript:alert(1)\"\n\
         [image]\nsrc = \"https://evil.example/x.jpg\"\nalt = {evil:?}\ncaption = {evil:?}\ncredit = {evil:?}\n\
         [[related]]\ntitle = {evil:?}\nurl = \"data:text/html,x\"\n\
         [[comments]]\nauthor = {evil:?}\ntext = {evil:?}\n"
    );
    let body = format!(
        "{evil}\n\n<iframe src=//evil.example></iframe>\n\n![x](https://evil.example/t.gif)\n\n[x](javascript:alert(1)) \
         [y](JAVA&#x0A;SCRIPT:alert(1)) ![z](x\" onerror=\"alert(1))\n\n<https://evil.example/\"onmouseover=alert(1)>"
    );
    archive.write("content/evil.md", article(evil, "2019-01-01", &more, &body));
    archive
        .write("site.toml", "title = \"<script>alert(1)</script>\"\nbase_url = \"https://x.example/a/\"\n");
    counts(&build(&archive));
    assert_inert(&archive);
    assert_links_resolve_below(&archive);
    for name in ["feed.xml", "sitemap.xml"] {
        let xml = archive.read(&format!("public/{name}"));
        assert!(!xml.contains("<script") && !xml.contains("<img"), "{name}");
    }
    let parent = archive.path("").parent().map(PathBuf::from).expect("a parent");
    assert!(!parent.join("etc").exists());
}

/// As [`assert_links_resolve`], but the page for lost readers speaks to the host's root.
fn assert_links_resolve_below(archive: &Archive) {
    archive.remove("public/404.html");
    assert_links_resolve(archive);
}

#[test]
fn a_broken_template_says_where() {
    let archive = archive();
    archive.write("templates/list.html", "<p>\n{{ list.heding }}\n</p>\n");
    let run = archive.run(&["build"]);
    assert_eq!(run.status, 2);
    insta::assert_snapshot!(run.stderr, @r"
    reading: 4
    indexing: 4
    rendering: 98
    error: field `heding` is not defined. Available fields: citations, count, feed, groups, heading, kind, pager
      --> templates/list.html:2:9
      |
    2 | {{ list.heding }}
      |         ^^^^^^
      help: it happened while rendering 2017/04/27/index.html
    ");
    archive.write("templates/list.html", "<p>\n  {% if list.heading }}\n</p>\n");
    insta::assert_snapshot!(archive.run(&["build"]).stderr, @r"
    error: found `}` but expected %}
      --> templates/list.html:2:22
      |
    2 |   {% if list.heading }}
      |                      ^
      help: mend it, or delete the file to use the built-in template
    ");
    archive.write("templates/list.html", "{{ list.heading | shout }}\n");
    insta::assert_snapshot!(archive.run(&["build"]).stderr, @r"
    error: unknown filter `shout`
      --> templates/list.html:1:19
      |
    1 | {{ list.heading | shout }}
      |                   ^^^^^
      help: mend it, or delete the file to use the built-in template
    ");
    archive.remove("templates/list.html");
    archive.write("templates/base.html", "<p>mine</p>\n");
    let run = archive.run(&["--quiet", "build"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("(built in):"), "{}", run.stderr);
    let whose = "help: one of your own templates lacks what this one asks for: templates/base.html\n";
    assert!(run.stderr.contains(whose), "{}", run.stderr);
    archive.remove("templates/base.html");
    archive.write("templates/locales/ar.toml", b"\xFF");
    let run = archive.run(&["--quiet", "build"]);
    assert!(run.status == 2 && run.stderr.contains("templates/locales/ar.toml:1:"), "{}", run.stderr);
    archive.remove("templates/locales/ar.toml");
    archive.write("templates/list.html", "{{ list.heading | safe }}!");
    counts(&build(&archive));
    assert_eq!(archive.read("public/tags/مدينة/index.html"), "مدينة!");
}

#[test]
fn a_broken_article_is_told_and_the_rest_built() {
    let archive = archive();
    archive.write("content/broken.md", "+++\ntitle = \"x\ndate = 2017\n+++\nنص");
    let run = archive.run(&["build"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stderr.contains("content/broken.md:2"), "{}", run.stderr);
    assert!(archive.path("public/2018/01/01/aam/index.html").exists());
}

#[test]
fn the_users_own_files_win() {
    let archive = archive();
    archive.write("static/style.css", "p { color: red }");
    archive.write("static/robots.txt", "mine");
    archive.write("static/img/a b.png", "x");
    archive.write("content/x.md", article("صورة", "2019-01-01", "", "![وصف](img/a%20b.png)"));
    counts(&build(&archive));
    assert_eq!(archive.read("public/style.css"), "p { color: red }");
    assert_eq!(archive.read("public/robots.txt"), "mine");
    assert!(archive.path("public/theme.js").exists());
    let page = archive.read("public/2019/01/01/x/index.html");
    assert!(page.contains("<img src=\"../../../../img/a%20b.png\" alt=\"وصف\">"), "{page}");
    assert_links_resolve(&archive);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let archive = archive();
    archive.write("public/thesis.doc", "mine");
    let run = archive.run(&["build"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("thesis.doc"), "{}", run.stderr);
    assert_eq!(output(&archive).len(), 1);
    for folder in [".", "content", "static/x", ".."] {
        assert_eq!(archive.run(&["build", "--output", folder]).status, 2, "{folder}");
    }
}

#[test]
fn feed_and_sitemap_are_sound() {
    let archive = archive();
    counts(&build(&archive));
    assert!(!archive.path("public/sitemap.xml").exists());
    let feed = archive.read("public/feed.xml");
    assert!(feed.contains("<id>urn:uuid:") && !feed.contains("rel=\"self\""), "{feed}");
    assert!(feed.contains("<published>2017-04-27T16:28:00Z</published>"), "{feed}");
    archive.write("site.toml", "title = \"خزانة\"\nbase_url = \"https://x.example/a/\"\n");
    counts(&build(&archive));
    let feed = archive.read("public/feed.xml");
    assert!(feed.contains("<id>https://x.example/a/2017/04/27/maktaba/</id>"), "{feed}");
    let map = archive.read("public/sitemap.xml");
    assert!(
        map.contains("<loc>https://x.example/a/2017/04/27/maktaba/</loc><lastmod>2017-04-27</lastmod>"),
        "{map}"
    );
    assert!(map.is_ascii() && !map.contains("404"), "{map}");
    assert!(archive.read("public/robots.txt").contains("Sitemap: https://x.example/a/sitemap.xml"));
    let lost = archive.read("public/404.html");
    assert!(lost.contains("href=\"/a/style.css\""), "{lost}");
}

#[test]
fn a_folder_with_the_name_of_a_built_in_file_takes_nothing_away() {
    let archive = archive().file("static/style.css/x", "mine");
    let run = archive.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning") && run.stderr.contains("style.css/x"), "{}", run.stderr);
    assert_links_resolve(&archive);
}

#[test]
fn the_front_page_is_named_as_it_is_found_from_here() {
    let archive = archive();
    let front = |run: &Run| run.stdout.rsplit("open ").next().map(|path| path.trim_end().to_owned());
    assert_eq!(front(&archive.run(&["build"])).as_deref(), Some("public/index.html"));
    archive.write("inner/x", "");
    let from_inside = std::process::Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(["-C", "..", "build"])
        .current_dir(archive.path("inner"))
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&from_inside.stdout).into_owned();
    assert!(said.ends_with("open ../public/index.html\n"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_file_to_copy_whose_name_is_no_text_is_told() {
    use std::os::unix::ffi::OsStrExt as _;
    let archive = archive().file("static/map.png", "x");
    std::fs::write(archive.path("static").join(std::ffi::OsStr::from_bytes(b"a\xFF.png")), "x")
        .expect("a file");
    let run = archive.run(&["build"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("static/a\u{FFFD}.png"), "{}", run.stderr);
    assert!(archive.path("public/map.png").exists());
}

#[test]
fn nothing_stands_twice_above_the_text() {
    let text = "فتحت المكتبة أبوابها صباح الخميس أمام القراء، بعد أشغال دامت سبع سنوات.";
    let more = |summary: &str| {
        format!(
            "summary = {summary:?}\nauthors = [\"ليلى المثال\"]\nbyline = \"ليلى المثال - مرسى الزعفران\"\n"
        )
    };
    let archive = Archive::new()
        .file("site.toml", "title = \"خزانة\"\n")
        .file("content/a.md", article("أولى", "2017-04-27", &more("فتحت المكتبة أبوابها صباح الخميس…"), text))
        .file("content/b.md", article("ثانية", "2017-04-27", &more("48 ألف مجلد تعود إلى رفوفها"), text));
    counts(&build(&archive));
    let (first, second) =
        (archive.read("public/2017/04/27/a/index.html"), archive.read("public/2017/04/27/b/index.html"));
    assert!(!first.contains("class=\"standfirst\""), "the text says it");
    assert!(second.contains("class=\"standfirst\""), "the text does not say it");
    assert!(second.contains("<bdi>مرسى الزعفران</bdi>"), "the author's name stands beside it already");
}
