//! From bytes to text: which character encoding a capture is in, and the evidence for it.
//!
//! 1. A byte order mark settles it, and so do the zeros of UTF-16. 2. What is valid UTF-8 is UTF-8, whatever is declared.
//! 3. Otherwise a declared encoding (beside the page, then inside it) is believed if the text read in it could be one.
//! 4. Otherwise Arabic script is tried for Arabic words, and the rest is left to `chardetng`.
//! 5. Text that was read wrongly before it was saved is turned back, and what was lost then is taken out.
//!
//! Old Arabic sites declare `iso-8859-1` or `ISO-8859-6` over windows-1256, or UTF-8 over either: steps 2 to 4 are for them.
//! Guesses no letter.

mod declaration;
mod entities;
mod lost;
mod mojibake;
mod plausible;

use super::{Capture, MediaType};
use crate::diagnostic::Diagnostic;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use declaration::Declared;
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};
use plausible::{is_plausible, runs_backwards, share_of_common_words};

/// How many bytes of a page are tried in several encodings.
const TRIED: usize = 256 << 10;

/// A page whose broken sequences are at most this share of its sequences of several bytes is UTF-8 with damage.
const DAMAGED_UTF8: f64 = 0.05;

/// How sure it is that bytes are in an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// By statistics alone.
    #[default]
    Guess,
    /// A declaration that the text bears out, or a text of common Arabic words.
    Likely,
    /// A byte order mark, or UTF-8 as it must be.
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
    /// The name that came with the page or stands in it, as written; the first of several.
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
    /// Words that were lost before the page was saved; the lines they stood in are not in `text`.
    pub lost_words: usize,
    /// What was odd: a declaration that the bytes contradict, characters lost.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes a capture's bytes. Never fails: bytes that no encoding explains become U+FFFD, and a diagnostic says so.
pub fn decode(capture: &Capture) -> Decoded {
    let mut diagnostics = Vec::new();
    let declared = declarations(capture, &mut diagnostics);
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
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let text = match text.trim_start_matches('\u{FEFF}') {
        zeros if zeros.contains('\0') => zeros.replace('\0', ""),
        text => text.to_owned(),
    };
    // In UTF-8 a replacement character may have been saved as such: lost before the page came to us.
    let before = if encoding == UTF_8 { memchr::memmem::find_iter(bytes, "\u{FFFD}").count() } else { 0 };
    let unread = text.matches(char::REPLACEMENT_CHARACTER).count().saturating_sub(before);
    let mut decision = Decision {
        used: encoding.name(),
        declared: declared.into_iter().next().map(|declared| declared.label),
        detected: choice.detected.name(),
        confidence: choice.confidence,
        repaired: None,
    };
    let (text, lost_words) = mend(text, &mut decision, &mut diagnostics);
    report_losses(&text, unread, encoding, &mut diagnostics);
    if runs_backwards(&text) {
        let message = "Hebrew is stored in visual order, back to front, and is left so";
        diagnostics.push(Diagnostic::warning(message).hint("look for a copy in logical order"));
    }
    Decoded { text, decision, lost_words, diagnostics }
}

/// Turns back what was read wrongly before it was saved, and takes out what was lost then.
fn mend(text: String, decision: &mut Decision, diagnostics: &mut Vec<Diagnostic>) -> (String, usize) {
    let (mut turned, mut undone) = mojibake::repair(&text);
    if turned.is_none()
        && let Some(resolved) = entities::resolved(&text)
    {
        (turned, undone) = mojibake::repair(&resolved);
    }
    let text = turned.unwrap_or(text);
    let mut readings = Vec::new();
    for mojibake::Undone { misreading, lines } in undone {
        let reading = format!("{} taken for {}", misreading.was.name(), misreading.taken_for.name());
        diagnostics.push(Diagnostic::note(format!(
            "lines turned back, {reading} before the page was saved: {lines}"
        )));
        readings.push(reading);
    }
    decision.repaired = (!readings.is_empty()).then(|| readings.join(", "));
    let (kept, losses) = lost::take_out(&text);
    if losses.lines > 0 {
        let message = format!(
            "lines left out whose letters were lost before the page was saved (????): {}",
            losses.lines
        );
        diagnostics.push(Diagnostic::warning(message).hint("look for another copy of the page"));
    }
    (kept.unwrap_or(text), losses.words)
}

/// What is declared, the most authoritative first; unknown names are reported and left out.
fn declarations(capture: &Capture, diagnostics: &mut Vec<Diagnostic>) -> Vec<Declared> {
    let mut labels: Vec<(&'static str, String)> =
        capture.charset.iter().map(|label| ("the capture", label.clone())).collect();
    if capture.media_type == MediaType::Html {
        labels.extend(declaration::in_page(&capture.bytes).into_iter().map(|label| ("the page", label)));
    }
    let mut declared = Vec::new();
    for (place, label) in labels {
        match declaration::encoding_of(&label) {
            Some(encoding) => declared.push(Declared { place, label, encoding }),
            None => {
                let shown: String = label.chars().take(40).collect();
                diagnostics
                    .push(Diagnostic::note(format!("{place} declares an unknown encoding, '{shown}'")));
            }
        }
    }
    declared
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
        Some((encoding, length)) if encoding != UTF_8 || is_utf8(&bytes[length..]) => {
            (Choice::of(encoding, Confidence::Certain), &bytes[length..])
        }
        Some((_, length)) => (choose_unmarked(&bytes[length..], declared, url), &bytes[length..]),
        None => (choose_unmarked(bytes, declared, url), bytes),
    }
}

fn choose_unmarked(bytes: &[u8], declared: &[Declared], url: Option<&str>) -> Choice {
    let utf8 = is_utf8(bytes);
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
        return Choice::of(UTF_8, Confidence::Certain);
    }
    let sample = &bytes[..bytes.len().min(TRIED)];
    let arabic = [WINDOWS_1256, ISO_8859_6]
        .into_iter()
        .filter_map(|encoding| Some((share_of_common_words(sample, encoding)?, encoding)))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let (detected, by_words) = match arabic {
        Some((_, encoding)) => (encoding, Confidence::Likely),
        None => (detect(bytes, url), Confidence::Guess),
    };
    match declared.iter().find(|declared| is_plausible(sample, declared.encoding)) {
        Some(declared) => Choice { used: declared.encoding, detected, confidence: Confidence::Likely },
        None => Choice::of(detected, by_words),
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

/// Is it UTF-8: whole, or with a little damage (cut off inside a character, a stray byte)?
fn is_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut broken, mut sequences) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more precision")]
    let share = broken as f64 / sequences.max(1) as f64;
    broken == 0 || share <= DAMAGED_UTF8
}

/// Tells of what is missing in `text`; `unread` bytes of it could not be decoded.
fn report_losses(text: &str, unread: usize, encoding: &'static Encoding, diagnostics: &mut Vec<Diagnostic>) {
    if unread > 0 {
        let message = format!("characters that could not be read in {}: {unread}", encoding.name());
        diagnostics.push(Diagnostic::warning(message).hint("fetch the page again, or look for another copy"));
    }
    let before = text.matches(char::REPLACEMENT_CHARACTER).count().saturating_sub(unread);
    if before > 0 {
        let message = format!("characters that were lost before the page was saved (U+FFFD): {before}");
        diagnostics.push(Diagnostic::warning(message).hint("look for another copy of the page"));
    }
}

#[cfg(test)]
mod tests;
