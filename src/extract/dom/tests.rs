//! From invented HTML to the Markdown that is expected of it.

use super::*;
use crate::extract::{to_markdown, to_text, tree};

fn markdown(html: &str) -> String {
    let html = tree::parse(html);
    let tree = Tree::new(&html);
    let mask = Mask::new(&tree);
    let base = Base::new(Some("https://news.example/2017/04/a.html"), None);
    to_markdown(&Reader::new(&tree, &mask, &base).read(0))
}

#[test]
fn prose_keeps_its_structure() {
    let page = "<h1>العنوان</h1><p>قال <b> الوزير </b>إن <a href='/x'>الخبر</a> <i>مهم</i>.</p><h3>فرعي</h3>\
                <blockquote>اقتباس</blockquote><ul><li>أ<ul><li>ب</li></ul></li><li>ج</li></ul><hr><p>ختام";
    assert_eq!(
        markdown(page),
        "## العنوان\n\nقال **الوزير** إن [الخبر](https://news.example/x) *مهم*.\n\n### فرعي\n\n> اقتباس\n\n- أ\n  - ب\n- ج\n\n***\n\nختام\n"
    );
}

#[test]
fn br_soup_is_parted_into_paragraphs_and_verse_keeps_its_lines() {
    assert_eq!(
        markdown("<div>أول سطر<br><br>ثان <b>قوي<br><br>ثالث</b><br/>\n<br/></div>"),
        "أول سطر\n\nثان **قوي**\n\n**ثالث**\n"
    );
    assert_eq!(markdown("<p>صدر البيت<br>عجز البيت</p>"), "صدر البيت\\\nعجز البيت\n");
    let long = "كلمات كثيرة في سطر طويل جدا تدل على أنه فقرة لا بيت شعر ".repeat(2);
    assert_eq!(markdown(&format!("<div>{long}<br>{long}</div>")).matches("\n\n").count(), 1);
}

#[test]
fn div_soup_is_parted_at_its_blocks() {
    assert_eq!(
        markdown("<div>واحد<div>اثنان</div>ثلاثة <span>أربعة</span></div>"),
        "واحد\n\nاثنان\n\nثلاثة أربعة\n"
    );
}

#[test]
fn nothing_that_could_run_comes_through() {
    let page = "<p onclick=x()>نص <a href='javascript:alert(1)'>رابط</a><script>x()</script><img src='javascript:x'> &lt;img&gt;</p>\
                <iframe src='https://evil.example/x'></iframe>";
    assert_eq!(markdown(page), "نص رابط \\<img>\n");
}

#[test]
fn figures_have_captions_and_lazy_images_their_real_address() {
    let page = "<figure><picture><source srcset='a.webp'><img src='data:image/gif;base64,x' data-src='/i/1.jpg' alt='بديل'></picture>\
                <figcaption>شرح <em>الصورة</em></figcaption></figure><p>نص<img src=/i/2.jpg width=1 height=1></p>\
                <p><img srcset='/s.jpg 300w, /l.jpg 900w'></p>";
    assert_eq!(
        markdown(page),
        "![بديل](https://news.example/i/1.jpg \"شرح الصورة\")\n\nنص\n\n![](https://news.example/l.jpg)\n"
    );
}

#[test]
fn tables_of_data_stay_tables_and_layout_does_not() {
    let data = "<table><tr><th>الفريق<th>نقاط<tr><td>الأول<td>3</table>";
    assert_eq!(markdown(data), "| الفريق | نقاط |\n| --- | --- |\n| الأول | 3 |\n");
    let layout = format!("<table><tr><td>{}</td><td>جانب</td></tr></table>", "نص طويل ".repeat(60));
    assert!(!markdown(&layout).contains('|'));
}

#[test]
fn embeds_are_links_with_a_label() {
    let page = "<p>قبل</p><iframe src='https://www.youtube.com/embed/abc_1-2?rel=0'></iframe>\
                <blockquote class='twitter-tweet'><p>تغريدة</p>— فلان <a href='https://twitter.com/f/status/1'>2017</a></blockquote>";
    assert_eq!(
        markdown(page),
        "قبل\n\n[YouTube](https://www.youtube.com/watch?v=abc_1-2)\n\n> [تغريدة — فلان 2017](https://twitter.com/f/status/1)\n"
    );
}

#[test]
fn bidi_embedding_controls_go_and_joiners_stay() {
    assert_eq!(markdown("<p>\u{202B}می\u{200C}خواهد\u{202C} \u{200F}نص</p>"), "می\u{200C}خواهد \u{200F}نص\n");
}

#[test]
fn very_deep_structure_costs_no_stack() {
    let page =
        format!("{}نص{}", "<ul><li><blockquote>".repeat(5_000), "</blockquote></li></ul>".repeat(5_000));
    let html = tree::parse(&page);
    let tree = Tree::new(&html);
    let mask = Mask::new(&tree);
    let base = Base::default();
    assert_eq!(to_text(&Reader::new(&tree, &mask, &base).read(0)), "نص");
}

#[test]
fn a_caption_goes_to_its_picture_or_nowhere() {
    let caption = "<div class=media-caption>شرح <span class=caption-text>الصورة</span></div>";
    let shown = "![](https://news.example/1.jpg \"شرح الصورة\")\n\nنص\n";
    assert_eq!(markdown(&format!("<div><img src=/1.jpg></div>{caption}<p>نص")), shown);
    assert_eq!(markdown(&format!("<p>نص</p>{caption}")), "نص\n");
    let credit =
        "<figure><div><img src=/1.jpg></div><figcaption>شرح</figcaption><p>© ليلى المثال</p></figure>";
    assert_eq!(markdown(credit), "![](https://news.example/1.jpg \"شرح © ليلى المثال\")\n");
}

#[test]
fn a_figure_without_a_picture_keeps_what_it_shows_instead() {
    let player = "<figure><div>هنا مقطع صوتي. وافق على شروط العرض كي تراه.</div><figcaption>مقطع</figcaption></figure>";
    assert_eq!(markdown(&format!("{player}<p>نص")), "نص\n");
    let quote = "<figure><blockquote>قول</blockquote><figcaption>ليلى المثال</figcaption></figure>";
    assert_eq!(markdown(quote), "> قول\n\nليلى المثال\n");
}

#[test]
fn footnotes_keep_their_numbers_apart_from_the_word() {
    let page = "<p>قال<sup><a href=#n1>1</a></sup> كلمته. <a href=#x>نص</a></p><ol><li id=n1>حاشية <a href=#r1>↩</a></li></ol>";
    assert_eq!(markdown(page), "قال\\[1\\] كلمته. نص\n\n1. حاشية\n");
}
