//! JSON-LD as pages really write it: graphs, references, breakage.

use super::*;
use crate::extract::tree;

fn read_page(json: &str) -> Structured {
    let html = tree::parse(&format!("<script type='application/ld+json'>{json}</script>"));
    read(&Tree::new(&html))
}

#[test]
fn a_graph_with_references_is_put_together() {
    let page = read_page(
        r##"{"@graph":[{"@type":"WebSite","name":"أخبار المثال"},{"@type":"Person","@id":"#p","name":"ليلى المثال"},
        {"@type":["NewsArticle"],"headline":"عنوان &quot;الخبر&quot; &amp; بقيته","datePublished":"2020-01-02T03:04:05Z",
        "author":[{"@id":"#p"},{"@type":"Organization","name":"وكالة"}],"image":[{"url":"https://a.example/1.jpg","caption":"شرح"}],
        "keywords":"سياسة, اقتصاد","articleSection":["محليات"],"publisher":{"name":"دار المثال"}}]}"##,
    );
    let story = &page.stories[0];
    assert_eq!((page.site.as_str(), story.headline.as_str()), ("أخبار المثال", "عنوان \"الخبر\" & بقيته"));
    assert_eq!(story.authors, [("ليلى المثال".to_owned(), false), ("وكالة".to_owned(), true)]);
    assert_eq!((story.image.as_str(), story.caption.as_str()), ("https://a.example/1.jpg", "شرح"));
    assert_eq!(
        (story.keywords.len(), story.section.as_str(), story.publisher.as_str()),
        (2, "محليات", "دار المثال")
    );
}

#[test]
fn an_article_wins_over_the_page_that_holds_it() {
    let page = read_page(
        r#"[{"@type":"WebPage","headline":"صفحة"},{"@type":"NewsArticle","headline":"خبر","datePublished":"2020"}]"#,
    );
    assert_eq!(page.stories[0].headline, "خبر");
}

#[test]
fn broken_json_is_mended_or_salvaged() {
    let lines = read_page("<!-- {\"@type\":\"NewsArticle\",\"headline\":\"سطر\nثان\",} -->");
    assert_eq!(lines.stories[0].headline, "سطر ثان");
    let quotes = read_page(
        r#"{"@type":"NewsArticle","headline":"قال "نعم" أمس","datePublished":"2020-01-02","author":{"name":"س"}}"#,
    );
    assert_eq!(quotes.stories[0].headline, "قال \"نعم\" أمس");
    assert_eq!((quotes.stories[0].published.as_str(), quotes.stories[0].authors.len()), ("2020-01-02", 1));
    assert!(read_page("{{{{").stories.is_empty());
    assert!(read_page(&"[".repeat(100_000)).stories.is_empty());
}

#[test]
fn comments_are_listed_with_their_answers() {
    let page = read_page(
        r#"{"@type":"NewsArticle","headline":"خبر","comment":[
        {"@type":"Comment","author":{"@type":"Person","name":"قارئة"},"dateCreated":"2020-01-03T07:30","text":"شكرا &amp; إلى اللقاء",
         "comment":{"@type":"Comment","author":"كريم","text":"وأنا كذلك"}},
        {"@type":"Comment","author":"زائر","text":""},
        {"@type":"Comment","text":"سطر أول\n\nسطر ثان: 3 < 5"},
        {"@type":"Comment","text":"<p>أول <b>بارز</b></p><p>ثان</p>"},
        {"@type":"Comment","text":"أول&lt;br&gt;&lt;br&gt;ثان"}]}"#,
    );
    let said: Vec<_> = page.stories[0]
        .comments
        .iter()
        .map(|c| (c.author.as_deref(), c.date.map(|date| date.to_string()), c.text.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (Some("قارئة"), Some("2020-01-03T07:30".to_owned()), "شكرا & إلى اللقاء"),
            (Some("كريم"), None, "وأنا كذلك"),
            (None, None, "سطر أول\nسطر ثان: 3 < 5"),
            (None, None, "أول بارز\nثان"),
            (None, None, "أول\nثان"),
        ]
    );
}
