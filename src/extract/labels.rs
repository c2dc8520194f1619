//! What a short line does on a page, told from the phrases that pages print round an article.
//!
//! In: a line, as it stands and folded. Out: its [`Label`] and how much of the line the phrase covers. The phrases are data
//! (`labels.toml`), and a source's rules may add some ([`OwnPhrases`]); nothing here knows where on the page the line stands.

mod signed;
mod table;
mod words;

pub(super) use crate::config::Label;
pub(super) use signed::{headline_and_name, named_behind, named_last};
pub(super) use table::is_marked;
pub(super) use words::comment_words;

use crate::arabic::fold;
use crate::config::SourceRules;
use std::sync::Arc;
use table::{Phrases, Place, Table};
use words::table;

impl Label {
    /// Does the article end where a line with this label stands?
    pub(super) fn is_wall(self) -> bool {
        use Label::{Comments, Copyright, End, Footer, MostRead, Newsletter, ReadAlso, Source, Tags, Turn};
        matches!(
            self,
            Comments | Copyright | End | Footer | MostRead | Newsletter | ReadAlso | Source | Tags | Turn
        )
    }

    /// Is such a line furniture wherever it stands?
    pub(super) fn is_furniture(self) -> bool {
        use Label::{Ad, Home, Masthead, Notice, Print, Share, Views};
        self.is_wall() || matches!(self, Ad | Home | Masthead | Notice | Print | Share | Views)
    }
}

/// A label and how it was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) label: Label,
    /// How many words of the line the phrase takes from its start; all of them when the line is the phrase.
    pub(super) words: usize,
    /// Is the line nothing but the phrase (and numbers)?
    pub(super) whole: bool,
}

/// A line with more words is no label, whatever it begins with.
const LONGEST_LABEL: usize = 14;

/// The phrases that the rules for one source add; they go before those that are known.
#[derive(Debug, Clone, Default)]
pub(super) struct OwnPhrases(Option<Arc<Table>>);

impl OwnPhrases {
    /// From the source's rules.
    pub(super) fn of(rules: &SourceRules) -> Self {
        let mut table: Option<Table> = None;
        for (label, phrase) in &rules.labels {
            let mut phrases = Phrases::default();
            let list = if label.is_inner() { &mut phrases.within } else { &mut phrases.start };
            list.push(phrase.clone());
            table.get_or_insert_default().add(*label, &phrases);
        }
        Self(table.map(Arc::new))
    }

    /// As [`label_of`], with the source's own phrases.
    pub(super) fn label_of(&self, text: &str, folded: &str) -> Option<Match> {
        self.own_label_of(text, folded).or_else(|| label_of(text, folded))
    }

    /// As [`label_of`], by the source's own phrases alone.
    pub(super) fn own_label_of(&self, text: &str, folded: &str) -> Option<Match> {
        let table = self.0.as_ref()?;
        let words: Vec<&str> =
            folded.split(' ').filter(|word| !word.is_empty()).take(LONGEST_LABEL + 1).collect();
        let is_short = words.len() <= LONGEST_LABEL;
        let start = is_short.then(|| at_start(table, text, &words)).flatten();
        let within = || table.within(folded, |label| label == Label::Notice || is_short);
        start.or_else(|| within().map(|label| Match { label, words: 0, whole: false }))
    }

    /// As [`says_notice`], with the source's own phrases.
    pub(super) fn says_notice(&self, folded: &str) -> bool {
        let is_notice = |label| label == Label::Notice;
        self.0.as_ref().is_some_and(|table| table.within(folded, is_notice).is_some()) || says_notice(folded)
    }
}

/// What the line `text` is there for, told from its wording; `folded` is the same line folded.
pub(super) fn label_of(text: &str, folded: &str) -> Option<Match> {
    if folded.is_empty() {
        return None;
    }
    let is_short = folded.split(' ').nth(LONGEST_LABEL).is_none();
    let short = is_short.then(|| label_of_short(text, folded)).flatten();
    short.or_else(|| {
        let label = table().within(folded, |label| label == Label::Notice || is_short)?;
        Some(Match { label, words: 0, whole: false })
    })
}

/// As [`label_of`], for a line that is short enough to be nothing but a label.
fn label_of_short(text: &str, folded: &str) -> Option<Match> {
    let words: Vec<&str> = folded.split(' ').collect();
    let all = words.len();
    if let Some(label) = whole_line(folded, &words) {
        return Some(Match { label, words: all, whole: true });
    }
    if let Some(inner) =
        text.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(inner, _)| fold(inner))
        && table().line.get(&inner) == Some(&Label::End)
    {
        // `(انتهى) ر خ`, an agency's last line.
        return Some(Match { label: Label::End, words: inner.split(' ').count(), whole: false });
    }
    let (pieces, covered) = sharing(&words);
    if pieces >= 2 && covered * 10 >= all * 6 {
        return Some(Match { label: Label::Share, words: all, whole: true });
    }
    if let Some(found) = at_start(table(), text, &words).or_else(|| counted(text, &words)) {
        return Some(found);
    }
    if text.contains('©') {
        // A site's rights have their year; a picture's name who took it.
        let has_year =
            words.iter().any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
        let has_rights = || table().within(folded, |label| label == Label::Copyright).is_some();
        let label = if has_year || has_rights() { Label::Copyright } else { Label::Caption };
        return Some(Match { label, words: 0, whole: label == Label::Caption && text.starts_with('©') });
    }
    if is_breadcrumb(text, &words) {
        return Some(Match { label: Label::Home, words: all, whole: false });
    }
    row_of_links(text).map(|label| Match { label, words: all, whole: true })
}

/// What links in a row are there for, as in `عربي | English | Français`: what the first of them is.
fn row_of_links(text: &str) -> Option<Label> {
    let is_mark = |c: char| matches!(c, '|' | '/' | '•' | '·' | '-' | '–');
    if !text.contains(is_mark) {
        return None;
    }
    let mut links = text.split(is_mark).map(|link| {
        let folded = fold(link);
        let words: Vec<&str> = folded.split(' ').collect();
        whole_line(&folded, &words).filter(|label| label.is_furniture())
    });
    let first = links.next()??;
    links.all(|link| link.is_some()).then_some(first)
}

/// The phrase that the line is, numbers aside.
fn whole_line(folded: &str, words: &[&str]) -> Option<Label> {
    let is_word = |word: &&&str| !word.bytes().all(|byte| byte.is_ascii_digit());
    let first = words.iter().find(is_word)?;
    if !table().begins_phrase(&[first]) {
        return None;
    }
    if words.iter().all(|word| is_word(&word)) {
        return table().line.get(folded).copied();
    }
    table().line.get(&words.iter().filter(is_word).copied().collect::<Vec<_>>().join(" ")).copied()
}

/// How many phrases for sharing and printing stand in the words, and how many words they cover.
fn sharing(words: &[&str]) -> (usize, usize) {
    let (mut pieces, mut covered, mut at) = (0, 0, 0);
    while at < words.len() {
        let left = &words[at..];
        let longest = if table().begins_phrase(left) { left.len().min(table().longest) } else { 0 };
        let length = (1..=longest).rev().find(|&count| shares(&left[..count].join(" ")));
        pieces += usize::from(length.is_some());
        covered += length.unwrap_or(0);
        at += length.unwrap_or(1);
    }
    (pieces, covered)
}

fn shares(phrase: &str) -> bool {
    let wanted = |label: &Label| matches!(label, Label::Share | Label::Print);
    table().line.get(phrase).is_some_and(wanted)
        || table().start.get(phrase).is_some_and(|places| {
            places.iter().any(|(place, label)| matches!(place, Place::Start | Place::Short) && wanted(label))
        })
}

/// The phrase of `table` that the line begins with, unless the line is a sentence.
fn at_start(table: &Table, text: &str, words: &[&str]) -> Option<Match> {
    table.at_start(text, words, false).filter(|found| !is_sentence(text, found, words.len()))
}

/// `3 comments on …`: the number goes with the label.
fn counted(text: &str, words: &[&str]) -> Option<Match> {
    let (number, rest) = words.split_first()?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = table().at_start(text, rest, true)?;
    Some(Match { words: found.words + 1, ..found })
}

/// Is this a sentence of the article that only begins like a label?
fn is_sentence(text: &str, found: &Match, words: usize) -> bool {
    use Label::{Comments, Copyright, Newsletter, Notice, ReadAlso, Source, Tags};
    let ends = text.trim_end_matches(['"', '»', ')', ' ']).ends_with(['.', '۔', '。']);
    let one_word = found.words == 1 && !found.whole && found.label.is_furniture();
    let site_speaks = matches!(found.label, Comments | Copyright | Newsletter | Notice | ReadAlso | Source);
    // Behind their mark stand lists, long names and headlines.
    let lists =
        matches!(found.label, ReadAlso | Source | Tags) && !ends && is_marked(after_words(text, found.words));
    (one_word && words > 6 && !lists) || (ends && words >= 7 && !site_speaks)
}

/// Is this `Home » section » headline`?
fn is_breadcrumb(text: &str, words: &[&str]) -> bool {
    (1..=words.len().min(3)).any(|count| {
        table().crumbs.contains(&words[..count].join(" "))
            && after_words(text, count)
                .trim_start()
                .starts_with(['»', '>', '›', '/', '|', '«', '\\', '←', '-'])
    })
}

/// What of `text` comes after its first `count` words; words are runs of letters and digits, marks on them included.
pub(super) fn after_words(text: &str, count: usize) -> &str {
    let mut seen = 0;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let part_of_word = c.is_alphanumeric()
            || (inside
                && matches!(c, '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200B}'..='\u{200F}'));
        if inside && !part_of_word {
            seen += 1;
            if seen == count {
                return &text[at..];
            }
        }
        inside = part_of_word;
    }
    if count == 0 { text } else { "" }
}

/// Is this a sentence about the site: cookies, comment rules, rights? Only told from vocabulary, so ask at the edges alone.
pub(super) fn is_notice(folded: &str) -> bool {
    if says_notice(folded) {
        return true;
    }
    let mut found: Vec<&str> =
        folded.split(' ').filter(|word| table().notice_words.contains(*word)).collect();
    found.sort_unstable();
    found.dedup();
    let words = folded.split(' ').count();
    found.len() >= 3 || (found.len() == 2 && words <= 16)
}

/// Does a phrase stand in it that only sentences about the site hold?
fn says_notice(folded: &str) -> bool {
    table().within(folded, |label| label == Label::Notice).is_some()
}

/// Is `text` (one part of a byline) an agency or a desk, by its name?
pub(super) fn is_agency(text: &str) -> bool {
    is_known_agency(&fold(text)) || is_outlet(text)
}

/// Is `text` a paper or a channel by the words of its name, and none of the known agencies?
pub(super) fn is_outlet(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    !is_known_agency(&folded)
        && words.clone().count() <= 5
        && words.any(|word| table().outlet_words.contains(word))
}

/// Is the folded word one that stands beside the name of who has the rights?
pub(super) fn is_of_rights(word: &str) -> bool {
    table().rights_words.contains(word)
}

/// Is `folded` an agency, a desk or a manner (`متابعة`) on its own?
pub(super) fn is_known_agency(folded: &str) -> bool {
    matches!(table().line.get(folded), Some(Label::Agency | Label::Byline))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn label(text: &str) -> Option<Label> {
        label_of(text, &fold(text)).map(|found| found.label)
    }

    #[test]
    fn the_table_is_sound() {
        let phrases = || table().start.keys().chain(table().line.keys());
        assert!(phrases().count() > 500 && phrases().all(|phrase| !phrase.is_empty()));
        // No phrase means two things in one place: which of them won would hang on the order of the labels.
        let mut places = HashMap::new();
        for (label, phrases) in words::labels() {
            for (place, list) in phrases.lists() {
                for phrase in list {
                    let before = places.insert((place, fold(phrase)), label);
                    assert_eq!(before, None, "{place} {phrase}");
                }
            }
        }
        // Each label is in the table and in the page that explains them.
        let explained = include_str!("../../docs/site-toml.md");
        for (name, label) in Label::ALL {
            assert!(words::labels().contains_key(label), "{name}");
            assert!(explained.contains(&format!("`{name}`")), "{name}");
        }
    }

    #[test]
    fn a_source_has_phrases_of_its_own() {
        let labels =
            [(Label::ReadAlso, "طالع معنا"), (Label::Notice, "قراءنا الأوفياء"), (Label::End, "تم بحمد الله")];
        let labels = labels.map(|(label, phrase)| (label, phrase.to_owned())).to_vec();
        let own = OwnPhrases::of(&SourceRules { labels, ..SourceRules::default() });
        let label = |text: &str| own.label_of(text, &fold(text)).map(|found| found.label);
        assert_eq!(label("طالِع معنا: النهر يفيض"), Some(Label::ReadAlso));
        assert_eq!(label("إلى قرائنا، قراءنا الأوفياء: نحن معكم."), Some(Label::Notice));
        assert_eq!(label("تم بحمد الله"), Some(Label::End));
        assert_eq!(label("اقرأ أيضا"), Some(Label::ReadAlso));
        assert_eq!(label_of("طالع معنا", &fold("طالع معنا")), None);
    }

    #[test]
    fn spelling_does_not_matter() {
        assert_eq!(label("إقرأ أيضــاً :"), Some(Label::ReadAlso));
        assert_eq!(label("تعليقات الزوّار (0)"), Some(Label::Comments));
        assert_eq!(label("* كاتب التعليق"), Some(Label::Comments));
        assert_eq!(label("LIRE AUSSI"), Some(Label::ReadAlso));
        assert_eq!(label("(انتهى) ر خ / س د"), Some(Label::End));
        assert_eq!(label("(فيديو) السوق يفتح أبوابه"), None);
        assert_eq!(label("الرئيسية » أخبار وطنية"), Some(Label::Home));
        assert_eq!(label("Facebook Twitter WhatsApp طباعة"), Some(Label::Share));
        assert_eq!(label("Facebook Twitter Google+ أرسل إلى صديق"), Some(Label::Share));
        assert_eq!(label("3 تعليقات على النهر يفيض"), Some(Label::Comments));
        assert_eq!(label("© 2015 جميع الحقوق محفوظة"), Some(Label::Copyright));
    }

    #[test]
    fn words_that_also_begin_headlines_need_a_mark() {
        assert_eq!(label("شارك آلاف السكان في مسيرة التضامن"), None);
        assert_eq!(label("مشاركة : "), Some(Label::Share));
        assert_eq!(label("كتب: رنا خليل"), Some(Label::Byline));
        assert_eq!(label("كتب جديدة تصل إلى مكتبات القرى الجبلية هذا الشتاء"), None);
        assert_eq!(label("إعلان نتائج الانتخابات الجهوية"), None);
    }

    #[test]
    fn links_in_a_row() {
        assert_eq!(label("عربي | English | Français"), Some(Label::Home));
        assert_eq!(label("الميناء | English"), None);
        assert_eq!(label("Related: Bridge is safe to cross, the panel says"), Some(Label::ReadAlso));
        assert_eq!(label("Related bridges are safe to cross"), None);
    }

    #[test]
    fn the_rest_after_a_label() {
        assert_eq!(after_words("بقلم: رنا خليل", 1), ": رنا خليل");
        assert_eq!(after_words("كتبت /رنا", 1), " /رنا");
        assert_eq!(after_words("رنا", 1), "");
    }

    #[test]
    fn sentences_about_the_site() {
        assert!(is_notice(&fold("يستخدم موقعنا ملفات تعريف الارتباط.")));
        assert!(is_notice(&fold("This website uses cookies to improve your visit.")));
        assert!(!is_notice(&fold("قال الوزير إن الطريق سيفتح قبل نهاية السنة.")));
    }
}
