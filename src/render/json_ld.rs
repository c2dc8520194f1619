//! schema.org `NewsArticle` as JSON-LD, for search engines and reference managers.

use super::escape::web_address;
use crate::article::Article;
use serde_json::{Map, Value, json};

/// JSON that is safe inside a script element: no `<`, `>` or `&` in it. States only what the page states.
pub(super) fn news_article(
    article: &Article,
    headline: &str,
    description: Option<&str>,
    canonical: Option<&str>,
    image: Option<&str>,
) -> String {
    let mut object = Map::new();
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            object.insert(key.to_owned(), value);
        }
    };
    set("@context", Some(json!("https://schema.org")));
    set("@type", Some(json!("NewsArticle")));
    set("headline", Some(json!(headline)));
    set("description", description.map(|text| json!(text)));
    set("datePublished", article.date.map(|date| json!(date.to_string())));
    set("dateModified", article.updated.map(|date| json!(date.to_string())));
    set("inLanguage", article.lang.as_ref().map(|lang| json!(lang)));
    set("articleSection", article.section.as_ref().map(|section| json!(section)));
    set("keywords", (!article.tags.is_empty()).then(|| json!(article.tags)));
    let authors: Vec<Value> =
        article.authors.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    set("author", (!authors.is_empty()).then(|| json!(authors)));
    let publisher = article.source.name.as_ref();
    set("publisher", publisher.map(|name| json!({ "@type": "Organization", "name": name })));
    set("isBasedOn", article.source.url.as_deref().and_then(web_address).map(|url| json!(url)));
    set("url", canonical.map(|url| json!(url)));
    set("image", image.map(|address| json!(address)));
    inert(&Value::Object(object).to_string())
}

/// Characters that could end the script element, or a line in old scripts, as JSON escapes. They occur only in strings.
pub(super) fn inert(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_the_page_says_and_cannot_end_its_element() {
        let article = Article {
            date: "2017-04".parse().ok(),
            authors: vec!["</script><script>alert(1)</script>".to_owned()],
            ..Article::default()
        };
        let json = news_article(&article, "عنوان", None, None, None);
        assert!(!json.contains('<') && !json.contains('>'), "{json}");
        let value: Value = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(value["datePublished"], "2017-04");
        assert_eq!(value["author"][0]["name"], "</script><script>alert(1)</script>");
        assert_eq!(value.get("publisher"), None);
    }
}
