//! When two articles are one: the canonical form of an address, and the digest of a story's text.
//!
//! In: an address or an article. Out: keys that compare equal for the same story. Decides nothing.

use super::Article;
use crate::arabic::fold;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use url::Url;

/// Query keys that say how a reader came, not what is read.
const TRACKING: [&str; 9] =
    ["fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref_src"];

/// An address in the form under which copies compare equal: no scheme, fragment, `www.`, tracking or last slash.
/// `None` for what is no web address.
pub fn canonical_address(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    let path = upper_escapes(url.path().trim_end_matches('/'));
    let mut query: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| !key.starts_with("utm_") && !TRACKING.contains(&key.as_ref()))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    query.sort();
    let query: String = query.into_iter().map(|(key, value)| format!("?{key}={value}")).collect();
    Some(format!("{host}{port}{path}{query}"))
}

/// `%d8` as `%D8`: browsers write one, and many sites the other.
fn upper_escapes(path: &str) -> Cow<'_, str> {
    let bytes = path.as_bytes();
    let lower = |at: &usize| bytes.iter().skip(at + 1).take(2).any(u8::is_ascii_lowercase);
    if !path.match_indices('%').any(|(at, _)| lower(&at)) {
        return Cow::Borrowed(path);
    }
    let mut upper = String::with_capacity(path.len());
    let mut escaped = 0;
    for c in path.chars() {
        upper.push(if escaped > 0 { c.to_ascii_uppercase() } else { c });
        escaped = if c == '%' { 2 } else { i32::max(escaped - 1, 0) };
    }
    Cow::Owned(upper)
}

/// Digest of a story's headline and text, folded: the same for two captures that differ in marks and spaces only, or in
/// where their images lie.
pub fn story_digest(article: &Article) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(fold(&article.title).as_bytes());
    hash.update([0]);
    hash.update(fold(&without_image_addresses(&article.body)).as_bytes());
    let mut digest = [0; 16];
    digest.copy_from_slice(&hash.finalize()[..16]);
    digest
}

/// A Markdown text without the addresses of its images. As the converter writes them they hold neither spaces nor brackets.
fn without_image_addresses(body: &str) -> Cow<'_, str> {
    if !body.contains("![") {
        return Cow::Borrowed(body);
    }
    let mut kept = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find("![").and_then(|image| Some(image + rest[image..].find("](")? + 2)) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = &rest[rest.find([')', ' ', '\n']).unwrap_or(rest.len())..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_page() {
        let canonical = canonical_address("https://www.wadi.example/news/12/?id=3&utm_source=x&a=1#top");
        assert_eq!(canonical.as_deref(), Some("wadi.example/news/12?a=1?id=3"));
        assert_eq!(canonical, canonical_address("http://WADI.example:80/news/12?a=1&id=3&fbclid=q"));
        assert_ne!(canonical, canonical_address("http://wadi.example/news/12?a=1&id=4"));
        assert_eq!(canonical_address("javascript:alert(1)"), None);
    }

    #[test]
    fn spaces_and_marks_make_no_other_story() {
        let story = |body: &str| story_digest(&Article { body: body.to_owned(), ..Article::default() });
        assert_eq!(story("قالَ  المجلس.\n\nنعم"), story("قال المجلس. نعم"));
        assert_ne!(story("قال المجلس نعم"), story("قال المجلس لا"));
        let image = |address: &str| story(&format!("قال.\n\n![باب]({address} \"شرح\")\n\nنعم"));
        assert_eq!(image("https://a.example/1.jpg"), image("images/ab/x.jpg"));
        assert_ne!(image("1.jpg"), story("قال.\n\n![سقف](1.jpg \"شرح\")\n\nنعم"));
    }
}
