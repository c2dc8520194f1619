//! What a site prints on all of its pages, learned from the pages: whole runs over pages of one invented paper.

use crate::archive::Archive;

const APPEAL: &str =
    "تعيش هذه الجريدة من تبرعات قرائها وحدهم، فساهموا في بقائها ولو بالقليل الذي تقدرون عليه، ولكم الشكر.";

fn paragraph(page: usize, number: usize) -> String {
    format!(
        "الفقرة {number} من الخبر {page}، وفيها من الكلام ما يكفي كي تعد فقرة من فقراته، وهي لا ترد في صفحة أخرى."
    )
}

/// A page whose appeal stands in the middle of its text, and looks like it.
fn page(number: usize) -> String {
    format!(
        "<html lang=ar><title>خبر {number} من الوادي</title><h1>خبر {number} من الوادي</h1><p>27 أبريل 2017</p><div>\
         <p>{}</p><p>{}</p><p>{APPEAL}</p><p>{}</p></div>",
        paragraph(number, 1),
        paragraph(number, 2),
        paragraph(number, 3)
    )
}

fn paper(pages: impl Iterator<Item = (usize, usize)>) -> Archive {
    let archive = Archive::new();
    for (file, number) in pages {
        archive.write(&format!("pages/wadi.example/{file}.html"), page(number));
    }
    archive
}

#[test]
fn a_paragraph_that_every_page_has_is_the_site_s() {
    let archive = paper((0..6).map(|n| (n, n)));
    archive.convert();
    let files = archive.files("content");
    assert_eq!(files.len(), 6);
    for (file, text) in &files {
        assert!(!text.contains(APPEAL), "{file}: {text}");
        assert!(text.contains("الفقرة 2") && text.contains("الفقرة 3"), "{file}: {text}");
    }
    let explained = archive.run(&["extract", "--explain", "pages"]);
    assert!(
        explained.stdout.contains("texts that other pages of the site have too: 1 ← recurring"),
        "{}",
        explained.stdout
    );
}

#[test]
fn a_page_alone_keeps_what_it_says() {
    let archive = paper(std::iter::once((0, 0)));
    archive.convert();
    assert!(archive.files("content").values().all(|text| text.contains(APPEAL)));
}

#[test]
fn one_story_captured_again_and_again_keeps_its_text() {
    let archive = Archive::new();
    for n in 0..6 {
        // The ticker above it is new every time.
        archive.write(
            &format!("pages/wadi.example/{n}.html"),
            page(0).replace("<h1>", &format!("<p>شريط {n}</p><h1>")),
        );
    }
    archive.convert();
    assert!(
        archive.files("content").values().all(|text| text.contains("الفقرة 1") && text.contains("الفقرة 3"))
    );
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let forward = paper((0..6).map(|n| (n, n)));
    let backward = paper((0..6).map(|n| (5 - n, n)));
    let texts = |archive: &Archive| {
        archive.convert();
        let body = |text: &String| text.rsplit("+++").next().map(str::to_owned);
        archive.files("content").iter().map(|(file, text)| (file.clone(), body(text))).collect::<Vec<_>>()
    };
    assert_eq!(texts(&forward), texts(&backward));
}

/// The same paper with something behind the text of each page.
fn paper_with(pages: usize, behind: impl Fn(usize) -> String) -> Archive {
    let archive = Archive::new();
    for number in 0..pages {
        archive.write(
            &format!("pages/wadi.example/{number}.html"),
            page(number).replace("</div>", &format!("{}</div>", behind(number))),
        );
    }
    archive
}

#[test]
fn a_paragraph_that_others_only_quote_is_the_article_s() {
    // Every page shows how its neighbours begin.
    let lists = paper_with(12, |number| {
        let neighbours = (0..12).filter(|other| *other != number);
        let teasers = neighbours.map(|other| format!("<p>{}</p>", paragraph(other, 1)));
        format!("<aside class=latest>{}</aside>", teasers.collect::<String>())
    });
    lists.convert();
    for (number, (file, text)) in lists.files("content").into_iter().enumerate() {
        assert!((0..12).any(|n| text.contains(&paragraph(n, 1))), "{number} {file}: {text}");
    }
    // A few of many articles tell the same background.
    let background =
        "وكانت القاطرة قد توقفت قبل أربعين سنة، حين جرف السيل الجسر القديم ولم يجد من يعيد بناءه من جديد.";
    let told = paper_with(40, |n| if n < 6 { format!("<p>{background}</p>") } else { String::new() });
    told.convert();
    assert_eq!(told.files("content").values().filter(|text| text.contains(background)).count(), 6);
}
