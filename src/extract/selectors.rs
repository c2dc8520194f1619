//! A source's own rules, compiled: CSS selectors to read its pages with, elements and lines to drop.
//!
//! An invalid selector is no rule. It is reported once a run, by `check_rules`, not once a page.

use super::labels::OwnPhrases;
use super::tree::{Id, Mask, Tree};
use crate::arabic::fold;
use crate::config::{FILE_NAME, SourceRules};
use crate::diagnostic::Diagnostic;
use scraper::Selector;
use std::collections::BTreeSet;

/// The rules of one source over one page.
#[derive(Debug, Default)]
pub(super) struct Rules {
    selectors: Vec<(&'static str, Selector)>,
    drop: Vec<Selector>,
    /// Folded lines to drop.
    pub drop_lines: BTreeSet<String>,
    /// The source's own phrases.
    pub labels: OwnPhrases,
}

impl Rules {
    /// Compiles the rules; what cannot be compiled is left out and told.
    pub fn compile(rules: &SourceRules) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let s = &rules.selectors;
        let named = [
            ("title", &s.title),
            ("body", &s.body),
            ("date", &s.date),
            ("author", &s.author),
            ("section", &s.section),
            ("tags", &s.tags),
            ("image", &s.image),
            ("caption", &s.caption),
            ("summary", &s.summary),
            ("related", &s.related),
        ];
        let mut compile = |name: &str, css: &str| match Selector::parse(css) {
            Ok(selector) => Some(selector),
            Err(_) => {
                let message =
                    format!("the selector '{css}' for '{name}' is no CSS selector that Warraq can use");
                problems.push(
                    Diagnostic::error(message)
                        .in_file(FILE_NAME)
                        .hint("write a selector as in a style sheet"),
                );
                None
            }
        };
        let selectors =
            named.iter().filter_map(|(name, css)| Some((*name, compile(name, css.as_deref()?)?))).collect();
        let drop = rules.drop.iter().filter_map(|css| compile("drop", css)).collect();
        let drop_lines =
            rules.drop_lines.iter().map(|line| fold(line)).filter(|line| !line.is_empty()).collect();
        (Self { selectors, drop, drop_lines, labels: OwnPhrases::of(rules) }, problems)
    }

    /// Is there any selector among them?
    pub fn select_anything(&self) -> bool {
        !self.selectors.is_empty() || !self.drop.is_empty()
    }

    /// What a field's selector selects, in the page's order; nothing where there is no rule.
    pub fn select(&self, name: &str, tree: &Tree<'_>) -> Vec<Id> {
        match self.selectors.iter().find(|(rule, _)| *rule == name) {
            Some((_, selector)) => matching(selector, tree),
            None => Vec::new(),
        }
    }

    /// Takes out what the rules drop.
    pub fn drop(&self, tree: &Tree<'_>, mask: &mut Mask) {
        for id in self.drop.iter().flat_map(|selector| matching(selector, tree)).filter(|&id| id > 0) {
            mask.drop(id);
        }
    }
}

fn matching(selector: &Selector, tree: &Tree<'_>) -> Vec<Id> {
    tree.scraped().filter(|(_, element)| selector.matches(element)).map(|(id, _)| id).collect()
}
