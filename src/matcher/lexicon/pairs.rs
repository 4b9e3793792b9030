//! Lists of pairs: opposites, spellings.

use std::borrow::Cow;
use std::cmp::Ordering;

/// Pairs of words, looked up where they stand: a sorted list, a pair a line with the smaller word
/// first, is its own index, and costs nothing at start-up.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    lines: Cow<'static, str>,
}

impl Pairs {
    /// The pairs of an embedded file; its comment lines stand first.
    pub(super) fn embedded(file: &'static str) -> Self {
        let mut lines = file;
        while lines.starts_with('#') {
            lines = lines.split_once('\n').map_or("", |(_, rest)| rest);
        }
        Self {
            lines: Cow::Borrowed(lines),
        }
    }

    /// Adds a pair. Each sorts the list anew: it is meant for the few of a configuration.
    pub(super) fn add(&mut self, a: &str, b: &str) {
        let (a, b) = if a < b { (a, b) } else { (b, a) };
        let added = format!("{a} {b}");
        let mut all: Vec<&str> = self.lines.lines().chain([&*added]).collect();
        all.sort_unstable();
        self.lines = Cow::Owned(all.join("\n") + "\n");
    }

    /// Whether the two are a pair, in either order.
    pub(super) fn contain(&self, a: &str, b: &str) -> bool {
        let (a, b) = if a < b { (a, b) } else { (b, a) };
        let wanted = || a.bytes().chain([b' ']).chain(b.bytes());
        let bytes = self.lines.as_bytes();
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
            match bytes[start..end].iter().copied().cmp(wanted()) {
                Ordering::Equal => return true,
                Ordering::Less => from = (end + 1).min(to),
                Ordering::Greater => to = start,
            }
        }
        false
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
