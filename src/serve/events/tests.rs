//! Editors' habits on a real file system.

use super::*;
use std::fs;
use std::sync::mpsc::RecvTimeoutError;

const DEADLINE: Duration = Duration::from_secs(10);

struct Room {
    folder: tempfile::TempDir,
    events: FileEvents,
}

impl Room {
    /// A folder with `content/a.md`, `templates` (missing yet) and `site.toml` watched.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("content/2017")).expect("folders");
        fs::write(folder.path().join("content/a.md"), "old").expect("a file");
        let mut room = Self { folder, events: FileEvents::new().expect("a watch") };
        let places = ["content", "templates", "site.toml"].map(|name| room.at(name));
        let except = vec![room.at("content/public")];
        assert_eq!(room.events.update(places, except), []);
        room
    }

    fn at(&self, name: &str) -> PathBuf {
        // The system names files by their true place: a temporary folder may lie behind a link.
        self.folder.path().canonicalize().expect("there").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.at(name), text).expect("written");
    }

    /// Waits until a change that touches `name` is told; anything before it is of an earlier step's making.
    fn hears(&mut self, name: &str) -> Changes {
        let place = self.at(name);
        let stopper = self.events.stopper();
        let (done, over) = mpsc::channel::<()>();
        let guard = std::thread::spawn(move || {
            if over.recv_timeout(DEADLINE) == Err(RecvTimeoutError::Timeout) {
                stopper.stop();
            }
        });
        let changes = loop {
            let changes = self.events.wait().expect("a change is heard before the deadline");
            if changes.touch(&place) {
                break changes;
            }
        };
        drop(done);
        guard.join().expect("the guard ends");
        changes
    }
}

#[test]
fn a_save_is_one_change_however_it_is_done() {
    let mut room = Room::new();
    room.write("content/a.md", "in place");
    assert_eq!(room.hears("content/a.md").paths, BTreeSet::from([room.at("content/a.md")]));
    room.write("content/.a.md.swp", "swap");
    room.write("content/.tmp12", "renamed over");
    fs::rename(room.at("content/.tmp12"), room.at("content/a.md")).expect("renamed");
    assert_eq!(room.hears("content/a.md").paths, BTreeSet::from([room.at("content/a.md")]));
    fs::remove_file(room.at("content/a.md")).expect("removed");
    assert_eq!(room.hears("content/a.md").paths, BTreeSet::from([room.at("content/a.md")]));
}

#[test]
fn a_truncated_file_is_waited_for() {
    let mut room = Room::new();
    room.write("content/a.md", "");
    let path = room.at("content/a.md");
    let writer = std::thread::spawn(move || {
        std::thread::sleep(QUIET * 3);
        fs::write(path, "whole").expect("written");
    });
    room.hears("content/a.md");
    assert_eq!(fs::read_to_string(room.at("content/a.md")).expect("there"), "whole");
    writer.join().expect("written");
}

#[test]
fn scratch_files_and_what_is_left_out_are_not_heard() {
    let mut room = Room::new();
    fs::create_dir(room.at("content/public")).expect("a folder");
    room.write("content/public/index.html", "x");
    room.write("content/4913", "x");
    room.write("beside.txt", "x");
    room.write("content/b.md", "x");
    assert_eq!(room.hears("content").paths, BTreeSet::from([room.at("content/b.md")]));
}

#[test]
fn folders_that_come_move_and_go_are_followed() {
    let mut room = Room::new();
    fs::create_dir_all(room.at("templates/parts")).expect("folders");
    room.hears("templates");
    room.write("templates/parts/card.html", "x");
    room.hears("templates/parts/card.html");
    fs::rename(room.at("content"), room.at("elsewhere")).expect("moved");
    room.hears("content");
    room.write("elsewhere/a.md", "unseen");
    fs::create_dir_all(room.at("content/2018")).expect("folders");
    room.hears("content");
    room.write("content/2018/b.md", "x");
    let heard = room.hears("content/2018/b.md");
    assert!(!heard.paths.contains(&room.at("elsewhere/a.md")), "{heard:?}");
    fs::rename(room.at("content/2018"), room.at("content/2019")).expect("moved");
    room.hears("content/2019");
    room.write("content/2019/b.md", "y");
    room.hears("content/2019/b.md");
}

#[test]
fn a_file_beside_the_folders_is_watched_by_name() {
    let mut room = Room::new();
    room.write("site.toml", "title = 'x'");
    assert_eq!(room.hears("site.toml").paths, BTreeSet::from([room.at("site.toml")]));
}

#[test]
fn a_burst_settles_and_its_end_is_seen() {
    let mut room = Room::new();
    for number in 0..3_000 {
        room.write(&format!("content/2017/{number}.md"), "x");
    }
    room.write("content/last.md", "x");
    room.hears("content/last.md");
}

#[test]
fn lost_events_count_only_when_the_files_differ() {
    let mut room = Room::new();
    let mut changes = Changes::default();
    room.events.hear(Message::Lost, &mut changes);
    assert!(changes.everything, "nothing is known of the time before");
    let mut again = Changes::default();
    room.events.hear(Message::Lost, &mut again);
    assert!(!again.everything);
    room.write("content/a.md", "changed unheard");
    room.events.hear(Message::Lost, &mut again);
    assert!(again.everything);
}

#[test]
fn without_the_systems_help_changes_are_looked_for() {
    let mut room = Room::new();
    room.events.fall_back(&notify::Error::new(notify::ErrorKind::MaxFilesWatch));
    let warnings = room.events.update([room.at("content")], Vec::new());
    assert!(
        warnings
            .iter()
            .any(|warning| warning.hint.as_deref().is_some_and(|h| h.contains("max_user_watches")))
    );
    room.write("content/new.md", "x");
    room.hears("content/new.md");
}

#[test]
fn a_stopped_watch_ends_its_wait() {
    let mut room = Room::new();
    room.events.stopper().stop();
    assert_eq!(room.events.wait(), None);
}

#[test]
fn folders_that_were_made_while_events_were_lost_are_watched() {
    let mut room = Room::new();
    let content = room.at("content");
    room.events.watcher.unwatch(&content).expect("it is watched");
    fs::create_dir(room.at("content/2018")).expect("a folder");
    room.events.sender.send(Message::Lost).expect("the watch lives");
    assert!(room.events.wait().expect("a change").everything);
    room.write("content/2018/a.md", "new");
    assert!(room.hears("content/2018/a.md").touch(&content));
}
