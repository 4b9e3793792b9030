//! The words of each language, read from `data/`, and which language a text is in.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::approximation::Approximation;
use super::data::{Row, rows};
use super::exact::{self, Exact};
use super::scan::{Token, TokenKind, scan};
use super::unit::{self, Unit};
use crate::verdict::unaccented::unaccented;

/// A language whose number words, months and units are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// German.
    German,
}

impl Language {
    /// All of them, the first to be tried first.
    pub const ALL: [Self; 4] = [Self::English, Self::Spanish, Self::French, Self::German];

    /// Its BCP 47 tag.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::German => "de",
        }
    }
}

/// What a word or phrase does inside a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Role {
    Number(Exact),
    Scale(i128),
    Denominator(i128),
    Ordinal(i128),
    Month(u8),
    Weekday(u8),
    Unit(&'static Unit),
    /// In front of a number.
    Approximation(Approximation),
    /// Behind it.
    After(Approximation),
    /// A part of a period: "late", "the beginning of".
    Part(&'static str),
    Word(Word),
}

/// The small words that hold values together; named as in `data/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Article,
    And,
    Of,
    To,
    Against,
    Between,
    From,
    Ratio,
    Later,
    Relative,
    Aged,
    Old,
    Century,
    Dateward,
    Votes,
    Duel,
    EraBefore,
    EraAfter,
    Minus,
    Yes,
    No,
    Section,
    Common,
}

impl Word {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "article" => Self::Article,
            "and" => Self::And,
            "of" => Self::Of,
            "to" => Self::To,
            "against" => Self::Against,
            "between" => Self::Between,
            "from" => Self::From,
            "ratio" => Self::Ratio,
            "later" => Self::Later,
            "relative" => Self::Relative,
            "aged" => Self::Aged,
            "old" => Self::Old,
            "century" => Self::Century,
            "dateward" => Self::Dateward,
            "votes" => Self::Votes,
            "duel" => Self::Duel,
            "era-before" => Self::EraBefore,
            "era-after" => Self::EraAfter,
            "minus" => Self::Minus,
            "yes" => Self::Yes,
            "no" => Self::No,
            "section" => Self::Section,
            "common" => Self::Common,
            _ => return None,
        })
    }
}

/// A phrase of a lexicon: its tokens after the first, and what it does.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) rest: Vec<String>,
    pub(super) role: Role,
}

/// What every language says of the phrases that begin with one token.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// By language, longer ones first.
    phrases: [Vec<Phrase>; Language::ALL.len()],
}

impl Entry {
    /// The phrases of `language`, longer ones first.
    pub(super) fn phrases(&self, language: Language) -> &[Phrase] {
        &self.phrases[language as usize]
    }
}

/// The phrases of all languages by their first token.
static ENTRIES: LazyLock<FxHashMap<String, Entry>> = LazyLock::new(|| {
    let mut entries = FxHashMap::default();
    read(
        Language::English,
        include_str!("data/en.toml"),
        &mut entries,
    );
    read(
        Language::Spanish,
        include_str!("data/es.toml"),
        &mut entries,
    );
    read(Language::French, include_str!("data/fr.toml"), &mut entries);
    read(Language::German, include_str!("data/de.toml"), &mut entries);
    for list in entries
        .values_mut()
        .flat_map(|entry: &mut Entry| &mut entry.phrases)
    {
        list.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
    }
    entries
});

fn read(language: Language, file: &'static str, entries: &mut FxHashMap<String, Entry>) {
    for Row { group, name, list } in rows(file) {
        let role =
            role(group, name).unwrap_or_else(|| unreachable!("{group}.{name}: the data is tested"));
        for word in list {
            let mut keys = scan(word, |_| None).into_iter().map(|t| t.key.into_owned());
            let first = keys.next().expect("no phrase of the data is empty");
            let rest = keys.collect();
            let entry = entries.entry(first).or_default();
            entry.phrases[language as usize].push(Phrase { rest, role });
        }
    }
}

/// What the lexicons hold of phrases that begin with `key`.
pub(super) fn entry(key: &str) -> Option<&'static Entry> {
    ENTRIES.get(key)
}

impl Language {
    /// What the single word `key` does, where `wanted` says something of it.
    pub(super) fn word<T>(self, key: &str, wanted: impl Fn(&Role) -> Option<T>) -> Option<T> {
        entry(key)?
            .phrases(self)
            .iter()
            .filter(|phrase| phrase.rest.is_empty())
            .find_map(|phrase| wanted(&phrase.role))
    }
}

fn role(group: &str, meaning: &str) -> Option<Role> {
    let whole = || meaning.parse::<i128>().ok();
    Some(match group {
        "numbers" => Role::Number(exact::parse(meaning)?),
        "scales" => Role::Scale(whole()?),
        "denominators" => Role::Denominator(whole()?),
        "ordinals" => Role::Ordinal(whole()?),
        "months" => Role::Month(meaning.parse().ok()?),
        "weekdays" => Role::Weekday(meaning.parse().ok()?),
        "units" => Role::Unit(unit::by_id(meaning)?),
        "approximations" => Role::Approximation(Approximation::named(meaning)?),
        "after" => Role::After(Approximation::named(meaning)?),
        "parts" => Role::Part(match meaning {
            "early" => "early",
            "mid" => "mid",
            "late" => "late",
            "season" => "season",
            "decade" => "decade",
            "decade-before" => "decade-before",
            _ => return None,
        }),
        "words" | "function" => Role::Word(Word::named(meaning)?),
        _ => return None,
    })
}

/// A word as the lexicons hold it: lower case, without accents, `ß` as `ss`.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    let outside = |byte: u8| !(byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let Some(first) = word.bytes().position(outside) else {
        return Cow::Borrowed(word);
    };
    if word.as_bytes()[first..].is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let mut folded = String::with_capacity(word.len());
    unaccented(word, |c| match c {
        'ß' => folded.push_str("ss"),
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        c => folded.push(c),
    });
    Cow::Owned(folded)
}

/// Words looked at to tell the language; a text does not change it later on.
const SAMPLE: usize = 1000;

/// The language of a text, by how many of its words each lexicon knows (the commonest count
/// double). Where two know as many, the first of [`Language::ALL`].
pub(super) fn guess(tokens: &[Token<'_>]) -> Language {
    let mut scores = [0usize; Language::ALL.len()];
    let words = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .take(SAMPLE);
    for entry in words.filter_map(|token| token.entry) {
        for (score, language) in scores.iter_mut().zip(Language::ALL) {
            let known = entry.phrases(language);
            let common = |phrase: &Phrase| matches!(phrase.role, Role::Word(Word::Common));
            *score += usize::from(!known.is_empty()) + usize::from(known.iter().any(common));
        }
    }
    let best = scores.iter().max().copied().unwrap_or_default();
    let first = scores.iter().position(|&score| score == best);
    Language::ALL[first.unwrap_or_default()]
}
