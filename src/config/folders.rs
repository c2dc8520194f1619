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

    /// Is the output folder one of its own? Files of the archive that it held would be taken for pages, and replaced.
    ///
    /// # Errors
    /// When it holds, or lies in, a folder that the archive is made from.
    pub fn check_output(&self) -> Result<(), ConfigError> {
        let output = resolved(&self.output);
        let root = resolved(&self.root);
        for own in [&self.root, &self.content, &self.templates, &self.assets] {
            let own = resolved(own);
            let inside_own = own != root && output.starts_with(&own);
            if own.starts_with(&output) || inside_own {
                let message = format!(
                    "the output folder '{}' must not hold or lie in '{}'",
                    self.display_path(&self.output),
                    own.display()
                );
                return Err(ConfigError(vec![
                    Diagnostic::error(message)
                        .hint("name another with 'output' in site.toml or with --output"),
                ]));
            }
        }
        Ok(())
    }
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
