//! The body between page and Markdown: a list of blocks, from which both the Markdown and the plain text are written.
//!
//! Holds structure only: no styles, no addresses of the page's own furniture, nothing that could run.

/// One block of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A subhead; `level` 2 to 6.
    Heading {
        /// 2 to 6: the headline is the only first level.
        level: u8,
        /// What it says.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// First number of an ordered list; `None` for bullets.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A table.
    Table {
        /// Its caption.
        caption: Option<Vec<Inline>>,
        /// The heading row; empty when it has none.
        head: Vec<Vec<Inline>>,
        /// The other rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// An image inside the body.
    Figure {
        /// Address.
        src: String,
        /// Text alternative.
        alt: String,
        /// Caption, credit included.
        caption: Vec<Inline>,
    },
    /// Preformatted text.
    Code(String),
    /// A break between parts.
    Rule,
}

/// Text inside a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text, white space folded.
    Text(String),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// A link.
    Link {
        /// Absolute address where the page's own is known; only http, https and mailto.
        href: String,
        /// What it says.
        content: Vec<Inline>,
    },
    /// A small image inside a line.
    Image {
        /// Address.
        src: String,
        /// Text alternative.
        alt: String,
    },
    /// Code.
    Code(String),
    /// A line break that the page meant (verse, an address).
    Break,
}
