//! What Arabic script needs on both sides of Warraq: clean text, digits, folding for comparison, ends of sentences,
//! direction of a run.
//!
//! Pure functions over text. Knows nothing of the rest.

mod boundaries;
mod clean;
mod digits;
mod letter;
mod script;

pub use boundaries::{ends_sentence, ends_sentence_or_quotation, shortened};
pub use clean::clean;
pub use digits::{DigitSystem, to_ascii_digits};
pub use letter::{is_letter, is_rtl_letter};
pub use script::{Direction, direction_of, direction_of_language, fold};
