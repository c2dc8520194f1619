//! Letters of Latin-1 written as character references, one after another: `&Ccedil;&aacute;&atilde;`.
//!
//! Editors that took Arabic for Latin saved it so. In: a page. Out: the page with such references as letters, for
//! `mojibake` to look at. Resolves nothing else: that is the parser's.

use std::fmt::Write as _;

/// Names of U+00A0 to U+00FF, in order.
const NAMES: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
    Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
    iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// So many references right behind one another are no accents.
const FEWEST: usize = 8;

/// The longest reference, in bytes, without its marks.
const LONGEST: usize = 6;

/// The page with its references to Latin-1 as letters; nothing where they are as rare as accents are.
pub(super) fn resolved(page: &str) -> Option<String> {
    let in_a_row = memchr::memmem::find_iter(page.as_bytes(), ";&")
        .filter(|at| !page[at + 2..].starts_with("nbsp"))
        .filter(|at| {
            page[at + 2..].find(';').is_some_and(|length| letter(&page[at + 2..at + 2 + length]).is_some())
        });
    if in_a_row.take(FEWEST).count() < FEWEST {
        return None;
    }
    let mut out = String::with_capacity(page.len());
    let mut parts = page.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.bytes().take(LONGEST + 1).position(|byte| byte == b';');
        match end.and_then(|end| Some((letter(&part[..end])?, &part[end + 1..]))) {
            Some((letter, rest)) => {
                let _ = write!(out, "{letter}{rest}");
            }
            None => {
                let _ = write!(out, "&{part}");
            }
        }
    }
    Some(out)
}

/// The letter of `Ccedil` or `#199`.
fn letter(reference: &str) -> Option<char> {
    if reference.len() > LONGEST {
        return None;
    }
    let number = match reference.strip_prefix('#') {
        Some(number) => number.parse().ok().filter(|number| (0x80..=0xFF).contains(number)),
        None => NAMES
            .split_whitespace()
            .position(|name| name == reference)
            .and_then(|at| u8::try_from(0xA0 + at).ok()),
    };
    number.map(char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_in_a_row_are_resolved_and_accents_are_not() {
        let page = format!("<p>&lt;&Ccedil;&aacute;&#227;{}&amp;</p>", "&iacute;".repeat(8));
        assert_eq!(resolved(&page), Some(format!("<p>&lt;Çáã{}&amp;</p>", "í".repeat(8))));
        assert_eq!(resolved(&format!("{}{}", "caf&eacute; ".repeat(20), "&nbsp;&nbsp;".repeat(20))), None);
        assert_eq!(letter("yuml"), Some('ÿ'));
        assert_eq!(NAMES.split_whitespace().count(), 96);
    }
}
