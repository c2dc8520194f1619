//! The ways into a built archive from elsewhere: other captures of a page, dead addresses, days of the year, letters; and what
//! is not to be seen any more.

use crate::archive::{Archive, Run};

/// A capture of the page at `url`.
fn capture(title: &str, url: &str, captured: &str, body: &str) -> String {
    format!(
        "+++\ntitle = {title:?}\ndate = 2017-04-27T16:28\nlang = \"ar\"\nsection = \"ثقافة\"\ntags = [\"كتب\"]\n\
         [source]\nname = \"البريد\"\nurl = {url:?}\n[capture]\nfile = \"a.html\"\ntime = {captured}\n+++\n\n{body}\n"
    )
}

fn built(archive: &Archive) -> Run {
    let run = archive.run(&["build"]);
    assert_eq!(run.status, 0, "{run:?}");
    run
}

fn read(archive: &Archive, path: &str) -> String {
    std::fs::read_to_string(archive.path(&format!("public/{path}"))).expect(path)
}

const LIBRARY: &str = "https://barid.example/2017/maktaba";

/// Two captures of one page, and another article that links to it.
fn archive(settings: &str) -> Archive {
    let archive = Archive::new().file("site.toml", format!("title = \"خزانة\"\n{settings}"));
    let first =
        capture("المكتبة تفتح بعد ست سنوات", LIBRARY, "2017-04-28T08:00:00Z", "بدأت الأشغال سنة 2011.");
    let second = "بدأت الأشغال سنة 2010، وانتهت 2-1.\n\nفقرة جديدة.";
    let second =
        capture("المكتبة تفتح بعد سبع سنوات", &format!("{LIBRARY}/"), "2017-05-02T09:30:00Z", second);
    archive.write("content/2017/04/27/maktaba.md", first);
    archive.write("content/2017/04/27/maktaba-2.md", second);
    let other = capture("خبر آخر", "https://barid.example/news.php?id=3", "2017-05-03T00:30:00+01:00", "نص.")
        .replace("[source]", &format!("[[related]]\ntitle = \"المكتبة\"\nurl = {LIBRARY:?}\n[source]"));
    archive.write("content/2018/02/02/akhar.md", other.replace("2017-04-27T16:28", "2018-02-02"));
    archive
}

#[test]
fn of_two_captures_the_latest_is_listed_and_the_difference_shown() {
    let archive = archive("");
    built(&archive);
    let day = read(&archive, "2017/04/27/index.html");
    assert!(day.contains("بعد سبع سنوات") && !day.contains("بعد ست سنوات"), "{day}");
    assert!(day.contains("مقال واحد"), "{day}");
    let earlier = read(&archive, "2017/04/27/maktaba/index.html");
    assert!(
        earlier.contains("هذه نسخة قديمة من الصفحة") && earlier.contains("maktaba-2/index.html"),
        "{earlier}"
    );
    let latest = read(&archive, "2017/04/27/maktaba-2/index.html");
    assert!(latest.contains("history/index.html") && !latest.contains("هذه نسخة قديمة"), "{latest}");
    let history = read(&archive, "2017/04/27/maktaba-2/history/index.html");
    for shown in [
        "سنة <del>2011</del> <ins>2010",
        "بعد <del>ست</del> <ins>سبع</ins> سنوات",
        "<ins>فقرة جديدة</ins>",
        "datetime=\"2017-04-28T08:00+00:00\"",
    ] {
        assert!(history.contains(shown), "{shown}\n{history}");
    }
    let data = read(&archive, "data/articles.jsonl");
    assert_eq!(data.lines().count(), 2);
    assert!(data.contains("\"versions\":[\"2017/04/27/maktaba/index.html\""), "{data}");
}

#[test]
fn dead_addresses_lead_to_the_latest_capture() {
    let settings =
        "base_url = \"https://khizana.example/\"\nredirects = [\"nginx\", \"apache\", \"netlify\"]\n";
    let archive = archive(settings);
    built(&archive);
    let table = read(&archive, "lookup/parts/0.js");
    let table =
        table.trim().strip_prefix("warraqLookup(0,").and_then(|rest| rest.strip_suffix(')')).expect("a call");
    let table: serde_json::Value = serde_json::from_str(table).expect("JSON");
    assert_eq!(table["barid.example/2017/maktaba"], "2017/04/27/maktaba-2/index.html");
    assert_eq!(table["barid.example/news.php?id=3"], "2018/02/02/akhar/index.html");
    assert_eq!(table.as_object().map(serde_json::Map::len), Some(2));
    let to = "https://khizana.example/2017/04/27/maktaba-2/";
    let nginx = read(&archive, "redirects/nginx.map");
    assert!(nginx.contains(&format!("    \"barid.example/2017/maktaba/\" \"{to}\";\n")), "{nginx}");
    let apache = read(&archive, "redirects/apache.txt");
    assert!(apache.contains(&format!("\nbarid.example/2017/maktaba/ {to}\n")), "{apache}");
    let netlify = read(&archive, "redirects/netlify.redirects");
    assert!(netlify.contains(&format!("\nhttps://barid.example/2017/maktaba/ {to} 301!\n")), "{netlify}");
    assert!(netlify.contains("\nhttps://barid.example/news.php id=3 https://"), "{netlify}");
}

#[test]
fn a_pinned_article_leads_the_front_page() {
    let archive = archive("");
    let file = "content/2017/04/27/maktaba-2.md";
    let lead = |front: &str| {
        front.split("lead-story").nth(1).expect("a lead").split("</article>").next().map(str::to_owned)
    };
    built(&archive);
    assert!(lead(&read(&archive, "index.html")).expect("a lead").contains("خبر آخر"));
    archive.write(file, archive.read(file).replacen("+++\n", "+++\npinned = true\n", 1));
    built(&archive);
    assert!(lead(&read(&archive, "index.html")).expect("a lead").contains("سبع سنوات"));
}

#[test]
fn every_page_leads_to_the_search_unless_the_settings_have_none() {
    let archive = archive("digits = \"arab\"\nbase_url = \"https://khizana.example/\"\n");
    built(&archive);
    let form = "<form class=\"find js\" role=\"search\" action=\"";
    for (path, root) in
        [("index.html", ""), ("2018/02/02/akhar/index.html", "../../../../"), ("404.html", "/")]
    {
        let page = read(&archive, path);
        assert!(page.contains(&format!("{form}{root}search/index.html\">")), "{path}: {page}");
        let html = page.split(form).nth(1).and_then(|rest| rest.split("</form>").next()).expect("a form");
        assert!(form.len() + html.len() + "</form>".len() <= 330, "{path}: {html}");
    }
    let page = read(&archive, "search/index.html");
    assert!(!page.contains(form) && page.contains("data-root=\"../\""), "{page}");
    let words = page.split("id=\"search-words\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let words: serde_json::Value = serde_json::from_str(words.expect("words")).expect("JSON");
    assert_eq!(words["results"]["two"], "نتيجتان");
    assert_eq!((&words["digits"], &words["group"]), (&"٠١٢٣٤٥٦٧٨٩".into(), &"٬".into()));
    assert_eq!(words["quoted"], "«{text}»");
    assert!(read(&archive, "sitemap.xml").contains("<loc>https://khizana.example/search/</loc>"));

    let settings = std::fs::read_to_string(archive.path("site.toml")).expect("the settings are read");
    archive.write("site.toml", settings + "search = false\n");
    built(&archive);
    assert!(!archive.path("public/search/index.html").exists());
    assert!(!read(&archive, "index.html").contains(form));
}

#[test]
fn captures_are_mementos() {
    let archive = archive("base_url = \"https://khizana.example/\"\n");
    built(&archive);
    assert_eq!(
        read(&archive, "2017/04/27/maktaba-2/timemap.link"),
        "<https://barid.example/2017/maktaba/>;rel=\"original\",\n\
         <https://khizana.example/2017/04/27/maktaba-2/timemap.link>;rel=\"self\";type=\"application/link-format\";\
         from=\"Fri, 28 Apr 2017 08:00:00 GMT\";until=\"Tue, 02 May 2017 09:30:00 GMT\",\n\
         <https://khizana.example/2017/04/27/maktaba/>;rel=\"first memento\";datetime=\"Fri, 28 Apr 2017 08:00:00 GMT\",\n\
         <https://khizana.example/2017/04/27/maktaba-2/>;rel=\"last memento\";datetime=\"Tue, 02 May 2017 09:30:00 GMT\"\n"
    );
    let alone = read(&archive, "2018/02/02/akhar/timemap.link");
    assert!(
        alone.ends_with("rel=\"first last memento\";datetime=\"Tue, 02 May 2017 23:30:00 GMT\"\n"),
        "{alone}"
    );
    let page = read(&archive, "2018/02/02/akhar/index.html");
    assert!(
        page.contains("<link rel=\"timemap\" type=\"application/link-format\" href=\"../../../../2018/02/02/akhar/timemap.link\">"),
        "{page}"
    );
    assert!(page.contains("<link rel=\"original\" href=\"https://barid.example/news.php?id=3\">"), "{page}");
}

#[test]
fn what_was_taken_down_leaves_a_tombstone_and_nothing_else() {
    let archive = archive("base_url = \"https://khizana.example/\"\nredirects = [\"nginx\"]\n");
    let image = format!("images/ab/ab{:030x}-400x300.png", 7);
    archive.write(&format!("content/{image}"), crate::images::picture(400, 300, 1, image::ImageFormat::Png));
    let file = "content/2017/04/27/maktaba.md";
    let text = archive.read(file).replace("[source]", &format!("[image]\nfile = {image:?}\n[source]"));
    archive.write(file, text);
    built(&archive);
    assert!(archive.path(&format!("public/{image}")).exists());
    let before = archive.files("public").len();
    archive.write(
        "site.toml",
        "title = \"خزانة\"\nbase_url = \"https://khizana.example/\"\nredirects = [\"nginx\"]\n\
         [[takedown]]\nurl = \"http://www.barid.example/2017/maktaba\"\nnote = \"بطلب من صاحبه\"\n",
    );
    built(&archive);
    for path in ["2017/04/27/maktaba/index.html", "2017/04/27/maktaba-2/index.html"] {
        let stone = read(&archive, path);
        assert!(stone.contains("سُحب هذا المقال") && stone.contains("بطلب من صاحبه"), "{stone}");
        assert!(stone.contains("noindex") && !stone.contains("المكتبة"), "{stone}");
    }
    assert!(!archive.path(&format!("public/{image}")).exists());
    let files = archive.files("public");
    assert!(files.len() < before);
    for (path, text) in files.iter().filter(|(path, _)| !path.contains(".warraq/")) {
        let own_place = path.contains("/maktaba");
        assert!(own_place || !text.contains("maktaba") && !text.contains("المكتبة"), "{path}: {text}");
    }
    assert!(!archive.path("public/2017/04/27/index.html").exists());
}

#[test]
fn with_one_capture_go_all_and_an_address_in_readable_letters_is_the_same() {
    let archive = archive("[[takedown]]\nid = \"/2017/04/27/maktaba-2/\"\n");
    built(&archive);
    for path in ["2017/04/27/maktaba/index.html", "2017/04/27/maktaba-2/index.html"] {
        assert!(read(&archive, path).contains("سُحب هذا المقال"), "{path}");
    }
    assert!(!read(&archive, "2018/02/02/akhar/index.html").contains("المكتبة"));
    let escaped = archive
        .read("content/2018/02/02/akhar.md")
        .replace("news.php?id=3", "%d8%ae%d8%a8%d8%b1?utm_source=x");
    archive.write("content/2018/02/02/akhar.md", escaped);
    archive.write(
        "site.toml",
        "[[takedown]]\nurl = \"https://barid.example/خبر\"\n[[takedown]]\nid = \"nowhere\"\n",
    );
    let run = built(&archive);
    assert!(run.stderr.contains("no article falls under the takedown of 'nowhere'"), "{}", run.stderr);
    assert!(read(&archive, "2018/02/02/akhar/index.html").contains("سُحب هذا المقال"));
}

#[test]
fn what_became_of_inputs_is_told_but_for_what_was_taken_down() {
    let archive = Archive::new().file("site.toml", "sources = [\"pages\"]\n");
    let page = |title: &str, slug: &str| {
        format!(
            "<html lang=ar><title>{title}</title><link rel=canonical href=https://barid.example/{slug}><h1>{title}</h1>\
             <time datetime=2017-04-27>27 أبريل 2017</time><article><p>{0}</p><p>{0}</p></article>",
            "هذا نص طويل بما يكفي ليكون مقالا في جريدة، وفيه جملتان. وهذه الثانية منهما.".repeat(4)
        )
    };
    archive.write("pages/one.html", page("افتتاح المكتبة العمومية", "one"));
    archive.write("pages/two.html", page("سفينة ترسو في الميناء", "two"));
    archive.write("pages/empty.html", "<html><title>x</title>");
    built(&archive);
    let list = read(&archive, "data/inputs.jsonl");
    let lines: Vec<serde_json::Value> =
        list.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 3, "{list}");
    assert!(lines.iter().all(|line| line.get("file").is_none()));
    assert_eq!(lines[0]["fate"], "not-an-article");
    assert!(read(&archive, "about/index.html").contains("ما صار إليه كل ملف"));
    archive.write("site.toml", "sources = [\"pages\"]\n[[takedown]]\nurl = \"https://barid.example/one\"\n");
    built(&archive);
    let list = read(&archive, "data/inputs.jsonl");
    assert!(!list.contains("one.html") && list.contains("two.html"), "{list}");
}

#[test]
fn a_takedown_by_file_or_pattern_and_its_mistakes() {
    let archive =
        archive("[[takedown]]\nid = \"2018/02/02/akhar\"\npattern = \"https://*.example/2017/*\"\n");
    built(&archive);
    assert!(!archive.path("public/data/articles.jsonl").exists());
    assert!(read(&archive, "2018/02/02/akhar/index.html").contains("سُحب هذا المقال"));
    archive.write("site.toml", "[[takedown]]\npattern = \"*\"\n[[takedown]]\nnote = \"x\"\n");
    let run = archive.run(&["build"]);
    assert_ne!(run.status, 0);
    assert!(run.stderr.contains("this would take down everything"), "{}", run.stderr);
    assert!(run.stderr.contains("this takedown is for nothing"), "{}", run.stderr);
}

#[test]
fn every_day_of_the_year_has_its_page_and_the_front_page_finds_it() {
    let archive = archive("");
    built(&archive);
    let day = read(&archive, "on-this-day/04-27/index.html");
    assert!(day.contains("بعد سبع سنوات") && day.contains("27 أبريل"), "{day}");
    let front = read(&archive, "index.html");
    assert!(front.contains("data-days=\"0 2 0 4000000 0 0 0 0 0 0 0 0\""), "{front}");
    let stories = read(&archive, "on-this-day/02-02/stories.js");
    assert!(stories.starts_with("warraqOnThisDay({") && stories.contains("\"year\":\"2018\""), "{stories}");
    assert!(read(&archive, "on-this-day/index.html").contains("02-02/index.html"));
}

#[test]
fn a_large_index_has_a_page_for_each_letter() {
    let archive = Archive::new().file("site.toml", "title = \"خزانة\"\n");
    let names: Vec<String> =
        (0..1001).map(|n| format!("\"{}{n}\"", ["إقليم", "Zoo", "بيت", "أرض"][n % 4])).collect();
    for (number, names) in names.chunks(300).enumerate() {
        let tags = names.join(", ");
        archive.write(
            &format!("content/{number}.md"),
            format!("+++\ntitle = \"خبر\"\ntags = [{tags}]\n+++\n\nنص.\n"),
        );
    }
    built(&archive);
    let index = read(&archive, "tags/index.html");
    let at = |href: &str| index.find(href).expect(href);
    // Arabic comes first in an Arabic archive, and the letters with a hamza stand with the plain one.
    let (alef, beh, z) = (at("letters/ا/"), at("letters/ب/"), at("letters/Z/"));
    assert!(alef < beh && beh < z, "{alef} {beh} {z}");
    let letter = read(&archive, "tags/letters/ا/index.html");
    assert!(letter.contains(">أرض3<") && letter.contains(">إقليم0<") && !letter.contains("بيت"), "{letter}");
}

#[test]
fn the_look_and_the_hijri_day_are_settings() {
    let archive = archive("hijri = true\n[look]\naccent = [\"#7a1f2b\", \"#f0a3a0\"]\ntext = \"system\"\nmasthead = \"img/m.svg\"\n")
        .file("static/img/m.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>");
    built(&archive);
    let page = read(&archive, "2017/04/27/maktaba-2/index.html");
    assert!(page.contains("1 شعبان 1438 هـ"), "{page}");
    assert!(
        page.contains("href=\"../../../../look.css\"")
            && page.contains("src=\"../../../../img/m.svg\" alt=\"خزانة\"")
    );
    let sheet = read(&archive, "look.css");
    assert!(
        sheet.contains("--accent:light-dark(#7a1f2b,#f0a3a0)") && sheet.contains("--text:system-ui"),
        "{sheet}"
    );
    archive.write(
        "site.toml",
        "[look]\naccent = \"#eecc00\"\nheadings = \"markasi\"\nmasthead = \"../m.svg\"\n",
    );
    let run = archive.run(&["build"]);
    assert_ne!(run.status, 0);
    for told in
        ["is hard to read on light pages", "did you mean 'markazi'?", "is no file of the static folder"]
    {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
}
