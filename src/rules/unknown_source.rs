use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// The `source` of a piece of evidence, or a name in `derived-from`, names no source.
    ///
    /// ## Why it matters
    /// A quote without a source cannot be checked.
    ///
    /// ## Example
    /// ```toml
    /// source = "encyclopaedia"   # the catalogue calls it `encyclopedia`
    /// ```
    ///
    /// ## How to mend it
    /// Write an id from a catalogue, the path of a file below the sources' folder, or its name without the
    /// ending where only one file has it. `id#part` names one article of a file that holds several.
    UNKNOWN_SOURCE = "unknown-source", Level::Deny, Check::Problem(ProblemKind::UnknownSource)
}
