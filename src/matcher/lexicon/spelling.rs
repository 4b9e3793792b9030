//! Parts of words that are spelt in two ways.

use std::borrow::Cow;

use super::language::Language;
use super::table::Place;

/// A part counts only where at least this many scalar values of the word are left beside it:
/// `haem` is not `hem`, and `prise` no `prize`.
const SHORTEST_REST: usize = 3;

/// Whether the two differ only by parts that are spelt in two ways (`-isation -ization`).
pub(super) fn same_parts(language: &Language, a: &str, b: &str) -> bool {
    // The lengths and ends spare the common case, two words that are nothing like each other.
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let ends = x.get(..2) == y.get(..2) || x.last_chunk::<2>() == y.last_chunk::<2>();
    a != b && ends && a.len().abs_diff(b.len()) <= 4 && plain(language, a) == plain(language, b)
}

/// `word` with every part in its second spelling.
fn plain<'a>(language: &Language, word: &'a str) -> Cow<'a, str> {
    let mut plain = Cow::Borrowed(word);
    for part in language.table.parts() {
        let (from, to) = (&*part.from, &*part.to);
        let place = match part.place {
            Place::Start => plain.starts_with(from).then_some(0),
            Place::End => plain.ends_with(from).then(|| plain.len() - from.len()),
            Place::Anywhere => {
                // Words are short: no searcher is worth its making.
                let mut runs = plain.as_bytes().windows(from.len());
                runs.position(|run| run == from.as_bytes())
            }
        };
        let Some(place) = place else { continue };
        if plain.chars().count() >= from.chars().count() + SHORTEST_REST {
            plain.to_mut().replace_range(place..place + from.len(), to);
        }
    }
    plain
}
