use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// A source is there, but cannot be read as text.
    ///
    /// ## Why it matters
    /// None of the quotes from it can be checked.
    ///
    /// ## Example
    /// A file in an older encoding, a PDF, a folder, or a link that leaves the project.
    ///
    /// ## How to mend it
    /// Where the encoding is the trouble, name it in the catalogue: `encoding = "windows-1252"`. For other
    /// formats keep the text beside the original and cite the text.
    SOURCE_UNREADABLE = "source-unreadable", Level::Deny, Check::Problem(ProblemKind::SourceUnreadable)
}
