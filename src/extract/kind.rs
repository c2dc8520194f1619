//! Is the page an article? Fronts, lists, error pages and empty shells are not, whatever their markup claims.
//!
//! Refuses only on strong evidence: an article refused is worse than a list let in.

use super::Kind;

/// A teaser in a list of articles, headline and summary, has at most so many characters.
const TEASER: usize = 250;

/// A shorter text is a label or a line under a picture, in characters.
const STUB: usize = 150;
/// So many pictures are a gallery.
const GALLERY: usize = 5;
/// A text of so many characters is an article, whatever stands round them.
const ARTICLE: usize = 1500;

/// What a site puts before an article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wall {
    /// A request for consent to cookies.
    Consent,
    /// A request to pay or to register.
    Paid,
}

/// What the decision rests on.
#[derive(Debug, Default)]
pub(super) struct Signs<'s> {
    /// The body as plain text.
    pub text: &'s str,
    /// Characters on the whole page that are shown.
    pub page_chars: u32,
    /// Of these, in links.
    pub page_linked: u32,
    /// The headline.
    pub title: &'s str,
    /// `<title>`.
    pub document_title: &'s str,
    /// Does the markup name the page an error (`error404`, `not-found`)?
    pub named_error: bool,
    /// Does the page say that it is a collection, and nothing else?
    pub collection: bool,
    /// Headings that are links to other pages, in the page's main part.
    pub linked_headings: usize,
    /// Of these, what the body still holds.
    pub linked_in_body: usize,
    /// Pictures in the body.
    pub pictures: usize,
    /// Does the page describe a video, and no article?
    pub video: bool,
    /// What stands before the text.
    pub wall: Option<Wall>,
    /// The longest paragraph of the body, in characters.
    pub longest: usize,
    /// The page's address.
    pub url: Option<&'s str>,
    /// Does JSON-LD describe an article with a headline and a date?
    pub described: bool,
    /// How many headlines of other articles the page shows as links.
    pub headlines: usize,
    /// Characters in paragraphs of the body that read like prose.
    pub prose: usize,
    /// Does it have both a date and an author?
    pub signed: bool,
}

/// Decides.
pub(super) fn of(signs: &Signs<'_>) -> Kind {
    let other = |reason: &str| Kind::Other(reason.to_owned());
    let chars = signs.text.chars().count();
    // Behind a wall there may be a word or two of what the wall is for.
    if chars < STUB
        && let Some(wall) = signs.wall
    {
        return match wall {
            Wall::Consent if !signs.described && !signs.signed => other("cookie wall"),
            Wall::Paid if chars == 0 => other("paywall: no text"),
            Wall::Consent | Wall::Paid => Kind::Article,
        };
    }
    if signs.text.is_empty() && signs.title.is_empty() && signs.linked_headings == 0 {
        return other("empty page");
    }
    if is_error(signs) {
        return other("error page");
    }
    let linked = super::measure::share(signs.page_linked, signs.page_chars);
    if is_root(signs.url) && signs.headlines >= 8 && (signs.prose < 1500 || linked > 0.5) {
        return other("front page");
    }
    if signs.headlines >= 30 && signs.prose < 300 && linked > 0.55 && !signs.described && !signs.signed {
        return other("front or section page");
    }
    if is_list(signs) {
        return other("list of articles");
    }
    if chars < STUB && signs.pictures >= GALLERY {
        return other("picture gallery");
    }
    if chars < STUB && signs.video {
        return other("video page");
    }
    if signs.text.is_empty() && !signs.described {
        return other("no text");
    }
    Kind::Article
}

/// Does the address name a whole site?
fn is_root(url: Option<&str>) -> bool {
    let Some(url) = url.and_then(|url| url::Url::parse(url).ok()) else { return false };
    let path = url.path().trim_matches('/').to_ascii_lowercase();
    let is_language = path.len() == 2 || path.len() == 5 && path.as_bytes().get(2) == Some(&b'-');
    url.query().is_none()
        && (path.is_empty()
            || is_language
            || path.starts_with("index.") && !path.contains('/')
            || matches!(path.as_str(), "home" | "arabic" | "news"))
}

/// Headlines that lead elsewhere, and no paragraph worth the name.
fn is_list(signs: &Signs<'_>) -> bool {
    let least = if signs.collection { 4 } else { 8 };
    let teasers = signs.text.chars().count() < signs.linked_headings * TEASER;
    // What other articles' teasers leave of the page may be an article itself.
    let nothing_else = signs.text.chars().count() < ARTICLE || signs.linked_in_body >= least;
    signs.linked_headings >= least && teasers && nothing_else && signs.longest < 300 && !signs.described
}

/// A short page whose title is a status, or that is named an error.
fn is_error(signs: &Signs<'_>) -> bool {
    let says_so = says_error(signs.title) || says_error(signs.document_title) || signs.named_error;
    says_so && signs.prose < 600 && !signs.described && !signs.signed
}

fn says_error(title: &str) -> bool {
    let title = title.to_lowercase();
    let is_status = |word: &str| matches!(word, "404" | "403" | "500" | "502" | "503" | "٤٠٤");
    let is_error = |word: &str| ["error", "erreur", "fehler", "خطأ", "خطا", "שגיאה"].contains(&word);
    // `404 - the site`, `Error 404`; not `500 شخص في زلزال`, and not `خطأ طبي يودي بحياة 500 مريض`.
    let alone = title.split(['|', '-', '–', '—', ':', '·']).next().is_some_and(|part| is_status(part.trim()));
    let words: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let beside = words
        .windows(2)
        .any(|pair| is_error(pair[0]) && is_status(pair[1]) || is_status(pair[0]) && is_error(pair[1]));
    let status = alone || beside;
    let said = [
        "page not found",
        "access denied",
        "forbidden",
        "الصفحة غير موجودة",
        "الصفحة المطلوبة غير موجودة",
        "لم نعثر على",
        "just a moment",
        "attention required",
        "page introuvable",
        "صفحه یافت نشد",
        "הדף לא נמצא",
    ]
    .iter()
    .any(|phrase| title.contains(phrase));
    status && words.len() <= 8 || said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strong_signs_refuse_and_weak_ones_do_not() {
        let front = Signs {
            title: "أخبار",
            text: "خبر",
            url: Some("https://a.example/"),
            headlines: 40,
            ..Signs::default()
        };
        assert_eq!(of(&front), Kind::Other("front page".to_owned()));
        let missing =
            Signs { title: "404 - الصفحة غير موجودة", text: "عذرا", ..Signs::default() };
        assert_eq!(of(&missing), Kind::Other("error page".to_owned()));
        let article = Signs {
            title: "404 قتلى",
            text: "خبر قصير",
            url: Some("https://a.example/2020/x"),
            described: true,
            headlines: 60,
            prose: 200,
            page_chars: 100,
            page_linked: 90,
            ..Signs::default()
        };
        assert_eq!(of(&article), Kind::Article);
        assert_eq!(of(&Signs::default()), Kind::Other("empty page".to_owned()));
        let lost = Signs {
            title: "عفوا", text: "ابحث في الموقع", named_error: true, ..Signs::default()
        };
        assert_eq!(of(&lost), Kind::Other("error page".to_owned()));
        for (signs, reason) in [
            (Signs { wall: Some(Wall::Consent), ..Signs::default() }, "cookie wall"),
            (Signs { title: "خبر", wall: Some(Wall::Paid), ..Signs::default() }, "paywall: no text"),
            (Signs { title: "صور", text: "معرض", pictures: 9, ..Signs::default() }, "picture gallery"),
            (Signs { title: "مقطع", text: "وصف", video: true, ..Signs::default() }, "video page"),
        ] {
            assert_eq!(of(&signs), Kind::Other(reason.to_owned()));
        }
        for title in [
            "مقتل 500 شخص في زلزال",
            "500 شخص في قطار الوادي",
            "Fiat 500 im Test",
            "خطأ طبي يودي بحياة 500 مريض",
            "حصيلة القتلى: 500",
            "عدد المصابين - 500",
            "Medical error killed 500 patients",
            "Fehler bei Fiat: 500 Autos müssen zurück",
        ] {
            assert_eq!(of(&Signs { title, text: "خبر قصير.", ..Signs::default() }), Kind::Article, "{title}");
        }
        for title in ["404", "404 | أخبار المثال", "خطأ 404", "HTTP Error 500 - أخبار", "404 Error"]
        {
            let signs = Signs { title, text: "خبر قصير.", ..Signs::default() };
            assert_eq!(of(&signs), Kind::Other("error page".to_owned()), "{title}");
        }
        let index = Signs { url: Some("https://a.example/index.php/2014/x"), headlines: 40, ..article };
        assert_eq!(of(&index), Kind::Article);
        let list =
            Signs { title: "كتب", text: "خبر", linked_headings: 8, longest: 90, ..Signs::default() };
        assert_eq!(of(&list), Kind::Other("list of articles".to_owned()));
        assert_eq!(of(&Signs { longest: 500, ..list }), Kind::Article);
    }
}
