//! What every part of the page looks up: anchors, and which finding, source and claim belong together.

use std::collections::{HashMap, HashSet};

use crate::report::{Report, ReportEvidence};
use crate::rules::{Allowed, Finding};
use crate::source::{Details, Part, Source, Sources};
use crate::text::Span;
use crate::verdict::Verdict;

/// A report and its sources, with the indexes that the page needs.
pub(super) struct Desk<'r> {
    pub(super) report: &'r Report,
    pub(super) sources: &'r Sources,
    /// The end of each claim's address, in the order of the report.
    pub(super) claim_names: Vec<String>,
    /// The end of each source's address, in the order of the report.
    pub(super) source_names: Vec<String>,
    /// The passages cited from each source, by place.
    pub(super) cited: Vec<Vec<Cited>>,
    source_of_file: HashMap<&'r str, usize>,
    claim_of_id: HashMap<&'r str, usize>,
    findings_of_claim: Vec<Vec<&'r Finding>>,
    allowed_of_claim: Vec<Vec<&'r Allowed>>,
}

/// A passage of a source that a piece of evidence quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cited {
    /// The first fragment to the last: bytes of the source's text.
    pub(super) span: Span,
    /// Index of the claim.
    pub(super) claim: usize,
    /// Index of the piece in the claim.
    pub(super) evidence: usize,
    /// Index of the fragment in the match.
    pub(super) fragment: usize,
    /// The claim's.
    pub(super) verdict: Verdict,
    /// The fidelity is one that is accepted.
    pub(super) accepted: bool,
}

impl<'r> Desk<'r> {
    pub(super) fn new(report: &'r Report, sources: &'r Sources) -> Self {
        let source_of_file: HashMap<&str, usize> = report
            .sources
            .iter()
            .enumerate()
            .map(|(at, source)| (source.file.as_str(), at))
            .collect();
        let mut claim_of_id = HashMap::new();
        let mut claim_of_place = HashMap::new();
        for (at, claim) in report.claims.iter().enumerate() {
            claim_of_id.entry(claim.id.as_str()).or_insert(at);
            claim_of_place
                .entry((claim.file.as_str(), claim.id.as_str()))
                .or_insert(at);
        }
        let mut findings_of_claim = vec![Vec::new(); report.claims.len()];
        let claim_of = |finding: &Finding| {
            let id = finding.claim.as_deref()?;
            let here = claim_of_place.get(&(finding.file.as_str(), id));
            here.or_else(|| claim_of_id.get(id)).copied() // an allow may stand in a catalogue
        };
        for finding in &report.findings {
            if let Some(claim) = claim_of(finding) {
                findings_of_claim[claim].push(finding);
            }
        }
        let mut allowed_of_claim = vec![Vec::new(); report.claims.len()];
        for allowed in &report.allowed {
            if let Some(claim) = claim_of(&allowed.finding) {
                allowed_of_claim[claim].push(allowed);
            }
        }
        let mut desk = Self {
            report,
            sources,
            claim_names: names(report.claims.iter().map(|claim| claim.id.as_str())),
            source_names: names(report.sources.iter().map(|source| source.id.as_str())),
            cited: Vec::new(),
            source_of_file,
            claim_of_id,
            findings_of_claim,
            allowed_of_claim,
        };
        desk.cited = desk.all_cited();
        desk
    }

    fn all_cited(&self) -> Vec<Vec<Cited>> {
        let mut cited = vec![Vec::new(); self.report.sources.len()];
        for (claim, it) in self.report.claims.iter().enumerate() {
            for (evidence, piece) in it.evidence.iter().enumerate() {
                let Some((source, found)) = self.source_of(piece).zip(super::found(piece)) else {
                    continue;
                };
                for (fragment, place) in found.spans.iter().enumerate() {
                    cited[source].push(Cited {
                        span: place.span,
                        claim,
                        evidence,
                        fragment,
                        verdict: it.judgement.verdict,
                        accepted: piece.accepted,
                    });
                }
            }
        }
        for list in &mut cited {
            list.sort_unstable();
        }
        cited
    }

    /// The index of the source that `piece` cites, where it is known.
    pub(super) fn source_of(&self, piece: &ReportEvidence) -> Option<usize> {
        let file = piece.source_file.as_deref()?;
        self.source_of_file.get(file).copied()
    }

    /// The source as it was catalogued.
    pub(super) fn catalogued(&self, source: usize) -> Option<&'r Source> {
        let file = &self.report.sources[source].file;
        let list = &self.sources.list;
        // both lists are in the order of files
        let same = list.get(source).filter(|it| it.file == *file);
        same.or_else(|| list.iter().find(|it| it.file == *file))
    }

    /// The part that `piece` names or stands in.
    pub(super) fn part_of(&self, piece: &ReportEvidence) -> Option<&'r Part> {
        let source = self.catalogued(self.source_of(piece)?)?;
        let part = piece.part.as_deref()?;
        source.parts.iter().find(|it| it.id == part)
    }

    /// What the catalogue says of where `piece` stands: of the part, else of the source.
    pub(super) fn detail<'a>(
        &'a self,
        piece: &ReportEvidence,
        of: impl Fn(&'a Details) -> Option<&'a str>,
    ) -> Option<&'a str> {
        let part = self.part_of(piece).and_then(|part| of(&part.details));
        part.or_else(|| of(&self.catalogued(self.source_of(piece)?)?.details))
    }

    /// The address of the claim called `id`.
    pub(super) fn claim_link(&self, id: &str) -> Option<String> {
        let at = *self.claim_of_id.get(id)?;
        Some(format!("#claim/{}", self.claim_names[at]))
    }

    /// The findings about a claim.
    pub(super) fn findings(&self, claim: usize) -> &[&'r Finding] {
        &self.findings_of_claim[claim]
    }

    /// What is silenced for a claim.
    pub(super) fn allowed(&self, claim: usize) -> &[&'r Allowed] {
        &self.allowed_of_claim[claim]
    }

    /// The address of the claim that `finding` is about.
    pub(super) fn finding_link(&self, finding: &Finding) -> Option<String> {
        self.claim_link(finding.claim.as_deref()?)
    }
}

/// Addresses: letters and digits of `ids` with a number after one that is taken. Upper and lower
/// case are told apart, as browsers do.
fn names<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut tried: HashMap<String, usize> = HashMap::new();
    ids.map(|id| {
        let plain: String = id
            .chars()
            .map(|c| match c {
                '.' | '-' => c,
                _ if c.is_ascii_alphanumeric() => c,
                _ => '_',
            })
            .collect();
        let mut name = plain.clone();
        let number = tried.entry(plain.clone()).or_insert(1);
        while !taken.insert(name.clone()) {
            *number += 1;
            name = format!("{plain}~{number}");
        }
        name
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_one_of_its_own() {
        let ids = ["a", "a b", "a_b", "a", "a~2", "é/x.txt"];
        assert_eq!(
            names(ids.into_iter()),
            ["a", "a_b", "a_b~2", "a~2", "a_2", "__x.txt"]
        );
    }
}
