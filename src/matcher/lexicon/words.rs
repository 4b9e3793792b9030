//! The words of a language: is this one, and which are nearest to it?

use fst::Set;
use fst::raw::{Fst, Node};

/// The longest word looked up, in scalar values. Longer tokens are addresses, sequences and the
/// like; nothing is near to them.
const LONGEST: usize = 48;

/// A packed word list: lower-case words in NFC.
#[derive(Debug)]
pub(super) struct Words {
    set: Set<&'static [u8]>,
}

impl Words {
    /// Opens a list made by `tools/lexicon`.
    pub(super) fn open(packed: &'static [u8]) -> Self {
        Self {
            set: Set::new(packed).expect("the embedded lists are opened by a test"),
        }
    }

    /// Whether `word` is in the list, as it stands.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.set.contains(word)
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
    pub(super) fn nearest(&self, word: &str, limit: usize, found: &mut Vec<(usize, String)>) {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() > LONGEST {
            return;
        }
        let fst = self.set.as_fst();
        let mut walk = Walk {
            fst,
            letters,
            limit,
            path: String::new(),
            rows: Vec::new(),
            found,
        };
        walk.rows.push((0..=walk.letters.len()).collect());
        walk.visit(&fst.root(), None);
    }
}

/// One search: the way from the root to the node in hand, and the row of distances of each step.
struct Walk<'a> {
    fst: &'a Fst<&'static [u8]>,
    letters: Vec<char>,
    limit: usize,
    path: String,
    /// `rows[n][i]`: the edits between the first `n` characters of the path and the first `i` of
    /// the word looked up; cells further than `limit` off the diagonal hold `limit + 1`.
    rows: Vec<Vec<usize>>,
    found: &'a mut Vec<(usize, String)>,
}

impl Walk<'_> {
    fn visit(&mut self, node: &Node<'_>, last: Option<char>) {
        let distance = self.rows[self.rows.len() - 1][self.letters.len()];
        if node.is_final() && distance <= self.limit {
            self.found.push((distance, self.path.clone()));
        }
        self.step(node, [0; 4], 0, last);
    }

    /// Follows every transition, gathering bytes until they make a character.
    fn step(&mut self, node: &Node<'_>, bytes: [u8; 4], held: usize, last: Option<char>) {
        for transition in node.transitions() {
            let mut bytes = bytes;
            bytes[held] = transition.inp;
            let next = self.fst.node(transition.addr);
            let wanted = match bytes[0] {
                0..0x80 => 1,
                0x80..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            };
            if held + 1 < wanted {
                self.step(&next, bytes, held + 1, last);
            } else if let Some(letter) = str::from_utf8(&bytes[..wanted])
                .ok()
                .and_then(|text| text.chars().next())
            {
                if self.extend(letter, last) {
                    self.path.push(letter);
                    self.visit(&next, Some(letter));
                    self.path.pop();
                }
                self.rows.pop();
            }
        }
    }

    /// Adds the row for one more character of the path; false where nothing below can be in reach.
    fn extend(&mut self, letter: char, last: Option<char>) -> bool {
        let (limit, length, depth) = (self.limit, self.letters.len(), self.rows.len());
        let over = limit + 1;
        let above = &self.rows[depth - 1];
        let mut row = vec![over; length + 1];
        let mut best = over;
        for i in depth.saturating_sub(limit)..=length.min(depth + limit) {
            row[i] = if i == 0 {
                depth
            } else {
                let replaced = above[i - 1] + usize::from(self.letters[i - 1] != letter);
                let mut cell = replaced.min(above[i] + 1).min(row[i - 1] + 1);
                if i > 1 && last == Some(self.letters[i - 1]) && self.letters[i - 2] == letter {
                    cell = cell.min(self.rows[depth - 2][i - 2] + 1);
                }
                cell
            };
            best = best.min(row[i]);
        }
        // The exchange of two neighbours skips a row: the row above may still lead on.
        let leads_on = best <= limit
            || (2..=length.min(depth + limit))
                .any(|i| self.letters[i - 1] == letter && above[i - 2] < limit);
        self.rows.push(row);
        leads_on
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::LANGUAGES;
    use super::*;
    use fst::Streamer;
    use proptest::prelude::*;

    fn packed(words: &[String]) -> Words {
        let set = Set::from_iter(words).unwrap();
        Words {
            set: Set::new(&*set.into_fst().into_inner().leak()).unwrap(),
        }
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_comparing_with_every_word_finds(
            words in prop::collection::btree_set("[abcé]{0,6}", 0..60),
            word in "[abcdé]{0,6}",
            limit in 0_usize..=3,
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let mut found = Vec::new();
            packed(&words).nearest(&word, limit, &mut found);
            found.sort();
            let mut wanted: Vec<_> = words
                .into_iter()
                .map(|other| (strsim::osa_distance(&word, &other), other))
                .filter(|&(distance, _)| distance <= limit)
                .collect();
            wanted.sort();
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
