//! Whole runs of `warraq convert`: what becomes of pages, and of the files that people touched in between.

use crate::archive::{Archive, dump, fates};
use std::io::Write as _;

const DATE: &str = "27 أبريل 2017 الساعة 16:28";
const TEXT: &str =
    "صادق مجلس المدينة أمس على مشروع لتجديد شبكة الماء في الأحياء القديمة بعد نقاش طويل بين أعضائه.";
const FILE: &str = "content/2017/04/27/المجلس-يصادق-على-مشروع-الماء.md";

fn water() -> String {
    dump("المجلس يصادق على مشروع الماء", DATE, TEXT)
}

fn one() -> Archive {
    Archive::new().page("a.txt", water())
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).expect("in memory");
    encoder.finish().expect("in memory")
}

#[test]
fn a_page_becomes_a_file_and_a_second_run_changes_nothing() {
    let archive = one();
    assert_eq!(archive.convert()["a.txt"], format!("written {FILE}"));
    let before = archive.files("content");
    let written = std::fs::metadata(archive.path(FILE)).and_then(|file| file.modified()).expect("a time");
    let text = &before[FILE];
    assert!(
        text.starts_with("+++\ntitle = \"المجلس يصادق على مشروع الماء\"\ndate = 2017-04-27T16:28:00\n"),
        "{text}"
    );
    assert!(text.contains("file = \"pages/a.txt\"\n") && text.contains("encoding = \"UTF-8\"\n"), "{text}");
    assert!(text.contains(TEXT), "{text}");

    assert_eq!(archive.convert()["a.txt"], format!("unchanged {FILE}"));
    assert_eq!(archive.files("content"), before);
    let still = std::fs::metadata(archive.path(FILE)).and_then(|file| file.modified()).expect("a time");
    assert_eq!(still, written, "the file was written again");
    let run = archive.run(&["convert"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "1 page: 1 unchanged\n"), "{}", run.stderr);
}

#[test]
fn what_comes_out_does_not_depend_on_the_way_of_naming_it() {
    let first = Archive::new();
    let pages: Vec<String> = (0..40).map(|n| format!("صفحة {}", n % 7)).collect();
    for (n, headline) in pages.iter().enumerate() {
        first.write(&format!("pages/{}/{n}.txt", n % 3), dump(headline, DATE, &format!("{TEXT} {n}")));
    }
    let second = Archive::new();
    for (n, headline) in pages.iter().enumerate().rev() {
        second.write(&format!("pages/{}/{n}.txt", n % 3), dump(headline, DATE, &format!("{TEXT} {n}")));
    }
    first.convert();
    let run =
        second.run(&["convert", "pages/2", "pages/**/*.txt", &second.path("pages/0").to_string_lossy()]);
    assert_eq!(run.stdout, "40 pages: 40 written\n", "{}", run.stderr);
    assert_eq!(first.files("content"), second.files("content"));
}

#[test]
fn a_changed_page_updates_its_file_and_moves_it_with_its_headline() {
    let archive = one();
    archive.convert();
    archive.write("pages/a.txt", water().replace("نقاش طويل", "نقاش قصير"));
    assert_eq!(archive.convert()["a.txt"], format!("written {FILE}"));
    assert!(archive.read(FILE).contains("نقاش قصير"));

    archive.write("pages/a.txt", dump("المجلس يؤجل المشروع", "28 أبريل 2017", TEXT));
    let moved = "content/2017/04/28/المجلس-يؤجل-المشروع.md";
    assert_eq!(archive.convert()["a.txt"], format!("written {moved}"));
    assert_eq!(archive.files("content").into_keys().collect::<Vec<_>>(), [moved]);
    assert!(!archive.path("content/2017/04/27").exists(), "an empty folder was left");
}

#[test]
fn a_file_edited_by_hand_is_never_overwritten() {
    let archive = one();
    archive.convert();
    let edited = archive.read(FILE).replace("نقاش طويل", "نقاش هادئ");
    archive.write(FILE, &edited);
    let run = archive.run(&["convert"]);
    assert_eq!(
        run.stdout,
        format!("kept because edited: pages/a.txt: {FILE}\n1 page: 1 kept because edited\n")
    );
    assert_eq!((run.status, &*run.stderr), (0, "converting: 1\n"), "an unchanged page is nothing to warn of");

    archive.write("pages/a.txt", dump("عنوان آخر", "28 أبريل 2017", TEXT));
    let run = archive.run(&["convert"]);
    assert!(run.stderr.contains("edited by hand") && run.stderr.contains(FILE), "{}", run.stderr);
    assert_eq!(archive.files("content").into_iter().collect::<Vec<_>>(), [(FILE.to_owned(), edited.clone())]);

    // Broken in the middle of an edit, it is still that page's file.
    let broken = edited.replace("title = ", "title ");
    archive.write(FILE, &broken);
    assert_eq!(archive.convert()["a.txt"], format!("kept-because-edited {FILE}"));
    assert_eq!(archive.files("content").len(), 1);
}

#[test]
fn deleted_files_come_back_and_renamed_ones_stay() {
    let archive = one();
    archive.convert();
    let before = archive.files("content");
    archive.remove(FILE);
    assert_eq!(archive.convert()["a.txt"], format!("written {FILE}"));
    assert_eq!(archive.files("content"), before);

    let renamed = "content/2017/04/27/الماء.md";
    archive.rename(FILE, renamed);
    assert_eq!(archive.convert()["a.txt"], format!("unchanged {renamed}"));
    archive.write("pages/a.txt", water().replace("نقاش طويل", "نقاش قصير"));
    assert_eq!(archive.convert()["a.txt"], format!("written {renamed}"));
    assert_eq!(archive.files("content").len(), 1);

    archive.rename("pages/a.txt", "pages/b.txt");
    assert_eq!(archive.convert()["b.txt"], format!("written {renamed}"));
    assert!(archive.read(renamed).contains("file = \"pages/b.txt\""));
    archive.remove("pages/b.txt");
    archive.convert();
    assert!(archive.path(renamed).exists(), "the archive forgets nothing when a source goes");
}

#[test]
fn same_bytes_are_duplicates_and_other_texts_are_not() {
    let archive = one().page("b.txt.gz", gzip(&water())).page("c.txt", water().replace("نقاش", "جدال"));
    let fates = archive.convert();
    assert_eq!(fates["a.txt"], format!("written {FILE}"));
    assert_eq!(fates["b.txt.gz"], format!("duplicate-of {FILE}"));
    let second = FILE.replace(".md", "-2.md");
    assert_eq!(fates["c.txt"], format!("written {second}"));
    let before = archive.files("content");
    let fates = archive.convert();
    assert_eq!(fates["c.txt"], format!("unchanged {second}"));
    assert_eq!(fates["b.txt.gz"], format!("duplicate-of {FILE}"));
    assert_eq!(archive.files("content"), before);
}

#[test]
fn files_of_other_hands_are_left_alone() {
    let mine = "+++\ntitle = \"كتبته بنفسي\"\n+++\nنص\n";
    let archive = one().file(FILE, mine).file("content/notes.txt", "x");
    let second = FILE.replace(".md", "-2.md");
    assert_eq!(archive.convert()["a.txt"], format!("written {second}"));
    assert_eq!(archive.convert()["a.txt"], format!("unchanged {second}"));
    assert_eq!(archive.read(FILE), mine);
    assert_eq!(archive.read("content/notes.txt"), "x");
}

#[test]
fn hostile_headlines_stay_inside_their_folder() {
    let text = |n: u32| format!("{TEXT} {n}");
    let archive = Archive::new()
        .page("1.txt", dump("../../../خارج المجلد تماما", DATE, &text(1)))
        .page("2.txt", dump(&"عنوان طويل جدا ".repeat(40), DATE, &text(2)))
        .page("3.txt", dump("خبر\u{202E}مقلوب: \"اقتباس\" \\ وشرطة", DATE, &text(3)));
    let fates = archive.convert();
    assert!(fates.values().all(|fate| fate.starts_with("written ")), "{fates:?}");
    for file in archive.files("content").keys() {
        let name = file.strip_prefix("content/2017/04/27/").expect("in its folder");
        assert!(name.len() <= 200 && !name.contains(['/', '\\', ':', '"', '\u{202E}']), "{name}");
    }
    assert!(archive.convert().values().all(|fate| fate.starts_with("unchanged ")));
}

#[test]
fn bad_inputs_are_reported_and_the_run_goes_on() {
    let bomb = gzip(&" ".repeat((64 << 20) + 1));
    let cut = gzip(&water().repeat(20));
    let archive = one()
        .page("bomb.html.gz", bomb)
        .page("cut.txt.gz", &cut[..cut.len() / 2])
        .page("empty.html", "")
        .page("image.html", b"\x89PNG\r\n\x1a\n\0\0\0")
        .page("style.css", "not looked at");
    std::fs::create_dir(archive.path("pages/folder.html")).expect("a folder with a page's name");
    let run = archive.run(&["convert", "--json"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let fates = fates(&run);
    assert_eq!(fates["a.txt"], format!("written {FILE}"));
    for (name, reason) in [
        ("bomb.html.gz", "64 MiB"),
        ("cut.txt.gz", "cut off"),
        ("empty.html", "empty"),
        ("image.html", "PNG image"),
    ] {
        assert!(fates[name].starts_with("unreadable ") && fates[name].contains(reason), "{}", fates[name]);
        assert!(run.stderr.contains(&format!("pages/{name}")), "{}", run.stderr);
    }
    assert_eq!(fates.len(), 5);
    let nothing = archive.run(&["convert", "no-such-folder", "no/*/such.html"]);
    assert_eq!((nothing.status, nothing.stdout.lines().count()), (1, 3), "{nothing:?}");
}

#[cfg(unix)]
#[test]
fn odd_names_links_and_pipes_are_survived() {
    use std::os::unix::ffi::OsStrExt as _;
    let archive = one();
    let odd = archive.path("pages").join(std::ffi::OsStr::from_bytes(b"odd-\xFF\n\".txt"));
    std::fs::write(odd, dump("خبر باسم غريب", DATE, &format!("{TEXT} أيضا"))).expect("an odd name");
    std::os::unix::fs::symlink(archive.path("pages"), archive.path("pages/loop")).expect("a link");
    std::os::unix::fs::symlink("nowhere.html", archive.path("pages/dangling.html")).expect("a link");
    let made = std::process::Command::new("mkfifo").arg(archive.path("pages/pipe.html")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo");
    std::os::unix::fs::symlink("nowhere.png", archive.path("pages/dangling.png")).expect("a link");
    let fates = archive.convert();
    assert_eq!(fates["odd-%FF%0A\".txt"], "written content/2017/04/27/خبر-باسم-غريب.md");
    assert!(!fates.contains_key("dangling.png"), "it is no page: {fates:?}");
    assert!(fates["pipe.html"].contains("no regular file"), "{fates:?}");
    assert!(fates["dangling.html"].starts_with("unreadable"), "{fates:?}");
    assert!(fates["loop"].contains("symbolic link"), "{fates:?}");
    assert_eq!(archive.convert()["odd-%FF%0A\".txt"], "unchanged content/2017/04/27/خبر-باسم-غريب.md");
}

#[test]
fn what_a_killed_run_left_is_harmless_and_goes() {
    let archive = one().file("content/2017/04/27/.warraq-x1.tmp", "half a fi");
    archive.write(".warraq/.warraq-x2.tmp", "half a li");
    archive.convert();
    let copy = archive.read(FILE);
    archive.write(&FILE.replace(".md", "-2.md"), copy);
    assert_eq!(archive.convert()["a.txt"], format!("unchanged {FILE}"));
    assert_eq!(archive.files("content").into_keys().collect::<Vec<_>>(), [FILE]);
    assert!(!archive.path(".warraq/.warraq-x2.tmp").exists());

    // The new place was written, the old one not yet removed.
    let old = archive.read(FILE);
    archive.write("pages/a.txt", dump("المجلس يؤجل المشروع", "28 أبريل 2017", TEXT));
    let moved = "content/2017/04/28/المجلس-يؤجل-المشروع.md";
    assert_eq!(archive.convert()["a.txt"], format!("written {moved}"));
    archive.write(FILE, old);
    assert_eq!(archive.convert()["a.txt"], format!("unchanged {moved}"));
    assert_eq!(archive.files("content").into_keys().collect::<Vec<_>>(), [moved]);
}

#[test]
fn a_copy_made_by_hand_takes_nothing_away() {
    let archive = one();
    archive.convert();
    let text = archive.read(FILE);
    archive.write("content/b.md", &text);
    assert_eq!(archive.convert()["a.txt"], format!("unchanged {FILE}"));
    archive.write("content/b.md", text.replace("نقاش طويل", "نقاش هادئ"));
    archive.convert();
    assert_eq!(archive.files("content").into_keys().collect::<Vec<_>>(), [FILE, "content/b.md"]);
}

#[test]
fn a_second_run_waits_for_the_first() {
    let archive = one();
    archive.convert();
    let lock = std::fs::File::create(archive.path(".warraq/lock")).expect("the lock");
    lock.lock().expect("nobody holds it");
    let root = archive.path("");
    let second = std::process::Command::new(env!("CARGO_BIN_EXE_warraq"))
        .arg("convert")
        .current_dir(root)
        .stdin(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut said = String::new();
    let mut second = second;
    let mut stderr = std::io::BufReader::new(second.stderr.take().expect("a pipe"));
    std::io::BufRead::read_line(&mut stderr, &mut said).expect("a line");
    assert_eq!(said, "note: another run is converting into this archive; waiting for it to end\n");
    drop(lock);
    let output = second.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "1 page: 1 unchanged\n");
}

/// Gives a page an age at which its time of change can be relied on.
fn age(archive: &Archive, page: &str) {
    let file = std::fs::File::options().write(true).open(archive.path(page)).expect("the page");
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_600_000_000);
    file.set_modified(old).expect("a time");
}

#[test]
fn unchanged_inputs_are_not_read_again_unless_they_are_needed() {
    let archive = one().page("other.html", "<html><title>404</title><p>x</html>");
    age(&archive, "pages/a.txt");
    age(&archive, "pages/other.html");
    let first = archive.convert();
    let before = archive.files("content");
    assert_eq!(archive.read(".warraq/.gitignore"), "*\n");

    // Whoever reads the page finds another reason than what is left word of here.
    let reason = first["other.html"].strip_prefix("not-an-article ").expect("it is none");
    archive.write(".warraq/seen.json", archive.read(".warraq/seen.json").replace(reason, "told before"));
    let second = archive.convert();
    assert_eq!(second["a.txt"], format!("unchanged {FILE}"));
    assert_eq!(second["other.html"], "not-an-article told before");
    assert_eq!(archive.files("content"), before);
    let run = archive.run(&["convert", "--recheck", "--json"]);
    assert!(run.stdout.contains(reason) && !run.stdout.contains("told before"), "{run:?}");

    archive.remove(FILE);
    assert_eq!(archive.convert()["a.txt"], format!("written {FILE}"));
    archive.write(".warraq/seen.json", "no JSON");
    assert_eq!(archive.convert()["a.txt"], format!("unchanged {FILE}"));
    // Other bytes behind the same size and time.
    #[cfg(unix)]
    {
        archive.write("pages/a.txt", water().replace("نقاش طويل", "نقاش قصير"));
        age(&archive, "pages/a.txt");
        assert_eq!(archive.convert()["a.txt"], format!("written {FILE}"));
        assert!(archive.read(FILE).contains("نقاش قصير"));
    }
    archive.write("site.toml", "title = \"أرشيف\"\nsources = [\"pages\"]\n[[source]]\nmatch = \"pages\"\ndrop_lines = [\"الوادي - متابعة\"]\n");
    age(&archive, "pages/a.txt");
    assert_eq!(archive.convert()["a.txt"], format!("written {FILE}"), "new rules read the pages again");
}

#[test]
fn edits_are_seen_though_the_page_is_not_read() {
    let archive = one();
    age(&archive, "pages/a.txt");
    archive.convert();
    archive.write(FILE, archive.read(FILE).replace("نقاش طويل", "نقاش هادئ"));
    assert_eq!(archive.convert()["a.txt"], format!("kept-because-edited {FILE}"));
    assert_eq!(archive.convert()["a.txt"], format!("kept-because-edited {FILE}"));
}

#[test]
fn one_thread_and_many_write_the_same() {
    use warraq::config::Config;
    use warraq::converter::{ConvertOptions, convert};
    let run = |threads: usize| {
        let archive = Archive::new();
        for n in 0..60 {
            let page =
                dump(&format!("صفحة {}", n % 5), DATE, &format!("{} {}", TEXT.repeat(1 + n % 4), n % 20));
            archive.write(&format!("pages/{n}.txt"), page);
        }
        let config = Config::by_default(&archive.path("."));
        let options = ConvertOptions { threads, ..ConvertOptions::default() };
        let report =
            convert(&config, &[archive.path("pages")], &options, &warraq::diagnostic::Silent).expect("a run");
        (format!("{:?}", report.fates), archive.files("content"))
    };
    let (fates, files) = run(1);
    assert!(files.len() > 5 && fates.contains("DuplicateOf"), "{fates}");
    assert_eq!(run(8), (fates, files));
}

#[test]
fn a_page_that_was_a_duplicate_gets_its_file_when_the_other_changes() {
    let archive = one().page("b.txt", water());
    age(&archive, "pages/a.txt");
    age(&archive, "pages/b.txt");
    assert_eq!(archive.convert()["b.txt"], format!("duplicate-of {FILE}"));
    assert_eq!(archive.convert()["b.txt"], format!("duplicate-of {FILE}"));
    archive.write("pages/a.txt", dump("عنوان آخر تماما", DATE, TEXT));
    let fates = archive.convert();
    assert_eq!(fates["a.txt"], "written content/2017/04/27/عنوان-آخر-تماما.md");
    assert_eq!(fates["b.txt"], format!("written {FILE}"), "its bytes are in no file any more");
    assert!(archive.convert().values().all(|fate| fate.starts_with("unchanged")));
}

#[test]
fn a_file_that_holds_no_text_is_told_with_what_to_do() {
    let noise: Vec<u8> = (0..5000_u32).map(|n| (n * n % 251 + n % 5) as u8).collect();
    let archive = one().page("noise.html", noise);
    let run = archive.run(&["convert"]);
    assert_eq!(run.status, 1);
    assert!(
        run.stderr.contains("pages/noise.html") && run.stderr.contains("help: take it out"),
        "{}",
        run.stderr
    );
    assert!(run.stdout.ends_with("2 pages: 1 written, 1 unreadable\n"), "{}", run.stdout);
}
