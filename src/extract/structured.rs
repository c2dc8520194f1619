//! What a page says of itself in JSON-LD: its articles, with the fields that Warraq has a place for.
//!
//! In: the page. Out: [`Story`]s, the likeliest first. Reads `@graph`, arrays, references by `@id`, entities inside
//! strings, and the breakage that is common on real pages (comments, line ends inside strings, commas too many). Believes
//! nothing: other rooms weigh what it says.

mod comments;
mod repair;

use super::tree::Tree;
use crate::article::Comment;
use crate::source::encoding;
use serde_json::Value;
use std::collections::BTreeMap;

/// Longer scripts are not read.
const MAX_SCRIPT: usize = 4_000_000;
/// More objects than this in one page are not looked at.
const MAX_OBJECTS: usize = 3000;

/// One article as JSON-LD describes it. Empty strings mean "not stated".
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Story {
    /// Its `@type`.
    pub kind: String,
    /// `headline`, else `name`.
    pub headline: String,
    /// `datePublished`, as written.
    pub published: String,
    /// `dateModified`, as written.
    pub modified: String,
    /// Names under `author` or `creator`, with whether they are said to be organisations.
    pub authors: Vec<(String, bool)>,
    /// Name of the `publisher`.
    pub publisher: String,
    /// First `articleSection`.
    pub section: String,
    /// `keywords`.
    pub keywords: Vec<String>,
    /// Address of the first `image`.
    pub image: String,
    /// Its caption.
    pub caption: String,
    /// `description`.
    pub description: String,
    /// `articleBody`, as written.
    pub body: String,
    /// `comment`.
    pub comments: Vec<Comment>,
    /// `inLanguage`.
    pub lang: String,
    /// `url` or `mainEntityOfPage`.
    pub url: String,
}

/// What JSON-LD says of the page.
#[derive(Debug, Clone, Default)]
pub(super) struct Structured {
    /// Its articles, the likeliest first.
    pub stories: Vec<Story>,
    /// Name of the site: of a `WebSite`, `NewsMediaOrganization` or `Organization`.
    pub site: String,
    /// All `@type`s seen.
    pub kinds: Vec<String>,
    /// Does it say that the article is not free to read?
    pub paid: bool,
}

/// Reads all JSON-LD of a page.
pub(super) fn read(tree: &Tree<'_>) -> Structured {
    let mut objects: Vec<Value> = Vec::new();
    for id in tree.elements("script") {
        let is_json = tree
            .attr(id, "type")
            .is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"));
        if !is_json {
            continue;
        }
        let text: String = tree.children(id).filter_map(|child| tree.text(child)).collect();
        if text.len() <= MAX_SCRIPT {
            objects.extend(repair::parse(&text));
        }
    }
    let mut flat = Vec::new();
    let mut queue: Vec<&Value> = objects.iter().rev().collect();
    while let Some(value) = queue.pop() {
        if flat.len() >= MAX_OBJECTS {
            break;
        }
        match value {
            Value::Array(values) => queue.extend(values.iter().rev()),
            Value::Object(map) => {
                flat.push(map);
                // Only where whole descriptions nest, lest a list of other articles become this page's.
                for key in ["mainEntity", "mainEntityOfPage", "hasPart", "@graph", "about", "subjectOf"] {
                    queue.extend(map.get(key).filter(|value| value.is_object() || key == "@graph"));
                }
            }
            _ => {}
        }
    }
    collect(&flat)
}

type Object = serde_json::Map<String, Value>;

fn collect(flat: &[&Object]) -> Structured {
    let by_id: BTreeMap<&str, &Object> = flat
        .iter()
        .filter(|object| object.len() > 1)
        .filter_map(|object| Some((object.get("@id")?.as_str()?, *object)))
        .collect();
    let mut out = Structured::default();
    let mut site_rank = 0;
    for object in flat {
        let kinds = strings(object.get("@type"));
        let rank = kinds.iter().map(|kind| article_rank(kind)).max().unwrap_or(0);
        if rank > 0 {
            out.stories.push(story(object, &kinds, &by_id));
        }
        let rank = kinds.iter().map(|kind| site_name_rank(kind)).max().unwrap_or(0);
        if rank > site_rank
            && let Some(name) = object.get("name").map(text_of).filter(|name| !name.is_empty())
        {
            (site_rank, out.site) = (rank, name);
        }
        out.paid |= object.get("isAccessibleForFree").is_some_and(|free| {
            free.as_bool() == Some(false)
                || free.as_str().is_some_and(|free| free.eq_ignore_ascii_case("false"))
        });
        out.kinds.extend(kinds);
    }
    // Stable: the first of the most specific kind, and of those that say more.
    out.stories.sort_by_key(|story| {
        let says = usize::from(!story.headline.is_empty()) + usize::from(!story.published.is_empty());
        std::cmp::Reverse((says.min(2) * 10) + usize::from(article_rank(&story.kind)))
    });
    out
}

/// How much a `@type` is an article; 0 when it is none.
fn article_rank(kind: &str) -> u8 {
    match kind.rsplit(['/', ':', '#']).next().unwrap_or(kind) {
        "NewsArticle"
        | "ReportageNewsArticle"
        | "AnalysisNewsArticle"
        | "OpinionNewsArticle"
        | "BackgroundNewsArticle"
        | "ReviewNewsArticle"
        | "AskPublicNewsArticle"
        | "AdvertiserContentArticle" => 5,
        "BlogPosting" | "LiveBlogPosting" | "Article" | "Report" | "TechArticle" | "ScholarlyArticle"
        | "SatiricalArticle" => 4,
        "SocialMediaPosting"
        | "Review"
        | "Recipe"
        | "CreativeWork"
        | "DiscussionForumPosting"
        | "MedicalWebPage" => 2,
        "WebPage" | "ItemPage" | "VideoObject" => 1,
        _ => 0,
    }
}

fn site_name_rank(kind: &str) -> u8 {
    match kind {
        "WebSite" => 3,
        "NewsMediaOrganization" => 2,
        "Organization" => 1,
        _ => 0,
    }
}

fn story(object: &Object, kinds: &[String], by_id: &BTreeMap<&str, &Object>) -> Story {
    let text = |key: &str| object.get(key).map(text_of).unwrap_or_default();
    let first =
        |keys: &[&str]| keys.iter().map(|key| text(key)).find(|text| !text.is_empty()).unwrap_or_default();
    let mut authors = Vec::new();
    for key in ["author", "creator"] {
        if authors.is_empty() {
            names(object.get(key), by_id, &mut authors, 0);
        }
    }
    let (image, caption) = image(object.get("image").or_else(|| object.get("thumbnailUrl")), by_id);
    let kind = kinds.iter().max_by_key(|kind| article_rank(kind)).cloned().unwrap_or_default();
    let mut publisher = Vec::new();
    names(object.get("publisher"), by_id, &mut publisher, 0);
    Story {
        headline: first(if article_rank(&kind) > 2 { &["headline", "name"] } else { &["headline"] }),
        published: first(&["datePublished", "dateCreated", "uploadDate"]),
        modified: text("dateModified"),
        authors,
        publisher: publisher.into_iter().next().map(|(name, _)| name).unwrap_or_default(),
        section: strings(object.get("articleSection")).into_iter().next().unwrap_or_default(),
        keywords: keywords(object.get("keywords")),
        image,
        caption,
        description: text("description"),
        body: object.get("articleBody").and_then(Value::as_str).map(encoding::mended).unwrap_or_default(),
        comments: comments::read(object.get("comment")),
        lang: first(&["inLanguage"]),
        url: first(&["url", "mainEntityOfPage"]),
        kind,
    }
}

/// One line of text, entities and tags resolved.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => plain(text),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => values.iter().map(text_of).find(|text| !text.is_empty()).unwrap_or_default(),
        Value::Object(map) => ["@value", "name", "@id", "url"]
            .iter()
            .find_map(|key| map.get(*key)?.as_str())
            .map(plain)
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// `text` as a reader would see it: entities and tags resolved (twice where they were escaped twice), on one line.
pub(super) fn plain(text: &str) -> String {
    // What is escaped in a script was not seen when the page was decoded.
    if encoding::lost_words(text) > 0 {
        return String::new();
    }
    let mut text = super::plain::fold_space(&encoding::mended(text));
    for _ in 0..2 {
        if !is_marked(&text) || text.len() > 20_000 {
            break;
        }
        let fragment = scraper::Html::parse_fragment(&text);
        text = super::plain::fold_space(&fragment.root_element().text().collect::<String>());
    }
    text
}

/// Are there references or tags in it?
fn is_marked(text: &str) -> bool {
    text.contains('&') && text.contains(';') || has_tags(text)
}

/// Are there tags of text in it?
pub(super) fn has_tags(text: &str) -> bool {
    text.contains("</") || text.contains("<br") || text.contains("<p")
}

fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => values.iter().map(text_of).filter(|text| !text.is_empty()).collect(),
        Some(value) => Some(text_of(value)).filter(|text| !text.is_empty()).into_iter().collect(),
        None => Vec::new(),
    }
}

fn keywords(value: Option<&Value>) -> Vec<String> {
    let parts = strings(value);
    // One string is a list; several are a keyword each.
    match &parts[..] {
        [only] => split_list(only),
        _ => parts,
    }
}

/// A list of keywords in one string.
pub(super) fn split_list(list: &str) -> Vec<String> {
    let marks: &[char] =
        if list.contains(',') || list.contains('،') { &[',', '،'] } else { &[';', '؛', '|'] };
    list.split(marks)
        .map(super::plain::fold_space)
        .filter(|word| word.contains(char::is_alphanumeric) && word.chars().count() <= 80)
        .collect()
}

/// More names than this are a list of something else.
const MAX_NAMES: usize = 20;

/// Names of people or organisations.
fn names(
    value: Option<&Value>,
    by_id: &BTreeMap<&str, &Object>,
    out: &mut Vec<(String, bool)>,
    depth: usize,
) {
    if depth > 4 || out.len() >= MAX_NAMES {
        return;
    }
    match value {
        Some(Value::String(text)) => out.push((plain(text), false)),
        Some(Value::Array(values)) => {
            values.iter().take(MAX_NAMES).for_each(|value| names(Some(value), by_id, out, depth + 1));
        }
        Some(Value::Object(map)) => {
            let referred = map.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id).copied());
            let described = if map.contains_key("name") { map } else { referred.unwrap_or(map) };
            let is_group = strings(described.get("@type"))
                .iter()
                .any(|kind| kind.contains("Organization") || kind == "WebSite");
            match described.get("name") {
                Some(Value::Array(values)) => {
                    out.extend(values.iter().take(MAX_NAMES).map(|value| (text_of(value), is_group)));
                }
                Some(name) => out.push((text_of(name), is_group)),
                None => names(described.get("author"), by_id, out, depth + 1),
            }
        }
        _ => {}
    }
    out.retain(|(name, _)| !name.is_empty());
}

fn image(value: Option<&Value>, by_id: &BTreeMap<&str, &Object>) -> (String, String) {
    match value {
        Some(Value::String(src)) => (src.trim().to_owned(), String::new()),
        Some(Value::Array(values)) => image(values.first(), by_id),
        Some(Value::Object(map)) => {
            let referred = map.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id).copied());
            let map = if map.contains_key("url") || map.contains_key("contentUrl") {
                map
            } else {
                referred.unwrap_or(map)
            };
            let src =
                ["url", "contentUrl"].iter().find_map(|key| map.get(*key)).map(text_of).unwrap_or_default();
            (src, map.get("caption").map(text_of).unwrap_or_default())
        }
        _ => (String::new(), String::new()),
    }
}

#[cfg(test)]
mod tests;
