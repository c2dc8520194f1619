//! From the archive to bytes: typed views, templates, Markdown to HTML, feeds and sitemaps.
//!
//! A page's bytes are a pure function of its view and the templates.

pub mod bidi;
pub mod locale;
pub mod view;
