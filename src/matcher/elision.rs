//! What an elision took out, and whether it hides something.
//!
//! Only the rest of the sentences in which the two fragments stand is read, and of that only what
//! governs the words that were kept: a cue in the middle of a long gap, or in an aside between
//! commas or parentheses, governs words that are gone as well.

use crate::text::{Span, TokenKind, Tokens};

use super::lexicon::{Classes, Lexicon};

/// Behind a kept fragment a cue governs it within this many words.
const REACH_BACK: usize = 3;
/// Before a kept fragment a cue governs it within this many words.
const REACH_FORWARD: usize = 6;
/// In a gap of at most this many words every cue governs what was kept on both sides.
const SHORT_GAP: usize = 12;

/// Why a gap between two fragments hides something: the words that carry it, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    pub(super) span: Span,
    pub(super) reason: &'static str,
}

/// What of `gap` (a span of `text` between two fragments) is hidden that governs what was kept.
pub(super) fn hidden(
    text: &str,
    gap: Span,
    lexicon: &Lexicon,
    abbreviation: &dyn Fn(&str) -> bool,
) -> Option<Hidden> {
    let first_end = crate::text::sentences::sentence_end(text, gap.start, abbreviation);
    if first_end >= gap.end {
        return read(text, gap, true, true, lexicon);
    }
    let last_start =
        crate::text::sentences::sentence_start(text, gap.end, abbreviation).max(first_end);
    read(text, Span::new(gap.start, first_end), true, false, lexicon)
        .or_else(|| read(text, Span::new(last_start, gap.end), false, true, lexicon))
}

/// Reads a stretch of one sentence. `left`, `right`: whether kept words touch it on that side.
fn read(text: &str, span: Span, left: bool, right: bool, lexicon: &Lexicon) -> Option<Hidden> {
    let tokens = Tokens::new(text, span.range());
    let mut segments: Vec<Vec<usize>> = vec![Vec::new()];
    let mut depth = 0_usize;
    for (at, token) in tokens.list.iter().enumerate() {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            TokenKind::Comma | TokenKind::Stop | TokenKind::Ellipsis if depth == 0 => {
                segments.push(Vec::new());
            }
            TokenKind::Dash if depth == 0 && token.space_before() => segments.push(Vec::new()),
            TokenKind::Word if depth == 0 => {
                segments.last_mut().expect("there is always one").push(at);
            }
            _ => {}
        }
    }
    let last = segments.len() - 1;
    for (which, segment) in segments.iter().enumerate() {
        let touches_left = left && which == 0;
        let touches_right = right && which == last;
        let forms: Vec<&str> = segment
            .iter()
            .map(|&at| tokens.form(tokens.list[at]))
            .collect();
        let place = |from: usize, length: usize| {
            let end = (from + length).min(segment.len()).max(from + 1) - 1;
            Span::new(
                tokens.list[segment[from]].span.start,
                tokens.list[segment[end]].span.end,
            )
        };
        // A condition or an exception limits the sentence wherever its clause stands in it.
        if let Some((length, classes)) = lexicon
            .phrase_at(&forms, Classes::CONDITION.union(Classes::EXCEPTION))
            .or_else(|| {
                single(
                    &forms,
                    0,
                    Classes::CONDITION.union(Classes::EXCEPTION),
                    lexicon,
                )
            })
            && (touches_left || touches_right || forms.len() <= SHORT_GAP)
        {
            let reason = if classes.intersects(Classes::EXCEPTION) {
                "the elision takes out an exception"
            } else {
                "the elision takes out a condition"
            };
            if !matches!(forms[0], "however" | "though" | "but" | "although" | "yet")
                || touches_right && which == 0
            {
                return Some(Hidden {
                    span: place(0, length),
                    reason,
                });
            }
        }
        if !(touches_left || touches_right) {
            continue;
        }
        for at in 0..forms.len() {
            let near_left =
                touches_left && (at < REACH_BACK || forms.len() <= SHORT_GAP && touches_right);
            let near_right = touches_right
                && (forms.len() - at <= REACH_FORWARD || forms.len() <= SHORT_GAP && touches_left);
            if !(near_left || near_right) {
                continue;
            }
            let found = super::check::word_classes(lexicon, forms[at]);
            let reason = if found.intersects(Classes::NEGATION) {
                "the elision takes out a negation"
            } else if found.intersects(Classes::MODALITY)
                && found.intersects(Classes::AUXILIARY.union(Classes::MODALITY))
            {
                "the elision takes out a modal verb"
            } else if found.intersects(Classes::DENIAL) && !found.intersects(Classes::REPORT) {
                "the elision takes out a denial"
            } else if found.intersects(Classes::HEDGE) && !found.intersects(Classes::PREPOSITION) {
                "the elision takes out a hedge"
            } else if matches!(
                forms[at],
                "only" | "solely" | "merely" | "except" | "unless"
            ) {
                "the elision takes out a restriction"
            } else {
                continue;
            };
            return Some(Hidden {
                span: place(at, 1),
                reason,
            });
        }
    }
    None
}

fn single(
    forms: &[&str],
    at: usize,
    wanted: Classes,
    lexicon: &Lexicon,
) -> Option<(usize, Classes)> {
    let classes = lexicon.classes(forms.get(at)?);
    classes.intersects(wanted).then_some((1, classes))
}
