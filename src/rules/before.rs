//! What stood before a change, read from the JSON report that was made then.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::Level;
use crate::text::fold;
use crate::verdict::Verdict;

/// The family of the schemas that can be read.
const SCHEMA: &str = "pincite/report/1";

/// What stood before a change.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Fingerprints of the findings that stood open, with their level.
    findings: HashMap<String, Level>,
    /// The claims.
    pub claims: Vec<ClaimBefore>,
    /// SHA-256 of every source that was quoted and could be read, by file.
    pub sources: HashMap<String, String>,
    by_id: HashMap<String, usize>,
    by_text: HashMap<String, usize>,
}

/// A claim before the change.
#[derive(Clone, Debug)]
pub struct ClaimBefore {
    /// Its id.
    pub id: String,
    /// Its text in the finding form.
    pub text: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// The independent origins that supported it, by name.
    pub origins: Vec<String>,
    /// Whether it was declared as not held.
    pub expected: bool,
    /// The ids of claims on its subject with another value.
    pub disagrees_with: Vec<String>,
    /// Its evidence.
    pub evidence: Vec<EvidenceBefore>,
}

/// A piece of evidence before the change.
#[derive(Clone, Debug)]
pub struct EvidenceBefore {
    /// What the writer wrote, without the part.
    pub source: String,
    /// The quote in the finding form.
    pub quote: String,
    /// The quote as written.
    pub words: String,
    /// Whether it spoke against the claim, by its stance or by its value.
    pub against: bool,
    /// Whether it was answered.
    pub answered: bool,
    /// Why it could not be checked, in the words of the report.
    pub unchecked: Option<String>,
}

impl Before {
    /// Reads a JSON report.
    ///
    /// # Errors
    /// Where it is none, or of a schema that is not known; the message says so in a sentence.
    pub fn read(json: &[u8]) -> Result<Self, String> {
        let report: ReportRead = serde_json::from_slice(json)
            .map_err(|error| format!("it is no JSON report of pincite: {error}"))?;
        if report.schema != SCHEMA {
            let schema = crate::text::visible_start(&report.schema, 60);
            return Err(format!(
                "its schema is `{schema}`, and `{SCHEMA}` is wanted"
            ));
        }
        let mut before = Self::default();
        for finding in report.findings.into_iter().chain(report.existing) {
            let level = if finding.level == Level::Deny.output() {
                Level::Deny
            } else {
                Level::Warn
            };
            before.findings.insert(finding.fingerprint, level);
        }
        for claim in report.claims {
            let at = before.claims.len();
            before.by_id.entry(claim.id.clone()).or_insert(at);
            before.by_text.entry(fold::key(&claim.text)).or_insert(at);
            before.claims.push(claim.into_claim()?);
        }
        let quoted = report.sources.into_iter().filter(|it| it.claims > 0);
        before.sources = quoted
            .filter_map(|it| Some((it.file, it.sha256?)))
            .collect();
        Ok(before)
    }

    /// Whether the finding stood open before, and was no less grave.
    pub(super) fn holds(&self, fingerprint: &str, level: Level) -> bool {
        self.findings
            .get(fingerprint)
            .is_some_and(|before| *before >= level)
    }

    /// The claim as it was before: the one of this id, else the one of this text.
    pub fn claim(&self, id: &str, text: &str) -> Option<usize> {
        let by_text = || self.by_text.get(&fold::key(text));
        self.by_id.get(id).or_else(by_text).copied()
    }

    /// How many claims are gone, of which `claims`, id and text, are what is there now.
    pub fn removed<'c>(&self, claims: impl Iterator<Item = (&'c str, &'c str)>) -> usize {
        let kept: HashSet<usize> = claims
            .filter_map(|(id, text)| self.claim(id, text))
            .collect();
        self.claims.len() - kept.len()
    }

    /// How many claims had `verdict`.
    pub fn count(&self, verdict: Verdict) -> usize {
        let claims = self.claims.iter();
        claims.filter(|claim| claim.verdict == verdict).count()
    }
}

impl ClaimBefore {
    /// The piece that quotes `quote` from `source` (as written, without the part).
    pub fn piece(&self, source: &str, quote: &str) -> Option<&EvidenceBefore> {
        let quote = fold::key(quote);
        self.evidence
            .iter()
            .find(|piece| piece.source == source && piece.quote == quote)
    }
}

// What is read of a report; the rest is passed over.

#[derive(Deserialize)]
struct ReportRead {
    schema: String,
    claims: Vec<ClaimRead>,
    findings: Vec<FindingRead>,
    #[serde(default)]
    existing: Vec<FindingRead>,
    sources: Vec<SourceRead>,
}

#[derive(Deserialize)]
struct FindingRead {
    level: String,
    fingerprint: String,
}

#[derive(Deserialize)]
struct ClaimRead {
    id: String,
    text: String,
    verdict: String,
    expect: Option<String>,
    origin_groups: Vec<GroupRead>,
    #[serde(default)]
    disagrees_with: Vec<String>,
    evidence: Vec<EvidenceRead>,
}

#[derive(Deserialize)]
struct GroupRead {
    name: String,
    side: String,
    #[serde(default)]
    evidence: Vec<usize>,
}

#[derive(Deserialize)]
struct EvidenceRead {
    source: String,
    quote: String,
    #[serde(default)]
    stance: String,
    answer: Option<String>,
    unchecked: Option<String>,
}

#[derive(Deserialize)]
struct SourceRead {
    file: String,
    sha256: Option<String>,
    claims: usize,
}

impl ClaimRead {
    fn into_claim(self) -> Result<ClaimBefore, String> {
        let verdicts = [
            Verdict::Contradicted,
            Verdict::Unsupported,
            Verdict::Supported,
            Verdict::MultiplySourced,
        ];
        let verdict = verdicts
            .into_iter()
            .find(|verdict| verdict.name() == self.verdict)
            .ok_or_else(|| {
                let verdict = crate::text::visible_start(&self.verdict, 60);
                format!("it holds a verdict that is none: `{verdict}`")
            })?;
        let (supporting, against): (Vec<_>, Vec<_>) = self
            .origin_groups
            .into_iter()
            .partition(|group| group.side == "supports");
        let against: HashSet<usize> = against
            .iter()
            .flat_map(|it| &it.evidence)
            .copied()
            .collect();
        let evidence = self.evidence.into_iter().enumerate();
        Ok(ClaimBefore {
            id: self.id,
            text: fold::key(&self.text),
            verdict,
            origins: supporting.into_iter().map(|group| group.name).collect(),
            expected: self.expect.is_some(),
            disagrees_with: self.disagrees_with,
            evidence: evidence
                .map(|(at, piece)| EvidenceBefore {
                    source: piece.source,
                    quote: fold::key(&piece.quote),
                    words: piece.quote,
                    against: piece.stance == "contradicts" || against.contains(&at),
                    answered: piece.answer.is_some(),
                    unchecked: piece.unchecked,
                })
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{"schema":"pincite/report/1","summary":{},"claims":[
        {"id":"a","text":"The tower is old.","verdict":"supported","expect":null,
         "origin_groups":[{"name":"Reuters","side":"supports"},{"name":"Fox","side":"contradicts"}],
         "evidence":[{"source":"wire","quote":"an “old” tower","answer":null,"unchecked":null}]}],
        "findings":[{"level":"warning","fingerprint":"01"}],"allowed":[],
        "sources":[{"file":"seeds/wire.txt","sha256":"ab","claims":1},{"file":"seeds/x.txt","sha256":null,"claims":1}]}"#;

    #[test]
    fn a_claim_is_known_by_id_or_text() {
        let before = Before::read(REPORT.as_bytes()).unwrap();
        assert_eq!(before.claim("a", "Something else."), Some(0));
        assert_eq!(before.claim("b", "The Tower is  old."), Some(0));
        assert_eq!(before.claim("b", "Something else."), None);
        assert_eq!(before.claims[0].origins, ["Reuters"]);
        assert!(before.claims[0].piece("wire", "an \"old\" tower").is_some());
        assert_eq!(before.removed([("b", "x")].into_iter()), 1);
        assert_eq!(before.sources.len(), 1);
    }

    #[test]
    fn a_finding_that_got_graver_is_new() {
        let before = Before::read(REPORT.as_bytes()).unwrap();
        assert!(before.holds("01", Level::Warn));
        assert!(!before.holds("01", Level::Deny));
        assert!(!before.holds("02", Level::Warn));
    }

    #[test]
    fn what_is_no_report_is_refused() {
        let cases = [
            ("", "it is no JSON report of pincite: "),
            ("{}", "it is no JSON report of pincite: "),
            (
                r#"{"schema":"x/1","claims":[],"findings":[],"sources":[]}"#,
                "its schema is `x/1`, and ",
            ),
        ];
        for (text, expected) in cases {
            let error = Before::read(text.as_bytes()).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
