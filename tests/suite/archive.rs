//! An archive in a folder of its own, driven in the user's verbs: put pages there, run the program, look at what is there.
//!
//! Runs the real program. Nothing is shared between archives; a folder goes with its [`Archive`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// An archive whose sources are the folder `pages`.
pub struct Archive {
    folder: TempDir,
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Archive {
    pub fn new() -> Self {
        let archive = Self { folder: TempDir::new().expect("a temporary folder") };
        archive.file("site.toml", "title = \"أرشيف\"\nsources = [\"pages\"]\n")
    }

    /// The path of a file in the archive.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file of the archive.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Puts a page into the sources.
    pub fn page(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.file(&format!("pages/{name}"), content)
    }

    /// As [`Archive::file`], for an archive that is in use.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        std::fs::write(path, content).expect("the file is written");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).expect(path)
    }

    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.path(path)).expect(path);
    }

    pub fn rename(&self, from: &str, to: &str) {
        std::fs::rename(self.path(from), self.path(to)).expect(from);
    }

    /// Every file below a folder of the archive with its text; names relative to the archive.
    pub fn files(&self, folder: &str) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        collect(&self.path(folder), self.folder.path(), &mut found);
        found
    }

    /// Runs the program in the archive.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_warraq"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        Run {
            status: output.status.code().expect("the program was not killed"),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }

    /// Converts the sources: the fate of each input as `fate file`, `fate reason` or `fate input`, by its name below `pages/`.
    pub fn convert(&self) -> BTreeMap<String, String> {
        let run = self.run(&["convert", "--json"]);
        assert!(run.status < 2, "{run:?}");
        fates(&run)
    }
}

/// What `convert --json` printed, by the inputs' names below `pages/`.
pub fn fates(run: &Run) -> BTreeMap<String, String> {
    let fate = |line: &str| {
        let object: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
        let text = |key: &str| object[key].as_str().unwrap_or_default().to_owned();
        let input = text("input");
        let more = ["file", "reason"].iter().map(|key| text(key)).find(|more| !more.is_empty());
        let name = input.strip_prefix("pages/").unwrap_or(&input).to_owned();
        (name, format!("{} {}", text("fate"), more.unwrap_or_default()))
    };
    run.stdout.lines().map(fate).collect()
}

fn collect(folder: &Path, root: &Path, found: &mut BTreeMap<String, String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, root, found);
        } else {
            let name =
                path.strip_prefix(root).expect("below the archive").to_string_lossy().replace('\\', "/");
            let bytes = std::fs::read(&path).expect("a file");
            found.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
}

/// A text dump of a news page, as a crawler leaves it.
pub fn dump(headline: &str, date: &str, text: &str) -> String {
    format!(
        "أخبار الوادي _ {headline}\nإعلان\nأضيف في {date}\n{headline}\nالوادي - متابعة\n{text}\n\nوقال رئيس المجلس إن العمل يبدأ في الأسبوع المقبل على أن ينتهي قبل نهاية السنة.\n\nأضف تعليقك على هذا الموضوع\n* كاتب التعليق\n"
    )
}
