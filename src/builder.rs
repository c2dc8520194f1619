//! Story 2: Markdown files become a browsable archive. store → archive → plan → render → output.

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Listener};
use std::path::Path;

/// A loaded archive: its metadata, its plan and its templates, ready to render any page of it.
#[derive(Debug)]
pub struct Site {
    config: Config,
}

/// A page's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// What to send or write.
    pub bytes: Vec<u8>,
    /// Media type with charset: `text/html; charset=utf-8`.
    pub media_type: &'static str,
}

/// A page cannot be rendered, or the archive not loaded: a template is at fault, or the disk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct RenderError(pub Diagnostic);

impl Site {
    /// Reads all metadata under `content/` and all templates. Broken content files are told to `listener` and left out.
    ///
    /// # Errors
    /// When a template is broken or the content folder cannot be listed.
    pub fn load(config: &Config, listener: &dyn Listener) -> Result<Self, RenderError> {
        let _ = listener;
        Ok(Self { config: config.clone() })
    }

    /// The page at `path`, relative to the archive's root, as a browser asks for it: `2017/04/`, `/2017/04/index.html`,
    /// percent-encoded or not; `None` when the plan has no such page.
    ///
    /// # Errors
    /// When its template or its content file is at fault.
    pub fn render(&self, path: &str) -> Result<Option<Rendered>, RenderError> {
        let _ = (path, &self.config);
        Ok(None)
    }

    /// Output path (`2017/04/27/x/index.html`) of the article that the Markdown file `content_file` holds.
    pub fn article_path(&self, content_file: &Path) -> Option<&str> {
        let _ = content_file;
        None
    }

    /// What is wrong with the content: files that could not be read, in the order of their paths.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &[]
    }
}
