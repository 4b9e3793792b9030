//! Lists of pairs: opposites, spellings.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Pairs of words, looked up where they stand: a sorted file, a pair a line with the smaller word
/// first, is its own index, and costs nothing at start-up.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    file: &'static str,
    added: BTreeSet<String>,
}

impl Pairs {
    /// The pairs of an embedded file; its comment lines stand first.
    pub(super) fn embedded(file: &'static str) -> Self {
        let mut lines = file;
        while lines.starts_with('#') {
            lines = lines.split_once('\n').map_or("", |(_, rest)| rest);
        }
        Self {
            file: lines,
            added: BTreeSet::new(),
        }
    }

    /// Adds a pair.
    pub(super) fn add(&mut self, a: &str, b: &str) {
        self.added.insert(line(a, b));
    }

    /// Whether the two are a pair, in either order.
    pub(super) fn contain(&self, a: &str, b: &str) -> bool {
        let wanted = line(a, b);
        self.added.contains(&wanted) || self.in_file(wanted.as_bytes())
    }

    /// The words that make a pair with `word`: a pass over all pairs.
    pub(super) fn partners<'p>(&'p self, word: &'p str) -> impl Iterator<Item = &'p str> {
        let lines = self
            .file
            .lines()
            .chain(self.added.iter().map(String::as_str));
        lines.filter_map(move |line| {
            let (a, b) = line.split_once(' ')?;
            if a == word {
                Some(b)
            } else {
                (b == word).then_some(a)
            }
        })
    }

    fn in_file(&self, wanted: &[u8]) -> bool {
        let bytes = self.file.as_bytes();
        let (mut from, mut to) = (0, bytes.len());
        while from < to {
            let middle = from + (to - from) / 2;
            let start = bytes[from..middle]
                .iter()
                .rposition(|&byte| byte == b'\n')
                .map_or(from, |at| from + at + 1);
            let end = bytes[middle..to]
                .iter()
                .position(|&byte| byte == b'\n')
                .map_or(to, |at| middle + at);
            match bytes[start..end].cmp(wanted) {
                Ordering::Equal => return true,
                Ordering::Less => from = (end + 1).min(to),
                Ordering::Greater => to = start,
            }
        }
        false
    }
}

/// The line of a pair.
fn line(a: &str, b: &str) -> String {
    if a < b {
        format!("{a} {b}")
    } else {
        format!("{b} {a}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn exactly_the_pairs_put_in_are_found(
            words in prop::collection::vec(("[ab']{1,3}", "[ab']{1,3}"), 0..12),
            a in "[ab']{0,3}",
            b in "[ab']{0,3}",
        ) {
            let mut pairs = Pairs::default();
            for (a, b) in &words {
                pairs.add(a, b);
            }
            for (a, b) in &words {
                prop_assert!(pairs.contain(a, b) && pairs.contain(b, a));
            }
            let listed = words.contains(&(a.clone(), b.clone())) || words.contains(&(b.clone(), a.clone()));
            prop_assert_eq!(pairs.contain(&a, &b), listed);
        }
    }

    #[test]
    fn comments_are_no_pairs() {
        let pairs = Pairs::embedded("# from a source\n# and another\na b\nc d\n");
        assert!(pairs.contain("b", "a") && pairs.contain("c", "d"));
        assert!(!pairs.contain("#", "from a source") && !pairs.contain("a", "d"));
        assert!(!Pairs::embedded("# nothing").contain("a", "b"));
    }
}
