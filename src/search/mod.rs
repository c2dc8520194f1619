//! Full-text search without a server: what the index has of a text, the files it is made of, and the answers to a query.
//!
//! An article becomes words (`words.rs`, `fold.rs`), words stand under keys that related words share (`reading.rs`, `stem.rs`), and the
//! index is files that a browser loads as it needs them (`index.rs`). Everything here works on texts, numbers and bytes:
//! it knows no articles, no plan and no templates. `static/search-engine.js` asks the same index the same questions in the browser.

mod answer;
mod base91;
mod bits;
mod dictionary;
mod excerpt;
mod file;
mod filters;
mod fold;
mod index;
mod letters;
mod lexicon;
mod manifest;
mod matching;
mod merge;
mod part;
mod phrase;
mod plural;
mod postings;
mod query;
mod reader;
mod reading;
mod relation;
mod run;
mod state;
mod stem;
mod terms;
mod texts;
mod words;

pub use answer::{Hit, Options, Order, Outcome, search};
pub use excerpt::Excerpt;
pub use file::{FOLDER, IndexFile, IndexFiles};
pub use filters::Column;
pub use index::{Corpus, IndexOptions, make_index};
pub use reader::{IndexError, Load, Reader};
pub use reading::keys;
pub use relation::{Known, Relation, relations};
pub use run::Text;
pub use texts::Shown;
pub use words::{Word, words};
