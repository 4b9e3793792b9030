use super::case::Piece;
use super::{Check, Complaint, Level, context};
use crate::matcher::{Context, Limit};

rule! {
    /// What is quoted is a condition, a plan or a question in the source.
    ///
    /// ## Why it matters
    /// "If she is released" is no release, and a question asserts nothing.
    ///
    /// ## Example
    /// ```text
    /// quote   the court will order her release
    /// source  Her lawyers hope the court will order her release.
    /// ```
    ///
    /// ## How to mend it
    /// Claim the plan, the hope or the question, or find evidence that it came true.
    CONTEXT_HYPOTHETICAL = "context-hypothetical", Level::Warn, Check::Context(Limit::Hypothetical, check)
}

fn check(piece: &Piece<'_>, found: &Context) -> Option<Complaint> {
    let complaint = context::complain(piece, found, "this makes it a supposition")?
        .help("claim no more than the source says, or quote a source that states it as a fact");
    Some(complaint)
}
