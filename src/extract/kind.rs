//! Is the page an article? Fronts, lists, error pages and empty shells are not, whatever their markup claims.
//!
//! Refuses only on strong evidence: an article refused is worse than a list let in.

use super::Kind;

/// What the decision rests on.
#[derive(Debug, Default)]
pub(super) struct Signs<'s> {
    /// The body as plain text.
    pub text: &'s str,
    /// Characters on the whole page that are shown.
    pub page_chars: u32,
    /// Of these, in links.
    pub page_linked: u32,
    /// The headline.
    pub title: &'s str,
    /// The page's address.
    pub url: Option<&'s str>,
    /// Does JSON-LD describe an article with a headline and a date?
    pub described: bool,
    /// How many headlines of other articles the page shows as links.
    pub headlines: usize,
    /// Characters in paragraphs of the body that read like prose.
    pub prose: usize,
}

/// Decides.
pub(super) fn of(signs: &Signs<'_>) -> Kind {
    if signs.text.is_empty() && signs.title.is_empty() {
        return Kind::Other("empty page".to_owned());
    }
    if is_error(signs) {
        return Kind::Other("error page".to_owned());
    }
    let linked = super::measure::share(signs.page_linked, signs.page_chars);
    if is_root(signs.url) && signs.headlines >= 8 && (signs.prose < 1500 || linked > 0.5) {
        return Kind::Other("front page".to_owned());
    }
    if signs.headlines >= 30 && signs.prose < 300 && linked > 0.55 && !signs.described {
        return Kind::Other("front or section page".to_owned());
    }
    if signs.text.is_empty() && !signs.described {
        return Kind::Other("no text".to_owned());
    }
    Kind::Article
}

/// Does the address name a whole site?
fn is_root(url: Option<&str>) -> bool {
    let Some(url) = url.and_then(|url| url::Url::parse(url).ok()) else { return false };
    let path = url.path().trim_matches('/').to_ascii_lowercase();
    let is_language = path.len() == 2 || path.len() == 5 && path.as_bytes().get(2) == Some(&b'-');
    url.query().is_none()
        && (path.is_empty()
            || is_language
            || path.starts_with("index.")
            || matches!(path.as_str(), "home" | "arabic" | "news"))
}

/// A short page whose headline is a status.
fn is_error(signs: &Signs<'_>) -> bool {
    let title = signs.title.to_lowercase();
    let words: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let status = words.iter().any(|word| matches!(*word, "404" | "403" | "500" | "502" | "503" | "٤٠٤"));
    let said = [
        "not found",
        "access denied",
        "forbidden",
        "غير موجودة",
        "غير موجود",
        "just a moment",
        "attention required",
        "introuvable",
    ]
    .iter()
    .any(|phrase| title.contains(phrase));
    (status && words.len() <= 8 || said) && signs.prose < 600 && !signs.described
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strong_signs_refuse_and_weak_ones_do_not() {
        let front = Signs {
            title: "أخبار",
            text: "خبر",
            url: Some("https://a.example/"),
            headlines: 40,
            ..Signs::default()
        };
        assert_eq!(of(&front), Kind::Other("front page".to_owned()));
        let missing =
            Signs { title: "404 - الصفحة غير موجودة", text: "عذرا", ..Signs::default() };
        assert_eq!(of(&missing), Kind::Other("error page".to_owned()));
        let article = Signs {
            title: "404 قتلى",
            text: "خبر قصير",
            url: Some("https://a.example/2020/x"),
            described: true,
            headlines: 60,
            prose: 200,
            page_chars: 100,
            page_linked: 90,
        };
        assert_eq!(of(&article), Kind::Article);
        assert_eq!(of(&Signs::default()), Kind::Other("empty page".to_owned()));
    }
}
