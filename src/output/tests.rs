//! What is written, left alone, replaced and refused.

use super::manifest::Record;
use super::*;
use std::collections::BTreeSet;

/// Builds and leaves word, as a builder would: what a file was made from is its text.
fn build(root: &Path, files: &[(&str, &str)]) -> Result<(Vec<Written>, Vec<String>), OutputError> {
    let output = OutputFolder::open(root, Access::Alone)?
        .begin(files.iter().map(|(path, _)| *path).collect(), None)?;
    let mut manifest = output.begin_manifest(Fingerprint::default())?;
    let (mut written, mut records) = (Vec::new(), Vec::new());
    for (path, text) in files {
        let (result, stamp) = output.write(path, text.as_bytes())?;
        written.push(result);
        let record = |stamp| Record {
            path: (*path).into(),
            stamp,
            bytes: Fingerprint::of(text.as_bytes()),
            made_from: (*text).to_owned(),
        };
        records.extend(stamp.map(record));
    }
    manifest.add(&records).expect("the disk has room");
    Ok((written, output.finish(manifest, Some((inputs(files), files.len())), |_| false)?.0))
}

/// Of everything that [`build`] makes these files from.
fn inputs(files: &[(&str, &str)]) -> Fingerprint {
    Fingerprint::of_value(files)
}

fn open<'p>(root: &Path, files: &[&'p str]) -> Output<'p> {
    OutputFolder::open(root, Access::Alone)
        .and_then(|folder| folder.begin(files.to_vec(), None))
        .expect("it opens")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

#[test]
fn writes_what_changed_and_removes_what_is_gone() {
    let dir = folder();
    let root = dir.path().join("public");
    let first = build(&root, &[("a/index.html", "1"), ("b/c/index.html", "2"), ("d.txt", "3")]);
    assert_eq!(first.expect("it builds"), (vec![Written::New; 3], vec![]));
    let second = build(&root, &[("a/index.html", "1"), ("d.txt", "4")]).expect("it builds");
    assert_eq!(second, (vec![Written::Unchanged, Written::Changed], vec!["b/c/index.html".to_owned()]));
    assert!(!root.join("b").exists());
    assert_eq!(std::fs::read_to_string(root.join("d.txt")).ok().as_deref(), Some("4"));
    let own = std::fs::read_dir(root.join(".warraq")).expect("it is there").flatten();
    let names: BTreeSet<_> = own.map(|entry| entry.file_name()).collect();
    assert_eq!(
        names,
        ["files", "lock", "manifest", "settled"].map(Into::into).into(),
        "nothing temporary is left"
    );
}

#[test]
fn a_large_file_is_compared_to_its_end() {
    let dir = folder();
    let mut text = "x".repeat(100_000);
    build(dir.path(), &[("a.bin", &text)]).expect("it builds");
    assert_eq!(build(dir.path(), &[("a.bin", &text)]).expect("it builds").0, [Written::Unchanged]);
    text.replace_range(99_999.., "y");
    assert_eq!(build(dir.path(), &[("a.bin", &text)]).expect("it builds").0, [Written::Changed]);
}

#[test]
fn a_folder_with_foreign_files_is_refused_untouched() {
    let dir = folder();
    std::fs::write(dir.path().join("thesis.doc"), "x").expect("it is written");
    let refused = build(dir.path(), &[("index.html", "1")]);
    assert!(matches!(&refused, Err(OutputError::Foreign { example, .. }) if example == "thesis.doc"));
    assert!(!dir.path().join("index.html").exists() && !dir.path().join(".warraq").exists());
}

#[test]
fn files_added_later_stay_and_are_never_replaced() {
    let dir = folder();
    std::fs::create_dir(dir.path().join(".git")).expect("it is made");
    build(dir.path(), &[("x/index.html", "1")]).expect("it builds");
    std::fs::write(dir.path().join("x/CNAME"), "mine").expect("it is written");
    build(dir.path(), &[("index.html", "2")]).expect("it builds");
    assert!(dir.path().join("x/CNAME").exists() && !dir.path().join("x/index.html").exists());
    let taken = build(dir.path(), &[("x/CNAME", "theirs")]);
    assert!(matches!(taken, Err(OutputError::Taken { .. })));
    assert_eq!(std::fs::read_to_string(dir.path().join("x/CNAME")).ok().as_deref(), Some("mine"));
}

#[test]
fn a_list_that_is_none_makes_the_folder_foreign() {
    let dir = folder();
    build(dir.path(), &[("index.html", "1")]).expect("it builds");
    std::fs::write(dir.path().join(".warraq/files"), b"\xFF\xFE").expect("it is written");
    assert!(matches!(build(dir.path(), &[("index.html", "1")]), Err(OutputError::Foreign { .. })));
}

#[test]
fn an_edited_list_deletes_nothing_outside() {
    let dir = folder();
    let root = dir.path().join("public");
    build(&root, &[("index.html", "1")]).expect("it builds");
    let precious = dir.path().join("precious");
    std::fs::write(&precious, "x").expect("it is written");
    let list = format!("{HEADER}\nindex.html\n../precious\n{}\n", precious.display());
    std::fs::write(root.join(".warraq/files"), list).expect("it is written");
    build(&root, &[("other.html", "1")]).expect("it builds");
    assert!(precious.exists() && !root.join("index.html").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_deleted_through_a_link() {
    let dir = folder();
    let (root, outside) = (dir.path().join("public"), dir.path().join("outside"));
    build(&root, &[("a/index.html", "1"), ("b.html", "1")]).expect("it builds");
    std::fs::rename(root.join("a"), &outside).expect("it is moved");
    std::os::unix::fs::symlink(&outside, root.join("a")).expect("it is linked");
    build(&root, &[("b.html", "1")]).expect("it builds");
    assert!(outside.join("index.html").exists());
    std::fs::remove_file(outside.join("index.html")).expect("it is removed");
    let through = build(&root, &[("a/index.html", "2"), ("b.html", "1")]);
    assert!(matches!(&through, Err(OutputError::Taken { path }) if path == "a"), "{through:?}");
    assert!(!outside.join("index.html").exists());
}

#[test]
fn a_second_build_waits_its_turn() {
    let dir = folder();
    let first = open(dir.path(), &["a.html"]);
    let second = build(dir.path(), &[("b.html", "2")]);
    assert!(matches!(second, Err(OutputError::Busy { .. })));
    first.write("a.html", b"1").expect("it is written");
    drop(first);
    build(dir.path(), &[("b.html", "2")]).expect("it builds");
}

#[test]
fn a_killed_run_is_taken_up_again() {
    let dir = folder();
    let output = open(dir.path(), &["a.html", "b.html"]);
    output.write("a.html", b"1").expect("it is written");
    std::fs::write(dir.path().join(".warraq/new-7"), "half").expect("it is written");
    drop(output);
    let (_, removed) = build(dir.path(), &[("b.html", "2")]).expect("it builds");
    assert_eq!(removed, ["a.html"]);
    assert!(!dir.path().join(".warraq/new-7").exists());
}

#[test]
fn a_file_gives_way_to_a_folder_and_a_folder_to_a_file() {
    let dir = folder();
    build(dir.path(), &[("a", "1"), ("b/c.txt", "2"), ("d/index.html", "3")]).expect("it builds");
    let (written, removed) =
        build(dir.path(), &[("a/index.html", "1"), ("b", "2"), ("d/index.html", "3")]).expect("it builds");
    assert_eq!(written, [Written::New, Written::New, Written::Unchanged]);
    assert_eq!(removed, ["a", "b/c.txt"]);
    assert_eq!(std::fs::read_to_string(dir.path().join("b")).ok().as_deref(), Some("2"));
}

#[test]
fn a_folder_as_the_last_build_left_it_is_settled_and_no_other() {
    let dir = folder();
    let files = [("a/index.html", "1"), ("b.html", "2")];
    let settled = || OutputFolder::open(dir.path(), Access::Alone).expect("it opens").settled(inputs(&files));
    assert_eq!(settled(), None);
    build(dir.path(), &files).expect("it builds");
    assert_eq!(settled(), Some(Settled { articles: 2, files: 2 }));
    let other = OutputFolder::open(dir.path(), Access::Alone).expect("it opens").settled(inputs(&files[..1]));
    assert_eq!(other, None);
    let file = dir.path().join("a/index.html");
    std::fs::write(&file, "1").expect("it is written");
    assert_eq!(settled(), None, "someone has been there");
    build(dir.path(), &files).expect("it builds");
    assert!(settled().is_some());
    std::fs::remove_file(&file).expect("it is removed");
    assert_eq!(settled(), None);
    build(dir.path(), &files).expect("it builds");
    std::fs::write(dir.path().join(".warraq/settled"), "x").expect("it is written");
    assert_eq!(settled(), None);
}

#[test]
fn what_a_file_was_made_from_is_remembered_as_long_as_the_file_stays() {
    let dir = folder();
    let files = [("a/index.html", "1"), ("b.html", "2"), ("c.html", "3")];
    build(dir.path(), &files).expect("it builds");
    std::fs::write(dir.path().join("b.html"), "2").expect("it is written");
    std::fs::write(dir.path().join("c.html"), "4").expect("it is written");
    let output = open(dir.path(), &["a/index.html", "aa.html", "b.html", "c.html"]);
    let mut manifest = output.manifest::<String>(Fingerprint::default());
    let mut records = manifest.records(["a/index.html", "aa.html"].into_iter());
    records.extend(manifest.records(["b.html", "c.html"].into_iter()));
    let known: Vec<_> =
        records.iter().map(|left| left.as_ref().map(|left| left.record.made_from.as_str())).collect();
    assert_eq!(known, [Some("1"), None, Some("2"), Some("3")]);
    let intact: Vec<bool> =
        records.iter().flatten().map(|left| output.still_holds(&left.record).is_some()).collect();
    assert_eq!(intact, [true, true, false], "written again with the same bytes, and with others");
    assert!(records.iter().flatten().all(|left| left.same_archive));
    let mut manifest = output.manifest::<String>(Fingerprint::of(b"another"));
    assert!(manifest.records(["b.html"].into_iter()).iter().flatten().all(|left| !left.same_archive));
}

#[test]
fn shares_are_written_beside_one_another_and_alone_when_alone() {
    let dir = folder();
    let share = |name: &str| OutputFolder::open(dir.path(), Access::Beside(name.to_owned()));
    let first = share("1-of-2").expect("it opens");
    let second = share("2-of-2").expect("it opens");
    assert!(matches!(share("2-of-2"), Err(OutputError::Busy { .. })));
    assert!(matches!(OutputFolder::open(dir.path(), Access::Alone), Err(OutputError::Busy { .. })));
    let planned = ["a.html", "b.html", "c.html"];
    let first = first.begin(planned.to_vec(), Some(planned[..1].to_vec())).expect("nothing is in the way");
    first.write("a.html", b"1").expect("it is written");
    let second = second
        .begin(planned.to_vec(), Some(planned[1..].to_vec()))
        .expect("what the other wrote is no stranger's");
    second.write("b.html", b"2").expect("it is written");
    for output in [first, second] {
        let manifest = output.begin_manifest(Fingerprint::default()).expect("it begins");
        assert!(output.finish(manifest, None, |_| false).expect("it ends").0.is_empty());
    }
    let whole = OutputFolder::open(dir.path(), Access::Alone).expect("it opens");
    assert!(whole.has_shares());
    drop(whole);
    build(dir.path(), &planned.map(|path| (path, "3"))).expect("it builds");
    assert!(!OutputFolder::open(dir.path(), Access::Look).expect("it opens").has_shares());
}

#[test]
fn what_someone_did_to_old_files_stops_no_build() {
    let dir = folder();
    let at = |path: &str| dir.path().join(path);
    build(dir.path(), &[("a/b/c.txt", "1"), ("d.txt", "2"), ("e/f/g.txt", "3"), ("z.html", "4")])
        .expect("it builds");
    std::fs::remove_dir_all(at("a/b")).expect("it is removed");
    std::fs::write(at("a/b"), "mine").expect("it is written");
    std::fs::remove_file(at("d.txt")).expect("it is removed");
    std::fs::create_dir(at("d.txt")).expect("it is made");
    std::fs::remove_file(at("e/f/g.txt")).expect("it is removed");
    let list = std::fs::read_to_string(at(".warraq/files")).expect("it is there");
    std::fs::write(at(".warraq/files"), list + &"x".repeat(300) + ".gz\n").expect("it is written");
    let (_, removed) = build(dir.path(), &[("z.html", "4")]).expect("it builds");
    assert!(removed.is_empty() && at("a/b").is_file() && at("d.txt").is_dir());
    assert!(!at("e").exists(), "folders that hold nothing any more go");
}

#[test]
fn a_file_goes_when_its_name_changes_in_case_alone() {
    let dir = folder();
    build(dir.path(), &[("IMG/a.png", "1"), ("Photo.png", "2")]).expect("it builds");
    build(dir.path(), &[("img/a.png", "1"), ("photo.png", "2")]).expect("it builds");
    let names = |folder: &str| -> Vec<String> {
        let entries = std::fs::read_dir(dir.path().join(folder)).expect("it is there").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    if !dir.path().join(".WARRAQ").exists() {
        assert_eq!(names(""), [".warraq", "img", "photo.png"]);
    }
    assert_eq!(std::fs::read_to_string(dir.path().join("photo.png")).ok().as_deref(), Some("2"));
    assert_eq!(std::fs::read_to_string(dir.path().join("img/a.png")).ok().as_deref(), Some("1"));
    build(dir.path(), &[("IMG/a.png", "1")]).expect("it builds");
}
