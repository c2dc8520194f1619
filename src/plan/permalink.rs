//! An article's address from the shape in `site.toml`, such as `/{year}/{month}/{day}/{slug}/`.

use crate::archive::Meta;
use crate::article::slug::segment;
use crate::date::StatedDate;

/// First part of the addresses of articles and lists without a date.
pub(super) const UNDATED: &str = "undated";

/// A shape, taken apart.
#[derive(Debug)]
pub(super) struct Permalink {
    segments: Vec<Vec<Part>>,
    /// Does the address name a file (`…/{slug}.html`) rather than a folder?
    file: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Year,
    Month,
    Day,
    Section,
    Slug,
}

impl Permalink {
    /// Takes `shape` apart; words in braces that are no placeholder are taken as text. A shape without a slug gets one.
    pub(super) fn new(shape: &str) -> Self {
        let file = shape.ends_with(".html");
        let trimmed = shape.trim_matches('/');
        let trimmed = trimmed.strip_suffix(".html").unwrap_or(trimmed);
        let mut segments: Vec<Vec<Part>> =
            trimmed.split('/').filter(|text| !text.is_empty()).map(parts).collect();
        if !segments.iter().flatten().any(|part| *part == Part::Slug) {
            segments.push(vec![Part::Slug]);
        }
        Self { segments, file }
    }

    /// The article's path without `index.html` or `.html`, before clashes are resolved.
    pub(super) fn path(&self, meta: &Meta) -> String {
        let mut path: Vec<String> = Vec::with_capacity(self.segments.len());
        for parts in &self.segments {
            let mut text = String::new();
            let mut whole = true;
            for part in parts {
                match part.fill(meta) {
                    Some(filled) => text += &filled,
                    // What an article does not state leaves no gap in its address.
                    None => whole = false,
                }
            }
            if whole && let Some(segment) = segment(&text) {
                path.push(segment);
            } else if parts.contains(&Part::Year) {
                path.push(UNDATED.to_owned());
            } else if parts.contains(&Part::Slug) {
                path.push(slug(meta));
            }
        }
        path.join("/")
    }

    /// The output path for an article's path.
    pub(super) fn file(&self, path: &str) -> String {
        if self.file { format!("{path}.html") } else { format!("{path}/index.html") }
    }
}

impl Part {
    fn fill(&self, meta: &Meta) -> Option<String> {
        let date = meta.date.as_ref();
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Year => date.map(|date| format!("{:04}", date.year())),
            Self::Month => date.and_then(StatedDate::month).map(|month| format!("{month:02}")),
            Self::Day => date.and_then(StatedDate::day).map(|day| format!("{day:02}")),
            Self::Section => meta.section.as_deref().map(str::to_owned),
            Self::Slug => Some(slug(meta)),
        }
    }
}

/// What the file names itself or else its own name, which stays when the headline is mended.
fn slug(meta: &Meta) -> String {
    let name = meta.file.rsplit('/').next().unwrap_or_default();
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let own = meta.slug.as_deref().and_then(segment);
    own.or_else(|| segment(stem)).or_else(|| segment(&meta.title)).unwrap_or_else(|| "article".to_owned())
}

fn parts(mut text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    while let Some((before, rest)) = text.split_once('{') {
        let Some((name, after)) = rest.split_once('}') else { break };
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        parts.push(match name {
            "year" => Part::Year,
            "month" => Part::Month,
            "day" => Part::Day,
            "section" => Part::Section,
            "slug" => Part::Slug,
            other => Part::Text(other.to_owned()),
        });
        text = after;
    }
    if !text.is_empty() {
        parts.push(Part::Text(text.to_owned()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Archive, ArticleId};

    fn path(shape: &str, meta: Meta) -> String {
        let archive = Archive::from_iter([meta]);
        let shape = Permalink::new(shape);
        shape.file(&shape.path(archive.article(ArticleId(0))))
    }

    fn meta(date: &str) -> Meta {
        Meta {
            file: "2017/04/خبر-اليوم.md".into(),
            date: date.parse().ok(),
            section: Some("سياسة داخلية".into()),
            ..Meta::default()
        }
    }

    #[test]
    fn addresses_are_as_long_as_dates_are_precise() {
        let shape = "/{year}/{month}/{day}/{slug}/";
        assert_eq!(path(shape, meta("2017-04-27T10:00")), "2017/04/27/خبر-اليوم/index.html");
        assert_eq!(path(shape, meta("2017-04")), "2017/04/خبر-اليوم/index.html");
        assert_eq!(path(shape, meta("2017")), "2017/خبر-اليوم/index.html");
        assert_eq!(path(shape, meta("")), "undated/خبر-اليوم/index.html");
    }

    #[test]
    fn other_shapes() {
        assert_eq!(path("{section}/{slug}.html", meta("2017")), "سياسة-داخلية/خبر-اليوم.html");
        assert_eq!(path("/{year}-{month}/{slug}/", meta("2017-04-27")), "2017-04/خبر-اليوم/index.html");
        assert_eq!(path("/{year}-{month}/{slug}/", meta("2017")), "undated/خبر-اليوم/index.html");
        assert_eq!(path("/", meta("2017")), "خبر-اليوم/index.html");
        assert_eq!(path("/../{slug}", meta("")), "خبر-اليوم/index.html");
    }

    #[test]
    fn a_slug_of_its_own_is_made_safe() {
        let named = Meta { slug: Some("../../Etc".into()), ..meta("2017") };
        assert_eq!(path("/{year}/{slug}/", named), "2017/etc/index.html");
        let nameless = Meta { file: "؟.md".into(), ..meta("2017") };
        assert_eq!(path("/{slug}/", nameless), "article/index.html");
    }
}
