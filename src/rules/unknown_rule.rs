use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// A rule that is named in `allow` or in the configuration does not exist.
    ///
    /// ## Why it matters
    /// A misspelt rule changes nothing: what it was to silence still fails, and what it was to deny passes.
    ///
    /// ## Example
    /// ```toml
    /// [rules]
    /// qoute-near = "deny"
    /// ```
    ///
    /// ## How to mend it
    /// Take the name that the message proposes; `pincite explain` lists all rules.
    UNKNOWN_RULE = "unknown-rule", Level::Deny, Check::Problem(ProblemKind::UnknownRule)
}
