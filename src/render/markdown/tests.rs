use super::*;
use crate::render::escape::{Destination, destination};

struct Page;

impl Surroundings for Page {
    fn link(&self, address: &str) -> Option<(String, bool)> {
        match destination(address) {
            Destination::Outside(address) => Some((address, true)),
            Destination::Fragment(id) => Some((format!("#{id}"), false)),
            Destination::Inside(path) if path == "known" => Some(("../known/index.html".to_owned(), false)),
            _ => None,
        }
    }

    fn image(&self, address: &str) -> Option<Picture> {
        let src = format!("../{address}");
        match address {
            "img/a.png" => Some(Picture { src, ..Picture::default() }),
            "kept" => Some(Picture {
                src,
                srcset: Some("../s 320w, ../kept 600w".to_owned()),
                size: Some((600, 400)),
            }),
            "little" => Some(Picture { src, srcset: None, size: Some((90, 60)) }),
            _ => None,
        }
    }

    fn number(&self, number: usize) -> String {
        number.to_string()
    }

    fn word<'a>(&'a self, key: &'a str) -> &'a str {
        key
    }
}

fn html(markdown: &str) -> String {
    to_html(markdown, Direction::Rtl, &Page).trim_end().to_owned()
}

#[test]
fn paragraphs_take_the_direction_of_their_text() {
    assert_eq!(html("نص عربي"), "<p>نص عربي</p>");
    assert_eq!(html("English text"), "<p dir=\"ltr\">English text</p>");
    assert_eq!(html("2017"), "<p>2017</p>");
    assert_eq!(
        html("> A quotation\n>\n> in English"),
        "<blockquote dir=\"ltr\"><p>A quotation</p>\n<p>in English</p>\n</blockquote>"
    );
    let mixed = to_html("نص عربي\n\nEnglish", Direction::Ltr, &Page);
    assert_eq!(mixed, "<p dir=\"rtl\">نص عربي</p>\n<p>English</p>\n");
}

#[test]
fn foreign_runs_are_isolated() {
    let name = "<p>قال مدير <bdi dir=\"ltr\">Northlight Studio</bdi> إن</p>";
    assert_eq!(html("قال مدير Northlight Studio إن"), name);
}

#[test]
fn raw_html_is_text() {
    let hostile = "<script>alert(1)</script>\n\nنص <img src=x onerror=alert(1)> و<b>غامق</b>\n\n<!-- x -->";
    let html = html(hostile);
    assert!(
        !html.contains("<script")
            && !html.contains("<img")
            && !html.contains("<b>")
            && !html.contains("<!--")
    );
    assert!(html.contains("&lt;script&gt;"));
}

#[test]
fn links_go_nowhere_unsafe() {
    assert_eq!(html("[نص](javascript:alert%281%29)"), "<p>نص</p>");
    assert_eq!(html("[نص](known)"), "<p><a href=\"../known/index.html\">نص</a></p>");
    assert_eq!(html("[نص](unknown)"), "<p>نص</p>");
    assert_eq!(
        html("[نص](<https://h.example/?a=1&b=\"c>)"),
        "<p><a href=\"https://h.example/?a=1&amp;b=&quot;c\" rel=\"external noreferrer\">نص</a></p>"
    );
}

#[test]
fn images_of_other_hosts_are_told_not_fetched() {
    assert_eq!(
        html("![نص](img/a.png)"),
        "<figure class=\"figure\"><img src=\"../img/a.png\" alt=\"نص\"></figure>"
    );
    assert_eq!(
        html("[![بديل](https://h.example/a.jpg \"شرح\")](https://h.example/)"),
        "<figure class=\"figure missing\"><figcaption>شرح <span class=\"credit\">image_missing · \
         <a href=\"https://h.example/a.jpg\" rel=\"external noreferrer\">image_original</a></span></figcaption></figure>"
    );
    assert_eq!(
        html("نص ![صورة](https://h.example/a.jpg) نص"),
        "<p>نص <a href=\"https://h.example/a.jpg\" rel=\"external noreferrer\">صورة</a> نص</p>"
    );
    assert_eq!(html("نص ![صورة](data:image/png;base64,x) نص"), "<p>نص صورة نص</p>");
    for markdown in
        ["![a](//h.example/a.jpg)", "[![a](http://h.example/a.jpg)](x)", "# ![a](https://h.example/a)"]
    {
        assert!(!html(markdown).contains("<img"), "{markdown}");
    }
}

#[test]
fn kept_images_come_in_their_sizes_and_move_nothing() {
    assert_eq!(
        html("![باب](kept \"شرح\")"),
        "<figure class=\"figure\"><img src=\"../kept\" srcset=\"../s 320w, ../kept 600w\" \
         sizes=\"(min-width:44rem) 39rem, 92vw\" width=\"600\" height=\"400\" loading=\"lazy\" decoding=\"async\" \
         alt=\"باب\"><figcaption>شرح</figcaption></figure>"
    );
    assert!(
        html("![باب](little)")
            .starts_with("<figure class=\"figure small\"><img src=\"../little\" width=\"90\"")
    );
    assert!(html("نص ![باب](kept) نص").starts_with("<p>نص <img src=\"../kept\" srcset="));
}

#[test]
fn headings_begin_below_the_headline_and_skip_nothing() {
    assert_eq!(
        html("# أول\n\n### ثالث\n\n## ثان\n\n# أول"),
        "<h2 id=\"s-أول\">أول</h2>\n<h3 id=\"s-ثالث\">ثالث</h3>\n<h3 id=\"s-ثان\">ثان</h3>\n<h2 id=\"s-أول-4\">أول</h2>"
    );
    assert_eq!(html("## ثان"), "<h2 id=\"s-ثان\">ثان</h2>");
    assert_eq!(html("#### رابع"), "<h2 id=\"s-رابع\">رابع</h2>");
}

#[test]
fn tables_footnotes_and_strikethrough() {
    let table = html("| اسم | عدد |\n|---|---:|\n| كتب | 12 |");
    assert!(
        table.contains("<th scope=\"col\">اسم</th>") && table.contains("<td class=\"num\">12</td>"),
        "{table}"
    );
    let notes = html("نص[^أ] ونص[^b]\n\n[^b]: ثانية\n\n[^أ]: أولى");
    assert!(notes.contains("<sup><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>"), "{notes}");
    assert!(notes.contains("<li id=\"fn-1\"><p>أولى</p>"), "{notes}");
    assert!(notes.contains("<li id=\"fn-2\"><p>ثانية</p>"), "{notes}");
    assert_eq!(html("~~خطأ~~ \"نص\" -- ..."), "<p><del>خطأ</del> &quot;نص&quot; -- ...</p>");
}

#[test]
fn a_note_that_nothing_refers_to_leads_nowhere_back() {
    let notes = html("نص[^a]\n\n[^a]: أولى\n\n[^b]: ثانية");
    assert!(notes.contains("href=\"#fnref-1\"") && !notes.contains("fnref-2"), "{notes}");
}

#[test]
fn no_two_headings_have_one_id() {
    let headings = html("# a 3\n\n# a\n\n# a\n\n# a 2\n\n# a");
    let ids: Vec<&str> = headings.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), 5, "{ids:?}");
}

#[test]
fn worst_texts_end_soon_and_stay_balanced() {
    let count = 20_000;
    for (name, text) in [
        ("quotes", ">".repeat(count) + "x"),
        ("lists", "- ".repeat(count) + "x"),
        ("brackets", "[".repeat(count)),
        ("images", "![".repeat(count)),
        ("links", "[a](".repeat(count)),
        ("stars", "*a ".repeat(count)),
        ("underscores", "_a__".repeat(count)),
        ("backticks", (1..400).map(|n| "`".repeat(n) + " ").collect()),
        ("headings", "# x\n".repeat(count)),
        ("notes", "[^a]".repeat(count) + "\n\n[^a]: x"),
        ("tags", "<a ".repeat(count)),
        ("entities", "&#".repeat(count)),
        ("controls", "\0\u{202E}\u{2066}".repeat(count)),
    ] {
        // Quadratic time would show as a test that does not end.
        let html = html(&text);
        for tag in ["blockquote", "ul", "li", "p", "a", "em", "strong"] {
            let opened =
                html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{name}: {tag}");
        }
    }
}

#[test]
fn openings_are_plain_and_short() {
    assert_eq!(opening("# عنوان\n\nنص **غامق** و[رابط](x).\n\n- بند", 100), "عنوان نص غامق ورابط. بند");
    assert_eq!(opening("كلمة كلمة كلمة", 7), "كلمة…");
}

#[test]
fn a_table_without_a_head_has_none() {
    let bare = html("| | |\n|---|---|\n| أ | 1 |");
    assert!(!bare.contains("thead") && bare.contains("<tbody>\n<tr><td>أ</td>"), "{bare}");
    let corner = html("| | سنة |\n|---|---|\n| أ | 1 |");
    assert!(corner.contains("<thead><tr><td></td><th scope=\"col\">سنة</th></tr></thead>"), "{corner}");
}

#[test]
fn a_quotation_is_signed_at_its_end() {
    let signed = html("> كلام.\n>\n> *قائله*");
    assert!(signed.contains("<footer><em>قائله</em></footer>"), "{signed}");
    for unsigned in ["> *كلام*", "> كلام.\n>\n> *بعضه* وغيره *وآخر*", "كلام\n\n*قائله*"]
    {
        assert!(!html(unsigned).contains("<footer>"), "{unsigned}");
    }
}
