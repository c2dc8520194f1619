//! Templates: the built-in ones, replaced one by one by the user's, and their errors with the line at fault. The one door
//! to Tera, and to the folders `templates/` and `static/`.
//!
//! In: the user's templates folder. Out: [`Templates`], which renders views into a buffer. Built-in templates and static
//! files (`files.rs`) are part of the program.

pub mod files;

use super::view::PageView;
use crate::cache::{Fingerprint, Fingerprinter};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use rust_embed::Embed;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tera::{Context, ErrorKind, Tera};

#[derive(Embed)]
#[folder = "templates/"]
struct BuiltInTemplates;

/// How the names of built-in templates end in messages.
const BUILT_IN: &str = " (built in)";

/// The built-in templates and locale files by their paths, for those who want to start from them.
pub fn built_in_templates() -> Vec<(String, Cow<'static, [u8]>)> {
    let mut files: Vec<_> = BuiltInTemplates::iter()
        .filter_map(|name| Some((name.clone().into_owned(), BuiltInTemplates::get(&name)?.data)))
        .collect();
    files.sort();
    files
}

/// The text of the user's own words for the interface's language, `locales/<lang>.toml` in the templates folder. Bytes
/// that are no UTF-8 become U+FFFD.
pub fn locale_override(folder: &Path, lang: &str) -> Option<(PathBuf, String)> {
    let language = lang.split(['-', '_']).next().unwrap_or(lang);
    [lang, language].iter().find_map(|name| {
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let path = folder.join("locales").join(format!("{name}.toml"));
        // What is no file, such as a pipe, could be waited for without end.
        let bytes = (plain && path.is_file()).then(|| std::fs::read(&path).ok()).flatten()?;
        Some((path, String::from_utf8_lossy(&bytes).into_owned()))
    })
}

/// Of the user's own templates and words, as they lie on the disk now; `None` when one cannot be read.
pub fn fingerprint_now(config: &Config) -> Option<Fingerprint> {
    let texts = read_own(&config.templates, "").ok()?;
    let words = locale_override(&config.templates, &config.lang).map(|(_, text)| text);
    let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Some(fingerprint(texts, words.as_deref()))
}

/// The user's own templates by name, sorted. `shown` is their folder as the user would name it.
fn read_own(folder: &Path, shown: &str) -> Result<Vec<(String, String)>, Box<Diagnostic>> {
    let (names, unlisted) = files::names_in(folder);
    if let Some((path, message)) = unlisted.into_iter().next() {
        let inside = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        return Err(Box::new(Diagnostic::error(message).in_file(format!("{shown}/{inside}"))));
    }
    let read = |name: String| match std::fs::read_to_string(folder.join(&name)) {
        Ok(text) => Ok((name, text)),
        Err(error) => {
            let diagnostic = Diagnostic::error(format!("the template cannot be read: {error}"));
            Err(Box::new(diagnostic.in_file(format!("{shown}/{name}"))))
        }
    };
    names.into_iter().filter(|name| is_template(name)).map(read).collect()
}

/// Of the user's own templates by name, sorted, and words.
pub(super) fn fingerprint<'t>(
    texts: impl Iterator<Item = (&'t str, &'t str)>,
    words: Option<&str>,
) -> Fingerprint {
    let mut all = Fingerprinter::default();
    for (name, text) in texts {
        all.bytes(name.as_bytes());
        all.bytes(text.as_bytes());
    }
    all.value(&words);
    all.finish()
}

/// All templates, parsed.
pub struct Templates {
    tera: Tera,
    sources: BTreeMap<String, Source>,
}

/// Where a template comes from.
#[derive(Debug, Clone)]
struct Source {
    /// As the user would name it.
    file: String,
    text: String,
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Templates").field("sources", &self.sources.keys()).finish_non_exhaustive()
    }
}

impl Templates {
    /// Parses the built-in templates and those of the folder `own`, which replace them by name. `shown` is the folder as
    /// the user would name it.
    ///
    /// # Errors
    /// When a template cannot be read or parsed, or refers to one that is not there.
    pub fn load(own: &Path, shown: &str) -> Result<Self, Box<Diagnostic>> {
        let mut sources = BTreeMap::new();
        for (name, bytes) in built_in_templates() {
            if is_template(&name) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                sources.insert(name.clone(), Source { file: format!("{name}{BUILT_IN}"), text });
            }
        }
        for (name, text) in read_own(own, shown)? {
            let file = format!("{shown}/{name}");
            sources.insert(name, Source { file, text });
        }
        let mut tera = Tera::new();
        let texts = sources.iter().map(|(name, source)| (name.as_str(), source.text.as_str()));
        let parsed = tera.add_raw_templates(texts);
        let templates = Self { tera, sources };
        match parsed {
            Ok(()) => Ok(templates),
            Err(error) => Err(Box::new(templates.diagnose(&error, None))),
        }
    }

    /// The user's own, by name.
    pub(super) fn own_texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.sources.iter().filter(|(_, source)| !source.file.ends_with(BUILT_IN));
        own.map(|(name, source)| (name.as_str(), source.text.as_str()))
    }

    /// Makes `value` known to every template as `name`.
    pub fn share<V: Serialize + ?Sized>(&mut self, name: &'static str, value: &V) {
        self.tera.global_context().insert(name, value);
    }

    /// Renders the template `name` with `page` and `view` under the name `key`, appending to `buffer`.
    ///
    /// # Errors
    /// When the template asks for what is not there.
    pub fn render<V: Serialize>(
        &self,
        name: &str,
        page: &PageView,
        (key, view): (&'static str, &V),
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert("page", page);
        context.insert(key, view);
        self.render_in(name, &page.path, &context, buffer)
    }

    /// As [`Self::render`], for a piece of pages, which gets no `page`; `path` is what it is about.
    ///
    /// # Errors
    /// When the template asks for what is not there.
    pub fn render_piece<V: Serialize>(
        &self,
        name: &str,
        path: &str,
        (key, view): (&'static str, &V),
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert(key, view);
        self.render_in(name, path, &context, buffer)
    }

    fn render_in(
        &self,
        name: &str,
        path: &str,
        context: &Context,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let rendered = self.tera.render_to(name, context, buffer);
        rendered.map_err(|error| Box::new(self.diagnose(&error, Some((name, path)))))
    }

    /// Tera's error as a diagnostic that names the user's file.
    fn diagnose(&self, error: &tera::Error, rendering: Option<(&str, &str)>) -> Diagnostic {
        let diagnostic = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let message = sentence(report.message());
                let diagnostic = Diagnostic::error(message);
                match self.sources.get(report.filename()) {
                    Some(source) => diagnostic
                        .in_file(&source.file)
                        .pointing_at(&source.text, report.span().range.clone()),
                    None => diagnostic.in_file(report.filename()),
                }
            }
            ErrorKind::CircularExtend { tpl, .. } => {
                self.about(tpl, "the template extends itself, by way of others")
            }
            ErrorKind::CircularInclude { tpl, .. } => {
                self.about(tpl, "the template includes itself, by way of others")
            }
            ErrorKind::MissingParent { current, parent } => {
                let diagnostic = self.about(current, &format!("it extends '{parent}', which is not there"));
                let source = self.sources.get(current).map(|source| source.text.as_str());
                match source.and_then(|text| Some((text, text.find(parent.as_str())?))) {
                    Some((text, at)) => diagnostic.pointing_at(text, at..at + parent.len()),
                    None => diagnostic,
                }
            }
            other => self.reported(&other.to_string()),
        };
        match rendering {
            Some((name, path)) if diagnostic.file.is_none() => {
                self.place(diagnostic, name).hint(format!("it happened on {path}"))
            }
            Some((_, path)) => diagnostic.hint(format!("it happened while rendering {path}")),
            None => {
                let hint = self.whose(diagnostic.file.as_deref().unwrap_or_default());
                diagnostic.hint(hint)
            }
        }
    }

    /// What to do about a mistake in `file`: in a built-in template it lies in what one of the user's leaves out.
    fn whose(&self, file: &str) -> String {
        if !file.ends_with(BUILT_IN) {
            return "mend it, or delete the file to use the built-in template".to_owned();
        }
        let own =
            self.sources.values().map(|source| source.file.as_str()).filter(|file| !file.ends_with(BUILT_IN));
        let own: Vec<&str> = own.collect();
        format!("one of your own templates lacks what this one asks for: {}", own.join(", "))
    }

    fn place(&self, diagnostic: Diagnostic, template: &str) -> Diagnostic {
        let file = self.sources.get(template).map_or(template, |source| &source.file);
        diagnostic.in_file(file)
    }

    fn about(&self, template: &str, message: &str) -> Diagnostic {
        self.place(Diagnostic::error(message), template)
    }

    /// References to what is not there (filters, components, templates) come as Tera's printed report: `error: …`, then
    /// `--> file:line:column`.
    fn reported(&self, report: &str) -> Diagnostic {
        let mut lines = report.lines();
        let first = lines.next().unwrap_or_default();
        let diagnostic = Diagnostic::error(sentence(first.strip_prefix("error: ").unwrap_or(first)));
        let Some(place) = lines.find_map(|line| line.trim_start().strip_prefix("--> ")) else {
            return diagnostic;
        };
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next().and_then(|number| number.parse::<usize>().ok());
        let line = parts.next().and_then(|number| number.parse::<usize>().ok());
        let (Some(column), Some(line), Some(name)) = (column, line, parts.next()) else { return diagnostic };
        let diagnostic = self.place(diagnostic.at(line, Some(column)), name);
        let Some(text) = self.sources.get(name).map(|source| source.text.as_str()) else { return diagnostic };
        let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let byte =
            |characters: usize| text[before..].char_indices().nth(characters).map(|(at, _)| before + at);
        let start = byte(column.saturating_sub(1)).unwrap_or(text.len());
        let length = report.lines().find_map(carets).unwrap_or(1);
        let end = byte(column.saturating_sub(1) + length).unwrap_or(text.len());
        diagnostic.pointing_at(text, start..end)
    }
}

/// How many carets a line of a report holds, if it is the one that points.
fn carets(line: &str) -> Option<usize> {
    let marks = line.trim_start().strip_prefix('|')?.trim();
    (!marks.is_empty() && marks.bytes().all(|byte| byte == b'^')).then_some(marks.len())
}

/// A message in the form of ours: one line, lower case at the start, no full stop.
fn sentence(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let mut chars = line.chars();
    match chars.next() {
        Some(first) if !chars.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => line.to_owned(),
    }
}

fn is_template(name: &str) -> bool {
    [".html", ".xml", ".txt"].iter().any(|ending| name.ends_with(ending))
}
