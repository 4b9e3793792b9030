//! A slip of the finger or of the scanner, or another word?

use crate::matcher::judge::Pair;
use crate::matcher::lexicon::{Classes, Slip};
use crate::text::Tokens;

use super::case;

/// Words shorter than this, in scalar values, are never taken for misspelt: every other word is
/// near to them.
const SHORTEST: usize = 4;
/// Words shorter than this, in scalar values, may be a name where they have a capital.
const SHORTEST_NO_NAME: usize = 8;
/// From this length on two edits may be one slip.
const SHORTEST_FOR_TWO: usize = 10;

/// Whether one of two words is a slip for the other: it is no word, and of all words as near to it
/// only the other is a likely reading. Names, numbers and prefixes that carry the meaning are never
/// forgiven. With the unlikely readings among the rivals.
pub(super) fn slip(pair: &Pair<'_>, i: usize, j: usize) -> Option<Slip> {
    let (a, b) = (pair.q_form(i), pair.s_form(j));
    let length = a.chars().count().min(b.chars().count());
    if length < SHORTEST || !one_script(a, b) {
        return None;
    }
    let limit = if length >= SHORTEST_FOR_TWO { 2 } else { 1 };
    if strsim::osa_distance(a, b) > limit {
        return None;
    }
    let capital = |tokens: &Tokens, at: usize| tokens.inner_capital(tokens.list[at]);
    if capital(pair.quote_tokens, i) || capital(pair.source_tokens, j) || case::coded(pair, i, j) {
        return None;
    }
    let (a_known, b_known) = (pair.lexicon.is_word(a), pair.lexicon.is_word(b));
    // Of a listed word the lists have the other forms too: what is none of them lost its last letter.
    let lost = a_known != b_known && (a.len() < b.len()) == b_known;
    if inflected(a, b) && !lost {
        return None;
    }
    if case::name(pair, i, j) && !(case::sentence_start(pair, i, j) && b_known) {
        return None;
    }
    // At the beginning of a sentence Smith and Baker may be people.
    let capital = |tokens: &Tokens, at: usize| {
        tokens
            .cased(tokens.list[at])
            .starts_with(char::is_uppercase)
    };
    if capital(pair.source_tokens, j)
        && (length < SHORTEST_NO_NAME || b.ends_with("er") || b.ends_with("man"))
    {
        return None;
    }
    let number = Classes::NUMBER_WORD.union(Classes::SCALE);
    let (misspelt, word) = match (a_known, b_known) {
        (true, true) => return None,
        (true, false) => (b, a),
        (false, _) => (a, b),
    };
    if pair.lexicon.classes(word).intersects(number) && length <= SHORTEST {
        return None;
    }
    if pair.lexicon.meaning_prefix_may_differ(a, b) {
        return None;
    }
    let mut slip = pair.lexicon.reads_as(misspelt, word, limit)?;
    slip.rivals.push(misspelt.to_owned());
    Some(slip)
}

/// Whether the two are one word in two forms as far as their ends can tell.
fn inflected(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| match rest {
        "s" => !short.ends_with(rest),
        "es" | "ed" | "'s" => true,
        "y" | "e" | "a" => !short.ends_with(rest),
        "d" | "r" => short.ends_with('e'),
        "n" => short.ends_with(['e', 'a', 'w']),
        _ => false,
    })
}

/// Letters of other scripts that look alike are never a slip.
fn one_script(a: &str, b: &str) -> bool {
    let latin = |c: char| matches!(u32::from(c), 0x41..=0x24F | 0x1E00..=0x1EFF) || c == '\'';
    let all = |text: &str| text.chars().all(latin);
    let none = |text: &str| !text.chars().any(|c| latin(c) && c != '\'');
    (all(a) && all(b)) || (none(a) && none(b))
}
