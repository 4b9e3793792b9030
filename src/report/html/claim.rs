//! A claim: its verdict and why, its evidence side by side, its origins, what speaks against it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::dates;
use super::desk::{Cited, Desk};
use super::escape::link;
use super::sides::Sides;
use super::source::passage_id;
use crate::claim::{Expect, Stance};
use crate::matcher::Outcome;
use crate::report::standing::Standing;
use crate::report::{ReportEvidence, why};
use crate::rules::Finding;
use crate::verdict::{LinkReason, Side, Verdict};

/// A claim as the page shows it.
#[derive(Serialize)]
pub(super) struct ClaimView<'a> {
    pub(super) index: usize,
    pub(super) name: &'a str,
    pub(super) id: &'a str,
    pub(super) text: &'a str,
    pub(super) file: &'a str,
    pub(super) line: usize,
    pub(super) verdict: &'static str,
    /// `open`, `answered` or `expected`; only of a claim that the sources do not carry.
    pub(super) standing: Option<&'static str>,
    pub(super) why: String,
    pub(super) subject: Option<&'a str>,
    pub(super) value: Option<String>,
    pub(super) tags: &'a [String],
    pub(super) note: Option<&'a str>,
    pub(super) expect: Option<&'static str>,
    pub(super) because: Option<&'a str>,
    pub(super) disagrees_with: Vec<Other<'a>>,
    pub(super) findings: Vec<FindingView<'a>>,
    pub(super) allowed: Vec<AllowedView<'a>>,
    /// The columns: for, against, and what is neither; without those that are empty.
    pub(super) columns: Vec<Column<'a>>,
    /// For and against are both there.
    pub(super) disputed: bool,
    pub(super) groups: Vec<Group<'a>>,
    pub(super) origins: usize,
    pub(super) quotes: usize,
    /// Numbers of its sources, for the filter.
    pub(super) sources: Vec<usize>,
    /// The rules that complain of it, for the filter.
    pub(super) rules: Vec<&'static str>,
}

/// Another claim, and its address.
#[derive(Serialize)]
pub(super) struct Other<'a> {
    id: &'a str,
    link: Option<String>,
    text: Option<&'a str>,
}

/// A finding, with its help.
#[derive(Serialize)]
pub(super) struct FindingView<'a> {
    rule: &'static str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    notes: &'a [String],
    file: &'a str,
    line: usize,
}

impl<'a> FindingView<'a> {
    pub(super) fn new(finding: &'a Finding) -> Self {
        Self {
            rule: finding.rule,
            level: finding.level.output(),
            message: &finding.message,
            help: finding.help.as_deref(),
            notes: &finding.notes,
            file: &finding.file,
            line: finding.region.start.line,
        }
    }
}

/// A finding that is silenced, and why.
#[derive(Serialize)]
pub(super) struct AllowedView<'a> {
    rule: &'static str,
    message: &'a str,
    why: &'a str,
}

/// The evidence of one side, in order of time.
#[derive(Serialize)]
pub(super) struct Column<'a> {
    stance: &'static str,
    title: &'static str,
    evidence: Vec<EvidenceView<'a>>,
}

/// A piece of evidence.
#[derive(Serialize)]
pub(super) struct EvidenceView<'a> {
    number: usize,
    anchor: String,
    source: &'a str,
    part: Option<&'a str>,
    title: &'a str,
    publisher: Option<&'a str>,
    published: Option<&'a str>,
    source_link: Option<String>,
    link: Option<&'a str>,
    /// The place in the source's text, where the quote was found.
    place: Option<String>,
    line: Option<usize>,
    occurrences: usize,
    fidelity: &'static str,
    unchecked: Option<&'static str>,
    accepted: bool,
    counts: bool,
    sides: Sides,
    speaker: Option<&'a str>,
    origin: Option<&'a str>,
    value: Option<String>,
    translation: Option<&'a str>,
    locator: Option<&'a str>,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
    note: Option<&'a str>,
    answer: Option<&'a str>,
    context: Vec<ContextView<'a>>,
}

/// What stands around a quote and limits it.
#[derive(Serialize)]
struct ContextView<'a> {
    words: &'a str,
    reason: &'a str,
}

/// An origin and the pieces that go back to it.
#[derive(Serialize)]
pub(super) struct Group<'a> {
    name: &'a str,
    side: &'static str,
    evidence: Vec<usize>,
    links: Vec<LinkView<'a>>,
}

/// Why two pieces are one origin.
#[derive(Serialize)]
struct LinkView<'a> {
    a: usize,
    b: usize,
    reason: &'static str,
    text: Option<&'a str>,
}

impl<'a> ClaimView<'a> {
    /// The claim at `index` of the report. `sides` are those of its evidence.
    pub(super) fn new(desk: &'a Desk<'_>, index: usize, sides: Vec<Sides>) -> Self {
        let claim = &desk.report.claims[index];
        let judgement = &claim.judgement;
        let findings = desk.findings(index);
        let held = matches!(
            judgement.verdict,
            Verdict::Supported | Verdict::MultiplySourced
        );
        let columns = columns(desk, index, sides);
        let rules: BTreeSet<_> = findings.iter().map(|finding| finding.rule).collect();
        let sources: BTreeSet<_> = claim
            .evidence
            .iter()
            .filter_map(|piece| desk.source_of(piece))
            .collect();
        Self {
            index,
            name: &desk.claim_names[index],
            id: &claim.id,
            text: &claim.text,
            file: &claim.file,
            line: claim.at.line,
            verdict: judgement.verdict.name(),
            standing: (!held).then(|| Standing::of(claim).word()),
            why: why::why(claim),
            subject: claim.subject.as_deref(),
            value: why::value(claim.value.as_ref()),
            tags: &claim.tags,
            note: claim.note.as_deref(),
            expect: claim.expect.map(|expect| match expect {
                Expect::Contradicted => "contradicted",
                Expect::Unsupported => "unsupported",
            }),
            because: claim.why.as_deref(),
            disagrees_with: judgement
                .disagrees_with
                .iter()
                .zip(&claim.disagrees_with)
                .map(|(&at, id)| Other {
                    id,
                    link: desk
                        .claim_names
                        .get(at)
                        .map(|name| format!("#claim/{name}")),
                    text: desk.report.claims.get(at).map(|claim| claim.text.as_str()),
                })
                .collect(),
            findings: findings
                .iter()
                .map(|finding| FindingView::new(finding))
                .collect(),
            allowed: desk
                .allowed(index)
                .iter()
                .map(|allowed| AllowedView {
                    rule: allowed.finding.rule,
                    message: &allowed.finding.message,
                    why: &allowed.why,
                })
                .collect(),
            disputed: columns.iter().filter(|it| it.stance != "context").count() == 2,
            columns,
            groups: judgement
                .origin_groups
                .iter()
                .map(|group| Group {
                    name: &group.name,
                    side: match group.side {
                        Side::Supports => "for",
                        Side::Contradicts => "against",
                    },
                    evidence: group.evidence.iter().map(|at| at + 1).collect(),
                    links: group
                        .links
                        .iter()
                        .map(|link| LinkView {
                            a: link.a + 1,
                            b: link.b + 1,
                            reason: reason(link.reason),
                            text: link.text.as_deref(),
                        })
                        .collect(),
                })
                .collect(),
            origins: judgement.support.origins,
            quotes: claim.evidence.len(),
            sources: sources.into_iter().collect(),
            rules: rules.into_iter().collect(),
        }
    }
}

/// Why two pieces are one origin, in words.
pub(super) fn reason(reason: LinkReason) -> &'static str {
    match reason {
        LinkReason::SameOrigin => "the same origin",
        LinkReason::Descends => "one descends from the other",
        LinkReason::CommonAncestor => "both descend from one text",
        LinkReason::SharedText => "they share a run of words",
        LinkReason::SameInformant => "both name the same informant",
    }
}

fn columns<'a>(desk: &'a Desk<'_>, index: usize, sides: Vec<Sides>) -> Vec<Column<'a>> {
    let claim = &desk.report.claims[index];
    let mut columns = vec![
        Column {
            stance: "supports",
            title: "For",
            evidence: Vec::new(),
        },
        Column {
            stance: "contradicts",
            title: "Against",
            evidence: Vec::new(),
        },
        Column {
            stance: "context",
            title: "Context",
            evidence: Vec::new(),
        },
    ];
    let mut pieces: Vec<_> = claim.evidence.iter().zip(sides).enumerate().collect();
    pieces.sort_by_key(|(at, (piece, _))| {
        let published = desk.detail(piece, |details| details.published.as_deref());
        let date = published.and_then(dates::read);
        (date.is_none(), date.map(|date| date.from), *at)
    });
    for (at, (piece, sides)) in pieces {
        let against = claim
            .judgement
            .origin_groups
            .iter()
            .any(|group| group.side == Side::Contradicts && group.evidence.contains(&at));
        let column = match piece.stance {
            // a value that does not fit speaks against the claim, whatever the stance
            _ if against => 1,
            Stance::Supports => 0,
            Stance::Contradicts => 1,
            Stance::Context => 2,
        };
        columns[column]
            .evidence
            .push(evidence(desk, index, at, piece, sides));
    }
    columns.retain(|column| !column.evidence.is_empty());
    columns
}

fn evidence<'a>(
    desk: &'a Desk<'_>,
    claim: usize,
    at: usize,
    piece: &'a ReportEvidence,
    sides: Sides,
) -> EvidenceView<'a> {
    let found = super::found(piece);
    let source = desk.source_of(piece);
    let first = found.and_then(|found| found.spans.first());
    let name = &desk.claim_names[claim];
    let place = first
        .filter(|_| !sides.source.is_empty())
        .and_then(|place| {
            let absent = found.is_some_and(|it| it.fidelity == crate::matcher::Fidelity::Absent);
            let cited = Cited {
                span: place.span,
                claim,
                evidence: at,
                fragment: 0,
                verdict: Verdict::Supported,
                accepted: piece.accepted,
            };
            (!absent).then(|| passage_id(desk, &cited))
        });
    let url = desk.detail(piece, |details| details.url.as_deref());
    EvidenceView {
        number: at + 1,
        anchor: format!("evidence/{name}/{}", at + 1),
        source: &piece.source,
        part: piece.part.as_deref(),
        title: desk
            .detail(piece, |it| it.title.as_deref())
            .unwrap_or(&piece.source),
        publisher: desk.detail(piece, |it| it.publisher.as_deref()),
        published: desk.detail(piece, |it| it.published.as_deref()),
        source_link: source.map(|source| format!("#source/{}", desk.source_names[source])),
        link: url.and_then(link),
        line: first.map(|place| place.region.start.line),
        place,
        occurrences: found.map_or(0, |found| found.occurrences),
        fidelity: found.map_or("not checked", |found| found.fidelity.name()),
        unchecked: match &piece.outcome {
            Outcome::Checked(_) => None,
            Outcome::Unchecked(reason) => Some(reason.reason()),
        },
        accepted: piece.accepted,
        counts: piece.counts,
        sides,
        speaker: piece.speaker.as_deref(),
        origin: piece.origin.as_deref(),
        value: why::value(piece.value.as_ref()),
        translation: piece.translation.as_deref(),
        locator: piece.locator.as_deref(),
        prefix: piece.prefix.as_deref(),
        suffix: piece.suffix.as_deref(),
        note: piece.note.as_deref(),
        answer: piece.answer.as_deref(),
        context: found
            .map_or(&[][..], |found| &found.context)
            .iter()
            .map(|it| ContextView {
                words: &it.words,
                reason: &it.reason,
            })
            .collect(),
    }
}
