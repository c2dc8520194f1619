//! `warraq date`: reads a date as news pages write it.
//!
//! One string from the command line, or with `--batch` a JSON object a line on stdin and one a line on stdout.

use super::{Context, Outcome};
use crate::date::{
    DayOrder, Explanation, Hints, Need, Precision, Reading, StatedDate, explain, read, read_machine,
};
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

    /// Language of the text, e.g. ar or fa-IR, where it matters
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,

    /// Time of capture (ISO 8601), from which `3 hours ago` and dates without a year count
    #[arg(long, value_name = "DATE")]
    now: Option<StatedDate>,

    /// Which number comes first in 04/05/2017 where the text does not say
    #[arg(long, value_name = "ORDER", value_enum)]
    day_order: Option<Order>,

    /// Say what each part of the text was read as, by which rule, and what was passed over
    #[arg(long, conflicts_with = "json")]
    explain: bool,

    /// Print one JSON object
    #[arg(long)]
    json: bool,

    /// Read JSON lines {"id","s","lang","capture","day_order"} from stdin, of which only "s" is needed; print
    /// {"id","value"} a line
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
    let explanation = explain(text, &hints);
    let mut out = anstream::stdout().lock();
    if args.json {
        let object = Answer::of(&explanation, text);
        writeln!(out, "{}", serde_json::to_string(&object)?)?;
    } else if let Some(found) = &explanation.found {
        writeln!(out, "{}", found.reading.published)?;
        if args.explain {
            print_parts(&mut out, &explanation, text, &found.reading)?;
        }
    }
    if args.explain {
        print_passed_over(&mut out, &explanation, text)?;
    }
    if let Some(no_date) = &explanation.no_date {
        let hint = match no_date.needs {
            Some(Need::Capture) => format!("{}: say when that was with --now", no_date.reason),
            Some(Need::TimeOfCapture) => format!("{}: give --now a time of day", no_date.reason),
            None => no_date.reason.clone(),
        };
        context.terminal.report(&Diagnostic::error("the text holds no date of publication").hint(hint));
        return Ok(Outcome::Problems);
    }
    Ok(Outcome::Clean)
}

/// The parts of the date, a line each, then what holds for the whole.
fn print_parts(
    out: &mut impl Write,
    explanation: &Explanation,
    text: &str,
    reading: &Reading,
) -> std::io::Result<()> {
    for part in &explanation.parts {
        let words = one_line(&text[part.span.clone()]);
        match &part.meaning {
            Some(meaning) => writeln!(out, "  {:<10} {words}  ({meaning})", part.name)?,
            None => writeln!(out, "  {:<10} {words}", part.name)?,
        }
    }
    if let Some(updated) = reading.updated {
        writeln!(out, "  {:<10} {updated}", "updated")?;
    }
    writeln!(out, "  {:<10} {}", "calendar", reading.calendar.name())?;
    writeln!(out, "  {:<10} {}", "rule", reading.rule)?;
    writeln!(out, "  {:<10} {}", "precision", precision(reading.published))
}

fn print_passed_over(out: &mut impl Write, explanation: &Explanation, text: &str) -> std::io::Result<()> {
    for passed in &explanation.passed_over {
        let words = one_line(&text[passed.span.clone()]);
        writeln!(out, "  {:<10} {words}  ({}: {})", "not taken", passed.date, passed.why.text())?;
    }
    Ok(())
}

fn precision(date: StatedDate) -> &'static str {
    match date.precision() {
        Precision::Year => "year",
        Precision::Month => "month",
        Precision::Day => "day",
        Precision::Minute => "minute",
        Precision::Second => "second",
    }
}

/// The words with single spaces between them.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What `--json` prints.
#[derive(Debug, Default, Serialize)]
struct Answer<'a> {
    value: Option<StatedDate>,
    updated: Option<StatedDate>,
    rule: Option<&'static str>,
    calendar: Option<&'static str>,
    label: Option<&'static str>,
    precision: Option<&'static str>,
    read_from: Option<&'a str>,
    /// Why there is no date.
    reason: Option<&'a str>,
}

impl<'a> Answer<'a> {
    fn of(explanation: &'a Explanation, text: &'a str) -> Self {
        let reason = explanation.no_date.as_ref().map(|no_date| no_date.reason.as_str());
        let Some(found) = &explanation.found else { return Self { reason, ..Self::default() } };
        Self {
            value: Some(found.reading.published),
            updated: found.reading.updated,
            rule: Some(found.reading.rule),
            calendar: Some(found.reading.calendar.name()),
            label: Some(found.reading.role.name()),
            precision: Some(precision(found.reading.published)),
            read_from: Some(&text[found.span.clone()]),
            reason,
        }
    }
}

/// A line of `--batch`. An answer has an id where its question has one.
#[derive(Debug, Deserialize)]
struct Question {
    id: Option<serde_json::Value>,
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
                &Diagnostic::error(format!("no request: {error}"))
                    .in_file("<stdin>")
                    .at(number, None)
                    .hint(r#"write {"s": "27 أبريل 2017"} on one line"#),
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
            .hint("write it in ISO 8601; without it, relative dates and dates without a year are not read")
    });
    let hints = Hints { lang: question.lang, captured, day_order: question.day_order };
    let value = read(&question.s, &hints).map(|reading| reading.published);
    let answer = match question.id {
        Some(id) => serde_json::json!({ "id": id, "value": value }),
        None => serde_json::json!({ "value": value }),
    };
    Ok((answer.to_string(), problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_printed_a_line_each() {
        let text = "نشر في 3 ماي 2018\nالساعة 16:28 / 17 شعبان 1439";
        let explanation = explain(text, &Hints::default());
        let reading = explanation.found.clone().expect("a date").reading;
        let mut out = Vec::new();
        print_parts(&mut out, &explanation, text, &reading).expect("a buffer takes all");
        print_passed_over(&mut out, &explanation, text).expect("a buffer takes all");
        assert_eq!(
            String::from_utf8(out).expect("text"),
            "  label      نشر في  (published)
  day        3
  month      ماي  (month 5, Arabic: Tunisia, Algeria; Arabic: Morocco)
  year       2018
  clock      16:28  (16:28, without a zone)
  calendar   Gregorian
  rule       day, month, year
  precision  minute
  not taken  17 شعبان 1439  (2018-05-03: the Gregorian date is preferred)
"
        );
    }

    #[test]
    fn json_says_why_there_is_no_date() {
        let text = "الساعة 10:15";
        let explanation = explain(text, &Hints::default());
        let answer = serde_json::to_value(Answer::of(&explanation, text)).expect("an object");
        assert_eq!(answer["value"], serde_json::Value::Null);
        assert_eq!(answer["reason"], "'10:15' is a time of day, with no date");
    }

    #[test]
    fn a_question_is_answered_with_its_own_id() {
        for (question, expected) in [
            (r#"{"id":"a","s":"3 ماي 2018"}"#, r#"{"id":"a","value":"2018-05-03"}"#),
            (r#"{"id":7,"s":"الساعة 10:15","lang":null}"#, r#"{"id":7,"value":null}"#),
            (r#"{"id":7,"s":"03/04/2018","day_order":"mdy"}"#, r#"{"id":7,"value":"2018-03-04"}"#),
            (r#"{"s":"3 ماي 2018"}"#, r#"{"value":"2018-05-03"}"#),
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
