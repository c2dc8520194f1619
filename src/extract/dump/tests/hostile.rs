//! Dumps that nobody writes but one who wants to do harm: they end, and cost what their size costs.

use super::{BODY, body, dump};
use crate::extract::Kind;

#[test]
fn hostile_dumps_end_soon() {
    let many = |piece: &str, times: usize| dump(&piece.repeat(times));
    many("كلمة ", 300_000);
    many("\n\u{a0}", 300_000);
    many("سطر قصير جدا -\n", 40_000);
    many(
        "قال المتحدث إن الأمر انتهى، وإن الجميع عادوا إلى بيوتهم سالمين.\nاقرأ أيضا\nعنوان آخر من أربع كلمات\n",
        8_000,
    );
    many("<a>", 100_000);
    many("\u{202e}\u{200f}", 100_000);
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
