//! English and French stems: the builder's stemmer and the browser's say the same of every word, and neither changes unseen, for
//! an index holds stems and a query must meet them. Does not ask whether a stem is a good one.
//!
//! `stems.tsv` holds what both must say of plain words; word parts put together in every way are compared besides. The browser's
//! half needs Node.js: without it the test says that it was skipped, and with `WARRAQ_REQUIRE_BROWSER=1` fails.

use crate::vectors;
use frostem::{Algorithm, Stemmer};
use serde_json::Value;

/// Beginnings that the rules know, or that look like one.
const BEGINNINGS: [&str; 9] = ["", "y", "inter", "past", "univers", "par", "tap", "ni", "proc"];

/// What may stand between: doubled letters, vowels side by side, and what some endings ask for.
const MIDDLES: [&str; 21] = [
    "", "a", "y", "tab", "hopp", "off", "ay", "quell", "ais", "oue", "ruin", "enn", "ic", "log", "at",
    "abil", "eveq", "coiv", "regn", "eus", "ier",
];

const ENGLISH_ENDINGS: &str = "s ss us ies ied sses eed eedly ed edly ing ingly y ly tional enci anci abli entli izer \
    ization ational ator alism aliti alli fulness ousli ousness iveness iviti biliti bli ogist ogi fulli lessli icate alize \
    iciti ical ful ness ative al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize sion tion e ll";

const FRENCH_ENDINGS: &str = "ance iques isme eux atrices ateur ation logies usion ution ences ement ements ite ites ifs ive \
    eaux aux oux euse issement amment emment ments imes ite ites i ie ir ira irai iraient irais irait irent iriez irions irons \
    is issaient issante isse issez issons it ions e ee ees erent er era eraient erait erez eriez erons eais iez ames at a ai \
    aient ais aise ait antes as assent assiez assions ion ier iere i c onn ett eill";

/// The English and the French stem, a tabulator between, as the browser's script writes them.
fn stems(word: &str) -> String {
    let [english, french] =
        [Algorithm::English, Algorithm::French].map(|language| Stemmer::new(language).stem(word));
    format!("{english}\t{french}")
}

/// Words and what is said of them, out of `stems.tsv`.
fn written_down() -> Vec<(&'static str, &'static str)> {
    include_str!("stems.tsv").lines().skip(1).filter_map(|line| line.split_once('\t')).collect()
}

/// Beginnings, middles and endings in every order that a word has them, some with two endings.
fn put_together() -> Vec<String> {
    let endings: Vec<&str> =
        ENGLISH_ENDINGS.split_whitespace().chain(FRENCH_ENDINGS.split_whitespace()).collect();
    let mut words = Vec::new();
    for (place, beginning) in BEGINNINGS.iter().enumerate() {
        for (other, middle) in MIDDLES.iter().enumerate() {
            for (number, ending) in endings.iter().enumerate() {
                let before = endings[(number * 7 + other * 3 + place) % endings.len()];
                words.push(format!("{beginning}{middle}{ending}"));
                words.push(format!("{beginning}{middle}{before}{ending}"));
            }
        }
    }
    words
}

#[test]
fn the_builder_stems_as_written_down() {
    let written = written_down();
    assert!(written.len() > 500, "only {} words are written down", written.len());
    let count = written.len();
    let wrong: Vec<_> = written
        .into_iter()
        .filter(|(word, expected)| stems(word) != *expected)
        .map(|(word, expected)| format!("{word}: {}, written down as {expected}", stems(word)))
        .collect();
    vectors::assert_none(&wrong, count);
}

#[test]
fn the_browser_stems_as_the_builder() {
    let mut words: Vec<String> = written_down().into_iter().map(|(word, _)| word.to_owned()).collect();
    words.extend(put_together());
    let questions: Vec<Value> = words.iter().map(|word| word.as_str().into()).collect();
    let Some(said) = vectors::in_the_browser("the browser's stems", "stems.mjs", &questions) else { return };
    let wrong: Vec<_> = words
        .iter()
        .zip(&said)
        .filter(|(word, said)| stems(word) != **said)
        .map(|(word, said)| format!("{word}: {}, in the browser {said}", stems(word)))
        .collect();
    vectors::assert_none(&wrong, words.len());
}
