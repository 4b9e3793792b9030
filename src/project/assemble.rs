//! The report, from all that was found.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::quotes::Read;
use crate::claim::{ClaimFile, Expect};
use crate::report::{Changed, Report, ReportClaim, ReportEvidence, ReportSource, Summary};
use crate::rules::{Before, Case, Finding, Findings, Level};
use crate::source::Source;
use crate::text::ProblemKind;
use crate::verdict::{self, CheckedClaim, CheckedEvidence, Judgement, Verdict};

/// The report. Of findings in claim files only those of the files `selected` (indexes, ascending)
/// are kept.
pub(super) fn report(
    case: &Case<'_>,
    findings: Findings,
    selected: &[usize],
    read: &[Option<Read>],
) -> Report {
    let Findings {
        mut open,
        mut allowed,
        mut baselined,
        mut existing,
        of_sources,
    } = findings;
    let mut of_sources: HashMap<usize, usize> = of_sources.into_iter().collect();
    if selected.len() < case.files.len() {
        let hidden: HashSet<&str> = (0..case.files.len())
            .filter(|at| selected.binary_search(at).is_err())
            .map(|at| case.files[at].file.as_str())
            .collect();
        let mut kept = HashMap::new();
        for (at, finding) in std::mem::take(&mut open).into_iter().enumerate() {
            if !hidden.contains(finding.file.as_str()) {
                kept.extend(of_sources.remove(&at).map(|source| (open.len(), source)));
                open.push(finding);
            }
        }
        of_sources = kept;
        allowed.retain(|it| !hidden.contains(it.finding.file.as_str()));
        baselined.retain(|it| !hidden.contains(it.file.as_str()));
        existing.retain(|it| !hidden.contains(it.file.as_str()));
    }
    let claims: Vec<_> = case
        .claims
        .iter()
        .zip(case.judgements)
        .map(|(claim, judgement)| of_claim(case, claim, judgement))
        .collect();
    let mut report = Report {
        summary: Summary {
            allowed: allowed.len(),
            baselined: baselined.len(),
            existing: existing.len(),
            ..summary(case, &claims, &open)
        },
        change: case.before.map(|before| changed(case, before)),
        texts: texts(
            case,
            open.iter().chain(allowed.iter().map(|it| &it.finding)),
        ),
        sources: sources(case, read),
        claims,
        findings: open,
        allowed,
        baselined,
        existing,
    };
    for (finding, source) in of_sources {
        report.sources[source].findings.push(finding);
    }
    for source in &mut report.sources {
        source.findings.sort_unstable();
    }
    report
}

fn of_claim(case: &Case<'_>, checked: &CheckedClaim<'_>, judgement: &Judgement) -> ReportClaim {
    let (file, claim) = (checked.file, checked.claim);
    ReportClaim {
        id: claim.id.value.clone(),
        file: file.file.clone(),
        at: file.lines.position(&file.text, claim.span.start),
        text: claim.text.value.clone(),
        subject: claim.subject.as_ref().map(|it| it.value.clone()),
        value: claim.value.as_ref().map(|it| it.value.clone()),
        tags: claim.tags.clone(),
        note: claim.note.clone(),
        expect: claim.expect.as_ref().map(|it| it.value),
        why: claim.why.clone(),
        judgement: judgement.clone(),
        disagrees_with: judgement
            .disagrees_with
            .iter()
            .map(|&at| case.claims[at].claim.id.value.clone())
            .collect(),
        evidence: checked
            .evidence
            .iter()
            .map(|piece| of_evidence(case, checked, piece))
            .collect(),
    }
}

fn of_evidence(
    case: &Case<'_>,
    claim: &CheckedClaim<'_>,
    piece: &CheckedEvidence<'_>,
) -> ReportEvidence {
    let evidence = piece.evidence;
    let source: Option<&Source> = piece.source.and_then(|at| case.sources.list.get(at.source));
    let (name, named_part) = match evidence.source.value.split_once('#') {
        Some((name, part)) => (name, Some(part)),
        None => (evidence.source.value.as_str(), None),
    };
    let part = piece
        .part
        .and_then(|part| source?.parts.get(part))
        .map(|part| part.id.as_str());
    let text = |it: &Option<crate::text::Located<String>>| it.as_ref().map(|it| it.value.clone());
    ReportEvidence {
        at: claim
            .file
            .lines
            .position(&claim.file.text, evidence.span.start),
        source: name.to_owned(),
        part: part.or(named_part).map(str::to_owned),
        source_file: source.map(|source| source.file.clone()),
        stance: evidence.stance,
        quote: evidence.quote.value.clone(),
        prefix: text(&evidence.prefix),
        suffix: text(&evidence.suffix),
        value: evidence.value.as_ref().map(|it| it.value.clone()),
        speaker: text(&evidence.speaker),
        translation: text(&evidence.translation),
        locator: text(&evidence.locator),
        origin: verdict::origin(piece, case.sources).map(str::to_owned),
        note: evidence.note.clone(),
        answer: text(&evidence.answer),
        outcome: piece.outcome.clone(),
        accepted: piece.accepted(),
        counts: piece.counts,
    }
}

fn sources(case: &Case<'_>, read: &[Option<Read>]) -> Vec<ReportSource> {
    let mut claims = vec![0; case.sources.list.len()];
    for claim in case.claims {
        let cited: HashSet<_> = claim
            .evidence
            .iter()
            .filter_map(|piece| Some(piece.source?.source))
            .collect();
        for source in cited {
            claims[source] += 1;
        }
    }
    let sources = case.sources.list.iter().zip(read).zip(claims);
    sources
        .map(|((source, read), claims)| ReportSource {
            id: source.id.clone(),
            file: source.file.clone(),
            sha256: read.as_ref().map(|read| read.sha256.clone()),
            bytes: read.as_ref().map_or(0, |read| read.bytes),
            reader: read.as_ref().map_or("", |read| read.reader),
            claims,
            title: source.details.title.clone(),
            publisher: source.details.publisher.clone(),
            published: source.details.published.clone(),
            language: source.details.language.clone(),
            origin: source.details.origin.clone(),
            derived_from: source
                .details
                .derived_from
                .iter()
                .map(|name| name.value.clone())
                .collect(),
            parts: source.parts.iter().map(|part| part.id.clone()).collect(),
            findings: Vec::new(),
        })
        .collect()
}

fn summary(case: &Case<'_>, claims: &[ReportClaim], findings: &[Finding]) -> Summary {
    let mut summary = Summary {
        claims: claims.len(),
        sources: case.sources.list.len(),
        files_unread: case.files.iter().filter(|file| is_unread(file)).count(),
        errors: findings
            .iter()
            .filter(|finding| finding.level == Level::Deny)
            .count(),
        warnings: findings
            .iter()
            .filter(|finding| finding.level == Level::Warn)
            .count(),
        ..Summary::default()
    };
    for claim in claims {
        let verdict = claim.judgement.verdict;
        match verdict {
            Verdict::Contradicted => summary.contradicted += 1,
            Verdict::Unsupported => summary.unsupported += 1,
            Verdict::Supported => summary.supported += 1,
            Verdict::MultiplySourced => summary.multiply_sourced += 1,
        }
        // A claim that is not held needs no answer; it is counted where its expectation is met.
        summary.answered += usize::from(claim.judgement.answered && claim.expect.is_none());
        summary.expected += usize::from(matches!(
            (claim.expect, verdict),
            (Some(Expect::Contradicted), Verdict::Contradicted)
                | (Some(Expect::Unsupported), Verdict::Unsupported)
        ));
    }
    for piece in case.claims.iter().flat_map(|claim| &claim.evidence) {
        summary.quotes += 1;
        summary.quotes_checked += usize::from(piece.checked());
        summary.quotes_unchecked += usize::from(!piece.checked());
    }
    summary
}

/// How the claims stood before.
fn changed(case: &Case<'_>, before: &Before) -> Changed {
    let claims = case.claims.iter();
    Changed {
        claims: before.claims.len(),
        supported: before.count(Verdict::Supported),
        multiply_sourced: before.count(Verdict::MultiplySourced),
        contradicted: before.count(Verdict::Contradicted),
        unsupported: before.count(Verdict::Unsupported),
        removed: before.removed(claims.map(|it| (&*it.claim.id.value, &*it.claim.text.value))),
    }
}

/// Whether a claim file could not be read: it does not parse, or gave no text at all.
fn is_unread(file: &ClaimFile) -> bool {
    let invalid = || {
        file.problems
            .iter()
            .any(|problem| problem.kind == ProblemKind::FileInvalid)
    };
    file.unread_claims > 0 || (file.claims.is_empty() && invalid())
}

/// The texts of the files that findings speak of, to show lines of.
fn texts<'f>(
    case: &Case<'_>,
    findings: impl Iterator<Item = &'f Finding>,
) -> BTreeMap<String, Arc<str>> {
    let wanted: HashSet<&str> = findings
        .flat_map(|finding| {
            let related = finding.related.iter().map(|related| related.file.as_str());
            related.chain([finding.file.as_str()])
        })
        .collect();
    let claims = case.files.iter().map(|it| (&it.file, &it.text));
    let catalogues = case
        .sources
        .catalogues
        .iter()
        .map(|it| (&it.file, &it.text));
    let config = case
        .config
        .file
        .iter()
        .map(|file| (file, &case.config.text));
    let baseline = case.baseline.file.iter();
    let baseline = baseline.map(|file| (file, &case.baseline.text));
    let texts = claims.chain(catalogues).chain(config).chain(baseline);
    texts
        .filter(|(file, _)| wanted.contains(file.as_str()))
        .map(|(file, text)| (file.clone(), Arc::clone(text)))
        .collect()
}
