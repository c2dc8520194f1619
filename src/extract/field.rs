//! What places of a page offer for a field, and the record of who won, for `--explain`.

use super::{Candidate, Evidence};

/// One value that a field might have, and the place that offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    /// The value, one line.
    pub value: String,
    /// The place, e.g. `og:title`.
    pub rule: &'static str,
}

/// All that a field was offered, in order of trust unless the field's own judge says otherwise.
#[derive(Debug, Clone, Default)]
pub(super) struct Offers(Vec<Offer>);

impl Offers {
    /// Adds an offer; empty values and exact repetitions from the same place are no offers.
    pub fn add(&mut self, rule: &'static str, value: impl AsRef<str>) {
        let value = super::plain::fold_space(value.as_ref());
        let value = value.trim_matches(is_unseen).to_owned();
        let offer = Offer { value, rule };
        if !offer.value.is_empty() && !self.0.contains(&offer) {
            self.0.push(offer);
        }
    }

    /// As [`Offers::add`], where there is a value.
    pub fn add_some(&mut self, rule: &'static str, value: Option<impl AsRef<str>>) {
        if let Some(value) = value {
            self.add(rule, value);
        }
    }

    /// Without the offers whose value is no value for this field.
    pub fn without(mut self, is_bad: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|offer| !is_bad(&offer.value));
        self
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = &Offer> {
        self.0.iter()
    }

    /// The first offer; the evidence for it is recorded.
    pub fn first(self, field: &'static str, evidence: &mut Vec<Evidence>) -> Option<String> {
        record(field, self.0, evidence)
    }
}

/// Marks of direction and joining say nothing at the ends of a value.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Records that the first of `ranked` won, and gives it.
pub(super) fn record(
    field: &'static str,
    ranked: Vec<Offer>,
    evidence: &mut Vec<Evidence>,
) -> Option<String> {
    let mut candidates = ranked
        .into_iter()
        .take(20)
        .map(|offer| Candidate { value: offer.value, rule: offer.rule.to_owned() });
    let winner = candidates.next()?;
    let value = winner.value.clone();
    evidence.push(Evidence { field, winner, beaten: candidates.collect() });
    Some(value)
}
