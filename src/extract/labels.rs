//! What a short line does on a page, told from the phrases that pages print round an article.
//!
//! In: a line, as it stands and folded. Out: its [`Label`] and how much of the line the phrase covers. The phrases are data
//! (`labels.toml`); nothing here knows where on the page the line stands.

use crate::arabic::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a line is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Label {
    Published,
    Updated,
    ReadAlso,
    MostRead,
    Share,
    Print,
    Comments,
    Tags,
    Source,
    End,
    Byline,
    Agency,
    Caption,
    Ad,
    Home,
    Masthead,
    Newsletter,
    Views,
    Copyright,
    Footer,
    Notice,
}

impl Label {
    /// Does the article end where a line with this label stands?
    pub(super) fn is_wall(self) -> bool {
        use Label::{Comments, Copyright, End, Footer, MostRead, Newsletter, ReadAlso, Source, Tags};
        matches!(self, Comments | Copyright | End | Footer | MostRead | Newsletter | ReadAlso | Source | Tags)
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

/// One label's phrases, as `labels.toml` lists them.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Phrases {
    line: Vec<String>,
    start: Vec<String>,
    short: Vec<String>,
    colon: Vec<String>,
    crumb: Vec<String>,
    within: Vec<String>,
    word: Vec<String>,
}

/// Where a phrase has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    /// At the start of a line of at most six words.
    Short,
    /// At the start, with a mark after it.
    Colon,
}

/// The longest phrase, in words.
const LONGEST: usize = 6;
/// A line with more words is no label, whatever it begins with.
const LABEL_WORDS: usize = 14;

#[derive(Default)]
struct Table {
    line: HashMap<String, Label>,
    start: HashMap<String, Vec<(Place, Label)>>,
    /// By the first word of the phrase.
    within: FxHashMap<String, Vec<(String, Label)>>,
    crumbs: HashSet<String>,
    /// The words that the phrases of `line` and `start` begin with: most lines hold none of them.
    first: FxHashSet<String>,
    notice_words: HashSet<String>,
    outlet_words: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let labels: Vec<(Label, Phrases)> = parse(include_str!("labels.toml"));
    let mut table = Table::default();
    for (label, phrases) in labels {
        table.add(label, phrases);
    }
    table
});

/// The labels in the order of the type.
fn parse(source: &str) -> Vec<(Label, Phrases)> {
    let tables: HashMap<Label, Phrases> =
        toml::from_str(source).expect("labels.toml is part of the program and read by its tests");
    let mut tables: Vec<_> = tables.into_iter().collect();
    // A phrase that two labels list goes to the later one, every time.
    tables.sort_by_key(|(label, _)| *label as u8);
    tables
}

impl Table {
    fn add(&mut self, label: Label, phrases: Phrases) {
        let all = || phrases.line.iter().chain(&phrases.start).chain(&phrases.short).chain(&phrases.colon);
        self.first.extend(all().filter_map(|phrase| fold(phrase).split(' ').next().map(str::to_owned)));
        for phrase in phrases.line {
            self.line.insert(fold(&phrase), label);
        }
        for (place, list) in
            [(Place::Start, phrases.start), (Place::Short, phrases.short), (Place::Colon, phrases.colon)]
        {
            for phrase in list {
                let places = self.start.entry(fold(&phrase)).or_default();
                places.push((place, label));
                places.sort_by_key(|&(place, label)| (place as u8, label as u8));
            }
        }
        self.crumbs.extend(phrases.crumb.iter().map(|phrase| fold(phrase)));
        for phrase in &phrases.within {
            let phrase = fold(phrase);
            let first = phrase.split(' ').next().unwrap_or_default().to_owned();
            self.within.entry(first).or_default().push((phrase, label));
        }
        match label {
            Label::Notice => self.notice_words.extend(phrases.word.iter().map(|word| fold(word))),
            Label::Agency => self.outlet_words.extend(phrases.word.iter().map(|word| fold(word))),
            _ => {}
        }
    }
}

/// What the line `text` is there for, told from its wording; `folded` is the same line folded.
pub(super) fn label_of(text: &str, folded: &str) -> Option<Match> {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return None;
    }
    let all = words.len();
    if all <= LABEL_WORDS {
        let wordy: Vec<&str> =
            words.iter().copied().filter(|word| !word.bytes().all(|b| b.is_ascii_digit())).collect();
        if begins_phrase(&wordy)
            && let Some(&label) = TABLE.line.get(&wordy.join(" "))
        {
            return Some(Match { label, words: all, whole: true });
        }
        let (pieces, covered) = sharing(&words);
        if pieces >= 2 && covered * 10 >= all * 6 {
            return Some(Match { label: Label::Share, words: all, whole: true });
        }
        if let Some(found) = starts_with_label(text, &words).filter(|found| !is_sentence(text, found, all)) {
            return Some(found);
        }
        if text.contains('©') {
            return Some(Match { label: Label::Copyright, words: 0, whole: false });
        }
        if is_breadcrumb(text, &words) {
            return Some(Match { label: Label::Home, words: all, whole: false });
        }
    }
    let label = phrase_within(folded, |label| label == Label::Notice || all <= LABEL_WORDS)?;
    Some(Match { label, words: 0, whole: false })
}

/// How many phrases for sharing and printing stand in the words, and how many words they cover.
fn sharing(words: &[&str]) -> (usize, usize) {
    let (mut pieces, mut covered, mut at) = (0, 0, 0);
    while at < words.len() {
        let left = &words[at..];
        let longest = if begins_phrase(left) { left.len().min(LONGEST) } else { 0 };
        let length = (1..=longest).rev().find(|&count| shares(&left[..count].join(" ")));
        pieces += usize::from(length.is_some());
        covered += length.unwrap_or(0);
        at += length.unwrap_or(1);
    }
    (pieces, covered)
}

fn shares(phrase: &str) -> bool {
    let wanted = |label: &Label| matches!(label, Label::Share | Label::Print);
    TABLE.line.get(phrase).is_some_and(wanted)
        || TABLE
            .start
            .get(phrase)
            .is_some_and(|places| places.iter().any(|(place, label)| *place != Place::Colon && wanted(label)))
}

/// Is this a sentence of the article that only begins like a label?
fn is_sentence(text: &str, found: &Match, words: usize) -> bool {
    use Label::{Comments, Copyright, Newsletter, Notice, ReadAlso, Source};
    let ends = text.trim_end_matches(['"', '»', ')', ' ']).ends_with(['.', '۔', '。']);
    let one_word = found.words == 1 && !found.whole && found.label.is_furniture();
    let site_speaks = matches!(found.label, Comments | Copyright | Newsletter | Notice | ReadAlso | Source);
    (one_word && words > 6) || (ends && words >= 7 && !site_speaks)
}

/// Could a phrase of `line` or `start` begin with the first of the words?
fn begins_phrase(words: &[&str]) -> bool {
    words.first().is_some_and(|word| TABLE.first.contains(*word))
}

fn starts_with_label(text: &str, words: &[&str]) -> Option<Match> {
    if !begins_phrase(words) {
        return None;
    }
    (1..=words.len().min(LONGEST)).rev().find_map(|count| {
        let places = TABLE.start.get(&words[..count].join(" "))?;
        places.iter().find_map(|&(place, label)| {
            let holds = match place {
                Place::Start => true,
                Place::Short => words.len() <= count + 4,
                Place::Colon => words.len() == count || begins_with_mark(after_words(text, count)),
            };
            holds.then_some(Match { label, words: count, whole: count == words.len() })
        })
    })
}

/// Is this `Home » section » headline`?
fn is_breadcrumb(text: &str, words: &[&str]) -> bool {
    (1..=words.len().min(3)).any(|count| {
        TABLE.crumbs.contains(&words[..count].join(" "))
            && after_words(text, count)
                .trim_start()
                .starts_with(['»', '>', '›', '/', '|', '«', '\\', '←', '-'])
    })
}

fn begins_with_mark(rest: &str) -> bool {
    rest.trim_start().starts_with([':', '-', '–', '—', '/', '|', 'ـ', '：'])
}

/// The first phrase that stands in `folded`, whole words only, of those with a label that `wanted` accepts.
fn phrase_within(folded: &str, wanted: impl Fn(Label) -> bool) -> Option<Label> {
    let mut rest = folded;
    loop {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        if let Some(phrases) = TABLE.within.get(word) {
            let stands = |phrase: &str| {
                rest.strip_prefix(phrase).is_some_and(|end| end.is_empty() || end.starts_with(' '))
            };
            let found = phrases.iter().find(|(phrase, label)| wanted(*label) && stands(phrase));
            if let Some(&(_, label)) = found {
                return Some(label);
            }
        }
        if after.is_empty() {
            return None;
        }
        rest = after;
    }
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
    if phrase_within(folded, |label| label == Label::Notice).is_some() {
        return true;
    }
    let mut found: Vec<&str> = folded.split(' ').filter(|word| TABLE.notice_words.contains(*word)).collect();
    found.sort_unstable();
    found.dedup();
    let words = folded.split(' ').count();
    found.len() >= 3 || (found.len() == 2 && words <= 16)
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
        && words.any(|word| TABLE.outlet_words.contains(word))
}

/// Is `folded` an agency, a desk or a manner (`متابعة`) on its own?
pub(super) fn is_known_agency(folded: &str) -> bool {
    matches!(TABLE.line.get(folded), Some(Label::Agency | Label::Byline))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Option<Label> {
        label_of(text, &fold(text)).map(|found| found.label)
    }

    #[test]
    fn the_table_is_sound() {
        assert_eq!(parse(include_str!("labels.toml")).len(), 21);
        assert!(TABLE.start.keys().all(|phrase| !phrase.is_empty() && phrase.split(' ').count() <= LONGEST));
    }

    #[test]
    fn spelling_does_not_matter() {
        assert_eq!(label("إقرأ أيضــاً :"), Some(Label::ReadAlso));
        assert_eq!(label("تعليقات الزوّار (0)"), Some(Label::Comments));
        assert_eq!(label("* كاتب التعليق"), Some(Label::Comments));
        assert_eq!(label("LIRE AUSSI"), Some(Label::ReadAlso));
        assert_eq!(label("الرئيسية » أخبار وطنية"), Some(Label::Home));
        assert_eq!(label("Facebook Twitter WhatsApp طباعة"), Some(Label::Share));
        assert_eq!(label("Facebook Twitter Google+ أرسل إلى صديق"), Some(Label::Share));
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
