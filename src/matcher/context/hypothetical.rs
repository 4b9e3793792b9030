//! What is quoted is a condition, a plan or a question.

use crate::text::Span;
use crate::text::tokens::quotation;

use super::super::Limit;
use super::super::lexicon::Classes;
use super::words::Gap;
use super::{Around, Found};

/// How far before the quote the word may stand that governs its clause, in words.
const REACH: usize = 10;
/// Words between a hope or plan and the "that" before the quote.
const TO_THAT: usize = 5;
/// Words shown of a condition.
const SHOWN: usize = 12;
/// Adverbs between a modal verb and the quoted one.
const TO_VERB: usize = 2;

pub(super) fn read(around: &Around<'_>) -> Option<Found> {
    before(around)
        .or_else(|| condition(around))
        .or_else(|| question(around))
}

pub(super) fn before(around: &Around<'_>) -> Option<Found> {
    let words = &around.before;
    let end = words.len();
    if end == 0 {
        return None;
    }
    if words.end >= Gap::Comma {
        return consequence(around);
    }
    let clause = words.clause(REACH, Classes::SUPPOSITION);
    if clause == end {
        return None;
    }
    let found = |from: usize, reason| {
        Some(Found::new(
            Limit::Hypothetical,
            words.span(from..end),
            reason,
        ))
    };
    // "could |", "would have |", "may well |".
    let governing = Classes::SUPPOSITION.union(Classes::PROSPECT);
    // What begins with an article or a pronoun is no verb that a modal could govern.
    let noun = Classes::PREPOSITION
        .union(Classes::ARTICLE)
        .union(Classes::PRONOUN);
    // "Should |the tumour return"
    let inverted = |at: usize| at == 0 && around.opens;
    let mut at = end;
    while end - at <= TO_VERB && at > clause {
        if let Some(from) = words.cue_before(at, governing)
            && from >= clause
            && (at == end || at - from > 1)
            && takes(around, from, at)
        {
            return found(
                from,
                "what comes before the quote makes it a supposition or a plan",
            );
        }
        let single = words.classes(at - 1);
        let contracted = words.form(at - 1).contains(['\'', '’']);
        if single.intersects(Classes::MODALITY)
            && !single.intersects(Classes::NEGATION)
            && !contracted
            && (at < end || !around.quoted.is(0, noun) || inverted(at - 1))
        {
            return found(at - 1, "a modal verb stands before the quoted words");
        }
        if !words.light(at - 1) {
            break;
        }
        at -= 1;
    }
    // "if she is |", "whether the court |".
    let opened = (clause..end).rev().find(|&at| {
        words.cue(at, Classes::SUPPOSITION).is_some()
            && words.is(at, Classes::CONJUNCTION.union(Classes::CONDITION))
            && !words.is(at, Classes::MODALITY)
    });
    if let Some(at) = opened {
        return found(
            at,
            "the quoted words stand in a condition or an open question",
        );
    }
    // "Had Napoleon |won"
    let verb = Classes::AUXILIARY.union(Classes::MODALITY);
    if clause == 0
        && around.opens
        && end > 1
        && words.is(0, Classes::INVERSION)
        && !(1..end).any(|at| words.is(at, verb.union(Classes::PAST_VERB)))
    {
        return found(0, "the quoted words stand in a condition");
    }
    // "urged the clinic to |", "hopes to be able to |".
    let infinitive = words.is(end - 1, Classes::LIGHT) && words.is(end - 1, Classes::PREPOSITION);
    if infinitive {
        let from = clause.max(end.saturating_sub(TO_VERB + TO_THAT));
        let head = (from..end - 1)
            .rev()
            .find(|&at| words.is(at, Classes::PROSPECT));
        if let Some(at) = head {
            return found(at, "what comes before the quote makes it a wish or a plan");
        }
    }
    // "hopes that |", "a plan under which |".
    if words.is(end - 1, Classes::SUBORDINATOR) {
        let from = clause.max((end - 1).saturating_sub(TO_THAT));
        let head = (from..end - 1)
            .rev()
            .find(|&at| words.is(at, Classes::PROSPECT));
        if let Some(at) = head {
            return found(
                at,
                "what comes before the quote makes it a hope, a fear or a plan",
            );
        }
    }
    None
}

/// "If the king had lived, |": what follows from a condition.
fn consequence(around: &Around<'_>) -> Option<Found> {
    let words = &around.before;
    let end = words.len();
    if words.end != Gap::Comma
        || around
            .quoted
            .is(0, Classes::CONJUNCTION.union(Classes::RELATIVE))
    {
        return None;
    }
    let from = (1..end)
        .rev()
        .find(|&at| words.gap(at) >= Gap::Comma)
        .unwrap_or(0);
    if from == 0 && !around.opens {
        return None;
    }
    // "Should Norway join, |", "Under the worst scenario, |"
    let inverted = words.is(from, Classes::INVERSION) && end - from > 2;
    let scenario = words.is(from, Classes::PREPOSITION)
        && words
            .cue_before(end, Classes::SUPPOSITION)
            .is_some_and(|at| at > from);
    let first = (inverted || scenario).then_some(from);
    let at = first.or_else(|| {
        (from..end).find(|&at| {
            words.cue(at, Classes::SUPPOSITION).is_some()
                && words.is(
                    at,
                    Classes::CONDITION
                        .union(Classes::CONJUNCTION)
                        .union(Classes::AUXILIARY),
                )
                && (at == from
                    || words.is(at - 1, Classes::SUBORDINATOR)
                    || at == from + 1 && words.is(from, Classes::CONJUNCTION))
        })
    })?;
    Some(Found::new(
        Limit::Hypothetical,
        words.span(at..end),
        "the quoted words are what would follow from a condition",
    ))
}

/// "| if taxes rise": the sentence goes on with a condition.
fn condition(around: &Around<'_>) -> Option<Found> {
    let words = &around.after;
    let plain = words.gap(0) <= Gap::Comma
        && words.is(0, Classes::SUPPOSITION)
        && words.is(0, Classes::LIMITING)
        && words.is(0, Classes::CONJUNCTION)
        && !words.is(0, Classes::EXCEPTION);
    let end = (1..words.len())
        .find(|&at| words.gap(at) >= Gap::Semicolon)
        .unwrap_or(words.len());
    (plain && end > 1).then(|| {
        Found::new(
            Limit::Hypothetical,
            words.span(0..end.min(SHOWN)),
            "the sentence goes on with a condition",
        )
    })
}

/// Whether a cue that runs into the quote takes a clause or a verb there: "plans to |" always does,
/// "hopes |" only before what can begin a clause.
fn takes(around: &Around<'_>, from: usize, to: usize) -> bool {
    let words = &around.before;
    if to - from > 1 || words.is(from, Classes::SUPPOSITION.union(Classes::MODALITY)) {
        return true;
    }
    let quoted = &around.quoted;
    if quoted.len() == 0 {
        return false;
    }
    quoted.is(
        0,
        Classes::PRONOUN
            .union(Classes::ARTICLE)
            .union(Classes::LIGHT)
            .union(Classes::SUBORDINATOR),
    ) || quoted.form(0).starts_with(char::is_uppercase)
}

/// A quote cut out of a question, a headline's too.
fn question(around: &Around<'_>) -> Option<Found> {
    let rest = &around.text[around.span.end..around.end];
    let mark = rest.find('?')?;
    // ", and who could have known?"
    let after = &around.after;
    if after.gap(0) >= Gap::Comma && after.is(0, Classes::CONJUNCTION.union(Classes::RELATIVE)) {
        return None;
    }
    // A question that begins after the quote is another.
    let between = &rest[..mark];
    if between.contains([':', ';', '“', '«', '„', '"', '.']) {
        return None;
    }
    let quoted = &around.text[around.span.range()];
    if quoted
        .trim_end_matches(|c: char| quotation(c) || c.is_whitespace())
        .ends_with('?')
    {
        return None;
    }
    let at = around.span.end + mark;
    Some(Found::new(
        Limit::Hypothetical,
        Span::new(around.after.first_or(at), at + 1),
        "the quote is cut out of a question",
    ))
}
