//! Which of the keywords that a page states are tags: names that a reader would look for.
//!
//! Pages write keywords for search engines and for their own systems too: the words of the headline, one list for the whole site,
//! wire services' codes, switches. Knows no page, only what it states.

use crate::arabic::{fold, is_letter, is_rtl_letter};

/// So many keywords in another script than the article's are the site's own, not the article's.
const FOREIGN: usize = 5;

/// The tags among `found`. `for_machines`: they stand in the page's head, where readers do not see them.
pub(super) fn among(found: Vec<String>, for_machines: bool, title: &str) -> Vec<String> {
    let headline = fold(title);
    let words: Vec<&str> = headline.split(' ').collect();
    let of_headline = |tag: &String| {
        let tag = fold(tag);
        !tag.contains(' ') && words.contains(&tag.as_str())
    };
    if found.len() > 2 && found.iter().all(of_headline) {
        return Vec::new();
    }
    let is_rtl = |text: &str| text.contains(is_rtl_letter);
    let foreign = found.iter().filter(|tag| !is_rtl(tag)).count();
    if for_machines && is_rtl(title) && foreign >= FOREIGN && 3 * foreign > 2 * found.len() {
        return Vec::new();
    }
    found.into_iter().filter(|tag| !(is_label(tag) || for_machines && is_code(tag))).collect()
}

/// The words above a list of tags.
fn is_label(tag: &str) -> bool {
    tag.ends_with(':')
}

/// Codes of wire services (`CYCS08`, `RSBI:ENERGY`), switches (`editors_pick`, `article-payant-classique`) and hosts.
fn is_code(tag: &str) -> bool {
    if tag.contains(' ') || !tag.is_ascii() {
        return false;
    }
    let has = |is: fn(&char) -> bool| tag.chars().filter(is).count();
    let shouted = has(char::is_ascii_uppercase) > 1 && has(char::is_ascii_lowercase) == 0;
    let parts = tag.split(['-', '_']).filter(|part| part.starts_with(is_letter)).count();
    let switch = has(char::is_ascii_uppercase) == 0 && (tag.contains('_') || parts > 2);
    shouted && (tag.contains(':') || has(char::is_ascii_digit) > 0 && !tag.contains('-'))
        || switch
        || tag.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(found: &[&str], title: &str) -> Vec<String> {
        among(found.iter().map(|tag| (*tag).to_owned()).collect(), true, title)
    }

    #[test]
    fn the_words_of_the_headline_are_no_tags() {
        let title = "الوزارة تعلن موعد الامتحان";
        assert!(tags(&["الوزارة", "تعلن", "موعد"], title).is_empty());
        assert_eq!(tags(&["الوزارة", "تعلن", "تعليم"], title).len(), 3);
        assert_eq!(tags(&["الوزارة"], title), ["الوزارة"]);
    }

    #[test]
    fn one_list_for_the_whole_site_in_another_script_is_none_of_the_articles() {
        let site = ["news", "sport", "weather", "israel", "economy", "www.site.example"];
        assert!(tags(&site, "כותרת הכתבה").is_empty());
        assert_eq!(tags(&["NATO", "برشلونة"], "عنوان").len(), 2);
        assert_eq!(tags(&site, "A headline").len(), 5);
    }

    #[test]
    fn codes_and_switches_go_names_stay() {
        assert!(
            tags(&["CYCS08", "RSBI:ENERGY", "editors_pick", "article-payant-classique", "עוד:"], "x")
                .is_empty()
        );
        let names = ["COVID-19", "NATO", "G20", "covid-19", "al-jazeera", "Middle East", "C++", "iPhone"];
        assert_eq!(tags(&names, "x"), names);
    }
}
