//! Story 3: files change, and what is shown changes. wait → update → show.
//!
//! Settings are read again when `site.toml` changed, the archive when content, templates or static files did. Changed sources
//! are converted beside, and the Markdown files they become are the next change. What is broken is shown in the pages'
//! place until it is mended. Writes nothing but what the converter writes, and word of what
//! it read.

mod preview;

use crate::config::Config;
use crate::converter::{ConvertOptions, convert};
use crate::diagnostic::{Diagnostic, Listener};
use crate::serve::{Changes, FileEvents, Server};
use crate::source;
use preview::Preview;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
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
        let mut preview = Preview::new(root);
        let mut changes = Changes::all();
        loop {
            let began = Instant::now();
            preview.read_settings(&changes);
            for warning in events.update(preview.places(), preview.except()) {
                listener.report(&warning);
            }
            if preview.shows(&changes) {
                server.show(preview.load(&changes, listener));
            }
            if preview.reads_sources_in(&changes) {
                // The other end lives as long as this one.
                let _ = to_convert.send((preview.config().clone(), changes.clone()));
            }
            if let Some(name) = preview.name(&changes) {
                say(&format!("changed {name}: {} ms", began.elapsed().as_millis()));
            }
            match events.wait() {
                Some(next) => changes = next,
                None => break drop(to_convert),
            }
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
