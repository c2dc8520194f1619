//! What words mean the same to the press and no rule tells: names of months, names of people written in one word or two, plurals
//! and spellings of their own. A few dozen words; whatever follows from letters is in `reading.rs`, `stem.rs` and `plural.rs`.

/// The months as the Arab press names them, folded: Egypt and the Gulf, the Levant and Iraq, the Maghreb.
pub(super) const MONTHS: [&[&str]; 12] = [
    &["يناير", "كانون الثاني", "جانفي"],
    &["فبراير", "شباط", "فيفري"],
    &["مارس", "اذار"],
    &["ابريل", "نيسان", "افريل"],
    &["مايو", "ايار", "ماي"],
    &["يونيو", "حزيران", "جوان", "يونيه"],
    &["يوليو", "تموز", "جويليه", "يوليوز", "يوليه"],
    &["اغسطس", "اب", "اوت", "غشت"],
    &["سبتمبر", "ايلول", "شتنبر"],
    &["اكتوبر", "تشرين الاول"],
    &["نوفمبر", "تشرين الثاني", "نونبر"],
    &["ديسمبر", "كانون الاول", "دجنبر"],
];

/// Singulars and plurals of which no rule tells that they are one word, folded.
pub(super) const PLURALS: &[&[&str]] = &[
    &["امراه", "مراه", "نساء", "نسوه"],
    &["ماء", "مياه"],
    &["اخ", "اخوه", "اخوان"],
    &["ابن", "ابناء"],
    &["بنت", "بنات"],
    &["سنه", "سنوات", "سنين"],
    &["شهر", "اشهر", "شهور"],
    &["يوم", "ايام"],
    &["مءه", "ماءه"],
    &["اسم", "اسماء"],
    &["شيء", "شي", "اشياء"],
    &["جزء", "اجزاء"],
    &["راي", "اراء"],
    &["لون", "الوان"],
    &["جو", "اجواء"],
    &["ليل", "ليله", "ليالي"],
    &["بءر", "ابار"],
    &["مكان", "اماكن"],
    &["عنوان", "عناوين"],
    &["ميدان", "ميادين"],
    &["شيطان", "شياطين"],
    &["برنامج", "برامج"],
    &["شاب", "شباب"],
    &["قوه", "قوي"],
    &["قمه", "قمم"],
    &["ناد", "نادي", "انديه", "نواد", "نوادي"],
    &["لعبه", "العاب"],
    &["ناءب", "نواب"],
    &["زاءر", "زوار"],
    &["ساءح", "سياح"],
    &["قاءد", "قاده"],
    &["قاض", "قاضي", "قضاه"],
    &["طالب", "طلبه"],
    &["اسير", "اسري"],
    &["خطه", "خطط"],
    &["قصه", "قصص"],
    &["امه", "امم"],
    &["نيه", "نوايا"],
    &["زاويه", "زوايا"],
    &["فتاه", "فتيات"],
    &["قناه", "قنوات"],
    &["وفاه", "وفيات"],
    &["ميناء", "موانء"],
    &["سماء", "سماوات"],
    &["دواء", "ادويه"],
    &["غذاء", "اغذيه"],
    &["واد", "وادي", "اوديه", "وديان"],
    &["دم", "دماء"],
    &["سن", "اسنان"],
    &["يد", "ايدي"],
    &["فم", "افواه"],
];

/// Spellings and names of one thing, folded.
pub(super) const SPELLINGS: &[&[&str]] = &[
    &["تلفزيون", "تلفاز", "تليفزيون"],
    &["انترنت", "انترنيت", "الانترنت", "الانترنيت"],
    &["امريكا", "اميركا"],
    &["امريكي", "اميركي"],
    &["امريكيه", "اميركيه"],
    &["انجلترا", "انكلترا", "انجلتره"],
    &["انجليزي", "انكليزي"],
    &["اوروبا", "اوربا"],
    &["اوروبي", "اوربي"],
    &["غوغل", "جوجل", "google"],
    &["فيسبوك", "facebook"],
    &["تويتر", "twitter"],
];

/// The month, 1 to 12, that a word names, with the next where the name has two.
pub(super) fn month(word: &str, next: Option<&str>) -> Option<usize> {
    let word = word.strip_prefix(['و', 'ب', 'ل']).filter(|rest| rest.chars().count() > 3).unwrap_or(word);
    let is_named = |name: &&str| match name.split_once(' ') {
        Some((first, second)) => word == first && next == Some(second),
        None => *name == word,
    };
    MONTHS.iter().position(|names| names.iter().any(is_named)).map(|at| at + 1)
}

/// May the word be the first of a name in two words, of a person or a month?
pub(super) fn begins_name(word: &str) -> bool {
    ["عبد", "ابو", "ابي", "ابا", "كانون", "تشرين"]
        .iter()
        .any(|first| word.strip_suffix(first).is_some_and(|clitic| clitic.chars().count() <= 1))
}

/// The one word that two are where they are a name: `عبد الله`, `أبو ظبي`.
pub(super) fn joined_name(word: &str, next: &str) -> Option<String> {
    let (clitic, first) = match word.char_indices().nth(3) {
        Some(_) => word.split_at(word.chars().next().map_or(0, char::len_utf8)),
        None => ("", word),
    };
    if !matches!(clitic, "" | "و" | "ف" | "ب" | "ل" | "ك") {
        return None;
    }
    match first {
        "عبد" if next.starts_with("ال") && next.chars().count() > 3 => {
            Some(format!("{clitic}عبد{next}"))
        }
        "ابو" | "ابي" | "ابا" if next.chars().count() > 2 => Some(format!("{clitic}ابو{next}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_every_country() {
        assert_eq!(month("كانون", Some("الاول")), Some(12));
        assert_eq!(month("كانون", None), None);
        assert_eq!(month("ونيسان", None), Some(4));
        assert_eq!(month("غشت", None), Some(8));
        assert_eq!(month("وليد", None), None);
    }

    #[test]
    fn names_in_two_words() {
        assert_eq!(joined_name("عبد", "الله").as_deref(), Some("عبدالله"));
        assert_eq!(joined_name("وابي", "ظبي").as_deref(), Some("وابوظبي"));
        assert_eq!(joined_name("عبد", "قديم"), None);
        assert_eq!(joined_name("معبد", "الشمس"), None);
        assert_eq!(joined_name("", ""), None);
    }

    /// What is written here is compared with folded words.
    #[test]
    fn all_words_are_folded() {
        let all = [&MONTHS[..], PLURALS, SPELLINGS].concat().concat();
        for word in all.into_iter().flat_map(|name| name.split(' ')) {
            let mut folded = String::new();
            super::super::fold::fold_word(word, &mut folded);
            assert_eq!(folded, *word);
        }
    }
}
