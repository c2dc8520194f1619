//! `site.toml` as typed: reads each key, checks each value, and turns the whole into a usable [`Config`].
//!
//! Every mistake is found in one go. Nothing is guessed: a file with a mistake gives no settings.

use super::reader::{Placed, Reader};
use super::{
    CitationsOf, Compression, Config, Label, MonthNames, RedirectFormat, Selectors, SourceRules, Taxonomy,
    look, takedown,
};
use crate::arabic::{DigitSystem, Direction, direction_of_language, fold};
use crate::date::DayOrder;
use crate::diagnostic::Diagnostic;
use globset::{Glob, GlobMatcher};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use toml::de::DeTable;

const KEYS: &[&str] = &[
    "title",
    "subtitle",
    "about",
    "contact",
    "base_url",
    "lang",
    "dir",
    "timezone",
    "digits",
    "months",
    "permalink",
    "page_size",
    "sources",
    "source",
    "taxonomies",
    "feed_size",
    "content",
    "templates",
    "static",
    "output",
    "minify",
    "citations",
    "compress",
    "redirects",
    "timemaps",
    "search",
    "takedown",
    "look",
    "hijri",
];
const SOURCE_KEYS: &[&str] =
    &["match", "name", "lang", "timezone", "day_order", "selectors", "labels", "drop", "drop_lines"];
const SELECTOR_KEYS: &[&str] =
    &["title", "body", "date", "author", "section", "tags", "image", "caption", "summary", "related"];
/// The longest phrase of a label, in words.
const LONGEST_PHRASE: usize = 10;
const PERMALINK_PARTS: &[&str] = &["year", "month", "day", "section", "slug"];

const DIRECTIONS: &[(&str, Direction)] = &[("rtl", Direction::Rtl), ("ltr", Direction::Ltr)];
const DIGITS: &[(&str, DigitSystem)] =
    &[("latn", DigitSystem::Latn), ("arab", DigitSystem::Arab), ("arabext", DigitSystem::ArabExt)];
const MONTHS: &[(&str, MonthNames)] = &[
    ("egypt", MonthNames::Egypt),
    ("levant", MonthNames::Levant),
    ("tunisia", MonthNames::Tunisia),
    ("maghreb", MonthNames::Maghreb),
    ("both", MonthNames::Both),
];
const TAXONOMIES: &[(&str, Taxonomy)] = &[
    ("section", Taxonomy::Section),
    ("tag", Taxonomy::Tag),
    ("author", Taxonomy::Author),
    ("source", Taxonomy::Source),
];
const CITATIONS: &[(&str, CitationsOf)] = &[("day", CitationsOf::Day), ("tag", CitationsOf::Tag)];
const REDIRECTS: &[(&str, RedirectFormat)] = &[
    ("nginx", RedirectFormat::Nginx),
    ("apache", RedirectFormat::Apache),
    ("netlify", RedirectFormat::Netlify),
];
const COMPRESSIONS: &[(&str, Compression)] = &[("gz", Compression::Gzip), ("zst", Compression::Zstandard)];
const DAY_ORDERS: &[(&str, DayOrder)] =
    &[("dmy", DayOrder::Dmy), ("mdy", DayOrder::Mdy), ("ymd", DayOrder::Ymd)];

/// Reads the text of a `site.toml` that lies in the folder `root`.
pub(super) fn read(source: &str, root: &Path) -> Result<Config, Vec<Diagnostic>> {
    let (mut reader, table) = Reader::parse(super::FILE_NAME.to_owned(), source);
    reader.known_keys(&table, KEYS);
    let mut config = Config::by_default(root);
    read_texts(&mut reader, &table, &mut config);
    read_language(&mut reader, &table, &mut config);
    read_shape(&mut reader, &table, &mut config);
    read_output(&mut reader, &table, &mut config);
    read_folders(&mut reader, &table, &mut config);
    config.takedowns = takedown::read(&mut reader, &table);
    config.look = look::read(&mut reader, &table);
    config.rules = reader
        .tables(&table, "source")
        .into_iter()
        .map(|Placed { value, span }| read_rules(&mut reader, value, span))
        .collect();
    for rules in config.rules.iter_mut().chain([&mut config.other_sources]) {
        rules.timezone = rules.timezone.take().or_else(|| config.timezone.clone());
    }
    let problems = reader.into_problems();
    if problems.is_empty() { Ok(config) } else { Err(problems) }
}

fn read_texts(reader: &mut Reader<'_>, table: &DeTable<'_>, config: &mut Config) {
    if let Some(title) = reader.text(table, "title") {
        config.title = title.value;
    }
    config.subtitle = reader.text(table, "subtitle").map(|text| text.value);
    config.about = reader.text(table, "about").map(|text| text.value);
    config.contact = reader.text(table, "contact").map(|text| text.value);
    if let Some(base) = reader.text(table, "base_url") {
        match url::Url::parse(&base.value) {
            Ok(url)
                if matches!(url.scheme(), "http" | "https")
                    && url.query().is_none()
                    && url.fragment().is_none() =>
            {
                config.base_url = Some(format!("{}/", url.as_str().trim_end_matches('/')));
            }
            _ => reader.problem(
                base.span,
                format!("'{}' is no web address", base.value),
                "write a whole one, such as \"https://archive.example/\", or leave the key out".to_owned(),
            ),
        }
    }
}

fn read_language(reader: &mut Reader<'_>, table: &DeTable<'_>, config: &mut Config) {
    if let Some(lang) = language(reader, table) {
        config.dir = direction_of_language(&lang);
        config.lang = lang;
    }
    if let Some(dir) = reader.choice(table, "dir", DIRECTIONS) {
        config.dir = dir;
    }
    config.timezone = timezone(reader, table);
    // Persian is written with its own digits wherever it is printed.
    let usual = if config.lang.starts_with("fa") { DigitSystem::ArabExt } else { DigitSystem::default() };
    config.digits = reader.choice(table, "digits", DIGITS).unwrap_or(usual);
    config.months = reader.choice(table, "months", MONTHS).unwrap_or_default();
    config.hijri = reader.flag(table, "hijri").unwrap_or_default();
}

fn read_shape(reader: &mut Reader<'_>, table: &DeTable<'_>, config: &mut Config) {
    if let Some(permalink) = reader.text(table, "permalink") {
        match permalink_mistake(&permalink.value) {
            None => config.permalink = permalink.value,
            Some(mistake) => {
                let parts: Vec<String> = PERMALINK_PARTS.iter().map(|part| format!("{{{part}}}")).collect();
                let hint = format!(
                    "write something like \"/{{year}}/{{month}}/{{slug}}/\"; the parts are {}",
                    parts.join(", ")
                );
                reader.problem(permalink.span, mistake, hint);
            }
        }
    }
    if let Some(size) = reader.number(table, "page_size", 1..10_001) {
        config.page_size = size;
    }
    if let Some(size) = reader.number(table, "feed_size", 0..10_001) {
        config.feed_size = size;
    }
    if let Some(names) = reader.texts(table, "taxonomies", false) {
        config.taxonomies =
            names.iter().filter_map(|name| reader.chosen("taxonomies", name, TAXONOMIES)).collect();
        config.taxonomies.sort_unstable();
        config.taxonomies.dedup();
    }
}

fn read_output(reader: &mut Reader<'_>, table: &DeTable<'_>, config: &mut Config) {
    config.minify = reader.flag(table, "minify").unwrap_or_default();
    config.timemaps = reader.flag(table, "timemaps").unwrap_or(true);
    config.search = reader.flag(table, "search").unwrap_or(true);
    if let Some(names) = reader.texts(table, "redirects", false) {
        config.redirects =
            names.iter().filter_map(|name| reader.chosen("redirects", name, REDIRECTS)).collect();
        config.redirects.sort_unstable();
        config.redirects.dedup();
    }
    if let Some(names) = reader.texts(table, "citations", false) {
        config.citations =
            names.iter().filter_map(|name| reader.chosen("citations", name, CITATIONS)).collect();
        config.citations.sort_unstable();
        config.citations.dedup();
    }
    if let Some(names) = reader.texts(table, "compress", false) {
        config.compress =
            names.iter().filter_map(|name| reader.chosen("compress", name, COMPRESSIONS)).collect();
        config.compress.sort_unstable();
        config.compress.dedup();
    }
}

fn permalink_mistake(permalink: &str) -> Option<String> {
    if !permalink.starts_with('/') || !(permalink.ends_with('/') || permalink.ends_with("{slug}.html")) {
        return Some("'permalink' must begin with a slash, and end with one or with {slug}.html".to_owned());
    }
    if permalink.split('/').any(|segment| matches!(segment, "." | ".."))
        || permalink.contains(['\\', '?', '#', ':'])
    {
        return Some("'permalink' must be a plain path".to_owned());
    }
    let mut rest = permalink;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((part, tail)) = after.split_once('}') else {
            return Some("a '{' in 'permalink' is not closed".to_owned());
        };
        if !PERMALINK_PARTS.contains(&part) {
            return Some(format!("'permalink' knows no part {{{part}}}"));
        }
        rest = tail;
    }
    if !permalink.contains("{slug}") {
        return Some(
            "'permalink' must hold {slug}: without it all articles of a day would share one address"
                .to_owned(),
        );
    }
    None
}

fn read_folders(reader: &mut Reader<'_>, table: &DeTable<'_>, config: &mut Config) {
    let root = config.root.clone();
    for (key, folder) in [
        ("content", &mut config.content),
        ("templates", &mut config.templates),
        ("static", &mut config.assets),
        ("output", &mut config.output),
    ] {
        if let Some(path) = reader.text(table, key) {
            *folder = root.join(&path.value);
        }
    }
    if let Some(sources) = reader.texts(table, "sources", true) {
        for source in &sources {
            // A source that is a glob must be one; a plain path passes as the glob of itself.
            if let Err(error) = Glob::new(&source.value) {
                reader.problem(
                    source.span.clone(),
                    format!("'{}' is no path or glob", source.value),
                    error.kind().to_string(),
                );
            }
        }
        let sources = sources.into_iter().map(|source| source.value);
        config.sources = sources.filter(|source| !source.is_empty()).collect();
    }
    let output = config.output.clone();
    let clash = [&config.content, &config.templates, &config.assets, &root]
        .into_iter()
        .any(|folder| *folder == output);
    if clash && let Some(path) = reader.text(table, "output") {
        reader.problem(
            path.span,
            format!("the archive cannot be built into '{}': its own sources live there", path.value),
            "name a folder of its own, such as \"public\"".to_owned(),
        );
    }
}

fn read_rules(reader: &mut Reader<'_>, table: &DeTable<'_>, span: Range<usize>) -> SourceRules {
    reader.known_keys(table, SOURCE_KEYS);
    let hosts = reader.texts(table, "match", true);
    let names_none = hosts.as_ref().is_some_and(|hosts| hosts.iter().all(|host| host.value.is_empty()));
    if names_none || !table.contains_key("match") {
        let hint = "write whose pages it is for, such as match = \"*.example.com\"".to_owned();
        reader.problem(span, "these rules are for no page: they have no 'match'".to_owned(), hint);
    }
    let texts =
        |found: Option<Vec<Placed<String>>>| found.unwrap_or_default().into_iter().map(|t| t.value).collect();
    SourceRules {
        hosts: hosts.into_iter().flatten().filter_map(|host| host_glob(reader, host)).collect(),
        name: reader.text(table, "name").map(|name| name.value),
        lang: language(reader, table),
        timezone: timezone(reader, table),
        day_order: reader.choice(table, "day_order", DAY_ORDERS),
        selectors: reader
            .table(table, "selectors", "title")
            .map(|inner| read_selectors(reader, inner))
            .unwrap_or_default(),
        labels: reader
            .table(table, "labels", "read_also")
            .map(|inner| read_labels(reader, inner))
            .unwrap_or_default(),
        drop: texts(reader.texts(table, "drop", false)),
        drop_lines: texts(reader.texts(table, "drop_lines", false)),
    }
}

fn read_selectors(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Selectors {
    reader.known_keys(table, SELECTOR_KEYS);
    let mut selector = |key| reader.text(table, key).map(|selector| selector.value);
    Selectors {
        title: selector("title"),
        body: selector("body"),
        date: selector("date"),
        author: selector("author"),
        section: selector("section"),
        tags: selector("tags"),
        image: selector("image"),
        caption: selector("caption"),
        summary: selector("summary"),
        related: selector("related"),
    }
}

fn read_labels(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Vec<(Label, String)> {
    let names: Vec<&str> = Label::ALL.iter().map(|(name, _)| *name).collect();
    reader.known_keys(table, &names);
    let mut labels: Vec<(Label, String)> = Vec::new();
    let mut known: HashMap<String, &str> = HashMap::new();
    for &(name, label) in Label::ALL {
        for Placed { value, span } in reader.texts(table, name, true).unwrap_or_default() {
            let phrase = fold(&value);
            if !(1..=LONGEST_PHRASE).contains(&phrase.split_whitespace().count()) {
                let hint = format!(
                    "write one to {LONGEST_PHRASE} words that lines of the site begin with; whole lines go into drop_lines"
                );
                reader.problem(span, format!("'{value}' is no phrase"), hint);
            } else if let Some(other) = known.insert(phrase, name).filter(|other| *other != name) {
                let message = format!("'{value}' stands under labels.{other} and labels.{name}");
                reader.problem(
                    span,
                    message,
                    "a phrase is there for one thing: take one of the two out".to_owned(),
                );
            } else {
                labels.push((label, value));
            }
        }
    }
    labels
}

fn host_glob(reader: &mut Reader<'_>, host: Placed<String>) -> Option<GlobMatcher> {
    match Glob::new(&host.value.to_lowercase()) {
        Ok(glob) => Some(glob.compile_matcher()),
        Err(error) => {
            let hint = "write a host such as \"news.example\" or \"*.example\"".to_owned();
            reader.problem(host.span, format!("'{}' is no host pattern: {}", host.value, error.kind()), hint);
            None
        }
    }
}

fn language(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Option<String> {
    let lang = reader.text(table, "lang")?;
    let well_formed = lang.value.split('-').enumerate().all(|(at, tag)| {
        (if at == 0 { 2..=3 } else { 1..=8 }).contains(&tag.len())
            && tag.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if !well_formed {
        let hint = "write a language tag such as \"ar\", \"ar-MA\", \"fr\"".to_owned();
        reader.problem(lang.span, format!("'{}' is no language tag", lang.value), hint);
        return None;
    }
    Some(lang.value)
}

fn timezone(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Option<String> {
    let zone = reader.text(table, "timezone")?;
    if jiff::tz::db().get(&zone.value).is_err() {
        let hint = "write an IANA name such as \"Africa/Casablanca\" or \"Asia/Beirut\"".to_owned();
        reader.problem(zone.span, format!("there is no time zone '{}'", zone.value), hint);
        return None;
    }
    Some(zone.value)
}
