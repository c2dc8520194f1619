//! Warraq (ورّاق) turns scraped news pages into a right-to-left HTML archive that needs no server.
//!
//! The way of the data, which is also the order of the modules below:
//!
//! ```text
//! scraped pages                 content/                        public/
//! html, txt, gz             →   Markdown + front matter   →     HTML, feeds, sitemap
//!      source → extract → article → store        store → archive → plan → render → output
//!      └──────── convert ────────────────┘        └─────────── build ──────────────────┘
//!                                                      watch + serve: the same plan, on demand
//! ```
//!
//! Three stories, one file each: [`converter`] (sources become content), [`builder`] (content becomes
//! the public site) and [`watcher`] (files change, what is shown changes). Everything else is a stage
//! that a story calls. Who may import whom is written down, and tested, in `tests/suite/architecture.rs`.

pub mod cli;

pub mod watcher;

pub mod builder;

pub mod converter;

pub mod source;

pub mod extract;

pub mod store;

pub mod archive;

pub mod plan;

pub mod render;

pub mod search;

pub mod serve;

pub mod output;

pub mod raster;

pub mod in_order;

pub mod cache;

pub mod config;

pub mod article;

pub mod date;

pub mod arabic;

pub mod diagnostic;
