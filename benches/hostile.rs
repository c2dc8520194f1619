//! What pages cost that are one shape over and over: `cargo bench --bench hostile`. Four times the shape should cost about
//! four times as much; sixteen times means that the square of the page is paid.

use divan::Bencher;
use std::fmt::Write as _;
use warraq::config::SourceRules;
use warraq::extract;
use warraq::source::{Capture, MediaType};

const FEW: usize = 5_000;

fn main() {
    divan::main();
}

fn read(bencher: Bencher<'_, '_>, shape: &str) {
    let page = format!(
        "<meta charset=utf-8><h1>عنوان</h1><article><p>فقرة من نص الخبر، تنتهي بنقطة.</p></article>{shape}"
    );
    let capture = Capture::bare("page.html", page, MediaType::Html);
    let read = || extract::extract(&capture, &SourceRules::default(), &extract::Furniture::default());
    bencher.bench(read);
}

/// One bench for each shape, over two numbers of repetitions.
macro_rules! shapes {
    ($($name:ident: $shape:expr;)*) => {$(
        #[divan::bench(args = [FEW, 4 * FEW], sample_count = 5)]
        fn $name(bencher: Bencher<'_, '_>, many: usize) {
            let shape: fn(usize) -> String = $shape;
            read(bencher, &shape(many));
        }
    )*};
}

shapes! {
    attributes: |many| (0..many).fold(String::new(), |mut all, number| {
        let _ = write!(all, "<html a{number}=x>");
        all
    });
    author_and: |many| format!("<meta name=author content='{}'>", "ليلى المثال وأحمد ".repeat(many));
    author_by: |many| format!("<meta name=author content='{}'>", "by ".repeat(many));
    author_list: |many| format!("<meta name=author content='{}'>", "ليلى المثال; ".repeat(many));
    author_titles: |many| format!("<title>{}</title>", "أ | ب - ".repeat(many));
    captions: |many| format!("<figure><img src=/a.jpg>{}</figure>", "<p class=caption>شرح</p>".repeat(many));
    dates_in_text: |many| format!("<div>{}</div>", "2020-05-04<br>".repeat(many));
    dates_in_time: |many| "<time>4 مايو</time>".repeat(many);
    inputs: |many| format!("{}بريد", "<div><input type=email>".repeat(many));
    labels: |many| "<p>شارك</p>".repeat(many);
    nesting: |many| format!("{}نص", "<div><b>".repeat(many));
    preformatted: |many| format!("<pre>{}</pre>", "س\n".repeat(many));
}
