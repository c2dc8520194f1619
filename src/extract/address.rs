//! Addresses on a page: made absolute where the page's own address is known, and refused unless harmless.

use url::Url;

/// What relative addresses are resolved against.
#[derive(Debug, Clone, Default)]
pub(super) struct Base {
    url: Option<Url>,
}

/// Longer addresses are refused.
const MAX_LENGTH: usize = 4096;

impl Base {
    /// `page` is the page's address, `base` what its `<base href>` says.
    pub fn new(page: Option<&str>, base: Option<&str>) -> Self {
        let page = page.and_then(|page| Url::parse(page.trim()).ok()).filter(is_web);
        let url = match (base, &page) {
            (Some(base), Some(page)) => page.join(base.trim()).ok().filter(is_web),
            (Some(base), None) => Url::parse(base.trim()).ok().filter(is_web),
            (None, _) => None,
        };
        Self { url: url.or(page) }
    }

    /// Host name, lower case, without `www.`.
    pub fn host(&self) -> Option<&str> {
        self.url.as_ref().and_then(Url::host_str).map(|host| host.strip_prefix("www.").unwrap_or(host))
    }

    /// Does the link lead to the site's front page?
    pub fn is_front_page(&self, href: &str) -> bool {
        if leads_deeper(href) {
            return false;
        }
        let Some(url) = self.resolve(href) else {
            let path = href.trim().trim_start_matches("./");
            return path == "/" || path.starts_with("index.") && !path.contains(['/', '?']);
        };
        let own = self
            .host()
            .is_none_or(|host| url.host_str().is_some_and(|other| other.trim_start_matches("www.") == host));
        let path = url.path().trim_matches('/');
        is_web(&url)
            && own
            && url.query().is_none()
            && (path.is_empty() || path.starts_with("index.") && !path.contains('/'))
    }

    /// A link's address, absolute; http, https and mailto only.
    pub fn link(&self, href: &str) -> Option<String> {
        self.resolve(href).filter(|url| is_web(url) || url.scheme() == "mailto").map(String::from)
    }

    /// An image's or page's address, absolute where the page's own address is known; http and https only.
    pub fn resource(&self, src: &str) -> Option<String> {
        let src = src.trim();
        match self.resolve(src) {
            Some(url) => is_web(&url).then(|| String::from(url)),
            None if self.url.is_none() && is_relative(src) => Some(src.to_owned()),
            None => None,
        }
    }

    fn resolve(&self, href: &str) -> Option<Url> {
        let href = href.trim();
        if href.is_empty() || href.len() > MAX_LENGTH {
            return None;
        }
        match &self.url {
            Some(base) => base.join(href).ok(),
            None if href.starts_with("//") => Url::parse(&format!("https:{href}")).ok(),
            None => Url::parse(href).ok(),
        }
    }
}

/// Is it plain to see, without resolving it, that a link does not lead to a front page? Most links of a page do not.
fn leads_deeper(href: &str) -> bool {
    let address = href.trim().split('#').next().unwrap_or_default();
    if address.contains('?') {
        return true;
    }
    // Dots and codes may stand for other steps; a scheme without a host is an odd thing.
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '%' | ':');
    let path = match address.split_once("//") {
        Some(("" | "http:" | "https:", rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        _ => address,
    };
    let path = path.trim_matches('/');
    !path.is_empty() && !path.starts_with(['.', 'i']) && !path.contains("/.") && !path.contains(is_odd)
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// A path without scheme, host or anything that could become one.
fn is_relative(src: &str) -> bool {
    !src.is_empty()
        && src.len() <= MAX_LENGTH
        && !src.starts_with(['#', '\\'])
        && !src.starts_with("//")
        && !src.contains(':')
        && !src.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_absolute_or_are_refused() {
        let base = Base::new(Some("https://www.news.example/a/b.html"), None);
        assert_eq!(base.link("../c?x=1").as_deref(), Some("https://www.news.example/c?x=1"));
        assert_eq!(base.link("//cdn.example/x").as_deref(), Some("https://cdn.example/x"));
        assert_eq!(base.link("mailto:a@news.example").as_deref(), Some("mailto:a@news.example"));
        assert_eq!(base.host(), Some("news.example"));
        assert!(["/", "https://news.example", "/index.php"].iter().all(|href| base.is_front_page(href)));
        assert!(
            !["/a/", "https://other.example/", "/?p=1", "#top"].iter().any(|href| base.is_front_page(href))
        );
        for refused in [
            "javascript:alert(1)",
            " JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "",
        ] {
            assert_eq!(base.link(refused), None, "{refused}");
        }
        assert_eq!(Base::default().link("/a"), None);
        assert_eq!(Base::default().resource("/a.jpg").as_deref(), Some("/a.jpg"));
        assert_eq!(Base::default().resource("java\nscript:x"), None);
        let moved = Base::new(Some("https://a.example/x/"), Some("/y/"));
        assert_eq!(moved.link("z").as_deref(), Some("https://a.example/y/z"));
    }
}
