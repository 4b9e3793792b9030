//! What whole texts share with one another.
//!
//! Texts are compared by winnowed fingerprints: Schleimer, Wilkerson and Aiken, "Winnowing: local
//! algorithms for document fingerprinting", 2003. Ours are of words instead of characters, and every
//! match is read back in the texts, so that a chance equality of hashes shows nothing. Takes time in
//! proportion to the length of the texts; a run of [`LEAST`] words in common is always found.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::copies::{RUN, Run, SHORT_RUN, gram};
use super::passage::{Passage, Word};
use crate::text::Span;

/// Words in a fingerprint. Shorter ones match by chance and cost time, longer ones miss short runs.
const GRAM: usize = 6;

/// Of so many fingerprints in a row one is kept at least.
const WINDOW: usize = 5;

/// Words in a row that are found wherever two texts have them in common.
pub const LEAST: usize = GRAM + WINDOW - 1;

/// A fingerprint that more texts hold than this is looked up in the first of them only: what
/// everybody prints (a notice, a disclaimer) would cost the square of their number.
const HOLDERS: usize = 32;

/// Texts without one long run share something where the short ones are this share of one of them.
const SHARE: f64 = 0.1;

/// A text to compare.
#[derive(Clone, Debug, Default)]
pub struct SharedText(Passage);

impl SharedText {
    /// The text of `raw` at `spans`, which are in order and do not overlap.
    pub fn new(raw: &str, spans: &[Span]) -> Self {
        let mut passage = Passage::default();
        for span in spans {
            passage.add(&raw[span.range()], span.start);
        }
        Self(passage)
    }

    fn words(&self) -> &[Word] {
        &self.0.words
    }
}

/// A run of words that two texts share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedRun {
    /// Bytes of the one text.
    pub a: Span,
    /// Bytes of the other.
    pub b: Span,
    /// Words, names and all.
    pub words: usize,
}

/// What two texts share.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// Index of the one text.
    pub a: usize,
    /// Index of the other; greater than `a`.
    pub b: usize,
    /// The runs, longest first.
    pub runs: Vec<SharedRun>,
    /// The share of the words of `a` that stand in the runs, 0 to 1.
    pub share_a: f64,
    /// The same of `b`.
    pub share_b: f64,
}

/// The pairs of `texts` that share something, in order.
pub fn compare(texts: &[SharedText]) -> Vec<Shared> {
    let mut holders: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    let mut pairs: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
    for (b, text) in texts.iter().enumerate() {
        let prints = fingerprints(text.words());
        for &(print, at) in &prints {
            for &(a, at_a) in holders.get(&print).into_iter().flatten() {
                pairs
                    .entry((a, b))
                    .or_default()
                    .meet(texts[a].words(), at_a, text.words(), at);
            }
        }
        for (print, at) in prints {
            let holders = holders.entry(print).or_default();
            if holders.len() < HOLDERS {
                holders.push((b, at));
            }
        }
    }
    let shared = pairs.into_iter();
    shared
        .filter_map(|((a, b), pair)| pair.shared(a, texts[a].words(), b, texts[b].words()))
        .collect()
}

/// The fingerprints of a text and the words at which they begin: of each window the least, the last
/// of equal ones.
fn fingerprints(words: &[Word]) -> Vec<(u64, usize)> {
    let mut kept: Vec<(u64, usize)> = Vec::new();
    let mut window: VecDeque<(u64, usize)> = VecDeque::new();
    for (at, words) in words.windows(GRAM).enumerate() {
        let print = gram(words);
        while window.back().is_some_and(|&(other, _)| other >= print) {
            window.pop_back();
        }
        window.push_back((print, at));
        if window
            .front()
            .is_some_and(|&(_, first)| first + WINDOW <= at)
        {
            window.pop_front();
        }
        if at + 1 >= WINDOW
            && let Some(&least) = window.front()
            && kept.last() != Some(&least)
        {
            kept.push(least);
        }
    }
    kept
}

#[derive(Default)]
struct Pair {
    runs: Vec<Run>,
    /// Where the last run ends, by how far the texts are shifted against one another.
    ends: HashMap<isize, usize>,
}

impl Pair {
    fn meet(&mut self, a: &[Word], at_a: usize, b: &[Word], at_b: usize) {
        let shift = at_b.cast_signed() - at_a.cast_signed();
        if self.ends.get(&shift).is_some_and(|&end| at_b < end) || a[at_a].key != b[at_b].key {
            return;
        }
        let run = Run::around(a, at_a, b, at_b);
        self.ends.insert(shift, run.b + run.len);
        if run.counted >= SHORT_RUN {
            self.runs.push(run);
        }
    }

    fn shared(self, at_a: usize, a: &[Word], at_b: usize, b: &[Word]) -> Option<Shared> {
        let share = |start: fn(&Run) -> usize, words: usize| {
            let mut runs: Vec<_> = self.runs.iter().map(|run| (start(run), run.len)).collect();
            runs.sort_unstable();
            let (mut covered, mut behind) = (0, 0);
            for (start, len) in runs {
                covered += (start + len).saturating_sub(start.max(behind));
                behind = behind.max(start + len);
            }
            covered as f64 / words.max(1) as f64
        };
        let (share_a, share_b) = (share(|run| run.a, a.len()), share(|run| run.b, b.len()));
        let long = self.runs.iter().any(|run| run.counted >= RUN);
        if self.runs.is_empty() || !(long || share_a.max(share_b) >= SHARE) {
            return None;
        }
        let mut runs = self.runs;
        runs.sort_by_key(|run| (std::cmp::Reverse(run.counted), run.a, run.b));
        let runs = runs.into_iter().map(|run| SharedRun {
            a: run.span(a),
            b: Run { a: run.b, ..run }.span(b),
            words: run.len,
        });
        Some(Shared {
            a: at_a,
            b: at_b,
            runs: runs.collect(),
            share_a,
            share_b,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<Shared> {
        let texts: Vec<_> = texts
            .iter()
            .map(|text| SharedText::new(text, &[Span::new(0, text.len())]))
            .collect();
        compare(&texts)
    }

    const COPIED: &str = "the harbour wall was raised by two metres after the storm of that winter had broken it in three places";

    #[test]
    fn what_is_shared_is_found_wherever_it_stands() {
        let a = format!("In the town nobody slept. It is known that {COPIED}. So it was.");
        let b = format!("Engineers say {COPIED}, and nobody has asked since.");
        let found = texts(&[
            &a,
            "Nothing of the kind was ever heard in this part of the country.",
            &b,
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].a, found[0].b), (0, 2));
        assert_eq!(&a[found[0].runs[0].a.range()], COPIED);
        assert_eq!(&b[found[0].runs[0].b.range()], COPIED);
        assert!(found[0].share_b > found[0].share_a);
    }

    #[test]
    fn one_speech_heard_twice_is_nothing_shared() {
        let speech =
            "“We shall not leave this hall until every last vote has been counted in public.”";
        assert!(
            texts(&[
                &format!("He said: {speech}"),
                &format!("As she put it: {speech}")
            ])
            .is_empty()
        );
        assert_eq!(
            texts(&[
                &format!("He said: {speech}"),
                speech.trim_matches(['“', '”'])
            ])
            .len(),
            1
        );
    }

    #[test]
    fn a_notice_that_everybody_prints_does_not_cost_the_square_of_their_number() {
        let many = vec![COPIED; 2_000];
        assert!(texts(&many).len() <= HOLDERS * many.len());
    }
}
