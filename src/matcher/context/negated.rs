//! The source denies, retracts or corrects what is quoted.

use super::super::Limit;
use super::super::lexicon::Classes;
use super::words::{Gap, Words};
use super::{Around, Found};

/// How far before the quote a negation may stand, in words of its own clause.
const REACH: usize = 9;
/// Words between a negation and the verb of saying or proving that it takes back.
const TO_HEAD: usize = 5;
/// Words between that verb and the "that" before the quote.
const TO_THAT: usize = 6;
/// Words of a subject such as "none of the three witnesses".
const SUBJECT: usize = 6;
/// Words from a verb that stands before its subject to the quote: "was she |".
const INVERTED: usize = 3;
/// Words between what points back ("the claim") and what says that it is untrue.
const TO_UNTRUE: usize = 8;
/// Words between a negation and the noun it takes away: "no clear evidence of".
const TO_NOUN: usize = 2;
/// Words between such a noun and the quote: "no link between the implant and".
const TO_PAIRED: usize = 6;
/// Words between two commas that part a negation from its verb: "was not, in fact, |".
const ASIDE: usize = 4;
/// Words of a sentence that is nothing but a denial: "In fact, it did not."
const SHORT: usize = 6;

const REPORTING: Classes = Classes::SAYING.union(Classes::REPORT);

pub(super) fn read(around: &Around<'_>) -> Option<Found> {
    before(around)
        .or_else(|| named(around))
        .or_else(|| same_sentence(&around.after))
        .or_else(|| next_sentence(&around.next))
}

pub(super) fn before(around: &Around<'_>) -> Option<Found> {
    let words = &around.before;
    let end = words.len();
    let found =
        |from: usize, reason| Some(Found::new(Limit::Negated, words.span(from..end), reason));
    if end == 0 {
        return None;
    }
    if words.end >= Gap::Comma {
        // "was not, in fact, |"
        let aside = (1..end).rev().find(|&at| words.gap(at) >= Gap::Comma);
        if let Some(at) = aside
            && end - at <= ASIDE
            && words.gap(at) == Gap::Comma
            && words.end == Gap::Comma
            && let Some(from) = words.cue_before(at, Classes::NEGATION)
        {
            return found(from, "a negation stands just before the quoted words");
        }
        // "Myth: …"
        let label = (words.end == Gap::Colon && end <= 3)
            .then(|| words.cue_before(end, Classes::REJECTION))
            .flatten();
        return label.and_then(|at| found(at, "the source marks these words as untrue"));
    }
    if let Some(at) = no_noun(words) {
        return found(at, "the sentence says that there is none");
    }
    let clause = words.clause(REACH, Classes::NONE);
    if clause == end {
        return None;
    }
    let that = words.is(end - 1, Classes::SUBORDINATOR);
    let head_end = if that { end - 1 } else { end };
    if !that {
        if let Some(at) = words.cue_before(end, Classes::FAILING)
            && !(at > clause && words.is(at - 1, Classes::NEGATION))
        {
            return found(at, "the words before the quote say that it was not so");
        }
        if let Some(at) = direct(words, clause) {
            return found(at, "a negation stands just before the quoted words");
        }
        if let Some(at) = subject(words, clause) {
            return found(at, "the subject of the quoted words is a negation");
        }
    }
    let clausal = around
        .quoted
        .is(0, Classes::ARTICLE.union(Classes::PRONOUN));
    taken_back(words, clause, head_end, that, clausal)
        .and_then(|at| found(at, "the sentence takes back what is quoted"))
        .or_else(|| {
            rejected(words, clause, head_end, that)
                .and_then(|at| found(at, "the source denies what is quoted"))
        })
}

/// "was not |", "has never been |", but neither "not only |" nor "whether or not |".
fn direct(words: &Words<'_>, clause: usize) -> Option<usize> {
    let end = words.len();
    let mut at = end;
    while at > clause && end - at < 3 && words.light(at - 1) {
        at -= 1;
    }
    let from = words.cue_before(at, Classes::NEGATION).or_else(|| {
        // "never a full |member"
        let article = end.checked_sub(2)?;
        let determined = article > clause && words.is(article, Classes::ARTICLE);
        determined
            .then(|| words.cue_before(article, Classes::NEGATION))
            .flatten()
    })?;
    let open = from >= 2 && words.is(from - 2, Classes::SUPPOSITION);
    // "hardly any |" leaves some.
    let some = words
        .cue(from, Classes::RESTRICTION)
        .is_some_and(|length| length > 1);
    (from >= clause && !open && !some).then_some(from)
}

/// "No witness |", "none of the judges |": nothing but a noun and what belongs to it between.
fn subject(words: &Words<'_>, clause: usize) -> Option<usize> {
    let end = words.len();
    // "At no time": what leads up to the negation is a preposition.
    let clause = clause + usize::from(words.is(clause, Classes::PREPOSITION));
    if clause >= end
        || end - clause > SUBJECT
        || end - clause < 2
        || words.cue(clause, Classes::NEGATION).is_none()
        || words.is(clause, Classes::PREPOSITION)
    {
        return None;
    }
    let determines = words.is(clause, Classes::PRONOUN.union(Classes::QUANTIFIER))
        || words
            .cue(clause, Classes::NEGATION)
            .is_some_and(|length| length > 1);
    let verb = Classes::AUXILIARY
        .union(Classes::MODALITY)
        .union(Classes::NEGATION)
        .union(Classes::DENIAL)
        .union(Classes::FACTIVE)
        .union(Classes::CONTRARY)
        .union(REPORTING);
    let length = words.cue(clause, Classes::NEGATION).unwrap_or(1);
    // "At no time was she |": the verb stands before the subject.
    let from = clause + length;
    let from = (from..end)
        .find(|&at| words.is(at, Classes::AUXILIARY))
        .filter(|at| end - at <= INVERTED)
        .map_or(from, |at| at + 1);
    let plain = (from..end).all(|at| !words.is(at, verb));
    (determines && plain).then_some(clause)
}

/// "no evidence of |", "no link between the implant and |".
fn no_noun(words: &Words<'_>) -> Option<usize> {
    let end = words.len();
    let from = end.saturating_sub(TO_NOUN + TO_PAIRED + 2);
    let noun = (from + 1..end).rev().find(|&at| {
        words.is(at, Classes::ASSERTION.union(Classes::NOTION))
            && words.is(at + 1, Classes::PREPOSITION)
            && at + 1 < end
    })?;
    let rest = noun + 2..end;
    let paired = words.is(noun + 1, Classes::PAIRING)
        && words.is(end - 1, Classes::CONJUNCTION)
        && rest.len() <= TO_PAIRED;
    let verb = Classes::AUXILIARY
        .union(Classes::MODALITY)
        .union(Classes::RELATIVE)
        .union(Classes::SUBORDINATOR)
        .union(REPORTING);
    let plain = if paired {
        rest.clone().all(|at| !words.is(at, verb))
    } else {
        rest.clone().all(|at| words.light(at))
    };
    let first = noun.saturating_sub(TO_NOUN + 1);
    let negation = (first..noun).rev().find(|&at| {
        words.is(at, Classes::QUANTIFIER.union(Classes::PREPOSITION))
            && words.cue(at, Classes::NEGATION).is_some()
    })?;
    let whole = (negation + 1..end).all(|at| words.gap(at) < Gap::Comma);
    let twice = (negation.saturating_sub(3)..negation)
        .any(|at| words.is(at, Classes::NEGATION.union(Classes::FAILING)));
    (plain && whole && !twice).then_some(negation)
}

/// "did not say that |", "there is no evidence that |", "nobody testified |".
fn taken_back(
    words: &Words<'_>,
    clause: usize,
    end: usize,
    that: bool,
    clausal: bool,
) -> Option<usize> {
    let heads = Classes::ASSERTION.union(REPORTING);
    let first = clause.max(end.saturating_sub(if that { TO_THAT } else { 1 }));
    let head = (first..end).rev().find(|&at| {
        words.is(
            at,
            if that || clausal {
                heads
            } else {
                Classes::SAYING
            },
        )
    })?;
    let from = clause.max(head.saturating_sub(TO_HEAD));
    // "failed to show that |"
    let failed = || {
        let at = words.cue_before(head, Classes::FAILING).filter(|_| that)?;
        // "far from certain that" leaves it open.
        let open = words.cue(at, Classes::CONTRARY).is_some();
        let told = words.is(head, Classes::FACTIVE);
        (at >= from && !told && !open).then_some(at)
    };
    let negation = (from..=head)
        .rev()
        .find(|&at| words.cue(at, Classes::NEGATION).is_some())
        .or_else(failed)?;
    // Twice no is yes, "did not know that" takes it for granted, "not only said" adds.
    let undone = Classes::FACTIVE
        .union(Classes::DENIAL)
        .union(Classes::REJECTION)
        .union(Classes::CONTRARY)
        .union(Classes::RESTRICTION);
    let told = |at: usize| words.is(at, Classes::SAYING);
    (!(negation + 1..end).any(|at| words.is(at, undone) && !told(at))).then_some(negation)
}

/// "denied that |", "falsely claimed |", "dismissed reports that |".
fn rejected(words: &Words<'_>, clause: usize, end: usize, that: bool) -> Option<usize> {
    let at = (clause..end)
        .rev()
        .find(|&at| words.cue(at, Classes::REJECTION).is_some())?;
    let length = words.cue(at, Classes::REJECTION)?;
    let undone = (clause.max(at.saturating_sub(3))..at)
        .any(|at| words.is(at, Classes::NEGATION.union(Classes::FAILING)));
    if undone {
        return None;
    }
    let between = at + length..end;
    let nouns = REPORTING.union(Classes::CLAIM_WORD).union(Classes::NOTION);
    let named = between.clone().any(|at| words.is(at, nouns));
    let denied = words.is(at, Classes::DENIAL) || words.form(at).ends_with("ly");
    // "withdrew the bill that |" takes back no statement.
    let governs = if that {
        named || denied || length > 1 || between.is_empty()
    } else {
        // "denies being |", "denied any |"
        let light = || {
            between
                .clone()
                .all(|at| words.light(at) && !words.is(at, Classes::ARTICLE))
        };
        between.is_empty() && denied
            || named && between.len() <= 4
            || words.is(at, Classes::DENIAL) && light()
    };
    governs.then_some(at)
}

/// "The claim that | is false".
fn named(around: &Around<'_>) -> Option<Found> {
    let (before, words) = (&around.before, &around.after);
    let that = before.len().checked_sub(1)?;
    if before.end >= Gap::Comma
        || !before.is(that, Classes::SUBORDINATOR)
        || words.gap(0) >= Gap::Comma
        || !words.is(0, Classes::AUXILIARY)
    {
        return None;
    }
    let (at, length) = (1..TO_UNTRUE).find_map(|at| Some((at, words.cue(at, Classes::UNTRUE)?)))?;
    let plain = (0..at).all(|at| words.light(at));
    plain.then(|| {
        Found::new(
            Limit::Negated,
            words.span(0..at + length),
            "the sentence says that it is untrue",
        )
    })
}

/// "…, which is false", "…, a claim she denies", "…, he wrongly said".
fn same_sentence(words: &Words<'_>) -> Option<Found> {
    // A full stop that the tables take for an abbreviation's: "50 mg. This figure is wrong."
    if words.gap(0) == Gap::Stop && words.len() > 0 {
        return next_sentence(words);
    }
    if words.len() == 0 || words.gap(0) < Gap::Comma || words.gap(0) >= Gap::Semicolon {
        return None;
    }
    let end = (1..words.len())
        .find(|&at| words.gap(at) >= Gap::Comma)
        .unwrap_or(words.len());
    // "but the finding was not confirmed" limits more than it denies.
    let limits = words.is(0, Classes::CONTRAST)
        && (0..end).any(|at| words.is(at, Classes::QUALIFIER))
        && (0..end).any(|at| words.cue(at, Classes::NEGATION).is_some());
    if !limits && let Some(at) = pointed(words, 0, end) {
        return Some(Found::new(
            Limit::Negated,
            words.span(0..at),
            "the sentence goes on to say that it is untrue",
        ));
    }
    let adverb = (0..end.min(8)).find(|&at| {
        words.is(at, Classes::REJECTION)
            && words.form(at).ends_with("ly")
            && at + 1 < end
            && words.is(at + 1, Classes::SAYING)
    })?;
    Some(Found::new(
        Limit::Negated,
        words.span(0..adverb + 2),
        "the source says that this was falsely said",
    ))
}

/// "Not true, says …", "That is false", "The claim was later retracted", "She denies this".
fn next_sentence(words: &Words<'_>) -> Option<Found> {
    if words.len() == 0 || !words.any(Classes::UNTRUE.union(Classes::NEGATION)) {
        return None;
    }
    let end = (1..words.len())
        .find(|&at| words.gap(at) >= Gap::Stop)
        .unwrap_or(words.len());
    let found = |to: usize| {
        Some(Found::new(
            Limit::Negated,
            words.span(0..to),
            "the next sentence says that it is untrue",
        ))
    };
    let opens = words.is(0, Classes::CONTRAST.union(Classes::CONJUNCTION))
        && !words.is(0, Classes::CLAIM_WORD);
    let start = usize::from(opens && end > 1);
    if let Some(length) = words.cue(start, Classes::UNTRUE)
        && (start + length == end && closed(words, end) || words.gap(start + length) >= Gap::Comma)
    {
        return found(start + length);
    }
    // "That is false", "he admitted that this was untrue", "they called the accusation baseless".
    let after = Classes::SUBORDINATOR.union(Classes::SAYING);
    let opens = |at: usize| {
        at == start
            || words.gap(at) == Gap::Semicolon
            || words.is(at - 1, after) && !(0..at).any(|at| words.is(at, Classes::NEGATION))
    };
    if let Some(to) = (start..end).find_map(|at| opens(at).then(|| pointed(words, at, end))?) {
        return found(to);
    }
    let called = (start + 1..end).find_map(|at| {
        let pointer = words
            .cue(at, Classes::CLAIM_WORD)
            .filter(|&length| length > 1)?;
        let untrue = words.cue(at + pointer, Classes::UNTRUE)?;
        let to = at + pointer + untrue;
        let undone = (0..at).any(|at| words.is(at, Classes::NEGATION));
        (!undone && ends_phrase(words, to, end)).then_some(to)
    });
    if let Some(to) = called {
        return found(to);
    }
    // "It did not."
    if end <= SHORT
        && closed(words, end)
        && words.is(end - 1, Classes::NEGATION)
        && (0..end).any(|at| words.is(at, Classes::AUXILIARY))
    {
        return found(end);
    }
    // A verb of denial with what points back as its object.
    let verb = (1..end.min(8)).find(|&at| words.is(at, Classes::UNTRUE))?;
    let object = words.cue(verb + 1, Classes::CLAIM_WORD)?;
    let to = verb + 1 + object;
    let opens_clause = words.is(to - 1, Classes::SUBORDINATOR) && to < end;
    let undone = (0..verb).any(|at| words.is(at, Classes::NEGATION));
    (!opens_clause && !undone && ends_phrase(words, to, end))
        .then(|| found(to))
        .flatten()
}

/// What points back at the words before, and then says that they are untrue: where that ends.
fn pointed(words: &Words<'_>, start: usize, end: usize) -> Option<usize> {
    let skipped = usize::from(words.is(start, Classes::CONTRAST));
    let start = start + skipped;
    let pointer = words.cue(start, Classes::CLAIM_WORD)?;
    let from = start + pointer;
    let (at, length) = (from.saturating_sub(1)..end.min(from + TO_UNTRUE))
        .find_map(|at| Some((at, words.cue(at, Classes::UNTRUE)?)))?;
    let at = at.max(start);
    let between = from..at.max(from);
    let undone = between
        .clone()
        .any(|at| words.is(at, Classes::NEGATION.union(Classes::SUBORDINATOR)));
    let whole = pointer > 1 || length > 1;
    let stated = whole || between.clone().any(|at| words.is(at, Classes::AUXILIARY));
    // "which he denies": the one who denies stands between.
    let denied = words.is(at, Classes::DENIAL) && !between.is_empty();
    let to = (at + length).max(from);
    (!undone && (stated || denied) && ends_phrase(words, to, end)).then_some(to)
}

/// Whether no object follows: "it was denied" speaks of what was said, "it was denied a licence"
/// does not.
fn ends_phrase(words: &Words<'_>, at: usize, end: usize) -> bool {
    at >= end
        || words.gap(at) >= Gap::Comma
        || words.is(
            at,
            Classes::PREPOSITION
                .union(Classes::CONJUNCTION)
                .union(Classes::SAYING),
        ) && !words.is(at, Classes::SUBORDINATOR)
        || words.form(at).ends_with("ly")
}

/// Whether the words end where the sentence does, and were not cut off.
fn closed(words: &Words<'_>, at: usize) -> bool {
    words.gap(at) >= Gap::Stop || at < words.len()
}
