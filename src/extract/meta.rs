//! The page's head: `<meta>`, `<title>`, `<link>`, and the language and direction of its root element.

use super::structured::plain;
use super::tree::{Mask, Tree};

/// What the head says.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// `property`, `name` or `itemprop` in lower case, and `content`, in the page's order.
    metas: Vec<(String, String)>,
    /// `<title>`.
    pub title: String,
    /// `<link rel=canonical>`, as written.
    pub canonical: Option<String>,
    /// `lang` of the root element.
    pub lang: Option<String>,
}

/// More of them than this are not read.
const MAX_METAS: usize = 2000;

impl Head {
    /// Reads the head, wherever in the page its elements ended up.
    pub fn read(tree: &Tree<'_>) -> Self {
        let mut head = Self::default();
        let all = Mask::new(tree);
        let mut in_svg = 0;
        for id in 0..tree.len() {
            match tree.tag(id) {
                "meta" if head.metas.len() < MAX_METAS => {
                    let Some(content) = tree.attr(id, "content") else { continue };
                    for key in ["property", "name", "itemprop"] {
                        if let Some(key) = tree.attr(id, key) {
                            head.metas.push((key.trim().to_ascii_lowercase(), plain(content)));
                        }
                    }
                }
                "svg" => in_svg = tree.end(id),
                "title" if head.title.is_empty() && id >= in_svg => {
                    head.title = plain(&tree.words(id, &all, 2000));
                }
                "link" => {
                    let is_canonical =
                        tree.attr(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                    if is_canonical && head.canonical.is_none() {
                        head.canonical = tree
                            .attr(id, "href")
                            .map(str::trim)
                            .filter(|href| !href.is_empty())
                            .map(str::to_owned);
                    }
                }
                _ => {}
            }
        }
        head.lang = tree
            .attr(0, "lang")
            .or_else(|| tree.attr(0, "xml:lang"))
            .map(str::trim)
            .filter(|lang| !lang.is_empty())
            .map(str::to_owned);
        head
    }

    /// The first value under the first of `keys` that has one, with the key.
    pub fn first<'k>(&self, keys: &[&'k str]) -> Option<(&'k str, &str)> {
        keys.iter().find_map(|key| {
            let found = self.metas.iter().find(|(name, content)| name == key && !content.is_empty());
            found.map(|(_, content)| (*key, content.as_str()))
        })
    }

    /// All values under a key that say something.
    pub fn all<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'s str> + 's {
        self.metas
            .iter()
            .filter(move |(name, content)| name == key && !content.is_empty())
            .map(|(_, content)| content.as_str())
    }
}
