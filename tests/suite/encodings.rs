//! Encodings through the real program: bytes that lie, text that was spoiled before it was saved, text that is lost.

use crate::archive::Archive;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1256};
use serde_json::Value;

const TITLE: &str = "السوق المغطى يفتح أبوابه من جديد";

const DUMP: &str = "نسيم الشمال\nالسوق المغطى يفتح أبوابه من جديد\nأضيف في 9 شتنبر 2014 الساعة 08:05\n\n\
أعادت بلدية الميناء فتح السوق المغطى بعد ثلاث سنوات من أشغال الترميم التي شملت السقف والواجهات.\n\n\
وقال رئيس البلدية إن ستين تاجرا عادوا إلى محلاتهم، وإن الباقين سيلتحقون بهم قبل نهاية الشهر.\n\n\
وأضاف أن الكلفة بلغت أربعة ملايين، وأن حراسة ليلية ستؤمن المكان ابتداء من الأسبوع المقبل.\n";

fn misread(text: &str, was: &'static Encoding, taken_for: &'static Encoding) -> String {
    taken_for.decode_without_bom_handling(&was.encode(text).0).0.into_owned()
}

fn extract(archive: &Archive, page: &str) -> (Value, String) {
    let run = archive.run(&["extract", "--json", page]);
    (serde_json::from_str(&run.stdout).expect("one JSON object"), run.stderr)
}

#[test]
fn a_spoiled_dump_is_turned_back_and_the_file_says_so() {
    let archive = Archive::new().page("spoiled.txt", misread(DUMP, UTF_8, WINDOWS_1256));
    let (page, told) = extract(&archive, "pages/spoiled.txt");
    assert_eq!((page["title"].as_str(), page["date"].as_str()), (Some(TITLE), Some("2014-09-09T08:05")));
    assert!(told.contains("UTF-8 had been read as windows-1256; lines: 6"), "{told}");
    archive.convert();
    let (path, file) = archive.files("content").pop_first().expect("one file");
    assert!(path.starts_with("content/2014/09/09/"), "{path}");
    assert!(file.contains("\nencoding_repaired = \"UTF-8 taken for windows-1256\"\n"), "{file}");
    assert!(file.contains("وقال رئيس البلدية إن ستين تاجرا"), "{file}");
}

#[test]
fn the_evidence_for_an_encoding_is_kept() {
    let body = DUMP.replace("\n\n", "</p><p>");
    let page = format!("<meta charset=iso-8859-1><title>{TITLE}</title><h1>{TITLE}</h1><p>{body}</p>");
    let archive = Archive::new().page("liar.html", WINDOWS_1256.encode(&page).0);
    let (page, _) = extract(&archive, "pages/liar.html");
    assert_eq!(page["title"], TITLE);
    let evidence = ["encoding", "encoding_declared", "encoding_detected", "encoding_confidence"];
    let evidence = evidence.map(|key| page[key].as_str().unwrap_or_default());
    assert_eq!(evidence, ["windows-1256", "iso-8859-1", "windows-1256", "likely"]);
    archive.convert();
    let (_, file) = archive.files("content").pop_first().expect("one file");
    let kept =
        "encoding = \"windows-1256\"\nencoding_declared = \"iso-8859-1\"\nencoding_confidence = \"likely\"\n";
    assert!(file.contains(kept), "{file}");
}

#[test]
fn what_is_lost_is_never_published() {
    let lost: String =
        DUMP.chars().map(|c| if c.is_ascii() || c.is_whitespace() { c } else { '?' }).collect();
    let mixed = format!("{DUMP}\n{}", lost.lines().last().expect("a line"));
    let fields = "<meta property=og:title content='????? ??????'><meta name=keywords content='???, ?????'>\
                  <meta name=description content='????? ?????'><title>???? ??</title><h1>????? ??????</h1>\
                  <!-- ???? ?? ?????\n ???? --><script>alert('???? ???? ????')</script>\
                  <img src='/pic.php?id=5' alt='???? ????'>";
    let body = DUMP.lines().skip(3).collect::<String>();
    let archive = Archive::new()
        .page("lost.txt", &lost)
        .page("replaced.txt", lost.replace('?', "\u{FFFD}"))
        .page(
            "lost.html",
            format!("<title>{0}</title><h1>{0}</h1><p>{lost}</p>", lost.lines().next().expect("a line")),
        )
        .page("fields.html", format!("{fields}<p>{body}</p>"))
        .page("mixed.txt", mixed);
    let fates = archive.convert();
    for name in ["lost.txt", "replaced.txt", "lost.html"] {
        assert!(fates[name].starts_with("unreadable its letters were lost"), "{fates:?}");
    }
    for name in ["mixed.txt", "fields.html"] {
        assert!(fates[name].starts_with("written"), "{fates:?}");
    }
    for file in archive.files("content").values() {
        assert!(!file.contains("???") && file.contains("من الأسبوع المقبل."), "{file}");
    }
    let run = archive.run(&["extract", "pages/lost.txt"]);
    assert!(run.stderr.contains("lost.txt") && run.stderr.contains("another copy"), "{}", run.stderr);
}

#[test]
fn losses_are_told_once_and_only_where_something_was_lost() {
    let body = DUMP.lines().skip(3).collect::<String>();
    let told = |page: String| {
        let archive = Archive::new().page("a.html", format!("<meta charset=utf-8><h1>{TITLE}</h1>{page}"));
        extract(&archive, "pages/a.html").1
    };
    // References that mean no character, as a page may write them.
    assert_eq!(told(format!("<p>{body} &#0; &#xD800; ؟")), "");
    let damaged = told(format!("<p>{body} مد\u{FFFD}نة ???? بعيدة <p>????? ???? ?????"));
    assert_eq!(damaged.matches("lost").count(), 1, "{damaged}");
    let told = "words (????), left out with what stood beside them: 3; words (????) in the text: 1; characters (U+FFFD): 1";
    assert!(damaged.contains(told), "{damaged}");
}

#[test]
fn bytes_that_are_no_text_are_an_error() {
    let noise: Vec<u8> = (0..6000_u32).map(|n| (n * 7919 % 251) as u8 | 1).collect();
    let tags = "<b>".repeat(250_001);
    let archive = Archive::new().page("noise.txt", noise).page("tags.html", tags);
    for command in ["convert", "extract"] {
        let run = archive.run(&[command, "pages"]);
        assert_eq!(run.status, 1, "{}", run.stderr);
        let told =
            ["error: the file holds no text", "error: the page holds 250001 tags", "help: take it out"];
        for (line, times) in told.iter().zip([1, 1, 2]) {
            assert_eq!(run.stderr.matches(line).count(), times, "{}", run.stderr);
        }
    }
}

#[test]
fn drawn_letters_and_stray_controls_become_plain_text() {
    let drawn =
        "ﺃﻋﺎﺩﺕ ﺑﻠﺪﻳﺔ ﺍﻟﻤﻴﻨﺎﺀ ﻓﺘﺢ ﺍﻟﺴﻮﻕ ﺍﻟﻤﻐﻄﻰ\u{1} ﺑﻌﺪ ﺛﻼﺙ ﺳﻨﻮﺍﺕ ﻣﻦ ﺃﺷﻐﺎﻝ ﺍﻟﺘﺮﻣﻴﻢ ﺍﻟﺘﻲ ﺷﻤﻠﺖ ﺍﻟﺴﻘﻒ ﻭﺍﻟﻮﺍﺟﻬﺎﺕ.";
    let plain =
        "أعادت بلدية الميناء فتح السوق المغطى بعد ثلاث سنوات من أشغال الترميم التي شملت السقف والواجهات.";
    let archive = Archive::new()
        .page("drawn.txt", format!("{TITLE}\n\n{drawn}\n"))
        .page("drawn.html", format!("<h1>{TITLE}</h1><p>{drawn}</p>"));
    for page in ["pages/drawn.txt", "pages/drawn.html"] {
        assert_eq!(extract(&archive, page).0["text"], plain, "{page}");
    }
}

#[test]
fn french_read_twice_over_is_turned_back_too() {
    let text = "Le marché couvert rouvre ses portes après trois années de travaux, a annoncé l’équipe municipale, \
                « enchantée » de ce résultat inespéré – à découvrir dès samedi.";
    let spoiled = misread(&misread(text, UTF_8, WINDOWS_1252), UTF_8, WINDOWS_1252);
    let archive = Archive::new()
        .page("a.html", format!("<meta charset=utf-8><h1>Le marché rouvre</h1><p>{spoiled}</p>"));
    let (page, _) = extract(&archive, "pages/a.html");
    assert_eq!((page["title"].as_str(), page["text"].as_str()), (Some("Le marché rouvre"), Some(text)));
}

#[test]
fn two_encodings_in_one_page_and_letters_as_references() {
    let body = DUMP.replace("\n\n", "</p><p>");
    // A new template round an old text: UTF-8 and windows-1256 in one file.
    let mut bytes =
        format!("<meta charset=utf-8><nav>الرئيسية أخبار رياضة اقتصاد ثقافة</nav><h1>{TITLE}</h1><p>")
            .into_bytes();
    bytes.extend_from_slice(&WINDOWS_1256.encode(&body.repeat(2)).0);
    let references: String = misread(&body, WINDOWS_1256, WINDOWS_1252)
        .chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("&#{};", u32::from(c)) })
        .collect();
    let archive = Archive::new()
        .page("two.html", bytes)
        .page("references.html", format!("<h1>{TITLE}</h1><p>{references}</p>"));
    for page in ["pages/two.html", "pages/references.html"] {
        let (page, _) = extract(&archive, page);
        assert_eq!(page["title"], TITLE);
        assert!(
            page["text"].as_str().is_some_and(|text| text.contains("وقال رئيس البلدية إن ستين تاجرا")),
            "{page}"
        );
    }
}
