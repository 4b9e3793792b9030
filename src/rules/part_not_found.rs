use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// A part of a source cannot be told from the rest of the file, or does not exist.
    ///
    /// ## Why it matters
    /// A part supplies the publisher, date and origin of what is quoted from it. If its edges are not certain,
    /// neither is whose words they are.
    ///
    /// ## Example
    /// ```toml
    /// [[source.part]]
    /// id = "reuters-may"
    /// starts = "Florence Cassez"   # stands on every page of the file
    /// ```
    ///
    /// ## How to mend it
    /// `starts` and `ends` are quotes that stand exactly once in the file. Make them longer, or say after what
    /// they stand with `after = "…"`. In a claim, name a part that the catalogue has.
    PART_NOT_FOUND = "part-not-found", Level::Deny, Check::Problem(ProblemKind::PartNotFound)
}
