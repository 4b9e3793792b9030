use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// A key is not one that pincite knows, or stands where it has no meaning.
    ///
    /// ## Why it matters
    /// A misspelt key is not read: `stanse = "contradicts"` would leave evidence against a claim among its
    /// support.
    ///
    /// ## Example
    /// ```toml
    /// [[claim.evidence]]
    /// source = "blog"
    /// quote = "…"
    /// subject = "sentence/first"   # a key of the claim, below the heading of its evidence
    /// ```
    ///
    /// ## How to mend it
    /// Take the word that the message proposes, or move the key above the `[[claim.evidence]]` heading. Remarks
    /// for people go into `note`.
    UNKNOWN_KEY = "unknown-key", Level::Deny, Check::Problem(ProblemKind::UnknownKey)
}
