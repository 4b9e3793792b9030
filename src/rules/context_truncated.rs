use super::case::Piece;
use super::{Check, Complaint, Level, context};
use crate::matcher::{Context, Limit};

rule! {
    /// The sentence goes on, or began, with what limits the quoted words.
    ///
    /// ## Why it matters
    /// "… but only if", "unless", "except that": what follows the last quoted word may take back half of it.
    ///
    /// ## Example
    /// ```text
    /// quote   the sentence was reduced to 60 years
    /// source  the sentence was reduced to 60 years, but only for two of the counts
    /// ```
    ///
    /// ## How to mend it
    /// Quote on to the end of the thought, or allow it with the reason why the claim holds all the same.
    CONTEXT_TRUNCATED = "context-truncated", Level::Warn, Check::Context(Limit::Truncated, check)
}

fn check(piece: &Piece<'_>, found: &Context) -> Option<Complaint> {
    let complaint = context::complain(piece, found, "this limits the quoted words")?
        .help("quote these words too, or allow it with a reason");
    Some(complaint)
}
