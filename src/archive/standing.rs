//! Which articles stand in lists: not those that were taken down, and of several captures of one page only the latest.
//!
//! Two files are captures of one page where their address is one and they tell one story: pages that wrongly give the front
//! page's address as their own do not swallow each other.

use super::takedown::Takedowns;
use super::{ArticleId, Meta};
use crate::arabic::fold;
use crate::cache::Fingerprint;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;
use url::Url;

/// Articles as they stand to each other.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// So many stand in lists, from 0.
    pub(super) listed: u32,
    /// Behind those, up to here, earlier captures; then what was taken down.
    pub(super) kept: u32,
    /// The takedown of each article that was taken down.
    pub(super) takedowns: Vec<u32>,
    /// Of every capture of a page that has several: all of them, oldest first.
    pub(super) versions: FxHashMap<ArticleId, Arc<[ArticleId]>>,
}

/// Puts `metas`, which are sorted, in three ranks one after another: listed, earlier captures, taken down. Each keeps its order.
pub(super) fn rank(metas: Vec<Arc<Meta>>, takedowns: &mut Takedowns) -> (Vec<Arc<Meta>>, Standing) {
    let mut withdrawn: Vec<Option<u32>> = match takedowns.is_empty() {
        true => vec![None; metas.len()],
        false => metas.par_iter().map(|meta| takedowns.of(meta)).collect(),
    };
    let mut groups = versions(&metas);
    if groups.is_empty() && takedowns.is_empty() {
        let all = u32::try_from(metas.len()).unwrap_or(u32::MAX);
        return (metas, Standing { listed: all, kept: all, ..Standing::default() });
    }
    // With one capture of a page go all, and the page is not named by others.
    for group in &groups {
        if let Some(number) = group.iter().find_map(|&at| withdrawn[at]) {
            group.iter().for_each(|&at| withdrawn[at] = withdrawn[at].or(Some(number)));
        }
    }
    groups.retain(|group| withdrawn[group[0]].is_none());
    for (meta, number) in metas.iter().zip(&withdrawn) {
        if let (Some(number), Some(address)) = (number, meta.index.address.filter(|_| !is_of_front(meta))) {
            takedowns.cover(address, *number);
        }
    }
    let mut earlier = vec![false; metas.len()];
    for group in &groups {
        group[..group.len() - 1].iter().for_each(|&at| earlier[at] = true);
    }
    let mut order: Vec<usize> = (0..metas.len()).collect();
    let rank = |at: usize| if withdrawn[at].is_some() { 2 } else { u8::from(earlier[at]) };
    order.sort_by_key(|&at| rank(at));
    let count = |wanted: u8| u32::try_from((0..metas.len()).filter(|&at| rank(at) == wanted).count());
    let listed = count(0).unwrap_or(u32::MAX);
    let kept = listed + count(1).unwrap_or(u32::MAX);
    let mut numbers = vec![ArticleId(0); metas.len()];
    order.iter().zip((0..).map(ArticleId)).for_each(|(&at, id)| numbers[at] = id);
    let mut versions = FxHashMap::default();
    for group in groups {
        let ids: Arc<[ArticleId]> = group.iter().map(|&at| numbers[at]).collect();
        versions.extend(ids.iter().map(|&id| (id, Arc::clone(&ids))));
    }
    let takedowns = order[kept as usize..].iter().filter_map(|&at| withdrawn[at]).collect();
    let mut places: Vec<Option<Arc<Meta>>> = metas.into_iter().map(Some).collect();
    let metas = order.into_iter().filter_map(|at| places[at].take()).collect();
    (metas, Standing { listed, kept, takedowns, versions })
}

/// The captures of each page that has several, oldest first.
fn versions(metas: &[Arc<Meta>]) -> Vec<Vec<usize>> {
    let mut first: FxHashMap<Fingerprint, usize> = FxHashMap::default();
    let mut several: BTreeMap<Fingerprint, Vec<usize>> = BTreeMap::new();
    for (at, meta) in metas.iter().enumerate() {
        let Some(key) = meta.index.address else { continue };
        match first.get(&key) {
            None => drop(first.insert(key, at)),
            Some(&before) => several.entry(key).or_insert_with(|| vec![before]).push(at),
        }
    }
    let group = |mut group: Vec<usize>| {
        // The file's name decides where nothing else does: the later one has the longer number.
        group.sort_by_key(|&at| {
            let meta = &metas[at];
            (meta.captured, meta.updated, meta.file.len(), meta.file.clone())
        });
        let latest = Arc::clone(&metas[*group.last()?]);
        group.retain(|&at| tell_one_story(&metas[at], &latest));
        (group.len() > 1).then_some(group)
    };
    several.into_values().filter_map(group).collect()
}

/// Is the address that of a site's front page, or none?
fn is_of_front(meta: &Meta) -> bool {
    let is_front =
        |url: &str| Url::parse(url).is_ok_and(|url| url.path().len() <= 1 && url.query().is_none());
    meta.url.as_deref().is_none_or(is_front)
}

/// Pages of one address: do they tell the same story? A front page's address says nothing.
fn tell_one_story(one: &Meta, other: &Meta) -> bool {
    if is_of_front(one) {
        return false;
    }
    let words = &one.index.words;
    let shared = words.iter().filter(|word| other.index.words.binary_search(word).is_ok()).count();
    let same_minute = one.date.is_some_and(|date| date.time().is_some()) && one.date == other.date;
    same_minute
        || shared > 0 && 2 * shared >= words.len().min(other.index.words.len())
        || fold(&one.title) == fold(&other.title)
}

#[cfg(test)]
mod tests {
    use super::super::Archive;
    use super::*;
    use crate::config::Takedown;

    fn capture(file: &str, title: &str, url: &str, captured: &str) -> Meta {
        Meta {
            file: file.into(),
            title: title.into(),
            url: Some(url.into()),
            date: "2017-04-27".parse().ok(),
            captured: captured.parse().ok(),
            ..Meta::default()
        }
    }

    fn files(archive: &Archive, ids: impl IntoIterator<Item = ArticleId>) -> Vec<&str> {
        ids.into_iter().map(|id| &*archive.article(id).file).collect()
    }

    #[test]
    fn of_several_captures_the_latest_stands_in_lists() {
        let page = "https://site.example/2017/library";
        let archive = Archive::from_iter([
            capture("a.md", "افتتاح المكتبة بعد ست سنوات", page, "2017-04-28"),
            capture(
                "b.md",
                "افتتاح المكتبة بعد سبع سنوات",
                "http://www.site.example/2017/library/",
                "2017-05-02",
            ),
            capture("c.md", "خبر آخر تماما", page, "2016-01-01"),
        ]);
        assert_eq!(files(&archive, archive.ids()), ["b.md", "c.md"]);
        let latest = archive.in_file("b.md").unwrap();
        let earlier = archive.in_file("a.md").unwrap();
        assert_eq!(files(&archive, archive.versions(earlier).to_vec()), ["a.md", "b.md"]);
        assert_eq!(archive.versions(latest), archive.versions(earlier));
        assert_eq!(archive.versions(archive.in_file("c.md").unwrap()), []);
        assert_eq!(archive.at_key(archive.article(earlier).index.address.unwrap()), Some(latest));
    }

    #[test]
    fn a_front_page_is_no_page_of_a_story() {
        let front = "https://site.example/";
        let archive = Archive::from_iter(["1", "2", "3"].map(|n| capture(n, "عنوان الصحيفة", front, "")));
        assert_eq!(archive.len(), 3);
    }

    #[test]
    fn what_was_taken_down_stands_in_no_list() {
        let metas = [
            capture("a.md", "خبر", "https://site.example/a", ""),
            capture("b.md", "خبر آخر", "https://site.example/b", ""),
        ];
        let takedown = Takedown { urls: vec!["https://site.example/a".to_owned()], ..Takedown::default() };
        let metas = metas.into_iter().map(|meta| Arc::new(meta.indexed())).collect();
        let archive = Archive::new(metas, &[takedown]);
        assert_eq!(files(&archive, archive.ids()), ["b.md"]);
        let gone = archive.in_file("a.md").unwrap();
        assert_eq!(archive.takedown_of(gone), Some(0));
        assert_eq!(archive.at_key(archive.article(gone).index.address.unwrap()), None);
        assert!(archive.is_taken_down("https://site.example/a"));
    }
}
