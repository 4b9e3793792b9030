//! The verdict's input and output.

use crate::claim::{Claim, ClaimFile, Evidence};
use crate::matcher::{Excerpt, Match, Outcome, Place};
use crate::source::SourceRef;

/// A claim with what was found of its evidence.
#[derive(Debug)]
pub struct CheckedClaim<'p> {
    /// The file it stands in.
    pub file: &'p ClaimFile,
    /// The claim as written.
    pub claim: &'p Claim,
    /// One entry per piece of `claim.evidence`, in the same order.
    pub evidence: Vec<CheckedEvidence<'p>>,
}

/// A piece of evidence with what was found of it.
#[derive(Debug)]
pub struct CheckedEvidence<'p> {
    /// The piece as written.
    pub evidence: &'p Evidence,
    /// The source (and part) it names, where it names one.
    pub source: Option<SourceRef>,
    /// The part it stands in: the one named, else the one the match lies in. Supplies publisher,
    /// date and origin.
    pub part: Option<usize>,
    /// The side on which it speaks, as [`super::side`] says; none for `context`.
    pub side: Option<Side>,
    /// What was found.
    pub outcome: Outcome,
    /// Other sources, or other parts of the same file, that do hold the quote.
    pub found_elsewhere: Vec<FoundElsewhere>,
    /// Accepted, and no denied context finding stands open against it.
    pub counts: bool,
}

impl CheckedEvidence<'_> {
    /// Whether the quote was checked and its fidelity is one that is accepted.
    pub fn accepted(&self) -> bool {
        self.found().is_some_and(|found| found.fidelity.accepted())
    }

    /// Whether the quote could be looked for.
    pub fn checked(&self) -> bool {
        self.found().is_some()
    }

    /// What was found, where the quote could be looked for.
    pub fn found(&self) -> Option<&Match> {
        match &self.outcome {
            Outcome::Checked(found) => Some(found),
            Outcome::Unchecked(_) => None,
        }
    }
}

/// A place in a source or part other than the one cited, where the quote does stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundElsewhere {
    /// The source, and the part if it lies in one.
    pub source: SourceRef,
    /// Where in it.
    pub place: Place,
    /// The lines there.
    pub excerpt: Excerpt,
}

/// For or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Evidence that supports the claim.
    Supports,
    /// Evidence that contradicts it.
    Contradicts,
}

/// What the evidence for a claim amounts to. It speaks of the sources, not of the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Counting evidence, or a claim on the same subject, speaks against it.
    Contradicted,
    /// Nothing that counts supports it.
    Unsupported,
    /// Counting support from one origin.
    Supported,
    /// Counting support from two or more independent origins.
    MultiplySourced,
}

impl Verdict {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradicted => "contradicted",
            Self::Unsupported => "unsupported",
            Self::Supported => "supported",
            Self::MultiplySourced => "multiply-sourced",
        }
    }
}

/// Figures for one side of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pieces of evidence.
    pub evidence: usize,
    /// Those accepted.
    pub accepted: usize,
    /// Those that count.
    pub counts: usize,
    /// Those that could not be checked.
    pub unchecked: usize,
    /// Independent origins among those that count.
    pub origins: usize,
}

/// Why two pieces of evidence are one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LinkReason {
    /// Their origins are equal.
    SameOrigin,
    /// One source or part descends from the other.
    Descends,
    /// Both descend from one ancestor.
    CommonAncestor,
    /// Their passages share a run of words.
    SharedText,
    /// Both give the same third party as the one they have it from.
    SameInformant,
}

impl LinkReason {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::SameOrigin => "same-origin",
            Self::Descends => "descends",
            Self::CommonAncestor => "common-ancestor",
            Self::SharedText => "shared-text",
            Self::SameInformant => "same-informant",
        }
    }
}

/// One link between two pieces of evidence of a claim (indexes into its evidence).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The one.
    pub a: usize,
    /// The other; greater than `a`.
    pub b: usize,
    /// Why they are linked.
    pub reason: LinkReason,
    /// The origin, ancestor, shared words or informant.
    pub text: Option<String>,
}

impl Link {
    /// Why the two are one origin, in words that follow on their names: "both descend from x".
    pub fn words(&self) -> String {
        let text = self.text.as_deref().unwrap_or_default();
        match self.reason {
            LinkReason::SameOrigin => format!("one origin, {text}"),
            LinkReason::Descends => format!("one descends from the other ({text})"),
            LinkReason::CommonAncestor => format!("both descend from {text}"),
            LinkReason::SharedText => format!("the passages share the words \"{text}\""),
            LinkReason::SameInformant => format!("both have it from {text}"),
        }
    }
}

/// Linked pieces of evidence on one side of a claim: one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginGroup {
    /// The origin's name: of its first piece.
    pub name: String,
    /// For or against.
    pub side: Side,
    /// Indexes into the claim's evidence, ascending; only pieces that count.
    pub evidence: Vec<usize>,
    /// Why they are one.
    pub links: Vec<Link>,
}

/// The verdict on one claim and the figures beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Exactly one.
    pub verdict: Verdict,
    /// Contradicted, and every piece that counts against it has an `answer`.
    pub answered: bool,
    /// Figures for.
    pub support: Tally,
    /// Figures against.
    pub against: Tally,
    /// Who stands behind each side.
    pub origin_groups: Vec<OriginGroup>,
    /// Claims (indexes into the list of checked claims) on its subject with an incompatible value.
    pub disagrees_with: Vec<usize>,
    /// The verdict was reached while a piece was not found or not checked: the words to append,
    /// such as "1 piece against not verified".
    pub reservation: Option<String>,
}
