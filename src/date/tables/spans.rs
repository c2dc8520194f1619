//! Words of relative dates and of numbers: "ago", units of time, "yesterday", ordinals.

use crate::date::sense::Unit;

/// Stands before the span: `منذ 3 ساعات`, `il y a 3 heures`.
pub(in crate::date) const AGO_BEFORE: &str = "منذ|مند|قبل|من قبل|قبل نحو|منذ حوالي|منذ نحو|قبل حوالي|منذ أكثر من|قبل أكثر من|منذ قرابة|قبل قرابة|il y a|il y a environ|il y a plus de|hace unos|hace unas|vor etwa|vor rund|depuis|vor|hace|לפני|پێش|بەر لە|berî|há|fa";

/// Stands after the span: `3 days ago`, `۲ روز قبل`.
pub(in crate::date) const AGO_AFTER: &str = "ago|قبل|پیش|قبل از این|پہلے|لەمەوبەر|لەمەوپێش|önce|geleden|fa|berê|مضت|مضى|atrás|lalu|yang lalu|назад|sedan|siden";

/// Units with how many of them the word itself means.
pub(in crate::date) const UNITS: &[(Unit, u8, &str)] = &[
    (
        Unit::Second,
        1,
        "s|ثانية|ثواني|ثوان|ثوانٍ|ثانیه|سیکنڈ|چرکە|second|seconds|sec|secs|seconde|secondes|sekunde|sekunden|segundo|segundos|שניות|שנייה|saniye|sn",
    ),
    (Unit::Second, 2, "ثانيتين"),
    (
        Unit::Minute,
        1,
        "د|m|mn|dk|دقيقة|دقائق|دقايق|دقیقه|منٹ|خولەک|دەقە|minute|minutes|min|mins|minuten|minuto|minutos|דקה|דקות|dakika|menit|минут|минуты|минуту|deqîqe|xulek|minuti",
    ),
    (Unit::Minute, 2, "دقيقتين|دقيقتان"),
    (Unit::Minute, 30, "نصف ساعة|نص ساعة|نیم ساعت|half an hour|half hour|demi heure"),
    (Unit::Minute, 15, "ربع ساعة"),
    (
        Unit::Hour,
        1,
        "س|h|sa|std|ساعة|ساعات|ساعه|ساعت|گھنٹہ|گھنٹے|گھنٹوں|گهنٹے|کاتژمێر|سەعات|hour|hours|hr|hrs|heure|heures|stunde|stunden|hora|horas|שעה|שעות|saat|saet|jam|час|часа|часов|uur|ore|ora",
    ),
    (Unit::Hour, 2, "ساعتين|ساعتان|שעתיים"),
    (
        Unit::Day,
        1,
        "d|j|tg|ي|يوم|أيام|ايام|يوما|يوماً|روز|دن|دنوں|ڕۆژ|رۆژ|day|days|jour|jours|tag|tage|tagen|día|días|dia|dias|יום|ימים|gün|hari|день|дня|дней|dag|dagen|roj|giorno|giorni",
    ),
    (Unit::Day, 2, "يومين|يومان|יומיים"),
    (
        Unit::Week,
        1,
        "w|wk|wks|أسبوع|اسبوع|أسابيع|اسابيع|أسبوعا|هفته|ہفتہ|ہفتے|ہفتوں|هەفتە|حەفتە|week|weeks|semaine|semaines|woche|wochen|semana|semanas|שבוע|שבועות|hafta|minggu|неделя|недели|недель|weken|settimana|settimane|hefte",
    ),
    (Unit::Week, 2, "أسبوعين|اسبوعين|أسبوعان|שבועיים"),
    (
        Unit::Month,
        1,
        "mo|mos|mth|mths|شهر|أشهر|اشهر|شهور|شهرا|شهراً|ماه|ماہ|مہینہ|مہینے|مہینوں|مانگ|month|months|mois|monat|monate|monaten|mes|meses|mês|חודש|חודשים|ay|bulan|месяц|месяца|месяцев|maand|maanden|mese|mesi|meh",
    ),
    (Unit::Month, 2, "شهرين|شهران|חודשיים"),
    (
        Unit::Year,
        1,
        "y|yr|yrs|سنة|سنه|سنوات|سنين|عام|أعوام|اعوام|عاما|عاماً|سال|سالوں|ساڵ|year|years|an|ans|année|années|jahr|jahre|jahren|año|años|ano|anos|שנה|שנים|yıl|sene|tahun|год|года|лет|jaar|anno|anni|sal",
    ),
    (Unit::Year, 2, "سنتين|سنتان|عامين|عامان|שנתיים"),
];

/// Units that need a number before them.
pub(in crate::date) const PLURALS: &str = "ثواني|ثوان|ثوانٍ|دقائق|دقايق|ساعات|أيام|ايام|أسابيع|اسابيع|أشهر|اشهر|شهور|سنوات|سنين|أعوام|اعوام|seconds|secs|minutes|mins|hours|hrs|days|weeks|months|years|secondes|heures|jours|semaines|ans|années|sekunden|minuten|stunden|tage|tagen|wochen|monate|monaten|jahre|jahren|segundos|minutos|horas|días|dias|semanas|meses|años|anos|שניות|דקות|שעות|ימים|שבועות|חודשים|שנים|گھنٹوں|دنوں|ہفتوں|مہینوں|سالوں";

/// Days counted from the capture.
pub(in crate::date) const DAYS: &[(i8, &str)] = &[
    (
        0,
        "اليوم|اليوم الساعة|هذا اليوم|امروز|آج|ئەمڕۆ|ئه‌مڕۆ|today|aujourd hui|heute|hoy|hoje|היום|bugün|oggi|сегодня|vandaag|îro",
    ),
    (
        -1,
        "أمس|الأمس|البارحة|بالأمس|يوم أمس|مبارح|دیروز|گزشتہ روز|دوێنێ|yesterday|hier|gestern|ayer|ontem|אתמול|dün|ieri|вчера|gisteren|kemarin|duh|do",
    ),
    (-2, "أول أمس|أول من أمس|اول امس|قبل أمس|پریروز|پێرێ|avant hier|vorgestern|anteayer|שלשום|pêr|позавчера"),
];

/// Of these, words that are ordinary ones in other languages.
pub(in crate::date) const EVERYDAY: &str = "do|pêr";

/// Small numbers in words, for spans.
pub(in crate::date) const COUNTS: &[(u8, &str)] = &[
    (
        1,
        "an|a|one|une|un|ein|eine|einem|einer|una|uno|یک|ایک|یەک|bir|واحد|واحدة|אחת|אחד|um|uma|حوالي|نحو|about|environ",
    ),
    (2, "two|deux|zwei|dos|دو|دوو|iki|שתי|שני|due"),
    (3, "three|trois|drei|tres|ثلاث|ثلاثة|سه|تین|سێ|üç|שלוש|tre"),
    (4, "four|quatre|vier|cuatro|أربع|أربعة|چهار|چار|چوار|dört|ארבע"),
    (5, "five|cinq|fünf|cinco|خمس|خمسة|پنج|پانچ|پێنج|beş|חמש"),
    (6, "six|sechs|seis|ست|ستة|شش|چھ|شەش|altı|שש"),
    (7, "seven|sept|sieben|siete|سبع|سبعة|هفت|سات|حەوت|yedi|שבע"),
    (8, "eight|huit|acht|ocho|ثماني|ثمانية|ثمان|هشت|آٹھ|هەشت|sekiz"),
    (9, "nine|neuf|neun|nueve|تسع|تسعة|نه|نو|نۆ|dokuz"),
    (10, "ten|dix|zehn|diez|عشر|عشرة|ده|دس|دە|on"),
    (11, "eleven|onze|أحد عشر|إحدى عشرة|یازده"),
    (12, "twelve|douze|zwölf|doce|اثني عشر|اثنتي عشرة|اثنا عشر|دوازده"),
    (15, "fifteen|quinze|fünfzehn|quince|خمس عشرة|خمسة عشر|پانزده"),
    (20, "twenty|vingt|zwanzig|veinte|عشرين|عشرون|بیست|yirmi|עשרים"),
    (30, "thirty|trente|dreißig|treinta|ثلاثين|ثلاثون|otuz|שלושים"),
    (40, "forty|quarante|vierzig|cuarenta|أربعين|أربعون|چهل|kırk|ארבעים"),
];

/// Ordinals that stand for a day before a month: `السابع من أبريل`, `1er` has its own way.
pub(in crate::date) const ORDINALS: &[(u8, &str)] = &[
    (1, "الأول|الاول|فاتح|الفاتح|أول|غرة|مستهل|first|premier|primero|ersten|یکم|اول|یەکەمی"),
    (2, "الثاني|الثانى|second|دوم"),
    (3, "الثالث|third|سوم"),
    (4, "الرابع|fourth|چهارم"),
    (5, "الخامس|fifth|پنجم"),
    (6, "السادس|sixth|ششم"),
    (7, "السابع|seventh|هفتم"),
    (8, "الثامن|eighth|هشتم"),
    (9, "التاسع|ninth|نهم"),
    (10, "العاشر|tenth|دهم"),
    (11, "الحادي عشر|الحادى عشر|یازدهم"),
    (12, "الثاني عشر|الثانى عشر|دوازدهم"),
    (13, "الثالث عشر|سیزدهم"),
    (14, "الرابع عشر|چهاردهم"),
    (15, "الخامس عشر|پانزدهم|منتصف"),
    (16, "السادس عشر|شانزدهم"),
    (17, "السابع عشر|هفدهم"),
    (18, "الثامن عشر|هجدهم"),
    (19, "التاسع عشر|نوزدهم"),
    (20, "العشرون|العشرين|بیستم"),
    (21, "الحادي والعشرون|الحادي والعشرين|الواحد والعشرون|الواحد والعشرين|بیست و یکم"),
    (22, "الثاني والعشرون|الثاني والعشرين|بیست و دوم"),
    (23, "الثالث والعشرون|الثالث والعشرين|بیست و سوم"),
    (24, "الرابع والعشرون|الرابع والعشرين|بیست و چهارم"),
    (25, "الخامس والعشرون|الخامس والعشرين|بیست و پنجم"),
    (26, "السادس والعشرون|السادس والعشرين|بیست و ششم"),
    (27, "السابع والعشرون|السابع والعشرين|بیست و هفتم"),
    (28, "الثامن والعشرون|الثامن والعشرين|بیست و هشتم"),
    (29, "التاسع والعشرون|التاسع والعشرين|بیست و نهم"),
    (30, "الثلاثون|الثلاثين|سی‌ام"),
    (31, "الواحد والثلاثين|الحادي والثلاثون|الحادي والثلاثين|الواحد والثلاثون|سی و یکم"),
];
