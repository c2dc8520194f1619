//! Names of the days of the week that CLDR has not, from Monday.

/// Seven days from Monday, each with its spellings parted by `|`, perhaps none.
pub(in crate::date) const WEEKDAYS: &[[&str; 7]] = &[
    // Arabic
    ["اثنين|الاتنين", "الثلثاء|ثلاثاء|التلات", "أربعاء|الأربع", "خميس", "", "سبت", "أحد"],
    // Persian
    ["", "", "چهار شنبه", "", "آدینه", "", "یک شنبه"],
    // Urdu
    ["سوموار", "", "", "", "", "", ""],
    // Sorani
    [
        "دووشەمە|دوو شەممە",
        "سێشەمە|سێ شەممە",
        "چوارشەمە|چوار شەممە",
        "پێنجشەمە|پێنج شەممە",
        "هەیینی",
        "شەمە",
        "یەکشەمە|یەک شەممە",
    ],
    // Kurmanji
    ["duşemî", "sêşemî", "çarşemî", "pêncşemî", "în", "şemo", "yekşemî"],
    // Hebrew
    ["ב", "", "", "", "", "", ""],
    // English
    ["", "tues", "", "thur|thurs", "", "", ""],
    // Portuguese
    ["segunda", "terça", "quarta", "quinta", "sexta", "", ""],
    // German
    ["", "", "", "", "", "sonnabend", ""],
];
