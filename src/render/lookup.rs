//! From original addresses to archived pages: the page that looks one up, the files that it looks into, redirects for web servers.
//!
//! Addresses are compared without what makes no difference ([`canonical_address`]). `static/lookup.js` does the same in the browser;
//! the files that it loads are scripts, since pages on a disk may load nothing else.

use super::frame::{Edition, Frame};
use super::place::address_of;
use super::view::{LookupView, PageView};
use crate::archive::{Archive, ArticleId};
use crate::article::identity::canonical_address;
use crate::cache::fnv1a;
use crate::config::RedirectFormat;
use crate::plan::{articles_of_part, lookup_parts};
use crate::render::escape::{absolute_path, web_address};
use rayon::prelude::*;
use serde_json::Value;
use std::fmt::Write as _;

/// The longest key, in bytes, that nginx finds room for with the settings in the file's head.
const NGINX_LONGEST: usize = 1900;
/// The longest line, in bytes, of which Apache reads all.
const APACHE_LONGEST: usize = 1000;

/// Which addresses are looked up in which file.
#[derive(Debug)]
pub(super) struct AddressBook {
    /// Sorted by part and article.
    entries: Vec<(u32, ArticleId)>,
}

impl AddressBook {
    pub(super) fn new(edition: Edition<'_>) -> Self {
        let archive = edition.archive;
        let parts = lookup_parts(archive);
        let ids: Vec<ArticleId> = archive.ids().collect();
        let entry = |id: &ArticleId| {
            let address = canonical_address(archive.article(*id).url.as_deref()?)?;
            archive.is_at_its_address(*id).then(|| (part_of(&address, parts), *id))
        };
        let mut entries: Vec<_> = ids.par_iter().filter_map(entry).collect();
        entries.par_sort_unstable();
        Self { entries }
    }

    /// The articles whose addresses are looked up in part `part`.
    pub(super) fn part(&self, part: u32) -> Vec<ArticleId> {
        let start = self.entries.partition_point(|entry| entry.0 < part);
        let entries = self.entries[start..].iter().take_while(|entry| entry.0 == part);
        entries.map(|(_, id)| *id).collect()
    }
}

/// The file in which an address is looked up: FNV-1a, 32 bits, which a browser computes as well. `parts` is a power of two.
fn part_of(address: &str, parts: u32) -> u32 {
    fnv1a(address) % parts.max(1)
}

/// The page.
pub(super) fn lookup(frame: &Frame<'_>) -> (PageView, LookupView) {
    let title = frame.edition.locale.text("lookup");
    let view = LookupView { parts: lookup_parts(frame.edition.archive) };
    (frame.page("lookup", title, vec![frame.home()]), view)
}

/// Appends what the page looks up in one file: its number, and addresses with the paths of their articles.
pub(super) fn write_part(edition: Edition<'_>, part: u32, ids: &[ArticleId], out: &mut String) {
    let _ = write!(out, "warraqLookup({part},{{");
    let mut first = true;
    for &id in ids {
        let Some(address) = edition.archive.article(id).url.as_deref().and_then(canonical_address) else {
            continue;
        };
        let path = edition.plan.article_path(id);
        let comma = if std::mem::take(&mut first) { "\n" } else { ",\n" };
        let path = super::escape::path_address(path).into_owned();
        let _ = write!(out, "{comma}{}:{}", Value::from(address), Value::from(path));
    }
    out.push_str("\n})\n");
}

/// The articles of part `part` that their addresses lead to: of several with one address, one.
pub(super) fn redirected(archive: &Archive, part: u32) -> Vec<ArticleId> {
    let mut ids = articles_of_part(archive, part);
    ids.retain(|id| archive.is_at_its_address(*id));
    ids
}

/// Appends redirects from the addresses of the articles `ids`.
pub(super) fn write_redirects(
    edition: Edition<'_>,
    (format, part): (RedirectFormat, u32),
    ids: &[ArticleId],
    out: &mut String,
) {
    let archive = edition.archive;
    out.push_str(how_to_use(format));
    if format == RedirectFormat::Nginx {
        let _ = writeln!(out, "map $old_host$request_uri $archived_{part} {{");
    }
    let mut lines: Vec<(String, String)> = Vec::with_capacity(ids.len());
    for &id in ids {
        let path = edition.plan.article_path(id);
        let target = address_of(edition.config, path).unwrap_or_else(|| format!("/{}", absolute_path(path)));
        // The addresses of all captures, as each wrote it.
        let captures = std::iter::once(&id).chain(archive.versions(id));
        let urls = captures.filter_map(|id| archive.article(*id).url.as_deref().and_then(web_address));
        for url in urls.filter_map(|url| url::Url::parse(&url).ok()).flat_map(spellings) {
            // One that leads to itself would never end.
            let moves = canonical_address(url.as_str()) != canonical_address(&target);
            lines.extend(redirect(format, &url, &target).filter(|_| moves));
        }
    }
    // nginx takes keys that differ in case alone for one, and does not start where it finds two.
    let key = |from: &str| match format {
        RedirectFormat::Nginx => from.to_ascii_lowercase(),
        RedirectFormat::Apache | RedirectFormat::Netlify => from.to_owned(),
    };
    lines.sort_by_cached_key(|(from, _)| key(from));
    lines.dedup_by(|a, b| key(&a.0) == key(&b.0));
    for (from, line) in &lines {
        let _ = match format {
            RedirectFormat::Nginx => writeln!(out, "    {from} {line};"),
            RedirectFormat::Apache | RedirectFormat::Netlify => writeln!(out, "{from} {line}"),
        };
    }
    if format == RedirectFormat::Nginx {
        out.push_str("}\n");
    }
}

/// An address with a slash at its end and without.
fn spellings(url: url::Url) -> impl Iterator<Item = url::Url> {
    let mut other = url.clone();
    match url.path().strip_suffix('/') {
        Some(shorter) if !shorter.is_empty() => other.set_path(shorter),
        Some(_) => {}
        None => other.set_path(&format!("{}/", url.path())),
    }
    [url, other].into_iter()
}

/// One redirect: from what, to what. `None` where the form cannot say it.
fn redirect(format: RedirectFormat, url: &url::Url, target: &str) -> Option<(String, String)> {
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    let query = url.query().filter(|query| !query.is_empty());
    let whole = || {
        let host = url.host_str()?.trim_start_matches("www.");
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        Some(format!("{host}{port}{}{query}", url.path()))
    };
    match format {
        RedirectFormat::Nginx => {
            let from = whole()?;
            let fits = !from.starts_with(['~', '\\']) && from.len() <= NGINX_LONGEST;
            if fits { Some((quoted(&from)?, quoted(target)?)) } else { None }
        }
        RedirectFormat::Apache => {
            let from = whole()?;
            // A blank ends a key, and a `#` begins a comment.
            let fits = from.len() + target.len() < APACHE_LONGEST && !from.contains(['#', ' ']);
            fits.then(|| (from, target.to_owned()))
        }
        RedirectFormat::Netlify => {
            let mut from = format!("{}://{}{port}{}", url.scheme(), url.host_str()?, url.path());
            // Parameters stand between path and target, one by one.
            for pair in query.into_iter().flat_map(|query| query.split('&')) {
                from.push_str(&netlify_parameter(pair)?);
            }
            (!url.path().contains([':', '*'])).then(|| (from, format!("{target} 301!")))
        }
    }
}

/// A parameter of an address. Whatever looks like a target would be taken for one, and what begins with a colon for a variable.
fn netlify_parameter(pair: &str) -> Option<String> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.[]%".contains(c);
    let plain = !name.is_empty() && name.chars().all(is_plain) && !value.starts_with(':');
    plain.then(|| format!(" {name}={value}"))
}

/// A string of nginx's settings; none where a `$` would be taken for a variable.
fn quoted(text: &str) -> Option<String> {
    let plain = !text.contains(['$', '\n', '\r', '\0']);
    plain.then(|| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

fn how_to_use(format: RedirectFormat) -> &'static str {
    match format {
        RedirectFormat::Nginx => {
            "# In the http block, before this file and its further parts:\n\
             #   map_hash_max_size 262144; map_hash_bucket_size 2048;\n\
             #   map $http_host $old_host { default $http_host; ~^www\\.(?<bare>.+)$ $bare; }\n\
             # In the server block of the old site, for each part:\n\
             #   if ($archived_1) { return 301 $archived_1; }\n"
        }
        RedirectFormat::Apache => {
            "# In the virtual host of the old site, with mod_rewrite:\n\
             #   RewriteEngine on\n\
             #   RewriteMap archived \"txt:/path/to/this/file\"\n\
             #   RewriteCond \"%{HTTP_HOST} %{THE_REQUEST}\" \"^(?:www\\.)?(\\S+) \\S+ (\\S+)\"\n\
             #   RewriteCond \"${archived:%1%2}\" \"^(.+)$\"\n\
             #   RewriteRule \"^\" \"%1\" [R=301,L,NE,QSD]\n"
        }
        RedirectFormat::Netlify => {
            "# Append this to the file _redirects of the site that now has the old domain.\n"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(format: RedirectFormat, url: &str) -> Option<String> {
        let (from, to) = redirect(format, &url::Url::parse(url).unwrap(), "https://archive.example/2017/x/")?;
        Some(format!("{from} {to}"))
    }

    #[test]
    fn each_form_says_it_in_its_own_way() {
        let url = "http://www.site.example/news.php?id=3&x";
        assert_eq!(
            of(RedirectFormat::Nginx, url).as_deref(),
            Some("\"site.example/news.php?id=3&x\" \"https://archive.example/2017/x/\"")
        );
        assert_eq!(
            of(RedirectFormat::Apache, url).as_deref(),
            Some("site.example/news.php?id=3&x https://archive.example/2017/x/")
        );
        assert_eq!(
            of(RedirectFormat::Netlify, url).as_deref(),
            Some("http://www.site.example/news.php id=3 x= https://archive.example/2017/x/ 301!")
        );
    }

    #[test]
    fn hostile_addresses_leave_no_form() {
        let long = format!("http://site.example/{}", "a".repeat(3000));
        assert_eq!(of(RedirectFormat::Nginx, &long), None);
        assert_eq!(of(RedirectFormat::Apache, &long), None);
        assert_eq!(of(RedirectFormat::Nginx, "http://~site.example/"), None);
        assert_eq!(of(RedirectFormat::Nginx, "http://site.example/$uri;return"), None);
        for hostile in ["*", ":x", "?https://evil.example/", "?/evil/", "?id=:splat", "?=x"] {
            assert_eq!(
                of(RedirectFormat::Netlify, &format!("http://site.example/{hostile}")),
                None,
                "{hostile}"
            );
        }
        let quoted = of(RedirectFormat::Nginx, "http://site.example/a\"}x").unwrap();
        assert!(!quoted.contains("a\"}"), "{quoted}");
        let spaced = of(RedirectFormat::Apache, "http://site.example/a b#c").unwrap();
        assert!(spaced.starts_with("site.example/a%20b https"), "{spaced}");
    }

    #[test]
    fn the_part_of_an_address_is_the_same_in_every_release() {
        assert_eq!(part_of("", 1 << 16), 0x9dc5);
        // The reference value of FNV-1a for "foobar" is 0xbf9cf968.
        assert_eq!(part_of("foobar", 1 << 16), 0xf968);
    }
}
