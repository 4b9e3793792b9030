use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// Two claims have the same id, or ids that differ only in case.
    ///
    /// ## Why it matters
    /// Reports, comments and tests name a claim by its id. With two of one name nobody can tell which failed.
    ///
    /// ## Example
    /// ```toml
    /// [[claim]]
    /// id = "first-sentence"
    ///
    /// [[claim]]
    /// id = "First-Sentence"
    /// ```
    ///
    /// ## How to mend it
    /// Give one of them another id. It may hold letters, digits, `.`, `_` and `-`.
    DUPLICATE_ID = "duplicate-id", Level::Deny, Check::Problem(ProblemKind::DuplicateId)
}
