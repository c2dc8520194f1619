//! Dumps that nobody writes but one who wants to do harm: they end, and cost what their size costs.

use super::{BODY, body, dump};
use crate::extract::{Extraction, Kind};

#[test]
fn hostile_dumps_end_soon() {
    let many = |piece: &str, times: usize| dump(&piece.repeat(times));
    let is_no_text =
        |page: &Extraction| matches!(&page.kind, Kind::Other(reason) if reason == "no running text");
    for (piece, times) in [
        ("كلمة ", 300_000),
        ("\n\u{a0}", 300_000),
        ("سطر قصير جدا -\n", 40_000),
        ("<a>", 100_000),
        ("\u{202e}\u{200f}", 100_000),
    ] {
        assert!(is_no_text(&many(piece, times)), "{piece}");
    }
    let sentence = "قال المتحدث إن الأمر انتهى، وإن الجميع عادوا إلى بيوتهم سالمين.";
    let page = many(&format!("{sentence}\nاقرأ أيضا\nعنوان آخر من أربع كلمات\n"), 8_000);
    assert!(page.text.lines().all(|line| line == sentence) && page.text.lines().count() > 300);
    let mut varied = String::new();
    for at in 0..20_000 {
        varied.push_str(&format!("عنوان رقم {at} في قائمة طويلة جدا - موقع {at}\n"));
    }
    varied.push_str(BODY);
    assert_eq!(dump(&varied).text, body());
}

#[test]
fn more_lines_than_a_page_has_are_refused() {
    let page = dump(&"ك\n".repeat(500_002));
    assert!(matches!(&page.kind, Kind::Other(reason) if reason.contains("lines")), "{:?}", page.kind);
}

#[test]
fn carriage_returns_inside_broken_lines_are_no_harm() {
    let line = "قال رئيس البلدية إن التجار عادوا إلى محلاتهم وإن السوق\rيفتح أبوابه";
    let page = dump(&format!("{}نهارا.", format!("{line}\n").repeat(6)));
    assert!(page.text.contains("نهارا."), "{}", page.text);
}
