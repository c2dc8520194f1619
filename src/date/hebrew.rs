//! Dates of the Hebrew calendar in its own numerals: `י"ב בטבת תשפ"א`.

use super::rules::{DAY_MONTH_YEAR, Dated, Reader, dated};
use super::sense::Calendar;

/// The thousands that such years leave out.
const THOUSANDS: u32 = 5000;

impl Reader<'_> {
    /// The date round the Hebrew month at `at`; items before `free` belong to an earlier date.
    pub(super) fn hebrew(&self, at: usize, free: usize) -> Option<Dated> {
        let month = self.items.list[at].sense()?.months.hebrew;
        let from = at.checked_sub(1).filter(|from| month > 0 && *from >= free)?;
        let day = self.numeral(from).filter(|day| (1..=30).contains(day))?;
        let is_thousands =
            self.items.list.get(at + 1).is_some_and(|item| &self.items.folded[item.folded.clone()] == "ה");
        let last = at + 1 + usize::from(is_thousands);
        let year = self.numeral(last).filter(|year| (600..=899).contains(year))? + THOUSANDS;
        dated(from..last + 1, DAY_MONTH_YEAR.by("Hebrew numerals"), (Calendar::Hebrew, year), month, day)
    }

    /// The number that the letters of an item stand for.
    fn numeral(&self, at: usize) -> Option<u32> {
        let item = self.free(at)?;
        let letters = &self.items.folded[item.folded.clone()];
        // Thousands glued to the year: התשפ"א.
        let letters = letters.strip_prefix('ה').filter(|year| year.starts_with('ת')).unwrap_or(letters);
        let mut sum = 0;
        for letter in letters.chars().filter(|c| *c != '"') {
            sum += value(letter)?;
        }
        Some(sum)
    }
}

fn value(letter: char) -> Option<u32> {
    Some(match letter {
        'א'..='ט' => u32::from(letter) - u32::from('א') + 1,
        'י' => 10,
        'כ' | 'ך' => 20,
        'ל' => 30,
        'מ' | 'ם' => 40,
        'נ' | 'ן' => 50,
        'ס' => 60,
        'ע' => 70,
        'פ' | 'ף' => 80,
        'צ' | 'ץ' => 90,
        'ק' => 100,
        'ר' => 200,
        'ש' => 300,
        'ת' => 400,
        _ => return None,
    })
}
