//! Passages that share a run of words: one of them, or something before both, was copied.
//!
//! Two passages are one text where they have [`RUN`] words in a row in common, or [`SHORT_RUN`]
//! that are at least half of the shorter sentence. Names are not counted, for two people may write
//! of one person; nor are words inside quotation marks on both sides, for two reporters may have
//! heard one speech.

use std::collections::HashMap;

use super::passage::{Passage, Word};
use crate::text::Span;

/// Words in a row that no two people write by chance. Lower, formulas of a trade make copies; higher,
/// a copy with a changed word is missed. `tests/origins` holds pairs on either side of it.
pub(super) const RUN: usize = 12;

/// Fewer words in a row are a copy where they are at least half of the shorter sentence.
pub(super) const SHORT_RUN: usize = 8;

/// How many passages that hold a run of words are compared with a further one that holds it.
/// Beyond it the cost of a text that everybody has would be the square of their number.
const HOLDERS: usize = 32;

/// A run of words that two passages share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Index of the first word in the one passage.
    pub(super) a: usize,
    /// Index of the first word in the other.
    pub(super) b: usize,
    /// Words in it.
    pub(super) len: usize,
    /// Those that count.
    pub(super) counted: usize,
}

impl Run {
    /// The longest run in `a` and `b` that holds the words `at_a` and `at_b`, which are equal.
    pub(super) fn around(a: &[Word], at_a: usize, b: &[Word], at_b: usize) -> Self {
        let back = (0..at_a.min(at_b))
            .take_while(|back| a[at_a - back - 1].key == b[at_b - back - 1].key)
            .count();
        let (start_a, start_b) = (at_a - back, at_b - back);
        let pairs = a[start_a..].iter().zip(&b[start_b..]);
        let same = pairs.take_while(|(a, b)| a.key == b.key);
        let (mut len, mut counted) = (0, 0);
        for (a, b) in same {
            len += 1;
            counted += usize::from(counts(a, b));
        }
        Self {
            a: start_a,
            b: start_b,
            len,
            counted,
        }
    }

    /// The bytes of the one passage.
    pub(super) fn span(&self, a: &[Word]) -> Span {
        Span::new(a[self.a].span.start, a[self.a + self.len - 1].span.end)
    }

    fn is_copy(&self, a: &Passage, b: &Passage) -> bool {
        if self.counted >= RUN {
            return true;
        }
        let shorter = || {
            let a = a.shortest_sentence(self.a, self.len);
            a.min(b.shortest_sentence(self.b, self.len))
        };
        self.counted >= SHORT_RUN && 2 * self.counted >= shorter()
    }
}

fn counts(a: &Word, b: &Word) -> bool {
    !(a.name || b.name || (a.quoted && b.quoted))
}

/// A pair of passages (indexes, the lesser first) that share a run, and its bytes in the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Copy {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) shared: Span,
}

/// The pairs among `passages` of which one is a copy, each with the longest run it shows, in order.
///
/// Takes time in proportion to the words of all passages.
pub(super) fn copies(passages: &[Passage]) -> Vec<Copy> {
    // Whatever is long enough holds SHORT_RUN words in a row.
    let mut holders: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    let mut longest: HashMap<(usize, usize), Run> = HashMap::new();
    for (b, passage) in passages.iter().enumerate() {
        let words = &passage.words;
        let mut seen = Vec::new();
        for (at, window) in words.windows(SHORT_RUN).enumerate() {
            let key = gram(window);
            for &(a, at_a) in holders.get(&key).into_iter().flatten() {
                let other = &passages[a].words;
                let inside = at > 0 && at_a > 0 && other[at_a - 1].key == words[at - 1].key;
                if inside {
                    continue; // of a run that was seen at its first word
                }
                let run = Run::around(other, at_a, words, at);
                if run.len >= SHORT_RUN && run.is_copy(&passages[a], passage) {
                    let best = longest.entry((a, b)).or_insert(run);
                    if run.counted > best.counted {
                        *best = run;
                    }
                }
            }
            seen.push((key, at));
        }
        for (key, at) in seen {
            let holders = holders.entry(key).or_default();
            if holders.len() < HOLDERS {
                holders.push((b, at));
            }
        }
    }
    let mut copies: Vec<_> = longest
        .into_iter()
        .map(|((a, b), run)| Copy {
            a,
            b,
            shared: run.span(&passages[a].words),
        })
        .collect();
    copies.sort_by_key(|copy| (copy.a, copy.b));
    copies
}

/// A hash of some words in a row.
pub(super) fn gram(words: &[Word]) -> u64 {
    words.iter().fold(0, |hash: u64, word| {
        (hash.rotate_left(5) ^ word.key).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}
