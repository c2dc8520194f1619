//! Path segments that are safe on every file system and in every address: Arabic kept, nothing to escape.

use unicode_normalization::UnicodeNormalization;

/// Longest segment in bytes: room for a suffix and `.html` below the 255 that file systems allow, and short enough that
/// whole paths stay below Windows' 260 characters.
const LONGEST: usize = 96;

/// Device names that Windows refuses whatever their extension.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// `text` as one path segment: letters and digits of any script, lower case, hyphens between words; `None` when nothing
/// is left of it.
pub(super) fn segment(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut gap = false;
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            // Vowel signs, tatweel and joiners vary from one writing of a name to the next.
            '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200B}'..='\u{200F}' | '\u{61C}' => continue,
            _ => {}
        }
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        let hyphen = usize::from(gap && !out.is_empty());
        if out.len() + hyphen + c.len_utf8() > LONGEST {
            break;
        }
        if hyphen == 1 {
            out.push('-');
        }
        gap = false;
        out.push(c);
    }
    // Lower-casing may have decomposed a letter again.
    let mut out: String = out.nfc().collect();
    if RESERVED.contains(&out.as_str()) {
        out.push('-');
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_stays_and_everything_odd_goes() {
        for (text, want) in [
            ("وزير الخارجيّة: «لا تعليق»", "وزير-الخارجية-لا-تعليق"),
            ("../../etc/passwd", "etc-passwd"),
            ("Café / Bar?#%20", "café-bar-20"),
            ("  a  b  ", "a-b"),
            ("CON", "con-"),
            ("٢٠١٧", "٢٠١٧"),
        ] {
            assert_eq!(segment(text).as_deref(), Some(want), "{text}");
        }
        for nothing in ["", "...", "/", "\0", "!؟،", "\u{202E}"] {
            assert_eq!(segment(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn long_names_are_cut_between_characters() {
        let cut = segment(&"كلمة ".repeat(60)).expect("there are letters");
        assert!(cut.len() <= LONGEST && !cut.ends_with('-'));
    }
}
