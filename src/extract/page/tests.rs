//! Whole invented pages: what is read, what is left out, and that hostile ones end.

use super::*;
use crate::config::Selectors;
use crate::extract::Kind;
use crate::extract::NoImages;
use crate::source::MediaType;
use std::fmt::Write as _;

fn capture(url: Option<&str>) -> Capture {
    Capture { url: url.map(str::to_owned), ..Capture::bare("page.html", [], MediaType::Html) }
}

fn extract(page: &str, rules: &SourceRules) -> Extraction {
    read(
        page,
        &capture(Some("https://news.example/2020/05/04/khabar")),
        rules,
        &Furniture::default(),
        &NoImages,
    )
}

/// A paragraph of prose, different for every number.
fn paragraph(number: usize) -> String {
    format!("<p>هذه فقرة رقم {number} من نص الخبر، وفيها ما يكفي من الكلام كي تعد فقرة، وتنتهي بنقطة.</p>")
}

fn paragraphs(count: usize) -> String {
    (1..=count).fold(String::new(), |mut out, number| {
        let _ = write!(out, "{}", paragraph(number));
        out
    })
}

fn news_page() -> String {
    format!(
        "<html lang=ar><head><title>عنوان الخبر الكبير | أخبار المثال</title><meta property='og:site_name' content='أخبار المثال'>\
         <meta property='og:image' content='/i/lead.jpg'></head><body>\
         <nav><a href=/>الرئيسية</a><a href=/s>سياسة</a></nav>\
         <div class=page><article><h1>عنوان الخبر الكبير</h1><div class=post-meta>بقلم: ليلى المثال <span>4 مايو 2020</span></div>\
         <div class=share-bar><a href='https://x.example'>شارك</a></div>\
         <div class=entry-content>{}<div class='read-also'><a href=/other>اقرأ أيضا خبر آخر عن شيء آخر</a></div>{}</div></article>\
         <div id=comments><p>تعليق طويل من قارئ لا علاقة له بالخبر، وفيه كلام كثير، وكلام، وكلام.</p></div></div>\
         <footer>كل الحقوق محفوظة 2020</footer></body></html>",
        paragraphs(3),
        paragraph(9)
    )
}

#[test]
fn a_news_page_is_read_whole_and_clean() {
    let page = extract(&news_page(), &SourceRules::default());
    let article = &page.article;
    assert_eq!(page.kind, Kind::Article);
    assert_eq!(article.title, "عنوان الخبر الكبير");
    assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2020-05-04"));
    assert_eq!(
        (article.authors.as_slice(), article.lang.as_deref()),
        (&["ليلى المثال".to_owned()][..], Some("ar"))
    );
    assert_eq!(article.source.name.as_deref(), Some("أخبار المثال"));
    let image = article.image.as_ref().and_then(|image| image.src.as_deref());
    assert_eq!(image, Some("https://news.example/i/lead.jpg"));
    assert_eq!(page.text.lines().count(), 4, "{}", page.text);
    assert!(page.text.lines().all(|line| line.starts_with("هذه فقرة")), "{}", page.text);
    assert_eq!(
        article.related.first().map(|related| related.url.as_deref()),
        Some(Some("https://news.example/other"))
    );
    assert!(page.evidence.iter().any(|evidence| evidence.field == "title" && !evidence.beaten.is_empty()));
}

#[test]
fn a_sources_rules_go_first() {
    let rules = SourceRules {
        selectors: Selectors {
            title: Some(".t".into()),
            body: Some("#b".into()),
            author: Some("[".into()),
            ..Selectors::default()
        },
        drop: vec![".x".into()],
        drop_lines: vec!["سطر زائد".into()],
        ..SourceRules::default()
    };
    let page = format!(
        "<h1>غيره</h1><p class=t>العنوان</p><div id=b><p>قصير.</p><p class=x>إعلان</p><p>«سطر زائد»</p></div>{}",
        paragraphs(4)
    );
    let page = extract(&page, &rules);
    assert_eq!((page.article.title.as_str(), page.text.as_str()), ("العنوان", "قصير."));
    // Told once a run, not once a page.
    assert!(page.diagnostics.is_empty());
    assert_eq!(crate::extract::check_rules(&rules).len(), 1);
}

#[test]
fn json_ld_gives_the_body_where_the_page_shows_none() {
    let body = "جملة أولى من نص الخبر كما هو في البيانات. ".repeat(10);
    let page = format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"عنوان","articleBody":"{body}\n\nثم {body}"}}</script><div>تحميل</div>"#
    );
    let page = extract(&page, &SourceRules::default());
    assert_eq!(page.text.lines().count(), 2);
}

#[test]
fn a_body_in_several_parts_is_put_together() {
    let part = |number: usize| {
        format!(
            "<section class=part><div class=inner>{}{}</div></section>",
            paragraph(number),
            paragraph(number + 10)
        )
    };
    let page =
        format!("<body><h1>عنوان</h1><div id=all>{}{}{}{}</div></body>", part(1), part(2), part(3), part(4));
    assert_eq!(extract(&page, &SourceRules::default()).text.lines().count(), 8);
}

#[test]
fn hostile_pages_end() {
    let tower = format!("<article>{}نص{}", "<div><b>".repeat(100_000), paragraphs(3));
    assert!(extract(&tower, &SourceRules::default()).text.contains("هذه فقرة رقم 2"));
    let attribute = format!("<p class='{}'>نص</p>{}", "a ".repeat(5_000_000), paragraphs(3));
    assert!(extract(&attribute, &SourceRules::default()).text.contains("هذه فقرة رقم 2"));
    for page in [
        "",
        "<",
        "<html>",
        "\u{0}",
        "<title>",
        "<script type='application/ld+json'>[[[",
        "<table><table><table>",
    ] {
        assert!(matches!(extract(page, &SourceRules::default()).kind, Kind::Other(_)), "{page:?}");
    }
}

/// Shapes that once cost the square of their number, or were taken for the article: each beside an article that is still
/// read. What they cost is for `benches/hostile.rs` to say.
#[test]
fn pages_of_one_shape_over_and_over_are_read() {
    const MANY: usize = 20_000;
    let mut attributes = String::new();
    for number in 0..MANY {
        let _ = write!(attributes, "<html a{number}=x>");
    }
    let marks = "أ | ب - ".repeat(500);
    let shapes = [
        format!("<div>{}</div>", "2020-05-04<br>".repeat(MANY)),
        "<time>4 مايو</time>".repeat(MANY),
        attributes,
        "<p>شارك</p>".repeat(MANY),
        "<p>1 / 20</p>".repeat(MANY),
        format!("<figure><img src=/a.jpg><figcaption>{}</figcaption></figure>", "<i>كلمة</i> ".repeat(MANY)),
        format!("<figure><img src=/a.jpg>{}</figure>", "<p class=caption>شرح الصورة</p>".repeat(MANY)),
        format!("{}بريد", "<div><input type=email>".repeat(MANY)),
        format!("<title>{marks}</title>{}", "<h1>أ | ب - أ</h1>".repeat(200)),
        format!("<meta name=author content='{}'>", "ليلى وأحمد ".repeat(MANY)),
        format!("<pre>{}</pre>", "س\n".repeat(MANY)),
    ];
    for (number, shape) in shapes.iter().enumerate() {
        let page = format!("<h1>عنوان الخبر</h1><article>{}</article>{shape}", paragraphs(12));
        let text = extract(&page, &SourceRules::default()).text;
        assert!(text.contains("هذه فقرة رقم 7"), "shape {number}");
    }
}

#[test]
fn verse_is_text_too() {
    let page = "<h1>قصيدة الميناء</h1><nav><a href=/>الرئيسية</a></nav><div>يا ليل<br>طال السهر<br>والقمر<br>غاب<br><br>يا صبح<br>متى<br>تأتي</div>\
                <p><a href=/a>قصائد أخرى من هذا الديوان</a>";
    let page = extract(page, &SourceRules::default());
    assert_eq!(page.text, "يا ليل طال السهر والقمر غاب\nيا صبح متى تأتي");
    assert_eq!(page.kind, Kind::Article);
}

#[test]
fn a_picture_without_a_caption_takes_no_other_ones() {
    let page = format!(
        "<h1>عنوان الخبر</h1><div>{}<img src=/a.jpg><img src=/b.jpg><p class=caption>شرح الصورة الثانية</p>{}</div>",
        paragraph(1),
        paragraph(2)
    );
    let image = extract(&page, &SourceRules::default()).article.image.expect("there is one");
    assert_eq!((image.src.as_deref(), image.caption), (Some("https://news.example/a.jpg"), None));
}

#[test]
fn the_body_that_only_json_ld_holds_is_read_whatever_its_form() {
    let lines: Vec<String> =
        (1..=8).map(|n| format!("فقرة رقم {n} من نص الخبر، كما حفظتها الصفحة للآلات وحدها.")).collect();
    let html = format!("<p>{}</p>", lines.join("</p><p>"));
    for body in [lines.join("\n"), html.clone(), html.replace('<', "&lt;").replace('>', "&gt;")] {
        let json =
            serde_json::json!({ "@type": "NewsArticle", "headline": "عنوان الخبر", "articleBody": body });
        let page = format!(
            "<h1>عنوان الخبر</h1><p>حمل التطبيق</p><script type='application/ld+json'>{json}</script>"
        );
        assert_eq!(extract(&page, &SourceRules::default()).text, lines.join("\n"), "{body}");
    }
}

#[test]
fn several_names_side_by_side_are_several_people() {
    let names = ["Jane Roe", "John van Doe", "ليلى المثال"];
    for (open, close) in [("<span>", "</span>"), ("<a href=/x>", "</a>")] {
        let list: String = names.iter().map(|name| format!("{open}{name}{close}")).collect();
        let page = format!("<h1>عنوان الخبر</h1><div class=byline><div>{list}</div></div>{}", paragraphs(4));
        assert_eq!(extract(&page, &SourceRules::default()).article.authors, names, "{open}");
    }
}

#[test]
fn a_name_before_the_date_is_the_author_s() {
    let page = format!("<h1>عنوان الخبر</h1><div>ليلى المثال | 27 أبريل 2017</div>{}", paragraphs(4));
    assert_eq!(extract(&page, &SourceRules::default()).article.authors, ["ليلى المثال"]);
    let page = format!("<h1>عنوان الخبر</h1><div>الأخبار | 27 أبريل 2017</div>{}", paragraphs(4));
    assert!(extract(&page, &SourceRules::default()).article.authors.is_empty());
}
