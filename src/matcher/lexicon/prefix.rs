//! Prefixes that carry the meaning.

/// What is left of a word behind a prefix has at least this many scalar values: `at` is no `t`
/// with a prefix `a`.
const SHORTEST_STEM: usize = 3;

/// A word in two: a prefix, which may be empty, and the rest.
type Cut<'w> = (&'w str, &'w str);

/// Whether two words are one but for their prefix, changed, added or dropped; `a` and `b` are the
/// prefixes that each begins with. `same` says whether two stems are spellings of one word, `stem`
/// whether what stands behind a prefix may.
pub(super) fn differs<'w>(
    (a, prefixes_of_a): (&'w str, impl Iterator<Item = &'w str>),
    (b, prefixes_of_b): (&'w str, impl Iterator<Item = &'w str>),
    same: impl Fn(&str, &str) -> bool,
    stem: impl Fn([&str; 2], &str) -> bool,
) -> bool {
    let of_b = cuts(b, prefixes_of_b);
    cuts(a, prefixes_of_a).into_iter().any(|(prefix, rest)| {
        of_b.iter().any(|&(other_prefix, other_rest)| {
            prefix != other_prefix
                && (rest == other_rest || same(rest, other_rest))
                && stem(
                    [prefix, other_prefix],
                    if prefix.len() > other_prefix.len() {
                        rest
                    } else {
                        other_rest
                    },
                )
        })
    })
}

/// Every way to cut a word that begins with `prefixes`.
fn cuts<'w>(word: &'w str, prefixes: impl Iterator<Item = &'w str>) -> Vec<Cut<'w>> {
    prefixes
        .chain([""])
        .map(|prefix| (prefix, word[prefix.len()..].trim_start_matches('-')))
        .filter(|(_, stem)| stem.chars().count() >= SHORTEST_STEM)
        .collect()
}
