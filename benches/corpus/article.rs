//! One invented article by its number: what it is about, its text, its headline, its front matter.
//!
//! Depends on the seed and the number alone. Words follow each other loosely as Arabic has them: what a preposition governs, what
//! a particle opens, nouns with their companions. What an article is about comes back all through it, as in real ones.

use crate::lexicon::Lexicon;
use crate::random::Random;
use crate::words;
use std::fmt::Write as _;

/// Half the articles are shorter, in words.
const MEDIAN: f64 = 350.0;
/// How far lengths are from each other, as the deviation of their logarithm.
const SIGMA: f64 = 0.6;
/// Nouns from this rank on are rare enough to be what a headline is remembered by.
const RARE: usize = 600;

/// An article as it is written to disk.
pub struct Article {
    /// From `content/`: `2017/04/0000123.md`.
    pub path: String,
    /// The whole file.
    pub text: String,
    /// Bytes of `text` before the body.
    pub front: usize,
}

/// What comes back all through an article.
struct Topic {
    section: usize,
    /// Ranks of nouns.
    nouns: Vec<usize>,
    /// Given and family names.
    people: Vec<(String, String)>,
    places: Vec<String>,
    year: usize,
    /// Leaves hamza and the dots of `ة` out, as some desks do.
    careless: bool,
    /// Writes ١٢٣ for 123.
    eastern: bool,
}

struct Writer<'a> {
    lexicon: &'a Lexicon,
    random: Random,
    topic: Topic,
    text: String,
    /// The word that is being made.
    word: String,
    /// Words in `text`.
    words: usize,
    /// Rarer words of the text.
    rare: Vec<String>,
    /// How often of a hundred times a function word follows another word.
    functional: f64,
}

impl Article {
    /// Article `number`.
    pub fn new(lexicon: &Lexicon, seed: u64, number: usize) -> Self {
        let mut random = Random::new(seed, number as u64);
        let year = 2005 + (21.0 * random.unit().powf(0.8)) as usize;
        let (month, day) = (random.between(1, 12), random.between(1, 28));
        let length = random.lognormal(MEDIAN, SIGMA).clamp(40.0, 4_000.0) as usize;
        let topic = Topic::new(lexicon, &mut random, year);
        let functional = 100.0 * share_of_functions(lexicon);
        let mut writer = Writer {
            lexicon,
            random,
            topic,
            text: String::with_capacity(length * 12),
            word: String::new(),
            words: 0,
            rare: Vec::new(),
            functional,
        };
        writer.body(length);
        let body = std::mem::take(&mut writer.text);
        let headline = writer.headline();
        let mut text = format!("+++\ntitle = \"{headline}\"\ndate = {year}-{month:02}-{day:02}");
        writer.rest_of_front(&body, number, &mut text);
        let front = text.len();
        text += &body;
        Self { path: format!("{year}/{month:02}/{number:07}.md"), text, front }
    }
}

/// Of words that function words may follow, how many they do follow.
fn share_of_functions(lexicon: &Lexicon) -> f64 {
    let share = (lexicon.before_nouns.total + lexicon.before_verbs.total) / 10_000.0;
    // Openings of sentences have few of them.
    1.5 * share / (1.0 - share)
}

impl Topic {
    fn new(lexicon: &Lexicon, random: &mut Random, year: usize) -> Self {
        let section = lexicon.section.draw(random);
        let own = &lexicon.section_nouns[section];
        let mut nouns: Vec<usize> = (0..5).map(|_| own[random.below(own.len())]).collect();
        nouns.extend((0..8).map(|_| lexicon.nouns.rank(random)));
        let person = |random: &mut Random| {
            (lexicon.given.one(random).to_owned(), lexicon.families.one(random).to_owned())
        };
        let many = random.between(1, 5);
        Self {
            section,
            nouns,
            people: (0..many).map(|_| person(random)).collect(),
            places: (0..3).map(|_| lexicon.places.one(random).to_owned()).collect(),
            year,
            careless: random.percent(6.0),
            eastern: random.percent(12.0),
        }
    }
}

impl Writer<'_> {
    fn body(&mut self, length: usize) {
        while self.words < length {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            match self.random.below(100) {
                0..3 if self.words > 80 => {
                    self.text.push_str("## ");
                    self.noun_phrase(false);
                    self.step();
                    continue;
                }
                3..5 => self.text.push_str("> "),
                5..7 => {
                    for _ in 0..self.random.between(2, 5) {
                        self.text.push_str("- ");
                        self.sentence();
                        self.text.push('\n');
                    }
                    continue;
                }
                _ => {}
            }
            for _ in 0..self.random.between(1, 4) {
                if self.words < length {
                    self.sentence();
                }
            }
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
    }

    fn sentence(&mut self) {
        let end = self.words + self.random.between(8, 26);
        let mut quoted = false;
        match self.random.below(100) {
            0..20 => {
                let verb = *self.random.one(&self.lexicon.saying);
                let and = *self.random.one(&["و", ""]);
                self.say(and, verb);
                self.person();
                quoted = self.random.percent(35.0);
                if quoted {
                    self.text.push_str(": «");
                } else {
                    let that = *self.random.one(&["إن", "أن"]);
                    self.say("", that);
                }
                self.noun_phrase(true);
            }
            20..70 => {
                self.verb(true, false);
                self.noun_phrase(false);
            }
            _ => self.noun_phrase(false),
        }
        while self.words < end {
            self.step();
        }
        self.text.push_str(match self.random.below(20) {
            _ if quoted => "».",
            0 => "؟",
            1 => "!",
            _ => ".",
        });
    }

    /// A word or a few that go on from a noun or a verb.
    fn step(&mut self) {
        let (of_nouns, of_verbs) = (self.lexicon.before_nouns.total, self.lexicon.before_verbs.total);
        if self.random.percent(self.functional) {
            if self.random.unit() * (of_nouns + of_verbs) < of_nouns {
                let function = self.lexicon.before_nouns.one(&mut self.random);
                self.say("", function);
                return self.noun_phrase(true);
            }
            self.comma(25.0);
            let function = self.lexicon.before_verbs.one(&mut self.random);
            self.say("", function);
            let past = self.random.percent(35.0);
            return self.verb(past, true);
        }
        match self.random.below(100) {
            0..4 => {
                let adverb = *self.random.one(&self.lexicon.adverbs);
                self.word.push_str(adverb);
                // Few mark what they leave to be understood.
                if adverb.ends_with('ا') && self.random.percent(50.0) {
                    self.word.push('\u{64B}');
                }
                self.put();
            }
            4..9 => {
                self.number();
                self.noun_phrase(true);
            }
            9..24 => {
                self.comma(40.0);
                let past = self.random.percent(60.0);
                self.verb(past, false);
            }
            _ => {
                self.comma(12.0);
                self.noun_phrase(false);
            }
        }
    }

    fn noun_phrase(&mut self, governed: bool) {
        match self.random.below(1_000) {
            0..45 => return self.person(),
            45..95 => return self.place(),
            95..101 => {
                let name = self.lexicon.latin.one(&mut self.random);
                return self.say("", name);
            }
            _ => {}
        }
        let rank = match self.random.below(100) {
            0..24 => *self.random.one(&self.topic.nouns),
            24..34 => {
                let own = &self.lexicon.section_nouns[self.topic.section];
                // The product of two is mostly small: the first are the commonest.
                own[self.random.below(own.len()) * self.random.below(own.len()) / own.len()]
            }
            _ => self.lexicon.nouns.rank(&mut self.random),
        };
        let definite = self.lexicon.noun(rank, governed, &mut self.random, &mut self.word);
        if rank >= RARE && self.rare.len() < 40 {
            self.rare.push(self.word.clone());
        }
        let link = self.random.percent(0.3);
        self.text.push_str(if link { " [" } else { "" });
        self.put();
        if link {
            let _ = write!(
                self.text,
                "](https://{}.example/{})",
                self.lexicon.sources[0].1,
                self.random.below(100_000)
            );
        }
        match self.random.below(100) {
            0..16 => self.lexicon.companion(rank, definite, &mut self.random, &mut self.word),
            16..38 => self.lexicon.adjective(definite, &mut self.random, &mut self.word),
            _ => return,
        }
        self.put();
    }

    fn verb(&mut self, past: bool, governed: bool) {
        self.lexicon.verb(past, governed, &mut self.random, &mut self.word);
        self.put();
    }

    /// One of the article's people, mostly by the family name alone.
    fn person(&mut self) {
        let (given, family) = self.random.one(&self.topic.people).clone();
        if self.random.percent(40.0) {
            self.say("", &given);
        }
        self.say("", &family);
        if self.rare.len() < 40 {
            self.rare.push(family);
        }
    }

    fn place(&mut self) {
        if self.random.percent(55.0) {
            let place = self.random.one(&self.topic.places).clone();
            return self.say("", &place);
        }
        let place = self.lexicon.places.one(&mut self.random);
        self.say("", place);
    }

    fn number(&mut self) {
        let digits = match self.random.below(10) {
            0..2 => self.random.between(self.topic.year - 15, self.topic.year).to_string(),
            2 => format!("{:.1}", self.random.lognormal(6.0, 1.0)),
            3 => format!("{}%", self.random.between(1, 99)),
            4 => format!("{:.0}", self.random.lognormal(3_000.0, 2.0)),
            _ => format!("{:.0}", self.random.lognormal(12.0, 1.1) + 2.0),
        };
        for c in digits.chars() {
            let eastern = c.to_digit(10).filter(|_| self.topic.eastern);
            self.word.push(eastern.and_then(|digit| char::from_u32(0x660 + digit)).unwrap_or(c));
        }
        self.put();
    }

    fn comma(&mut self, chance: f64) {
        if self.random.percent(chance) && self.text.ends_with(char::is_alphanumeric) {
            self.text.push('،');
        }
    }

    fn say(&mut self, before: &str, word: &str) {
        self.word.push_str(before);
        self.word.push_str(word);
        self.put();
    }

    /// The word that was made goes into the text.
    fn put(&mut self) {
        if !(self.text.is_empty() || self.text.ends_with([' ', '\n', '«', '['])) {
            self.text.push(' ');
        }
        if self.topic.careless {
            let plain = |c| match c {
                'أ' | 'إ' | 'آ' => 'ا',
                'ة' => 'ه',
                c => c,
            };
            self.text.extend(self.word.chars().map(plain));
        } else {
            self.text.push_str(&self.word);
        }
        self.word.clear();
        self.words += 1;
    }

    /// Six to twelve words, some of them rarer ones of the body. Leaves `text` empty.
    fn headline(&mut self) -> String {
        let end = self.random.between(6, 12);
        self.words = 0;
        let past = self.random.percent(50.0);
        if self.random.percent(60.0) {
            self.verb(past, false);
        }
        while self.words < end {
            if self.rare.is_empty() || self.random.percent(35.0) {
                let noun = *self.random.one(&self.topic.nouns);
                self.lexicon.noun(noun, false, &mut self.random, &mut self.word);
                self.put();
            } else {
                let rare = self.random.one(&self.rare).clone();
                self.say("", &rare);
            }
            if self.words + 1 < end && self.random.percent(45.0) {
                let function = self.lexicon.before_nouns.one(&mut self.random);
                self.say("", function);
            } else if self.words == 2 && self.random.percent(20.0) {
                self.text.push(':');
            }
        }
        std::mem::take(&mut self.text)
    }

    /// All of the front matter after the day.
    fn rest_of_front(&mut self, body: &str, number: usize, front: &mut String) {
        let random = &mut self.random;
        if random.percent(85.0) {
            let _ = write!(front, "T{:02}:{:02}:00", random.between(6, 23), random.below(60));
        }
        let _ = write!(front, "\nlang = \"ar\"\nsection = \"{}\"\n", words::SECTIONS[self.topic.section].0);
        let many = random.between(2, 5);
        let tags: Vec<&str> = (0..many).map(|_| self.lexicon.tags.one(random)).collect();
        let _ = writeln!(front, "tags = [{}]", listed(tags));
        let many = *random.one(&[0, 1, 1, 1, 1, 1, 1, 2]);
        let authors: Vec<&str> = (0..many).map(|_| self.lexicon.authors.one(random)).collect();
        if !authors.is_empty() {
            let _ = writeln!(front, "authors = [{}]", listed(authors));
        }
        let plain = |c: char| c == ' ' || c == '،' || c.is_alphanumeric();
        let first = body.split(['.', '\n']).next().filter(|first| first.chars().all(plain));
        if let Some(first) = first.filter(|_| random.percent(70.0)) {
            let _ = writeln!(front, "summary = \"{first}.\"");
        }
        let (name, host) = self.lexicon.sources[self.lexicon.source.draw(random)];
        let _ = write!(
            front,
            "\n[source]\nname = \"{name}\"\nurl = \"https://{host}.example/{}/{number}\"\n+++\n\n",
            self.topic.year
        );
    }
}

/// In quotes, each once, in the order of their first mention.
fn listed(mut words: Vec<&str>) -> String {
    let all = words.clone();
    let mut at = 0;
    words.retain(|word| {
        at += 1;
        !all[..at - 1].contains(word)
    });
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}
