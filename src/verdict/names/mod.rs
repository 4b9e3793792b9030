//! Proper names: which of those in a claim its evidence names too.
//!
//! Like a value, a name may be said more or less fully: "Cassez" and "Florence Cassez" are one,
//! and so are the World Health Organization and the WHO, Mexico and the Mexicans, Calderón's and
//! Calderon. "Bill Clinton" and "Hillary Clinton" are two: they share a word, and each has one that
//! the other lacks. No list of people is kept; what is a name is told by its capitals
//! ([`find()`]), and that two are one by their words ([`Named`]).

mod find;
mod place;
mod word;

use std::collections::BTreeSet;

use crate::matcher::Lexicon;
use crate::matcher::lexicon::{Class, Classes};

pub use find::{Name, find, may_find};
use place::Place;
use word::Word;
pub use word::holds;

/// The words of a text in which names are looked for.
#[derive(Debug, Default)]
pub struct Named<'t> {
    words: Vec<Word<'t>>,
    places: BTreeSet<Place>,
    acronyms: BTreeSet<String>,
    /// The initials of runs of words with capitals.
    initials: BTreeSet<String>,
    /// Texts in which nobody is named before a pronoun stands for somebody.
    pronoun: bool,
}

/// How many places of one word are looked at; more say the same.
const PLACES: usize = 32;
/// The longest acronym.
const ACRONYM: usize = 8;

/// Words that stand for somebody or something named earlier, folded.
const STANDS_FOR: &[&str] = &[
    "he", "she", "they", "it", "him", "her", "them", "his", "hers", "their", "its", "ella",
    "ellos", "ellas", "il", "elle", "ils", "elles", "er", "ihr", "ihre", "ihren", "ihrem",
];

/// What becomes of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// It is named.
    Named,
    /// It is not, but this one is, which shares a word with it.
    Other(String),
    /// It is not.
    Missing,
}

impl<'t> Named<'t> {
    /// The words of `texts`.
    pub fn new(texts: impl IntoIterator<Item = &'t str>, lexicon: &Lexicon) -> Self {
        let mut named = Self::default();
        for text in texts {
            named.add(text, lexicon);
        }
        named
    }

    /// Adds the words of one more text. What is named stays named.
    pub fn add(&mut self, text: &'t str, lexicon: &Lexicon) {
        let words = word::words(text);
        self.places.extend(place::places(&words));
        self.pronoun |= words
            .iter()
            .take_while(|word| !word.capital || (word.opens && lexicon.is_common(&word.lower)))
            .any(|word| STANDS_FOR.contains(&word.key()));
        self.initials(&words, lexicon);
        self.words.extend(words);
    }

    /// Notes the acronyms of runs of capitals, and of every end of such a run: "World Health
    /// Organization" gives WHO, and "the American Civil Liberties Union" ACLU.
    fn initials(&mut self, words: &[Word<'_>], lexicon: &Lexicon) {
        let mut run: Vec<char> = Vec::new();
        for word in words {
            if !word.capital && run.is_empty() {
                continue;
            }
            if word.acronym() {
                self.acronyms.insert(word.key().to_owned());
            }
            let small = lexicon.classes(&word.lower).intersects(Classes::FUNCTION);
            if word.breaks {
                run.clear();
            }
            if word.capital && !small {
                run.extend(word.key().chars().next());
                let from = run.len().saturating_sub(ACRONYM);
                for start in from..run.len().saturating_sub(1) {
                    self.initials.insert(run[start..].iter().collect());
                }
            } else if !small {
                run.clear();
            }
        }
    }

    /// Whether nobody is named in a text before a pronoun stands for somebody: a name that the
    /// writer puts there cannot be told from the right one.
    pub fn has_pronoun(&self) -> bool {
        self.pronoun
    }

    /// Whether `name` is named.
    pub fn naming(&self, name: &Name<'_>, lexicon: &Lexicon) -> Naming {
        let initials = if name.acronym() {
            &self.initials
        } else {
            &self.acronyms
        };
        if initials.contains(&name.initials()) || self.named_as_place(name) {
            return Naming::Named;
        }
        let title = |word: &Word<'_>| is_title(lexicon, word);
        let mut asked: Vec<&Word<'_>> = name.words.iter().filter(|word| !title(word)).collect();
        // Of "Anna Hill" the first word is as good as a surname, of "Hill Institute Lausanne" not.
        if asked.iter().any(|word| !lexicon.is_common(&word.lower)) {
            let first = asked.first().map(|word| word.span);
            asked.retain(|word| {
                !lexicon.is_common(&word.lower)
                    || (Some(word.span) == first && self.with_capital(word))
            });
        }
        let mut other = None;
        let missing = |word: &&Word<'_>| self.places_of(word).next().is_none();
        let partly = name.words.iter().any(|word| !title(word) && missing(&word));
        for word in asked {
            for at in self.places_of(word) {
                match self.neighbour(name, at, lexicon).filter(|_| partly) {
                    Some(neighbour) => other = Some(neighbour),
                    None => return Naming::Named,
                }
            }
        }
        other.map_or(Naming::Missing, Naming::Other)
    }

    /// Where `word` stands, the first of its places.
    fn places_of(&self, word: &Word<'_>) -> impl Iterator<Item = usize> {
        let words = self.words.iter().enumerate();
        words
            .filter(|(_, other)| other.same_stem(word))
            .map(|(at, _)| at)
            .take(PLACES)
    }

    fn with_capital(&self, word: &Word<'_>) -> bool {
        self.places_of(word).any(|at| self.words[at].capital)
    }

    fn named_as_place(&self, name: &Name<'_>) -> bool {
        let places = place::places(&name.words);
        !places.is_empty() && places.iter().all(|place| self.has(*place))
    }

    fn has(&self, place: Place) -> bool {
        self.places.contains(&place) || self.places.contains(&place.turned())
    }

    /// Whether another nation is spoken of than the one `name` is the adjective of; false of any
    /// other name. An adjective that is merely left out of a quote is no finding.
    pub fn silent_on_nation(&self, name: &Name<'_>) -> bool {
        let places = place::places(&name.words);
        let of_place = places.iter().all(|place| place.adjective);
        name.words.len() == 1 && !places.is_empty() && of_place && self.places.is_empty()
    }

    /// The name in the text that holds the word `at`, where it is the name of somebody else: a
    /// word stands beside it with a capital that `name` has not and that is no title or place.
    fn neighbour(&self, name: &Name<'_>, at: usize, lexicon: &Lexicon) -> Option<String> {
        let (mut start, mut end) = (at, at + 1);
        while at - start < ACRONYM
            && let Some(before) = find::linked_before(&self.words, start)
        {
            start = before;
        }
        while end - at < ACRONYM
            && let Some(next) = find::linked_behind(&self.words, end)
        {
            end = next + 1;
        }
        let all_common = name.words.iter().all(|word| lexicon.is_common(&word.lower));
        let stranger = |word: &Word<'_>| {
            let (last, given) = name.words.split_last().expect("a name has a word");
            let known = last.same(word) || given.iter().any(|own| own.alike(word));
            let small = word.key().chars().count() < 2
                || is_title(lexicon, word)
                || !place::places(std::slice::from_ref(word)).is_empty();
            let plain = lexicon.is_common(&word.lower) && (!all_common || word.opens);
            // North Carolina, South Carolina.
            let opposed = name
                .words
                .iter()
                .any(|own| lexicon.is_opposite(&own.lower, &word.lower));
            word.capital
                && (opposed || !known && !small && !plain && !is_day_or_month(lexicon, word))
        };
        let run = &self.words[start..end];
        run.iter().any(stranger).then(|| {
            let words: Vec<_> = run.iter().map(|word| word.written).collect();
            words.join(" ")
        })
    }
}

fn is_title(lexicon: &Lexicon, word: &Word<'_>) -> bool {
    // None that is written with a full stop is longer.
    const LONGEST_SHORT_FORM: usize = 8;
    let with_stop = || [&*word.lower, "."].concat();
    lexicon.classes(&word.lower).intersects(Classes::TITLE)
        || word.lower.len() <= LONGEST_SHORT_FORM
            && lexicon.classes(&with_stop()).intersects(Classes::TITLE)
}

fn is_day_or_month(lexicon: &Lexicon, word: &Word<'_>) -> bool {
    let of_time = Classes::of(Class::Month).union(Classes::of(Class::Weekday));
    lexicon.classes(&word.lower).intersects(of_time)
}
