//! Which articles the settings take out of the archive: by address, by file, by pattern of addresses.
//!
//! Knows nothing of pages: what stands in the place of a withdrawn article is the renderer's.

use super::{Meta, address_key};
use crate::cache::Fingerprint;
use crate::config::{Takedown, readable_address};
use globset::{GlobSet, GlobSetBuilder};
use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;

/// The takedowns of the settings, ready to be asked about a million articles.
#[derive(Debug, Default)]
pub(super) struct Takedowns {
    addresses: FxHashMap<Fingerprint, u32>,
    files: FxHashMap<String, u32>,
    patterns: GlobSet,
    /// The takedown that each pattern belongs to.
    of_patterns: Vec<u32>,
}

impl Takedowns {
    pub(super) fn new(takedowns: &[Takedown]) -> Self {
        let mut all = Self::default();
        let mut patterns = GlobSetBuilder::new();
        for (takedown, number) in takedowns.iter().zip(0_u32..) {
            for key in takedown.urls.iter().filter_map(|url| address_key(url)) {
                all.addresses.entry(key).or_insert(number);
            }
            for id in &takedown.ids {
                all.files.entry(plain_id(id)).or_insert(number);
            }
            for glob in takedown.globs() {
                patterns.add(glob);
                all.of_patterns.push(number);
            }
        }
        // The settings were read with just these: they are good.
        all.patterns = patterns.build().unwrap_or_default();
        all
    }

    pub(super) fn is_empty(&self) -> bool {
        self.addresses.is_empty() && self.files.is_empty() && self.of_patterns.is_empty()
    }

    /// Covers the addresses of what was taken down by its file too.
    pub(super) fn cover(&mut self, address: Fingerprint, number: u32) {
        self.addresses.entry(address).or_insert(number);
    }

    /// The takedown that an article falls under, by its place in the settings.
    pub(super) fn of(&self, meta: &Meta) -> Option<u32> {
        let by_file = || self.files.get(&plain_id(&meta.file)).copied();
        let by_address = || meta.index.address.and_then(|key| self.addresses.get(&key)).copied();
        by_file().or_else(by_address).or_else(|| self.by_pattern(meta.url.as_deref()?))
    }

    /// Is what was published at this address taken down?
    pub(super) fn covers(&self, address: &str) -> bool {
        !self.is_empty()
            && (address_key(address).is_some_and(|key| self.addresses.contains_key(&key))
                || self.by_pattern(address).is_some())
    }

    fn by_pattern(&self, address: &str) -> Option<u32> {
        if self.of_patterns.is_empty() {
            return None;
        }
        let first = self.patterns.matches(readable_address(address)).into_iter().next()?;
        Some(self.of_patterns[first])
    }
}

/// `/2017/04/27/slug/`, `content/2017/04/27/slug.md` and `2017/04/27/slug` are one, as typed or as a browser shows it.
fn plain_id(id: &str) -> String {
    let id = percent_decode_str(id.trim()).decode_utf8_lossy();
    let id = id.trim_start_matches('/');
    let id = id.strip_prefix("content/").unwrap_or(id);
    let id = id.strip_suffix("index.html").unwrap_or(id).trim_end_matches('/');
    id.strip_suffix(".md").unwrap_or(id).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takedown(urls: &[&str], ids: &[&str], patterns: &[&str]) -> Takedown {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Takedown { urls: owned(urls), ids: owned(ids), patterns: owned(patterns), note: None }
    }

    fn meta(file: &str, url: &str) -> Meta {
        Meta { file: file.into(), url: Some(url.into()), ..Meta::default() }.indexed()
    }

    #[test]
    fn by_address_by_file_and_by_pattern() {
        let all = Takedowns::new(&[
            takedown(&["http://www.site.example/a/"], &[], &[]),
            takedown(&[], &["/2017/04/27/b/", "content/undated/c.md"], &[]),
            takedown(&[], &[], &["https://site.example/خاص/*", "*.other.example/*"]),
        ]);
        assert_eq!(all.of(&meta("x.md", "https://site.example/a")), Some(0));
        assert_eq!(all.of(&meta("2017/04/27/b.md", "https://site.example/b")), Some(1));
        assert_eq!(all.of(&meta("undated/c.md", "")), Some(1));
        assert_eq!(all.of(&meta("x.md", "https://site.example/%D8%AE%D8%A7%D8%B5/1?x=2")), Some(2));
        assert_eq!(all.of(&meta("x.md", "https://m.other.example/1")), Some(2));
        assert_eq!(all.of(&meta("x.md", "https://other.example/1")), None);
        assert_eq!(all.of(&meta("2017/04/27/bb.md", "https://site.example/ab")), None);
        assert!(all.covers("https://site.example/a#top") && !all.covers("https://site.example/"));
        assert!(!Takedowns::default().covers("https://site.example/a"));
    }
}
