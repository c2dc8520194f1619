//! A web page to an [`Extraction`]: parse once, find the body, find the fields, clean, write.
//!
//! 1. Parse, lay out flat, mark what is not shown.
//! 2. Find the body's containers among what is left when furniture is out; the source's own selector goes first.
//! 3. Find headline, dates, byline, picture and the rest, which look at where the body is.
//! 4. Read the body's blocks, tidy them with what the fields say, write Markdown and plain text.
//! 5. Decide whether all this is an article.

use super::address::Base;
use super::block::Block;
use super::body::{self, Found, Page};
use super::dom::Reader;
use super::field::{Offer, Offers, record};
use super::headline;
use super::kind::{self, Signs};
use super::measure::Measures;
use super::meta::Head;
use super::names::Hints;
use super::selectors::Rules;
use super::structured::{self, Structured};
use super::tree::{self, Id, Mask, Tree};
use super::{
    Evidence, Extraction, Kind, byline, clean, dates, facts, hide, language, lead, markdown, picture, plain,
    related, tame, tidy,
};
use crate::article::{Article, Image, Source};
use crate::config::SourceRules;
use crate::date;
use crate::source::Capture;

/// A body shorter than this, in characters, is looked for a second time.
const SHORT: usize = 250;

/// Reads a decoded web page.
pub(super) fn read(text: &str, capture: &Capture, source: &SourceRules) -> Extraction {
    if let Some(reason) = tame::refusal(text) {
        return Extraction { kind: Kind::Unreadable(reason), ..Extraction::default() };
    }
    let html = tree::parse(text);
    let tree = Tree::new(&html);
    let mut extraction = Extraction::default();
    let rules = Rules::compile(source).0;
    let scene = Scene::new(&tree, capture, source, &rules);
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
    hints: Vec<Hints>,
    shown: Mask,
    sizes: Measures,
    head: Head,
    structured: Structured,
    base: Base,
}

/// The body as found.
struct Body {
    nodes: Vec<Id>,
    rule: &'static str,
    blocks: Vec<Block>,
}

impl<'s, 'a> Scene<'s, 'a> {
    fn new(tree: &'s Tree<'a>, capture: &'s Capture, source: &'s SourceRules, rules: &'s Rules) -> Self {
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
            hints: hide::all_hints(tree),
            shown,
            sizes,
            head,
            structured,
            base,
        }
    }

    fn body(&self) -> Body {
        let selected = outermost(self.tree, self.rules.select("body", self.tree));
        if !selected.is_empty() {
            let found = Found { nodes: selected, rule: "selector" };
            return self.read_found(&self.shown, &Measures::new(self.tree, &self.shown), found);
        }
        let mut mask = self.shown.clone();
        hide::furniture(self.tree, &mut mask, &self.hints, &self.sizes);
        let mut body = self.read_body(&mask);
        if size(&body.blocks) < SHORT {
            // Names may have misled: look again with nothing taken out for its name alone.
            let again = self.read_body(&self.shown);
            if size(&again.blocks) > 2 * size(&body.blocks) {
                body = again;
            }
        }
        if size(&body.blocks) < SHORT {
            // Pages that a script unveils hide everything until it has run.
            let again = self.read_body(&hide::code(self.tree));
            if size(&again.blocks) > 3 * size(&body.blocks) + SHORT {
                body = again;
            }
        }
        self.declared_body(body)
    }

    /// The body that JSON-LD holds, where the page shows much less of it.
    fn declared_body(&self, body: Body) -> Body {
        let declared = self
            .structured
            .stories
            .iter()
            .map(|story| story.body.as_str())
            .max_by_key(|body| body.len())
            .unwrap_or_default();
        if declared.chars().count() < SHORT || size(&body.blocks) * 2 > declared.chars().count() {
            return body;
        }
        let html = declared.contains("</") || declared.contains("<p") || declared.contains("<br");
        let marked = if html { declared.to_owned() } else { declared.replace('\n', "<br><br>") };
        let html = tree::parse(&marked);
        let tree = Tree::new(&html);
        let mask = hide::invisible(&tree);
        let blocks = Reader::new(&tree, &mask, &self.base).read(0);
        Body { nodes: body.nodes, rule: "json-ld articleBody", blocks }
    }

    fn read_body(&self, mask: &Mask) -> Body {
        let measures = Measures::new(self.tree, mask);
        let page = Page { tree: self.tree, mask, measures: &measures, hints: &self.hints };
        match body::find(&page) {
            Some(found) => self.read_found(mask, &measures, found),
            None => Body { nodes: Vec::new(), rule: "", blocks: Vec::new() },
        }
    }

    fn read_found(&self, mask: &Mask, measures: &Measures, found: Found) -> Body {
        let page = Page { tree: self.tree, mask, measures, hints: &self.hints };
        let clean = clean::inside(&page, &found.nodes);
        let reader = Reader::new(self.tree, &clean, &self.base);
        let blocks = found.nodes.iter().flat_map(|&node| reader.read(node)).collect();
        Body { nodes: found.nodes, rule: found.rule, blocks }
    }

    /// Reads every field and writes the body.
    fn fill(&self, body: &Body, extraction: &mut Extraction) {
        let evidence = &mut extraction.evidence;
        let sites = facts::site_names(&self.head, &self.structured, &self.base, self.source);
        let (offers, places) = headline::offers(
            self.tree,
            &self.shown,
            &self.hints,
            &self.head,
            &self.structured,
            self.rules,
            &body.nodes,
            self.url(),
        );
        let title = record("title", super::title::choose(&offers, &sites), evidence).unwrap_or_default();
        let headline = headline::element(&places, &title);
        let facts = facts::Facts {
            tree: self.tree,
            shown: &self.shown,
            head: &self.head,
            structured: &self.structured,
            rules: self.rules,
        };
        let article = &mut extraction.article;
        article.lang = self.language(&title, body, evidence);
        (article.date, article.updated) = self.dates(article.lang.clone(), headline, body, evidence);
        article.section = facts.section(evidence);
        let not_people: Vec<String> =
            sites.into_iter().chain(article.section.clone()).chain([title.clone()]).collect();
        let byline = self.byline(headline, body, &not_people, evidence);
        article.image = self.picture(headline, body, evidence);
        article.tags = facts.tags(evidence);
        article.summary = facts.summary(evidence);
        article.source = Source {
            name: facts::site(&self.head, &self.structured, self.source, &title, evidence),
            url: self
                .capture
                .url
                .clone()
                .or_else(|| self.head.canonical.as_deref().and_then(|href| self.base.link(href))),
        };
        let selected = self.rules.select("related", self.tree);
        article.related = related::find(self.tree, &self.shown, &self.hints, &self.base, &selected);
        (article.title, article.authors, article.agency) = (title, byline.authors, byline.agency);
        let blocks = self.tidied(article, headline, body);
        article.body = markdown::write(&blocks);
        extraction.text = plain::write(&blocks);
        let start: String = extraction.text.chars().take(80).collect();
        record("body", vec![Offer { value: start, rule: body.rule }], evidence);
        extraction.kind = kind::of(&self.signs(extraction, &blocks));
    }

    fn language(&self, title: &str, body: &Body, evidence: &mut Vec<Evidence>) -> Option<String> {
        let declared = facts::declared_languages(&self.head, &self.structured, self.source);
        let declared: Vec<&str> = declared.iter().map(String::as_str).collect();
        let (lang, rule) = language::of(&format!("{title}\n{}", plain::write(&body.blocks)), &declared)?;
        record("lang", vec![Offer { value: lang, rule }], evidence)
    }

    fn dates(
        &self,
        lang: Option<String>,
        headline: Option<Id>,
        body: &Body,
        evidence: &mut Vec<Evidence>,
    ) -> (Option<date::StatedDate>, Option<date::StatedDate>) {
        let date_hints =
            date::Hints { lang, captured: self.capture.captured, day_order: self.source.day_order };
        let place = dates::Place {
            tree: self.tree,
            shown: &self.shown,
            hints: &self.hints,
            head: &self.head,
            structured: &self.structured,
            body: &body.nodes,
            headline,
            selected: &self.rules.select("date", self.tree),
            url: self.url(),
            date_hints: &date_hints,
            rules: self.source,
        };
        dates::find(&place, evidence)
    }

    fn byline(
        &self,
        headline: Option<Id>,
        body: &Body,
        not_people: &[String],
        evidence: &mut Vec<Evidence>,
    ) -> byline::Byline {
        let mut offers = Offers::default();
        for id in self.rules.select("author", self.tree) {
            offers.add("selector", self.tree.joined(id, &self.shown, 300));
        }
        let around: Vec<Id> = headline.into_iter().chain(body.nodes.iter().copied()).collect();
        let found =
            byline::offers(self.tree, &self.shown, &self.hints, &self.head, &self.structured, &around);
        found.iter().for_each(|offer| offers.add(offer.rule, &offer.value));
        byline::find(&offers, not_people, evidence)
    }

    fn picture(&self, headline: Option<Id>, body: &Body, evidence: &mut Vec<Evidence>) -> Option<Image> {
        let place = picture::Place {
            tree: self.tree,
            shown: &self.shown,
            head: &self.head,
            structured: &self.structured,
            base: &self.base,
            headline,
            body: &body.nodes,
            selected: (&self.rules.select("image", self.tree), &self.rules.select("caption", self.tree)),
        };
        picture::find(&place, evidence)
    }

    /// The body's blocks with the standfirst before them, tidied with what the article's fields say.
    fn tidied(&self, article: &Article, headline: Option<Id>, body: &Body) -> Vec<Block> {
        let described: Vec<String> = article.summary.iter().cloned().chain(self.descriptions()).collect();
        let place = lead::Place {
            tree: self.tree,
            shown: &self.shown,
            hints: &self.hints,
            headline,
            body: &body.nodes,
            described: &described,
        };
        // A source's own rule says exactly what the body is.
        let mut blocks = if body.rule == "selector" { Vec::new() } else { lead::find(&place, &body.blocks) };
        blocks.extend(body.blocks.iter().cloned());
        let others: Vec<&str> =
            [&article.section, &article.agency].into_iter().flatten().map(String::as_str).collect();
        let known = tidy::Known::new(&self.rules.drop_lines, &article.title, &article.authors, &others);
        tidy::tidy(blocks, &known, article.image.as_ref().and_then(|image| image.src.as_deref()))
    }

    fn descriptions(&self) -> impl Iterator<Item = String> + '_ {
        let metas = ["description", "og:description", "twitter:description"]
            .into_iter()
            .flat_map(|key| self.head.all(key));
        metas.map(str::to_owned).chain(self.structured.stories.iter().map(|story| story.description.clone()))
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

    fn url(&self) -> Option<&str> {
        self.capture.url.as_deref().or(self.head.canonical.as_deref())
    }

    fn signs<'e>(&'e self, extraction: &'e Extraction, blocks: &[Block]) -> Signs<'e> {
        let prose = blocks.iter().map(|block| match block {
            Block::Paragraph(content) => plain::inline_text(content).chars().count(),
            _ => 0,
        });
        let headlines =
            self.tree.elements("a").filter(|&id| (20..200).contains(&self.sizes.chars[id])).count();
        Signs {
            text: &extraction.text,
            page_chars: self.sizes.chars[0],
            page_linked: self.sizes.linked[0],
            title: &extraction.article.title,
            url: self.url(),
            described: self.is_described(),
            headlines,
            prose: prose.filter(|chars| *chars >= 40).sum(),
        }
    }
}

fn size(blocks: &[Block]) -> usize {
    plain::write(blocks).chars().count()
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
