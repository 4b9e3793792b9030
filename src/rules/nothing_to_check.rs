use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// There is no claim, no evidence or no source.
    ///
    /// ## Why it matters
    /// A check of nothing passes: a mistyped folder, or a glob that names no file, would look like success.
    ///
    /// ## Example
    /// ```toml
    /// # pincite.toml
    /// claims = ["claim/**/*.toml"]   # the folder is called `claims`
    /// ```
    ///
    /// ## How to mend it
    /// Name the right folder, or write the first claim:
    /// ```toml
    /// [[claim]]
    /// id = "born-1974"
    /// text = "She was born on 17 November 1974."
    /// source = "encyclopedia"
    /// quote = "(born 17 November 1974)"
    /// ```
    NOTHING_TO_CHECK = "nothing-to-check", Level::Deny, Check::Problem(ProblemKind::NothingToCheck)
}
