//! The sitemap (sitemaps.org), split at 50,000 addresses, and `robots.txt`. Only an archive with a base address has a sitemap.

use super::escape::{absolute_path, escape};
use super::frame::Edition;
use crate::plan::{Output, Page, SITEMAP_SIZE};
use std::fmt::Write as _;

/// Appends `sitemap.xml`: all addresses, or the index of the parts when there are too many. Writing to a string cannot fail.
pub(super) fn write(edition: Edition<'_>, out: &mut String) {
    let Some(base) = edition.config.base_url.as_deref() else { return };
    let addresses = edition.plan.indexable().count();
    if addresses <= SITEMAP_SIZE {
        urls(edition, edition.plan.indexable(), out);
        return;
    }
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for part in 1..=addresses.div_ceil(SITEMAP_SIZE) {
        let _ = writeln!(out, "<sitemap><loc>{}sitemap-{part}.xml</loc></sitemap>", escape(base));
    }
    out.push_str("</sitemapindex>\n");
}

/// Appends part `part`, counted from 1.
pub(super) fn write_part(edition: Edition<'_>, part: u32, out: &mut String) {
    let skipped = (part.saturating_sub(1) as usize) * SITEMAP_SIZE;
    urls(edition, edition.plan.indexable().skip(skipped).take(SITEMAP_SIZE), out);
}

fn urls<'a>(edition: Edition<'_>, outputs: impl Iterator<Item = &'a Output>, out: &mut String) {
    let base = escape(edition.config.base_url.as_deref().unwrap_or_default());
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for output in outputs {
        let _ = write!(out, "<url><loc>{base}{}</loc>", escape(&absolute_path(&output.path)));
        if let Page::Article(id) = output.page {
            let entry = edition.archive.article(id);
            // W3C dates know years, months and days, but no time without a zone.
            if let Some(date) = entry.updated.max(entry.date) {
                let _ = write!(out, "<lastmod>{}</lastmod>", date.without_time());
            }
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
}

/// Appends `robots.txt`.
pub(super) fn write_robots(edition: Edition<'_>, out: &mut String) {
    out.push_str("User-agent: *\nAllow: /\n");
    if let Some(base) = edition.config.base_url.as_deref() {
        let _ = writeln!(out, "Sitemap: {base}sitemap.xml");
    }
}
