//! The files that were saved with a page: in the folder that a browser makes beside it, or elsewhere in a mirror.
//!
//! In: an address as the page writes it. Out: the path of a regular file, below the folder that was listed or below the page's
//! own. Pages are hostile: nothing that an address says leads out of these folders, to a hidden file, or to anything but a
//! file. Judges no file by its name.

use super::Listed;
use percent_encoding::percent_decode_str;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use url::Url;

/// Longer addresses name no file.
const MAX_LENGTH: usize = 2048;
/// Folders above a page that may be a mirror's root.
const MAX_ABOVE: usize = 32;

/// Where the files beside one page are looked for.
#[derive(Debug, Clone)]
pub struct FilesBeside {
    /// The page's own folder.
    folder: PathBuf,
    /// The folder that was listed, which holds it.
    listed: PathBuf,
    /// The same two, without symbolic links.
    real: [PathBuf; 2],
}

impl FilesBeside {
    /// Of a listed input; `None` where it lies nowhere.
    pub fn of(input: &Listed) -> Option<Self> {
        let folder = input.path.as_ref().ok()?.parent()?;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let listed = input.within.as_deref().unwrap_or(folder);
        let real = [folder.canonicalize().ok()?, listed.canonicalize().ok()?];
        Some(Self { folder: folder.to_owned(), listed: listed.to_owned(), real })
    }

    /// The file that the address `src` of a page's image names, if it was saved too: beside the page where it is relative, in
    /// the mirror's folder of its host where it is a web address.
    pub fn find(&self, src: &str) -> Option<PathBuf> {
        let src = src.trim();
        let odd = |c: char| c.is_control() || c == '\\';
        if src.is_empty() || src.len() > MAX_LENGTH || src.contains(odd) {
            return None;
        }
        if src.starts_with("http:") || src.starts_with("https:") || src.starts_with("//") {
            return self.in_mirror(src);
        }
        let head = src.split(['/', '?', '#']).next().unwrap_or_default();
        if src.starts_with('/') || head.contains(':') {
            return None;
        }
        names(src).into_iter().find_map(|name| self.file(&self.folder, &name))
    }

    /// `host/path` in a folder above the page: mirrors have one folder a host, side by side.
    fn in_mirror(&self, src: &str) -> Option<PathBuf> {
        let whole = if src.starts_with("//") { format!("https:{src}") } else { src.to_owned() };
        let url = Url::parse(&whole).ok()?;
        let host = url.host_str()?;
        let query = url.query().map_or_else(String::new, |query| format!("?{query}"));
        let names = names(&format!("{host}{}{query}", url.path()));
        let above = self.folder.ancestors().take(MAX_ABOVE).take_while(|at| at.starts_with(&self.listed));
        above
            .filter(|at| at.join(host).is_dir())
            .find_map(|at| names.iter().find_map(|name| self.file(at, name)))
    }

    /// A regular file at `name` from `folder`, if it lies inside, whatever its links.
    fn file(&self, folder: &Path, name: &str) -> Option<PathBuf> {
        let mut path = folder.to_owned();
        for part in name.split('/') {
            match part {
                "" | "." => {}
                ".." => path.push(".."),
                // Hidden files are nobody's pictures; the others are no names of files.
                part if part.starts_with('.') || part.contains([':', '\\', '\0']) => return None,
                part => path.push(part),
            }
        }
        let real = path.canonicalize().ok()?;
        let inside = self.real.iter().find_map(|folder| real.strip_prefix(folder).ok())?;
        let hidden = inside.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
        (!hidden && real.is_file()).then_some(real)
    }
}

/// What the file of an address may be called: crawlers keep queries in names, browsers do not.
fn names(src: &str) -> Vec<String> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned);
    let whole = src.split('#').next().unwrap_or_default();
    let path = whole.split('?').next().unwrap_or_default();
    let queried = if path == whole { None } else { decoded(whole) };
    let mut names: Vec<String> = queried.into_iter().chain(decoded(path)).collect();
    // A name that holds such codes itself, where nobody encoded it.
    if path.contains('%') {
        names.push(path.to_owned());
    }
    names
}

/// The bytes of a file beside a page; `None` where there are more than `limit`.
///
/// # Errors
/// When it cannot be read.
pub fn read_beside(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Ok(Some(Vec::new()));
    }
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    /// A folder with these files in it.
    fn folder(files: &[&str]) -> TempDir {
        let folder = TempDir::new().expect("a temporary folder");
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, "x").expect("a file");
        }
        folder
    }

    /// The files beside `page`, which was found in `listed`.
    fn beside(folder: &TempDir, listed: &str, page: &str) -> FilesBeside {
        let (within, path) = (Some(folder.path().join(listed)), Ok(folder.path().join(page)));
        FilesBeside::of(&Listed { name: page.to_owned(), path, within }).expect("it lies somewhere")
    }

    #[test]
    fn files_saved_with_a_page_are_found() {
        let files = ["a/p_files/x y.jpg", "a/img.jpg?w=3", "img/b.png", "a/100%25.gif"];
        let folder = folder(&files);
        let beside = beside(&folder, "", "a/p.html");
        let found = |src: &str| {
            let real = folder.path().canonicalize().expect("it is there");
            beside
                .find(src)
                .map(|path| path.strip_prefix(real).expect("inside").to_string_lossy().into_owned())
        };
        for (src, file) in [
            ("p_files/x%20y.jpg", files[0]),
            (" ./p_files/x y.jpg?v=2#top", files[0]),
            ("img.jpg?w=3", files[1]),
            ("img.jpg%3Fw=3", files[1]),
            ("../img/b.png", files[2]),
            ("100%25.gif", files[3]),
        ] {
            assert_eq!(found(src).as_deref(), Some(file), "{src}");
        }
        assert_eq!((found("p_files"), found("no.jpg"), found("")), (None, None, None));
    }

    #[test]
    fn a_mirror_has_a_folder_a_host() {
        let folder =
            folder(&["m/www.a.example/2017/p.html", "m/www.a.example/i/1.jpg", "m/cdn.example/2.jpg"]);
        let beside = beside(&folder, "m", "m/www.a.example/2017/p.html");
        assert!(beside.find("https://www.a.example/i/1.jpg?x=1").is_some());
        assert!(beside.find("//cdn.example/2.jpg").is_some());
        assert!(beside.find("https://cdn.example/../../m/cdn.example/3.jpg").is_none());
        assert!(beside.find("https://other.example/2.jpg").is_none());
    }

    #[test]
    fn no_address_leads_out() {
        let folder = folder(&["secret.png", "m/p/page.html", "m/p/.git/x.png", "m/own.png"]);
        let beside = beside(&folder, "m", "m/p/page.html");
        assert!(beside.find("../own.png").is_some());
        let absolute = folder.path().join("secret.png").to_string_lossy().into_owned();
        for src in [
            "../../secret.png",
            "../../../../../../../../etc/hostname",
            "%2e%2e/%2e%2e/secret.png",
            "..%2f..%2fsecret.png",
            "..\\..\\secret.png",
            "..%5c..%5csecret.png",
            ".git/x.png",
            "../p/.git/x.png",
            "file:///etc/hostname",
            "/etc/hostname",
            "%2fetc/hostname",
            "c:/x.png",
            "https://../secret.png",
            "https://%2e%2e/secret.png",
            "page.html\0.png",
            &absolute,
            &format!("file://{absolute}"),
        ] {
            assert_eq!(beside.find(src), None, "{src}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["secret.png", "outside/s.png", "m/p/page.html", "m/own.png"]);
        let at = |path: &str| folder.path().join(path);
        symlink(at("secret.png"), at("m/p/link.png")).expect("a link");
        symlink(at("outside"), at("m/p/folder")).expect("a link");
        symlink(at("m/own.png"), at("m/p/inside.png")).expect("a link");
        symlink(at("m/p/self.png"), at("m/p/self.png")).expect("a link");
        let beside = beside(&folder, "m", "m/p/page.html");
        assert!(beside.find("inside.png").is_some());
        for src in ["link.png", "folder/s.png", "self.png", "folder/../secret.png"] {
            assert_eq!(beside.find(src), None, "{src}");
        }
        assert!(std::process::Command::new("mkfifo").arg(at("m/p/pipe.png")).status().is_ok());
        assert_eq!(beside.find("pipe.png"), None, "reading it would wait for ever");
    }

    #[test]
    fn large_files_are_read_no_further_than_their_limit() {
        let folder = folder(&["x"]);
        let path = folder.path().join("x");
        assert_eq!(read_beside(&path, 1).expect("it is there"), Some(b"x".to_vec()));
        assert_eq!(read_beside(&path, 0).expect("it is there"), None);
    }
}
