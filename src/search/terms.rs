//! A word that is asked for, as the words of the archive that answer to it, each with what it weighs.
//!
//! Under the word's keys stand all that may; `relation.rs` says which do. Where none does, words that begin so are taken, and where there
//! are none either, the nearest word in spelling.

use super::part::{Found, KeyWords};
use super::reader::{IndexError, Reader};
use super::reading::{bare, keys, readings};
use super::relation::{Known, Relation, relations};
use super::stem::{Script, key, letters, script_of, skeleton};
use std::collections::BTreeMap;

/// What a word weighs that begins as the one asked for, in hundredths.
const BEGINNING: u32 = 40;
/// What another name of a month weighs.
const MONTH: u32 = 80;
/// Parts of the dictionary that are looked through for words that begin so.
const PARTS: usize = 3;
/// Words that begin so which are taken, the most frequent first.
const MOST_BEGINNINGS: usize = 40;
/// Letters of keys that are written or typed for one another: they look alike, sound alike or lie beside one another on keyboards.
const ALIKE: &str = "بتن بل تس تق تك جحخ جع جف جد حخه درز زض سش سض عه فقك كم نم aeiou ckqs bpfv";

/// A word of the archive that answers.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) found: Found,
    /// In hundredths.
    pub(super) weight: u32,
}

/// The words that answer to one that was asked for, by their forms; Latin ones by their keys, too.
pub(super) type Answers = BTreeMap<(String, String), Answer>;

/// The keys under which a word that is asked for may stand.
fn asked_keys(word: &str) -> Vec<String> {
    if script_of(word) != Script::Latin {
        return keys(word, "");
    }
    let mut both = [keys(word, ""), keys(word, "fr")].concat();
    both.sort_unstable();
    both.dedup();
    both
}

/// The words of the archive that are `word`, or related to it.
pub(super) fn related(reader: &Reader<'_>, word: &str) -> Result<Answers, IndexError> {
    let mut answers = Answers::new();
    add_related(reader, word, Relation::Same.weight(), &mut answers)?;
    let readings = readings(word);
    let is_meant =
        |set: &Vec<String>| readings.iter().any(|reading| set.iter().any(|word| *word == reading.base));
    for (most, set) in reader.manifest().variants.iter().filter(|(_, set)| is_meant(set)) {
        for other in set {
            add_related(reader, other, *most, &mut answers)?;
        }
    }
    Ok(answers)
}

/// Adds all names of the month that `month` stands for.
pub(super) fn add_month(reader: &Reader<'_>, month: &str, answers: &mut Answers) -> Result<(), IndexError> {
    add_related(reader, month, MONTH, answers)
}

/// Adds the words that are `word` or related to it; `most`: what the word itself weighs.
fn add_related(reader: &Reader<'_>, word: &str, most: u32, answers: &mut Answers) -> Result<(), IndexError> {
    let mut parts = Vec::new();
    for key in asked_keys(word) {
        if let Some(part) = reader.part_of(&key)? {
            parts.push((key, reader.words(&part)?));
        }
    }
    let mut under: BTreeMap<(&str, &str), &Found> = BTreeMap::new();
    for (key, words) in &parts {
        let at = words.binary_search_by(|words| words.key.cmp(key));
        let all = at.iter().flat_map(|at| &words[*at].words);
        under.extend(all.map(|found| ((&*found.form, list_key(found, key)), found)));
    }
    let known: Vec<Known<'_>> =
        under.values().map(|found| Known { form: &found.form, articles: found.articles }).collect();
    for (((_, key), found), relation) in under.iter().zip(relations(word, &known)) {
        if let Some(relation) = relation {
            add(answers, key, found, relation.weight() * most / 100);
        }
    }
    Ok(())
}

/// A word that stands under several keys has the same list under each; only a Latin one has one for each language.
fn list_key<'k>(found: &Found, key: &'k str) -> &'k str {
    if script_of(&found.form) == Script::Latin { key } else { "" }
}

/// Adds a word; `key` as [`list_key`] gives it.
fn add(answers: &mut Answers, key: &str, found: &Found, weight: u32) {
    let answer = || Answer { found: found.clone(), weight };
    let name = (found.form.clone(), key.to_owned());
    let answer_there = answers.entry(name).or_insert_with(answer);
    answer_there.weight = answer_there.weight.max(weight);
}

/// The words of the archive that begin with `word`; none where it is too short to say much.
pub(super) fn beginning(reader: &Reader<'_>, word: &str) -> Result<Answers, IndexError> {
    let begun = bare(word);
    let key = if script_of(begun) == Script::Arabic { skeleton(begun) } else { begun.to_owned() };
    let mut answers = Answers::new();
    if letters(begun) < 2 || key.is_empty() {
        return Ok(answers);
    }
    let Some(parts) = reader.parts_from(&key, PARTS)? else { return Ok(answers) };
    let mut all = Vec::new();
    for part in parts {
        let words = reader.words(&part)?;
        let begins =
            |found: &&Found| readings(&found.form).iter().any(|reading| reading.base.starts_with(begun));
        for under in words.iter().filter(|words| words.key.starts_with(&key)) {
            all.extend(under.words.iter().filter(begins).map(|found| (under.key.clone(), found.clone())));
        }
    }
    all.sort_by(|(_, a), (_, b)| b.articles.cmp(&a.articles).then_with(|| a.form.cmp(&b.form)));
    all.truncate(MOST_BEGINNINGS);
    all.iter().for_each(|(key, found)| add(&mut answers, list_key(found, key), found, BEGINNING));
    Ok(answers)
}

/// What was meant by a word that no article has: two words, or the nearest one.
pub(super) fn respelled(reader: &Reader<'_>, word: &str) -> Result<Option<String>, IndexError> {
    match parted(reader, word)? {
        Some(both) => Ok(Some(both)),
        None => nearest(reader, word),
    }
}

/// Two words without the blank between them, of which the second has the article: `شرمالشيخ`.
fn parted(reader: &Reader<'_>, word: &str) -> Result<Option<String>, IndexError> {
    let is_word = |(at, _): &(usize, &str)| letters(&word[..*at]) >= 3 && letters(&word[*at..]) >= 5;
    let Some((at, _)) = word.rmatch_indices("ال").find(is_word) else { return Ok(None) };
    let (first, second) = word.split_at(at);
    let are_known = !related(reader, first)?.is_empty() && !related(reader, second)?.is_empty();
    Ok(are_known.then(|| format!("{first} {second}")))
}

/// The word of the archive that is nearest to `word` in spelling: of several the most frequent.
fn nearest(reader: &Reader<'_>, word: &str) -> Result<Option<String>, IndexError> {
    let asked = bare(word);
    let most = match letters(asked) {
        0..=3 => return Ok(None),
        4..=6 => 1,
        _ => 2,
    };
    let mut best: Option<(usize, std::cmp::Reverse<u32>, String)> = None;
    let mut seen = std::collections::BTreeSet::new();
    for key in near_keys(asked) {
        let Some(part) = reader.part_of(&key)? else { continue };
        if !seen.insert(part.file) {
            continue;
        }
        for found in reader.words(&part)?.iter().flat_map(|words: &KeyWords| &words.words) {
            let near = bare(&found.form);
            if near.starts_with('~') || letters(near).abs_diff(letters(asked)) > most {
                continue;
            }
            let distance = distance(asked, near);
            let candidate = (distance, std::cmp::Reverse(found.articles), found.form.clone());
            if distance <= most && best.as_ref().is_none_or(|best| candidate < *best) {
                best = Some(candidate);
            }
        }
    }
    Ok(best.map(|(.., form)| form))
}

/// The keys near which a word stands that is spelled almost so: its own, and those without, or with others of, its first letters.
fn near_keys(asked: &str) -> Vec<String> {
    let mut keys = vec![key(asked)];
    let mut chars: Vec<char> = keys[0].chars().collect();
    if chars.len() > 2 {
        keys.push(chars[1..].iter().collect());
        keys.push(chars[..1].iter().chain(&chars[2..]).collect());
        for at in 0..2 {
            let rows = ALIKE.split(' ').filter(|row| row.contains(chars[at])).flat_map(str::chars);
            keys.extend(rows.map(|other| {
                let mut key = chars.clone();
                key[at] = other;
                key.iter().collect::<String>()
            }));
        }
        chars.swap(0, 1);
        keys.push(chars.iter().collect());
    }
    keys
}

/// How many letters are too many, missing, other, or changed places.
pub(super) fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}
