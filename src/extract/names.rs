//! What element names, classes and ids say: weak evidence, never more, of what an element is for.
//!
//! Technical words only, as authors of templates in every country write them; no words of any readers' language.

use rustc_hash::FxHashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// Evidence in an element's `class` and `id`, as a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hints(u16);

impl Hints {
    /// Likely the text of an article.
    pub const BODY: Self = Self(1);
    /// Likely not.
    pub const UNLIKELY: Self = Self(1 << 1);
    /// Readers' comments.
    pub const COMMENTS: Self = Self(1 << 2);
    /// Share bars, newsletter boxes, advertisements, teasers: what stands inside a body and is none of it.
    pub const CLUTTER: Self = Self(1 << 3);
    /// An image's caption or credit.
    pub const CAPTION: Self = Self(1 << 4);
    /// Author, date and the like.
    pub const META: Self = Self(1 << 5);
    /// Not shown.
    pub const HIDDEN: Self = Self(1 << 6);
    /// Other articles.
    pub const RELATED: Self = Self(1 << 7);
    /// A standfirst or summary.
    pub const SUMMARY: Self = Self(1 << 8);
    /// Tags.
    pub const TAGS: Self = Self(1 << 9);
    /// Menus, breadcrumbs, header and footer of the site.
    pub const NAVIGATION: Self = Self(1 << 10);
    /// Exactly what many templates call the body.
    pub const BODY_NAME: Self = Self(1 << 11);
    /// Other articles that are popular or new, whatever this one is about.
    pub const POPULAR: Self = Self(1 << 12);

    /// Is any bit of `other` set?
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// This set without the bits of `other`.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both sets.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Reads `class` and `id`.
pub(super) fn hints(class: Option<&str>, id: Option<&str>) -> Hints {
    let mut found = Hints::default();
    let id = id.filter(|id| !is_slug(id));
    for value in [class, id].into_iter().flatten() {
        // Long lists of classes are styling systems; their words come late and mean little.
        for name in value.split_ascii_whitespace().filter(|name| names_something(name)).take(24) {
            if is_body_name(name) {
                found = found.or(Hints::BODY).or(Hints::BODY_NAME);
            }
            if is_hidden_name(name) && !value.contains(':') {
                found = found.or(Hints::HIDDEN);
            }
            let lowered = lowered(name);
            let mut previous = "";
            for word in words(name, &lowered) {
                // Page builders call every part of a page a widget; only a leading word says that it is one.
                if word == "widget" && previous.is_empty() {
                    found = found.or(Hints::CLUTTER);
                }
                let ends_article =
                    word == "footer" && matches!(previous, "post" | "entry" | "article" | "story");
                found = found.or(if ends_article { Hints::META } else { of_word(word) });
                if !previous.is_empty() {
                    found = found.or(of_pair(previous, word));
                }
                previous = word;
            }
        }
    }
    found
}

/// Is an id made of a heading's words (`how-popular-are-they-now`)?
fn is_slug(id: &str) -> bool {
    id.split(['-', '_']).filter(|word| !word.is_empty()).count() >= 6
}

/// Names of styles (`md:flex`, `w-[12px]`) and of states (`has-sidebar`) say nothing of what an element is.
fn names_something(name: &str) -> bool {
    !name.bytes().any(|byte| matches!(byte, b':' | b'['))
        && !["has-", "with-", "no-", "not-"].iter().any(|state| name.starts_with(state))
}

/// Does a class hide what has it? `box--hidden` does, `column--sm--hide` only on small screens.
fn is_hidden_name(name: &str) -> bool {
    let dashes = name.as_bytes().windows(2).position(|pair| pair == b"--");
    HIDDEN_NAMES.contains(&dashes.map_or(name, |at| &name[at + 2..]))
}

/// Classes that the common style sheets hide elements by.
const HIDDEN_NAMES: [&str; 14] = [
    "hidden",
    "hide",
    "d-none",
    "is-hidden",
    "visually-hidden",
    "visuallyhidden",
    "sr-only",
    "screen-reader-text",
    "screen-reader-only",
    "u-hidden",
    "element-invisible",
    "noprint",
    "u-visually-hidden",
    "a11y-hidden",
];

/// Of a name so many bytes are looked at.
const NAME: usize = 80;

/// The beginning of a name in lower case.
pub(super) fn lowered(name: &str) -> [u8; NAME] {
    let mut lowered = [0; NAME];
    let length = name.len().min(NAME);
    lowered[..length].copy_from_slice(&name.as_bytes()[..length]);
    lowered.make_ascii_lowercase();
    lowered
}

/// The words of `article-body`, `articleBody`, `article_body2`: lower case, without digits.
pub(super) fn words<'l>(name: &str, lowered: &'l [u8; NAME]) -> impl Iterator<Item = &'l str> {
    let is_letter = |at: usize| lowered.get(at).is_some_and(u8::is_ascii_alphabetic);
    let is_capital = |at: usize| name.as_bytes()[at].is_ascii_uppercase();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < NAME && !is_letter(at) {
            at += 1;
        }
        let start = at;
        while is_letter(at) && (at == start || !is_capital(at) || is_capital(at - 1)) {
            at += 1;
        }
        std::str::from_utf8(&lowered[start..at]).ok().filter(|word| !word.is_empty())
    })
}

/// Is this, without what is no letter or digit, one of [`BODY_NAMES`]?
fn is_body_name(name: &str) -> bool {
    let mut whole = [0; *BODY_LENGTHS.end()];
    let mut length = 0;
    for letter in name.bytes().filter(u8::is_ascii_alphanumeric) {
        let Some(place) = whole.get_mut(length) else { return false };
        *place = letter.to_ascii_lowercase();
        length += 1;
    }
    let named = |whole: &str| BODY_NAMES.binary_search(&whole).is_ok();
    length >= *BODY_LENGTHS.start() && std::str::from_utf8(&whole[..length]).is_ok_and(named)
}

/// How long the names of [`BODY_NAMES`] are: most names are not.
const BODY_LENGTHS: RangeInclusive<usize> = 8..=18;

/// Whole names, without their hyphens, that templates give to the element around the body. Sorted.
const BODY_NAMES: [&str; 47] = [
    "articlebody",
    "articlebodycontent",
    "articlebodytext",
    "articlecontent",
    "articlecontents",
    "articlemain",
    "articlemaincontent",
    "articletext",
    "blogcontent",
    "bodycontent",
    "bodytext",
    "contentarticle",
    "contentbody",
    "contentnews",
    "contenttext",
    "detailbody",
    "detailcontent",
    "detailtext",
    "echodetail",
    "entrybody",
    "entrycontent",
    "entrytext",
    "fulltext",
    "itemfulltext",
    "mainarticlecontent",
    "newsbody",
    "newscontent",
    "newsdetail",
    "newsdetails",
    "newstext",
    "pagecontent",
    "postbody",
    "postcontent",
    "postentry",
    "postscontent",
    "posttext",
    "richtext",
    "singlecontent",
    "singlepostcontent",
    "storybody",
    "storybodytext",
    "storycontent",
    "storytext",
    "tdpostcontent",
    "textcontent",
    "textolarge",
    "thecontent",
];

/// Words and what they say.
const WORDS: [(Hints, &str); 12] = [
    (
        Hints::BODY,
        "article artikel articulo body content contents entry main post story text texte texto blog news page \
        hentry prose detail details",
    ),
    (
        Hints::COMMENTS,
        "comment comments commentlist disqus respond replies livefyre kommentare commentaires comentarios \
        commento facebook",
    ),
    (
        Hints::CLUTTER,
        "share sharing sharebar social socials sociable addthis addtoany sharethis sharedaddy sharer \
        newsletter subscribe subscription signup optin ad ads adv advert advertisement adsbygoogle \
        advertising banner sponsor sponsored promo promotion promoted donate donation cta toolbar tools \
        buttons button rating ratings vote popup modal overlay cookie cookies consent gdpr player gallery \
        carousel slider slideshow swiper poll quiz survey login register feedback teasers taboola outbrain \
        plista shopping affiliate shoutbox bookmark bookmarks likes whatsapp telegram tooltip rollover \
        popover hovercard flyout signin",
    ),
    (
        Hints::RELATED,
        "related recommend recommended recommendation recommendations recirc recirculation similar readmore \
        morefrom also suggested suggestions outbound upnext jp yarpp crp rp",
    ),
    (Hints::RELATED.or(Hints::POPULAR), "popular trending latest"),
    (Hints::CAPTION, "caption captions figcaption credit credits photographer legend legende copyright"),
    (
        Hints::META,
        "byline author authors dateline date timestamp time published meta metadata postmeta autor entrymeta \
        bio dateinfo publish infos hits views reading updated",
    ),
    // Of another article, or of this one between headline and text.
    (Hints::CLUTTER.or(Hints::SUMMARY), "teaser"),
    (
        Hints::SUMMARY,
        "summary lead lede standfirst intro chapo chapeau excerpt abstract subtitle subheadline deck dek \
        kicker teasertext rotitr lid",
    ),
    (Hints::TAGS, "tag tags taglist keywords topics categories tagcloud hashtags tagged"),
    (
        Hints::NAVIGATION,
        "nav navigation navbar menu menus breadcrumb breadcrumbs crumbs footer masthead pagination pager \
        paging pagenav topbar skip skiplink toc sitemap",
    ),
    (
        Hints::UNLIKELY,
        "sidebar aside rail header foot combx community legends remark rss search supplemental sb disclaimer \
        form archives",
    ),
];

static BY_WORD: LazyLock<FxHashMap<&'static str, Hints>> = LazyLock::new(|| {
    let of =
        |(hints, words): (Hints, &'static str)| words.split_ascii_whitespace().map(move |word| (word, hints));
    WORDS.into_iter().flat_map(of).collect()
});

fn of_word(word: &str) -> Hints {
    BY_WORD.get(word).copied().unwrap_or_default()
}

fn of_pair(first: &str, second: &str) -> Hints {
    match (first, second) {
        ("read", "more" | "also" | "next")
        | ("see" | "more", "also" | "from" | "news" | "stories" | "articles" | "on" | "in")
        | ("you", "may" | "might")
        | ("editors" | "editor", "picks" | "pick")
        | ("up", "next")
        | ("other", "news" | "articles" | "stories")
        | ("article" | "post", "nav" | "navigation")
        | ("inline", "link" | "links") => Hints::RELATED,
        ("most", _) => Hints::RELATED.or(Hints::POPULAR),
        ("registration" | "register" | "access" | "reg" | "pay" | "login", "wall")
        | ("author", "box" | "bio" | "info" | "card" | "profile")
        | ("about", "author")
        | ("sign", "up" | "in")
        | ("call", "to" | "action")
        | ("mailing", "list")
        | ("mail", "chimp")
        | ("mc", "embed")
        | ("follow", "us")
        | ("app", "download") => Hints::CLUTTER,
        ("post" | "entry" | "article", "meta" | "info") => Hints::META,
        ("skip", "to" | "link") | ("prev" | "previous", "next") | ("next", "prev" | "previous") => {
            Hints::NAVIGATION
        }
        _ => Hints::default(),
    }
}

/// Is this an element that stands on lines of its own?
pub(super) fn is_block(tag: &str) -> bool {
    match tag.len() {
        ..=8 => BLOCKS.contains(&key(tag)),
        _ => matches!(tag, "blockquote" | "figcaption" | "amp-accordion"),
    }
}

/// Is this a heading?
pub(super) fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The names of blocks of up to eight letters, each as a number: asked of every element, many times.
const BLOCKS: [u64; 45] = [
    key("address"),
    key("article"),
    key("aside"),
    key("body"),
    key("center"),
    key("dd"),
    key("details"),
    key("dialog"),
    key("dir"),
    key("div"),
    key("dl"),
    key("dt"),
    key("fieldset"),
    key("figure"),
    key("footer"),
    key("form"),
    key("h1"),
    key("h2"),
    key("h3"),
    key("h4"),
    key("h5"),
    key("h6"),
    key("header"),
    key("hgroup"),
    key("hr"),
    key("html"),
    key("li"),
    key("main"),
    key("menu"),
    key("nav"),
    key("ol"),
    key("p"),
    key("pre"),
    key("section"),
    key("summary"),
    key("table"),
    key("tbody"),
    key("td"),
    key("tfoot"),
    key("th"),
    key("thead"),
    key("tr"),
    key("caption"),
    key("ul"),
    key("search"),
];

/// A name of up to eight letters as a number.
const fn key(name: &str) -> u64 {
    let (bytes, mut key, mut at) = (name.as_bytes(), 0, 0);
    while at < bytes.len() {
        key = key << 8 | bytes[at] as u64;
        at += 1;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_words() {
        assert!(hints(Some("share-bar"), None).any(Hints::CLUTTER));
        assert!(hints(Some("ShareBar clearfix"), None).any(Hints::CLUTTER));
        assert!(!hints(Some("shareholder-news"), None).any(Hints::CLUTTER));
        assert!(hints(None, Some("articleBody")).any(Hints::BODY_NAME));
        assert!(hints(Some("read-also"), None).any(Hints::RELATED));
        assert_eq!(hints(Some("css-1x2y3z"), None), Hints::default());
        assert!(hints(Some("notice--hidden"), None).any(Hints::HIDDEN));
        assert!(!hints(Some("column--small--hide"), None).any(Hints::HIDDEN));
        assert!(!hints(None, Some("1-how-popular-are-the-new-trains")).any(Hints::RELATED));
    }

    #[test]
    fn whole_names_are_sorted() {
        assert!(BODY_NAMES.is_sorted());
        assert!(BODY_NAMES.iter().all(|name| BODY_LENGTHS.contains(&name.len())));
    }
}
