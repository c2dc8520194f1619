//! What reading a date costs: `cargo bench --bench dates`.
//!
//! The strings are an invented list of what the press prints, every family of them, and, where there is one, those of
//! a corpus: `arabic/dates-dev.jsonl` in the folder that `WARRAQ_CORPUS` names, or in `../shared/corpus`. One iteration
//! reads all of a list; the lexicon is compiled before.

#[path = "../tests/corpora/folder.rs"]
mod folder;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::sync::LazyLock;
use warraq::date::{self, DayOrder, Hints, StatedDate};

/// A string with what is known beside it.
struct Question {
    text: String,
    hints: Hints,
}

/// Forms of a day; `{}` is a month's name.
const DAYS: [&str; 10] = [
    "3 {} 2018",
    "الخميس 3 {} 2018",
    "نشر في 14 {} 2019 الساعة 16:28",
    "٢٧ {} ٢٠١٧ - ٠٩:٠٥ ص",
    "بتاريخ 9 {}، 2020 | 10:15 بتوقيت غرينتش",
    "{} 21, 2016",
    "القلعة - 5 {} 2015م",
    "آخر تحديث: 11 {} 2021 08:00 م",
    "2014 {} 30",
    "كتبت سلمى العلمي | الأحد 8 {} 2012 | 23:59",
];
const MONTHS: [&str; 12] = [
    "يناير",
    "شباط",
    "مارس",
    "أفريل",
    "أيار/مايو",
    "حزيران",
    "يوليوز",
    "غشت",
    "أيلول",
    "أكتوبر",
    "تشرين الثاني (نوفمبر)",
    "دجنبر",
];
/// Other families, and strings that hold no date.
const OTHERS: [&str; 48] = [
    "27/04/2017",
    "2017-04-27 16:28",
    "16:28 - 2017/04/27",
    "27.04.17",
    "٢٧/٠٤/٢٠١٧ ٤:٢٨ م",
    "17 شعبان 1439 هـ",
    "17 شعبان 1439 الموافق 3 ماي 2018",
    "الخميس 3 ماي 2018 - 17 شعبان 1439",
    "1439/08/17 هـ",
    "۱۳ اردیبهشت ۱۳۹۷ - ۱۶:۲۸",
    "۱۳۹۷/۰۲/۱۳",
    "پنجشنبه ۱۳ اردیبهشت ۱۳۹۷ | ۳ مه ۲۰۱۸",
    "3 مئی 2018 شام 4:28 بجے",
    "3 במאי 2018 בשעה 16:28",
    "י\"ח באייר תשע\"ח",
    "٣ی ئایاری ٢٠١٨",
    "3ê Gulanê 2018",
    "jeudi 3 mai 2018 à 16h28",
    "Publié le 3 mai 2018, mis à jour le 4 mai 2018",
    "May 3, 2018 4:28 PM EST",
    "3 de mayo de 2018",
    "3. Mai 2018, 16:28 Uhr",
    "3 Mayıs 2018 Perşembe 16:28",
    "3 мая 2018, 16:28",
    "منذ 3 ساعات",
    "قبل ساعتين",
    "أمس 18:20",
    "3 hours ago",
    "il y a 2 jours",
    "Thu, 03 May 2018 16:28:00 +0300",
    "2018-05-03T16:28:00Z",
    "نشر: 3/5/2018 10:15 | آخر تحديث: 4/5/2018 08:00",
    "هاتف: 05-22-30-12-19",
    "العدد 2018",
    "السعر 12.50 درهما",
    "192.168.12.19",
    "من 3 إلى 8 مايو 2018",
    "موسم 2017/2018",
    "الساعة 18:40",
    "جميع الحقوق محفوظة 2018",
    "مارس هوايته في 3 نواد",
    "31/06/2018",
    "ثورة 25 يناير",
    "1.234.567 نسمة",
    "اترك تعليقا",
    "قالت الوزارة في بيان يوم 12 نونبر 2018 إن أشغال الطريق الساحلية ستتوقف بسبب الأمطار",
    "فاز الفريق 2-1",
    "جريدة المرسى اليوم",
];

static INVENTED: LazyLock<Vec<Question>> = LazyLock::new(|| {
    let days = DAYS.iter().flat_map(|day| MONTHS.iter().map(move |month| day.replace("{}", month)));
    let captured: Option<StatedDate> = "2021-03-14T12:00".parse().ok();
    let question = |text| Question { text, hints: Hints { captured, ..Hints::default() } };
    days.chain(OTHERS.iter().map(|text| (*text).to_owned())).map(question).collect()
});

static CORPUS: LazyLock<Vec<Question>> = LazyLock::new(|| {
    let lines = std::fs::read_to_string(folder::corpora().join("arabic/dates-dev.jsonl")).unwrap_or_default();
    lines.lines().filter_map(question).collect()
});

/// A line of the corpus.
fn question(line: &str) -> Option<Question> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    let day_order = match line["day_order"].as_str() {
        Some("dmy") => Some(DayOrder::Dmy),
        Some("mdy") => Some(DayOrder::Mdy),
        Some("ymd") => Some(DayOrder::Ymd),
        _ => None,
    };
    let captured = line["capture"].as_str().and_then(date::read_machine);
    let hints = Hints { lang: line["lang"].as_str().map(str::to_owned), captured, day_order };
    Some(Question { text: line["s"].as_str()?.to_owned(), hints })
}

fn main() {
    for (name, list) in [("invented", &INVENTED), ("corpus", &CORPUS)] {
        let dated =
            list.iter().filter(|question| date::read(&question.text, &question.hints).is_some()).count();
        println!("{name}: {} strings, {dated} of them with a date", list.len());
    }
    divan::main();
}

fn every(bencher: Bencher<'_, '_>, list: &[Question]) {
    let bytes: usize = list.iter().map(|question| question.text.len()).sum();
    bencher.counter(ItemsCount::new(list.len())).counter(BytesCount::new(bytes)).bench(|| {
        for question in list {
            divan::black_box(date::read(&question.text, &question.hints));
        }
    });
}

#[divan::bench(sample_count = 200)]
fn a_invented(bencher: Bencher<'_, '_>) {
    every(bencher, &INVENTED);
}

#[divan::bench(sample_count = 200)]
fn b_corpus(bencher: Bencher<'_, '_>) {
    every(bencher, &CORPUS);
}
