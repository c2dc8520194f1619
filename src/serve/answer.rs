//! What the server answers to an address: a page, a redirect to its folder, "not found", or what is wrong.
//!
//! In: an edition and the address as it came. Out: status, media type and body. Knows no sockets and no disk, and hands on no
//! address that could climb out of a folder.

use super::{Edition, Page, Pages, error_page, reload};
use crate::diagnostic::{Diagnostic, Severity};
use percent_encoding::percent_decode_str;

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// What to send.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A body.
    Body {
        /// HTTP status.
        status: u16,
        /// Media type with charset.
        media_type: &'static str,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// The address lacks the slash at its end; the right one, as it is to be sent.
    Redirect(String),
}

/// The answer to `path`, percent-encoded and with the slash in front as it came; `token` names the edition.
pub(super) fn answer(edition: &Edition, token: &str, path: &str, query: Option<&str>) -> Answer {
    let file = file_of(path);
    match edition {
        Edition::Broken { before, problems } => {
            let asset = file.and_then(|file| before.as_ref()?.page(&file).ok().flatten());
            match asset.filter(|page| !is_html(page)) {
                Some(page) => found(page, token),
                None => broken(problems, token),
            }
        }
        Edition::Archive { pages, problems } => {
            let Some(file) = file else { return missing(pages.as_ref(), true, token) };
            // Links are relative: a folder's page works only under the address with the slash.
            if lacks_slash(pages.as_ref(), path, &file) {
                let query = query.map(|query| format!("?{query}")).unwrap_or_default();
                return Answer::Redirect(format!("{path}/{query}"));
            }
            match pages.page(&file) {
                Ok(Some(page)) => found(page, token),
                Err(problems) => broken(&problems, token),
                // Its content file may be among the broken ones.
                Ok(None) if is_page(&file) && problems.iter().any(is_error) => broken(problems, token),
                // Browsers ask for it unasked, and complain when it is missing.
                Ok(None) if file == "favicon.ico" => {
                    Answer::Body { status: 204, media_type: TEXT, bytes: Vec::new() }
                }
                Ok(None) => missing(pages.as_ref(), is_page(&file), token),
            }
        }
    }
}

/// The file that an address means, decoded; `None` when no file of an archive can be meant.
fn file_of(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    let folder = decoded.strip_suffix('/').unwrap_or(&decoded);
    let fits = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
    if !folder.is_empty() && !folder.split('/').all(fits) {
        return None;
    }
    match decoded.as_ref() {
        "" => Some("index.html".to_owned()),
        folder if folder.ends_with('/') => (folder != "/").then(|| format!("{folder}index.html")),
        file => Some(file.to_owned()),
    }
}

/// Is there a page in the folder of that name?
fn lacks_slash(pages: &dyn Pages, path: &str, file: &str) -> bool {
    !path.ends_with('/')
        && !file.ends_with(".html")
        && !matches!(pages.page(&format!("{file}/index.html")), Ok(None))
}

/// Would a reader look at the file, or only a page need it?
fn is_page(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.ends_with(".html") || !name.contains('.')
}

fn is_error(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
}

fn is_html(page: &Page) -> bool {
    page.media_type.starts_with("text/html")
}

fn found(page: Page, token: &str) -> Answer {
    let bytes = if is_html(&page) { reload::with_script(&page.bytes, token) } else { page.bytes };
    Answer::Body { status: 200, media_type: page.media_type, bytes }
}

/// The archive's own "not found" page; a line of text where only a style sheet or an image was wanted.
fn missing(pages: &dyn Pages, wanted_page: bool, token: &str) -> Answer {
    let own = if wanted_page { pages.page("404.html").ok().flatten() } else { None };
    match own {
        Some(page) => {
            let bytes = reload::with_script(&reload::from_the_root(&page.bytes), token);
            Answer::Body { status: 404, media_type: page.media_type, bytes }
        }
        None => Answer::Body { status: 404, media_type: TEXT, bytes: b"Not found\n".to_vec() },
    }
}

fn broken(problems: &[Diagnostic], token: &str) -> Answer {
    let bytes = reload::with_script(error_page::html(problems).as_bytes(), token);
    Answer::Body { status: 500, media_type: HTML, bytes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    /// An archive of made-up files; `!` as a body means a broken template.
    struct Shelf(BTreeMap<&'static str, &'static str>);

    impl Pages for Shelf {
        fn page(&self, path: &str) -> Result<Option<Page>, Vec<Diagnostic>> {
            match self.0.get(path) {
                Some(&"!") => Err(vec![
                    Diagnostic::error("no such field").in_file("templates/list.html").at(3, Some(7)),
                ]),
                Some(body) => {
                    let media_type = if path.ends_with(".css") { "text/css" } else { HTML };
                    Ok(Some(Page { bytes: body.as_bytes().to_vec(), media_type }))
                }
                None => Ok(None),
            }
        }
    }

    fn shelf() -> Arc<dyn Pages> {
        Arc::new(Shelf(BTreeMap::from([
            ("index.html", "<head></head>front"),
            ("404.html", "<head></head>nothing here"),
            ("style.css", "body{}"),
            ("2017/index.html", "<head></head>2017"),
            ("أخبار/index.html", "<head></head>news"),
            ("tags/index.html", "!"),
        ])))
    }

    fn archive() -> Edition {
        Edition::Archive { pages: shelf(), problems: Arc::default() }
    }

    fn ask(edition: &Edition, path: &str) -> (u16, String) {
        match answer(edition, "t", path, None) {
            Answer::Body { status, bytes, .. } => (status, String::from_utf8(bytes).expect("UTF-8")),
            Answer::Redirect(to) => (307, to),
        }
    }

    #[test]
    fn pages_reload_by_themselves_and_files_stay_as_they_are() {
        let (status, front) = ask(&archive(), "/");
        assert_eq!(status, 200);
        assert!(front.contains("reload.js?t") && front.ends_with("front"), "{front}");
        assert_eq!(ask(&archive(), "/style.css"), (200, "body{}".to_owned()));
        assert!(ask(&archive(), "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/").1.contains("news"));
    }

    #[test]
    fn a_folder_without_its_slash_is_redirected_and_keeps_its_query() {
        assert_eq!(ask(&archive(), "/2017"), (307, "/2017/".to_owned()));
        assert_eq!(ask(&archive(), "/tags"), (307, "/tags/".to_owned()));
        let to = answer(&archive(), "t", "/2017", Some("q=%D8%A3"));
        assert_eq!(to, Answer::Redirect("/2017/?q=%D8%A3".to_owned()));
    }

    #[test]
    fn what_is_missing_gets_the_archives_own_page() {
        let (status, body) = ask(&archive(), "/no/such/page/");
        assert_eq!(status, 404);
        assert!(body.contains("nothing here") && body.contains("<base href=\"/\">"), "{body}");
        assert_eq!(ask(&archive(), "/no.css"), (404, "Not found\n".to_owned()));
    }

    #[test]
    fn no_address_climbs_out_of_the_archive() {
        for path in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/2017/..%2f..%2fCargo.toml",
            "/2017//",
            "//",
            "//evil.example/2017",
            "/./index.html",
            "/..%5cCargo.toml",
            "/a%00.html",
            "/%ff",
            "*",
            "",
        ] {
            assert_eq!(file_of(path), None, "{path}");
            assert_eq!(ask(&archive(), path).0, 404, "{path}");
        }
    }

    #[test]
    fn a_broken_template_shows_where_it_is_broken() {
        let (status, body) = ask(&archive(), "/tags/");
        assert_eq!(status, 500);
        assert!(body.contains("templates/list.html</bdi>:3:7") && body.contains("reload.js"), "{body}");
    }

    #[test]
    fn a_broken_article_explains_why_its_page_is_missing() {
        let problems = Arc::from([Diagnostic::error("no title").in_file("content/a.md").at(2, None)]);
        let edition = Edition::Archive { pages: shelf(), problems };
        assert_eq!(ask(&edition, "/").0, 200);
        let (status, body) = ask(&edition, "/2017/04/27/a/");
        assert_eq!(status, 500);
        assert!(body.contains("content/a.md"), "{body}");
        assert_eq!(ask(&edition, "/no.png").0, 404);
    }

    #[test]
    fn what_is_merely_odd_explains_no_missing_page() {
        let problems =
            Arc::from([Diagnostic::warning("a link back to a folder above").in_file("content/loop")]);
        let edition = Edition::Archive { pages: shelf(), problems };
        assert_eq!(ask(&edition, "/2017/04/27/a/").0, 404);
    }

    #[test]
    fn a_broken_archive_still_gives_its_files() {
        let problems: Arc<[Diagnostic]> = Arc::from([Diagnostic::error("unknown key").in_file("site.toml")]);
        let edition = Edition::Broken { before: Some(shelf()), problems: Arc::clone(&problems) };
        assert_eq!(ask(&edition, "/style.css").0, 200);
        let (status, body) = ask(&edition, "/2017/");
        assert_eq!(status, 500);
        assert!(body.contains("site.toml") && body.contains("reload.js"), "{body}");
        assert_eq!(ask(&Edition::Broken { before: None, problems }, "/").0, 500);
    }
}
