use super::case::Piece;
use super::{Check, Complaint, Level, context};
use crate::matcher::{Context, Limit};

rule! {
    /// The source denies, retracts or corrects what is quoted.
    ///
    /// ## Why it matters
    /// Every quoted word stands there, and the sentence says the opposite: a "not" before the first word, or "That
    /// is not true" after the last.
    ///
    /// ## Example
    /// ```text
    /// quote   she had been seen at the ranch
    /// source  Nobody testified that she had been seen at the ranch.
    /// ```
    ///
    /// ## How to mend it
    /// Quote the denial with it, and set `stance = "contradicts"` where the source speaks against the claim.
    CONTEXT_NEGATED = "context-negated", Level::Deny, Check::Context(Limit::Negated, check)
}

fn check(piece: &Piece<'_>, found: &Context) -> Option<Complaint> {
    let complaint = context::complain(piece, found, "this turns the sense")?
        .help("quote these words too; where the source speaks against the claim, say stance = \"contradicts\"");
    Some(complaint)
}
