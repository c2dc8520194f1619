//! What someone typed, as what has to be found: words, names, months, phrases.
//!
//! Double quotation marks make a phrase of several words. Nothing else means anything but itself: what is typed is for people.

use super::words::{further_terms, words};

/// Things that are looked for at once, and words of a phrase; what is typed beyond is left out.
const MOST: usize = 16;
/// The conjunction.
const AND: &str = "و";

/// Something to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// A word, with what it stands for beside itself.
    Word { word: String, month: Option<String> },
    /// Two words that are one name: the name in one word, and the two.
    Name { name: String, words: [String; 2] },
    /// Two words that name a month: the term that all its names stand for, and the two.
    Month { month: String, words: [String; 2] },
    /// Words one behind another.
    Phrase { words: Vec<String> },
}

/// What `query` asks for.
pub(super) fn parse(query: &str) -> Vec<Item> {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„');
    let forms = |text| -> Vec<String> { words(text).into_iter().map(|word| word.form).collect() };
    let mut segments: Vec<Vec<String>> = query.split(is_quote).map(forms).collect();
    // Who leaves a blank behind a و means no word of its own.
    let has_others = segments.iter().flatten().any(|form| form != AND);
    let last = segments.len() - 1;
    let mut items = Vec::new();
    for (at, forms) in segments.iter_mut().enumerate() {
        // A last quotation mark that nothing closes is none.
        let is_quoted = at % 2 == 1 && at < last;
        if is_quoted && forms.len() > 1 {
            items.push(Item::Phrase { words: forms.iter().take(MOST).cloned().collect() });
        } else {
            forms.retain(|form| !has_others || form != AND);
            plain(forms, &mut items);
        }
    }
    items.truncate(MOST);
    items
}

fn plain(forms: &[String], items: &mut Vec<Item>) {
    let mut rest = forms;
    while let [word, behind @ ..] = rest {
        let next = behind.first();
        let mut further = further_terms(word, next.map(String::as_str));
        let alone = further_terms(word, None);
        if let (Some((name, _)), Some(next)) = (further.iter().find(|(_, at_both)| *at_both), next) {
            let words = [word.clone(), next.clone()];
            items.push(Item::Name { name: name.clone(), words });
            rest = &behind[1..];
        } else if further.len() > alone.len() {
            let words = [word.clone(), next.cloned().unwrap_or_default()];
            items.push(Item::Month { month: further.swap_remove(0).0, words });
            rest = &behind[1..];
        } else {
            let month = alone.into_iter().next().map(|(month, _)| month);
            items.push(Item::Word { word: word.clone(), month });
            rest = behind;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed() {
        let word = |word: &str| Item::Word { word: word.to_owned(), month: None };
        assert_eq!(parse("أحمد، 2024"), [word("احمد"), word("2024")]);
        assert_eq!(
            parse("\"رئيس جديد\" مصر"),
            [Item::Phrase { words: vec!["رءيس".to_owned(), "جديد".to_owned()] }, word("مصر")]
        );
        assert_eq!(parse("“الكهرباء” \"مصر"), [word("الكهرباء"), word("مصر")]);
        assert_eq!(
            parse("كانون الثاني"),
            [Item::Month {
                month: "~1".to_owned(), words: ["كانون".to_owned(), "الثاني".to_owned()]
            }]
        );
        assert_eq!(parse("نيسان"), [Item::Word { word: "نيسان".to_owned(), month: Some("~4".to_owned()) }]);
        assert_eq!(
            parse("عبد الله"),
            [Item::Name {
                name: "عبدالله".to_owned(), words: ["عبد".to_owned(), "الله".to_owned()]
            }]
        );
        assert_eq!(parse(" … "), []);
        assert_eq!(parse("الذهب و الدولار"), [word("الذهب"), word("الدولار")]);
        assert_eq!(parse("و"), [word("و")]);
        assert_eq!(parse("و و"), [word("و"), word("و")]);
        assert_eq!(parse("\"و\" مصر"), [word("مصر")]);
        assert_eq!(parse("\"مصر و\" و"), [Item::Phrase { words: vec!["مصر".to_owned(), "و".to_owned()] }]);
    }
}
