//! The words of the invented articles by rank: stems from lists, from roots and patterns, and names out of syllables; and how a
//! stem is bent by clitics and suffixes.
//!
//! Which is drawn how often follows Zipf and Mandelbrot over the stems; the forms of one stem have weights of their own. So
//! new forms keep coming as a text grows, as Heaps found them to. Grammar goes no further than what a search index sees.

use crate::random::{Random, Weighted, mixed};
use crate::words;
use std::collections::HashSet;

/// Stems of nouns, of which each has some two hundred forms.
const NOUNS: usize = 90_000;
const ADJECTIVES: usize = 9_000;
const VERBS: usize = 9_000;
const FAMILIES: usize = 60_000;
const PLACES: usize = 15_000;
const LATIN: usize = 8_000;
const AUTHORS: usize = 420;
const TAGS: usize = 4_000;
/// Stems of higher ranks are rare.
const KNEE: f64 = 500.0;
const INVENTED_ROOTS: usize = 6_000;

/// Where the letters of a root stand: 1, 2 and 3. The commonest pattern first.
const NOUN_PATTERNS: &str = "12ا3 123 ت12ي3 م123 123ة 1ا23 12ا3ة 12و3 م1ا23ة إ12ا3 12ي3 ا1ت2ا3 م123ة أ12ا3 است12ا3 م1ا23 ان12ا3 ت1ا23 \
    123ية م12و3 1وا23 123ان ت12ي3ة م12ا3 م1ت23 1ا23ة 12ي3ة 12و3ة مست123 123اء م1ا2ي3 أ123ة";
const ADJECTIVE_PATTERNS: &str =
    "12ي3 123ي م12و3 1ا23 12ا3ي م123 أ123 مت123 ت12ي3ي م1ت23 12و3 است12ا3ي من123 123اني م1ا23 1ا2و3ي";
const VERB_PATTERNS: &str =
    "123:123 1ا23:1ا23 أ123:123 ت123:ت123 ا1ت23:1ت23 ت1ا23:ت1ا23 است123:ست123 ان123:ن123";

/// Before a noun that no preposition governs: text, share, and whether it ends in the article.
const FREE_PREFIXES: &str = "ال 430 - 350 و 30 وال 50 ب 30 بال 40 ل 30 لل 35 ف 0.5 فال 1 ك 1 كال 2 وب 2 وبال 2 ول 3 ولل 3 أ 0.3 فلل 0.3";
/// After a preposition.
const GOVERNED_PREFIXES: &str = "ال 56 - 44";
/// After a stem without the article.
const BARE_SUFFIXES: &str = "- 700 ها 80 ه 60 ات 60 هم 26 ين 20 ا 22 نا 9 ون 7 ان 6 ية 6 ي 5 اتها 5 اته 4 اتهم 2 يين 2 هما 1 كم 1 \
    يها 1 يه 1 اتنا 1 هن 0.5 يات 1 ينا 0.5 ك 1";
/// After a stem with the article.
const DEFINITE_SUFFIXES: &str = "- 800 ات 100 ين 50 ون 20 ية 14 يين 7 ان 6 يات 3";
const ADJECTIVE_SUFFIXES: &str = "ة 450 - 450 ين 40 ات 20 ون 12 ا 12 تين 6 ان 5 تان 2";
const PAST_PREFIXES: &str = "- 840 و 110 ف 20 أ 2 ول 1";
const PAST_SUFFIXES: &str = "- 480 ت 290 وا 85 ها 30 ه 30 نا 20 هم 14 ته 10 تها 10 ا 8 تا 3 ن 3 وه 3 وها 3 تهم 3 ني 3 ناه 1 تم 1 تنا 1";
const PRESENT_PREFIXES: &str =
    "ي 450 ت 350 ن 30 أ 20 سي 40 ست 30 وي 40 وت 25 لي 10 لت 6 وسي 4 وست 3 في 3 فت 2 سن 3 ون 2";
/// After a particle.
const GOVERNED_PRESENT_PREFIXES: &str = "ي 500 ت 420 ن 40 أ 25";
const PRESENT_SUFFIXES: &str =
    "- 620 ون 120 ها 50 ه 50 وا 40 هم 20 نا 10 ان 8 ن 6 ونها 5 ونه 5 ونهم 2 ني 2 وها 2 وه 2 هما 1";

/// Texts with the share that each is drawn with.
pub struct Shares {
    texts: Vec<&'static str>,
    draw: Weighted,
    /// Sum of the shares.
    pub total: f64,
}

impl Shares {
    /// From text and share by turns; `-` is nothing.
    pub fn new(list: &'static str) -> Self {
        let (mut texts, mut weights) = (Vec::new(), Vec::new());
        for item in list.split_whitespace() {
            match item.parse::<f64>() {
                Ok(weight) => weights.push(weight),
                Err(_) => texts.push(if item == "-" { "" } else { item }),
            }
        }
        assert_eq!(texts.len(), weights.len(), "a share for each text");
        Self { texts, total: weights.iter().sum(), draw: Weighted::new(&weights) }
    }

    /// One of the texts.
    pub fn one(&self, random: &mut Random) -> &'static str {
        self.texts[self.draw.draw(random)]
    }
}

/// Words by rank, and how likely each rank is.
pub struct Ranked {
    words: Vec<Box<str>>,
    draw: Weighted,
}

impl Ranked {
    fn new(words: Vec<Box<str>>, shift: f64, exponent: f64) -> Self {
        Self { draw: Weighted::zipf(words.len(), shift, exponent, KNEE), words }
    }

    /// A rank, from 0.
    pub fn rank(&self, random: &mut Random) -> usize {
        self.draw.draw(random)
    }

    /// A word of the ranks.
    pub fn one(&self, random: &mut Random) -> &str {
        &self.words[self.rank(random)]
    }
}

/// All that articles are written with. The same on every run.
pub struct Lexicon {
    pub nouns: Ranked,
    pub given: Ranked,
    pub families: Ranked,
    pub places: Ranked,
    pub latin: Ranked,
    pub authors: Ranked,
    pub tags: Ranked,
    /// Name and host, the most productive first.
    pub sources: Vec<(&'static str, &'static str)>,
    pub source: Weighted,
    pub section: Weighted,
    /// For each section the ranks of its nouns, the commonest first.
    pub section_nouns: Vec<Vec<usize>>,
    pub before_nouns: Shares,
    pub before_verbs: Shares,
    pub adverbs: Vec<&'static str>,
    pub saying: Vec<&'static str>,
    adjectives: Ranked,
    /// The past and the stem of the present, parted by `:`.
    verbs: Ranked,
    free: Shares,
    governed: Shares,
    bare: Shares,
    definite: Shares,
    of_adjectives: Shares,
    past: Shares,
    present: Shares,
    governed_present: Shares,
    after_past: Shares,
    after_present: Shares,
}

impl Lexicon {
    /// Takes some tenths of a second.
    pub fn new() -> Self {
        let roots = roots();
        let listed = words::NOUNS.split_whitespace();
        let of_sections = words::SECTIONS.iter().flat_map(|(_, nouns)| nouns.split_whitespace());
        let nouns = stems(listed.chain(of_sections), &roots, NOUN_PATTERNS, NOUNS);
        let rank_of =
            |noun: &str| nouns.iter().position(|stem| **stem == *noun).expect("nouns of sections are nouns");
        let section_nouns = words::SECTIONS
            .iter()
            .map(|(_, nouns)| nouns.split_whitespace().map(rank_of).collect())
            .collect();
        let adjectives = stems(words::ADJECTIVES.split_whitespace(), &roots, ADJECTIVE_PATTERNS, ADJECTIVES);
        let verbs = stems(words::VERBS.split_whitespace(), &roots, VERB_PATTERNS, VERBS);
        let given: Vec<Box<str>> = words::GIVEN.split_whitespace().map(Box::from).collect();
        let families = named(words::FAMILY, FAMILIES, family);
        let author = |number: usize| {
            let mut random = Random::new(11, number as u64);
            let family = if random.percent(85.0) {
                random.below(words::FAMILY.split_whitespace().count())
            } else {
                number * 7
            };
            Box::from(format!("{} {}", random.one(&given), families[family % FAMILIES]))
        };
        let tag = |number: usize| {
            let mut random = Random::new(13, number as u64);
            let noun = &nouns[random.below(60 + 2 * number.min(9_000))];
            let adjective = &adjectives[random.below(90)];
            Box::from(if number.is_multiple_of(2) {
                format!("ال{noun}")
            } else {
                format!("ال{noun} ال{adjective}")
            })
        };
        Self {
            authors: Ranked::new(distinct(AUTHORS, author), 9.0, 1.0),
            tags: Ranked::new(distinct(TAGS, tag), 2.0, 1.0),
            nouns: Ranked::new(nouns, 20.0, 1.15),
            given: Ranked::new(given, 3.0, 1.0),
            families: Ranked::new(families, 10.0, 1.1),
            places: Ranked::new(named(words::PLACES, PLACES, place), 4.0, 1.15),
            latin: Ranked::new(named(words::LATIN, LATIN, latin), 4.0, 1.1),
            sources: words::SOURCES.split_whitespace().filter_map(|source| source.split_once(':')).collect(),
            source: Weighted::zipf(words::SOURCES.split_whitespace().count(), 1.0, 1.0, KNEE),
            section: Weighted::zipf(words::SECTIONS.len(), 3.0, 1.1, KNEE),
            section_nouns,
            before_nouns: Shares::new(words::BEFORE_NOUNS),
            before_verbs: Shares::new(words::BEFORE_VERBS),
            adverbs: words::ADVERBS.split_whitespace().collect(),
            saying: words::SAYING.split_whitespace().collect(),
            adjectives: Ranked::new(adjectives, 20.0, 1.3),
            verbs: Ranked::new(verbs, 20.0, 1.3),
            free: Shares::new(FREE_PREFIXES),
            governed: Shares::new(GOVERNED_PREFIXES),
            bare: Shares::new(BARE_SUFFIXES),
            definite: Shares::new(DEFINITE_SUFFIXES),
            of_adjectives: Shares::new(ADJECTIVE_SUFFIXES),
            past: Shares::new(PAST_PREFIXES),
            present: Shares::new(PRESENT_PREFIXES),
            governed_present: Shares::new(GOVERNED_PRESENT_PREFIXES),
            after_past: Shares::new(PAST_SUFFIXES),
            after_present: Shares::new(PRESENT_SUFFIXES),
        }
    }

    /// Adds a form of the noun of this rank to `word`. Has it the article?
    pub fn noun(&self, rank: usize, governed: bool, random: &mut Random, word: &mut String) -> bool {
        let prefix = if governed { &self.governed } else { &self.free }.one(random);
        let definite = prefix.ends_with("ال") || prefix.ends_with("لل");
        let suffix = if definite { &self.definite } else { &self.bare }.one(random);
        word.push_str(prefix);
        bend(&self.nouns.words[rank], suffix, word);
        definite
    }

    /// Adds an adjective that suits.
    pub fn adjective(&self, definite: bool, random: &mut Random, word: &mut String) {
        word.push_str(if definite { "ال" } else { "" });
        bend(self.adjectives.one(random), self.of_adjectives.one(random), word);
    }

    /// Adds the word that often follows this noun: each noun has a few, and they are always the same.
    pub fn companion(&self, rank: usize, definite: bool, random: &mut Random, word: &mut String) {
        let which = random.below(4) * random.below(2);
        let mut fixed = Random::new(17, (rank * 4 + which) as u64);
        word.push_str(if definite { "ال" } else { "" });
        if fixed.percent(50.0) {
            bend(self.adjectives.one(&mut fixed), if fixed.percent(50.0) { "ة" } else { "" }, word);
        } else {
            word.push_str(self.nouns.one(&mut fixed));
        }
    }

    /// Adds a verb, of the past or of the present; without a clitic before it where a particle governs it.
    pub fn verb(&self, past: bool, governed: bool, random: &mut Random, word: &mut String) {
        let (before, now) = self.verbs.one(random).split_once(':').expect("both stems");
        word.push_str(match (past, governed) {
            (true, true) => "",
            (true, false) => self.past.one(random),
            (false, true) => self.governed_present.one(random),
            (false, false) => self.present.one(random),
        });
        let (stem, suffixes) = if past { (before, &self.after_past) } else { (now, &self.after_present) };
        bend(stem, suffixes.one(random), word);
    }
}

/// Adds `stem` with its suffix, before which `ة` opens and `ى` turns or goes.
fn bend(stem: &str, suffix: &str, word: &mut String) {
    let joint = match (stem.chars().next_back(), suffix.chars().next()) {
        (Some('ة'), Some('ة')) | (Some('ي'), Some('ي')) | (Some('ى'), Some('و' | 'ت')) => Some(""),
        // A dual, a pronoun or the mark of the accusative opens it, a plural takes its place.
        (Some('ة'), Some(_)) if matches!(suffix, "ان" | "ين" | "ي" | "ا") => Some("ت"),
        (Some('ة'), Some('ا' | 'ي' | 'و')) => Some(""),
        (Some('ة'), Some(_)) => Some("ت"),
        (Some('ى'), Some('ا' | 'ي' | 'ن' | 'ة')) => Some("ي"),
        (Some('ى'), Some(_)) => Some("ا"),
        _ => None,
    };
    match joint {
        Some(joint) => {
            let open = stem.char_indices().next_back().map_or(0, |(at, _)| at);
            word.push_str(&stem[..open]);
            word.push_str(joint);
        }
        None => word.push_str(stem),
    }
    word.push_str(suffix);
}

/// The listed words, then roots in patterns, the commoner root and pattern first; no word twice.
fn stems<'a>(
    listed: impl Iterator<Item = &'a str>,
    roots: &[[char; 3]],
    patterns: &str,
    many: usize,
) -> Vec<Box<str>> {
    let known = words::ROOTS.split_whitespace().count();
    let mut pairs = Vec::new();
    for (at, root) in roots.iter().enumerate() {
        let place = if at < known { at + 15 } else { at + 600 };
        pairs.extend(
            patterns.split_whitespace().enumerate().map(|(row, pattern)| ((row + 2) * place, root, pattern)),
        );
    }
    pairs.sort_by_key(|(weight, ..)| *weight);
    let made = pairs.into_iter().map(|(_, root, pattern)| fill(pattern, root));
    let mut seen = HashSet::new();
    listed
        .map(str::to_owned)
        .chain(made)
        .filter(|word| seen.insert(word.clone()))
        .take(many)
        .map(Box::from)
        .collect()
}

fn fill(pattern: &str, root: &[char; 3]) -> String {
    let letter = |c: char| match c.to_digit(10) {
        Some(place @ 1..=3) => root[place as usize - 1],
        _ => c,
    };
    pattern.chars().map(letter).collect()
}

/// The roots in use, then all that Arabic could have, in an order that says nothing.
fn roots() -> Vec<[char; 3]> {
    let letters: Vec<char> = "بتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
    let throat = |c: char| "حخعغه".contains(c);
    let mut invented = Vec::new();
    for &first in &letters {
        for &second in &letters {
            let clash = first == second || throat(first) && throat(second);
            let thirds = letters
                .iter()
                .filter(|third| !clash && **third != second && !(throat(second) && throat(**third)));
            invented.extend(thirds.map(|third| [first, second, *third]));
        }
    }
    let order =
        |root: &[char; 3]| mixed(root.iter().fold(0, |sum, c| sum * 0x1000 + u64::from(u32::from(*c))));
    invented.sort_by_key(order);
    invented.truncate(INVENTED_ROOTS);
    let known =
        words::ROOTS.split_whitespace().filter_map(|root| root.chars().collect::<Vec<_>>().try_into().ok());
    let mut seen = HashSet::new();
    known.chain(invented).filter(|root| seen.insert(*root)).collect()
}

/// So many different texts, as `make` has them by number.
fn distinct(many: usize, make: impl Fn(usize) -> Box<str>) -> Vec<Box<str>> {
    let mut seen = HashSet::new();
    (0..many * 20).map(make).filter(|text| seen.insert(text.clone())).take(many).collect()
}

/// The listed names, then invented ones.
fn named(listed: &str, many: usize, invent: fn(&mut Random) -> String) -> Vec<Box<str>> {
    let listed: Vec<&str> = listed.split_whitespace().collect();
    distinct(many, |number| match listed.get(number) {
        Some(name) => Box::from(*name),
        None => Box::from(invent(&mut Random::new(many as u64, number as u64))),
    })
}

fn syllables(random: &mut Random, low: usize, high: usize, consonants: &[&str], vowels: &[&str]) -> String {
    let many = random.between(low, high);
    (0..many).flat_map(|_| [*random.one(consonants), *random.one(vowels)]).collect()
}

const CONSONANTS: [&str; 24] = [
    "ب", "ت", "ج", "ح", "خ", "د", "ر", "ز", "س", "ش", "ص", "ط", "ع", "غ", "ف", "ق", "ك", "ل", "م", "ن", "ه",
    "و", "ر", "ل",
];

fn family(random: &mut Random) -> String {
    let before = *random.one(&["ال", "ال", "ال", "", "", "", "بو", "بن", "أبو"]);
    let after = *random.one(&["", "", "ي", "ي", "ان", "اني", "ة", "اوي"]);
    before.to_owned()
        + &syllables(random, 2, 3, &CONSONANTS, &["ا", "و", "ي", "", "", ""])
        + *random.one(&CONSONANTS)
        + after
}

fn place(random: &mut Random) -> String {
    let after = *random.one(&["", "يا", "ستان", "بورغ", "ون", "ة", "ا", "فيل", "لاند"]);
    syllables(random, 2, 3, &CONSONANTS, &["ا", "و", "ي", "ا", ""]) + *random.one(&CONSONANTS) + after
}

fn latin(random: &mut Random) -> String {
    let consonants = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "st"];
    let name = syllables(random, 2, 4, &consonants, &["a", "e", "i", "o", "u"]);
    name[..1].to_uppercase() + &name[1..]
}
