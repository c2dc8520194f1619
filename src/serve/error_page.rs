//! The page that stands in for one that cannot be made: what is wrong, where, the source line, what to do.
//!
//! In: diagnostics. Out: HTML without inline style or script, its style sheet beside it. Messages are English, as on the
//! command line; the user's own words in them keep their own direction.

use crate::diagnostic::{Diagnostic, Severity, Snippet};
use std::fmt::Write as _;

/// Where the style sheet lies.
pub(super) const STYLE_PATH: &str = "/_warraq/error.css";

/// The style sheet itself.
pub(super) const STYLE: &str = include_str!("error.css");

/// How many problems one page shows; the rest are counted.
const SHOWN: usize = 20;

/// The page for `problems`, worst first.
pub(super) fn html(problems: &[Diagnostic]) -> String {
    let mut sorted: Vec<&Diagnostic> = problems.iter().collect();
    sorted.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    let title = sorted.first().map_or("This page cannot be shown", |first| first.message.as_str());
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<link rel=\"stylesheet\" href=\"{STYLE_PATH}\">\n</head>\n<body>\n<main>\n\
         <h1>This page cannot be shown</h1>\n",
        escape(title)
    );
    for problem in sorted.iter().take(SHOWN) {
        section(&mut page, problem);
    }
    if sorted.len() > SHOWN {
        let _ = writeln!(page, "<p>and {} more</p>", sorted.len() - SHOWN);
    }
    page += "<footer><p>It comes back by itself when the file is mended.</p></footer>\n</main>\n</body>\n</html>\n";
    page
}

fn section(page: &mut String, problem: &Diagnostic) {
    let word = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    // Writing to a String cannot fail.
    let _ = writeln!(page, "<section>\n<h2>{word}: <bdi>{}</bdi></h2>", escape(&problem.message));
    if let Some(file) = &problem.file {
        let place: String =
            [problem.line, problem.column].into_iter().flatten().map(|number| format!(":{number}")).collect();
        let _ = writeln!(page, "<p class=\"place\"><bdi>{}</bdi>{place}</p>", escape(file));
    }
    if let Some(snippet) = &problem.snippet {
        source(page, problem.line, snippet);
    }
    if let Some(hint) = &problem.hint {
        let _ = writeln!(page, "<p class=\"hint\"><strong>help:</strong> <bdi>{}</bdi></p>", escape(hint));
    }
    page.push_str("</section>\n");
}

/// The source line with a caret under the fault. Source is read from left to right whatever it says; in a line that mixes
/// directions the caret may stand off, the mark never does.
fn source(page: &mut String, line: Option<usize>, snippet: &Snippet) {
    let characters: Vec<char> = snippet.text.chars().collect();
    let start = snippet.start.min(characters.len());
    let end = (start + snippet.length).min(characters.len());
    let text = |part: &[char]| escape(&part.iter().collect::<String>());
    let number = line.map_or_else(String::new, |line| line.to_string());
    let indent: String = characters[..start].iter().map(|c| if *c == '\t' { '\t' } else { ' ' }).collect();
    let _ = writeln!(
        page,
        "<pre dir=\"ltr\"><span class=\"number\">{number} | </span>{}<mark>{}</mark>{}\n\
         <span class=\"number\">{} | </span><span class=\"caret\" aria-hidden=\"true\">{indent}{}</span></pre>",
        text(&characters[..start]),
        text(&characters[start..end]),
        text(&characters[end..]),
        " ".repeat(number.len()),
        "^".repeat(end.saturating_sub(start).max(1)),
    );
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Characters that no HTML may hold.
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_shows_with_its_place_line_caret_and_hint() {
        let source = "title = \"خبر\"\ndate = 2017-13-40\n";
        let problem = Diagnostic::error("not a date")
            .in_file("content/a.md")
            .pointing_at(source, 22..32)
            .hint("write 2017-04-27");
        let page = html(&[Diagnostic::warning("odd"), problem]);
        assert!(page.contains("<title>not a date</title>"), "the worst leads: {page}");
        assert!(page.contains("<bdi>content/a.md</bdi>:2:"), "{page}");
        assert!(page.contains("<mark>"), "{page}");
        assert!(page.contains("write 2017-04-27"), "{page}");
        assert!(!page.contains("style=") && !page.contains("<style") && !page.contains("<script"));
        let lines: Vec<&str> = page.lines().collect();
        let caret = lines.iter().find(|line| line.contains("class=\"caret\"")).expect("a caret line");
        assert!(caret.contains("^^^^^^^^^^"), "{caret}");
    }

    #[test]
    fn what_the_file_says_is_text_never_markup() {
        let problem = Diagnostic::error("<script>alert(1)</script>")
            .in_file("content/\"><img src=x>.md")
            .pointing_at("</pre><script>x</script>\u{1b}", 0..6)
            .hint("<b>");
        let page = html(&[problem]);
        assert!(!page.contains("<script>") && !page.contains("<img") && !page.contains("<b>"), "{page}");
        assert!(!page.contains('\u{1b}'));
    }

    #[test]
    fn a_line_without_end_is_cut_around_the_fault() {
        let long = format!("{}سسس{}", "ا".repeat(100_000), "ب".repeat(100_000));
        let at = long.find('س').expect("there");
        let page = html(&[Diagnostic::error("x").pointing_at(&long, at..at + 6)]);
        assert!(page.len() < 5_000, "{} bytes", page.len());
        assert!(page.contains("<mark>سسس</mark>"), "{page}");
        let whole = html(&[Diagnostic::error("x").pointing_at(&long, 0..long.len())]);
        assert!(whole.len() < 5_000, "{} bytes", whole.len());
    }

    #[test]
    fn many_problems_are_counted_not_all_shown() {
        let problems: Vec<Diagnostic> = (0..1_000).map(|n| Diagnostic::error(format!("p{n}"))).collect();
        let page = html(&problems);
        assert!(page.contains("and 980 more"));
        assert!(html(&[]).contains("cannot be shown"));
    }
}
