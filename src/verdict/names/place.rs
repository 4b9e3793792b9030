//! Countries and cities with names of their own in each language, and the adjectives made of them.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::word::Word;

/// A place of `places.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    line: usize,
    /// Spoken of by its adjective or its people.
    pub(super) adjective: bool,
}

impl Place {
    /// The same place, spoken of the other way.
    pub(super) fn turned(self) -> Self {
        Self {
            adjective: !self.adjective,
            ..self
        }
    }
}

/// Every form, and the place or places it is a form of.
static PLACES: LazyLock<HashMap<&'static str, Vec<Place>>> = LazyLock::new(|| {
    let mut places: HashMap<_, Vec<Place>> = HashMap::new();
    let lines = include_str!("places.txt").lines();
    for (line, text) in lines.enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let (names, adjectives) = text.split_once('|').unwrap_or((text, ""));
        for (forms, adjective) in [(names, false), (adjectives, true)] {
            let forms = forms.split(',').map(str::trim);
            for form in forms.filter(|form| !form.is_empty()) {
                places
                    .entry(form)
                    .or_default()
                    .push(Place { line, adjective });
            }
        }
    }
    places
});

/// Words of the longest form.
const LONGEST: usize = 4;
/// A form of fewer letters is a word of some language ("us", "un") unless in capitals.
const SHORT: usize = 4;

/// The places that `words` speak of, the longest forms first: "Mexico City" is not Mexico.
pub(super) fn places(words: &[Word]) -> BTreeSet<Place> {
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < words.len() {
        at += form(&words[at..]).map_or(1, |(length, places)| {
            found.extend(places);
            length
        });
    }
    found
}

fn form(words: &[Word]) -> Option<(usize, Vec<Place>)> {
    let most = (1..words.len().min(LONGEST))
        .find(|&at| words[at].breaks)
        .unwrap_or(words.len().min(LONGEST));
    (1..=most).rev().find_map(|length| {
        let words = &words[..length];
        let keys: Vec<_> = words.iter().map(|word| word.key.as_str()).collect();
        let form = keys.join(" ");
        let mut places = PLACES.get(form.as_str())?.clone();
        // Adjectives have no capital in Spanish, French and German.
        places.retain(|place| place.adjective || words[0].capital);
        let short = form.len() < SHORT && !words[0].acronym();
        (!short && !places.is_empty()).then_some((length, places))
    })
}
