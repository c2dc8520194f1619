//! `[look]` in `site.toml`: the archive's own colours, faces and masthead, for those who write no style sheet.
//!
//! Checks that what is written can be read by everyone: contrast as WCAG 2 measures it. Writes no style sheet itself.

use super::reader::{Placed, Reader};
use serde::Serialize;
use toml::de::DeTable;

const KEYS: &[&str] = &["accent", "paper", "ink", "text", "headings", "interface", "masthead"];
const FACES: &[(&str, Face)] = &[
    ("naskh", Face::Naskh),
    ("markazi", Face::Markazi),
    ("vazirmatn", Face::Vazirmatn),
    ("system", Face::System),
];
/// The least contrast of text (WCAG 2, level AA).
const LEAST_CONTRAST: f64 = 4.5;
/// Paper and ink of the built-in style sheet, light and dark.
const PAPER: [Colour; 2] = [Colour([0xfc, 0xfc, 0xfa]), Colour([0x13, 0x16, 0x15])];
const ACCENT: [Colour; 2] = [Colour([0x0b, 0x5c, 0x4a]), Colour([0x83, 0xcd, 0xb5])];
/// So many hundredths of the ink are in the text beside the text: dates, captions, notes.
pub const SOFT: u8 = 78;
const INK: [Colour; 2] = [Colour([0x1a, 0x1d, 0x1b]), Colour([0xe3, 0xe6, 0xe1])];

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Colour(pub [u8; 3]);

/// A face that comes with the program, or the reader's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Face {
    /// Noto Naskh Arabic.
    Naskh,
    /// Markazi Text.
    Markazi,
    /// Vazirmatn.
    Vazirmatn,
    /// What the reader's system has.
    System,
}

/// What is not as the built-in style sheet has it. Colours are for light and for dark pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Look {
    /// Links and everything that is to be found.
    pub accent: Option<[Colour; 2]>,
    /// The page.
    pub paper: Option<[Colour; 2]>,
    /// The text.
    pub ink: Option<[Colour; 2]>,
    /// Face of the text.
    pub text: Option<Face>,
    /// Face of headlines.
    pub headings: Option<Face>,
    /// Face of everything else.
    pub interface: Option<Face>,
    /// A picture in `static/` that stands for the archive's name.
    pub masthead: Option<String>,
}

impl Colour {
    /// `#0b5c4a` or `#0ba`.
    fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text
            .trim()
            .strip_prefix('#')?
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Self([17 * r, 17 * g, 17 * b])),
            [r, s, g, h, b, c] => Some(Self([16 * r + s, 16 * g + h, 16 * b + c])),
            _ => None,
        }
    }

    /// Relative luminance, 0 to 1 (WCAG 2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| match f64::from(part) / 255.0 {
            low if low <= 0.04045 => low / 12.92,
            high => ((high + 0.055) / 1.055).powf(2.4),
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// So many hundredths of it, laid on `ground`.
    fn on(self, ground: Self, share: u8) -> Self {
        let mixed = |at: usize| {
            let (own, other) = (u32::from(self.0[at]), u32::from(ground.0[at]));
            u8::try_from((own * u32::from(share) + other * (100 - u32::from(share))) / 100).unwrap_or(u8::MAX)
        };
        Self([mixed(0), mixed(1), mixed(2)])
    }

    /// Contrast with another colour, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// Reads `[look]`.
pub(super) fn read(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Look {
    let Some(table) = reader.table(table, "look", "accent") else { return Look::default() };
    reader.known_keys(table, KEYS);
    let paper = colours(reader, table, "paper");
    let papers = paper.unwrap_or(PAPER);
    let ink = colours(reader, table, "ink");
    let accent = colours(reader, table, "accent");
    // A new paper must suit the text that is there; a new accent the paper.
    let inks = ink.or(paper.map(|_| INK));
    let soft = inks.map(|[light, dark]| [light.on(papers[0], SOFT), dark.on(papers[1], SOFT)]);
    let shown = [("ink", inks), ("ink", soft), ("accent", accent.or(paper.map(|_| ACCENT)))];
    for (key, pair) in shown.into_iter().filter_map(|(key, pair)| Some((key, pair?))) {
        let place = if table.contains_key(key) { key } else { "paper" };
        for (at, name) in ["light", "dark"].into_iter().enumerate() {
            let contrast = pair[at].contrast(papers[at]);
            if contrast < LEAST_CONTRAST {
                let message = format!(
                    "{} on {} is hard to read on {name} pages: contrast {contrast:.1}, and text needs {LEAST_CONTRAST}",
                    pair[at], papers[at]
                );
                let hint =
                    format!("write a light and a dark pair, such as {place} = [\"#0b5c4a\", \"#83cdb5\"]");
                let span = reader.texts(table, place, true).and_then(|texts| texts.into_iter().next());
                reader.problem(span.map_or(0..0, |text| text.span), message, hint);
            }
        }
    }
    Look {
        accent,
        paper,
        ink,
        text: reader.choice(table, "text", FACES),
        headings: reader.choice(table, "headings", FACES),
        interface: reader.choice(table, "interface", FACES),
        masthead: masthead(reader, table),
    }
}

/// One colour for light and dark pages, or one for each.
fn colours(reader: &mut Reader<'_>, table: &DeTable<'_>, key: &str) -> Option<[Colour; 2]> {
    let texts = reader.texts(table, key, true)?;
    let mut found = Vec::new();
    for Placed { value, span } in &texts {
        match Colour::parse(value) {
            Some(colour) => found.push(colour),
            None => reader.problem(
                span.clone(),
                format!("'{value}' is no colour"),
                "write it as \"#0b5c4a\"".to_owned(),
            ),
        }
    }
    match found[..] {
        [both] if texts.len() == 1 => Some([both, both]),
        [light, dark] if texts.len() == 2 => Some([light, dark]),
        _ => {
            if found.len() == texts.len() {
                let span = texts.first().map_or(0..0, |text| text.span.clone());
                let hint = format!("write {key} = [\"#0b5c4a\", \"#83cdb5\"]");
                reader.problem(
                    span,
                    format!("'{key}' takes a colour for light pages and one for dark"),
                    hint,
                );
            }
            None
        }
    }
}

/// A path inside `static/`.
fn masthead(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Option<String> {
    let Placed { value, span } = reader.text(table, "masthead")?;
    let inside = value.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if !inside || value.contains(['\\', ':', '?', '#']) {
        let hint = "write its path inside the static folder, such as \"img/masthead.svg\"".to_owned();
        reader.problem(span, format!("'{value}' is no file of the static folder"), hint);
        return None;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_and_their_contrast() {
        assert_eq!(Colour::parse("#0b5c4a"), Some(Colour([0x0b, 0x5c, 0x4a])));
        assert_eq!(Colour::parse("#Fa0").map(|colour| colour.to_string()).as_deref(), Some("#ffaa00"));
        for wrong in ["0b5c4a", "#12", "#12345g", "#1234", "green", "#٠١٢"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
        let (black, white) = (Colour([0; 3]), Colour([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 0.01);
        // WebAIM's own example.
        assert!((Colour([0x76; 3]).contrast(white) - 4.54).abs() < 0.01);
        assert!((0..2).all(|at| INK[at].contrast(PAPER[at]) > 12.0));
    }
}
