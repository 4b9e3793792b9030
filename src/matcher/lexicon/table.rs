//! What the files of one language say, ready to be looked up.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::class::{Class, Classes};
use super::pairs::Pairs;

/// A word of an embedded file, or of the configuration.
type Word = Cow<'static, str>;

/// What a number word is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// sixty, dozen.
    Cardinal(f64),
    /// sixtieth.
    Ordinal(f64),
}

/// A part of words that is spelt in two ways.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) place: Place,
    pub(super) from: Word,
    pub(super) to: Word,
}

/// Where in a word a part stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Start,
    End,
    Anywhere,
}

/// An entry that has not the form its class asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotAPair;

/// What the lists say of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::matcher) struct Known {
    /// What it is by itself.
    pub(in crate::matcher) classes: Classes,
    /// What the phrases are that begin with it.
    pub(in crate::matcher) begins: Classes,
}

impl Known {
    /// What either says.
    pub(super) fn union(self, other: Self) -> Self {
        Self {
            classes: self.classes.union(other.classes),
            begins: self.begins.union(other.begins),
        }
    }
}

/// The lists of one language, or of the configuration.
#[derive(Debug, Default)]
pub(super) struct Table {
    words: FxHashMap<Word, Known>,
    /// Phrases by their first two words.
    phrases: FxHashMap<Word, Vec<(Word, Class)>>,
    values: FxHashMap<Word, Value>,
    expansions: FxHashMap<Word, Vec<Word>>,
    prefixes: FxHashSet<Word>,
    /// Scalar values of the longest prefix.
    longest_prefix: usize,
    parts: Vec<Part>,
    directions: Pairs,
    opposites: Pairs,
    spellings: Pairs,
    other_words: Pairs,
}

impl Table {
    /// Reads the files of a language: an entry a line; lines that begin with `#` are passed over.
    pub(super) fn read(files: &[(Class, &'static str)]) -> Self {
        let mut table = Self::default();
        // A line of a file is 20 bytes or less, and most words stand in one file.
        let bytes: usize = files.iter().map(|(_, file)| file.len()).sum();
        table.words.reserve(bytes / 20);
        for &(class, file) in files {
            let lines = file.lines().filter(|line| !line.starts_with('#'));
            if let Some(pairs) = table.pairs_of(class) {
                *pairs = Pairs::embedded(file);
                if matches!(class, Class::Spelling | Class::OtherWord) {
                    continue; // of no class; a test reads them line by line
                }
            }
            for line in lines {
                let entry = table.insert(class, line, Cow::Borrowed);
                debug_assert!(entry.is_ok(), "{class:?}: {line}");
            }
        }
        table
    }

    /// The words and phrases of `tables`, and nothing else of theirs. What is an article in one of
    /// them is none where it is `foreign`: a word of another language.
    pub(super) fn merged<'t>(
        tables: impl Iterator<Item = &'t Self>,
        foreign: impl Fn(&str) -> bool,
    ) -> Self {
        let mut merged = Self::default();
        for table in tables {
            for (word, &known) in &table.words {
                let all = merged.words.entry(word.clone()).or_default();
                *all = all.union(known);
            }
            for (two, phrases) in &table.phrases {
                let all = merged.phrases.entry(two.clone()).or_default();
                all.extend(phrases.iter().cloned());
            }
        }
        for (word, known) in &mut merged.words {
            if known.classes.intersects(Classes::ARTICLE) && foreign(word) {
                known.classes = known.classes.without(Classes::ARTICLE);
            }
        }
        merged
    }

    /// Adds one entry of the configuration.
    pub(super) fn add(&mut self, class: Class, entry: &str) -> Result<(), NotAPair> {
        self.insert(class, entry, |word| Cow::Owned(word.to_owned()))?;
        if let (Some(pairs), Some((a, b))) = (self.pairs_of(class), entry.split_once(' ')) {
            pairs.add(a, b);
        }
        Ok(())
    }

    fn pairs_of(&mut self, class: Class) -> Option<&mut Pairs> {
        match class {
            Class::Direction => Some(&mut self.directions),
            Class::Opposite => Some(&mut self.opposites),
            Class::Spelling => Some(&mut self.spellings),
            Class::OtherWord => Some(&mut self.other_words),
            _ => None,
        }
    }

    fn insert<'t>(
        &mut self,
        class: Class,
        entry: &'t str,
        keep: impl Fn(&'t str) -> Word,
    ) -> Result<(), NotAPair> {
        let pair = || entry.split_once(' ').ok_or(NotAPair);
        match class {
            // A word of direction need not have an opposite.
            Class::Direction | Class::Opposite => {
                for word in entry.splitn(2, ' ') {
                    self.classify(class, word, &keep);
                }
            }
            Class::Spelling | Class::OtherWord => {
                pair()?;
            }
            Class::SpellingPart => {
                let (a, b) = pair()?;
                self.parts.push(Part {
                    place: match (a.ends_with('-'), a.starts_with('-')) {
                        (true, _) => Place::Start,
                        (_, true) => Place::End,
                        _ => Place::Anywhere,
                    },
                    from: keep(a.trim_matches('-')),
                    to: keep(b.trim_matches('-')),
                });
            }
            Class::Contraction => {
                let (short, long) = pair()?;
                self.classify(class, short, &keep);
                self.expansions
                    .entry(keep(short))
                    .or_default()
                    .push(keep(long));
            }
            Class::NumberWord | Class::Scale => {
                let (word, value) = valued(entry);
                self.classify(class, word, &keep);
                if let Some(value) = value {
                    self.values.insert(keep(word), value);
                }
            }
            Class::MeaningPrefix => {
                self.longest_prefix = self.longest_prefix.max(entry.chars().count());
                self.prefixes.insert(keep(entry));
            }
            _ => self.classify(class, entry, &keep),
        }
        Ok(())
    }

    fn classify<'t>(&mut self, class: Class, entry: &'t str, keep: &impl Fn(&'t str) -> Word) {
        if let Some((first, rest)) = entry.split_once(' ') {
            let two = first.len() + 1 + rest.find(' ').unwrap_or(rest.len());
            self.phrases
                .entry(keep(&entry[..two]))
                .or_default()
                .push((keep(entry), class));
            let begins = &mut self.words.entry(keep(first)).or_default().begins;
            *begins = begins.union(Classes::of(class));
        } else {
            let classes = &mut self.words.entry(keep(entry)).or_default().classes;
            *classes = classes.union(Classes::of(class));
        }
    }

    /// The single words of a class, in no particular order.
    pub(super) fn words(&self, class: Class) -> impl Iterator<Item = &str> {
        self.words_of_any(Classes::of(class))
    }

    /// The single words of any class of `wanted`, in no particular order.
    pub(super) fn words_of_any(&self, wanted: Classes) -> impl Iterator<Item = &str> {
        let words = self.words.iter();
        words.filter_map(move |(word, known)| known.classes.intersects(wanted).then_some(&**word))
    }

    /// The words that say the opposite of `word`.
    pub(super) fn opposites<'t>(&'t self, word: &'t str) -> impl Iterator<Item = &'t str> {
        self.directions
            .partners(word)
            .chain(self.opposites.partners(word))
    }

    /// The classes of a word; none for a word that is in no list.
    pub(super) fn classes(&self, word: &str) -> Classes {
        self.known(word).classes
    }

    /// What a word is, and what begins with it.
    pub(super) fn known(&self, word: &str) -> Known {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// The phrases that begin with two words, parted by one space, with their class.
    pub(super) fn phrases_from(&self, two: &str) -> impl Iterator<Item = (&str, Class)> {
        self.phrases
            .get(two)
            .into_iter()
            .flatten()
            .map(|(phrase, class)| (&**phrase, *class))
    }

    /// All phrases of a class, in no order.
    pub(super) fn phrases(&self, wanted: Class) -> impl Iterator<Item = &str> {
        let all = self.phrases.values().flatten();
        all.filter(move |&&(_, class)| class == wanted)
            .map(|(phrase, _)| &**phrase)
    }

    /// Whether the two are listed as opposites.
    pub(super) fn is_opposite(&self, a: &str, b: &str) -> bool {
        let paired = Classes::DIRECTION.union(Classes::OPPOSITE);
        self.classes(a).intersects(paired)
            && (self.directions.contain(a, b) || self.opposites.contain(a, b))
    }

    /// Whether the two are listed as spellings of one word.
    pub(super) fn same_spelling(&self, a: &str, b: &str) -> bool {
        self.spellings.contain(a, b)
    }

    /// Whether the two are listed as different words in spite of their looks.
    pub(super) fn are_other_words(&self, a: &str, b: &str) -> bool {
        self.other_words.contain(a, b)
    }

    /// Pairs of parts of words that are spelt in two ways.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What a number word is worth, where it has a value.
    pub(super) fn value(&self, word: &str) -> Option<Value> {
        self.values.get(word).copied()
    }

    /// What a contraction may be short for.
    pub(super) fn expansions(&self, word: &str) -> impl Iterator<Item = &str> {
        self.expansions
            .get(word)
            .into_iter()
            .flatten()
            .map(|long| &**long)
    }

    /// The prefixes that carry the meaning with which `word` begins.
    pub(super) fn prefixes<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let ends = word
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        ends.take(self.longest_prefix)
            .map(|end| &word[..end])
            .filter(|prefix| self.prefixes.contains(*prefix))
    }
}

/// `sixty 60`, `first 1.`, `vingt et un 21`; a word without a value is worth none.
fn valued(entry: &str) -> (&str, Option<Value>) {
    let Some((word, value)) = entry.rsplit_once(' ') else {
        return (entry, None);
    };
    match (
        value.strip_suffix('.'),
        value.parse(),
        value.trim_end_matches('.').parse(),
    ) {
        (Some(_), _, Ok(rank)) => (word, Some(Value::Ordinal(rank))),
        (None, Ok(number), _) => (word, Some(Value::Cardinal(number))),
        _ => (entry, None),
    }
}
