//! A web page to an [`Extraction`]: parse once, find the body, find the fields, clean, write.
//!
//! 1. Parse, lay out flat, mark what is not shown.
//! 2. Find the body's containers among what is left when furniture is out; the source's own selector goes first.
//! 3. Find headline, dates, byline, picture and the rest, which look at where the body is.
//! 4. Read the body's blocks, tidy them with what the fields say, write Markdown and plain text.
//! 5. Decide whether all this is an article.

mod fields;
mod signs;

use super::address::Base;
use super::block::Block;
use super::body::{self, Found};
use super::dom::Reader;
use super::field::{Offer, record};
use super::kept::Images;
use super::measure::{Measures, Page};
use super::meta::Head;
use super::names::Hints;
use super::recurring::Furniture;
use super::script_text;
use super::selectors::Rules;
use super::structured::{self, Structured};
use super::tree::{self, Id, Mask, Tree};
use super::{Extraction, TAKE_OUT, clean, hide, plain, tame};
use crate::config::SourceRules;
use crate::source::Capture;

/// A body shorter than this, in characters, is looked for a second time.
const SHORT: usize = 250;

/// Reads a decoded web page.
pub(super) fn read(
    text: &str,
    capture: &Capture,
    source: &SourceRules,
    furniture: &Furniture,
    images: &dyn Images,
) -> Extraction {
    if let Some(reason) = tame::refusal(text) {
        return Extraction::unreadable(&reason, TAKE_OUT);
    }
    let rules = Rules::compile(source).0;
    let html = if rules.select_anything() { tree::parse_for_selectors(text) } else { tree::parse(text) };
    let tree = Tree::new(&html);
    let mut extraction = Extraction { lost_words: html.lost_words, ..Extraction::default() };
    let mut scene = Scene::new(&tree, capture, (source, &rules), images);
    scene.learn(furniture, &mut extraction);
    let body = scene.body();
    scene.fill(&body, &mut extraction);
    extraction
}

/// A page laid out, with all that the fields are read from.
struct Scene<'s, 'a> {
    tree: &'s Tree<'a>,
    capture: &'s Capture,
    source: &'s SourceRules,
    rules: &'s Rules,
    images: &'s dyn Images,
    hints: Vec<Hints>,
    shown: Mask,
    sizes: Measures,
    head: Head,
    structured: Structured,
    base: Base,
    /// Texts that other pages of the site have too.
    recurring: Vec<Id>,
}

/// The body as found.
struct Body {
    nodes: Vec<Id>,
    rule: &'static str,
    blocks: Vec<Block>,
    /// The blocks as plain text.
    text: String,
    /// What else was offered for it: how long it is and how it begins.
    beaten: Vec<Offer>,
}

impl<'s, 'a> Scene<'s, 'a> {
    fn new(
        tree: &'s Tree<'a>,
        capture: &'s Capture,
        (source, rules): (&'s SourceRules, &'s Rules),
        images: &'s dyn Images,
    ) -> Self {
        let head = Head::read(tree);
        let structured = structured::read(tree);
        let base_href = tree.elements("base").find_map(|id| tree.attr(id, "href"));
        let page = capture.url.as_deref().or(head.canonical.as_deref());
        let page = page.or_else(|| head.first(&["og:url"]).map(|(_, url)| url));
        let base = Base::new(page, base_href);
        let mut shown = hide::invisible(tree);
        rules.drop(tree, &mut shown);
        let sizes = Measures::new(tree, &shown);
        Self {
            tree,
            capture,
            source,
            rules,
            images,
            hints: hide::all_hints(tree),
            shown,
            sizes,
            head,
            structured,
            base,
            recurring: Vec::new(),
        }
    }

    /// Takes over what is known of the site, unless that would be most of what the page says.
    fn learn(&mut self, furniture: &Furniture, extraction: &mut Extraction) {
        let texts = furniture.in_page(self.capture, &self.head, self.tree, &self.shown);
        let chars: u32 = texts.iter().map(|&id| self.sizes[id].chars).sum();
        if texts.is_empty() || chars * 2 > self.sizes[0].chars {
            return;
        }
        let value = format!("texts that other pages of the site have too: {}", texts.len());
        record("furniture", vec![Offer { value, rule: "recurring" }], &mut extraction.evidence);
        self.recurring = texts;
    }

    fn body(&self) -> Body {
        let selected = outermost(self.tree, self.rules.select("body", self.tree));
        if !selected.is_empty() {
            let found = Found::by("selector", selected);
            return self.read_found(&self.shown, &Measures::new(self.tree, &self.shown), found);
        }
        let mut own = self.shown.clone();
        self.recurring.iter().for_each(|&id| own.drop(id));
        let mut mask = own.clone();
        hide::furniture(self.tree, &mut mask, &self.hints, &self.sizes);
        let mut body = self.read_body(&mask);
        if body.size() < SHORT {
            // Names may have misled: look again with nothing taken out for its name alone.
            let again = self.read_body(&own);
            if again.size() > 2 * body.size() {
                body = again.over(&body);
            }
        }
        if body.size() < SHORT {
            // Pages that a script unveils hide everything until it has run.
            let again = self.read_body(&hide::code(self.tree));
            if again.size() > 3 * body.size() + SHORT {
                body = again.over(&body);
            }
        }
        self.declared_body(body)
    }

    /// The body that the page holds for machines, where it shows much less of it: in JSON-LD, else inside a script.
    fn declared_body(&self, body: Body) -> Body {
        let shown = body.size();
        let declared = self.structured.stories.iter().map(|story| story.body.as_str());
        let declared = declared.max_by_key(|body| body.len()).unwrap_or_default();
        if declared.chars().count() >= SHORT && shown * 2 <= declared.chars().count() {
            return self.body_of(&as_html(declared), "json-ld articleBody", body);
        }
        let in_script = if shown < SHORT { script_text::longest_article(self.tree) } else { None };
        match in_script {
            Some(html) => self.body_of(&html, "script", body),
            None => body,
        }
    }

    /// The body that a piece of HTML holds, if that is much more than `body` has.
    fn body_of(&self, html: &str, rule: &'static str, body: Body) -> Body {
        if tame::refusal(html).is_some() {
            return body;
        }
        let html = tree::parse(html);
        let tree = Tree::new(&html);
        let mask = hide::invisible(&tree);
        let blocks = Reader::new(&tree, &mask, &self.base).read(0);
        let held = Body::new(body.nodes.clone(), rule, blocks);
        if held.size() > 2 * body.size() { held.over(&body) } else { body }
    }

    fn read_body(&self, mask: &Mask) -> Body {
        let measures = Measures::new(self.tree, mask);
        let page = Page { tree: self.tree, mask, measures: &measures, hints: &self.hints };
        match body::find(&page) {
            Some(found) => self.read_found(mask, &measures, found),
            None => Body::new(Vec::new(), "", Vec::new()),
        }
    }

    fn read_found(&self, mask: &Mask, measures: &Measures, found: Found) -> Body {
        let page = Page { tree: self.tree, mask, measures, hints: &self.hints };
        let clean = clean::inside(&page, &found.nodes);
        let reader = Reader::new(self.tree, &clean, &self.base);
        let blocks = found.nodes.iter().flat_map(|&node| reader.read(node)).collect();
        let beaten = found.beaten.iter().map(|&(id, rule)| {
            let words = self.tree.words(id, &clean, 4 * SHOWN);
            offer(measures[id].chars as usize, &words, rule)
        });
        Body { beaten: beaten.collect(), ..Body::new(found.nodes, found.rule, blocks) }
    }
}

impl Body {
    fn new(nodes: Vec<Id>, rule: &'static str, blocks: Vec<Block>) -> Self {
        Self { text: plain::write(&blocks), nodes, rule, blocks, beaten: Vec::new() }
    }

    /// In characters.
    fn size(&self) -> usize {
        self.text.chars().count()
    }

    /// This one, which won over `other`.
    fn over(mut self, other: &Self) -> Self {
        if !other.rule.is_empty() {
            self.beaten.push(other.offer());
        }
        self.beaten.extend(other.beaten.iter().cloned());
        self
    }

    /// The body as `--explain` shows it.
    fn offer(&self) -> Offer {
        offer(self.size(), &self.text, self.rule)
    }
}

/// Of a body so many characters are shown.
const SHOWN: usize = 80;

fn offer(chars: usize, words: &str, rule: &'static str) -> Offer {
    let start: String = words.chars().take(SHOWN).collect();
    Offer { value: format!("{chars} characters: {start}"), rule }
}

/// What JSON-LD has for a text as HTML: it may be plain text, HTML, or HTML that was escaped once more.
pub(super) fn as_html(declared: &str) -> String {
    if structured::has_tags(declared) {
        return declared.to_owned();
    }
    if declared.contains("&lt;") && tame::refusal(declared).is_none() {
        let html = tree::parse(declared);
        let tree = Tree::new(&html);
        let unescaped: String = tree.texts(0, &Mask::new(&tree)).collect();
        if structured::has_tags(&unescaped) {
            return unescaped;
        }
    }
    declared.replace('\n', "<br><br>")
}

/// Nodes that are not inside another of them.
fn outermost(tree: &Tree<'_>, nodes: Vec<Id>) -> Vec<Id> {
    let mut kept: Vec<Id> = Vec::new();
    for id in nodes {
        if kept.last().is_none_or(|&last| !tree.is_within(id, last)) {
            kept.push(id);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
