//! Differences, marked in the claim file and in the source.

use super::Mark;
use super::case::{Piece, shown};
use crate::matcher::Difference;
use crate::text::Span;

/// How many differences are marked: more than anybody reads, and a bound for a long quote that
/// differs throughout.
const MARKED: usize = 12;

/// Which text is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The quote in the claim file.
    Quote,
    /// The passage in the source.
    Source,
}

/// Marks of `differences` on one side.
pub(super) fn marks(piece: &Piece<'_>, differences: &[&Difference], on: Side) -> Vec<Mark> {
    let marked = differences.iter().take(MARKED);
    marked
        .map(|difference| match on {
            Side::Quote => Mark {
                span: span(piece, difference),
                label: in_quote(difference),
            },
            Side::Source => Mark {
                span: difference.source_span,
                label: in_source(difference),
            },
        })
        .collect()
}

/// Where a difference stands in the claim file.
pub(super) fn span(piece: &Piece<'_>, difference: &Difference) -> Span {
    piece.in_file(difference.quote_span)
}

fn in_quote(difference: &Difference) -> String {
    match (difference.quoted.is_empty(), difference.material) {
        (true, _) => format!("the source has \"{}\" here", shown(&difference.source)),
        (false, true) => "not in the source".to_owned(),
        (false, false) => String::new(),
    }
}

fn in_source(difference: &Difference) -> String {
    let kind = difference.kind.name();
    let (quoted, source) = (shown(&difference.quoted), shown(&difference.source));
    match (quoted.is_empty(), source.is_empty()) {
        (true, true) => kind.to_owned(),
        (true, false) => format!("{kind}: \"{source}\" is not in the quote"),
        (false, true) => format!("{kind}: \"{quoted}\" is not here"),
        (false, false) => format!("{kind}: {quoted} → {source}"),
    }
}
