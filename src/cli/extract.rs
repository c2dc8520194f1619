//! `warraq extract FILE…`: prints what pages hold and writes nothing.
//!
//! For people: the fields, then the Markdown. `--json`: one object a capture. `--explain`: the rule behind each field.
//! `--batch`: JSON lines in, JSON lines out, in the same order; the contract is documented in `docs/` and kept stable.

use super::{Context, Outcome};
use crate::arabic::Direction;
use crate::article::Article;
use crate::config::Config;
use crate::converter;
use crate::date;
use crate::diagnostic::{Diagnostic, Listener as _, Severity};
use crate::extract::{Candidate, Extraction, Furniture, Kind, check_rules};
use crate::in_order::{in_order, threads};
use crate::source::encoding::{Confidence, Decision};
use crate::source::{self, Beside, Listed};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Write};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Pages to read: files, folders or globs
    #[arg(value_name = "FILE", required_unless_present = "batch")]
    files: Vec<PathBuf>,

    /// Print one JSON object a page
    #[arg(long, conflicts_with = "explain")]
    json: bool,

    /// Say for each field which rule gave it, and what it beat
    #[arg(long)]
    explain: bool,

    /// Read JSON lines from standard input, one page a line, and print one object each, in the same order
    #[arg(long, conflicts_with_all = ["files", "json", "explain"])]
    batch: bool,
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let config = context.config_or_default()?;
    config.rules.iter().flat_map(check_rules).for_each(|problem| context.terminal.report(&problem));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if args.batch {
        batch(&config, std::io::stdin().lock(), &mut out)?;
        out.flush()?;
        return Ok(Outcome::Clean);
    }
    let listed = source::list(&config.root, &args.files, &[]);
    let furniture = converter::learn(&listed, threads())?;
    let captures = listed.iter().flat_map(source::open);
    let read = |capture: Result<source::Capture, source::Unreadable>| match capture {
        Ok(capture) => (capture.origin.to_string(), Ok(converter::examine(&config, &capture, &furniture))),
        Err(unreadable) => (unreadable.origin.to_string(), Err(unreadable.diagnostic)),
    };
    in_order(captures, threads(), read, |(file, result)| -> anyhow::Result<()> {
        let report = |diagnostic: &Diagnostic| context.terminal.report(&diagnostic.clone().in_file(&file));
        match &result {
            Ok(extraction) => extraction.diagnostics.iter().for_each(report),
            Err(diagnostic) => report(diagnostic),
        }
        match (args.json, result) {
            (true, Ok(extraction)) => print_line(&mut out, &Page::new(None, Some(file), &extraction)),
            (true, Err(diagnostic)) => print_line(&mut out, &Page::unreadable(None, Some(file), &diagnostic)),
            (false, Ok(extraction)) => Ok(print_readable(&mut out, &file, &extraction, args.explain)?),
            (false, Err(_)) => Ok(()),
        }
    })?;
    out.flush()?;
    Ok(Outcome::from_errors(context.terminal.errors()))
}

/// A line of the batch.
#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: serde_json::Value,
    path: PathBuf,
    url: Option<String>,
    captured: Option<String>,
    charset: Option<String>,
    media_type: Option<String>,
}

/// What a page holds, as `--json` and `--batch` print it. Absent values are null or an empty list.
#[derive(Serialize, Default)]
struct Page {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    kind: &'static str,
    reason: Option<String>,
    title: Option<String>,
    date: Option<String>,
    updated: Option<String>,
    authors: Vec<String>,
    agency: Option<String>,
    byline: Option<String>,
    section: Option<String>,
    site: Option<String>,
    url: Option<String>,
    lang: Option<String>,
    dir: Option<Direction>,
    image: Option<String>,
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
    summary: Option<String>,
    tags: Vec<String>,
    related: Vec<crate::article::Related>,
    comments: Vec<crate::article::Comment>,
    text: String,
    markdown: String,
    encoding: Option<&'static str>,
    encoding_declared: Option<String>,
    encoding_detected: Option<&'static str>,
    encoding_confidence: Option<Confidence>,
    encoding_repaired: Option<String>,
    diagnostics: Vec<String>,
}

impl Page {
    fn new(id: Option<serde_json::Value>, file: Option<String>, extraction: &Extraction) -> Self {
        let (kind, reason) = match &extraction.kind {
            Kind::Article => ("article", None),
            Kind::Other(reason) => ("other", Some(reason.clone())),
            Kind::Unreadable(reason) => ("unreadable", Some(reason.clone())),
        };
        let article = extraction.article.clone();
        let image = article.image.clone().unwrap_or_default();
        Self {
            id,
            file,
            kind,
            reason,
            dir: article.direction(),
            byline: article.printed_byline(),
            title: Some(article.title).filter(|title| !title.is_empty()),
            date: article.date.map(|date| date.to_string()),
            updated: article.updated.map(|date| date.to_string()),
            authors: article.authors,
            agency: article.agency,
            section: article.section,
            site: article.source.name,
            url: article.source.url,
            lang: article.lang,
            image: image.src,
            alt: image.alt,
            caption: image.caption,
            credit: image.credit,
            summary: article.summary,
            tags: article.tags,
            related: article.related,
            comments: article.comments,
            text: extraction.text.clone(),
            markdown: article.body,
            encoding: Some(extraction.encoding.used),
            encoding_declared: extraction.encoding.declared.clone(),
            encoding_detected: Some(extraction.encoding.detected),
            encoding_confidence: Some(extraction.encoding.confidence),
            encoding_repaired: extraction.encoding.repaired.clone(),
            diagnostics: extraction.diagnostics.iter().map(ToString::to_string).collect(),
        }
    }

    fn unreadable(id: Option<serde_json::Value>, file: Option<String>, diagnostic: &Diagnostic) -> Self {
        Self {
            id,
            file,
            kind: "unreadable",
            reason: Some(diagnostic.message.clone()),
            diagnostics: vec![diagnostic.to_string()],
            ..Self::default()
        }
    }
}

fn batch(config: &Config, input: impl BufRead, out: &mut impl Write) -> anyhow::Result<()> {
    let lines = input.split(b'\n').filter(|line| !matches!(line, Ok(line) if line.trim_ascii().is_empty()));
    in_order(lines, threads(), |line| answer(config, line), |page| print_line(out, &page))
}

fn answer(config: &Config, line: std::io::Result<Vec<u8>>) -> Page {
    let parsed = line.map_err(|error| (serde_json::Value::Null, error.to_string())).and_then(|line| {
        serde_json::from_slice::<Request>(&line).map_err(|error| (id_of(&line), error.to_string()))
    });
    let request = match parsed {
        Ok(request) => request,
        Err((id, error)) => {
            let diagnostic = Diagnostic::error(format!("this line is no request: {error}"))
                .hint(r#"write {"id": …, "path": "page.html"}"#);
            return Page::unreadable(Some(id), None, &diagnostic);
        }
    };
    let declared = request.media_type.as_deref().map(source::declared_media_type);
    let (media_type, charset) = declared.unwrap_or_default();
    let beside = Beside {
        media_type,
        charset: request.charset.or(charset),
        url: request.url,
        captured: request.captured.and_then(|text| {
            text.parse().ok().or_else(|| Some(date::read(&text, &date::Hints::default())?.published))
        }),
    };
    let listed = Listed::file(&config.root, &request.path);
    match source::open_with(&listed, beside).next() {
        Some(Ok(capture)) => {
            Page::new(Some(request.id), None, &converter::examine(config, &capture, &Furniture::default()))
        }
        Some(Err(unreadable)) => Page::unreadable(Some(request.id), None, &unreadable.diagnostic),
        None => Page::unreadable(Some(request.id), None, &Diagnostic::error("the file holds no page")),
    }
}

/// The id of a line that is JSON but no request.
fn id_of(line: &[u8]) -> serde_json::Value {
    serde_json::from_slice::<serde_json::Value>(line)
        .ok()
        .and_then(|mut value| value.get_mut("id").map(serde_json::Value::take))
        .unwrap_or_default()
}

fn print_line(out: &mut impl Write, page: &Page) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, page).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// The fields, one a line, then what `--explain` adds, then the Markdown.
fn print_readable(
    out: &mut impl Write,
    file: &str,
    extraction: &Extraction,
    explain: bool,
) -> std::io::Result<()> {
    let kind = match &extraction.kind {
        Kind::Article => "article".to_owned(),
        Kind::Other(reason) => format!("no article: {reason}"),
        Kind::Unreadable(reason) => format!("unreadable: {reason}"),
    };
    writeln!(out, "{:10}{file}", "file")?;
    writeln!(out, "{:10}{kind}", "kind")?;
    for (name, value) in fields(&extraction.article) {
        writeln!(out, "{name:10}{value}")?;
    }
    writeln!(out, "{:10}{}", "encoding", encoding(&extraction.encoding))?;
    if explain {
        print_evidence(out, extraction)?;
    }
    let body = extraction.article.body.trim_end();
    if !body.is_empty() {
        writeln!(out, "\n{body}")?;
    }
    let problems = extraction.diagnostics.iter().filter(|d| d.severity > Severity::Note).count();
    if problems > 0 {
        writeln!(out, "\n({problems} problems, see above)")?;
    }
    writeln!(out)
}

/// `windows-1256 (likely; declared iso-8859-1)`.
fn encoding(decision: &Decision) -> String {
    let mut notes = vec![decision.confidence.as_str().to_owned()];
    notes.extend(decision.declared.as_ref().map(|label| format!("declared {label}")));
    if decision.detected != decision.used {
        notes.push(format!("looks like {}", decision.detected));
    }
    notes.extend(decision.repaired.as_ref().map(|readings| format!("turned back: {readings}")));
    format!("{} ({})", decision.used, notes.join("; "))
}

fn fields(article: &Article) -> Vec<(&'static str, String)> {
    let image = article.image.clone().unwrap_or_default();
    let mut fields: Vec<(&'static str, Option<String>)> = vec![
        ("title", Some(article.title.clone())),
        ("date", article.date.map(|date| date.to_string())),
        ("updated", article.updated.map(|date| date.to_string())),
        ("byline", article.byline.clone()),
        ("authors", Some(article.authors.join(" | "))),
        ("agency", article.agency.clone()),
        ("section", article.section.clone()),
        ("tags", Some(article.tags.join(" | "))),
        ("site", article.source.name.clone()),
        ("url", article.source.url.clone()),
        ("lang", article.lang.clone()),
        ("image", image.src),
        ("alt", image.alt),
        ("caption", image.caption),
        ("credit", image.credit),
        ("summary", article.summary.clone()),
    ];
    fields.extend(article.related.iter().map(|related| {
        let url = related.url.as_deref().map_or_else(String::new, |url| format!(" <{url}>"));
        ("related", Some(format!("{}{url}", related.title)))
    }));
    fields.extend(article.comments.iter().map(|comment| {
        let date = comment.date.map(|date| date.to_string());
        let said = [comment.author.clone(), date, Some(comment.text.replace('\n', " "))];
        ("comment", Some(said.into_iter().flatten().collect::<Vec<_>>().join(" | ")))
    }));
    let stated = |(name, value): (_, Option<String>)| Some((name, value.filter(|value| !value.is_empty())?));
    fields.into_iter().filter_map(stated).collect()
}

/// Each field's value with the rules that agree on it, then what it beat: each value once, with all that offered it.
fn print_evidence(out: &mut impl Write, extraction: &Extraction) -> std::io::Result<()> {
    const LONGEST: usize = 120;
    writeln!(out)?;
    for evidence in &extraction.evidence {
        let mut values: Vec<(&str, Vec<&str>)> = Vec::new();
        for Candidate { value, rule } in std::iter::once(&evidence.winner).chain(&evidence.beaten) {
            match values.iter_mut().find(|(known, _)| known == value) {
                Some((_, rules)) => rules.push(rule),
                None => values.push((value, vec![rule])),
            }
        }
        for (at, (value, mut rules)) in values.into_iter().enumerate() {
            let value: String = value.chars().take(LONGEST).collect();
            let (field, beat) = if at == 0 { (evidence.field, "") } else { ("", "beat ") };
            rules.dedup();
            writeln!(out, "{field:10}{beat}{} ← {}", value.replace(['\n', '\r'], " "), rules.join(", "))?;
        }
    }
    Ok(())
}
