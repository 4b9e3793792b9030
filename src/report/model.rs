//! The data of a report, owned and free of references into the project.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::claim::{ClaimFile, Expect, Stance, Value};
use crate::matcher::Outcome;
use crate::rules::{Allowed, Finding};
use crate::text::Position;
use crate::verdict::Judgement;

/// Everything a check found out.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Figures.
    pub summary: Summary,
    /// Claim files by path, claims as written.
    pub claims: Vec<ReportClaim>,
    /// By file, line, column, rule. Never holds level `Allow`.
    pub findings: Vec<Finding>,
    /// Silenced with a reason.
    pub allowed: Vec<Allowed>,
    /// Let through by the baseline.
    pub baselined: Vec<Finding>,
    /// Where a change was checked, the findings that were there before it.
    pub existing: Vec<Finding>,
    /// Where a change was checked, how the claims stood before it.
    pub change: Option<Changed>,
    /// By file.
    pub sources: Vec<ReportSource>,
    /// The texts of claim files, catalogues and configuration, by file, to show lines of.
    pub texts: BTreeMap<String, Arc<str>>,
}

impl Report {
    /// Whether something is denied.
    pub fn failed(&self) -> bool {
        self.summary.errors > 0
    }

    /// The findings that keep `claim` from passing: its own, and those about a source that kept a
    /// quote of it from being checked.
    pub fn findings_of<'r>(&'r self, claim: &'r ReportClaim) -> impl Iterator<Item = &'r Finding> {
        let unchecked: BTreeSet<&str> = claim
            .evidence
            .iter()
            .filter(|piece| matches!(piece.outcome, Outcome::Unchecked(_)))
            .filter_map(|piece| piece.source_file.as_deref())
            .collect();
        let sources = self
            .sources
            .iter()
            .filter(move |source| unchecked.contains(&*source.file));
        let about_sources: BTreeSet<usize> =
            sources.flat_map(|it| it.findings.iter().copied()).collect();
        self.findings
            .iter()
            .enumerate()
            .filter_map(move |(at, finding)| {
                let own = finding.file == claim.file && finding.claim.as_ref() == Some(&claim.id);
                (own || about_sources.contains(&at)).then_some(finding)
            })
    }

    /// The findings of a claim file that belong to none of its claims.
    pub fn findings_of_file<'r>(&'r self, file: &'r str) -> impl Iterator<Item = &'r Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.claim.is_none() && finding.file == file)
    }

    /// The findings that belong to no claim and to no claim file of `files`.
    pub fn findings_of_project<'r>(
        &'r self,
        files: &'r [ClaimFile],
    ) -> impl Iterator<Item = &'r Finding> {
        let is_claim_file = |name: &str| {
            files
                .binary_search_by(|it| it.file.as_str().cmp(name))
                .is_ok()
        };
        let rest = self.findings.iter();
        rest.filter(move |finding| finding.claim.is_none() && !is_claim_file(&finding.file))
    }
}

/// Figures of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Claims read.
    pub claims: usize,
    /// With verdict `supported`.
    pub supported: usize,
    /// With verdict `multiply-sourced`.
    pub multiply_sourced: usize,
    /// With verdict `contradicted`.
    pub contradicted: usize,
    /// With verdict `unsupported`.
    pub unsupported: usize,
    /// Contradicted, and every piece against is answered.
    pub answered: usize,
    /// With an `expect` that is met.
    pub expected: usize,
    /// Pieces of evidence.
    pub quotes: usize,
    /// Those looked for.
    pub quotes_checked: usize,
    /// Those that could not be looked for.
    pub quotes_unchecked: usize,
    /// Claim files that could not be read.
    pub files_unread: usize,
    /// Sources known.
    pub sources: usize,
    /// Findings of level deny.
    pub errors: usize,
    /// Findings of level warn.
    pub warnings: usize,
    /// Findings silenced with a reason.
    pub allowed: usize,
    /// Findings that the baseline holds.
    pub baselined: usize,
    /// Findings that were there before the change that was checked.
    pub existing: usize,
}

/// How the claims stood before a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Claims then.
    pub claims: usize,
    /// With verdict `supported`.
    pub supported: usize,
    /// With verdict `multiply-sourced`.
    pub multiply_sourced: usize,
    /// With verdict `contradicted`.
    pub contradicted: usize,
    /// With verdict `unsupported`.
    pub unsupported: usize,
    /// Claims of then that are gone.
    pub removed: usize,
}

/// A claim and its verdict.
#[derive(Clone, Debug)]
pub struct ReportClaim {
    /// Its id.
    pub id: String,
    /// Its file, relative to the project.
    pub file: String,
    /// Where its heading stands.
    pub at: Position,
    /// The assertion.
    pub text: String,
    /// The subject, where declared.
    pub subject: Option<String>,
    /// The value, where declared.
    pub value: Option<Value>,
    /// The writer's labels.
    pub tags: Vec<String>,
    /// For people.
    pub note: Option<String>,
    /// Set where the claim is not held.
    pub expect: Option<Expect>,
    /// Why it is not held.
    pub why: Option<String>,
    /// Verdict and figures.
    pub judgement: Judgement,
    /// The ids of claims on its subject that disagree.
    pub disagrees_with: Vec<String>,
    /// What it rests on.
    pub evidence: Vec<ReportEvidence>,
}

/// A piece of evidence and what was found of it.
#[derive(Clone, Debug)]
pub struct ReportEvidence {
    /// Where it stands in the claim file.
    pub at: Position,
    /// What the writer wrote, without the part.
    pub source: String,
    /// The part it names or stands in.
    pub part: Option<String>,
    /// The source's file, where the source is known.
    pub source_file: Option<String>,
    /// For, against, or neither.
    pub stance: Stance,
    /// The words cited.
    pub quote: String,
    /// As written.
    pub prefix: Option<String>,
    /// As written.
    pub suffix: Option<String>,
    /// As written.
    pub value: Option<Value>,
    /// As written.
    pub speaker: Option<String>,
    /// As written.
    pub translation: Option<String>,
    /// As written.
    pub locator: Option<String>,
    /// Whom the information comes from, after the order of the catalogue.
    pub origin: Option<String>,
    /// For people.
    pub note: Option<String>,
    /// Why the claim is held in spite of it.
    pub answer: Option<String>,
    /// What was found.
    pub outcome: Outcome,
    /// Fidelity is one that is accepted.
    pub accepted: bool,
    /// It moves the verdict.
    pub counts: bool,
}

/// A source and what was read of it.
#[derive(Clone, Debug, Default)]
pub struct ReportSource {
    /// Its id.
    pub id: String,
    /// Its file, relative to the project.
    pub file: String,
    /// SHA-256 of the bytes, lower-case hexadecimal; none where it was not read.
    pub sha256: Option<String>,
    /// Its size.
    pub bytes: usize,
    /// How many claims cite it.
    pub claims: usize,
    /// The reader and its version.
    pub reader: &'static str,
    /// As catalogued.
    pub title: Option<String>,
    /// As catalogued.
    pub publisher: Option<String>,
    /// As catalogued.
    pub published: Option<String>,
    /// As catalogued.
    pub language: Option<String>,
    /// As catalogued.
    pub origin: Option<String>,
    /// As catalogued.
    pub derived_from: Vec<String>,
    /// Ids of its parts.
    pub parts: Vec<String>,
    /// Findings about the source as a whole (indexes into [`Report::findings`], ascending): why
    /// quotes from it could not be checked.
    pub findings: Vec<usize>,
}
