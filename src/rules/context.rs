//! What the rules about the context of a quote have in common.

use super::case::{Piece, shown};
use super::{Complaint, Mark};
use crate::matcher::Context;

/// A complaint that says why `found` limits the quote and shows the words that do. `None` for
/// evidence that speaks neither for the claim nor against it: nothing rests on it.
pub(super) fn complain(piece: &Piece<'_>, found: &Context, label: &str) -> Option<Complaint> {
    piece.checked().side?;
    let message = format!("{}: \"{}\"", found.reason, shown(&found.words));
    // The excerpt holds the match; words far from it are only named with their place.
    let around = piece.found().and_then(|it| it.excerpt.clone());
    let excerpt = around.filter(|excerpt| {
        let end = excerpt.start + excerpt.text.len();
        excerpt.start <= found.place.span.start && found.place.span.end <= end
    });
    let marks = match excerpt {
        Some(_) => vec![Mark {
            span: found.place.span,
            label: label.to_owned(),
        }],
        None => Vec::new(),
    };
    let complaint = piece.complain(message);
    Some(complaint.related(piece.in_source(found.place, excerpt, label, marks)))
}
