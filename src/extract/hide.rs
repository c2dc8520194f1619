//! What a reader of the page never sees as its text, or never as an article's: out before anything is measured.
//!
//! Marks subtrees in a [`Mask`]. Two strengths: what is out on every page, and what looks like furniture by its name,
//! which a second try without it may bring back.

use super::measure::Measures;
use super::names::{self, Hints};
use super::recent::Recent;
use super::tree::{Id, Mask, Tree};

/// Everything that is not shown: code, controls, hidden elements.
pub(super) fn invisible(tree: &Tree<'_>) -> Mask {
    let mut mask = Mask::new(tree);
    let mut at = 1;
    while at < tree.len() {
        if is_invisible(tree, at) {
            mask.drop(at);
            at = tree.end(at);
        } else {
            at += 1;
        }
    }
    mask
}

/// Only what is no text under any circumstances.
pub(super) fn code(tree: &Tree<'_>) -> Mask {
    let mut mask = Mask::new(tree);
    for id in 1..tree.len() {
        if matches!(
            tree.tag(id),
            "head" | "script" | "style" | "noscript" | "select" | "textarea" | "svg" | "button"
        ) {
            mask.drop(id);
        }
    }
    mask
}

fn is_invisible(tree: &Tree<'_>, id: Id) -> bool {
    let tag = tree.tag(id);
    match tag {
        "head"
        | "script"
        | "style"
        | "noscript"
        | "template"
        | "select"
        | "textarea"
        | "input"
        | "object"
        | "svg"
        | "canvas"
        | "dialog"
        | "button"
        | "datalist"
        // How a word is read stands above it, not in the line.
        | "rt"
        | "rp"
        | "math"
        | "amp-ad"
        | "amp-embed"
        | "amp-sidebar"
        | "amp-social-share"
        | "amp-sticky-ad"
        | "amp-consent"
        | "amp-user-notification" => true,
        "" | "html" | "body" | "main" | "article" => false,
        _ => {
            let shown = |name| tree.attr(id, name);
            (shown("hidden").is_some_and(|hidden| hidden != "until-found") && !is_streamed(shown("id")))
                || shown("style").is_some_and(hides)
                || (shown("aria-hidden") == Some("true")
                    // Hidden from readers who listen, until they subscribe; readers who see have it.
                    && tag != "p"
                    && !shown("class").unwrap_or_default().contains("fallback"))
                || shown("type") == Some("amp-mustache")
        }
    }
}

/// Parts that a server sent ahead and a script moves into place: hidden only until it has run.
fn is_streamed(id: Option<&str>) -> bool {
    id.and_then(|id| id.strip_prefix("S:")).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Does an inline style hide its element?
fn hides(style: &str) -> bool {
    let style: String =
        style.chars().take(2000).filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Prose of so many characters may be an article.
const ENOUGH: u32 = 500;

/// Adds the site's furniture by name: navigation, headers and footers, comments, lists of other articles.
pub(super) fn furniture(tree: &Tree<'_>, mask: &mut Mask, hints: &[Hints], sizes: &Measures) {
    let (whole, prose) = (sizes[0].chars, sizes[0].prose);
    // A large share of the page's prose is no furniture, but for readers' comments, and for asides to something.
    let is_aside = |id: Id| match tree.tag(id) {
        "aside" => prose - sizes[id].prose >= ENOUGH,
        "footer" => prose - sizes[id].prose >= ENOUGH / 4,
        _ => false,
    };
    let holds_body = |id: Id| sizes[id].prose * 2 > prose && !hints[id].any(Hints::COMMENTS) && !is_aside(id);
    let mut at = 1;
    while at < tree.len() {
        if mask.is_out(at)
            || (is_furniture(tree, at, hints[at])
                && (sizes[at].chars * 2 < whole || is_aside(at))
                && !holds_body(at))
        {
            mask.drop(at);
            at = tree.end(at);
        } else {
            at += 1;
        }
    }
}

const ROLES: [&str; 14] = [
    "navigation",
    "search",
    "banner",
    "contentinfo",
    "complementary",
    "dialog",
    "alertdialog",
    "alert",
    "menu",
    "menubar",
    "menuitem",
    "toolbar",
    "tablist",
    "tooltip",
];

fn is_furniture(tree: &Tree<'_>, id: Id, hints: Hints) -> bool {
    let tag = tree.tag(id);
    if matches!(
        tag,
        "" | "html"
            | "body"
            | "main"
            | "article"
            | "h1"
            | "p"
            | "a"
            | "b"
            | "i"
            | "em"
            | "strong"
            | "img"
            | "tbody"
            | "tr"
    ) {
        return false;
    }
    if matches!(tag, "nav" | "aside" | "menu")
        || tree.attr(id, "role").is_some_and(|role| ROLES.contains(&role))
    {
        return true;
    }
    if tag == "footer" {
        return true;
    }
    if hints.any(Hints::BODY_NAME) || tree.attr(id, "itemprop") == Some("articleBody") {
        return false;
    }
    if hints.any(Hints::COMMENTS.or(Hints::NAVIGATION)) {
        return true;
    }
    hints.any(Hints::RELATED.or(Hints::CLUTTER).or(Hints::UNLIKELY).or(Hints::TAGS))
        && !hints.any(Hints::BODY)
}

/// Does a node stand in a menu, in comments, in a list of other articles, or in an element of these `tags`?
pub(super) fn is_in_furniture(tree: &Tree<'_>, hints: &[Hints], id: Id, tags: &[&str]) -> bool {
    let bad = Hints::COMMENTS.or(Hints::RELATED).or(Hints::NAVIGATION);
    tree.ancestors(id).any(|ancestor| {
        let tag = tree.tag(ancestor);
        tags.contains(&tag)
            || hints[ancestor].any(bad) && !matches!(tag, "body" | "html" | "main" | "article")
    })
}

/// The hints of every element. Classes inside code name its colours, and a heading's id is made of its words.
pub(super) fn all_hints<'a>(tree: &Tree<'a>) -> Vec<Hints> {
    // Templates give one class to many elements.
    let mut classes: Recent<'a, Hints> = Recent::new(Hints::default());
    let mut code_end = 0;
    let mut of = |id| {
        let tag = tree.tag(id);
        if matches!(tag, "pre" | "code") {
            code_end = code_end.max(tree.end(id));
        }
        if tag.is_empty() || id < code_end {
            return Hints::default();
        }
        let class = tree.attr(id, "class").unwrap_or_default();
        let named = classes.get(class, |class| names::hints(Some(class), None));
        named.or(names::hints(None, tree.attr(id, "id").filter(|_| !names::is_heading(tag))))
    };
    (0..tree.len()).map(&mut of).collect()
}
