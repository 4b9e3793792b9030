//! `JUnit` XML, for dashboards of tests: one test case a claim, one a claim file, one for the project.
//!
//! No case has a `time` and no suite a `timestamp`: the same input gives the same bytes.

use std::collections::HashMap;
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::plain::{details, message, place};
use super::{Report, ReportClaim};
use crate::matcher::Outcome;
use crate::rules::{Finding, Level};
use crate::text::visible;

/// The case that carries what belongs to no claim of a file.
const FILE: &str = "(file)";
/// The suite, and the case in it, that carries what belongs to no claim file.
const PROJECT: &str = "(project)";

/// Writes `report`.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let owned = Owned::new(report);
    let mut junit = quick_junit::Report::new("pincite");
    for claims in report.claims.chunk_by(|a, b| a.file == b.file) {
        let file = claims[0].file.as_str();
        let mut suite = TestSuite::new(&*visible(file));
        suite.add_test_case(case(FILE, file, owned.of_file(file)));
        for claim in claims {
            let mut case = case(&claim.id, file, owned.of_claim(claim));
            let verdict = claim.judgement.verdict.name();
            let text = visible(&claim.text);
            case.set_system_out(format!("{verdict}: {text}"));
            suite.add_test_case(case);
        }
        junit.add_test_suite(suite);
    }
    let mut suite = TestSuite::new(PROJECT);
    // A claim file without a claim has no suite of its own.
    suite.add_test_case(case(PROJECT, PROJECT, owned.of_rest()));
    junit.add_test_suite(suite);
    let text = junit.to_string().map_err(io::Error::other)?;
    // The root is the one element that the usual schema lets count nothing as skipped; nothing is.
    out.write_all(text.replacen(" skipped=\"0\"", "", 1).as_bytes())
}

/// A case fails where a finding is denied; other findings are shown beside it.
fn case<'r>(name: &str, file: &str, findings: impl Iterator<Item = &'r Finding>) -> TestCase {
    let findings: Vec<_> = findings.collect();
    let denied = findings.iter().find(|finding| finding.level == Level::Deny);
    let status = denied.map_or_else(TestCaseStatus::success, |first| {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status
            .set_message(message(first))
            .set_type(first.rule)
            .set_description(said(&findings));
        status
    });
    let mut case = TestCase::new(&*visible(name), status);
    case.set_classname(&*visible(file));
    if denied.is_none() && !findings.is_empty() {
        case.set_system_err(said(&findings));
    }
    case
}

fn said(findings: &[&Finding]) -> String {
    let mut said = Vec::new();
    for finding in findings {
        let (level, rule) = (finding.level.output(), finding.rule);
        said.push(format!("{level}[{rule}]: {}", message(finding)));
        said.push(format!("  --> {}", place(finding)));
        said.extend(details(finding).into_iter().map(|line| format!("  {line}")));
    }
    said.join("\n")
}

/// Which findings belong to what. A finding about a source is the project's, and each claim's of
/// which it kept a quote from being checked.
struct Owned<'r> {
    report: &'r Report,
    /// By file and id.
    claims: HashMap<(&'r str, &'r str), Vec<usize>>,
    files: HashMap<&'r str, Vec<usize>>,
    rest: Vec<usize>,
    /// Findings about a source, by its file.
    sources: HashMap<&'r str, &'r [usize]>,
}

impl<'r> Owned<'r> {
    fn new(report: &'r Report) -> Self {
        let mut owned = Self {
            report,
            claims: HashMap::new(),
            files: HashMap::new(),
            rest: Vec::new(),
            sources: HashMap::new(),
        };
        for claim in &report.claims {
            owned.claims.entry((&claim.file, &claim.id)).or_default();
            owned.files.entry(&claim.file).or_default();
        }
        for (at, finding) in report.findings.iter().enumerate() {
            let file = finding.file.as_str();
            let claim = finding.claim.as_deref().map(|id| (file, id));
            let list = match claim.and_then(|claim| owned.claims.get_mut(&claim)) {
                Some(list) => list,
                None => owned.files.get_mut(file).unwrap_or(&mut owned.rest),
            };
            list.push(at);
        }
        for source in &report.sources {
            owned.sources.insert(&source.file, &source.findings);
        }
        owned
    }

    fn of_claim(&self, claim: &ReportClaim) -> impl Iterator<Item = &'r Finding> {
        let own = self.claims.get(&(claim.file.as_str(), claim.id.as_str()));
        let mut all = own.cloned().unwrap_or_default();
        for piece in &claim.evidence {
            if let (Outcome::Unchecked(_), Some(file)) = (&piece.outcome, &piece.source_file) {
                all.extend(self.sources.get(file.as_str()).copied().unwrap_or_default());
            }
        }
        all.sort_unstable();
        all.dedup();
        let findings = &self.report.findings;
        all.into_iter().map(move |at| &findings[at])
    }

    fn of_file(&self, file: &str) -> impl Iterator<Item = &'r Finding> {
        let findings = &self.report.findings;
        let own = self.files.get(file).cloned().unwrap_or_default();
        own.into_iter().map(move |at| &findings[at])
    }

    fn of_rest(&self) -> impl Iterator<Item = &'r Finding> {
        let findings = &self.report.findings;
        let rest = self.rest.clone();
        rest.into_iter().map(move |at| &findings[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn written(report: &Report) -> String {
        let mut out = Vec::new();
        render(report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_rich_report() {
        let text = written(&sample::report());
        sample::settings().bind(|| insta::assert_snapshot!("report-junit", text));
    }

    /// The validator, made from the schema that Jenkins reads such files with.
    fn validator() -> uppsala::XsdValidator {
        let schema = include_str!("../../tests/schemas/junit-10.xsd");
        uppsala::XsdValidator::from_schema(&uppsala::parse(schema).unwrap()).unwrap()
    }

    fn wrong(validator: &uppsala::XsdValidator, text: &str) -> Vec<String> {
        let errors = validator.validate(&uppsala::parse(text).unwrap());
        errors.into_iter().map(|error| error.message).collect()
    }

    #[test]
    fn it_is_valid_against_the_usual_schema() {
        let validator = validator();
        let mut strange = sample::report();
        for claim in &mut strange.claims {
            claim.text = "a\u{0}\u{1b}[2J\u{fffe}]]>&<x y='\"'>\r\n\u{202e}".to_owned();
            claim.file.push_str("\n\"'<>&\u{7}");
        }
        for report in [Report::default(), sample::report(), strange] {
            assert_eq!(wrong(&validator, &written(&report)), [""; 0]);
        }
    }

    #[test]
    fn the_schema_is_one_that_refuses() {
        let validator = validator();
        let text = written(&sample::report());
        assert!(
            text.contains("<failure ") && text.contains("<system-out>"),
            "{text}"
        );
        let cases = [
            ("a wrong attribute", "<testcase name=", "<testcase title="),
            ("one too many", "<testsuites ", "<testsuites skipped=\"0\" "),
            ("a missing one", "\" tests=\"", "\" time=\""),
            ("a wrong value", "<testsuite ", "<testsuite time=\"now\" "),
            ("a wrong element", "system-out>", "system-in>"),
        ];
        for (name, from, to) in cases {
            let bad = text.replace(from, to);
            assert!(bad != text && !wrong(&validator, &bad).is_empty(), "{name}");
        }
    }

    #[test]
    fn every_denied_finding_fails_a_case_and_nothing_tells_the_time() {
        let report = sample::report();
        let text = written(&report);
        for finding in report.findings.iter().filter(|it| it.level == Level::Deny) {
            assert!(text.contains(&format!("error[{}]", finding.rule)), "{text}");
        }
        assert_eq!(text.matches("<testcase ").count(), report.claims.len() + 2);
        assert!(
            !text.contains(" time=") && !text.contains("timestamp="),
            "{text}"
        );
        let hidden = |c: char| c != '\n' && crate::text::visible::is_hidden(c);
        assert!(!text.contains(hidden), "{text}");
    }
}
