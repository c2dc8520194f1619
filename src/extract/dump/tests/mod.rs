//! Whole dumps of our own, one trap each: invented sites, invented news.

mod body;
mod comments;
mod head;
mod hostile;
mod tail;
mod whole;

use super::read;
use crate::config::SourceRules;
use crate::extract::{Extraction, Furniture};
use crate::source::{Capture, MediaType};

fn dump(text: &str) -> Extraction {
    dump_with(text, &SourceRules::default())
}

fn dump_with(text: &str, rules: &SourceRules) -> Extraction {
    let capture = Capture::bare("page.txt", text, MediaType::Text);
    read(text, &capture, rules, &Furniture::default())
}

fn related(extraction: &Extraction) -> Vec<&str> {
    extraction.article.related.iter().map(|related| related.title.as_str()).collect()
}

fn caption(extraction: &Extraction) -> Option<&str> {
    extraction.article.image.as_ref()?.caption.as_deref()
}

const BODY: &str = "أعادت بلدية الميناء فتح السوق المغطى بعد ثلاث سنوات من أشغال الترميم التي شملت السقف والواجهات.\n\u{a0}\n\
وقال رئيس البلدية إن ستين تاجرا عادوا إلى محلاتهم، وإن الباقين سيلتحقون بهم قبل نهاية الشهر.\n\u{a0}\n\
وأضاف أن الكلفة بلغت أربعة ملايين، وأن حراسة ليلية ستؤمن المكان ابتداء من الأسبوع المقبل.";

/// The lines between the paragraphs of [`BODY`] hold a space that is none.
fn paragraphs() -> Vec<&'static str> {
    BODY.split("\n\u{a0}\n").collect()
}

fn body() -> String {
    paragraphs().join("\n")
}
