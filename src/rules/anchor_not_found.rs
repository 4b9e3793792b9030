use super::case::{Piece, count, shown};
use super::{Check, Complaint, Level, Mark};
use crate::matcher::Anchor;

rule! {
    /// The source holds the quote, but nowhere with the given `prefix` and `suffix` around it.
    ///
    /// ## Why it matters
    /// `prefix` and `suffix` pick one of several places. If they stand at none, it is not certain which place is
    /// meant, nor whether the source was read right.
    ///
    /// ## Example
    /// ```toml
    /// prefix = "On appeal "
    /// quote = "sentenced to 60 years"   # stands only after "In March 2009 she was "
    /// ```
    ///
    /// ## How to mend it
    /// Copy the text that stands just before or after the quote, or leave the anchors out where the quote stands
    /// only once.
    ANCHOR_NOT_FOUND = "anchor-not-found", Level::Deny, Check::Quote(check)
}

fn check(piece: &Piece<'_>) -> Option<Complaint> {
    let found = piece
        .found()
        .filter(|found| found.anchor == Anchor::NotFound)?;
    if !found.fidelity.accepted() {
        return None;
    }
    let evidence = piece.evidence();
    let (anchors, at) = match (&evidence.prefix, &evidence.suffix) {
        (Some(prefix), Some(_)) => ("`prefix` and `suffix`", prefix.span),
        (Some(prefix), None) => ("`prefix`", prefix.span),
        (None, Some(suffix)) => ("`suffix`", suffix.span),
        (None, None) => return None,
    };
    let name = shown(&piece.case.name(piece.checked().source?));
    let places = count(found.occurrences.max(1), "place");
    let here = found.spans.first().and_then(|place| {
        let marks = vec![Mark {
            span: place.span,
            label: String::new(),
        }];
        piece.in_source(
            *place,
            found.excerpt.clone(),
            "the quote stands here",
            marks,
        )
    });
    let complaint = piece
        .complain(format!(
            "the quote stands in {name} at {places}, but nowhere beside this {anchors}"
        ))
        .help(format!(
            "copy the text next to the quote into {anchors}, or leave it out"
        ))
        .related(here);
    Some(Complaint {
        span: at,
        ..complaint
    })
}
