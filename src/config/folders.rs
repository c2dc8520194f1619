//! Where the archive's folders really lie: links resolved, and none of them mistaken for another.
//!
//! Looks at the disk and changes nothing on it.

use super::{Config, ConfigError, FILE_NAME};
use crate::diagnostic::Diagnostic;
use std::path::{Path, PathBuf};

impl Config {
    /// The archive's folder under the name that the system's file events have for it.
    ///
    /// # Errors
    /// When the folder holds no `site.toml`. What the file says is not looked at.
    pub fn find_root(root: &Path) -> Result<PathBuf, ConfigError> {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        if !root.join(FILE_NAME).exists() {
            Self::load(&root)?;
        }
        Ok(root)
    }

    /// Where the sources lie: files and folders; of a pattern, the folder before its first wild part.
    pub fn source_places(&self) -> Vec<PathBuf> {
        let is_wild = |part: &str| part.contains(['*', '?', '[', '{']);
        let fixed = |source: &String| {
            source.split('/').take_while(|part| !is_wild(part)).collect::<Vec<_>>().join("/")
        };
        self.sources.iter().map(|source| self.root.join(fixed(source))).collect()
    }

    /// Where the output folder lies if that is in the content folder, as a path that begins with the content folder's.
    pub fn output_in_content(&self) -> Option<PathBuf> {
        let output = resolved(&self.output);
        Some(self.content.join(output.strip_prefix(resolved(&self.content)).ok()?))
    }

    /// Are the folders folders, and is the output folder one of its own? Files of the archive that it held would be taken
    /// for pages, and replaced; pages that it holds would be converted again.
    ///
    /// # Errors
    /// When one is a file, or when the output folder holds, or lies in, what the archive is made from.
    pub fn check_folders(&self) -> Result<(), ConfigError> {
        let own = [("content", &self.content), ("templates", &self.templates), ("static", &self.assets)];
        for (key, folder) in own.into_iter().chain([("output", &self.output)]) {
            if folder.exists() && !folder.is_dir() {
                let hint = format!("name a folder with '{key}' in site.toml");
                return Err(wrong(format!("'{}' is no folder", self.display_path(folder)), hint));
            }
        }
        let shown = self.display_path(&self.output);
        let hint = "name another with 'output' in site.toml or with --output";
        let output = resolved(&self.output);
        let root = resolved(&self.root);
        for (key, own) in [("root", &self.root)].into_iter().chain(own) {
            let own = resolved(own);
            // The archive's whole folder may be searched for Markdown, but not for templates and files to copy.
            let may_hold_it = own == root && matches!(key, "root" | "content");
            let inside_own = !may_hold_it && output.starts_with(&own);
            if own.starts_with(&output) || inside_own {
                let own = own.display();
                return Err(wrong(
                    format!("the output folder '{shown}' must not hold or lie in '{own}'"),
                    hint,
                ));
            }
        }
        if let Some(source) = self.source_places().iter().find(|place| resolved(place).starts_with(&output)) {
            let source = self.display_path(source);
            return Err(wrong(
                format!("the output folder '{shown}' must not hold the source '{source}'"),
                hint,
            ));
        }
        Ok(())
    }
}

fn wrong(message: String, hint: impl Into<String>) -> ConfigError {
    ConfigError(vec![Diagnostic::error(message).hint(hint)])
}

/// `path` with links resolved as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = absolute.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    known.map_or_else(
        || absolute.clone(),
        |(above, resolved)| resolved.join(absolute.strip_prefix(above).unwrap_or(Path::new(""))),
    )
}
