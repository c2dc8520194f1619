//! From bytes to text: which character encoding a capture is in, and the evidence for it.
//!
//! What settles it, the first that holds:
//!
//! 1. The byte order mark of UTF-16, unless the rest is UTF-8. That of UTF-8 is taken off and settles nothing: templates
//!    with one hold old texts.
//! 2. UTF-16 without a mark: declared beside the page, or told by its zeros. Not where the bytes are UTF-8 beyond ASCII.
//! 3. ISO-2022-JP, where it is declared and the text has its escapes: else it is ASCII.
//! 4. UTF-8 without a fault, or with a little damage, whatever is declared.
//! 5. A declaration, beside the page before those inside it, if the text read in it could be one.
//! 6. The encoding of Arabic script in which the bytes hold common words. 7. Statistics (`chardetng`).
//!
//! Then text that was read wrongly before it was saved is turned back, and what was lost then is told. Old Arabic sites
//! declare `iso-8859-1` or `ISO-8859-6` over windows-1256, or UTF-8 over either: step 4 and the condition of step 5 are for
//! them. Guesses no letter.

mod declaration;
mod entities;
mod lost;
mod mojibake;
mod plausible;

pub use lost::{count_lost, lost_words};

use super::{Capture, MediaType};
use crate::diagnostic::Diagnostic;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use declaration::Declared;
use encoding_rs::{Encoding, ISO_8859_6, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use plausible::{is_better, is_latin_9, is_no_language, is_plausible, runs_backwards, share_of_common_words};
use std::borrow::Cow;

/// What to do about a page of which something was lost before it was saved.
pub const OTHER_COPY: &str = "look for another copy of the page";

/// How many bytes of a page are tried in several encodings.
const TRIED: usize = 256 << 10;

/// A page whose broken sequences are at most so many hundredths of its sequences of several bytes is UTF-8 with damage; more
/// where it says that it is UTF-8.
const DAMAGE: usize = 5;
const DAMAGE_IF_DECLARED: usize = 25;

/// How sure it is that bytes are in an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// By statistics alone: nothing was declared that the text bears out. A short text may be in another encoding.
    #[default]
    Guess,
    /// By a declaration that the text bears out, by common words of Arabic script, or by the zeros of UTF-16; also UTF-8 in
    /// which a few bytes are damaged. Wrong only for texts that read well in two encodings.
    Likely,
    /// By a byte order mark, or because all of it is valid UTF-8, which no other encoding is by chance.
    Certain,
}

impl Confidence {
    /// `guess`, `likely` or `certain`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// Which encoding bytes were read in, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// The encoding used: its name (WHATWG), e.g. `windows-1256`.
    pub used: &'static str,
    /// The name that came with the page or stands in it; the first of several.
    pub declared: Option<String>,
    /// What the bytes alone look like.
    pub detected: &'static str,
    /// How sure `used` is.
    pub confidence: Confidence,
    /// The wrong readings that were undone, outermost first: `UTF-8 taken for windows-1256`.
    pub repaired: Option<String>,
}

/// A capture's text.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text; no byte order mark.
    pub text: String,
    /// Which encoding it was in.
    pub decision: Decision,
    /// Words of a text dump that were lost before it was saved; the lines they stood in are not in `text`.
    pub lost_words: usize,
    /// Characters in `text` that were lost before the page was saved: U+FFFD stands in their place in the bytes too.
    pub replaced: usize,
    /// What was odd: a declaration that the bytes contradict, bytes that could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes a capture's bytes. Never fails: bytes that no encoding explains become U+FFFD, and a diagnostic says so.
pub fn decode(capture: &Capture) -> Decoded {
    let mut diagnostics = Vec::new();
    let (declared, first_declared) = declarations(capture, &mut diagnostics);
    let (choice, bytes) = choose(&capture.bytes, &declared, capture.url.as_deref());
    let encoding = choice.used;
    if let Some(first) = declared.first()
        && first.encoding != encoding
        && !bytes.is_ascii()
    {
        let message =
            format!("{} declares {}, but the bytes are {}", first.place, first.label, encoding.name());
        diagnostics.push(Diagnostic::note(message));
    }
    let text = decode_lines(bytes, encoding);
    let text = text.trim_start_matches(['\u{FEFF}', '\0']);
    let text = if text.contains('\0') { text.replace('\0', "") } else { text.to_owned() };
    // In UTF-8 a replacement character may have been saved as such: lost before the page came to us.
    let before = if encoding == UTF_8 { count_replaced(bytes) } else { 0 };
    let unread = count_replaced(text.as_bytes()).saturating_sub(before);
    let mut decision = Decision {
        used: encoding.name(),
        declared: first_declared,
        detected: choice.detected.name(),
        confidence: choice.confidence,
        repaired: None,
    };
    let text = if capture.media_type == MediaType::Text { plain_dump(text) } else { text };
    let mut text = turn_back(text, &mut decision, &mut diagnostics);
    let mut lost_words = 0;
    if capture.media_type == MediaType::Text
        && let (Cow::Owned(kept), lost) = lost::without_lost_lines(&text)
    {
        (text, lost_words) = (kept, lost);
    }
    if unread > 0 {
        let message = format!("characters that could not be read in {}: {unread}", encoding.name());
        diagnostics.push(Diagnostic::warning(message).hint("fetch the page again, or look for another copy"));
    }
    if choice.confidence == Confidence::Guess && is_no_language(&text, encoding) {
        let message =
            format!("the text reads as no language in {}, the best guess of its encoding", encoding.name());
        let hint = "look for another copy of the page, or name its charset beside it";
        diagnostics.push(Diagnostic::warning(message).hint(hint));
    }
    let replaced = count_replaced(text.as_bytes()).saturating_sub(unread);
    if runs_backwards(&text) {
        let message = "Hebrew is stored in visual order, back to front, and is left so";
        diagnostics.push(Diagnostic::warning(message).hint("look for a copy in logical order"));
    }
    Decoded { text, decision, lost_words, replaced, diagnostics }
}

/// How often U+FFFD stands in a text. By its first byte, which hardly another character of the press has; its last is
/// everywhere in Arabic.
fn count_replaced(text: &[u8]) -> usize {
    memchr::memchr_iter(0xEF, text).filter(|at| text[*at..].starts_with(&[0xEF, 0xBF, 0xBD])).count()
}

/// A dump without what only a page's parser would read: references, and the line ends of other programs.
fn plain_dump(text: String) -> String {
    let text = if text.contains('&') { entities::resolved_in_dump(&text) } else { text };
    let is_line_end = |c: char| matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(is_line_end) { text.replace(is_line_end, "\n") } else { text }
}

/// Turns back what was read wrongly before it was saved.
fn turn_back(text: String, decision: &mut Decision, diagnostics: &mut Vec<Diagnostic>) -> String {
    // References first: some of a text's letters may stand as such, others as they are.
    let resolved = entities::resolved(&text);
    let (turned, undone) = mojibake::repair(resolved.as_deref().unwrap_or(&text));
    let mut readings = Vec::new();
    for mojibake::Undone { misreading, stretches } in undone {
        let reading = format!("{} taken for {}", misreading.was.name(), misreading.taken_for.name());
        let message = format!(
            "unreadable letters were put right: before the page was saved, {} had been read as {}; lines: {stretches}",
            misreading.was.name(),
            misreading.taken_for.name()
        );
        diagnostics.push(Diagnostic::note(message));
        readings.push(reading);
    }
    decision.repaired = (!readings.is_empty()).then(|| readings.join(", "));
    turned.unwrap_or(text)
}

/// A text of its own inside a page, such as a string in a script: turned back and made plain like the page itself.
pub fn mended(text: &str) -> String {
    let turned = mojibake::repair(text).0;
    crate::arabic::clean(turned.as_deref().unwrap_or(text)).into_owned()
}

/// What is declared, the most authoritative first, and its first name; unknown names are reported and left out.
fn declarations(capture: &Capture, diagnostics: &mut Vec<Diagnostic>) -> (Vec<Declared>, Option<String>) {
    let mut labels: Vec<(&'static str, String)> =
        capture.charset.iter().map(|label| ("the capture", label.clone())).collect();
    if capture.media_type == MediaType::Html {
        labels.extend(declaration::in_page(&capture.bytes).into_iter().map(|label| ("the page", label)));
    }
    let first = labels.first().map(|(_, label)| declaration::shown(label)).filter(|label| !label.is_empty());
    let mut declared = Vec::new();
    for (place, label) in labels {
        // What is read as ASCII so far is not in UTF-16; what comes beside a page was not read.
        let beside = Encoding::for_label(label.as_bytes()).filter(|_| place == "the capture");
        let label = declaration::shown(&label);
        match declaration::encoding_of(&label).or(beside.filter(|encoding| is_utf16(encoding))) {
            Some(encoding) => declared.push(Declared { place, label, encoding }),
            None => {
                diagnostics
                    .push(Diagnostic::note(format!("{place} declares an unknown encoding, '{label}'")));
            }
        }
    }
    (declared, first)
}

/// Decodes. In UTF-8 with faults a line may be of another encoding: an old text in a new template.
fn decode_lines<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Cow<'b, str> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if !broken || encoding != UTF_8 {
        return text;
    }
    let mut lines = String::with_capacity(text.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let arabic = || arabic_by_words(line).map(|(encoding, _)| encoding);
        let own = std::str::from_utf8(line).is_err().then(arabic).flatten();
        lines.push_str(&own.unwrap_or(UTF_8).decode_without_bom_handling(line).0);
    }
    Cow::Owned(lines)
}

/// The encoding of Arabic script in which the bytes hold most common words, with their share.
fn arabic_by_words(bytes: &[u8]) -> Option<(&'static Encoding, f64)> {
    let share = |encoding| Some((encoding, share_of_common_words(bytes, encoding)?));
    [WINDOWS_1256, ISO_8859_6].into_iter().filter_map(share).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// An encoding with the evidence for it.
struct Choice {
    used: &'static Encoding,
    /// What the bytes alone look like.
    detected: &'static Encoding,
    confidence: Confidence,
}

impl Choice {
    fn of(encoding: &'static Encoding, confidence: Confidence) -> Self {
        Self { used: encoding, detected: encoding, confidence }
    }
}

/// Chooses the encoding; gives the bytes without their byte order mark.
fn choose<'b>(bytes: &'b [u8], declared: &[Declared], url: Option<&str>) -> (Choice, &'b [u8]) {
    match Encoding::for_bom(bytes) {
        // A template saved as UTF-8 may wrap a text that is not.
        Some((encoding, length)) if encoding != UTF_8 && !is_sound_utf8(&bytes[length..]) => {
            (Choice::of(encoding, Confidence::Certain), &bytes[length..])
        }
        Some((_, length)) => (choose_unmarked(&bytes[length..], declared, url), &bytes[length..]),
        None => (choose_unmarked(bytes, declared, url), bytes),
    }
}

fn choose_unmarked(bytes: &[u8], declared: &[Declared], url: Option<&str>) -> Choice {
    let declares_utf8 = declared.iter().any(|declared| declared.encoding == UTF_8);
    let is_sound = std::str::from_utf8(bytes).is_ok();
    let utf8 = is_sound || is_damaged_utf8(bytes, declares_utf8);
    if let Some(beside) = declared.iter().find(|declared| is_utf16(declared.encoding)).filter(|_| !utf8) {
        return Choice::of(beside.encoding, Confidence::Likely);
    }
    // UTF-16 is no UTF-8 beyond ASCII: a text that is has stray zeros.
    if let Some(encoding) = utf16_by_zeros(bytes).filter(|_| !utf8 || bytes.is_ascii()) {
        return Choice::of(encoding, Confidence::Likely);
    }
    let escapes = declared.iter().find(|declared| declared.encoding == encoding_rs::ISO_2022_JP);
    if let Some(declared) = escapes
        && bytes.contains(&0x1B)
    {
        return Choice::of(declared.encoding, Confidence::Likely);
    }
    if utf8 {
        return Choice::of(UTF_8, if is_sound { Confidence::Certain } else { Confidence::Likely });
    }
    // Long scripts may stand before the text.
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let word = bytes[..first].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let first = first - word;
    let sample = &bytes[first..bytes.len().min(first + TRIED)];
    let (detected, by_words) = match arabic_by_words(sample) {
        Some((encoding, _)) => (encoding, Confidence::Likely),
        None => (detect(bytes, url), Confidence::Guess),
    };
    let believed = declared.iter().find(|declared| is_plausible(sample, declared.encoding));
    let latin_9 = |encoding| {
        if encoding == WINDOWS_1252 && is_latin_9(sample) { ISO_8859_15 } else { encoding }
    };
    match believed.filter(|declared| !is_better(detected, declared.encoding, sample)) {
        Some(Declared { encoding, .. }) => {
            Choice { used: latin_9(*encoding), detected: latin_9(detected), confidence: Confidence::Likely }
        }
        None => Choice::of(latin_9(detected), by_words),
    }
}

fn detect(bytes: &[u8], url: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let host =
        url.and_then(|url| url::Url::parse(url).ok()).and_then(|url| url.host_str().map(str::to_owned));
    let last_label = host.as_deref().and_then(|host| host.rsplit('.').next());
    // The detector panics on what is no label; numbers are addresses, not names.
    let label =
        last_label.filter(|label| label.bytes().all(|byte| byte.is_ascii_lowercase()) && !label.is_empty());
    detector.guess(label.map(str::as_bytes), Utf8Detection::Deny)
}

/// UTF-16 without a mark: the ASCII of its spaces and tags puts zeros on one side of the pairs only.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let enough = |side: usize, other: usize| side * 20 > head.len() && other * 10 < side;
    if enough(second, first) {
        Some(UTF_16LE)
    } else if enough(first, second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// UTF-8 without a fault, and more than ASCII.
fn is_sound_utf8(bytes: &[u8]) -> bool {
    !bytes.is_ascii() && !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok()
}

/// Is it UTF-8 with a little damage: cut off inside a character, a stray byte?
fn is_damaged_utf8(bytes: &[u8], declared: bool) -> bool {
    let (mut broken, mut sequences) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let allowed = if declared { sequences * DAMAGE_IF_DECLARED } else { sequences * DAMAGE };
    broken * 100 <= allowed || broken <= 2 && sequences >= broken
}

#[cfg(test)]
mod tests;
