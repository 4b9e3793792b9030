//! The JSON report, schema `pincite/report/1`.
//!
//! The structs here are the format: named and ordered as a reader outside sees them, so that
//! renaming a field inside cannot break one. They borrow, and lists are written as they are walked.
//! What cannot be seen is escaped (`\u202e`), so that a report may also be looked at in a terminal.

use std::io::{self, Write};
use std::marker::PhantomData;

use serde::{Serialize, Serializer};

use super::{Changed, Report, ReportClaim, ReportEvidence, ReportSource, Summary};
use crate::claim::{Expect, Stance, Value};
use crate::matcher::{Difference, Outcome, Place};
use crate::rules::{Allowed, Finding, Related};
use crate::text::visible::is_hidden;
use crate::verdict::{Link, OriginGroup, Side, Tally};

/// The name of the schema, and its version. Fields may be added within it, none removed or retyped.
pub const SCHEMA: &str = "pincite/report/1";

/// Writes `report` as one line of JSON.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write(&ReportJson::from(report), out)
}

/// Writes `value` as one line of JSON in which characters that nobody sees are escaped.
pub(super) fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Visible::new(out);
    serde_json::to_writer(&mut out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Passes JSON on in large pieces, with characters that nobody sees escaped: outside ASCII they
/// can only stand in strings.
struct Visible<'o> {
    out: &'o mut dyn Write,
    waiting: Vec<u8>,
}

impl<'o> Visible<'o> {
    /// Bytes that are passed on together.
    const PIECE: usize = 1 << 16;

    fn new(out: &'o mut dyn Write) -> Self {
        Self {
            out,
            waiting: Vec::with_capacity(Self::PIECE),
        }
    }

    /// Passes on what waits, but for the beginning of a character of which the rest is to come.
    fn pass_on(&mut self) -> io::Result<()> {
        let (mut at, mut written, mut whole) = (0, 0, self.waiting.len());
        while let Some(ahead) = first_high(&self.waiting[at..]) {
            at += ahead;
            let rest = &self.waiting[at..];
            // Latin letters, all of which are seen.
            if rest.len() >= 2 && matches!(rest[0], 0xC3..=0xCC) {
                at += 2;
                continue;
            }
            let rest = &rest[..rest.len().min(4)];
            let known = match str::from_utf8(rest) {
                Ok(known) => known,
                Err(error) => str::from_utf8(&rest[..error.valid_up_to()]).unwrap_or_default(),
            };
            let Some(character) = known.chars().next() else {
                whole = at;
                break;
            };
            let end = at + character.len_utf8();
            if is_hidden(character) {
                self.out.write_all(&self.waiting[written..at])?;
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(self.out, "\\u{unit:04x}")?;
                }
                written = end;
            }
            at = end;
        }
        self.out.write_all(&self.waiting[written..whole])?;
        self.waiting.drain(..whole);
        Ok(())
    }
}

impl Write for Visible<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= Self::PIECE {
            self.pass_on()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.out.flush()
    }
}

/// Where the first byte stands that is no character of ASCII to be seen; the control characters
/// below the space, which are escaped already, not counted.
fn first_high(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 16;
    let high = |byte: u8| byte >= 0x7f;
    let mut ahead = 0;
    while let Some(block) = bytes[ahead..].first_chunk::<BLOCK>()
        && !block.iter().fold(false, |any, &byte| any | high(byte))
    {
        ahead += BLOCK;
    }
    let at = bytes[ahead..].iter().position(|&byte| high(byte))?;
    Some(ahead + at)
}

/// A list of `T`, written as `J` one by one.
pub(super) struct Each<'a, T, J>(&'a [T], PhantomData<J>);

impl<'a, T, J> Each<'a, T, J> {
    pub(super) fn new(items: &'a [T]) -> Self {
        Self(items, PhantomData)
    }
}

impl<'a, T, J: From<&'a T> + Serialize> Serialize for Each<'a, T, J> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(J::from))
    }
}

#[derive(Serialize)]
struct ReportJson<'a> {
    schema: &'static str,
    tool: ToolJson,
    summary: SummaryJson,
    claims: Each<'a, ReportClaim, ClaimJson<'a>>,
    findings: Each<'a, Finding, FindingJson<'a>>,
    allowed: Each<'a, Allowed, AllowedJson<'a>>,
    baselined: Each<'a, Finding, FindingJson<'a>>,
    existing: Each<'a, Finding, FindingJson<'a>>,
    change: Option<ChangedJson>,
    sources: Each<'a, ReportSource, SourceJson<'a>>,
}

#[derive(Serialize)]
struct ToolJson {
    name: &'static str,
    version: &'static str,
}

impl<'a> From<&'a Report> for ReportJson<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            schema: SCHEMA,
            tool: ToolJson {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
            },
            summary: report.summary.into(),
            claims: Each::new(&report.claims),
            findings: Each::new(&report.findings),
            allowed: Each::new(&report.allowed),
            baselined: Each::new(&report.baselined),
            existing: Each::new(&report.existing),
            change: report.change.map(ChangedJson::from),
            sources: Each::new(&report.sources),
        }
    }
}

#[derive(Serialize)]
struct SummaryJson {
    claims: usize,
    supported: usize,
    multiply_sourced: usize,
    contradicted: usize,
    unsupported: usize,
    answered: usize,
    expected: usize,
    quotes: usize,
    quotes_checked: usize,
    quotes_unchecked: usize,
    files_unread: usize,
    sources: usize,
    errors: usize,
    warnings: usize,
    allowed: usize,
    baselined: usize,
    existing: usize,
}

impl From<Summary> for SummaryJson {
    fn from(of: Summary) -> Self {
        Self {
            claims: of.claims,
            supported: of.supported,
            multiply_sourced: of.multiply_sourced,
            contradicted: of.contradicted,
            unsupported: of.unsupported,
            answered: of.answered,
            expected: of.expected,
            quotes: of.quotes,
            quotes_checked: of.quotes_checked,
            quotes_unchecked: of.quotes_unchecked,
            files_unread: of.files_unread,
            sources: of.sources,
            errors: of.errors,
            warnings: of.warnings,
            allowed: of.allowed,
            baselined: of.baselined,
            existing: of.existing,
        }
    }
}

#[derive(Serialize)]
struct ChangedJson {
    claims: usize,
    supported: usize,
    multiply_sourced: usize,
    contradicted: usize,
    unsupported: usize,
    removed: usize,
}

impl From<Changed> for ChangedJson {
    fn from(of: Changed) -> Self {
        Self {
            claims: of.claims,
            supported: of.supported,
            multiply_sourced: of.multiply_sourced,
            contradicted: of.contradicted,
            unsupported: of.unsupported,
            removed: of.removed,
        }
    }
}

#[derive(Serialize)]
struct ClaimJson<'a> {
    id: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    text: &'a str,
    subject: Option<&'a str>,
    value: Option<ValueJson<'a>>,
    tags: &'a [String],
    note: Option<&'a str>,
    verdict: &'static str,
    answered: bool,
    expect: Option<&'static str>,
    why: Option<&'a str>,
    origins: usize,
    support: TallyJson,
    against: TallyJson,
    origin_groups: Each<'a, OriginGroup, OriginGroupJson<'a>>,
    disagrees_with: &'a [String],
    evidence: Each<'a, ReportEvidence, EvidenceJson<'a>>,
}

impl<'a> From<&'a ReportClaim> for ClaimJson<'a> {
    fn from(claim: &'a ReportClaim) -> Self {
        let judgement = &claim.judgement;
        Self {
            id: &claim.id,
            file: &claim.file,
            line: claim.at.line,
            column: claim.at.column,
            text: &claim.text,
            subject: claim.subject.as_deref(),
            value: claim.value.as_ref().map(ValueJson::from),
            tags: &claim.tags,
            note: claim.note.as_deref(),
            verdict: judgement.verdict.name(),
            answered: judgement.answered,
            expect: claim.expect.map(|expect| match expect {
                Expect::Contradicted => "contradicted",
                Expect::Unsupported => "unsupported",
            }),
            why: claim.why.as_deref(),
            origins: judgement.support.origins,
            support: judgement.support.into(),
            against: judgement.against.into(),
            origin_groups: Each::new(&judgement.origin_groups),
            disagrees_with: &claim.disagrees_with,
            evidence: Each::new(&claim.evidence),
        }
    }
}

/// A declared value, as JSON has it; dates, infinities and NaN are text.
#[derive(Serialize)]
#[serde(untagged)]
enum ValueJson<'a> {
    Integer(i64),
    Float(f64),
    Boolean(bool),
    Text(&'a str),
    Other(String),
}

impl<'a> From<&'a Value> for ValueJson<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Integer(value) => Self::Integer(*value),
            Value::Float(value) if value.is_finite() => Self::Float(*value),
            Value::Float(value) => Self::Other(value.to_string()),
            Value::Boolean(value) => Self::Boolean(*value),
            Value::Date(value) | Value::Text(value) => Self::Text(value),
        }
    }
}

#[derive(Serialize)]
struct TallyJson {
    evidence: usize,
    accepted: usize,
    counts: usize,
    unchecked: usize,
    origins: usize,
}

impl From<Tally> for TallyJson {
    fn from(tally: Tally) -> Self {
        Self {
            evidence: tally.evidence,
            accepted: tally.accepted,
            counts: tally.counts,
            unchecked: tally.unchecked,
            origins: tally.origins,
        }
    }
}

#[derive(Serialize)]
struct OriginGroupJson<'a> {
    name: &'a str,
    side: &'static str,
    evidence: &'a [usize],
    links: Each<'a, Link, LinkJson<'a>>,
}

impl<'a> From<&'a OriginGroup> for OriginGroupJson<'a> {
    fn from(group: &'a OriginGroup) -> Self {
        Self {
            name: &group.name,
            side: match group.side {
                Side::Supports => "supports",
                Side::Contradicts => "contradicts",
            },
            evidence: &group.evidence,
            links: Each::new(&group.links),
        }
    }
}

#[derive(Serialize)]
struct LinkJson<'a> {
    a: usize,
    b: usize,
    reason: &'static str,
    text: Option<&'a str>,
}

impl<'a> From<&'a Link> for LinkJson<'a> {
    fn from(link: &'a Link) -> Self {
        Self {
            a: link.a,
            b: link.b,
            reason: link.reason.name(),
            text: link.text.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    line: usize,
    column: usize,
    source: &'a str,
    part: Option<&'a str>,
    stance: &'static str,
    quote: &'a str,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
    value: Option<ValueJson<'a>>,
    speaker: Option<&'a str>,
    translation: Option<&'a str>,
    locator: Option<&'a str>,
    origin: Option<&'a str>,
    note: Option<&'a str>,
    answer: Option<&'a str>,
    fidelity: Option<&'static str>,
    unchecked: Option<&'static str>,
    accepted: bool,
    counts: bool,
    similarity: Option<f64>,
    spans: Each<'a, Place, PlaceJson>,
    occurrences: usize,
    elsewhere: Each<'a, Place, PlaceJson>,
    passage: Option<&'a str>,
    differences: Each<'a, Difference, DifferenceJson<'a>>,
}

impl<'a> From<&'a ReportEvidence> for EvidenceJson<'a> {
    fn from(evidence: &'a ReportEvidence) -> Self {
        let (found, unchecked) = match &evidence.outcome {
            Outcome::Checked(found) => (Some(&**found), None),
            Outcome::Unchecked(reason) => (None, Some(reason.reason())),
        };
        Self {
            line: evidence.at.line,
            column: evidence.at.column,
            source: &evidence.source,
            part: evidence.part.as_deref(),
            stance: match evidence.stance {
                Stance::Supports => "supports",
                Stance::Contradicts => "contradicts",
                Stance::Context => "context",
            },
            quote: &evidence.quote,
            prefix: evidence.prefix.as_deref(),
            suffix: evidence.suffix.as_deref(),
            value: evidence.value.as_ref().map(ValueJson::from),
            speaker: evidence.speaker.as_deref(),
            translation: evidence.translation.as_deref(),
            locator: evidence.locator.as_deref(),
            origin: evidence.origin.as_deref(),
            note: evidence.note.as_deref(),
            answer: evidence.answer.as_deref(),
            fidelity: found.map(|found| found.fidelity.name()),
            unchecked,
            accepted: evidence.accepted,
            counts: evidence.counts,
            similarity: found.map(|found| found.similarity),
            spans: Each::new(found.map_or(&[], |found| &found.spans)),
            occurrences: found.map_or(0, |found| found.occurrences),
            elsewhere: Each::new(found.map_or(&[], |found| &found.elsewhere)),
            passage: found
                .map(|found| found.passage.as_str())
                .filter(|text| !text.is_empty()),
            differences: Each::new(found.map_or(&[], |found| &found.differences)),
        }
    }
}

#[derive(Serialize)]
struct PlaceJson {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// Page, paragraph, cell or time in a source that is not text; no reader gives one yet.
    place: Option<()>,
}

impl From<&Place> for PlaceJson {
    fn from(place: &Place) -> Self {
        Self {
            start: place.span.start,
            end: place.span.end,
            line: place.region.start.line,
            column: place.region.start.column,
            end_line: place.region.end.line,
            end_column: place.region.end.column,
            place: None,
        }
    }
}

#[derive(Serialize)]
struct DifferenceJson<'a> {
    kind: &'static str,
    quoted: &'a str,
    source: &'a str,
    material: bool,
}

impl<'a> From<&'a Difference> for DifferenceJson<'a> {
    fn from(difference: &'a Difference) -> Self {
        Self {
            kind: difference.kind.name(),
            quoted: &difference.quoted,
            source: &difference.source,
            material: difference.material,
        }
    }
}

#[derive(Serialize)]
pub(super) struct FindingJson<'a> {
    rule: &'static str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    notes: &'a [String],
    claim: Option<&'a str>,
    evidence: Option<usize>,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    related: Each<'a, Related, RelatedJson<'a>>,
    fingerprint: &'a str,
}

impl<'a> From<&'a Finding> for FindingJson<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            rule: finding.rule,
            level: finding.level.output(),
            message: &finding.message,
            help: finding.help.as_deref(),
            notes: &finding.notes,
            claim: finding.claim.as_deref(),
            evidence: finding.evidence,
            file: &finding.file,
            line: finding.region.start.line,
            column: finding.region.start.column,
            end_line: finding.region.end.line,
            end_column: finding.region.end.column,
            related: Each::new(&finding.related),
            fingerprint: &finding.fingerprint,
        }
    }
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: &'a str,
}

impl<'a> From<&'a Related> for RelatedJson<'a> {
    fn from(related: &'a Related) -> Self {
        Self {
            file: &related.file,
            line: related.region.start.line,
            column: related.region.start.column,
            end_line: related.region.end.line,
            end_column: related.region.end.column,
            label: &related.label,
        }
    }
}

#[derive(Serialize)]
struct AllowedJson<'a> {
    rule: &'static str,
    claim: Option<&'a str>,
    evidence: Option<usize>,
    file: &'a str,
    line: usize,
    why: &'a str,
    fingerprint: &'a str,
}

impl<'a> From<&'a Allowed> for AllowedJson<'a> {
    fn from(allowed: &'a Allowed) -> Self {
        let finding = &allowed.finding;
        Self {
            rule: finding.rule,
            claim: finding.claim.as_deref(),
            evidence: finding.evidence,
            file: &finding.file,
            line: finding.region.start.line,
            why: &allowed.why,
            fingerprint: &finding.fingerprint,
        }
    }
}

#[derive(Serialize)]
struct SourceJson<'a> {
    id: &'a str,
    file: &'a str,
    sha256: Option<&'a str>,
    bytes: usize,
    claims: usize,
    reader: &'static str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    published: Option<&'a str>,
    language: Option<&'a str>,
    origin: Option<&'a str>,
    derived_from: &'a [String],
    parts: &'a [String],
}

impl<'a> From<&'a ReportSource> for SourceJson<'a> {
    fn from(source: &'a ReportSource) -> Self {
        Self {
            id: &source.id,
            file: &source.file,
            sha256: source.sha256.as_deref(),
            bytes: source.bytes,
            claims: source.claims,
            reader: source.reader,
            title: source.title.as_deref(),
            publisher: source.publisher.as_deref(),
            published: source.published.as_deref(),
            language: source.language.as_deref(),
            origin: source.origin.as_deref(),
            derived_from: &source.derived_from,
            parts: &source.parts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{sample, schema};

    fn written(report: &Report) -> String {
        let mut out = Vec::new();
        render(report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_report_fits_the_schema_and_the_schema_knows_every_field() {
        let mut schema = serde_json::from_str(schema::REPORT).unwrap();
        close(&mut schema);
        let validator = jsonschema::validator_for(&schema).unwrap();
        for report in [Report::default(), sample::report()] {
            let json = serde_json::from_str(&written(&report)).unwrap();
            let wrong: Vec<_> = validator
                .iter_errors(&json)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{wrong:#?}");
        }
    }

    /// Readers must bear fields they do not know; this test must not.
    fn close(schema: &mut serde_json::Value) {
        if let Some(object) = schema.as_object_mut() {
            if object.contains_key("properties") {
                object.insert("additionalProperties".to_owned(), false.into());
            }
            object.values_mut().for_each(close);
        } else if let Some(list) = schema.as_array_mut() {
            list.iter_mut().for_each(close);
        }
    }

    #[test]
    fn a_rich_report() {
        let mut json: serde_json::Value =
            serde_json::from_str(&written(&sample::report())).unwrap();
        json["tool"]["version"] = "[version]".into();
        let pretty = serde_json::to_string_pretty(&json).unwrap();
        sample::settings().bind(|| insta::assert_snapshot!("report-json", pretty));
    }

    #[test]
    fn nothing_hidden_is_written_raw_and_nothing_is_lost() {
        let mut report = sample::report();
        let text = "a\u{202e}b\u{9b}c\u{e0041}d\u{1b}é\u{7f}";
        report.claims[0].text = text.to_owned();
        let json = written(&report);
        assert!(
            json.contains("a\\u202eb\\u009bc\\udb40\\udc41d\\u001bé\\u007f"),
            "{json}"
        );
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["claims"][0]["text"], text);
    }

    #[test]
    fn characters_are_whole_where_pieces_meet() {
        for before in 0..8 {
            let text = ["x".repeat(before), "\u{202e}é\u{e0041}日".repeat(20_000)].concat();
            let mut out = Vec::new();
            write(&[&text], &mut out).unwrap();
            let json = String::from_utf8(out).unwrap();
            assert!(!json.contains(is_hidden_but_line_end), "{before}");
            let read: Vec<String> = serde_json::from_str(&json).unwrap();
            assert_eq!(read, [text], "{before}");
        }
    }

    fn is_hidden_but_line_end(c: char) -> bool {
        c != '\n' && is_hidden(c)
    }
}
