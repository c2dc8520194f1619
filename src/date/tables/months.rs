//! Names of months that CLDR has not: spellings of the press, months that only Libya had, the endings of names.
//!
//! What CLDR has comes from `cldr`; a test holds that nothing here repeats or contradicts it.

use crate::date::sense::Calendar;

/// Twelve months, each with its spellings parted by `|`, perhaps none.
pub(in crate::date) type Names = [&'static str; 12];

/// A calendar, the language and country (BCP 47) that spell its months so, and the spellings.
pub(in crate::date) const SPELLINGS: &[(Calendar, &str, Names)] = &[
    // Egypt, the Gulf, Sudan, Yemen
    (
        Calendar::Gregorian,
        "ar",
        [
            "",
            "",
            "",
            "",
            "",
            "يونيه|يونية",
            "يوليه|يولية",
            "اغسطوس|أوغسطس",
            "سيبتمبر",
            "أوكتوبر",
            "نوفنبر|نوفيمبر",
            "ديسنبر|ديسيمبر",
        ],
    ),
    (
        Calendar::Gregorian,
        "ar-IQ",
        [
            "كانون ثاني|كانون ثان|كانون 2|ك 2|كانون2",
            "",
            "",
            "",
            "مايس",
            "",
            "",
            "",
            "",
            "تشرين أول|تشرين 1|ت 1",
            "تشرين ثاني|تشرين ثان|تشرين 2|ت 2",
            "كانون أول|كانون 1|ك 1",
        ],
    ),
    (Calendar::Gregorian, "ar-DZ", ["جانفييه", "فبريي", "", "", "", "", "جويليا", "", "", "", "", ""]),
    (
        Calendar::Gregorian,
        "ar-MA",
        ["", "", "", "", "", "يونيوه|يونيوز", "يليوز", "", "سبتنبر", "", "", "ديجمبر|دسنبر"],
    ),
    // Libya, 1986 to 2011
    (
        Calendar::Gregorian,
        "ar-LY",
        [
            "أي النار",
            "النوار",
            "الربيع",
            "الطير",
            "الماء",
            "الصيف",
            "ناصر",
            "هانيبال|هنيبال",
            "الفاتح",
            "التمور",
            "الحرث",
            "الكانون",
        ],
    ),
    (Calendar::Gregorian, "fa", ["جانوریه", "", "", "", "", "", "ژولای", "آگوست", "", "اوکتبر", "", ""]),
    (Calendar::Gregorian, "fr", ["", "", "", "", "", "", "juill", "aou", "", "", "", ""]),
    (Calendar::Gregorian, "es", ["", "", "", "", "", "", "", "", "setiembre", "", "", ""]),
    (Calendar::Gregorian, "de", ["jänner", "feber", "mrz|maerz", "", "", "", "", "", "", "", "", ""]),
    (Calendar::Gregorian, "id", ["", "pebruari", "", "", "", "", "", "", "", "", "nopember", ""]),
    (Calendar::Gregorian, "hi", ["", "", "", "", "", "", "", "", "सितम्बर", "अक्तूबर", "नवम्बर", "दिसम्बर"]),
    (Calendar::Gregorian, "ru", ["", "фев", "", "", "", "", "", "", "сен", "", "ноя", ""]),
    (Calendar::Gregorian, "he", ["", "", "מרס", "", "", "", "", "", "", "", "", ""]),
    (
        Calendar::Gregorian,
        "ckb",
        [
            "کانونی دووەم|کانونی دوم|جانیوەری|یەنایەر|ژانویە",
            "فێبریوەری|فێبرواری|فێبرایەر",
            "ئادار|مارس|مارچ",
            "ئەپریل|ئاپریل|ئەپرێل",
            "مایس|مەی|مایۆ",
            "خزیران|حزیران|جون|جوون|ژوئەن|یونیۆ",
            "تەمموز|تەموز|تەممووز|جولای|جوولای|یولیۆ|ژوئیە",
            "ئۆگست|ئاگۆست|ئۆگۆست",
            "ئەیلول|سێپتەمبەر|سێپتێمبەر",
            "ئۆکتۆبەر|ئۆکتۆبر",
            "نۆڤەمبەر|نۆڤێمبەر",
            "کانوونی یەکەم|دێسەمبەر|دیسەمبەر|دیسێمبەر|دێسێمبەر",
        ],
    ),
    (
        Calendar::Gregorian,
        "ku",
        [
            "çile|çileya paşîn|kanûna duyem|kanûna paşîn|kanûna duyemîn",
            "reşemî",
            "",
            "avrêl",
            "",
            "pûşper|xizîran",
            "",
            "gelawêj",
            "rezber",
            "çirîya yekem|çiriya pêşîn|çiriya yekemîn",
            "çirîya duyem|çiriya paşîn|çiriya duyemîn|sermawez",
            "kanûn|kanûna yekem|kanûna pêşîn|kanûna yekemîn",
        ],
    ),
    (
        Calendar::Hijri,
        "ar",
        [
            "المحرم|محرم الحرام",
            "صفر الخير|صفر المظفر",
            "ربيع أول|ربيع 1|ربيع الأنور",
            "ربيع الثاني|ربيع ثاني|ربيع آخر|ربيع 2",
            "جماد الأول|جماد أول|جمادى أولى|جمادى 1|جماد الاولى",
            "جمادى الثانية|جمادى الآخر|جماد الآخر|جماد الثاني|جماد آخر|جمادى 2|جمادى اآلخرة|جماد ثاني",
            "رجب المرجب|رجب الفرد",
            "شعبان المعظم",
            "رمضان المبارك",
            "شوال المكرم",
            "ذي القعدة|ذيالقعدة|ذو قعدة|ذي قعدة|ذا القعدة",
            "ذي الحجة|ذيالحجة|ذو حجة|ذي حجة|ذا الحجة",
        ],
    ),
    (
        Calendar::Hijri,
        "fa",
        [
            "",
            "",
            "",
            "",
            "جمادی‌الاولی",
            "جمادی الثانیه|جمادی‌الثانیه",
            "",
            "",
            "رمضان‌المبارک",
            "",
            "ذی‌القعده|ذی قعد|ذی القعد|ذیقعد",
            "ذی‌الحجه|ذی الحج|ذی حجه",
        ],
    ),
    (
        Calendar::Hijri,
        "en",
        [
            "",
            "",
            "rabi al awwal|rabi ul awwal|rabi al awal",
            "rabi al thani|rabi ul thani|rabi al akhir|rabi us sani",
            "jumada al ula|jumada al awwal|jamadi ul awwal|jumada al oula",
            "jumada al thani|jumada al thania|jumada al akhirah|jumada al akhira|jamadi us sani",
            "",
            "sha ban",
            "",
            "",
            "dhu al qadah|dhu al qi dah|dhul qadah|dhul qi dah|zul qadah|zilqad",
            "dhu al hijjah|dhul hijja|zul hijjah|zilhaj|zilhajj",
        ],
    ),
    (Calendar::Solar, "fa", ["", "", "", "", "امرداد", "", "", "", "", "", "", ""]),
    (
        Calendar::Solar,
        "ckb",
        [
            "خاکەلێوە",
            "گوڵان|بانەمەڕ",
            "جۆزەردان",
            "پووشپەڕ",
            "گەلاوێژ",
            "خەرمانان",
            "ڕەزبەر",
            "گەڵاڕێزان|خەزەڵوەر",
            "سەرماوەز",
            "بەفرانبار",
            "ڕێبەندان",
            "ڕەشەمێ|ڕەشەمە",
        ],
    ),
    (Calendar::Hebrew, "en", ["", "cheshvan|marcheshvan", "", "", "shvat", "", "", "iyyar", "", "", "", ""]),
    (
        Calendar::Hebrew,
        "he",
        ["", "חשון|מרחשוון|מרחשון", "", "", "", "אדר ב", "", "", "סיון", "", "מנחם אב", ""],
    ),
];

/// What names of a calendar take in front or at the end in a language: `نیسانی`, `Nîsana`, `במאי`, `فروردین‌ماه`.
pub(in crate::date) const AFFIXES: &[(Calendar, &str, &str, &str)] = &[
    (Calendar::Gregorian, "ckb", "", "ی"),
    (Calendar::Gregorian, "ckb", "", "ا"),
    (Calendar::Gregorian, "ckb", "", "ێ"),
    (Calendar::Gregorian, "ku", "", "a"),
    (Calendar::Gregorian, "ku", "", "ê"),
    (Calendar::Gregorian, "ku", "", "an"),
    (Calendar::Gregorian, "ku", "", "ya"),
    (Calendar::Gregorian, "he", "ב", ""),
    (Calendar::Gregorian, "he", "ל", ""),
    (Calendar::Hebrew, "he", "ב", ""),
    (Calendar::Solar, "fa", "", "ماه"),
    (Calendar::Solar, "fa", "", " ماه"),
    (Calendar::Solar, "fa", "", "ی"),
    (Calendar::Solar, "fa-AF", "", " ماه"),
    (Calendar::Solar, "fa-AF", "", "ی"),
    (Calendar::Solar, "ckb", "", "ی"),
];

/// Countries whose names of months are ordinary words elsewhere: `الماء`, `ناصر`.
pub(in crate::date) const EVERYDAY: &[&str] = &["ar-LY"];

/// Where names are at home, for people. Languages that are not here are called by their tag.
pub(in crate::date) const HOMES: &[(&str, &str)] = &[
    ("ar", "Arabic: Egypt, the Gulf"),
    ("ar-IQ", "Arabic: the Levant, Iraq"),
    ("ar-DZ", "Arabic: Tunisia, Algeria"),
    ("ar-MA", "Arabic: Morocco"),
    ("ar-MR", "Arabic: Mauritania"),
    ("ar-LY", "Arabic: Libya, 1986 to 2011"),
    ("fa", "Persian"),
    ("fa-AF", "Dari"),
    ("ps", "Pashto"),
    ("ur", "Urdu"),
    ("ckb", "Sorani Kurdish"),
    ("ku", "Kurmanji Kurdish"),
    ("he", "Hebrew"),
    ("en", "English"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("pt", "Portuguese"),
    ("it", "Italian"),
    ("de", "German"),
    ("tr", "Turkish"),
    ("ru", "Russian"),
];

/// Coptic months: read so that their numbers are not taken for another calendar's; never converted.
pub(in crate::date) const COPTIC: &str =
    "توت|بابه|هاتور|كيهك|طوبة|أمشير|برمهات|برمودة|بشنس|بؤونة|أبيب|مسرى|نسيء";
