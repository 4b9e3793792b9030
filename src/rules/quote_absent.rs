use super::case::{Piece, shown};
use super::{Check, Complaint, Level, Mark};
use crate::matcher::Fidelity;

rule! {
    /// No passage of the source is recognisably the one quoted.
    ///
    /// ## Why it matters
    /// The source does not say it: the words were written from memory, paraphrased, translated, or made up.
    ///
    /// ## Example
    /// ```toml
    /// source = "encyclopedia"
    /// quote = "She never confessed to anything at all"
    /// ```
    ///
    /// ## How to mend it
    /// `pincite find` looks for the passage that was meant, in all sources. If there is none, the claim needs
    /// other evidence.
    QUOTE_ABSENT = "quote-absent", Level::Deny, Check::Quote(check)
}

fn check(piece: &Piece<'_>) -> Option<Complaint> {
    let found = piece
        .found()
        .filter(|found| found.fidelity == Fidelity::Absent)?;
    if !piece.checked().found_elsewhere.is_empty() {
        return None;
    }
    let name = shown(&piece.case.name(piece.checked().source?));
    let marks = found
        .spans
        .iter()
        .map(|place| Mark {
            span: place.span,
            label: String::new(),
        })
        .collect();
    let nearest = found
        .spans
        .first()
        .filter(|_| found.excerpt.is_some())
        .and_then(|place| piece.in_source(*place, found.excerpt.clone(), "nearest passage", marks));
    let help = if nearest.is_some() {
        "copy the words of the source, or look for the passage with `pincite find`"
    } else {
        "look for the passage with `pincite find`, or rest the claim on something else"
    };
    let quote = piece.evidence().quote.span;
    Some(
        piece
            .complain(format!("{name} does not say this"))
            .mark(quote, "not in the source")
            .help(help)
            .related(nearest),
    )
}
