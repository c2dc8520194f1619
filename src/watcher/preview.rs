//! The archive as the preview has it in memory: what it is made from, and what must be read again after a change.
//!
//! In: changes of files. Out: an edition to show. Keeps the last good archive while something is broken, and remembers
//! which problems the user knows.

use crate::builder::{Memory, Site};
use crate::config::{Config, FILE_NAME};
use crate::diagnostic::{Diagnostic, Listener, Severity, Silent};
use crate::serve::{Changes, Edition, Page, Pages};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The archive as it was last read.
pub(super) struct Preview {
    root: PathBuf,
    /// The settings as they were when they could last be used.
    config: Config,
    /// What is wrong with `site.toml` now.
    mistakes: Vec<Diagnostic>,
    site: Option<Arc<Site>>,
    /// Was the site read after the last change? Not when something was broken.
    follows: bool,
    /// What was wrong already at the start, and still is: it does not stand in the way.
    old: Option<BTreeSet<String>>,
    /// What the user was told last.
    told: BTreeSet<String>,
}

impl Preview {
    /// Nothing is read yet.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            config: Config::by_default(root),
            mistakes: Vec::new(),
            site: None,
            follows: false,
            old: None,
            told: BTreeSet::new(),
        }
    }

    /// The settings that hold.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// Reads `site.toml` if it changed.
    pub(super) fn read_settings(&mut self, changes: &Changes) {
        if changes.touch(&self.root.join(FILE_NAME)) {
            match Config::load(&self.root) {
                Ok(config) => {
                    self.config = config;
                    self.mistakes.clear();
                }
                Err(error) => self.mistakes = error.diagnostics().to_vec(),
            }
            self.follows = false;
        }
    }

    /// Everything the preview is made from.
    pub(super) fn places(&self) -> Vec<PathBuf> {
        let own = [
            FILE_NAME.into(),
            self.config.content.clone(),
            self.config.templates.clone(),
            self.config.assets.clone(),
        ];
        own.into_iter()
            .chain(self.config.source_places())
            .map(|place: PathBuf| self.root.join(place))
            .collect()
    }

    /// What lies in those places and is not read.
    pub(super) fn except(&self) -> Vec<PathBuf> {
        let output = &self.config.output;
        let holds_a_place = self.places().iter().any(|place| place.starts_with(output));
        if holds_a_place { Vec::new() } else { vec![output.clone()] }
    }

    /// Do the changes bear on what is shown?
    pub(super) fn shows(&self, changes: &Changes) -> bool {
        changes.everything || changes.paths.iter().any(|path| self.is_shown(path))
    }

    /// Is the path in what pages are made from, or around it?
    fn is_shown(&self, path: &Path) -> bool {
        let settings = self.root.join(FILE_NAME);
        [&settings, &self.config.content, &self.config.templates, &self.config.assets]
            .into_iter()
            .any(|place| path.starts_with(place) || place.starts_with(path))
    }

    /// Are there sources among the changes, and settings to read them by?
    pub(super) fn reads_sources_in(&self, changes: &Changes) -> bool {
        self.mistakes.is_empty() && self.config.source_places().iter().any(|source| changes.touch(source))
    }

    /// Brings the archive up to date, and tells what is newly wrong with it.
    pub(super) fn load(&mut self, changes: &Changes, listener: &dyn Listener) -> Edition {
        let read =
            if self.mistakes.is_empty() { self.site_after(changes) } else { Err(self.mistakes.clone()) };
        self.follows = read.is_ok();
        match read {
            Err(problems) => {
                self.tell(&problems, listener);
                let before = self.site.clone().map(|site| -> Arc<dyn Pages> { site });
                Edition::Broken { before, problems: problems.into() }
            }
            Ok(site) => {
                self.site = Some(Arc::clone(&site));
                let problems: Arc<[Diagnostic]> = site.diagnostics().into();
                self.tell(&problems, listener);
                match self.newly_broken(&problems) {
                    fresh if fresh.is_empty() => Edition::Archive { pages: site, problems },
                    fresh => Edition::Broken { before: Some(site), problems: fresh.into() },
                }
            }
        }
    }

    /// The archive after `changes`, reading no more of it than they ask for.
    fn site_after(&self, changes: &Changes) -> Result<Arc<Site>, Vec<Diagnostic>> {
        let shown: Vec<&PathBuf> = changes.paths.iter().filter(|path| self.is_shown(path)).collect();
        let all = |test: &dyn Fn(&Path) -> bool| !changes.everything && shown.iter().all(|path| test(path));
        let read = match &self.site {
            // An article's text is read when its page is rendered.
            Some(site) if self.follows && all(&|path| site.knows(path)) => {
                shown.iter().for_each(|path| site.note_edit(path));
                return Ok(Arc::clone(site));
            }
            Some(site) if self.follows && !changes.everything => {
                site.after(&shown.iter().map(|path| path.as_path()).collect::<Vec<_>>())
            }
            _ => Site::load(&self.config, Memory { recall: true, keep: true }, &Silent),
        };
        read.map(Arc::new).map_err(|error| vec![error.0])
    }

    /// The errors that were not there when the preview began: someone is just making them.
    fn newly_broken(&mut self, problems: &[Diagnostic]) -> Vec<Diagnostic> {
        let names: BTreeSet<String> = problems.iter().map(Diagnostic::to_string).collect();
        let old = self.old.get_or_insert_with(|| names.clone());
        old.retain(|name| names.contains(name));
        let fresh = |problem: &&Diagnostic| {
            problem.severity == Severity::Error && !old.contains(&problem.to_string())
        };
        problems.iter().filter(fresh).cloned().collect()
    }

    fn tell(&mut self, problems: &[Diagnostic], listener: &dyn Listener) {
        for problem in problems.iter().filter(|problem| !self.told.contains(&problem.to_string())) {
            listener.report(problem);
        }
        self.told = problems.iter().map(Diagnostic::to_string).collect();
    }

    /// What changed, as the user would name it; `None` when that is not known.
    pub(super) fn name(&self, changes: &Changes) -> Option<String> {
        let mut names = changes.paths.iter().map(|path| self.config.display_path(path));
        names.next().map(|first| match names.len() {
            0 => first,
            others => format!("{first} and {others} more"),
        })
    }
}

/// What means something in an address and nothing in a file's name.
const NO_ADDRESS: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS.add(b'%').add(b'?').add(b'#');

impl Pages for Site {
    fn page(&self, path: &str) -> Result<Option<Page>, Vec<Diagnostic>> {
        // A name's own `%`, `?` and `#` are no part of an address.
        let address: String = percent_encoding::utf8_percent_encode(path, NO_ADDRESS).collect();
        match self.render(&address) {
            Ok(page) => Ok(page.map(|page| Page { bytes: page.bytes, media_type: page.media_type })),
            Err(error) => Err(vec![error.0]),
        }
    }
}
