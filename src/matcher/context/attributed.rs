//! The source only reports the quoted words as somebody's: between quotation marks, or in reported
//! speech. Whether the writer owns up to it is for the rule to ask.

use std::ops::Range;

use crate::text::{Span, sentences};

use super::super::Limit;
use super::super::lexicon::Classes;
use super::words::{Gap, Words};
use super::{Around, Found, marks};

/// Words between quotation marks below this are a title, a nickname or a word held at arm's length,
/// unless a verb of saying stands beside them.
const SPEECH: usize = 5;
/// Words between a verb of saying and the "that" before the quote, or the quote itself.
const TO_THAT: usize = 8;
const TO_QUOTE: usize = 6;
/// Words between a "that" and the quote.
const IN_CLAUSE: usize = 14;
/// Words of a tag such as ", a spokesman for the ministry said".
const TAG: usize = 10;
/// Words of whom something is attributed to.
const NAME: usize = 8;
/// How far before an opening quotation mark and after a closing one the one who speaks is looked
/// for, in bytes and words.
const BESIDE: usize = 140;

/// What opens an aside about who said it.
const AS: [&str; 4] = ["as", "wie", "como", "comme"];

const REPORTING: Classes = Classes::SAYING.union(Classes::REPORT);

/// An attribution: its words, and whom it names.
struct Attribution {
    words: Span,
    speaker: String,
}

pub(super) fn read(around: &Around<'_>) -> Option<Found> {
    if let Some(found) = in_marks(around) {
        return Some(found);
    }
    let attribution = reported(&around.before, around.opens, around.clausal())
        .or_else(|| tag_after(&around.after))?;
    // Only the sentence that is attributed is.
    let abbreviation = |token: &str| around.lexicon.is_abbreviation(token);
    let inner = around.span.start + around.text[around.span.range()].chars().next()?.len_utf8();
    if sentences::sentence_end(around.text, inner, &abbreviation) < around.span.end {
        return None;
    }
    let mut found = Found::new(
        Limit::Attributed,
        attribution.words,
        "the source reports this as somebody's word",
    );
    // Nested: "According to The New York Times, Vallarta said that |".
    let inner = around
        .opens
        .then(|| reported(&around.before, false, around.clausal()))
        .flatten();
    let inner = inner
        .map(|inner| inner.speaker)
        .filter(|inner| *inner != attribution.speaker);
    let speakers = inner.into_iter().chain([attribution.speaker]);
    found
        .speakers
        .extend(speakers.filter(|name| !name.is_empty()));
    Some(found)
}

/// Reported speech that runs into a fragment, taken out by an elision. A tag between commas is none.
pub(super) fn runs_into(around: &Around<'_>) -> Option<Found> {
    let words = &around.before;
    if words.end > Gap::Mark || (0..words.len()).any(|at| words.gap(at) >= Gap::Comma) {
        return None;
    }
    let found = reported(words, false, false)?;
    Some(Found::new(Limit::Attributed, found.words, ""))
}

fn in_marks(around: &Around<'_>) -> Option<Found> {
    let text = around.text;
    let inside = marks::around(text, around.span)?;
    let open = text[..inside.start]
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    let open = inside.start - open;
    let close = text[inside.end..].chars().next().map_or(0, char::len_utf8) + inside.end;
    let from = text.ceil_char_boundary(open.saturating_sub(BESIDE));
    let from = from + marks::paragraph_start(&text[from..open]);
    let to = text.floor_char_boundary((close + BESIDE).min(text.len()));
    let before = Words::new(text, from..open, usize::MAX, around.lexicon);
    let after = Words::new(text, close..to, TAG + NAME, around.lexicon);
    let attribution = before_mark(&before)
        .or_else(|| tag(&after, 0..first_end(&after)))
        .or_else(|| apposed(&after));
    let within = Words::new(text, inside, SPEECH, around.lexicon);
    if attribution.is_none() && within.len() < SPEECH {
        return None;
    }
    let mut found = Found::new(
        Limit::Attributed,
        Span::new(open, around.span.start.max(open + 1)),
        "the words stand inside the source's quotation marks",
    );
    match attribution {
        Some(it) => {
            found.span = it.words;
            found
                .speakers
                .extend((!it.speaker.is_empty()).then_some(it.speaker));
            // Nested: whoever is quoted as saying that somebody said it.
            let outer =
                reported(&around.before, around.opens, around.clausal()).map(|outer| outer.speaker);
            found.speakers.extend(outer.filter(|name| !name.is_empty()));
        }
        None => {
            found.span = within.span(0..within.len());
        }
    }
    Some(found)
}

/// Who speaks, by the words before an opening quotation mark.
fn before_mark(words: &Words<'_>) -> Option<Attribution> {
    let end = words.len();
    let from = (1..end)
        .rev()
        .find(|&at| words.gap(at) >= Gap::Stop)
        .unwrap_or(0);
    let verb = (from..end)
        .rev()
        .take(TAG)
        .find(|&at| words.is(at, REPORTING) || words.cue(at, Classes::ACCORDING).is_some())?;
    named(words, from, verb, end)
}

/// Reported speech that runs into the quote.
///
/// `clausal` says whether the quote begins as a clause does, so that "claims |" is a verb.
fn reported(words: &Words<'_>, opens: bool, clausal: bool) -> Option<Attribution> {
    let end = words.len();
    if end == 0 {
        return None;
    }
    // "According to …, |": to the end of the sentence, unless it turns.
    let first = usize::from(words.is(0, Classes::CONJUNCTION));
    if opens && let Some(length) = words.cue(first, Classes::ACCORDING) {
        let turned = (first + length..end).any(|at| {
            words.gap(at) >= Gap::Semicolon
                || words.gap(at) >= Gap::Comma && words.is(at, Classes::CONTRAST)
        });
        if !turned && words.end < Gap::Semicolon {
            return named(words, 0, first, end);
        }
    }
    // ", he said, |"
    if words.end >= Gap::Comma && words.end <= Gap::Dash {
        let from = (1..end).rev().find(|&at| words.gap(at) >= Gap::Comma);
        if let Some(from) = from
            && let Some(found) = tag(words, from..end)
        {
            return Some(found);
        }
    }
    // "As the chairman put it, |"
    if opens
        && words.end == Gap::Comma
        && end > 2
        && AS.contains(&words.form(0).to_lowercase().as_str())
        && let Some(verb) = words.cue_before(end, Classes::SAYING).filter(|&at| at > 1)
    {
        return named(words, 1, verb, end);
    }
    // "X said: |"
    if words.end == Gap::Colon {
        let verb = (end.saturating_sub(TAG)..end)
            .rev()
            .find(|&at| words.is(at, Classes::SAYING))?;
        return named(words, clause_start(words, verb), verb, end);
    }
    if words.end > Gap::Comma {
        return None;
    }
    let last_that = (end.saturating_sub(IN_CLAUSE)..end)
        .rev()
        .find(|&at| words.is(at, Classes::SUBORDINATOR));
    let unbroken = |range: Range<usize>| {
        range.into_iter().all(|at| {
            let gap = words.gap(at);
            gap < Gap::Comma || gap == Gap::Comma && words.is(at, Classes::SUBORDINATOR)
        })
    };
    if let Some(that) = last_that
        && words.end < Gap::Comma
        && unbroken(that + 1..end)
        && !(that + 1..end).any(|at| words.is(at, Classes::CONTRAST))
    {
        let from = that.saturating_sub(TO_THAT);
        let verb = (from..that).rev().find(|&at| words.is(at, REPORTING))?;
        if words.is(verb + 1, Classes::AGENT) {
            return None;
        }
        if unbroken(verb + 1..that + 1) || words.gap(that) == Gap::Comma {
            return named(words, clause_start(words, verb), verb, end);
        }
        return None;
    }
    // "X said |", without "that"; "X claims |the".
    let noun = Classes::ARTICLE
        .union(Classes::AUXILIARY)
        .union(Classes::PREPOSITION)
        .union(Classes::PRONOUN);
    let claims = clausal
        && end > 1
        && words.end == Gap::None
        && words.is(end - 1, Classes::TAG_VERB)
        && !words.is(end - 2, noun);
    let verb = (end.saturating_sub(TO_QUOTE)..end)
        .rev()
        .find(|&at| words.is(at, Classes::SAYING) || claims && at + 1 == end)?;
    let adjacent = verb + 1 == end;
    let governs = if words.end == Gap::Comma {
        adjacent
    } else {
        unbroken(verb + 1..end) && !(verb + 1..end).any(|at| words.is(at, Classes::CONJUNCTION))
    };
    // "“…,” said X as |" is over.
    let inverted = matches!(words.gap(verb), Gap::Mark | Gap::Comma) && !adjacent;
    // "the lawyer who told the story |", "the letter said to be hers |"
    let of_noun = !adjacent
        && (verb > 0 && words.is(verb - 1, Classes::RELATIVE)
            || words.is(verb + 1, Classes::LIGHT) && words.is(verb + 1, Classes::PREPOSITION));
    (governs && !inverted && !of_noun && verb > 0)
        .then(|| named(words, clause_start(words, verb), verb, end))
        .flatten()
}

/// ", X said" at the end of what follows the quote, or just behind it.
fn tag_after(words: &Words<'_>) -> Option<Attribution> {
    let end = first_stop(words);
    if words.len() == 0 {
        return None;
    }
    if words.gap(0) < Gap::Semicolon
        && (words.gap(0) >= Gap::Mark || words.cue(0, Classes::ACCORDING).is_some())
        && let Some(found) = tag(words, 0..first_end(words).min(end)).or_else(|| apposed(words))
    {
        return Some(found);
    }
    // The rest of the sentence lies between: no turn may.
    let last = (1..end).rev().find(|&at| words.gap(at) >= Gap::Comma)?;
    let turned =
        (0..last).any(|at| words.gap(at) >= Gap::Semicolon || words.is(at, Classes::CONTRAST));
    (!turned && words.gap(last) <= Gap::Dash)
        .then(|| tag(words, last..end))
        .flatten()
}

/// ", Maria Lopez, a fisherman's widow, told the inquiry"
fn apposed(words: &Words<'_>) -> Option<Attribution> {
    let first = first_end(words);
    let next = |at: usize| (at + 1..words.len()).find(|&at| words.gap(at) >= Gap::Mark);
    let second = next(first)?;
    let name = words.form(0).starts_with(char::is_uppercase)
        || words.is(0, Classes::ARTICLE.union(Classes::PRONOUN));
    let aside = words.gap(first) == Gap::Comma
        && words.gap(second) == Gap::Comma
        && second - first <= NAME
        && first <= NAME;
    let verb = (second..words.len().min(second + 2)).find(|&at| words.is(at, Classes::SAYING))?;
    let saying = (0..second).any(|at| words.is(at, Classes::SAYING.union(Classes::CONJUNCTION)));
    let plain = (second..verb).all(|at| words.light(at));
    (name && aside && plain && !saying).then(|| Attribution {
        words: words.span(0..verb + 1),
        speaker: words.said(0..second).to_owned(),
    })
}

fn first_stop(words: &Words<'_>) -> usize {
    (1..words.len())
        .find(|&at| words.gap(at) >= Gap::Semicolon)
        .unwrap_or(words.len())
}

fn first_end(words: &Words<'_>) -> usize {
    (1..words.len())
        .find(|&at| words.gap(at) >= Gap::Mark)
        .unwrap_or(words.len())
}

/// Whether words set off by commas are nothing but an attribution.
fn tag(words: &Words<'_>, range: Range<usize>) -> Option<Attribution> {
    let Range { start, end } = range;
    if start >= end {
        return None;
    }
    if words.cue(start, Classes::ACCORDING).is_some() {
        return named(words, start, start, end);
    }
    if words
        .cue_before(end, Classes::ACCORDING)
        .is_some_and(|at| at > start)
    {
        // "dem Bericht zufolge"
        return Some(Attribution {
            words: words.span(start..end),
            speaker: words.said(start..end - 1).to_owned(),
        });
    }
    let relative = words.is(start, Classes::CONJUNCTION)
        || words.is(start, Classes::SUBORDINATOR.union(Classes::RELATIVE));
    if relative {
        return None;
    }
    let verb = (start..end.min(start + TAG)).find(|&at| words.is(at, Classes::SAYING));
    // "its manager claims": what may be a noun is a verb at the end of a tag, behind its subject.
    let last = || {
        let noun = Classes::ARTICLE
            .union(Classes::AUXILIARY)
            .union(Classes::PREPOSITION)
            .union(Classes::PRONOUN);
        // "experts claim", but not "a government report": one of the two forms is the plural's.
        let form = words.form(end - 1);
        let plural = !words.listed(&format!("{form}s"), Classes::TAG_VERB)
            || words.form(end.saturating_sub(2)).ends_with('s');
        (end - start > 1
            && plural
            && end - start <= TAG
            && words.is(end - 1, Classes::TAG_VERB)
            && !words.is(end - 2, noun))
        .then_some(end - 1)
    };
    let verb = verb.or_else(last)?;
    // What follows the verb is whom and when, not a clause of its own.
    let inverted = (start..verb).all(|at| words.is(at, Classes::AUXILIARY));
    let beside = Classes::PREPOSITION
        .union(Classes::WEEKDAY)
        .union(Classes::CONJUNCTION);
    let mut next = verb + 1;
    if next < end && !words.is(next, beside.union(Classes::PRONOUN)) {
        // Whom it was told: "the nurse", "investigators".
        next += usize::from(words.is(next, Classes::ARTICLE.union(Classes::LIGHT)));
        next += 1;
    }
    let goes_on =
        !inverted && next < end && !words.is(next, beside) && !words.form(next).ends_with("ly");
    // Nor does a clause of its own stand further on: "said in May that".
    let verbal = Classes::AUXILIARY.union(Classes::MODALITY);
    let clause = (verb + 1..end)
        .take_while(|&at| !words.is(at, Classes::RELATIVE) || words.is(at, Classes::SUBORDINATOR))
        .any(|at| words.is(at, Classes::SUBORDINATOR.union(verbal)));
    (!goes_on && !clause)
        .then(|| named(words, start, verb, end))
        .flatten()
}

/// The attribution by the cue at `cue`: who is named before it from `start` on, or after it.
fn named(words: &Words<'_>, start: usize, cue: usize, end: usize) -> Option<Attribution> {
    let (speaker, to) = if let Some(length) = words.cue(cue, Classes::ACCORDING) {
        let from = cue + length;
        let to = (from..end.min(from + NAME))
            .find(|&at| at > from && words.gap(at) > Gap::None)
            .unwrap_or(end.min(from + NAME));
        (words.said(from..to.max(from)), to.max(from))
    } else {
        let mut subject = start.max(cue.saturating_sub(NAME))..cue;
        while !subject.is_empty()
            && (words.is(subject.end - 1, Classes::AUXILIARY)
                || words.form(subject.end - 1).ends_with("ly"))
        {
            subject.end -= 1;
        }
        if subject.is_empty()
            && let Some(of) = before_aside(words, cue)
        {
            (words.said(of), cue + 1)
        } else if subject.is_empty() {
            // "said X, the mayor"
            let to = (cue + 1..end.min(cue + 1 + NAME))
                .find(|&at| at > cue + 1 && words.gap(at) > Gap::None)
                .unwrap_or(end.min(cue + 1 + NAME));
            let named = !words.is(cue + 1, Classes::PREPOSITION.union(Classes::SUBORDINATOR));
            // "said the coach, Ola Brandt"
            let next = (to + 1..words.len().min(to + NAME))
                .find(|&at| words.gap(at) > Gap::None)
                .unwrap_or(words.len().min(to + NAME));
            let apposed = words.gap(to) == Gap::Comma
                && to < words.len()
                && (words.form(to).starts_with(char::is_uppercase)
                    || words.is(to, Classes::ARTICLE))
                && !(to..next).any(|at| words.is(at, Classes::AUXILIARY.union(REPORTING)));
            let to = if apposed { next } else { to };
            (if named { words.said(cue + 1..to) } else { "" }, to)
        } else {
            (words.said(subject), cue + 1)
        }
    };
    let own = (start..cue.max(start)).any(|at| words.cue(at, Classes::OWN_VOICE).is_some());
    let shown = start.min(cue)..to.max(cue + 1).min(words.len());
    (!own).then(|| Attribution {
        words: words.span(shown),
        speaker: speaker.to_owned(),
    })
}

/// "Lopez, the widow, said": the words before the aside in front of the verb at `cue`.
fn before_aside(words: &Words<'_>, cue: usize) -> Option<Range<usize>> {
    if cue == 0 || words.gap(cue) != Gap::Comma {
        return None;
    }
    let aside = (1..cue).rev().find(|&at| words.gap(at) >= Gap::Mark)?;
    let from = clause_start(words, aside - 1).max(aside.saturating_sub(NAME));
    (words.gap(aside) == Gap::Comma && from < aside).then_some(from..cue)
}

/// Where the subject of the verb at `verb` may begin: after a comma or a word that opens a clause.
fn clause_start(words: &Words<'_>, verb: usize) -> usize {
    (0..verb)
        .rev()
        .find(|&at| words.gap(at + 1) >= Gap::Mark || words.is(at, Classes::CONJUNCTION))
        .map_or(0, |at| at + 1)
}
