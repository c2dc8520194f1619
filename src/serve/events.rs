//! File events: `update` says what to watch, `wait` sleeps until something there has changed and come to rest.
//!
//! In: files and folders, existing or not. Out: the paths that changed, editors' scratch files left out, a burst of events as one
//! change. Where the system cannot watch, folders are looked at every second or two instead. Does not say what a change
//! means, and reads no file.

mod scratch;
mod stamp;

use crate::diagnostic::Diagnostic;
use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{EventKind, PollWatcher, RecursiveMode};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

/// A change has come to rest when nothing was heard for so long: a save is several events.
const QUIET: Duration = Duration::from_millis(25);

/// A change that never comes to rest is handed on after so long: the next one follows.
const STARVE: Duration = Duration::from_millis(500);

/// An empty file is taken for one that is about to be written, for so long.
const HALF_WRITTEN: Duration = Duration::from_secs(1);

/// How often folders are looked at where the system cannot watch them.
const POLL: Duration = Duration::from_millis(1_500);

/// With more changed paths than this, nobody saved a file: it is no use to look for half-written ones.
const A_SAVE: usize = 16;

/// File events cannot be had, not even by looking.
#[derive(Debug, thiserror::Error)]
#[error("cannot watch files")]
pub struct WatchError(#[from] notify::Error);

/// What changed. A folder's path stands for everything beneath it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The paths, absolute.
    pub paths: BTreeSet<PathBuf>,
    /// Events were lost: anything may have changed.
    pub everything: bool,
}

impl Changes {
    /// Anything may have changed.
    pub fn all() -> Self {
        Self { paths: BTreeSet::new(), everything: true }
    }

    /// Did the file `path`, or a folder around it, change?
    pub fn hold(&self, path: &Path) -> bool {
        self.everything || path.ancestors().any(|around| self.paths.contains(around))
    }

    /// Did `place`, anything in it or a folder around it change?
    pub fn touch(&self, place: &Path) -> bool {
        self.everything || self.paths.iter().any(|path| path.starts_with(place) || place.starts_with(path))
    }

    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.everything
    }
}

enum Message {
    /// These paths; did they come or go?
    Changed(Vec<PathBuf>, bool),
    Lost,
    Failed(notify::Error),
    Stop,
}

/// Ends a [`FileEvents::wait`] from another thread.
#[derive(Debug, Clone)]
pub struct Stopper(Sender<Message>);

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Message")
    }
}

impl Stopper {
    /// Lets `wait` return `None`, now or at its next call.
    pub fn stop(&self) {
        // Nobody waits any more: nothing to stop.
        let _ = self.0.send(Message::Stop);
    }
}

/// A watch over files and folders.
pub struct FileEvents {
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    watcher: Box<dyn notify::Watcher + Send>,
    polls: bool,
    places: BTreeSet<PathBuf>,
    except: Vec<PathBuf>,
    watched: BTreeMap<PathBuf, bool>,
    stamp: Option<u64>,
    warnings: Vec<Diagnostic>,
}

impl FileEvents {
    /// Watches nothing yet.
    ///
    /// # Errors
    /// When the system neither watches nor lets us look.
    pub fn new() -> Result<Self, WatchError> {
        let (sender, receiver) = mpsc::channel();
        let (watcher, failed): (Box<dyn notify::Watcher + Send>, _) =
            match notify::recommended_watcher(hear(sender.clone())) {
                Ok(watcher) => (Box::new(watcher), None),
                Err(error) => (poller(sender.clone())?, Some(error)),
            };
        Ok(Self {
            sender,
            receiver,
            watcher,
            polls: failed.is_some(),
            places: BTreeSet::new(),
            except: Vec::new(),
            watched: BTreeMap::new(),
            stamp: None,
            warnings: failed.iter().map(slow).collect(),
        })
    }

    /// A handle that ends `wait`.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Watches `places` and nothing else, whether they exist yet or not, without what lies in `except`. All absolute.
    /// Returns what the user should know.
    pub fn update(
        &mut self,
        places: impl IntoIterator<Item = PathBuf>,
        except: Vec<PathBuf>,
    ) -> Vec<Diagnostic> {
        self.places = places.into_iter().collect();
        self.except = except;
        self.arm();
        std::mem::take(&mut self.warnings)
    }

    /// Sleeps until something changed and came to rest; `None` when stopped.
    pub fn wait(&mut self) -> Option<Changes> {
        let mut changes = Changes::default();
        while changes.is_empty() {
            let message = self.receiver.recv().ok()?;
            self.hear(message, &mut changes)?;
        }
        let began = Instant::now();
        let mut rest = began + QUIET;
        while began.elapsed() < if half_written(&changes) { HALF_WRITTEN } else { STARVE } {
            match self.receiver.recv_timeout(rest.saturating_duration_since(Instant::now())) {
                Ok(message) => {
                    if self.hear(message, &mut changes)? {
                        rest = Instant::now() + QUIET;
                    }
                }
                Err(_) if half_written(&changes) => rest = Instant::now() + QUIET,
                Err(_) => break,
            }
        }
        self.follow(&changes);
        Some(changes)
    }

    /// Adds what `message` says to `changes`; says whether it was of interest, `None` for the wish to stop.
    fn hear(&mut self, message: Message, changes: &mut Changes) -> Option<bool> {
        match message {
            Message::Stop => return None,
            Message::Changed(paths, moved) => {
                let paths: Vec<PathBuf> =
                    paths.into_iter().filter(|path| self.concerns(path, moved)).collect();
                let heard = !paths.is_empty();
                changes.paths.extend(paths);
                return Some(heard);
            }
            // Reading a large archive is itself an event a file, and can make the system lose some: only a difference in
            // the files counts, or one loss would lead to the next for ever.
            Message::Lost => {
                let stamp = Some(stamp::of(&self.places, &self.except));
                changes.everything |= stamp != self.stamp;
                self.stamp = stamp;
            }
            Message::Failed(error) => {
                self.fall_back(&error);
                changes.everything = true;
            }
        }
        Some(changes.everything)
    }

    /// Is the path in a place, or around one that comes or goes with it?
    fn concerns(&self, path: &Path, moved: bool) -> bool {
        let inside = |place: &PathBuf| path.strip_prefix(place).is_ok_and(|rest| !scratch::is_scratch(rest));
        let around = |place: &PathBuf| moved && place.starts_with(path);
        !self.except.iter().any(|except| path.starts_with(except))
            && self.places.iter().any(|place| inside(place) || around(place))
    }

    /// A place that came or went is a new folder behind an old name: watches it anew. So are all, when events were lost: folders
    /// that were made meanwhile are not watched.
    fn follow(&mut self, changes: &Changes) {
        let stale: Vec<PathBuf> = self
            .watched
            .keys()
            .filter(|watched| {
                changes.everything || changes.paths.iter().any(|path| watched.starts_with(path))
            })
            .cloned()
            .collect();
        for path in stale {
            // Gone already, in most cases.
            let _ = self.watcher.unwatch(&path);
            self.watched.remove(&path);
        }
        self.arm();
    }

    /// Brings the system's watches to what the places need.
    fn arm(&mut self) {
        // A folder may appear between the look and the watch: look again until nothing is new.
        for _ in 0..8 {
            let wanted = wanted(&self.places);
            let surplus: Vec<PathBuf> = self
                .watched
                .iter()
                .filter(|(path, deep)| wanted.get(*path) != Some(*deep))
                .map(|(p, _)| p.clone())
                .collect();
            for path in surplus {
                let _ = self.watcher.unwatch(&path);
                self.watched.remove(&path);
            }
            let new: Vec<(PathBuf, bool)> =
                wanted.into_iter().filter(|(path, _)| !self.watched.contains_key(path)).collect();
            if new.is_empty() {
                return;
            }
            for (path, deep) in new {
                let mode = if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                match self.watcher.watch(&path, mode) {
                    Ok(()) => drop(self.watched.insert(path, deep)),
                    Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => {}
                    Err(error) if self.polls => self.warnings.push(unseen(&path, &error)),
                    Err(error) => self.fall_back(&error),
                }
            }
        }
    }

    /// Looks from time to time instead of being told.
    fn fall_back(&mut self, error: &notify::Error) {
        if self.polls {
            return;
        }
        match poller(self.sender.clone()) {
            Ok(watcher) => {
                self.watcher = watcher;
                self.polls = true;
                self.watched.clear();
                self.warnings.push(slow(error));
                self.arm();
            }
            Err(worse) => self.warnings.push(unseen(Path::new("the archive"), &worse.0)),
        }
    }
}

/// The folders to watch for `places`, and whether with everything beneath: a place itself, and around it the nearest
/// folder that exists, so that its own coming and going is seen.
fn wanted(places: &BTreeSet<PathBuf>) -> BTreeMap<PathBuf, bool> {
    let mut wanted = BTreeMap::new();
    for place in places.iter().filter(|place| place.is_dir()) {
        if !wanted.contains_key(place)
            && !place.ancestors().skip(1).any(|around| wanted.get(around) == Some(&true))
        {
            wanted.insert(place.clone(), true);
        }
    }
    for place in places {
        if let Some(around) = place.ancestors().skip(1).find(|around| around.is_dir())
            && !around.ancestors().any(|around| wanted.get(around) == Some(&true))
        {
            wanted.insert(around.to_owned(), false);
        }
    }
    wanted
}

/// Is one of the files empty, as between an editor's truncating and its writing?
fn half_written(changes: &Changes) -> bool {
    changes.paths.len() <= A_SAVE
        && changes
            .paths
            .iter()
            .any(|path| path.metadata().is_ok_and(|file| file.is_file() && file.len() == 0))
}

/// Sends on what the system tells. Our own reading is an event too, and no change.
fn hear(sender: Sender<Message>) -> impl Fn(notify::Result<notify::Event>) + Send + 'static {
    move |event| {
        let message = match event {
            Ok(event) if event.need_rescan() => Message::Lost,
            Ok(event) => match event.kind {
                EventKind::Access(AccessKind::Close(AccessMode::Write)) => {
                    Message::Changed(event.paths, false)
                }
                EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => return,
                EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => {
                    Message::Changed(event.paths, true)
                }
                _ => Message::Changed(event.paths, false),
            },
            Err(error) => Message::Failed(error),
        };
        // Nobody waits any more: the program is about to end.
        let _ = sender.send(message);
    }
}

fn poller(sender: Sender<Message>) -> Result<Box<dyn notify::Watcher + Send>, WatchError> {
    let config = notify::Config::default().with_poll_interval(POLL);
    Ok(Box::new(PollWatcher::new(hear(sender), config)?))
}

fn slow(error: &notify::Error) -> Diagnostic {
    let hint = if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) {
        "raise the system's limit, on Linux fs.inotify.max_user_watches, and start again"
    } else {
        "the preview works, changes show a second or two later"
    };
    Diagnostic::warning(format!(
        "the system cannot watch the archive's files ({error}); looking at them from time to time instead"
    ))
    .hint(hint)
}

fn unseen(path: &Path, error: &notify::Error) -> Diagnostic {
    Diagnostic::warning(format!("changes will not be seen: {error}"))
        .in_file(path.display().to_string())
        .hint("check its permissions and start again")
}

#[cfg(test)]
mod tests;
