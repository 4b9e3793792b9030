//! The first thing an editor sees: figures, a picture of the verdicts, what needs attention.

use std::collections::BTreeMap;

use serde::Serialize;

use super::claim::FindingView;
use super::desk::Desk;
use crate::report::standing::Standing;
use crate::report::{ReportClaim, why};
use crate::rules::{Finding, Level};
use crate::text::visible_start;
use crate::verdict::{Side, Verdict};

/// Entries of a list before it refers to the list of claims.
const FIRST: usize = 40;
/// Scalar values of a claim shown in a list.
const LONGEST: usize = 220;
/// Scalar values of a quote shown in a list.
const QUOTE: usize = 160;
/// Width of the bar of verdicts, in its own units.
const BAR: usize = 1000;

/// The overview.
#[derive(Serialize)]
pub(super) struct Overview<'a> {
    bars: Vec<Bar>,
    figures: Figures,
    /// Findings about no claim.
    general: Vec<FindingView<'a>>,
    lists: Vec<List<'a>>,
    /// What can be chosen in the filters.
    pub(super) choices: Choices<'a>,
}

/// A verdict in the picture.
#[derive(Serialize)]
struct Bar {
    verdict: &'static str,
    words: &'static str,
    count: usize,
    percent: String,
    x: usize,
    width: usize,
}

#[derive(Serialize)]
struct Figures {
    claims: usize,
    quotes: usize,
    unchecked: usize,
    sources: usize,
    errors: usize,
    warnings: usize,
    allowed: usize,
    baselined: usize,
    files_unread: usize,
    answered: usize,
    expected: usize,
}

/// Claims of a kind, most urgent first.
#[derive(Serialize)]
struct List<'a> {
    title: String,
    about: &'static str,
    /// The filter that shows them all.
    to: String,
    count: usize,
    entries: Vec<Entry<'a>>,
    /// The writer has said what there is to say.
    settled: bool,
    open: bool,
}

#[derive(Serialize)]
struct Entry<'a> {
    link: Option<String>,
    text: String,
    verdict: Option<&'static str>,
    standing: Option<&'static str>,
    level: Option<&'static str>,
    rule: Option<&'static str>,
    why: String,
    /// What the two sides say, where the sources contradict one another.
    said: Vec<Said<'a>>,
    id: &'a str,
}

/// The first piece of a side.
#[derive(Serialize)]
struct Said<'a> {
    side: &'static str,
    who: &'a str,
    quote: String,
    /// How many other pieces there are.
    more: usize,
}

/// The values that a filter offers, in their order.
#[derive(Serialize)]
pub(super) struct Choices<'a> {
    files: Vec<Choice<'a>>,
    tags: Vec<Choice<'a>>,
    rules: Vec<Choice<'a>>,
    sources: Vec<Choice<'a>>,
}

#[derive(Serialize)]
struct Choice<'a> {
    value: &'a str,
    words: &'a str,
    count: usize,
    number: usize,
}

/// The verdicts in the order of the picture, with their words.
pub(super) const VERDICTS: [(Verdict, &str); 4] = [
    (Verdict::Contradicted, "Contradicted by a source"),
    (Verdict::Unsupported, "Unsupported"),
    (Verdict::Supported, "Supported by one origin"),
    (
        Verdict::MultiplySourced,
        "Supported by several independent origins",
    ),
];

impl<'a> Overview<'a> {
    pub(super) fn new(desk: &'a Desk<'_>) -> Self {
        let of = &desk.report.summary;
        Self {
            bars: bars(of.claims, |verdict| match verdict {
                Verdict::Contradicted => of.contradicted,
                Verdict::Unsupported => of.unsupported,
                Verdict::Supported => of.supported,
                Verdict::MultiplySourced => of.multiply_sourced,
            }),
            figures: Figures {
                claims: of.claims,
                quotes: of.quotes,
                unchecked: of.quotes_unchecked,
                sources: of.sources,
                errors: of.errors,
                warnings: of.warnings,
                allowed: of.allowed,
                baselined: of.baselined,
                files_unread: of.files_unread,
                answered: of.answered,
                expected: of.expected,
            },
            general: desk
                .report
                .findings
                .iter()
                .filter(|finding| desk.finding_link(finding).is_none())
                .map(FindingView::new)
                .collect(),
            lists: lists(desk),
            choices: choices(desk),
        }
    }
}

fn bars(claims: usize, count: impl Fn(Verdict) -> usize) -> Vec<Bar> {
    let mut x = 0;
    let mut before = 0;
    VERDICTS
        .iter()
        .map(|&(verdict, words)| {
            let count = count(verdict);
            before += count;
            let end = (before * BAR).checked_div(claims).unwrap_or(0);
            let tenths = (count * 1000 + claims / 2).checked_div(claims).unwrap_or(0);
            let bar = Bar {
                verdict: verdict.name(),
                words,
                count,
                percent: format!("{}.{}", tenths / 10, tenths % 10),
                x,
                width: end - x,
            };
            x = end;
            bar
        })
        .collect()
}

fn lists<'a>(desk: &'a Desk<'_>) -> Vec<List<'a>> {
    let of_level = |level| {
        desk.report
            .findings
            .iter()
            .filter(move |it: &&Finding| it.level == level)
    };
    let of_verdict = |verdict, standing: Option<Standing>| {
        let claims = desk.report.claims.iter().enumerate();
        claims.filter(move |(_, claim)| {
            claim.judgement.verdict == verdict
                && standing.is_none_or(|wanted| Standing::of(claim) == wanted)
        })
    };
    let reserved = desk.report.claims.iter().enumerate().filter(|(_, claim)| {
        claim.judgement.reservation.is_some()
            && matches!(
                claim.judgement.verdict,
                Verdict::Supported | Verdict::MultiplySourced
            )
    });
    let contradicted = "claims?verdict=contradicted&standing=";
    let unsupported = "claims?verdict=unsupported&standing=";
    let mut lists = vec![
        list(
            "Errors",
            "What fails the check",
            "claims?level=error",
            findings(desk, of_level(Level::Deny)),
        ),
        list(
            "Contradicted, and nobody has answered",
            "A source speaks against what is written",
            &format!("{contradicted}open"),
            claims(
                desk,
                of_verdict(Verdict::Contradicted, Some(Standing::Open)),
            ),
        ),
        list(
            "Unsupported",
            "Nothing that counts speaks for what is written",
            &format!("{unsupported}open"),
            claims(desk, of_verdict(Verdict::Unsupported, Some(Standing::Open))),
        ),
        list(
            "Not fully verified",
            "A quote was not found or not checked",
            "claims?level=reserved",
            claims(desk, reserved),
        ),
        list(
            "Warnings",
            "Worth a second look",
            "claims?level=warning",
            findings(desk, of_level(Level::Warn)),
        ),
        list(
            "Contradicted, and answered",
            "The writer says why the claim is held all the same",
            &format!("{contradicted}answered"),
            claims(
                desk,
                of_verdict(Verdict::Contradicted, Some(Standing::Answered)),
            ),
        ),
        list(
            "Contradicted, as expected",
            "Rumours and statements under check, which the writer does not hold",
            &format!("{contradicted}expected"),
            claims(
                desk,
                of_verdict(Verdict::Contradicted, Some(Standing::Expected)),
            ),
        ),
        list(
            "Unsupported, as expected",
            "Gaps that the writer knows of",
            &format!("{unsupported}expected"),
            claims(
                desk,
                of_verdict(Verdict::Unsupported, Some(Standing::Expected)),
            ),
        ),
    ];
    lists.retain(|list| list.count > 0);
    lists
}

fn list<'a>(
    title: &str,
    about: &'static str,
    to: &str,
    entries: (usize, Vec<Entry<'a>>),
) -> List<'a> {
    List {
        title: title.to_owned(),
        about,
        to: to.to_owned(),
        count: entries.0,
        entries: entries.1,
        settled: to.ends_with("answered") || to.ends_with("expected"),
        open: !to.ends_with("expected"),
    }
}

fn claims<'a>(
    desk: &'a Desk<'_>,
    claims: impl Iterator<Item = (usize, &'a ReportClaim)>,
) -> (usize, Vec<Entry<'a>>) {
    let mut count = 0;
    let mut entries = Vec::new();
    for (at, claim) in claims {
        count += 1;
        if count <= FIRST {
            let held = matches!(
                claim.judgement.verdict,
                Verdict::Supported | Verdict::MultiplySourced
            );
            entries.push(Entry {
                link: Some(format!("#claim/{}", desk.claim_names[at])),
                text: visible_start(&claim.text, LONGEST).into_owned(),
                verdict: Some(claim.judgement.verdict.name()),
                standing: (!held).then(|| Standing::of(claim).word()),
                level: None,
                rule: None,
                why: why::why(claim),
                said: said(claim),
                id: &claim.id,
            });
        }
    }
    (count, entries)
}

/// What the two sides say of a claim that is contradicted.
fn said(claim: &ReportClaim) -> Vec<Said<'_>> {
    if claim.judgement.verdict != Verdict::Contradicted {
        return Vec::new();
    }
    let voices = why::voices(claim);
    [(Side::Supports, "For"), (Side::Contradicts, "Against")]
        .into_iter()
        .filter_map(|(side, word)| {
            let mut of_side = voices.iter().filter(|(of, _)| *of == side);
            let (_, first) = of_side.next()?;
            Some(Said {
                side: word,
                who: first.origin.as_deref().unwrap_or(&first.source),
                quote: visible_start(&first.quote, QUOTE).into_owned(),
                more: of_side.count(),
            })
        })
        .collect()
}

fn findings<'a>(
    desk: &'a Desk<'_>,
    findings: impl Iterator<Item = &'a Finding>,
) -> (usize, Vec<Entry<'a>>) {
    let mut count = 0;
    let mut entries = Vec::new();
    for finding in findings {
        let Some(link) = desk.finding_link(finding) else {
            continue;
        };
        count += 1;
        if count <= FIRST {
            entries.push(Entry {
                link: Some(link),
                text: finding.message.clone(),
                verdict: None,
                standing: None,
                level: Some(finding.level.output()),
                rule: Some(finding.rule),
                why: finding.help.clone().unwrap_or_default(),
                said: Vec::new(),
                id: finding.claim.as_deref().unwrap_or_default(),
            });
        }
    }
    (count, entries)
}

fn choices<'a>(desk: &'a Desk<'_>) -> Choices<'a> {
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in &desk.report.claims {
        *files.entry(&claim.file).or_default() += 1;
        for tag in &claim.tags {
            *tags.entry(tag).or_default() += 1;
        }
    }
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &desk.report.findings {
        *rules.entry(finding.rule).or_default() += 1;
    }
    let listed = |map: BTreeMap<&'a str, usize>| {
        let numbered = map.into_iter().enumerate();
        numbered
            .map(|(number, (value, count))| Choice {
                value,
                words: value,
                count,
                number,
            })
            .collect()
    };
    Choices {
        files: listed(files),
        tags: listed(tags),
        rules: listed(rules),
        sources: desk
            .report
            .sources
            .iter()
            .enumerate()
            .filter(|(_, source)| source.claims > 0)
            .map(|(number, source)| Choice {
                value: &desk.source_names[number],
                words: source.title.as_deref().unwrap_or(&source.id),
                count: source.claims,
                number,
            })
            .collect(),
    }
}

impl Choices<'_> {
    /// The numbers by which claims carry `tags`.
    pub(super) fn tag_numbers(&self, tags: &[String]) -> Vec<usize> {
        let numbers = tags.iter().filter_map(|tag| number(&self.tags, tag));
        numbers.collect()
    }

    /// The number by which claims carry their file.
    pub(super) fn file_number(&self, file: &str) -> Option<usize> {
        number(&self.files, file)
    }
}

fn number(choices: &[Choice<'_>], value: &str) -> Option<usize> {
    choices
        .binary_search_by(|choice| choice.value.cmp(value))
        .ok()
}
