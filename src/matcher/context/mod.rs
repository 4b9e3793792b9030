//! What stands around an accepted quote and limits it. A file for each way in which it may.
//!
//! What matters is whether a cue *governs* the quoted words, not that it stands near them: about a
//! quarter of the sentences of a news text are attributed to somebody, and every third stretch of
//! forty words holds a negation. So each reader asks for a cue in a place: the end of the clause
//! that runs into the quote, the opening of the one that goes on after it, the opening of the next
//! sentence.

mod attributed;
mod elision;
mod heading;
mod hypothetical;
mod marks;
mod negated;
mod truncated;
mod words;

pub(super) use elision::hidden;
pub(super) use heading::heading;

use std::ops::Range;

use crate::text::Span;

use super::Limit;
use super::lexicon::{Classes, Lexicon};
use words::Words;

/// How far before the quote its sentence is read, in bytes.
const REACH_BEFORE: usize = 200;
/// How far after the quote its sentence is read, in bytes and words.
const REACH_AFTER: usize = 240;
const WORDS_AFTER: usize = 40;
/// How much of the next sentence is read, in bytes and words: a denial stands in its opening.
const REACH_NEXT: usize = 110;
const WORDS_NEXT: usize = 14;
/// More blank lines than this between two sentences, and the second does not speak of the first.
const LINES_BETWEEN: usize = 2;

/// One way in which what stands around a quote limits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) limit: Limit,
    /// The words that do so.
    pub(super) span: Span,
    /// Why, in a clause.
    pub(super) reason: &'static str,
    /// To whom the text attributes the quoted words, the nearest first; only for
    /// [`Limit::Attributed`], and empty where the text names nobody.
    pub(super) speakers: Vec<String>,
}

impl Found {
    fn new(limit: Limit, span: Span, reason: &'static str) -> Self {
        Self {
            limit,
            span,
            reason,
            speakers: Vec::new(),
        }
    }
}

/// What stands around a quote, as far as it is read.
struct Around<'t> {
    text: &'t str,
    /// The quoted words in the source.
    span: Span,
    /// The first quoted words.
    quoted: Words<'t>,
    /// From the beginning of the sentence to the quote.
    before: Words<'t>,
    /// Whether `before` begins where the sentence does.
    opens: bool,
    /// From the quote to the end of its sentence.
    after: Words<'t>,
    /// The opening of the next sentence.
    next: Words<'t>,
    /// Where the sentence ends in which the quote does.
    end: usize,
    lexicon: &'t Lexicon,
}

/// Reads what stands around `span` of `text`, which was found for a quote, in its `sentence`.
pub(super) fn read(text: &str, span: Span, sentence: Span, lexicon: &Lexicon) -> Vec<Found> {
    let around = Around::new(text, span, sentence, lexicon);
    let mut found = Vec::new();
    let negated = negated::read(&around);
    let truncated = truncated::read(&around);
    let hypothetical = hypothetical::read(&around);
    let denied = negated.is_some();
    let attributed = if denied {
        None
    } else {
        attributed::read(&around)
    };
    // One cause, one finding: the graver reading of a cue is the only one.
    for reading in [negated, truncated, hypothetical, attributed]
        .into_iter()
        .flatten()
    {
        let known = |other: &Found| {
            other.span.start < reading.span.end && reading.span.start < other.span.end
        };
        if !found.iter().any(known) {
            found.push(reading);
        }
    }
    found
}

impl<'t> Around<'t> {
    fn new(text: &'t str, span: Span, sentence: Span, lexicon: &'t Lexicon) -> Self {
        let (sentence, end) = (sentence.start, sentence.end.max(span.end));
        let floor = text.ceil_char_boundary(span.start.saturating_sub(REACH_BEFORE));
        let from = if sentence >= floor {
            sentence
        } else {
            // A word that is cut is no word.
            let space = text[floor..span.start].find(char::is_whitespace);
            space.map_or(span.start, |space| floor + space)
        };
        let to = text.floor_char_boundary(end.min(span.end + REACH_AFTER));
        let rest = &text[end..];
        let next = end + rest.len() - rest.trim_start().len();
        let near = text[end..next].matches('\n').count() <= LINES_BETWEEN;
        let next_end = if near {
            text.floor_char_boundary((next + REACH_NEXT).min(text.len()))
        } else {
            next
        };
        Self {
            text,
            span,
            quoted: Words::new(text, span.range(), 4, lexicon),
            before: Words::new(text, from..span.start, usize::MAX, lexicon),
            opens: from == sentence,
            after: Words::new(text, span.end..to, WORDS_AFTER, lexicon),
            next: Words::new(text, next..next_end, WORDS_NEXT, lexicon),
            end,
            lexicon,
        }
    }

    /// Whether the quote begins as a clause does: with its subject.
    fn clausal(&self) -> bool {
        let begins = Classes::ARTICLE
            .union(Classes::PRONOUN)
            .union(Classes::QUANTIFIER);
        self.quoted.len() > 0
            && (self.quoted.is(0, begins) || self.quoted.form(0).starts_with(char::is_uppercase))
    }

    /// What an elision took out beside a fragment, as if the sentence were read from there.
    fn gap(text: &'t str, span: Span, gap: Range<usize>, lexicon: &'t Lexicon) -> Self {
        let from = text.ceil_char_boundary(gap.end.saturating_sub(REACH_BEFORE).max(gap.start));
        let to = text.floor_char_boundary(gap.end.min(gap.start + REACH_AFTER));
        Self {
            text,
            span,
            quoted: Words::new(text, span.range(), 4, lexicon),
            before: Words::new(text, from..gap.end, usize::MAX, lexicon),
            opens: false,
            after: Words::new(text, gap.start..to, WORDS_AFTER, lexicon),
            next: Words::new(text, gap.end..gap.end, 0, lexicon),
            end: span.end,
            lexicon,
        }
    }
}
