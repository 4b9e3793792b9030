use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// A source is not the file that was pinned when it was quoted.
    ///
    /// ## Why it matters
    /// Sources are kept as they were obtained. One that was edited, or fetched again, may no longer say what
    /// was quoted, or may say it only because somebody put it there.
    ///
    /// ## Example
    /// ```toml
    /// [[source]]
    /// id = "blog"
    /// file = "blog.txt"
    /// sha256 = "9f86d081…"   # of the file as it was
    /// ```
    ///
    /// ## How to mend it
    /// Restore the file. Where the new version is the one that is meant, see that every quote from it still
    /// holds, and write its hash into the catalogue.
    SOURCE_CHANGED = "source-changed", Level::Deny, Check::Problem(ProblemKind::SourceChanged)
}
