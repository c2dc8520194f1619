//! Live reload: the script's tag and the policy that allows it, put into HTML on its way to the browser.
//!
//! In: a page's bytes. Out: the same bytes with one script element more, and a `Content-Security-Policy` meta element that lets
//! the page fetch from its own origin. Works on bytes, since a user's own HTML may be in any encoding that keeps ASCII.
//! The archive on disk never holds any of this.

use std::ops::Range;

/// Where the script lies.
pub(super) const SCRIPT_PATH: &str = "/_warraq/reload.js";

/// The script itself.
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// Where the browser listens.
pub(super) const EVENTS_PATH: &str = "/_warraq/events";

/// `html` made ready to reload by itself when an edition after `edition` appears.
pub(super) fn with_script(html: &[u8], edition: &str) -> Vec<u8> {
    let tag = format!("<script src=\"{SCRIPT_PATH}?{edition}\" defer></script>");
    let at = find(html, b"</head").or_else(|| find(html, b"</body")).unwrap_or(html.len());
    let mut out = Vec::with_capacity(html.len() + tag.len() + 64);
    let mut copied = 0;
    for policy in policies(&html[..at]) {
        out.extend_from_slice(&html[copied..policy.start]);
        let text = String::from_utf8_lossy(&html[policy.clone()]);
        out.extend_from_slice(escape(&relaxed(&unescape(&text))).as_bytes());
        copied = policy.end;
    }
    out.extend_from_slice(&html[copied..at]);
    out.extend_from_slice(tag.as_bytes());
    out.extend_from_slice(&html[at..]);
    out
}

/// `html` with its relative addresses meant from the root: a "not found" page stands at any address.
pub(super) fn from_the_root(html: &[u8]) -> Vec<u8> {
    let head = find(html, b"<head").and_then(|at| Some(at + html[at..].iter().position(|&b| b == b'>')? + 1));
    let Some(at) = head.filter(|_| find(html, b"<base").is_none()) else { return html.to_vec() };
    [&html[..at], b"<base href=\"/\">", &html[at..]].concat()
}

/// `policy` with the page's own origin allowed for scripts and connections; nothing else is loosened.
fn relaxed(policy: &str) -> String {
    let mut directives: Vec<Vec<&str>> = policy
        .split(';')
        .map(|one| one.split_whitespace().collect())
        .filter(|d: &Vec<_>| !d.is_empty())
        .collect();
    let named = |directives: &[Vec<&str>], name: &str| {
        directives.iter().position(|directive| directive[0].eq_ignore_ascii_case(name))
    };
    for name in ["script-src", "script-src-elem", "connect-src", "base-uri"] {
        let at = match (named(&directives, name), named(&directives, "default-src")) {
            (Some(at), _) => at,
            (None, Some(default)) if matches!(name, "script-src" | "connect-src") => {
                let inherited = directives[default][1..].to_vec();
                directives.push([vec![name], inherited].concat());
                directives.len() - 1
            }
            _ => continue,
        };
        directives[at].retain(|source| !source.eq_ignore_ascii_case("'none'"));
        if !directives[at].contains(&"'self'") {
            directives[at].push("'self'");
        }
    }
    directives.iter().map(|directive| directive.join(" ")).collect::<Vec<_>>().join("; ")
}

/// Where the values of the `content` attributes of all policy meta elements lie, quotes left out.
fn policies(head: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = find(&head[from..], b"<meta") {
        let (attributes, end) = attributes(head, from + at + b"<meta".len());
        let value = |name: &[u8]| {
            let named = |one: &&Attribute| head[one.name.clone()].eq_ignore_ascii_case(name);
            attributes.iter().find(named).map(|one| one.value.clone())
        };
        if let (Some(kind), Some(content)) = (value(b"http-equiv"), value(b"content"))
            && head[kind].eq_ignore_ascii_case(b"content-security-policy")
        {
            found.push(content);
        }
        from = end;
    }
    found
}

/// Where an attribute's name and value lie, quotes left out.
struct Attribute {
    name: Range<usize>,
    value: Range<usize>,
}

/// The attributes that begin at `at`, and where their tag ends. A value without quotes is left out: nothing longer can be
/// written in its place.
fn attributes(html: &[u8], mut at: usize) -> (Vec<Attribute>, usize) {
    let run = |from: usize, stop: &dyn Fn(u8) -> bool| {
        html[from..].iter().position(|&b| stop(b)).map_or(html.len(), |n| from + n)
    };
    let mut found = Vec::new();
    loop {
        at = run(at, &|b| !b.is_ascii_whitespace() && b != b'/');
        if at >= html.len() || html[at] == b'>' {
            return (found, at);
        }
        let name_end = run(at + 1, &|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/'));
        let name = at..name_end;
        at = run(name_end, &|b| !b.is_ascii_whitespace());
        if html.get(at) != Some(&b'=') {
            continue;
        }
        at = run(at + 1, &|b| !b.is_ascii_whitespace());
        match html.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                let end = run(at + 1, &|b| b == quote);
                found.push(Attribute { name, value: at + 1..end });
                at = (end + 1).min(html.len());
            }
            _ => at = run(at, &|b| b.is_ascii_whitespace() || b == b'>'),
        }
    }
}

/// Where `needle` (lower case) first occurs, whatever the case.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

fn unescape(text: &str) -> String {
    text.replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&apos;", "'")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn the_script_stands_in_the_head_and_the_policy_lets_it_work() {
        let page = "<!doctype html><html><HEAD><meta charset=utf-8>\
            <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self' data:\">\
            <title>ك</title></HEAD><body>نص</body></html>";
        let served = text(with_script(page.as_bytes(), "7"));
        assert!(served.contains("<script src=\"/_warraq/reload.js?7\" defer></script></HEAD>"), "{served}");
        let policy = unescape(&served);
        assert!(
            policy.contains(
                "content=\"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'\""
            ),
            "{policy}"
        );
        assert!(served.contains("<body>نص</body>"));
    }

    #[test]
    fn a_policy_keeps_what_it_says_beside() {
        assert_eq!(
            relaxed("default-src 'none'; script-src 'none'; connect-src https://a.example"),
            "default-src 'none'; script-src 'self'; connect-src https://a.example 'self'"
        );
        assert_eq!(
            relaxed("img-src 'self'"),
            "img-src 'self'",
            "without default-src, scripts are already allowed"
        );
        assert_eq!(
            relaxed("default-src *; base-uri 'none'"),
            "default-src *; base-uri 'self'; script-src * 'self'; connect-src * 'self'"
        );
    }

    #[test]
    fn an_escaped_policy_is_read_as_the_browser_reads_it() {
        let page =
            "<head><meta content='default-src &#x27;none&#x27;' http-equiv='content-security-policy'></head>";
        let served = text(with_script(page.as_bytes(), "1"));
        assert!(
            served.contains(
                "content='default-src &#39;none&#39;; script-src &#39;self&#39;; connect-src &#39;self&#39;'"
            ),
            "{served}"
        );
    }

    #[test]
    fn odd_pages_get_the_script_too_and_lose_nothing() {
        for page in
            ["", "نص", "<meta", "<meta http-equiv=", "<meta a='", "<p>x</body>", "<meta x=y></head>", "<head"]
        {
            let served = text(with_script(page.as_bytes(), "1"));
            assert_eq!(served.matches("<script").count(), 1, "{page}");
            let tag = "<script src=\"/_warraq/reload.js?1\" defer></script>";
            assert_eq!(served.replace(tag, ""), page);
            from_the_root(page.as_bytes());
        }
    }

    #[test]
    fn bytes_that_are_no_utf_8_pass_through() {
        let page = b"<head></head><p>\xc7\xe1\xda\xd1\xc8</p>";
        let served = with_script(page, "1");
        assert!(served.ends_with(b"</head><p>\xc7\xe1\xda\xd1\xc8</p>"));
    }

    #[test]
    fn a_page_for_any_address_has_one_base() {
        let page = b"<html><head lang=x><link href=a.css></head>";
        assert_eq!(text(from_the_root(page)), "<html><head lang=x><base href=\"/\"><link href=a.css></head>");
        let own = b"<head><base href=/a/></head>";
        assert_eq!(from_the_root(own), own);
    }
}
