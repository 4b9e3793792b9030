//! Countries and cities with names of their own in each language, and the adjectives made of them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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

/// A name or adjective of a place, and the place or places it is a form of.
struct Form {
    text: &'static str,
    places: Vec<Place>,
}

impl Form {
    fn words(&self) -> impl Iterator<Item = &'static str> {
        self.text.split(' ')
    }
}

/// Every form by its first word, those of more words first.
static FORMS: LazyLock<FxHashMap<&'static str, Vec<Form>>> = LazyLock::new(|| {
    let mut all: FxHashMap<&'static str, Vec<Form>> = FxHashMap::default();
    let lines = include_str!("places.txt").lines();
    for (line, text) in lines.enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let (names, adjectives) = text.split_once('|').unwrap_or((text, ""));
        for (forms, adjective) in [(names, false), (adjectives, true)] {
            let forms = forms.split(',').map(str::trim);
            for form in forms.filter(|form| !form.is_empty()) {
                let place = Place { line, adjective };
                let first = form.split(' ').next().unwrap_or_default();
                let alike = all.entry(first).or_default();
                match alike.iter_mut().find(|known| known.text == form) {
                    Some(known) => known.places.push(place),
                    None => alike.push(Form {
                        text: form,
                        places: vec![place],
                    }),
                }
            }
        }
    }
    for forms in all.values_mut() {
        forms.sort_by_key(|form| std::cmp::Reverse(form.words().count()));
    }
    all
});

/// A form of fewer letters is a word of some language ("us", "un") unless in capitals.
const SHORT: usize = 4;

/// The places that `words` speak of, the longest forms first: "Mexico City" is not Mexico.
pub(super) fn places(words: &[Word<'_>]) -> BTreeSet<Place> {
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

fn form(words: &[Word<'_>]) -> Option<(usize, impl Iterator<Item = Place>)> {
    let first = words.first()?;
    let stands = |form: &Form| {
        let mut length = 0;
        let all = form.words().all(|wanted| {
            length += 1;
            let word = words.get(length - 1);
            word.is_some_and(|word| word.key() == wanted && (length == 1 || !word.breaks))
        });
        all.then_some(length)
    };
    // Adjectives have no capital in Spanish, French and German.
    let meant = |place: &Place| place.adjective || first.capital;
    FORMS.get(first.key())?.iter().find_map(|form| {
        let length = stands(form)?;
        let short = form.text.len() < SHORT && !first.acronym();
        (!short && form.places.iter().any(meant))
            .then(|| (length, form.places.iter().copied().filter(meant)))
    })
}
