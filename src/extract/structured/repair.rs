//! Parses JSON as it stands on real pages: what a strict parser refuses is mended step by step, last of all salvaged.

use serde_json::{Map, Value};

/// All values in a script; none when nothing can be saved.
pub(super) fn parse(text: &str) -> Vec<Value> {
    let text = text.trim().trim_start_matches('\u{FEFF}');
    let text = text.strip_prefix("<!--").unwrap_or(text);
    let text = text.strip_suffix("-->").unwrap_or(text).trim();
    let text = text
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>");
    let text = text.trim().trim_end_matches(';');
    if text.is_empty() {
        return Vec::new();
    }
    if let Ok(value) = serde_json::from_str(text) {
        return vec![value];
    }
    let mended = mend(text);
    // Several objects one after another.
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(&mended).into_iter::<Value>() {
        match value {
            Ok(value) => values.push(value),
            Err(_) => {
                if values.is_empty() {
                    values.extend(salvage(&mended));
                }
                break;
            }
        }
    }
    values
}

/// Control characters inside strings become spaces, commas before a closing bracket go, as do those between objects.
fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string {
            match c {
                _ if escaped => {
                    // An escape that JSON does not know is the character itself.
                    if !matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                        out.pop();
                    }
                    out.push(if c.is_control() { ' ' } else { c });
                    escaped = false;
                    continue;
                }
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            out.push(if c.is_control() { ' ' } else { c });
            continue;
        }
        match c {
            '"' => in_string = true,
            '}' | ']' => {
                let kept = out.trim_end().len();
                if out[..kept].ends_with(',') {
                    out.truncate(kept - 1);
                }
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// The plain `"key": "value"` pairs of what cannot be parsed, the first of each key.
fn salvage(text: &str) -> Option<Value> {
    const KEYS: [&str; 8] = [
        "headline",
        "datePublished",
        "dateModified",
        "description",
        "articleSection",
        "articleBody",
        "inLanguage",
        "keywords",
    ];
    let is_article = ["NewsArticle", "BlogPosting", "\"Article\"", "ReportageNewsArticle"]
        .iter()
        .any(|kind| text.contains(kind));
    if !is_article {
        return None;
    }
    let mut map = Map::new();
    map.insert("@type".to_owned(), Value::from("NewsArticle"));
    for key in KEYS {
        if let Some(value) = string_after(text, key) {
            map.insert(key.to_owned(), Value::from(value));
        }
    }
    for key in ["author", "publisher"] {
        if let Some(at) = text.find(&format!("\"{key}\""))
            && let Some(name) = text[at..].find('}').and_then(|end| string_after(&text[at..at + end], "name"))
        {
            map.insert(key.to_owned(), Value::from(name));
        }
    }
    (map.len() > 1).then_some(Value::Object(map))
}

fn string_after(text: &str, key: &str) -> Option<String> {
    let at = text.find(&format!("\"{key}\""))? + key.len() + 2;
    let rest = text[at..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    // A quotation mark ends the value only where the next thing is a comma, a bracket or a line's end.
    let mut from = 0;
    loop {
        let end = from + rest[from..].find('"')?;
        let after = rest[end + 1..].trim_start();
        let escaped = rest[..end].ends_with('\\');
        if !escaped && (after.is_empty() || after.starts_with([',', '}', ']'])) {
            let value = &rest[..end];
            return Some(
                serde_json::from_str(&format!("\"{value}\"")).unwrap_or_else(|_| value.replace("\\\"", "\"")),
            );
        }
        from = end + 1;
    }
}
