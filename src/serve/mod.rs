//! What the preview needs from the outside world: an HTTP server on loopback, live reload, file events.
//!
//! The stage knows no archive: whoever holds one hands it over as [`Pages`], wrapped in an [`Edition`], and the server
//! shows it until the next one. Nothing is written to disk here.

mod address;
mod answer;
mod error_page;
mod events;
mod http;
mod reload;

pub use address::{AddressError, Bound, bind};
pub use events::{Changes, FileEvents, Stopper, WatchError};
pub use http::{ServeError, Server};

use crate::diagnostic::Diagnostic;
use std::sync::Arc;

/// A page's bytes, ready to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The body.
    pub bytes: Vec<u8>,
    /// Media type with charset: `text/html; charset=utf-8`.
    pub media_type: &'static str,
}

/// Whoever can make the archive's pages. Called from several threads at once; a call may take as long as a page takes.
pub trait Pages: Send + Sync {
    /// The page at `path`: a file's path from the archive's root, decoded, no slash in front (`2017/04/index.html`);
    /// `None` when there is no such page.
    ///
    /// # Errors
    /// When a template or a content file is at fault; what is wrong is shown in the page's place.
    fn page(&self, path: &str) -> Result<Option<Page>, Vec<Diagnostic>>;
}

/// What the server shows until it is given the next.
#[derive(Clone)]
pub enum Edition {
    /// The archive. `problems` are shown where a page is missing: its content file may be among the broken ones.
    Archive {
        /// Its pages.
        pages: Arc<dyn Pages>,
        /// Content files that could not be read.
        problems: Arc<[Diagnostic]>,
    },
    /// What is wrong, in every page's place.
    Broken {
        /// The archive as it was before, which still has style sheets and images.
        before: Option<Arc<dyn Pages>>,
        /// What to mend.
        problems: Arc<[Diagnostic]>,
    },
}
