//! What a rule says.

use crate::matcher::Excerpt;
use crate::text::{Region, Span};

/// How grave a finding of a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported; `warning` in output.
    Warn,
    /// Fails the check; `error` in output.
    Deny,
}

impl Level {
    /// The word used in configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }

    /// The word used in output.
    pub fn output(self) -> &'static str {
        match self {
            Self::Allow => "allowed",
            Self::Warn => "warning",
            Self::Deny => "error",
        }
    }
}

/// Bytes of a file to underline, with words beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the file.
    pub span: Span,
    /// Such as "number: 61 → 60"; may be empty.
    pub label: String,
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file, relative to the project, with `/`.
    pub file: String,
    /// Where in it.
    pub region: Region,
    /// What it is: "nearest passage", "the other claim".
    pub label: String,
    /// The lines to show, where the file is a source. A claim file's text is in
    /// [`crate::report::Report::texts`].
    pub excerpt: Option<Excerpt>,
    /// What to underline, in bytes of the file.
    pub marks: Vec<Mark>,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// `Warn` or `Deny`.
    pub level: Level,
    /// One sentence without a final full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// What follows from it, and further remarks.
    pub notes: Vec<String>,
    /// The claim's id, where it is about one.
    pub claim: Option<String>,
    /// The index of the piece of evidence in the claim.
    pub evidence: Option<usize>,
    /// The file to mend, relative to the project, with `/`.
    pub file: String,
    /// Bytes of that file.
    pub span: Span,
    /// The same in lines and columns.
    pub region: Region,
    /// What to underline in that file; where empty, `span`.
    pub marks: Vec<Mark>,
    /// Other places.
    pub related: Vec<Related>,
    /// A hash over rule, source and part, folded quote (or claim text, or file and key) and a
    /// counter among equals: no id, file or line.
    pub fingerprint: String,
}

/// A finding silenced with a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The finding as it would have been.
    pub finding: Finding,
    /// The reason given.
    pub why: String,
}
