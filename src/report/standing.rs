//! How a claim that the sources do not carry stands with its writer.

use super::ReportClaim;
use crate::claim::Expect;
use crate::verdict::Verdict;

/// How a claim that is contradicted or unsupported stands, most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// Nobody has said anything to it.
    Open,
    /// Every piece that speaks against it has an answer.
    Answered,
    /// The writer does not hold it, and said so.
    Expected,
}

impl Standing {
    /// All, most urgent first.
    pub(crate) const ALL: [Self; 3] = [Self::Open, Self::Answered, Self::Expected];

    /// That of a claim; only meaningful for one that is contradicted or unsupported.
    pub(crate) fn of(claim: &ReportClaim) -> Self {
        match (claim.expect, claim.judgement.verdict) {
            (Some(Expect::Contradicted), Verdict::Contradicted)
            | (Some(Expect::Unsupported), Verdict::Unsupported) => Self::Expected,
            (_, Verdict::Contradicted) if claim.judgement.answered => Self::Answered,
            _ => Self::Open,
        }
    }

    /// The word used in reports.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Expected => "expected",
        }
    }
}
