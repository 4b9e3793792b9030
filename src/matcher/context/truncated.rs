//! The sentence goes on, or began, with what limits the quoted words.

use super::super::Limit;
use super::super::lexicon::Classes;
use super::words::{Gap, Words};
use super::{Around, Found};

/// How far before the quote the opening of its clause is read, in words.
const REACH: usize = 9;
/// How far behind "but" the negation of the same thing may stand, and what it negates behind that.
const TO_NEGATION: usize = 7;
const TO_QUALIFIER: usize = 4;
/// Adverbs and articles between a restriction and the quote.
const TO_RESTRICTED: usize = 2;
/// How far after the quote what limits it may stand where no comma comes between, in words.
const FURTHER: usize = 6;
/// Words of a subject of which only some are meant: "only three members".
const SUBJECT: usize = 5;
/// Words of a phrase such as "Mondays and holidays excepted".
const PROVISO: usize = 5;
/// Words shown of what a sentence goes on with.
const SHOWN: usize = 12;

pub(super) fn read(around: &Around<'_>) -> Option<Found> {
    after(around).or_else(|| before(around))
}

pub(super) fn after(around: &Around<'_>) -> Option<Found> {
    let words = &around.after;
    let gap = words.gap(0);
    if words.len() == 0 || gap > Gap::Semicolon || gap == Gap::Colon {
        return None;
    }
    let end = (1..words.len())
        .find(|&at| words.gap(at) >= Gap::Semicolon)
        .unwrap_or(words.len());
    let found = |reason| {
        let shown = end.min(SHOWN);
        Some(Found::new(Limit::Truncated, words.span(0..shown), reason))
    };
    if let Some(length) = words.cue(0, Classes::LIMITING) {
        // A plain "if" is for `context-hypothetical`.
        let condition =
            length == 1 && words.is(0, Classes::SUPPOSITION) && !words.is(0, Classes::EXCEPTION);
        if !condition && !participle(words, 0, length) && (end > length || length > 1) {
            return found("the sentence goes on with what limits it");
        }
    }
    // ", weather permitting"
    let segment = (1..words.len())
        .find(|&at| words.gap(at) >= Gap::Mark)
        .unwrap_or(words.len());
    if gap == Gap::Comma
        && (2..=PROVISO).contains(&segment)
        && words.is(segment - 1, Classes::PROVISO)
    {
        return found("the sentence goes on with what limits it");
    }
    // "… |in small doses only if": nothing but the rest of the phrase lies between.
    let opens = Classes::CONJUNCTION
        .union(Classes::RELATIVE)
        .union(Classes::SAYING);
    let further = (1..end.min(FURTHER))
        .take_while(|&at| words.gap(at) < Gap::Comma && !words.is(at - 1, opens))
        .any(|at| {
            let length = words.cue(at, Classes::LIMITING).unwrap_or(0);
            length > 1 || length == 1 && words.is(at, Classes::EXCEPTION)
        });
    if further && gap < Gap::Comma {
        return found("the sentence goes on with what limits it");
    }
    // ", but not significantly", ", a difference that was not significant".
    let apposed = || {
        let pointer =
            words.is(0, Classes::RELATIVE) || words.cue(0, Classes::RESULT_WORD).is_some();
        (gap >= Gap::Comma && pointer).then_some(0)
    };
    let contrast = words.cue(0, Classes::CONTRAST).or_else(apposed)?;
    (same_thing(around, contrast, end) || contrast > 0 && undone(around, contrast, end))
        .then(|| found("the sentence goes on with what takes the weight out of it"))
        .flatten()
}

/// "a video provided by the police" sets no condition.
pub(super) fn participle(words: &Words<'_>, at: usize, length: usize) -> bool {
    length == 1
        && words.is(at, Classes::CONDITION)
        && !words.is(at, Classes::CONJUNCTION)
        && words.is(at + 1, Classes::PREPOSITION)
}

/// Whether what follows "but" says that the quoted thing came to nothing: "the effect faded".
fn undone(around: &Around<'_>, start: usize, end: usize) -> bool {
    let words = &around.after;
    let pointer = words.cue(start, Classes::RESULT_WORD).unwrap_or(0);
    let from = start + pointer;
    let Some(at) = (from..end.min(from + TO_QUALIFIER)).find(|&at| words.is(at, Classes::UNDOING))
    else {
        return false;
    };
    // "but the king vanished": somebody else.
    (from..at).all(|at| words.light(at) || words.is(at, Classes::PREPOSITION))
        && (pointer > 0 || at == start || words.is(start, Classes::AUXILIARY.union(Classes::LIGHT)))
}

/// Whether what follows "but" negates what was said: nothing stands between but a verb, or what
/// points back at the quoted words, and the negation is of what gives them weight.
fn same_thing(around: &Around<'_>, start: usize, end: usize) -> bool {
    let words = &around.after;
    let Some(negation) = (start..end.min(start + TO_NEGATION))
        .find(|&at| words.cue(at, Classes::NEGATION).is_some())
    else {
        return false;
    };
    let weighed =
        (negation..end.min(negation + TO_QUALIFIER + 1)).any(|at| words.is(at, Classes::QUALIFIER));
    if !weighed {
        return false;
    }
    let pointer = words.cue(start, Classes::RESULT_WORD).unwrap_or(0);
    let quoted = &around.text[around.span.range()];
    let between = start + pointer..negation;
    between
        .clone()
        .all(|at| words.light(at) || words.is(at, Classes::RELATIVE.union(Classes::SUBORDINATOR)))
        || between.clone().any(|at| {
            let form = words.form(at);
            form.len() > 3 && quoted.contains(form) && !words.is(at, Classes::FUNCTION)
        })
}

pub(super) fn before(around: &Around<'_>) -> Option<Found> {
    let words = &around.before;
    let end = words.len();
    if end == 0 || words.end >= Gap::Comma {
        return None;
    }
    let clause = words.clause(REACH, Classes::NONE);
    if clause == end {
        return None;
    }
    let found =
        |from: usize, reason| Some(Found::new(Limit::Truncated, words.span(from..end), reason));
    let that = words.is(end - 1, Classes::SUBORDINATOR.union(Classes::SUPPOSITION));
    if that
        && let Some(at) = (clause..end - 1).find(|&at| words.cue(at, Classes::CONTRARY).is_some())
    {
        return found(
            at,
            "the sentence began with what goes against it or leaves it open",
        );
    }
    if let Some(at) = words.cue_before(end, Classes::CONTRARY)
        && at >= clause
    {
        return found(
            at,
            "the sentence began with what goes against it or leaves it open",
        );
    }
    // "Only three members |voted"
    let verb = Classes::AUXILIARY
        .union(Classes::MODALITY)
        .union(Classes::SAYING);
    let subject = around.opens
        && clause == 0
        && (2..=SUBJECT).contains(&end)
        && words.is(0, Classes::RESTRICTION)
        && words.is(0, Classes::QUANTIFIER)
        && !(1..end).any(|at| words.is(at, verb));
    if subject {
        return found(0, "the words before the quote leave only some of them");
    }
    let mut to = end;
    while end - to < TO_RESTRICTED && to > clause + 1 && words.light(to - 1) {
        if words.cue_before(to, Classes::RESTRICTION).is_some() {
            break;
        }
        to -= 1;
    }
    let at = words.cue_before(to, Classes::RESTRICTION)?;
    // "the only witness", "the most important", "not only".
    let determined = at > 0
        && words.is(
            at - 1,
            Classes::ARTICLE
                .union(Classes::NEGATION)
                .union(Classes::PRONOUN),
        )
        && words.is(at, Classes::QUANTIFIER);
    let verb = around
        .quoted
        .is(0, Classes::PREPOSITION.union(Classes::CONJUNCTION));
    (at >= clause && !determined && !verb)
        .then(|| found(at, "the word before the quote limits it"))
        .flatten()
}
