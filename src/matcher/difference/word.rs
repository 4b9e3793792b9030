//! One word for another, a word put in, a word left out.

use crate::matcher::align::Step;
use crate::matcher::judge::{Judged, Pair};
use crate::matcher::lexicon::Classes;
use crate::matcher::model::{Fidelity, Kind};
use crate::text::{Token, TokenKind, Tokens};

use super::{between, bracket, case, kind_of, of, slip};

/// The classes of a word; a negated contraction is a negation whether or not it is listed.
pub(super) fn classes(pair: &Pair<'_>, form: &str) -> Classes {
    let classes = pair.lexicon.classes(form);
    if form.ends_with("n't") {
        classes.union(Classes::NEGATION)
    } else {
        classes
    }
}

/// Token `i` of the quote stands where the source has token `j`; both are words.
pub(super) fn replaced(pair: &Pair<'_>, i: usize, j: usize) -> Judged {
    let (a, b) = (pair.q_form(i), pair.s_form(j));
    let judged = |kind, weight| between(pair, i, j, kind, weight);
    if pair.q(i).bracketed() {
        return bracket::within_word(pair, i, j);
    }
    if possessive_edge(pair, i, a, b) {
        return judged(Kind::Punctuation, Fidelity::Typographic);
    }
    if spelling_may_differ(a, b) && pair.lexicon.same_spelling(a, b) {
        return judged(Kind::Spelling, Fidelity::Near);
    }
    if cut_from(pair, i, a, b) {
        return judged(Kind::Boundary, Fidelity::Altered);
    }
    let (of_a, of_b) = (classes(pair, a), classes(pair, b));
    let either = of_a.union(of_b);
    if of_a.intersects(Classes::ARTICLE)
        && of_b.intersects(Classes::ARTICLE)
        && !pair.quote_tokens.inner_capital(pair.q(i))
        && !pair.source_tokens.inner_capital(pair.s(j))
    {
        return judged(Kind::Article, Fidelity::Near);
    }
    if let Some(if_so) = slip::slip(pair, i, j) {
        let mut slip = judged(Kind::Slip, Fidelity::Near);
        slip.if_so = Some(if_so);
        return slip;
    }
    let named = case::name(pair, i, j);
    let number = Classes::NUMBER_WORD.union(Classes::SCALE);
    let kind = if either.intersects(Classes::NEGATION) {
        kind_of(either, Kind::Content)
    } else if both(of_a, of_b, Classes::UNIT) || after_degree(pair, i, j) {
        Kind::Unit
    } else if both(of_a, of_b, Classes::MONTH) {
        Kind::Date
    } else if both(of_a, of_b, number) {
        Kind::Number
    } else if both(of_a, of_b, Classes::QUANTIFIER) && !both(of_a, of_b, Classes::DIRECTION) {
        Kind::Quantifier
    } else if pair.lexicon.is_opposite(a, b) || pair.lexicon.meaning_prefix_differs(a, b) {
        Kind::Direction
    } else if either.intersects(Classes::QUANTIFIER) {
        kind_of(either, Kind::Content)
    } else if both(of_a, of_b, Classes::PREPOSITION)
        || both(of_a, of_b, Classes::DIRECTION)
        || either.intersects(Classes::DIRECTION) && !named
    {
        Kind::Direction
    } else {
        kind_of(
            either,
            if after_number(pair, i, j) && either.intersects(Classes::UNIT) {
                Kind::Unit
            } else if named {
                Kind::Name
            } else {
                Kind::Content
            },
        )
    };
    judged(kind, Fidelity::Altered)
}

/// Whether two words are near enough to be worth a look at the spellings: all but a few letters
/// stand at their beginning and end.
fn spelling_may_differ(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let back = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    front + back + 4 >= a.len().max(b.len())
}

fn both(a: Classes, b: Classes, wanted: Classes) -> bool {
    a.intersects(wanted) && b.intersects(wanted)
}

fn after_number(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let number = |list: &[Token], at: usize| {
        at.checked_sub(1).is_some_and(|before| {
            matches!(list[before].kind, TokenKind::Number | TokenKind::Symbol)
        })
    };
    number(&pair.quote_tokens.list, i) || number(&pair.source_tokens.list, j)
}

/// "°F" for "°C".
fn after_degree(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let degree = |tokens: &Tokens, at: usize| {
        at.checked_sub(1)
            .is_some_and(|before| tokens.form(tokens.list[before]) == "°")
    };
    degree(pair.quote_tokens, i) && degree(pair.source_tokens, j)
}

/// Whether the quote begins or ends inside the source's word or number: `effective` out of
/// `ineffective`, `60` out of `1,960`.
pub(super) fn cut_from(pair: &Pair<'_>, i: usize, a: &str, b: &str) -> bool {
    let list = &pair.quote_tokens.list;
    let first = !list[pair.first..i].iter().any(|token| token.solid());
    let last = !list[i + 1..].iter().any(|token| token.solid());
    a.len() < b.len() && (first && b.ends_with(a) || last && b.starts_with(a))
}

/// At an edge of the quote a possessive may be left off.
fn possessive_edge(pair: &Pair<'_>, i: usize, a: &str, b: &str) -> bool {
    let last = pair.quote_tokens.list[i + 1..]
        .iter()
        .all(|token| !token.solid());
    last && b
        .strip_prefix(a)
        .is_some_and(|rest| rest == "'s" || rest == "'")
}

/// A word that only the quote has.
pub(super) fn added(pair: &Pair<'_>, step: &Step) -> Judged {
    alone(
        pair,
        step,
        pair.quote_tokens,
        step.quote.start,
        Kind::Insertion,
    )
}

/// A word that only the source has.
pub(super) fn left_out(pair: &Pair<'_>, step: &Step) -> Judged {
    alone(
        pair,
        step,
        pair.source_tokens,
        step.source.start,
        Kind::Omission,
    )
}

fn alone(pair: &Pair<'_>, step: &Step, tokens: &Tokens, at: usize, otherwise: Kind) -> Judged {
    let form = tokens.form(tokens.list[at]);
    let found = classes(pair, form);
    if found.intersects(Classes::ARTICLE) && !tokens.inner_capital(tokens.list[at]) {
        return of(pair, step, Kind::Article, Fidelity::Near);
    }
    if found.intersects(Classes::FUNCTION)
        && !found.intersects(
            Classes::NEGATION
                .union(Classes::MODALITY)
                .union(Classes::QUANTIFIER)
                .union(Classes::NUMBER_WORD),
        )
        && doubled(tokens, at)
    {
        return of(pair, step, Kind::Slip, Fidelity::Near);
    }
    of(pair, step, kind_of(found, otherwise), Fidelity::Altered)
}

/// Whether the word stands twice in a row: "the the".
fn doubled(tokens: &Tokens, at: usize) -> bool {
    let like = |other: Option<&Token>| {
        other.is_some_and(|other| {
            other.kind == TokenKind::Word && other.hash == tokens.list[at].hash
        })
    };
    like(at.checked_sub(1).and_then(|before| tokens.list.get(before)))
        || like(tokens.list.get(at + 1))
}
