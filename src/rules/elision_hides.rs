use super::case::Piece;
use super::{Check, Complaint, Level, context};
use crate::matcher::{Context, Limit};

rule! {
    /// The words taken out by an elision change what is left.
    ///
    /// ## Why it matters
    /// An elision may shorten; it may not turn the sense. A negation, a condition, an exception or a hedge that is
    /// left out makes the source say what it does not.
    ///
    /// ## Example
    /// ```text
    /// quote   the committee … recommended her release
    /// source  the committee has never recommended her release
    /// ```
    ///
    /// ## How to mend it
    /// Quote the words that were taken out, or claim only what the whole sentence says.
    ELISION_HIDES = "elision-hides", Level::Deny, Check::Context(Limit::ElisionHides, check)
}

fn check(piece: &Piece<'_>, found: &Context) -> Option<Complaint> {
    let complaint = context::complain(piece, found, "left out by the elision")?
        .help("quote these words too, or claim only what the whole sentence says");
    Some(complaint)
}
