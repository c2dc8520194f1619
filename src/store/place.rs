//! Where an article's file lies: `content/YYYY/MM/DD/<slug>.md`, with a number where the place is taken.
//!
//! In: an article. Out: a place relative to the content folder, `/` between parts. Touches no disk.

use crate::article::Article;
use crate::article::slug::slug;
use unicode_normalization::UnicodeNormalization;

/// Folder of articles that state no date.
const UNDATED: &str = "undated";

/// Digits of a capture's digest that name an article without a headline.
const DIGEST_DIGITS: usize = 12;

/// A folder and a name in it, before any number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    folder: String,
    slug: String,
}

impl Place {
    /// The place that an article's date and headline give it.
    pub(super) fn of(article: &Article) -> Self {
        let folder = article.date.map_or_else(
            || UNDATED.to_owned(),
            |date| {
                let mut folder = format!("{:04}", date.year());
                for part in [date.month(), date.day()].into_iter().flatten() {
                    folder += &format!("/{part:02}");
                }
                folder
            },
        );
        let headline = article.slug.as_deref().map(slug).filter(|slug| !slug.is_empty());
        let mut slug = headline.unwrap_or_else(|| slug(&article.title));
        if slug.is_empty() {
            let digest = article.capture.as_ref().map_or("", |capture| capture.sha256.as_str());
            slug = format!("page-{}", digest.get(..DIGEST_DIGITS).unwrap_or("0"));
        }
        Self { folder, slug }
    }

    /// The file with this number: `slug.md`, `slug-2.md`, `slug-3.md` …
    pub(super) fn numbered(&self, number: u32) -> String {
        let Self { folder, slug } = self;
        if number < 2 { format!("{folder}/{slug}.md") } else { format!("{folder}/{slug}-{number}.md") }
    }

    /// Is `file` this place, with any number?
    pub(super) fn holds(&self, file: &str) -> bool {
        let Some(name) = file.strip_prefix(self.folder.as_str()).and_then(|rest| rest.strip_prefix('/'))
        else {
            return false;
        };
        let Some(rest) = name.strip_suffix(".md").and_then(|name| name.strip_prefix(self.slug.as_str()))
        else {
            return false;
        };
        rest.is_empty()
            || rest.strip_prefix('-').is_some_and(|number| {
                !number.is_empty()
                    && number.bytes().all(|byte| byte.is_ascii_digit())
                    && !number.starts_with('0')
            })
    }
}

/// A file's name as file systems compare it that ignore case and normalisation.
pub(super) fn folded(file: &str) -> String {
    file.nfc().flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Provenance;

    fn article(title: &str, date: &str) -> Article {
        let capture = Provenance { sha256: "0123456789abcdef".to_owned(), ..Provenance::default() };
        Article {
            title: title.to_owned(),
            date: date.parse().ok(),
            capture: Some(capture),
            ..Article::default()
        }
    }

    #[test]
    fn folders_are_as_precise_as_the_date() {
        let file = |date| Place::of(&article("خبر اليوم", date)).numbered(1);
        assert_eq!(file("2017-04-27T16:28"), "2017/04/27/خبر-اليوم.md");
        assert_eq!(file("2017-04"), "2017/04/خبر-اليوم.md");
        assert_eq!(file("2017"), "2017/خبر-اليوم.md");
        assert_eq!(file(""), "undated/خبر-اليوم.md");
        assert_eq!(Place::of(&article("…", "2017")).numbered(2), "2017/page-0123456789ab-2.md");
    }

    #[test]
    fn a_place_holds_its_numbers_only() {
        let place = Place::of(&article("خبر", "2017"));
        assert!(place.holds("2017/خبر.md") && place.holds("2017/خبر-12.md"));
        for other in
            ["2017/خبر-آخر.md", "2017/04/خبر.md", "2017/خبر-.md", "2017/خبر-02.md", "خبر.md", "2017/خبر-2"]
        {
            assert!(!place.holds(other), "{other}");
        }
    }
}
