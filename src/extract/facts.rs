//! The smaller facts: section, tags, summary, the site's name, what the page says its language is.
//!
//! In: the page's head, JSON-LD, microdata and small texts around the article. Out: values with their evidence.

use super::Evidence;
use super::address::Base;
use super::field::{Offer, Offers, record};
use super::meta::Head;
use super::selectors::Rules;
use super::structured::{Structured, plain, split_list};
use super::surroundings::Surroundings;
use super::tags;
use super::tree::{Mask, Tree};
use crate::arabic::fold;
use crate::config::SourceRules;
use std::collections::BTreeSet;

/// More tags than this are keyword stuffing.
const MAX_TAGS: usize = 40;

/// What the facts are read from.
pub(super) struct Facts<'f, 'a> {
    pub tree: &'f Tree<'a>,
    pub shown: &'f Mask,
    pub surroundings: &'f Surroundings<'f, 'a>,
    pub head: &'f Head,
    pub structured: &'f Structured,
    pub rules: &'f Rules,
}

impl Facts<'_, '_> {
    fn selected(&self, name: &str) -> Vec<String> {
        let words =
            self.rules.select(name, self.tree).into_iter().map(|id| self.tree.joined(id, self.shown, 2000));
        words.filter(|words| !words.is_empty()).collect()
    }

    /// The section.
    pub fn section(&self, evidence: &mut Vec<Evidence>) -> Option<String> {
        let mut offers = Offers::default();
        self.selected("section").iter().for_each(|section| offers.add("selector", section));
        offers.add_some(
            "meta article:section",
            self.head.first(&["article:section", "og:article:section"]).map(|(_, section)| section),
        );
        self.structured
            .stories
            .iter()
            .take(2)
            .for_each(|story| offers.add("json-ld articleSection", &story.section));
        offers.add_some("itemprop articleSection", self.microdata("articleSection").next());
        let metas = ["section", "parsely-section", "sailthru.section", "cxenseparse:section", "dc.subject"];
        offers.add_some("meta section", self.head.first(&metas).map(|(_, section)| section));
        offers.add_some("class category", self.category());
        // What stands around the article is looked at only where nothing says it outright: it costs a walk over all links.
        if offers.is_empty() {
            offers.add_some("breadcrumb", self.surroundings.breadcrumb());
        }
        if offers.is_empty() {
            offers.add_some("kicker", self.surroundings.kicker());
        }
        offers.first("section", evidence).filter(|section| section.chars().count() <= 60)
    }

    /// What microdata says, in the page's order.
    fn microdata<'s>(&'s self, property: &'s str) -> impl Iterator<Item = String> + 's {
        let ids = (1..self.tree.len()).filter(move |&id| {
            let names = self.tree.attr(id, "itemprop").unwrap_or_default();
            names.split_whitespace().any(|name| name == property)
        });
        ids.map(|id| match self.tree.attr(id, "content") {
            Some(content) => plain(content),
            None => self.tree.joined(id, self.shown, 2000),
        })
        .filter(|words| !words.is_empty())
    }

    /// A link that the page calls its category.
    fn category(&self) -> Option<String> {
        let id = self.tree.elements("a").find(|&id| {
            self.tree.attr(id, "rel").is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "category"))
                || self.tree.attr(id, "class").is_some_and(|class| class.contains("category"))
        })?;
        Some(self.tree.joined(id, self.shown, 200))
    }

    /// The tags of the article with the headline `title`, in the page's order, each once.
    pub fn tags(&self, title: &str, evidence: &mut Vec<Evidence>) -> Vec<String> {
        let from_story = || {
            self.structured.stories.iter().map(|story| story.keywords.clone()).find(|tags| !tags.is_empty())
        };
        let linked = || {
            let ids = self.tree.elements("a").filter(|&id| {
                let rel = self.tree.attr(id, "rel").unwrap_or_default();
                let says = |name: &str| rel.split_whitespace().any(|rel| rel == name);
                says("tag") && !says("category")
            });
            ids.map(|id| self.tree.joined(id, self.shown, 200)).collect::<Vec<_>>()
        };
        let metas = |key: &'static str| self.head.all(key).flat_map(split_list).collect::<Vec<_>>();
        let microdata = || self.microdata("keywords").flat_map(|list| split_list(&list)).collect();
        // One after another: the first that has any says it all.
        let places: [(&'static str, &dyn Fn() -> Vec<String>); 8] = [
            ("selector", &|| self.selected("tags")),
            ("article:tag", &|| metas("article:tag")),
            ("json-ld keywords", &|| from_story().unwrap_or_default()),
            ("itemprop keywords", &microdata),
            ("rel tag", &linked),
            ("list of tags", &|| self.surroundings.tags()),
            ("news_keywords", &|| metas("news_keywords")),
            ("keywords", &|| metas("keywords")),
        ];
        let seen_by_readers = ["selector", "itemprop keywords", "rel tag", "list of tags"];
        let mut stated = places.into_iter().map(|(rule, found)| {
            let found = found();
            let all = rule == "selector";
            (rule, if all { found } else { tags::among(found, !seen_by_readers.contains(&rule), title) })
        });
        let Some((rule, found)) = stated.find(|(_, tags)| !tags.is_empty()) else { return Vec::new() };
        let mut seen = BTreeSet::new();
        let mut tags = Vec::new();
        for tag in found {
            let tag = plain(tag.trim_start_matches('#'));
            if !tag.is_empty()
                && tag.chars().count() <= 80
                && tags.len() < MAX_TAGS
                && seen.insert(fold(&tag))
            {
                tags.push(tag);
            }
        }
        let mut offers = Offers::default();
        offers.add(rule, tags.join(", "));
        offers.first("tags", evidence);
        tags
    }

    /// The summary: the page's own standfirst before what its head says for search engines. Not what only says the headline
    /// again, or the site's name.
    pub fn summary(
        &self,
        title: &str,
        standfirst: Option<String>,
        evidence: &mut Vec<Evidence>,
    ) -> Option<String> {
        let mut offers = Offers::default();
        self.selected("summary").iter().for_each(|summary| offers.add("selector", summary));
        offers.add_some("standfirst", standfirst);
        offers.add_some("og:description", self.head.first(&["og:description"]).map(|(_, text)| text));
        self.structured
            .stories
            .iter()
            .take(1)
            .for_each(|story| offers.add("json-ld description", &story.description));
        offers.add_some(
            "description",
            self.head.first(&["description", "twitter:description", "dc.description"]).map(|(_, text)| text),
        );
        offers.without(|summary| says_nothing(summary, title)).first("summary", evidence)
    }
}

/// Is the summary the headline, or that with a few words more, or no more than a name?
fn says_nothing(summary: &str, title: &str) -> bool {
    let (summary, title) = (fold(summary.trim_start_matches(['|', ' '])), fold(title));
    let more = summary.strip_prefix(title.as_str()).unwrap_or(&summary);
    let words = more.split(' ').filter(|word| word.chars().any(char::is_alphanumeric)).count();
    if more.len() < summary.len() { words < 5 } else { words < 3 }
}

/// The site's name as it calls itself.
pub(super) fn site(
    head: &Head,
    structured: &Structured,
    rules: &SourceRules,
    title: &str,
    evidence: &mut Vec<Evidence>,
) -> Option<String> {
    let mut offers = Offers::default();
    offers.add_some("site.toml", rules.name.as_ref());
    offers.add_some("og:site_name", head.first(&["og:site_name"]).map(|(_, name)| name));
    structured.stories.iter().take(1).for_each(|story| offers.add("json-ld publisher", &story.publisher));
    offers.add("json-ld site", &structured.site);
    offers.add_some("title", affix(&head.title, title));
    offers.add_some(
        "application-name",
        head.first(&["application-name", "apple-mobile-web-app-title", "al:android:app_name"])
            .map(|(_, name)| name),
    );
    let headline = fold(title);
    let is_none =
        |site: &str| site.starts_with("http") || site.chars().count() > 120 || fold(site) == headline;
    let offers = offers.without(is_none);
    record("site", spelled_out(offers.iter().cloned().collect()), evidence)
}

/// The offers, with a name before the host that is spelled like it: «The Example» says more than `the-example.org`.
fn spelled_out(mut offers: Vec<Offer>) -> Vec<Offer> {
    let letters = |name: &str| fold(name).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let host = offers.first().filter(|first| first.rule != "site.toml");
    let spelled = host.and_then(|host| host_label(&host.value)).map(letters);
    if let Some(named) = offers.iter().position(|offer| Some(letters(&offer.value)) == spelled) {
        offers[..=named].rotate_right(1);
    }
    offers
}

/// The label before a host name's last, `example` in `news.example.org`; `None` where the name is none, or is written as a
/// name, such as `Example.org`.
fn host_label(name: &str) -> Option<&str> {
    let (rest, _) = name.rsplit_once('.')?;
    let is_host = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    name.chars().all(is_host).then(|| rest.rsplit('.').next().unwrap_or(rest))
}

/// What `<title>` holds behind the headline, or before it where nothing is behind: its last part, if that is short.
fn affix(whole: &str, title: &str) -> Option<String> {
    let (before, behind) = whole.split_once(title)?;
    let bare = |part: &str| part.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let rest = if bare(behind).is_empty() {
        bare(before)
    } else {
        // A sentence that goes on is no name.
        Some(bare(behind)).filter(|_| !behind.trim_start().starts_with(char::is_alphanumeric))?
    };
    let marks = [" | ", " - ", " – ", " — ", " :: ", " » "];
    let last = marks.iter().fold(rest.as_str(), |rest, mark| rest.rsplit(mark).next().unwrap_or(rest)).trim();
    (!last.is_empty() && last.chars().count() <= 40).then(|| last.to_owned())
}

/// The names that the site calls itself, for cutting them off headlines and out of bylines.
pub(super) fn site_names(
    head: &Head,
    structured: &Structured,
    base: &Base,
    rules: &SourceRules,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    names.extend(rules.name.clone());
    for key in [
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "al:android:app_name",
        "publisher",
        "copyright",
    ] {
        names.extend(head.all(key).map(str::to_owned));
    }
    names.extend(structured.stories.iter().take(3).map(|story| story.publisher.clone()));
    names.push(structured.site.clone());
    if let Some(host) = base.host() {
        names.push(host.to_owned());
        // `news.example.co.uk` goes by "example".
        let label = host.split('.').filter(|label| label.len() > 3).max_by_key(|label| label.len());
        names.extend(label.map(str::to_owned));
    }
    names.retain(|name| !name.is_empty() && name.chars().count() <= 80);
    names
}

/// What the page says its language is, likeliest first.
pub(super) fn declared_languages(head: &Head, structured: &Structured, rules: &SourceRules) -> Vec<String> {
    let mut declared: Vec<String> = Vec::new();
    declared.extend(head.lang.clone());
    declared.extend(structured.stories.iter().take(1).map(|story| story.lang.clone()));
    for key in ["og:locale", "content-language", "language", "dc.language", "inlanguage"] {
        declared.extend(head.all(key).map(str::to_owned));
    }
    declared.extend(rules.lang.clone());
    declared.retain(|lang| !lang.is_empty());
    declared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(names: &[&str]) -> String {
        let offers = names.iter().map(|name| Offer { value: (*name).to_owned(), rule: "og:site_name" });
        spelled_out(offers.collect()).into_iter().next().map(|offer| offer.value).unwrap_or_default()
    }

    #[test]
    fn a_name_says_more_than_its_host() {
        assert_eq!(best(&["the-example.org", "Politics", "The Example"]), "The Example");
        assert_eq!(best(&["news.example.org", "Example"]), "Example");
        assert_eq!(best(&["example.org", "Example Media Ltd"]), "example.org");
        assert_eq!(best(&["Example.org", "Example"]), "Example.org");
        assert_eq!(best(&["أخبار المثال", "example.org"]), "أخبار المثال");
    }

    #[test]
    fn the_document_title_names_the_site_beside_the_headline() {
        assert_eq!(affix("عنوان الخبر | أخبار المثال", "عنوان الخبر").as_deref(), Some("أخبار المثال"));
        assert_eq!(affix("أخبار المثال - عنوان الخبر", "عنوان الخبر").as_deref(), Some("أخبار المثال"));
        assert_eq!(affix("ثقافة: عنوان الخبر - المثال", "عنوان الخبر").as_deref(), Some("المثال"));
        assert_eq!(affix("عنوان الخبر", "عنوان الخبر"), None);
        assert_eq!(affix("عنوان الخبر وما بعده", "عنوان الخبر"), None);
    }
}
