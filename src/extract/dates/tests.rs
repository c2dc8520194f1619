//! Which of a page's dates win, on small invented pages.

use super::*;
use crate::extract::{structured, tree};

/// Publication and update of a page, as text.
fn dates_of(page: &str, url: Option<&str>, rules: &SourceRules) -> (Option<String>, Option<String>) {
    let html = tree::parse(page);
    let tree = Tree::new(&html);
    let shown = crate::extract::hide::invisible(&tree);
    let date_hints = date::Hints {
        captured: "2022-01-01".parse().ok(),
        lang: Some("ar".to_owned()),
        day_order: Some(date::DayOrder::Dmy),
    };
    let place = Place {
        tree: &tree,
        shown: &shown,
        hints: &crate::extract::hide::all_hints(&tree),
        head: &Head::read(&tree),
        structured: &structured::read(&tree),
        body: &[],
        headline: tree.elements("h1").next(),
        selected: &[],
        url,
        date_hints: &date_hints,
        rules,
    };
    let (published, updated) = find(&place, &mut Vec::new());
    (published.map(|date| date.to_string()), updated.map(|date| date.to_string()))
}

fn published(page: &str) -> Option<String> {
    dates_of(page, None, &SourceRules::default()).0
}

#[test]
fn metas_win_over_the_clock_and_the_text() {
    let page = "<meta property='article:published_time' content='2020-05-04T10:20:00+03:00'>\
                <div class=date>1 يناير 2021</div><h1>عنوان</h1>";
    assert_eq!(published(page).as_deref(), Some("2020-05-04T10:20:00+03:00"));
}

#[test]
fn text_by_the_headline_is_read_and_teasers_are_not() {
    let page = "<div class='related'><span class=date>3 مارس 2021</span></div><h1>عنوان</h1><span>نشر في 27 أبريل 2017</span><p>نص</p>";
    assert_eq!(published(page).as_deref(), Some("2017-04-27"));
}

#[test]
fn the_sites_clock_is_no_date() {
    let clock = "الأحد، 04 آب/اغسطس 2013، آخر تحديث 02:21 (GMT+0400)";
    assert_eq!(published(&format!("<div class=date>{clock}</div><h1>عنوان</h1><p>نص")), None);
}

#[test]
fn the_address_has_a_date_and_a_day_after_the_capture_has_none() {
    let from_url =
        dates_of("<h1>x</h1>", Some("https://a.example/2017/04/27/x-2020"), &SourceRules::default()).0;
    assert_eq!(from_url.as_deref(), Some("2017-04-27"));
    let date = |url: &str| dates_of("<h1>x</h1>", Some(url), &SourceRules::default()).0;
    assert_eq!(date("https://a.example/2013/middle_east/8/3/x/").as_deref(), Some("2013-08-03"));
    assert_eq!(date("https://a.example/2013/top10/8/3/x/"), None);
    assert_eq!(date("https://a.example/2013/sport/8/33/"), None);
    assert_eq!(published("<meta name=date content='2031-01-01'>"), None);
}

#[test]
fn a_number_in_the_address_is_a_day_only_where_readers_see_no_other() {
    let date = |page: &str, url: &str| dates_of(page, Some(url), &SourceRules::default()).0;
    let shown = "<h1>عنوان</h1><span>27 أبريل 2017</span><p>نص</p>";
    for url in ["https://a.example/x?id=20101112", "https://a.example/news/199907150930-x"] {
        assert_eq!(date(shown, url).as_deref(), Some("2017-04-27"), "{url}");
    }
    assert_eq!(date("<h1>عنوان</h1>", "https://a.example/20170427/x").as_deref(), Some("2017-04-27"));
    let share = "https://a.example/2017/04/27/x?to=https://b.example/2001/01/01/";
    assert_eq!(date("<h1>عنوان</h1>", share).as_deref(), Some("2017-04-27"));
}

#[test]
fn an_update_before_publication_is_none() {
    let page = |day: &str| {
        format!(
            "<meta property='article:published_time' content='2020-05-04T10:20'><meta property='article:modified_time' content='{day}'>"
        )
    };
    let update = |day: &str| dates_of(&page(day), None, &SourceRules::default()).1;
    assert_eq!(update("2020-05-05").as_deref(), Some("2020-05-05"));
    assert_eq!(update("2020-04-01"), None);
}

#[test]
fn utc_gives_way_to_the_pages_own_day() {
    let page = "<meta property='article:published_time' content='2020-05-05T01:10:00Z'>";
    let rules = SourceRules::default();
    assert_eq!(
        dates_of(page, Some("https://a.example/2020/05/04/x"), &rules).0.as_deref(),
        Some("2020-05-04")
    );
    assert_eq!(
        dates_of(page, Some("https://a.example/2020/05/05/x"), &rules).0.as_deref(),
        Some("2020-05-05T01:10:00+00:00")
    );
}

#[test]
fn a_sources_zone_is_added_to_times_that_state_none() {
    let rules = SourceRules { timezone: Some("Asia/Riyadh".to_owned()), ..SourceRules::default() };
    let page = |date: &str| format!("<meta property='article:published_time' content='{date}'>");
    assert_eq!(
        dates_of(&page("2020-05-04T10:20"), None, &rules).0.as_deref(),
        Some("2020-05-04T10:20+03:00")
    );
    assert_eq!(dates_of(&page("2020-05-04"), None, &rules).0.as_deref(), Some("2020-05-04"));
}

#[test]
fn the_picture_s_date_is_not_the_article_s() {
    let page = "<h1>عنوان</h1><div class=picBox><img src=a><p>القاطرة، 24 أبريل 2017</p></div><p>نص</p><ul><li>x</ul><div>28.04.2017</div>";
    assert_eq!(dates_of(page, None, &SourceRules::default()).0.as_deref(), Some("2017-04-28"));
}

#[test]
fn an_aside_of_the_article_and_a_swapped_day_are_read() {
    let page = "<article><h1>عنوان</h1><aside class=facts><dl><dt>التاريخ</dt><dd>12.01.2017</dd></dl></aside><p>نص</article>";
    assert_eq!(dates_of(page, None, &SourceRules::default()).0.as_deref(), Some("2017-01-12"));
    let page = "<meta name=date content='11/02/2017 12:43'><h1>عنوان</h1><p>2 نوفمبر 2017</p>";
    assert_eq!(dates_of(page, None, &SourceRules::default()).0.as_deref(), Some("2017-11-02"));
}

#[test]
fn another_day_is_only_another_clock_within_the_hours_of_the_world() {
    let stated = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"datePublished\":\"2017-08-04T22:23:00Z\"}</script>";
    let page = |shown: &str| format!("{stated}<h1>عنوان</h1><p>{shown}</p>");
    let date = |shown| dates_of(&page(shown), None, &SourceRules::default()).0;
    assert_eq!(date("5 August 2017, 1:23"), Some("2017-08-05T01:23".to_owned()));
    assert_eq!(date("5 August 2017, 23:49"), Some("2017-08-04T22:23:00+00:00".to_owned()));
}
