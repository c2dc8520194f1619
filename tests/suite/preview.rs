//! A running `warraq serve` over an archive of its own, and a reader's view of it.
//!
//! Waits with deadlines, never by the clock alone: what is expected is asked for until it is there.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// How often is asked.
const PAUSE: Duration = Duration::from_millis(15);

/// An archive in a folder that goes with it.
pub struct Archive {
    folder: tempfile::TempDir,
}

impl Archive {
    /// Settings, and two articles in one section.
    pub fn new() -> Self {
        let archive = Self { folder: tempfile::tempdir().expect("a folder") };
        archive.write("site.toml", "title = \"أرشيف الميناء\"\nlang = \"ar\"\n");
        archive.article("2017/04/27/port", "افتتاح الميناء الجديد", "نص الخبر الأول.");
        archive.article("2017/04/28/bridge", "ترميم الجسر القديم", "نص الخبر الثاني.");
        archive
    }

    /// The project's own archive: its settings and scraped samples, converted.
    pub fn of_samples() -> Self {
        let archive = Self { folder: tempfile::tempdir().expect("a folder") };
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::copy(project.join("site.toml"), archive.path("site.toml")).expect("the settings are copied");
        copy_folder(&project.join("samples"), &archive.path("samples"));
        let converted = Command::new(env!("CARGO_BIN_EXE_warraq"))
            .arg("-C")
            .arg(archive.root())
            .args(["convert", "--json"])
            .output()
            .expect("warraq starts");
        assert!(!converted.stdout.is_empty(), "nothing converted: {converted:?}");
        archive
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Writes a file as an editor that saves by renaming: nobody sees half of it.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        let folder = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).expect("folders are made");
        let draft = folder.join(".tmp-draft");
        fs::write(&draft, text).expect("a file is written");
        fs::rename(draft, path).expect("a file is renamed");
    }

    /// Writes the article `content/<name>.md`; its name begins with its day.
    pub fn article(&self, name: &str, title: &str, body: &str) {
        let date = name.get(..10).expect("YYYY/MM/DD/slug").replace('/', "-");
        self.write(
            &format!("content/{name}.md"),
            &format!(
                "+++\ntitle = \"{title}\"\ndate = {date}\nlang = \"ar\"\nsection = \"محليات\"\n\n\
                 [source]\nname = \"صحيفة الموج\"\n+++\n\n{body}\n"
            ),
        );
    }

    /// Serves it on any free port.
    pub fn serve(&self) -> Preview {
        Preview::start(self.root(), &["--port", "0"])
    }
}

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("a folder is read") {
        let entry = entry.expect("an entry is read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file is copied");
        }
    }
}

/// What the server sent.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: String,
    pub body: String,
}

/// A running preview; it is ended when dropped.
pub struct Preview {
    child: Child,
    url: String,
    said: Arc<Mutex<String>>,
}

impl Preview {
    /// Starts `warraq serve` in `root` and waits for the address that it prints.
    pub fn start(root: &Path, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_warraq"))
            .arg("-C")
            .arg(root)
            .arg("serve")
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("warraq starts");
        let said = Arc::new(Mutex::new(String::new()));
        let stderr = child.stderr.take().expect("stderr is piped");
        let hearing = Arc::clone(&said);
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let mut said = hearing.lock().expect("nobody panics with the lock");
                said.push_str(&line);
                said.push('\n');
            }
        });
        let mut url = String::new();
        let stdout = child.stdout.take().expect("stdout is piped");
        BufReader::new(stdout).read_line(&mut url).expect("stdout is text");
        let url = url.trim_end().to_owned();
        assert!(url.starts_with("http://"), "the first line is the address, not {url:?}; stderr: {said:?}");
        Self { child, url, said }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// `127.0.0.1:4000`.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://").trim_end_matches('/')
    }

    /// What it said on stderr so far.
    pub fn said(&self) -> String {
        self.said.lock().expect("nobody panics with the lock").clone()
    }

    pub fn get(&self, path: &str) -> Answer {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address())
            .expect("the request is sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer arrives");
        let answer = String::from_utf8_lossy(&answer);
        let (headers, body) = answer.split_once("\r\n\r\n").expect("headers end");
        let status = headers.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        Answer { status, headers: headers.to_ascii_lowercase(), body: body.to_owned() }
    }

    /// Asks for `path` until the answer is as `expected`.
    pub fn until(&self, path: &str, expected: impl Fn(&Answer) -> bool) -> Answer {
        let from = Instant::now();
        loop {
            let answer = self.get(path);
            if expected(&answer) {
                return answer;
            }
            assert!(
                from.elapsed() < DEADLINE,
                "{path} never became what it should; last: {answer:?}; stderr: {}",
                self.said()
            );
            thread::sleep(PAUSE);
        }
    }

    /// Waits until stderr says `words`.
    pub fn until_said(&self, words: &str) {
        let from = Instant::now();
        while !self.said().contains(words) {
            assert!(from.elapsed() < DEADLINE, "never said {words:?}; stderr: {}", self.said());
            thread::sleep(PAUSE);
        }
    }

    /// Listens as an open page does.
    pub fn listen(&self) -> Listening {
        let mut stream = self.connect();
        write!(stream, "GET /_warraq/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address())
            .expect("the request is sent");
        let mut listening = Listening(BufReader::new(stream));
        assert!(listening.hears("listening"), "the event stream opens");
        listening
    }

    /// Ends it as Ctrl-C does (`INT`) or as the system does (`TERM`).
    #[cfg(unix)]
    pub fn end(&mut self, signal: &str) -> ExitStatus {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args([&format!("-{signal}"), &pid]).status().expect("kill runs");
        assert!(sent.success());
        let from = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the child can be asked") {
                return status;
            }
            assert!(from.elapsed() < DEADLINE, "it does not end; stderr: {}", self.said());
            thread::sleep(PAUSE);
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address()).expect("the preview listens");
        stream.set_read_timeout(Some(DEADLINE)).expect("a time-out");
        stream
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An open event stream.
pub struct Listening(BufReader<TcpStream>);

impl Listening {
    /// Waits for a line that holds `words`; false when the stream ends before.
    pub fn hears(&mut self, words: &str) -> bool {
        let mut line = String::new();
        while self.0.read_line(&mut line).expect("the stream says something before the deadline") > 0 {
            if line.contains(words) {
                return true;
            }
            line.clear();
        }
        false
    }

    /// Waits for the word to reload.
    pub fn reloads(&mut self) {
        assert!(self.hears("event: reload"), "the stream ended instead");
    }
}
