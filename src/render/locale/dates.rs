//! Dates, months and weeks for readers. Never more precise than what is stated.

use super::words::{Weekday, Words};
use super::{Locale, filled};
use crate::arabic::Direction;
use crate::config::MonthNames;
use crate::date::{StatedDate, StatedTime, to_hijri};
use crate::render::view::DateView;

impl Locale {
    /// A date for readers, as precise as stated; seconds and zones are left to `datetime`. A page's own clock needs no zone,
    /// but UTC is the clock of machines, and is said.
    pub fn date(&self, date: &StatedDate) -> DateView {
        self.view(date, |time| {
            let zone = if time.offset == Some(0) { " UTC" } else { "" };
            format!("{:02}:{:02}{zone}", time.hour, time.minute)
        })
    }

    /// A machine's time stamp for readers, to the second and with its zone: when a page was captured.
    pub fn timestamp(&self, date: &StatedDate) -> DateView {
        self.view(date, full_clock)
    }

    /// The month's name, 1 to 12; empty for any other number.
    pub fn month_name(&self, month: u8) -> String {
        let name = |system: &str| {
            let names = Words::pick(&self.words.months, system)?;
            names.get(usize::from(month).checked_sub(1)?).cloned()
        };
        let named = match self.months {
            MonthNames::Egypt => name("egypt"),
            MonthNames::Levant => name("levant"),
            MonthNames::Tunisia => name("tunisia"),
            MonthNames::Maghreb => name("maghreb"),
            MonthNames::Both => match (name("egypt"), name("levant")) {
                (Some(first), Some(second)) if first != second => Some(format!("{first}/{second}")),
                (first, _) => first,
            },
        };
        named.unwrap_or_default()
    }

    /// A month with its year: `أبريل 2017`.
    pub fn month_year(&self, year: i16, month: u8) -> String {
        let (month, year) = (self.month_name(month), self.digits(&year.to_string()));
        filled(self.format("month_year"), &[("month", month.as_str()), ("year", year.as_str())])
    }

    /// A day of the year: `27 أبريل`.
    pub fn day_month(&self, month: u8, day: u8) -> String {
        let (month, figure) = (self.month_name(month), self.digits(&day.to_string()));
        let day = self.words.formats.get("first_of_month").filter(|_| day == 1).unwrap_or(&figure);
        filled(self.format("day_month"), &[("day", day.as_str()), ("month", month.as_str())])
    }

    /// A headline as a quotation, in the marks of the language; HTML stays as it is.
    pub fn quoted(&self, html: &str) -> String {
        filled(self.format("quoted"), &[("text", html)])
    }

    /// From one phrase to another: `2010–2024`.
    pub fn range(&self, first: &str, last: &str) -> String {
        if first == last {
            return first.to_owned();
        }
        filled(self.format("range"), &[("first", first), ("last", last)])
    }

    /// The weekday that calendars begin with.
    pub fn first_weekday(&self) -> jiff::civil::Weekday {
        use jiff::civil::Weekday as Day;
        match Words::pick(&self.words.first_weekday, self.month_system()) {
            Some(Weekday::Tuesday) => Day::Tuesday,
            Some(Weekday::Wednesday) => Day::Wednesday,
            Some(Weekday::Thursday) => Day::Thursday,
            Some(Weekday::Friday) => Day::Friday,
            Some(Weekday::Saturday) => Day::Saturday,
            Some(Weekday::Sunday) => Day::Sunday,
            Some(Weekday::Monday) | None => Day::Monday,
        }
    }

    /// A weekday's name.
    pub fn weekday_name(&self, day: jiff::civil::Weekday) -> &str {
        let at = usize::try_from(day.to_monday_zero_offset()).unwrap_or(0);
        self.words.weekdays.names.as_ref().and_then(|names| names.get(at)).map_or("", String::as_str)
    }

    fn month_system(&self) -> &'static str {
        match self.months {
            MonthNames::Egypt => "egypt",
            MonthNames::Levant => "levant",
            MonthNames::Tunisia => "tunisia",
            MonthNames::Maghreb => "maghreb",
            MonthNames::Both => "both",
        }
    }

    fn format(&self, name: &str) -> &str {
        self.words.formats.get(name).map_or("", String::as_str)
    }

    fn view(&self, date: &StatedDate, clock: impl Fn(&StatedTime) -> String) -> DateView {
        let datetime = date.to_string();
        let year = self.digits(&date.year().to_string());
        let Some(month) = date.month() else {
            let (html, short, month_year) = (year.clone(), year.clone(), year);
            return DateView { datetime, html, short, day: None, month_year, weekday: None, hijri: None };
        };
        let month_year = self.month_year(date.year(), month);
        let Some(day) = date.day() else {
            let (html, short) = (month_year.clone(), month_year.clone());
            return DateView { datetime, html, short, day: None, month_year, weekday: None, hijri: None };
        };
        let figure = self.digits(&day.to_string());
        let named = match self.words.formats.get("first_of_month") {
            Some(first) if day == 1 => first.clone(),
            _ => figure.clone(),
        };
        let weekday = date.civil().map(|civil| self.weekday_name(civil.weekday()).to_owned());
        let month_name = self.month_name(month);
        let parts = [
            ("weekday", weekday.as_deref().unwrap_or_default()),
            ("day", named.as_str()),
            ("month", month_name.as_str()),
            ("year", year.as_str()),
        ];
        let fill = |format: &str| filled(format, &parts);
        let (short, mut html) = (fill(self.format("short")), fill(self.format("day")));
        if let Some(time) = date.time() {
            let time = self.isolated(&self.digits(&clock(&time)));
            html = filled(self.format("day_time"), &[("date", html.as_str()), ("time", time.as_str())]);
        }
        let hijri = self.hijri(date);
        DateView { datetime, html, short, day: Some(figure), month_year, weekday, hijri }
    }

    /// The day in the Hijri calendar, where the settings ask for it.
    fn hijri(&self, date: &StatedDate) -> Option<String> {
        // Before the first year there was no such calendar.
        let (year, month, day) =
            if self.hijri { to_hijri(date).filter(|(year, ..)| *year > 0)? } else { return None };
        let names = self.words.months.get("hijri")?;
        let month = names.get(usize::from(month).checked_sub(1)?)?;
        let (day, year) = (self.digits(&day.to_string()), self.digits(&year.to_string()));
        let parts = [("day", day.as_str()), ("month", month.as_str()), ("year", year.as_str())];
        Some(filled(self.format("hijri"), &parts))
    }

    /// Figures with colons, which right-to-left text would turn round.
    fn isolated(&self, figures: &str) -> String {
        match self.direction {
            Direction::Rtl => format!("<bdi dir=\"ltr\" class=\"n\">{figures}</bdi>"),
            Direction::Ltr => figures.to_owned(),
        }
    }
}

/// `16:28:05 UTC+1`, as far as stated.
fn full_clock(time: &StatedTime) -> String {
    let mut clock = format!("{:02}:{:02}", time.hour, time.minute);
    if let Some(second) = time.second {
        clock.push_str(&format!(":{second:02}"));
    }
    match time.offset {
        None => {}
        Some(0) => clock.push_str(" UTC"),
        Some(offset) => {
            let sign = if offset < 0 { '-' } else { '+' };
            clock.push_str(&format!(" UTC{sign}{}", offset.abs() / 60));
            if offset % 60 != 0 {
                clock.push_str(&format!(":{:02}", offset.abs() % 60));
            }
        }
    }
    clock
}
