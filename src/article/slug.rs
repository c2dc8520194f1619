//! A headline, or the name of a tag, as part of an address and as the name of a file.
//!
//! Letters of every script stay; what stays is safe on Linux, macOS and Windows and the same however it was typed. Knows
//! nothing of folders or of other articles: two headlines may give one slug.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most bytes of a slug. File names end at 255 bytes, and a suffix, an extension and a temporary name must fit too; whole
/// paths end at 260 characters on Windows.
pub const MAX_BYTES: usize = 96;

/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin", "conout"];

/// The slug of a headline; empty when it holds no letter or digit.
///
/// NFKC, lower case; diacritics of Arabic, tatweel and invisible marks dropped; everything else that is no letter or digit
/// parts words with `-`. Cut after a word within [`MAX_BYTES`].
pub fn slug(headline: &str) -> String {
    let slug = if is_slug(headline) { headline.to_owned() } else { slug_of(headline) };
    if is_device(&slug) { format!("{slug}-1") } else { slug }
}

/// Is this a slug already? Asks it of the letters that most slugs are made of, and says no to all others.
fn is_slug(text: &str) -> bool {
    let is_plain =
        |c: char| matches!(c, 'a'..='z' | '0'..='9' | '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}');
    text.len() <= MAX_BYTES && text.split('-').all(|word| !word.is_empty() && word.chars().all(is_plain))
}

fn slug_of(headline: &str) -> String {
    let plain: String =
        headline.nfkc().filter(|c| !is_dropped(*c)).flat_map(char::to_lowercase).nfc().collect();
    let mut slug = String::new();
    for word in plain.split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c))) {
        let word = word.trim_start_matches(is_combining_mark);
        if word.is_empty() {
            continue;
        }
        if slug.is_empty() {
            slug.push_str(cut(word));
        } else if slug.len() + 1 + word.len() <= MAX_BYTES {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    slug
}

/// The slug of `text` as one segment of an address; `None` when it holds no letter or digit.
pub fn segment(text: &str) -> Option<String> {
    Some(slug(text)).filter(|slug| !slug.is_empty())
}

/// Tashkeel, Quranic marks, tatweel, joiners and bidirectional controls: one headline is typed with and without them.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61A}'
        | '\u{61C}'
        | '\u{640}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{6D6}'..='\u{6ED}'
        | '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}')
}

/// As much of a single long word as fits, without parting a letter from its marks.
fn cut(word: &str) -> &str {
    if word.len() <= MAX_BYTES {
        return word;
    }
    let mut end = MAX_BYTES;
    while end > 0
        && (!word.is_char_boundary(end) || word[end..].chars().next().is_some_and(is_combining_mark))
    {
        end -= 1;
    }
    if end == 0 { word.chars().next().map_or("", |c| &word[..c.len_utf8()]) } else { &word[..end] }
}

fn is_device(slug: &str) -> bool {
    let numbered = |name: &str| {
        slug.strip_prefix(name)
            .is_some_and(|digit| digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit()))
    };
    DEVICES.contains(&slug) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn headlines() {
        assert_eq!(slug("  «المجلسُ» يُصادقُ على مشروع: شبكة المـــاء!  "), "المجلس-يصادق-على-مشروع-شبكة-الماء");
        assert_eq!(slug("L'été à São Paulo – 2-1"), "l-été-à-são-paulo-2-1");
        assert_eq!(slug("../../etc/passwd\0\u{202E}"), "etc-passwd");
        assert_eq!(slug("CON"), "con-1");
        assert_eq!(slug("Lpt9."), "lpt9-1");
        assert_eq!(slug("com10"), "com10");
        assert_eq!(slug("؟! …"), "");
        assert_eq!(slug("e\u{301}te\u{301}"), slug("été"));
    }

    #[test]
    fn long_headlines_end_after_a_word() {
        let long = slug(&"المدينة القديمة ".repeat(30));
        assert!(long.len() <= MAX_BYTES && long.len() > MAX_BYTES - 20);
        assert!(long.ends_with("المدينة") || long.ends_with("القديمة"), "{long}");
        assert_eq!(slug(&"ا".repeat(500)).len(), MAX_BYTES);
    }

    proptest! {
        #[test]
        fn safe_everywhere_and_stable(headline in proptest::collection::vec(any::<char>(), 0..80)) {
            let headline: String = headline.into_iter().collect();
            let slug = slug(&headline);
            prop_assert!(slug.len() <= MAX_BYTES + 4, "{}", slug.len());
            prop_assert!(!slug.contains(|c: char| c.is_control() || c.is_whitespace() || "/\\:*?\"<>|.".contains(c)));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-'));
            prop_assert_eq!(super::slug(&slug), slug);
        }

        #[test]
        fn what_is_told_for_a_slug_at_a_glance_is_one(text in "[a-c0-9ء-غف-ي -]{0,60}") {
            if is_slug(&text) {
                prop_assert_eq!(slug_of(&text), text);
            }
        }
    }
}
