//! What results show of articles: address, headline, date, source, and how the text begins, in files of a few articles each.
//!
//! All is deflated. The more articles an archive has, the more of them are in a file and the less of each text: there are never too many
//! files, and a page of results never takes much.

use super::letters::{push_letters, read_letters};
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use std::io::{Read as _, Write as _};

/// A damaged file does not grow beyond this, in bytes.
const LARGEST: u64 = 8 << 20;

/// What a result shows of an article, no part of it as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Path of its page, from the archive's root.
    pub path: String,
    /// Headline.
    pub title: String,
    /// Date as ISO 8601 has it, as precise as it is known; or empty.
    pub date: String,
    /// The same for readers.
    pub date_text: String,
    /// Who published it.
    pub source: String,
    /// Section.
    pub section: String,
    /// Language, where it is known.
    pub lang: String,
    /// How the text begins.
    pub opening: String,
}

/// Articles in a file, and characters kept of each text, in an archive of `articles`.
pub(super) fn measures(articles: u32) -> (u32, usize) {
    match articles {
        0..=20_000 => (4, 2000),
        20_001..=50_000 => (10, 700),
        _ => (MOST_IN_FILE, 140),
    }
}

/// Articles in a file of the largest archives.
pub(super) const MOST_IN_FILE: u32 = 28;

/// Between the parts of an article, and behind it.
const PART_END: &str = "\u{1F}";
const ARTICLE_END: &str = "\u{1E}";
/// How most paths end; it is left out.
const INDEX: &str = "index.html";

/// The articles of a file as its bytes.
pub(super) fn encode(articles: &[Shown]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for article in articles {
        let Shown { path, title, date, date_text, source, section, lang, opening } = article;
        let folder = path.strip_suffix(INDEX).filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let path = folder.unwrap_or(path);
        for part in [path, &**title, date, date_text, source, section, lang, opening] {
            push_letters(&part.replace(|c| c < ' ', " "), &mut bytes);
            push_letters(PART_END, &mut bytes);
        }
        push_letters(ARTICLE_END, &mut bytes);
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&bytes)?;
    encoder.finish()
}

/// The articles of a file; fewer where it is damaged.
pub(super) fn decode(bytes: &[u8]) -> Vec<Shown> {
    let mut plain = Vec::new();
    // What came before the damage counts.
    let _ = DeflateDecoder::new(bytes).take(LARGEST).read_to_end(&mut plain);
    read_letters(&plain).split_terminator(ARTICLE_END).map(shown).collect()
}

fn shown(article: &str) -> Shown {
    let mut parts = article.split(PART_END).map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let path = next();
    Shown {
        path: if path.is_empty() || path.ends_with('/') { path + INDEX } else { path },
        title: next(),
        date: next(),
        date_text: next(),
        source: next(),
        section: next(),
        lang: next(),
        opening: next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_come_back() {
        let article = |title: &str| Shown {
            path: "2017/04/27/x/index.html".to_owned(),
            title: title.to_owned(),
            date_text: "٢٧ نيسان ۲۰۱۷".to_owned(),
            opening: "فتحت «المكتبة»… أبوابها — صباح 🎉 الخميس".to_owned(),
            ..Shown::default()
        };
        let articles = [article("مكتبة"), article(""), article("Été – שלום")];
        let bytes = encode(&articles).unwrap();
        assert_eq!(decode(&bytes), articles);
        assert_eq!(decode(&encode(&[]).unwrap()), []);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            decode(&damaged);
            decode(&bytes[..at]);
        }
        assert_eq!(decode(&encode(&[article("a\u{1E}b\u{1F}c\nd")]).unwrap())[0].title, "a b c d");
    }
}
