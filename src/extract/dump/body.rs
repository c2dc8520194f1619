//! Where the body stands: the run of prose that carries the dump's weight, and which of its lines are the page's, not
//! the article's.
//!
//! In: the lines, and which of them are dates. Out: the body's lines. Knows nothing of headline or byline.

mod brief;
mod edges;
mod opening;

use super::comments;
use super::line::{self, Ending, Line, Prose};
use super::vocabulary::Vocabulary;
use crate::extract::labels::{self, Label};
use std::collections::HashMap;

/// The body.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// First line of the body, as an index into the lines.
    pub(super) first: usize,
    /// Last line of the body.
    pub(super) last: usize,
    /// The body's lines in order, furniture between them left out.
    pub(super) lines: Vec<usize>,
    /// Furniture between them that names other articles: read also.
    pub(super) inner_related: Vec<usize>,
}

/// Prose lines without a break between them.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: usize,
    last: usize,
    /// Characters of prose.
    mass: usize,
    /// Lines of prose.
    count: usize,
    /// Lines in it, or right before it, that readers' comments begin or end with.
    signs: usize,
    /// Does such a line stand between the label of the comments and its first line?
    is_signed: bool,
    /// What parted it from the run before.
    parted_by: Break,
    /// The weightiest label anywhere before it.
    after: Option<Label>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    None,
    Wall(Label),
    /// A date, or the headline again.
    Head,
    /// Many short lines.
    Short,
}

/// So many runs at most are joined to one another.
const MERGES: usize = 300;

/// So many short lines in a row are no longer part of the text round them.
const SHORT_LINES: usize = 12;

/// So many lines below a `Read also: …` inside the text a paragraph of it stands: a subhead and a caption go before.
const AFTER_INLINE: usize = 3;

/// Finds the body. `dated[i]` tells whether line `i` is a date line.
///
/// # Errors
/// What the dump is when it holds none.
pub(super) fn find(lines: &[Line<'_>], dated: &[bool]) -> Result<Body, &'static str> {
    let mut prose = classes(lines);
    brief::raise_sentences(lines, &mut prose);
    let mut runs = runs(lines, dated, &prose);
    let mut chosen = heaviest(&runs).map(|heaviest| of_the_title(lines, &runs, heaviest));
    if chosen.is_none() {
        brief::raise_verses(lines, dated, &mut prose);
        runs = self::runs(lines, dated, &prose);
        chosen = heaviest(&runs);
    }
    let run = join(lines, &runs, chosen.ok_or("no running text")?, &prose);
    if is_list_of_articles(&run, dated, &prose) {
        return Err("list of articles");
    }
    let (first, last) = edges::widen(lines, dated, &prose, run);
    let mut body = Body { first, last, ..Body::default() };
    keep(lines, &prose, &mut body);
    Ok(body)
}

/// So many dated lines are no text with a few dates in it.
const DATED: usize = 4;

/// Is every second line a date, and none a paragraph? Then the page lists headlines.
fn is_list_of_articles(run: &Run, dated: &[bool], prose: &[Prose]) -> bool {
    let dates = dated[run.first..=run.last].iter().filter(|&&dated| dated).count();
    let has_paragraph = prose[run.first..=run.last].contains(&Prose::Strong);
    !has_paragraph && dates >= DATED && dates * 2 >= run.count
}

/// How sure each line is prose; sentences about the site at either end of the dump are not.
fn classes(lines: &[Line<'_>]) -> Vec<Prose> {
    let mut classes: Vec<Prose> =
        lines.iter().map(|line| if line.is_furniture() { Prose::No } else { line.prose() }).collect();
    if is_unpunctuated(lines, &classes) {
        raise(lines, &mut classes);
    }
    let clear = if classes.contains(&Prose::Strong) { Prose::Strong } else { Prose::Medium };
    let is_news = |at: &usize| classes[*at] >= clear && !labels::is_notice(&lines[*at].folded);
    let first = (0..lines.len()).find(is_news);
    let last = (0..lines.len()).rev().find(is_news);
    let outside = (0..first.unwrap_or(0)).chain(last.map_or(0, |at| at + 1)..lines.len());
    for at in outside {
        if first.is_some() && classes[at] != Prose::No && labels::is_notice(&lines[at].folded) {
            classes[at] = Prose::No;
        }
    }
    classes
}

/// Do the dump's paragraphs mostly end without a full stop, as many papers write them?
fn is_unpunctuated(lines: &[Line<'_>], classes: &[Prose]) -> bool {
    let long = |at: &usize| classes[*at] >= Prose::Medium;
    let stopped = |at: &usize| lines[*at].ending == Ending::Stop;
    let (all, with_stop) =
        ((0..lines.len()).filter(long).count(), (0..lines.len()).filter(long).filter(stopped).count());
    with_stop * 3 <= all
}

/// Takes shorter lines without a full stop for prose, where that is the dump's way; in the end anything like a sentence.
fn raise(lines: &[Line<'_>], classes: &mut [Prose]) {
    for (class, line) in classes.iter_mut().zip(lines) {
        let plain = line.is_plain() && line.letters * 2 > line.chars;
        let apart = line.text.contains(['|', '_']) || line.text.contains("::") || line.text.contains("://");
        if *class == Prose::No && plain && !apart && line.words >= 10 && line.chars >= 55 {
            *class = Prose::Medium;
        }
    }
    if classes.iter().any(|&class| class >= Prose::Medium) {
        return;
    }
    for (class, line) in classes.iter_mut().zip(lines) {
        if *class == Prose::Weak && line.words >= 6 && line.ending != Ending::Dots {
            *class = Prose::Strong;
        }
    }
}

fn runs(lines: &[Line<'_>], dated: &[bool], prose: &[Prose]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut after: Option<Label> = None;
    let mut parted_by = Break::None;
    let (mut short, mut signs) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        if prose[at] >= Prose::Medium {
            match runs.last_mut() {
                Some(run) if parted_by == Break::None && short <= SHORT_LINES => {
                    run.last = at;
                    run.mass += line.chars;
                    run.count += 1;
                    run.signs += signs;
                }
                _ => {
                    if parted_by == Break::None && !runs.is_empty() {
                        parted_by = Break::Short;
                    }
                    let is_signed = signs > 0 && parted_by == Break::Wall(Label::Comments);
                    let (mass, count) = (line.chars, 1);
                    runs.push(Run { first: at, last: at, mass, count, signs, is_signed, parted_by, after });
                }
            }
            (parted_by, short, signs) = (Break::None, 0, 0);
            continue;
        }
        let is_sign =
            || comments::is_sign(line) || dated[at] && at > 0 && comments::could_sign(&lines[at - 1]);
        signs += usize::from(after == Some(Label::Comments) && is_sign());
        short += usize::from(prose[at] == Prose::No && !line.text.starts_with(['-', '*', '•', '–']));
        let since = runs.last().map_or(usize::MAX, |run| run.first);
        let again = line.words >= 4 && seen.insert(&line.folded, at).is_some_and(|before| before > since);
        // `Read also: …` with its headline in the same line stands inside texts as often as below them.
        let inline = line.has(Label::ReadAlso)
            && !line.heads_list()
            && (at + 1..lines.len().min(at + 1 + AFTER_INLINE))
                .take_while(|&next| !lines[next].is_furniture())
                .any(|next| prose[next] >= Prose::Medium);
        match line.label.map(|found| found.label).filter(|label| label.is_wall() && !inline) {
            Some(label) => {
                parted_by = Break::Wall(heavier(label, parted_by));
                after = Some(after.map_or(label, |before| {
                    if weight(Some(label)) < weight(Some(before)) { label } else { before }
                }));
            }
            None if (dated[at] || again) && parted_by == Break::None => parted_by = Break::Head,
            None => {}
        }
    }
    runs
}

/// The label that parts more strongly, of a new one and what was there.
fn heavier(label: Label, parted_by: Break) -> Label {
    match parted_by {
        Break::Wall(before) if weight(Some(before)) < weight(Some(label)) => before,
        _ => label,
    }
}

/// What prose is worth after a label, in hundredths.
fn weight(after: Option<Label>) -> usize {
    match after {
        Some(Label::Copyright) => 20,
        Some(Label::Comments) => 25,
        Some(Label::Footer) => 40,
        Some(Label::Tags | Label::End) => 45,
        Some(Label::MostRead | Label::ReadAlso) => 50,
        Some(_) => 60,
        None => 100,
    }
}

/// The run with most prose, discounted for what stands before it; what readers wrote only where nothing else stands.
fn heaviest(runs: &[Run]) -> Option<usize> {
    // Where about every second line is signed, readers wrote it.
    let is_comments = |run: &Run| run.is_signed || run.signs * 2 >= run.count.max(2);
    let strength = |run: &Run| run.mass * weight(run.after);
    (0..runs.len()).max_by_key(|&at| (!is_comments(&runs[at]), strength(&runs[at]), usize::MAX - at))
}

/// The run that the page's title speaks of, where the heaviest is about something else: rules for readers, another story.
fn of_the_title(lines: &[Line<'_>], runs: &[Run], heaviest: usize) -> usize {
    let Some(title) = line::page_title(lines).filter(|_| runs.len() > 1) else { return heaviest };
    let share = |run: &Run| {
        let text: Vec<&Line<'_>> = lines[run.first..=run.last].iter().take(TOLD).collect();
        Vocabulary::of_lines(&text).share(&title.folded)
    };
    if share(&runs[heaviest]) > STRANGE {
        return heaviest;
    }
    let weighty = |run: &Run| run.mass * 10 >= runs[heaviest].mass && run.count >= 2;
    let own = (0..runs.len()).filter(|&at| weighty(&runs[at]) && share(&runs[at]) >= OWN);
    own.max_by_key(|&at| runs[at].mass).unwrap_or(heaviest)
}

/// So many lines of a text tell whether a title is its own.
const TOLD: usize = 60;
/// Up to this share of its words in a text, a title is of another; from this on, of this one.
const STRANGE: f64 = 0.2;
const OWN: f64 = 0.5;

/// Joins to the run at `chosen` its neighbours that a read-also box, an advertisement or a date only interrupts.
fn join(lines: &[Line<'_>], runs: &[Run], chosen: usize, prose: &[Prose]) -> Run {
    let mut whole = runs[chosen];
    for next in runs[chosen + 1..].iter().take(MERGES) {
        if !is_interruption(lines, &whole, next, prose) {
            break;
        }
        whole.last = next.last;
        whole.mass += next.mass;
        whole.count += next.count;
    }
    for before in (0..chosen).rev().take(MERGES) {
        let earlier = &runs[before];
        let later = Run { parted_by: runs[before + 1].parted_by, ..whole };
        let boxed =
            matches!(later.parted_by, Break::Wall(Label::ReadAlso)) && later.first - earlier.last <= 5;
        let weighty = earlier.mass * 2 >= later.mass
            || (boxed && (goes_on_by_words(lines, earlier, &later, prose) || is_headed(lines, earlier)));
        if !weighty || !is_interruption(lines, earlier, &later, prose) {
            break;
        }
        whole.first = earlier.first;
        whole.mass += earlier.mass;
        whole.count += earlier.count;
    }
    whole
}

/// Does a headline of its own stand above the run?
fn is_headed(lines: &[Line<'_>], run: &Run) -> bool {
    let opening = Vocabulary::of(crate::extract::plain::start_of(lines[run.first].text, 800));
    let above = &lines[run.first.saturating_sub(12)..run.first];
    let is_own =
        |line: &Line<'_>| line.words >= 4 && line.could_be_headline() && opening.share(&line.folded) >= 0.4;
    above.iter().any(is_own)
}

/// Does `next` begin like the next paragraph of the same story, rather than like another text?
fn goes_on_by_words(lines: &[Line<'_>], run: &Run, next: &Run, prose: &[Prose]) -> bool {
    let first = &lines[next.first];
    if first.ending != Ending::Stop {
        return false;
    }
    // Arabic news opens most paragraphs but the first with `and`.
    let word = first.folded.split(' ').next().unwrap_or_default();
    if word.starts_with('و') && word.chars().count() >= 4 {
        return true;
    }
    let text: Vec<&str> = (run.first..=run.last)
        .filter(|&at| prose[at] >= Prose::Medium)
        .take(8)
        .map(|at| crate::extract::plain::start_of(lines[at].text, 800))
        .collect();
    Vocabulary::of(&text.join("\n")).share(&first.folded) >= 0.3
}

/// Does the text go on in `next` after a mere interruption?
fn is_interruption(lines: &[Line<'_>], run: &Run, next: &Run, prose: &[Prose]) -> bool {
    let between = next.first - run.last - 1;
    let goes_on = next.mass * 10 >= run.mass * 4
        || (next.count >= 2 && next.mass * 100 >= run.mass * 15)
        || goes_on_by_words(lines, run, next, prose);
    // An item of a list has its headline right above each paragraph; the text that goes on does not.
    let below = (next.first + 1..lines.len()).find(|&at| !lines[at].is_furniture());
    let next_pair = next.count == 1 || below.is_some_and(|below| prose[below] != Prose::No);
    let notice = labels::is_notice(&lines[next.first].folded);
    match next.parted_by {
        Break::Wall(Label::ReadAlso | Label::Newsletter | Label::MostRead | Label::Source) => {
            // One or two lines that only interrupt, and a sentence behind them: the text's last paragraph.
            let closes = between <= 2 && lines[next.first].ending == Ending::Stop;
            between <= 8 && (goes_on || closes) && next_pair && !notice
        }
        Break::Wall(_) => false,
        Break::Head => between <= 3 && next.mass * 10 >= run.mass && run.mass * 2 >= next.mass && !notice,
        Break::Short => goes_on && between <= SHORT_LINES * 3 && !notice,
        Break::None => true,
    }
}

/// Fills in the body's lines, leaving out what only interrupts them.
fn keep(lines: &[Line<'_>], prose: &[Prose], body: &mut Body) {
    let mut list_open = false;
    let above: HashMap<&str, usize> =
        lines[..body.first].iter().map(|line| (line.folded.as_str(), line.words)).collect();
    for at in body.first..=body.last {
        let line = &lines[at];
        if prose[at] == Prose::No {
            let label = line.label.filter(|found| found.label.is_furniture());
            let repeats_head = line.words >= 3 && above.contains_key(line.folded.as_str());
            // `Archive photo` and the like, left of a picture inside the text.
            if line.label.is_some_and(|found| found.label == Label::Caption && found.whole) {
                continue;
            }
            if let Some(found) = label {
                let names_others = matches!(found.label, Label::ReadAlso | Label::MostRead);
                list_open = line.heads_list();
                if names_others && !list_open {
                    body.inner_related.push(at);
                }
                continue;
            }
            if line.is_furniture() || repeats_head {
                continue;
            }
            if list_open && line.looks_like_headline() {
                body.inner_related.push(at);
                continue;
            }
        }
        list_open = false;
        body.lines.push(at);
    }
}
