use std::collections::HashSet;

use super::case::{Piece, shown};
use super::reading::said;
use super::{Check, Complaint, Level};
use crate::claim::Stance;
use crate::verdict::values::{self, Kind, Value};
use crate::verdict::{Side, compare, figures};

rule! {
    /// A quote holds another value than it is cited for.
    ///
    /// ## Why it matters
    /// The claim declares one value, the quote under it gives another of the same thing: one of them was copied
    /// wrongly, or the quote belongs elsewhere. The same holds for a piece with `stance = "contradicts"` whose quote
    /// gives the claim's own value, and for a `value` declared for a quote that gives another. Only a quote with one
    /// value of that kind, in words that the claim uses too, is taken to speak of the same thing.
    ///
    /// ## Example
    /// ```toml
    /// text = "The sentence was 96 years."
    /// value = "96 years"
    /// quote = "a sentence of 60 years"
    /// ```
    ///
    /// ## How to mend it
    /// Correct the value, or cite the quote for what it says: `stance = "contradicts"` and an `answer`.
    VALUE_MISMATCH = "value-mismatch", Level::Warn, Check::Evidence(check)
}

fn check(piece: &Piece<'_>) -> Option<Complaint> {
    let claim = piece.of().claim;
    let found = piece.found().filter(|found| found.fidelity.accepted())?;
    if claim.expect.is_some() {
        return None;
    }
    let own = piece.evidence().value.as_ref();
    let asserted = claim.value.as_ref();
    let contradicts = piece.evidence().stance == Stance::Contradicts;
    let (declared, whose) = match (own, asserted) {
        (Some(own), _) => (own, "the value given for this quote"),
        (None, Some(asserted)) => (asserted, "the claim's value"),
        (None, None) => return None,
    };
    let value = values::from_declared(&declared.value);
    let written = shown(&compare::words(&declared.value));
    if own.is_none() && contradicts {
        if !gives_only(piece, &value) {
            return None;
        }
        return Some(
            piece
                .complain(format!("the quote is to speak against the claim, and gives its value \"{written}\""))
                .help("quote the words that give another, or leave out stance = \"contradicts\""),
        );
    }
    if own.is_none() && !speaks_for(piece) {
        return None;
    }
    let other = mismatch(piece, &value)?;
    let complaint = piece
        .complain(format!("{whose} is \"{written}\", the quote says \"{}\"", shown(&other.written)))
        .help("correct the value, or cite the quote for what it says");
    let place = found.spans.first().and_then(|place| {
        piece.in_source(*place, found.excerpt.clone(), "the passage in the source", Vec::new())
    });
    Some(complaint.related(place))
}

/// Whether a piece is one of those on which the claim stands.
pub(super) fn speaks_for(piece: &Piece<'_>) -> bool {
    let checked = piece.checked();
    checked.counts && checked.side == Some(Side::Supports)
}

/// What the quote of `piece` says instead of `value`: its one figure of the same kind, where none is
/// compatible and the quote speaks of the same thing.
pub(super) fn mismatch(piece: &Piece<'_>, value: &Value) -> Option<Value> {
    let kind = value.datum.kind();
    if matches!(kind, Kind::Text | Kind::Boolean | Kind::Relative | Kind::Identifier) {
        return None;
    }
    let mut others = Vec::new();
    for text in said(piece) {
        for found in values::find(text) {
            if figures::says(&found.value, value) {
                return None;
            }
            if found.kind.is_like(kind) && values::compare(value, &found.value).conflicts() {
                others.push((text, found));
            }
        }
    }
    let (text, other) = others.pop()?;
    let same = |it: &(&str, values::Found)| values::compare(&it.1.value, &other.value).agrees();
    let counted = kind == Kind::Number;
    (others.iter().all(same) && same_thing(&piece.of().claim.text.value, text, &other, counted))
        .then_some(other.value)
}

/// Whether the quote gives the value, and no other of its kind.
fn gives_only(piece: &Piece<'_>, value: &Value) -> bool {
    let mut gives = false;
    for found in said(piece).flat_map(values::find) {
        if figures::says(&found.value, value) {
            gives = true;
        } else if values::compare(&found.value, value).conflicts() {
            return false;
        }
    }
    gives
}

/// Letters by which a word is the same word in another form, and the fewest of one that counts.
const STEM: usize = 5;
const SHORTEST: usize = 4;

/// Whether the quote uses a word of the claim; beside a bare number, the very word behind it: five
/// judges are not three votes.
fn same_thing(claim: &str, quote: &str, figure: &values::Found, counted: bool) -> bool {
    fn words(text: &str) -> impl Iterator<Item = String> + '_ {
        let words = text.split(|c: char| !c.is_alphabetic()).map(crate::text::fold::key);
        words.filter(|word| word.len() >= SHORTEST).map(|word| word.chars().take(STEM).collect())
    }
    let claimed: HashSet<String> = words(claim).collect();
    if counted {
        let behind = words(&quote[figure.span.end..]).next();
        return behind.is_some_and(|word| claimed.contains(&word));
    }
    words(quote).any(|word| claimed.contains(&word))
}
