//! The finding form: what is coarse enough to propose places, with the way back to the text.

use std::ops::Range;

use super::Span;

/// A text folded to its finding form (case, accents, punctuation and layout folded away), with a
/// map back. It proposes places and never judges.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
}

impl Folded {
    /// Folds `raw`.
    pub fn new(raw: &str) -> Self {
        Self { text: key(raw) }
    }

    /// The finding form.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The raw span that `folded` (bytes of [`Folded::text`]) was folded from.
    pub fn to_raw(&self, folded: Range<usize>) -> Span {
        folded.into()
    }

    /// Where `wanted` stands in full words: raw spans, ascending, at most `limit`.
    pub fn find(&self, wanted: &str, limit: usize) -> Vec<Span> {
        let wanted = key(wanted);
        if wanted.is_empty() {
            return Vec::new();
        }
        self.text
            .match_indices(&wanted)
            .take(limit)
            .map(|(at, found)| self.to_raw(at..at + found.len()))
            .collect()
    }
}

/// The finding form of a short text: equal for two texts that differ in case, accents,
/// punctuation and layout only.
pub fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
