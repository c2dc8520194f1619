//! `--profile`: how long each stage of a run took, told at its end.
//!
//! Listens beside the terminal. Knows no stage by name: a stage lasts until the next begins.

use super::report::Terminal;
use crate::diagnostic::{Diagnostic, Listener};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A stage, and how long it took.
pub(super) type Stage = (&'static str, Duration);

/// A clock for the stages of one run.
pub(super) struct Profile<'a> {
    terminal: &'a Terminal,
    stages: Mutex<Vec<(&'static str, Instant)>>,
}

impl<'a> Profile<'a> {
    /// Begins.
    pub(super) fn new(terminal: &'a Terminal) -> Self {
        Self { terminal, stages: Mutex::new(vec![("starting", Instant::now())]) }
    }

    /// Every stage with its time, in their order; the last one ends now.
    pub(super) fn stages(&self) -> Vec<Stage> {
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = stages.iter().skip(1).map(|(_, begin)| *begin).chain([Instant::now()]);
        stages.iter().zip(ends).map(|((name, begin), end)| (*name, end - *begin)).collect()
    }
}

/// The stages as a table.
pub(super) fn table(stages: &[Stage]) -> String {
    let all: Duration = stages.iter().map(|(_, took)| *took).sum();
    let line = |(name, took): &Stage| {
        let share = 100.0 * took.as_secs_f64() / all.as_secs_f64().max(f64::EPSILON);
        format!("{name:>12} {:8.3} s {share:3.0} %\n", took.as_secs_f64())
    };
    stages.iter().map(line).collect()
}

impl Listener for Profile<'_> {
    fn stage(&self, name: &'static str, steps: Option<u64>) {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner).push((name, Instant::now()));
        self.terminal.stage(name, steps);
    }

    fn advance(&self, steps: u64) {
        self.terminal.advance(steps);
    }

    fn report(&self, diagnostic: &Diagnostic) {
        self.terminal.report(diagnostic);
    }
}
