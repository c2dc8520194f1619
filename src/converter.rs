//! Story 1: scraped pages become Markdown files. source → extract → store.
