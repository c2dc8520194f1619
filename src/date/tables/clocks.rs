//! Words of the clock: "at", morning and evening, "o'clock", eras and zones.

/// A time follows.
pub(in crate::date) const AT: &str = "t|الساعة|الساعه|على الساعة|في الساعة|في تمام الساعة|عند الساعة|بالساعة|التوقيت|الوقت|ساعة|ساعت|در ساعت|در ساعت:|سعت|وقت|بوقت|بوقت:|کاتژمێر|سەعات|كاتژمير|saet|saat|at|à|um|ore|alle|a las|a la|às|as|בשעה|שעה|klo|kl|om|time|heure|heures|hora|uhrzeit|pukul|jam|в|ב שעה";

/// Hours in words.
pub(in crate::date) const HOURS: &[(u8, &str)] = &[
    (1, "الواحدة"),
    (2, "الثانية"),
    (3, "الثالثة"),
    (4, "الرابعة"),
    (5, "الخامسة"),
    (6, "السادسة"),
    (7, "السابعة"),
    (8, "الثامنة"),
    (9, "التاسعة"),
    (10, "العاشرة"),
    (11, "الحادية عشرة|الحادية عشر"),
    (12, "الثانية عشرة|الثانية عشر"),
];

/// Minutes in words, after an hour.
pub(in crate::date) const MINUTES: &[(i8, &str)] = &[
    (30, "والنصف|و النصف|ونصف|و نصف|and a half|and half|et demie|et demi|y media|و نیم"),
    (15, "والربع|و الربع|وربع"),
    (5, "وخمس دقائق|و خمس دقائق"),
    (10, "وعشر دقائق|و عشر دقائق"),
    (20, "والثلث|وثلث"),
    (-15, "إلا ربعا|إلا الربع|إلا ربع"),
    (-5, "إلا خمس دقائق"),
    (-10, "إلا عشر دقائق"),
    (-20, "إلا ثلثا|إلا الثلث"),
];

/// The hour stands before: `9 بجے`, `16 Uhr`.
pub(in crate::date) const O_CLOCK: &str = "بجے|بجكر|بجے پر|uhr|hrs|hs|o clock|oclock";

/// Parts of hours written with a letter: `16h28`.
pub(in crate::date) const HOUR_MARK: &str = "h|س|سا|ü";

/// Before noon.
pub(in crate::date) const MORNING: &str = "ص|صباحا|صباحاً|صباحًا|صباح|الصباح|في الصباح|قبل الظهر|ق ظ|قبل از ظهر|قبل‌ازظهر|فجرا|الفجر|ضحى|صبح|بامداد|پێشنیوەڕۆ|پێش نیوەڕۆ|پ ن|بەیانی|am|a m|du matin|matin|de la mañana|morgens|vormittags|sabah|לפנה צ|בבוקר|ä|öö";

/// After noon.
pub(in crate::date) const EVENING: &str = "م|مساء|مساءً|المساء|في المساء|عصرا|العصر|بعد الظهر|بعد ظهر|ب ظ|بعد از ظهر|بعدازظهر|عصر|عشاء|شام|سہ پہر|سه‌پهر|دوپہر|پاشنیوەڕۆ|پاش نیوەڕۆ|د ن|ئێوارە|pm|p m|de l après midi|après midi|du soir|de la tarde|abends|nachmittags|אחה צ|בערב|öğleden sonra|akşam";

/// Of these, the letters.
pub(in crate::date) const LETTERS: &str = "ص|م|ä";

/// Round noon.
pub(in crate::date) const NOON: &str = "منتصف النهار|ظهرا|ظهراً|ظهر|الظهر|نیوەڕۆ|noon|midi|mediodía|بظهر";

/// At night: late evening or after midnight.
pub(in crate::date) const NIGHT: &str = "منتصف الليل|في منتصف الليل|ليلا|ليلاً|الليل|بعد منتصف الليل|مساء الليل|شب|رات|شەو|de la noche|nachts|gece|בלילה";

/// Says that a zone follows: `بتوقيت القاهرة`.
pub(in crate::date) const IN_ZONE: &str = "بالتوقيت المحلي|التوقيت المحلي|local time|بتوقيت|توقيت|بالتوقيت|حسب توقيت|وفق توقيت|به وقت|بوقت|به‌وقت|منطقة|local time in|heure de|heure|hora de|بتوقيت مدينة|بتوقيت محلي|شعون";

/// Zones of a fixed offset, in minutes east of UTC. Abbreviations that several countries share mean here what the
/// press that is read means by them.
pub(in crate::date) const OFFSETS: &[(i16, &str)] = &[
    (
        0,
        "gmt|utc|ut|z|غرينتش|غرينيتش|جرينتش|جرينيتش|جرينتيش|غرينتس|كرينتش|غرينويتش|جرينويتش|توقيت غرينتش|بتوقيت غرينتش|بتوقيت جرينتش|ت غ|تغ|بالتوقيت العالمي|التوقيت العالمي|بتوقيت العالمي|گرینویچ|به وقت گرینویچ|wet|tu|temps universel|جي إم تي|جي ام تي",
    ),
    (60, "bst|cet|west|wat|mez|hec"),
    (120, "cest|eet|cat|mesz|sast"),
    (180, "eest|msk|idt|ast|ksa|trt|eat|توقيت موسكو"),
    (210, "irst"),
    (240, "gst|uae"),
    (270, "irdt"),
    (300, "pkt"),
    (480, "hkt|sgt"),
    (540, "jst|kst"),
    (-240, "edt"),
    (-300, "est|cdt"),
    (-360, "cst|mdt"),
    (-420, "mst|pdt"),
];

/// Abbreviations that mean another zone in the pages of one language: the language, the offset there, the offset elsewhere.
pub(in crate::date) const ABBREVIATIONS: &[(&str, i16, i16, &str)] =
    &[("he", 120, 330, "ist"), ("ur", 300, -480, "pst")];

/// 年, 月 and 日 in their scripts.
pub(in crate::date) const EAST_ASIAN: [&str; 3] = ["年|년", "月|월", "日|일"];

/// Places whose clock is meant, with their zone in the IANA database.
pub(in crate::date) const PLACES: &[(&str, &str)] = &[
    ("Africa/Cairo", "القاهرة|مصر|cairo|قاهره|القاهره|القاهرة المحلي"),
    (
        "Asia/Riyadh",
        "السعودية|الرياض|مكة|مكة المكرمة|المدينة المنورة|جدة|السعوديه|المملكة|mecca|makkah|riyadh|saudi|saudi arabia",
    ),
    ("Asia/Dubai", "الإمارات|أبوظبي|أبو ظبي|دبي|الشارقة|dubai|abu dhabi"),
    ("Asia/Qatar", "الدوحة|قطر|doha"),
    ("Asia/Kuwait", "الكويت|kuwait"),
    ("Asia/Bahrain", "البحرين|المنامة"),
    ("Asia/Muscat", "مسقط|عمان السلطنة|سلطنة عمان|muscat"),
    ("Asia/Aden", "صنعاء|اليمن|عدن"),
    ("Asia/Baghdad", "بغداد|العراق|baghdad|هەولێر|أربيل|بەغدا"),
    ("Asia/Beirut", "بيروت|لبنان|beirut"),
    ("Asia/Damascus", "دمشق|سوريا|سورية|damascus"),
    ("Asia/Amman", "الأردن|عمان|عمّان|amman"),
    ("Asia/Jerusalem", "القدس|القدس المحتلة|فلسطين|تل أبيب|ישראל|ירושלים|jerusalem"),
    ("Asia/Gaza", "غزة"),
    ("Africa/Tripoli", "ليبيا|طرابلس|tripoli"),
    ("Africa/Tunis", "تونس|tunis"),
    ("Africa/Algiers", "الجزائر|alger"),
    ("Africa/Casablanca", "المغرب|الرباط|الدار البيضاء|rabat|maroc"),
    ("Africa/Nouakchott", "نواكشوط|موريتانيا|nouakchott"),
    ("Africa/Khartoum", "الخرطوم|السودان|khartoum"),
    ("Africa/Mogadishu", "مقديشو|الصومال"),
    ("Africa/Djibouti", "جيبوتي"),
    ("Asia/Tehran", "طهران|تهران|إيران|ایران|tehran"),
    ("Asia/Kabul", "کابل|كابول|افغانستان|أفغانستان"),
    ("Asia/Karachi", "پاکستان|باكستان|اسلام آباد|کراچی"),
    ("Europe/Istanbul", "إسطنبول|اسطنبول|تركيا|أنقرة|istanbul|türkiye"),
    ("Europe/London", "لندن|بريطانيا|london"),
    ("Europe/Paris", "باريس|فرنسا|paris"),
    ("Europe/Berlin", "برلين|ألمانيا|berlin"),
    ("Europe/Moscow", "موسكو|moscow|москве|мск"),
    ("Europe/Rome", "روما|إيطاليا|rome"),
    ("Europe/Madrid", "مدريد|إسبانيا|madrid"),
    ("Europe/Brussels", "بروكسل|بلجيكا|brussels"),
    ("Europe/Zurich", "جنيف|سويسرا"),
    ("Europe/Kyiv", "كييف|أوكرانيا"),
    ("Asia/Tokyo", "طوكيو|اليابان"),
    ("Asia/Shanghai", "بكين|بيجين|الصين|beijing"),
    (
        "America/New_York",
        "نيويورك|واشنطن|شرق الولايات المتحدة|شرق أمريكا|الساحل الشرقي|eastern|eastern time|new york",
    ),
];

/// Abbreviations of zones that are words elsewhere (`et`): zones only after am or pm.
pub(in crate::date) const AFTER_PART: &[(&str, &str)] = &[
    ("America/New_York", "et"),
    ("America/Chicago", "ct"),
    ("America/Denver", "mt"),
    ("America/Los_Angeles", "pt"),
];

/// Says that the year is Gregorian.
pub(in crate::date) const GREGORIAN_ERA: &str =
    "م|ميلادي|ميلادية|ميلادى|الميلادي|الميلادية|میلادی|عیسوی|ءعیسوی|مسيحي|مسیحی|افرنجي|إفرنجي|للميلاد|ad|ce|زایینی";

/// Says that the year is a lunar Hijri one.
pub(in crate::date) const HIJRI_ERA: &str =
    "ه|هـ|هجري|هجرية|هجرى|الهجري|الهجرية|للهجرة|من الهجرة|ه ق|قمری|هجری قمری|هجری|ھ|ہجری|ah|a h";

/// Says that the year is a Solar Hijri one.
pub(in crate::date) const SOLAR_ERA: &str = "ه ش|هـ ش|ش|شمسی|هجری شمسی|خورشیدی|هجری خورشیدی|هجرية شمسية|کۆچی";
