//! Reads dates out of whatever comes: no panic, a place inside the text, and a date that reads back as itself.
//!
//! The first byte is for the hints, the rest is the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::date::{self, DayOrder, Hints, StatedDate};

fuzz_target!(|input: &[u8]| {
    let Some((&bits, text)) = input.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let captured = "2019-02-03T10:00:00+01:00".parse::<StatedDate>().ok();
    let hints = Hints {
        lang: [None, Some("fa"), Some("he"), Some("ar-MA")][usize::from(bits & 3)].map(str::to_owned),
        captured: captured.filter(|_| bits & 4 != 0),
        day_order: [None, Some(DayOrder::Dmy), Some(DayOrder::Mdy), Some(DayOrder::Ymd)][usize::from(bits >> 3 & 3)],
    };
    date::read_machine(text);
    let Some(found) = date::find(text, &hints) else { return };
    assert!(text.get(found.span).is_some(), "the place is inside the text");
    assert!((0.0..=1.0).contains(&found.covers), "a share: {}", found.covers);
    for date in [Some(found.reading.published), found.reading.updated].into_iter().flatten() {
        assert_eq!(date.to_string().parse(), Ok(date), "{date} reads back as itself");
    }
});
