use super::{Check, Level};
use crate::text::ProblemKind;

rule! {
    /// A claim file or catalogue cannot be read as it stands, or something in it has no meaning.
    ///
    /// ## Why it matters
    /// What cannot be read is not checked. The finding says how many claims a broken file keeps from being
    /// read; all other files are checked all the same.
    ///
    /// ## Example
    /// ```toml
    /// quote = "He said "no" to both."
    /// ```
    /// The second quotation mark ends the string.
    ///
    /// ## How to mend it
    /// The message says what was expected. A quote that holds quotation marks goes between three
    /// apostrophes: `quote = '''He said "no" to both.'''`. A quote that cannot be looked for (no letter and no
    /// digit in it, or a single common word) has to be quoted at greater length.
    FILE_INVALID = "file-invalid", Level::Deny, Check::Problem(ProblemKind::FileInvalid)
}
