//! The preview from outside: pages, live reload, mistakes and their mending, taken ports, the end.

use crate::preview::{Archive, Preview};
use std::fs;
use std::net::TcpListener;

const PORT: &str = "/2017/04/27/port/";

#[test]
fn an_edit_shows_at_once_and_the_open_page_reloads() {
    let archive = Archive::new();
    let preview = archive.serve();
    let page = preview.until(PORT, |answer| answer.status == 200);
    assert!(page.body.contains("نص الخبر الأول"), "{}", page.body);
    assert!(page.body.contains("<script src=\"/_warraq/reload.js?"), "{}", page.body);
    assert!(page.headers.contains("content-type: text/html; charset=utf-8"), "{}", page.headers);
    assert!(page.headers.contains("cache-control: no-store"), "{}", page.headers);
    assert!(page.body.contains("connect-src"), "the page's policy lets it listen: {}", page.body);
    let mut listening = preview.listen();
    archive.article("2017/04/27/port", "افتتاح الميناء الجديد", "نص مصحح.");
    listening.reloads();
    let page = preview.get(PORT);
    assert!(page.body.contains("نص مصحح") && !page.body.contains("نص الخبر الأول"), "{}", page.body);
    preview.until_said("changed content/2017/04/27/port.md: ");
}

#[test]
fn lists_follow_new_and_deleted_articles() {
    let archive = Archive::new();
    let preview = archive.serve();
    preview.until("/", |answer| answer.body.contains("ترميم الجسر القديم"));
    archive.article("2018/01/02/tower", "برج جديد في المدينة", "نص.");
    preview.until("/", |answer| answer.body.contains("برج جديد في المدينة"));
    preview.until("/2018/01/02/tower/", |answer| answer.status == 200);
    fs::remove_file(archive.path("content/2017/04/28/bridge.md")).expect("removed");
    preview.until("/", |answer| !answer.body.contains("ترميم الجسر القديم"));
    preview.until("/2017/04/28/bridge/", |answer| answer.status == 404);
    fs::rename(archive.path("content/2018"), archive.path("content/2019")).expect("a folder is moved");
    preview.until("/", |answer| answer.body.contains("برج جديد في المدينة"));
    fs::remove_dir_all(archive.path("content/2019")).expect("a folder is removed");
    preview.until("/", |answer| !answer.body.contains("برج جديد في المدينة"));
}

#[test]
fn ten_thousand_events_at_once_settle() {
    let archive = Archive::new();
    let preview = archive.serve();
    preview.until("/", |answer| answer.status == 200);
    // Each is a file that is written and then renamed, as when another branch is checked out.
    let name = |number: usize| format!("2020/01/{:02}/khabar-{number}", 1 + number % 28);
    for number in 0..5_000 {
        archive.article(&name(number), "خبر من كثير", "نص.");
    }
    // Fifty on a page, and the last ones on the list's first.
    preview.until("/sections/محليات/page/99/", |answer| answer.status == 200);
    for number in (0..5_000).step_by(2) {
        fs::remove_file(archive.path(&format!("content/{}.md", name(number)))).expect("removed");
    }
    preview.until("/sections/محليات/page/50/", |answer| answer.status == 404);
    preview.until("/2020/01/02/khabar-4985/", |answer| answer.status == 200);
    assert_eq!(preview.get("/2020/01/01/khabar-4984/").status, 404);
    assert_eq!(preview.get("/sections/محليات/page/49/").status, 200);
}

#[test]
fn broken_front_matter_shows_its_line_and_recovers() {
    let archive = Archive::new();
    let preview = archive.serve();
    preview.until(PORT, |answer| answer.status == 200);
    let mut listening = preview.listen();
    archive.write("content/2017/04/27/port.md", "+++\ntitle = \"خبر\"\ndate = = 2017\n+++\n\nنص.\n");
    listening.reloads();
    for path in [PORT, "/", "/2017/04/28/bridge/"] {
        let page = preview.get(path);
        assert_eq!(page.status, 500, "{path}: {}", page.body);
        assert!(page.body.contains("content/2017/04/27/port.md</bdi>:3"), "{path}: {}", page.body);
        assert!(page.body.contains("date = "), "the source line is shown: {}", page.body);
        assert!(page.body.contains("^") && page.body.contains("reload.js"), "{}", page.body);
    }
    archive.article("2017/04/27/port", "افتتاح الميناء الجديد", "مصلح.");
    listening.reloads();
    let page = preview.get(PORT);
    assert!(page.status == 200 && page.body.contains("مصلح"), "{page:?}");
}

#[test]
fn an_article_that_was_broken_before_stands_in_nobodys_way() {
    let archive = Archive::new();
    archive.write("content/2017/05/01/bad.md", "+++\ntitle = \n+++\n");
    let preview = archive.serve();
    preview.until("/", |answer| answer.status == 200);
    let page = preview.get("/2017/05/01/bad/");
    assert_eq!(page.status, 500);
    assert!(page.body.contains("content/2017/05/01/bad.md"), "{}", page.body);
    preview.until_said("content/2017/05/01/bad.md");
}

#[test]
fn a_broken_template_shows_its_line_and_recovers() {
    let archive = Archive::new();
    let preview = archive.serve();
    preview.until(PORT, |answer| answer.status == 200);
    let mut listening = preview.listen();
    archive.write("templates/article.html", "<!doctype html>\n<title>x</title>\n{% if article.title %}\n");
    listening.reloads();
    let page = preview.until(PORT, |answer| answer.status == 500);
    assert!(page.body.contains("templates/article.html"), "{}", page.body);
    archive.write(
        "templates/article.html",
        "<!doctype html>\n<title>x</title>\n<p>{{ article.nothing.at.all }}</p>\n",
    );
    listening.reloads();
    let page = preview.until(PORT, |answer| answer.body.contains(":3"));
    assert_eq!(page.status, 500, "{}", page.body);
    archive.write(
        "templates/article.html",
        "<!doctype html>\n<title>x</title>\n<p>قالب: {{ article.title }}</p>\n",
    );
    listening.reloads();
    let page = preview.until(PORT, |answer| answer.status == 200);
    assert!(page.body.contains("قالب: ") && page.body.contains("الميناء"), "{}", page.body);
    fs::remove_dir_all(archive.path("templates")).expect("removed");
    preview.until(PORT, |answer| answer.status == 200 && !answer.body.contains("قالب: "));
}

#[test]
fn broken_settings_show_their_line_and_recover_even_at_the_start() {
    let archive = Archive::new();
    archive.write("site.toml", "title = \"x\"\ntitel = \"y\"\n");
    let preview = archive.serve();
    let page = preview.get("/");
    assert_eq!(page.status, 500);
    assert!(page.body.contains("site.toml</bdi>:2") && page.body.contains("title"), "{}", page.body);
    let mut listening = preview.listen();
    archive.write("site.toml", "title = \"أرشيف البحر\"\n");
    listening.reloads();
    preview.until("/", |answer| answer.status == 200 && answer.body.contains("أرشيف البحر"));
    archive.write("site.toml", "title = \n");
    listening.reloads();
    preview.until("/", |answer| answer.status == 500 && answer.body.contains("site.toml</bdi>:1"));
    archive.write("site.toml", "title = \"أرشيف الجبل\"\n");
    preview.until("/", |answer| answer.body.contains("أرشيف الجبل"));
}

#[test]
fn a_page_dropped_into_the_sources_becomes_an_article() {
    let archive = Archive::new();
    archive.write("site.toml", "title = \"أرشيف الميناء\"\nsources = [\"pages\"]\n");
    let preview = archive.serve();
    preview.until("/", |answer| answer.status == 200);
    archive.write(
        "pages/station.html",
        &scraped("محطة قطار جديدة", "وصل أول قطار إلى المحطة الجديدة صباح اليوم"),
    );
    preview.until("/", |answer| answer.body.contains("محطة قطار جديدة"));
    let page = preview.until("/2019/05/06/محطة-قطار-جديدة/", |answer| answer.status == 200);
    assert!(page.body.contains("وصل أول قطار"), "{}", page.body);
    archive.write("pages/station.html", &scraped("محطة قطار جديدة", "تأخر أول قطار عن موعده ساعة كاملة"));
    preview
        .until("/2019/05/06/محطة-قطار-جديدة/", |answer| answer.body.contains("تأخر أول قطار"));
}

/// A page as a scraper finds it.
fn scraped(title: &str, sentence: &str) -> String {
    let paragraph = format!("<p>{}.</p>\n", [sentence; 6].join("، "));
    format!(
        "<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"{title}\">\
         <meta property=\"article:published_time\" content=\"2019-05-06T08:00:00+00:00\"></head>\
         <body><article><h1>{title}</h1>{}</article></body></html>",
        paragraph.repeat(5)
    )
}

#[test]
fn static_files_are_served_and_followed() {
    let archive = Archive::new();
    let preview = archive.serve();
    preview.until("/", |answer| answer.status == 200);
    archive.write("static/notes/a.txt", "one");
    preview.until("/notes/a.txt", |answer| answer.status == 200 && answer.body == "one");
    archive.write("static/notes/a.txt", "two");
    let file = preview.until("/notes/a.txt", |answer| answer.body == "two");
    assert!(file.headers.contains("content-type: text/plain"), "{}", file.headers);
}

#[test]
fn addresses_are_redirected_missed_and_kept_inside() {
    let archive = Archive::new();
    archive.write("secret.txt", "keep out");
    let preview = archive.serve();
    let redirect = preview.until("/2017/04/27/port?x=1", |answer| answer.status == 307);
    assert!(redirect.headers.contains("location: /2017/04/27/port/?x=1"), "{}", redirect.headers);
    let missing = preview.get("/no/such/place/");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("أرشيف الميناء"), "the archive's own page: {}", missing.body);
    for path in [
        "/../secret.txt",
        "/static/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/secret.txt",
    ] {
        let answer = preview.get(path);
        assert!(answer.status == 404 && !answer.body.contains("keep out"), "{path}: {answer:?}");
    }
    assert!(!archive.path("public").exists(), "a preview writes no output");
}

#[test]
fn a_taken_port_is_told_and_the_next_one_used() {
    let archive = Archive::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let preview = Preview::start(archive.root(), &["--port", &port]);
    assert_ne!(preview.address(), format!("127.0.0.1:{port}"));
    preview.until_said(&format!("port {port} is taken"));
    preview.until("/", |answer| answer.status == 200);
}

#[test]
fn other_machines_are_let_in_only_with_a_warning() {
    let archive = Archive::new();
    let preview = Preview::start(archive.root(), &["--port", "0", "--host", "0.0.0.0"]);
    preview.until_said("can read this archive");
    preview.until("/", |answer| answer.status == 200);
    let alone = archive.serve();
    alone.until("/", |answer| answer.status == 200);
    assert!(!alone.said().contains("can read this archive"));
}

#[cfg(unix)]
#[test]
fn it_ends_cleanly_with_pages_still_listening() {
    for signal in ["INT", "TERM"] {
        let archive = Archive::new();
        let mut preview = archive.serve();
        preview.until("/", |answer| answer.status == 200);
        let mut listening = preview.listen();
        let status = preview.end(signal);
        assert!(status.success(), "{signal}: {status}; stderr: {}", preview.said());
        assert!(!listening.hears("event: "), "the stream ends without a word");
    }
}
