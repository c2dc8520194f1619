//! Files that programs read: feeds, citations, data. What forms there are, and how their files are called.

use crate::archive::TermId;
use crate::config::Taxonomy;

/// What a feed is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeedOf {
    /// The whole archive.
    All,
    /// A section or a source.
    Term(Taxonomy, TermId),
}

/// A form of feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeedFormat {
    /// Atom, `feed.xml`.
    Atom,
    /// JSON Feed, `feed.json`.
    Json,
}

impl FeedFormat {
    /// All.
    pub const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// The name of its file.
    pub fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }
}

/// A form of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CitationFormat {
    /// `.bib`
    BibTeX,
    /// `.ris`
    Ris,
    /// `.json`, as citation processors read it.
    CslJson,
}

impl CitationFormat {
    /// All.
    pub const ALL: [Self; 3] = [Self::BibTeX, Self::Ris, Self::CslJson];

    /// Its own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::BibTeX => "BibTeX",
            Self::Ris => "RIS",
            Self::CslJson => "CSL-JSON",
        }
    }

    /// How its files' names end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::BibTeX => ".bib",
            Self::Ris => ".ris",
            Self::CslJson => ".csl.json",
        }
    }
}

/// A form of what is written of all articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DataFormat {
    /// A JSON object a line, `.jsonl`.
    JsonLines,
    /// Citations.
    Citations(CitationFormat),
}

impl DataFormat {
    /// All.
    pub const ALL: [Self; 4] = [
        Self::JsonLines,
        Self::Citations(CitationFormat::BibTeX),
        Self::Citations(CitationFormat::Ris),
        Self::Citations(CitationFormat::CslJson),
    ];

    /// The path of part `part`; the first goes without its number.
    pub fn path(self, part: u32) -> String {
        let ending = match self {
            Self::JsonLines => ".jsonl",
            Self::Citations(format) => format.ending(),
        };
        if part <= 1 { format!("data/articles{ending}") } else { format!("data/articles-{part}{ending}") }
    }
}
