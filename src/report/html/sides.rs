//! A quote and its passage, cut into pieces that show word by word where they differ.

use serde::Serialize;

use crate::matcher::{Difference, Fidelity, Match};
use crate::text::sentences::sentences;
use crate::text::{Span, span::floor_boundary};

/// Bytes of context shown on either side of the quoted words at most.
const CONTEXT: usize = 320;
/// A stretch between two fragments that is longer, in bytes, is cut in its middle.
const LONGEST_GAP: usize = 600;

/// A stretch of a quote or of a passage.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    /// `plain` (quoted words), `context`, `cut`, `material` or `harmless`.
    pub(super) class: &'static str,
    pub(super) text: String,
    /// The number of the difference, from 1; only of those listed.
    pub(super) number: Option<usize>,
    /// What the difference is.
    pub(super) kind: Option<&'static str>,
}

/// A difference, as it is listed below the two sides.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Named {
    pub(super) number: usize,
    pub(super) kind: &'static str,
    pub(super) material: bool,
    pub(super) quoted: String,
    pub(super) source: String,
}

/// The two sides of a piece of evidence.
#[derive(Debug, Default, Serialize)]
pub(super) struct Sides {
    pub(super) quote: Vec<Piece>,
    pub(super) source: Vec<Piece>,
    /// Those that change what is said, and slips: the numbered ones.
    pub(super) named: Vec<Named>,
    /// The kinds of the harmless rest, each once, in the order of gravity.
    pub(super) harmless: Vec<&'static str>,
}

impl Sides {
    /// The sides of `quote` and of the passage that `found` names in the source's `text`.
    pub(super) fn new(quote: &str, found: &Match, text: &str) -> Self {
        let absent = found.fidelity == Fidelity::Absent;
        let differences: &[Difference] = if absent { &[] } else { &found.differences };
        let mut kinds: Vec<_> = differences
            .iter()
            .filter(|it| !is_named(it))
            .map(|it| it.kind)
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        let spans: Vec<Span> = found
            .spans
            .iter()
            .map(|place| place.span)
            .filter(|span| text.get(span.range()).is_some())
            .collect();
        let source = match (
            spans.iter().map(|it| it.start).min(),
            spans.iter().map(|it| it.end).max(),
        ) {
            (Some(start), Some(end)) => {
                let marks = marks(differences, |it| it.source_span);
                pieces(text, window(text, Span::new(start, end)), &spans, &marks)
            }
            _ => Vec::new(),
        };
        let whole = Span::new(0, quote.len());
        Self {
            quote: pieces(
                quote,
                whole,
                &[whole],
                &marks(differences, |it| it.quote_span),
            ),
            source,
            named: differences
                .iter()
                .filter(|it| is_named(it))
                .enumerate()
                .map(|(at, it)| Named {
                    number: at + 1,
                    kind: it.kind.name(),
                    material: it.material,
                    quoted: it.quoted.clone(),
                    source: it.source.clone(),
                })
                .collect(),
            harmless: kinds.into_iter().map(crate::matcher::Kind::name).collect(),
        }
    }

    /// The quote alone, where it was not checked.
    pub(super) fn unchecked(quote: &str) -> Self {
        let whole = Span::new(0, quote.len());
        Self {
            quote: pieces(quote, whole, &[whole], &[]),
            ..Self::default()
        }
    }
}

/// Whether a difference is shown with a number: all but those of layout and typography.
fn is_named(difference: &Difference) -> bool {
    use crate::matcher::Kind;
    difference.material
        || matches!(
            difference.kind,
            Kind::Slip
                | Kind::Spelling
                | Kind::Article
                | Kind::Accent
                | Kind::Bracket
                | Kind::Elision
        )
}

struct Marked {
    span: Span,
    material: bool,
    kind: &'static str,
    number: Option<usize>,
}

/// The differences on one side by place; of two that overlap the first.
fn marks(differences: &[Difference], side: impl Fn(&Difference) -> Span) -> Vec<Marked> {
    let mut number = 0;
    let mut marks: Vec<_> = differences
        .iter()
        .map(|it| {
            let named = is_named(it);
            number += usize::from(named);
            Marked {
                span: side(it),
                material: it.material,
                kind: it.kind.name(),
                number: named.then_some(number),
            }
        })
        .collect();
    marks.sort_by_key(|mark| (mark.span, mark.number.is_none()));
    let mut end = 0;
    marks.retain(|mark| {
        let free = mark.span.start >= end;
        if free {
            end = mark.span.end;
        }
        free
    });
    marks
}

/// What is shown around `hull`: its sentences, as far as they are near.
fn window(text: &str, hull: Span) -> Span {
    let whole = sentences(text, hull, &|_| false);
    let start = whole
        .start
        .max(floor_boundary(text, hull.start.saturating_sub(CONTEXT)));
    let end = whole.end.min(floor_boundary(text, hull.end + CONTEXT));
    Span::new(start.min(hull.start), end.max(hull.end))
}

/// `text[window]` in pieces; `quoted` and `marks` ascend.
fn pieces(text: &str, window: Span, quoted: &[Span], marks: &[Marked]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut cuts: Vec<usize> = quoted
        .iter()
        .chain(marks.iter().map(|mark| &mark.span))
        .flat_map(|span| [span.start, span.end])
        .chain([window.start, window.end])
        .filter(|cut| (window.start..=window.end).contains(cut) && text.is_char_boundary(*cut))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (mut quoted, mut marks) = (quoted.iter().peekable(), marks.iter().peekable());
    for (at, &start) in cuts.iter().enumerate() {
        while let Some(mark) = marks.next_if(|mark| mark.span.end <= start) {
            // words that only the other side has
            if mark.span.is_empty() && mark.span.start == start && mark.number.is_some() {
                pieces.push(Piece::of(mark, String::new()));
            }
        }
        while quoted.next_if(|span| span.end <= start).is_some() {}
        let Some(&end) = cuts.get(at + 1) else { break };
        let inside = quoted.peek().is_some_and(|span| span.contains(start));
        let stretch = &text[start..end];
        match marks.peek().filter(|mark| mark.span.contains(start)) {
            Some(mark) => pieces.push(Piece::of(mark, stretch.to_owned())),
            None if inside => pieces.push(Piece::plain("plain", stretch)),
            None if stretch.len() > LONGEST_GAP => {
                let head = floor_boundary(stretch, LONGEST_GAP / 2);
                let tail = floor_boundary(stretch, stretch.len() - LONGEST_GAP / 2);
                pieces.push(Piece::plain("context", &stretch[..head]));
                pieces.push(Piece::plain("cut", " … "));
                pieces.push(Piece::plain("context", &stretch[tail..]));
            }
            None => pieces.push(Piece::plain("context", stretch)),
        }
    }
    pieces
}

impl Piece {
    fn plain(class: &'static str, text: &str) -> Self {
        Self {
            class,
            text: text.to_owned(),
            number: None,
            kind: None,
        }
    }

    fn of(mark: &Marked, text: String) -> Self {
        Self {
            class: if mark.material {
                "material"
            } else {
                "harmless"
            },
            text,
            number: mark.number,
            kind: Some(mark.kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::{Kind, Place};

    fn drawn(pieces: &[Piece]) -> String {
        let drawn = pieces
            .iter()
            .map(|piece| match (piece.class, piece.number) {
                ("plain", _) => piece.text.clone(),
                (_, Some(number)) => format!("[{number}:{}]", piece.text),
                (class, None) => format!("({class} {})", piece.text),
            });
        drawn.collect()
    }

    fn difference(
        kind: Kind,
        material: bool,
        quote: (usize, usize),
        source: (usize, usize),
    ) -> Difference {
        Difference {
            kind,
            material,
            quoted: String::new(),
            source: String::new(),
            quote_span: Span::new(quote.0, quote.1),
            source_span: Span::new(source.0, source.1),
        }
    }

    #[test]
    fn differences_are_marked_on_both_sides() {
        let text = "Before. She got 60 years, not more. After.";
        let quote = "She got 61 years";
        let found = Match {
            fidelity: Fidelity::Altered,
            spans: vec![Place {
                span: Span::new(8, 34),
                ..Place::default()
            }],
            occurrences: 1,
            elsewhere: Vec::new(),
            differences: vec![
                difference(Kind::Number, true, (8, 10), (16, 18)),
                difference(Kind::Omission, true, (16, 16), (24, 34)),
            ],
            passage: String::new(),
            excerpt: None,
            similarity: 0.9,
            anchor: crate::matcher::Anchor::NotAsked,
            heading: false,
            short: false,
            context: Vec::new(),
            ambiguous: None,
        };
        let sides = Sides::new(quote, &found, text);
        assert_eq!(drawn(&sides.quote), "She got [1:61] years[2:]");
        assert_eq!(
            drawn(&sides.source),
            "She got [1:60] years[2:, not more](context .)"
        );
        assert_eq!(sides.named.len(), 2);
    }

    #[test]
    fn a_passage_that_is_not_there_any_more_is_not_shown() {
        let whole = Span::new(0, 3);
        assert_eq!(drawn(&pieces("abc", whole, &[whole], &[])), "abc");
        assert!(pieces("", Span::default(), &[], &[]).is_empty());
    }
}
