//! Prefixes that carry the meaning.

/// What is left of a word behind a prefix has at least this many scalar values: `at` is no `t`
/// with a prefix `a`.
const SHORTEST_STEM: usize = 3;

/// Whether the two are one word but for one of `prefixes`, changed, added or dropped. `same` says
/// whether two stems are spellings of one word.
pub(super) fn differs<'p, P: Iterator<Item = &'p str>>(
    prefixes: impl Fn() -> P,
    a: &str,
    b: &str,
    same: impl Fn(&str, &str) -> bool,
) -> bool {
    let of_b = cuts(prefixes(), b);
    cuts(prefixes(), a).into_iter().any(|(prefix, stem)| {
        of_b.iter().any(|&(other_prefix, other_stem)| {
            prefix != other_prefix && (stem == other_stem || same(stem, other_stem))
        })
    })
}

/// Every way to cut a word into a prefix, which may be empty, and the rest.
fn cuts<'w, 'p>(prefixes: impl Iterator<Item = &'p str>, word: &'w str) -> Vec<(&'w str, &'w str)> {
    prefixes
        .filter_map(|prefix| word.strip_prefix(prefix))
        .chain([word])
        .map(|stem| {
            (
                &word[..word.len() - stem.len()],
                stem.trim_start_matches('-'),
            )
        })
        .filter(|(_, stem)| stem.chars().count() >= SHORTEST_STEM)
        .collect()
}
