//! The words of a language: is this one, and which are nearest to it?

use std::collections::BTreeSet;
use std::ops::Range;

use fst::raw::{Fst, Node};
use fst::{Map, Set, Streamer};

/// The longest word looked up, in scalar values. Longer tokens are addresses, sequences and the
/// like; nothing is near to them.
const LONGEST: usize = 48;

/// How rare a word is of which the lists say nothing: rarer than all of which they do.
const RAREST: u8 = 16;

/// How rare a word is taken to be of which the lists of its language say nothing, for they say so of
/// all words: French has no count.
const UNCOUNTED: u8 = 12;

/// A packed word list: lower-case words in NFC, each with how rare it is.
#[derive(Debug)]
pub(super) struct Words {
    set: Set<&'static [u8]>,
    rarity: Map<&'static [u8]>,
    /// Whether the list says how rare its words are.
    counted: bool,
}

impl Words {
    /// Opens a list made by `tools/lexicon`.
    pub(super) fn open(packed: &'static [u8]) -> Self {
        /// Words looked at to see whether they are counted.
        const SOME: usize = 64;
        let rarity = Map::new(packed).expect("the embedded lists are opened by a test");
        let counted = {
            let mut values = rarity.stream();
            std::iter::from_fn(|| values.next().map(|(_, value)| value))
                .take(SOME)
                .any(|value| value > 0)
        };
        Self {
            set: Set::new(packed).expect("the embedded lists are opened by a test"),
            rarity,
            counted,
        }
    }

    /// As [`rarity`](Self::rarity), and of a list that does not say a middling one.
    pub(super) fn strangeness(&self, word: &str) -> u8 {
        if self.counted || !self.contains(word) {
            self.rarity(word)
        } else {
            UNCOUNTED
        }
    }

    /// The negative natural logarithm of the share that `word` has of a corpus, rounded.
    pub(super) fn rarity(&self, word: &str) -> u8 {
        match self.rarity.get(word) {
            Some(rarity @ 1..) => u8::try_from(rarity).unwrap_or(RAREST).min(RAREST),
            _ => RAREST,
        }
    }

    /// Whether `word` is in the list, as it stands.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.set.contains(word)
    }

    /// Whether a word of the list begins with `letters`.
    pub(super) fn begins(&self, letters: &str) -> bool {
        let fst = self.set.as_fst();
        let mut node = fst.root();
        for &byte in letters.as_bytes() {
            let Some(transition) = node.find_input(byte) else {
                return false;
            };
            node = fst.node(node.transition_addr(transition));
        }
        true
    }

    /// Adds to `found` every word at most `limit` edits from `word`, and how many edits.
    ///
    /// An edit is one character put in, left out or replaced, or two neighbours exchanged
    /// ("optimal string alignment": no character is edited twice).
    ///
    /// The automaton is walked character by character with one row of the table of distances per
    /// step, and a branch is left once its row is past the limit. That is Schulz and Mihov, "Fast
    /// string correction with Levenshtein automata", 2002, without the precomputed automaton:
    /// building one costs more than a walk with a limit of 1 or 2.
    pub(super) fn nearest(&self, word: &str, limit: usize, found: &mut BTreeSet<(usize, String)>) {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() > LONGEST {
            return;
        }
        let fst = self.set.as_fst();
        if limit == 1 {
            OneEdit { fst, word, found }.search();
            return;
        }
        let first = (0..=letters.len())
            .map(|edits| edits.min(limit + 1))
            .collect();
        let mut walk = Walk {
            fst,
            letters,
            limit,
            path: String::new(),
            rows: vec![first],
            found,
        };
        walk.visit(&fst.root(), 0, None);
    }
}

/// One search: the way from the root to the node in hand, and the row of distances of each step.
struct Walk<'a> {
    fst: &'a Fst<&'static [u8]>,
    letters: Vec<char>,
    limit: usize,
    path: String,
    /// `rows[n][i]`: the edits between the first `n` characters of the path and the first `i` of
    /// the word looked up; cells further than `limit` off the diagonal hold `limit + 1`. Rows are
    /// kept for the next branch: those past the path's length are stale.
    rows: Vec<Vec<usize>>,
    found: &'a mut BTreeSet<(usize, String)>,
}

impl Walk<'_> {
    /// `depth` is the number of characters of the path, `last` the last of them.
    fn visit(&mut self, node: &Node<'_>, depth: usize, last: Option<char>) {
        let distance = self.rows[depth][self.letters.len()];
        if node.is_final() && distance <= self.limit {
            self.found.insert((distance, self.path.clone()));
        }
        // With every edit spent, only the letters to come can lead on.
        let band = depth.saturating_sub(self.limit)..self.letters.len().min(depth + self.limit + 1);
        let row = &self.rows[depth][band.start..=band.end.min(self.letters.len())];
        let spent = row.iter().all(|&cell| cell >= self.limit);
        self.step(node, depth, last, spent.then_some(&band), [0; 4], 0);
    }

    /// Follows every transition, gathering bytes until they make a character.
    fn step(
        &mut self,
        node: &Node<'_>,
        depth: usize,
        last: Option<char>,
        only: Option<&Range<usize>>,
        mut bytes: [u8; 4],
        held: usize,
    ) {
        for transition in node.transitions() {
            bytes[held] = transition.inp;
            let wanted = match bytes[0] {
                0..0x80 => 1,
                0x80..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            };
            if held + 1 < wanted {
                let next = self.fst.node(transition.addr);
                self.step(&next, depth, last, only, bytes, held + 1);
                continue;
            }
            let Some(letter) = str::from_utf8(&bytes[..wanted])
                .ok()
                .and_then(|text| text.chars().next())
            else {
                continue;
            };
            let dead = only.is_some_and(|band| !self.letters[band.clone()].contains(&letter));
            if !dead && self.extend(depth, letter, last) {
                let next = self.fst.node(transition.addr);
                self.path.push(letter);
                self.visit(&next, depth + 1, Some(letter));
                self.path.pop();
            }
        }
    }

    /// Fills the row below `depth` for one more character of the path; false where nothing behind
    /// it can be in reach.
    fn extend(&mut self, depth: usize, letter: char, last: Option<char>) -> bool {
        let (limit, length) = (self.limit, self.letters.len());
        if self.rows.len() < depth + 2 {
            self.rows.push(vec![limit + 1; length + 1]);
        }
        let (done, below) = self.rows.split_at_mut(depth + 1);
        let (above, row) = (&done[depth], &mut below[0]);
        let below = depth + 1;
        let last_cell = length.min(below + limit);
        let first_cell = below.saturating_sub(limit);
        // The cells beside the band are read by the rows to come; those further off by nobody.
        let around = first_cell.saturating_sub(1)..(last_cell + 2).min(length + 1);
        row[around].fill(limit + 1);
        row[length] = limit + 1;
        let mut best = limit + 1;
        for i in first_cell..=last_cell {
            row[i] = if i == 0 {
                below
            } else {
                let replaced = above[i - 1] + usize::from(self.letters[i - 1] != letter);
                let mut cell = replaced.min(above[i] + 1).min(row[i - 1] + 1);
                if i > 1 && last == Some(self.letters[i - 1]) && self.letters[i - 2] == letter {
                    cell = cell.min(done[depth - 1][i - 2] + 1);
                }
                cell
            };
            best = best.min(row[i]);
        }
        // The exchange of two neighbours skips a row: the row above may still lead on.
        best <= limit
            || (first_cell.max(2)..=last_cell)
                .any(|i| self.letters[i - 1] == letter && above[i - 2] < limit)
    }
}

/// The search for words at most one edit away: what stands before the edit and what stands behind it
/// are followed as they are, so hardly a branch of the automaton is entered.
struct OneEdit<'a> {
    fst: &'a Fst<&'static [u8]>,
    word: &'a str,
    found: &'a mut BTreeSet<(usize, String)>,
}

impl<'a> OneEdit<'a> {
    fn search(&mut self) {
        let word = self.word;
        let mut node = self.fst.root();
        for (at, letter) in word.char_indices() {
            let behind = &word[at + letter.len_utf8()..];
            // Left out.
            self.ends(&node, at, "", behind);
            // Exchanged with the next.
            if let Some(next) = behind.chars().next()
                && next != letter
            {
                let mut pair = [0; 8];
                let first = next.encode_utf8(&mut pair).len();
                let length = first + letter.encode_utf8(&mut pair[first..]).len();
                let pair = str::from_utf8(&pair[..length]).unwrap_or_default();
                if let Some(to) = self.follow(&node, pair) {
                    self.ends(&to, at, pair, &behind[next.len_utf8()..]);
                }
            }
            // Another in its place, or one more in front of it.
            self.each_letter(&node, &mut |this, other, to| {
                if other != &word[at..at + letter.len_utf8()] {
                    this.ends(to, at, other, behind);
                }
                this.ends(to, at, other, &word[at..]);
            });
            match self.follow(&node, &word[at..at + letter.len_utf8()]) {
                Some(next) => node = next,
                None => return,
            }
        }
        if node.is_final() {
            self.found.insert((0, word.to_owned()));
        }
        self.each_letter(&node, &mut |this, other, to| {
            this.ends(to, word.len(), other, "");
        });
    }

    /// Notes the word that is the first `at` bytes of the one looked up, `edited` and `behind`,
    /// where `node` is what the first two lead to and the last leads on to the end of a word.
    fn ends(&mut self, node: &Node<'_>, at: usize, edited: &str, behind: &str) {
        if self.follow(node, behind).is_some_and(|end| end.is_final()) {
            let other = [&self.word[..at], edited, behind].concat();
            self.found.insert((1, other));
        }
    }

    fn follow(&self, node: &Node<'_>, letters: &str) -> Option<Node<'a>> {
        let fst = self.fst;
        let mut at = node.addr();
        for &byte in letters.as_bytes() {
            let node = fst.node(at);
            at = node.transition_addr(node.find_input(byte)?);
        }
        Some(fst.node(at))
    }

    /// Every character with which a word may go on behind `node`, and where it leads.
    fn each_letter(&mut self, node: &Node<'_>, visit: &mut impl FnMut(&mut Self, &str, &Node<'_>)) {
        let mut open: Vec<([u8; 4], usize, Node<'_>)> = Vec::new();
        let bytes = |first: u8| match first {
            0..0x80 => 1,
            0x80..0xe0 => 2,
            0xe0..0xf0 => 3,
            _ => 4,
        };
        let mut enter = |this: &mut Self, from: &Node<'_>, held: ([u8; 4], usize)| {
            let mut more = Vec::new();
            for transition in from.transitions() {
                let (mut letter, length) = held;
                letter[length] = transition.inp;
                let to = this.fst.node(transition.addr);
                if length + 1 == bytes(letter[0]) {
                    if let Ok(letter) = str::from_utf8(&letter[..=length]) {
                        visit(this, letter, &to);
                    }
                } else {
                    more.push((letter, length + 1, to));
                }
            }
            more
        };
        open.extend(enter(self, node, ([0; 4], 0)));
        while let Some((letter, length, from)) = open.pop() {
            open.extend(enter(self, &from, (letter, length)));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::super::language::LANGUAGES;
    use super::*;
    use fst::Streamer;
    use proptest::prelude::*;

    fn packed(words: &[String]) -> Words {
        let set = Set::from_iter(words).unwrap();
        Words::open(set.into_fst().into_inner().leak())
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_comparing_with_every_word_finds(
            words in prop::collection::btree_set("[abcé]{0,6}", 0..60),
            word in "[abcdé]{0,6}",
            limit in 0_usize..=3,
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let mut found = BTreeSet::new();
            packed(&words).nearest(&word, limit, &mut found);
            let wanted: BTreeSet<_> = words
                .into_iter()
                .map(|other| (strsim::osa_distance(&word, &other), other))
                .filter(|&(distance, _)| distance <= limit)
                .collect();
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn every_list_opens_and_holds_lower_case_words_in_nfc() {
        use unicode_normalization::UnicodeNormalization;
        for language in &LANGUAGES {
            let mut stream = language.words.set.stream();
            let mut count = 0;
            while let Some(bytes) = stream.next() {
                let word = str::from_utf8(bytes).unwrap();
                assert!(word.nfc().eq(word.chars()), "{word}");
                assert!(word.chars().all(|c| c.to_lowercase().eq([c])), "{word}");
                count += 1;
            }
            assert!(count > 100_000, "{}: {count}", language.code);
        }
    }
}
