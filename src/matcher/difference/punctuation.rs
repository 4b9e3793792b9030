//! Signs, numbers and punctuation that differ, or stand on one side only.

use crate::matcher::align::{Step, StepKind};
use crate::matcher::judge::{Judged, Pair};
use crate::matcher::lexicon::Classes;
use crate::matcher::model::{Fidelity, Kind};
use crate::text::{Token, TokenKind, Tokens};

use super::{of, word};

/// One token for another, at least one of them not a word.
pub(super) fn replaced(pair: &Pair<'_>, steps: &[Step], at: usize) -> Option<Judged> {
    use TokenKind::{
        Comma, Dash, Exclamation, Number, Question, Quotation, Raised, Stop, Symbol, Word,
    };
    let step = &steps[at];
    let (i, j) = (step.quote.start, step.source.start);
    let (a, b) = (pair.q(i), pair.s(j));
    let judged = |kind, weight| Some(of(pair, step, kind, weight));
    let same_words = |x: &str, y: &str| {
        matches!(
            (x, y),
            ("%" | "percent", "%" | "percent") | ("&" | "and", "&" | "and")
        )
    };
    if same_words(pair.q_form(i), pair.s_form(j)) {
        return judged(Kind::Spelling, Fidelity::Near);
    }
    match (a.kind, b.kind) {
        (Raised, Number) | (Number, Raised) if pair.q_form(i) == pair.s_form(j) => {
            // After a letter `cm2` is `cm²`; after a digit it is an exponent.
            if after_letter(pair.quote_tokens, i) && after_letter(pair.source_tokens, j) {
                judged(Kind::Script, Fidelity::Typographic)
            } else {
                judged(Kind::Number, Fidelity::Altered)
            }
        }
        (Symbol, Word) if pair.q_form(i) == "×" && pair.s_form(j) == "x" => {
            judged(Kind::Script, Fidelity::Typographic)
        }
        (Word, Symbol) if pair.q_form(i) == "x" && pair.s_form(j) == "×" => {
            judged(Kind::Script, Fidelity::Typographic)
        }
        (Symbol | Word, Symbol | Word) => judged(symbol_kind(pair, i, j), Fidelity::Altered),
        (Number, Number) if word::cut_from(pair, i, pair.q_form(i), pair.s_form(j)) => {
            judged(Kind::Boundary, Fidelity::Altered)
        }
        (Number | Raised, _) | (_, Number | Raised) => judged(
            if beside_month(pair, i, j) {
                Kind::Date
            } else {
                Kind::Number
            },
            Fidelity::Altered,
        ),
        (Question, _) | (_, Question) if outer(pair, steps, at) => None,
        (Question, _) | (_, Question) => judged(Kind::Modality, Fidelity::Altered),
        (
            Comma | Stop | Dash | Quotation | Exclamation,
            Comma | Stop | Dash | Quotation | Exclamation,
        ) => {
            if outer(pair, steps, at) {
                judged(Kind::Punctuation, Fidelity::Typographic)
            } else if a.sign() || b.sign() || between_numbers(pair, i, j) {
                judged(Kind::Number, Fidelity::Altered)
            } else {
                judged(Kind::Punctuation, Fidelity::Near)
            }
        }
        (TokenKind::Open | TokenKind::Close, TokenKind::Open | TokenKind::Close) => {
            judged(Kind::Punctuation, Fidelity::Near)
        }
        (Dash, TokenKind::Markup) | (TokenKind::Markup, Dash) if !a.sign() && !b.sign() => {
            judged(Kind::Dash, Fidelity::Typographic)
        }
        (TokenKind::Target, TokenKind::Target)
            if squeezed(pair.q_form(i)) == squeezed(pair.s_form(j)) =>
        {
            judged(Kind::Markup, Fidelity::Typographic)
        }
        _ => judged(Kind::Content, Fidelity::Altered),
    }
}

/// A link target without its hyphens: one at a line end may be the typesetter's.
fn squeezed(target: &str) -> String {
    target.chars().filter(|&c| c != '-').collect()
}

/// A token that is no word and stands on one side only.
pub(super) fn alone(pair: &Pair<'_>, steps: &[Step], at: usize) -> Option<Judged> {
    let step = &steps[at];
    let in_quote = step.kind == StepKind::Added;
    let (tokens, index) = if in_quote {
        (pair.quote_tokens, step.quote.start)
    } else {
        (pair.source_tokens, step.source.start)
    };
    let token = tokens.list[index];
    let judged = |kind, weight| Some(of(pair, step, kind, weight));
    let outer = outer(pair, steps, at);
    match token.kind {
        TokenKind::Markup => judged(Kind::Markup, Fidelity::Typographic),
        TokenKind::Target if !in_quote => judged(Kind::Markup, Fidelity::Typographic),
        TokenKind::Target => judged(Kind::Insertion, Fidelity::Altered),
        _ if token.note() && !in_quote => judged(Kind::Markup, Fidelity::Typographic),
        TokenKind::Ellipsis if in_quote => judged(Kind::Elision, Fidelity::Edited),
        TokenKind::Raised => {
            if after_letter_or_stop(tokens, index) {
                judged(Kind::Script, Fidelity::Near)
            } else {
                judged(Kind::Number, Fidelity::Altered)
            }
        }
        TokenKind::Number => judged(
            if beside_month_in(pair, tokens, index) {
                Kind::Date
            } else if in_quote {
                Kind::Number
            } else {
                Kind::Omission
            },
            Fidelity::Altered,
        ),
        TokenKind::Symbol if bullet(pair, steps, at, tokens.form(token)) => {
            judged(Kind::Markup, Fidelity::Typographic)
        }
        TokenKind::Symbol => judged(kind_of_symbol(tokens.form(token)), Fidelity::Altered),
        TokenKind::Dash if token.sign() => judged(Kind::Number, Fidelity::Altered),
        TokenKind::Question if outer => judged(Kind::Punctuation, Fidelity::Typographic),
        TokenKind::Question => judged(Kind::Modality, Fidelity::Altered),
        // At either end of a quote punctuation is not compared.
        _ if outer => judged(Kind::Punctuation, Fidelity::Typographic),
        TokenKind::Comma | TokenKind::Stop | TokenKind::Dash
            if number_at(tokens, index.checked_sub(1)) && number_at(tokens, Some(index + 1)) =>
        {
            judged(Kind::Number, Fidelity::Altered)
        }
        TokenKind::Dash => judged(Kind::Dash, Fidelity::Near),
        TokenKind::Quotation => judged(Kind::QuotationMark, Fidelity::Near),
        _ => judged(Kind::Punctuation, Fidelity::Near),
    }
}

/// Whether the step lies before the first or after the last word of the quote.
fn outer(pair: &Pair<'_>, steps: &[Step], at: usize) -> bool {
    let solid = |step: &Step| {
        pair.quote_tokens.list[step.quote.clone()]
            .iter()
            .any(|token| token.solid())
    };
    !steps[..at].iter().rev().any(solid) || !steps[at + 1..].iter().any(solid)
}

/// Whether a sign is the bullet that begins a line of the other side in the same place: it is one no
/// longer where the lines of a list have become one.
fn bullet(pair: &Pair<'_>, steps: &[Step], at: usize, form: &str) -> bool {
    let in_quote = steps[at].kind == StepKind::Added;
    let beside = [at.checked_sub(1), Some(at + 1)];
    let mut beside = beside.into_iter().flatten().filter_map(|at| steps.get(at));
    beside.any(|step| match step.kind {
        StepKind::LeftOut if in_quote => {
            let at = step.source.start;
            pair.s(at).kind == TokenKind::Markup && pair.s_form(at) == form
        }
        StepKind::Added if !in_quote => {
            let at = step.quote.start;
            pair.q(at).kind == TokenKind::Markup && pair.q_form(at) == form
        }
        _ => false,
    })
}

fn number_at(tokens: &Tokens, at: Option<usize>) -> bool {
    at.and_then(|at| tokens.list.get(at)).is_some_and(|token| {
        matches!(token.kind, TokenKind::Number | TokenKind::Raised) || token.sign()
    })
}

fn between_numbers(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let around = |tokens: &Tokens, at: usize| {
        number_at(tokens, at.checked_sub(1)) && number_at(tokens, Some(at + 1))
    };
    around(pair.quote_tokens, i) || around(pair.source_tokens, j)
}

fn previous(tokens: &Tokens, at: usize) -> Option<Token> {
    at.checked_sub(1)
        .and_then(|before| tokens.list.get(before))
        .copied()
}

fn after_letter(tokens: &Tokens, at: usize) -> bool {
    !tokens.list[at].space_before()
        && previous(tokens, at).is_some_and(|token| token.kind == TokenKind::Word)
}

fn after_letter_or_stop(tokens: &Tokens, at: usize) -> bool {
    previous(tokens, at).is_some_and(|token| {
        matches!(
            token.kind,
            TokenKind::Word
                | TokenKind::Stop
                | TokenKind::Comma
                | TokenKind::Close
                | TokenKind::Quotation
                | TokenKind::Question
                | TokenKind::Exclamation
        )
    })
}

fn beside_month(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    beside_month_in(pair, pair.quote_tokens, i) || beside_month_in(pair, pair.source_tokens, j)
}

/// Whether the name of a month stands within two tokens.
fn beside_month_in(pair: &Pair<'_>, tokens: &Tokens, at: usize) -> bool {
    let end = (at + 3).min(tokens.list.len());
    tokens.list[at.saturating_sub(2)..end].iter().any(|&token| {
        token.kind == TokenKind::Word
            && tokens.cased(token).starts_with(char::is_uppercase)
            && pair
                .lexicon
                .classes(tokens.form(token))
                .intersects(Classes::MONTH)
    })
}

fn symbol_kind(pair: &Pair<'_>, i: usize, j: usize) -> Kind {
    let kind = |tokens: &Tokens, at: usize| match tokens.list[at].kind {
        TokenKind::Symbol => Some(kind_of_symbol(tokens.form(tokens.list[at]))),
        _ => None,
    };
    kind(pair.source_tokens, j)
        .or(kind(pair.quote_tokens, i))
        .unwrap_or(Kind::Content)
}

/// What a sign is a sign of.
fn kind_of_symbol(form: &str) -> Kind {
    match form {
        "<" | ">" | "=" | "≤" | "≥" | "≠" | "±" | "≈" | "~" | "+" | "×" | "÷" | "^" | "∞" | "≪"
        | "≫" | "#" | "∓" | "·" | "*" => Kind::Number,
        "%" | "‰" | "°" | "$" | "€" | "£" | "¥" | "¢" | "₹" | "/" | "℃" | "℉" | "Ω" | "′" | "″" => {
            Kind::Unit
        }
        _ => Kind::Content,
    }
}
