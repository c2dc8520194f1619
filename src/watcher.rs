//! Story 3: files change, and what is shown changes. wait → update → show.
//!
//! Settings are read again when `site.toml` changed, the archive when content, templates or static files did. Changed sources
//! are converted beside, and the Markdown files they become are the next change. What is broken is shown in the pages'
//! place until it is mended. Writes nothing but what the converter writes.

use crate::builder::Site;
use crate::config::{Config, FILE_NAME};
use crate::converter::{ConvertOptions, convert};
use crate::diagnostic::{Diagnostic, Listener, Severity, Silent};
use crate::serve::{Changes, Edition, FileEvents, Page, Pages, Server};
use crate::source;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Instant;

/// Shows the archive in the folder `root` (absolute) on `server`, whatever happens to its files, until `events` is stopped.
/// A line on each change goes to `say`, what is wrong to `listener`.
pub fn watch(
    root: &Path,
    server: &Server,
    mut events: FileEvents,
    listener: &dyn Listener,
    say: &(dyn Fn(&str) + Sync),
) {
    let (to_convert, pending) = mpsc::channel();
    thread::scope(|scope| {
        // A conversion may take minutes; an edit is shown meanwhile.
        scope.spawn(move || {
            for (config, changes) in pending {
                convert_changed(&config, &changes, listener, say);
            }
        });
        let mut preview = Preview::new(root, to_convert);
        preview.update(&Changes::all(), &mut events, server, listener);
        while let Some(changes) = events.wait() {
            let began = Instant::now();
            preview.update(&changes, &mut events, server, listener);
            say(&format!("changed {}: {} ms", preview.name(&changes), began.elapsed().as_millis()));
        }
    });
}

/// Converts the sources among `changes`.
fn convert_changed(config: &Config, changes: &Changes, listener: &dyn Listener, say: &dyn Fn(&str)) {
    let own = [&*config.content, &*config.output, &*config.templates, &*config.assets];
    let changed = |path: &PathBuf| changes.hold(path);
    // No inputs mean every source.
    let inputs: Vec<PathBuf> = if changes.everything {
        Vec::new()
    } else {
        let listed = source::list_in(&config.root, &config.sources, &own);
        listed.into_iter().filter_map(|input| input.path.ok()).filter(changed).collect()
    };
    if inputs.is_empty() && !changes.everything {
        return;
    }
    match convert(config, &inputs, &ConvertOptions::default(), &ProblemsOnly(listener)) {
        Ok(report) if report.wrote() => {
            let counts = report.counts().into_iter().map(|(fate, count)| format!("{count} {fate}"));
            say(&format!("converted: {}", counts.collect::<Vec<_>>().join(", ")));
        }
        Ok(_) => {}
        Err(error) => listener.report(&Diagnostic::error(format!("{error:#}"))),
    }
}

/// Hands on problems, and no progress: a preview has no end to wait for.
struct ProblemsOnly<'a>(&'a dyn Listener);

impl Listener for ProblemsOnly<'_> {
    fn stage(&self, _name: &'static str, _steps: Option<u64>) {}
    fn advance(&self, _steps: u64) {}
    fn report(&self, diagnostic: &Diagnostic) {
        self.0.report(diagnostic);
    }
}

/// The archive as it was last read.
struct Preview {
    root: PathBuf,
    to_convert: mpsc::Sender<(Config, Changes)>,
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
    fn new(root: &Path, to_convert: mpsc::Sender<(Config, Changes)>) -> Self {
        Self {
            root: root.to_owned(),
            to_convert,
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
        if self.settings.is_ok() && self.sources().iter().any(|source| changes.touch(source)) {
            // The other end lives as long as the preview.
            let _ = self.to_convert.send((self.config.clone(), changes.clone()));
        }
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
