//! Many small articles, of words that are in few and in very many of them, for what a search does only then: it has the best articles of
//! frequent words at hand, leaves out places, and keeps lists in many files. Makes no archive of them.

const STEMS: [&str; 12] =
    ["مدرس", "معلم", "مصنع", "ملعب", "مطبخ", "مكتب", "كتاب", "بحر", "جبل", "وزير", "سفين", "قري"];

/// Forms of two words, of which each is in half of all articles: all of them are near to the word as it is asked for.
const SHIPS: &str = "مركب المركب ومركب بمركب لمركب فمركب والمركب";
const LAMPS: &str = "مصباح المصباح ومصباح بمصباح لمصباح فمصباح والمصباح";
/// A word in the headlines of two articles, and in the text of one that comes behind.
const SAFFRON: &str = "زعفران";
/// A form that is less near, in the headlines of a few.
const SHIP: &str = "مركبة";
/// In the place of these.
const OTHERS: &str = "حجر حجر حجر حجر حجر حجر حجر";

/// 9,000 articles: the names of their files and what is in them.
pub fn articles() -> impl Iterator<Item = (String, String)> {
    let mut words = Vec::new();
    for stem in STEMS {
        for before in ["", "ال", "و", "ب", "وال", "ل"] {
            words.extend(["", "ه", "ات", "ون", "ين", "ها"].map(|behind| format!("{before}{stem}{behind}")));
        }
    }
    (0..9000_usize).map(move |article| {
        // Words at the beginning of the list are in more articles than those at its end.
        let word = |number: usize| {
            &*words[(article * 7919 + number * number * 104_729) % (article * 31 % words.len() + 1)]
        };
        let text = (2..9).map(word).collect::<Vec<_>>().join(" ");
        // A few have the first word in their headlines, more have much of both: these are among the foremost of both.
        let times = |of: &str, times: usize| [of].repeat(times).join(" ");
        let ships = if article % 2 == 0 { SHIPS } else { OTHERS };
        let ships = times(ships, if article % 10 == 0 { 6 } else { 1 });
        let lamps = if article % 4 < 2 { LAMPS } else { OTHERS };
        let lamps = times(lamps, if article % 20 == 0 { 6 } else { 1 });
        let title = match article {
            400 | 404 => SAFFRON.to_owned(),
            _ if article % 500 == 4 => "مركب".to_owned(),
            _ if article % 1740 == 0 => SHIP.to_owned(),
            _ => format!("{} {}", word(0), word(1)),
        };
        let text = match article {
            8996 => format!("{text} {SAFFRON}"),
            _ => text,
        };
        let year = 2000 + article / 450;
        let text = format!(
            "+++\ntitle = \"{title}\"\ndate = \"{year}-03-11\"\nlang = \"ar\"\n+++\n\nفي المجلس من {text} {ships} {lamps}.\n"
        );
        (format!("content/{article}.md"), text)
    })
}
