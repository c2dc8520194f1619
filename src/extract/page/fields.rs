//! The second half of a page: every field read, the body tidied and written.
//!
//! Each field's rules are in a room of its own; this file gives each what it needs and puts the answers into the article.

use super::{Body, Scene};
use crate::article::{Article, Image, Related, Source};
use crate::date;
use crate::extract::block::{Block, Inline};
use crate::extract::field::{Offer, Offers, record};
use crate::extract::kind;
use crate::extract::surroundings::Surroundings;
use crate::extract::tree::Id;
use crate::extract::{
    Evidence, Extraction, byline, dates, dump, facts, headline, kept, language, lead, markdown, picture,
    plain, related, tidy, title,
};

/// What stands between headline and body is a standfirst up to this length, in characters; more of it is text.
const STANDFIRST: usize = 600;

/// The article's text as readers of the page see it.
struct Text {
    /// Standfirst and body.
    whole: Vec<Block>,
    /// How many blocks at the beginning are the standfirst.
    standfirst: usize,
}

impl Text {
    fn body(&self) -> &[Block] {
        &self.whole[self.standfirst..]
    }

    fn standfirst_words(&self) -> Option<String> {
        let words = plain::write(&self.whole[..self.standfirst]).replace('\n', " ");
        Some(words).filter(|words| !words.is_empty())
    }
}

impl<'a> Scene<'_, 'a> {
    /// Reads every field and writes the body.
    pub(super) fn fill(&self, body: &Body, extraction: &mut Extraction) {
        let evidence = &mut extraction.evidence;
        let at_home = self.surroundings(None, body, "").names_at_home(&self.base, &self.head.title);
        let sites = facts::site_names(&self.head, &self.structured, &self.base, self.source);
        let all_names: Vec<String> = sites.iter().cloned().chain(at_home).collect();
        let (title, headline) = self.headline(body, &all_names, evidence);
        let surroundings = self.surroundings(headline, body, &title);
        let facts = facts::Facts {
            tree: self.tree,
            shown: &self.shown,
            surroundings: &surroundings,
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
        let (image, lead) = self.picture(headline, body, evidence).unzip();
        article.image = image;
        article.tags = facts.tags(&title, evidence);
        article.source = Source {
            name: facts::site(&self.head, &self.structured, self.source, &title, evidence),
            url: self.address(),
        };
        article.related = self.related(&title);
        article.comments =
            self.structured.stories.first().map(|story| story.comments.clone()).unwrap_or_default();
        (article.title, article.authors) = (title.clone(), byline.authors);
        (article.agency, article.byline) = (byline.agency, byline.printed);
        let mut text = self.tidied(article, headline, body);
        self.keep_images(article, lead.flatten(), body, &mut text);
        article.summary = facts.summary(&title, text.standfirst_words(), evidence);
        if article.authors.is_empty() && article.agency.is_none() {
            article.agency = agency_in_dateline(text.body(), evidence);
        }
        extraction.text = plain::write(&text.whole);
        let offers = std::iter::once(body.offer()).chain(body.beaten.iter().cloned());
        record("body", offers.collect(), evidence);
        article.body = markdown::write(text.body());
        extraction.kind = kind::of(&self.signs(extraction, text.body()));
    }

    fn headline(&self, body: &Body, sites: &[String], evidence: &mut Vec<Evidence>) -> (String, Option<Id>) {
        let place = headline::Place {
            tree: self.tree,
            shown: &self.shown,
            hints: &self.hints,
            head: &self.head,
            structured: &self.structured,
            rules: self.rules,
            body: &body.nodes,
            url: self.url(),
        };
        let (offers, places) = place.offers();
        let title = record("title", title::choose(&offers, sites), evidence).unwrap_or_default();
        let place = headline::element(&places, &title);
        let place = place.or_else(|| headline::unmarked(self.tree, &self.shown, &title));
        (title, place)
    }

    fn surroundings<'p>(
        &'p self,
        headline: Option<Id>,
        body: &'p Body,
        title: &'p str,
    ) -> Surroundings<'p, 'a> {
        Surroundings {
            tree: self.tree,
            shown: &self.shown,
            hints: &self.hints,
            headline,
            body: &body.nodes,
            title,
        }
    }

    /// The page's own address, absolute.
    fn address(&self) -> Option<String> {
        let canonical = || self.head.canonical.as_deref().and_then(|href| self.base.link(href));
        self.capture.url.clone().or_else(canonical)
    }

    fn language(&self, title: &str, body: &Body, evidence: &mut Vec<Evidence>) -> Option<String> {
        let declared = facts::declared_languages(&self.head, &self.structured, self.source);
        let declared: Vec<&str> = declared.iter().map(String::as_str).collect();
        let (lang, rule) = language::of(&format!("{title}\n{}", body.text), &declared)?;
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
        let place = byline::Place {
            tree: self.tree,
            shown: &self.shown,
            sizes: &self.sizes,
            hints: &self.hints,
            head: &self.head,
            structured: &self.structured,
            around: &around,
        };
        place.offers().iter().for_each(|offer| offers.add(offer.rule, &offer.value));
        let found = byline::find(&offers, not_people, evidence);
        // A single word is as often a section's name as a person's.
        let whole = found.agency.is_some() || found.authors.iter().any(|name| name.contains(' '));
        if whole && found.stated {
            return found;
        }
        let signed = signature(&body.blocks, evidence);
        let in_text =
            |evidence| if whole { None } else { byline_in_text(&body.blocks, not_people, evidence) };
        signed.or_else(|| in_text(evidence)).unwrap_or(found)
    }

    fn picture(
        &self,
        headline: Option<Id>,
        body: &Body,
        evidence: &mut Vec<Evidence>,
    ) -> Option<(Image, Option<Id>)> {
        let place = picture::Place {
            tree: self.tree,
            shown: &self.shown,
            hints: &self.hints,
            head: &self.head,
            structured: &self.structured,
            base: &self.base,
            headline,
            body: &body.nodes,
            selected: (&self.rules.select("image", self.tree), &self.rules.select("caption", self.tree)),
        };
        picture::find(&place, evidence)
    }

    /// Puts the archive's own copies in the place of the article's images.
    fn keep_images(&self, article: &mut Article, lead: Option<Id>, body: &Body, text: &mut Text) {
        let place =
            kept::Place { tree: self.tree, base: &self.base, images: self.images, body: &body.nodes, lead };
        kept::keep(&place, &mut article.image, &mut text.whole);
    }

    /// The body's blocks with the standfirst before them, tidied with what the article's fields say.
    fn tidied(&self, article: &Article, headline: Option<Id>, body: &Body) -> Text {
        let described: Vec<String> = self.descriptions().collect();
        let place = lead::Place {
            tree: self.tree,
            shown: &self.shown,
            hints: &self.hints,
            headline,
            body: &body.nodes,
            described: &described,
        };
        // A source's own rule says exactly what the body is.
        let lead = if body.rule == "selector" { Vec::new() } else { lead::find(&place, &body.text) };
        let blocks = lead.iter().chain(&body.blocks).cloned().collect();
        let others: Vec<&str> = [&article.section, &article.agency, &article.byline]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let known = tidy::Known::new(self.rules, &article.title, &article.authors, &others);
        let whole = tidy::tidy(blocks, &known, article.image.as_ref());
        let standfirst = whole.iter().take_while(|block| lead.contains(block)).count();
        let standfirst =
            if plain::write(&whole[..standfirst]).chars().count() <= STANDFIRST { standfirst } else { 0 };
        Text { whole, standfirst }
    }

    fn related(&self, title: &str) -> Vec<Related> {
        related::find(&related::Place {
            tree: self.tree,
            shown: &self.shown,
            hints: &self.hints,
            base: &self.base,
            selected: &self.rules.select("related", self.tree),
            title,
        })
    }

    fn descriptions(&self) -> impl Iterator<Item = String> + '_ {
        let metas = ["description", "og:description", "twitter:description"]
            .into_iter()
            .flat_map(|key| self.head.all(key));
        metas.map(str::to_owned).chain(self.structured.stories.iter().map(|story| story.description.clone()))
    }

    pub(super) fn url(&self) -> Option<&str> {
        self.capture.url.as_deref().or(self.head.canonical.as_deref())
    }
}

/// A byline that is a line of the body, above its text: `paper - person`. `names` are those of the site, among others.
fn byline_in_text(body: &[Block], names: &[String], evidence: &mut Vec<Evidence>) -> Option<byline::Byline> {
    let paragraphs = || {
        body.iter().filter_map(|block| match block {
            Block::Paragraph(content) => Some(content),
            _ => None,
        })
    };
    let first_line = |content: &Vec<Inline>| {
        content.split(|span| *span == Inline::Break).next().map(plain::inline_text).unwrap_or_default()
    };
    let above = paragraphs().take(4).map(first_line).find_map(|line| {
        let sites = names.iter().map(|name| Some(name.as_str())).chain([None]);
        sites.filter_map(|site| dump::byline_in_line(&line, site)).next()
    });
    let found = above?;
    let offer = Offer { value: found.printed.clone(), rule: "line above the text" };
    record("authors", vec![offer], evidence);
    let printed = Some(found.printed);
    Some(byline::Byline { authors: found.authors, agency: found.agency, printed, stated: false })
}

/// The name that signs the text: in brackets at its end, or alone and strong in its last line.
fn signature(body: &[Block], evidence: &mut Vec<Evidence>) -> Option<byline::Byline> {
    let Some(Block::Paragraph(last)) = body.iter().rfind(|block| matches!(block, Block::Paragraph(_))) else {
        return None;
    };
    let words = plain::inline_text(last);
    let is_strong = matches!(last[..], [Inline::Strong(_)]);
    let signed = byline::signature(&words)
        .or_else(|| is_strong.then(|| byline::signature(&format!("({words})")))?)?;
    record("authors", vec![Offer { value: words, rule: "signature" }], evidence);
    Some(signed)
}

/// The agency that opens the text: `Place (agency) –`.
fn agency_in_dateline(body: &[Block], evidence: &mut Vec<Evidence>) -> Option<String> {
    let Some(Block::Paragraph(first)) = body.first() else { return None };
    let agency = dump::agency_in_dateline(&plain::inline_text(first))?;
    record("agency", vec![Offer { value: agency, rule: "dateline" }], evidence)
}
