//! What tells an article from other pages: the signs that `kind.rs` judges, read off the page and its body.

use super::Scene;
use crate::arabic::ends_sentence;
use crate::extract::block::{Block, Inline};
use crate::extract::kind::{Signs, Wall};
use crate::extract::tree::Id;
use crate::extract::{Extraction, hide, names, plain};

impl Scene<'_, '_> {
    /// Gathers them; `blocks` is the body.
    pub(super) fn signs<'e>(&'e self, extraction: &'e Extraction, blocks: &[Block]) -> Signs<'e> {
        let paragraphs: Vec<usize> = blocks.iter().flat_map(prose).collect();
        let headlines =
            self.tree.elements("a").filter(|&id| (20..200).contains(&self.sizes[id].chars)).count();
        let kinds = &self.structured.kinds;
        let declared = |names: &[&str]| kinds.iter().any(|kind| names.contains(&kind.as_str()));
        Signs {
            text: &extraction.text,
            page_chars: self.sizes[0].chars,
            page_linked: self.sizes[0].linked,
            title: &extraction.article.title,
            document_title: &self.head.title,
            url: self.url(),
            described: self.is_described(),
            signed: extraction.article.date.is_some() && !extraction.article.authors.is_empty(),
            headlines,
            prose: paragraphs.iter().filter(|chars| **chars >= 40).sum(),
            longest: paragraphs.into_iter().max().unwrap_or(0),
            named_error: self.is_named_error(),
            collection: declared(&["CollectionPage", "SearchResultsPage"])
                || self.head.first(&["og:type"]).is_some_and(|(_, kind)| kind == "website"),
            linked_headings: self.linked_headings(),
            pictures: blocks.iter().filter(|block| matches!(block, Block::Figure { .. })).count(),
            video: declared(&["VideoObject"]) && !kinds.iter().any(|kind| kind.ends_with("Article")),
            wall: self.wall(),
            linked_in_body: blocks.iter().filter(|block| is_linked_heading(block)).count(),
        }
    }

    /// Headings in the page's main part that are links as a whole: those of other articles.
    fn linked_headings(&self) -> usize {
        let is_linked = |&id: &Id| {
            matches!(self.tree.tag(id), "h2" | "h3" | "h4")
                && self.sizes[id].linked >= 15
                && self.sizes[id].linked * 10 >= self.sizes[id].chars * 8
        };
        (1..self.tree.len())
            .filter(is_linked)
            .filter(|&id| !hide::is_in_furniture(self.tree, &self.hints, id, &["nav", "aside", "footer"]))
            .count()
    }

    /// Is the page, or its main part, named an error?
    fn is_named_error(&self) -> bool {
        let names =
            ["error404", "error-404", "error_404", "page-404", "page404", "not-found", "page-not-found"];
        let is_named = |id: Id| {
            let class = self.tree.attr(id, "class").unwrap_or_default();
            class.split_whitespace().any(|class| names.contains(&class.to_ascii_lowercase().as_str()))
        };
        (0..self.tree.len())
            .filter(|&id| matches!(self.tree.tag(id), "html" | "body" | "main" | "article" | "section"))
            .any(is_named)
    }

    /// What stands before the text, where it is named so and holds most of the page.
    fn wall(&self) -> Option<Wall> {
        let page = self.sizes[0].chars;
        let is_named = |id: Id, names: &[&str]| {
            let values = ["class", "id"].iter().filter_map(|name| self.tree.attr(id, name));
            values.flat_map(str::split_whitespace).any(|name| is_called(name, names))
        };
        let most = |names: &[&str]| {
            let holds = |id: Id| self.sizes[id].chars * 2 > page && self.sizes[id].chars > 0;
            (1..self.tree.len())
                .filter(|&id| self.tree.tag(id) != "body")
                .any(|id| holds(id) && is_named(id, names))
        };
        if most(&["cookie", "consent", "gdpr"]) {
            return Some(Wall::Consent);
        }
        (self.structured.paid || most(&["paywall", "subscribe"])).then_some(Wall::Paid)
    }

    /// Does the page describe itself as one article, with a date of publication?
    fn is_described(&self) -> bool {
        let by_story = self
            .structured
            .stories
            .iter()
            .any(|story| !story.headline.is_empty() && !story.published.is_empty());
        by_story || self.head.first(&["article:published_time"]).is_some()
    }
}

/// Does a class or id name one of these things? What says that a page has one, or that it is settled, names the page's state.
fn is_called(name: &str, things: &[&str]) -> bool {
    const STATES: [&str; 9] = ["has", "no", "not", "with", "without", "accepted", "closed", "disabled", "ok"];
    let lowered = names::lowered(name);
    let mut called = false;
    for word in names::words(name, &lowered) {
        if STATES.contains(&word) {
            return false;
        }
        called |= things.iter().any(|thing| word.starts_with(thing));
    }
    called
}

/// Characters of each paragraph, and of each list item that is a sentence.
fn prose(block: &Block) -> Vec<usize> {
    match block {
        Block::Paragraph(content) => vec![plain::inline_text(content).chars().count()],
        Block::List { items, .. } => {
            let is_sentence = |line: &&str| ends_sentence(line);
            let text: Vec<String> = items.iter().map(|item| plain::write(item)).collect();
            let lines = text.iter().flat_map(|text| text.lines());
            lines.filter(is_sentence).map(|line| line.chars().count()).collect()
        }
        _ => Vec::new(),
    }
}

fn is_linked_heading(block: &Block) -> bool {
    matches!(block, Block::Heading { content, .. } if matches!(content[..], [Inline::Link { .. }]))
}

#[cfg(test)]
mod tests {
    use super::is_called;

    #[test]
    fn a_wall_is_named_and_a_state_is_none() {
        let called = |name| is_called(name, &["cookie", "consent"]);
        assert!(
            ["cookie-wall", "CookieConsent", "site_consent", "siteConsent", "is-cookie"]
                .into_iter()
                .all(called)
        );
        assert!(!["has-cookie-banner", "no-cookies", "cookie-accepted", "page"].into_iter().any(called));
    }
}
