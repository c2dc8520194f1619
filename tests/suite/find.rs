//! The search of a built archive, asked on the command line: what is found, what is not, and what becomes of it when the archive changes.
//!
//! That the browser answers the same is for `browser.rs`; which words are one is for `search.rs` and `relations.rs`.

use crate::archive::{Archive, Run};
use serde_json::Value;
use warraq::builder::{Memory, Site};
use warraq::config::Config;
use warraq::diagnostic::Silent;

fn article(title: &str, date: &str, section: &str, body: &str) -> String {
    format!(
        "+++\ntitle = {title:?}\ndate = {date}\nlang = \"ar\"\nsection = {section:?}\nauthors = [\"هند الصالح\"]\n[source]\nname = \"البريد\"\n\
         url = \"https://barid.example/{date}\"\n+++\n\n{body}\n"
    )
}

/// Articles `a` to `l`.
fn archive() -> Archive {
    let archive = Archive::new().file("site.toml", "title = \"خزانة\"\nlang = \"ar\"\n");
    let articles = [
        ("a", "المدرسة القديمة تفتح أبوابها", "ثقافة", "عادت المدرسة بعد ترميم طويل، ولمصر فيها ذكرى."),
        ("b", "بناء مدارس في الجبل", "محليات", "قررت البلدية بناء أربع مدارس."),
        ("c", "مسؤول: شؤون الميناء بخير", "محليات", "قال مسئول في الميناء إن الشئون تسير."),
        ("d", "وليد يفوز بسباق القوارب", "رياضة", "نال وليد الجائزة سنة ٢٠١٩."),
        ("e", "عبد الله يروي حكاية البحر", "ثقافة", "جلس عبد الله أمام الصيادين."),
        ("f", "عبدالله يعود", "ثقافة", "عاد عبدالله في نيسان."),
        ("g", "أمطار غزيرة في أبريل", "طقس", "هطلت الأمطار في كانون الثاني أيضا."),
        ("h", "Harbour library reopens", "ثقافة", "The libraries of the harbour were repaired in 2019."),
        ("i", "المستشفى يستقبل المرضى", "صحة", "زار الوفد مستشفي المدينة، وشكر الأطباء."),
        ("j", "بيوت قديمة على الشاطئ", "محليات", "يسكنها الصيادون منذ قرن."),
        ("k", "رئيس جديد للبلدية", "سياسة", "انتخب المجلس رئيسا جديدا، وزار جديد رئيس النادي."),
        ("l", "سفينة تحمل 1,250,000 صندوق", "اقتصاد", "بلغت الحمولة ١٬٢٥٠٬٠٠٠ صندوق."),
    ];
    for (day, (name, title, section, body)) in (10..).zip(articles) {
        archive
            .write(&format!("content/{name}.md"), article(title, &format!("2017-04-{day}"), section, body));
    }
    archive
}

fn built(archive: &Archive) -> Value {
    let run = archive.run(&["build", "--json"]);
    assert_eq!(run.status, 0, "{run:?}");
    serde_json::from_str(&run.stdout).expect("one JSON object")
}

fn asked(archive: &Archive, arguments: &[&str]) -> Value {
    let run = archive.run(&[&["search", "--json"], arguments].concat());
    assert_eq!(run.status, 0, "{run:?}");
    serde_json::from_str(&run.stdout).expect("one JSON object")
}

/// The days of the articles that are found, best first: `a` is 10.
fn found(archive: &Archive, arguments: &[&str]) -> String {
    let answer = asked(archive, arguments);
    let letter = |result: &Value| {
        let day: u32 = result["date"].as_str().and_then(|date| date[8..].parse().ok()).expect("a day");
        char::from_u32(day - 10 + u32::from('a')).expect("a letter")
    };
    answer["results"].as_array().expect("results").iter().map(letter).collect()
}

#[test]
fn words_are_found_in_all_their_forms_and_no_others() {
    let archive = archive();
    built(&archive);
    let mut faults = Vec::new();
    for (query, expected) in [
        ("مدرسة", "ab"),
        ("المَدْرَسَة", "ab"),
        ("مدارس", "ba"),
        ("مصر", "a"),
        ("مسئول", "c"),
        ("الشؤون", "c"),
        ("وليد", "d"),
        ("ليد", "d"),
        ("2019", "hd"),
        ("عبد الله", "fe"),
        ("عبدالله", "fe"),
        ("نيسان", "gf"),
        ("يناير", "g"),
        ("library", "h"),
        ("LIBRARIES", "h"),
        ("بيت", "j"),
        ("طبيب", "i"),
        ("1250000", "l"),
        ("مستشف", "i"),
        ("الميناء بخير", "c"),
        ("الميناء مدرسة", ""),
        ("\"رئيس جديد\"", "k"),
        ("\"جديد رئيس\"", "k"),
        ("\"جديد للميناء\"", ""),
        ("هند الصالح", "lkjihgfedcba"),
        ("قغظضثخ", ""),
        ("", ""),
    ] {
        let answer = found(&archive, &[query]);
        if answer != expected {
            faults.push(format!("{query}: {answer}, not {expected}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn filters_orders_and_slips_of_the_pen() {
    let archive = archive();
    built(&archive);
    assert_eq!(found(&archive, &["الصيادين"]), "ej");
    assert_eq!(found(&archive, &["الصيادين", "--section", "محليات"]), "j");
    assert_eq!(found(&archive, &["", "--section", "ثقافة", "--section", "طقس"]), "hgfea");
    assert_eq!(found(&archive, &["هند", "--sort", "oldest", "-n", "3"]), "abc");
    assert_eq!(found(&archive, &["هند", "--sort", "newest", "--from", "2", "-n", "2"]), "ji");
    assert_eq!(found(&archive, &["هند", "--year", "2016"]), "");
    assert_eq!(found(&archive, &["وليد", "--year", "٢٠١٧"]), "d");
    let nowhere = archive.run(&["search", "هند", "--section", "طب", "--section", "طقس"]).stdout;
    assert!(nowhere.contains("no article has the section طب\nfound: 1,"), "{nowhere}");
    assert_eq!(found(&archive, &["ميناء حكاية", "--any"]), "ce");
    let corrected = asked(&archive, &["سفينة تحنل"]);
    assert_eq!(
        (corrected["total"].as_u64(), corrected["corrected"].is_string()),
        (Some(1), true),
        "{corrected}"
    );
    // Corrected as it is written, and not as the index has it.
    assert_eq!(asked(&archive, &["المستضفى"])["corrected"], "المستشفى");
    assert_eq!(asked(&archive, &["قغظضثخى"])["missing"], serde_json::json!(["قغظضثخى"]));
    // The first letter is another one; a blank is too many, or missing.
    assert_eq!(asked(&archive, &["نستشفى"])["corrected"], "المستشفى");
    assert_eq!(found(&archive, &["وليد و الجائزة"]), "d");
    assert_eq!(asked(&archive, &["علىالشاطئ"])["corrected"], "على الشاطئ");
    // So in a phrase, and beside another slip; but not where some of the words are enough.
    assert_eq!(asked(&archive, &["\"قديمة علىالشاطئ\""])["corrected"], "\"قديمة على الشاطئ\"");
    assert_eq!(asked(&archive, &["بيوط علىالشاطئ"])["corrected"], "بيوت على الشاطئ");
    assert_eq!(asked(&archive, &["بيوت علىالشاطئ", "--any"])["missing"], serde_json::json!(["علىالشاطئ"]));
    // A correction that finds nothing is none.
    let apart = asked(&archive, &["سفينة المستضفى"]);
    assert_eq!(
        (&apart["corrected"], &apart["missing"], &apart["total"]),
        (&Value::Null, &serde_json::json!(["المستضفى"]), &0.into())
    );
    let missing = asked(&archive, &["المدرسة قغظضثخ"]);
    assert_eq!(
        (&missing["results"], &missing["missing"]),
        (&Value::from([0; 0].as_slice()), &serde_json::json!(["قغظضثخ"]))
    );
    insta::assert_snapshot!(
        archive
            .run(&["search", "مدارس الجبل"])
            .stdout
            .replace('\\', "/")
            .replace(&*archive.path("").to_string_lossy(), "")
    );
}

#[test]
fn a_terminal_obeys_no_text() {
    let archive = archive();
    archive.write(
        "content/a.md",
        article("عنوان", "2017-04-10", "ثقافة", "كلمة \u{202E}مقلوبة زعتر \u{1B}[31m هنا."),
    );
    built(&archive);
    let run = archive.run(&["search", "\u{202E}زعتر"]);
    assert!(run.stdout.contains("found: 1, shown: 1") && run.stdout.contains("مقلوبة"), "{run:?}");
    assert!(!run.stdout.contains(['\u{202E}', '\u{1B}']), "{run:?}");
    let json = asked(&archive, &["زعتر"]);
    assert!(json["results"][0]["snippet"].as_str().is_some_and(|text| text.contains('\u{202E}')), "{json}");
}

#[test]
fn what_changes_in_the_archive_changes_in_its_answers() {
    let archive = archive();
    built(&archive);
    let files = |archive: &Archive| archive.files("public/search/index");
    archive.write(
        "content/a.md",
        article("المدرسة القديمة تفتح أبوابها", "2017-04-10", "ثقافة", "أضيفت كلمة: زعفران."),
    );
    let report = built(&archive);
    assert!((3..40).contains(&report["written"].as_u64().expect("a count")), "{report}");
    assert_eq!((found(&archive, &["زعفران"]), found(&archive, &["مصر"])), ("a".to_owned(), String::new()));
    archive.remove("content/b.md");
    archive.write("content/m.md", article("خبر أحدث", "2017-04-22", "ثقافة", "مدارس الميناء."));
    archive.write(
        "site.toml",
        "title = \"خزانة\"\nlang = \"ar\"\n[[takedown]]\nurl = \"https://barid.example/2017-04-12\"\n",
    );
    built(&archive);
    assert_eq!(found(&archive, &["مدارس"]), "ma");
    assert_eq!(found(&archive, &["الميناء"]), "m", "what was taken down is not found");
    assert_eq!(found(&archive, &["الشؤون"]), "");
    let all = files(&archive);
    for folder in ["public", ".warraq"] {
        std::fs::remove_dir_all(archive.path(folder)).expect(folder);
    }
    built(&archive);
    assert_eq!(files(&archive), all, "an index is the same however it came about");
    // A lost file is made again, though nothing changed.
    let lost = &all.iter().find(|(path, _)| path.contains("/d/")).expect("a part of the dictionary").0;
    archive.remove(lost);
    built(&archive);
    assert_eq!(files(&archive), all);
}

#[test]
fn an_index_that_cannot_be_read_is_named() {
    let archive = archive();
    let run: Run = archive.run(&["search", "مدرسة"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("no search index") && run.stderr.contains("warraq build"), "{}", run.stderr);
    built(&archive);
    let ask = |query| archive.run(&["search", query, "--section", "محليات"]);
    let queries = ["مدرسة", "\"رئيس جديد\"", "قغظضثخ"];
    let intact = queries.map(|query| ask(query).stdout);
    for (path, text) in archive.files("public/search/index") {
        let half: String = text.chars().take(text.chars().count() / 2).collect();
        let end = text.len() - 3;
        let other = format!("{}{}", &text[..end - 2], "zz\")\n");
        for damaged in ["", "warraqPart(\"x\",\"\")", &half, &text.replace('a', "b"), &other] {
            archive.write(&path, damaged);
            for (query, intact) in queries.into_iter().zip(&intact) {
                let run = ask(query);
                // A file that the query does not need is not missed.
                let is_same = run.status == 0 && run.stdout == *intact;
                assert!(
                    is_same || run.status == 2 && run.stderr.contains(&path["public/search/index/".len()..]),
                    "{path}: {run:?}"
                );
            }
        }
        archive.write(&path, text);
    }
    archive.write("site.toml", "title = \"خزانة\"\nsearch = false\n");
    built(&archive);
    assert!(archive.files("public/search").is_empty());
}

#[test]
fn a_lost_output_folder_is_built_again() {
    let archive = archive();
    built(&archive);
    let all = archive.files("public/search/index");
    std::fs::remove_dir_all(archive.path("public")).expect("public");
    built(&archive);
    assert_eq!(archive.files("public/search/index"), all);
}

#[test]
fn a_damaged_run_costs_time_and_nothing_else() {
    let archive = archive();
    built(&archive);
    let all = archive.files("public/search/index");
    let folder = archive.path(".warraq/search");
    for entry in std::fs::read_dir(&folder).expect("runs").flatten() {
        let mut bytes = std::fs::read(entry.path()).expect("a file");
        let at = bytes.len() * 3 / 4;
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1;
        }
        std::fs::write(entry.path(), bytes).expect("room");
    }
    std::fs::remove_dir_all(archive.path("public")).expect("public");
    built(&archive);
    assert_eq!(archive.files("public/search/index"), all);
}

#[test]
fn both_languages_of_a_latin_word_are_found() {
    let archive = Archive::new().file("site.toml", "title = \"خزانة\"\n");
    for (lang, day, text) in
        [("fr", 10, "La politique internationale."), ("en", 11, "The politique of the harbour.")]
    {
        let text =
            article("Titre", &format!("2017-04-{day}"), "x", text).replace("\"ar\"", &format!("{lang:?}"));
        archive.write(&format!("content/{lang}.md"), text);
    }
    built(&archive);
    assert_eq!(found(&archive, &["politique"]), "ba");
    assert_eq!(found(&archive, &["mountain½building"]), "");
}

#[test]
fn a_preview_searches_what_is_written_now() {
    let archive = archive();
    let config = Config::load(&archive.path("")).expect("good settings");
    let load = || Site::load(&config, Memory { recall: true, keep: true }, &Silent).expect("good templates");
    let manifest = |site: &Site| {
        let file = site.render("search/index/manifest.js").expect("it is made").expect("it is there");
        String::from_utf8(file.bytes).expect("text")
    };
    let site = load();
    let before = manifest(&site);
    archive.write(
        "content/a.md",
        article("المدرسة القديمة تفتح أبوابها", "2017-04-10", "ثقافة", "كلمة: زعفران."),
    );
    let file = config.content.join("a.md");
    assert!(site.knows(&file), "the text alone changed");
    site.note_edit(&file);
    let now = manifest(&site);
    assert_ne!(now, before);
    assert_eq!(now, manifest(&load()));
    archive.write("content/b.md", article("عنوان جديد", "2017-04-11", "محليات", "نص."));
    let next = site.after(&[&config.content.join("b.md")]).expect("good templates");
    assert_eq!(manifest(&next), manifest(&load()), "what was edited before is not forgotten");
    assert!(site.render("search/indexes").expect("no fault").is_none());
}

/// The first pages of two frequent words come from their best articles, and later ones go on where these end.
#[test]
fn pages_of_frequent_words_go_on_from_each_other() {
    let archive = Archive::new().file("site.toml", "title = \"خزانة\"\nlang = \"ar\"\n");
    crate::many::articles().for_each(|(name, text)| archive.write(&name, text));
    built(&archive);
    let page = |query: &str, from: usize, size: usize| {
        asked(&archive, &[query, "--from", &from.to_string(), "-n", &size.to_string()])
    };
    for query in ["مركب مصباح", "المركب ومصباح"] {
        // By what words weigh alone, articles with very much of one of them would come first.
        let first = page(query, 0, 10);
        let total = first["total"].as_u64().expect("a count") as usize;
        assert_eq!((first["isExact"].as_bool(), total > 100), (Some(false), true), "{query}: {total}");
        let whole = page(query, 0, total + 30);
        assert_eq!(whole["isExact"], true, "{query}");
        let of_all = whole["results"].as_array().expect("results");
        let mut pages = Vec::new();
        for from in [0, 10, total - 25, total - 15, total - 10, total - 5, total + 5] {
            let one = page(query, from, 10);
            let told = one["total"].as_u64().expect("a count") as usize;
            assert!(one["isExact"] == true || told > from + 10, "{query}: page {from} seems to be the last");
            pages.extend(one["results"].as_array().expect("results").clone());
        }
        let ranges = [0..20, total - 25..total - 5, total - 10..total, total - 5..total + 15];
        let expected: Vec<Value> = ranges.into_iter().flat_map(|range| of_all[range].to_vec()).collect();
        assert!(pages == expected, "{query}: pages are not parts of the whole");
    }
    let alone = page("مركب", 0, 400);
    assert_eq!((&alone["isExact"], &alone["total"]), (&Value::from(true), &Value::from(4500)));
    for from in [0, 265, 275, 285] {
        let all = alone["results"].as_array().expect("results");
        assert!(page("مركب", from, 10)["results"] == Value::from(&all[from..from + 10]), "from {from}");
    }
}

/// What stands at hand of frequent words hides nothing that is better, and filters and other orders look at all articles.
#[test]
fn frequent_words_hide_nothing() {
    let archive = Archive::new().file("site.toml", "title = \"خزانة\"\nlang = \"ar\"\n");
    crate::many::articles().for_each(|(name, text)| archive.write(&name, text));
    built(&archive);
    for (arguments, total) in [
        (&["مركب مصباح", "-n", "5000"] as &[_], 2250),
        (&["مركب مصباح", "--any"], 6750),
        (&["مركب مصباح", "--sort", "newest"], 2250),
        (&["مركب مصباح", "--year", "2003", "--year", "2004"], 225),
        (&["\"مركب المركب\" مصباح"], 2250),
    ] {
        let answer = asked(&archive, arguments);
        assert_eq!((&answer["total"], &answer["isExact"]), (&total.into(), &true.into()), "{arguments:?}");
    }
    // As it was typed, though few articles have it so, and very many in another form.
    let typed = asked(&archive, &["مركبة مصباح"]);
    assert_eq!(typed["isExact"], false, "{}", typed["total"]);
    assert_eq!(typed["results"][0]["title"], "مركبة");
    // A rare word says more than a frequent one of which an article has more.
    let rare = asked(&archive, &["زعفران مركب"]);
    let years: Vec<&str> =
        (0..3).filter_map(|at| rare["results"][at]["date"].as_str()).map(|date| &date[..4]).collect();
    assert_eq!((&rare["total"], years), (&3.into(), vec!["2000", "2000", "2019"]));
}

/// Words of scripts that few articles have come behind all others in the dictionary, and change nothing for these.
#[test]
fn a_word_of_another_script_takes_nothing_from_others() {
    let archive = Archive::new().file("site.toml", "title = \"خزانة\"\nlang = \"ar\"\n");
    let body = "زار الوزير مدينة ݣلميم، وكتب ภาษา و हिन्दी. وسلم القوم على القوم، والمستشفى بعيد.";
    archive.write("content/a.md", article("زيارة", "2017-04-10", "محليات", body));
    archive.write("content/b.md", article("تحية", "2017-04-11", "محليات", "نص ﷺ قصير هنا."));
    built(&archive);
    for query in ["ݣلميم", "ภาษา", "हिन्दी", "المستشفيات", "\"القوم على\"", "وزراء"]
    {
        assert_eq!(found(&archive, &[query]), "a", "{query}");
    }
    // As an article writes it, and not a sign that stands for more.
    let corrected = asked(&archive, &["المستضفى"]);
    assert_eq!(corrected["corrected"], "والمستشفى");
    let again = asked(&archive, &["وسلن"]);
    let sure = asked(&archive, &[again["corrected"].as_str().expect("a correction")]);
    assert_eq!(again["total"], sure["total"], "{again}");
}
