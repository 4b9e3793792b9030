use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// A catalogue describes a file that is not there.
    ///
    /// ## Why it matters
    /// None of the quotes from it can be checked. They are reported as not checked, never as absent: the
    /// writer may be right.
    ///
    /// ## Example
    /// ```toml
    /// [[source]]
    /// id = "blog"
    /// file = "blog.txt"   # was renamed to blog-2012.txt
    /// ```
    ///
    /// ## How to mend it
    /// Put the file back, or correct `file`; it is relative to the catalogue. A source that is gone for good is
    /// taken out of the catalogue, and its quotes out of the claims.
    SOURCE_MISSING = "source-missing", Level::Deny, Check::Problem(ProblemKind::SourceMissing)
}
