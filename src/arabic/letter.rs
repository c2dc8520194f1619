//! Letters, told quickly for the scripts that the archive is full of.

/// Is it a letter, or a mark that is part of one? As [`char::is_alphabetic`], which takes many steps to find Arabic.
pub fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{620}'..='\u{657}' | '\u{66E}'..='\u{6D3}' => true,
        '\0'..='\u{7F}'
        | '\u{658}'
        | '\u{660}'..='\u{66D}'
        | '\u{600}'..='\u{60F}'
        | '\u{2000}'..='\u{2070}' => false,
        other => other.is_alphabetic(),
    }
}

/// Is this a letter of a right-to-left script?
pub fn is_rtl_letter(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && is_letter(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_letters_as_in_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
        }
    }
}
