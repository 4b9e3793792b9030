//! What a difference is, and whether it changes what is said. A file per kind of thing compared.

mod bracket;
mod case;
mod joined;
mod punctuation;
mod slip;
mod word;

pub(super) use bracket::bracket;
pub(super) use joined::{joined, misread};

use crate::text::{Span, TokenKind};

use super::align::{Step, StepKind};
use super::judge::{Judged, Pair};
use super::lexicon::Classes;
use super::model::{Fidelity, Kind};

/// A difference between token `i` of the quote and `j` of the source.
fn between(pair: &Pair<'_>, i: usize, j: usize, kind: Kind, weight: Fidelity) -> Judged {
    Judged {
        kind,
        weight,
        quote: pair.q(i).span,
        source: pair.s(j).span,
        if_so: None,
    }
}

/// A difference of one step: where a side has nothing, the place where it would stand.
fn of(pair: &Pair<'_>, step: &Step, kind: Kind, weight: Fidelity) -> Judged {
    let place = |list: &[crate::text::Token], range: &std::ops::Range<usize>| {
        if range.is_empty() {
            let at = match range.start.checked_sub(1) {
                Some(before) => list[before].span.end,
                None => list.first().map_or(0, |first| first.span.start),
            };
            Span::new(at, at)
        } else {
            Span::new(list[range.start].span.start, list[range.end - 1].span.end)
        }
    };
    Judged {
        kind,
        weight,
        quote: place(&pair.quote_tokens.list, &step.quote),
        source: place(&pair.source_tokens.list, &step.source),
        if_so: None,
    }
}

/// Two tokens that are the same but for glyph, case and accents, and are not written alike.
pub(super) fn same(pair: &Pair<'_>, i: usize, j: usize) -> Option<Judged> {
    let typographic = |kind| Some(between(pair, i, j, kind, Fidelity::Typographic));
    match pair.q(i).kind {
        TokenKind::Word => {
            if pair.quote_tokens.cased(pair.q(i)) != pair.source_tokens.cased(pair.s(j)) {
                return Some(case::or_accent(pair, i, j));
            }
            if pair.q(i).bracketed() != pair.s(j).bracketed() {
                return Some(between(pair, i, j, Kind::Bracket, Fidelity::Edited));
            }
            typographic(if pair.q_raw(i).contains(crate::text::tokens::apostrophe) {
                Kind::QuotationMark
            } else {
                Kind::Ligature
            })
        }
        TokenKind::Number if pair.q(i).lowered() != pair.s(j).lowered() => {
            typographic(Kind::Script)
        }
        TokenKind::Number => typographic(Kind::Separator),
        TokenKind::Raised => typographic(Kind::Script),
        TokenKind::Dash => typographic(Kind::Dash),
        TokenKind::Quotation => typographic(Kind::QuotationMark),
        TokenKind::Target | TokenKind::Markup => typographic(Kind::Markup),
        _ => typographic(Kind::Punctuation),
    }
}

/// A step without likeness: replaced, added or left out.
pub(super) fn unlike(pair: &Pair<'_>, steps: &[Step], at: usize) -> Option<Judged> {
    let step = &steps[at];
    match step.kind {
        StepKind::Replaced => {
            let (i, j) = (step.quote.start, step.source.start);
            match (pair.q(i).kind, pair.s(j).kind) {
                (TokenKind::Word, TokenKind::Word) => Some(word::replaced(pair, i, j)),
                _ => punctuation::replaced(pair, steps, at),
            }
        }
        StepKind::Added if pair.q(step.quote.start).kind == TokenKind::Word => {
            Some(word::added(pair, step))
        }
        StepKind::LeftOut if pair.s(step.source.start).kind == TokenKind::Word => {
            Some(word::left_out(pair, step))
        }
        _ => punctuation::alone(pair, steps, at),
    }
}

/// The kind by which a word is known when it is put in or left out.
fn kind_of(classes: Classes, otherwise: Kind) -> Kind {
    if classes.intersects(Classes::NEGATION) {
        Kind::Negation
    } else if classes.intersects(Classes::MODALITY.union(Classes::HEDGE)) {
        Kind::Modality
    } else if classes.intersects(Classes::QUANTIFIER) {
        Kind::Quantifier
    } else if classes.intersects(Classes::MONTH.union(Classes::WEEKDAY)) {
        Kind::Date
    } else if classes.intersects(Classes::NUMBER_WORD.union(Classes::SCALE)) {
        Kind::Number
    } else {
        otherwise
    }
}
