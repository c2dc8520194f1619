//! The language of an article: what its letters show first, then what the page says, then statistics.

use crate::arabic::is_letter;
use whatlang::Lang;

/// Text looked at, in characters.
const SAMPLE: usize = 6000;

/// Enough of it to tell languages by their letters, in bytes.
const LETTERS: usize = 6000;

/// Enough of it to believe statistics that say what the page says.
const START: usize = 700;

/// The language (BCP 47) of `text`; `declared` are the page's own statements, likeliest first.
pub(super) fn of(text: &str, declared: &[&str]) -> Option<(String, &'static str)> {
    if let Some(lang) = by_letters(super::plain::start_of(text, LETTERS)) {
        // The page may say it more exactly (`ar-MA`), or say a language of the same letters that these do not tell apart.
        let exact = declared.iter().filter_map(|tag| normal(tag)).find(|tag| agrees(tag, lang));
        return Some((exact.unwrap_or_else(|| lang.to_owned()), "letters"));
    }
    let sample = first_chars(text, SAMPLE);
    let stated: Vec<String> = declared.iter().filter_map(|tag| normal(tag)).collect();
    let is_stated = |lang: &&str| stated.iter().any(|tag| agrees(tag, lang));
    let start = || by_statistics(first_chars(sample, START)).filter(is_stated);
    let detected = if stated.is_empty() { None } else { start() }.or_else(|| by_statistics(sample));
    let script_fits = |tag: &String| !is_other_script(tag, sample);
    match (detected, stated.iter().find(|tag| script_fits(tag))) {
        (Some(detected), Some(_)) => {
            let agreeing = stated.iter().find(|tag| agrees(tag, detected));
            Some(agreeing.map_or((detected.to_owned(), "statistics"), |tag| (tag.clone(), "page")))
        }
        (Some(detected), None) => Some((detected.to_owned(), "statistics")),
        (None, Some(stated)) => Some((stated.clone(), "page")),
        (None, None) => None,
    }
}

fn first_chars(text: &str, count: usize) -> &str {
    if text.len() <= count {
        return text;
    }
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

/// What the letters' frequencies say, where they are enough and clear.
fn by_statistics(sample: &str) -> Option<&'static str> {
    let detected = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    (sample.chars().count() > 200).then(|| code(detected.lang())).flatten()
}

/// A language tag in its usual form: `AR_ma` becomes `ar-MA`; `None` for what is no tag.
fn normal(tag: &str) -> Option<String> {
    let mut parts = tag.trim().split(['-', '_']);
    let language = parts.next()?.to_ascii_lowercase();
    let language = match language.as_str() {
        "iw" => "he",
        "in" => "id",
        "arabic" => "ar",
        "english" => "en",
        language => language,
    };
    if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut out = language.to_owned();
    for part in parts {
        match part.len() {
            2 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                out = format!("{out}-{}", part.to_ascii_uppercase());
            }
            4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                out = format!("{out}-{}{}", part[..1].to_ascii_uppercase(), part[1..].to_ascii_lowercase());
            }
            _ => break,
        }
    }
    Some(out)
}

fn agrees(tag: &str, lang: &str) -> bool {
    let language = tag.split('-').next().unwrap_or(tag);
    // Written alike; the letters found do not tell these from one another.
    let alike: &[&str] = match lang {
        "ar" => &["ar", "arz", "ary"],
        "ckb" => &["ckb", "ku", "sdh"],
        "fa" => &["fa", "prs", "glk", "mzn"],
        "ur" => &["ur", "pnb", "skr"],
        "he" => &["he"],
        "no" => &["no", "nb", "nn"],
        other => return language == other,
    };
    alike.contains(&language)
}

/// Languages that their letters give away: those in Arabic script, and Hebrew.
fn by_letters(sample: &str) -> Option<&'static str> {
    let (mut arabic, mut hebrew, mut other) = (0_u32, 0_u32, 0_u32);
    let (mut kurdish, mut urdu, mut persian, mut uyghur, mut pashto, mut sindhi) =
        (0_u32, 0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
    let (mut arabic_only, mut persian_forms) = (0_u32, 0_u32);
    for c in sample.chars() {
        match c {
            'a'..='z' | 'A'..='Z' => {
                other += 1;
                continue;
            }
            // Most of an Arabic text, told without a look into Unicode's tables.
            '\u{620}'..='\u{64A}' => arabic += 1,
            _ if c.is_ascii() || !is_letter(c) => continue,
            '\u{590}'..='\u{5FF}' | '\u{FB1D}'..='\u{FB4F}' => hebrew += 1,
            '\u{600}'..='\u{6FF}'
            | '\u{750}'..='\u{77F}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFF}' => arabic += 1,
            _ => other += 1,
        }
        match c {
            'ڕ' | 'ڵ' | 'ێ' | 'ۆ' | 'ە' => kurdish += 1,
            'ۇ' | 'ۈ' | 'ې' | 'ۋ' => uyghur += 2,
            'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ں' => urdu += 1,
            'ټ' | 'ډ' | 'ړ' | 'ښ' | 'ځ' | 'څ' | 'ږ' | 'ڼ' | 'ۍ' => pashto += 2,
            'ٻ' | 'ڀ' | 'ٿ' | 'ڦ' | 'ڳ' | 'ڻ' | 'ڄ' | 'ڃ' => sindhi += 2,
            'پ' | 'چ' | 'ژ' | 'گ' => persian += 1,
            'ک' | 'ی' => persian_forms += 1,
            'ة' | 'ك' | 'ي' | 'ى' | 'أ' | 'إ' => arabic_only += 1,
            _ => {}
        }
    }
    if hebrew > arabic && hebrew * 2 > other {
        return Some("he");
    }
    if arabic * 2 < other || arabic == 0 {
        return None;
    }
    let often = |count: u32, per_thousand: u32| count * 1000 > arabic * per_thousand;
    let candidates =
        [(uyghur, "ug", 60), (kurdish, "ckb", 60), (pashto, "ps", 15), (sindhi, "sd", 25), (urdu, "ur", 25)];
    if let Some((_, lang, _)) = candidates.iter().find(|(count, _, least)| often(*count, *least)) {
        return Some(lang);
    }
    // Persian typed with Arabic yeh and kaf has its own four letters all the same, and no teh marbuta to speak of.
    if often(persian, 15) || (persian_forms > arabic_only && often(persian + persian_forms, 20)) {
        return Some("fa");
    }
    Some("ar")
}

/// Is the language one that is not written in the letters of the text?
fn is_other_script(tag: &str, sample: &str) -> bool {
    match crate::arabic::direction_of(sample) {
        Some(direction) => crate::arabic::direction_of_language(tag) != direction,
        None => false,
    }
}

/// The two-letter code of a detected language.
fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Tur => "tr",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Ell => "el",
        Lang::Jpn => "ja",
        Lang::Cmn => "zh",
        Lang::Kor => "ko",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Tha => "th",
        Lang::Bul => "bg",
        Lang::Hrv => "hr",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Cat => "ca",
        Lang::Tam => "ta",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(text: &str, declared: &[&str]) -> Option<String> {
        of(text, declared).map(|(lang, _)| lang)
    }

    #[test]
    fn letters_tell_the_languages_of_arabic_script_apart() {
        assert_eq!(lang("قالت الوزارة إن المدرسة فتحت أبوابها", &["en-US"]).as_deref(), Some("ar"));
        assert_eq!(lang("قالت الوزارة إن المدرسة فتحت أبوابها", &["ar_ma"]).as_deref(), Some("ar-MA"));
        assert_eq!(lang("وزیر گفت که این پروژه چند ماه طول می‌کشد", &["ar"]).as_deref(), Some("fa"));
        assert_eq!(
            lang("وزیر نے کہا ہے کہ یہ منصوبہ بڑا ہے اور اس میں وقت لگے گا", &[]).as_deref(),
            Some("ur")
        );
        assert_eq!(lang("وەزیر گوتی ئەم پڕۆژەیە گەورەیە و کاتی دەوێت", &["ar"]).as_deref(), Some("ckb"));
        assert_eq!(lang("השר אמר כי הפרויקט גדול", &["en"]).as_deref(), Some("he"));
    }

    #[test]
    fn a_false_declaration_is_not_believed() {
        let french = "Le ministre a déclaré que le projet serait achevé avant la fin de l'année, et que les habitants de la \
                      ville pourraient en profiter dès le printemps prochain, selon un communiqué publié hier soir à la presse.";
        assert_eq!(lang(french, &["ar"]).as_deref(), Some("fr"));
        assert_eq!(lang(french, &["fr_FR"]).as_deref(), Some("fr-FR"));
    }
}
