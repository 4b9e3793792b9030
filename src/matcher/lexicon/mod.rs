//! Words by what they do, per language.
//!
//! The lists are data: a folder per language, a file per [`Class`], an entry a line (README.md in
//! this folder says where they come from and how to add one). All look-ups are by the lower-case
//! form in NFC, accents kept; `’` counts as `'`.

mod class;
mod language;
mod pairs;
mod prefix;
mod slip;
mod spelling;
mod table;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

pub use class::{Class, Classes};
pub use slip::Slip;
use unicode_normalization::UnicodeNormalization;

use language::{FUNCTION_WORDS, LANGUAGES, Language};
pub(super) use table::Known;
use table::{Table, Value};

/// The longest phrase that is looked for around a quote, in words.
pub(super) const LONGEST_PHRASE: usize = 6;

/// A text is taken to be in a language when it has this many function words of that language and
/// no other, so that a heading or a name does not decide;
const ENOUGH_FUNCTION_WORDS: usize = 8;

/// and these are one in so many of all its words, which they are in running text of the four
/// languages (one in 3 to 6), but not when Italian or Portuguese is read as Spanish (one in 8);
const WORDS_PER_FUNCTION_WORD: usize = 7;

/// and this many times as many as those of any other language: a text in two languages is in both.
const TIMES_AS_MANY: usize = 4;

/// A reading is certain where every other is so much less likely, in halves of a natural logarithm:
/// one in twelve;
const CERTAIN: i32 = 5;

/// of a word that the same text uses again, where it is no less likely: a text repeats its words, so that
/// one seen is likelier by far;
const LIKELIER: i32 = -2;

/// and of a word that the same text uses so many times more, where it is hardly less likely.
pub(super) const OFTEN: usize = 2;
const LESS_LIKELY: i32 = -8;

/// The words of one or more languages, and those the project adds. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Lexicon {
    languages: Arc<[&'static Language]>,
    extra: Option<Arc<Table>>,
    /// The words and phrases of all of them together, once somebody has asked: where there are
    /// several tables.
    merged: Arc<OnceLock<Table>>,
}

/// What `pincite.toml` asks of the lexicon and cannot have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// There are no lists of that language.
    #[error("no word lists for the language `{given}`; there are {}", known.join(", "))]
    UnknownLanguage {
        /// As written.
        given: String,
        /// Those there are.
        known: Vec<&'static str>,
    },
    /// There is no such kind of word.
    #[error("no kind of word is called `{given}`; there are {}", known.join(", "))]
    UnknownClass {
        /// As written.
        given: String,
        /// Those there are.
        known: Vec<&'static str>,
    },
    /// The kind takes two words an entry.
    #[error("an entry of `{}` is two words with a space between, not `{entry}`", class.name())]
    NotAPair {
        /// The kind.
        class: Class,
        /// As written.
        entry: String,
    },
}

impl Default for Lexicon {
    /// All languages, no words of the project's own.
    fn default() -> Self {
        Self {
            languages: LANGUAGES.iter().collect(),
            extra: None,
            merged: Arc::default(),
        }
    }
}

impl Lexicon {
    /// The languages there are lists of, as BCP 47 primary tags.
    pub fn known_languages() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|language| language.code)
    }

    /// The lists of `languages` (BCP 47; only the primary tag counts: `en-GB` is `en`), with
    /// `extra` words by the name of their class.
    ///
    /// # Errors
    /// For a language without lists, a class that does not exist, and an entry that is no pair
    /// where the class is one of pairs.
    pub fn new(
        languages: &[&str],
        extra: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, LexiconError> {
        let languages = languages
            .iter()
            .map(|given| {
                language(given).ok_or_else(|| LexiconError::UnknownLanguage {
                    given: (*given).to_owned(),
                    known: Self::known_languages().collect(),
                })
            })
            .collect::<Result<_, _>>()?;
        let mut table = Table::default();
        for (name, entries) in extra {
            let class = Class::from_name(name).ok_or_else(|| LexiconError::UnknownClass {
                given: name.clone(),
                known: Class::ALL.iter().map(|class| class.name()).collect(),
            })?;
            for entry in entries {
                let words = key(entry).split_whitespace().collect::<Vec<_>>().join(" ");
                table
                    .add(class, &words)
                    .map_err(|_| LexiconError::NotAPair {
                        class,
                        entry: entry.clone(),
                    })?;
            }
        }
        Ok(Self {
            languages,
            extra: (!extra.is_empty()).then(|| Arc::new(table)),
            merged: Arc::default(),
        })
    }

    /// The lexicon of the language in which a text is written: the `declared` one (BCP 47), else
    /// the one whose function words `sample` is full of. All languages are kept where the text is
    /// in another language or in several, or is too short to tell.
    ///
    /// What is forgiven depends on it: `die` is an article in German only.
    #[must_use]
    pub fn for_text(&self, declared: Option<&str>, sample: &str) -> Self {
        let spoken = match declared {
            Some(tag) => language(tag),
            None => self.spoken_in(sample),
        };
        match self
            .languages
            .iter()
            .find(|known| spoken.is_some_and(|it| it.code == known.code))
        {
            Some(&known) => Self {
                languages: [known].into(),
                extra: self.extra.clone(),
                merged: Arc::default(),
            },
            None => self.clone(),
        }
    }

    fn spoken_in(&self, sample: &str) -> Option<&'static Language> {
        let mut words = 0;
        let mut counts = [0_usize; LANGUAGES.len()];
        let asked = self.languages.iter().fold(0, |asked, it| {
            let at = LANGUAGES.iter().position(|known| known.code == it.code);
            asked | at.map_or(0, |at| 1 << at)
        });
        for word in sample
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
        {
            words += 1;
            let known = FUNCTION_WORDS.get(&*key(word)).copied().unwrap_or(0);
            let of: u8 = known & asked;
            if of.is_power_of_two() {
                counts[of.trailing_zeros() as usize] += 1;
            }
        }
        let (best, &most) = counts.iter().enumerate().max_by_key(|&(_, &count)| count)?;
        let others = counts.iter().sum::<usize>() - most;
        (most >= ENOUGH_FUNCTION_WORDS
            && most * WORDS_PER_FUNCTION_WORD >= words
            && most >= TIMES_AS_MANY * others)
            .then_some(&LANGUAGES[best])
    }

    /// The languages asked, as BCP 47 primary tags.
    pub fn languages(&self) -> impl Iterator<Item = &'static str> {
        self.languages.iter().map(|language| language.code)
    }

    fn tables(&self) -> impl Iterator<Item = &Table> {
        self.languages
            .iter()
            .map(|language| &*language.table)
            .chain(self.extra.as_deref())
    }

    /// What `word` does. It is an article only where no other language asked has the word in
    /// another sense, for an article is forgiven.
    pub fn classes(&self, word: &str) -> Classes {
        self.known(word).classes
    }

    /// [`classes`](Self::classes), and those of all phrases that begin with `word`.
    pub(super) fn known(&self, word: &str) -> Known {
        self.lists().known(&key(word))
    }

    /// The words and phrases of all tables.
    fn lists(&self) -> &Table {
        if let ([only], None) = (&*self.languages, &self.extra) {
            return &only.table;
        }
        self.merged.get_or_init(|| {
            let foreign = |word: &str| {
                self.languages.iter().any(|language| {
                    let article = language.table.classes(word).contains(Classes::ARTICLE);
                    !article && language.words.contains(word)
                })
            };
            Table::merged(self.tables(), foreign)
        })
    }

    /// The entries of a class that are of several words, in alphabetical order.
    pub fn phrases(&self, class: Class) -> Vec<&str> {
        let phrases: BTreeSet<_> = self
            .tables()
            .flat_map(|table| table.phrases(class))
            .collect();
        phrases.into_iter().collect()
    }

    /// The longest phrase of any class of `wanted` with which `words` begin: of how many words it
    /// is, and all wanted classes that phrase is in.
    pub fn phrase_at<W: AsRef<str>>(
        &self,
        words: &[W],
        wanted: Classes,
    ) -> Option<(usize, Classes)> {
        let [first, second, rest @ ..] = words else {
            return None;
        };
        let (first, second) = (key(first.as_ref()), key(second.as_ref()));
        let mut two = Joined::new();
        let two = two.join(&first, &second)?;
        let mut longest: Option<(usize, Classes)> = None;
        for (phrase, class) in self.lists().phrases_from(two) {
            if !wanted.contains(Classes::of(class)) {
                continue;
            }
            let others = phrase[two.len()..].split_terminator(' ').skip(1);
            let length = 2 + others.clone().count();
            if length > words.len()
                || !others
                    .zip(rest)
                    .all(|(entry, word)| entry == key(word.as_ref()))
            {
                continue;
            }
            longest = Some(match longest {
                Some((most, classes)) if most == length => {
                    (most, classes.union(Classes::of(class)))
                }
                Some((most, classes)) if most > length => (most, classes),
                _ => (length, Classes::of(class)),
            });
        }
        longest
    }

    /// What a cardinal in words is worth, or a scale: `sixty`, `ninety-six`, `dozen`, `million`.
    /// `None` for a word that has no one value: `several`, `once`, `first`, and `billion` where
    /// the languages asked disagree.
    pub fn number_word(&self, word: &str) -> Option<f64> {
        self.value(word, |value| match value {
            Value::Cardinal(number) => Some(number),
            Value::Ordinal(_) => None,
        })
    }

    /// The rank of an ordinal in words: `first` is 1.
    pub fn ordinal_word(&self, word: &str) -> Option<f64> {
        self.value(word, |value| match value {
            Value::Ordinal(rank) => Some(rank),
            Value::Cardinal(_) => None,
        })
    }

    fn value(&self, word: &str, wanted: impl Fn(Value) -> Option<f64>) -> Option<f64> {
        let word = key(word);
        let mut values = self.tables().filter_map(|table| table.value(&word));
        let first = values.next()?;
        if values.all(|other| other == first) {
            wanted(first)
        } else {
            None
        }
    }

    /// What a contraction may be short for, in lower case: `it's` is `it is` or `it has`.
    pub fn expansions(&self, word: &str) -> Vec<&str> {
        let word = key(word);
        self.tables()
            .flat_map(|table| table.expansions(&word))
            .collect()
    }

    /// Whether the two words say the opposite of each other: rose and fell, before and after.
    pub fn is_opposite(&self, a: &str, b: &str) -> bool {
        let (a, b) = (key(a), key(b));
        self.tables().any(|table| table.is_opposite(&a, &b))
    }

    /// The words that say the opposite of `word`, in alphabetical order.
    pub fn opposites(&self, word: &str) -> Vec<String> {
        let word = key(word);
        let opposites: BTreeSet<_> = self
            .tables()
            .flat_map(|table| table.opposites(&word))
            .map(str::to_owned)
            .collect();
        opposites.into_iter().collect()
    }

    /// The single words of a class, in alphabetical order.
    pub fn words(&self, class: Class) -> Vec<&str> {
        let words: BTreeSet<_> = self.tables().flat_map(|table| table.words(class)).collect();
        words.into_iter().collect()
    }

    /// Whether the two are one word in two accepted spellings, as in British and American
    /// English. Never true of words that also differ in meaning, such as `story` and `storey`;
    /// false of a word and itself.
    pub fn same_spelling(&self, a: &str, b: &str) -> bool {
        let (a, b) = (key(a), key(b));
        (self.tables().any(|table| table.same_spelling(&a, &b))
            || self
                .languages
                .iter()
                .any(|language| spelling::same_parts(language, &a, &b)))
            && !self.tables().any(|table| table.are_other_words(&a, &b))
    }

    /// Whether the two are different words in spite of their looks: `re-sign` and `resign`.
    pub fn are_other_words(&self, a: &str, b: &str) -> bool {
        let (a, b) = (key(a), key(b));
        self.tables().any(|table| table.are_other_words(&a, &b))
    }

    /// Whether `word` is a word of one of the languages, or one the project declares; so is what
    /// is made of words by hyphens or with an elided or enclitic one (`l'enfant`, `court's`).
    pub fn is_word(&self, word: &str) -> bool {
        let word = key(word);
        self.is_simple_word(&word)
            || word.match_indices('\'').any(|(at, _)| {
                let (elided, rest) = word.split_at(at + 1);
                let (head, enclitic) = word.split_at(at);
                (self.is_function_word(elided) && self.is_simple_word(rest))
                    || (self.is_function_word(enclitic) && self.is_simple_word(head))
            })
            || (word.contains('-') && word.split('-').all(|part| self.is_simple_word(part)))
    }

    /// Whether `word` is a word that is also written without a capital, in one of the languages: a
    /// capital on it does not make it a name. True of every German noun.
    pub fn is_common(&self, word: &str) -> bool {
        let word = key(word);
        self.languages.iter().any(|language| {
            !language.table.classes(&word).is_empty()
                || (language.words.contains(&word) && !language.names.contains(&word))
        })
    }

    fn is_simple_word(&self, word: &str) -> bool {
        self.languages
            .iter()
            .any(|language| language.words.contains(word))
            || self.tables().any(|table| !table.classes(word).is_empty())
    }

    fn is_function_word(&self, word: &str) -> bool {
        let function = Classes::FUNCTION.union(Classes::NEGATION);
        self.tables()
            .any(|table| table.classes(word).intersects(function))
    }

    /// Every word of the languages at most `limit` edits from `word`, nearest first and then in
    /// alphabetical order; `word` itself too where it is one.
    ///
    /// An edit is one character put in, left out or replaced, or two neighbours exchanged. Time
    /// grows steeply with the limit: it is meant for 1 and 2.
    pub fn nearest(&self, word: &str, limit: usize) -> Vec<String> {
        self.near(&key(word), limit)
            .into_iter()
            .map(|(_, word)| word)
            .collect()
    }

    fn near(&self, word: &str, limit: usize) -> BTreeSet<(usize, String)> {
        let mut found = BTreeSet::new();
        for language in self.languages.iter() {
            language.words.nearest(word, limit, &mut found);
        }
        found
    }

    /// Whether `misspelt` can only be `word`: see [`reads_as`](Self::reads_as), with no rival at
    /// all.
    pub fn only_nearest(&self, misspelt: &str, word: &str, limit: usize) -> bool {
        self.reads_as(misspelt, word, limit)
            .is_some_and(|reading| reading.rivals.is_empty())
    }

    /// Whether everybody reads `misspelt` as `word`: it is itself no word, `word` is one, and every
    /// other word as near to it, within `limit` edits, is another spelling or form of `word`, or a
    /// less likely reading. Of compounds and words with an apostrophe all parts but one must agree.
    ///
    /// What is likely is weighed as Kernighan, Church and Gale do in "A spelling correction program
    /// based on a noisy channel model", 1990: by how common the word is, and by how common the slip
    /// that makes the misspelt form of it. A word that says the opposite, or that turns the sense of
    /// others, is never less likely.
    pub fn reads_as(&self, misspelt: &str, word: &str, limit: usize) -> Option<Slip> {
        let (misspelt, word) = (key(misspelt), key(word));
        let (mut misspelt, mut word) = (&*misspelt, &*word);
        if self.languages.is_empty() || self.is_word(misspelt) || self.is_rare(misspelt) {
            return None;
        }
        if !self.is_simple_word(word) && word.contains(['-', '\'']) {
            let parts = |whole| str::split(whole, ['-', '\'']).collect::<Vec<_>>();
            let (of_misspelt, of_word) = (parts(misspelt), parts(word));
            let mut differ = of_misspelt.iter().zip(&of_word).filter(|(a, b)| a != b);
            match (differ.next(), differ.next()) {
                (Some((a, b)), None) if of_misspelt.len() == of_word.len() => {
                    (misspelt, word) = (a, b);
                }
                _ => return None,
            }
        }
        let (misspelt, word) = (misspelt, word);
        let distance = strsim::osa_distance(misspelt, word);
        let known = self.is_simple_word(word);
        if distance == 0 || distance > if known { limit } else { 1 } || self.is_rare(misspelt) {
            return None;
        }
        if self.doubtful(misspelt, word) {
            return None;
        }
        let mut reading = Slip::default();
        let mut weight = None;
        for (_, other) in self.near(misspelt, distance) {
            if other == word || self.same_spelling(&other, word) {
                continue;
            }
            if slip::one_word(&other, word) && !self.turns(word, &other, false) {
                continue;
            }
            let weight = *weight.get_or_insert_with(|| self.surprise(misspelt, word));
            let more = self.surprise(misspelt, &other) - weight;
            // A finger hardly ever slips on the first letter.
            let first = |word: &str| word.chars().next();
            let far = first(misspelt) == first(word) && first(misspelt) != first(&other);
            if more < LESS_LIKELY || self.turns(word, &other, far) {
                return None;
            }
            if more < CERTAIN {
                let times = if more < LIKELIER { OFTEN } else { 1 };
                let so_far = reading.supported_by.map_or(0, |(_, times)| times);
                reading.supported_by = Some((word.to_owned(), times.max(so_far)));
            }
            reading.rivals.push(other);
        }
        Some(reading)
    }

    /// How surprising it would be if `misspelt` stood for `word`, in halves of a natural logarithm.
    fn surprise(&self, misspelt: &str, word: &str) -> i32 {
        let rarity = self.languages.iter().map(|it| it.words.rarity(word)).min();
        2 * i32::from(rarity.unwrap_or_default()) + slip::cost(misspelt, word)
    }

    /// Whether `misspelt`, a word of no list, may well be one all the same.
    fn doubtful(&self, misspelt: &str, word: &str) -> bool {
        let rarities = self.languages.iter().map(|it| it.words.strangeness(word));
        let rarity = rarities.min().filter(|_| self.is_simple_word(word));
        slip::doubtful(misspelt, word, rarity, |run| {
            let mut languages = self.languages.iter();
            !languages.any(|language| language.runs.begins(run))
        })
    }

    /// Whether `word` is too rare for a misspelt form to be taken for it, and a word all the same.
    fn is_rare(&self, word: &str) -> bool {
        self.languages
            .iter()
            .any(|language| language.rare.contains(word))
    }

    /// Whether it matters greatly which of two words is read; of one that is `far` only if it says
    /// the opposite.
    fn turns(&self, a: &str, b: &str, far: bool) -> bool {
        let heavy = Classes::NEGATION
            .union(Classes::MODALITY)
            .union(Classes::HEDGE)
            .union(Classes::QUANTIFIER)
            .union(Classes::NUMBER_WORD)
            .union(Classes::SCALE)
            .union(Classes::UNIT)
            .union(Classes::MONTH)
            .union(Classes::WEEKDAY);
        self.classes(b).intersects(heavy)
            || self.is_opposite(a, b)
            || !far && self.meaning_prefix_differs(a, b)
    }

    /// Whether a token with its final full stop is an abbreviation, after which a sentence may go
    /// on: `Dec.`, `U.S.`, `v.`
    pub fn is_abbreviation(&self, token: &str) -> bool {
        self.classes(token).intersects(Classes::ABBREVIATION)
    }

    /// As [`meaning_prefix_differs`](Self::meaning_prefix_differs), of a form that is no word: what
    /// stands behind a short prefix must be one. `perssure` is not `ssure` with another prefix.
    pub fn meaning_prefix_may_differ(&self, a: &str, b: &str) -> bool {
        /// Bytes of a prefix that is one whatever stands behind it.
        const LONG: usize = 4;
        let (a, b) = (key(a), key(b));
        let same = |a: &str, b: &str| self.same_spelling(a, b);
        let stem = |prefixes: [&str; 2], stem: &str| {
            let long = prefixes[0].len().max(prefixes[1].len()) >= LONG;
            let spelt = matches!(prefixes, ["di", "dis"] | ["dis", "di"]);
            long || !spelt && (self.is_simple_word(stem) || self.is_rare(stem))
        };
        let (of_a, of_b) = (self.prefixes(&a), self.prefixes(&b));
        prefix::differs((&a, of_a), (&b, of_b), same, stem) && !same(&a, &b)
    }

    /// Whether the two are one word but for a prefix that carries the meaning, changed, added or
    /// dropped: `likely` and `unlikely`, `hypertension` and `hypotension`.
    pub fn meaning_prefix_differs(&self, a: &str, b: &str) -> bool {
        let (a, b) = (key(a), key(b));
        let same = |a: &str, b: &str| self.same_spelling(a, b);
        let (of_a, of_b) = (self.prefixes(&a), self.prefixes(&b));
        prefix::differs((&a, of_a), (&b, of_b), same, |_, _| true) && !same(&a, &b)
    }
}

impl Lexicon {
    fn prefixes<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        self.tables().flat_map(move |table| table.prefixes(word))
    }
}

fn language(tag: &str) -> Option<&'static Language> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    LANGUAGES
        .iter()
        .find(|language| language.code.eq_ignore_ascii_case(primary))
}

/// Two words with a space between them, as they stand in the lists of phrases.
struct Joined([u8; LONGEST_PAIR]);

/// The two first words of a phrase are no longer than this together, in bytes.
const LONGEST_PAIR: usize = 64;

impl Joined {
    fn new() -> Self {
        Self([0; LONGEST_PAIR])
    }

    /// `None` where the two are too long for any phrase.
    fn join(&mut self, first: &str, second: &str) -> Option<&str> {
        let (before, end) = (first.len() + 1, first.len() + 1 + second.len());
        let buffer = self.0.get_mut(..end)?;
        buffer[..first.len()].copy_from_slice(first.as_bytes());
        buffer[first.len()] = b' ';
        buffer[before..].copy_from_slice(second.as_bytes());
        std::str::from_utf8(buffer).ok()
    }
}

const CAPITAL: u8 = 1;
const OUTSIDE: u8 = 2;

/// Which bytes are a capital, and which are outside ASCII.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte >= 0x80 {
            kinds[byte] = OUTSIDE;
        } else if (byte as u8).is_ascii_uppercase() {
            kinds[byte] = CAPITAL;
        }
        byte += 1;
    }
    kinds
};

/// The form in which words are looked up.
fn key(word: &str) -> Cow<'_, str> {
    let kinds = word
        .bytes()
        .fold(0, |kinds, byte| kinds | KINDS[byte as usize]);
    if kinds == 0 {
        return Cow::Borrowed(word);
    }
    if kinds == CAPITAL {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    // Letters in front of the combining marks are in NFC, whatever stands beside them.
    let small = |c: char| match c {
        'a'..='z' | 'ß'..='ÿ' => true,
        _ => c < '\u{180}' && !c.is_uppercase(),
    };
    if word.chars().all(small) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(
        word.nfc()
            .flat_map(char::to_lowercase)
            .map(|c| if c == '’' { '\'' } else { c })
            .collect(),
    )
}
