//! Where the content of a script, a style sheet or a title ends: at its own end tag, which a script may hide in a comment.

use super::{is_space, starts_with};
use memchr::{memchr, memchr2};

/// Where the end tag of `name` begins that ends a content which begins at `start`; the text's end where there is none.
pub(super) fn end_of_raw_text(text: &str, start: usize, name: &str) -> usize {
    let mut from = start;
    while let Some(found) = memchr(b'<', &text.as_bytes()[from..]) {
        let at = from + found;
        if is_tag(text, at, "</", name) {
            return at;
        }
        from = at + 1;
    }
    text.len()
}

/// As [`end_of_raw_text`] for a script. After `<!--` in it, a `<script>` hides the next end tag, until `-->`.
pub(super) fn end_of_script(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut in_comment, mut hidden) = (false, false);
    let mut from = start;
    loop {
        let rest = &bytes[from..];
        let found = if in_comment { memchr2(b'<', b'-', rest) } else { memchr(b'<', rest) };
        let Some(found) = found else { return text.len() };
        let at = from + found;
        from = at + 1;
        if bytes[at] == b'-' {
            if bytes[at..].starts_with(b"-->") {
                (in_comment, hidden) = (false, false);
                from = at + 3;
            }
        } else if is_tag(text, at, "</", "script") {
            if !hidden {
                return at;
            }
            hidden = false;
        } else if in_comment {
            hidden |= is_tag(text, at, "<", "script");
        } else if bytes[at..].starts_with(b"<!--") {
            in_comment = true;
            // `<!-->` is a whole comment.
            from = at + 2;
        }
    }
}

/// Does a tag of this name begin at `at`?
fn is_tag(text: &str, at: usize, opening: &str, name: &str) -> bool {
    let rest = &text.as_bytes()[at..];
    let after = rest.get(opening.len() + name.len());
    rest.starts_with(opening.as_bytes())
        && after.is_some_and(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'))
        && starts_with(&text[at + opening.len()..], name)
}
