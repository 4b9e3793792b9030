//! What is wrong in a file, kept as data until a rule turns it into a finding.

use super::Span;

/// Something wrong in a claim file, a catalogue or the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule speaks of it.
    pub kind: ProblemKind,
    /// The file, relative to the project, with `/`.
    pub file: String,
    /// Where in the file; empty at 0 where the file as a whole is meant.
    pub span: Span,
    /// What is wrong, in a sentence without a final full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Further remarks, one line each.
    pub notes: Vec<String>,
    /// The id of the claim in which it stands, where there is one.
    pub claim: Option<String>,
    /// The index of the piece of evidence in that claim, where it is about one.
    pub evidence: Option<usize>,
}

/// The rule a [`Problem`] belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// `file-invalid`: it does not parse, a key is missing or has the wrong type.
    FileInvalid,
    /// `unknown-key`.
    UnknownKey,
    /// `duplicate-id`.
    DuplicateId,
    /// `unknown-rule`: in `allow` or in the configuration.
    UnknownRule,
    /// `unknown-source`: a reference that names no source.
    UnknownSource,
    /// `source-missing`: a catalogue names a file that is not there.
    SourceMissing,
    /// `source-unreadable`: it is there and cannot be read as text, or lies outside the project.
    SourceUnreadable,
    /// `source-changed`: its hash is not the pinned one.
    SourceChanged,
    /// `part-not-found`: `starts` or `ends` of a part stand nowhere, or more than once.
    PartNotFound,
    /// `nothing-to-check`: no claim, no evidence or no source.
    NothingToCheck,
}
