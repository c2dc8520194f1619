//! The geometry of plots: bars and strips in a plane 360 units wide, mirrored where the interface reads from the right.
//!
//! In: numbers. Out: what goes into attributes of SVG. Knows no archive.

use crate::arabic::Direction;
use std::fmt::Write as _;

/// Width of all plots, in units.
pub(super) const WIDTH: f64 = 360.0;
/// Where upright bars stand, and how high the highest is.
const GROUND: f64 = 70.0;
const HIGHEST: f64 = 56.0;
/// Height of a lying bar, and from one to the next.
const BAR: u32 = 18;
const LINE: u32 = 26;
/// Room for the names before lying bars, and for the counts behind them.
const NAMES: f64 = 110.0;
const COUNTS: f64 = 48.0;

/// A plane that is read from one side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plane {
    direction: Direction,
}

impl Plane {
    pub(super) fn new(direction: Direction) -> Self {
        Self { direction }
    }

    /// The x of something that begins `from` units behind the start of reading.
    pub(super) fn start(self, from: f64) -> f64 {
        match self.direction {
            Direction::Rtl => WIDTH - from,
            Direction::Ltr => from,
        }
    }

    /// The left edge of something so wide.
    pub(super) fn left(self, from: f64, width: f64) -> f64 {
        match self.direction {
            Direction::Rtl => WIDTH - from - width,
            Direction::Ltr => from,
        }
    }

    /// Upright bars, evenly spread: all but the highest, and the highest.
    pub(super) fn upright(self, counts: &[usize]) -> (String, String) {
        let highest = counts.iter().copied().max().unwrap_or(0);
        let step = WIDTH / counts.len().max(1) as f64;
        let width = step * 0.78;
        let (mut bars, mut peak) = (String::new(), String::new());
        for (at, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let height = number(HIGHEST * count as f64 / highest as f64);
            let x = number(self.left(step * at as f64, width));
            let path = if count == highest { &mut peak } else { &mut bars };
            let _ = write!(path, "M{x} {GROUND}v-{height}h{width}v{height}z", width = number(width));
        }
        (bars, peak)
    }

    /// The lying bar `row` for `count` beside the longest, and where what stands behind it begins.
    pub(super) fn lying(self, row: u32, count: usize, longest: usize) -> (String, f64) {
        let length = ((WIDTH - NAMES - COUNTS) * count as f64 / longest.max(1) as f64).max(1.0);
        let left = number(self.left(NAMES, length));
        let bar =
            format!("M{left} {y}h{length}v{BAR}h-{length}z", y = row * LINE + 4, length = number(length));
        (bar, self.start(NAMES + length + 6.0))
    }
}

/// Where the text of lying bar `row` stands.
pub(super) fn text_of_row(row: u32) -> u32 {
    row * LINE + 17
}

/// The height of so many lying bars.
pub(super) fn height_of_rows(rows: u32) -> u32 {
    rows * LINE + 4
}

/// A number with one decimal at most.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_run_as_the_interface_reads() {
        let (bars, peak) = Plane::new(Direction::Ltr).upright(&[1, 0, 2]);
        assert_eq!((&*bars, &*peak), ("M0 70v-28h93.6v28z", "M240 70v-56h93.6v56z"));
        let (bars, _) = Plane::new(Direction::Rtl).upright(&[1, 0, 2]);
        assert_eq!(bars, "M266.4 70v-28h93.6v28z");
        assert_eq!(Plane::new(Direction::Ltr).upright(&[]), (String::new(), String::new()));
    }

    #[test]
    fn lying_bars_leave_room_for_names_and_counts() {
        let (bar, behind) = Plane::new(Direction::Rtl).lying(1, 5, 10);
        assert_eq!((&*bar, behind), ("M149 30h101v18h-101z", 143.0));
        assert_eq!(Plane::new(Direction::Ltr).lying(0, 10, 10).0, "M110 4h202v18h-202z");
    }
}
