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
        follow(fst, &fst.root(), letters).is_some()
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
        let limit = limit.min(MOST_EDITS);
        let mut row = [OUT; BAND];
        for (edits, cell) in (0..=limit.min(letters.len())).zip(&mut row[limit..]) {
            *cell = edits as u8;
        }
        let mut walk = Walk {
            fst,
            letters,
            limit,
            path: String::new(),
            found,
        };
        let start = Reached {
            depth: 0,
            last: None,
            row,
            before: [OUT; BAND],
        };
        walk.visit(&fst.root(), &start);
    }
}

/// Words further away than this are near to nothing.
const MOST_EDITS: usize = 3;
/// A row of the table of distances, as far as it can be within the limit.
const BAND: usize = 2 * MOST_EDITS + 1;
/// A distance past every limit.
const OUT: u8 = 0x40;

/// One search: the way from the root to the node in hand.
struct Walk<'a> {
    fst: &'a Fst<&'static [u8]>,
    letters: Vec<char>,
    limit: usize,
    path: String,
    found: &'a mut BTreeSet<(usize, String)>,
}

/// Where a walk has come to.
struct Reached {
    /// Characters of the path.
    depth: usize,
    /// The last of them.
    last: Option<char>,
    /// Cell `n` is the edits between the path and the first `depth - limit + n` characters of the
    /// word looked up.
    row: [u8; BAND],
    /// The same without the last character of the path.
    before: [u8; BAND],
}

impl Walk<'_> {
    fn visit(&mut self, node: &Node<'_>, at: &Reached) {
        // The cell of the whole word.
        let whole = (self.letters.len() + self.limit).checked_sub(at.depth);
        let distance = whole.and_then(|cell| at.row.get(cell).copied());
        if let Some(distance) = distance.map(usize::from)
            && distance <= self.limit
            && node.is_final()
        {
            self.found.insert((distance, self.path.clone()));
        }
        // With every edit spent, only the letters to come can lead on.
        let spent = at.row.iter().all(|&cell| usize::from(cell) >= self.limit);
        let length = self.letters.len();
        let coming = (at.depth.saturating_sub(self.limit)).min(length)
            ..(at.depth + self.limit + 1).min(length);
        self.step(node, at, spent.then_some(&coming), [0; 4], 0);
    }

    /// Follows every transition, gathering bytes until they make a character.
    fn step(
        &mut self,
        node: &Node<'_>,
        at: &Reached,
        only: Option<&Range<usize>>,
        mut bytes: [u8; 4],
        held: usize,
    ) {
        for transition in node.transitions() {
            bytes[held] = transition.inp;
            let wanted = width(bytes[0]);
            if held + 1 < wanted {
                let next = self.fst.node(transition.addr);
                self.step(&next, at, only, bytes, held + 1);
                continue;
            }
            let letter = if wanted == 1 {
                char::from(bytes[0])
            } else {
                let letter = str::from_utf8(&bytes[..wanted]).ok();
                let Some(letter) = letter.and_then(|text| text.chars().next()) else {
                    continue;
                };
                letter
            };
            if only.is_some_and(|coming| !self.letters[coming.clone()].contains(&letter)) {
                continue;
            }
            if let Some(next) = self.extend(at, letter) {
                let node = self.fst.node(transition.addr);
                self.path.push(letter);
                self.visit(&node, &next);
                self.path.pop();
            }
        }
    }

    /// One more character of the path; `None` where nothing behind it can be in reach.
    fn extend(&self, at: &Reached, letter: char) -> Option<Reached> {
        let (limit, length) = (self.limit, self.letters.len());
        let depth = at.depth + 1;
        let mut row = [OUT; BAND];
        let mut reachable = false;
        let mut left = OUT;
        for (cell, place) in row.iter_mut().enumerate().take(2 * limit + 1) {
            // The characters of the word that this cell speaks of.
            let Some(i) = (depth + cell).checked_sub(limit) else {
                continue;
            };
            if i > length {
                break;
            }
            let mut edits = (left + 1).min(at.row.get(cell + 1).map_or(OUT, |above| above + 1));
            if i > 0 {
                let own = self.letters[i - 1];
                edits = edits.min(at.row[cell] + u8::from(own != letter));
                if i > 1 && at.last == Some(own) && self.letters[i - 2] == letter {
                    edits = edits.min(at.before[cell] + 1);
                }
            }
            // The exchange of two neighbours skips a row: the row above may still lead on.
            let exchanged =
                self.letters.get(i) == Some(&letter) && usize::from(at.row[cell]) < limit;
            reachable |= usize::from(edits) <= limit || exchanged;
            left = edits.min(OUT);
            *place = left;
        }
        reachable.then_some(Reached {
            depth,
            last: Some(letter),
            row,
            before: at.row,
        })
    }
}

/// The node that `letters` lead to from `node`.
fn follow<'a>(fst: &'a Fst<&'static [u8]>, node: &Node<'_>, letters: &str) -> Option<Node<'a>> {
    let mut at = node.addr();
    for &byte in letters.as_bytes() {
        let node = fst.node(at);
        at = node.transition_addr(node.find_input(byte)?);
    }
    Some(fst.node(at))
}

/// How many bytes the character has that begins with `first`.
fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// The search for words at most one edit away: what stands before the edit and what stands behind it
/// are followed as they are, so hardly a branch of the automaton is entered.
struct OneEdit<'a> {
    fst: &'a Fst<&'static [u8]>,
    word: &'a str,
    found: &'a mut BTreeSet<(usize, String)>,
}

impl OneEdit<'_> {
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
                if let Some(to) = follow(self.fst, &node, pair) {
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
            match follow(self.fst, &node, &word[at..at + letter.len_utf8()]) {
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
        if follow(self.fst, node, behind).is_some_and(|end| end.is_final()) {
            let other = [&self.word[..at], edited, behind].concat();
            self.found.insert((1, other));
        }
    }

    /// Every character with which a word may go on behind `node`, and where it leads.
    fn each_letter(&mut self, node: &Node<'_>, visit: &mut impl FnMut(&mut Self, &str, &Node<'_>)) {
        let mut open: Vec<([u8; 4], usize, Node<'_>)> = Vec::new();
        let mut enter = |this: &mut Self, from: &Node<'_>, held: ([u8; 4], usize)| {
            let mut more = Vec::new();
            for transition in from.transitions() {
                let (mut letter, length) = held;
                letter[length] = transition.inp;
                let to = this.fst.node(transition.addr);
                if length + 1 == width(letter[0]) {
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
