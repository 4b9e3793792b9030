//! What the rules about the context of a quote have in common.

use super::case::{Piece, shown};
use super::{Complaint, Mark, speaker};
use crate::claim::Stance;
use crate::matcher::{Context, Lexicon, Limit};
use crate::source::Sources;
use crate::verdict::CheckedClaim;

/// Whether what limits a quote matters to piece `index` of `claim`. Nothing rests on a piece that
/// speaks on neither side; whoever quotes denied words against a claim says that they are denied;
/// and what is somebody's word may be claimed to be that.
pub(super) fn concerns(
    claim: &CheckedClaim<'_>,
    index: usize,
    found: &Context,
    sources: &Sources,
    lexicon: &Lexicon,
) -> bool {
    let piece = &claim.evidence[index];
    if piece.side.is_none() {
        return false;
    }
    match found.limit {
        Limit::Negated => piece.evidence.stance != Stance::Contradicts,
        Limit::Attributed => {
            let source = piece.source.and_then(|at| sources.list.get(at.source));
            let language = source.and_then(|source| source.details.language.as_deref());
            let passage = piece.found().map_or("", |found| found.passage.as_str());
            let spoken = || lexicon.for_text(language, passage);
            let speakers = &found.speakers;
            !speaker::owned(claim.claim, piece.evidence, speakers, lexicon, spoken)
        }
        Limit::ElisionHides | Limit::Truncated | Limit::Hypothetical => true,
    }
}

/// A complaint that says why `found` limits the quote and shows the words that do. `None` where
/// that does not matter to the piece.
pub(super) fn complain(piece: &Piece<'_>, found: &Context, label: &str) -> Option<Complaint> {
    let case = piece.case;
    if !concerns(piece.of(), piece.index, found, case.sources, case.lexicon) {
        return None;
    }
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
