//! Escaping: text, addresses and titles so that Markdown reads them as the words they are.

/// Is this a character that must never reach the Markdown: a control, or a mark that turns direction beyond its line?
fn is_dropped(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{FEFF}')
}

/// Bytes that begin a character which may need a second look: marks of Markdown, white space and controls, and what begins
/// like the controls beyond ASCII.
const LOOKED_AT: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b"\\`*[]<~|{}$^_&!\x7F\xC2\xE2\xEF";
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    let mut control = 0;
    while control < 0x20 {
        table[control] = true;
        control += 1;
    }
    table
};

/// Escapes what means something anywhere in a line. `text` is one line; white space at its ends is kept.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = text.as_bytes()[at..].iter().position(|byte| LOOKED_AT[usize::from(*byte)]) {
        at += found;
        let Some(c) = text[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        if is_dropped(c) || c.is_ascii_whitespace() || is_special(text, at, c) {
            out.push_str(&text[copied..at]);
            match c {
                _ if is_dropped(c) => {}
                _ if c.is_ascii_whitespace() => out.push(' '),
                _ => out.extend(['\\', c]),
            }
            copied = end;
        }
        at = end;
    }
    out.push_str(&text[copied..]);
    out
}

/// Does `c`, at `at` in `text`, mean something to Markdown where it stands?
fn is_special(text: &str, at: usize, c: char) -> bool {
    let next = || text[at + c.len_utf8()..].chars().find(|c| !is_dropped(*c));
    let previous = || text[..at].chars().rev().find(|c| !is_dropped(*c));
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' | '{' | '}' | '$' | '^' => true,
        // Between letters an underscore is only itself.
        '_' => !(joins(previous()) && joins(next())),
        '&' => next().is_some_and(|c| c == '#' || c.is_alphanumeric()),
        '!' => next().is_none_or(|c| c == '['),
        _ => false,
    }
}

/// Escapes what means something only at the start of a line. `line` went through [`words`] already.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(line.as_bytes().get(digits), Some(b'.' | b')')) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['#', '>', '-', '+', '=', ':']) { format!("\\{line}") } else { line.to_owned() }
}

/// A link's or image's address: nothing in it ends the address or is read as an entity. Empty when unusable.
pub(super) fn address(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    let href = href.trim();
    for (at, c) in href.char_indices() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '"' => out.push_str("%22"),
            '`' => out.push_str("%60"),
            '|' => out.push_str("%7C"),
            '*' => out.push_str("%2A"),
            '[' => out.push_str("%5B"),
            ']' => out.push_str("%5D"),
            c if c.is_whitespace() => out.push_str("%20"),
            c if c.is_control() || is_dropped(c) => {}
            '&' if is_entity(&href[at + 1..]) => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

/// Would `&` followed by this be read as an entity?
fn is_entity(rest: &str) -> bool {
    let name = rest.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

/// Text inside the quotation marks of a title.
pub(super) fn quoted(text: &str) -> String {
    words(text).replace('"', "\\\"")
}

/// Length of the longest run of `mark` in `text`.
pub(super) fn longest_run(text: &str, mark: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == mark { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
