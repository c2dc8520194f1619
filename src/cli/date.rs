//! `warraq date`: reads a date as news pages write it.
//!
//! One string from the command line, or with `--batch` a JSON object a line on stdin and one a line on stdout.

use super::{Context, Outcome};
use crate::date::{DayOrder, Hints, Reading, StatedDate, find, read, read_machine};
use crate::diagnostic::{Diagnostic, Listener as _};
use serde::{Deserialize, Serialize};
use std::io::{BufWriter, Write};

/// Longest line that `--batch` reads as one object, in bytes.
const LONGEST_LINE: usize = 16 << 20;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Prints ISO 8601, as precise as the text. Exit status 1 when the text holds no date of publication."
)]
pub(super) struct Args {
    /// The text that holds the date
    #[arg(required_unless_present = "batch", value_name = "TEXT")]
    text: Option<String>,

    /// Language of the page, e.g. ar or fa-IR
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,

    /// When the page was captured (ISO 8601): what relative dates and dates without a year count from
    #[arg(long, value_name = "ISO")]
    now: Option<StatedDate>,

    /// The source's habit for dates such as 04/05/2017
    #[arg(long, value_name = "ORDER", value_enum)]
    day_order: Option<Order>,

    /// Say which rule read it, in which calendar, and what the label says
    #[arg(long, conflicts_with = "json")]
    explain: bool,

    /// Print one JSON object
    #[arg(long)]
    json: bool,

    /// Read JSON lines {"id","s","lang","capture","day_order"} from stdin, print {"id","value"} a line
    #[arg(long, conflicts_with_all = ["text", "lang", "now", "day_order", "explain", "json"])]
    batch: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Order {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
    /// Year, month, day
    Ymd,
}

impl From<Order> for DayOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Dmy => Self::Dmy,
            Order::Mdy => Self::Mdy,
            Order::Ymd => Self::Ymd,
        }
    }
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    if args.batch {
        return batch(context);
    }
    let text = args.text.as_deref().unwrap_or_default();
    let hints =
        Hints { lang: args.lang.clone(), captured: args.now, day_order: args.day_order.map(DayOrder::from) };
    let found = find(text, &hints);
    let mut out = anstream::stdout().lock();
    if args.json {
        let object = match &found {
            Some(found) => Answer::of(&found.reading, Some(&text[found.span.clone()])),
            None => Answer::default(),
        };
        writeln!(out, "{}", serde_json::to_string(&object)?)?;
    } else if let Some(found) = &found {
        writeln!(out, "{}", found.reading.published)?;
        if args.explain {
            explain(&mut out, &found.reading, &text[found.span.clone()])?;
        }
    }
    if found.is_none() {
        context.terminal.report(&unreadable(&hints));
        return Ok(Outcome::Problems);
    }
    Ok(Outcome::Clean)
}

fn unreadable(hints: &Hints) -> Diagnostic {
    let diagnostic = Diagnostic::error("the text holds no date of publication");
    match hints.captured {
        Some(_) => diagnostic,
        None => diagnostic.hint("a relative date, or one without a year, needs --now"),
    }
}

fn explain(out: &mut impl Write, reading: &Reading, text: &str) -> std::io::Result<()> {
    writeln!(out, "  read from  {text}")?;
    writeln!(out, "  rule       {}", reading.rule)?;
    writeln!(out, "  calendar   {}", reading.calendar.name())?;
    writeln!(out, "  label      {}", reading.role.name())?;
    if let Some(updated) = reading.updated {
        writeln!(out, "  updated    {updated}")?;
    }
    Ok(())
}

/// What `--json` prints.
#[derive(Debug, Default, Serialize)]
struct Answer<'a> {
    value: Option<StatedDate>,
    updated: Option<StatedDate>,
    rule: Option<&'static str>,
    calendar: Option<&'static str>,
    label: Option<&'static str>,
    read_from: Option<&'a str>,
}

impl<'a> Answer<'a> {
    fn of(reading: &Reading, read_from: Option<&'a str>) -> Self {
        Self {
            value: Some(reading.published),
            updated: reading.updated,
            rule: Some(reading.rule),
            calendar: Some(reading.calendar.name()),
            label: Some(reading.role.name()),
            read_from,
        }
    }
}

/// A line of `--batch`.
#[derive(Debug, Deserialize)]
struct Question {
    id: serde_json::Value,
    s: String,
    lang: Option<String>,
    capture: Option<String>,
    day_order: Option<DayOrder>,
}

fn batch(context: &Context) -> anyhow::Result<Outcome> {
    let mut input = std::io::stdin().lock();
    let mut out = BufWriter::new(anstream::stdout().lock());
    let mut line = Vec::new();
    for number in 1_usize.. {
        line.clear();
        if read_line(&mut input, &mut line)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match answer(&line) {
            Ok((answer, None)) => writeln!(out, "{answer}")?,
            Ok((answer, Some(problem))) => {
                writeln!(out, "{answer}")?;
                context.terminal.report(&problem.in_file("<stdin>").at(number, None));
            }
            Err(error) => context.terminal.report(
                &Diagnostic::error(format!("not a question: {error}"))
                    .in_file("<stdin>")
                    .at(number, None)
                    .hint(r#"write {"id": "1", "s": "27 أبريل 2017"} on one line"#),
            ),
        }
    }
    out.flush()?;
    Ok(Outcome::from_errors(context.terminal.errors()))
}

/// Reads a line, of which no more than [`LONGEST_LINE`] bytes are kept; how many bytes it had.
fn read_line(input: &mut impl std::io::BufRead, line: &mut Vec<u8>) -> std::io::Result<usize> {
    let mut read = 0;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(read);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
        let many = end.unwrap_or(buffer.len());
        let room = LONGEST_LINE.saturating_sub(line.len()).min(many);
        line.extend_from_slice(&buffer[..room]);
        input.consume(many);
        read += many;
        if end.is_some() {
            return Ok(read);
        }
    }
}

/// The answer to a line of `--batch`, with what was wrong in it if that did not stop us.
fn answer(line: &[u8]) -> Result<(String, Option<Diagnostic>), serde_json::Error> {
    let question: Question = serde_json::from_slice(line)?;
    let captured = question.capture.as_deref().and_then(read_machine);
    let problem = question.capture.filter(|_| captured.is_none()).map(|capture| {
        Diagnostic::error(format!("'{capture}' is no capture time"))
            .hint("write it in ISO 8601; without it, relative dates are not read")
    });
    let hints = Hints { lang: question.lang, captured, day_order: question.day_order };
    let value = read(&question.s, &hints).map(|reading| reading.published);
    Ok((serde_json::json!({ "id": question.id, "value": value }).to_string(), problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_answered_with_its_own_id() {
        for (question, expected) in [
            (r#"{"id":"a","s":"3 ماي 2018"}"#, r#"{"id":"a","value":"2018-05-03"}"#),
            (r#"{"id":7,"s":"الساعة 10:15","lang":null}"#, r#"{"id":7,"value":null}"#),
            (r#"{"id":7,"s":"03/04/2018","day_order":"mdy"}"#, r#"{"id":7,"value":"2018-03-04"}"#),
            (r#"{"id":7,"s":"أمس","capture":"2018-05-03T12:00"}"#, r#"{"id":7,"value":"2018-05-02"}"#),
        ] {
            let (answer, problem) = answer(question.as_bytes()).expect("a question");
            assert_eq!(answer, expected);
            assert!(problem.is_none());
        }
    }

    #[test]
    fn a_bad_capture_is_said_and_the_rest_still_read() {
        let question = r#"{"id":1,"s":"3 ماي 2018","capture":"soon"}"#;
        let (answer, problem) = answer(question.as_bytes()).expect("a question");
        assert_eq!(answer, r#"{"id":1,"value":"2018-05-03"}"#);
        assert!(problem.is_some_and(|problem| problem.message.contains("soon")));
        assert!(super::answer(b"not json").is_err());
        assert!(super::answer(b"\xff\xfe").is_err());
    }

    #[test]
    fn long_lines_are_cut_and_the_next_line_is_found() {
        let long = "x".repeat(LONGEST_LINE + 10);
        let text = format!("{long}\nshort\n");
        let (mut input, mut line) = (text.as_bytes(), Vec::new());
        assert_eq!(read_line(&mut input, &mut line).ok(), Some(long.len() + 1));
        assert_eq!(line.len(), LONGEST_LINE);
        line.clear();
        assert_eq!(read_line(&mut input, &mut line).ok(), Some(6));
        assert_eq!(line, b"short\n");
    }
}
