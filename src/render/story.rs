//! Articles as lists show them: each is rendered once, however many lists it stands in, and joined into their pages.
//!
//! In: an article's number. Out: its HTML, with a mark in the place of the way to the archive's root, which each page puts
//! in for itself. Keeps what it rendered, much of it in a file, and renders again what is lost: what comes out is the same.

use super::frame::{Edition, Frame};
use super::templates::Templates;
use super::view::StoryView;
use crate::archive::ArticleId;
use crate::cache::{Fingerprint, Place, Spill};
use crate::diagnostic::Diagnostic;
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Stands for the way to the root. No text of ours holds it.
const ROOT: char = '\u{1}';

/// What a list shows of its articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shows {
    /// Headline, summary and source: the day stands above them.
    Summary,
    /// Headline, source and day.
    Day,
}

/// So many parts, each with its own lock.
const SHARDS: usize = 16;
/// So many stories are kept in each. An archive of more articles keeps the others in a file: a tag's list comes long after its
/// articles were in a month's.
const KEPT: usize = 2048;

/// The stories that were rendered, by article and what is shown of it.
type Shard = Mutex<FxHashMap<(ArticleId, Shows), Arc<str>>>;

/// The stories of one edition that are kept.
#[derive(Debug, Default)]
pub(super) struct Stories {
    shards: [Shard; SHARDS],
    /// What does not stay in memory.
    spill: Option<Spill>,
    /// Where each article's two stories lie in it, as numbers; 0 for nowhere.
    spilt: Vec<[AtomicU64; 2]>,
    /// What each article's stories are made from, once it was asked for.
    fingerprints: Vec<OnceLock<Fingerprint>>,
}

impl Stories {
    /// For an archive of so many articles. `folder`: where a file may be made, if it is there.
    pub(super) fn of(articles: usize, folder: &Path) -> Self {
        let spill = if articles > SHARDS * KEPT { Spill::create_in(folder) } else { None };
        let spilt = if spill.is_some() { articles } else { 0 };
        Self {
            spill,
            spilt: std::iter::repeat_with(Default::default).take(spilt).collect(),
            fingerprints: vec![OnceLock::new(); articles],
            ..Self::default()
        }
    }

    fn spilt(&self, id: ArticleId, shows: Shows) -> Option<&AtomicU64> {
        Some(&self.spilt.get(id.0 as usize)?[shows as usize])
    }

    fn recall(&self, id: ArticleId, shows: Shows) -> Option<Arc<str>> {
        let place = Place::from_number(self.spilt(id, shows)?.load(Ordering::Acquire))?;
        self.spill.as_ref()?.get(place).map(Arc::from)
    }

    fn spill(&self, id: ArticleId, shows: Shows, story: &str) {
        let place = self.spill.as_ref().and_then(|spill| spill.put(story));
        if let (Some(place), Some(spilt)) = (place, self.spilt(id, shows)) {
            spilt.store(place.to_number(), Ordering::Release);
        }
    }

    /// What the stories of an article are made from, the templates aside.
    pub(super) fn fingerprint(&self, edition: Edition<'_>, id: ArticleId) -> Fingerprint {
        *self.fingerprints[id.0 as usize].get_or_init(|| Frame::of_card(edition, id))
    }
}

/// Renders stories, each once as long as it is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct StoryRenderer<'r> {
    pub(super) stories: &'r Stories,
    pub(super) templates: &'r Templates,
}

impl StoryRenderer<'_> {
    /// The stories `ids` one after another, for the page `frame`.
    ///
    /// # Errors
    /// When the template is at fault.
    pub(super) fn join(
        &self,
        frame: &Frame<'_>,
        ids: &[ArticleId],
        shows: Shows,
    ) -> Result<String, Box<Diagnostic>> {
        let mut joined = String::new();
        for &id in ids {
            let story = self.story(frame.edition, id, shows)?;
            let mut parts = story.split(ROOT);
            joined.push_str(parts.next().unwrap_or_default());
            for part in parts {
                joined.push_str(&frame.place.root);
                joined.push_str(part);
            }
        }
        Ok(joined)
    }

    fn story(&self, edition: Edition<'_>, id: ArticleId, shows: Shows) -> Result<Arc<str>, Box<Diagnostic>> {
        let shard = &self.stories.shards[id.0 as usize % SHARDS];
        // Whoever panicked left whole stories.
        let known = || shard.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(story) = known().get(&(id, shows)) {
            return Ok(Arc::clone(story));
        }
        if let Some(story) = self.stories.recall(id, shows) {
            return Ok(story);
        }
        let frame = Frame::at_mark(edition, ROOT);
        let view =
            StoryView { card: frame.card(id), dated: shows == Shows::Day, summary: shows == Shows::Summary };
        let path = edition.plan.article_path(id);
        let mut html = Vec::new();
        self.templates.render_piece("story.html", path, ("story", &view), &mut html)?;
        let story: Arc<str> = String::from_utf8_lossy(&html).into();
        self.stories.spill(id, shows, &story);
        let mut known = known();
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert((id, shows), Arc::clone(&story));
        Ok(story)
    }
}
