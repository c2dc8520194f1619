//! `look.css`: what `[look]` in `site.toml` changes of the built-in style sheet. Values of its variables, and nothing else.

use crate::config::{Colour, Face, Look, SOFT};
use std::fmt::Write as _;

/// Appends the sheet.
pub(super) fn write(look: &Look, out: &mut String) {
    let mut set: Vec<(&str, String)> = Vec::new();
    let mut pair = |name, colours: &Option<[Colour; 2]>| {
        set.extend(colours.map(|[light, dark]| (name, format!("light-dark({light},{dark})"))));
    };
    pair("paper", &look.paper);
    pair("ink", &look.ink);
    pair("accent", &look.accent);
    if look.paper.is_some() || look.ink.is_some() {
        set.extend([
            ("shade", mix("ink", 5)),
            ("rule", mix("ink", 18)),
            ("edge", mix("ink", 55)),
            ("soft", mix("ink", SOFT)),
        ]);
    }
    if let Some([light, dark]) = look.accent {
        let on = [light, dark].map(text_on);
        set.push(("on-accent", format!("light-dark({},{})", on[0], on[1])));
        set.extend([("wash", mix("accent", 12)), ("h1", mix("accent", 25)), ("h2", mix("accent", 50))]);
        set.extend([("h3", mix("accent", 75)), ("h4", "var(--accent)".to_owned())]);
    }
    set.extend(look.text.map(|face| ("text", family(face).to_owned())));
    set.extend(look.interface.map(|face| ("ui", family(face).to_owned())));
    let _ = write!(out, ":root{{");
    for (name, value) in &set {
        let _ = write!(out, "--{name}:{value};");
    }
    out.push_str("}\n");
    if let Some(face) = look.headings {
        // As specific as the rules of the built-in sheet that set it for each direction.
        let _ = writeln!(out, ":is(html,article,h2,h3,p,.turn bdi)[dir]{{--head:{}}}", family(face));
    }
}

/// So many hundredths of a colour on the paper.
fn mix(colour: &str, share: u8) -> String {
    format!("color-mix(in srgb,var(--{colour}) {share}%,var(--paper))")
}

/// White or black, whichever is read better.
fn text_on(ground: Colour) -> Colour {
    let (white, black) = (Colour([255; 3]), Colour([0x0d, 0x15, 0x12]));
    if ground.contrast(white) >= ground.contrast(black) { white } else { black }
}

fn family(face: Face) -> &'static str {
    match face {
        Face::Naskh => "\"Noto Naskh Arabic\",\"Geeza Pro\",Georgia,serif",
        Face::Markazi => "Digits,\"Markazi Text\",\"Noto Naskh Arabic\",Georgia,serif",
        Face::Vazirmatn => "Vazirmatn,\"Geeza Pro\",Tahoma,sans-serif",
        Face::System => "system-ui,\"Segoe UI\",\"Geeza Pro\",Tahoma,sans-serif",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for_changes() {
        let mut sheet = String::new();
        write(&Look { text: Some(Face::System), ..Look::default() }, &mut sheet);
        assert_eq!(sheet, ":root{--text:system-ui,\"Segoe UI\",\"Geeza Pro\",Tahoma,sans-serif;}\n");
        let mut sheet = String::new();
        let accent = Some([Colour([0x80, 0, 0]), Colour([0xff, 0xb0, 0xa0])]);
        write(&Look { accent, headings: Some(Face::Vazirmatn), ..Look::default() }, &mut sheet);
        assert!(
            sheet.contains("--accent:light-dark(#800000,#ffb0a0);--on-accent:light-dark(#ffffff,#0d1512);")
        );
        assert!(sheet.contains("[dir]{--head:Vazirmatn,") && !sheet.contains("--paper:"));
    }
}
