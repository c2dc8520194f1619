//! Whole-program tests: one binary, one file a topic, in the user's verbs.

mod architecture;
mod browser;
mod preview;
mod serve;
