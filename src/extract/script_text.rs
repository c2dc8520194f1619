//! Article text that a page holds only for its scripts, or for browsers without any: HTML inside strings or `<noscript>`.
//!
//! In: the page. Out: the longest such piece of HTML. Runs nothing and understands no script: it reads string literals.

use super::tree::Tree;

/// Longer scripts are not read.
const MAX_SCRIPT: usize = 8_000_000;
/// A shorter string is no article, in bytes.
const MIN_ARTICLE: usize = 600;
/// JSON in a string in a script: how deep strings in strings are looked into.
const MAX_DEPTH: usize = 2;

/// The string with the most paragraphs in it, as HTML; `None` where no script holds one.
pub(super) fn longest_article(tree: &Tree<'_>) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for id in tree.elements("script") {
        let is_code = tree.attr(id, "type").is_none_or(|kind| !kind.contains("ld+json"));
        for text in tree.children(id).filter_map(|child| tree.text(child)).filter(|_| is_code) {
            if text.len() <= MAX_SCRIPT {
                look(text, 0, &mut best);
            }
        }
    }
    for id in tree.elements("noscript") {
        // The parser takes what is inside for text, as a browser with scripts does.
        let html: String = tree.children(id).filter_map(|child| tree.text(child)).collect();
        let longest = best.as_ref().map_or(MIN_ARTICLE, |(length, _)| *length);
        if html.len() > longest && paragraphs(&html) >= 2 {
            best = Some((html.len(), html));
        }
    }
    best.map(|(_, html)| html)
}

fn paragraphs(html: &str) -> usize {
    html.matches("<p").count() + html.matches("<br").count()
}

fn look(script: &str, depth: usize, best: &mut Option<(usize, String)>) {
    for literal in (Literals { rest: script }) {
        if literal.len() < MIN_ARTICLE {
            continue;
        }
        let Ok(text) = serde_json::from_str::<String>(literal) else { continue };
        let better = best.as_ref().is_none_or(|(length, _)| text.len() > *length);
        let is_data = text.trim_start().starts_with(['{', '[']) || text.contains("\":\"");
        if is_data && depth < MAX_DEPTH {
            look(&text, depth + 1, best);
        } else if paragraphs(&text) >= 2 && !is_data && better {
            *best = Some((text.len(), text));
        }
    }
}

/// String literals in double quotes, quotes included, in order. An escaped quote outside a string opens none.
struct Literals<'s> {
    rest: &'s str,
}

impl<'s> Iterator for Literals<'s> {
    type Item = &'s str;

    fn next(&mut self) -> Option<&'s str> {
        let start = self.rest.find('"')?;
        let bytes = self.rest.as_bytes();
        let mut at = start + 1;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 2,
                b'"' => {
                    let literal = self.rest.get(start..=at)?;
                    self.rest = self.rest.get(at + 1..)?;
                    return Some(literal);
                }
                _ => at += 1,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tree;

    fn found(script: &str) -> Option<String> {
        let html = tree::parse(&format!("<body><script>{script}</script>"));
        longest_article(&Tree::new(&html))
    }

    #[test]
    fn html_in_a_string_and_in_json_in_a_string() {
        let text = "نص الفقرة من الخبر. ".repeat(30);
        let article = format!("<div><p>{text}</p><p class=\"x\">{text}</p></div>");
        let literal = serde_json::to_string(&article).expect("a string");
        assert_eq!(
            found(&format!("window.state = {{\"title\": \"عنوان\", \"body\": {literal}}};")),
            Some(article.clone())
        );
        let json = serde_json::to_string(&format!("{{\"body\":{literal}}}")).expect("a string");
        assert_eq!(found(&format!("push([1,{json}])")), Some(article));
    }

    #[test]
    fn what_is_meant_for_browsers_without_scripts() {
        let article = format!("<p>{}</p><p>ختام</p>", "نص الخبر. ".repeat(80));
        let html = tree::parse(&format!("<body><div><noscript>{article}</noscript></div>"));
        assert_eq!(longest_article(&Tree::new(&html)), Some(article));
    }

    #[test]
    fn code_and_broken_strings_are_no_articles() {
        assert_eq!(found(&"var a = \"x\"; // \"".repeat(200)), None);
        assert_eq!(found(&format!("\"{}", "<p>نص".repeat(500))), None);
    }
}
