//! Dumps by text browsers, which number a page's links: `[7]Ruth Carver`. The numbers go.
//!
//! In: decoded text. Out: the same lines without the numbers, or nothing where there are none. References behind words
//! (`as he wrote[7]`) are the text's own and stay.

/// So many numbers in order are no chance.
const FEWEST: usize = 3;

/// The dump without the numbers before its links; `None` where it has none.
pub(super) fn remove(text: &str) -> Option<String> {
    let mut out = String::new();
    let (mut copied, mut next) = (0, 1_usize);
    for (at, _) in text.match_indices('[') {
        let Some(end) = number(&text[at + 1..], next) else { continue };
        let end = at + 1 + end;
        let stands_before = text[end..].starts_with(|c: char| !c.is_whitespace());
        let parted = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "#(«\"*".contains(c));
        if stands_before && parted {
            out.push_str(&text[copied..at]);
            (copied, next) = (end, next + 1);
        }
    }
    out.push_str(&text[copied..]);
    (next > FEWEST).then_some(out)
}

/// Where `7]` ends at the start of `text`, if 7 is the number `wanted`.
fn number(text: &str, wanted: usize) -> Option<usize> {
    let end = text.bytes().take(7).position(|byte| byte == b']')?;
    (text[..end].parse() == Ok(wanted)).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_links_go() {
        let dump =
            "   #[1]The Valley Post\n   * [2]Home\n\n   By [3]Ruth Carver, who wrote[4] of it [5] again.\n";
        let plain = "   #The Valley Post\n   * Home\n\n   By Ruth Carver, who wrote[4] of it [5] again.\n";
        assert_eq!(remove(dump).as_deref(), Some(plain));
    }

    #[test]
    fn other_brackets_stay() {
        for text in ["He wrote[1] of it[2], then[3].", "[1]one [2]two", "[صورة] [2012]x [1]y", ""] {
            assert_eq!(remove(text), None, "{text}");
        }
    }
}
