//! What a text asks of the archive: is there an article at this address, a file at this path? Every question is noted, so
//! that a page is made again when an answer changes.

use super::escape::{Destination, destination, web_address};
use super::frame::Edition;
use super::made_from::Question;
use super::markdown::{Picture, Surroundings};
use super::place::Place;
use crate::archive::address_key;
use crate::plan::{Output, Page};
use std::cell::RefCell;

/// The links of one page's text.
#[derive(Debug)]
pub(super) struct TextLinks<'a> {
    edition: Edition<'a>,
    place: &'a Place<'a>,
    questions: RefCell<Vec<Question>>,
}

impl<'a> TextLinks<'a> {
    pub(super) fn new(edition: Edition<'a>, place: &'a Place<'a>) -> Self {
        Self { edition, place, questions: RefCell::default() }
    }

    /// Where an address found in an article leads from this page: to the archived article where there is one, to the
    /// original otherwise.
    pub(super) fn address_of(&self, address: &str) -> Option<String> {
        self.archived(address).or_else(|| web_address(address))
    }

    /// Was what was published there taken down? The settings alone tell, so this is no question.
    pub(super) fn is_taken_down(&self, address: &str) -> bool {
        self.edition.archive.is_taken_down(address)
    }

    /// What was asked, each question once.
    pub(super) fn into_questions(self) -> Box<[Question]> {
        let mut questions = self.questions.into_inner();
        questions.sort_unstable();
        questions.dedup();
        questions.into()
    }

    fn archived(&self, address: &str) -> Option<String> {
        let output = self.ask(Question::Address(address_key(address)?))?;
        Some(self.place.href(&output.path))
    }

    fn inside(&self, path: &str) -> Option<&'a Output> {
        self.ask(Question::Path(path.trim_start_matches("./").into()))
    }

    fn ask(&self, question: Question) -> Option<&'a Output> {
        let answer = answer(self.edition, &question);
        self.questions.borrow_mut().push(question);
        answer
    }
}

/// What stands where a question asks.
pub(super) fn answer<'a>(edition: Edition<'a>, question: &Question) -> Option<&'a Output> {
    match question {
        Question::Address(key) => edition.archive.at_key(*key).map(|id| edition.plan.article(id)),
        Question::Path(path) => edition.plan.find(path),
    }
}

impl Surroundings for TextLinks<'_> {
    fn link(&self, address: &str) -> Option<(String, bool)> {
        match destination(address) {
            Destination::Outside(address) => Some(match self.archived(&address) {
                Some(here) => (here, false),
                None => (address, true),
            }),
            Destination::Inside(path) => Some((self.place.href(&self.inside(&path)?.path), false)),
            Destination::Fragment(_) | Destination::Nowhere => None,
        }
    }

    /// A file of the user's, or an image that the archive keeps.
    fn image(&self, address: &str) -> Option<Picture> {
        let Destination::Inside(path) = destination(address) else { return None };
        let output = self.inside(&path)?;
        match output.page {
            Page::Asset(_) => Some(Picture { src: self.place.href(&output.path), ..Picture::default() }),
            Page::Image(number) => Some(self.place.picture(self.edition.plan.image(number))),
            _ => None,
        }
    }

    fn number(&self, number: usize) -> String {
        self.place.locale.number(number)
    }

    fn word<'b>(&'b self, key: &'b str) -> &'b str {
        self.place.locale.text(key)
    }
}
