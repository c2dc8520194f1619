//! Character references that no parser will resolve: those of letters of windows-1252 one after another
//! (`&Ccedil;&aacute;&atilde;`), as editors saved that took Arabic for Latin, and all those left in a text dump.
//!
//! In: a page or a dump. Out: the same with such references as letters, for `mojibake` to look at. Of a page resolves
//! nothing else: that is the parser's.

use encoding_rs::WINDOWS_1252;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Names of U+00A0 to U+00FF, in order.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
    Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
    iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Names of the others, with their letters.
const OTHERS: &str = "euro€ sbquo‚ fnofƒ bdquo„ hellip… dagger† Dagger‡ circˆ permil‰ ScaronŠ lsaquo‹ OEligŒ ZcaronŽ lsquo‘ \
    rsquo’ ldquo“ rdquo” bull• ndash– mdash— tilde˜ trade™ scaronš rsaquo› oeligœ zcaronž YumlŸ";

/// So many references right behind one another are no accents.
const FEWEST: usize = 8;

/// The longest reference, in bytes, without its marks; and in a dump, where any letter may be one.
const LONGEST: usize = 6;
const LONGEST_IN_DUMP: usize = 8;

/// The page with its references to letters of windows-1252 as letters; nothing where they are as rare as accents are.
pub(super) fn resolved(page: &str) -> Option<String> {
    let is_letter = |at: &usize| {
        let rest = &page[at + 2..];
        !rest.starts_with("nbsp") && reference(rest).is_some()
    };
    if memchr::memmem::find_iter(page.as_bytes(), ";&").filter(is_letter).take(FEWEST).count() < FEWEST {
        return None;
    }
    Some(replaced(page, reference))
}

/// The dump with all of its references as letters: whoever took the markup off left them in.
pub(super) fn resolved_in_dump(dump: &str) -> String {
    replaced(dump, |text| {
        reference(text).or_else(|| {
            let end = text.bytes().take(LONGEST_IN_DUMP + 1).position(|byte| byte == b';')?;
            let letter = match &text[..end] {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                other => char::from_u32(number(other.strip_prefix('#')?)?).filter(|c| !c.is_control())?,
            };
            Some((letter, end + 1))
        })
    })
}

/// `text` with each reference that `letter_of` knows as its letter.
fn replaced(text: &str, letter_of: impl Fn(&str) -> Option<(char, usize)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match letter_of(part) {
            Some((letter, length)) => {
                let _ = write!(out, "{letter}{}", &part[length..]);
            }
            None => {
                let _ = write!(out, "&{part}");
            }
        }
    }
    out
}

/// The letter that `Ccedil;…`, `#199;…` or `#xC7;…` begins with, and how long the reference is.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST + 1).position(|byte| byte == b';')?;
    let name = &text[..end];
    let letter = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => *NAMES.get(name)?,
    };
    Some((letter, end + 1))
}

/// The letter of windows-1252 with this number, in its own numbering or in Unicode's.
fn numbered(number: &str) -> Option<char> {
    let value = self::number(number)?;
    match u8::try_from(value) {
        Ok(byte @ 0x80..) => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next(),
        Ok(_) => None,
        Err(_) => char::from_u32(value).filter(|c| NAMES.values().any(|letter| letter == c)),
    }
}

/// `1575` or `x627`, as a reference has it behind its `#`.
fn number(digits: &str) -> Option<u32> {
    match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    }
}

static NAMES: LazyLock<FxHashMap<&str, char>> = LazyLock::new(|| {
    let latin_1 = LATIN_1.split_whitespace().zip('\u{A0}'..='\u{FF}');
    let others = OTHERS.split_whitespace().filter_map(|entry| {
        let letter = entry.chars().next_back()?;
        Some((entry.strip_suffix(letter)?, letter))
    });
    latin_1.chain(others).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_in_a_row_are_resolved_and_accents_are_not() {
        let page = format!("<p>&lt;&Ccedil;&aacute;&#227;&#x201E;&bdquo;{}&amp;</p>", "&iacute;".repeat(8));
        assert_eq!(resolved(&page), Some(format!("<p>&lt;Çáã„„{}&amp;</p>", "í".repeat(8))));
        assert_eq!(resolved(&format!("{}{}", "caf&eacute; ".repeat(20), "&nbsp;&nbsp;".repeat(20))), None);
    }

    #[test]
    fn in_dumps_all_are_resolved() {
        let dump = "&quot;السوق&quot;&nbsp;&amp;&#1575;&#x627; &copy &bogus; a&b;";
        assert_eq!(resolved_in_dump(dump), "\"السوق\"\u{A0}&اا &copy &bogus; a&b;");
    }

    #[test]
    fn names_are_those_of_html() {
        for (name, letter) in [
            ("nbsp", '\u{A0}'),
            ("Agrave", 'À'),
            ("times", '×'),
            ("szlig", 'ß'),
            ("yuml", 'ÿ'),
            ("Yuml", 'Ÿ'),
        ] {
            assert_eq!(NAMES.get(name), Some(&letter), "{name}");
        }
    }
}
