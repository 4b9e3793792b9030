//! What an elision took out, and whether it hides something.
//!
//! Only the rest of the sentences in which the two fragments stand is read, and of that only what
//! governs the words that were kept: a cue in the middle of a long gap, or in an aside between
//! commas or parentheses, governs words that are gone as well.

use std::ops::Range;

use crate::text::{Span, sentences};

use super::super::Limit;
use super::super::lexicon::{Classes, Lexicon};
use super::words::{Gap, Words};
use super::{Around, Found, attributed, hypothetical, negated, truncated};

/// A negation governs the kept words behind it within this many words, where no clause begins
/// between.
const REACH: usize = 6;
/// Words of a subject that was taken out.
const SUBJECT: usize = 6;
/// How far before the gap the word may stand that pairs what it took apart.
const TO_PAIR: usize = 6;
/// How far into the kept words a phrase may run that begins in the gap, in bytes.
const PHRASE: usize = 24;
/// The words read on either side of the gap, in bytes.
const BESIDE: usize = 60;

/// What of the text between the fragments `left` and `right` is hidden that governs what was kept.
pub(in crate::matcher) fn hidden(
    text: &str,
    left: Span,
    right: Span,
    lexicon: &Lexicon,
) -> Option<Found> {
    if left.end > right.start {
        return None;
    }
    let abbreviation = |token: &str| lexicon.is_abbreviation(token);
    let first_end = sentences::sentence_end(text, left.end, &abbreviation);
    let one = first_end >= right.start;
    let last_start = if one {
        left.end
    } else {
        sentences::sentence_start(text, right.start, &abbreviation).max(first_end)
    };
    let from = text.ceil_char_boundary(left.end.saturating_sub(BESIDE).max(left.start));
    let kept = Words::new(text, from..left.end, usize::MAX, lexicon);
    let ahead = Around::gap(text, left, left.end..first_end.min(right.start), lexicon);
    let behind = Around::gap(text, right, last_start..right.start, lexicon);
    let to = text.floor_char_boundary((right.start + PHRASE).min(right.end));
    let stretch = Words::new(text, left.end..to.max(left.end), usize::MAX, lexicon);
    limit(
        &stretch,
        first_end.min(right.start),
        last_start..right.start,
    )
    .or_else(|| truncated::after(&ahead))
    .or_else(|| split_verb(&kept, &ahead.after))
    .or_else(|| cut_before(&ahead.after))
    .or_else(|| one.then(|| verb(&ahead.after)).flatten())
    .or_else(|| runs_into(&behind))
    .or_else(|| subject(&kept, &behind, one))
    .or_else(|| one.then(|| paired(&kept, &behind)).flatten())
    .or_else(|| one.then(|| counted(&kept, &ahead.after)).flatten())
}

fn hides(span: Span, reason: &'static str) -> Found {
    Found::new(Limit::ElisionHides, span, reason)
}

/// A condition or exception, wherever its clause stands in what was taken out of the two sentences:
/// up to `first` and within `last`. A phrase may run on into the kept words: "only … in children".
fn limit(stretch: &Words<'_>, first: usize, last: Range<usize>) -> Option<Found> {
    (0..stretch.len()).find_map(|at| {
        let start = stretch.span(at..at + 1).start;
        if start >= last.end || start >= first && start < last.start {
            return None;
        }
        let length = stretch.cue(at, Classes::LIMITING)?;
        (!truncated::participle(stretch, at, length) && stretch.depth(at) == 0).then(|| {
            hides(
                stretch.span(at..at + 1),
                "the elision takes out what limits the words",
            )
        })
    })
}

/// "has … recommended": a negation, a modal or a hedge between the parts of a verb.
fn split_verb(kept: &Words<'_>, gap: &Words<'_>) -> Option<Found> {
    let last = kept.len().checked_sub(1)?;
    let verb = kept.is(last, Classes::AUXILIARY.union(Classes::MODALITY));
    // "The shares may, under the new rules, be sold"
    if gap.gap(0) == Gap::None && gap.is(0, Classes::MODALITY) && gap.gap(1) >= Gap::Comma {
        return Some(hides(gap.span(0..1), "the elision takes out a modal verb"));
    }
    let first = (0..gap.len().min(2)).find(|&at| gap.cue(at, Classes::NEGATION).is_some())?;
    let additive = gap.is(first + 1, Classes::RESTRICTION);
    (verb && gap.gap(0) == Gap::None && !additive).then(|| {
        hides(
            gap.span(first..first + 1),
            "the elision takes out a negation",
        )
    })
}

/// "in rats but … in mice", "was given … forecast": the cut stands right before a negation that the
/// kept words lead up to.
fn cut_before(gap: &Words<'_>) -> Option<Found> {
    let length = gap.cue(0, Classes::NEGATION)?;
    let additive = gap.is(length, Classes::RESTRICTION);
    // "she left … and slept": "without a word" may be left out whole.
    let end = gap.len();
    let whole = gap.end > Gap::None || gap.is(end.saturating_sub(1), Classes::CONJUNCTION);
    let phrase = gap.is(0, Classes::PREPOSITION) && whole;
    (gap.gap(0) == Gap::None && !additive && !phrase)
        .then(|| hides(gap.span(0..length), "the elision takes out a negation"))
}

/// "three causes: smoking … and alcohol": an item of a list whose items are counted.
fn counted(kept: &Words<'_>, gap: &Words<'_>) -> Option<Found> {
    let colon = (1..kept.len())
        .rev()
        .find(|&at| kept.gap(at) == Gap::Colon)?;
    let number = |at: usize| {
        kept.is(at, Classes::NUMBER_WORD) || kept.form(at).bytes().all(|byte| byte.is_ascii_digit())
    };
    let end = gap.len();
    let verbal = Classes::AUXILIARY
        .union(Classes::MODALITY)
        .union(Classes::PAST_VERB)
        .union(Classes::RELATIVE)
        .union(Classes::PRONOUN)
        .union(Classes::QUANTIFIER);
    let list = (colon.saturating_sub(COUNTED)..colon).any(number)
        && (1..=SUBJECT).contains(&end)
        && (0..end).all(|at| gap.gap(at) <= Gap::Comma && !gap.is(at, verbal))
        && gap.gap(0) == Gap::Comma;
    list.then(|| {
        hides(
            gap.span(0..end),
            "the elision takes out one of those counted before",
        )
    })
}

/// Words between a number and the colon behind what it counts.
const COUNTED: usize = 6;
/// Words of a gap that is a verb and what goes with it.
const VERB: usize = 9;
/// Words of a gap that is nothing but a verb which turns down what follows.
const TURNED_DOWN: usize = 3;

/// "might one day …", "seems in some patients to …", "rejected …": the verb that governs the kept
/// words behind it was taken out, and makes less of them.
fn verb(gap: &Words<'_>) -> Option<Found> {
    let end = gap.len();
    if end == 0 || end > VERB || gap.end > Gap::None || (0..end).any(|at| gap.gap(at) > Gap::None) {
        return None;
    }
    let other = |at: usize| gap.is(at, Classes::CONJUNCTION.union(Classes::RELATIVE));
    if (0..end).any(other) {
        return None;
    }
    let verbal = Classes::AUXILIARY
        .union(Classes::MODALITY)
        .union(Classes::PAST_VERB);
    let found = |at: usize, reason| Some(hides(gap.span(at..end), reason));
    if gap.is(0, Classes::MODALITY) && !(1..end).any(|at| gap.is(at, verbal)) {
        return found(0, "the elision takes out a modal verb");
    }
    let joined = gap.is(end - 1, Classes::PREPOSITION.union(Classes::AUXILIARY)) && end > 1;
    let hedged = Classes::HEDGE.union(Classes::SAYING);
    if joined
        && let Some(at) = (0..end.min(3)).find(|&at| gap.is(at, hedged))
        && (gap.is(end - 1, Classes::LIGHT) || gap.is(end - 1, Classes::AUXILIARY))
    {
        return found(at, "the elision takes out that it is only said or supposed");
    }
    let down = Classes::REJECTION.union(Classes::DENIAL);
    if end <= TURNED_DOWN && gap.is(end - 1, down) {
        return found(0, "the elision takes out a negation or denial");
    }
    None
}

/// What the clause that runs into the kept words says of them.
fn runs_into(behind: &Around<'_>) -> Option<Found> {
    let reason = |found: Found| {
        let reason = match found.limit {
            Limit::Negated => "the elision takes out a negation or denial",
            Limit::Hypothetical => "the elision takes out a condition or a modal verb",
            Limit::Attributed => "the elision takes out whose word it is",
            Limit::Truncated | Limit::ElisionHides => "the elision takes out what limits the words",
        };
        hides(found.span, reason)
    };
    negation(&behind.before)
        .or_else(|| about(behind))
        .or_else(|| negated::before(behind).map(reason))
        .or_else(|| truncated::before(behind).map(reason))
        .or_else(|| hypothetical::before(behind).map(reason))
        .or_else(|| attributed::runs_into(behind).map(reason))
}

/// "was … 12 days": that the figure is none to count on.
fn about(behind: &Around<'_>) -> Option<Found> {
    let gap = &behind.before;
    let figure = behind.quoted.len() > 0
        && (behind
            .quoted
            .form(0)
            .starts_with(|c: char| c.is_ascii_digit())
            || behind.quoted.is(0, Classes::NUMBER_WORD));
    if !figure || gap.end > Gap::None {
        return None;
    }
    let at = gap.cue_before(gap.len(), Classes::HEDGE)?;
    Some(hides(
        gap.span(at..gap.len()),
        "the elision takes out that the figure is not exact",
    ))
}

/// A negation of which what it negates was kept, or the rest of its phrase.
fn negation(gap: &Words<'_>) -> Option<Found> {
    let end = gap.len();
    if gap.end >= Gap::Comma {
        return None;
    }
    let from = (0..end)
        .rev()
        .find(|&at| gap.gap(at) >= Gap::Comma)
        .unwrap_or(0);
    let (at, length) = (from..end)
        .rev()
        .find_map(|at| Some((at, gap.cue(at, Classes::NEGATION)?)))?;
    let opens = Classes::CONJUNCTION.union(Classes::RELATIVE);
    let clause = |at: usize| gap.is(at, opens) && !gap.is(at, Classes::NEGATION);
    let governs = at + length == end || !gap.is(at, Classes::PREPOSITION);
    let near = end - (at + length) <= REACH;
    // What opens the clause of the negation itself: "who did not attend".
    let aside = (from..at).any(|at| gap.is(at, Classes::RELATIVE));
    let additive = gap.is(at + length, Classes::RESTRICTION) && at + length < end;
    (governs && near && !aside && !additive && !(at + length..end).any(clause)).then(|| {
        hides(
            gap.span(at..at + length),
            "the elision takes out a negation",
        )
    })
}

/// The subject of the verb with which the kept words go on, where those before it would lend it
/// theirs.
fn subject(kept: &Words<'_>, behind: &Around<'_>, one: bool) -> Option<Found> {
    let gap = &behind.before;
    let end = gap.len();
    if end == 0 || end > SUBJECT || gap.end > Gap::Mark || behind.quoted.len() == 0 {
        return None;
    }
    let joined = !one
        || kept.len().checked_sub(1).is_some_and(|last| {
            kept.is(last, Classes::CONJUNCTION) && !kept.is(last, Classes::SUBORDINATOR)
        });
    let verbal = Classes::AUXILIARY
        .union(Classes::MODALITY)
        .union(Classes::SAYING)
        .union(Classes::PAST_VERB);
    let verb = behind.quoted.is(0, verbal) || behind.quoted.form(0).ends_with("ed");
    let names = gap.form(0).starts_with(char::is_uppercase)
        || gap.is(
            0,
            Classes::ARTICLE
                .union(Classes::PRONOUN)
                .union(Classes::LIGHT),
        );
    let plain = (0..end)
        .all(|at| gap.gap(at) < Gap::Comma && !gap.is(at, verbal.union(Classes::CONJUNCTION)))
        && !gap.is(0, Classes::PREPOSITION);
    // "… He burned": the same one goes on.
    let same = end == 1 && gap.is(0, Classes::PRONOUN);
    (joined && verb && names && plain && !same).then(|| {
        hides(
            gap.span(0..end),
            "the elision takes out the subject of what is kept",
        )
    })
}

/// Names one more of the same.
fn coordinates(form: &str) -> bool {
    matches!(
        form,
        "and" | "or" | "nor" | "y" | "e" | "o" | "u" | "ni" | "et" | "ou" | "und" | "oder" | "noch"
    )
}

/// "both aspirin … reduced": one of two that are named together.
fn paired(kept: &Words<'_>, behind: &Around<'_>) -> Option<Found> {
    let gap = &behind.before;
    let end = gap.len();
    let pairs =
        (kept.len().saturating_sub(TO_PAIR)..kept.len()).any(|at| kept.is(at, Classes::PAIRING));
    let item = end > 1
        && end <= SUBJECT
        && gap.gap(0) == Gap::None
        && coordinates(gap.form(0))
        && !(1..end).any(|at| gap.is(at, Classes::CONJUNCTION.union(Classes::AUXILIARY)));
    (pairs && item).then(|| {
        hides(
            gap.span(0..end),
            "the elision takes out one of those named together",
        )
    })
}
