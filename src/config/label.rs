//! [`Label`]: what a line round an article is there for. The one list of the names: `site.toml`, the tables of phrases and
//! the readers of pages all take them from here.
//!
//! Holds no phrase.

/// Makes the type and its names from one list.
macro_rules! labels {
    ($($label:ident = $name:literal: $what:literal,)*) => {
        /// What a line is there for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Label {
            $(#[doc = $what] #[serde(rename = $name)] $label,)*
        }

        impl Label {
            /// Every label with its name.
            pub const ALL: &[(&'static str, Self)] = &[$(($name, Self::$label)),*];
        }
    };
}

labels! {
    Published = "published": "A date of publication stands behind it.",
    Updated = "updated": "A date of an update stands behind it.",
    ReadAlso = "read_also": "Headlines of related articles follow.",
    MostRead = "most_read": "Headlines of the articles that are read most follow.",
    Share = "share": "Buttons for sharing.",
    Print = "print": "Buttons for printing.",
    Comments = "comments": "Readers' comments or the form for them follow.",
    Tags = "tags": "Tags follow.",
    Source = "source": "The article's first source or its address.",
    End = "end": "The text ends here.",
    Byline = "byline": "A name stands behind it.",
    Agency = "agency": "An agency's or a desk's own name.",
    Caption = "caption": "What stands behind it belongs to a picture.",
    Greeting = "greeting": "A greeting or an invocation above the text.",
    Ad = "ad": "An advertisement.",
    Home = "home": "The page's menu.",
    Masthead = "masthead": "The page's head.",
    Newsletter = "newsletter": "An appeal to subscribe.",
    Views = "views": "How often the page was seen.",
    Turn = "turn": "The next and the last article follow.",
    Copyright = "copyright": "Whose the text is.",
    Footer = "footer": "The page's foot.",
    Notice = "notice": "A sentence of the site about itself.",
}

impl Label {
    /// Is it told by a phrase anywhere in a sentence, rather than at the beginning of a line?
    pub fn is_inner(self) -> bool {
        matches!(self, Self::Notice | Self::Copyright)
    }
}
