//! Whatever was built before, and however that ended, a build comes out as one into an empty folder.
//!
//! Edits are drawn at random from what people do to an archive, and builds are killed at random moments; the draws are the
//! same in every run. `WARRAQ_SEQUENCES` and `WARRAQ_KILLS` ask for more than the few that always run.

use crate::archive::Archive;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use warraq::builder::{Memory, Site};
use warraq::config::Config;
use warraq::diagnostic::Silent;

/// The numbers of xorshift64* (Vigna 2016).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }
}

fn asked(name: &str, usually: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usually)
}

/// Article `number`, `version` of its text.
fn article(number: u64, version: u64) -> String {
    let (year, month, day) = (2015 + number % 3, 1 + number % 12, 1 + number % 28);
    let section = ["ثقافة", "طقس", "اقتصاد"][number as usize % 3];
    format!(
        "+++\ntitle = \"الخبر رقم {number} عن السوق\"\ndate = {year}-{month:02}-{day:02}\nsection = \"{section}\"\n\
         tags = [\"وسم {}\", \"سوق\"]\nauthors = [\"رنا خليل\"]\n[source]\nname = \"البريد\"\n\
         url = \"https://barid.example/{number}\"\n+++\n\nنص الخبر رقم {number}، نسخة {version}.\n\n\
         [خبر آخر](https://barid.example/{})\n",
        number % 5,
        number + 1
    )
}

fn name(number: u64) -> String {
    format!("content/{}/khabar-{number}.md", 2015 + number % 3)
}

/// Another capture of article `number`, at the time `step`.
fn captured(number: u64, step: u64) -> String {
    let capture =
        format!("[capture]\nfile = \"a.html\"\ntime = 2019-02-{:02}T10:00:00Z\n+++\n\nنص", 1 + step);
    article(number, step).replacen("+++\n\nنص", &capture, 1)
}

fn again(number: u64) -> String {
    format!("content/again-{number}.md")
}

/// The name of kept image `number`; what the digest is of does not matter to a build.
fn image(number: u64) -> String {
    format!("images/{number:02x}/{number:02x}{:030x}-400x300.png", 7)
}

fn write_image(archive: &Archive, number: u64, seed: u64) {
    let bytes = crate::images::picture(400, 300, seed as u8, image::ImageFormat::Png);
    archive.write(&format!("content/{}", image(number)), bytes);
}

/// Article `number` with a kept lead image, and another in its text.
fn illustrated(number: u64, lead: u64, inside: u64) -> String {
    let text =
        article(number, 0).replace("\n+++\n", &format!("\n[image]\nfile = \"{}\"\n+++\n", image(lead)));
    format!("{text}\n![صورة]({})\n", image(inside))
}

/// An archive of `count` articles.
fn archive(count: u64) -> Archive {
    let archive = Archive::new().file("site.toml", "title = \"خزانة\"\npage_size = 5\n");
    for number in 0..count {
        archive.write(&name(number), article(number, 0));
    }
    archive
}

/// What a build leaves in `folder`, the program's own files aside.
fn built(archive: &Archive, folder: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (path, text) in archive.files(folder) {
        let path = path.strip_prefix(folder).expect("below the folder").trim_start_matches('/').to_owned();
        if !path.starts_with(".warraq/") {
            files.insert(path, text);
        }
    }
    files
}

/// As [`build_into`], with nothing that earlier builds left word of.
fn build_anew(archive: &Archive, folder: &str) -> BTreeMap<String, String> {
    let known = archive.path(".warraq").exists();
    if known {
        archive.rename(".warraq", "before");
    }
    let files = build_into(archive, folder);
    if known {
        std::fs::remove_dir_all(archive.path(".warraq")).expect("the build made it");
        archive.rename("before", ".warraq");
    }
    files
}

fn build_into(archive: &Archive, folder: &str) -> BTreeMap<String, String> {
    let run = archive.run(&["build", "--quiet", "--output", folder]);
    assert_eq!(run.status, 0, "{run:?}");
    built(archive, folder)
}

/// The paths at which the two differ.
fn differences(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let paths = one.keys().chain(other.keys());
    let mut different: Vec<String> =
        paths.filter(|path| one.get(*path) != other.get(*path)).cloned().collect();
    different.sort();
    different.dedup();
    different
}

/// So many kinds of edits there are.
const EDITS: u64 = 24;

/// Does one thing of this kind to the archive that people do; says what.
fn edit(archive: &Archive, kind: u64, draw: &mut Draw, step: u64) -> String {
    let number = draw.below(14);
    let exists = |path: &str| archive.path(path).exists();
    match kind {
        0..=2 => archive.write(&name(number), article(number, step + 1)),
        3 => {
            archive.write(&name(number), article(number, 0).replace("عن السوق", &format!("عن النهر {step}")));
        }
        4 => archive.write(&name(number), article(number, 0).replace("وسم", "سمة")),
        5 if exists(&name(number)) => archive.remove(&name(number)),
        6 if exists(&name(number)) && !exists("content/moved.md") => {
            archive.rename(&name(number), "content/moved.md");
        }
        7 => {
            let more = [
                "",
                "minify = true\n",
                "compress = [\"gz\"]\n",
                "compress = [\"zst\", \"gz\"]\n",
                "citations = [\"day\", \"tag\"]\n",
                "base_url = \"https://khizana.example/\"\nredirects = [\"nginx\", \"netlify\"]\nhijri = true\n",
                "look.accent = [\"#704214\", \"#e0b080\"]\n",
                "[[takedown]]\nurl = \"https://barid.example/3\"\nid = \"2016/khabar-4\"\n",
                "[[takedown]]\npattern = \"https://barid.example/1*\"\nnote = \"سُحب\"\n",
            ];
            let (size, more) = (3 + draw.below(5), more[draw.below(9) as usize]);
            archive.write("site.toml", format!("title = \"خزانة {step}\"\npage_size = {size}\n{more}"));
        }
        8 => archive.write("templates/not-found.html", format!("<p>{step}</p>")),
        10 => {
            archive.write("templates/story.html", format!("<p>{step} {{{{ story.card.title | safe }}}}</p>"));
        }
        11 if exists("templates/story.html") => archive.remove("templates/story.html"),
        11 => {
            let words = [
                format!("[strings]\nhome = \"البيت {step}\"\n"),
                format!("[formats]\nday = \"{{day}} ({step}) {{month}} {{year}}\"\n"),
                format!("[counted.articles]\nother = \"{{n}} خبر {step}\"\nfew = \"{{n}} أخبار\"\n"),
                format!("[months]\ndefault = [{}]\n", vec![format!("\"ش{step}\""); 12].join(", ")),
            ];
            archive.write("templates/locales/ar.toml", &words[draw.below(4) as usize]);
        }
        22 if exists(&again(number)) => archive.remove(&again(number)),
        22 => archive.write(&again(number), captured(number, step)),
        23 => archive.write(&name(number), captured(number, step + 1)),
        16 if exists("static/about/index.html") => archive.remove("static/about/index.html"),
        16 => archive.write("static/about/index.html", "<p>نحن"),
        17 => archive.write(&name(number), article(number, 0) + "\n![صورة](about/index.html)\n"),
        12 => {
            let linked = format!("../2015/khabar-{}/index.html", draw.below(14));
            archive.write(
                &name(number),
                article(number, 0) + &format!("\n[هناك]({linked}) ![صورة](about-us)\n"),
            );
        }
        13 => archive.write(
            &name(number),
            article(number, 0).replace("date = 201", "updated = 2020-01-01\ndate = 200"),
        ),
        18 => {
            let (lead, inside) = (draw.below(3), draw.below(3));
            archive.write(&name(number), illustrated(number, lead, inside));
            write_image(archive, lead, lead);
        }
        19 if exists(&format!("content/{}", image(number % 3))) => {
            archive.remove(&format!("content/{}", image(number % 3)));
        }
        19 | 20 => write_image(archive, number % 3, step),
        21 => {
            let path = format!("static/{}", image(number % 3));
            if exists(&path) { archive.remove(&path) } else { archive.write(&path, "x") }
        }
        14 => tamper(archive, draw),
        15 => {
            let kept = [".warraq/content", "public/.warraq/manifest", "public/.warraq/settled"];
            damage(archive, kept[draw.below(3) as usize], draw);
        }
        9 if exists("static/about-us") && archive.path("static/about-us").is_file() => {
            archive.remove("static/about-us");
            archive.write("static/about-us/index.txt", "نحن");
        }
        9 if exists("static/about-us") => {
            std::fs::remove_dir_all(archive.path("static/about-us")).expect("the folder is there");
            archive.write("static/about-us", "نحن");
        }
        _ if archive.path("static/about-us").is_dir() => archive.write("static/about-us/index.txt", "هم"),
        _ => archive.write("static/about-us", format!("نحن {step}")),
    }
    format!("step {step}, edit {kind} at article {number}")
}

/// Deletes or overwrites some file of the archive that was built.
fn tamper(archive: &Archive, draw: &mut Draw) {
    let built = built(archive, "public");
    let path =
        format!("public/{}", built.keys().nth(draw.below(built.len() as u64) as usize).expect("a file"));
    if draw.below(2) == 0 {
        archive.remove(&path);
    } else {
        let same_length =
            "x".repeat(std::fs::metadata(archive.path(&path)).expect("it is there").len() as usize);
        archive.write(&path, same_length);
    }
}

/// Turns some bits of a file that Warraq keeps for itself, or cuts it.
fn damage(archive: &Archive, path: &str, draw: &mut Draw) {
    let Ok(mut bytes) = std::fs::read(archive.path(path)) else { return };
    let at = draw.below(bytes.len() as u64) as usize;
    match draw.below(3) {
        0 => bytes.truncate(at),
        _ => bytes[at] ^= 1 << draw.below(8),
    }
    archive.write(path, bytes);
}

/// Lets all files look as if they had not changed for long, and all at one time: what is young is always read again.
fn age(archive: &Archive) {
    for folder in ["content", "static", "templates"] {
        for path in archive.files(folder).keys() {
            let file = std::fs::File::options().write(true).open(archive.path(path)).expect("it is there");
            let old = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000);
            file.set_modified(old).expect("a time");
        }
    }
}

#[test]
fn after_any_edits_a_build_is_as_one_into_an_empty_folder() {
    for seed in 0..=asked("WARRAQ_SEQUENCES", 4) {
        let archive = archive(12);
        let mut draw = Draw(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        build_into(&archive, "public");
        // The first sequence holds every kind, some again to undo what they did.
        let kinds: Vec<u64> = match seed {
            0 => (0..EDITS).chain([16, 5, 12, 16, 9, 9, 11, 10, 18, 18, 19, 20, 19, 18, 21, 19]).collect(),
            _ => (0..8).map(|_| draw.below(EDITS)).collect(),
        };
        for (kind, step) in kinds.into_iter().zip(0..) {
            let what = edit(&archive, kind, &mut draw, step);
            // Now and then a file stays young.
            if draw.below(4) > 0 && cfg!(unix) {
                age(&archive);
            }
            let edited = build_into(&archive, "public");
            let clean = build_anew(&archive, &format!("clean-{step}"));
            let different = differences(&edited, &clean);
            assert!(different.is_empty(), "sequence {seed}, {what}: {different:?}");
        }
    }
}

/// Bytes by path, or what is wrong there.
type Pages = BTreeMap<String, Result<Vec<u8>, String>>;

/// Every file that a site would hold, and what is wrong with the site.
fn shown(site: &Site) -> (Pages, Vec<String>) {
    let page = |path: &str| match site.render(path) {
        // Compressed files are for web servers: a preview has none.
        Ok(page) => Ok(page.map(|page| page.bytes).unwrap_or_default()),
        Err(error) => Err(error.to_string()),
    };
    let pages = site.plan().outputs().iter().map(|output| (output.path.to_string(), page(&output.path)));
    (pages.collect(), site.diagnostics().iter().map(ToString::to_string).collect())
}

/// All files that a site is made from.
fn inputs(archive: &Archive) -> BTreeMap<String, String> {
    ["content", "static", "templates"].iter().flat_map(|folder| archive.files(folder)).collect()
}

#[test]
fn a_preview_after_edits_shows_what_a_fresh_one_would() {
    for seed in 1..=asked("WARRAQ_SEQUENCES", 4) {
        let archive = archive(12);
        let root = archive.path("");
        let load = || {
            Site::load(
                &Config::load(&root).expect("good settings"),
                Memory { recall: false, keep: false },
                &Silent,
            )
            .expect("good templates")
        };
        build_into(&archive, "public");
        let mut draw = Draw(seed.wrapping_mul(0xD1B5_4A32_D192_ED03));
        let mut site = load();
        for step in 0..8 {
            let (before, settings) = (inputs(&archive), archive.read("site.toml"));
            let what = match draw.below(8) {
                0 => {
                    archive.write(&name(draw.below(14)), "+++\ntitle = \n+++\n");
                    "a file is broken".to_owned()
                }
                1 if archive.path("content/2016").exists() && !archive.path("content/b").exists() => {
                    archive.rename("content/2016", "content/b");
                    "a folder is moved".to_owned()
                }
                _ => edit(&archive, draw.below(EDITS), &mut draw, step),
            };
            let after = inputs(&archive);
            let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            let changed = paths.into_iter().filter(|path| before.get(*path) != after.get(*path));
            // Now and then the system tells of a folder alone.
            let told = |path: &String| match path.rsplit_once('/') {
                Some((folder, _)) if step % 3 == 0 => archive.path(folder),
                _ => archive.path(path),
            };
            let changed: BTreeSet<PathBuf> = changed.map(told).collect();
            site = if archive.read("site.toml") == settings {
                site.after(&changed.iter().map(PathBuf::as_path).collect::<Vec<_>>()).expect("good templates")
            } else {
                load()
            };
            assert_eq!(shown(&site), shown(&load()), "sequence {seed}, {what}");
        }
    }
}

#[test]
fn what_is_as_it_was_is_not_rendered_again() {
    let archive = archive(40);
    // The files of a search index hold several articles each.
    archive.write("site.toml", "title = \"خزانة\"\npage_size = 5\nsearch = false\n");
    let build = || {
        let run = archive.run(&["build", "--json"]);
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON object");
        ["rendered", "written"].map(|key| report[key].as_u64().expect(key))
    };
    age(&archive);
    let [rendered, written] = build();
    assert!(rendered > 40 && written >= rendered);
    assert_eq!(build(), [0, 0]);
    archive.write(&name(7), article(7, 1));
    assert_eq!(build(), [1, 1], "a text is on one page");
    archive.remove("public/index.html");
    assert_eq!(build(), [1, 1]);
    archive.write("static/notes.txt", "x");
    assert_eq!(build()[1], 1, "a new file may be linked to, and is not");
    archive.write("site.toml", "title = \"خزانة أخرى\"\npage_size = 5\nsearch = false\n");
    assert!(build()[1] >= 40, "every page shows the archive's name");
    // An article newer than all: its own page, its neighbour's, and the first page and one more of each of its lists.
    archive.write("content/new.md", article(40, 0).replace("2016-05", "2030-05"));
    let [rendered, written] = build();
    assert!((10..45).contains(&rendered) && written <= rendered, "{rendered} rendered, {written} written");
}

#[test]
fn a_few_new_pages_are_all_that_is_rendered() {
    let archive = Archive::new().file(
        "site.toml",
        "title = \"خزانة\"\nsources = [\"pages\"]\n[[source]]\nmatch = [\"*.barid.example\", \"pages\"]\nname = \"البريد\"\n",
    );
    let page = |number: u64| {
        let text = format!("أعلن المجلس في المدينة رقم {number} عن بدء العمل في المشروع الجديد صباح الخميس.");
        let dump =
            crate::archive::dump(&format!("المشروع رقم {number} يبدأ"), "27 أبريل 2017", &text.repeat(4));
        archive.write(&format!("pages/{number}.txt"), dump);
    };
    (0..8).for_each(page);
    let build = |arguments: &[&str]| {
        let run = archive.run(&[&["build", "--json"], arguments].concat());
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON object");
        (report["rendered"].as_u64().expect("a count"), report["articles"].as_u64().expect("a count"))
    };
    let (all, articles) = build(&[]);
    assert!(all > 20 && articles == 8, "{all}, {articles}");
    assert_eq!(build(&[]), (0, 8), "what rules found is no reason");
    archive.write("content/old.md", article(0, 0).replace("2015", "1999"));
    let (few, _) = build(&[]);
    assert!((5..all).contains(&few), "{few} of {all}");
    assert!(build(&["--recheck"]).0 > all, "one article more than at first");
    assert_eq!(build(&[]), (0, 9));
}

#[test]
fn slices_built_at_once_and_merged_are_one_build() {
    let archive = archive(60);
    let settings = "title = \"خزانة\"\npage_size = 5\ncompress = [\"gz\"]\ncitations = [\"day\", \"tag\"]\n";
    archive.write("site.toml", settings);
    (0..3).for_each(|number| {
        archive.write(&name(number), illustrated(number, number, 0));
        write_image(&archive, number, number);
    });
    let nothing = archive.run(&["build", "--merge"]);
    assert!(nothing.status == 2 && nothing.stderr.contains("nothing to merge"), "{nothing:?}");
    let slice = |slice: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_warraq"));
        command.args(["build", "--quiet", "--slice", slice]).current_dir(archive.path(""));
        command.stdout(Stdio::null()).spawn().expect("the program starts")
    };
    for round in 0..3 {
        let clean = build_anew(&archive, &format!("clean-{round}"));
        let mut running = [slice("1/3"), slice("2/3"), slice("3/3")];
        assert!(running.iter_mut().all(|child| child.wait().expect("it ends").success()));
        let before = built(&archive, "public");
        let run = archive.run(&["build", "--merge", "--json"]);
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON object");
        // What slices made is not made again: what needs the whole are the front page, indexes, years, feeds and files to copy;
        // images are made again while they are young. So are the search's files, as many as its words need, at first.
        let index =
            clean.keys().filter(|path| path.starts_with("search/index/") && path.ends_with(".js")).count();
        let rendered = report["rendered"].as_u64().expect("a count") as usize;
        let most = if round == 0 { 160 + index } else { 200 };
        assert!(index > 40 && rendered < most, "{index} of the search in {report}");
        if round == 0 {
            assert!(before.len() > 60 && before.len() < clean.len() && !before.contains_key("index.html"));
        }
        let mut after = built(&archive, "public");
        if round > 0 {
            assert_eq!(after.remove("stranger.html").as_deref(), Some("mine"));
        }
        let different = differences(&after, &clean);
        assert!(different.is_empty(), "round {round}: {different:?}");
        // One that only some of the slices know of, one that was never finished, and an edit.
        archive.write("content/late.md", article(61, round));
        assert!(slice("2/3").wait().expect("it ends").success());
        archive.remove("content/late.md");
        let mut child = slice("1/3");
        std::thread::sleep(Duration::from_millis(5 * round));
        let _ = child.kill();
        child.wait().expect("it has ended");
        archive.write(&name(round), article(round, round + 1));
        archive.write("public/stranger.html", "mine");
    }
    assert_eq!(archive.run(&["build", "--slice", "3/2"]).status, 2);
}

#[test]
fn a_dry_run_tells_what_a_build_then_does_and_does_nothing() {
    let archive = archive(12);
    let changes = || {
        let run = archive.run(&["build", "--dry-run", "--json"]);
        assert_eq!(run.status, 0, "{run:?}");
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON object");
        let changes = report["changes"].as_array().expect("a list").iter();
        changes
            .map(|change| format!("{} {}", change["change"], change["path"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    archive.write("site.toml", "title = \"خزانة\"\npage_size = 5\ncompress = [\"gz\"]\n");
    archive.write("static/about-us/index.txt", "نحن");
    let all = changes();
    assert!(all.len() > 40 && all.iter().all(|change| change.starts_with("new ")), "{all:?}");
    assert!(!archive.path("public").exists() && !archive.path(".warraq").exists());
    assert_eq!(all.len(), build_into(&archive, "public").len());
    assert_eq!(changes(), [""; 0]);
    archive.remove("public/.warraq/manifest");
    assert_eq!(changes(), [""; 0], "what is made again comes out the same");
    archive.write(&name(3), article(3, 1));
    archive.write("static/new.txt", "x");
    std::fs::remove_dir_all(archive.path("static/about-us")).expect("the folder is there");
    archive.write("static/about-us", "نحن");
    archive.remove(&name(4));
    let told = changes();
    let before = built(&archive, "public");
    assert!(told.contains(&"removed 2016/05/05/khabar-4/index.html".to_owned()), "{told:?}");
    assert!(told.contains(&"new new.txt".to_owned()), "{told:?}");
    assert!(told.contains(&"changed 2015/04/04/khabar-3/index.html".to_owned()), "{told:?}");
    let after = build_into(&archive, "public");
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let done = paths.into_iter().filter_map(|path| match (before.get(path), after.get(path)) {
        (None, _) => Some(format!("new {path}")),
        (_, None) => Some(format!("removed {path}")),
        (before, after) => (before != after).then(|| format!("changed {path}")),
    });
    assert_eq!(told, done.collect::<Vec<_>>());
}

/// A page of the user's own words in a folder that several archives share.
#[cfg(unix)]
#[test]
fn words_behind_a_link_are_read_again_when_they_change() {
    let archive = archive(3);
    archive.write("shared/ar.toml", "[strings]\nhome = \"البيت\"\n");
    std::fs::create_dir_all(archive.path("templates")).expect("a folder");
    std::os::unix::fs::symlink(archive.path("shared"), archive.path("templates/locales")).expect("a link");
    assert!(build_into(&archive, "public")["404.html"].contains("البيت"));
    archive.write("shared/ar.toml", "[strings]\nhome = \"الدار\"\n");
    assert!(build_into(&archive, "public")["404.html"].contains("الدار"));
}

/// A link that leads to itself is a folder that cannot be read, even by those who may read all.
#[cfg(unix)]
#[test]
fn what_was_built_from_a_folder_that_cannot_be_read_is_kept() {
    let archive = archive(12);
    let all = build_into(&archive, "public");
    let page = "2015/01/01/khabar-0/index.html";
    assert!(all.contains_key(page));
    let lose = |folder: &str| {
        archive.rename(folder, "aside");
        std::os::unix::fs::symlink(archive.path(folder), archive.path(folder)).expect("a link");
    };
    let regain = |folder: &str| {
        archive.remove(folder);
        archive.rename("aside", folder);
    };
    lose("content/2015");
    for arguments in [&["build"][..], &["build", "--dry-run"], &["build"]] {
        let run = archive.run(arguments);
        assert!(run.status == 1 && run.stderr.contains("content/2015"), "{run:?}");
        assert!(run.stdout.contains("0 removed") || run.stdout.contains("0 would be removed"), "{run:?}");
        assert!(run.stderr.contains("were kept"), "{run:?}");
        assert_eq!(built(&archive, "public").get(page), all.get(page));
    }
    regain("content/2015");
    assert_eq!(differences(&build_into(&archive, "public"), &all), [""; 0]);
    // A file that is there, and fails when it is read.
    if cfg!(target_os = "linux") {
        archive.rename(&name(0), "aside");
        std::os::unix::fs::symlink("/proc/self/mem", archive.path(&name(0))).expect("a link");
        let run = archive.run(&["build"]);
        assert!(run.status == 1 && run.stderr.contains("were kept"), "{run:?}");
        assert_eq!(built(&archive, "public").get(page), all.get(page));
        regain(&name(0));
        assert_eq!(differences(&build_into(&archive, "public"), &all), [""; 0]);
    }
    lose("content");
    let run = archive.run(&["build"]);
    assert!(run.status == 2 && run.stderr.contains("cannot be read"), "{run:?}");
    regain("content");
    assert_eq!(differences(&built(&archive, "public"), &all), [""; 0]);
}

#[test]
fn what_a_failed_build_did_not_write_is_not_its_own() {
    let archive = archive(6);
    build_into(&archive, "public");
    archive.write("content/z.md", article(0, 0).replace("2015", "1999").replace("example/0", "example/z"));
    archive.write("templates/year.html", "{{ nope.nope }}");
    assert_eq!(archive.run(&["build"]).status, 2);
    archive.write("public/1999/index.html", "mine");
    archive.remove("templates/year.html");
    let run = archive.run(&["build"]);
    assert!(run.status == 2 && run.stderr.contains("was not written by Warraq"), "{run:?}");
    assert_eq!(archive.read("public/1999/index.html"), "mine");
    archive.remove("public/1999/index.html");
    let different = differences(&build_into(&archive, "public"), &build_anew(&archive, "clean"));
    assert!(different.is_empty(), "{different:?}");
}

/// The archive's whole folder may be searched for Markdown; what a build wrote into it is none of it.
#[test]
fn an_output_folder_in_the_content_is_not_read() {
    let archive = archive(3);
    archive.write("site.toml", "title = \"خزانة\"\ncontent = \".\"\n");
    archive.write("static/notes.md", article(7, 0));
    let first = build_into(&archive, "public");
    assert!(first.contains_key("notes.md"));
    assert_eq!(differences(&build_into(&archive, "public"), &first), [""; 0]);
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_finishes_it() {
    let archive = archive(150);
    let begin = Instant::now();
    let mut clean = build_into(&archive, "clean");
    let takes = begin.elapsed();
    let build_quietly = |folder: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_warraq"));
        command.args(["build", "--quiet", "--output", folder]).current_dir(archive.path(""));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the program starts")
    };
    let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
    let mut unfinished = 0;
    for kill in 0..asked("WARRAQ_KILLS", 8) {
        let folder = format!("public-{kill}");
        let mut child = build_quietly(&folder);
        std::thread::sleep(takes.mul_f64(draw.below(1000) as f64 / 1000.0).min(Duration::from_secs(5)));
        let _ = child.kill();
        child.wait().expect("it has ended");
        let left = if Path::new(&archive.path(&folder)).exists() {
            built(&archive, &folder)
        } else {
            BTreeMap::new()
        };
        for (path, text) in &left {
            assert_eq!(clean.get(path), Some(text), "kill {kill}: {path} is not whole");
        }
        unfinished += u64::from(left.len() < clean.len());
        // Edits, and another kill on the way to them; what is left word of by now is of several runs.
        archive.write(&name(kill % 150), article(kill % 150, kill + 1));
        archive.write("static/kill.txt", format!("{kill}"));
        age(&archive);
        let mut child = build_quietly(&folder);
        std::thread::sleep(takes.mul_f64(draw.below(1000) as f64 / 1000.0));
        let _ = child.kill();
        child.wait().expect("it has ended");
        if kill % 2 == 0 {
            archive.remove("static/kill.txt");
        }
        let rebuilt = build_into(&archive, &folder);
        let different = differences(&rebuilt, &build_anew(&archive, &format!("clean-{kill}")));
        assert!(different.is_empty(), "kill {kill}: {different:?}");
        clean = rebuilt;
    }
    assert!(unfinished > 0, "no build was killed before it had ended");
}

/// Builds into a file system of its own that is too small, keeps what is left, makes room and builds again; then once more where
/// nothing may be written.
const FULL_DISK: &str = r#"
set -e
mkdir disk
mount -t tmpfs -o size=400k none disk
status=0
"$WARRAQ" build --quiet --output disk 2> said || status=$?
cp -r disk left
mount -o remount,size=64m none disk
"$WARRAQ" build --quiet --output disk
cp -r disk after
mount -o remount,ro none disk
"$WARRAQ" build --quiet --recheck --output disk 2> refused && exit 9
exit $status
"#;

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_whole_files_and_the_next_build_finishes() {
    let inside = |archive: &Archive, script: &str| {
        Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", script])
            .env("WARRAQ", env!("CARGO_BIN_EXE_warraq"))
            .current_dir(archive.path(""))
            .output()
    };
    let archive = archive(80);
    if !inside(&archive, "mount -t tmpfs none .").is_ok_and(|run| run.status.success()) {
        crate::skipped::say(
            "the test of a full disk",
            "it needs Linux with `unshare` for users without rights",
        );
        return;
    }
    let clean = build_into(&archive, "clean");
    let run = inside(&archive, FULL_DISK).expect("it ran a moment ago");
    let said = archive.read("said");
    assert_eq!(run.status.code(), Some(2), "{said}\n{run:?}");
    assert!(said.contains("No space left on device") && said.contains("help: make room"), "{said}");
    let left = built(&archive, "left");
    assert!(!left.is_empty() && left.len() < clean.len(), "{} of {}", left.len(), clean.len());
    for (path, text) in &left {
        assert_eq!(clean.get(path), Some(text), "{path} is not whole");
    }
    assert_eq!(differences(&built(&archive, "after"), &clean), [""; 0]);
    let refused = archive.read("refused");
    assert!(refused.contains("Read-only file system") && refused.contains("help: check that you may write"));
}
