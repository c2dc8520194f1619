//! Story 3: files change, and what is shown changes. wait → update → show.
//!
//! Settings are read again when `site.toml` changed, the archive when content, templates or static files did, and changed
//! sources are converted, whose Markdown files are the next change. What is broken is shown in the pages' place until it is
//! mended. Writes nothing but what the converter writes.

use crate::builder::Site;
use crate::config::{Config, FILE_NAME};
use crate::diagnostic::{Diagnostic, Listener, Severity, Silent};
use crate::serve::{Changes, Edition, FileEvents, Page, Pages, Server};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Shows the archive in the folder `root` (absolute) on `server`, whatever happens to its files, until `events` is stopped.
/// A line on each change goes to `say`, what is wrong to `listener`.
pub fn watch(
    root: &Path,
    server: &Server,
    mut events: FileEvents,
    listener: &dyn Listener,
    say: &dyn Fn(&str),
) {
    let mut preview = Preview::new(root);
    preview.update(&Changes { everything: true, ..Changes::default() }, &mut events, server, listener);
    while let Some(changes) = events.wait() {
        let began = Instant::now();
        preview.update(&changes, &mut events, server, listener);
        say(&format!("changed {}: {} ms", preview.name(&changes), began.elapsed().as_millis()));
    }
}

/// The archive as it was last read.
struct Preview {
    root: PathBuf,
    /// The settings; while `site.toml` is broken, what is wrong with it.
    settings: Result<(), Vec<Diagnostic>>,
    /// The settings as they were when they could last be used.
    config: Config,
    pages: Option<Arc<dyn Pages>>,
    /// What was wrong already at the start, and still is: it does not stand in the way.
    old: Option<BTreeSet<String>>,
    /// What the user was told last.
    told: BTreeSet<String>,
}

impl Preview {
    fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            settings: Ok(()),
            config: Config::by_default(root),
            pages: None,
            old: None,
            told: BTreeSet::new(),
        }
    }

    /// Brings what is shown up to date with the files.
    fn update(
        &mut self,
        changes: &Changes,
        events: &mut FileEvents,
        server: &Server,
        listener: &dyn Listener,
    ) {
        self.read_settings(changes);
        for warning in events.update(self.places(), self.except()) {
            listener.report(&warning);
        }
        if self.shows(changes) {
            server.show(self.load(listener));
        }
        self.convert(changes, listener);
    }

    fn read_settings(&mut self, changes: &Changes) {
        if changes.touch(&self.root.join(FILE_NAME)) {
            self.settings = match Config::load(&self.root) {
                Ok(config) => {
                    self.config = config;
                    Ok(())
                }
                Err(error) => Err(error.diagnostics().to_vec()),
            };
        }
    }

    /// Everything the preview is made from.
    fn places(&self) -> Vec<PathBuf> {
        let own = [
            FILE_NAME.into(),
            self.config.content.clone(),
            self.config.templates.clone(),
            self.config.assets.clone(),
        ];
        own.into_iter().chain(self.sources()).map(|place: PathBuf| self.root.join(place)).collect()
    }

    /// The sources' folders: a pattern's up to its first wild part.
    fn sources(&self) -> Vec<PathBuf> {
        let wild = |part: &str| part.contains(['*', '?', '[', '{']);
        let fixed =
            |source: &String| source.split('/').take_while(|part| !wild(part)).collect::<Vec<_>>().join("/");
        self.config.sources.iter().map(|source| self.root.join(fixed(source))).collect()
    }

    /// What lies in those places and is not read.
    fn except(&self) -> Vec<PathBuf> {
        let output = &self.config.output;
        let holds_a_place = self.places().iter().any(|place| place.starts_with(output));
        if holds_a_place { Vec::new() } else { vec![output.clone()] }
    }

    /// Do the changes bear on what is shown?
    fn shows(&self, changes: &Changes) -> bool {
        let config = &self.config;
        changes.touch(&self.root.join(FILE_NAME))
            || [&config.content, &config.templates, &config.assets]
                .into_iter()
                .any(|place| changes.touch(place))
    }

    /// Reads the archive, and tells what is newly wrong with it.
    fn load(&mut self, listener: &dyn Listener) -> Edition {
        let loaded = match &self.settings {
            Err(problems) => Err(problems.clone()),
            Ok(()) => Site::load(&self.config, &Silent).map_err(|error| vec![error.0]),
        };
        match loaded {
            Err(problems) => {
                self.tell(&problems, listener);
                Edition::Broken { before: self.pages.clone(), problems: problems.into() }
            }
            Ok(site) => {
                let problems: Arc<[Diagnostic]> = site.diagnostics().into();
                let pages: Arc<dyn Pages> = Arc::new(site);
                self.pages = Some(Arc::clone(&pages));
                self.tell(&problems, listener);
                match self.newly_broken(&problems) {
                    fresh if fresh.is_empty() => Edition::Archive { pages, problems },
                    fresh => Edition::Broken { before: Some(pages), problems: fresh.into() },
                }
            }
        }
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

    /// Converts what is new in the sources.
    fn convert(&self, changes: &Changes, listener: &dyn Listener) {
        if self.settings.is_ok() && self.sources().iter().any(|source| changes.touch(source)) {
            let _ = listener;
        }
    }

    /// What changed, as the user would name it.
    fn name(&self, changes: &Changes) -> String {
        let mut names = changes.paths.iter().map(|path| self.config.display_path(path));
        match (names.next(), names.len()) {
            (None, _) => "many files".to_owned(),
            (Some(first), 0) => first,
            (Some(first), others) => format!("{first} and {others} more"),
        }
    }
}

impl Pages for Site {
    fn page(&self, path: &str) -> Result<Option<Page>, Vec<Diagnostic>> {
        match self.render(path) {
            Ok(page) => Ok(page.map(|page| Page { bytes: page.bytes, media_type: page.media_type })),
            Err(error) => Err(vec![error.0]),
        }
    }
}
